"""The sample workbooks and their answer files: made the same every time, and true to each other.

Everything here is plain reading; nothing judges anybody.
"""

from __future__ import annotations

import csv
import re
import subprocess
import sys
import tomllib
import zipfile
from collections import Counter
from datetime import date, time
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.utils.cell import coordinate_from_string
from python_calamine import CalamineWorkbook

pytestmark = pytest.mark.filterwarnings("ignore:.*extension is not supported")
"""openpyxl says so about data bars, which it does not read; nothing here writes with it."""

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "sample_workbooks"
CONTRACT = ROOT / "docs" / "what-is-flagged.md"
ANSWERS = sorted(SAMPLES.glob("*.answers.toml"), key=lambda path: path.name)
ORDER = ("gap", "cannot_tell", "open", "meets", "not_applicable")
HEADS = {"name", "full name", "applicant", "last name", "first name"}
RULE = r"`((?:renewal|initial|reinstatement|inactive|waiver|row|log|total)\.[a-z_.]+|standing)`"
TOTALS = {
    "training": "training h",
    "dei": "dei hrs",
    "giving": "rsc training hrs",
    "rsc": "rsc h",
}
COLUMN_OF_RULE = {
    "renewal.training": "training",
    "renewal.training.dei": "dei",
    "renewal.training.rsc": "giving",
    "renewal.rsc": "rsc",
    "initial.training": "training",
    "initial.rsc": "rsc",
}

Grid = list[list[Any]]


def load(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text("utf-8"))


def grids(book: str) -> dict[str, Grid]:
    """Read all tabs of a sample: rows from the first, columns from the first."""
    path = SAMPLES / book
    if path.suffix == ".csv":
        rows = list(csv.reader(path.read_text("utf-8-sig").splitlines(), delimiter=";"))
        return {path.stem: [[cell or None for cell in row] for row in rows]}
    if path.suffix == ".ods":
        work = CalamineWorkbook.from_path(path)
        return {
            name: [
                [None if cell == "" else cell for cell in row]
                for row in work.get_sheet_by_name(name).to_python(skip_empty_area=False)
            ]
            for name in work.sheet_names
        }
    work = openpyxl.load_workbook(path, data_only=True)
    return {tab.title: [[cell.value for cell in row] for row in tab.iter_rows()] for tab in work}


def at(grid: Grid, address: str) -> Any:
    letters, row = coordinate_from_string(address)
    return grid[row - 1][openpyxl.utils.column_index_from_string(letters) - 1]


def head_row(grid: Grid) -> int:
    """Find the index of the row that names the people's column."""
    return next(
        index
        for index, row in enumerate(grid)
        if any(str(cell or "").strip().lower() in HEADS for cell in row)
    )


def heading(grid: Grid, column: int) -> str:
    """Give the heading of a column, the second row of a two-row header included."""
    head = head_row(grid)
    lower = grid[head + 1][column] if grid[head + 1][1] is None else None
    return str(lower or grid[head][column] or "").lower()


def name_at(grid: Grid, row: int) -> str:
    """Read the name in a row, joined from first and last where they stand apart."""
    cells = {
        str(title).strip().lower(): grid[row - 1][column]
        for column, title in enumerate(grid[head_row(grid)])
        if str(title or "").strip().lower() in HEADS
    }
    whole = cells.get("full name") or cells.get("name") or cells.get("applicant")
    parts = (cells.get("first name"), cells.get("last name"))
    return whole or " ".join(part for part in parts if part)


@pytest.fixture(scope="module", params=ANSWERS, ids=lambda path: path.name)
def sample(request: pytest.FixtureRequest) -> tuple[dict[str, Any], dict[str, Grid]]:
    answers = load(request.param)
    return answers, grids(answers["book"])


def make(folder: Path) -> dict[str, bytes]:
    script = [sys.executable, str(SAMPLES / "make_samples.py"), str(folder)]
    subprocess.run(script, check=True, cwd=folder)
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def test_making_them_again_changes_nothing(tmp_path: Path) -> None:
    """The script gives the same bytes each time, and what it gives is what is shipped.

    Packed files are compared part by part with the shipped ones: another zlib packs differently.
    """
    one, two = tmp_path / "one", tmp_path / "two"
    one.mkdir()
    two.mkdir()
    made = make(one)
    assert made == make(two)
    assert len(made) == 2 * len(ANSWERS) + 1  # the workbooks, their answers, the README
    for name in made:
        if name.endswith((".xlsx", ".ods")):
            assert parts(one / name) == parts(SAMPLES / name), name
        else:
            assert made[name] == (SAMPLES / name).read_bytes(), name


