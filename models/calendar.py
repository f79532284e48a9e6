"""Whole years and months between days, as a person counts them."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta


def years_after(day: date, years: int) -> date:
    """Give the same day some years later; 29 February falls on the 28th where there is none.

    >>> years_after(date(2024, 2, 29), 1)
    datetime.date(2025, 2, 28)
    """
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def years_before(day: date, years: int) -> date:
    """Give the same day some years earlier."""
    return years_after(day, -years)


def full_years(since: date, until: date) -> int:
    """Count the full years from one day up to and with another; never less than 0.

    The year that begins on 1 May is full on 30 April.

    >>> full_years(date(2024, 5, 1), date(2027, 4, 30))
    3
    >>> full_years(date(2024, 5, 1), date(2027, 4, 29))
    2
    """
    day = until + timedelta(days=1)
    years = day.year - since.year
    return max(0, years if years_after(since, years) <= day else years - 1)


def months_after(day: date, months: int) -> date:
    """Give the same day some months later; where a month is too short, its last day.

    >>> months_after(date(2024, 1, 31), 1)
    datetime.date(2024, 2, 29)
    """
    at = day.year * 12 + day.month - 1 + months
    year, month = at // 12, at % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def next_day(day: date) -> date:
    """Give the day after."""
    return day + timedelta(days=1)


def first_after(day: date, month_day: str) -> date:
    """Give the first day of a month and day ("03-31") after a day.

    >>> first_after(date(2026, 12, 15), "02-01")
    datetime.date(2027, 2, 1)
    """
    month, number = int(month_day[:2]), int(month_day[3:])
    this = date(day.year, month, number)
    return this if this > day else date(day.year + 1, month, number)
