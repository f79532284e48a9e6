"""Which renewal is looked at, and how much of it is owed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from tests.oracle.days import EVER, ONE, full_years, months_on, next_yearly, years_on
from tests.oracle.facts import Book, Row, a_date, held_since, in_force, scopes_of

Data = Mapping[str, Any]


@dataclass(frozen=True)
class Cycle:
    """first, last: the days whose hours count. due: by then. grace: taken until then."""

    first: date
    last: date
    due: date
    grace: date
    removal: date | None
    years: int
    hours_to: date


def all_cycles(data: Data) -> Iterator[Cycle]:
    """Every cycle of a pack, the earliest first."""
    for spec in data["cycle"]:
        last = spec["first_deadline"]
        while last <= spec.get("last_deadline", EVER):
            yield _cycle(spec, last)
            last = years_on(last, spec["years"])


def _cycle(spec: Data, last: date) -> Cycle:
    due = last + timedelta(days=spec.get("due_days", 0))
    grace = due + timedelta(days=spec.get("grace_days", 0))
    if "grace_until" in spec:
        grace = next_yearly(spec["grace_until"], due)
    removal = due + timedelta(days=spec["removal_days"]) if "removal_days" in spec else None
    if "removal_on" in spec:
        removal = next_yearly(spec["removal_on"], due)
    first = years_on(last, -spec["years"]) + ONE
    return Cycle(first, last, due, grace, removal, spec["years"], last)


def judged_cycle(data: Data, row: Row, as_of: date) -> Cycle | None:
    """The cycle that is due on the date in the sheet, else the pack's; None: no such cycle."""
    cycles = list(all_cycles(data))
    if a_date(row.get("renewal_due")):
        return next((one for one in cycles if one.due == row["renewal_due"]), None)
    late = timedelta(days=data.get("settings", {}).get("late_days", 90))
    for one in reversed(cycles):
        lingers = max(one.due + late, one.grace, one.removal or one.due)
        if one.due < as_of <= lingers:
            return one
    return next(one for one in cycles if one.due >= as_of)


def extended(cycle: Cycle, until: date) -> Cycle:
    """The cycle with more time."""
    if until <= cycle.due:
        return cycle
    return replace(cycle, due=until, grace=max(until, cycle.grace), hours_to=until)


def owed(data: Data, book: Book, row: Row, cycle: Cycle) -> Fraction | None:
    """Which part of the hours is owed at a first renewal: 0, a part, 1; None: nobody can tell."""
    rule = next(one for one in _as_list(data["first_renewal"]) if in_force(one, cycle.last))
    endorsed, submitted = a_date(row.get("endorsed")), a_date(row.get("submitted"))
    if "endorsed" not in row:
        return Fraction(1)
    if endorsed is None:
        return None
    if a_date(row.get("renewal_due")):
        return Fraction(1)
    since = held_since(book, row)
    if since is not None and since < endorsed:
        return _part(rule, since, cycle)
    if endorsed > cycle.last:
        return Fraction(0)
    if rule.get("trigger", "endorsed") == "submitted":
        if submitted is not None:
            return _part(rule, submitted, cycle)
        return Fraction(1) if _part(rule, endorsed, cycle) == 1 else None
    return _part(rule, endorsed, cycle)


def _as_list(value: Any) -> list[Data]:
    return value if isinstance(value, list) else [value]


def _part(rule: Data, day: date, cycle: Cycle) -> Fraction:
    if day > cycle.last:
        return Fraction(0)
    if rule["rule"] == "next_deadline":
        return Fraction(int(years_on(day, 1) <= cycle.last))
    if rule["rule"] == "after_months":
        return Fraction(int(months_on(day, rule.get("months", 12)) <= cycle.last))
    if rule["rule"] == "prorate":
        years = full_years(day, cycle.last)
        if rule.get("years_counted") == "calendar":
            years = cycle.last.year - day.year + 1
        return Fraction(min(years, cycle.years), cycle.years)
    return Fraction(1)


LAPSES = {"inactive", "lapsed", "removed", "sanctioned"}


def relieved(data: Data, book: Book, row: Row, rule: str, cycle: Cycle) -> list[Row]:
    """The reliefs that this person has earned for a requirement."""
    found = []
    for one in data.get("relief", ()):
        asked = one["requirement"] == rule and scopes_of(row) & set(one["scopes"])
        if asked and in_force(one, cycle.last) and _served(one, book, row, cycle):
            found.append(one)
    return found


def _served(one: Row, book: Book, row: Row, cycle: Cycle) -> bool:
    endorsed = a_date(row.get("endorsed"))
    if endorsed is None:
        return False
    start, pause = endorsed, timedelta(0)
    for term in book.get("providers", ()):
        if term["name"] != row["name"] or term.get("provider_status") not in LAPSES:
            continue
        first = a_date(term.get("provider_from")) or endorsed
        last = min(a_date(term.get("provider_until")) or cycle.last, cycle.last)
        if last < endorsed or first > cycle.last:
            continue
        start = max(start, last + ONE)
        pause += last + ONE - max(first, endorsed)
    if one.get("on_lapse", "restart") == "pause":
        start = endorsed + pause
    return full_years(start, cycle.last) >= one["after_years"]