def test_every_rule_and_outcome_of_the_contract_is_shown() -> None:
    """The samples together show all that the contract page names."""
    text = CONTRACT.read_text("utf-8")
    rules = set(re.findall(RULE, text))
    outcomes = set(re.findall(r"^\| `(\w+)` \|", text.split("## Which cycle")[0], re.MULTILINE))
    books = [load(path) for path in ANSWERS]
    shown = {
        finding["rule"]
        for book in books
        for finding in (*book.get("finding", ()), *book.get("said", ()))
    }
    assert rules
    assert shown == rules
    assert {person["status"] for book in books for person in book["person"]} == outcomes
    assert outcomes == set(ORDER)


def test_everybody_is_in_the_answers_once_and_in_order(
    sample: tuple[dict[str, Any], dict[str, Grid]],
) -> None:
    """Each person's row holds that name and that id or e-mail; no row with an "@" is left out."""
    answers, sheets = sample
    people = answers["person"]
    assert [person["row"] for person in people] == sorted({person["row"] for person in people})
    for person in people:
        grid = sheets[person["sheet"]]
        assert name_at(grid, person["row"]) == person["name"]
        assert person["person"] in grid[person["row"] - 1]
    grid = sheets[people[0]["sheet"]]
    peopled = [
        number for number, row in enumerate(grid, 1) if any("example." in str(cell) for cell in row)
    ]
    assert peopled == [person["row"] for person in people]


def test_a_status_is_the_worst_of_the_findings(
    sample: tuple[dict[str, Any], dict[str, Grid]],
) -> None:
    """The status of each row follows from the findings listed for it, by the contract's order."""
    answers, _ = sample
    roster = answers["person"][0]["sheet"]
    for person in answers["person"]:
        own = [
            finding["outcome"]
            for finding in answers["finding"]
            if finding.get("person") == person["person"]
            and (finding["sheet"] != roster or finding["row"] == person["row"])
        ]
        expected = min(own, key=ORDER.index, default=None)
        if expected is None:
            assert person["status"] in ("meets", "not_applicable"), person
        else:
            assert person["status"] == expected, person


def test_findings_point_at_cells_and_add_up(
    sample: tuple[dict[str, Any], dict[str, Grid]],
) -> None:
    """Cells lie in the named row of a tab that exists, and short is need less have."""
    answers, sheets = sample
    assert answers["finding"]
    for finding in answers["finding"]:
        assert finding["outcome"] in ("gap", "cannot_tell", "open")
        assert coordinate_from_string(finding["cell"])[1] == finding["row"]
        at(sheets[finding["sheet"]], finding["cell"])
        assert finding["why"]
        if "short" in finding:
            assert finding["short"] == finding["need"] - finding["have"] > 0
        if finding["outcome"] == "gap":
            assert finding["due"] < answers["as_of"]
        elif finding["outcome"] == "open" and "due" in finding and ".clock." not in finding["rule"]:
            assert finding["due"] >= answers["as_of"]
    seen = Counter((f["rule"], f["sheet"], f["cell"]) for f in answers["finding"])
    assert max(seen.values()) == 1


def test_what_stands_in_the_cell_fits_the_finding(
    sample: tuple[dict[str, Any], dict[str, Grid]],
) -> None:
    """Hours, blanks, dates and duplicates are where the findings say."""
    answers, sheets = sample
    for finding in answers["finding"]:
        grid, rule = sheets[finding["sheet"]], finding["rule"]
        cell = at(grid, finding["cell"])
        if rule == "row.required":
            assert cell is None
        if rule == "row.unreadable":
            assert isinstance(cell, str)
        if rule in ("row.future_date", "row.date_order"):
            assert isinstance(cell, date)
        if rule == "row.future_date":
            assert as_date(cell) > answers["as_of"]
        if rule in ("row.category", "row.status"):
            assert isinstance(cell, str)
            assert cell in finding["why"]
        if rule == "row.duplicate_person":
            column = [row[grid[finding["row"] - 1].index(cell)] for row in grid]
            assert column.count(cell) == 2
        if rule.endswith(".membership") and "due" in finding and isinstance(cell, date):
            assert as_date(cell) == finding["due"]
        if rule in COLUMN_OF_RULE:
            check_total(grid, finding, cell)


def as_date(value: Any) -> date:
    return value.date() if hasattr(value, "date") else value


def check_total(grid: Grid, finding: dict[str, Any], cell: Any) -> None:
    """A number in a totals cell is the one that the finding has."""
    letters, _ = coordinate_from_string(finding["cell"])
    title = heading(grid, openpyxl.utils.column_index_from_string(letters) - 1)
    if title.endswith("name"):
        return
    assert title.startswith(TOTALS[COLUMN_OF_RULE[finding["rule"]]]), finding
    if "2026" in title:  # beside a log, which may say something else
        return
    if isinstance(cell, int | float):
        assert cell == finding["have"], finding
    elif isinstance(cell, time):
        assert cell.hour + cell.minute / 60 == finding["have"]
    elif cell is None or "have" not in finding:
        assert finding["outcome"] == "cannot_tell"


