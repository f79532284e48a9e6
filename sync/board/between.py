"""What two packs together would tell: a number that differs by a few people is not said exactly.

Who knows both packs can subtract. If 40 people were endorsed in the last pack and 41 are in this
one, the difference is one person, and every other table would tell something of that one. So a
number that differs by fewer than `LEAST` from one that was shown before is hidden ("about 40"),
and so are others, until no sum of what is left gives it, or such a difference, away.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain

from models.hiding import LEAST
from sync.board.across import earlier_days, gives_away
from sync.board.numbers import TOTAL, Cell, Numbers, TableNumbers, as_now, told_last

NEAR = 0.005
"""Numbers that differ by less are the same."""


@dataclass(slots=True)
class Hidden:
    """Which numbers are hidden; near: for some of them one that was shown before."""

    cells: set[Cell] = field(default_factory=set)
    near: dict[Cell, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sum:
    """Numbers of which the first is the sum of the others, if the table adds up at all."""

    whole: Cell
    parts: tuple[Cell, ...]

    @property
    def cells(self) -> tuple[Cell, ...]:
        """All of them."""
        return (self.whole, *self.parts)

    def sign(self, cell: Cell) -> int:
        """Give how a number goes into the equation."""
        return -1 if cell == self.whole else 1


def small(number: float) -> bool:
    """Whether a number, or a difference, tells of a few people; none is not few."""
    return NEAR < abs(number) < LEAST - NEAR


def between(now: Numbers, shown: Sequence[Numbers]) -> Hidden:
    """Say what has to be hidden now on account of what was shown before (the oldest first).

    Each table is held against itself; `further` holds it against the others.
    """
    found = Hidden()
    earlier = [as_now(one, now) for one in shown]
    for key in now.tables:
        _hide_untold(now, key, [one for one in shown if key in one.tables], earlier, found)
        _hide_differences(now, key, [one for one in earlier if key in one.tables], found)
    _follow_totals(now, found)
    sums = list(chain.from_iterable(sums_of(now, key) for key in now.tables))
    while _hide_more(now, earlier, sums, found):
        _follow_totals(now, found)
    return found


def further(now: Numbers, shown: Sequence[Numbers]) -> set[Cell]:
    """Say what has to be hidden besides, of what is left, on account of other tables."""
    more: set[Cell] = set()
    earlier = [as_now(one, now) for one in shown]
    for day in earlier_days(now, shown) if now.kin.sums else []:
        while (cell := gives_away(now, more, day)) is not None:
            more |= {cell, *_amounts(now, cell, earlier)}
    return more


def _hide_untold(
    now: Numbers, key: str, shown: Sequence[Numbers], earlier: Sequence[Numbers], found: Hidden
) -> None:
    """Hide a table that an earlier pack showed with other columns, in another language."""
    if len(shown) > sum(key in one.tables for one in earlier):
        found.cells |= {cell for cell in now.cells() if cell.table == key}


def _hide_differences(now: Numbers, key: str, earlier: Sequence[Numbers], found: Hidden) -> None:
    """Hide what differs by a few people, and with it what is not heads on the same line."""
    table = now.tables[key]
    for line, values in table.lines.items():
        for column, value in enumerate(values):
            cell = Cell(key, line, column)
            before = [b for one in earlier if (b := one.at(cell)) is not None]
            near = [b for b in before if value is not None and small(value - b)]
            if table.counts[column] and near:
                found.cells.add(cell)
                found.near[cell] = near[-1]
        if any(cell.table == key and cell.line == line for cell in found.cells):
            found.cells |= _amounts(now, Cell(key, line, 0), earlier)


def _amounts(now: Numbers, cell: Cell, earlier: Sequence[Numbers]) -> set[Cell]:
    """Give what is no count on the line of a number, unless it is what it always was."""
    table, found = now.tables[cell.table], set()
    for at, value in enumerate(table.lines[cell.line]):
        one = cell._replace(column=at)
        before = [numbers.at(one) for numbers in earlier if cell.table in numbers.tables]
        if value is not None and not table.counts[at] and any(b != value for b in before):
            found.add(one)
    return found


def _follow_totals(now: Numbers, found: Hidden) -> None:
    """Hide a total wherever it stands: tables of the same people have the same total."""
    hidden = {now.at(cell) for cell in found.cells if cell.line == TOTAL and cell in found.near}
    for cell in list(now.cells()):
        value = now.at(cell)
        counts = now.tables[cell.table].counts[cell.column]
        if cell.line == TOTAL and counts and value is not None and value in hidden:
            found.cells.add(cell)


def sums_of(now: Numbers, key: str) -> Iterator[Sum]:
    """Give the sums of a table: down each column, and along the lines where they add up."""
    table = now.tables[key]
    if TOTAL in table.lines and table.parts:
        for column in range(len(table.counts)):
            one = Sum(Cell(key, TOTAL, column), tuple(Cell(key, p, column) for p in table.parts))
            if _adds_up(now, one):
                yield one
    for whole in range(len(table.counts)):
        yield from _along(now, key, table, whole)


def _along(now: Numbers, key: str, table: TableNumbers, whole: int) -> Iterator[Sum]:
    """Give each line as a sum, where one column is the sum of the others on every line."""
    others = [n for n in range(len(table.counts)) if n != whole and table.counts[n]]
    if len(others) < 2 or not table.counts[whole]:
        return
    sums = [
        Sum(Cell(key, line, whole), tuple(Cell(key, line, n) for n in others))
        for line in table.lines
    ]
    known = [one for one in sums if all(now.at(cell) is not None for cell in one.cells)]
    if known and all(_adds_up(now, one) for one in known):
        yield from sums


def _adds_up(now: Numbers, one: Sum) -> bool:
    """Whether it is a sum; where something is hidden already, it is taken for one."""
    values = [now.at(cell) for cell in one.cells]
    if any(value is None for value in values):
        return True
    return abs(_signed(one, one.cells, now)) < NEAR


def _signed(one: Sum, cells: Sequence[Cell], numbers: Numbers) -> float:
    return sum(one.sign(cell) * (numbers.at(cell) or 0.0) for cell in cells)


def _hide_more(now: Numbers, shown: Sequence[Numbers], sums: Sequence[Sum], found: Hidden) -> bool:
    """Hide one number more in each sum that gives something away; give whether any was."""
    more = [cell for one in sums if (cell := _given_away(now, shown, one, found)) is not None]
    found.cells.update(more)
    return bool(more)


def _given_away(now: Numbers, shown: Sequence[Numbers], one: Sum, found: Hidden) -> Cell | None:
    """Give the number that is to be hidden next, where the sum gives something away."""
    hidden = {c for c in one.cells if c in found.cells or now.at(c) is None}
    rest = [c for c in one.cells if c not in hidden]
    alone = len(hidden & found.cells) == len(hidden) == 1 and bool(rest)
    if not alone and not any(_differs(now, before, one, hidden) for before in shown):
        return None
    lines = [c for c in rest if c != one.whole and not told_last(c)]
    return min(lines, key=lambda c: _cost(now, c), default=None) or next(
        (c for c in rest if c == one.whole), rest[0] if rest else None
    )


def _cost(now: Numbers, cell: Cell) -> tuple[bool, float]:
    """Hide rather a small number than a large one, and a nought only when nothing else is left."""
    value = now.at(cell) or 0.0
    return value == 0, value


def _differs(now: Numbers, before: Numbers, one: Sum, hidden: set[Cell]) -> bool:
    """Whether what is hidden in either, taken together, is known to differ by a few people."""
    table = before.tables.get(one.whole.table)
    if table is None or not table.counts[one.whole.column]:
        return False
    unknown = hidden | {c for c in one.cells if c.line in table.lines and before.at(c) is None}
    known = [c for c in one.cells if c not in unknown]
    gone = _gone(before, now, one)
    if not known or not (unknown or None in gone):
        return False
    then = _signed(one, known, before) + sum(value or 0.0 for value in gone)
    return small(_signed(one, known, now) - then)


def _gone(before: Numbers, now: Numbers, one: Sum) -> list[float | None]:
    """Give the numbers of lines that the sum had before and has no more."""
    if one.whole.line != TOTAL or any(cell.line == TOTAL for cell in one.parts):
        return []
    key, column = one.whole.table, one.whole.column
    lines = [line for line in before.tables[key].parts if line not in now.tables[key].lines]
    return [before.at(Cell(key, line, column)) for line in lines]
