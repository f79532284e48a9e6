"""Cells of inserted rows that took over a look which should not have been there.

A row that somebody inserts looks like the row above. If that had just then a look of a write that
went astray, the blank row has it too, wherever a sort has taken it since.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from sync.books.google.following import Move, follow_columns, standing
from sync.books.google.pages import Json, Page, Place
from sync.books.google.verifying import Harm
from sync.books.google.wishes import LOOKS, field_of, same

Owed = Mapping[Place, Harm]


def heirs(old: Page, new: Page, owed: Owed, move: Move) -> Iterator[tuple[Place, Harm]]:
    """Give the cells of inserted rows that took over a look, and what should stand there.

    owed: what should stand in cells of `old`. move: where these are in `new`. A sort leaves blank
    rows in their order, so the first of them is that of the first row that was inserted.
    """
    above = _above(old, new)
    rows = range(max(old.row_count, len(old.rows)))
    for column, to in follow_columns(old, new).items() if above else ():
        before = {row: harm for (row, at), harm in owed.items() if at == column and _looks(harm)}
        if not before:
            continue
        gone_to = {row: place[0] for row in rows if (place := move((row, column)))}
        reached = set(gone_to.values())
        now = {gone_to[row]: harm for row, harm in before.items() if row in gone_to}
        blank = [row for row in range(new.row_count) if row not in reached]
        for row, fresh in zip(blank, sorted(above), strict=False):
            cell = new.cell((row, to))
            sources = _beside(new, (row, to), above, now) if row == fresh else []
            if not sources:
                then = above[fresh]
                sources = [before.get(then) if then is not None else None]
                sources += [one for one in before.values() if _visible(one)]
            harm = _left_by(cell, filter(None, sources))
            if harm is not None:
                yield (row, to), harm


def _above(old: Page, new: Page) -> dict[int, int | None]:
    """Give for each row that was inserted where the one above it had been; without ids none."""
    if not any(old.anchors.rows):
        return {}
    back = {to: at for at, to in standing(old, new).items()}
    found: dict[int, int | None] = {}
    for row in (row for row in range(new.row_count) if row not in back):
        near = next((at for at in range(row - 1, -1, -1) if at in back), None)
        found[row] = back[near] if near is not None else None
    return found


def _beside(
    new: Page, place: Place, above: Mapping[int, int | None], now: Mapping[int, Harm]
) -> list[Harm | None]:
    """Give what is owed in the cell above one that stands where its row was inserted.

    [None] if nothing is owed there and it looks the same; nothing if it looks otherwise: then what
    was above has been sorted away since.
    """
    row, column = place
    near = next((at for at in range(row - 1, -1, -1) if at not in above), 0)
    if near in now:
        return [now[near]]
    looks = ((new.cell((at, column))) for at in (row, near))
    one, other = ({n: field_of(cell, n) for n in LOOKS} for cell in looks)
    return [None] if all(same(n, one[n], other[n]) for n in LOOKS) else []


def _left_by(cell: Json, sources: Iterable[Harm]) -> Harm | None:
    """Give what a blank cell should look like, by the first source that looked as it does."""
    for harm in sources:
        wrote = {n: harm.wrote[n] for n in LOOKS if n in harm.wrote}
        if all(same(n, field_of(cell, n), value) for n, value in wrote.items()):
            return Harm(wrote, {n: harm.was.get(n) for n in wrote})
    return None


def _visible(harm: Harm) -> bool:
    """Whether a look was written that a person sees: the row above may have been moved since."""
    return any(harm.wrote.get(name) is not None for name in LOOKS)


def _looks(harm: Harm) -> bool:
    return any(n in harm.wrote and not same(n, harm.wrote[n], harm.was.get(n)) for n in LOOKS)
