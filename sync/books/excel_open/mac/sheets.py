"""Sheets of a workbook in Excel for Mac, with the names that they have on Windows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from sync.books.base import Area
from sync.books.excel_open.com import Com, com_error
from sync.books.excel_open.mac.cells import MacRange, One, Property
from sync.books.excel_open.mac.words import ORIENTATION, SHEETS, TRUTH, in_words

_CELL = re.compile(r"\$?([A-Z]{1,3})\$?(\d+)")


def areas_of(address: str) -> list[Area]:
    """Give the areas of an address.

    >>> areas_of("$A$1:B4,D2")
    [Area(first_row=1, first_column=1, last_row=4, last_column=2), \
Area(first_row=2, first_column=4, last_row=2, last_column=4)]
    """
    areas = []
    for part in address.split(","):
        corners = [(int(row), _number(letters)) for letters, row in _CELL.findall(part)]
        areas.append(Area(*corners[0], *corners[-1]))
    return areas


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - 64
    return number


class MacPage(One):
    """How a sheet prints."""

    Orientation = Property("page_orientation", in_words(ORIENTATION))
    Zoom = Property("zoom")
    FitToPagesWide, FitToPagesTall = Property("fit_to_pages_wide"), Property("fit_to_pages_tall")
    PrintTitleRows, PrintArea = Property("print_title_rows"), Property("print_area")


class MacWindow(One):
    """The window of a workbook. Where it cannot be told how to look, nothing is lost."""

    FreezePanes, ScrollRow = Property("freeze_panes", TRUTH), Property("scroll_row")
    SplitColumn, SplitRow = Property("split_column"), Property("split_row")

    def put(self, path: str, value: object, sense: Any) -> None:
        """Set a property, if Excel takes it."""
        with suppress(*com_error()):
            super().put(path, value, sense)


@dataclass(frozen=True, slots=True)
class Filter:
    """A filter of a table, and whether it may hide rows."""

    FilterMode: bool


@dataclass(frozen=True, slots=True)
class MacTable:
    """A table of a sheet: only whether it has a filter has to be known."""

    AutoFilter: Filter | None


class MacColumn:
    """A column. sheet: as xlwings gives it."""

    def __init__(self, sheet: Com, number: int) -> None:
        self._sheet, self._column = sheet, sheet.range((1, number))

    @property
    def ColumnWidth(self) -> float:
        """The width in characters."""
        return float(self._column.column_width)

    @ColumnWidth.setter
    def ColumnWidth(self, width: float) -> None:
        self._column.column_width = width

    def _standard(self, on: bool) -> None:
        try:
            self._column.api.entire_column.use_standard_width.set(on)
        except com_error():
            self._column.column_width = self._sheet.api.standard_width.get()

    UseStandardWidth = property(None, _standard)


class MacCells:
    """All cells of a sheet."""

    def __init__(self, sheet: Com) -> None:
        self._sheet = sheet

    def Clear(self) -> None:
        """Take off all that stands in them, and their looks."""
        self._sheet.clear()


class MacLinks:
    """The links of a sheet."""

    def Add(self, anchor: MacRange, _address: str, place: str) -> None:
        """Let a click on a cell lead to a place in the workbook."""
        anchor.link(place)


class MacSheet:
    """A sheet. sheet: as xlwings gives it, found by its name."""

    def __init__(self, sheet: Com) -> None:
        self._sheet = sheet
        self.Cells, self.Hyperlinks = MacCells(sheet), MacLinks()

    @property
    def Name(self) -> str:
        """Its name."""
        return str(self._sheet.name)

    @Name.setter
    def Name(self, name: str) -> None:
        self._sheet.name = name

    Visible = Property("visible", in_words(SHEETS))

    def get(self, path: str, sense: Any) -> object:
        """Give a property."""
        return One(self._sheet.api).get(path, sense)

    def put(self, path: str, value: object, sense: Any) -> None:
        """Set a property."""
        One(self._sheet.api).put(path, value, sense)

    def Range(self, address: str) -> MacRange:
        """Give cells by their address."""
        return MacRange(self._sheet, areas_of(address))

    @property
    def UsedRange(self) -> MacRange:
        """The cells in which anything stands."""
        return MacRange(self._sheet, areas_of(str(self._sheet.used_range.address)))

    def Columns(self, number: int) -> MacColumn:
        """Give a column by its number."""
        return MacColumn(self._sheet, number)

    FilterMode = Property("filter_mode", TRUTH)

    @property
    def ListObjects(self) -> list[MacTable]:
        """The tables. One that has a filter counts as filtered: writing cell by cell fits both."""
        shown = [bool(table.show_autofilter) for table in self._sheet.tables]
        return [MacTable(Filter(FilterMode=True) if one else None) for one in shown]

    AutoFilterMode = Property("autofilter_mode", TRUTH)

    @property
    def PageSetup(self) -> MacPage:
        """How it prints."""
        return MacPage(self._sheet.api.page_setup_object)

    def Activate(self) -> None:
        """Bring it to the front."""
        self._sheet.api.activate_object()

    def Delete(self) -> None:
        """Take it off, without a question."""
        self._sheet.delete()

    @property
    def xlwings(self) -> Com:
        """The sheet as xlwings gives it."""
        return self._sheet


class MacSheets:
    """The sheets of a workbook. book: as xlwings gives it."""

    def __init__(self, book: Com) -> None:
        self._book = book

    @property
    def Count(self) -> int:
        """How many there are."""
        return len(self._book.sheets)

    def __iter__(self) -> Iterator[MacSheet]:
        names = [str(sheet.name) for sheet in self._book.sheets]
        return (MacSheet(self._book.sheets[name]) for name in names)

    def __call__(self, which: str | int) -> MacSheet:
        """Give a sheet by its name, or by its place from 1."""
        if isinstance(which, int):
            return list(self)[which - 1]
        return MacSheet(self._book.sheets[which])

    def Add(self, After: MacSheet) -> MacSheet:
        """Add a sheet behind another."""
        made = self._book.sheets.add(after=After.xlwings)
        return MacSheet(self._book.sheets[str(made.name)])


class MacTab:
    """The tab in front, which may be a sheet of charts."""

    def __init__(self, book: Com, name: str) -> None:
        self.Name, self._book = name, book

    def Activate(self) -> None:
        """Bring it to the front."""
        self._book.api.sheets[self.Name].activate_object()


class MacTabs:
    """All tabs, those of charts among them."""

    def __init__(self, book: Com) -> None:
        self._book = book

    @property
    def Count(self) -> int:
        """How many sheets of cells there are: behind the last of them ours come."""
        return len(self._book.sheets)

    def __iter__(self) -> Iterator[MacTab]:
        names = self._book.api.sheets.name.get()
        return (MacTab(self._book, str(name)) for name in names)

    def __call__(self, which: str | int) -> Any:
        """Give a tab by its name, or a sheet of cells by its place from 1."""
        return MacSheets(self._book)(which) if isinstance(which, int) else MacTab(self._book, which)


def front(book: Com) -> MacTab:
    """Give the tab in front."""
    return MacTab(book, str(book.api.active_sheet.name.get()))


def window(book: Com) -> MacWindow:
    """Give the window of a workbook."""
    return MacWindow(book.api.windows[1])
