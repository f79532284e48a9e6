"""Where the cells of a page have gone while somebody sorted, inserted, deleted and typed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import Any

from sync.books.google.looks import look_of
from sync.books.google.pages import Page, Place, says

Move = Callable[[Place], "Place | None"]


def follow(old: Page, new: Page, ours: Iterable[int]) -> Move:
    """Give where each cell of `old` stands in `new`; None: it is gone.

    ours: columns of our own in `old`; a sort of her table does not take them along. So each column
    follows her rows, our rows, or neither, whichever keeps most of what stood in it.
    """
    columns = follow_columns(old, new)
    mine = set(ours)
    hers = [c for c in range(_width(old)) if c not in mine and c in columns]
    own = [c for c in sorted(mine) if c in columns]
    still = {r: r for r in range(max(old.row_count, len(old.rows)))}
    ways = [_rows(old, new, hers, columns), _rows(old, new, own, columns), still]
    chosen: dict[int, Mapping[int, int]] = {}

    def way_of(column: int) -> Mapping[int, int]:
        def kept(way: Mapping[int, int]) -> int:
            there = ((_seen(old, r, column), way.get(r)) for r in range(len(old.rows)))
            to = columns[column]
            return sum(
                1 for seen, r in there if seen and r is not None and seen == _seen(new, r, to)
            )

        order = ways if column not in mine else [ways[1], ways[0], ways[2]]
        return max(order, key=kept)

    def move(place: Place) -> Place | None:
        row, column = place
        if column not in columns:
            return None
        if column not in chosen:
            chosen[column] = way_of(column)
        to_row = chosen[column].get(row)
        return None if to_row is None else (to_row, columns[column])

    return move


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
    """Follow the columns: by what stands in them in any order, then by what is most alike."""
    tall = range(max(len(old.rows), len(new.rows)))
    there = {c: _counted(old, c, tall) for c in range(_width(old))}
    here = {c: _counted(new, c, tall) for c in range(_width(new))}
    return _matched(there, here, lambda one, other: sum((one & other).values()))


def _counted(page: Page, column: int, rows: Iterable[int]) -> Counter[str | None]:
    found = Counter(_seen(page, row, column) for row in rows)
    del found[None]
    return found


def _rows(old: Page, new: Page, columns: Sequence[int], to: dict[int, int]) -> dict[int, int]:
    there = {r: Counter({(c, _seen(old, r, c)): 1 for c in columns if _seen(old, r, c)}) for r in range(max(old.row_count, len(old.rows)))}  # fmt: skip  # noqa: E501
    here = {r: Counter({(c, _seen(new, r, to[c])): 1 for c in columns if _seen(new, r, to[c])}) for r in range(max(new.row_count, len(new.rows)))}  # fmt: skip  # noqa: E501
    return _matched(there, here, lambda one, other: sum((one & other).values()))


def _matched(
    there: dict[int, Counter[Any]], here: dict[int, Counter[Any]],
    alike: Callable[[Counter[Any], Counter[Any]], int],
) -> dict[int, int]:  # fmt: skip
    """Match what is equal, in order; then what is most alike; blanks keep their distance."""
    found: dict[int, int] = {}
    free: dict[frozenset[Any], list[int]] = defaultdict(list)
    for at, one in here.items():
        free[frozenset(one.items())].append(at)
    for at, one in there.items():
        same = free[frozenset(one.items())] if one else []
        if same:
            found[at] = same.pop(0)
    taken = set(found.values())
    left = [at for at, one in here.items() if at not in taken and one]
    for at, one in there.items():
        if at in found or not one:
            continue
        best = max(left, key=lambda n: (alike(one, here[n]), -abs(n - at)), default=None)
        if best is not None and alike(one, here[best]) * 2 >= max(1, sum(one.values())):
            found[at] = best
            left.remove(best)
    for at in there:  # blank ones go along with the one before them
        if at not in found and not there[at]:
            near = at - 1
            while near >= 0 and near not in found:
                near -= 1
            found_at = found.get(near, -1) + (at - near)
            if found_at in here and not here[found_at]:
                found[at] = found_at
    return found
