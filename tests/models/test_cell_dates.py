"""When a cell says a certain date, and when it does not."""

# ruff: noqa: DTZ001  a date in a cell has no time zone

from __future__ import annotations

import math
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.cells import (
    DateOrder,
    Raw,
    dates,
    parse_date,
    quoted,
)
from tests.models.cell_strategies import odd_texts, raws

MDY, DMY = DateOrder.MDY, DateOrder.DMY
MARCH_4 = date(2025, 3, 4)


@pytest.mark.parametrize(
    "raw",
    [
        date(2025, 3, 4),
        datetime(2025, 3, 4),
        datetime(2025, 3, 4, 13, 30),
        45720,
        45720.0,
        45720.75,
        20250304,
        "20250304",
        "2025-03-04",
        "2025-3-4",
        "2025/03/04",
        "2025.03.04",
        "2025-03-04T00:00:00",
        "2025-03-04 13:30",
        "Mar 4 2025",
        "mar 4, 2025",
        "MARCH 4 2025",
        "4 March 2025",
        "4 march, 2025",
        "March 4th, 2025",
        "4th of March 2025",
        "4-Mar-25",
        "04-Mar-2025",
        "4Mar2025",
        "Mar. 4, '25",
        "2025 March 4",
        "2025-Mar-04",
        "Tuesday, March 4, 2025",
        "Tue 4 Mar 2025",
        "4 de marzo de 2025",
        "martes, 4 de marzo de 2025",
        "4 mar. 2025",
        "4.3.2025",
        "04.03.25",
        "  4\u00a0March\u00a02025 ",
    ],
)
def test_certain_dates(raw: Raw) -> None:
    """These say 4 March 2025 without anything declared."""
    assert parse_date(raw) == (MARCH_4, None)


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("Sept. 4, 2025", date(2025, 9, 4)),
        ("4 sept 2025", date(2025, 9, 4)),
        ("1 ene 2024", date(2024, 1, 1)),
        ("12 de agosto del 2024", date(2024, 8, 12)),
        ("31/12/1999", date(1999, 12, 31)),
        ("12/31/1999", date(1999, 12, 31)),
        ("5/5/2025", date(2025, 5, 5)),
        ("29-2-2024", date(2024, 2, 29)),
        ("3/14/25 2:30 PM", date(2025, 3, 14)),
        ("18264", None),
        (18264, date(1950, 1, 1)),
        (73050, date(2099, 12, 31)),
    ],
)
def test_other_dates(raw: Raw, value: date | None) -> None:
    """Names of months, a number above 12, or two equal numbers settle the order."""
    assert parse_date(raw).value == value


@pytest.mark.parametrize("text", ["3/4/25", "03/04/2025", "3-4-2025", "3 / 4 / 25", "3/4/25 14:30"])
def test_declared_order(text: str) -> None:
    """Numbers alone follow the order that the book declares; without one they are not guessed."""
    assert parse_date(text, MDY).value == MARCH_4
    assert parse_date(text, DMY).value == date(2025, 4, 3)
    value, problem = parse_date(text)
    assert value is None
    assert problem
    assert problem.startswith(f'"{text}" could be 4 March or 3 April 2025.')


def test_contradicted_order() -> None:
    """A date that does not fit the declared order is a problem, never swapped."""
    for text, order in (("25/3/2025", MDY), ("3/25/2025", DMY)):
        value, problem = parse_date(text, order)
        assert value is None
        assert problem
        assert problem.startswith(f'"{text}" has no month 25')


def test_dots() -> None:
    """Dots mean day.month.year; where month first is declared, only a number above 12 helps."""
    assert parse_date("4.3.2025").value == parse_date("4.3.2025", DMY).value == MARCH_4
    assert parse_date("4.3.2025", MDY).value is None
    assert parse_date("14.3.2025", MDY).value == date(2025, 3, 14)
    assert parse_date("3.14.2025", MDY).value == date(2025, 3, 14)
    assert parse_date("3.14.2025").value is None


@pytest.mark.parametrize(
    ("text", "year"), [("3/14/00", 2000), ("3/14/49", 2049), ("3/14/70", 1970), ("3/14/99", 1999)]
)
def test_two_digit_years(text: str, year: int) -> None:
    """Two digits mean 1970 to 2049."""
    assert parse_date(text).value == date(year, 3, 14)


def test_uncertain_century() -> None:
    """50 to 69 could be a degree long ago or an expiry date far ahead: all four digits, please."""
    value, problem = parse_date("14 Mar 62")
    assert value is None
    assert problem == (
        '"14 Mar 62" could mean the year 1962 or 2062. Type the year with four digits.'
    )


