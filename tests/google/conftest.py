"""After every test: what was asked and what was replied fits what Google describes."""

from __future__ import annotations

import pytest

from tests.google.desk import running
from tests.google.discovery import check

GSPREAD = {
    "Permission.withLink is not known", "parameter includeItemsFromAllDrives is not known",
}  # fmt: skip
"""gspread sends the one still, from a former version of Drive, the other where it has no use."""


@pytest.fixture(autouse=True)
def _as_described():
    server = running()
    server.calls.clear()
    yield
    assert server.crashes == []
    found = {one for call in server.calls for one in check(call)}
    assert found - GSPREAD == set()
