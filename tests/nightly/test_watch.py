"""The sheet itself warns when nobody has looked at it for long, without the service's help."""

from __future__ import annotations

import csv
import subprocess
from datetime import date, timedelta
from pathlib import Path

import openpyxl
import pytest

from sync.books import open_book
from sync.marks.watch import FRESH, STALE
from sync.undo.undo import former, plan_undo
from tests import needs
from tests.nightly.conftest import ANA, BEN, DAY, cells, write


def checked(office, as_of: date) -> Path:
    path = write(office.folder / "members.xlsx", ANA, BEN)
    office.config('path = "members.xlsx"\nflags = "in_place"')
    office.night(as_of)
    return path


def test_the_first_line_of_the_gaps_tab_says_when_it_was_looked_at(office) -> None:
    """Title, day, and words that are a plain formula; what it says now is stored beside it."""
    path = checked(office, DAY)
    assert cells(path)["Gaps"][0][2:4] == [DAY, FRESH]
    sheet = openpyxl.load_workbook(path)["Gaps"]
    assert sheet["D1"].value == f'=IF(TODAY()-$C$1>3,"{STALE}","{FRESH}")'
    assert sheet["C1"].number_format == "yyyy-mm-dd"


def test_a_night_that_could_not_touch_the_book_says_so(office) -> None:
    """The book is open: it is unchanged all the same, and its day stays until the next night."""
    path = checked(office, DAY)
    lock = path.with_name(f".~lock.{path.name}#")
    lock.write_text(",ann,laptop,22.11.2026 02:00,file:///;")
    report = office.night(DAY + timedelta(days=1))
    (looked,) = report.looked.values()
    assert "could not be written" in looked.said[0]
    assert cells(path)["Gaps"][0][2] == DAY


def test_the_undo_keeps_the_day_of_the_last_look(office) -> None:
    """Words go back to what they were; that somebody has looked since stays true."""
    path = checked(office, DAY)
    office.night(date(2027, 1, 10))
    then = former(office.ledger, 2)
    book = open_book(path)
    book.apply(plan_undo(book, then).plan.edits)
    rows = cells(path)["Gaps"]
    assert rows[0][2:4] == [date(2027, 1, 10), FRESH]
    assert "22 Nov 2026" in str(rows[1][0])


@pytest.mark.slow
@pytest.mark.parametrize(("days", "words"), [(0, FRESH), (3, FRESH), (4, STALE), (400, STALE)])
def test_a_real_program_works_the_warning_out(office, days, words) -> None:
    """LibreOffice, opening the file so many days later, shows the words that are right then."""
    path = checked(office, date.today() - timedelta(days=days))  # noqa: DTZ011 - as TODAY()
    out = office.folder / "out"
    convert = [
        needs.office(),
        "--headless",
        f"-env:UserInstallation=file://{office.folder}/profile",
    ]
    form = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,2"
    subprocess.run(
        [*convert, "--convert-to", form, "--outdir", str(out), str(path)],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    (found,) = out.glob("*.csv")
    with found.open(encoding="utf-8", newline="") as file:
        first = next(csv.reader(file))
    assert first[3] == words
