"""A book that is as we left it, on a day on which something is due: only who can have changed.

Who was flagged is judged again too, for the list of gaps; of everybody else what stands in our
columns is still true, word for word, and is taken from there.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from models.assess import Sitting, assess_person, gathered, reckon
from models.cells import DateOrder
from models.findings import FLAGGED, Assessment
from models.intake.read import read_roster
from models.roster import Person
from models.rulepack import Pack
from sync.books.base import BookSnapshot
from sync.ledger.outlook import Outlook
from sync.marks.owned import plain, value_at
from sync.marks.wanted import Wanted
from sync.marks.words import CHECKED, HEADERS, NEXT_DUE, STATUS
from sync.run import Checked, Reading, Step, silent
from sync.undo.standing import OUTCOMES


def judge_due(  # noqa: PLR0917 - as `judge`, and the outlook
    reading: Reading,
    pack: Pack,
    order: DateOrder | None,
    as_of: date,
    days: Outlook,
    step: Step = silent,
) -> Checked:
    """Judge those for whom something may have turned by a day, or who were flagged."""
    step("judging who is due")
    tables = [layout.table() for layout in reading.layouts]
    roster = read_roster(reading.grids, tables, pack, order, reading.grants)
    sitting = Sitting(roster, pack, as_of)
    standing = Standing(reading, days, as_of)
    people, stand = [], set()
    for one in roster.people:
        stands = standing.of(one)
        if stands is not None:
            reckon(one, sitting)  # what is asked of somebody and not tracked is said of the book
            stand.add(id(one))
        people.append(stands or assess_person(one, sitting))
    return Checked(reading, roster, gathered(sitting, people), pack, stand=stand)


class Standing:
    """What stands beside people in our columns, as far as it still holds on a day."""

    def __init__(self, reading: Reading, days: Outlook, as_of: date) -> None:
        self._columns = reading.ours.columns
        self._sheets = {sheet.name: sheet.rows for sheet in reading.snapshot.sheets}
        self._days, self._today = days, as_of.toordinal()

    def of(self, person: Person) -> Assessment | None:
        """Give the assessment that stands; None: judge anew."""
        sheet, row = person.table.sheet, person.row
        columns, days = self._columns.get(sheet), self._days.get(sheet)
        if columns is None or days is None or row > len(days) or 0 < days[row - 1] <= self._today:
            return None
        rows = self._sheets[sheet]
        outcome = OUTCOMES.get(str(value_at(rows, row, columns[STATUS]) or ""))
        due = plain(value_at(rows, row, columns[NEXT_DUE]))
        if outcome is None or outcome in FLAGGED or not (due is None or isinstance(due, date)):
            return None
        turn = date.fromordinal(days[row - 1]) if days[row - 1] else None
        return Assessment(person, (), outcome, due, turn)


def keep_days(days: Outlook | None) -> Callable[[Wanted, BookSnapshot], None] | None:
    """Let rows whose words stay keep the day on which these were found, so few rows are written."""
    return None if days is None else keep_stood


def keep_stood(marks: Wanted, snapshot: BookSnapshot) -> None:
    """Let rows whose words stay keep the day that stands beside them."""
    at = HEADERS.index(CHECKED)
    for name, columns in marks.columns.items():
        sheet = snapshot.sheet(name)
        rows = sheet.rows if sheet is not None else ()
        for row, values in columns.rows.items():
            stands = [plain(value_at(rows, row, columns.columns[header])) for header in HEADERS]
            day = stands[at]
            if tuple(stands[:at]) == values[:at] and isinstance(day, date):
                columns.rows[row] = (*values[:at], day)
