"""Every kind of book, made from plain rows: what the contract tests run over."""

from __future__ import annotations

import csv
from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import xlsxwriter

from models.cells import CellError, Raw, shown
from sync.books.base import Book
from sync.books.csv_book import CsvBook
from sync.books.excel_open.book import ExcelBook
from sync.books.memory import MemoryBook
from sync.books.readonly import ReadOnlyBook
from sync.books.xlsx import XlsxBook
from tests.books.ods_files import ods_file, row, table, text
from tests.excel_com.workbook import Workbook
from tests.excel_mac import excel as excel_mac
from tests.google.desk import make_desk

Rows = Sequence[Sequence[Raw]]
"""Rows of text cells; an adapter that keeps only text, or one sheet, keeps what it can."""


@dataclass(frozen=True)
class Adapter:
    """A kind of book: `make` puts the sheets into a folder.

    text_only: every value comes back as text. sheets: how many it holds at most. copies: whether
    marks can go to a copy. file: whether it stands on the disk. can: what of it can be written.
    """

    name: str
    make: Callable[[Path, Mapping[str, Rows]], Book]
    text_only: bool = False
    sheets: int = 100
    copies: bool = True
    file: bool = False
    can: Container[str] = ("values", "notes", "fills", "sheets")

    def __str__(self) -> str:
        return self.name


def make_memory(_folder: Path, sheets: Mapping[str, Rows]) -> Book:
    """Make a book in memory."""
    return MemoryBook(sheets)


def make_csv(folder: Path, sheets: Mapping[str, Rows]) -> Book:
    """Make a CSV file of the first sheet, named after it."""
    name, rows = next(iter(sheets.items()))
    path = folder / f"{name}.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([shown(cell) for cell in cells] for cells in rows)
    return CsvBook(path)


def make_ods(folder: Path, sheets: Mapping[str, Rows]) -> Book:
    """Make an .ods file; it is read, never written."""
    tables = [
        table(*(row(*(text(shown(cell)) for cell in cells)) for cells in rows), name=name)
        for name, rows in sheets.items()
    ]
    return ReadOnlyBook(ods_file(folder / "book.ods", "".join(tables)))


def make_xlsx(folder: Path, sheets: Mapping[str, Rows]) -> Book:
    """Make an Excel file."""
    path = folder / "book.xlsx"
    book = xlsxwriter.Workbook(str(path), {"default_date_format": "yyyy-mm-dd"})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for number, cells in enumerate(rows):
            sheet.write_row(number, 0, [str(c) if isinstance(c, CellError) else c for c in cells])
    book.close()
    return XlsxBook(path)


def make_google(_folder: Path, sheets: Mapping[str, Rows]) -> Book:
    """Make a Google Sheet on the test server."""
    return make_desk({name: [list(row) for row in rows] for name, rows in sheets.items()}).book()


def make_excel_open(folder: Path, sheets: Mapping[str, Rows]) -> Book:
    """Open a workbook in a stand-in for Excel. What stands on the disk is no part of it."""
    path = Path(make_xlsx(folder, sheets).location)
    workbook = Workbook.opened(path)
    path.unlink()
    return ExcelBook(workbook)


def make_excel_mac(folder: Path, sheets: Mapping[str, Rows]) -> Book:
    """Open a workbook in a stand-in for Excel for Mac, which saves each change by itself."""
    workbook, book = excel_mac.opened(Path(make_xlsx(folder, sheets).location))
    workbook.excel.save(workbook)  # the file is then as this Excel writes it
    return book


ADAPTERS = [
    Adapter("xlsx", make_xlsx, file=True),
    Adapter("memory", make_memory),
    Adapter("google", make_google, copies=False),
    Adapter("excel-open", make_excel_open, copies=False),
    Adapter("excel-open-mac", make_excel_mac, copies=False),
    Adapter("csv", make_csv, text_only=True, sheets=1, file=True, can=("values",)),
    Adapter("ods", make_ods, text_only=True, file=True, can=()),
]
