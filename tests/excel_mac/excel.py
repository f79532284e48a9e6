"""A stand-in for Excel for Mac: xlwings' own code for the Mac runs over it, unchanged.

What stands in are appscript (`appscript.py`) and the application (`objects.py`). What this Excel
does is a guess where nobody has measured it, so some of it can be switched:

answers_for_each: whether every cell of a range can be asked in one question.
splits_notes: whether letters of a note can be added and cut.
takes_themes: whether a cell can be given a colour of the theme.
switches_widths: whether a column can be told to have the standard width.
longest, longest_in_lists: how many letters of a text are kept; in lists: if several are sent.
"""

from __future__ import annotations

import io
import itertools
import os
import re
import zipfile
from importlib import import_module
from pathlib import Path
from typing import Any

from sync.books.excel_open.mac.book import mac_book
from tests.excel_com.workbook import Workbook
from tests.excel_mac import appscript
from tests.excel_mac.objects import CALCULATION, Book, Elements, Node, Sheet, Typing, number, word

appscript.installed()

xlwings = import_module("xlwings")
_xlmac = import_module("xlwings._xlmac")

_PIDS = itertools.count(70_000)
_MOMENT = re.compile(rb"(<dcterms:\w+[^>]*>)[^<]*")


class Excel(Node):
    """One running Excel."""

    def __init__(self) -> None:
        self.books: list[Book] = []
        self.answers_for_each = self.splits_notes = self.takes_themes = True
        self.switches_widths = True
        self.refuses: int | None = None
        self.longest: int | None = None
        self.longest_in_lists: int | None = None
        self.touched = lambda: None
        self.pid = next(_PIDS)
        appscript.RUNNING[self.pid] = self
        self.application: Any = None

    def open(self, path: Path, *, autosave: bool = False) -> Book:
        """Open a file. autosave: whether each change is saved by itself, as with OneDrive."""
        com = Workbook.opened(path)
        self.application = self.application or com.Application
        com.Application = self.application
        book = Book(self, com)
        book.autosave = autosave
        self.books.append(book)
        return book

    def save(self, book: Book) -> None:
        """Cmd+S."""
        Path(book.com.FullName).write_bytes(written(book.com.plain))
        book.saved = True

    def xlwings(self, book: Book) -> Any:
        """Give an open workbook as xlwings does."""
        app = _xlmac.App(xl=self.pid)
        return xlwings.Book(impl=_xlmac.Book(app, book.com.Name))

    def term(self, name: str) -> Any:
        if self.refuses is not None:
            raise appscript.CommandError("not now", self.refuses)
        return super().term(name)

    def elements(self, name: str) -> Elements:
        if self.refuses is not None:
            raise appscript.CommandError("not now", self.refuses)
        return super().elements(name)

    def do(self, command: str, labels: dict[str, Any]) -> Any:
        if self.refuses is not None:
            raise appscript.CommandError("not now", self.refuses)
        return super().do(command, labels)

    def each_workbooks(self) -> list[Book]:
        return self.books

    def at_active_workbook(self) -> Book:
        return self.books[0]

    def at_autocorrect_object(self) -> Typing:
        return Typing(self)

    def get_screen_updating(self) -> bool:
        return bool(self.application.ScreenUpdating)

    def set_screen_updating(self, value: bool) -> None:
        self.application.ScreenUpdating = value
        for book in self.books if value else ():
            if book.autosave and not book.saved:
                self.save(book)

    def get_display_alerts(self) -> bool:
        return bool(self.application.DisplayAlerts)

    def set_display_alerts(self, value: bool) -> None:
        self.application.DisplayAlerts = value

    def get_enable_events(self) -> bool:
        return bool(self.application.EnableEvents)

    def set_enable_events(self, value: bool) -> None:
        self.application.EnableEvents = value

    def get_calculation(self) -> Any:
        return word(CALCULATION, self.application.Calculation)

    def set_calculation(self, value: Any) -> None:
        self.application.Calculation = number(CALCULATION, value)

    def at_selection(self) -> Sheet:
        raise appscript.CommandError("nothing is selected", appscript.OBJECT_NOT_FOUND)


def written(plain: Any) -> bytes:
    """Give a workbook as a file; the same workbook gives the same bytes."""
    saved, said = io.BytesIO(), io.BytesIO()
    plain.save(saved)
    with zipfile.ZipFile(saved) as found, zipfile.ZipFile(said, "w", zipfile.ZIP_DEFLATED) as out:
        for name in found.namelist():
            data = found.read(name)
            if name == "docProps/core.xml":
                data = _MOMENT.sub(rb"\g<1>2026-01-01T00:00:00Z", data)
            out.writestr(zipfile.ZipInfo(name), data)
    return said.getvalue()


def opened(path: Path, *, autosave: bool = True) -> tuple[Book, Any]:
    """Open a file; give it as the person sees it, and as Rostercheck does."""
    excel = Excel()
    book = excel.open(path, autosave=autosave)
    return book, mac_book(excel.xlwings(book))


def running(folder: Path, *excels: Excel) -> str:
    """Put a `lsappinfo` into a folder, which says that these run; give a PATH with it."""
    numbers = " ".join(f"ASN:0x0-{one.pid}:-Microsoft_Excel" for one in excels)
    script = folder / "lsappinfo"
    script.write_text(
        "#!/bin/sh\n"
        'if [ "$1" = visibleprocesslist ]; then\n'
        f'printf "%s" "ASN:0x0-1:-Finder {numbers}"; exit; fi\n'
        'last="${4#ASN:0x0-}"\n'
        'echo "\\"pid\\"=${last%%:*}"\n',
        encoding="utf-8",
    )
    script.chmod(0o755)
    return f"{folder}{os.pathsep}{os.environ['PATH']}"
