"""What all tests share: how long hypothesis looks, and that Google's description is kept to."""

from __future__ import annotations

import sys

import pytest

from tests import examples

__all__ = ["examples"]


@pytest.fixture(autouse=True)
def _as_google_describes():
    """After every test: what was asked of the server for Google Sheets and what it replied fits."""
    yield
    desk = sys.modules.get("tests.google.desk")
    if desk is not None and desk.running.cache_info().currsize:
        from tests.google.discovery import held  # noqa: PLC0415

        held(desk.running())
