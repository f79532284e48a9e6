"""Writes a sheet as the CSV that Excel makes of it: what the cells show, not what they hold."""

from __future__ import annotations

from datetime import date, time
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

from sample_workbooks.grid import MONTHS, Cell, Sheet


def write_csv(path: Path, sheet: Sheet) -> None:
    """Write with semicolons, a byte order mark and Windows line ends."""
    lines = [
        ";".join(_quoted(shown(sheet.cell(row, column))) for column in _span(sheet.last_column))
        for row in _span(sheet.last_row)
    ]
    path.write_bytes(("\ufeff" + "".join(f"{line}\r\n" for line in lines)).encode())


def shown(cell: Cell) -> str:
    """Give the text that a cell shows on the screen."""
    value, number = cell.value, cell.style.number
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, date):
        return _date(value, number)
    if isinstance(value, time):
        return f"{value.hour}:{value.minute:02d}"
    if isinstance(value, str):
        return value
    return _number(value, number)


def _span(last: int) -> range:
    return range(1, last + 1)


def _date(value: date, number: str | None) -> str:
    if number == "mmm-yy":
        return f"{MONTHS[value.month - 1]}-{value.year % 100:02d}"
    if number == "yyyy-mm-dd":
        return value.isoformat()
    return f"{value.month}/{value.day}/{value.year}"


def _number(value: float, number: str | None) -> str:
    if number == "0":
        return str(Decimal(str(value)).quantize(Decimal(1), ROUND_HALF_UP))
    return f"{value:.10g}"


def _quoted(text: str) -> str:
    if any(mark in text for mark in ';"\r\n'):
        return '"' + text.replace('"', '""') + '"'
    return text
