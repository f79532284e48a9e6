"""Every test begins with a server that nobody has asked anything."""

from __future__ import annotations

import pytest

from tests.google.desk import running


@pytest.fixture(autouse=True)
def _fresh():
    running().calls.clear()
