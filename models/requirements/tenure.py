"""How long somebody has worked: days of several jobs merged, and months counted exactly.

A job lasts from its first to its last day, both included. A month that begins on the 10th is full
on the 9th of the next, whatever its length; a year is twelve of these. So two years from
1 March 2022 are full on 29 February 2024. Days beyond the last full month count as a fraction of
the month in which they fall, exactly and never rounded. Where a month has no such day, its last
day takes the place (the month that begins on 31 January ends as 28 February begins).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise
from math import ceil
from typing import NamedTuple

from models.calendar import months_after, next_day
from models.wording import counted, joined, worded

NOTHING = Fraction(0)
FULL_TIME = Fraction(1)
HORIZON = timedelta(days=60 * 366)
"""So far ahead, and no farther, the day is looked for on which something will be full."""


class Span(NamedTuple):
    """A stretch of days, first and last included, at a share of full time."""

    start: date
    end: date
    share: Fraction = FULL_TIME


def months(span: Span) -> Fraction:
    """Count the months of a span, its share left aside.

    >>> months(Span(date(2022, 3, 1), date(2024, 2, 29)))
    Fraction(24, 1)
    >>> months(Span(date(2024, 1, 31), date(2024, 2, 28)))
    Fraction(1, 1)
    """
    stop = next_day(span.end)
    full = (stop.year - span.start.year) * 12 + stop.month - span.start.month
    if months_after(span.start, full) > stop:
        full -= 1
    begun = months_after(span.start, full)
    length = (months_after(span.start, full + 1) - begun).days
    return full + Fraction((stop - begun).days, length)


def merged(spans: Iterable[Span]) -> list[Span]:
    """Give spans that do not overlap: of a day that several cover, at most full time counts.

    Days that follow each other at the same share are one span.
    """
    given = sorted(spans)
    if len(given) < 2:
        return [one for one in given if one.share]
    if all(one.share == FULL_TIME for one in given):
        return _joined(given)
    edges = sorted({day for one in given for day in (one.start, next_day(one.end))})
    pieces: list[Span] = []
    for first, after in pairwise(edges):
        share = sum((s.share for s in given if s.start <= first <= s.end), NOTHING)
        if not share:
            continue
        piece = Span(first, after - timedelta(days=1), min(FULL_TIME, share))
        last = pieces[-1] if pieces else None
        if last and last.share == piece.share and next_day(last.end) == piece.start:
            pieces[-1] = last._replace(end=piece.end)
        else:
            pieces.append(piece)
    return pieces


def _joined(given: Sequence[Span]) -> list[Span]:
    """Merge spans of full time, sorted by their first day."""
    pieces = [given[0]]
    for one in given[1:]:
        last = pieces[-1]
        if one.start > next_day(last.end):
            pieces.append(one)
        elif one.end > last.end:
            pieces[-1] = last._replace(end=one.end)
    return pieces


def without(spans: Iterable[Span], others: Sequence[Span]) -> list[Span]:
    """Give the spans less the days that the others cover."""
    left = list(spans)
    for other in others:
        left = [piece for one in left for piece in _less(one, other)]
    return left


def _less(one: Span, other: Span) -> list[Span]:
    """Give what is left of one span on both sides of another."""
    if other.end < one.start or one.end < other.start:
        return [one]
    sides = []
    if one.start < other.start:
        sides.append(one._replace(end=other.start - timedelta(days=1)))
    if other.end < one.end:
        sides.append(one._replace(start=next_day(other.end)))
    return sides


def clipped(span: Span, first: date | None, last: date | None) -> Span | None:
    """Give the part of a span from one day to another; None where nothing is left."""
    start = span.start if first is None else max(span.start, first)
    end = span.end if last is None else min(span.end, last)
    return span._replace(start=start, end=end) if start <= end else None


def total(spans: Iterable[Span]) -> Fraction:
    """Count the months of all spans together; no day counts twice, a part-time day as its share."""
    return sum((months(one) * one.share for one in merged(spans)), NOTHING)


def first_day(holds: Callable[[date], bool], after: date, sure: int = 0) -> date | None:
    """Give the first day after another on which something holds that goes on to hold.

    sure: for so many days it certainly does not. None: it does not within 60 years.
    """
    low, step = after + min(timedelta(days=sure), date.max - after), timedelta(days=1)
    if date.max - low <= step:
        return None
    while not holds(low + step):
        low += step
        step *= 2
        if low - after > HORIZON or date.max - low <= step:
            return None
    high = low + step
    while high - low > timedelta(days=1):
        middle = low + (high - low) // 2
        low, high = (low, middle) if holds(middle) else (middle, high)
    return high


def least_days(length: Fraction) -> int:
    """Give days in which so many months cannot be full: no month is shorter than 28 days."""
    return max(0, ceil(length * 28) - 1)


def in_words(length: Fraction, *, up: bool = False) -> str:
    """Write months as full years and months, never rounded up; what is missing never down (`up`).

    >>> in_words(Fraction(27))
    '2 years 3 months'
    """
    whole = ceil(length) if up else int(length)
    if length < 1:
        return worded("word.little") if length else counted("months", 0)
    parts = ((whole // 12, "years"), (whole % 12, "months"))
    return joined(" ", (counted(unit, n) for n, unit in parts if n))


def as_months(years: float) -> Fraction:
    """Give years as months, exactly as they were written (1.5 -> 18)."""
    return Fraction(str(years)) * 12


def as_years(length: Fraction, *, up: bool = False) -> float:
    """Give months as years to the fourth decimal, cut off, or `up` so that nothing is lost."""
    scaled = length / 12 * 10_000
    return (ceil(scaled) if up else int(scaled)) / 10_000
