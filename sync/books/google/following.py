"""Where the cells of a page have gone while somebody sorted, inserted, deleted and typed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import Any

from sync.books.google.anchors import moved
from sync.books.google.pages import Page, Place, says
from sync.books.google.wishes import LOOKS, field_of, plain

Bag = Counter[Any]
"""What stands in a row or a column, each thing with how often."""
Way = Mapping[int, int]
"""Where each row has gone."""
_MOST_WAYS = 8
Move = Callable[[Place], "Place | None"]


def follow(old: Page, new: Page, ours: Iterable[int]) -> Move:
    """Give where each cell of `old` stands in `new`; None: it is gone.

    Rows and columns that were inserted, deleted or moved are told by their ids, where they have
    any; cells that were sorted by what stands beside them. Not all columns need have been sorted:
    each is taken to have gone the way that keeps most of what stood in it.

    ours: columns of our own in `old`; a sort of her table does not take them along.
    """
    there, here = _Sight(old), _Sight(new)
    columns = follow_columns(old, new)
    ways = _ways(there, here, columns)
    chosen = _chosen(there, here, columns, ways, set(ours))

    def move(place: Place) -> Place | None:
        row, column = place
        to_row = chosen[column].get(row) if column in chosen else None
        return None if to_row is None else (to_row, columns[column])

    return move


class _Sight:
    """A page as a person sees it: for each cell, a text of all that she could see or lose."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.rows = [[_seen(cell) for cell in cells] for cells in page.rows]
        self.tall = range(max(page.row_count, len(page.rows)))

    def at(self, row: int, column: int) -> str | None:
        """Give what is seen of a cell; None: nothing."""
        cells = self.rows[row] if row < len(self.rows) else ()
        return cells[column] if column < len(cells) else None

    def row(self, row: int, columns: Mapping[int, int]) -> Bag:
        """Give what is seen in some columns of a row; columns: how each is called, and where."""
        return Counter((c, seen) for c, to in columns.items() if (seen := self.at(row, to)))

    def column(self, column: int) -> Bag:
        """Give what is seen in a column."""
        return Counter(seen for row in range(len(self.rows)) if (seen := self.at(row, column)))


def _seen(cell: Mapping[str, Any]) -> str | None:
    looks = {name: plain(value) for name in LOOKS if (value := field_of(cell, name)) is not None}
    found = (says(cell), cell.get("note"), sorted(looks.items()))
    return repr(found) if found != (None, None, []) else None


def _ways(there: _Sight, here: _Sight, columns: Mapping[int, int]) -> list[Way]:
    """Give the ways that rows have gone: none; and what those columns tell that were sorted.

    Columns may have been sorted by themselves. So it is tried which columns go together: all that
    are left, or those that go with the one that tells its rows apart best.
    """
    still = standing(there.page, here.page)
    told = still if there.page.anchors.any else {}

    def by(some: Sequence[int]) -> Way:
        before = {row: there.row(row, {c: c for c in some}) for row in there.tall}
        after = {row: here.row(row, {c: columns[c] for c in some}) for row in here.tall}
        return _matched(before, after, told)

    gone = len({*there.page.anchors.rows} - {*here.page.anchors.rows, 0})

    def left_by(way: Way, some: Sequence[int]) -> list[int]:
        return [c for c in some if not _fits(there, here, (c, columns[c]), way, gone)]

    ways: list[Way] = [still]
    rest = [c for c, to in columns.items() if not _fits(there, here, (c, to), still, 0)]
    while rest and len(ways) < _MOST_WAYS:
        seed = max(rest, key=lambda c: len(there.column(c)))
        alone = by([seed])
        loose = left_by(alone, rest)
        group = by([c for c in rest if c not in loose] or [seed])
        found = sorted((by(rest), group, alone), key=lambda way: len(left_by(way, rest)))
        ways.append(found[0])
        left = left_by(found[0], rest)
        rest = left if len(left) < len(rest) else [c for c in rest if c != seed]
    return ways


def _chosen(
    there: _Sight, here: _Sight, columns: Mapping[int, int], ways: Sequence[Way], ours: set[int]
) -> dict[int, Way]:
    """Choose for each column the way that keeps most; if that is not one, the one beside it."""
    best: dict[int, list[int]] = {}
    for column, to in columns.items():
        kept = [_kept(there, here, column, to, way) for way in ways]
        best[column] = [at for at, count in enumerate(kept) if count == max(kept)]
    plain = [column for column, found in best.items() if len(found) == 1]
    found = {}
    for column, several in best.items():
        near = sorted(plain, key=lambda c: ((c in ours) != (column in ours), abs(c - column)))
        at = next((best[c][0] for c in near if best[c][0] in several), several[0])
        found[column] = ways[at]
    return found


def _fits(there: _Sight, here: _Sight, column: tuple[int, int], way: Way, gone: int) -> bool:
    """Whether all that stood in a column is found again when its rows went a way.

    column: where it was, and where it is. gone: so many rows were deleted, whatever was in them.
    """
    return _kept(there, here, *column, way) + gone >= there.column(column[0]).total()


def _kept(there: _Sight, here: _Sight, column: int, to: int, way: Way) -> int:
    """Give how many cells of a column are found again when its rows went a way."""
    gone = ((there.at(row, column), way.get(row)) for row in range(len(there.rows)))
    return sum(1 for seen, row in gone if seen and row is not None and seen == here.at(row, to))


def standing(old: Page, new: Page) -> dict[int, int]:
    """Give where each row stands now, whatever was sorted within."""
    count = max(old.row_count, len(old.rows))
    found = moved(old.anchors.rows, new.anchors.rows, count, max(new.row_count, len(new.rows)))
    return found if found is not None else {r: r for r in range(count)}


def follow_columns(old: Page, new: Page) -> dict[int, int]:
    """Follow the columns: by their ids; else by what stands in them, then by what is most alike."""
    told = moved(old.anchors.columns, new.anchors.columns, _width(old), _width(new))
    if told is not None:
        return told
    there, here = _Sight(old), _Sight(new)
    before = {column: there.column(column) for column in range(_width(old))}
    after = {column: here.column(column) for column in range(_width(new))}
    return _matched(before, after, {})


def _width(page: Page) -> int:
    return max([page.column_count, *(len(cells) for cells in page.rows)], default=0)


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
