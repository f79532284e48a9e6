"""`rostercheck nightly` and `serve-schedule`: every book of the config, once or every night."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

from models.language import speak
from models.wording import sentence
from sync.commands.places import config_at, ledger_of
from sync.config import Config
from sync.errors import ConfigError
from sync.ledger import Ledger, open_ledger
from sync.nightly.clock import Clock, clock_of
from sync.nightly.languages import Languages
from sync.nightly.night import Report, run_night
from sync.nightly.signals import stopping_on_signals
from sync.nightly.watchers import for_streams, open_log, tell_after
from sync.noted import ledger_place
from sync.notify.after import after_night


def run_nightly(config_path: Path | None, *, as_of: date | None, words: bool = False) -> bool:
    """Look at every book; give whether all of them could be looked at. Raises RostercheckError."""
    config, path = config_at(config_path)
    if not config.book:
        raise ConfigError(f'{path} names no books. Add one: "rostercheck init WORKBOOK".')
    clock = clock_of(config.nightly)
    with stopping_on_signals(clock), ledger_of(config, path) as ledger:
        return night_of(config, path, ledger, clock, as_of, words=words).good


def night_of(
    config: Config,
    path: Path,
    ledger: Ledger,
    clock: Clock,
    as_of: date | None = None,
    *,
    words: bool = False,
) -> Report:
    """Hold one night, tell whoever wants to know, and send what is to be sent.

    What is said of the night as a whole is said in the language that all books share.
    """
    with speak(Languages(config, path).shared):
        return _night_of(config, path, ledger, clock, as_of, words=words)


def _night_of(
    config: Config, path: Path, ledger: Ledger, clock: Clock, as_of: date | None, *, words: bool
) -> Report:
    name = config.nightly.log
    log = open_log(path.resolve().parent / Path(name).expanduser()) if name else None
    try:
        watcher = for_streams(log, words=words)
        patient = not sys.stderr.isatty()  # who looks on does not want to wait
        report = run_night(
            config, path, ledger, clock, as_of=as_of, watcher=watcher, patient=patient
        )
        after = after_night(config, path, ledger, report)
        tell_after(after.letters, after.failed, after.said, words=words, log=log)
    finally:
        if log is not None:
            log.close()
    return report


def run_service(config_path: Path | None) -> None:
    """Stay, and hold a night whenever one is due. Raises RostercheckError before the first."""
    from sync.nightly.service import Service  # noqa: PLC0415 - only for a process that stays

    config, path = config_at(config_path)
    clock = clock_of(config.nightly)

    def hold(config: Config, ledger: Ledger) -> None:
        night_of(config, path, ledger, clock)

    service = Service(
        clock,
        read=lambda: config_at(config_path)[0],
        open_ledger=lambda config: open_ledger(ledger_place(config.ledger, path)),
        hold=hold,
    )
    with speak(Languages(config, path).shared):
        zone = config.nightly.time_zone or sentence("night.this_computer", {})
        facts = {"time": config.nightly.at, "zone": zone}
        print(sentence("night.every_day", facts), flush=True)
        with stopping_on_signals(clock):
            service.run()
        print(sentence("night.service_ended", {}), flush=True)
