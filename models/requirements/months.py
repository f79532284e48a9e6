"""How long a number of months is, exactly.

Twelve months from 15 January are up to 14 January of the next year: the day after them is
15 January again. Where the month is too short for the day, its last day takes the place: one month
from 31 January is up to 27 February, two are up to 30 March. So the longer the later, and nothing
depends on where the counting begins.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal

from models.calendar import months_after

DAY = timedelta(days=1)
Counted = Literal["days", "calendar_months"]
"""Months from day to day, or calendar months of which the first and the last count in full."""


def last_day_of(start: date, months: int) -> date:
    """Give the last day of so many months that begin on a day.

    >>> last_day_of(date(2025, 1, 15), 12)
    datetime.date(2026, 1, 14)
    >>> last_day_of(date(2025, 1, 31), 1)
    datetime.date(2025, 2, 27)
    """
    return months_after(start, months) - DAY


def first_day_within(last: date, months: int) -> date:
    """Give the first day whose so many months are not over before a day.

    >>> first_day_within(date(2026, 1, 14), 12)
    datetime.date(2025, 1, 15)
    """
    day = months_after(last, -months)
    while last_day_of(day, months) < last:
        day += DAY
    return day


def latest_day(first: date, months: int, counted: Counted = "days") -> date:
    """Give the last day that still lies within so many months from a first entry."""
    if counted == "days":
        return last_day_of(first, months)
    return months_after(first.replace(day=1), months) - DAY


def reached_on(first: date, months: int, counted: Counted = "days") -> date:
    """Give the first day with which so many months from a first entry are full.

    By calendar months, sessions in January and in December are twelve months.

    >>> reached_on(date(2025, 1, 15), 12, "calendar_months")
    datetime.date(2025, 12, 1)
    """
    if counted == "days":
        return last_day_of(first, months)
    return months_after(first.replace(day=1), months - 1)
