"""Excel held still while marks are written, and given back as she had it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sync.books.excel_open.com import MANUAL, Com

_STILL: dict[str, object] = {
    "ScreenUpdating": False,
    "EnableEvents": False,  # macros of hers that run on every change
    "DisplayAlerts": False,
    "Calculation": MANUAL,
}


@contextmanager
def held_still(workbook: Com) -> Iterator[None]:
    """Let nothing flicker or start meanwhile; her tab, selection and settings come back."""
    excel = workbook.Application
    before = {name: getattr(excel, name) for name in _STILL}
    # Else Excel takes what is written beside a table of hers into the table.
    typing, grows = excel.AutoCorrect, excel.AutoCorrect.AutoExpandListRange
    tab = workbook.ActiveSheet
    for name, value in _STILL.items():
        setattr(excel, name, value)
    typing.AutoExpandListRange = False
    try:
        yield
    finally:
        if workbook.ActiveSheet.Name != tab.Name:
            tab.Activate()
        typing.AutoExpandListRange = grows
        for name, value in reversed(before.items()):
            setattr(excel, name, value)
