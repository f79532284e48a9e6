"""A computer on which Excel runs: with Windows or as a Mac, as far as xlwings can see."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

import pytest

from tests.excel_com.engine import engine
from tests.excel_com.workbook import Workbook
from tests.excel_mac import excel as excel_mac


class Desk(Protocol):
    """Somebody's computer. system: as Python names it."""

    system: str

    def open(self, path: Path, *, read_only: bool = False) -> Any:
        """Open a file in Excel; give the cells as she sees them (openpyxl's workbook)."""

    def save(self, path: Path) -> None:
        """Save it, as with Ctrl+S."""

    def close(self, path: Path) -> None:
        """Close it without saving."""


class Windows:
    """A computer with Windows."""

    system = "Windows"

    def __init__(self, use: Callable[[Any], None]) -> None:
        self._use, self._books = use, dict[str, Workbook]()
        use(engine())

    def open(self, path: Path, *, read_only: bool = False) -> Any:
        workbook = Workbook.opened(path)
        workbook.ReadOnly = read_only
        self._books[str(path)] = workbook
        self._use(engine([], list(self._books.values())))
        return workbook.plain

    def save(self, path: Path) -> None:
        self._books[str(path)].plain.save(path)

    def close(self, path: Path) -> None:
        del self._books[str(path)]
        self._use(engine([], list(self._books.values())))


class Mac:
    """A Mac."""

    system = "Darwin"

    def __init__(self, use: Callable[[Any], None], folder: Path, patch: pytest.MonkeyPatch) -> None:
        self.excel = excel_mac.Excel()
        self._books = dict[str, Any]()
        programs = folder / "programs"
        programs.mkdir()
        patch.setenv("PATH", excel_mac.running(programs, excel_mac.Excel(), self.excel))
        use(excel_mac._xlmac.engine)

    def open(self, path: Path, *, read_only: bool = False) -> Any:
        book = self._books[str(path)] = self.excel.open(path)
        book.read_only = read_only
        return book.com.plain

    def book(self, path: Path) -> Any:
        return self._books[str(path)]

    def save(self, path: Path) -> None:
        self.excel.save(self._books[str(path)])

    def close(self, path: Path) -> None:
        self.excel.books.remove(self._books.pop(str(path)))


def desk(kind: str, folder: Path, patch: pytest.MonkeyPatch) -> Windows | Mac:
    """Give a computer; Excel runs on it, with nothing open."""
    xlwings = excel_mac.xlwings

    def use(implementation: Any) -> None:
        engines = xlwings.main.Engines()
        engines.add(xlwings.main.Engine(impl=implementation))
        patch.setattr(xlwings, "engines", engines)

    made = Windows(use) if kind == "windows" else Mac(use, folder, patch)
    patch.setattr("platform.system", lambda: made.system)
    return made
