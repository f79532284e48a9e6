"""One server for the tests that only ask it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.addin.server.house import House, running


@pytest.fixture(scope="session")
def house() -> Iterator[House]:
    """A server with the usual limits."""
    with running() as one:
        yield one
