"""`rostercheck forecast`, `what-if` and `suggest`, as a coordinator and a program call them."""

from __future__ import annotations

import csv
import io
import json
from datetime import date

import jsonschema
import openpyxl
import pytest

from models.layering import load_pack
from sync.reports.forecast import ForecastReport
from sync.reports.suggest import SuggestReport
from sync.reports.whatif import CountsReport, WhatIfReport
from tests.cli.conftest import FINE, HEAD, SHORT, make

HOW = ("--date-order", "mdy")
WISCONSIN = (*HOW, "--pack", "wisconsin", "--as-of", "2026-11-22")


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_a_forecast_names_who_will_be_short(run, members) -> None:
    """Who lacks hours is named; how it was reckoned is said; nothing is written."""
    before = members.read_bytes()
    result = run("forecast", members, *WISCONSIN)
    assert result.code == 0
    assert "Ben Oak (row 5)" in result.out
    assert "no earlier cycle that tells how people log" in result.out
    assert "A forecast is no judgement" in result.out
    assert members.read_bytes() == before


def test_a_forecast_for_a_program(run, members) -> None:
    """JSON fits its published form; CSV has one row for each thing said, and the same ones."""
    report = json.loads(run("forecast", members, *WISCONSIN, "--format", "json").out)
    ForecastReport.model_validate(report)
    table = rows(run("forecast", members, *WISCONSIN, "--format", "csv").out)
    assert [row["about"] for row in table] == [row["about"] for row in report["rows"]]
    assert {row["person"] for row in table} >= {"W2"}


def test_a_forecast_is_the_same_again(run, members) -> None:
    """Twice the same words: nothing depends on chance or on the clock."""
    assert run("forecast", members, *WISCONSIN).out == run("forecast", members, *WISCONSIN).out


def test_a_limit_that_is_none_is_a_sentence(run, members) -> None:
    """--under has to be a number of hours."""
    result = run("forecast", members, *WISCONSIN, "--under", "0")
    assert result.code == 2
    assert "--under is a number of hours" in result.err


def test_what_if_names_who_changes(run, members, tmp_path) -> None:
    """Under stricter rules the one who met them is named, with the hours that are needed."""
    draft = tmp_path / "draft.toml"
    draft.write_text(
        'schema = 1\nid = "draft"\nextends = "wisconsin"\nname = "Draft"\nversion = "1"\n'
        'summary = "s"\n[[requirement]]\nid = "renewal.training"\n'
        'need = [{value = 20, source = "S2"}]\n', encoding="utf-8",
    )  # fmt: skip
    words = ("what-if", members, *HOW, "--against", "wisconsin", "--today", "2026-11-22")
    result = run(*words, "--pack", draft)
    assert result.code == 0
    assert "With another status: 1 person of 2." in result.out
    assert "Ana Ruiz (row 4): Appears to meet -> Open" in result.out
    assert "training: 14 h needed instead of 4 h (+10)." in result.out
    report = json.loads(run(*words, "--pack", draft, "--format", "json").out)
    WhatIfReport.model_validate(report)
    assert len(rows(run(*words, "--pack", draft, "--format", "csv").out)) == len(report["changes"])


@pytest.mark.parametrize("pack", ["texas", "virginia", "national"])
def test_what_if_says_what_a_check_says(run, members, pack) -> None:
    """After all changes everybody has the status of a full check under the new rules."""
    words = ("what-if", members, *HOW, "--against", "wisconsin", "--today", "2026-11-22")
    told = json.loads(run(*words, "--pack", pack, "--format", "json").out)
    now = json.loads(run("check", members, *WISCONSIN, "--dry-run", "--format", "json").out)
    how = (*HOW, "--pack", pack, "--as-of", "2026-11-22", "--dry-run", "--format", "json")
    then = json.loads(run("check", members, *how).out)
    moved = {row["row"]: row["after"] for row in told["changes"] if row["rule"] is None}
    said = {one["row"]: moved.get(one["row"], one["status"]) for one in now["people"]}
    assert said == {one["row"]: one["status"] for one in then["people"]}


def test_what_if_on_another_day(run, members) -> None:
    """--as-of alone is another day under the same rules."""
    result = run("what-if", members, *HOW, "--against", "wisconsin", "--today", "2026-11-22",
                 "--as-of", "2027-01-10")  # fmt: skip
    assert "as of 22 Nov 2026" in result.out
    assert "as of 10 Jan 2027" in result.out


def test_what_if_needs_something_else(run, members) -> None:
    """Without another pack or day there is nothing to compare."""
    result = run("what-if", members)
    assert result.code == 2
    assert "--pack with other rules, --as-of with another day" in result.err


def board(tmp_path, people: int):
    """A roster of as many people as asked for, half of them short."""
    made = []
    for at in range(people):
        row = list(FINE if at % 2 else SHORT)
        row[0], row[1], row[2] = f"W{at}", f"Person {chr(65 + at)}", f"p{at}@example.org"
        made.append(row)
    return make(tmp_path / "board.xlsx", *made)


@pytest.mark.parametrize("form", ["text", "json", "csv"])
def test_counts_name_nobody(run, tmp_path, form) -> None:
    """In no form does the board see a name, an id, an address or a row."""
    book = board(tmp_path, 24)
    words = ("what-if", book, *HOW, "--against", "wisconsin", "--today", "2026-11-22")
    out = run(*words, "--pack", "texas", "--counts", "--format", form).out
    assert out
    for said in ("Person", "W1", "example.org", "row "):
        assert said not in out
    if form == "json":
        CountsReport.model_validate_json(out)


