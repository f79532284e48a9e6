"""The numbers of a pack by table, line and column: what can be compared with those of another day.

Labels and sentences are left out, so packs in two languages, or of two versions of the program,
are compared all the same.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict

from models.figures.shape import Figures, Kin, Line, Section, Table
from models.language import in_every_language

TOTAL = "total"
"""The key of the line of totals."""
EVERYBODY = "people"
"""The table that says how many people there are in all."""
UNITS = ("clock hours", "hours", "days", "years", "months", "%")
"""What is counted where it is no people, no credentials, no cells."""


class Cell(NamedTuple):
    """One number: of which table, on which line (by its key), in which column (from 0)."""

    table: str
    line: str
    column: int

    def __str__(self) -> str:
        """Give it as one word, to stand as a key in JSON."""
        return f"{self.table}/{self.line}/{self.column}"


def told_last(cell: Cell) -> bool:
    """Whether a number is the last to be hidden: most tables are about all who are endorsed."""
    return cell.table.startswith("everybody.roster") and cell.line == "endorsed"


def cell_of(name: str) -> Cell:
    """Read the word again that stands for a number."""
    table, rest = name.split("/", 1)
    line, column = rest.rsplit("/", 1)
    return Cell(table, line, int(column))


class TableNumbers(BaseModel):
    """The numbers of one table; None: hidden, or not known.

    columns: their heads. counts: which of them count people.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    columns: tuple[str, ...]
    counts: tuple[bool, ...]
    lines: Mapping[str, tuple[float | None, ...]]

    @property
    def parts(self) -> list[str]:
        """The lines without that of totals."""
        return [key for key in self.lines if key != TOTAL]


class Numbers(BaseModel):
    """All numbers that stand for a day. near: "about 40", by the name of the cell.

    kin: how numbers follow from each other; see `across.py`. What an earlier version has kept does
    not say it.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    as_of: date
    tables: Mapping[str, TableNumbers]
    near: Mapping[str, float] = {}
    kin: Kin = Kin()

    def at(self, cell: Cell) -> float | None:
        """Give a number; None where there is none."""
        table = self.tables.get(cell.table)
        values = table.lines.get(cell.line) if table is not None else None
        return values[cell.column] if values is not None and cell.column < len(values) else None

    def cells(self) -> Iterator[Cell]:
        """Give every place that there is."""
        for key, table in self.tables.items():
            for line, values in table.lines.items():
                yield from (Cell(key, line, column) for column in range(len(values)))

    def about(self, cell: Cell) -> float | None:
        """Give the number that one is about; None: nothing is said of it."""
        return self.near.get(str(cell))

    def only(self, keys: Iterable[str]) -> Numbers:
        """Give some of the tables."""
        tables = {key: self.tables[key] for key in keys if key in self.tables}
        return Numbers(as_of=self.as_of, tables=tables, near=self.near, kin=self.kin)

    def without(self, hidden: Iterable[Cell], near: Mapping[Cell, float] | None = None) -> Numbers:
        """Give the same with some numbers hidden. near: what some of them are about."""
        gone = set(hidden)
        tables = {
            key: TableNumbers(
                columns=table.columns,
                counts=table.counts,
                lines={
                    line: tuple(None if Cell(key, line, n) in gone else v for n, v in enumerate(vs))
                    for line, vs in table.lines.items()
                },
            )
            for key, table in self.tables.items()
        }
        about = {str(cell): value for cell, value in (near or {}).items()}
        return Numbers(as_of=self.as_of, tables=tables, near=about, kin=self.kin)


def together(parts: Iterable[Numbers], as_of: date) -> Numbers:
    """Put together what was told of a day bit by bit; of a table what was told first."""
    tables: dict[str, TableNumbers] = {}
    near: dict[str, float] = {}
    for one in parts:
        fresh = one.tables.keys() - tables.keys()
        near |= {name: v for name, v in one.near.items() if name.partition("/")[0] in fresh}
        tables |= {key: one.tables[key] for key in one.tables if key in fresh}
    return Numbers(as_of=as_of, tables=tables, near=near)


def table_key(section: Section, table: Table) -> str:
    """Give the name by which a table is known."""
    return f"{section.key}.{table.key}"


def numbers_of(figures: Figures) -> Numbers:
    """Take the numbers out of figures."""
    people = {TOTAL: (figures.people.number,)}
    everybody = TableNumbers(columns=(EVERYBODY,), counts=(True,), lines=people)
    tables = {EVERYBODY: everybody}
    for section in figures.sections:
        for table in section.tables:
            tables[table_key(section, table)] = _numbers(table)
    return Numbers(as_of=figures.as_of, tables=tables, kin=_with_everybody(figures.kin))


def _with_everybody(kin: Kin) -> Kin:
    """Say that all people are those of the first table."""
    total = kin.sums.get(str(Cell("everybody.roster", TOTAL, 0)))
    if total is None:
        return kin
    every = {**kin.sums, str(Cell(EVERYBODY, TOTAL, 0)): total}
    return Kin(sums=every, columns={**kin.columns, EVERYBODY: (EVERYBODY,)})


def _numbers(table: Table) -> TableNumbers:
    lines = {line.key: _values(line) for line in table.lines}
    if table.total is not None:
        lines[TOTAL] = _values(table.total)
    return TableNumbers(
        columns=tuple(column.label for column in table.columns),
        counts=tuple(is_count(column.unit) for column in table.columns),
        lines=lines,
    )


def _values(line: Line) -> tuple[float | None, ...]:
    return tuple(value.number for value in line.values)


def is_count(unit: str) -> bool:
    """Whether a column counts heads; in doubt it does, and so is held to the stricter rule."""
    return all(unit not in in_every_language(known) for known in UNITS)


def like(before: TableNumbers, now: TableNumbers) -> TableNumbers | None:
    """Put the columns of an earlier table in the order of the present one.

    A column comes and goes with the people whom it counts: one that was not there counted nobody.
    None: it was told in other words, with another number of columns, and cannot be compared.
    """
    known = {label: at for at, label in enumerate(before.columns)}
    if known.keys() & set(now.columns):
        order = [known.get(label) for label in now.columns]
    elif len(before.columns) == len(now.columns):
        order = list(range(len(now.columns)))
    else:
        return None
    lines = {
        line: tuple(0.0 if at is None else values[at] for at in order)
        for line, values in before.lines.items()
    }
    return TableNumbers(columns=now.columns, counts=now.counts, lines=lines)


def as_now(before: Numbers, now: Numbers) -> Numbers:
    """Give an earlier day by the tables and columns of the present one, as far as it has them."""
    tables = {
        key: found
        for key, table in now.tables.items()
        if key in before.tables and (found := like(before.tables[key], table)) is not None
    }
    return Numbers(as_of=before.as_of, tables=tables)


def packed(numbers: Numbers) -> bytes:
    """Write numbers in few bytes, always the same ones."""
    told = json.dumps(numbers.model_dump(mode="json"), sort_keys=True, separators=(",", ":"))
    return zlib.compress(told.encode(), 9)


def unpacked(data: bytes) -> Numbers:
    """Read numbers again."""
    return Numbers.model_validate_json(zlib.decompress(data))
