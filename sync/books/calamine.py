"""Read the cells of .xlsx, .xlsm, .xlsb, .xls and .ods files, through python-calamine.

What calamine does not tell is left to the adapters: formulas, notes, protection, and errors, for
which it gives "" like for a blank cell.
"""

from __future__ import annotations

from pathlib import Path
from typing import cast

import python_calamine as calamine

from models.cells import Raw
from sync.books.base import Area, SheetSnapshot, Visibility
from sync.errors import BookError, BookNotFound, BookProtected, BookUnreadable

MOST_CELLS = 30_000_000
"""Calamine holds the whole rectangle down to the last cell, 32 bytes each: this is 1 GB."""

_COMPOUND = bytes.fromhex("d0cf11e0a1b11ae1")  # an .xls, or any workbook behind a password
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_MOST_SEARCHED = 100 << 20  # bytes of a file that are searched for the sign of a password


def refuse_far_cells(sheet: str, last_row: int, last_column: int) -> None:
    """Refuse a sheet with a stray cell so far out that reading it would take all memory.

    Call this before `read_sheets`, as soon as the last row and column are known: calamine ends the
    whole process where memory does not suffice.
    """
    if last_row * last_column > MOST_CELLS:
        raise BookUnreadable(
            f'The sheet "{sheet}" reaches down to row {last_row} and across to column '
            f"{last_column}, which is too much to read. Delete the stray cells there, and save it."
        )


def read_sheets(path: Path) -> list[SheetSnapshot]:
    """Read all worksheets in tab order; row 1 is `rows[0]`, column 1 is `row[0]`.

    Blank cells are "". Chart sheets and the like hold no cells and are left out.
    Raises `BookNotFound`, `BookProtected` (a password) or `BookUnreadable`.
    """
    try:
        with _open(path) as book:
            return [_sheet(book, data) for data in book.sheets_metadata if _has_cells(data)]
    except (calamine.CalamineError, OSError, ValueError, OverflowError) as error:
        raise _as_book_error(path, error) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # calamine's own word for "damaged"
            raise
        raise _as_book_error(path, ValueError(str(error))) from error


def _open(path: Path) -> calamine.CalamineWorkbook:
    """Open a workbook by its suffix."""
    return calamine.CalamineWorkbook.from_path(path)


def _has_cells(data: calamine.SheetMetadata) -> bool:
    """Whether this is a sheet of cells, not a chart, a dialog or a macro module."""
    return data.typ == calamine.SheetTypeEnum.WorkSheet


def _sheet(book: calamine.CalamineWorkbook, data: calamine.SheetMetadata) -> SheetSnapshot:
    """Read one sheet."""
    sheet = book.get_sheet_by_name(data.name)
    rows = sheet.to_python(skip_empty_area=False)
    return SheetSnapshot(
        name=data.name,
        rows=cast("list[list[Raw]]", rows),
        merged=[_area(*corners) for corners in sheet.merged_cell_ranges or ()],
        visibility=_visibility(data.visible),
    )


def _visibility(visible: calamine.SheetVisibleEnum) -> Visibility:
    """Give our word for calamine's; its own cannot be the key of a dict."""
    if visible == calamine.SheetVisibleEnum.Visible:
        return Visibility.VISIBLE
    hidden = visible == calamine.SheetVisibleEnum.Hidden
    return Visibility.HIDDEN if hidden else Visibility.VERY_HIDDEN


def _area(first: tuple[int, int], last: tuple[int, int]) -> Area:
    """Count from 1, as on the screen."""
    return Area(first[0] + 1, first[1] + 1, last[0] + 1, last[1] + 1)


def _as_book_error(path: Path, error: Exception) -> BookError:
    """Say in a sentence what is wrong with a file that calamine does not read."""
    if not path.exists():
        return BookNotFound(f"There is no file {path}. Look at its name and folder again.")
    if isinstance(error, PermissionError):
        return BookProtected(f"{path} may not be read by this user. Ask its owner for access.")
    if isinstance(error, calamine.PasswordError) or _is_encrypted(path):
        return BookProtected(
            f"{path} is locked with a password. Open it, take the password off, and save it."
        )
    return BookUnreadable(
        f"{path} cannot be read as a spreadsheet: it is damaged or of another kind. "
        "Open it in your spreadsheet program and save it again as .xlsx."
    )


def _is_encrypted(path: Path) -> bool:
    """Whether a workbook stands inside a compound file, behind a password."""
    if not path.is_file():
        return False
    with path.open("rb") as file:
        start = file.read(len(_COMPOUND))
        return start == _COMPOUND and _ENCRYPTED in file.read(_MOST_SEARCHED)
