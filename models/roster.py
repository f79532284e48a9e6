"""Roster: everybody in the book with what the sheets say of them, each value with its address."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from models.calendar import next_day
from models.categories import Category
from models.cells import Parsed
from models.findings import Finding, Place
from models.records import (
    Degree,
    ExamPart,
    Holding,
    Line,
    LogEntry,
    Rating,
    Table,
    Term,
    WaiverRow,
    WorkSpell,
    named,
)

if TYPE_CHECKING:
    from models.providers import Provider

BLANK: Parsed[Any] = Parsed(None)


HELD = frozenset({"endorsed", "emerging"})
"""The standings in which a category is held."""


@dataclass(slots=True, eq=False)
class Person:
    """One row of the roster: a person in one credential.

    key: id, else e-mail, else name, else the address of the row. cells: what the mapped columns
    say, by field. training_lines, rsc_lines: log entries, for who reads them by place. gave: what
    others have in the log of RSC with the person as its provider, as far as it has a day; provider:
    whether the person stands in a table of providers. references: ratings that have come in;
    ratings: all of them, with what is known of the rater. degrees: of the roster and of the
    Education tab. holdings: what the person held when, of all rows of the same person. as_provider:
    the person as one who gives RSC; None where nothing says that anything was held.
    """

    key: str
    name: str
    table: Table
    row: int
    cells: Mapping[str, Parsed[Any]]
    categories: tuple[Category, ...] = ()
    training_lines: Sequence[Line] = ()
    rsc_lines: Sequence[Line] = ()
    memberships: Sequence[Term] = ()
    references: int = 0
    gave: Sequence[Line] = ()
    provider: bool = False
    work: Sequence[WorkSpell] = ()
    ratings: Sequence[Rating] = ()
    exam: Sequence[ExamPart] = ()
    degrees: Sequence[Degree] = ()
    holdings: Sequence[Holding] = ()
    as_provider: Provider | None = None

    @property
    def training(self) -> Sequence[LogEntry]:
        """The trainings in the log."""
        return named(self.training_lines)

    @property
    def rsc(self) -> Sequence[LogEntry]:
        """The sessions of RSC in the log."""
        return named(self.rsc_lines)

    @property
    def gave_on(self) -> Iterator[date]:
        """The days on which the person gave RSC to others."""
        return (day for _, day, _, _, _ in self.gave if day is not None)

    def place(self, *fields: str) -> Place:
        """Give the cell of the first of these fields that the sheet has, else the row."""
        return self.table.place(self.row, *fields)

    def cell(self, field_name: str) -> Parsed[Any]:
        """Give what the column of this field says; blank where there is no such column."""
        return self.cells.get(field_name, BLANK)

    def day(self, field_name: str) -> date | None:
        """Give the date in a column of dates, or None."""
        value = self.cell(field_name).value
        return value if isinstance(value, date) else None

    @property
    def held_since(self) -> date | None:
        """Since when something has been held without a break: this category, or one before it.

        Who changes the category is no new endorsee: the day is that of the category that ended
        when this one began. None: the day of endorsement is not known.
        """
        day = self.day("endorsed")
        if day is None or len(self.holdings) < 2:
            return day
        ended = [one for one in self.holdings if one.standing in HELD and one.end is not None]
        while True:
            before = [
                one.start or date.min
                for one in ended
                if one.end is not None and (one.start or date.min) < day <= next_day(one.end)
            ]
            if not before:
                return day
            day = min(before)


@dataclass(frozen=True, slots=True, eq=False)
class Listed:
    """The people of one table of the roster, in sheet order, and what its columns say of them.

    columns: for each field that the table has a column for, the cell of each of the people.
    """

    table: Table
    people: Sequence[Person]
    columns: Mapping[str, Sequence[Parsed[Any]]]


@dataclass(slots=True)
class Skipped:
    """A row that was read as no person, and what it was taken for."""

    place: Place
    taken_for: str
    text: str


@dataclass(slots=True)
class Roster:
    """All people of a book in sheet order, the tables they were read from, and what was odd.

    findings: what intake itself found, such as an entry for nobody. by_person: findings of
    intake that belong to a person, by row identity. topics_logged: topics a training log can say.
    waivers: the rows of the Waivers tab. tells_providers: see `models/providers.py`. providers:
    everybody of whom the book says what they are to RSC, people from outside too. last_logged: no
    entry of anybody's training or RSC is of a later day, whatever was made of it since it was read;
    None: no entry has a day. listed: the people as the tables of the roster list them, all of them;
    none for people who were read from no table. counting: kept for
    `models/requirements/sessions.py`.
    """

    people: list[Person]
    tables: list[Table]
    findings: list[Finding] = field(default_factory=list)
    by_person: dict[int, list[Finding]] = field(default_factory=dict)
    skipped: list[Skipped] = field(default_factory=list)
    topics_logged: frozenset[str] = frozenset()
    waivers: list[WaiverRow] = field(default_factory=list)
    tells_providers: bool | None = None
    providers: Sequence[Provider] = ()
    last_logged: date | None = date.max
    listed: Sequence[Listed] = ()
    kinds: frozenset[str] = field(init=False)
    counting: dict[Any, Any] = field(default_factory=dict, repr=False, compare=False)

    def __post_init__(self) -> None:
        self.kinds = frozenset(table.kind for table in self.tables)

    def has_log(self, kind: str) -> bool:
        """Whether the book has a table of this kind."""
        return kind in self.kinds

    def let_go(self) -> None:
        """Part those who hold on to each other, so that all goes at once without the collector.

        Nobody can be judged by this roster any more.
        """
        for provider in self.providers:
            provider.individual = None
            provider.timelines.clear()

    def add_finding(self, finding: Finding) -> None:
        """Keep a finding of intake with its person, or with the book."""
        if finding.person is None:
            self.findings.append(finding)
        else:
            self.by_person.setdefault(id(finding.person), []).append(finding)
