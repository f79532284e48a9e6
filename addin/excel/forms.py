"""What Excel hands over through COM -> raw cells.

A block of cells is a tuple of tuples, one cell is a plain value. Dates are `pywintypes` times with
a time zone that means nothing, money is a `Decimal`, and an error is a large negative number.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from models.cells import CellError, Raw

DAY_ZERO = datetime(1899, 12, 30)  # noqa: DTZ001 - a cell has no time zone
"""The day that Excel gives for the number 0 in a cell with the format of a date or a time."""
FIRST_DAY = datetime(1900, 3, 1)  # noqa: DTZ001
"""What is before it is a length of time, such as 36:00: COM tells a time from a date by nothing."""
_PLAIN = frozenset({str, float, bool, type(None)})
"""Values that are raw cells as they are."""

ERRORS = {
    -2146826288: "#NULL!",
    -2146826281: "#DIV/0!",
    -2146826273: "#VALUE!",
    -2146826265: "#REF!",
    -2146826259: "#NAME?",
    -2146826252: "#NUM!",
    -2146826246: "#N/A",
    -2146826245: "#GETTING_DATA",
    -2146826243: "#SPILL!",
    -2146826242: "#CONNECT!",
    -2146826241: "#BLOCKED!",
    -2146826240: "#UNKNOWN!",
    -2146826239: "#FIELD!",
    -2146826238: "#CALC!",
    -2146826237: "#BUSY!",
    -2146826236: "#PYTHON!",
}
"""Excel's numbers for errors: 0x800A0000 and the number of the error."""


def raw_cell(value: object) -> Raw:
    """Give one value of COM as a raw cell.

    >>> raw_cell(-2146826246) == CellError("#N/A")
    True
    >>> raw_cell(Decimal("12.5")), raw_cell(15.0), raw_cell(None), raw_cell(True)
    (12.5, 15.0, None, True)
    """
    if value is None or isinstance(value, bool | float | str):
        return value
    if isinstance(value, int):
        error = ERRORS.get(value)
        return CellError(error) if error is not None else value
    if isinstance(value, datetime):
        return _plain_time(value)
    if isinstance(value, Decimal):
        return float(value)
    return str(value)


def _plain_time(value: datetime) -> date | time | timedelta | float:
    """Give a moment of `pywintypes`, which is one of Python's with more to it, as a plain one.

    A blank that a formula took over is 0, and Excel counts days from 30 December 1899.
    """
    clock = (value.hour, value.minute, value.second, value.microsecond)
    moment = datetime(value.year, value.month, value.day, *clock)  # noqa: DTZ001 - no time zone
    if DAY_ZERO <= moment < FIRST_DAY:
        passed = moment - DAY_ZERO
        return passed if passed.days else time(*clock) if any(clock) else 0.0
    return moment if any(clock) else moment.date()


def raw_rows(value: object) -> list[list[Raw]]:
    """Give what stands in an argument as rows of raw cells; one value is one row of one cell.

    >>> raw_rows((("Ann", None), ("Bo", 3.0)))
    [['Ann', None], ['Bo', 3.0]]
    >>> raw_rows(("a", "b")), raw_rows("a")
    ([['a', 'b']], [['a']])
    """
    if not isinstance(value, tuple | list):
        return [[raw_cell(value)]]
    if not value or not isinstance(value[0], tuple | list):
        return [_row(value)]
    return [_row(row) for row in value]


def _row(cells: Sequence[object]) -> list[Raw]:
    return [cell if cell.__class__ in _PLAIN else raw_cell(cell) for cell in cells]  # type: ignore[misc]
