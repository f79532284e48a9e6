"""How xlwings reads the argument of a formula of ours: always as rows of raw cells.

xlwings' own readers turn an error into a blank, one row into a flat list, and one cell into a
plain value; a check would then not see what stands in the sheet.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Protocol

from addin.excel.forms import raw_rows
from models.cells import Raw
from sync.books.base import Area
from sync.books.excel_open.com import address

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
    height, width = cells.shape
    if height < WHOLE_COLUMN:
        return raw_rows(cells.raw_value)
    found = cells.api
    used = found.Worksheet.UsedRange
    last = min(found.Row + height, used.Row + used.Rows.Count) - 1
    area = Area(found.Row, found.Column, max(last, found.Row), found.Column + width - 1)
    return raw_rows(found.Worksheet.Range(address(area)).Value)
