"""Counting days and months, the slow way: one day after the other."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from fractions import Fraction
from functools import cache

ONE = timedelta(days=1)
EVER = date(2045, 12, 31)


@cache
def months_on(day: date, months: int) -> date:
    """The same day so many months on; the last of a month that is too short for it."""
    year, month = day.year, day.month
    for _ in range(abs(months)):
        month += 1 if months > 0 else -1
        if month > 12:
            year, month = year + 1, 1
        if month < 1:
            year, month = year - 1, 12
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def years_on(day: date, years: int) -> date:
    return months_on(day, 12 * years)


def full_years(first: date, last: date) -> int:
    """How many full years there are, both days counted: that of 1 May is full on 30 April."""
    years = 0
    while years_on(first, years + 1) - ONE <= last:
        years += 1
    return years


@cache
def next_yearly(month_and_day: str, after: date) -> date:
    """The first such day ("03-31") after a day."""
    day = after + ONE
    while f"{day.month:02}-{day.day:02}" != month_and_day:
        day += ONE
    return day


def stretches(days: set[date]) -> list[tuple[date, date]]:
    """The runs of days without a gap: first and last day of each."""
    runs: list[tuple[date, date]] = []
    for day in sorted(days):
        if runs and runs[-1][1] + ONE == day:
            runs[-1] = (runs[-1][0], day)
        else:
            runs.append((day, day))
    return runs


def months_in(first: date, last: date) -> Fraction:
    """Full months from a day to a day, both counted, and the part of the month that is begun."""
    full = 0
    while months_on(first, full + 1) - ONE <= last:
        full += 1
    begun, ends = months_on(first, full), months_on(first, full + 1)
    return full + Fraction((last - begun).days + 1, (ends - begun).days)
