"""A workbook that is open in Excel for Mac, as a book."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sync.books.base import BookSnapshot, SheetSnapshot, Visibility
from sync.books.excel_open.book import ExcelBook
from sync.books.excel_open.com import At, Com, cells_of, com_error
from sync.books.excel_open.looks import has_gradient
from sync.books.excel_open.mac.names import HiddenNames
from sync.books.excel_open.mac.sheets import areas_of
from sync.books.excel_open.mac.texts import rows_of, same_text
from sync.books.excel_open.mac.workbook import MacWorkbook
from sync.errors import BookInUse

_SHORT = 200
"""Longer texts are not compared: they may come cut."""


class MacBook(ExcelBook):
    """A workbook that is open in Excel for Mac: read as it was saved, written where it is."""

    edges = False

    def read(self) -> BookSnapshot:
        """Read all sheets from the file. Raises BookInUse where the screen says something else."""
        snapshot = super().read()
        for sheet in snapshot.sheets:
            if sheet.visibility is Visibility.VISIBLE and not self._says(sheet):
                raise BookInUse(
                    f'{self.location}: the file on this computer and the sheet "{sheet.name}" in '
                    "Excel do not say the same. If it is in a cloud folder, wait until it is "
                    "synced; press Cmd+S in Excel, and run this again."
                )
        return snapshot

    def _says(self, sheet: SheetSnapshot) -> bool:
        """Whether the texts in the file are those on the screen."""
        typed = _typed((self._stood or {}).get(sheet.name))
        return all(same_text(typed.get(at, ""), text) for at, text in _texts(sheet))


def _typed(stood: Any) -> dict[At, object]:
    """Give what is typed in a sheet, by cell."""
    address, blocks = stood or ("A1", [])
    area = areas_of(address)[0]
    rows = [row for block in blocks for row in rows_of(block)]
    return {
        (row, column): value
        for row, values in enumerate(rows, area.first_row)
        for column, value in enumerate(values, area.first_column)
    }


def _texts(sheet: SheetSnapshot) -> Iterator[tuple[At, str]]:
    """Give the short texts of a sheet; what merged cells hide is no part of it."""
    hidden = {
        at for area in sheet.merged for at in cells_of(area)
        if at != (area.first_row, area.first_column)
    }  # fmt: skip
    for row, cells in enumerate(sheet.rows, 1):
        for column, value in enumerate(cells, 1):
            at = (row, column)
            if not isinstance(value, str) or len(value) > _SHORT:
                continue
            if at not in hidden and at not in sheet.formulas:
                yield at, value


def mac_book(book: Com) -> MacBook:
    """Give a workbook that is open in Excel for Mac. book: as xlwings gives it."""
    return MacBook(MacWorkbook(book), HiddenNames(book), unfillable)


def unfillable(cell: Com) -> bool:
    """Whether the fill of a cell could not be put back: it is tried with the fill that it has."""
    if has_gradient(cell):
        return True
    inside = cell.Interior
    try:
        theme = inside.ThemeColor
    except com_error():
        return False  # a colour that is not of the theme
    if not theme:
        return False
    before, tint = inside.Color, inside.TintAndShade
    try:
        inside.ThemeColor = theme
        inside.TintAndShade = tint
    except com_error():
        return True
    return bool(inside.Color != before)
