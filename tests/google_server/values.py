"""The values collection: get, update, append and clear, with their batches and DataFilters."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.google_server import metadata
from tests.google_server.batch import Batch
from tests.google_server.cell_requests import put
from tests.google_server.errors import bad
from tests.google_server.formats import decimal_comma, entered
from tests.google_server.ranges import Box, parse_a1, parse_grid
from tests.google_server.world import Effective, Sheet, Spreadsheet

Json = dict[str, Any]


def read(book: Spreadsheet, box: Box, how: Json, today: date) -> Json:
    """Give a ValueRange: blank ends cut off, no `values` where there is nothing."""
    effective = Effective(book, today)
    render = how.get("valueRenderOption", "FORMATTED_VALUE")
    dates = how.get("dateTimeRenderOption", "SERIAL_NUMBER")
    columns = how.get("majorDimension", "ROWS") == "COLUMNS"
    rows = [
        [_rendered(box, r, c, effective, render, dates) for c in range(box.left, box.right)]
        for r in range(box.top, box.bottom)
    ]
    if columns:
        rows = [list(one) for one in zip(*rows, strict=True)]
    for row in rows:
        while row and row[-1] == "":
            row.pop()
    while rows and not rows[-1]:
        rows.pop()
    found: Json = {"range": box.a1(), "majorDimension": "COLUMNS" if columns else "ROWS"}
    if rows:
        found["values"] = rows
    return found


def _rendered(
    box: Box, row: int, column: int, effective: Effective, render: str, dates: str
) -> Any:
    cell = box.sheet.cell(row, column)
    value = effective.value(box.sheet, row, column)
    if not value:
        return ""
    formula = cell.get("userEnteredValue", {}).get("formulaValue")
    if render == "FORMULA" and formula is not None:
        return formula
    form = effective.number_format(box.sheet, row, column) or {}
    is_date = form.get("type") in {"DATE", "DATE_TIME", "TIME"}
    as_text = render == "FORMATTED_VALUE" or "errorValue" in value
    if as_text or (dates == "FORMATTED_STRING" and is_date and render == "UNFORMATTED_VALUE"):
        return effective.shown(box.sheet, row, column)
    return next(iter(value.values()))


def write(batch: Batch, box: Box, data: Json, how: Json) -> Json:
    """Write a ValueRange from the first cell of a range on; null is skipped, "" clears."""
    option = how.get("valueInputOption")
    if option not in {"RAW", "USER_ENTERED"}:
        raise bad("'valueInputOption' is required but not specified")
    rows = data.get("values", [])
    if data.get("majorDimension") == "COLUMNS":
        tall = max(map(len, rows), default=0)
        rows = [[col[r] if r < len(col) else None for col in rows] for r in range(tall)]
    tall, wide = len(rows), max(map(len, rows), default=0)
    if tall > box.bottom - box.top or wide > box.right - box.left:
        if box.bottom - box.top > 1 or box.right - box.left > 1:
            raise bad(
                f"Requested writing within range [{box.a1()}], but tried writing to "
                f"{'row' if tall > box.bottom - box.top else 'column'} "
                f"[{box.top + tall if tall > box.bottom - box.top else box.left + wide}]"
            )
        grid = {
            "sheetId": box.sheet.sheet_id, "startRowIndex": box.top, "endRowIndex": box.top + tall,
            "startColumnIndex": box.left, "endColumnIndex": box.left + wide,
        }  # fmt: skip
        box = parse_grid(batch.book, grid)
    to = Box(box.sheet, box.top, box.left, box.top + tall, box.left + wide)
    batch.guard(to)
    touched = set()
    for r, row in enumerate(rows, box.top):
        for c, value in enumerate(row, box.left):
            if value is not None:
                _put(batch.book, to, r, c, value, option)
                touched.add((r, c))
    found: Json = {"updatedRange": (to if tall and wide else box).a1()}
    if touched:
        found |= {
            "updatedRows": len({r for r, _ in touched}),
            "updatedColumns": len({c for _, c in touched}),
            "updatedCells": len(touched),
        }
    if how.get("includeValuesInResponse"):
        shown = {
            "valueRenderOption": how.get("responseValueRenderOption", "FORMATTED_VALUE"),
            "dateTimeRenderOption": how.get("responseDateTimeRenderOption", "SERIAL_NUMBER"),
        }
        found["updatedData"] = read(batch.book, to, shown, date(2026, 1, 1))
    return found


def _put(book: Spreadsheet, box: Box, row: int, column: int, value: Any, option: str) -> None:
    cell = {
        k: v
        for k, v in box.sheet.cell(row, column).items()
        if k not in {"userEnteredValue", "textFormatRuns"}
    }
    form = None
    if value == "":
        kept = None
    elif isinstance(value, bool):
        kept = {"boolValue": value}
    elif isinstance(value, int | float):
        kept = {"numberValue": value}
        if option == "USER_ENTERED" and decimal_comma(book.locale):
            kept = {"numberValue": value}
    elif isinstance(value, str) and option == "RAW":
        kept = {"stringValue": value}
    elif isinstance(value, str):
        kept, form = entered(value, book.locale)
    else:
        raise bad("Invalid values: list_value or struct_value are not supported in cells")
    if kept:
        cell["userEnteredValue"] = kept
    if form and "numberFormat" not in cell.get("userEnteredFormat", {}):
        cell["userEnteredFormat"] = {**cell.get("userEnteredFormat", {}), "numberFormat": form}
    put(box.sheet, row, column, cell)


def clear(batch: Batch, box: Box) -> str:
    """Clear the values of a range; notes and formats stay."""
    batch.guard(box)
    for rc in box.cells:
        cell = {k: v for k, v in box.sheet.cell(*rc).items() if k != "userEnteredValue"}
        box.sheet.put(*rc, cell)
    return box.a1()


def append(batch: Batch, range_text: str, data: Json, how: Json) -> Json:
    """Append rows after the table that a range meets, with more grid where it is needed."""
    book = batch.book
    box = parse_a1(book, range_text)
    sheet = box.sheet
    lists = data.get("values", ())
    tall, wide = len(lists), max((len(one) for one in lists), default=1)
    if data.get("majorDimension") == "COLUMNS":
        tall, wide = wide, tall
    if box.bottom - box.top == 1 and not _anything_in(sheet, box.left):
        to = Box(sheet, box.top, box.left, box.top + tall, box.left + wide)
        return {"updates": write(batch, to, data, how)}  # beside the table, not in it
    filled = {r for r, row in enumerate(sheet.rows) if any("userEnteredValue" in c for c in row.values())}  # fmt: skip  # noqa: E501
    last = box.top
    if filled and box.bottom - box.top > 1:
        last = max(filled)
    while box.top in filled and last + 1 in filled:
        last += 1
    table = Box(sheet, box.top, box.left, last + 1, box.right)
    start = last + 1 if filled and last in filled else box.top
    while sheet.row_count < start + tall:
        sheet.rows.append({})
        sheet.row_props.append({})
    to = Box(sheet, start, box.left, start + max(tall, 1), min(box.left + wide, sheet.column_count))
    updates = write(batch, to, data, how)
    found = {"updates": updates}
    if filled:
        found["tableRange"] = table.a1()
    return found


def _anything_in(sheet: Sheet, column: int) -> bool:
    return any("userEnteredValue" in row.get(column, {}) for row in sheet.rows)


def write_by_filter(batch: Batch, body: Json) -> list[Json]:
    """Write to what each DataFilter means; one that means nothing writes nothing."""
    responses = []
    for one in body.get("data", ()):
        for box in metadata.boxes(batch.book, one["dataFilter"]):
            reply = write(batch, box, one, body)
            responses.append({**reply, "dataFilter": one["dataFilter"]})
    return responses


def totals(responses: list[Json], prefix: str = "totalUpdated") -> Json:
    """Give the sums of a batch."""
    found = {
        f"{prefix}Rows": sum(r.get("updatedRows", 0) for r in responses),
        f"{prefix}Columns": sum(r.get("updatedColumns", 0) for r in responses),
        f"{prefix}Cells": sum(r.get("updatedCells", 0) for r in responses),
        f"{prefix}Sheets": len({r["updatedRange"].rpartition("!")[0] for r in responses}),
    }
    return {k: v for k, v in found.items() if v}
