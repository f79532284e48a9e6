"""The script, written once, and Node that runs it beside a real server."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from addin.google.writing import write
from tests.addin.google.sheet import Sheet
from tests.addin.server.house import TOKEN, House, running
from tests.needs import program


@pytest.fixture(scope="session")
def house() -> Iterator[House]:
    """A server with the usual limits."""
    with running() as one:
        yield one


@pytest.fixture(scope="session")
def folder(tmp_path_factory) -> Path:
    """The files, as `rostercheck addin google` writes them."""
    made = tmp_path_factory.mktemp("script")
    write(made, version="1")
    return made


@pytest.fixture(scope="session")
def node(folder: Path) -> Iterator[Sheet]:
    """Node with the script."""
    one = Sheet(program("node"), folder)
    yield one
    one.close()


@pytest.fixture
def sheet(node: Sheet, house: House) -> Sheet:
    """A new sheet that is connected to the server."""
    node.fresh(house.url, TOKEN)
    return node
