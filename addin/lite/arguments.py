"""How xlwings Lite reads the argument of a formula of ours: as rows of raw cells.

xlwings' own reader looks at each cell of a whole column, blank or not.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

from models.cells import CellError, Raw

_PLAIN = frozenset({str, float, int, bool, type(None)})
"""Values that are raw cells as they are."""
UNKNOWN_ERROR = "#VALUE!"


class Context(Protocol):
    """What xlwings passes through the reading of an argument."""

    value: Any


class RawRows:
    """The converter of every argument: `@arg("rows", RawRows)`."""

    @staticmethod
    def reader(_options: Mapping[str, object]) -> Callable[[Context], None]:
        """Give the reader; xlwings calls it with what it found in the argument."""
        return _read


def _read(context: Context) -> None:
    context.value = raw_rows(context.value)


def raw_rows(value: object) -> list[list[Raw]]:
    """Give what Office.js passed as rows of raw cells; a value is one cell, a list one row.

    >>> raw_rows([["Ann", ""], [{"type": "Error", "basicValue": "#N/A"}, 3.5], ["", ""]])
    [['Ann', ''], [CellError('#N/A'), 3.5]]
    >>> len(raw_rows([["Ann"], *[[None]] * 1_048_575]))
    2
    """
    if not isinstance(value, list | tuple):
        return [[_raw(value)]]
    rows = value if value and isinstance(value[0], list | tuple) else [value]
    return [_row(row) for row in _without_blank_end(rows)]


def _without_blank_end(rows: Sequence[Sequence[object]]) -> Sequence[Sequence[object]]:
    """Take off the rows that are as blank as the last one; two stay, as elsewhere.

    Whole rows are compared: to ask each null of JavaScript whether it is one takes seconds.
    """
    end, last = len(rows), rows[-1]
    if not any(last):
        while end > 2 and rows[end - 1] == last:
            end -= 1
    return rows[:end]


def _row(cells: Sequence[Any]) -> list[Raw]:
    return [cell if cell.__class__ in _PLAIN else _raw(cell) for cell in cells]


def _raw(value: Any) -> Raw:
    """Give a value as a raw cell: null of JavaScript is blank, of a data type its plain value."""
    if value.__class__ in _PLAIN:
        return value  # type: ignore[no-any-return]
    if not isinstance(value, dict):
        return None if not value else str(value)
    plain = value.get("basicValue")
    if value.get("type") == "Error":
        return CellError(plain if isinstance(plain, str) and plain else UNKNOWN_ERROR)
    return plain if plain.__class__ in _PLAIN else None
