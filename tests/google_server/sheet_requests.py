"""Requests of a batch about tabs, rows and columns."""

from __future__ import annotations

import secrets
from typing import Any

from tests.google_server.batch import Batch, handles
from tests.google_server.errors import bad
from tests.google_server.masks import lay_over, parse
from tests.google_server.ranges import Box
from tests.google_server.replies import sheet_properties
from tests.google_server.structure import delete, insert, move
from tests.google_server.world import Sheet, new_sheet

Json = dict[str, Any]
MOST_CELLS = 10_000_000
MOST_COLUMNS = 18_278


@handles("addSheet")
def add_sheet(batch: Batch, body: Json) -> Json:
    """Add a tab; its id may be chosen, and must be free."""
    props = body.get("properties", {})
    taken = {s.sheet_id for s in batch.book.sheets}
    sheet_id = props.get("sheetId")
    if sheet_id in taken:
        raise bad(f"A sheet with id {sheet_id} already exists. Please choose another id.")
    while sheet_id is None:
        guess = secrets.randbelow(2**31)
        sheet_id = guess if guess not in taken else None
    title = props.get("title") or f"Sheet{len(batch.book.sheets) + 1}"
    _check_title(batch, title)
    grid = props.get("gridProperties", {})
    sheet = new_sheet(sheet_id, title, grid.get("rowCount", 1000), grid.get("columnCount", 26))
    _check_size(batch, sheet)
    at = props.get("index", len(batch.book.sheets))
    batch.book.sheets.insert(at, sheet)
    _number(batch)
    _set_props(batch, sheet, props, {k: {} for k in props if k not in {"sheetId", "index"}})
    return {"properties": sheet_properties(sheet)}


def _check_title(batch: Batch, title: str, but: Sheet | None = None) -> None:
    there = batch.book.by_title(title)
    if there is not None and there is not but:
        raise bad(f'A sheet with the name "{title}" already exists. Please enter another name.')
    if not title or len(title) > 100:
        raise bad("Sheet names cannot be empty or longer than 100 characters.")


def _check_size(batch: Batch, extra: Sheet | None = None) -> None:
    sheets = [*batch.book.sheets, *([extra] if extra else [])]
    cells = sum(s.row_count * s.column_count for s in sheets)
    if cells > MOST_CELLS:
        raise bad(
            f"This action would increase the number of cells in the workbook above the limit of "
            f"{MOST_CELLS} cells."
        )


def _number(batch: Batch) -> None:
    for at, sheet in enumerate(batch.book.sheets):
        sheet.index = at


@handles("deleteSheet")
def delete_sheet(batch: Batch, body: Json) -> None:
    """Delete a tab, but never the last one that is seen."""
    sheet = batch.book.sheet(body.get("sheetId", 0))
    batch.guard_sheet(sheet)
    if not any(not s.hidden for s in batch.book.sheets if s is not sheet):
        raise bad("You can't remove all the visible sheets in a document.")
    batch.book.sheets.remove(sheet)
    batch.book.named[:] = [
        n for n in batch.book.named if n["range"].get("sheetId", 0) != sheet.sheet_id
    ]
    _number(batch)


@handles("duplicateSheet")
def duplicate_sheet(batch: Batch, body: Json) -> Json:
    """Copy a tab, with all that stands on it."""
    source = batch.book.sheet(body.get("sourceSheetId", 0))
    title = body.get("newSheetName") or f"Copy of {source.title}"
    _check_title(batch, title)
    twin = source.copied()
    twin.sheet_id = body.get("newSheetId", secrets.randbelow(2**31))
    if any(s.sheet_id == twin.sheet_id for s in batch.book.sheets):
        raise bad(f"A sheet with id {twin.sheet_id} already exists. Please choose another id.")
    twin.title, twin.tables, twin.comments = title, [], []
    for area in twin.overlays():
        area["sheetId"] = twin.sheet_id
    batch.book.sheets.insert(body.get("insertSheetIndex", source.index + 1), twin)
    _number(batch)
    _check_size(batch)
    return {"properties": sheet_properties(twin)}


