"""The requests that put a tab of ours, write it anew, or take it off."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import replace

from sync.books.base import CellRef, DropSheet, Format, OwnCell, OwnSheet, PutSheet, Visibility
from sync.books.google.cells import entered, style_of
from sync.books.google.charts import chart_requests, fitted_rows, hidden_keys, rows_only
from sync.books.google.images import runs
from sync.books.google.pages import Json, Page, Place, State

_OWN_FIELDS = "userEnteredValue,note,dataValidation,userEnteredFormat"
_LEAST_ROWS, _LEAST_COLUMNS = 20, 8
_ROOM = 8
"""So many rows and columns more on a tab beside and below which she may write."""


def drop(sheet_id: int) -> Json:
    """Take off a tab."""
    return {"deleteSheet": {"sheetId": sheet_id}}


def fresh_id(taken: Iterable[int]) -> int:
    """Give an id for a tab that none has."""
    used = set(taken)
    while True:
        number = secrets.randbelow(2**31 - 2) + 1
        if number not in used:
            return number


def make_room(page: Page, wanted: Iterable[Place], requests: list[Json]) -> None:
    """Make the grid as large as it has to be."""
    places = list(wanted)
    for dimension, there, needed in (
        ("ROWS", page.row_count, max(r for r, _ in places) + 1),
        ("COLUMNS", page.column_count, max(c for _, c in places) + 1),
    ):
        if needed > there:
            more = {"sheetId": page.sheet_id, "dimension": dimension, "length": needed - there}
            requests.append({"appendDimension": more})


def set_width(sheet_id: int, column: int, pixels: int) -> Json:
    """Give a column a width."""
    area = {
        "sheetId": sheet_id, "dimension": "COLUMNS", "startIndex": column, "endIndex": column + 1,
    }  # fmt: skip
    return {
        "updateDimensionProperties": {
            "range": area, "properties": {"pixelSize": pixels}, "fields": "pixelSize",
        }
    }  # fmt: skip


def tab_requests(state: State, edit: PutSheet | DropSheet) -> Iterable[Json]:
    """Put a tab of ours, or replace all that stands in it, or take it off."""
    if isinstance(edit, DropSheet):
        page = state.page(edit.name)
        if page is not None:
            yield drop(page.sheet_id)
        return
    own = edit.sheet
    standing = state.page(own.name)
    if own.key_column is not None and standing is not None:
        yield from _keyed_tab(state, standing, own)
        return
    wide = max([len(row) for row in own.rows], default=0)
    tall = len(own.rows)
    page = state.page(own.name)
    if page is None:
        sheet_id = fresh_id(p.sheet_id for p in state.pages)
        room = _ROOM if own.key_column is not None else 0
        rows, columns = max(tall, _LEAST_ROWS) + room, max(wide, _LEAST_COLUMNS) + room
        yield _new_tab(own, sheet_id, rows, columns)
    else:
        sheet_id, rows, columns = page.sheet_id, page.row_count, page.column_count
        yield {"clearBasicFilter": {"sheetId": sheet_id}}
        more: list[Json] = []
        if not page.memory:
            make_room(page, [(max(tall - 1, 0), max(wide - 1, 0))], more)
        yield from more
        rows, columns = max(rows, tall), max(columns, wide)
    area = {
        "sheetId": sheet_id, "startRowIndex": 0, "endRowIndex": rows,
        "startColumnIndex": 0, "endColumnIndex": columns,
    }  # fmt: skip
    data = [{"values": [_own_cell(state, cell) for cell in row]} for row in own.rows]
    yield {"updateCells": {"range": area, "rows": data, "fields": _OWN_FIELDS}}
    yield from _formats(own, area)
    for at, width in enumerate(own.widths):
        yield set_width(sheet_id, at, round(width * 7 + 5))
    if own.header_row is not None and tall > own.header_row:
        table = {
            **area,
            "startRowIndex": own.header_row - 1,
            "endRowIndex": tall,
            "endColumnIndex": wide,
        }
        yield {"setBasicFilter": {"filter": {"range": table}}}  # fmt: skip
    yield from hidden_keys(sheet_id, own)
    yield from chart_requests(sheet_id, own, None)


def _keyed_tab(state: State, page: Page, own: OwnSheet) -> Iterable[Json]:
    """Write a tab with keys again: rows move with their looks, then the values are written."""
    requests, fresh = fitted_rows(page, own)
    yield from requests
    wide, tall = own.key_column or 0, len(own.rows)
    if wide > page.column_count:
        more = {"sheetId": page.sheet_id, "dimension": "COLUMNS"}
        yield {"appendDimension": {**more, "length": wide - page.column_count}}
    area = {
        "sheetId": page.sheet_id, "startRowIndex": 0, "endRowIndex": tall,
        "startColumnIndex": 0, "endColumnIndex": wide,
    }  # fmt: skip
    bare = rows_only(own, ())
    data = [{"values": [_own_cell(state, cell) for cell in row]} for row in bare.rows]
    yield {"updateCells": {"range": area, "rows": data, "fields": "userEnteredValue"}}
    yield from _formats(rows_only(own, fresh), area)
    yield from chart_requests(page.sheet_id, own, page)


def _new_tab(own: OwnSheet, sheet_id: int, rows: int, columns: int) -> Json:
    grid: Json = {"rowCount": rows, "columnCount": columns}
    if own.frozen_rows:
        grid["frozenRowCount"] = min(own.frozen_rows, rows - 1)
    properties: Json = {"sheetId": sheet_id, "title": own.name, "gridProperties": grid}
    if own.visibility is not Visibility.VISIBLE:
        properties["hidden"] = True
    return {"addSheet": {"properties": properties}}


def _own_cell(state: State, cell: OwnCell) -> Json:
    """Give a cell of our tab; a link leads to a cell without being a formula."""
    data: Json = {}
    value = entered(cell.value)
    if value is not None:
        data["userEnteredValue"] = value
    uri = _uri(state, cell.link) if cell.link is not None else None
    if uri is not None:
        form = _own_format(cell.format)
        form.setdefault("textFormat", {})["link"] = {"uri": uri}
        data["userEnteredFormat"] = form
    return data


def _formats(own: OwnSheet, area: Json) -> Iterable[Json]:
    """Give cells of one look that stand below one another their look in one request."""
    by_look: dict[tuple[int, Format], list[int]] = {}
    for r, row in enumerate(own.rows):
        for c, cell in enumerate(row):
            if cell.format is not None and cell.link is None:
                by_look.setdefault((c, cell.format), []).append(r)
    for (column, form), rows in by_look.items():
        for start, end in runs(rows):
            box = {
                **area, "startRowIndex": start, "endRowIndex": end,
                "startColumnIndex": column, "endColumnIndex": column + 1,
            }  # fmt: skip
            look = {"userEnteredFormat": _own_format(form)}
            yield {"repeatCell": {"range": box, "cell": look, "fields": "userEnteredFormat"}}


def _own_format(form: Format | None) -> Json:
    found: Json = {}
    if form is None:
        return found
    if form.fill:
        found["backgroundColorStyle"] = style_of(form.fill)
    if form.bold:
        found["textFormat"] = {"bold": True}
    if form.wrap:
        found["wrapStrategy"] = "WRAP"
    if form.top:
        found["verticalAlignment"] = "TOP"
    if form.right:
        found["horizontalAlignment"] = "RIGHT"
    if form.number_format:
        kind = "DATE" if "y" in form.number_format else "NUMBER"
        found["numberFormat"] = {"type": kind, "pattern": form.number_format}
    return found


def _uri(state: State, ref: CellRef) -> str | None:
    page = state.page(ref.sheet)
    return f"#gid={page.sheet_id}&range={ref.address}" if page is not None else None


def joined(state: State, own: OwnSheet) -> OwnSheet:
    """Give a memory that has also what stands there of other marks: they may still be there."""
    page = state.page(own.name)
    known = {tuple(cell.value for cell in row[:2]) for row in own.rows}
    stood = (_texts(cells) for cells in (page.rows if page is not None else ()))
    more = [[OwnCell(text) for text in texts] for texts in stood if tuple(texts[:2]) not in known]
    return replace(own, rows=[*own.rows, *(row for row in more if len(row) > 1)])


def _texts(cells: Iterable[Json]) -> list[str]:
    return [cell.get("userEnteredValue", {}).get("stringValue", "") for cell in cells]
