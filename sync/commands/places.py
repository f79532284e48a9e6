"""What the commands of the service share: the config, and the ledger that it names."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sync.config import FILE_NAME, Config, read_config
from sync.errors import ConfigError
from sync.ledger import Ledger, open_ledger
from sync.noted import LEDGER_NAME, ledger_place

__all__ = ["LEDGER_NAME", "config_at", "ledger_of", "ledger_place"]


def config_at(path: Path | None) -> tuple[Config, Path]:
    """Read the config that is named, or the one in the present folder. Raises ConfigError."""
    found = path or Path(FILE_NAME)
    if not found.is_file():
        raise ConfigError(
            f"There is no config {found}. "
            f'Name it with --config, or make one with "rostercheck init WORKBOOK".'
        )
    return read_config(found), found


@contextmanager
def ledger_of(config: Config, config_path: Path, *, must_be: bool = False) -> Iterator[Ledger]:
    """Open the ledger of a config. must_be: it is not made anew. Raises LedgerError."""
    place = ledger_place(config.ledger, config_path)
    if must_be and isinstance(place, Path) and not place.is_file():
        raise ConfigError(
            f'There is no ledger yet ({place}). "rostercheck nightly" makes it at its first run.'
        )
    ledger = open_ledger(place)
    try:
        yield ledger
    finally:
        ledger.close()


def settings_folder() -> Path:
    """Give the folder in which this computer keeps settings of programs."""
    if os.name == "nt":
        return Path(os.environ.get("APPDATA", str(Path.home()))) / "Rostercheck"
    return Path(os.environ.get("XDG_CONFIG_HOME", str(Path.home() / ".config"))) / "rostercheck"
