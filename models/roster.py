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
    from models.intake.individuals import Individual
    from models.providers import Provider, Register

BLANK: Parsed[Any] = Parsed(None)


HELD = frozenset({"endorsed", "emerging"})
"""The standings in which a category is held."""


class Person:
    """One row of the roster: a person in one credential.

    key: id, else e-mail, else name, else the address of the row. individual: the human being, with
    all their rows. training_lines, rsc_lines: log entries, for who reads them by place.
    gave: what others have in the log of RSC with the person as its provider, as far as it has a
    day; provider: whether the person stands in a table of providers. references: ratings that have
    come in; ratings: all of them, with what is known of the rater. degrees: of the roster and of
    the Education tab.

    Most people have nothing in most of the lists; an individual gives them to its rows as soon as
    there is anything (`models/intake/individuals.py`).
    """

    __slots__ = (
        "_at", "_cells", "_columns", "categories", "degrees", "exam", "gave", "individual", "key",
        "memberships", "name", "provider", "ratings", "references", "row", "rsc_lines",
        "table", "training_lines", "work",
    )  # fmt: skip
    individual: Individual
    training_lines: Sequence[Line]
    rsc_lines: Sequence[Line]
    memberships: Sequence[Term]
    gave: Sequence[Line]
    work: Sequence[WorkSpell]
    ratings: Sequence[Rating]
    exam: Sequence[ExamPart]
    degrees: Sequence[Degree]

    def __init__(  # noqa: PLR0917 - made by `map` for thousands of rows
        self,
        key: str,
        name: str,
        table: Table,
        row: int,
        columns: Mapping[str, Sequence[Parsed[Any]]],
        at: int = 0,
        categories: tuple[Category, ...] = (),
    ) -> None:
        """Make a person of what stands in a row; columns: of a `Listed`; at: the place there."""
        self.key, self.name, self.table, self.row = key, name, table, row
        self._columns, self._at, self.categories = columns, at, categories
        self._cells: Mapping[str, Parsed[Any]] | None = None
        self.training_lines = self.rsc_lines = self.memberships = self.gave = ()
        self.work = self.ratings = self.exam = self.degrees = ()
        self.references, self.provider = 0, False

    @property
    def cells(self) -> Mapping[str, Parsed[Any]]:
        """What the mapped columns say, by field; put together when it is first asked for."""
        cells = self._cells
        if cells is None:
            at = self._at
            cells = self._cells = {key: column[at] for key, column in self._columns.items()}
        return cells

    @property
    def holdings(self) -> Sequence[Holding]:
        """What the person held when, of all rows of the same person."""
        return self.individual.holdings

    @property
    def held_more(self) -> bool:
        """Whether there is more than one holding; quicker than to look at them."""
        one = self.individual
        return not one.plain and len(one.holdings) > 1

    @property
    def as_provider(self) -> Provider | None:
        """The person as one who gives RSC; None where nothing says that anything was held."""
        return self.individual.as_provider

    def but(self, cells: Mapping[str, Parsed[Any]], categories: tuple[Category, ...]) -> Person:
        """Give the same person as if the row said something else."""
        said = {key: (cell,) for key, cell in cells.items()}
        other = Person(self.key, self.name, self.table, self.row, said, 0, categories)
        other.individual = self.individual
        other.training_lines, other.rsc_lines = self.training_lines, self.rsc_lines
        other.memberships, other.gave, other.work = self.memberships, self.gave, self.work
        other.ratings, other.exam, other.degrees = self.ratings, self.exam, self.degrees
        other.references, other.provider = self.references, self.provider
        return other

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
        column = self._columns.get(field_name)
        return column[self._at] if column is not None else BLANK

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
        if day is None or not self.held_more:
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
    waivers: the rows of the Waivers tab. tells_providers: see `models/providers.py`. register:
    of those who may give RSC; None: of nobody. last_logged: no
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
    register: Register | None = None
    last_logged: date | None = date.max
    listed: Sequence[Listed] = ()
    kinds: frozenset[str] = field(init=False)
    counting: dict[Any, Any] = field(default_factory=dict, repr=False, compare=False)

    def __post_init__(self) -> None:
        self.kinds = frozenset(table.kind for table in self.tables)

    @property
    def providers(self) -> Sequence[Provider]:
        """Everybody of whom the book says what they are to RSC, people from outside too."""
        return self.register.everybody() if self.register is not None else ()

    def has_log(self, kind: str) -> bool:
        """Whether the book has a table of this kind."""
        return kind in self.kinds

    def let_go(self) -> None:
        """Part those who hold on to each other, so that all goes at once without the collector.

        Nobody can be judged by this roster any more.
        """
        if self.register is not None:
            self.register.let_go()

    def add_finding(self, finding: Finding) -> None:
        """Keep a finding of intake with its person, or with the book."""
        if finding.person is None:
            self.findings.append(finding)
        else:
            self.by_person.setdefault(id(finding.person), []).append(finding)
