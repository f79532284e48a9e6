"""The clock of the service: the one place where it asks what time it is, and where it waits."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from time import monotonic
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
        return monotonic()

    def wait(self, seconds: float) -> bool:
        """Wait; give whether the service is to stop."""
        return self.stopped.wait(max(seconds, 0.0))

    def stop(self) -> None:
        """Let every wait end, now and later."""
        self.stopped.set()


def zone_of(config: NightlyConfig) -> ZoneInfo | None:
    """Give the time zone that a config asks for; None: the computer's own."""
    return ZoneInfo(config.time_zone) if config.time_zone else None


def clock_of(config: NightlyConfig) -> Clock:
    """Give the clock that a config asks for."""
    return Clock(zone_of(config))


def local(config: NightlyConfig, moment: datetime) -> datetime:
    """Give a moment as the clocks show it where the night is held."""
    return moment.astimezone(zone_of(config))


def moment_at(config: NightlyConfig, day: date, at: time) -> datetime:
    """Give the moment at which the clocks show a time on a day, in UTC.

    An hour that comes twice counts when it comes first; one that does not come, when the clocks
    have moved on.
    """
    # Without a zone the system is asked for that day: today's offset may not be that of yesterday.
    return datetime.combine(day, at, tzinfo=zone_of(config)).astimezone(UTC)


def is_quiet(config: NightlyConfig, moment: datetime) -> bool:
    """Whether a moment lies in the quiet hours, in which no night begins by itself."""
    if config.quiet is None:
        return False
    first, _, last = config.quiet.partition("-")
    start, end, at = clock(first), clock(last), local(config, moment).time()
    return start <= at < end if start <= end else at >= start or at < end


def seconds_to_quiet(config: NightlyConfig, moment: datetime) -> float | None:
    """Give how long it is until the next quiet hours begin; None: there are none."""
    if config.quiet is None:
        return None
    start = clock(config.quiet.partition("-")[0])
    today = local(config, moment).date()
    days = (today + timedelta(days=number) for number in range(3))
    begins = (moment_at(config, day, start) for day in days)
    return next((one - moment).total_seconds() for one in begins if one > moment)
