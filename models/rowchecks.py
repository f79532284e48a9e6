"""Checks of a row in itself: blank, unreadable, ahead of today, in the wrong order."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from models.findings import Finding, Outcome, Place
from models.records import LogEntry, Table
from models.roster import Person
from models.wording import worded

PAST = (
    "endorsed", "submitted", "registered", "degree_date", "ethics", "agreement", "decision",
    "audited", "attested", "fee_paid", "late_fee_paid", "not_sanctioned", "exam_passed",
    "status_since", "sanctioned_since", "maintained_since", "cohort_accepted", "last_worked_on",
)  # fmt: skip
"""Dates of things that have happened."""

ORDERED = (
    ("degree_date", "endorsed"),
    ("submitted", "endorsed"),
    ("membership_start", "membership_expires"),
)
"""Pairs of dates of which the first cannot be later than the second."""

NAMES = ("name", "last_name", "first_name")
ENDORSEE = ("category", "endorsed")
"""What must not be blank for who is endorsed; the first of them for nobody."""
ASIDE = frozenset({"email"})
"""Columns that no requirement looks at: whether one can be read changes no other finding."""
UNPLACED = ("category", "status")
"""Cells without which nothing can be asked of a person; they have checks of their own."""


def in_order(person: Person, as_of: date, *, endorsee: bool) -> bool:
    """Whether `check_row` finds nothing in the row itself, as one look tells.

    Only for rows without a problem; entries that are dated ahead are another matter. False: it has
    to be checked with care. Most rows are in order.
    """
    cell, (needed, past, ordered) = person.cell, looked_at(person.table)
    if not person.name or cell("sanctioned").value is True:
        return False
    for key in needed if endorsee else needed[:1]:
        if cell(key).value is None:
            return False
    for key in past:
        day = cell(key).value
        if isinstance(day, date) and day > as_of:
            return False
    for earlier, later in ordered:
        day, next_one = cell(earlier).value, cell(later).value
        if isinstance(day, date) and isinstance(next_one, date) and day > next_one:
            return False
    return True


def any_ahead(person: Person, as_of: date) -> bool:
    """Whether an entry of a log is dated ahead."""
    for log in (person.training_lines, person.rsc_lines):
        for entry in log:
            day = entry[1]  # by its place: quicker than by its name, and there are many
            if day is not None and day > as_of:
                return True
    return False


def check_row(person: Person, as_of: date, *, endorsee: bool) -> list[Finding]:
    """Check the cells of a person; an endorsee is to have a date of endorsement."""
    found = _required(person, endorsee=endorsee)
    cells = person.cells
    for key in UNPLACED:
        problem = cells[key].problem if key in cells else None
        if problem is not None:
            found.append(_finding(person, f"row.{key}", person.place(key), {"problem": problem}))
    found += _wrong_dates(person, as_of)
    if "sanctioned" in cells and cells["sanctioned"].value is True:
        found.append(_finding(person, "row.sanctioned", person.place("sanctioned"), {}))
    if any_ahead(person, as_of):
        entries = (*person.training, *person.rsc)
        found += [_entry_ahead(person, e, as_of) for e in entries if e.day and e.day > as_of]
    return found


def _wrong_dates(person: Person, as_of: date) -> list[Finding]:
    """Name dates that lie ahead, or in the wrong order."""
    cells, (_, past, ordered), found = person.cells, looked_at(person.table), []
    for key in past:
        day = cells[key].value
        if isinstance(day, date) and day > as_of:
            found.append(_later(person, person.table.header(key), day, person.place(key)))
    for earlier, later in ordered:
        day, next_one = cells[earlier].value, cells[later].value
        if isinstance(day, date) and isinstance(next_one, date) and day > next_one:
            found.append(_out_of_order(person, earlier, later))
    return found


class LookedAt(NamedTuple):
    """What a table has a column for: what must not be blank, dates, and pairs of dates."""

    needed: Sequence[str]
    past: Sequence[str]
    ordered: Sequence[tuple[str, str]]


@lru_cache(maxsize=256)
def looked_at(table: Table) -> LookedAt:
    """Give what is looked at in the rows of a table."""
    return _looked_at(*table.columns)


@lru_cache(maxsize=64)  # a formula sees the same columns over and over, each time as a new table
def _looked_at(*columns: str) -> LookedAt:
    here = {*columns}
    pairs = [pair for pair in ORDERED if here >= set(pair)]
    needed, past = ([key for key in keys if key in here] for keys in (ENDORSEE, PAST))
    return LookedAt(needed, past, pairs)


def unreadable_cells(person: Person, named: Collection[Place | None]) -> list[Finding]:
    """Name the cells that cannot be read and that no other finding names already."""
    found = []
    for key, cell in person.cells.items():
        if cell.problem is not None and key not in UNPLACED and person.place(key) not in named:
            facts = {"field": person.table.header(key), "problem": cell.problem}
            found.append(_finding(person, "row.unreadable", person.place(key), facts))
    return found


def _required(person: Person, *, endorsee: bool) -> list[Finding]:
    """Name what must not be blank: a name, a category, and for an endorsee the date."""
    cells = person.cells
    needed: Sequence[str] = ENDORSEE if endorsee else ENDORSEE[:1]
    if not person.name and not _unreadable(person, NAMES):
        needed = [needed[0], *[key for key in NAMES if key in cells][:1], *needed[1:]]
    return [
        _finding(person, "row.required", person.place(k), {"field": person.table.header(k)})
        for k in needed
        if k in cells and cells[k].blank
    ]


def _unreadable(person: Person, keys: Iterable[str]) -> bool:
    return any(person.cell(key).problem is not None for key in keys)


def _entry_ahead(person: Person, entry: LogEntry, as_of: date) -> Finding:
    """Name a log entry that is dated ahead."""
    day = entry.day or as_of
    place = entry.table.place(entry.row, "date")
    return _later(person, entry.table.header("date"), day, place)


def _later(person: Person, header: str, day: date, place: Place) -> Finding:
    """Name a date of something that has happened but lies ahead."""
    facts = {"field": header, "when": day}
    finding = _finding(person, "row.future_date", place, facts)
    finding.changes_on = day
    return finding


def _out_of_order(person: Person, earlier: str, later: str) -> Finding:
    """Name a pair of dates that stand the wrong way round."""
    first, second = person.day(earlier), person.day(later)
    facts = {
        "later": person.table.header(later),
        "later_day": second,
        "earlier": person.table.header(earlier),
        "earlier_day": first,
    }
    return _finding(person, "row.date_order", person.place(later), facts)


def _finding(person: Person, rule: str, place: Place, facts: Mapping[str, object]) -> Finding:
    action = worded(f"step.{rule}")
    return Finding(rule, Outcome.CANNOT_TELL, rule, facts, place, person, action=action)
