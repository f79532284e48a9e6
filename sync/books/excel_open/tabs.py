"""Sheets of ours in an open workbook: put whole, and taken off."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from sync.books.base import Area, CellRef, Format, OwnCell, OwnSheet, Visibility, column_letters
from sync.books.excel_open.com import (
    HIDDEN,
    LANDSCAPE,
    PORTRAIT,
    VERY_HIDDEN,
    VISIBLE,
    At,
    Com,
    com_error,
    com_value,
    range_of,
    ranges,
    runs,
)
from sync.books.excel_open.looks import lay, lay_like
from sync.errors import NotTaken

_SEEN = {
    Visibility.VISIBLE: VISIBLE,
    Visibility.HIDDEN: HIDDEN,
    Visibility.VERY_HIDDEN: VERY_HIDDEN,
}
DATE = "yyyy-mm-dd"


def put_sheet(workbook: Com, own: OwnSheet) -> None:
    """Put a sheet behind the others, or replace all that stands in it.

    A formula of ours is written as its words: she sees them now, and they are as of now. Raises
    NotTaken where Excel did not keep a text; all else is then done.
    """
    sheet = _standing(workbook, own.name)
    if sheet is None:
        last = workbook.Sheets(workbook.Sheets.Count)
        sheet = workbook.Worksheets.Add(After=last)
        cut = _values(workbook, sheet, own)  # it is known as ours by what it says, not its name
        sheet.Name = own.name
    else:
        sheet.AutoFilterMode = False
        sheet.Cells.Clear()
        cut = _values(workbook, sheet, own)
    _links(sheet, own)  # a link brings a look of its own, over which ours is laid
    for format_, cells in _formats(own).items():
        lay_over(sheet, cells, format_)
    for column, width in enumerate(own.widths, 1):
        sheet.Columns(column).ColumnWidth = width if column != own.key_column else 0
    if own.visibility is Visibility.VISIBLE:
        _view(workbook, sheet, own)
        _print(sheet, own)
    sheet.Visible = _SEEN[own.visibility]
    if cut is not None:
        raise cut


def drop_sheet(workbook: Com, name: str) -> None:
    """Take a sheet of ours off. One that is hidden for good must be shown before."""
    sheet = workbook.Worksheets(name)
    sheet.Visible = VISIBLE
    sheet.Delete()


def lay_over(sheet: Com, cells: list[At], format_: Format, *, single: bool = False) -> None:
    """Lay a format over cells, wherever they stand."""
    like = None
    if format_.like is not None:
        like = range_of(sheet, Area(*format_.like, *format_.like))
    for found in ranges(sheet, runs(cells, single=single), single=single):
        if like is not None:
            lay_like(found, like)
        lay(found, format_)


def _standing(workbook: Com, name: str) -> Com | None:
    return next((sheet for sheet in workbook.Worksheets if sheet.Name == name), None)


def _values(workbook: Com, sheet: Com, own: OwnSheet) -> NotTaken | None:
    """Write all cells at once; give what Excel says where it did not keep one."""
    width = max((len(row) for row in own.rows), default=0)
    if not width:
        return None
    from_1904 = bool(workbook.Date1904)
    rows = tuple(
        tuple(com_value(cell.value, from_1904=from_1904) for cell in row)
        + (None,) * (width - len(row))
        for row in own.rows
    )
    try:
        range_of(sheet, Area(1, 1, len(rows), width)).Value2 = rows
    except NotTaken as error:
        return error
    return None


def _formats(own: OwnSheet) -> dict[Format, list[At]]:
    """Give the cells by the format that they have; a date that has none gets ours."""
    found: dict[Format, list[At]] = defaultdict(list)
    for row, cells in enumerate(own.rows, 1):
        for column, cell in enumerate(cells, 1):
            format_ = _format(cell)
            if format_ is not None:
                found[format_].append((row, column))
    return found


def _format(cell: OwnCell) -> Format | None:
    dated = hasattr(cell.value, "isoformat")
    if not dated or (cell.format and cell.format.number_format):
        return cell.format
    return replace(cell.format or Format(), number_format=DATE)


def _links(sheet: Com, own: OwnSheet) -> None:
    """Let a click lead to the cell that a line is about."""
    for row, cells in enumerate(own.rows, 1):
        for column, cell in enumerate(cells, 1):
            if cell.link is not None:
                anchor = range_of(sheet, Area(row, column, row, column))
                sheet.Hyperlinks.Add(anchor, "", _place(cell.link))


def _place(ref: CellRef) -> str:
    name = ref.sheet.replace("'", "''")
    return f"'{name}'!{ref.address}"


def _view(workbook: Com, sheet: Com, own: OwnSheet) -> None:
    """Keep the first rows in view, and put a filter over the lines."""
    if own.header_row:
        width = len(own.rows[own.header_row - 1])
        height = max(len(own.rows), own.header_row + 1)
        range_of(sheet, Area(own.header_row, 1, height, width)).AutoFilter()
    if not _in_front(workbook, sheet, own.name):
        return
    window = workbook.Windows(1)
    window.FreezePanes = False
    if own.frozen_rows:
        window.ScrollRow = 1
        window.SplitColumn, window.SplitRow = 0, own.frozen_rows
        window.FreezePanes = True


def _in_front(workbook: Com, sheet: Com, name: str) -> bool:
    """Bring a sheet to the front; give whether it is: a window is arranged for what it shows."""
    try:
        sheet.Activate()
    except com_error():
        return False
    return bool(workbook.ActiveSheet.Name == name)


def _print(sheet: Com, own: OwnSheet) -> None:
    """Say how it prints; without a printer Excel cannot, and nothing is lost."""
    page = sheet.PageSetup
    try:
        page.Orientation = LANDSCAPE if own.landscape else PORTRAIT
        if own.fit_width:
            page.Zoom = False
            page.FitToPagesWide, page.FitToPagesTall = 1, False
        if own.header_row:
            page.PrintTitleRows = f"${own.header_row}:${own.header_row}"
        if own.print_columns and own.rows:
            page.PrintArea = f"$A$1:${column_letters(own.print_columns)}${len(own.rows)}"
    except com_error():
        return
