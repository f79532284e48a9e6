"""How people log hours in the course of a cycle: little at first, most in the last months.

The share of a cycle's hours that is logged by a point of the cycle is learned from the book's own
earlier cycles where it has them; else a default is taken, and that is said.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from models.calendar import years_before
from models.records import LogEntry
from models.roster import Roster
from models.rulepack import Cycle, Pack

CYCLES = 3
"""So many ended cycles are looked at, the latest ones."""
PEOPLE, ENTRIES = 5, 20
"""Fewer people, or fewer entries, than this in earlier cycles say nothing about a habit."""
BEGUN = 0.25
"""A log that begins later than this share of a cycle does not tell of its first months."""


class Pace(NamedTuple):
    """The share of a cycle's hours that is logged by each point of it.

    points: shares of the cycle, in order, each with the share of hours logged by then; empty:
    nothing was learned, and the default holds. cycles, people, entries: what it was learned from.
    """

    log: str
    points: Sequence[float] = ()
    sums: Sequence[float] = ()
    cycles: int = 0
    people: int = 0
    entries: int = 0

    @property
    def learned(self) -> bool:
        """Whether the book's own earlier cycles say it."""
        return bool(self.points)

    def share(self, point: float) -> float:
        """Give the share of hours logged by a point of the cycle, both from 0 to 1.

        By default it is the square of the point: a quarter of the hours by half of the time.
        """
        point = min(1.0, max(0.0, point))
        if not self.points:
            return point * point
        at = bisect_right(self.points, point)
        return self.sums[at - 1] if at else 0.0


def learn(roster: Roster, pack: Pack, log: str, as_of: date, years: int) -> Pace:
    """Learn how people log, from cycles of so many years that ended before a day.

    log: "training" or "rsc".
    """
    entries = dict(_entries(roster, log))
    first = min((entry.day for entry in entries.values() if entry.day), default=None)
    if first is None:
        return Pace(log)
    shares: list[tuple[float, float]] = []
    people: set[str] = set()
    cycles = [c for c in _ended(pack, as_of, years) if _begun(first, c)]
    used = 0
    for cycle in cycles:
        inside = [(who, e) for (who, *_), e in entries.items() if _in(e, cycle)]
        used += bool(inside)
        people |= {who for who, _ in inside}
        shares += [(_point(e, cycle), e.hours or 0.0) for _, e in inside]
    if len(people) < PEOPLE or len(shares) < ENTRIES or not sum(hours for _, hours in shares):
        return Pace(log)
    points, sums = _curve(shares)
    return Pace(log, points, sums, used, len(people), len(shares))


Key = tuple[str, str, int]


def _entries(roster: Roster, log: str) -> Iterator[tuple[Key, LogEntry]]:
    """Give every certain entry once, though its person may stand in several rows."""
    for person in roster.people:
        for entry in person.training if log == "training" else person.rsc:
            certain = entry.void is None and entry.doubt is None
            if certain and entry.day is not None and entry.hours is not None:
                yield (person.key, entry.table.sheet, entry.row), entry


def _ended(pack: Pack, as_of: date, years: int) -> list[Cycle]:
    """Give the latest cycles of so many years that ended before a day."""
    found = []
    cycle = pack.cycle_from(years_before(as_of, (CYCLES + 1) * years))
    while cycle.ends < as_of:
        if cycle.years == years:
            found.append(cycle)
        cycle = pack.cycle_from(cycle.ends + timedelta(days=1))
    return found[-CYCLES:]


def _begun(first: date, cycle: Cycle) -> bool:
    """Whether a log whose first entry is of this day tells of nearly the whole cycle."""
    return first <= cycle.start + (cycle.ends - cycle.start) * BEGUN


def _in(entry: LogEntry, cycle: Cycle) -> bool:
    day, last = entry.day, entry.end or entry.day
    return day is not None and last is not None and cycle.start <= day <= last <= cycle.ends


def _point(entry: LogEntry, cycle: Cycle) -> float:
    last = entry.end or entry.day
    return point_of(last, cycle.start, cycle.ends) if last is not None else 1.0


def point_of(day: date, start: date, ends: date) -> float:
    """Give how much of a stretch of days has passed with a day, from 0 to 1."""
    days = (ends - start).days + 1
    return min(1.0, max(0.0, ((day - start).days + 1) / days)) if days > 0 else 1.0


def _curve(shares: Iterable[tuple[float, float]]) -> tuple[list[float], list[float]]:
    """Add hours up along the cycle, as shares of all of them."""
    ordered = sorted(shares)
    whole = sum(hours for _, hours in ordered)
    points, sums, so_far = [], [], 0.0
    for point, hours in ordered:
        so_far += hours
        points.append(point)
        sums.append(so_far / whole)
    return points, sums
