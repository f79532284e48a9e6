"""A table before anything is hidden: every cell knows the people whom it counts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from models.figures.shape import ChartKind, Line, Value

People = frozenset[str]
NOBODY: People = frozenset()


class Role(StrEnum):
    """What a column holds: everybody on the line, a part of them, or an amount of theirs."""

    WHOLE = "whole"
    PART = "part"
    AMOUNT = "amount"


class Head(NamedTuple):
    """One column. The parts of a line are its people, each counted in one part only.

    key: what a column of people is known by, in every language.
    """

    label: str
    unit: str
    role: Role
    key: str = ""


class Cell(NamedTuple):
    """The people whom a cell counts; with an amount, it is the amount that is shown."""

    who: People
    amount: float | None = None

    @property
    def number(self) -> float:
        """What is shown unless it is hidden."""
        return float(len(self.who)) if self.amount is None else self.amount


class Row(NamedTuple):
    """One line: everybody whom it counts, and a cell for each column."""

    key: str
    label: str
    who: People
    cells: tuple[Cell, ...]


class Shown(NamedTuple):
    """What is left of a table after hiding, for whoever words its title."""

    lines: Sequence[Line]
    total: Line | None
    members: Mapping[str, frozenset[str]] = {}

    def value(self, key: str, column: int = 0) -> float | None:
        """Give a number of the line with this key; None: hidden or not there."""
        return _number(next((line for line in self.lines if line.key == key), None), column)

    def all(self, column: int = 0) -> float | None:
        """Give a number of the total; None: hidden or not there."""
        return _number(self.total, column)

    def sum(self, *keys: str, column: int = 0) -> float | None:
        """Give the sum of some lines, also where they were put together; None: not known.

        `members` says which lines of a finer form a line was put together from.
        """
        wanted, found = set(keys), 0.0
        for line in self.lines:
            mine = self.members.get(line.key, frozenset((line.key,)))
            if mine.isdisjoint(wanted):
                continue
            number = _number(line, column)
            if number is None or not mine <= wanted:
                return None
            found += number
        return found

    def largest(self, column: int = 0) -> Sequence[Line]:
        """Give the lines with the largest number that is shown: one, or those that share it."""
        most = max((line.values[column].number or 0.0 for line in self.lines), default=0.0)
        return [line for line in self.lines if most and line.values[column].number == most]

    def untold(self) -> Shown:
        """Give the same lines without numbers."""
        total = self.total
        return self._replace(lines=[*map(_silent, self.lines)], total=total and _silent(total))


def _number(line: Line | None, column: int) -> float | None:
    known = line is not None and column < len(line.values)
    return line.values[column].number if line is not None and known else None


def _silent(line: Line) -> Line:
    values = tuple(Value(number=None, hidden=True) for _ in line.values)
    return Line(key=line.key, label=line.label, values=values)


class Merge(NamedTuple):
    """Lines of a table that a coarser form of it counts on one line."""

    key: str
    label: str
    lines: tuple[str, ...]


class Only(NamedTuple):
    """Some of the people of a table, and the groups that they are."""

    who: People
    of: tuple[str, ...]


class Form(NamedTuple):
    """A coarser form of a table. title: of it, where that is another one."""

    merges: tuple[Merge, ...] = ()
    without_parts: bool = False
    only: Only | None = None
    title: Callable[[Shown], str] | None = None


@dataclass(frozen=True)
class Draft:
    """One table with the people behind each cell.

    whole: everybody whom the table is about; each line counts some of them. total: the label of
    the last line; None: lines are no parts of one sum. title, alt: made of what is shown.
    of: the groups of people (see `kinds.py`) that `whole` is made of; empty: it is a group apart.
    always: small groups are hidden from coordinators, too. loose: rather than a large line, the
    total is hidden to cover a small one. coarser: forms for a board of few people, the finest
    first.
    """

    key: str
    first_column: str
    heads: tuple[Head, ...]
    rows: tuple[Row, ...]
    whole: People
    title: Callable[[Shown], str]
    definition: str
    total: Row | None = None
    of: tuple[str, ...] = ()
    chart: ChartKind | None = None
    drawn: tuple[int, ...] = ()
    alt: Callable[[Shown], str] | None = None
    remarks: tuple[str, ...] = ()
    always: bool = False
    loose: bool = False
    coarser: tuple[Form, ...] = ()

    def columns(self, role: Role) -> list[int]:
        """Give the places of the columns with a role."""
        return [at for at, head in enumerate(self.heads) if head.role is role]


@dataclass
class Hidden:
    """What is hidden of a table: cells by row and column; the total is row -1.

    untold: the title tells no number, not even one that is shown.
    """

    cells: set[tuple[int, int]] = field(default_factory=set)
    lines: set[int] = field(default_factory=set)
    blurred: set[int] = field(default_factory=set)
    parts: set[int] = field(default_factory=set)
    everything: bool = False
    untold: bool = False


def union(groups: Iterable[Iterable[str]]) -> People:
    """Give everybody who is in one of some groups."""
    return frozenset().union(*groups)
