"""A workbook in Excel for Mac, with the names that one has on Windows.

What differs is how it is read. Excel for Mac lives in a box: it may not save a copy where we could
find it without asking her, and Apple events have no word for such a copy. But the file on the disk
may be read while it is open. So it is read as it was saved, and only while nothing is unsaved.
"""

from __future__ import annotations

import shutil
from pathlib import Path as FilePath

from sync.books.excel_open.com import Com
from sync.books.excel_open.mac.cells import MacStyle, One, Property
from sync.books.excel_open.mac.sheets import (
    MacSheets,
    MacTab,
    MacTabs,
    MacWindow,
    front,
    window,
)
from sync.books.excel_open.mac.words import CALCULATION, TRUTH, in_words
from sync.errors import BookInUse, BookUnreadable


class MacTyping(One):
    """What Excel does by itself while something is typed."""

    AutoExpandListRange = Property("Automatically_expand_tables_as_I_type", TRUTH)


class MacExcel(One):
    """Excel itself. reference: its object for Apple events."""

    PathSeparator = "/"
    ScreenUpdating = Property("screen_updating", TRUTH)
    EnableEvents = Property("enable_events", TRUTH)
    DisplayAlerts = Property("display_alerts", TRUTH)
    Calculation = Property("calculation", in_words(CALCULATION))

    @property
    def AutoCorrect(self) -> MacTyping:
        """What is done while something is typed."""
        return MacTyping(self._reference.autocorrect_object)


class MacWorkbook:
    """One open workbook. book: as xlwings gives it."""

    def __init__(self, book: Com) -> None:
        self.book = book
        self.Application = MacExcel(book.app.api)
        self.Worksheets, self.Sheets = MacSheets(book), MacTabs(book)

    @property
    def FullName(self) -> str:
        """The path on this computer; the name alone where there is none."""
        xlwings_error = _xlwings_error()
        try:
            return str(self.book.fullname)
        except xlwings_error:  # open from the cloud, and not synced here
            return self.Name

    @property
    def Name(self) -> str:
        """The name of the file."""
        return str(self.book.name)

    @property
    def Path(self) -> str:
        """The folder."""
        return str(FilePath(self.FullName).parent)

    @property
    def Date1904(self) -> bool:
        """Whether days count from 1904, as in workbooks of old Macs."""
        return bool(self.book.api.date_1904.get())

    @property
    def ActiveSheet(self) -> MacTab:
        """The tab in front."""
        return front(self.book)

    def Windows(self, _number: int) -> MacWindow:
        """Give the window."""
        return window(self.book)

    def Styles(self, name: str) -> MacStyle:
        """Give a style by its name."""
        return MacStyle(self.book.api.styles[name])

    def SaveCopyAs(self, path: str) -> None:
        """Copy the file as it was saved. Raises BookInUse where something is not saved yet."""
        where = FilePath(self.FullName)
        self._saved()
        before = self._stamp(where)
        try:
            shutil.copyfile(where, path)
        except OSError as error:
            raise BookUnreadable(
                f"{where} cannot be read: {(error.strerror or str(error)).lower()}. If macOS asked "
                "whether this program may look into the folder, allow it, and try again."
            ) from None
        self._saved()
        if self._stamp(where) != before:
            raise BookInUse(f"{where} was saved just now. Run it again.")

    def _stamp(self, where: FilePath) -> object:
        try:
            found = where.stat()
        except OSError:
            raise BookUnreadable(
                f"{where} is open in Excel, and has no file on this computer. Save it into a "
                "folder here (File, Save As), or let OneDrive sync its folder, and try again."
            ) from None
        return found.st_size, found.st_mtime_ns, found.st_ino

    def _saved(self) -> None:
        """Raise BookInUse where she has typed something since she saved."""
        if not bool(self.book.api.saved.get()):
            raise BookInUse(
                f"{self.FullName} has changes in Excel that are not saved yet; flags that were put "
                "a moment ago count, too. On a Mac a workbook is read as it was saved: press Cmd+S "
                "in Excel, and run this again."
            )


def _xlwings_error() -> type[Exception]:
    from xlwings import XlwingsError  # noqa: PLC0415 - an extra, and slow to load

    found: type[Exception] = XlwingsError
    return found
