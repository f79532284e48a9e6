"""The clock of the service: the one place where it asks what time it is, and where it waits."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sync.service_config import NightlyConfig, clock


@dataclass(slots=True)
class Clock:
    """The time, in the zone of the association, and a wait that a signal can end.

    zone: None: the computer's own.
    """

    zone: ZoneInfo | None = None
    stopped: threading.Event = field(default_factory=threading.Event)

    def now(self) -> datetime:
        """Give the present moment, with its zone."""
        return datetime.now(self.zone) if self.zone else datetime.now().astimezone()

    def today(self) -> date:
        """Give the day."""
        return self.now().date()

    def elapsed(self) -> float:
        """Give seconds on a clock that nobody sets back."""
        return time.monotonic()

    def wait(self, seconds: float) -> bool:
        """Wait; give whether the service is to stop."""
        return self.stopped.wait(max(seconds, 0.0))

    def stop(self) -> None:
        """Let every wait end, now and later."""
        self.stopped.set()


def clock_of(config: NightlyConfig) -> Clock:
    """Give the clock that a config asks for."""
    return Clock(ZoneInfo(config.time_zone) if config.time_zone else None)


def is_quiet(config: NightlyConfig, moment: datetime) -> bool:
    """Whether a moment lies in the quiet hours, in which no book is touched."""
    if config.quiet is None:
        return False
    first, _, last = config.quiet.partition("-")
    start, end, at = clock(first), clock(last), moment.time()
    return start <= at < end if start <= end else at >= start or at < end


def seconds_to_quiet(config: NightlyConfig, moment: datetime) -> float | None:
    """Give how long it is until the next quiet hours begin; None: there are none."""
    if config.quiet is None:
        return None
    start = clock(config.quiet.partition("-")[0])
    begins = moment.replace(hour=start.hour, minute=start.minute, second=0, microsecond=0)
    if begins <= moment:
        begins += timedelta(days=1)
    return (begins - moment).total_seconds()
