"""The workbooks of the benchmarks, made once and kept in a folder that git does not see.

*logs*: a roster and two logs (8 trainings and 10 or 11 RSC sessions a member), spelled as people
type. *totals*: one tab with true dates and numbers and clean codes, which the peers can read.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from itertools import chain
from pathlib import Path
from random import Random

import xlsxwriter

from benchmarks.people import CYCLE, GIVERS, SEED, SPELLED, Member, members, name_of

CACHE = Path(__file__).parent / ".cache"
VERSION = 2
"""Counts up when the data change, so that no old workbook is taken."""

Cell = str | float | date | None
Row = Sequence[Cell]

ROSTER = (
    "Member ID", "Name", "E-mail", "Association", "Category", "Status", "Degree date", "Endorsed",
    "Membership expires", "Ethics signed", "Agreement signed", "Gives RSC",
)  # fmt: skip
TOTALS = ("Training hours", "DEI hours", "RSC hours")
HER_OWN = ("Phone", "City", "County", "Employer", "Remarks")
TITLES = (
    "Infant observation", "Attachment in practice", "Trauma-informed care", "Home visiting basics",
    "Feeding and sleep", "Working with fathers", "Perinatal mood", "Early relationships",
    "Assessment of young children", "Grief and loss", "Play and regulation", "Ethics at work",
)  # fmt: skip
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def logs_book(count: int, folder: Path | None = None) -> Path:
    """Give the workbook of so many members with logs; it is made when it is not there."""
    return _cached((folder or CACHE) / f"logs-{count}-v{VERSION}.xlsx", count, _write_logs)


def totals_book(count: int, folder: Path | None = None) -> Path:
    """Give the workbook of so many members with totals in one tab."""
    return _cached((folder or CACHE) / f"totals-{count}-v{VERSION}.xlsx", count, _write_totals)


@contextmanager
def copied(path: Path) -> Iterator[Path]:
    """Lend a copy in a folder of its own, so that a check leaves nothing beside the data."""
    with tempfile.TemporaryDirectory() as folder:
        yield Path(shutil.copy2(path, folder))


def _cached(path: Path, count: int, write: Callable[[xlsxwriter.Workbook, int], None]) -> Path:
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        partial = path.with_suffix(".partial")
        with xlsxwriter.Workbook(
            partial, {"constant_memory": True, "default_date_format": "yyyy-mm-dd"}
        ) as book:
            write(book, count)
        partial.replace(path)
    return path


def _write_totals(book: xlsxwriter.Workbook, count: int) -> None:
    _tab(book, "Roster", (*ROSTER, *TOTALS, *HER_OWN), map(_totals_row, members(count)))


def _write_logs(book: xlsxwriter.Workbook, count: int) -> None:
    spell = Speller()
    roster = (_logs_row(member, spell) for member in members(count))
    _tab(book, "Roster", (*ROSTER, *HER_OWN), roster)
    head = ("Member ID", "Name", "Date", "Hours", "Title", "Topic")
    _tab(book, "Training log", head, _trainings(count, spell))
    head = ("Member ID", "Name", "Date", "Hours", "Provider", "Individual or group")
    _tab(book, "RSC log", head, _sessions(count, spell))


def _tab(book: xlsxwriter.Workbook, name: str, head: Row, rows: Iterator[Row]) -> None:
    sheet = book.add_worksheet(name)
    for at, row in enumerate(chain((head,), rows)):
        for column, cell in enumerate(row):
            if cell is None or cell == "":
                continue
            if isinstance(cell, str):
                sheet.write_string(at, column, cell)
            elif isinstance(cell, date):
                sheet.write_datetime(at, column, cell)
            else:
                sheet.write_number(at, column, cell)


def _her_own(one: Member) -> Row:
    return (f"608-555-{one.number % 10000:04d}", one.city, "Dane", f"Agency {one.number % 90}", "")


def _gives_rsc(one: Member) -> str:
    return "yes" if one.number % GIVERS == 0 else "no"


def _totals_row(one: Member) -> Row:
    return (
        one.member_id, one.name, one.email, "WI-AIMH", one.category, one.status, one.degree,
        one.endorsed, one.membership, one.ethics, one.agreement, "no",
        one.training, one.dei, one.rsc, *_her_own(one),
    )  # fmt: skip


def _logs_row(one: Member, spell: Speller) -> Row:
    return (
        one.member_id, one.name, one.email, "WI-AIMH", spell.code(one.category), one.status,
        spell.day(one.degree), spell.day(one.endorsed), spell.day(one.membership),
        spell.day(one.ethics), spell.day(one.agreement), _gives_rsc(one), *_her_own(one),
    )  # fmt: skip


def _trainings(count: int, spell: Speller) -> Iterator[Row]:
    """Eight trainings a member, of which one on DEI and one on giving RSC."""
    rng = Random(SEED + 1)
    for one in members(count):
        start = rng.randrange(20)
        for at in range(8):
            day = CYCLE + timedelta(days=start + at * 40 + rng.randrange(30))
            topic, hours = ("", 2 + rng.randrange(4) / 2)
            if at == 2:
                topic, hours = "DEI", 1.5 if one.fault == "dei" else 3.0
            elif at == 5:
                topic, hours = "RSC", 3.0
            if one.fault == "training" and at != 2:
                hours = 0.5
            title = TITLES[(one.number + at) % len(TITLES)]
            yield one.member_id, one.name, spell.day(day), spell.hours(hours), title, topic


def _sessions(count: int, spell: Speller) -> Iterator[Row]:
    """Ten or eleven RSC sessions a member, about one every five weeks."""
    rng = Random(SEED + 2)
    givers = [name_of(number) for number in range(GIVERS, max(count, GIVERS + 1), GIVERS)]
    for one in members(count):
        giver = givers[one.number % len(givers)]
        hours = 0.75 if one.fault == "rsc" else 1.5
        for at in range(11 if one.number % 5 < 2 else 10):
            day = CYCLE + timedelta(days=at * 32 + rng.randrange(30))
            mode = "group" if rng.random() < 0.6 else "individual"
            yield one.member_id, one.name, spell.day(day), spell.hours(hours), giver, mode


class Speller:
    """Writes values as people type them; some cells in a thousand cannot be read."""

    def __init__(self) -> None:
        self._rng = Random(SEED + 3)

    def day(self, day: date) -> Cell:
        """Half are dates, most others ISO text, a tenth spelled in other ways."""
        dice = self._rng.random()
        if dice < 0.5:
            return day
        if dice < 0.9:
            return day.isoformat()
        if dice < 0.93:
            return f"{day.month}/{day.day}/{day.year}"
        if dice < 0.96:
            return f"{_MONTHS[day.month - 1]} {day.day}, {day.year}"
        if dice < 0.9995:
            return f"{day.day}-{_MONTHS[day.month - 1]}-{day.year % 100:02d}"
        return "spring"

    def hours(self, hours: float) -> Cell:
        """Most are numbers, a fifth has words or a clock, a few are blank or no hours at all."""
        dice = self._rng.random()
        if dice < 0.8:
            return hours
        if dice < 0.9:
            return f"{hours:g} hrs"
        if dice < 0.95:
            return f"{int(hours)}:{round(hours % 1 * 60):02d}"
        if dice < 0.9995:
            return f"{round(hours * 60)} min"
        return "" if dice < 0.9998 else "2 CEU"

    def code(self, code: str) -> str:
        """Most are codes, a tenth names or odd spellings."""
        spellings = SPELLED.get(code)
        if spellings is None or self._rng.random() < 0.9:
            return code
        return spellings[self._rng.randrange(len(spellings))]
