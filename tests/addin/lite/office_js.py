"""Cells in the form in which Office.js hands them to a formula of an add-in."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

from addin.wire import to_wire
from models.cells import Raw

EXCEL_DAY_0 = datetime(1899, 12, 30)  # noqa: DTZ001 - a cell has no zone
ERROR_TYPES = {"#N/A": "NotAvailable", "#DIV/0!": "Div0", "#REF!": "Ref", "#VALUE!": "Value",
               "#NAME?": "Name", "#NUM!": "Num"}  # fmt: skip


def as_excel_sends(wire: Any, blank: Any) -> Any:
    """Give a cell as Office.js hands it over: a date is its serial number."""
    if wire is None:
        return blank
    if not isinstance(wire, dict):
        return wire
    if "error" in wire:
        text = wire["error"]
        return {"type": "Error", "basicType": "Error", "basicValue": text,
                "errorType": ERROR_TYPES.get(text, "Value")}  # fmt: skip
    if "time" in wire:
        of_day = time.fromisoformat(wire["time"])
        return (of_day.hour * 3600 + of_day.minute * 60 + of_day.second) / 86400
    passed = datetime.fromisoformat(wire["date"]) - EXCEL_DAY_0
    serial = passed.days + passed.seconds / 86400
    return int(serial) if serial == int(serial) else serial


def matrix(argument: Any, blank: Any) -> Any:
    """Give an argument as Office.js does: always rows of equal length, null if left out."""
    if argument is None:
        return None
    rows = argument if isinstance(argument, list) else [[argument]]
    if not any(isinstance(row, list) for row in rows):
        rows = [rows]
    rows = [row if isinstance(row, list) else [row] for row in rows] or [[None]]
    width = max(map(len, rows)) or 1
    return [
        [as_excel_sends(cell, blank) for cell in [*row, *[None] * (width - len(row))]]
        for row in rows
    ]


def raw_as_excel_sends(raw: Raw) -> Any:
    """Give a cell of a workbook as Office.js does: dates and times are bare numbers."""
    if isinstance(raw, timedelta):
        return raw.total_seconds() / 86400
    return as_excel_sends(to_wire(raw), None)


def book_as_excel_sends(argument: Any) -> Any:
    """Give an argument of raw cells."""
    rows = argument if isinstance(argument, list) or argument is None else [[argument]]
    return rows and [[raw_as_excel_sends(cell) for cell in row] for row in rows]
