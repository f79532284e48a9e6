"""What numbers of different tables tell together, when they stand in different packs.

One pack shows in one table how many are short of hours, another pack shows the same in another
table, or as a total without the rest: who holds both can subtract. So of every number it is asked
whether it follows from what is shown now, and whether it followed from what an earlier pack
showed; where both are so, it must not have changed by a few people.

What follows from what, is told by the groups of people behind the numbers (`Numbers.kin`). A sum
that holds on both days is taken for one that everybody knows, whatever the tables are called.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from models.figures.combining import PRIME, Basis
from models.hiding import LEAST
from sync.board.numbers import TOTAL, Cell, Numbers, cell_of, told_last

Vector = Mapping[str, int]
AWAY = 1000
"""A column that is not there any more goes by its number and this, so that it is no other one."""


@dataclass
class Earlier:
    """What was shown of one day by then. vectors: how its numbers follow from each other."""

    numbers: dict[Cell, float]
    vectors: Mapping[Cell, Vector]

    def vector(self, cell: Cell) -> Vector:
        """Give a number as a sum; of a line that did not stand there, nothing."""
        known = self.vectors.get(cell)
        if known is not None:
            return known
        return {} if cell.table in self.tables else {f"?{cell}": 1}

    @cached_property
    def tables(self) -> Collection[str]:
        """The tables that were counted on the day, whether they were shown or not."""
        return {cell.table for cell in self.vectors}

    def takes(self, told: Mapping[Cell, float], vectors: Mapping[Cell, Vector]) -> bool:
        """Whether something else was told of the same day; a correction tells of another one."""
        return vectors == self.vectors and all(
            self.numbers.get(cell, value) == value for cell, value in told.items()
        )


def earlier_days(now: Numbers, shown: Sequence[Numbers]) -> list[Earlier]:
    """Put together what was told of each day, bit by bit, by the columns of the present one."""
    days: dict[date, list[Earlier]] = {}
    for one in shown:
        if not one.kin.sums:
            continue  # kept by an earlier version
        told, vectors = _told(one, now), _vectors(one, now)
        mine = days.setdefault(one.as_of, [])
        known = next((day for day in mine if day.takes(told, vectors)), None)
        if known is None:
            mine.append(Earlier(told, vectors))
        else:
            known.numbers.update(told)
    return [day for mine in days.values() for day in mine]


def _told(one: Numbers, now: Numbers) -> dict[Cell, float]:
    known = ((cell, one.at(cell)) for cell in one.cells() if str(cell) in one.kin.sums)
    return {_moved(cell, one, now): value for cell, value in known if value is not None}


def _vectors(one: Numbers, now: Numbers) -> Mapping[Cell, Vector]:
    return {_moved(cell_of(name), one, now): vector for name, vector in one.kin.sums.items()}


def _moved(cell: Cell, one: Numbers, now: Numbers) -> Cell:
    """Give a number of an earlier day by the column that it stands in now."""
    here = now.kin.columns.get(cell.table)
    if here is None:
        return cell
    key = one.kin.columns[cell.table][cell.column]
    return cell._replace(column=here.index(key) if key in here else AWAY + cell.column)


def gives_away(now: Numbers, hidden: Collection[Cell], day: Earlier) -> Cell | None:
    """Give the number to hide next, so that nothing small follows from both days.

    hidden: what is not shown now. None: nothing does.
    """
    both = _Both(now, day)
    hidden = {*hidden, *(cell for cell in both.cells if now.at(cell) is None)}
    shown: Basis[tuple[str, str], Cell] = Basis()
    for cell in both.cells:
        if cell not in hidden:
            shown.add(both.vector(cell), cell)
    before: Basis[tuple[str, str], Cell] = Basis()
    for cell in day.numbers:
        before.add(both.vector(cell), cell)
    for vector in both.asked(hidden):
        here, then = shown.made_of(vector), before.made_of(vector)
        if here and then and _few(_sum(here, now.at) - _sum(then, day.numbers.get)):
            return min(here, key=lambda one: _cost(one, now))
    return None


class _Both:
    """Numbers as sums that hold on two days: each as what it is made of on either."""

    def __init__(self, now: Numbers, day: Earlier) -> None:
        self._now = {cell_of(name): vector for name, vector in now.kin.sums.items()}
        self._day = day
        self.cells: Sequence[Cell] = tuple(dict.fromkeys((*self._now, *day.vectors)))

    def vector(self, cell: Cell) -> dict[tuple[str, str], int]:
        """Give what a number is made of, now and then."""
        return dict(self._parts(cell))

    def asked(self, hidden: Collection[Cell]) -> Iterator[dict[tuple[str, str], int]]:
        """Give what must not be known to have changed by a few.

        That is every number, and what is left of each total when the lines are taken off that are
        shown on both days: those that are hidden on either, together.
        """
        yield from map(self.vector, self.cells)
        for total in self.cells:
            if total.line == TOTAL:
                rest = self.vector(total)
                for cell in self._beside(total):
                    if cell not in hidden and cell in self._day.numbers:
                        for at, factor in self.vector(cell).items():
                            rest[at] = (rest.get(at, 0) - factor) % PRIME
                yield {at: factor for at, factor in rest.items() if factor}

    def _beside(self, total: Cell) -> Iterator[Cell]:
        for cell in self.cells:
            if cell[::2] == total[::2] and cell.line != TOTAL:
                yield cell

    def _parts(self, cell: Cell) -> Iterator[tuple[tuple[str, str], int]]:
        for name, factor in self._now.get(cell, {}).items():
            yield ("now", name), factor
        for name, factor in self._day.vector(cell).items():
            yield ("then", name), factor


def _sum(made: Mapping[Cell, int], at: Callable[[Cell], float | None]) -> int:
    return _signed(sum(factor * round(at(cell) or 0.0) for cell, factor in made.items()))


def _signed(number: int) -> int:
    """Read a number modulo the prime as what it is: few people, more or less."""
    rest = number % PRIME
    return rest if rest <= PRIME // 2 else rest - PRIME


def _few(change: int) -> bool:
    return 0 < abs(change) < LEAST


def _cost(cell: Cell, now: Numbers) -> tuple[bool, bool, bool, float, Cell]:
    """Hide rather a line than a total, a small number than a large one, and a nought last."""
    value = now.at(cell) or 0.0
    return told_last(cell), cell.line == TOTAL, value == 0, value, cell
