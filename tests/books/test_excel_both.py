"""What holds of an open workbook alike, with Excel on Windows and with Excel for Mac."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from sync.books.base import Book, Format, OwnCell, OwnSheet, PutSheet, SetValue
from sync.books.excel_open.book import ExcelBook
from tests.books.excel_desk import at, three_people, trimmed
from tests.excel_com.workbook import Workbook
from tests.excel_mac import excel as excel_mac

Opened = tuple[Workbook, Book]
"""The workbook as Excel has it, and as a book."""


def on_windows(path: Path) -> Opened:
    workbook = Workbook.opened(path)
    return workbook, ExcelBook(workbook)


def on_a_mac(path: Path) -> Opened:
    workbook, book = excel_mac.opened(path)
    return workbook.com, book


@pytest.fixture(params=[on_windows, on_a_mac])
def opened(request: pytest.FixtureRequest, tmp_path: Path) -> Opened:
    """A workbook of three people, open in Excel."""
    opens: Callable[[Path], Opened] = request.param
    return opens(three_people(tmp_path))


@pytest.mark.parametrize("text", ["=1+1", "3/4/25", "007", "TRUE", "+1", "'quoted", "1e5", "@x"])
def test_a_text_stays_a_text(opened: Opened, text: str) -> None:
    """Excel would make a formula, a date or a number of it; it is written as a text."""
    _, book = opened
    book.apply([SetValue(at(2, 3), text), PutSheet(OwnSheet("Gaps", [[OwnCell(text)]]))])
    snapshot = book.read()
    assert snapshot.sheets[0].rows[1][2] == text
    assert snapshot.sheets[-1].rows[0][0] == text


def test_values_of_all_kinds_come_back(opened: Opened) -> None:
    """Numbers, yes and no, and dates, which are shown as dates."""
    _, book = opened
    values = [2, 2.5, True, date(2026, 1, 31)]
    book.apply([SetValue(at(2, 3 + n), value) for n, value in enumerate(values)])
    assert trimmed([book.read().sheets[0].rows[1][2:]]) == [values]


@pytest.mark.parametrize("of_a_table", [False, True])
def test_a_filtered_sheet_is_written_cell_by_cell(opened: Opened, of_a_table: bool) -> None:
    """Rows that a filter hides are written as well; the stand-in refuses blocks of cells there."""
    workbook, book = opened
    sheet: Any = workbook.sheet(workbook.plain["Members"])
    if of_a_table:
        sheet.ListObjects += [
            SimpleNamespace(AutoFilter=None),
            SimpleNamespace(AutoFilter=SimpleNamespace(FilterMode=True)),
        ]
    else:
        sheet.FilterMode = True
    book.apply([SetValue(at(row, 3), "Gap", Format(fill="F9D9DB")) for row in (2, 3, 4)])
    assert [row[2:] for row in book.read().sheets[0].rows[1:]] == [["Gap"]] * 3
