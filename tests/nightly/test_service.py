"""The process that stays: one night a day whatever the clock does, and it stops when told to."""

from __future__ import annotations

import gc
import signal
import subprocess
import sys
import time
import types
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import psutil
import pytest
import schedule
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from sync.config import read_config
from sync.errors import LedgerInUse
from sync.ledger import open_ledger
from sync.ledger.tables import Night
from sync.nightly.clock import is_quiet
from sync.nightly.night import run_night
from sync.nightly.service import Service, is_due, last_due
from sync.service_config import NightlyConfig
from tests.nightly.conftest import ANA, BEN, SimulatedClock, write

CHICAGO = ZoneInfo("America/Chicago")
FIRST, LAST = datetime(2024, 2, 1), datetime(2028, 3, 5)  # noqa: DTZ001 - UTC is put on
CONFIG = NightlyConfig(time_zone="America/Chicago", at="02:30")


def held(ledger, *moments: datetime, state: str = "done") -> None:
    """Let nights have been held."""
    with ledger.session() as session:
        for moment in moments:
            session.add(
                Night(started=moment, as_of=moment.date(), program="0", host="h", state=state)
            )


@pytest.fixture
def ledger():
    found = open_ledger("sqlite://")
    yield found
    found.close()


def at(text: str, fold: int = 0) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=CHICAGO, fold=fold)


def test_a_night_is_due_at_its_hour_and_once(ledger) -> None:
    """Before half past two none is due, then one is, and when it was held none until tomorrow."""
    held(ledger, at("2026-11-21 02:30"))
    assert not is_due(CONFIG, ledger, at("2026-11-22 02:29"))
    assert is_due(CONFIG, ledger, at("2026-11-22 02:30"))
    held(ledger, at("2026-11-22 02:30"))
    assert not is_due(CONFIG, ledger, at("2026-11-22 02:31"))
    assert not is_due(CONFIG, ledger, at("2026-11-23 02:29"))


def test_a_missed_night_is_caught_up(ledger) -> None:
    """The computer slept: once it is awake the night is held, and one only for many missed."""
    held(ledger, at("2026-11-18 02:30"))
    assert is_due(CONFIG, ledger, at("2026-11-22 09:12"))
    held(ledger, at("2026-11-22 09:12"))
    assert not is_due(CONFIG, ledger, at("2026-11-22 23:59"))
    assert is_due(CONFIG, ledger, at("2026-11-23 02:30"))


def test_a_night_that_was_broken_off_is_held_again(ledger) -> None:
    """A night that did not come to its end does not count."""
    held(ledger, at("2026-11-22 02:30"), state="broken off")
    assert is_due(CONFIG, ledger, at("2026-11-22 03:00"))


def test_no_night_begins_in_quiet_hours(ledger) -> None:
    """What was missed is caught up when the quiet hours are over, also where they span midnight."""
    day = CONFIG.model_copy(update={"quiet": "07:00-20:00"})
    assert not is_due(day, ledger, at("2026-11-22 09:12"))
    assert is_due(day, ledger, at("2026-11-22 20:00"))
    night = CONFIG.model_copy(update={"quiet": "22:00-02:00"})
    assert is_quiet(night, at("2026-11-22 23:00"))
    assert is_quiet(night, at("2026-11-22 01:59"))
    assert not is_quiet(night, at("2026-11-22 02:00"))


def test_a_clock_that_was_set_back_does_not_silence_the_service(ledger) -> None:
    """A night that lies ahead by a wrong clock is not taken for one that was held."""
    held(ledger, at("2031-01-01 02:30"))
    assert is_due(CONFIG, ledger, at("2026-11-22 02:30"))


@pytest.mark.slow
@settings(max_examples=8, deadline=None)
@given(st.datetimes(FIRST, LAST), st.sampled_from(["02:30", "01:30"]))
def test_every_day_has_one_night_also_when_the_clocks_change(begin, hour) -> None:
    """Asked every half hour over three days, each day has one night, hour's change or not."""
    config = CONFIG.model_copy(update={"at": hour})
    ledger = open_ledger("sqlite://")
    moment = begin.replace(tzinfo=UTC)
    held(ledger, last_due(config, moment.astimezone(CHICAGO)))
    begun = []
    for _ in range(3 * 48):
        moment += timedelta(minutes=30)
        if is_due(config, ledger, moment.astimezone(CHICAGO)):
            held(ledger, moment)
            begun.append(moment.astimezone(CHICAGO).date())
    ledger.close()
    assert len(begun) == 3
    assert len(set(begun)) == len(begun)
    assert begun == [begun[0] + timedelta(days=n) for n in range(len(begun))]


