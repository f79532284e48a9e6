"""Blank cells of inserted rows that took over a look which should not have been there.

A row that somebody inserts looks like the row above. If that had just then a look of a write that
went astray, the blank row has it too, wherever a sort has taken it since.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sync.books.google.following import Move, follow_columns, standing
from sync.books.google.pages import Json, Page, Place
from sync.books.google.verifying import Harm
from sync.books.google.wishes import LOOKS, field_of, same

Owed = Mapping[Place, Harm]


@dataclass(slots=True)
class _Inserted:
    """The rows that came between two looks at a page, and where the row above them had been."""

    new: list[int]
    above: Mapping[int, int]


def heirs(old: Page, new: Page, owed: Owed, move: Move) -> Iterator[tuple[Place, Harm]]:
    """Give the blank cells that took over a look, and what should stand there.

    owed: what should stand in cells of `old`. move: where these are in `new`.
    """
    came = _inserted(old, new)
    if not came.new:
        return
    rows = range(max(old.row_count, len(old.rows)))
    for column, to in follow_columns(old, new).items():
        mine = {row: harm for (row, at), harm in owed.items() if at == column and _looks(harm)}
        if not mine:
            continue
        now = {place[0]: harm for row, harm in mine.items() if (place := move((row, column)))}
        reached = {place[0] for row in rows if (place := move((row, column)))}
        for row in range(new.row_count):
            cell = new.cell((row, to))
            if row not in reached and not field_of(cell, "value") and not field_of(cell, "note"):
                harm = _left_by(cell, _sources(row, came, mine, now))
                if harm is not None:
                    yield (row, to), harm


def _inserted(old: Page, new: Page) -> _Inserted:
    """Tell the new rows by the ids of the others; without ids by what is beside what."""
    back = {to: at for at, to in standing(old, new).items()}
    fresh = [row for row in range(new.row_count) if row not in back]
    above = {}
    for row in fresh:
        near = next((at for at in range(row - 1, -1, -1) if at in back), None)
        if near is not None:
            above[row] = back[near]
    return _Inserted(fresh, above)


def _sources(
    row: int, came: _Inserted, before: Mapping[int, Harm], now: Mapping[int, Harm]
) -> Iterator[Harm]:
    """Give what was owed in the cells from which a blank cell may have its look, likely ones first.

    One that stands where it was inserted has it from what is above it now, or was there before a
    sort; one that was sorted away from what was above a new row before.
    """
    if row in came.above:
        near = next((at for at in range(row - 1, -1, -1) if at not in came.above), -1)
        if near in now:
            yield now[near]
    for fresh in came.new:
        at = came.above.get(fresh)
        if at is not None and at in before:
            yield before[at]


def _left_by(cell: Json, sources: Iterable[Harm]) -> Harm | None:
    """Give what a blank cell should look like, by the first source that looked as it does."""
    for harm in sources:
        wrote = {n: harm.wrote[n] for n in LOOKS if n in harm.wrote}
        if all(same(n, field_of(cell, n), value) for n, value in wrote.items()):
            return Harm(wrote, {n: harm.was.get(n) for n in wrote})
    return None


def _looks(harm: Harm) -> bool:
    return any(n in harm.wrote and not same(n, harm.wrote[n], harm.was.get(n)) for n in LOOKS)
