"""The Spreadsheet resource, as `spreadsheets.get` and `batchUpdate` reply it."""

from __future__ import annotations

import copy
from datetime import date
from typing import Any

from tests.google_server.cells import row_data
from tests.google_server.ranges import Box, shown
from tests.google_server.world import Effective, Sheet, Spreadsheet

Json = dict[str, Any]
DEFAULT_WIDTH, DEFAULT_HEIGHT = 100, 21
LINK = "https://docs.google.com/spreadsheets/d/{}/edit"


def sheet_properties(sheet: Sheet) -> Json:
    """Give the properties of a tab; here a sheetId of 0 stands."""
    props: Json = {
        "sheetId": sheet.sheet_id, "title": sheet.title, "index": sheet.index, "sheetType": "GRID",
        "gridProperties": {
            "rowCount": sheet.row_count, "columnCount": sheet.column_count, **sheet.grid,
        },
        **sheet.props,
    }  # fmt: skip
    if sheet.hidden:
        props["hidden"] = True
    return props


def metadata_of(one: Json, location: Json) -> Json:
    """Give developer metadata with where it stands."""
    return {**one, "location": location}


def dimension_location(sheet: Sheet, dimension: str, at: int) -> Json:
    """Say which row or column metadata is on."""
    grid = {
        "sheetId": sheet.sheet_id, "dimension": dimension, "startIndex": at, "endIndex": at + 1,
    }  # fmt: skip
    kind = "ROW" if dimension == "ROWS" else "COLUMN"
    return {"locationType": kind, "dimensionRange": shown(grid)}


def _dimensions(sheet: Sheet, dimension: str, start: int, end: int) -> list[Json]:
    props = sheet.row_props if dimension == "ROWS" else sheet.column_props
    size = DEFAULT_HEIGHT if dimension == "ROWS" else DEFAULT_WIDTH
    found = []
    for at in range(start, end):
        one = {"pixelSize": size, **props[at]}
        if "developerMetadata" in one:
            where = dimension_location(sheet, dimension, at)
            one["developerMetadata"] = [metadata_of(m, where) for m in one["developerMetadata"]]
        found.append(one)
    return found


def grid_data(box: Box, effective: Effective) -> Json:
    """Give the data of a rectangle."""
    data: Json = {}
    if box.top:
        data["startRow"] = box.top
    if box.left:
        data["startColumn"] = box.left
    rows = row_data(box.sheet, box.top, box.left, box.bottom, box.right, effective)
    if rows:
        data["rowData"] = rows
    data["rowMetadata"] = _dimensions(box.sheet, "ROWS", box.top, box.bottom)
    data["columnMetadata"] = _dimensions(box.sheet, "COLUMNS", box.left, box.right)
    return data


def sheet_resource(
    sheet: Sheet, boxes: list[Box], effective: Effective | None, who: str, *, owner: bool
) -> Json:
    """Give a tab; without `effective` no grid data."""
    found: Json = {"properties": sheet_properties(sheet)}
    if effective is not None:
        found["data"] = [grid_data(box, effective) for box in boxes]
    lists: dict[str, list[Json]] = {
        "merges": [shown(m) for m in sheet.merges],
        "conditionalFormats": [
            {**rule, "ranges": [shown(r) for r in rule["ranges"]]} for rule in sheet.conditional
        ],
        "protectedRanges": [_protected(one, who, owner=owner) for one in sheet.protected],
        "tables": [{**one, "range": shown(one["range"])} for one in sheet.tables],
        "filterViews": sheet.filter_views,
        "charts": sheet.charts,
        "bandedRanges": sheet.banded,
        "rowGroups": sheet.row_groups,
        "columnGroups": sheet.column_groups,
        "commentAnchors": [
            {"anchorId": c["anchorId"], "range": shown(c["range"])} for c in sheet.comments
        ],
        "developerMetadata": [
            metadata_of(m, {"locationType": "SHEET", "sheetId": sheet.sheet_id})
            for m in sheet.metadata
        ],
    }
    found |= {name: value for name, value in lists.items() if value}
    if sheet.basic_filter is not None:
        found["basicFilter"] = {**sheet.basic_filter, "range": shown(sheet.basic_filter["range"])}
    return {
        name: value if name == "data" else copy.deepcopy(value) for name, value in found.items()
    }


def _protected(one: Json, who: str, *, owner: bool) -> Json:
    found = {**one, "range": shown(one.get("range", {}))}
    users = list(one.get("editors", {}).get("users", ()))
    may = owner or bool(one.get("warningOnly")) or who in users
    if may:
        found["requestingUserCanEdit"] = True
    if not one.get("warningOnly"):
        found["editors"] = {**one.get("editors", {}), "users": users}
        if not may:
            del found["editors"]
    return found


def spreadsheet(
    book: Spreadsheet, file_id: str, who: str, today: date, *, boxes: list[Box] | None = None,
    data: bool = False, owner: bool = False, comments: str = "",
) -> Json:  # fmt: skip
    """Give a whole spreadsheet; `boxes` limits it to ranges and their tabs."""
    effective = Effective(book, today) if data else None
    sheets = []
    for sheet in book.sheets:
        mine = [b for b in boxes if b.sheet is sheet] if boxes is not None else None
        if mine == []:
            continue
        whole = [Box(sheet, 0, 0, sheet.row_count, sheet.column_count)]
        one = sheet_resource(sheet, mine or whole, effective, who, owner=owner)
        if comments != "COMMENTS_VIEW_MODE_INCLUDED":
            one.pop("commentAnchors", None)
        sheets.append(one)
    found: Json = {
        "spreadsheetId": file_id,
        "properties": {
            "title": book.title, "locale": book.locale, "autoRecalc": "ON_CHANGE",
            "timeZone": book.time_zone, "defaultFormat": {"padding": {"top": 2, "right": 3}},
            **book.props,
        },
        "sheets": sheets,
        "spreadsheetUrl": LINK.format(file_id),
    }  # fmt: skip
    if book.named:
        found["namedRanges"] = [{**n, "range": shown(n["range"])} for n in book.named]
    if book.metadata:
        where = {"locationType": "SPREADSHEET", "spreadsheet": True}
        found["developerMetadata"] = [metadata_of(m, where) for m in book.metadata]
    if comments == "COMMENTS_VIEW_MODE_INCLUDED":
        threads = [c["thread"] for s in book.sheets for c in s.comments]
        if threads:
            found["comments"] = copy.deepcopy(threads)
    return found
