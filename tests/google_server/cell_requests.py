"""Requests of a batch that change cells: write, copy, sort, merge, find, validate."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from tests.google_server.batch import Batch, handles
from tests.google_server.cells import written
from tests.google_server.errors import bad
from tests.google_server.formats import entered
from tests.google_server.formulas import shifted
from tests.google_server.ranges import Box, parse_grid
from tests.google_server.world import Cell, Effective, Sheet

Json = dict[str, Any]
_FORMAT = ("userEnteredFormat", "dataValidation")
_PASTES: dict[str, tuple[str, ...]] = {
    "PASTE_NORMAL": ("userEnteredValue", "note", "textFormatRuns", "chipRuns", *_FORMAT),
    "PASTE_VALUES": ("userEnteredValue",),
    "PASTE_FORMAT": _FORMAT,
    "PASTE_FORMULA": ("userEnteredValue",),
    "PASTE_DATA_VALIDATION": ("dataValidation",),
    "PASTE_NO_BORDERS": ("userEnteredValue", "note", *_FORMAT),
    "PASTE_CONDITIONAL_FORMATTING": (),
}


@handles("updateCells")
def update_cells(batch: Batch, body: Json) -> None:
    """Write cells of a range or from a start; a range that the rows do not fill is cleared."""
    if not body.get("fields"):
        raise bad("Field mask must be set.")
    rows = body.get("rows", [])
    if "start" in body:
        start = body["start"]
        sheet = batch.book.sheet(start.get("sheetId", 0))
        top, left = start.get("rowIndex", 0), start.get("columnIndex", 0)
        wide = max((len(row.get("values", ())) for row in rows), default=0)
        grid = {
            "sheetId": sheet.sheet_id, "startRowIndex": top, "startColumnIndex": left,
            "endRowIndex": top + len(rows), "endColumnIndex": left + wide,
        }  # fmt: skip
        box = parse_grid(batch.book, grid)
        whole = False
    else:
        box = parse_grid(batch.book, body["range"])
        whole = True
    batch.guard(box)
    for r, c in box.cells if whole else _sent(box, rows):
        values = rows[r - box.top].get("values", []) if r - box.top < len(rows) else []
        new = values[c - box.left] if c - box.left < len(values) else None
        put(box.sheet, r, c, written(box.sheet.cell(r, c), new, body["fields"]))


def _sent(box: Box, rows: list[Json]) -> list[tuple[int, int]]:
    return [
        (box.top + r, box.left + c)
        for r, row in enumerate(rows)
        for c in range(len(row.get("values", ())))
    ]


def put(sheet: Sheet, row: int, column: int, cell: Cell) -> None:
    """Put a cell; a value into a covered cell of a merged area is dropped."""
    for area in sheet.merges:
        first = (area.get("startRowIndex", 0), area.get("startColumnIndex", 0))
        inside = (
            first[0] <= row < area["endRowIndex"] and first[1] <= column < area["endColumnIndex"]
        )
        if inside and (row, column) != first:
            cell = {k: v for k, v in cell.items() if k != "userEnteredValue"}
    sheet.put(row, column, cell)


@handles("repeatCell")
def repeat_cell(batch: Batch, body: Json) -> None:
    """Write one cell into all of a range."""
    if not body.get("fields"):
        raise bad("Field mask must be set.")
    box = parse_grid(batch.book, body["range"])
    batch.guard(box)
    for r, c in box.cells:
        put(box.sheet, r, c, written(box.sheet.cell(r, c), body.get("cell"), body["fields"]))


@handles("appendCells")
def append_cells(batch: Batch, body: Json) -> None:
    """Put rows after the last one that holds anything, with more grid where it is needed."""
    sheet = batch.book.sheet(body.get("sheetId", 0))
    last = max((r for r, row in enumerate(sheet.rows) if any("userEnteredValue" in c for c in row.values())), default=-1)  # fmt: skip  # noqa: E501
    rows = body.get("rows", [])
    while sheet.row_count < last + 1 + len(rows):
        sheet.rows.append({})
        sheet.row_props.append({})
    for r, row in enumerate(rows, last + 1):
        for c, cell in enumerate(row.get("values", ())):
            put(sheet, r, c, written(sheet.cell(r, c), cell, body["fields"]))


@handles("copyPaste")
def copy_paste(batch: Batch, body: Json) -> None:
    """Copy values, formulas, formats, notes and merges; relative references go along."""
    source = parse_grid(batch.book, body["source"], clip=True)
    destination = parse_grid(batch.book, body["destination"], clip=True)
    kind = body.get("pasteType", "PASTE_NORMAL")
    if kind not in _PASTES:
        raise bad(f"Invalid paste type {kind}")
    tall, wide = source.bottom - source.top, source.right - source.left
    rows = max(tall, (destination.bottom - destination.top) // tall * tall)
    columns = max(wide, (destination.right - destination.left) // wide * wide)
    to = Box(
        destination.sheet, destination.top, destination.left,
        destination.top + rows, destination.left + columns,
    )  # fmt: skip
    if to.bottom > to.sheet.row_count or to.right > to.sheet.column_count:
        raise bad("The destination does not fit into the grid.")
    batch.guard(to)
    effective = Effective(batch.book, date(2026, 1, 1)) if kind == "PASTE_VALUES" else None
    taken = {
        (r, c): _pasted(source.sheet, source.top + r % tall, source.left + c % wide, effective)
        for r in range(rows)
        for c in range(columns)
    }
    for (r, c), cell in taken.items():
        at = (to.top + r, to.left + c)
        moved = (at[0] - source.top - r % tall, at[1] - source.left - c % wide)
        put(to.sheet, *at, _laid(to.sheet.cell(*at), cell, _PASTES[kind], moved))
    if kind == "PASTE_NORMAL":
        _copy_merges(source, to)


def _pasted(sheet: Sheet, row: int, column: int, effective: Effective | None) -> Cell:
    cell = sheet.cell(row, column)
    if effective is not None:
        value = effective.value(sheet, row, column)
        return {"userEnteredValue": value} if value and "errorValue" not in value else {}
    return cell


def _laid(old: Cell, new: Cell, names: tuple[str, ...], by: tuple[int, int]) -> Cell:
    cell = {k: v for k, v in old.items() if k not in names}
    cell |= {k: v for k, v in new.items() if k in names}
    formula = cell.get("userEnteredValue", {}).get("formulaValue")
    if formula is not None and "userEnteredValue" in names:
        cell["userEnteredValue"] = {"formulaValue": shifted(formula, *by)}
    return cell


def _copy_merges(source: Box, to: Box) -> None:
    for area in list(source.sheet.merges):
        inside = (
            source.top <= area.get("startRowIndex", 0)
            and area["endRowIndex"] <= source.bottom
            and source.left <= area.get("startColumnIndex", 0)
            and area["endColumnIndex"] <= source.right
        )
        if inside and source.sheet is not to.sheet:
            down, right = to.top - source.top, to.left - source.left
            to.sheet.merges.append({
                "sheetId": to.sheet.sheet_id,
                "startRowIndex": area.get("startRowIndex", 0) + down,
                "endRowIndex": area["endRowIndex"] + down,
                "startColumnIndex": area.get("startColumnIndex", 0) + right,
                "endColumnIndex": area["endColumnIndex"] + right,
            })  # fmt: skip


@handles("cutPaste")
def cut_paste(batch: Batch, body: Json) -> None:
    """Move cells to another place."""
    source = parse_grid(batch.book, body["source"])
    at = body["destination"]
    sheet = batch.book.sheet(at.get("sheetId", 0))
    batch.guard(source)
    cells = {rc: source.sheet.cell(*rc) for rc in source.cells}
    for rc in source.cells:
        source.sheet.put(*rc, None)
    for (r, c), cell in cells.items():
        sheet.put(
            r - source.top + at.get("rowIndex", 0), c - source.left + at.get("columnIndex", 0), cell
        )


def order_key(value: Json | None) -> tuple[int, Any]:
    """Numbers before texts before TRUE and FALSE, blanks last, as Sheets sorts."""
    if not value:
        return 9, 0
    if "numberValue" in value:
        return 0, value["numberValue"]
    if "boolValue" in value:
        return 2, value["boolValue"]
    return 1, str(value.get("stringValue", "")).lower()


def sort_box(batch_book: Any, box: Box, specs: list[Json]) -> None:
    """Sort the rows of a rectangle: values, notes and formats move; row properties stay."""
    effective = Effective(batch_book, date(2026, 1, 1))
    order = list(range(box.top, box.bottom))
    for spec in reversed(specs):
        column = spec.get("dimensionIndex", 0)
        keys = {r: order_key(effective.value(box.sheet, r, column)) for r in order}
        down = spec.get("sortOrder") == "DESCENDING"
        blanks = [r for r in order if keys[r][0] == 9]
        rest = sorted((r for r in order if keys[r][0] != 9), key=lambda r: keys[r], reverse=down)
        order = rest + blanks
    gone_to = {old: new for new, old in zip(range(box.top, box.bottom), order, strict=True)}
    for comment in box.sheet.comments:
        area = comment["range"]
        inside = box.left <= area["startColumnIndex"] < box.right
        if inside and area["startRowIndex"] in gone_to:
            area["startRowIndex"] = gone_to[area["startRowIndex"]]
            area["endRowIndex"] = area["startRowIndex"] + 1
    rows = {
        new: {c: cell for c, cell in box.sheet.rows[old].items() if box.left <= c < box.right}
        for new, old in zip(range(box.top, box.bottom), order, strict=True)
    }
    came = dict(zip(range(box.top, box.bottom), order, strict=True))
    for new, cells in rows.items():
        for c in range(box.left, box.right):
            box.sheet.rows[new].pop(c, None)
        for c, cell in cells.items():
            formula = cell.get("userEnteredValue", {}).get("formulaValue")
            if formula is not None:
                text = shifted(formula, new - came[new], 0)
                cell = {**cell, "userEnteredValue": {"formulaValue": text}}
            box.sheet.rows[new][c] = cell


@handles("sortRange")
def sort_range(batch: Batch, body: Json) -> None:
    """Sort a range."""
    box = parse_grid(batch.book, body["range"])
    batch.guard(box)
    sort_box(batch.book, box, body.get("sortSpecs", []))


@handles("mergeCells")
def merge_cells(batch: Batch, body: Json) -> None:
    """Merge: only the first cell keeps value and note; older merges inside are swallowed."""
    box = parse_grid(batch.book, body["range"])
    batch.guard(box)
    kind = body.get("mergeType", "MERGE_ALL")
    boxes = [box]
    if kind == "MERGE_ROWS":
        boxes = [Box(box.sheet, r, box.left, r + 1, box.right) for r in range(box.top, box.bottom)]
    elif kind == "MERGE_COLUMNS":
        boxes = [Box(box.sheet, box.top, c, box.bottom, c + 1) for c in range(box.left, box.right)]
    for one in boxes:
        _unmerge(one)
        first = next((rc for rc in one.cells if "userEnteredValue" in one.sheet.cell(*rc)), None)
        keep = one.sheet.cell(*first) if first else one.sheet.cell(one.top, one.left)
        look = one.sheet.cell(one.top, one.left).get("userEnteredFormat")
        for rc in one.cells:
            one.sheet.put(*rc, {"userEnteredFormat": look} if look else None)
        one.sheet.put(one.top, one.left, keep)
        if len(one.cells) > 1:
            one.sheet.merges.append(as_range(one))


@handles("unmergeCells")
def unmerge_cells(batch: Batch, body: Json) -> None:
    """Take merges off."""
    _unmerge(parse_grid(batch.book, body["range"]))


def _unmerge(box: Box) -> None:
    box.sheet.merges[:] = [
        m
        for m in box.sheet.merges
        if not box.meets(
            m.get("startRowIndex", 0), m.get("startColumnIndex", 0), m["endRowIndex"],
            m["endColumnIndex"],
        )
    ]  # fmt: skip


def as_range(box: Box) -> Json:
    """Give a GridRange with all its ends."""
    return {
        "sheetId": box.sheet.sheet_id, "startRowIndex": box.top, "endRowIndex": box.bottom,
        "startColumnIndex": box.left, "endColumnIndex": box.right,
    }  # fmt: skip


@handles("setDataValidation")
def set_data_validation(batch: Batch, body: Json) -> None:
    """Put or take off the validation of a range."""
    box = parse_grid(batch.book, body["range"])
    batch.guard(box)
    for rc in box.cells:
        cell = {k: v for k, v in box.sheet.cell(*rc).items() if k != "dataValidation"}
        if "rule" in body:
            cell["dataValidation"] = body["rule"]
        box.sheet.put(*rc, cell)


@handles("findReplace")
def find_replace(batch: Batch, body: Json) -> Json:
    """Replace text in values."""
    sheets = batch.book.sheets if body.get("allSheets") else [batch.book.sheet(body.get("sheetId", 0))]  # fmt: skip  # noqa: E501
    boxes = [Box(s, 0, 0, s.row_count, s.column_count) for s in sheets]
    if "range" in body:
        boxes = [parse_grid(batch.book, body["range"])]
    find = body["find"] if body.get("searchByRegex") else re.escape(body["find"])
    if body.get("matchEntireCell"):
        find = f"^(?:{find})$"
    pattern = re.compile(find, 0 if body.get("matchCase") else re.IGNORECASE)
    count = {"valuesChanged": 0, "occurrencesChanged": 0}
    for box in boxes:
        for rc in box.cells:
            cell = box.sheet.cell(*rc)
            text = cell.get("userEnteredValue", {}).get("stringValue")
            if text is None:
                continue
            new, times = pattern.subn(body.get("replacement", ""), text)
            if times:
                value = entered(new, batch.book.locale)[0]
                box.sheet.put(*rc, {**cell, "userEnteredValue": value})
                count["valuesChanged"] += 1
                count["occurrencesChanged"] += times
    return {k: v for k, v in count.items() if v}


@handles("trimWhitespace")
def trim_whitespace(batch: Batch, body: Json) -> Json:
    """Trim texts."""
    box = parse_grid(batch.book, body["range"])
    changed = 0
    for rc in box.cells:
        cell = box.sheet.cell(*rc)
        text = cell.get("userEnteredValue", {}).get("stringValue")
        if text is not None and text != " ".join(text.split()):
            new = {"stringValue": " ".join(text.split())}
            box.sheet.put(*rc, {**cell, "userEnteredValue": new})
            changed += 1
    return {"cellsChangedCount": changed} if changed else {}
