"""Rows and columns that come, go and move; what lies over them and what refers to them follows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.google_server.formulas import moved
from tests.google_server.world import Sheet, Spreadsheet

Shift = Callable[[int], "int | None"]
"""Where a row (or column) goes; None: it is deleted."""


def insert(
    book: Spreadsheet, sheet: Sheet, dimension: str, start: int, count: int, *, like: bool
) -> None:
    """Insert blank rows or columns; `like` gives them the formats of the one before."""
    if dimension == "ROWS":
        before = sheet.rows[start - 1] if like and start else {}
        fresh = [_looks(before) for _ in range(count)]
        sheet.rows[start:start] = fresh
        sheet.row_props[start:start] = [{} for _ in range(count)]
    else:
        for row in sheet.rows:
            moved_row = {c + count if c >= start else c: cell for c, cell in row.items()}
            if like and start and start - 1 in row:
                look = _looks({0: row[start - 1]}).get(0)
                for c in range(start, start + count) if look else ():
                    moved_row[c] = look
            row.clear()
            row.update(moved_row)
        sheet.column_props[start:start] = [{} for _ in range(count)]
    _follow(book, sheet, dimension, lambda at: at + count if at >= start else at, start, count)


def _looks(row: dict[int, Any]) -> dict[int, Any]:
    return {
        c: {"userEnteredFormat": cell["userEnteredFormat"]}
        for c, cell in row.items()
        if "userEnteredFormat" in cell
    }


def delete(book: Spreadsheet, sheet: Sheet, dimension: str, start: int, end: int) -> None:
    """Delete rows or columns, with all that stands on them."""
    count = end - start
    if dimension == "ROWS":
        del sheet.rows[start:end], sheet.row_props[start:end]
    else:
        for row in sheet.rows:
            left = {
                c - count if c >= end else c: cell
                for c, cell in row.items()
                if not start <= c < end
            }
            row.clear()
            row.update(left)
        del sheet.column_props[start:end]

    def shift(at: int) -> int | None:
        if start <= at < end:
            return None
        return at - count if at >= end else at

    _follow(book, sheet, dimension, shift, start, -count)


def move(
    book: Spreadsheet, sheet: Sheet, dimension: str, start: int, end: int, destination: int
) -> None:
    """Move rows or columns before another one."""
    count = len(sheet.row_props if dimension == "ROWS" else sheet.column_props)
    order = [n for n in range(count) if not start <= n < end]
    at = sum(1 for n in order if n < destination)
    order[at:at] = range(start, end)
    to = {old: new for new, old in enumerate(order)}
    if dimension == "ROWS":
        sheet.rows[:] = [sheet.rows[n] for n in order]
        sheet.row_props[:] = [sheet.row_props[n] for n in order]
    else:
        for row in sheet.rows:
            changed = {to[c]: cell for c, cell in row.items()}
            row.clear()
            row.update(changed)
        sheet.column_props[:] = [sheet.column_props[n] for n in order]
    _formulas(book, sheet, dimension, lambda n: to.get(n, n))


def _follow(
    book: Spreadsheet, sheet: Sheet, dimension: str, shift: Shift, start: int, count: int
) -> None:
    """Let ranges and formulas follow."""
    low, high = (
        ("startRowIndex", "endRowIndex")
        if dimension == "ROWS"
        else ("startColumnIndex", "endColumnIndex")
    )
    named = [n["range"] for n in book.named if n["range"].get("sheetId", 0) == sheet.sheet_id]
    for one in (*sheet.overlays(), *named):
        if high not in one:
            continue
        first, last = one.get(low, 0), one[high]
        if count > 0:
            one[low] = first + count if start <= first and start != 0 else first
            one[low] = first + count if start <= first else first
            one[high] = last + count if start < last else last
        else:
            end = start - count
            one[low] = first - max(0, min(first, end) - start) if first > start else first
            one[high] = last - max(0, min(last, end) - start) if last > start else last
    sheet.comments[:] = [c for c in sheet.comments if _area(c["range"]) > 0]
    sheet.merges[:] = [m for m in sheet.merges if _area(m) > 1]
    for group in (sheet.protected, sheet.tables, sheet.banded):
        group[:] = [one for one in group if "range" not in one or _area(one["range"]) > 0]
    book.named[:] = [n for n in book.named if _area(n["range"]) > 0]
    for rule in sheet.conditional:
        rule["ranges"] = [r for r in rule["ranges"] if _area(r) > 0]
    sheet.conditional[:] = [rule for rule in sheet.conditional if rule["ranges"]]
    if sheet.basic_filter is not None and _area(sheet.basic_filter["range"]) <= 0:
        sheet.basic_filter = None
    _formulas(book, sheet, dimension, shift)


def _area(grid: dict[str, Any]) -> int:
    rows = grid.get("endRowIndex", 10**6) - grid.get("startRowIndex", 0)
    columns = grid.get("endColumnIndex", 10**6) - grid.get("startColumnIndex", 0)
    return rows * columns if rows > 0 and columns > 0 else 0


def _formulas(book: Spreadsheet, changed: Sheet, dimension: str, shift: Shift) -> None:
    """Let every formula that refers to the sheet refer to the same cells as before."""
    for sheet in book.sheets:

        def to(title: str, row: int, column: int) -> tuple[int, int] | None:
            if title.lower() != changed.title.lower():
                return row, column
            at = shift(row if dimension == "ROWS" else column)
            if at is None:
                return None
            return (at, column) if dimension == "ROWS" else (row, at)

        for row in sheet.rows:
            for c, cell in row.items():
                formula = cell.get("userEnteredValue", {}).get("formulaValue")
                if formula is not None:
                    new = moved(formula, sheet.title, to)
                    if new != formula:
                        row[c] = {**cell, "userEnteredValue": {"formulaValue": new}}
