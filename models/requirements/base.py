"""What every kind of requirement shares: dated values, the case in hand, and how to conclude."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache, partial
from typing import Annotated, Any, ClassVar, Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, Field

from models.findings import Citation, Entry, Finding, Outcome, Place, Settled
from models.roster import Person, Roster

Phase = Literal["renewal", "initial"]
Reading = Literal["read", "inferred", "unverified"]

STRICT = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)
"""Packs are checked: an unknown key is an error, and nothing changes after loading."""


class DatedValue(BaseModel):
    """A value with the days on which it is in force, for which scopes, and where it was read."""

    model_config = STRICT

    value: float | bool
    since: Annotated[date | None, Field(alias="from")] = None
    until: date | None = None
    scopes: tuple[str, ...] | None = None
    source: str
    checked_on: date | None = None
    reading: Reading = "read"

    def in_force(self, on: date) -> bool:
        """Whether the value holds on a day; both ends count."""
        return (self.since is None or self.since <= on) and (self.until is None or on <= self.until)

    def applies(self, scopes: Collection[str]) -> bool:
        """Whether the value holds for somebody with these scopes."""
        return self.scopes is None or any(scope in self.scopes for scope in scopes)


class Need(NamedTuple):
    """What is needed on the day that counts, and where that is written."""

    value: float
    citation: Citation


@dataclass(slots=True)
class Case:
    """One person on one day, in one phase.

    start, deadline: first and last day of the renewal cycle (None for an application).
    first_due: the later deadline, for who does not owe this one yet. due_unknown: "blank" or
    "not readable" where nobody can say whether this deadline is owed. tallies: sums that several
    requirements share.
    """

    person: Person
    roster: Roster
    as_of: date
    phase: Phase
    scopes: frozenset[str]
    always_gives_rsc: bool
    start: date | None = None
    deadline: date | None = None
    first_due: date | None = None
    due_unknown: str | None = None
    tallies: dict[str, Any] = field(default_factory=dict)

    @property
    def late(self) -> bool:
        """Whether the deadline has passed; the deadline itself is still in time."""
        return self.deadline is not None and self.as_of > self.deadline

    @property
    def after_deadline(self) -> date | None:
        """The day on which what is open becomes a gap."""
        if self.deadline is None or self.late:
            return None
        return self.deadline + timedelta(days=1)

    @property
    def gives_rsc(self) -> bool:
        """Whether anything in the book says that this person gives RSC in this cycle."""
        person = self.person
        if self.always_gives_rsc or person.provider or person.cell("gives_rsc").value is True:
            return True
        return any(
            (self.start is None or day >= self.start)
            and (self.deadline is None or day <= self.deadline)
            for day in person.gave
        )


met_by = lru_cache(maxsize=1024)(partial(Settled, Outcome.MEETS))
"""Say in short that something is met, for a due date and perhaps the next day of change."""
NOT_ASKED = Settled(Outcome.NOT_APPLICABLE)
JUDGED = frozenset({Outcome.MEETS, Outcome.OPEN, Outcome.GAP, Outcome.CANNOT_TELL})
CELL_AT_FAULT = (".blank", ".unreadable")
"""Endings of the sentences that say that a cell itself has to be mended."""


class Requirement(BaseModel):
    """One rule of a pack.

    title: what is asked for, inside a sentence; short_title: the same in a word or two, for a
    narrow column. need: the values by date. action: the next step when something is missing.
    """

    model_config = STRICT
    deferrable: ClassVar[bool] = True
    """Whether who renews later for the first time does not owe it yet."""
    numeric: ClassVar[bool] = False
    """Whether what is needed is a number that a person wants to see."""

    id: str
    kind: str
    phase: Phase
    title: str
    short_title: str = ""
    need: tuple[DatedValue, ...]
    action: str

    @abstractmethod
    def tracked(self, case: Case) -> bool:
        """Whether the workbook has any column or tab that could tell."""

    def settled(self, case: Case, need: Need | None) -> Settled | None:  # noqa: ARG002 - see below
        """Say in short that this is plainly met or not asked; None: only `judge` can say.

        It never says anything that `judge` does not. Most people meet most requirements, and
        their findings are made only when somebody wants to see them.
        """
        return None

    @abstractmethod
    def judge(self, case: Case, need: Need | None) -> list[Finding]:
        """Judge one person; the first finding is the requirement's own, more may follow."""

    def evidence(self, case: Case) -> Sequence[Entry]:  # noqa: ARG002 - most kinds have none
        """List the entries that counted and those that did not, with the reason."""
        return ()

    def value_for(self, scopes: Collection[str], on: date) -> DatedValue | None:
        """Give the value in force on a day; of several scopes, the strictest. None: not asked."""
        found = [v for v in self.need if v.in_force(on) and v.applies(scopes)]
        return max(found, key=lambda v: v.value, default=None)

    def _next_step(self, outcome: Outcome, say: str) -> str:
        """Give what to do next: mend the cell, or what the pack says."""
        if outcome is Outcome.CANNOT_TELL and say.endswith(CELL_AT_FAULT):
            return "Fill or mend the cell."
        return self.action if outcome in {Outcome.OPEN, Outcome.GAP, Outcome.CANNOT_TELL} else ""

    def finding(
        self,
        case: Case,
        outcome: Outcome,
        say: str,
        facts: Mapping[str, object],
        need: Need | None,
        *,
        place: Place | None = None,
        due: date | None = None,
        changes_on: date | None = None,
        have: float | None = None,
        short: float | None = None,
        pace: str | None = None,
    ) -> Finding:
        """Make this requirement's finding; the citation and the next step come along."""
        return Finding(
            self.id,
            outcome,
            say,
            {**facts, "short_title": self.short_title or self.title},
            place,
            case.person,
            have,
            need.value if need is not None and self.numeric and outcome in JUDGED else None,
            short,
            due,
            pace,
            self._next_step(outcome, say),
            need.citation if need is not None else None,
            changes_on,
        )
