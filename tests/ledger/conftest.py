"""A ledger of each kind: a file, and a database on a real server."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import pytest
from sqlalchemy import create_engine, text

from sync.ledger import Ledger, open_ledger
from tests.ledger import postgres
from tests.needs import needs

ON_A_SERVER = pytest.param("postgresql", marks=pytest.mark.slow)
KINDS = ["sqlite", ON_A_SERVER]
_numbers = itertools.count(1)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    needs(postgres.available(), "PostgreSQL is not installed")
    with postgres.server() as url:
        yield url


@pytest.fixture(params=KINDS)
def place(request, tmp_path) -> str:
    """Where a new ledger can be: the path of a file, or the address of an empty database."""
    if request.param == "sqlite":
        return str(tmp_path / "ledger.sqlite")
    url = request.getfixturevalue("postgres_server")
    name = f"ledger_{next(_numbers)}"
    engine = create_engine(
        url.replace("postgresql://", "postgresql+pg8000://"), isolation_level="AUTOCOMMIT"
    )
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()
    return url.replace("/postgres", f"/{name}")


@pytest.fixture
def ledger(place) -> Iterator[Ledger]:
    found = open_ledger(place)
    yield found
    found.close()
