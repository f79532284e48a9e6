"""After every test: what was asked and what was replied fits what Google describes."""

from __future__ import annotations

import pytest

from tests.google.desk import running
from tests.google.discovery import check

GSPREAD = {"Permission.withLink is not known"}
"""gspread sends it still, from a former version of Drive."""


@pytest.fixture(autouse=True)
def _as_described():
    server = running()
    server.calls.clear()
    yield
    assert server.crashes == []
    found = {one for call in server.calls for one in check(call)}
    assert found - GSPREAD == set()
