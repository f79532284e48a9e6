"""The basic filter: which rows it hides."""

from __future__ import annotations

from datetime import date

from tests.google_server.world import Effective, Sheet, Spreadsheet


def refilter(book: Spreadsheet, sheet: Sheet) -> None:
    """Hide the rows whose shown text is among the hidden values of the filter; show the rest."""
    for props in sheet.row_props:
        props.pop("hiddenByFilter", None)
    if sheet.basic_filter is None:
        return
    grid = sheet.basic_filter["range"]
    effective = Effective(book, date(2026, 1, 1))
    for column, rule in _criteria(sheet):
        for row in range(grid["startRowIndex"] + 1, grid["endRowIndex"]):
            if effective.shown(sheet, row, column) in rule.get("hiddenValues", ()):
                sheet.row_props[row]["hiddenByFilter"] = True


def _criteria(sheet: Sheet) -> list[tuple[int, dict[str, list[str]]]]:
    one = sheet.basic_filter or {}
    found = [(int(c), rule) for c, rule in one.get("criteria", {}).items()]
    found += [
        (s.get("columnIndex", 0), s.get("filterCriteria", {})) for s in one.get("filterSpecs", ())
    ]
    return found