@pytest.mark.parametrize(
    "raw",
    [0, 0.0, time(0), timedelta(0), date(1899, 12, 30), datetime(1899, 12, 31), "1/0/1900",
     "12/30/1899", "0-Jan-00"],
)  # fmt: skip
def test_day_zero(raw: Raw) -> None:
    """Day 0 of the calendar is what a formula makes of an empty cell: blank."""
    assert parse_date(raw).blank


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        ("March 2025", "is not a full date"),
        ("2025", "is not a full date"),
        ("3/2025", "is not a full date"),
        ("2025-03", "is not a full date"),
        ("3/4/25-3/6/25", "more than one date"),
        ("March 4, 2025 and March 6, 2025", "more than one date"),
        ("exp. 3/4/2025", "more than a date"),
        ("signed 3/4/25", "more than a date"),
        ("March 4, 2025 (late)", "more than a date"),
        ("3/4/25¹", "more than a date"),
        ("2025-03-04T05:00:00.000Z", "more than a date"),
        ("Spring 2024", "is not a date"),
        ("n/a", "is not a date"),
        ("pending", "is not a date"),
        ("?", "is not a date"),
        ("Marchh 4 2025", "is not a date"),
        ("3/4-25", "is not a date"),
        ("２/٣/2025", "is not a date"),
        ("2/31/2025", "February 2025 has 28 days"),
        ("31 Feb 2025", "February 2025 has 28 days"),
        ("2025-13-01", "no month 13"),
        ("0/5/2025", "no month 0"),
        ("Wednesday, March 4, 2025", "wrong weekday"),
        ("3/14/2500", "the year 2500"),
        ("1066-10-14", "the year 1066"),
        (date(1, 1, 1), "the year 1"),
        (datetime(1899, 12, 30, 13, 30), "the year 1899"),
        (12, "is a number, not a date"),
        (18263, "is a number, not a date"),
        (73051, "is a number, not a date"),
        (-1, "is a number, not a date"),
        (math.nan, "is a number, not a date"),
        (True, "is not a date"),
        (time(13, 30), "is not a date"),
        (timedelta(hours=2), "is not a date"),
    ],
)
def test_not_a_date(raw: Raw, words: str) -> None:
    """What names no certain day is a problem that quotes the cell and says why."""
    value, problem = parse_date(raw)
    assert value is None
    assert problem
    assert problem.startswith(quoted(raw))
    assert words in problem


FORMATS = [
    "%Y-%m-%d", "%Y/%m/%d", "%Y%m%d", "%Y-%m-%dT%H:%M:%S", "%d %B %Y", "%d %b %Y", "%B %d, %Y",
    "%b %d %Y", "%d-%b-%Y", "%A, %B %d, %Y", "%a %d %b %Y", "%Y %B %d", "%d.%m.%Y", "%d%b%Y",
    "%b. %d, %Y", "%d de %B de %Y",
]  # fmt: skip
days = st.dates(date(1900, 1, 1), date(2199, 12, 31))


@given(days, st.sampled_from(FORMATS))
def test_dates_come_back(day: date, form: str) -> None:
    """Every date written in an unambiguous way comes back, whatever is declared."""
    text = day.strftime(form)
    for order in (None, DMY) if form == "%d.%m.%Y" else (None, MDY, DMY):
        assert parse_date(text, order) == (day, None)
        assert parse_date(text.upper(), order) == (day, None)


@given(days, st.sampled_from("/-"))
def test_declared_dates_come_back(day: date, sign: str) -> None:
    """Every date of numbers only comes back under its own order."""
    assert parse_date(day.strftime(f"%m{sign}%d{sign}%Y"), MDY).value == day
    assert parse_date(day.strftime(f"%d{sign}%m{sign}%Y"), DMY).value == day


@given(st.dates(date(1970, 1, 1), date(2049, 12, 31)))
def test_short_years_come_back(day: date) -> None:
    """Two digits of the year are enough from 1970 to 2049."""
    assert parse_date(day.strftime("%d-%b-%y")).value == day
    assert parse_date(day.strftime("%m/%d/%y"), MDY).value == day


@given(st.dates(date(1950, 1, 1), date(2099, 12, 31)), st.floats(0, 0.999))
def test_serials_come_back(day: date, clock: float) -> None:
    """The number of a day, with or without a time of day, is that day."""
    serial = (day - date(1899, 12, 30)).days
    assert parse_date(serial).value == parse_date(serial + clock).value == day


COMMON = st.from_regex(dates._USUAL_TEXT, fullmatch=True) | days.flatmap(
    lambda day: st.sampled_from(["%m/%d/%Y", "%d-%b-%y", "%d-%b-%Y", "%b %d, %Y"]).map(day.strftime)
)


@given(COMMON | odd_texts, st.sampled_from([MDY, DMY, None]))
def test_the_short_way_to_common_dates_is_a_short_cut(text: str, order: DateOrder | None) -> None:
    """What the short way takes for a date, the long way takes for the same one."""
    parsed = dates._common(text, order)
    assert parsed is None or parsed == dates._from_text(text, order)


@pytest.mark.parametrize("text", ["3/4/2025", "4-Mar-25", "04-MAR-2025", "March 4, 2025"])
def test_common_dates_take_the_short_way(text: str) -> None:
    """The test above can fail: these are read in short."""
    assert dates._common(text, MDY) == (MARCH_4, None)


@given(days, st.sampled_from("/-"), st.booleans())
def test_ambiguous_is_never_guessed(day: date, sign: str, short: bool) -> None:
    """Two numbers up to 12 that differ give no date as long as no order is declared."""
    text = day.strftime(f"%m{sign}%d{sign}" + ("%y" if short else "%Y"))
    if day.day <= 12 and day.day != day.month:
        assert parse_date(text).value is None
    elif not short:
        assert parse_date(text).value == day


@given(odd_texts)
def test_a_declared_order_never_changes_a_certain_date(text: str) -> None:
    """Where a date is certain without a declared order, an order gives the same or a problem."""
    certain = parse_date(text).value
    if certain is not None:
        assert parse_date(text, MDY).value in (certain, None)
        assert parse_date(text, DMY).value in (certain, None)


@given(raws, st.sampled_from([None, MDY, DMY]))
def test_dates_are_stable(raw: Raw, order: DateOrder | None) -> None:
    """A date that was read, read again, is the same."""
    once = parse_date(raw, order)
    assert parse_date(once.value, order).value == once.value