def test_counts_of_few_people_show_nothing(run, members) -> None:
    """Of two people no figure is shown."""
    words = ("what-if", members, *HOW, "--against", "wisconsin", "--today", "2026-11-22")
    result = run(*words, "--pack", "texas", "--counts")
    assert "nothing is shown" in result.out
    assert "needed" not in result.out
    assert run(*words, "--pack", "texas", "--counts", "--format", "csv").code == 2


def test_suggest_from_options(run) -> None:
    """Answers as options give candidates with reasons, what is missing, and no verdict."""
    result = run("suggest", "--role", "Home visitor", "--ages", "infant",
                 "--training-hours", "12", "--as-of", "2026-11-22")  # fmt: skip
    assert result.code == 0
    assert "IFS, Family Specialist: fits what was said" in result.out
    assert "12 of 30 hours of training; 18 to go" in result.out
    assert "no verdict; the association decides" in result.out


def test_suggest_asks(run) -> None:
    """Without answers it asks; Enter leaves a question out, a slip is asked again."""
    result = run("suggest", "--as-of", "2026-11-22", typed="2\nbabies\ninf\n\n\nno\n\n\n40\n\n")
    assert result.code == 0
    assert "Type one of: infant, early, both" in result.out
    assert "IFS, Family Specialist: fits what was said" in result.out


def test_suggest_that_is_broken_off_is_a_sentence(run) -> None:
    """The end of the answers is no traceback."""
    result = run("suggest", typed="2\n")
    assert result.code == 2
    assert "Stopped before the end" in result.err


@pytest.fixture
def applicants(tmp_path):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Applicants"
    for row in (
        [*HEAD[:4], "Status", "Training hrs"],
        ["A1", "Ana Ruiz", "ana@example.org", "IFS", "Applicant", 12],
        ["A2", "Bo Lee", "bo@example.org", "IMHS", "Endorsed", 40],
    ):
        sheet.append(row)
    work = book.create_sheet("Work history")
    work.append(["Member ID", "Employer", "Job title", "Start date", "End date"])
    work.append(["A1", "County", "Home visitor", date(2020, 1, 1), None])
    book.save(tmp_path / "applicants.xlsx")
    return tmp_path / "applicants.xlsx"


def test_suggest_for_the_applicants_of_a_book(run, applicants) -> None:
    """Each applicant has candidates from the jobs in the book; who is endorsed has none."""
    words = ("suggest", applicants, *HOW, "--pack", "national", "--as-of", "2026-11-22")
    result = run(*words)
    assert "Ana Ruiz (row 2), applied for IFS" in result.out
    assert "Family Specialist: fits what was said" in result.out
    assert "Bo Lee" not in result.out
    report = SuggestReport.model_validate_json(run(*words, "--format", "json").out)
    assert {one.person for one in report.candidates} == {"A1"}
    table = rows(run(*words, "--format", "csv").out)
    assert len(table) == len(report.candidates) == len(load_pack("national").file.suggest) - 1


def test_suggest_takes_a_book_or_answers(run, applicants) -> None:
    """With a workbook there are no other answers."""
    result = run("suggest", applicants, "--role", "nurse")
    assert result.code == 2
    assert "the answers come from the workbook" in result.err


@pytest.mark.parametrize(
    ("of", "words"),
    [
        ("forecast", ("forecast", "--pack", "wisconsin")),
        ("what-if", ("what-if", "--against", "wisconsin", "--pack", "texas")),
        ("what-if-counts", ("what-if", "--against", "wisconsin", "--pack", "texas", "--counts")),
        ("suggest", ("suggest", "--pack", "wisconsin")),
    ],
)
def test_each_report_fits_its_published_form(run, members, of, words) -> None:
    """What is printed as JSON is valid under the schema that `rostercheck schema` prints."""
    schema = json.loads(run("schema", of).out)
    command, *options = words
    report = json.loads(run(command, members, *HOW, *options, "--format", "json").out)
    jsonschema.validate(report, schema)


@pytest.mark.parametrize("command", ["forecast", "what-if", "suggest"])
def test_a_book_that_is_not_there_is_a_sentence(run, command) -> None:
    """Each of them says which file is missing, with exit code 2."""
    result = run(command, "nowhere.xlsx", "--pack", "wisconsin")
    assert result.code == 2
    assert "nowhere.xlsx" in result.err
    assert "Traceback" not in result.err


@pytest.mark.parametrize("command", ["forecast", "what-if"])
def test_a_text_that_a_sheet_would_run_is_made_harmless(run, tmp_path, command) -> None:
    """A name that looks like a formula is data in the CSV form."""
    row = ["W7", '=HYPERLINK("x")', "e@example.org", "IFS", "5/1/2018", date(2026, 12, 31), 3, 0, 1]
    book = make(tmp_path / "odd.xlsx", FINE, [*row, "y", "y"])
    when = ("--today", "2026-11-22", "--against", "wisconsin", "--pack", "texas")
    words = when if command == "what-if" else WISCONSIN[2:]
    out = run(command, book, *HOW, *words, "--format", "csv").out
    for cells in csv.reader(io.StringIO(out)):
        assert not [cell for cell in cells if cell.startswith("=")]
