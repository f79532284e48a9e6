"""A ledger opens, is brought up to date, and says in a sentence why where it does not."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import Connection, create_engine, inspect, text

from sync.errors import LedgerError, LedgerInUse, LedgerUnreadable
from sync.ledger import open_ledger, opening
from sync.ledger.tables import Base, Book, Notice

MIGRATIONS = Path(opening.__file__).parent / "migrations"


def engine_of(place: str):
    if "://" in place:
        return create_engine(place.replace("postgresql://", "postgresql+pg8000://"))
    return create_engine(f"sqlite:///{place}")


def test_the_steps_lead_to_the_tables_of_the_program(place) -> None:
    """A ledger that the steps made is exactly what the program declares, on each database."""
    open_ledger(place).close()
    engine = engine_of(place)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert context.get_current_revision() == opening.FORM
        assert compare_metadata(context, Base.metadata) == []
    engine.dispose()


def test_what_was_written_is_there_again(place) -> None:
    """What one session kept, another one finds after the ledger was closed."""
    first = open_ledger(place)
    with first.session() as session:
        session.add(Book(location="/rosters/members.xlsx"))
    first.close()
    second = open_ledger(place)
    with second.session() as session:
        assert session.query(Book).one().location == "/rosters/members.xlsx"
    second.close()


def test_a_session_that_fails_leaves_nothing(ledger) -> None:
    """All or nothing: an error inside a session takes back what it did."""
    with pytest.raises(ZeroDivisionError), ledger.session() as session:  # noqa: PT012
        session.add(Book(location="x"))
        session.flush()
        raise ZeroDivisionError
    with ledger.session() as session:
        assert session.query(Book).count() == 0


def _down_to(step: str, connection: Connection) -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    command.downgrade(config, step)


def test_the_steps_can_be_taken_back(place) -> None:
    """Down and up again gives the same tables: no step is a one-way street."""
    open_ledger(place).close()
    engine = engine_of(place)
    with engine.begin() as connection:
        _down_to("base", connection)
    with engine.connect() as connection:
        assert set(inspect(connection).get_table_names()) <= {"alembic_version", "sqlite_sequence"}
    engine.dispose()
    open_ledger(place).close()


def test_an_older_ledger_keeps_what_it_holds(place) -> None:
    """A ledger of the step before is brought up to date, and every notice is still there."""
    open_ledger(place).close()
    engine = engine_of(place)
    with engine.begin() as connection:
        _down_to("0004", connection)
        connection.execute(
            text(
                "INSERT INTO notice (kind, stage, recipient, state, moment) VALUES "
                "('digest', '2026-W47', 'joan@example.org', 'sent', '2026-11-22 02:30:00')"
            )
        )
    engine.dispose()
    ledger = open_ledger(place)
    with ledger.session() as session:
        assert [one.recipient for one in session.query(Notice)] == ["joan@example.org"]
    ledger.close()


def test_several_may_make_it_at_the_same_moment(place) -> None:
    """Two programs that open a new ledger at once both find it whole."""
    errors: list[BaseException] = []

    def open_it() -> None:
        try:
            open_ledger(place).close()
        except BaseException as error:  # noqa: BLE001 - told below
            errors.append(error)

    threads = [threading.Thread(target=open_it) for _ in range(2)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert errors == []


def test_a_newer_ledger_asks_for_a_newer_program(place) -> None:
    """A ledger of a later version is left alone, and the sentence says what to do."""
    open_ledger(place).close()
    engine = engine_of(place)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    with pytest.raises(LedgerError, match="newer Rostercheck"):
        open_ledger(place)


def test_another_file_is_not_taken_for_a_ledger(tmp_path) -> None:
    """A file of another kind is never written over."""
    path = tmp_path / "notes.txt"
    path.write_text("Call Ana on Monday, please")
    with pytest.raises(LedgerUnreadable, match="is not a ledger"):
        open_ledger(path)
    assert path.read_text() == "Call Ana on Monday, please"


def test_a_damaged_ledger_is_said_to_be_damaged(tmp_path) -> None:
    """A file that begins like a ledger and is broken further on ends in a sentence."""
    path = tmp_path / "ledger.sqlite"
    open_ledger(path).close()
    data = bytearray(path.read_bytes())
    data[100:3000] = b"\xff" * 2900
    path.write_bytes(data)
    with pytest.raises(LedgerUnreadable, match="damaged"):
        open_ledger(path)


def test_a_folder_that_is_not_there_is_named(tmp_path) -> None:
    """The sentence names the folder."""
    with pytest.raises(LedgerError, match="There is no folder"):
        open_ledger(tmp_path / "nowhere" / "ledger.sqlite")


def test_a_locked_ledger_asks_to_try_again(tmp_path, monkeypatch) -> None:
    """While another program writes for long, nothing is changed, and the sentence says so."""
    monkeypatch.setattr(opening, "WAIT", 0.1)
    path = tmp_path / "ledger.sqlite"
    open_ledger(path).close()
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    try:
        with pytest.raises(LedgerInUse, match="try again"):
            open_ledger(path)
    finally:
        other.rollback()
        other.close()
    open_ledger(path).close()


def test_a_server_that_does_not_answer_ends_in_a_sentence() -> None:
    """No server at the address: a sentence with the address, and without the password."""
    with pytest.raises(LedgerError) as caught:
        open_ledger("postgresql://ann:secret@127.0.0.1:1/roster")
    assert "127.0.0.1:1/roster" in str(caught.value)
    assert "secret" not in str(caught.value)


def test_help_does_not_load_the_database() -> None:
    """What only a night needs is not loaded for the help: it has to come at once."""
    code = (
        "import sys; import sync.cli; "
        "heavy = {'sqlalchemy', 'alembic', 'schedule', 'structlog', 'filelock', 'jinja2', 'rich'}; "
        "print(heavy & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
