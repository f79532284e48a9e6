"""What all tests share: how long hypothesis looks, and that Google's description is kept to."""

from __future__ import annotations

import sys

import pytest

from tests import examples

__all__ = ["examples"]


@pytest.fixture(params=["windows", "mac"])
def computer(request, tmp_path, monkeypatch):
    """A computer on which Excel runs, of either kind: see `tests/excel_desks.py`."""
    from tests.excel_desks import desk  # noqa: PLC0415 - few tests need it

    return desk(request.param, tmp_path, monkeypatch)


@pytest.fixture(autouse=True)
def _as_google_describes():
    """After every test: what was asked of the server for Google Sheets and what it replied fits."""
    yield
    desk = sys.modules.get("tests.google.desk")
    if desk is not None and desk.running.cache_info().currsize:
        from tests.google.discovery import held  # noqa: PLC0415

        held(desk.running())
