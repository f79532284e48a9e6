"""What is written in one call, and what of a large sheet in the next ones."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sync.books.base import DropSheet, PutSheet
from sync.books.google.own_tabs import joined
from sync.books.google.pages import State
from sync.books.google.verifying import Touched
from sync.books.google.wishes import Wish, Wishes

MOST_CELLS = 5_000
"""At most so many cells are written in one call, which then has some 1.3 MB; Google asks for 2."""
MOST_ROWS = 1_500
"""In at most so many rows, because each of them is held with two requests."""
Cells = Mapping[Touched, Wish]
Widths = Mapping[tuple[int, int], int]
Tabs = Sequence[PutSheet | DropSheet]


def parts(state: State, found: Wishes) -> Iterator[tuple[Cells, Widths, Tabs]]:
    """Divide what is to be written.

    Marks on her cells come first, so that what is remembered of them is true after each part. Tabs
    are put with the first part and dropped with the last. The memory of how cells looked has
    that of former marks too while some of these may stand; it is dropped by `_tidy`.
    """
    memory = {page.title for page in state.pages if page.memory}
    chunks = _chunks(sorted(found.cells, key=lambda at: _turn(at, found.cells[at])))
    puts = [tab for tab in found.tabs if isinstance(tab, PutSheet)]
    kept = [tab for tab in puts if tab.sheet.name in memory] if len(chunks) > 1 else []
    first: Tabs = [PutSheet(joined(state, tab.sheet)) if tab in kept else tab for tab in puts]
    gone = (tab for tab in found.tabs if isinstance(tab, DropSheet) and tab.name not in memory)
    last: Tabs = [*kept, *gone]
    for number, chunk in enumerate(chunks, 1):
        tabs = [*(first if number == 1 else ()), *(last if number == len(chunks) else ())]
        yield {at: found.cells[at] for at in chunk}, found.widths if number == 1 else {}, tabs


def _turn(at: Touched, wish: Wish) -> tuple[int, ...]:
    """Say when a cell has its turn: marks first; a column of ours from its header on, and off last.

    By its header a column is known as ours, so what is left of it can be taken off by another run.
    """
    sheet_id, (row, column) = at
    if "note" in wish or ("background" in wish and "sign" not in wish):
        return 0, sheet_id, row, column
    off = wish.get("value") is None
    return 1 + off, sheet_id, -row if off else row, column


def _chunks(places: Sequence[Touched]) -> list[list[Touched]]:
    """Divide cells so that no part has many more than it may, and no row is cut in two."""
    found: list[list[Touched]] = [[]]
    rows: set[tuple[int, int]] = set()
    last = None
    for sheet_id, place in places:
        row = sheet_id, place[0]
        rows.add(row)
        if row != last and (len(found[-1]) >= MOST_CELLS or len(rows) > MOST_ROWS):
            found.append([])
            rows = {row}
        found[-1].append((sheet_id, place))
        last = row
    return found