@handles("updateSheetProperties")
def update_sheet_properties(batch: Batch, body: Json) -> None:
    """Change title, place, grid, frozen rows, whether it is seen, the colour of the tab."""
    props = body["properties"]
    sheet = batch.book.sheet(props.get("sheetId", 0))
    if not body.get("fields"):
        raise bad("Field mask must be set.")
    mask = parse(body["fields"])
    _set_props(batch, sheet, props, {k: {} for k in props} if "*" in mask else mask)


def _set_props(batch: Batch, sheet: Sheet, props: Json, mask: Json) -> None:
    if "title" in mask:
        _check_title(batch, props["title"], sheet)
        sheet.title = props["title"]
    if "hidden" in mask:
        hidden = bool(props.get("hidden"))
        if hidden and not any(not s.hidden for s in batch.book.sheets if s is not sheet):
            raise bad("You can't hide all the sheets in a document.")
        sheet.hidden = hidden
    if "index" in mask:
        batch.book.sheets.remove(sheet)
        batch.book.sheets.insert(props.get("index", 0), sheet)
        _number(batch)
    for name in ("tabColor", "tabColorStyle", "rightToLeft"):
        if name in mask:
            sheet.props.pop(name, None)
            if props.get(name):
                sheet.props[name] = props[name]
                if name.startswith("tabColor"):
                    rgb = props[name].get("rgbColor", props[name])
                    sheet.props |= {"tabColor": rgb, "tabColorStyle": {"rgbColor": rgb}}
            elif name.startswith("tabColor"):
                sheet.props.pop("tabColor", None)
                sheet.props.pop("tabColorStyle", None)
    if "gridProperties" in mask:
        _set_grid(batch, sheet, props.get("gridProperties", {}), mask["gridProperties"])


def _set_grid(batch: Batch, sheet: Sheet, grid: Json, mask: Json) -> None:
    mask = mask or {k: {} for k in grid}
    if "rowCount" in mask:
        _resize(batch, sheet, "ROWS", grid.get("rowCount", 0))
    if "columnCount" in mask:
        _resize(batch, sheet, "COLUMNS", grid.get("columnCount", 0))
    for name, most in (("frozenRowCount", sheet.row_count), ("frozenColumnCount", sheet.column_count)):  # fmt: skip  # noqa: E501
        if name in mask:
            if grid.get(name, 0) >= most:
                raise bad("You can't freeze all visible rows or columns on the sheet.")
            sheet.grid[name] = grid.get(name, 0)
    for name in ("hideGridlines", "rowGroupControlAfter", "columnGroupControlAfter"):
        if name in mask:
            sheet.grid[name] = grid.get(name, False)
    sheet.grid = {k: v for k, v in sheet.grid.items() if v}


def _resize(batch: Batch, sheet: Sheet, dimension: str, count: int) -> None:
    there = sheet.row_count if dimension == "ROWS" else sheet.column_count
    if count < 1:
        raise bad("A sheet must have at least one row and one column.")
    if count < there:
        delete(batch.book, sheet, dimension, count, there)
    elif count > there:
        _grow(batch, sheet, dimension, count - there)


def _grow(batch: Batch, sheet: Sheet, dimension: str, count: int) -> None:
    if dimension == "ROWS":
        sheet.rows += [{} for _ in range(count)]
        sheet.row_props += [{} for _ in range(count)]
    else:
        if sheet.column_count + count > MOST_COLUMNS:
            raise bad(f"This action would increase the number of columns above {MOST_COLUMNS}.")
        sheet.column_props += [{} for _ in range(count)]
    _check_size(batch)


def _span(batch: Batch, grid: Json) -> tuple[Sheet, str, int, int]:
    sheet = batch.book.sheet(grid.get("sheetId", 0))
    dimension = grid.get("dimension", "ROWS")
    most = sheet.row_count if dimension == "ROWS" else sheet.column_count
    start, end = grid.get("startIndex", 0), grid.get("endIndex", most)
    if not 0 <= start < end:
        raise bad("The range has no rows or columns.")
    return sheet, dimension, start, end


def _rows_box(sheet: Sheet, dimension: str, start: int, end: int) -> Box:
    if dimension == "ROWS":
        return Box(sheet, start, 0, min(end, sheet.row_count), sheet.column_count)
    return Box(sheet, 0, start, sheet.row_count, min(end, sheet.column_count))


