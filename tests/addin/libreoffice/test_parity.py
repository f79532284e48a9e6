"""The sample workbooks, by formula in LibreOffice Calc and by `rostercheck check`: one answer."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
import warnings
import zipfile
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl
import pytest

from tests.addin.libreoffice.office import Calc

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parents[3]
BOOKS = sorted((ROOT / "sample_workbooks").glob("*.xlsx"))
NO_TABLES = {"Stages", "How this works", "Lists", "Summary"}
"""Tabs without a table of records: nobody would name them in a formula."""
NAMED = ("training", "rsc", "provider")
"""Tabs for which the formula has an argument of its own."""
HEADS = ("Status", "What is missing", "Next due")


def checked(book: Path, facts: dict[str, Any], out: Path) -> dict[str, Any]:
    """Check a workbook as a person does; give the report."""
    words = ["--pack", facts["pack"], "--as-of", str(facts["as_of"]), "--out", str(out)]
    if "date_order" in facts:
        words += ["--date-order", facts["date_order"]]
    done = subprocess.run(
        [sys.executable, "-m", "sync", "check", str(book), *words, "--format", "json"],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode in {0, 1}, done.stderr
    report: dict[str, Any] = json.loads(done.stdout)
    return report


def flagged(file: Path, tab: str) -> dict[int, tuple[str, ...]]:
    """Give what the check wrote into our columns beside the list of people, by row."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl does not know every extension of a workbook
        sheet = openpyxl.load_workbook(file)[tab]
    ours = next(c for row in sheet.iter_rows() for c in row if c.value == "Checked as of")
    columns = range(ours.column - len(HEADS), ours.column)
    heads = tuple(sheet.cell(ours.row, at).value for at in columns)
    assert tuple(str(head).removesuffix(" (Rostercheck)") for head in heads) == HEADS
    found = {}
    for row in range(1, sheet.max_row + 1):
        texts = tuple(str(sheet.cell(row, at).value or "") for at in columns)
        if any(texts) and texts != heads:
            found[row] = (*texts[:2], texts[2].removesuffix(" 00:00:00"))
    return found


class Missing(NamedTuple):
    """What is missing: what is named, and how many in all."""

    items: list[str]
    total: int


def listed(text: str) -> Missing:
    """Read "• one • two • 3 more in Gaps"; a formula names ROSTER_EXPLAIN instead, so less fits."""
    items = text.split(" • ") if text else []
    more = re.fullmatch(r"(?:• )?([0-9]+) more in .*", items[-1]) if items else None
    if more:
        items.pop()
    return Missing(items, len(items) + int(more.group(1) if more else 0))


@pytest.mark.parametrize("book", BOOKS, ids=[one.stem for one in BOOKS])
def test_a_workbook_gives_the_same_by_formula_as_by_the_check(
    calc: Calc, tmp_path: Path, book: Path
) -> None:
    """Status, what is missing and what is due next: the same words in the same rows."""
    facts = tomllib.loads(book.with_suffix(".answers.toml").read_text())
    report = checked(book, facts, tmp_path / "flagged.xlsx")
    tabs = [person["sheet"] for person in report["people"]]
    people = max(set(tabs), key=tabs.count)
    expected = flagged(tmp_path / "flagged.xlsx", people)
    settings = [["rules", facts["pack"]]]
    if "date_order" in facts:
        settings.append(["date order", facts["date_order"]])
    with zipfile.ZipFile(book) as archive:
        tabs = re.findall(r'<sheet [^>]*name="([^"]+)"', archive.read("xl/workbook.xml").decode())
    logs = [next((tab for tab in tabs if one in tab.lower()), None) for one in NAMED]
    done = calc.ask(
        "workbook",
        path=str(book),
        people=people,
        others=[*logs, *(tab for tab in tabs if tab not in {people, *logs, *NO_TABLES})],
        as_of=str(facts["as_of"]),
        settings=settings,
        columns=3,
    )
    lines = {
        at: tuple(str(cell).replace("in ROSTER_EXPLAIN", "in Gaps") for cell in row)
        for at, row in enumerate(done["cells"], 1)
        if any(row)
    }
    heading = [at for at, row in lines.items() if row[0].startswith("Status (as of")]
    assert len(heading) == 1, done
    del lines[heading[0]]
    assert len(expected) >= 5
    assert lines.keys() == expected.keys()
    for at, (status, missing, due) in lines.items():
        assert (at, status, due) == (at, expected[at][0], expected[at][2])
        said, there = listed(missing), listed(expected[at][1])
        assert said.total == there.total
        assert said.items == there.items[: len(said.items)], at
