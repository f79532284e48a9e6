"""What nobody could ever meet: more hours than days have, parts larger than the whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from models.packcycles import deadlines
from models.packfile import PackFile
from models.problems import Problem, whom
from models.requirements.base import Requirement
from models.tomllines import Path
from models.wording import number

MONTH_DAYS = 31
"""Days of the longest month: so many at most are in one."""
HOURS = ("hours", "rsc")
EARLY = date(1990, 1, 1)
"""A day before any rule, on which what has no beginning is in force."""


def unmeetable(file: PackFile) -> Iterator[Problem]:
    """List what asks for more than anybody can have. All of it is grave."""
    for rule in file.requirement:
        place = ("requirement", rule.id)
        yield from _nothing(rule)
        if rule.kind in HOURS:
            yield from _hours(file, rule, place)
            yield from _spans(file, rule, place)
            yield from _about(rule, place)
        if rule.kind == "exam":
            yield from _pass_marks(rule, place)
        if rule.kind == "clock":
            yield from _clock(rule, place)
        if rule.kind == "references":
            yield from _roles(file, rule, place)
    yield from _parts(file)


def _nothing(rule: Requirement) -> Iterator[Problem]:
    for at, value in enumerate(rule.need):
        if not isinstance(value.value, bool) and value.value <= 0:
            place = ("requirement", rule.id, "need", at)
            yield Problem(place, "pack.nothing", {"value": value.value})


def _hours(file: PackFile, rule: Requirement, place: Path) -> Iterator[Problem]:
    """Hold the hours against the days in which they have to be taken."""
    for at, value in enumerate(rule.need):
        days = _days(file, rule, value.since, value.until)
        most = None if days is None else days * file.settings.day_hours
        if days is not None and most is not None and value.value > most:
            facts = {"need": float(value.value), "days": days, "most": most,
                     "day": file.settings.day_hours}  # fmt: skip
            yield Problem((*place, "need", at), "pack.too_many_hours", facts)


def _days(file: PackFile, rule: Requirement, since: date | None, until: date | None) -> int | None:
    """Give the most days in which the hours can be taken; None: there is no limit."""
    months = getattr(rule, "last_months", None)
    limits = [months * MONTH_DAYS] if months else []
    years = _cycle_years(file, since, until) if rule.phase == "renewal" else None
    if years is not None:
        limits.append(years * 366)
    return min(limits, default=None)


def _cycle_years(file: PackFile, since: date | None, until: date | None) -> int | None:
    """Give the length of the longest cycle whose deadline lies between two days."""
    first, last = since or date.min, until or date.max
    due = [day for _, day in deadlines(file) if first <= day <= last]
    lengths = [_spec_years(file, day) for day in due]
    return max(lengths, default=None)


def _spec_years(file: PackFile, due: date) -> int:
    for spec in file.cycle:
        last = spec.last_deadline
        if last is None or due <= last + timedelta(days=spec.due_days):
            return spec.years
    return file.cycle[-1].years


def _spans(file: PackFile, rule: Requirement, place: Path) -> Iterator[Problem]:
    """Hold months against months: a span's ends, and the time in which it has to fit."""
    for at, one in enumerate(getattr(rule, "window", ())):
        low, high = one.min_months, one.max_months
        if low is not None and high is not None and low > high:
            facts = {"low": low, "high": high}
            yield Problem((*place, "window", at), "pack.span", facts)
        else:
            yield from _too_long(file, rule, (*place, "window", at), one, low)
    for at, one in enumerate(getattr(rule, "spread", ())):
        yield from _too_long(file, rule, (*place, "spread", at), one, one.value)


def _too_long(
    file: PackFile, rule: Requirement, place: Path, one: Any, months: float | None
) -> Iterator[Problem]:
    limits = [m for m in (getattr(rule, "last_months", None),) if m]
    years = _cycle_years(file, one.since, one.until) if rule.phase == "renewal" else None
    limits += [years * 12] if years is not None else []
    if months is not None and limits and months > min(limits):
        yield Problem(place, "pack.span_long", {"need": float(months), "most": float(min(limits))})


def _about(rule: Requirement, place: Path) -> Iterator[Problem]:
    """Hold the hours about RSC given against all hours that are asked of the same people."""
    for at, part in enumerate(getattr(rule, "about_given", ())):
        for scope in part.scopes or ("",):
            for day in _turns(rule.need, (part,)):
                whole = rule.value_for((scope,), day)
                if whole is not None and part.in_force(day) and part.value > whole.value:
                    facts = {"need": float(part.value), "whole": float(whole.value)}
                    yield Problem((*place, "about_given", at), "pack.about_over_whole", facts)
                    return


