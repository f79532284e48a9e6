"""A workbook file that Excel on this computer has open, found by its path.

Nothing is started, and nothing is loaded where there can be no Excel, or no xlwings.
"""

from __future__ import annotations

import atexit
import platform
import unicodedata
from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from sync.books.excel_open.book import ExcelBook
from sync.books.excel_open.com import Com
from sync.books.locks import find_lock
from sync.errors import BookInUse

MAC, WINDOWS = "Darwin", "Windows"
TRIES = 500
"""So often an Excel that is busy is asked again; xlwings would ask for ever."""
_NOT_ALLOWED = -1743
"""What macOS says when this program may not speak to Excel."""


def in_excel(path: Path) -> ExcelBook | None:
    """Give a file as Excel on this computer has it open; None where it is not open here.

    Raises BookInUse where it is open, or may be, and cannot be reached.
    """
    xlwings = _xlwings()
    if xlwings is None:
        return None
    try:
        found = next((one for one in _open(xlwings) if _is(one, path, xlwings)), None)
    except BookInUse:
        raise
    except Exception as error:  # noqa: BLE001 - Excel, COM and Apple events fail in many ways
        if find_lock(path) is None:
            return None  # most likely it is closed; saving will say if it is not
        raise BookInUse(_unreachable(path, error)) from None
    return None if found is None or _read_only(found) else _book(found)


def _xlwings() -> Com | None:
    """Load xlwings; None where it is not installed, has no Excel, or cannot be used."""
    if platform.system() not in {MAC, WINDOWS} or find_spec("xlwings") is None:
        return None
    try:
        xlwings = import_module("xlwings")  # an extra, and slow to load
    except Exception:  # noqa: BLE001 - as where somebody's settings ask for its paid part
        return None
    if "excel" not in {engine.name for engine in xlwings.engines}:
        return None
    leaves_in_peace(xlwings)
    if hasattr(xlwings, "_xlwindows"):
        xlwings._xlwindows.N_COM_ATTEMPTS = TRIES  # noqa: SLF001 - it has no other switch
    return xlwings


def leaves_in_peace(xlwings: Com) -> None:
    """Take from xlwings what it would do to somebody's Excel when Python ends.

    On Windows it would end every Excel without a workbook, on a Mac run a macro named CleanUp.
    """
    for name in ("_xlwindows", "_xlmac"):
        cleanup = getattr(getattr(xlwings, name, None), "cleanup", None)
        if cleanup is not None:
            atexit.unregister(cleanup)


def _open(xlwings: Com) -> Iterator[Com]:
    """Give every workbook of every Excel that runs."""
    for excel in xlwings.engines["excel"].apps:
        yield from excel.books


def _is(book: Com, path: Path, xlwings: Com) -> bool:
    """Whether an open workbook is this file."""
    if _folded(str(book.name)) != _folded(path.name):
        return False
    try:
        where = Path(str(book.fullname))
    except xlwings.XlwingsError:
        raise BookInUse(
            f"A workbook named {path.name} is open in Excel from the cloud, and it cannot be told "
            f"whether it is {path}. Close it in Excel, or click Check now there, and try again."
        ) from None
    return _same(where, path)


def _same(one: Path, other: Path) -> bool:
    """Whether two paths lead to one file; a path of Windows and of a Mac has no capitals."""
    try:
        return one.samefile(other)
    except OSError:
        return _folded(str(one.absolute())) == _folded(str(other.absolute()))


def _folded(text: str) -> str:
    return unicodedata.normalize("NFC", text).casefold()


def _read_only(book: Com) -> bool:
    """Whether it was opened only to be looked at: flags in it could not be saved."""
    if platform.system() == MAC:
        return bool(book.api.read_only.get())
    return bool(book.api.ReadOnly)


def _book(book: Com) -> ExcelBook:
    if platform.system() == MAC:
        from sync.books.excel_open.mac.book import mac_book  # noqa: PLC0415

        return mac_book(book)
    return ExcelBook(book.api)


def _unreachable(path: Path, error: Exception) -> str:
    if getattr(error, "errornumber", None) == _NOT_ALLOWED:
        return (
            f"{path} is open in Excel, and macOS does not let this program speak to Excel. Open "
            "System Settings, Privacy & Security, Automation, and allow it there; or close the "
            "workbook. Then run this again."
        )
    return (
        f"{path} is open in Excel, and Excel does not answer. Finish what is being typed, close "
        "any dialog, or close the workbook; then run this again."
    )