@handles("insertDimension")
def insert_dimension(batch: Batch, body: Json) -> None:
    """Insert blank rows or columns."""
    sheet, dimension, start, end = _span(batch, body["range"])
    most = sheet.row_count if dimension == "ROWS" else sheet.column_count
    if start > most:
        raise bad(f"range.startIndex[{start}] is too large for the sheet")
    like = bool(body.get("inheritFromBefore"))
    if like and start == 0:
        raise bad("range.startIndex must be greater than 0 when inheritFromBefore is true")
    insert(batch.book, sheet, dimension, start, end - start, like=like)
    _check_size(batch)


@handles("deleteDimension")
def delete_dimension(batch: Batch, body: Json) -> None:
    """Delete rows or columns, but not all."""
    sheet, dimension, start, end = _span(batch, body["range"])
    most = sheet.row_count if dimension == "ROWS" else sheet.column_count
    if end > most:
        raise bad(f"range.endIndex[{end}] is after last row/column in grid[{most}]")
    if end - start >= most:
        raise bad(f"You can't delete all the {dimension.lower()} on the sheet.")
    batch.guard(_rows_box(sheet, dimension, start, end))
    delete(batch.book, sheet, dimension, start, end)


@handles("moveDimension")
def move_dimension(batch: Batch, body: Json) -> None:
    """Move rows or columns."""
    sheet, dimension, start, end = _span(batch, body["source"])
    to = body.get("destinationIndex", 0)
    if start <= to <= end:
        return
    batch.guard(_rows_box(sheet, dimension, start, end))
    move(batch.book, sheet, dimension, start, end, to)


@handles("appendDimension")
def append_dimension(batch: Batch, body: Json) -> None:
    """Add rows or columns at the end."""
    sheet = batch.book.sheet(body.get("sheetId", 0))
    if body.get("length", 0) < 1:
        raise bad("length must be positive")
    _grow(batch, sheet, body["dimension"], body["length"])


@handles("updateDimensionProperties")
def update_dimension_properties(batch: Batch, body: Json) -> None:
    """Change width, height, whether it is hidden."""
    sheet, dimension, start, end = _span(batch, body["range"])
    props = sheet.row_props if dimension == "ROWS" else sheet.column_props
    if end > len(props):
        raise bad(f"range.endIndex[{end}] is after last row/column in grid[{len(props)}]")
    if not body.get("fields"):
        raise bad("Field mask must be set.")
    mask = parse(body["fields"])
    mask = {k: {} for k in ("pixelSize", "hiddenByUser")} if "*" in mask else mask
    for at in range(start, end):
        new = lay_over(props[at], body.get("properties", {}), mask) or {}
        props[at] = {k: v for k, v in new.items() if v is not False}


@handles("autoResizeDimensions")
def auto_resize(_batch: Batch, _body: Json) -> None:
    """Accept it; there are no fonts to measure here."""


@handles("addDimensionGroup")
def add_dimension_group(batch: Batch, body: Json) -> Json:
    """Group rows or columns."""
    sheet, dimension, start, end = _span(batch, body["range"])
    rows = dimension == "ROWS"
    groups = sheet.row_groups if rows else sheet.column_groups
    groups.append({
        "range": {"sheetId": sheet.sheet_id, "dimension": dimension, "startIndex": start,
                  "endIndex": end}, "depth": 1,
    })  # fmt: skip
    sheet.grid["rowGroupControlAfter" if rows else "columnGroupControlAfter"] = True
    return {"dimensionGroups": groups}


@handles("deleteDimensionGroup")
def delete_dimension_group(batch: Batch, body: Json) -> Json:
    """Take a group off."""
    sheet, dimension, start, end = _span(batch, body["range"])
    groups = sheet.row_groups if dimension == "ROWS" else sheet.column_groups
    kept = [g for g in groups if (g["range"]["startIndex"], g["range"]["endIndex"]) != (start, end)]
    if len(kept) == len(groups):
        raise bad("There is no group at that range.")
    groups[:] = kept
    return {"dimensionGroups": groups} if groups else {}