def _pass_marks(rule: Requirement, place: Path) -> Iterator[Problem]:
    marks = getattr(rule, "pass_mark", ())
    for at, mark in enumerate(marks if isinstance(marks, tuple) else ()):
        if mark.value > 100:
            facts = {"value": float(mark.value)}
            yield Problem((*place, "pass_mark", at), "pack.pass_mark", facts)


def _clock(rule: Requirement, place: Path) -> Iterator[Problem]:
    """Hold the day on which a clock warns against the time that it allows."""
    warn = getattr(rule, "warn_days", None)
    unit = getattr(rule, "unit", "days")
    for at, value in enumerate(rule.need):
        days = float(value.value) * (MONTH_DAYS if unit == "months" else 1)
        if warn is not None and warn > days:
            facts = {"need": float(value.value), "unit": unit, "warn": warn}
            yield Problem((*place, "need", at), "pack.clock_warn", facts)


def _roles(file: PackFile, rule: Requirement, place: Path) -> Iterator[Problem]:
    """Hold the roles that must be among the ratings against their number."""
    roles = getattr(rule, "role", ())
    for category in file.category:
        for day in _turns(rule.need, roles):
            need = rule.value_for((category.scope,), day)
            asked = [r for r in roles if r.in_force(day) and r.applies((category.scope,))]
            if need is not None and len(asked) > need.value:
                facts = {"roles": len(asked), "need": float(need.value)}
                yield Problem((*place, "role"), "pack.too_many_roles", facts)
                return


def _turns(*lists: Sequence[Any]) -> list[date]:
    """Give a day for every stretch in which the same values are in force."""
    since = {one.since for values in lists for one in values if one.since is not None}
    after = {
        one.until + timedelta(days=1)
        for values in lists
        for one in values
        if one.until is not None and one.until < date.max
    }
    return sorted({EARLY, *since, *after})


def _parts(file: PackFile) -> Iterator[Problem]:
    """Hold parts against the whole they are in, category by category and date by date."""
    for whole in file.requirement:
        if whole.kind != "hours" or getattr(whole, "topic", None) is not None:
            continue
        inside = [rule for rule in file.requirement if _inside(rule, whole)]
        found: dict[tuple[Any, ...], list[str]] = {}
        for category in file.category:
            for day in _turns(whole.need, *(part.need for part in inside)):
                for key in _too_large(whole, inside, category.scope, day):
                    scopes = found.setdefault(key, [])
                    scopes.extend([category.scope] if category.scope not in scopes else [])
        for (place, say, facts), scopes in found.items():
            yield Problem(place, say, {**dict(facts), "whom": whom(_some(file, scopes))})


def _some(file: PackFile, scopes: Sequence[str]) -> Sequence[str]:
    """Give the scopes, or none where it is all of them."""
    return () if len(scopes) == len(file.category) else scopes


def _inside(rule: Requirement, whole: Requirement) -> bool:
    """Whether a rule asks for a part of the hours that another asks for."""
    return (
        rule.kind == "hours"
        and getattr(rule, "topic", None) is not None
        and rule.phase == whole.phase
        and getattr(rule, "log", None) == getattr(whole, "log", None)
    )


def _too_large(
    whole: Requirement, inside: Sequence[Requirement], scope: str, day: date
) -> Iterator[tuple[Any, ...]]:
    """Give the problems of one category on one day, in a form that can be compared."""
    top = whole.value_for((scope,), day)
    if top is None:
        return
    needs = [(p, v) for p in inside if (v := p.value_for((scope,), day)) is not None]
    for part, value in needs:
        if value.value > top.value:
            facts = (("need", float(value.value)), ("title", part.title),
                     ("whole", float(top.value)), ("whole_title", whole.title))  # fmt: skip
            place = ("requirement", part.id, "need", part.need.index(value))
            yield place, "pack.part_over_whole", facts
    apart = _apart(whole, [(part, float(value.value)) for part, value in needs])
    total = sum(hours for _, hours in apart)
    if len(apart) > 1 and total > top.value:
        said = " + ".join(f"{number(hours)} of {part.title}" for part, hours in apart)
        summed = (("parts", said), ("sum", total), ("whole", float(top.value)),
                 ("whole_title", whole.title))  # fmt: skip
        place = ("requirement", whole.id, "need", whole.need.index(top))
        yield place, "pack.parts_over_whole", summed


Part = tuple[Requirement, float]


def _apart(whole: Requirement, needs: Sequence[Part]) -> Sequence[Part]:
    """Give the parts that cannot share an hour, so that they add up."""
    core = [part for part in needs if getattr(part[0], "apart", ())]
    topical = [part for part in needs if not getattr(part[0], "apart", ())]
    if getattr(whole, "share_topics", "each") == "once":
        return [*core, *topical]
    largest = max(topical, key=lambda part: part[1], default=None)
    return [*core, largest] if core and largest is not None else []
