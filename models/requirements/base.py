"""What every kind of requirement shares: dated values, the case in hand, and how to conclude."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, Field

from models.calendar import next_day
from models.findings import Citation, Entry, Finding, Outcome, Place, Remark, Settled
from models.roster import BLANK, HELD, Person, Roster
from models.wording import worded

if TYPE_CHECKING:
    from models.requirements.crowd import Crowd
    from models.rulepack import Pack

Phase = Literal["renewal", "initial", "reinstatement", "inactive"]
Reading = Literal["read", "inferred", "unverified"]

MonthDay = Annotated[str, Field(pattern=r"^(0[1-9]|1[0-2])-(0[1-9]|1\d|2[0-8]|30|31)$")]
"""A day of any year, such as "12-15"."""

STRICT = ConfigDict(extra="forbid", frozen=True, populate_by_name=True, defer_build=True)
"""Packs are checked: an unknown key is an error, and nothing changes after loading.

What checks them is built when a pack is loaded: a help text or a wrong option needs none of it.
"""


class Cited(BaseModel):
    """Something that was read somewhere, and the days on which it is in force."""

    model_config = STRICT

    since: Annotated[date | None, Field(alias="from")] = None
    until: date | None = None
    source: str
    checked_on: date | None = None
    reading: Reading = "read"

    def in_force(self, on: date) -> bool:
        """Whether it holds on a day; both ends count."""
        return (self.since is None or self.since <= on) and (self.until is None or on <= self.until)

    def turns(self) -> Iterator[date]:
        """Give the days on which it begins, or no longer is, in force."""
        if self.since is not None:
            yield self.since
        if self.until is not None and self.until < date.max:
            yield next_day(self.until)


class Dated(Cited):
    """Something that holds for some scopes only."""

    scopes: tuple[str, ...] | None = None

    def applies(self, scopes: Collection[str]) -> bool:
        """Whether it holds for somebody with these scopes."""
        return self.scopes is None or not frozenset(scopes).isdisjoint(self.scopes)


class DatedValue(Dated):
    """A value with the days on which it is in force, for which scopes, and where it was read."""

    value: float | bool


class Need(NamedTuple):
    """What is needed on the day that counts, where that is written, and why it is what it is."""

    value: float
    citation: Citation
    remarks: tuple[Remark, ...] = ()


@dataclass(slots=True)
class Case:
    """One person on one day, in one phase.

    rules_on: the day whose rules hold. start, ends: first and last day on which hours count
    towards the cycle; deadline: the day by which all is due; grace_until: a later day until which
    it is still taken; removal_on: the day on which the name comes off the registry. All of these
    are None for an application. peer_counts: whether peer supervision is admitted for this person.
    tallies: sums that several requirements share.
    """

    person: Person
    roster: Roster
    as_of: date
    phase: Phase
    scopes: frozenset[str]
    always_gives_rsc: bool
    rules_on: date
    pack: Pack | None = None
    start: date | None = None
    ends: date | None = None
    deadline: date | None = None
    grace_until: date | None = None
    removal_on: date | None = None
    peer_counts: bool = False
    tallies: dict[str, Any] = field(default_factory=dict)

    @property
    def last_day(self) -> date | None:
        """The last day on which what is missing can still come in."""
        return self.grace_until or self.deadline

    @property
    def late(self) -> bool:
        """Whether that day has passed; the day itself is still in time."""
        last = self.last_day
        return last is not None and self.as_of > last

    @property
    def after_deadline(self) -> date | None:
        """The day on which what is open becomes a gap."""
        last = self.last_day
        return None if last is None or self.as_of > last else last + timedelta(days=1)

    @property
    def in_grace(self) -> bool:
        """Whether the deadline has passed, and what is missing is still taken."""
        return self.deadline is not None and self.as_of > self.deadline and not self.late

    @property
    def submitted(self) -> date | None:
        """The day on which the application went in, as far as the sheet says."""
        return self.person.day("submitted")

    @property
    def endorsed(self) -> date | None:
        """The day of endorsement, as far as the sheet says."""
        return self.person.day("endorsed")

    @property
    def held_since(self) -> date | None:
        """Since when this category, or another one before it, has been held without a break."""
        return self.person.held_since

    @property
    def gives_rsc(self) -> bool:
        """Whether anything in the book says that this person gives RSC in this cycle."""
        return gives(self, self.person, self.person.cells.get("gives_rsc", BLANK).value)

    def but_of(self, person: Person) -> Case:
        """Give the same case, of somebody else."""
        return Case(
            person, self.roster, self.as_of, self.phase, self.scopes, self.always_gives_rsc,
            self.rules_on, self.pack, self.start, self.ends, self.deadline, self.grace_until,
            self.removal_on, self.peer_counts,
        )  # fmt: skip

    @property
    def attested(self) -> date | bool | None:
        """What the sheet says of the attestation: a date, yes, no, or nothing."""
        value = self.person.cell("attested").value
        return value if isinstance(value, date | bool) else None

    @property
    def audit(self) -> str | None:
        """What the sheet says of an audit: "selected", "passed", "failed", "none", or nothing."""
        value = self.person.cell("audit").value
        return value if isinstance(value, str) else None

    def held_on(self, day: date) -> frozenset[str]:
        """Give the scopes as whose holder the person is judged on a day.

        Those of the case where they were held; before, those that were held instead; else the
        case's own.
        """
        held = [
            term.scopes
            for term in self.person.holdings
            if term.standing in HELD and _covers(term.start, term.end, day)
        ]
        if not held or any(not scopes.isdisjoint(self.scopes) for scopes in held):
            return self.scopes
        return frozenset().union(*held)

    def receiver_degree(self, day: date) -> str | None:
        """Give "master", "bachelor" or "none": the highest degree on a day; None: not known."""
        return degree_by([(degree.level, degree.day) for degree in self.person.degrees], day)


def gives(like: Case, person: Person, says: object) -> bool:
    """Whether anything says that a person gives RSC in the cycle of such a case.

    says: what stands in the column that tells so.
    """
    if like.always_gives_rsc or person.provider or says is True:
        return True
    return bool(person.gave) and any(
        (like.start is None or day >= like.start) and (like.ends is None or day <= like.ends)
        for day in person.gave_on
    )


def highest(levels: Collection[str]) -> str:
    """Give the highest of some degrees, as the rules about RSC providers tell them apart."""
    if not {"master", "doctorate"}.isdisjoint(levels):
        return "master"
    return "bachelor" if "bachelor" in levels else "none"


HIGH = frozenset({"master", "doctorate"})


def degree_by(degrees: Collection[tuple[str | None, date | None]], day: date) -> str | None:
    """Give the highest of some degrees, each with its level and its day, as it was on a day.

    "master", "bachelor" or "none"; None: not known. Without a date only a Master's or above is in
    doubt; nothing below it becomes one by whatever date.
    """
    held = [level for level, on in degrees if on is None or on <= day]
    sure = [level for level, on in degrees if on is not None and on <= day]
    if not HIGH.isdisjoint(sure):
        return "master"
    if not degrees or None in [level for level, _ in degrees] or not HIGH.isdisjoint(held):
        return None
    return "bachelor" if "bachelor" in held else "none"


def _covers(start: date | None, end: date | None, day: date) -> bool:
    return (start is None or start <= day) and (end is None or day <= end)


met_by = lru_cache(maxsize=1024)(partial(Settled, Outcome.MEETS))
"""Say in short that something is met, for a due date and perhaps the next day of change."""
NOT_ASKED = Settled(Outcome.NOT_APPLICABLE)
Settler = Callable[[Case], Settled | None]
"""Says in short of one person what `Requirement.settled` says."""
Verdicts = Sequence[Settled | None]
"""The same of many people, one after the other; None: only `judge` can say."""
JUDGED = frozenset({Outcome.MEETS, Outcome.OPEN, Outcome.GAP, Outcome.CANNOT_TELL})
NAMES = ("name", "last_name")
"""Where a finding stands for which the roster has no column of its own."""
CELL_AT_FAULT = (".blank", ".unreadable")
"""Endings of the sentences that say that a cell itself has to be mended."""


class Requirement(BaseModel):
    """One rule of a pack.

    title: what is asked for, inside a sentence; short_title: the same in a word or two, for a
    narrow column. need: the values by date. typical: what most successful applications show, for
    information only. action: the next step when something is missing. rules_of: an application is
    judged by the rules of the day it was submitted, or of the day it was decided.
    """

    model_config = STRICT
    deferrable: ClassVar[bool] = True
    """Whether who renews later for the first time does not owe it yet."""
    numeric: ClassVar[bool] = False
    """Whether what is needed is a number that a person wants to see."""
    per: ClassVar[str] = ""
    """The unit of that number where the title does not say it: "hours", "years"."""

    id: str
    kind: str
    phase: Phase
    title: str
    short_title: str = ""
    need: tuple[DatedValue, ...]
    typical: tuple[DatedValue, ...] = ()
    action: str
    rules_of: Literal["submission", "decision"] = "submission"

    @abstractmethod
    def tracked(self, case: Case) -> bool:
        """Whether the workbook has any column or tab that could tell."""

    def tracked_whole(self, case: Case) -> bool:
        """Whether it could tell of the requirement itself, and not only of a part of it."""
        return self.tracked(case)

    def stands_in(self) -> Collection[str] | None:
        """Give the columns of the roster in whose cells a finding may stand; None: in any."""
        return None

    def settled(self, case: Case, need: Need | None) -> Settled | None:  # noqa: ARG002 - see below
        """Say in short that this is plainly met or not asked; None: only `judge` can say.

        It never says anything that `judge` does not. Most people meet most requirements, and
        their findings are made only when somebody wants to see them.
        """
        return None

    def settler(self, like: Case, need: Need | None) -> Settler:  # noqa: ARG002 - see below
        """Give a function that settles everybody whose case is like this one but for the person.

        Alike are: the table, the phase, the scopes, the day whose rules hold, the cycle. What
        follows from these alone is worked out here, once for all of them.
        """
        return lambda case: self.settled(case, need)

    def settle_many(self, crowd: Crowd, need: Need | None) -> Verdicts:
        """Say in short of each of a crowd what `settled` says.

        It may say less: who is left out is looked at one by one.
        """
        settle = self.settler(crowd.like, need)
        return [settle(crowd.case(at)) for at in range(len(crowd))]

    @abstractmethod
    def judge(self, case: Case, need: Need | None) -> list[Finding]:
        """Judge one person; the first finding is the requirement's own, more may follow."""

    def evidence(self, case: Case) -> Sequence[Entry]:  # noqa: ARG002 - most kinds have none
        """List the entries that counted and those that did not, with the reason."""
        return ()

    def value_for(self, scopes: Collection[str], on: date) -> DatedValue | None:
        """Give the value in force on a day; of several scopes, the strictest. None: not asked."""
        return strictest(self.need, scopes, on)

    def wanted(self, need: Need) -> str:
        """Name what is asked for in a list: with the figure where there is one."""
        if not self.numeric:
            return self.title
        return worded(f"word.asked.{self.per or 'number'}", need=need.value, title=self.title)

    def turns(self) -> Iterator[date]:
        """Give the days on which a value begins, or no longer is, in force."""
        for value in self.need:
            yield from value.turns()

    def _next_step(self, outcome: Outcome, say: str) -> str:
        """Give what to do next: mend the cell, or what the pack says."""
        if outcome is Outcome.CANNOT_TELL and say.endswith(CELL_AT_FAULT):
            return worded("step.mend")
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
        remarks: tuple[Remark, ...] = (),
    ) -> Finding:
        """Make this requirement's finding; citation, next step and remarks come along."""
        if need is not None and outcome in JUDGED:
            remarks = (*remarks, *need.remarks, *self._asides(case, need, have))
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
            remarks,
        )

    def _asides(self, case: Case, need: Need, have: float | None) -> Iterator[Remark]:
        """Give what is good to know beside the outcome: the usual figure, and shaky ground."""
        usual = strictest(self.typical, case.scopes, case.rules_on) if self.typical else None
        if usual is not None and have is not None and need.value <= have < usual.value:
            yield Remark("typical", {"typical": float(usual.value)})
        if need.citation.reading == "unverified":
            yield Remark("unverified")


def strictest(values: Iterable[DatedValue], scopes: Collection[str], on: date) -> DatedValue | None:
    """Give the value in force on a day; of several scopes, the strictest. None: not asked."""
    found = [v for v in values if v.in_force(on) and v.applies(scopes)]
    return max(found, key=lambda v: v.value, default=None)


def earliest(*days: date | None) -> date | None:
    """Give the first of some days, leaving out those that are not set."""
    return min((day for day in days if day is not None), default=None)
