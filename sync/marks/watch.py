"""When a service last looked at a book, said in the book itself; a plain formula warns when not.

The first row of the Gaps tab holds the day and, beside it, words that turn to a warning when the
day is long past. The spreadsheet program works that out, whether or not the service still runs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from models.cells import Raw
from models.language import say
from models.wording import SENTENCES
from sync.books.base import CellRef, Format, OwnCell, SetValue
from sync.marks.words import DATE_FORMAT, GAPS_TITLE

DAY_COLUMN, WORDS_COLUMN = 3, 4
FRESH, STALE = SENTENCES["mark.watch.fresh"], SENTENCES["mark.watch.stale"]
_DAY_FORMAT = Format(number_format=DATE_FORMAT, bold=True)
_BOLD = Format(bold=True)


@dataclass(frozen=True, slots=True)
class Watch:
    """The day of the last look, and after how many days without one the words turn."""

    day: date
    stale_after: int


def title_row(watch: Watch | None) -> Sequence[OwnCell]:
    """Give the first row of the Gaps tab: the title, and when it was last looked at."""
    title = OwnCell(say(GAPS_TITLE), _BOLD)
    if watch is None:
        return [title]
    fresh, stale = say(FRESH), say(STALE)
    formula = f'IF(TODAY()-$C$1>{watch.stale_after},"{stale}","{fresh}")'
    return [
        title,
        OwnCell(),
        OwnCell(watch.day, _DAY_FORMAT),
        OwnCell(fresh, _BOLD, formula=formula),
    ]


def looked_again(tab: str, day: date) -> SetValue:
    """Give the one edit by which a book that was found unchanged says that it was looked at."""
    return SetValue(CellRef(tab, 1, DAY_COLUMN), day, _DAY_FORMAT)


def last_look(rows: Sequence[Sequence[Raw]]) -> date | None:
    """Give the day that stands in a Gaps tab, if there is one."""
    row = rows[0] if rows else ()
    found = row[DAY_COLUMN - 1] if len(row) >= DAY_COLUMN else None
    return found if isinstance(found, date) else None
