"""What stands in a rule pack and never comes to anything: no date, no phase, no person for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, get_args

from models.packcycles import deadlines
from models.packfile import PackFile
from models.problems import Problem, span
from models.providerrules import Allowed
from models.records import DEGREES
from models.requirements.base import Phase
from models.tomllines import Path

ALWAYS_REACHED = frozenset({"renewal", "initial"})
"""Phases that a person can be in without a status."""
LICENCES: Sequence[str] = ("eligible", "yes")
"""What may be said of a licence, the lesser first."""


def idle(file: PackFile) -> Iterator[Problem]:
    """List what can never matter. None of it is grave."""
    yield from _never_due(file)
    yield from _phases(file)
    for rule in file.provider_rule:
        yield from _shadowed_providers(rule.id, rule.allowed)
    for requirement in file.requirement:
        options = getattr(requirement, "option", ())
        yield from _shadowed_options(("requirement", requirement.id, "option"), options)


def _never_due(file: PackFile) -> Iterator[Problem]:
    """Find what holds only between deadlines; a renewal goes by the rules of its deadline."""
    if not file.cycle:
        return
    days = list(deadlines(file))
    for place, one in _of_renewals(file):
        since, until = one.since or date.min, one.until or date.max
        touched = any(since <= due <= until or since <= end <= until for end, due in days)
        if since <= until and not touched:
            facts = {"span": span(one.since, one.until)}
            yield Problem(place, "pack.never_due", facts, grave=False)


def _of_renewals(file: PackFile) -> Iterator[tuple[Path, Any]]:
    for at, first in enumerate(file.first_renewal):
        yield ("first_renewal", at), first
    for at, relief in enumerate(file.relief):
        yield ("relief", at), relief
    for rule in file.requirement:
        if rule.phase != "renewal":
            continue
        for name in type(rule).model_fields:
            values = getattr(rule, name)
            for at, one in enumerate(values if isinstance(values, tuple) else ()):
                if hasattr(one, "since"):
                    yield ("requirement", rule.id, name, at), one


def _phases(file: PackFile) -> Iterator[Problem]:
    reached = {status.phase for status in file.status} | ALWAYS_REACHED
    for phase in get_args(Phase):
        asked = [rule.id for rule in file.requirement if rule.phase == phase]
        if asked and phase not in reached:
            place = ("requirement", asked[0], "phase")
            yield Problem(place, "pack.never_in_phase", {"phase": phase}, grave=False)


def _shadowed_providers(rule_id: str, allowed: Sequence[Allowed]) -> Iterator[Problem]:
    for at, one in enumerate(allowed):
        for other_at, other in enumerate(allowed):
            if other_at != at and _wider(other, one) and (other_at < at or not _wider(one, other)):
                place = ("provider_rule", rule_id, "allowed", at)
                facts = {"one": f"allowed {at + 1}", "other": f"allowed {other_at + 1}"}
                yield Problem(place, "pack.shadowed", facts, grave=False)
                break


def _wider(one: Allowed, other: Allowed) -> bool:
    """Whether one allows everybody whom the other allows."""
    return (
        set(other.scopes) <= set(one.scopes)
        and (one.emerging or not other.emerging)
        and _no_more(DEGREES, one.degree, other.degree)
    )


def _no_more(order: Sequence[str], asked: str | None, given: str | None) -> bool:
    """Whether something asks for no more than what is given already."""
    if asked is None:
        return True
    return given is not None and order.index(asked) <= order.index(given)


def _shadowed_options(place: Path, options: Sequence[Any]) -> Iterator[Problem]:
    for at, one in enumerate(options):
        for other_at, other in enumerate(options):
            if other_at == at or not _easier(other, one):
                continue
            if other_at < at or not _easier(one, other):
                facts = {"one": f"option {at + 1}", "other": f"option {other_at + 1}"}
                yield Problem((*place, at), "pack.shadowed", facts, grave=False)
                break


def _easier(one: Any, other: Any) -> bool:
    """Whether who meets the other option meets this one, too, at all times and for all scopes."""
    years = getattr(one, "work_years", None)
    return (
        (one.since or date.min) <= (other.since or date.min)
        and (one.until or date.max) >= (other.until or date.max)
        and (one.scopes is None or (other.scopes is not None and {*other.scopes} <= {*one.scopes}))
        and _no_more(DEGREES, one.degree, other.degree)
        and _no_more(LICENCES, one.licence, other.licence)
        and (years is None or (other.work_years is not None and years <= other.work_years))
    )
