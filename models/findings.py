"""Outcome, Finding, Assessment: what a check concludes, and the sentence that a person reads."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from models.language import say
from models.wording import brief, of_pack, sentence, spoken

if TYPE_CHECKING:
    from models.roster import Person


class Outcome(StrEnum):
    """What a requirement or a check comes to. Never two of them only: doubt has its own word."""

    MEETS = "meets"
    OPEN = "open"
    GAP = "gap"
    NOT_APPLICABLE = "not_applicable"
    CANNOT_TELL = "cannot_tell"


GRAVITY: Mapping[Outcome, int] = {
    Outcome.GAP: 0,
    Outcome.CANNOT_TELL: 1,
    Outcome.OPEN: 2,
    Outcome.MEETS: 3,
    Outcome.NOT_APPLICABLE: 4,
}
"""The order in which outcomes are looked at: the gravest first."""

FLAGGED = frozenset({Outcome.GAP, Outcome.CANNOT_TELL, Outcome.OPEN})
"""The outcomes that are flagged: in the Gaps tab, in our columns, in the exit code."""


class Place(NamedTuple):
    """Where something stands: sheet, row on the screen, column from 1 (None: the whole row)."""

    sheet: str
    row: int
    column: int | None = None


class Citation(NamedTuple):
    """Where a rule comes from: key, title and address of the source, how it was read, and when."""

    key: str
    title: str
    where: str
    reading: str
    checked_on: date | None

    def __str__(self) -> str:
        """One line for a person: title, address, and a warning where it was not simply read."""
        text = f"{self.title} ({self.where})"
        return text if self.reading == "read" else f"{text}; {say(self.reading)}"


class Remark(NamedTuple):
    """A sentence beside a finding's own: why the need is another, or what is good to know."""

    say: str
    facts: Mapping[str, object] = {}

    def __str__(self) -> str:
        """Give the sentence that a person reads."""
        return sentence(self.say, self.facts)


class Entry(NamedTuple):
    """One line of evidence: where it stands, what it says, whether it counted, and why (not)."""

    place: Place
    what: str
    counted: bool
    why: str


@dataclass(slots=True)
class Finding:
    """What one rule says of one person or row.

    have, need, short: in the unit of the rule (clock hours, ratings); None where there is none.
    due: the day by which it has to be mended, or was. changes_on: the next day on which the
    outcome may change although nobody edits the sheet. pace: "on pace" or "behind" when open.
    remarks: what is said beside the sentence.
    """

    rule: str
    outcome: Outcome
    say: str
    facts: Mapping[str, object]
    place: Place | None
    person: Person | None = None
    have: float | None = None
    need: float | None = None
    short: float | None = None
    due: date | None = None
    pace: str | None = None
    action: str = ""
    citation: Citation | None = None
    changes_on: date | None = None
    remarks: tuple[Remark, ...] = ()

    @property
    def message(self) -> str:
        """The sentence that a person reads, and what is to be said beside it."""
        said = sentence(self.say, self.facts)
        said = said[:1].upper() + said[1:]
        return " ".join((said, *map(str, self.remarks))) if self.remarks else said

    @property
    def brief(self) -> str:
        """The same in a few words."""
        return brief(self.say, self.facts)

    @property
    def next_step(self) -> str:
        """What to do next, in the language that is spoken; "" where there is nothing to do."""
        return spoken(of_pack(self.action) if self.action.__class__ is str else self.action)

    @property
    def flagged(self) -> bool:
        """Whether a person should see it without asking."""
        return self.outcome in FLAGGED


class Settled(NamedTuple):
    """In short, where nothing is to be flagged: it is met or not asked, and until when."""

    outcome: Outcome
    due: date | None = None
    changes_on: date | None = None


class Assessment:
    """Everything that holds for one person on one day.

    status: the gravest outcome. next_due: the day by which something has to be mended, or is due
    next. changes_on: the next day on which any of it may change although nobody edits the sheet.
    """

    __slots__ = ("_flagged", "_found", "changes_on", "next_due", "person", "status")

    def __init__(  # noqa: PLR0917 - the last one is for who is judged in part
        self,
        person: Person,
        findings: Sequence[Finding] | Callable[[Person], Sequence[Finding]],
        status: Outcome,
        next_due: date | None,
        changes_on: date | None,
        flagged: Sequence[Finding] | None = None,
    ) -> None:
        """Conclude about a person; flagged: what is, where the other findings are not made yet."""
        self.person, self.status = person, status
        self.next_due, self.changes_on = next_due, changes_on
        self._found, self._flagged = findings, flagged

    @property
    def findings(self) -> Sequence[Finding]:
        """The findings, the gravest first; of who has nothing to mend they are made on demand."""
        if callable(self._found):
            self._found = self._found(self.person)
        return self._found

    @property
    def flagged(self) -> Sequence[Finding]:
        """The findings that a person should see without asking."""
        if self._flagged is not None:
            return self._flagged
        return [f for f in self.findings if f.flagged] if self.status in FLAGGED else ()


@dataclass(slots=True)
class Assessments:
    """The whole book, judged.

    people: in the order of the sheet. others: findings that belong to no one person, such as an
    entry for somebody who is not in the roster. notices: sentences about the book as a whole,
    said aloud but flagged nowhere; they are made (`told`) if somebody asks for them.
    """

    as_of: date
    people: Sequence[Assessment]
    others: Sequence[Finding] = ()
    told: Callable[[], Sequence[str]] = tuple

    @property
    def notices(self) -> Sequence[str]:
        """What is said once for the book."""
        return self.told()

    def flagged(self) -> list[Finding]:
        """Every finding that a person should see, person by person in sheet order."""
        mine = [f for one in self.people for f in one.flagged]
        return mine + [f for f in self.others if f.flagged]
