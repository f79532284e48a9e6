"""What a Google Sheet is spared: a write that would say nothing but another day.

Each write is two calls, and an entry in the version history of the sheet.
"""

from __future__ import annotations

from datetime import date

from sync.books.base import Book, Edit, Live, PutSheet
from sync.marks.changes import said, said_by
from sync.marks.gaps import DAY_LINE
from sync.marks.watch import last_look
from sync.run import Plan


def day_of_look(book: Book, gaps_tab: str) -> date | None:
    """Give the day of the last look that stands in the Gaps tab of a book that was read."""
    sheet = book.seen().sheet(gaps_tab) if isinstance(book, Live) else None
    return last_look(sheet.rows) if sheet is not None else None


def stale(day: date, as_of: date, after: int) -> bool:
    """Whether the words in a sheet would turn to a warning before the next night is over."""
    return not 0 <= (as_of - day).days < after


def says_anew(edit: Edit, plan: Plan) -> bool:
    """Whether an edit says more than another day of the check in the head of the Gaps tab."""
    stands = plan.snapshot.sheet(edit.sheet.name) if isinstance(edit, PutSheet) else None
    if stands is None or not isinstance(edit, PutSheet):
        return True
    before, after = said(stands.rows), said_by(edit.sheet)
    return [*before[:DAY_LINE], *before[DAY_LINE + 1 :]] != [
        *after[:DAY_LINE],
        *after[DAY_LINE + 1 :],
    ]
