"""The menu "Rostercheck" of Calc: check the workbook, explain a row, take the marks off.

The work is that of the program, `rostercheck check`, `explain` and `clear`, on the saved file. For
a file to be changed it must not be open: a blank sheet takes the place of the workbook meanwhile.
Standard library and the office's own modules alone, and nothing newer than Python 3.8.
"""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import uno
import unohelper
from com.sun.star.beans import PropertyValue
from com.sun.star.frame import XDispatch, XDispatchProvider
from com.sun.star.lang import DisposedException, XInitialization, XServiceInfo

import rostercheck_program as program

NAME = "org.rostercheck.Menu"
SERVICES = ("com.sun.star.frame.ProtocolHandler",)
PROTOCOL = "org.rostercheck:"
MOST_TRIED = 6
"""So many cells of a row, from the left, may be the name, the number or the e-mail of a person."""

SAVE_FIRST = "Save the workbook first (Ctrl+S): Rostercheck works with the file."
WHAT = {"check": "Check now", "explain": "Explain this row", "clear": "Clear marks"}


class _Menu(unohelper.Base, XInitialization, XDispatchProvider, XDispatch, XServiceInfo):
    """Does what a line of the menu says, in the window in which it was chosen."""

    def __init__(self, context: Any) -> None:
        self._context = context
        self._frame: Any = None

    def initialize(self, arguments: Any) -> None:
        self._frame = arguments[0] if arguments else None

    def queryDispatch(self, url: Any, _target: str, _flags: int) -> Any:
        return self if url.Protocol == PROTOCOL else None

    def queryDispatches(self, requests: Any) -> Any:
        return tuple(self.queryDispatch(r.FeatureURL, r.FrameName, 0) for r in requests)

    def dispatch(self, url: Any, _arguments: Any) -> None:
        try:
            said = self._done(url.Path)
        except Exception as error:  # noqa: BLE001 - an exception here would be lost without a word
            said = f"This could not be done ({type(error).__name__})."
        if said:
            self._show(WHAT.get(url.Path, "Rostercheck"), said)

    def addStatusListener(self, _listener: Any, _url: Any) -> None:
        pass

    def removeStatusListener(self, _listener: Any, _url: Any) -> None:
        pass

    def getImplementationName(self) -> str:
        return NAME

    def supportsService(self, name: str) -> bool:
        return name in SERVICES

    def getSupportedServiceNames(self) -> tuple[str, ...]:
        return SERVICES

    def _done(self, what: str) -> str:
        """Do it; give what is to be shown, if anything."""
        book = self._frame.getController().getModel()
        if not book.getURL().startswith("file:") or book.isModified():
            return SAVE_FIRST
        path = uno.fileUrlToSystemPath(book.getURL())
        if what == "explain":
            return self._explained(path)
        words = ["check", path, "--in-place"] if what == "check" else ["clear", path]
        return self._without_the_book(book, words)

    def _explained(self, path: str) -> str:
        """Ask for the person of the row: whoever is known by one of its first texts."""
        said = ""
        for text in self._texts_of_the_row():
            code, said = program.run(["explain", path, text])
            if code == program.FINE:
                return said
        return said or "Select a cell in the row of a person first."

    def _texts_of_the_row(self) -> Any:
        sheet = self._frame.getController().getActiveSheet()
        row = self._frame.getController().getSelection().getRangeAddress().StartRow
        cells = sheet.getCellRangeByPosition(0, row, 30, row).getDataArray()[0]
        texts = [f"{cell:.15g}" if isinstance(cell, float) else cell for cell in cells]
        return [text for text in texts if text and text.strip()][:MOST_TRIED]

    def _without_the_book(self, book: Any, words: Any) -> str:
        """Run a command that changes the file while a blank sheet is shown in its place."""
        url, where = book.getURL(), self._place()
        self._load("private:factory/scalc")
        try:
            _close(book)
            code, said = program.run(words)
        finally:
            self._load(url)
            self._go_to(where)
        return said if code == program.COULD_NOT else ""

    def _load(self, url: str) -> None:
        self._frame.loadComponentFromURL(url, "_self", 0, ())

    def _place(self) -> Any:
        """Give where she is: the tab, and what is selected in it, if that is one range."""
        there = self._frame.getController()
        selected = there.getSelection()
        address = getattr(selected, "AbsoluteName", "")
        return there.getActiveSheet().Name, address.rpartition(".")[2].replace("$", "")

    def _go_to(self, place: Any) -> None:
        there = self._frame.getController()
        tab, address = place
        sheets = there.getModel().Sheets
        if sheets.hasByName(tab):
            there.setActiveSheet(sheets.getByName(tab))
            if address:
                there.select(sheets.getByName(tab).getCellRangeByName(address))

    def _show(self, title: str, said: str) -> None:
        """Show a text in a sheet of its own, which may be closed without being saved."""
        services = self._context.ServiceManager
        desktop = services.createInstanceWithContext("com.sun.star.frame.Desktop", self._context)
        hidden = PropertyValue()
        hidden.Name, hidden.Value = "Hidden", program.quiet()
        shown = desktop.loadComponentFromURL("private:factory/scalc", "_blank", 0, (hidden,))
        sheet = shown.Sheets.getByIndex(0)
        sheet.Name = "Rostercheck"
        column = sheet.Columns.getByIndex(0)
        column.Width, column.IsTextWrapped = 18000, True
        for row, line in enumerate([title, "", *said.splitlines()]):
            sheet.getCellByPosition(0, row).setString(line)
        sheet.getCellByPosition(0, 0).CharWeight = 150.0
        shown.setModified(False)


def _close(book: Any) -> None:
    """Let go of a workbook that no window shows any more, and of its lock file."""
    with suppress(DisposedException):  # its window has closed it
        book.close(True)


g_ImplementationHelper = unohelper.ImplementationHelper()  # the name that the office looks for
g_ImplementationHelper.addImplementation(_Menu, NAME, SERVICES)
