"""When a cell says a certain number of clock hours, and when it does not."""

# ruff: noqa: DTZ001  a date in a cell has no time zone

from __future__ import annotations

import math
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.cells import (
    Raw,
    parse_hours,
    quoted,
)
from tests.models.cell_strategies import raws


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        (15, 15.0),
        (12.5, 12.5),
        (0, 0.0),
        ("15", 15.0),
        ("15 hrs", 15.0),
        ("15hrs.", 15.0),
        ("15 hours", 15.0),
        ("1 Hour", 1.0),
        ("15 horas", 15.0),
        ("12 clock hours", 12.0),
        ("12.5h", 12.5),
        (".5", 0.5),
        ("12,5 h", 12.5),
        ("0,125", 0.125),
        ("1,500.5", 1500.5),
        ("1.500,5", 1500.5),
        ("1:30", 1.5),
        ("01:30:00", 1.5),
        ("100:15", 100.25),
        ("1:30 hrs", 1.5),
        (time(1, 30), 1.5),
        (time(0), 0.0),
        (timedelta(hours=36, minutes=15), 36.25),
        ("90 min", 1.5),
        ("90 minutes", 1.5),
        ("1 h 30 min", 1.5),
        ("1 hr, 30 mins", 1.5),
        ("1 hour and 30 minutes", 1.5),
        ("1h30", 1.5),
        ("1h30m", 1.5),
        ("½", 0.5),
        ("1½", 1.5),
        ("1 ½ hrs", 1.5),
        ("1 1/2 hrs", 1.5),
        ("1 1/2", 1.5),
        ("3/4 hr", 0.75),
        ("１２．５", 12.5),
        ("12\u00a0h", 12.0),
        ("none", 0.0),
        ("Zero", 0.0),
    ],
)
def test_hours(raw: Raw, value: float) -> None:
    """Clock hours are read however a person writes them."""
    assert parse_hours(raw) == (value, None)


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        ("12+", "not a number of hours that can be counted"),
        ("approx. 20", "not a number of hours that can be counted"),
        ("~20", "not a number of hours that can be counted"),
        ("20?", "not a number of hours that can be counted"),
        ("about 12", "not a number of hours that can be counted"),
        ("12²", "not a number of hours that can be counted"),
        ("1e3", "not a number of hours that can be counted"),
        ("1_000", "not a number of hours that can be counted"),
        ("١٢", "not a number of hours that can be counted"),
        ("15 hrs 2", "not a number of hours that can be counted"),
        ("1h 75", "not a number of hours that can be counted"),
        ("1:75", "not a number of hours that can be counted"),
        ("90m", "not a number of hours that can be counted"),
        (math.nan, "not a number of hours that can be counted"),
        ("10-12", "more than one number"),
        ("10 to 12", "more than one number"),
        ("10 – 12 hrs", "more than one number"),
        ("12+3", "a sum to be worked out"),
        ("2 days", "not in hours"),
        ("1 week", "not in hours"),
        ("1.5 CEU", "not in clock hours"),
        ("1.5 C.E.U.s", "not in clock hours"),
        ("3 credits", "not in clock hours"),
        ("6 contact hours", "not in clock hours"),
        ("2:30 PM", "a time of day"),
        ("-3", "less than zero"),
        (-3, "less than zero"),
        (timedelta(hours=-1), "less than zero"),
        (math.inf, "more hours than can be right"),
        (200_000, "more hours than can be right"),
        ("1,500", "read in two ways"),
        ("3/4", "a fraction or a date"),
        ("-", "may mean none or not known"),
        ("—", "may mean none or not known"),
        ("N/A", "may mean none or not known"),
        (datetime(2025, 1, 2), "is a date here"),
        (date(2025, 1, 2), "is a date here"),
        (True, "is a tick"),
    ],
)
def test_not_hours(raw: Raw, words: str) -> None:
    """What gives no certain number of clock hours is a problem that says what to type."""
    value, problem = parse_hours(raw)
    assert value is None
    assert problem
    assert problem.startswith(quoted(raw))
    assert words in problem


@given(st.integers(0, 99_999 * 60))
def test_hours_come_back(minutes: int) -> None:
    """Hours written as a decimal, with units, by the clock, or in minutes come back the same."""
    hours = minutes / 60
    whole, rest = divmod(minutes, 60)
    forms: list[Raw] = [hours, timedelta(minutes=minutes), f"{whole}:{rest:02}", f"{minutes} min"]
    forms += [f"{whole} h {rest} min", f"{whole}h{rest:02}", f"{whole} hrs and {rest} minutes"]
    assert {parse_hours(form).value for form in forms} == {hours}


@given(st.decimals(0, 99_999, places=2))
def test_decimals_come_back(number: Any) -> None:
    """A number with two places is read as that very number, with a point or a comma."""
    for form in (f"{number}", f"{number} hrs", f"{number}".replace(".", ","), float(number)):
        assert parse_hours(form).value == float(number)


@given(st.lists(st.integers(1, 12 * 3600), min_size=1, max_size=300))
def test_sums_are_exact_enough(seconds: list[int]) -> None:
    """A sum of hours is off by far less than a second."""
    total = sum(parse_hours(part / 3600).value or 0.0 for part in seconds)
    assert abs(total * 3600 - sum(seconds)) < 0.01


@given(raws)
def test_hours_are_stable(raw: Raw) -> None:
    """Hours that were read, read again, are the same, never below zero, never endless."""
    once = parse_hours(raw)
    assert parse_hours(once.value).value == once.value
    assert once.value is None or 0 <= once.value <= 100_000


@given(
    st.integers(0, 999), st.sampled_from(["+", "?", "~", " approx", " ish", " CEU", "-20", " or 9"])
)
def test_doubt_is_never_dropped(number: int, doubt: str) -> None:
    """A number with a word or a sign of doubt beside it is never taken for the number."""
    assert parse_hours(f"{number}{doubt}").value is None
