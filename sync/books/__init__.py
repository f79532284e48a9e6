"""One adapter per kind of spreadsheet, behind one protocol."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

from sync.books.base import Book
from sync.books.google.links import as_link, spreadsheet_id
from sync.errors import BookNotFound, BookProtected, BookUnreadable

__all__ = ["open_book"]

_EXCEL = frozenset({".xlsx", ".xlsm"})
_TEXT = frozenset({".csv", ".tsv", ".txt"})
_READ_ONLY = frozenset({".ods", ".xls", ".xlsb"})
_COMPOUND = bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def book_file(location: str | Path) -> Path:
    """Give the file that somebody named. Raises `BookNotFound` where there is none."""
    path = Path(location).expanduser()
    if path.is_dir():
        raise BookNotFound(f"{path} is a folder. Name the workbook that stands in it.")
    if not path.is_file():
        raise BookNotFound(f"There is no file {path}. Look at its name and folder again.")
    return path


def open_book(
    location: str | Path, *, config: Path | None = None, excel: Any | None = None
) -> Book:
    """Open a spreadsheet file by its suffix and content, or a Google Sheet by its link.

    config: where the login for Google is looked up, instead of in the present folder. excel: the
    workbook as Excel on Windows has it open; only the ribbon of the add-in hands it over.
    Raises `BookError` with a sentence when it is not there or not of a kind that we know.
    """
    if excel is not None:
        from sync.books.excel_open.book import ExcelBook  # noqa: PLC0415

        return ExcelBook(excel)
    link = as_link(location)
    if link is not None:
        from sync.books.google.book import GoogleBook  # noqa: PLC0415
        from sync.books.google.logins import connected, find_login  # noqa: PLC0415

        return GoogleBook(connected(find_login(config)), spreadsheet_id(link))
    path = book_file(location)
    suffix = path.suffix.lower()
    if suffix in _EXCEL:
        _check_excel(path)
        from sync.books.xlsx.book import XlsxBook  # noqa: PLC0415

        return XlsxBook(path)
    if suffix in _TEXT:
        from sync.books.csv_book import CsvBook  # noqa: PLC0415

        return CsvBook(path)
    if suffix in _READ_ONLY:
        from sync.books.readonly import ReadOnlyBook  # noqa: PLC0415

        return ReadOnlyBook(path)
    raise BookUnreadable(
        f"{path} is not of a kind that can be checked. Save it as .xlsx or .csv and try again."
    )


def _check_excel(path: Path) -> None:
    """Say what a file really is when it only bears the suffix of an Excel file."""
    try:
        with path.open("rb") as file:
            start = file.read(4096)
            encrypted = start.startswith(_COMPOUND) and _ENCRYPTED in start + file.read(100 << 20)
    except OSError:
        raise BookProtected(f"{path} may not be read. Ask its owner for access.") from None
    if encrypted:
        raise BookProtected(
            f"{path} is locked with a password. Open it, take the password off, and save it."
        )
    if not zipfile.is_zipfile(path):
        raise BookUnreadable(f"{path} {_really(start)}")


def _really(start: bytes) -> str:
    text = start.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if not start:
        return "is empty. If it comes from a cloud folder, wait until it is there, and try again."
    if start.startswith(_COMPOUND):
        return "is an old Excel file (.xls) under a new name. Save it in Excel as .xlsx."
    if text.startswith((b"<html", b"<!doctype", b"<table")):
        return "is a web page under the name of an Excel file. Save it in Excel as .xlsx."
    if start.startswith(b"PK"):
        return "is damaged: its end is missing. Take a new copy of it and try again."
    if b"\0" not in start and (b"," in start or b";" in start or b"\t" in start):
        return "is a text file under the name of an Excel file. Rename it to .csv, and try again."
    return "is not an Excel file. Save it in your spreadsheet program as .xlsx."
