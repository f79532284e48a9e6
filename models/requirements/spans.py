"""The best stretch of time in a list of dated hours: at least so long, at most so long.

A span begins with an entry and holds every entry from there up to its last day. Its length goes
from the first entry in it to the last one: 24 hours within three months are not "no less than a
year", however many months one looks at. An entry over several days stands on its first day.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import accumulate
from typing import NamedTuple

from models.requirements.months import Counted, latest_day, reached_on
from models.requirements.tally import rounded


class Limits(NamedTuple):
    """How long a span may be: at least and at most so many months; None: no limit."""

    at_least: int | None = None
    at_most: int | None = None
    counted: Counted = "days"

    def ends(self, first: date) -> date:
        """Give the last day of the longest span that begins on a day."""
        return date.max if self.at_most is None else latest_day(first, self.at_most, self.counted)

    def long_enough(self, first: date, last: date) -> bool:
        """Whether a span from one entry to another is at least as long as it has to be."""
        if self.at_least is None:
            return True
        return last >= reached_on(first, self.at_least, self.counted)


class Span(NamedTuple):
    """A span: its first and its last entry's day, the hours in it, and those of a second kind.

    long: whether it is at least as long as it has to be.
    """

    first: date
    last: date
    hours: float
    second: float = 0.0
    long: bool = False


class DatedHours(NamedTuple):
    """Hours of one day, and how many of them are of a second kind."""

    day: date
    hours: float
    second: float = 0.0


def spans(entries: Sequence[DatedHours], limits: Limits) -> Iterator[Span]:
    """Give the fullest span from each entry on: by sorting, sums of the first n, two pointers."""
    ordered = sorted(entries)
    sums = list(accumulate((e.hours for e in ordered), initial=0.0))
    seconds = list(accumulate((e.second for e in ordered), initial=0.0))
    end = 0
    for at, entry in enumerate(ordered):
        last_day = limits.ends(entry.day)
        while end < len(ordered) and ordered[end].day <= last_day:
            end += 1
        last = ordered[end - 1].day
        yield Span(
            entry.day,
            last,
            rounded(sums[end] - sums[at]),
            rounded(seconds[end] - seconds[at]),
            limits.long_enough(entry.day, last),
        )


def best(
    entries: Sequence[DatedHours], limits: Limits, need: float, second: float = 0.0
) -> Span | None:
    """Give the span that speaks most for somebody; None: there are no entries.

    First one that is long enough, with enough hours and as many of the second kind as are wanted,
    then one with enough hours, the longer ones first, then the one with most hours; of equal ones
    the latest.
    """
    return max(
        spans(entries, limits),
        key=lambda s: (
            min(s.second, second) if s.hours >= need and s.long else 0.0,
            min(s.hours, need),
            s.long,
            s.hours,
            s.last,
        ),
        default=None,
    )
