"""`serve-schedule`: a process that stays, and holds a night when one is due.

Every minute it asks: has a night been held since it was last due? That one question answers for the
usual night, for the one that was missed while the computer slept, for a clock that was set, and for
the nights on which the hour of the night comes twice or not at all.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from schedule import Scheduler
from sqlalchemy import select

from models.wording import sentence
from sync.config import Config
from sync.errors import RostercheckError
from sync.ledger import Ledger
from sync.ledger.tables import Night
from sync.nightly.clock import Clock, is_quiet, local, moment_at, zone_of
from sync.service_config import LedgerConfig, NightlyConfig, clock

AGAIN = timedelta(minutes=15)
"""After a night that could not be held, the next try."""


def last_due(config: NightlyConfig, moment: datetime) -> datetime:
    """Give when a night was last due, at or before a moment; in UTC.

    Where the hour does not come that day, as in spring, it is due when the clocks have moved on.
    """
    at, today = clock(config.at), local(config, moment).date()
    for days in range(3):
        due = moment_at(config, today - timedelta(days=days), at)
        if due <= moment:
            return due
    raise AssertionError("some day before has that hour")


def last_held(ledger: Ledger, moment: datetime) -> datetime | None:
    """Give when the last night began that came to its end; None: there was none.

    One that lies ahead was held before the clock was set back; it does not count.
    """
    latest = moment.astimezone(UTC) + timedelta(minutes=1)  # sums of local times skip no hour
    with ledger.session() as session:
        return session.scalar(
            select(Night.started)
            .where(Night.state == "done", Night.started <= latest)
            .order_by(Night.started.desc())
            .limit(1)
        )


def is_due(config: NightlyConfig, ledger: Ledger, moment: datetime) -> bool:
    """Whether a night is to begin now. In quiet hours none is; it is caught up after them."""
    if is_quiet(config, moment):
        return False
    held = last_held(ledger, moment)
    return held is None or held < last_due(config, moment)


class Service:
    """The process: asks every minute, holds nights, and stops when it is told to.

    read: reads the config anew, so that a change counts from the next night. open_ledger: opens
    the ledger of a config. hold: holds a night. minutes: how often it asks.
    """

    def __init__(
        self,
        clock: Clock,
        read: Callable[[], Config],
        open_ledger: Callable[[Config], Ledger],
        hold: Callable[[Config, Ledger], object],
        minutes: int = 1,
    ) -> None:
        self._clock, self._read, self._open, self._hold = clock, read, open_ledger, hold
        self._scheduler = Scheduler()
        self._minutes = minutes
        self._tick()
        self._waits: tuple[datetime, datetime] | None = None
        self._held: datetime | None = None
        self._ledger: Ledger | None = None
        self._place: LedgerConfig | None = None
        self.nights = 0

    def _tick(self) -> None:
        """Ask from now on, every so many minutes."""
        self._scheduler.clear()
        self._scheduler.every(self._minutes).minutes.do(self.ask)

    def ask(self) -> None:
        """Hold a night if one is due; what goes wrong is said, and tried again later."""
        moment = self._clock.now()
        if self._waits is not None and self._waits[0] <= moment < self._waits[1]:
            return  # a clock that was set back does not prolong the wait
        self._waits = None
        try:
            config = self._read()
            self._clock.zone = zone_of(config.nightly)
            if not self._held_already(config, moment):
                self._hold_if_due(config, moment)
        except RostercheckError as error:
            self._try_later(str(error), moment)
        except OSError as error:
            where = f"{error.filename}: " if error.filename else ""
            self._try_later(f"{where}{(error.strerror or str(error)).lower()}.", moment)
        except Exception as error:  # noqa: BLE001 - one bad night must not be the last one
            facts = {"fault": type(error).__name__}
            self._try_later(sentence("night.service_fault", facts), moment)

    def _try_later(self, said: str, moment: datetime) -> None:
        print(f"rostercheck: {said}", file=sys.stderr, flush=True)
        self.close()
        self._waits = (moment, moment + AGAIN)

    def _held_already(self, config: Config, moment: datetime) -> bool:
        """Whether this process knows of the night itself: then the ledger need not be asked."""
        held = self._held
        if held is None or held > moment.astimezone(UTC):
            return False
        return held >= last_due(config.nightly, moment)

    def _hold_if_due(self, config: Config, moment: datetime) -> None:
        ledger = self._ledger_of(config)
        if is_due(config.nightly, ledger, moment):
            self._hold(config, ledger)
            self.nights += 1
            self._held = moment.astimezone(UTC)
        else:
            self._held = last_held(ledger, moment)

    def _ledger_of(self, config: Config) -> Ledger:
        """Keep one ledger open: a new one every night would leave a little behind each time."""
        if self._ledger is None or self._place != config.ledger:
            self.close()
            self._ledger, self._place = self._open(config), config.ledger
        return self._ledger

    def close(self) -> None:
        """Let go of the ledger."""
        if self._ledger is not None:
            self._ledger.close()
            self._ledger = None

    def run(self) -> None:
        """Ask now, then every minute, until the clock is stopped."""
        gc.enable()  # a command that ends may go without; a process that stays may not
        self.ask()
        while not self._clock.stopped.is_set():
            self._scheduler.run_pending()
            idle = self._scheduler.idle_seconds or 0.0
            if idle > 60.0 * self._minutes + 1.0:  # the computer's clock was set back
                self._tick()
            self._clock.wait(min(max(idle, 0.5), 60.0))
        self.close()
