"""Excel held still while marks are written, and given back as she had it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress

from sync.books.excel_open.com import MANUAL, Com, com_error

_STILL: dict[str, object] = {
    "ScreenUpdating": False,
    "EnableEvents": False,  # macros of hers that run on every change
    "DisplayAlerts": False,
    "Calculation": MANUAL,
}


@contextmanager
def held_still(workbook: Com) -> Iterator[None]:
    """Let nothing flicker or start meanwhile; her tab, selection and settings come back.

    Each of them comes back, also where another cannot: an Excel that stays without calculation or
    macros is worse than any mark.
    """
    excel = workbook.Application
    before = {name: getattr(excel, name) for name in _STILL}
    # Else Excel takes what is written beside a table of hers into the table.
    typing, grows = excel.AutoCorrect, excel.AutoCorrect.AutoExpandListRange
    tab = str(workbook.ActiveSheet.Name)
    try:
        for name, value in _STILL.items():
            setattr(excel, name, value)
        typing.AutoExpandListRange = False
        yield
    finally:
        with suppress(*com_error()):
            _back_to(workbook, tab)
        with suppress(*com_error()):
            typing.AutoExpandListRange = grows
        for name, value in reversed(before.items()):
            with suppress(*com_error()):
                setattr(excel, name, value)


def _back_to(workbook: Com, tab: str) -> None:
    """Show her tab again; where it was one of ours and is gone, Excel has chosen another."""
    if tab in {str(sheet.Name) for sheet in workbook.Sheets} - {str(workbook.ActiveSheet.Name)}:
        workbook.Sheets(tab).Activate()
