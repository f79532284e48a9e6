"""Puts a workbook file into a spreadsheet of the server, as an upload to Google Drive would."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from models.cells import CellError, Raw
from sync.books import open_book
from sync.books.base import Area, SheetSnapshot, Visibility
from tests.google_server.formats import serial
from tests.google_server.world import File, Sheet, World

_ERRORS = {"#DIV/0!": "=1/0", "#N/A": "=NA()", "#REF!": "=#REF!", "#VALUE!": '="a"+1'}
_FORMATS = {
    "DATE": {"type": "DATE", "pattern": "yyyy-mm-dd"},
    "DATE_TIME": {"type": "DATE_TIME", "pattern": "yyyy-mm-dd hh:mm:ss"},
    "TIME": {"type": "TIME", "pattern": "[h]:mm:ss"},
}


def upload(world: World, path: Path, owner: str) -> File:
    """Make a spreadsheet with the tabs, values, dates, notes and merges of a workbook file."""
    found = open_book(path).read()
    tall = max((len(sheet.rows) for sheet in found.sheets), default=1) + 20
    wide = max((len(row) for sheet in found.sheets for row in sheet.rows), default=1) + 8
    tabs = tuple(sheet.name for sheet in found.sheets)
    file = world.add_spreadsheet(path.stem, owner, tabs=tabs, rows=tall, columns=wide)
    for sheet in found.sheets:
        to = file.book.by_title(sheet.name) if file.book is not None else None
        if to is not None:
            _fill(to, sheet)
    return file


def _fill(to: Sheet, sheet: SheetSnapshot) -> None:
    to.hidden = sheet.visibility is not Visibility.VISIBLE
    for r, row in enumerate(sheet.rows):
        for c, raw in enumerate(row):
            to.put(r, c, _cell(raw))
    for (row, column), note in sheet.notes.items():
        to.put(row - 1, column - 1, {**to.cell(row - 1, column - 1), "note": note})
    to.merges += [_range(to, area) for area in sheet.merged]


def _cell(raw: Raw) -> dict[str, Any] | None:
    if raw is None or raw == "":
        return None
    if isinstance(raw, CellError):
        return {"userEnteredValue": {"formulaValue": _ERRORS.get(str(raw), "=NOSUCH()")}}
    if isinstance(raw, bool):
        return {"userEnteredValue": {"boolValue": raw}}
    if isinstance(raw, int | float):
        return {"userEnteredValue": {"numberValue": raw}}
    if isinstance(raw, str):
        return {"userEnteredValue": {"stringValue": str(raw)}}
    number, kind = _moment(raw)
    return {
        "userEnteredValue": {"numberValue": number},
        "userEnteredFormat": {"numberFormat": _FORMATS[kind]},
    }


def _moment(raw: date | time | timedelta) -> tuple[float, str]:
    if isinstance(raw, timedelta):
        return raw / timedelta(days=1), "TIME"
    if isinstance(raw, time):
        return (raw.hour * 3600 + raw.minute * 60 + raw.second) / 86_400, "TIME"
    return serial(raw), "DATE_TIME" if isinstance(raw, datetime) else "DATE"


def _range(sheet: Sheet, area: Area) -> dict[str, int]:
    return {
        "sheetId": sheet.sheet_id, "startRowIndex": area.first_row - 1,
        "endRowIndex": area.last_row, "startColumnIndex": area.first_column - 1,
        "endColumnIndex": area.last_column,
    }  # fmt: skip
