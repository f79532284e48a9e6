"""Where the cells of a page have gone while somebody sorted, inserted, deleted and typed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import Any

from sync.books.google.anchors import moved
from sync.books.google.looks import look_of
from sync.books.google.pages import Page, Place, says

Bag = Counter[Any]
"""What stands in a row or a column, each thing with how often."""
Way = Mapping[int, int]
"""Where each row has gone."""
_MOST_WAYS = 4
Move = Callable[[Place], "Place | None"]


def follow(old: Page, new: Page, ours: Iterable[int]) -> Move:
    """Give where each cell of `old` stands in `new`; None: it is gone.

    Rows and columns that were inserted, deleted or moved are told by their ids, where they have
    any; cells that were sorted by what stands beside them. Not all columns need have been sorted:
    each is taken to have gone the way that keeps most of what stood in it.

    ours: columns of our own in `old`; a sort of her table does not take them along.
    """
    columns = follow_columns(old, new)
    ways = _ways(old, new, columns)
    chosen = _chosen(old, new, columns, ways, set(ours))

    def move(place: Place) -> Place | None:
        row, column = place
        to_row = chosen[column].get(row) if column in chosen else None
        return None if to_row is None else (to_row, columns[column])

    return move


def _ways(old: Page, new: Page, columns: Mapping[int, int]) -> list[Way]:
    """Give the ways that rows have gone: none; and what those columns tell that were sorted.

    Columns that do not fit the way that most of these have gone were sorted without them.
    """
    still = standing(old, new)
    ways: list[Way] = [still]
    rest = [c for c in columns if not _fits(old, new, c, columns[c], still)]
    while rest and len(ways) < _MOST_WAYS:
        way = _rows(old, new, rest, columns, still)
        ways.append(way)
        left = [c for c in rest if not _fits(old, new, c, columns[c], way)]
        rest = left if len(left) < len(rest) else []
    return ways


def _chosen(
    old: Page, new: Page, columns: Mapping[int, int], ways: Sequence[Way], ours: set[int]
) -> dict[int, Way]:
    """Choose for each column the way that keeps most; if that is not one, the one beside it."""
    best: dict[int, list[int]] = {}
    for column, to in columns.items():
        kept = [_kept(old, new, column, to, way) for way in ways]
        best[column] = [at for at, count in enumerate(kept) if count == max(kept)]
    plain = [column for column, found in best.items() if len(found) == 1]
    found = {}
    for column, several in best.items():
        near = sorted(plain, key=lambda c: ((c in ours) != (column in ours), abs(c - column)))
        at = next((best[c][0] for c in near if best[c][0] in several), several[0])
        found[column] = ways[at]
    return found


def _fits(old: Page, new: Page, column: int, to: int, way: Way) -> bool:
    """Whether all that stood in a column is found again when its rows went a way."""
    full = sum(1 for r in range(len(old.rows)) if _seen(old, r, column))
    return _kept(old, new, column, to, way) == full


def standing(old: Page, new: Page) -> dict[int, int]:
    """Give where each row stands now, whatever was sorted within."""
    count = max(old.row_count, len(old.rows))
    found = moved(old.anchors.rows, new.anchors.rows, count, max(new.row_count, len(new.rows)))
    return found if found is not None else {r: r for r in range(count)}


def _kept(old: Page, new: Page, column: int, to: int, way: Way) -> int:
    """Give how many cells of a column are found again when its rows went a way."""
    there = ((_seen(old, r, column), way.get(r)) for r in range(len(old.rows)))
    return sum(1 for seen, r in there if seen and r is not None and seen == _seen(new, r, to))


def _width(page: Page) -> int:
    return max([page.column_count, *(len(cells) for cells in page.rows)], default=0)


def _seen(page: Page, row: int, column: int) -> str | None:
    """Give all of a cell that a person could see or lose."""
    cell = page.cell((row, column))
    if not cell:
        return None
    found = (says(cell), cell.get("note"), look_of(cell))
    return repr(found) if found != (None, None, "") else None


def follow_columns(old: Page, new: Page) -> dict[int, int]:
    """Follow the columns: by their ids; else by what stands in them, then by what is most alike."""
    told = moved(old.anchors.columns, new.anchors.columns, _width(old), _width(new))
    if told is not None:
        return told
    tall = range(max(len(old.rows), len(new.rows)))
    there = {c: _counted(old, c, tall) for c in range(_width(old))}
    here = {c: _counted(new, c, tall) for c in range(_width(new))}
    return _matched(there, here, {})


def _counted(page: Page, column: int, rows: Iterable[int]) -> Bag:
    found: Bag = Counter(_seen(page, row, column) for row in rows)
    del found[None]
    return found


def _rows(
    old: Page, new: Page, columns: Sequence[int], to: Mapping[int, int], still: Way
) -> dict[int, int]:
    """Follow the rows by what stands in some columns."""
    there = {r: _row(old, r, {c: c for c in columns}) for r in _tall(old)}
    here = {r: _row(new, r, {c: to[c] for c in columns}) for r in _tall(new)}
    return _matched(there, here, still)


def _tall(page: Page) -> range:
    return range(max(page.row_count, len(page.rows)))


def _row(page: Page, row: int, columns: Mapping[int, int]) -> Bag:
    if row >= len(page.rows):
        return Counter()
    return Counter((c, seen) for c, at in columns.items() if (seen := _seen(page, row, at)))


def _matched(there: dict[int, Bag], here: dict[int, Bag], still: Way) -> dict[int, int]:
    """Match what is equal, in its place or in order; then what is most alike; then the rest.

    still: where things stand that were not sorted, if that is known. The rest stays there, or else
    in between.
    """
    found = {at: to for at, to in still.items() if there[at] and there[at] == here.get(to)}
    _equal(there, here, found)
    _alike(there, here, found)
    taken = set(found.values())
    for at in [at for at in there if at not in found]:
        to = still.get(at, -1) if still else _between(at, found)
        if to in here and to not in taken and (there[at] or not here[to]):
            found[at] = to
            taken.add(to)
    return found


def _between(at: int, found: Mapping[int, int]) -> int:
    """Give the place as far behind the one that was found before it as it was."""
    near = next((n for n in range(at - 1, -1, -1) if n in found), -1)
    return found.get(near, -1) + (at - near)


def _equal(there: dict[int, Bag], here: dict[int, Bag], found: dict[int, int]) -> None:
    """Match the rest with what is equal to it, in order."""
    taken = set(found.values())
    free: dict[frozenset[Any], list[int]] = defaultdict(list)
    for at in sorted(here, reverse=True):
        if at not in taken:
            free[frozenset(here[at].items())].append(at)
    for at, bag in there.items():
        same = free[frozenset(bag.items())] if bag and at not in found else []
        if same:
            found[at] = same.pop()


def _alike(there: dict[int, Bag], here: dict[int, Bag], found: dict[int, int]) -> None:
    """Match the rest with what shares most with it, if that is at least half."""
    taken = set(found.values())
    having: dict[Hashable, set[int]] = defaultdict(set)
    for at, bag in here.items():
        for one in bag if at not in taken else ():
            having[one].add(at)
    for at, bag in there.items():
        if at in found or not bag:
            continue
        shared = Counter(to for one in bag for to in having[one] if to not in taken)
        best = max(shared, key=lambda to: (shared[to], -abs(to - at)), default=None)
        if best is not None and shared[best] * 2 >= len(bag):
            found[at] = best
            taken.add(best)
