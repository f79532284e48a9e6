"""`rostercheck nightly`: every book of the config once."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from sync.commands.places import config_at, ledger_of
from sync.config import Config
from sync.errors import ConfigError
from sync.nightly.clock import Clock, clock_of
from sync.nightly.night import Report, run_night
from sync.nightly.signals import stopping_on_signals
from sync.nightly.watchers import for_streams, open_log


def run_nightly(config_path: Path | None, *, as_of: date | None) -> bool:
    """Look at every book; give whether all of them could be looked at. Raises RostercheckError."""
    config, path = config_at(config_path)
    if not config.book:
        raise ConfigError(f'{path} names no books. Add one: "rostercheck init WORKBOOK".')
    clock = clock_of(config.nightly)
    with stopping_on_signals(clock):
        return night_of(config, path, clock, as_of).good


def night_of(config: Config, path: Path, clock: Clock, as_of: date | None = None) -> Report:
    """Hold one night, tell whoever wants to know, and send what is to be sent."""
    log = open_log(path.resolve().parent / config.nightly.log) if config.nightly.log else None
    try:
        with ledger_of(config, path) as ledger:
            return run_night(config, path, ledger, clock, as_of=as_of, watcher=for_streams(log))
    finally:
        if log is not None:
            log.close()
