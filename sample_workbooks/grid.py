"""A sheet as plain data: cells with a value and a look, before any file format."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from typing import TypeAlias

Value: TypeAlias = str | int | float | bool | date | time | None

ERRORS = ("#REF!", "#N/A", "#VALUE!")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True, slots=True)
class Style:
    """How a cell looks. `number` is an Excel number format such as "m/d/yyyy"."""

    bold: bool = False
    italic: bool = False
    size: int | None = None
    color: str | None = None
    fill: str | None = None
    number: str | None = None
    border: bool = False
    align: str | None = None
    wrap: bool = False


PLAIN = Style()


@dataclass(frozen=True, slots=True)
class Note:
    """A person's note on a cell: who wrote it, and what."""

    author: str
    text: str


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell. `formula` has `value` as its stored result; `rich` are runs of (colour, text)."""

    value: Value = None
    style: Style = PLAIN
    formula: str | None = None
    note: Note | None = None
    rich: tuple[tuple[str | None, str], ...] = ()


EMPTY = Cell()


@dataclass(slots=True)
class Sheet:
    """One tab. Rows and columns count from 1; `merges` are (row, column, last row, last column)."""

    name: str
    rows: dict[int, dict[int, Cell]] = field(default_factory=dict)
    widths: Mapping[int, float] = field(default_factory=dict)
    heights: dict[int, float] = field(default_factory=dict)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    frozen: tuple[int, int] = (0, 0)

    def put(self, row: int, column: int, cell: Cell) -> None:
        """Place a cell."""
        self.rows.setdefault(row, {})[column] = cell

    def merge(self, row: int, column: int, last_row: int, last_column: int, cell: Cell) -> None:
        """Place a cell that is merged over an area; the covered cells have its look."""
        for r in range(row, last_row + 1):
            for c in range(column, last_column + 1):
                self.put(r, c, Cell(None, cell.style))
        self.put(row, column, cell)
        self.merges.append((row, column, last_row, last_column))

    def cell(self, row: int, column: int) -> Cell:
        """Give the cell, an empty one where nothing stands."""
        return self.rows.get(row, {}).get(column, EMPTY)

    @property
    def last_row(self) -> int:
        """The last row with a cell."""
        return max(self.rows, default=0)

    @property
    def last_column(self) -> int:
        """The last column with a cell."""
        return max((max(cells) for cells in self.rows.values() if cells), default=0)


def letters(column: int) -> str:
    """Give the letters of a column: 1 -> "A", 27 -> "AA"."""
    text = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


def address(row: int, column: int) -> str:
    """Give the address of a cell, such as "F12"."""
    return f"{letters(column)}{row}"
