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
from sync.nightly.clock import is_quiet, seconds_to_quiet
from sync.nightly.night import run_night
from sync.nightly.service import Service, is_due, last_due
from sync.service_config import NightlyConfig
from tests.needs import needs
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


@pytest.fixture
def in_chicago(monkeypatch):
    """Let the computer's own clock be that of Chicago."""
    needs(hasattr(time, "tzset"), "the zone of the computer cannot be set here")
    monkeypatch.setenv("TZ", "America/Chicago")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


EVERY_HALF_HOUR = [
    (datetime(2026, 3, 7, 6, tzinfo=UTC), "02:30"),  # forward on 8 March: 02:30 does not come
    (datetime(2026, 10, 31, 6, tzinfo=UTC), "01:30"),  # back on 1 November: 01:30 comes twice
    (datetime(2028, 2, 27, 6, tzinfo=UTC), "02:30"),  # 29 February
]  # fmt: skip


@pytest.mark.parametrize("zone", ["America/Chicago", None], ids=["named", "the computer's"])
@pytest.mark.parametrize(("begin", "hour"), EVERY_HALF_HOUR)
def test_the_days_on_which_clocks_change_have_one_night(in_chicago, begin, hour, zone) -> None:
    """A night a day through spring, autumn and leap day, also without a time zone in the config."""
    one_night_a_day(begin, hour, zone)


@pytest.mark.slow
@settings(max_examples=8, deadline=None)
@given(st.datetimes(FIRST, LAST), st.sampled_from(["02:30", "01:30"]))
def test_every_day_has_one_night_also_when_the_clocks_change(begin, hour) -> None:
    """Asked every half hour over three days, each day has one night, hour's change or not."""
    one_night_a_day(begin, hour, "America/Chicago")


def one_night_a_day(begin: datetime, hour: str, zone: str | None) -> None:
    config = CONFIG.model_copy(update={"at": hour, "time_zone": zone})
    ledger = open_ledger("sqlite://")
    moment = begin.replace(tzinfo=UTC)
    held(ledger, last_due(config, moment.astimezone(CHICAGO)))
    begun = []
    for _ in range(3 * 48):
        moment += timedelta(minutes=30)
        if is_due(config, ledger, moment.astimezone(CHICAGO if zone else None)):
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


def test_a_night_ends_at_the_quiet_hours_also_when_the_clocks_change(in_chicago) -> None:
    """From one o'clock to seven there are five hours in spring, and seven in autumn."""
    for zone in ("America/Chicago", None):
        config = CONFIG.model_copy(update={"quiet": "07:00-20:00", "time_zone": zone})
        hours = [seconds_to_quiet(config, at(f"{day} 01:00")) / 3600 for day in
                 ("2026-03-08", "2026-07-01", "2026-11-01")]  # fmt: skip
        assert hours == [5, 6, 7]


class SetBack(SimulatedClock):
    """Shows a wrong year at first; after an hour somebody sets it right. Ends after some days."""

    def __init__(self) -> None:
        super().__init__(datetime(2031, 1, 1, 12, 0, tzinfo=UTC))
        self.right = False

    def wait(self, seconds: float) -> bool:
        self.at += timedelta(seconds=max(seconds, 1))
        if not self.right and self.elapsed() > 3600:
            self.at, self.right = datetime(2026, 11, 22, 12, 0, tzinfo=UTC), True
        if self.right and self.at > datetime(2026, 11, 25, 12, 0, tzinfo=UTC):
            self.stop()
        return self.stopped.is_set()


def test_a_clock_that_is_set_back_while_it_runs_stops_no_night(tmp_path, library_clock) -> None:
    """After years were taken off the clock of the computer, each day has its night as before."""
    write(tmp_path / "members.xlsx", ANA)
    (tmp_path / "rostercheck.toml").write_text(
        '[[book]]\npath = "members.xlsx"\nflags = "none"\n[nightly]\ntime_zone = "UTC"\n'
    )
    clock = SetBack()
    library_clock(clock)
    held: list[datetime] = []
    service = service_in(tmp_path, clock)
    hold = service._hold

    def noted(config, ledger) -> None:
        held.append(clock.now())
        hold(config, ledger)

    service._hold = noted
    service.run()
    assert [moment.date().isoformat() for moment in held] == [
        "2031-01-01", "2026-11-22", "2026-11-23", "2026-11-24", "2026-11-25",
    ]  # fmt: skip


def test_a_wait_does_not_last_for_years_when_the_clock_is_set_back(tmp_path, capsys) -> None:
    """A try that failed under a wrong year is made again as soon as the clock is right."""
    clock = SimulatedClock(datetime(2031, 1, 1, 12, 0, tzinfo=UTC))
    tries: list[datetime] = []

    def read():
        tries.append(clock.now())
        raise LedgerInUse("The ledger is being written by another program.")

    service = Service(clock, read, lambda _config: None, lambda *_: None)
    service.ask()
    clock.at = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
    service.ask()
    assert len(tries) == 2
    capsys.readouterr()


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (KeyError("Ana Ruiz"), "a fault in Rostercheck (KeyError)"),
        (OSError(28, "No space left on device"), "no space left on device"),
    ],
)
def test_a_night_that_goes_wrong_is_not_the_last_one(tmp_path, capsys, fault, words) -> None:
    """What nobody foresaw ends in a sentence that names nobody; the process tries again."""
    path = tmp_path / "rostercheck.toml"
    path.write_text('[[book]]\npath = "members.xlsx"\n')
    clock = SimulatedClock()
    held = []

    def hold(*_words) -> None:
        held.append(clock.now())
        if len(held) == 1:
            raise fault

    service = Service(clock, lambda: read_config(path), lambda _: open_ledger("sqlite://"), hold)
    for _ in range(16):
        service.ask()
        clock.at += timedelta(minutes=1)
    service.close()
    said = capsys.readouterr().err
    assert words in said
    assert "Ana" not in said
    assert [(moment - held[0]).seconds // 60 for moment in held] == [0, 15]


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
@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
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
