"""Where people are heading: who will be short at the deadline, and what would help most.

A forecast judges nobody. It takes what `assess` found on a day and asks, by the pace at which
people really log, what it will come to by the deadline.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any, NamedTuple

from models.findings import Assessment, Assessments, Finding, Outcome, Remark
from models.pace import Pace, learn, point_of
from models.requirements.base import Requirement
from models.roster import Person, Roster
from models.rulepack import Cycle, Pack

HOURS = ("hours", "rsc")
"""Kinds of requirement that ask for clock hours."""
UNDER = 3.0
"""Who needs fewer hours than this is nearly there."""
LACKING = frozenset({Outcome.OPEN, Outcome.GAP})
"""Outcomes of something that a person can hand in."""
SURE = 0.05
"""As long as less than this share of the hours is usually logged, nothing can be told."""


class Outlook(StrEnum):
    """Where somebody is heading under one rule."""

    SHORT = "likely_short"
    NOTHING = "nothing_logged"
    CANNOT_TELL = "cannot_tell"
    EARLY = "too_early"
    LIKELY = "likely_enough"


class Projection(NamedTuple):
    """One person under one rule that asks for hours. expected: hours at the deadline, about."""

    person: Person
    rule: str
    outlook: Outlook
    have: float | None
    need: float | None
    expected: float | None
    short: float | None
    due: date
    why: Remark


class Near(NamedTuple):
    """Somebody who needs only a few hours more under one rule."""

    person: Person
    rule: str
    title: str
    short: float
    due: date | None


class Letter(NamedTuple):
    """People who lack the same thing. cleared: those who lack nothing else."""

    rule: str
    title: str
    action: str
    people: Sequence[Person]
    cleared: Sequence[Person]


class Ending(NamedTuple):
    """A membership that ends before the deadline, though it runs now."""

    person: Person
    end: date
    due: date


@dataclass(frozen=True, slots=True)
class Forecast:
    """All of it. paces: how people log, by log; people: how many have a renewal ahead."""

    as_of: date
    people: int
    paces: Sequence[Pace]
    projections: Sequence[Projection]
    near: Sequence[Near]
    letters: Sequence[Letter]
    endings: Sequence[Ending]


def forecast(roster: Roster, pack: Pack, judged: Assessments, under: float = UNDER) -> Forecast:
    """Look ahead from the day on which everybody was judged.

    under: who needs fewer hours than this is listed as nearly there.
    """
    ahead = _Ahead(roster, pack, judged.as_of)
    projections = [p for one in judged.people for p in _projections(one, ahead)]
    endings = [e for one in judged.people for e in _endings(one, ahead)]
    renewing = {id(p.person) for p in projections} | {id(e.person) for e in endings}
    return Forecast(
        judged.as_of,
        len(renewing),
        ahead.used,
        sorted(projections, key=_order),
        _near(judged.people, ahead.rules, under),
        _letters(judged.people, ahead.rules),
        endings,
    )


class _Ahead:
    """What is the same for many people: the rules, the cycles, and how people log."""

    def __init__(self, roster: Roster, pack: Pack, as_of: date) -> None:
        self.pack, self.as_of = pack, as_of
        self.rules: Mapping[str, Requirement] = {rule.id: rule for rule in pack.requirements}
        self.cycle = cache(pack.cycle_ending)
        self._pace = cache(lambda log, years: learn(roster, pack, log, as_of, years))
        self.used: list[Pace] = []

    def pace(self, rule: Requirement, cycle: Cycle) -> Pace:
        """Give how people log what this rule asks for."""
        log = getattr(rule, "log", "rsc")
        pace: Pace = self._pace(str(log), cycle.years)
        if pace not in self.used:
            self.used.append(pace)
        return pace


def _order(one: Projection) -> tuple[int, date, str, int]:
    place = one.person.table
    return list(Outlook).index(one.outlook), one.due, place.sheet, one.person.row


def _projections(one: Assessment, ahead: _Ahead) -> Iterable[Projection]:
    """Project every rule of a renewal that asks for hours and is not over."""
    for finding in one.findings:
        rule = ahead.rules.get(finding.rule)
        if rule is None or rule.phase != "renewal" or rule.kind not in HOURS:
            continue
        if finding.due is None or finding.due < ahead.as_of or finding.outcome is Outcome.GAP:
            continue
        yield _projected(one.person, finding, rule, ahead)


def _projected(person: Person, finding: Finding, rule: Requirement, ahead: _Ahead) -> Projection:
    due = finding.due or ahead.as_of
    facts: dict[str, Any] = {
        "title": rule.title, "short_title": rule.short_title or rule.title, "have": finding.have,
        "need": finding.need, "due": due, "said": finding.message, "brief": finding.brief,
    }  # fmt: skip
    outlook, say, expected = _outlook(person, finding, rule, ahead, facts)
    short = None
    if outlook is Outlook.SHORT and finding.need is not None and expected is not None:
        short = facts["short"] = round(finding.need - expected, 1)
    return Projection(
        person, rule.id, outlook, finding.have, finding.need, expected, short, due,
        Remark(say, facts),
    )  # fmt: skip


def _outlook(
    person: Person, finding: Finding, rule: Requirement, ahead: _Ahead, facts: dict[str, Any]
) -> tuple[Outlook, str, float | None]:
    """Say where it leads, with which sentence, and to how many hours."""
    have, need = finding.have, finding.need
    if finding.outcome is Outcome.CANNOT_TELL or have is None or need is None:
        return Outlook.CANNOT_TELL, "forecast.cannot_tell", None
    share = _share(person, finding, rule, ahead)
    expected = facts["expected"] = round(have / max(share, SURE), 1)
    facts["share"] = round(share * 100)
    if have >= need:
        return Outlook.LIKELY, "forecast.likely", max(have, expected)
    if have == 0:
        attest = _attested(rule, facts["due"])
        say = "forecast.nothing_attest" if attest else "forecast.nothing"
        return Outlook.NOTHING, say, None
    if share < SURE:
        return Outlook.EARLY, "forecast.early", None
    if expected >= need:
        return Outlook.LIKELY, "forecast.likely", expected
    return Outlook.SHORT, "forecast.short", expected


def _attested(rule: Requirement, due: date) -> bool:
    """Whether hours are attested and need not stand in a log for this deadline."""
    since = getattr(rule, "attest_from", None)
    return getattr(rule, "proof", "log") == "attest" and (since is None or since <= due)


def _share(person: Person, finding: Finding, rule: Requirement, ahead: _Ahead) -> float:
    """Give the share of the hours usually logged by now; who came later began later."""
    cycle = ahead.cycle(finding.due or ahead.as_of)
    held = person.held_since
    start = held if held is not None and cycle.start < held < cycle.ends else cycle.start
    return ahead.pace(rule, cycle).share(point_of(ahead.as_of, start, cycle.ends))


def _near(
    people: Iterable[Assessment], rules: Mapping[str, Requirement], under: float
) -> list[Near]:
    found = [
        Near(one.person, f.rule, rules[f.rule].title, f.short, f.due)
        for one in people
        for f in one.flagged
        if f.rule in rules and rules[f.rule].kind in HOURS
        and f.short is not None and 0 < f.short < under
    ]  # fmt: skip
    return sorted(found, key=lambda near: near.short)


def _letters(people: Sequence[Assessment], rules: Mapping[str, Requirement]) -> list[Letter]:
    """Group people by the same missing thing; the letter that clears most comes first."""
    lacking: dict[tuple[str, str], list[Person]] = {}
    alone: dict[tuple[str, str], list[Person]] = {}
    for one in people:
        keys = {(f.rule, f.action) for f in one.flagged}
        asked = {(f.rule, f.action) for f in one.flagged if f.outcome in LACKING}
        for key in sorted(key for key in asked if key[0] in rules):
            lacking.setdefault(key, []).append(one.person)
            if len(keys) == 1:
                alone.setdefault(key, []).append(one.person)
    letters = [
        Letter(rule, rules[rule].title, action, who, alone.get((rule, action), []))
        for (rule, action), who in lacking.items()
        if len(who) > 1
    ]
    return sorted(letters, key=lambda x: (-len(x.cleared), -len(x.people), x.rule, x.action))


def _endings(one: Assessment, ahead: _Ahead) -> Iterable[Ending]:
    """Find a membership that runs now and ends before the person's deadline."""
    due = _deadline(one, ahead)
    for finding in one.findings:
        rule = ahead.rules.get(finding.rule)
        if rule is None or rule.kind != "membership" or rule.phase != "renewal":
            continue
        end = finding.facts.get("end")
        if isinstance(end, date) and due is not None and ahead.as_of <= end < due:
            yield Ending(one.person, end, due)


def _deadline(one: Assessment, ahead: _Ahead) -> date | None:
    """Give the day by which a person's renewal is due, as the findings say."""
    days = [
        f.due
        for f in one.findings
        if (rule := ahead.rules.get(f.rule)) is not None
        and rule.phase == "renewal"
        and rule.kind != "membership"
        and f.due is not None
        and f.due >= ahead.as_of
    ]
    return max(days, default=None)
