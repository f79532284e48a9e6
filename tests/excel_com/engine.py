"""An engine of xlwings over the stand-in for Excel on Windows: its workbooks, and no more."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from tests.excel_com.workbook import Workbook


def engine(*excels: list[Workbook]) -> Any:
    """Give an engine with the Excels that run, each with its open workbooks."""
    return SimpleNamespace(name="excel", type="desktop", apps=[_app(one) for one in excels])


def _app(books: list[Workbook]) -> Any:
    return SimpleNamespace(pid=id(books), books=[_book(one) for one in books])


def _book(workbook: Workbook) -> Any:
    return SimpleNamespace(name=workbook.Name, fullname=workbook.FullName, api=workbook)
