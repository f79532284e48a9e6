"""A sheet that others work in: mark it, and judge it anew when it changed under our hands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from sync.books.base import Applied, Book
from sync.books.google.faults import Kind
from sync.errors import BookInUse
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
