"""Clock hours: which entries count, how many hours that makes, and what it comes to."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction
from itertools import combinations
from typing import Any, NamedTuple

from tests.oracle.days import months_in
from tests.oracle.facts import Book, Row, a_date, figure, theirs
from tests.oracle.giving import NO, YES

ANY = Fraction(10**6)
"""More hours than anybody has: what a blank cell may stand for."""

Data = Mapping[str, Any]
Way = Callable[[Row], str]


class Sum(NamedTuple):
    """Certain hours, hours that may come on top, and whether there are entries at all."""

    certain: Fraction
    unclear: Fraction
    seen: bool
    unread: bool = False


class Counted(NamedTuple):
    day: date | None
    hours: Fraction
    sure: bool
    entry: Row


def days_of(entry: Row) -> list[date]:
    """The days that an entry covers."""
    first, last = entry["date"], a_date(entry.get("end_date")) or entry["date"]
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def in_doubt(book: Book, row: Row, day_hours: Fraction) -> set[int]:
    """Which of their entries are in doubt by themselves: a second copy, too many on one day."""
    doubtful: set[int] = set()
    lines = theirs(book, "training", row)
    for at, one in enumerate(lines):
        for before in lines[:at]:
            same = all(one.get(key) == before.get(key) for key in ("date", "hours", "title"))
            if same and a_date(one.get("date")) and figure(one.get("hours")) is not None:
                doubtful.add(id(one))
    return doubtful | _too_long([*lines, *theirs(book, "rsc", row)], day_hours, doubtful)


def _too_long(lines: Sequence[Row], most: Fraction, copies: set[int]) -> set[int]:
    """The entries with which there are more than so many hours on a day."""
    on_day: dict[date, Fraction] = {}
    found = set()
    for one in lines:
        hours = figure(one.get("hours"))
        if a_date(one.get("date")) is None or hours is None or id(one) in copies:
            continue
        for day in days_of(one):
            on_day[day] = on_day.get(day, Fraction(0)) + hours / len(days_of(one))
            if on_day[day] > most:
                found.add(id(one))
    return found


def counted(
    lines: Sequence[Row], doubtful: set[int], first: date, last: date, way: Way
) -> list[Counted]:
    """The entries that count, or may, with their hours."""
    found = []
    for one in lines:
        day, hours = a_date(one.get("date")), figure(one.get("hours"))
        answer = way(one)
        if answer == NO or (day is not None and not first <= day <= last):
            continue
        sure = day is not None and hours is not None and answer == YES and id(one) not in doubtful
        found.append(Counted(day, ANY if hours is None else hours, sure, one))
    return found


def added(found: Sequence[Counted]) -> Sum:
    """The hours of entries, certain and not."""
    sure = sum((one.hours for one in found if one.sure), Fraction(0))
    maybe = sum((one.hours for one in found if not one.sure), Fraction(0))
    return Sum(sure, maybe, bool(found))


def held_against(certain: Fraction, unclear: Fraction, need: Fraction) -> str:
    """Enough, perhaps enough, or short."""
    if certain >= need:
        return "meets"
    return "cannot_tell" if certain + unclear >= need else "short"


def of_log_or_total(
    log: Sum | None, column: bool, total: Fraction | None, need: Fraction
) -> tuple[str, Fraction | None]:
    """What a log, a column with the total or both come to: meets, cannot_tell or short; hours.

    log: None where there is no such tab. column: whether there is a column with the total.
    """
    if log is None or (column and not log.seen):
        if total is None:
            return "blank", None
        return held_against(total, Fraction(0), need), total
    by_log = held_against(log.certain, log.unclear, need)
    if log.unread and (total is None or total >= log.certain):
        return by_log, log.certain
    differs = total is not None and abs(total - log.certain) > Fraction(1, 100)
    if differs and held_against(total, Fraction(0), need) != by_log:
        return "cannot_tell", None
    return by_log, log.certain


def best_span(found: Sequence[Counted], most_months: int | None) -> list[list[Counted]]:
    """Every stretch of entries that is no longer than so many months."""
    dated = sorted((one for one in found if one.day is not None), key=lambda one: one.day)
    spans: list[list[Counted]] = [[]]
    for start, end in combinations(range(len(dated) + 1), 2):
        piece = dated[start:end]
        if most_months is None or months_in(piece[0].day, piece[-1].day) <= most_months:
            spans.append(piece)
    return spans


def months_over(piece: Sequence[Counted]) -> Fraction:
    """How many months a stretch goes over, from its first to its last entry."""
    return months_in(piece[0].day, piece[-1].day) if piece else Fraction(0)
