"""What every tab beside the roster shares: its rows, whom a row means, its cells, its findings."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from models.cells import CellError, Parsed, Raw, parse_text, shown
from models.cells.memo import is_key
from models.findings import Finding, Outcome
from models.intake.fields import Role, field_of
from models.intake.grid import Grid, is_blank
from models.intake.individuals import Individual, Individuals
from models.intake.people import Memos
from models.intake.rows import RowKind, RowReader
from models.intake.values import Days
from models.providers import Register
from models.records import Line, Table
from models.roster import BLANK, Person, Roster
from models.rulepack import Pack
from models.wording import Said, joined, worded

WHO = ("person_id", "email", "name")
"""The columns that say whom a row means."""
_NEEDS_LOOK = worded("step.mend_entry")

People = Sequence[Individual]
NOBODY = worded("word.someone_unnamed")


class Book(NamedTuple):
    """What the readers of a book share: the words, everybody, and where the findings go.

    days: what the dates in the logs say. groups: of who held groups, the entries of all who were
    in them, as they were read.
    """

    pack: Pack
    memos: Memos
    everybody: Individuals
    register: Register
    roster: Roster
    days: Days
    groups: dict[object, list[Line]]


class TabReader:
    """Reads one tab; entries go to the individuals, findings to the roster."""

    outsiders = False
    """Whether a row may be about somebody who is not in the roster."""

    def __init__(self, grid: Grid, table: Table, book: Book) -> None:
        """Make a reader of one table."""
        self._grid, self._table, self._book = grid, table, book
        self._memos, self._everybody = book.memos, book.everybody
        self._merged = grid.down_merged(table.header_row + 1)
        self._rows = RowReader(grid, table, lambda _: False)
        who = tuple(key for key in WHO if key in table.columns)
        self._known = book.everybody.known_by(who)
        self._first_words = book.everybody.known_by(who[:1])
        self._who_keys, self._who_at = who, [table.columns[key] - 1 for key in who]

    @property
    def sees_all_hours(self) -> bool:
        """Whether reading looks at every cell of hours, and so notices times without a format."""
        return False

    @property
    def lost_times(self) -> bool:
        """Whether one was noticed; what was read is then of no use."""
        return False

    def read(self) -> None:
        """Read every row of the tab."""
        for number, row in self._numbered():
            cells = self._whole(number, row)
            people = self._people(number, cells)
            if people is not None:
                self._entry(number, cells, people)

    @abstractmethod
    def _entry(self, number: int, cells: Sequence[Raw], people: People) -> None:
        """Read a row that is an entry; people: whom it means, as far as that is known."""

    def _numbered(self) -> Iterator[tuple[int, Sequence[Raw]]]:
        start = self._table.header_row
        return enumerate(self._grid.rows[start:], start + 1)

    def _people(self, number: int, cells: Sequence[Raw]) -> People | None:
        """Give whom a row means, and remember it for the next such row; None: no entry."""
        key = tuple(cells[at] if at < len(cells) else None for at in self._who_at)
        short = key if len(key) != 1 else key[0]
        one = self._known.get(short)
        if one is not None:
            return (one,)
        people = self._who(number, key)
        if people and len(people) == 1 and all(c is None or is_key(c) for c in key):
            self._known[short] = people[0]
            if key[0] and self._find(key[:1])[1]:
                self._first_words[key[0]] = people[0]  # they decide, whatever stands beside them
        return people

    def _at(self, key: str) -> int | None:
        column = self._table.columns.get(key)
        return column - 1 if column is not None else None

    def _whole(self, number: int, row: Sequence[Raw]) -> Sequence[Raw]:
        """Give the cells of a row; what is merged downwards is filled in."""
        if not self._merged:
            return row
        covered = [c for r, c in self._merged if r == number]
        if not covered:
            return row
        cells = list(row)
        for column in covered:
            if column <= len(cells):
                cells[column - 1] = self._grid.at(number, column)
        return cells

    def _who(self, number: int, key: tuple[Raw, ...]) -> People | None:
        """Find whom a row means; None: the row is no entry (blank, a total, a heading)."""
        if self._rows.kind(number) is not RowKind.PERSON:
            return None
        said, people = self._find(key)
        if len(people) != 1 and not (self.outsiders and not people):
            self._nobody(number, said, people)
        return people

    def _find(self, key: Sequence[Raw]) -> tuple[str, People]:
        """Give the first words that name somebody, and whom they or the next ones mean."""
        said = ""
        people: People = ()
        for field, raw in zip(self._who_keys, key, strict=False):
            text = parse_text(raw).value
            if text:
                said, people = said or text, self._everybody.find(field, text)
                if people or not self.outsiders:
                    break
        return said, people

    def _nobody(self, number: int, who: str, people: People) -> None:
        """Say that an entry is for somebody unknown, or for one of several."""
        rule = "log.ambiguous_person" if people else "log.unknown_person"
        facts = {"who": f'"{who}"' if who else NOBODY, "rows": rows_of(people)}
        place = self._table.place(number, *_named_by(self._table, self._grid.rows[number - 1]))
        action = worded("step.log.ambiguous" if people else "step.log.unknown")
        self._book.roster.add_finding(
            Finding(rule, Outcome.CANNOT_TELL, rule, facts, place, action=action)
        )

    def _cell(self, cells: Sequence[Raw], key: str, role: Role | None = None) -> Parsed[Any]:
        """Parse a cell by the role of its field; blank where there is no such column."""
        at = self._table.columns.get(key)
        if at is None or at > len(cells):
            return BLANK
        if role is None:
            field = field_of(self._table.kind, key)
            role = field.role if field is not None else Role.TEXT
        return self._memos[role][cells[at - 1]]

    def _checked(self, number: int, cells: Sequence[Raw], key: str, people: People) -> Parsed[Any]:
        """Parse a cell; one that cannot be read is a finding."""
        cell = self._cell(cells, key)
        if cell.problem is not None:
            self._not_read(number, key, cell, people)
        return cell

    def _day(
        self, number: int, cells: Sequence[Raw], key: str, people: People
    ) -> tuple[date | None, str | None]:
        """Give a date and why it cannot be read, which is a finding as well."""
        cell = self._checked(number, cells, key, people)
        return cell.value, self._problem(key, cell)

    def _problem(self, key: str, cell: Parsed[Any]) -> str | None:
        """Say in a sentence what is wrong with a cell."""
        if cell.problem is None:
            return None
        return worded("cell.in_column", field=self._table.header(key), problem=cell.problem)

    def _text(self, cells: Sequence[Raw], key: str) -> str:
        """Give a cell as clean text; "" for a blank or an error."""
        return self._cell(cells, key, Role.TEXT).value or ""

    def _not_read(self, number: int, key: str, cell: Parsed[Any], people: People) -> None:
        """Say that a cell of an entry is blank or cannot be read."""
        rule = "row.unreadable" if cell.problem else "row.required"
        facts = {"field": self._table.header(key), "problem": cell.problem}
        person: Person | None = people[0].rows[0] if len(people) == 1 else None
        place = self._table.place(number, key)
        self._book.roster.add_finding(
            Finding(rule, Outcome.CANNOT_TELL, rule, facts, place, person, action=_NEEDS_LOOK)
        )

    def _raw(self, cells: Sequence[Raw], key: str) -> Raw:
        at = self._table.columns.get(key)
        return None if at is None or at > len(cells) else cells[at - 1]


def rows_of(people: People) -> Said:
    """Give the first row of each of some people, to name them: "3 or 7"."""
    return joined(" or ", (p.row for one in people for p in one.rows[:1]))


def _named_by(table: Table, row: Sequence[Raw]) -> list[str]:
    """Give the fields that name the person, those with something in them first."""
    keys = [key for key in (*WHO, "who") if key in table.columns]

    def empty(key: str) -> bool:
        at = table.columns[key]
        return at > len(row) or is_blank(row[at - 1])

    return sorted(keys, key=empty)


def as_text(raw: Raw) -> str:
    """Give a cell as it stands, or as it is shown; "" for a blank."""
    return raw if isinstance(raw, str) and not isinstance(raw, CellError) else shown(raw)
