"""What would be otherwise: two full runs over the same book, compared person by person.

Nothing is judged here. Both runs come from `assess`, so that what is said of the new rules is what
a check under them says.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from models.findings import GRAVITY, Assessment, Assessments, Finding, Outcome
from models.roster import Person
from models.rulepack import Pack

HOURS = ("hours", "rsc")
"""Kinds of requirement that ask for clock hours."""
SHORT = frozenset({Outcome.OPEN, Outcome.GAP})


class RuleChange(NamedTuple):
    """One rule that comes to something else for a person; None: not judged in that run."""

    rule: str
    before: Finding | None
    after: Finding | None


class PersonChange(NamedTuple):
    """One row of the roster of which something is otherwise. None: no person in that run."""

    before: Assessment | None
    after: Assessment | None
    rules: Sequence[RuleChange]

    @property
    def person(self) -> Person:
        """Give the person, as the new run knows them, or the old one."""
        return next(one.person for one in (self.after, self.before) if one is not None)

    @property
    def status_changes(self) -> bool:
        """Whether the status is another."""
        return _status(self.before) is not _status(self.after)

    @property
    def graver(self) -> bool:
        """Whether the status is graver than before."""
        before, after = _status(self.before), _status(self.after)
        return before is not None and after is not None and GRAVITY[after] < GRAVITY[before]


class HoursNeeded(NamedTuple):
    """Hours that are still missing under one rule, of all people together, in both runs.

    before_people, after_people: how many people they are missing of. differ: how many people have
    another figure now.
    """

    rule: str
    title: str
    before: float
    after: float
    before_people: int
    after_people: int
    differ: int


@dataclass(frozen=True, slots=True)
class WhatIf:
    """Both runs, what changes, and the hours that are missing."""

    before: Assessments
    after: Assessments
    changes: Sequence[PersonChange]
    hours: Sequence[HoursNeeded]


def compare(before: Assessments, after: Assessments, packs: Iterable[Pack]) -> WhatIf:
    """Compare two runs over the same book; packs: the rules of both, for the titles of rules."""
    old = {_row(one.person): one for one in before.people}
    new = {_row(one.person): one for one in after.people}
    changes = []
    for row in dict.fromkeys((*new, *old)):
        rules = _rules(old.get(row), new.get(row))
        change = PersonChange(old.get(row), new.get(row), rules)
        if rules or change.status_changes:
            changes.append(change)
    return WhatIf(before, after, changes, _hours(old, new, _titles(packs)))


Row = tuple[str, int]


def _row(person: Person) -> Row:
    return person.table.sheet, person.row


def _status(one: Assessment | None) -> Outcome | None:
    return None if one is None else one.status


def by_rule(one: Assessment | None) -> Mapping[str, Finding]:
    """Give the gravest finding of each rule."""
    found: dict[str, Finding] = {}
    for finding in one.findings if one is not None else ():
        found.setdefault(finding.rule, finding)
    return found


def _rules(before: Assessment | None, after: Assessment | None) -> list[RuleChange]:
    """List the rules that come to another outcome, or leave other hours to go."""
    old, new = by_rule(before), by_rule(after)
    changes = [
        RuleChange(rule, old.get(rule), new.get(rule)) for rule in dict.fromkeys((*new, *old))
    ]
    return [one for one in changes if _said(one.before) != _said(one.after)]


def _said(finding: Finding | None) -> tuple[Outcome, float | None] | None:
    return None if finding is None else (finding.outcome, finding.short)


def _titles(packs: Iterable[Pack]) -> dict[str, str]:
    return {r.id: r.title for pack in packs for r in pack.requirements if r.kind in HOURS}


def missing(one: Assessment | None, rule: str) -> float:
    """Give the hours that a person still lacks under a rule; 0 where nobody can tell."""
    finding = by_rule(one).get(rule)
    if finding is None or finding.outcome not in SHORT:
        return 0.0
    return finding.short or 0.0


def _hours(
    old: Mapping[Row, Assessment], new: Mapping[Row, Assessment], titles: Mapping[str, str]
) -> list[HoursNeeded]:
    found = []
    for rule, title in titles.items():
        pairs = [(missing(old.get(r), rule), missing(new.get(r), rule)) for r in {*old, *new}]
        needed = HoursNeeded(
            rule,
            title,
            round(sum(before for before, _ in pairs), 2),
            round(sum(after for _, after in pairs), 2),
            sum(before > 0 for before, _ in pairs),
            sum(after > 0 for _, after in pairs),
            sum(before != after for before, after in pairs),
        )
        if needed.before or needed.after:
            found.append(needed)
    return found
