"""Runs and undos of a book in memory, recorded in a real ledger."""

from __future__ import annotations

from datetime import date

from models.cells import DateOrder
from sync.books.base import Book
from sync.ledger import Ledger
from sync.ledger.runs import About
from sync.marks.watch import Watch
from sync.recorded import Result, Work, write_and_record
from sync.run import judge, plan_marks, read_book
from sync.undo.undo import former, plan_undo
from tests.marks.test_hers_stays_hers import PACK


def recorded_check(
    ledger: Ledger, book: Book, as_of: date, order: DateOrder = DateOrder.MDY
) -> Result:
    """Check a book in place, with a watch, and record it."""
    checked = judge(read_book(book, PACK), PACK, order, as_of)
    plan = plan_marks(book, checked, watch=Watch(as_of, 3))
    about = About(book.location, as_of, "wisconsin", PACK.version)
    work = Work(about, book, plan, checked.roster, checked.judged, checked.reading.layouts)
    result = write_and_record(ledger, work)
    assert not (result.applied and result.applied.refused)
    return result


def recorded_undo(ledger: Ledger, book: Book, run: int, as_of: date) -> tuple[Result, list[str]]:
    """Undo a run of a book, and record that."""
    then = former(ledger, run)
    undoing = plan_undo(book, then)
    about = About(book.location, as_of, "wisconsin", kind="undo", undoes=run)
    result = write_and_record(ledger, Work(about, book, undoing.plan, undoing.roster))
    assert not (result.applied and result.applied.refused)
    return result, list(undoing.left)
