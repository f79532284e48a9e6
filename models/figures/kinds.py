"""Who stands in a book: human beings, not rows, and what each of them is on the day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from models.figures.draft import People
from models.findings import Assessment, Assessments, Finding
from models.forecast import Forecast, forecast
from models.requirements.base import Requirement
from models.roster import Person, Roster
from models.rulepack import Cycle, Pack
from models.standing import Sitting, Standing, standing_of

Seen = Mapping[tuple[str, str], date]
"""Since when a finding stands, by the key of the person and the rule, where a ledger knows."""


class Kind(StrEnum):
    """What somebody is. Who stands in several rows is the first of these that a row says."""

    ENDORSED = "endorsed"
    APPLICANT = "applicant"
    INACTIVE = "inactive"
    LAPSED = "lapsed"
    OTHER = "other"
    UNKNOWN = "unknown"


ORDER: Sequence[Kind] = tuple(Kind)
PHASES: Mapping[str, Kind] = {
    "renewal": Kind.ENDORSED,
    "initial": Kind.APPLICANT,
    "inactive": Kind.INACTIVE,
    "reinstatement": Kind.LAPSED,
    "unknown": Kind.UNKNOWN,
}
STANDINGS: Mapping[str, Kind] = {
    "inactive": Kind.INACTIVE,
    "lapsed": Kind.LAPSED,
    "removed": Kind.LAPSED,
}


class Line(NamedTuple):
    """One row of the roster, judged, with what the person is there."""

    judged: Assessment
    standing: Standing
    kind: Kind

    @property
    def person(self) -> Person:
        """The row itself."""
        return self.judged.person


class Human(NamedTuple):
    """One human being with all rows of theirs."""

    key: str
    kind: Kind
    lines: Sequence[Line]

    def of_kind(self) -> Iterator[Line]:
        """Give the rows that say what the person is."""
        return (line for line in self.lines if line.kind is self.kind)


def key_of(person: Person) -> str:
    """Give what all rows of one human being share."""
    return person.key.casefold()


def _kind(standing: Standing) -> Kind:
    if standing.spec is not None and standing.phase == "none":
        return STANDINGS.get(standing.spec.standing, Kind.OTHER)
    return PHASES.get(standing.phase, Kind.OTHER)


@dataclass
class Counted:
    """A judged book as the figures see it; nothing here judges anybody anew."""

    roster: Roster
    judged: Assessments
    pack: Pack
    seen: Seen | None

    @property
    def as_of(self) -> date:
        """The day on which everybody was judged."""
        return self.judged.as_of

    def since(self, seen: Seen | None) -> Counted:
        """Give the same book, with all that is known of it, beside another memory of findings."""
        other = copy(self)
        other.seen = seen
        return other

    @cached_property
    def sitting(self) -> Sitting:
        """What the engine itself knows of the day."""
        return Sitting(self.roster, self.pack, self.as_of)

    @cached_property
    def cycle(self) -> Cycle:
        """The renewal cycle that is looked at."""
        return self.pack.judged_cycle(self.as_of)

    @cached_property
    def rules(self) -> Mapping[str, Requirement]:
        """The requirements by id."""
        return {rule.id: rule for rule in self.pack.requirements}

    @cached_property
    def ahead(self) -> Forecast:
        """Where people are heading."""
        return forecast(self.roster, self.pack, self.judged)

    @cached_property
    def humans(self) -> Sequence[Human]:
        """Everybody, in the order of the sheet."""
        rows: dict[str, list[Line]] = {}
        for one in self.judged.people:
            standing = standing_of(one.person)
            line = Line(one, standing, _kind(standing))
            rows.setdefault(key_of(one.person), []).append(line)
        return [Human(key, _first(lines), lines) for key, lines in rows.items()]

    @cached_property
    def groups(self) -> Mapping[str, People]:
        """Give everybody by what they are."""
        return {kind.value: keys(h for h in self.humans if h.kind is kind) for kind in Kind}

    def of(self, *kinds: Kind) -> list[Human]:
        """Give everybody of some kinds."""
        return [human for human in self.humans if human.kind in kinds]

    def findings(self, human: Human, *kinds: str) -> list[Finding]:
        """Give what some kinds of requirement say of somebody, in the rows of what they are."""
        return [finding for kind, finding in self._of_rules[human.key] if kind in kinds]

    @cached_property
    def _of_rules(self) -> Mapping[str, Sequence[tuple[str, Finding]]]:
        """Give what requirements say of each person, with their kind; gone through once."""
        kinds = {rule.id: rule.kind for rule in self.pack.requirements}
        return {
            human.key: [
                (kinds[finding.rule], finding)
                for line in human.of_kind()
                for finding in line.judged.findings
                if finding.rule in kinds
            ]
            for human in self.humans
        }


def _first(lines: Sequence[Line]) -> Kind:
    return min((line.kind for line in lines), key=ORDER.index)


def keys(humans: Iterable[Human]) -> People:
    """Give the keys of some people."""
    return frozenset(human.key for human in humans)