def test_the_logs_add_up_to_what_the_scenarios_say(monkeypatch: pytest.MonkeyPatch) -> None:
    """The plain entries of each Wisconsin person give the hours that the answers claim."""
    monkeypatch.syspath_prepend(str(ROOT))
    from sample_workbooks.wisconsin_full import EVERYBODY  # noqa: PLC0415
    from sample_workbooks.wisconsin_log import hours_in_2026  # noqa: PLC0415
    from sample_workbooks.wisconsin_members import RIVERS  # noqa: PLC0415 - of whom nothing is known

    topics = {
        "renewal.training": (),
        "renewal.training.dei": ("DEI", "diversity"),
        "renewal.training.rsc": ("RSC",),
    }
    entries: dict[str, list[Any]] = {}
    for member in EVERYBODY:
        entries.setdefault(member.id, []).extend(member.trainings)
    checked = 0
    for member in EVERYBODY:
        for claim in member.claims:
            if claim.rule in topics and claim.have is not None:
                assert hours_in_2026(entries[member.id], topics[claim.rule]) == claim.have
                checked += 1
            if claim.rule == "renewal.rsc":
                counted = [
                    session.hours
                    for session in member.sessions
                    if session.mode != "Peer" and session.provider not in {member.name, RIVERS}
                    and not session.claims
                ]  # fmt: skip
                assert sum(counted) == claim.have
                checked += 1
        if member.status in ("meets", "open") and "endorsed" not in member.cells:
            assert hours_in_2026(entries[member.id]) >= 15
            assert hours_in_2026(entries[member.id], topics["renewal.training.dei"]) >= 3
    assert checked == 21


def test_the_trainings_of_the_newer_workbooks_add_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """The hours that the answers claim are those of the rows of that time and use."""
    monkeypatch.syspath_prepend(str(ROOT))
    from sample_workbooks import nebraska, nebraska_rows, virginia, virginia_rows  # noqa: PLC0415

    topics = {".dei": ("DEI", "diversity"), ".rsc": ("RSC", "giving RSC"), ".core": ("IMH",)}
    counted = 0
    for book, tab, last in (
        (virginia, virginia_rows.TRAINING, date.max),
        (nebraska, nebraska_rows.TRAINING, nebraska_rows.DUE),
    ):
        for person in book.EVERYBODY:
            for claim in person.claims:
                if not claim.rule.startswith(("initial.training", "renewal.training")):
                    continue
                wanted = topics.get("." + claim.rule.rpartition(".")[2])
                rows = [
                    entry.cells
                    for entry in person.entries
                    if entry.tab == tab
                    and entry.cells["date"] <= max(last, claim.due or last)
                    and not entry.cells.get("used")
                    and (wanted is None or entry.cells["topic"] in wanted)
                ]
                assert sum(row["hours"] for row in rows) == claim.have, (person.name, claim.rule)
                counted += 1
    assert counted == 11


def test_the_summary_formulas_hold_their_results() -> None:
    """The stored results of the Wisconsin summary are the counts of the roster."""
    sheets = grids("wisconsin-full.xlsx")
    members = [row for row in sheets["Members"][3:] if row[0]]
    for row in sheets["Summary"][4:14]:
        for status, count in zip(sheets["Summary"][3][1:5], row[1:5], strict=True):
            assert count == sum(m[4] == row[0] and m[5] == status for m in members)
        assert row[5] == sum(row[1:5])


def test_the_csv_file_is_as_excel_writes_it() -> None:
    """Byte order mark, semicolons, Windows line ends, every row of the same width."""
    raw = (SAMPLES / "small-totals.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    assert raw.count(b"\n") == raw.count(b"\r\n") == len(grids("small-totals.csv")["small-totals"])
    assert {len(row) for row in grids("small-totals.csv")["small-totals"]} == {15}


def test_the_full_workbook_has_what_real_ones_have() -> None:
    """Chart, table, picture, text box, notes with rich text, names, lists and filters."""
    path = SAMPLES / "wisconsin-full.xlsx"
    inside = parts(path)
    assert {"xl/charts/chart1.xml", "xl/tables/table1.xml", "xl/media/image1.png"} <= set(inside)
    assert b"<xdr:txBody>" in inside["xl/drawings/drawing1.xml"]
    assert b"<rPr><b/>" in inside["xl/comments1.xml"]
    book = openpyxl.load_workbook(path)
    assert {"Category_list", "Status_list", "Roster"} <= set(book.defined_names)
    members = book["Members"]
    assert members.auto_filter.ref == f"A3:Q{members.max_row}"
    assert members.freeze_panes == "C4"
    assert members.data_validations.dataValidation
    assert len(members.conditional_formatting) == 3
    assert book["Lists"].sheet_state == "hidden"
    flagged = {f["cell"] for f in load(ANSWERS[-1])["finding"] if f["sheet"] == "Members"}
    assert any(members[cell].comment for cell in flagged)
    assert any(members[cell].fill.fill_type for cell in flagged)
