"""What is noted in the ledger and asked for by a check of one book: the waivers for it.

A check by hand must say the same as the night, so it looks into the ledger too, if there is one.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path

from models.grants import Grant
from models.wording import worded
from sync.books.google.links import as_link
from sync.config import Config
from sync.errors import ConfigError, SecretError
from sync.secrets import reveal
from sync.service_config import LedgerConfig

LEDGER_NAME = "rostercheck-ledger.sqlite"


def location_of(book: str | Path) -> str:
    """Give a book as the ledger knows it: a file by its whole path, a Google Sheet by its link."""
    return as_link(book) or str(Path(book).expanduser().resolve())


def ledger_place(config: LedgerConfig, config_path: Path) -> str | Path:
    """Give the path of the ledger, or its address. Raises ConfigError."""
    folder = config_path.resolve().parent
    if config.url is not None:
        address = reveal(config.url, folder)
        if "://" not in address:  # it is not shown: a password may stand in it
            raise ConfigError(
                "The address of the ledger is not of the form "
                "postgresql://user:password@host/name. Look at [ledger] in rostercheck.toml. "
                "A file is named by path, not by url."
            )
        return address
    return folder / Path(config.path or LEDGER_NAME).expanduser()


def ledger_at_hand(config: Config, config_path: Path) -> str | Path | None:
    """Give the path or address of the ledger; None: its address is a secret that is not at hand."""
    try:
        return ledger_place(config.ledger, config_path)
    except SecretError:
        return None


def noted_grants(
    config: Config, config_path: Path, book: Path, notices: list[str]
) -> Sequence[Grant]:
    """Give the waivers that the ledger of a config holds for a book. Raises LedgerError.

    Where the address of the ledger is a secret that is not at hand, a notice says so.
    """
    try:
        place = ledger_place(config.ledger, config_path)
    except SecretError as error:
        notices.append(worded("notice.ledger_closed", why=str(error)))
        return ()
    if isinstance(place, Path) and not _holds_any(place):
        return ()
    from sync.ledger import open_ledger  # noqa: PLC0415 - takes a moment to load
    from sync.ledger.waivers import grants_of  # noqa: PLC0415

    ledger = open_ledger(place)
    try:
        with ledger.session() as session:
            return grants_of(session, location_of(book))
    finally:
        ledger.close()


def _holds_any(path: Path) -> bool:
    """Whether the file of a ledger may hold a waiver; asked without waiting for who writes it."""
    if not path.is_file():
        return False
    try:
        connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=1)
    except sqlite3.Error:
        return True
    try:
        return connection.execute("SELECT 1 FROM waiver LIMIT 1").fetchone() is not None
    except sqlite3.Error:
        return True  # the ledger itself says what is wrong with it
    finally:
        connection.close()
