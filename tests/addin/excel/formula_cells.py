"""Arguments of a formula as Excel passes them over COM."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from types import SimpleNamespace
from typing import Any

from openpyxl.utils import range_boundaries

from addin.excel.forms import ERRORS
from models.cells import CellError
from tests.addin.excel.windows import RANGE_ID

MISSING = -2147352572
"""An argument that was left out."""
LAST_ROW = 1_048_576
_NUMBERS = {text: number for number, text in ERRORS.items()}


class ComTime(datetime):
    """A moment as `pywintypes` has it."""


def com_cell(cell: object) -> object:
    """A value as `Range.Value` gives it."""
    if isinstance(cell, CellError) or (isinstance(cell, str) and cell in _NUMBERS):
        return _NUMBERS[str(cell)]
    if isinstance(cell, datetime):
        return ComTime(*cell.timetuple()[:6], cell.microsecond)
    if isinstance(cell, date):
        return ComTime(cell.year, cell.month, cell.day)
    if isinstance(cell, time):
        return ComTime(1899, 12, 30, cell.hour, cell.minute, cell.second)
    if isinstance(cell, timedelta):
        moment = datetime(1899, 12, 30) + cell  # noqa: DTZ001 - a cell has no zone
        return ComTime(*moment.timetuple()[:6])
    if isinstance(cell, int) and not isinstance(cell, bool):
        return float(cell)
    return None if cell == "" else cell


def com_block(rows: Sequence[Sequence[object]]) -> object:
    """A block as `Range.Value` gives it: rectangular; one cell is a plain value."""
    width = max((len(row) for row in rows), default=0)
    block = tuple(
        tuple(com_cell(cell) for cell in row) + (None,) * (width - len(row)) for row in rows
    )
    return block[0][0] if len(block) == 1 and width == 1 else block


class FormulaRange:
    """A range that stands in a formula: `=ROSTER_CHECK(A1:D9)`.

    asked: the addresses that were read. height: more rows than there are, for whole columns.
    """

    def __init__(self, rows: Sequence[Sequence[object]], height: int | None = None) -> None:
        self._rows = rows
        self.asked: list[tuple[int, int]] = []
        width = max((len(row) for row in rows), default=1)
        self.Row = self.Column = 1
        self.Rows = SimpleNamespace(Count=height or max(len(rows), 1))
        self.Columns = SimpleNamespace(Count=width)
        self.Count = self.Rows.Count * width
        self.Worksheet = _SheetOf(self)

    @property
    def Value(self) -> object:
        assert self.Rows.Count < LAST_ROW, "a million rows would be read"
        self.asked.append((self.Rows.Count, self.Columns.Count))
        return com_block(self._rows[: self.Rows.Count])

    @property
    def _oleobj_(self) -> Any:
        attributes = SimpleNamespace(iid=RANGE_ID)
        return SimpleNamespace(GetTypeInfo=lambda: SimpleNamespace(GetTypeAttr=lambda: attributes))


class _SheetOf:
    """The sheet in which a range stands, for who asks how much of it is used."""

    def __init__(self, found: FormulaRange) -> None:
        self._found = found
        self.Parent = SimpleNamespace(Application=SimpleNamespace(Hwnd=1))

    @property
    def UsedRange(self) -> FormulaRange:
        return FormulaRange(self._found._rows)

    def Range(self, address: str) -> FormulaRange:
        left, top, right, bottom = range_boundaries(address)
        made = FormulaRange([row[left - 1 : right] for row in self._found._rows[top - 1 : bottom]])
        made.asked = self._found.asked
        return made
