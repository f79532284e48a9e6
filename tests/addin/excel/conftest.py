"""xlwings as it is on Windows, for the tests of this folder."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from types import ModuleType

import pytest

from tests.addin.excel.windows import xlwings_on_windows


@pytest.fixture(scope="module")
def xlwings() -> Iterator[ModuleType]:
    """xlwings, imported as on Windows."""
    with xlwings_on_windows() as loaded:
        yield loaded


@pytest.fixture(scope="module")
def udfs(xlwings: ModuleType) -> ModuleType:
    """Our module of formulas, as Excel loads it."""
    return importlib.import_module("addin.excel.udfs")
