"""What Calc hands over for an argument -> cells as they travel to the worker, and back.

Standard library alone, and nothing newer than Python 3.8: this runs under the office's own Python.
A range is read with the formats of its cells, so that a date is a date, a tick a tick, and an error
an error. What is no range (a value, or a block that another formula made) comes without formats.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Iterator, List, Sequence

DATE, TIME, LOGICAL = 2, 4, 1024  # com.sun.star.util.NumberFormat
IN_ERROR = 4  # com.sun.star.sheet.FormulaResult.ERROR
ERRORS = {503: "#NUM!", 519: "#VALUE!", 524: "#REF!", 525: "#NAME?", 532: "#DIV/0!", 32767: "#N/A"}
"""Calc's numbers of the errors that Excel has, too: their texts differ between languages."""
FIRST_DAY, LAST_DAY = 1, 2_958_465  # 1899-12-31 and 9999-12-31 where days count from 1899-12-30

MAY_BE_A_DAY = 10_000
"""A number from here on may be a day: no hours, months or years of work are that many."""

NO_FORMATS_HERE = (
    "This workbook counts its days from {day}, so the number {number} here may be another day than "
    'it seems. Write days in this argument as text, such as "2026-11-22", or set Tools > Options > '
    "LibreOffice Calc > Calculate > Date to 12/30/1899."
)

Cell = Any
"""None, a number, a text, True or False, {"date": "2025-03-04"} or {"error": "#N/A"}."""
Block = List[List[Cell]]


class CannotTell(Exception):
    """Why an argument cannot be read; the text is what stands in the cell."""


def argument(given: Any, document: Any) -> Any:
    """Give one argument as it travels: None, one cell, or rows of cells."""
    if given is None:
        return None
    if hasattr(given, "queryIntersection"):
        return _range(given, document)
    block = given if isinstance(given, tuple) else ((given,),)
    _refuse_other_days(block, document)
    if block is not given:
        return _plain(given)
    return _cut([[_plain(cell) for cell in row] for row in block])


def height(given: Any) -> int:
    """Give the number of rows of an argument, blank ones included; 0 where it is no range."""
    if not hasattr(given, "getRangeAddress"):
        return 0
    address = given.getRangeAddress()
    return int(address.EndRow - address.StartRow + 1)


def result(rows: Sequence[Sequence[Any]], least: int = 0) -> tuple[tuple[Any, ...], ...]:
    """Give an answer as Calc takes it: numbers as floats, at least so many rows."""
    full = [tuple(float(c) if isinstance(c, (bool, int)) else c for c in row) for row in rows]
    blank = ("",) * len(full[0])
    return tuple(full + [blank] * (least - len(full)))


def _plain(raw: Any) -> Cell:
    """Give a value without a format."""
    if isinstance(raw, str):
        return raw or None
    return raw if isinstance(raw, (bool, int, float)) else None


def _refuse_other_days(block: Any, document: Any) -> None:
    """Refuse numbers that may be days where days are counted in another way than in Excel."""
    first = document.NullDate
    if (first.Year, first.Month, first.Day) == (1899, 12, 30):
        return
    for row in block:
        for cell in row:
            if isinstance(cell, (int, float)) and cell >= MAY_BE_A_DAY:
                day = f"{first.Year:04d}-{first.Month:02d}-{first.Day:02d}"
                raise CannotTell(NO_FORMATS_HERE.format(day=day, number=f"{cell:.15g}"))


def _cut(rows: Block) -> Block:
    """Take the blank rows off the end: somebody gave a whole column."""
    last = len(rows)
    while last > 1 and all(cell is None for cell in rows[last - 1]):
        last -= 1
    return rows[:last]


def _range(given: Any, document: Any) -> Block:
    used = used_part(given)
    if used is None:
        return [[None]]
    rows = [[_plain(cell) for cell in row] for row in used.getDataArray()]
    _put_formats(rows, used, document)
    _put_errors(rows, used)
    return _cut(rows)


def used_part(given: Any) -> Any:
    """Give the part of a range in which anything can stand; None where nothing does."""
    cursor = given.getSpreadsheet().createCursor()
    cursor.gotoEndOfUsedArea(False)
    end, address = cursor.getRangeAddress(), given.getRangeAddress()
    rows = min(address.EndRow, end.EndRow) - address.StartRow
    columns = min(address.EndColumn, end.EndColumn) - address.StartColumn
    if rows < 0 or columns < 0:
        return None
    return given.getCellRangeByPosition(0, 0, columns, rows)


def _put_formats(rows: Block, used: Any, document: Any) -> None:
    """Make dates, times and ticks of the numbers that are formatted so."""
    formats, first = document.getNumberFormats(), document.NullDate
    zero = datetime(first.Year, first.Month, first.Day)  # noqa: DTZ001 - a cell has no zone
    groups = used.getUniqueCellFormatRanges()
    for at in range(groups.getCount()):
        group = groups.getByIndex(at)
        kind = formats.getByKey(group.NumberFormat).Type
        if not kind & (DATE | TIME | LOGICAL):
            continue
        for row, column in _cells_of(group, used):
            raw = rows[row][column]
            if isinstance(raw, float):
                rows[row][column] = _formatted(raw, kind, zero)


def _cells_of(group: Any, used: Any) -> Iterator[tuple[int, int]]:
    """Give the places, within the used part, of the cells of some ranges."""
    whole = used.getRangeAddress()
    for area in group.getRangeAddresses():
        for row in range(area.StartRow, area.EndRow + 1):
            for column in range(area.StartColumn, area.EndColumn + 1):
                yield row - whole.StartRow, column - whole.StartColumn


def _formatted(raw: float, kind: int, zero: datetime) -> Cell:
    """Give a number as its format shows it; a number that is no day stays a number."""
    if kind & LOGICAL:
        return raw != 0
    if not kind & DATE:
        return _clock(raw)
    if not FIRST_DAY <= raw <= LAST_DAY:
        return raw
    moment = zero + timedelta(seconds=round(raw * 86400))
    at_midnight = raw == int(raw)
    return {"date": moment.date().isoformat() if at_midnight else moment.isoformat()}


def _clock(raw: float) -> Cell:
    """Give a time or a length of time as it is typed: 36:00, or 1:05:20."""
    if raw < 0:
        return raw
    seconds = round(raw * 86400)
    text = f"{seconds // 3600}:{seconds // 60 % 60:02d}"
    return text + (f":{seconds % 60:02d}" if seconds % 60 else "")


def _put_errors(rows: Block, used: Any) -> None:
    whole = used.getRangeAddress()
    for area in used.queryFormulaCells(IN_ERROR).getRangeAddresses():
        for row in range(area.StartRow - whole.StartRow, area.EndRow - whole.StartRow + 1):
            for column in range(
                area.StartColumn - whole.StartColumn, area.EndColumn - whole.StartColumn + 1
            ):
                cell = used.getCellByPosition(column, row)
                text = ERRORS.get(cell.getError()) or cell.getString()
                rows[row][column] = {"error": text or "#N/A"}