class Fast(SimulatedClock):
    """Waits take no time; after so many days the service is told to stop."""

    def __init__(self, days: int) -> None:
        super().__init__(datetime(2026, 1, 1, 12, 0, tzinfo=UTC))
        self.last = self.start + timedelta(days=days)

    def wait(self, seconds: float) -> bool:
        self.at += timedelta(seconds=max(seconds, 1))
        if self.at >= self.last:
            self.stop()
        return self.stopped.is_set()


@pytest.fixture
def library_clock(monkeypatch):
    """Let the library that ticks follow a clock of ours."""

    def follow(clock: SimulatedClock) -> None:
        class Ours(datetime):
            @classmethod
            def now(cls, tz=None):
                found = clock.now() if tz else clock.now().replace(tzinfo=None)
                return found.astimezone(tz) if tz else found

        fake = types.SimpleNamespace(datetime=Ours, timedelta=timedelta, time=datetime.time)
        monkeypatch.setattr(schedule, "datetime", fake)

    return follow


def service_in(folder: Path, clock: SimulatedClock) -> Service:
    path = folder / "rostercheck.toml"
    place = folder / "rostercheck-ledger.sqlite"
    return Service(
        clock,
        read=lambda: read_config(path),
        open_ledger=lambda _config: open_ledger(place),
        hold=lambda config, ledger: run_night(config, path, ledger, clock),
        minutes=30,
    )


def test_a_ledger_in_use_is_tried_again_a_quarter_of_an_hour_later(tmp_path, capsys) -> None:
    """What stands in the way is said once, and the service goes on."""
    write(tmp_path / "members.xlsx", ANA)
    (tmp_path / "rostercheck.toml").write_text('[[book]]\npath = "members.xlsx"\n')
    clock = SimulatedClock()
    tries = []

    def opened(_config):
        tries.append(clock.now())
        if len(tries) == 1:
            raise LedgerInUse("The ledger is being written by another program.")
        return open_ledger(tmp_path / "ledger.sqlite")

    config = tmp_path / "rostercheck.toml"
    service = Service(
        clock, lambda: read_config(config), opened,
        lambda found, ledger: run_night(found, config, ledger, clock),
    )  # fmt: skip
    for _ in range(16):
        service.ask()
        clock.at += timedelta(minutes=1)
    assert len(tries) == 2
    assert tries[1] - tries[0] == timedelta(minutes=15)
    assert service.nights == 1
    service.close()
    assert "another program" in capsys.readouterr().err


@pytest.mark.slow
def test_memory_does_not_grow_over_a_year(tmp_path, library_clock) -> None:
    """365 nights of one process: each is held, and the last month takes what the first took."""
    write(tmp_path / "members.xlsx", ANA, BEN)
    (tmp_path / "rostercheck.toml").write_text(
        '[[book]]\npath = "members.xlsx"\npack = "wisconsin"\ndate_order = "mdy"\n'
        'flags = "in_place"\n[nightly]\ntime_zone = "UTC"\n'
    )
    clock = Fast(365)
    library_clock(clock)
    used: list[int] = []
    process = psutil.Process()

    service = service_in(tmp_path, clock)
    hold = service._hold

    def measured(config, ledger) -> None:
        write(tmp_path / "members.xlsx", ANA, [*BEN[:5], len(used)])  # she types every day
        hold(config, ledger)
        gc.collect()
        used.append(process.memory_info().rss)

    service._hold = measured
    service.run()
    assert service.nights == 366  # the first one is caught up at once
    early, late = sorted(used[40:70])[15], sorted(used[-30:])[15]
    assert late - early < 4 << 20
    ledger = open_ledger(tmp_path / "rostercheck-ledger.sqlite")
    with ledger.session() as session:
        assert len(session.scalars(select(Night)).all()) == 366
    ledger.close()


@pytest.mark.skipif(sys.platform == "win32", reason="signals of this kind are not sent there")
@pytest.mark.parametrize(
    "number", [signal.SIGTERM, pytest.param(signal.SIGINT, marks=[pytest.mark.slow])]
)
def test_a_signal_stops_the_process_cleanly(tmp_path, number) -> None:
    """The process holds the night that is due, stops at a signal, says so, and ends with 0."""
    write(tmp_path / "members.xlsx", ANA, BEN)
    (tmp_path / "rostercheck.toml").write_text('[[book]]\npath = "members.xlsx"\n')
    command = [sys.executable, "-m", "sync", "serve-schedule"]
    config = ["--config", str(tmp_path / "rostercheck.toml")]
    process = subprocess.Popen([*command, *config], stdout=subprocess.PIPE, text=True)
    with process:
        lines = iter(process.stdout.readline, "")
        assert any("night ends" in line for line in lines)
        time.sleep(0.2)
        process.send_signal(number)
        assert "Stopped." in process.stdout.read()
        assert process.wait(timeout=20) == 0
    assert (tmp_path / "members-flagged.xlsx").exists()
