"""Hours that may be a time whose format is lost are asked about, never counted."""

from __future__ import annotations

from datetime import time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.cells import Parsed, Raw
from models.intake.fields import Role
from models.intake.grid import Grid
from models.intake.losttimes import without_lost_times
from models.intake.people import memos
from models.layering import load_pack
from models.records import Table, TableKind

MEMOS = memos(load_pack("national"), None)
LOG = Table(TableKind.TRAINING, "Log", 1, {"name": 1, "hours": 2}, {})
ROSTER = Table(TableKind.ROSTER, "Log", 1, {"name": 1, "training_hours": 2}, {})


def read(*hours: Raw, table: Table = LOG) -> list[Parsed[float]]:
    """Read a table with these cells in its column of hours."""
    rows: list[list[Raw]] = [["Name", "Hours"], *(["Ana Ruiz", one] for one in hours)]
    parsers = without_lost_times(MEMOS, Grid("Log", rows), table)
    return [parsers[Role.HOURS][one] for one in hours]


def as_day(hours: int, minutes: int = 0) -> float:
    """Give a time as a spreadsheet keeps it."""
    return (hours * 60 + minutes) / 1440


@pytest.mark.parametrize("clock", [(0, 45), (1, 0), (1, 30), (2, 0), (2, 30), (4, 0), (7, 0)])
def test_a_time_without_its_format_is_asked_about(clock: tuple[int, int]) -> None:
    """1:30 comes as 0.0625, and nobody types 0.0625 for hours; the others are as they were."""
    doubted, *others = read(as_day(*clock), 15, 6.5, 3, 12)
    assert doubted.value is None
    assert f"{clock[0]}:{clock[1]:02}" in str(doubted.problem)
    assert [one.value for one in others] == [15, 6.5, 3, 12]


def test_the_sentence_says_both_and_what_to_type() -> None:
    """What it may be, and how to write either so that it is certain."""
    (doubted,) = read(0.0625)
    assert doubted.problem == (
        '"0.0625" may be a length of time, 1:30, that came without its format. Type which it is, '
        "with its unit: 1.5 h or 3.75 min."
    )
    assert [one.value for one in read("1.5 h", "3.75 min", 15)] == [1.5, 0.0625, 15]


def test_among_times_a_quarter_is_one_too() -> None:
    """Where most parts of an hour came as times, 6:00 is no quarter of an hour."""
    times = [as_day(1, 30), as_day(2, 30), as_day(6)]
    assert [one.value for one in read(*times, 15, 2)] == [None, None, None, 15, 2]


def test_among_totals_that_are_times_an_hour_and_a_half_is_one_too() -> None:
    """A roster that keeps 36:00 hands over 1.5; a log has no entry of a day and a half."""
    times = [as_day(12, 30), as_day(15), as_day(36), as_day(9, 45)]
    totals = read(*times, table=ROSTER)
    assert [one.value for one in totals] == [None] * 4
    assert "36:00" in str(totals[2].problem)
    assert read(*times)[2].value == 1.5
    typed = read(as_day(1, 30), 15, 40, 1.5, table=ROSTER)
    assert [one.value for one in typed] == [None, 15, 40, 1.5]


def test_one_odd_number_does_not_make_a_log_doubtful() -> None:
    """Half hours stay half hours beside a single 0.0625."""
    assert [one.value for one in read(0.0625, 0.5, 0.25, 0.75, 1.5)][1:] == [0.5, 0.25, 0.75, 1.5]


def test_what_a_format_or_a_unit_tells_is_certain() -> None:
    """Times that are known as such, and texts with a unit, are read as ever."""
    said = read(time(1, 30), timedelta(hours=36), "1:30", "0.0625 h", as_day(1, 30))
    assert [one.value for one in said] == [1.5, 36, 1.5, 0.0625, None]


def test_a_tick_is_no_number() -> None:
    """TRUE equals 1 in Python and is no hour."""
    tick, one, *_ = read(True, 1, as_day(1, 30), as_day(2, 30))
    assert tick.value is None
    assert "a tick" in str(tick.problem)
    assert one.value == 1


@given(st.lists(st.decimals(0, 40, places=2), max_size=20), st.booleans())
def test_hours_as_people_type_them_are_never_doubted(typed: list[object], as_text: bool) -> None:
    """Numbers with two places at the most are the numbers that were typed."""
    cells: list[Raw] = [str(one) if as_text else float(str(one)) for one in typed]
    assert [one.value for one in read(*cells)] == [float(str(one)) for one in typed]


@given(st.lists(st.integers(1, 47).map(lambda half: half / 48), min_size=3, max_size=20))
def test_a_log_of_times_is_never_counted_as_parts_of_an_hour(days: list[float]) -> None:
    """Whatever else stands there: a time that can be nothing else is never a number of hours."""
    cells = [*days, *[as_day(1, 30)] * len(days)]
    assert all(one.value is None for one in read(*cells)[len(days) :])
