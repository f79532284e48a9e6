"""Opening a ledger: the file or the server, its form brought up to date, errors as sentences."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, IntegrityError, NoSuchModuleError
from sqlalchemy.orm import Session

from sync.errors import LedgerError, LedgerInUse, LedgerUnreadable

FORM = "0005"
"""The step of `migrations/versions` that this program works with."""
WAIT = 30.0
"""Seconds to wait for somebody else who is writing."""
_HEADER = b"SQLite format 3\0"


class Ledger:
    """An open ledger. `session()` gives what reads and writes it, all or nothing."""

    def __init__(self, engine: Engine, name: str) -> None:
        self._engine = engine
        self.name = name

    @property
    def shared(self) -> bool:
        """Whether several machines can work with it at once."""
        return self._engine.dialect.name != "sqlite"

    @contextmanager
    def session(self) -> Iterator[Session]:
        """Give a session; what it did is kept when the block ends well, and undone when not.

        Raises LedgerError with a sentence where the ledger cannot be used.
        """
        with sentences(self.name), Session(self._engine) as session, session.begin():
            yield session

    def close(self) -> None:
        """Let go of the file or the server."""
        self._engine.dispose()


def open_ledger(place: str | Path) -> Ledger:
    """Open a ledger, and make it or bring it up to date where that is needed.

    place: a path, or the URL of a PostgreSQL server. Raises LedgerError with a sentence.
    """
    url, name = _url(place)
    with sentences(name):
        engine = _engine(url)
        try:
            with engine.connect() as connection:
                form = _form(connection)
            if form != FORM:
                _bring_up_to_date(engine, name, form)
        except BaseException:
            engine.dispose()
            raise
    return Ledger(engine, name)


def _url(place: str | Path) -> tuple[URL, str]:
    """Give the URL, and the name for sentences: without the password."""
    if isinstance(place, Path) or "://" not in place:
        path = Path(place).expanduser()
        _check_file(path)
        return URL.create("sqlite", database=str(path)), str(path)
    try:
        url = make_url(place)
    except ArgumentError:
        raise LedgerError(
            "The address of the ledger is not of the form postgresql://user:password@host/name. "
            "Look at [ledger] in rostercheck.toml."
        ) from None
    if url.drivername in {"postgresql", "postgres"}:
        url = url.set(drivername="postgresql+pg8000")
    if url.get_backend_name() not in {"postgresql", "sqlite"}:
        raise LedgerError(
            f"{url.render_as_string(hide_password=True)} is no address for a ledger. It is a file, "
            "or a PostgreSQL server: postgresql://user:password@host/name. Look at [ledger] in "
            "rostercheck.toml."
        )
    return url, url.render_as_string(hide_password=True)


def check_address(place: str) -> None:
    """Raise LedgerError where an address cannot be that of a ledger; nobody is asked there."""
    with sentences("of the config"):
        _engine(_url(place)[0]).dispose()


def _check_file(path: Path) -> None:
    if path.is_dir():
        raise LedgerError(f"{path} is a folder. Name the file of the ledger.")
    if not path.parent.is_dir():
        raise LedgerError(f"There is no folder {path.parent} for the ledger. Make it first.")
    if path.is_file() and path.stat().st_size:
        with path.open("rb") as file:
            if file.read(len(_HEADER)) != _HEADER:
                raise LedgerUnreadable(
                    f"{path} is not a ledger. Name another file in [ledger] in rostercheck.toml."
                )


def _engine(url: URL) -> Engine:
    if url.get_backend_name() == "sqlite":
        engine = create_engine(url, connect_args={"timeout": WAIT})
        event.listen(engine, "connect", _careful)
        event.listen(engine, "begin", _begin_writing)
        return engine
    try:
        return create_engine(url, pool_pre_ping=True)
    except (NoSuchModuleError, ModuleNotFoundError):
        raise LedgerError(
            f"The ledger {url.render_as_string(hide_password=True)} needs a driver that is not "
            'installed. For PostgreSQL: pip install "rostercheck[postgresql]".'
        ) from None


def _careful(connection: Any, _record: object) -> None:
    """Let SQLite hold rows to what they refer to, and delete for good what is deleted.

    Without an isolation level the driver leaves transactions to us, tables made in them included.
    """
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.execute("PRAGMA secure_delete = ON")
    cursor.close()


def _begin_writing(connection: Connection) -> None:
    """Take the lock at once: who has only read cannot always be given it later."""
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _form(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    found = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return None if found is None else str(found)


def _bring_up_to_date(engine: Engine, name: str, form: str | None) -> None:
    """Take the steps that are missing; one machine at a time."""
    from alembic import command  # noqa: PLC0415 - only for a new or an older ledger
    from alembic.config import Config  # noqa: PLC0415
    from alembic.script import ScriptDirectory  # noqa: PLC0415

    config = Config()
    folder = str(Path(__file__).parent / "migrations")
    config.set_main_option("script_location", folder.replace("%", "%%"))
    if form is not None:
        known = {step.revision for step in ScriptDirectory.from_config(config).walk_revisions()}
        if form not in known:
            raise LedgerError(
                f"The ledger {name} was made by a newer Rostercheck. Update this one: "
                "pip install --upgrade rostercheck."
            )
    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(7267)"))
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


@contextmanager
def sentences(name: str) -> Iterator[None]:
    """Turn what a database says into a sentence."""
    try:
        yield
    except IntegrityError:
        raise
    except DBAPIError as error:
        raise _sentence(name, str(error.orig).lower()) from None
    except OSError as error:
        raise LedgerError(
            f"The ledger {name} cannot be reached: {error}. Look at [ledger] in rostercheck.toml."
        ) from None


def _sentence(name: str, said: str) -> LedgerError:
    if "locked" in said or "busy" in said:
        return LedgerInUse(
            f"The ledger {name} is being written by another program. Nothing was changed; "
            "try again in a minute."
        )
    if "readonly" in said or "read-only" in said or "unable to open" in said:
        return LedgerError(
            f"The ledger {name} may not be written. Allow changes to the file and its folder."
        )
    if "full" in said or "no space" in said:
        return LedgerError(f"There is no room left for the ledger {name}. Make room on the disk.")
    if "malformed" in said or "not a database" in said:
        return LedgerUnreadable(
            f"The ledger {name} is damaged. Put back a copy of it, or move it away: a new one is "
            "made at the next run, and the workbooks keep their marks."
        )
    return LedgerError(f"The ledger {name} cannot be used: {said}.")
