"""A sheet that others work in: mark it, and judge it anew when it changed under our hands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from sync.books.base import Applied, Book
from sync.books.google.faults import Kind
from sync.errors import BookInUse
from sync.marks.owned import plain, value_at
from sync.marks.words import CHECKED
from sync.run import Checked, Plan, Step, carry_out, plan_clearing, plan_marks, silent

TRIES = 3
"""So often it is tried to put the flags when somebody changes the sheet at that very moment."""


T = TypeVar("T")


@dataclass(slots=True)
class Marked:
    """A live sheet that was marked: as it was judged in the end, what was planned and done."""

    checked: Checked
    plan: Plan
    applied: Applied


def mark(
    book: Book, check: Callable[[], Checked], step: Step = silent, *, backup: bool = False
) -> Marked:
    """Check and mark. check: reads and judges; it is called anew when the sheet changed meanwhile.

    backup: keep a dated copy of a workbook as it was. Raises `BookInUse` when the sheet changed
    each time; then it is as its people left it.
    """

    def attempt() -> Marked:
        checked = check()
        plan = plan_marks(book, checked, step)
        return Marked(checked, plan, carry_out(book, plan, backup=backup, step=step))

    return _tried(attempt)


def overnight(book: Book, check: Callable[[], Checked], step: Step = silent) -> Marked | None:
    """Check and mark, but write nothing where only the day of the check would change; then None."""
    checked = check()
    if only_the_day(book, checked) and not getattr(book, "owes", False):
        return None
    first = [checked]
    return mark(book, lambda: first.pop() if first else check(), step)


def clear(book: Book, *, backup: bool = False) -> tuple[Plan, Applied]:
    """Take everything of ours off; again when the sheet changed meanwhile."""

    def attempt() -> tuple[Plan, Applied]:
        plan = plan_clearing(book)
        return plan, carry_out(book, plan, backup=backup)

    return _tried(attempt)


def _tried(attempt: Callable[[], T]) -> T:
    """Try; again where the sheet changed between reading and writing."""
    for _ in range(TRIES - 1):
        try:
            return attempt()
        except BookInUse as error:
            if error.fault != Kind.STALE.value:
                raise
    return attempt()


def only_the_day(book: Book, checked: Checked) -> bool:
    """Whether the flags that stand say the same as new ones would, but for the day of the check.

    A sheet that nobody changed is then left alone; its date says when it last said something new.
    """
    stood = _checked_as_of(checked)
    if stood is None:
        return False
    same_day = replace(checked, judged=replace(checked.judged, as_of=stood))
    plan = plan_marks(book, same_day)
    turned = plan.turns_on is not None and plan.turns_on <= checked.judged.as_of
    return not plan.edits and not turned


def _checked_as_of(checked: Checked) -> date | None:
    """Give the day that stands in our column, if it is one day in all rows."""
    ours, snapshot = checked.reading.ours, checked.reading.snapshot
    days = set()
    for name, columns in ours.columns.items():
        sheet = snapshot.sheet(name)
        for row in range(ours.header_rows[name] + 1, len(sheet.rows) + 1) if sheet else ():
            day = plain(value_at(sheet.rows, row, columns[CHECKED])) if sheet else None
            if isinstance(day, date):
                days.add(day)
    return days.pop() if len(days) == 1 else None
