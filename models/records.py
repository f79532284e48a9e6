"""What a workbook says, row by row: where a table stands, and the lines of its logs.

In every record, None stands for what is not said or cannot be read; `problem` tells which, in a
sentence, where that matters.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from itertools import repeat
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias, cast

from models.cells import Raw, shown
from models.findings import Place
from models.wording import worded

if TYPE_CHECKING:
    from models.intake.individuals import Individual
    from models.providers import Provider

HERSELF, PEER = worded("word.herself"), worded("word.peer")
"""Why a session of RSC never counts (HERSELF), or only where a rule admits it (PEER)."""


class TableKind(StrEnum):
    """What a table lists: people, or one kind of thing that people did."""

    ROSTER = "roster"
    TRAINING = "training"
    RSC = "rsc"
    MEMBERSHIPS = "memberships"
    REFERENCES = "references"
    WORK = "work"
    EXAM = "exam"
    PROVIDERS = "providers"
    EDUCATION = "education"
    WAIVERS = "waivers"


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """One table on a sheet: its kind, its header row on the screen, and its columns by field."""

    kind: TableKind
    sheet: str
    header_row: int
    columns: Mapping[str, int]
    headers: Mapping[str, str]

    def place(self, row: int, *fields: str) -> Place:
        """Give the cell of the first of these fields that the table has, else the row."""
        for key in fields:
            column = self.columns.get(key)
            if column is not None:
                return Place(self.sheet, row, column)
        return Place(self.sheet, row)

    def header(self, field: str) -> str:
        """Give the header as she wrote it, or the field's own name."""
        return self.headers.get(field, field.replace("_", " "))


class Session(NamedTuple):
    """What many rows of a log say alike, so that it is made once for each way of saying it.

    provider: who gave the RSC; None where it is nobody of the book, or more than one. named: the
    provider as it was typed. candidates: how many people of the book the words may mean.
    mode: "individual", "group" or "peer". about_given: whether it was about RSC that the receiver
    gives. band: "infant" or "early". used_for: "application", "renewal", or "" where it is not
    said.
    """

    provider: Provider | None = None
    named: str = ""
    mode: str | None = None
    about_given: bool | None = None
    band: str | None = None
    used_for: str = ""
    candidates: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Alike:
    """What many rows of one log say alike beside day, hours and title; made once for all of them.

    end: the last day; None for one day. topics: codes of the pack. topic_hours: hours by topic
    where the log has such columns. void: why the entry never counts; a session with peers bears
    PEER, which a rule may set aside. doubt: why it is unclear whether it counts. session: of every
    row of an RSC log, and of training rows that say what they were used for. plain: whether
    nothing but day and hours decides whether it counts, and perhaps the session.
    """

    table: Table
    end: date | None = None
    topics: tuple[str, ...] = ()
    topic_hours: Mapping[str, float] | None = None
    void: str | None = None
    doubt: str | None = None
    session: Session | None = None
    plain: bool = field(init=False, repr=False)

    def __post_init__(self) -> None:
        odd = (self.end, self.topic_hours, self.void, self.doubt)
        used = self.session is not None and self.session.used_for
        object.__setattr__(self, "plain", odd == (None,) * 4 and not used)


Line: TypeAlias = "tuple[int, date | None, float | None, Raw, Alike]"
"""A `LogEntry` without the names: its row, day, hours, said, alike. See `named`."""


class _Line(NamedTuple):
    """The fields of a `LogEntry`, a million of which may be in memory."""

    row: int
    day: date | None
    hours: float | None
    said: Raw
    alike: Alike


class LogEntry(_Line):
    """One row of a log. Only rows that belong to exactly one person are kept with that person.

    day: the day, or the first of some. hours: clock hours, None when they cannot be read. said: the
    cell with its title; None where there is none. What it says beside is kept once for many rows,
    and reads as if it were its own: see `Alike`.
    """

    __slots__ = ()

    def __new__(  # noqa: PLR0917 - as the rows of a log are
        cls,
        table: Table,
        row: int,
        day: date | None,
        hours: float | None,
        end: date | None = None,
        title: Raw = "",
        topics: tuple[str, ...] = (),
        **more: Any,
    ) -> LogEntry:
        """Make an entry with an `Alike` of its own; more: its other fields."""
        alike = Alike(table, end, topics, **more)
        return tuple.__new__(cls, (row, day, hours, title, alike))

    @property
    def title(self) -> str:
        """What it was called: as it was typed, or after who gave it."""
        if self.said is not None:
            return shown(self.said)
        named = self.session.named if self.session is not None else ""
        return worded("word.with", who=named) if named else ""

    @property
    def table(self) -> Table:
        """The table in which it stands."""
        return self.alike.table

    @property
    def end(self) -> date | None:
        """The last day; None for one day."""
        return self.alike.end

    @property
    def topics(self) -> tuple[str, ...]:
        """The topics, as codes of the pack."""
        return self.alike.topics

    @property
    def topic_hours(self) -> Mapping[str, float] | None:
        """Hours by topic, where the log has such columns."""
        return self.alike.topic_hours

    @property
    def void(self) -> str | None:
        """Why it never counts."""
        return self.alike.void

    @property
    def doubt(self) -> str | None:
        """Why it is unclear whether it counts."""
        return self.alike.doubt

    @property
    def session(self) -> Session | None:
        """The session that it was."""
        return self.alike.session

    def but(self, **changes: Any) -> LogEntry:
        """Give the same entry with something else in some of its fields, or of those alike."""
        own = {key: changes.pop(key, getattr(self, key)) for key in _Line._fields[:-1]}
        alike = replace(self.alike, **changes) if changes else self.alike
        return tuple.__new__(LogEntry, (*own.values(), alike))


