"""Excel's object model as it is reached through COM: its numbers, values and colours.

The objects themselves have no types here: they are what `xlwings` gives as `.api`, and on a Mac
what stands in for it (`mac/`).
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any, TypeAlias

from sync.books.base import Area, Value, column_letters

Com: TypeAlias = Any
"""An object of Excel's."""
At: TypeAlias = tuple[int, int]
"""Row and column, from 1."""

NONE, SOLID, GRADIENTS = -4142, 1, frozenset({4000, 4001})
"""Patterns of a fill."""
TOP, BOTTOM = -4160, -4107
RIGHT, GENERAL = -4152, 1
VISIBLE, HIDDEN, VERY_HIDDEN = -1, 0, 2
MANUAL = -4135
LANDSCAPE, PORTRAIT = 2, 1
EDGES = (7, 8, 9, 10)
LONGEST_ADDRESS = 240
"""An address of several areas may have 255 characters."""


def com_error() -> tuple[type[Exception], ...]:
    """Give the errors that Excel's refusals are raised as."""
    appscript = sys.modules.get("appscript.reference")  # what xlwings speaks to Excel with on a Mac
    if appscript is not None:
        return (appscript.CommandError,)
    try:
        from pywintypes import com_error as error  # noqa: PLC0415 - only on Windows
    except ImportError:
        return (OSError,)
    windows = sys.modules.get("xlwings._xlwindows")  # it gives up on a busy Excel with its own
    return (error, windows.ExcelBusyError) if windows is not None else (error,)


def reason(error: Exception) -> str:
    """Give in a few words what Excel refused with; on a Mac its own words may hold cells of hers.

    >>> reason(OSError("busy"))
    'busy'
    """
    number = getattr(error, "errornumber", None)
    return str(error) if number is None else f"error {number}"


def com_value(value: Value, *, from_1904: bool) -> object:
    """Give a value as it is put into a cell: a text stays a text, whatever it looks like.

    >>> com_value("3/4", from_1904=False), com_value(date(2026, 1, 1), from_1904=False)
    ("'3/4", 46023.0)
    """
    if isinstance(value, str):
        return f"'{value}" if value else None
    if isinstance(value, date):
        return _serial(value) - (1462 if from_1904 else 0)
    return float(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _serial(day: date) -> float:
    start = datetime(1899, 12, 30)  # noqa: DTZ001 - a cell knows no time zone
    moment = (
        day.replace(tzinfo=None)
        if isinstance(day, datetime)
        else datetime(day.year, day.month, day.day)  # noqa: DTZ001
    )
    since = moment - start
    return since.days + since.seconds / 86_400


def bgr(color: str) -> int:
    """Give a colour "RRGGBB" as Excel counts it, blue first.

    >>> bgr("FF0000"), bgr("0000FF")
    (255, 16711680)
    """
    return int(color[4:6] + color[2:4] + color[:2], 16)


def address(area: Area) -> str:
    """Give the address of an area.

    >>> address(Area(2, 8, 5, 8)), address(Area(2, 8, 2, 8))
    ('H2:H5', 'H2')
    """
    first = f"{column_letters(area.first_column)}{area.first_row}"
    last = f"{column_letters(area.last_column)}{area.last_row}"
    return first if first == last else f"{first}:{last}"


def runs(cells: Iterable[At], *, single: bool = False) -> list[Area]:
    """Put cells that stand below each other together; `single`: each stays by itself.

    >>> [address(area) for area in runs([(2, 1), (3, 1), (5, 1), (2, 2)])]
    ['A2:A3', 'A5', 'B2']
    """
    areas: list[Area] = []
    for row, column in sorted(cells, key=lambda at: (at[1], at[0])):
        last = areas[-1] if areas else None
        if last and not single and last.last_column == column and last.last_row == row - 1:
            areas[-1] = last._replace(last_row=row)
        else:
            areas.append(Area(row, column, row, column))
    return areas


def ranges(sheet: Com, areas: Iterable[Area], *, single: bool = False) -> Iterator[Com]:
    """Give ranges of a sheet that together are these areas, as few as Excel can take."""
    text = ""
    for area in areas:
        more = address(area)
        if text and (single or len(text) + len(more) >= LONGEST_ADDRESS):
            yield sheet.Range(text)
            text = ""
        text = f"{text},{more}" if text else more
    if text:
        yield sheet.Range(text)


def range_of(sheet: Com, area: Area) -> Com:
    """Give the range of one area."""
    return sheet.Range(address(area))


def cells_of(area: Area) -> Iterator[At]:
    """Give the cells of an area."""
    for row in range(area.first_row, area.last_row + 1):
        for column in range(area.first_column, area.last_column + 1):
            yield row, column
