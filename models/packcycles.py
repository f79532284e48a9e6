"""The renewal cycles of a pack file: their deadlines, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from models.calendar import first_after, next_day, years_after, years_before
from models.packfile import CycleSpec, PackFile
from models.problems import Problem

LAST_YEAR = 2100
"""Deadlines are looked at until this year; rules are not made for longer."""


def ends(spec: CycleSpec) -> Iterator[date]:
    """Give the last days of the cycles of a run, one after the other."""
    step = 0
    while True:
        day = years_after(spec.first_deadline, step * spec.years)
        if day.year > LAST_YEAR or (spec.last_deadline is not None and day > spec.last_deadline):
            return
        yield day
        step += 1


def deadlines(file: PackFile) -> Iterator[tuple[date, date]]:
    """Give the last day and the due day of every cycle of a pack."""
    for spec in file.cycle:
        for day in ends(spec):
            yield day, day + timedelta(days=spec.due_days)


def cycle_problems(file: PackFile) -> Iterator[Problem]:
    """Find runs that hold no deadline, overlap, or leave a hole; and a last run that ends."""
    if not file.cycle:
        yield Problem(("cycle",), "pack.no_cycle")
        return
    for at, spec in enumerate(file.cycle):
        yield from _alone(spec, at)
    for at, (before, spec) in enumerate(pairwise(file.cycle), 1):
        yield from _after(before, spec, at)
    if file.cycle[-1].last_deadline is not None:
        yield Problem(("cycle", len(file.cycle) - 1, "last_deadline"), "pack.cycle_ends")


def _alone(spec: CycleSpec, at: int) -> Iterator[Problem]:
    first, last = spec.first_deadline, spec.last_deadline
    if last is not None and last < first:
        yield Problem(("cycle", at), "pack.cycle_backwards", {"first": first, "last": last})
    elif last is not None and last != (real := max(ends(spec), default=first)):
        facts = {"last": last, "first": first, "years": spec.years, "real": real}
        place = ("cycle", at, "last_deadline")
        yield Problem(place, "pack.cycle_step", facts, grave=False)
    due = first + timedelta(days=spec.due_days)
    removal = _beyond(due, spec.removal_days, spec.removal_on)
    grace = _beyond(due, spec.grace_days, spec.grace_until)
    if removal is not None and grace is not None and removal < grace:
        yield Problem(("cycle", at), "pack.removal", {"removal": removal, "grace": grace})


def _beyond(due: date, days: int | None, month_day: str | None) -> date | None:
    """Give the day so many days after the due day, or the first of a month and day after it."""
    if month_day is not None:
        return first_after(due, month_day)
    return due + timedelta(days=days) if days else None


def _after(before: CycleSpec, spec: CycleSpec, at: int) -> Iterator[Problem]:
    """Hold a run against the one before it."""
    last, first = before.last_deadline, spec.first_deadline
    if last is None:
        yield Problem(("cycle", at - 1), "pack.cycle_goes_on")
        return
    start = next_day(years_before(first, spec.years))
    if first <= last:
        yield Problem(("cycle", at), "pack.cycle_overlaps", {"first": first, "last": last})
    elif start > next_day(last):
        yield Problem(("cycle", at), "pack.cycle_hole", {"start": start, "last": last})