def named(log: Sequence[Line]) -> Sequence[LogEntry]:
    """Give the lines of a log their names, in place; who reads them by place sees no difference.

    Nearly all logs are only added up, which takes no names: a million lines do without.
    """
    if isinstance(log, list) and not {*map(type, log)} <= {LogEntry}:
        log[:] = map(tuple.__new__, repeat(LogEntry), log)
    return cast("Sequence[LogEntry]", log)


class Term(NamedTuple):
    """A membership; either end may be open or unreadable.

    kind: "individual", "organisational", or "" where it is not said. association: as typed. proof:
    whether there is proof of it, as another association's membership may need.
    """

    table: Table
    row: int
    start: date | None
    end: date | None
    problem: str | None = None
    kind: str = ""
    association: str = ""
    proof: bool | None = None


class ProviderTerm(NamedTuple):
    """What somebody was to RSC for a stretch of time: a row of the roster or of the Providers tab.

    scopes: the scopes held. standing: "endorsed", "emerging", "vetted", "lapsed", "inactive",
    "sanctioned", "removed" or "unknown". start, end: first and last day; None: open, or not known
    (`unsure_start`, `unsure_end`; `problem` says why). An emerging term without an end lasts as
    long as the pack says. association: as typed. degree: level of the degree, of outsiders only;
    see `Person.degrees` for members. unsure_scopes: the category cannot be read.
    """

    table: Table
    row: int
    scopes: frozenset[str]
    standing: str
    start: date | None
    end: date | None
    association: str = ""
    problem: str | None = None
    degree: str | None = None
    unsure_start: bool = False
    unsure_end: bool = False
    unsure_scopes: bool = False


class Holding(NamedTuple):
    """What a person held when: scopes, first and last day (None: open or unknown), and standing."""

    scopes: frozenset[str]
    start: date | None
    end: date | None
    standing: str


class WorkSpell(NamedTuple):
    """One job. end None is still going on, unless `problem` says that a date cannot be read.

    kind: some of "direct" (work with families), "giving_rsc", "internship", "leadership",
    "policy", "teaching", "research", "volunteer", "other"; empty where it is not said. fte: share
    of full time, 0 to 1. families: number of families served. supervisor: the one person of the
    book who is named as supervisor; supervisor_named: as typed.
    """

    table: Table
    row: int
    start: date | None
    end: date | None
    kind: frozenset[str] = frozenset()
    paid: bool | None = None
    fte: float | None = None
    families: int | None = None
    band: str | None = None
    supervisor: Provider | None = None
    supervisor_named: str = ""
    title: str = ""
    problem: str | None = None


class Rating(NamedTuple):
    """One reference rating. received: the day it came in; `arrived` is whether it came in at all.

    rater, email: of the rater, as typed. role: "supervisor", "rsc_provider", "colleague",
    "teacher", "supervisee", "parent", "other". scopes: what the rater holds, by the cell, else by
    the roster. vetted: whether the association accepted a rater who is not endorsed.
    """

    table: Table
    row: int
    rater: str = ""
    email: str = ""
    role: str | None = None
    scopes: frozenset[str] = frozenset()
    vetted: bool | None = None
    received: date | None = None
    problem: str | None = None
    arrived: bool = False


class ExamPart(NamedTuple):
    """A result of the exam. part: "1", "2", or "" for the whole. score: per cent, 0 to 100."""

    table: Table
    row: int
    part: str = ""
    day: date | None = None
    score: float | None = None
    passed: bool | None = None
    problem: str | None = None


DEGREES: Sequence[str] = ("none", "cda", "associate", "bachelor", "master", "doctorate")
"""Levels of degrees, the lowest first."""


class Degree(NamedTuple):
    """A degree. level: one of DEGREES; None: not said, or not readable. day: when conferred."""

    level: str | None
    day: date | None
    title: str
    place: Place
    problem: str | None = None


class WaiverRow(NamedTuple):
    """Something that an association granted: more time, leave, an amnesty, fewer hours.

    who: as typed. people: whom it names, one or two rows of the book; None where it is for a group.
    scopes, codes: the categories it is for, by scope and, where an age band is said, by code.
    cohort: the cohort it is for, folded. everyone: for all. rules: ids of requirements; empty: all
    of them. kind: "extension", "leave", "amnesty", "hours", or "" where it is not said. start, end:
    first and last day; end None: no end is said. hours: what is asked instead. problem: why it
    cannot be applied as it stands.
    """

    table: Table
    row: int
    who: str
    people: Sequence[Individual] | None = None
    scopes: frozenset[str] = frozenset()
    everyone: bool = False
    rules: tuple[str, ...] = ()
    kind: str = ""
    reason: str = ""
    approver: str = ""
    start: date | None = None
    end: date | None = None
    hours: float | None = None
    problem: str | None = None
    codes: frozenset[str] = frozenset()
    cohort: str = ""

    @property
    def noted(self) -> bool:
        """Whether it stands in no sheet, but was noted with `rostercheck waivers grant`."""
        return not self.table.sheet
