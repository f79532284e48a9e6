"""How xlwings reads the argument of a formula of ours: always as rows of raw cells.

xlwings' own readers turn an error into a blank, one row into a flat list, and one cell into a
plain value; a check would then not see what stands in the sheet.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Protocol

from addin.excel.forms import raw_rows
from models.cells import Raw

WHOLE_COLUMN = 60_000
"""Ranges with so many rows are cut at the end of what is used in their sheet."""


class Context(Protocol):
    """What xlwings passes through the reading of an argument: a range, or a value."""

    range: Any
    value: Any


class RawRows:
    """The converter of every argument: `@arg("rows", RawRows, ndim=2)`."""

    @staticmethod
    def reader(_options: Mapping[str, object]) -> Callable[[Context], None]:
        """Give the reader; xlwings calls it with what it found in the argument."""
        return _read


def _read(context: Context) -> None:
    """Put rows of raw cells in the place of the range, or of the value, that was given."""
    if context.range is not None:
        context.value = range_rows(context.range)
    else:
        context.value = raw_rows(context.value)


def range_rows(cells: Any) -> list[list[Raw]]:
    """Read a range of xlwings. Of whole columns, only the part that is used is read."""
    height = cells.shape[0]
    if height >= WHOLE_COLUMN:
        sheet = cells.sheet.used_range
        used = sheet.row + sheet.shape[0] - cells.row
        cells = cells.resize(max(1, min(height, used)), cells.shape[1])
    return raw_rows(cells.raw_value)
