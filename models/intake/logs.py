"""The rows of logs -> entries of the people they belong to; what belongs to nobody is a finding."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from operator import itemgetter
from typing import Any

from models.cells import CellError, Parsed, Raw, fold_accents, parse_text, shown
from models.findings import Finding, Outcome
from models.intake.fields import Role
from models.intake.grid import Grid, is_blank
from models.intake.individuals import Individual, Individuals
from models.intake.people import Memos
from models.intake.rows import RowKind, RowReader
from models.records import LogEntry, Table, TableKind, Term
from models.roster import BLANK, Person, Roster

TOPIC_HOURS: Mapping[str, str] = {"dei_hours": "dei", "rsc_training_hours": "rsc"}
"""Columns of a training log that hold the hours on one topic."""
WHO = ("person_id", "email", "name")
"""The columns that say whom a row means."""
_NEEDS_LOOK = "Mend the cell; until then the entry is not counted."


PlainRow = tuple[int, Sequence[Raw], Individual, date, float]
"""The number of a row, its cells, and what it says plainly: for whom, which day, how many hours."""

_new = tuple.__new__  # makes a named tuple in half the time; a book may have a million entries


class LogReader:
    """Reads one log; entries go to the individuals, findings to the roster.

    Nearly all rows of a log are plain: these are read in one short loop, all others with care.
    """

    def __init__(
        self,
        grid: Grid,
        table: Table,
        by_role: Memos,
        everybody: Individuals,
        roster: Roster,
        *,
        day_hours: float,
    ) -> None:
        """Make a reader. day_hours: an entry of more hours than this is not a plain one."""
        self._grid, self._table, self._memos = grid, table, by_role
        self._everybody, self._roster, self._day_hours = everybody, roster, day_hours
        self._merged = grid.down_merged(table.header_row + 1)
        self._rows = RowReader(grid, table, lambda _: False)
        who = tuple(key for key in WHO if key in table.columns)
        self._known = everybody.known_by(who)
        self._who_keys, self._who_at = who, [table.columns[key] - 1 for key in who]
        self._handle = self._handler()

    def read(self) -> None:
        """Read every row of the log."""
        plain = self._who_at and not self._merged and {"date", "hours"} <= {*self._table.columns}
        if plain and self._table.kind is TableKind.TRAINING:
            self._trainings()
        elif plain and self._table.kind is TableKind.RSC:
            self._sessions()
        else:
            for number, row in self._numbered():
                cells = self._whole(number, row)
                people = self._people(number, cells)
                if people is not None:
                    self._handle(number, cells, people)

    def _numbered(self) -> Iterator[tuple[int, Sequence[Raw]]]:
        start = self._table.header_row
        return enumerate(self._grid.rows[start:], start + 1)

    def _plain(self) -> Iterator[PlainRow]:
        """Give the plain rows; the others are read with care, in their turn."""
        columns = self._table.columns
        width, longest = max(columns.values()), self._day_hours
        known, who = self._known, itemgetter(*self._who_at)
        days, hours_of = self._memos[Role.DATE], self._memos[Role.HOURS]
        date_at, hours_at, end_at = columns["date"] - 1, columns["hours"] - 1, self._at("end_date")
        for number, row in self._numbered():
            one = known.get(who(row)) if len(row) >= width else None
            if one is None:
                people = self._people(number, row)
                if people is None:
                    continue
                if len(people) != 1 or len(row) < width:
                    self._handle(number, row, people)
                    continue
                one = people[0]
            day, hours = days[row[date_at]].value, hours_of[row[hours_at]].value
            ends = end_at is not None and row[end_at] is not None
            if ends or day is None or hours is None or hours > longest:
                self._handle(number, row, (one,))
            else:
                yield number, row, one, day, hours

    def _trainings(self) -> None:
        """Read a log of trainings."""
        table, topics = self._table, self._memos[Role.TOPICS]
        title_at, topic_at = self._at("title"), self._at("topic")
        split = not TOPIC_HOURS.keys().isdisjoint(table.columns)
        for number, row, one, day, hours in self._plain():
            raw = row[topic_at] if topic_at is not None else None
            topic = topics[raw].value or () if raw is not None else ()
            title = row[title_at] if title_at is not None else ""
            if title.__class__ is not str:
                title = _as_text(title)
            parts = self._topic_hours(number, row, (one,)) if split else None
            fields = (table, number, day, hours, None, title, topic, parts, None, None)
            one.training.append(_new(LogEntry, fields))

    def _sessions(self) -> None:
        """Read a log of RSC."""
        table, given_by, void_by = self._table, cache(self._given_by), cache(_void_by)
        provider_at, mode_at = self._at("provider"), self._at("mode")
        for number, row, one, day, hours in self._plain():
            provider = row[provider_at] if provider_at is not None else ""
            giver, title = given_by(provider if provider.__class__ is str else _as_text(provider))
            mode = row[mode_at] if mode_at is not None else ""
            void = void_by(mode if mode.__class__ is str else _as_text(mode))
            if giver is one:
                void = HERSELF
            elif giver is not None:
                giver.gave.append(day)
            fields = (table, number, day, hours, None, title, (), None, void, None)
            one.rsc.append(_new(LogEntry, fields))

    def _people(self, number: int, cells: Sequence[Raw]) -> Sequence[Individual] | None:
        """Give whom a row means, and remember it for the next such row; None: no entry."""
        key = tuple(cells[at] if at < len(cells) else None for at in self._who_at)
        short = key if len(key) != 1 else key[0]
        one = self._known.get(short)
        if one is not None:
            return (one,)
        people = self._who(number, key)
        if people and len(people) == 1 and not any(isinstance(c, bool | int | float) for c in key):
            self._known[short] = people[0]
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

    def _who(self, number: int, key: tuple[Raw, ...]) -> Sequence[Individual] | None:
        """Find whom a row means; None: the row is no entry (blank, a total, a heading)."""
        kind = self._rows.kind(number)
        if kind is not RowKind.PERSON:
            return None
        outsiders = self._table.kind is TableKind.PROVIDERS  # a provider need not be a member
        said = ""
        people: Sequence[Individual] = ()
        for field, raw in zip(self._who_keys, key, strict=True):
            text = parse_text(raw).value
            if text:
                said, people = said or text, self._everybody.find(field, text)
                if people or not outsiders:
                    break
        if len(people) != 1 and not (outsiders and not people):
            self._nobody(number, said, people)
        return people

    def _nobody(self, number: int, who: str, people: Sequence[Individual]) -> None:
        """Say that an entry is for somebody unknown, or for one of several."""
        rule = "log.ambiguous_person" if people else "log.unknown_person"
        rows = " or ".join(str(p.row) for one in people for p in one.rows[:1])
        facts = {"who": f'"{who}"' if who else "Nobody named", "rows": rows}
        place = self._table.place(number, *_named_by(self._table, self._grid.rows[number - 1]))
        action = "Mend the name or id in the log, or add the person to the roster."
        if people:
            action = "Write the member's id or e-mail, so that it is clear which one is meant."
        self._roster.add_finding(
            Finding(rule, Outcome.CANNOT_TELL, rule, facts, place, action=action)
        )

    def _handler(self) -> Callable[[int, Sequence[Raw], Sequence[Individual]], None]:
        return {
            TableKind.TRAINING: self._training,
            TableKind.RSC: self._rsc,
            TableKind.MEMBERSHIPS: self._membership,
            TableKind.REFERENCES: self._reference,
            TableKind.PROVIDERS: self._provider,
            TableKind.WORK: self._dates_only,
            TableKind.EXAM: self._dates_only,
        }[self._table.kind]

    def _cell(self, cells: Sequence[Raw], key: str, role: Role) -> Parsed[Any]:
        at = self._table.columns.get(key)
        if at is None or at > len(cells):
            return BLANK
        return self._memos[role][cells[at - 1]]

    def _training(self, number: int, cells: Sequence[Raw], people: Sequence[Individual]) -> None:
        day, hours, end = self._when(number, cells, people)
        topics = self._cell(cells, "topic", Role.TOPICS).value or ()
        title = _as_text(self._raw(cells, "title"))
        parts = self._topic_hours(number, cells, people)
        entry = LogEntry(self._table, number, day, hours, end, title, topics, parts)
        if len(people) == 1:
            people[0].training.append(entry)

    def _rsc(self, number: int, cells: Sequence[Raw], people: Sequence[Individual]) -> None:
        day, hours, end = self._when(number, cells, people)
        giver, title = self._given_by(_as_text(self._raw(cells, "provider")))
        to_herself = len(people) == 1 and giver is people[0]
        if giver is not None and day is not None and not to_herself:
            giver.gave.append(day)
        if len(people) == 1:
            void = HERSELF if to_herself else _void_by(_as_text(self._raw(cells, "mode")))
            entry = LogEntry(self._table, number, day, hours, end, title, void=void)
            people[0].rsc.append(entry)

    def _given_by(self, named: str) -> tuple[Individual | None, str]:
        """Give the provider, if it is one person of the roster, and the title of the entry."""
        givers = self._everybody.named(named) if named else ()
        return givers[0] if len(givers) == 1 else None, f"with {named}" if named else ""

    def _when(
        self, number: int, cells: Sequence[Raw], people: Sequence[Individual]
    ) -> tuple[date | None, float | None, date | None]:
        """Read date, hours and end date; what cannot be read or is missing is a finding."""
        day = self._cell(cells, "date", Role.DATE)
        hours = self._cell(cells, "hours", Role.HOURS)
        end = self._cell(cells, "end_date", Role.DATE)
        if day.value is None and "date" in self._table.columns:
            self._not_read(number, "date", day, people)
        if hours.value is None:
            self._not_read(number, "hours", hours, people)
        if end.problem is not None:
            self._not_read(number, "end_date", end, people)
            return None, hours.value, None
        if end.value is not None or (hours.value or 0) > self._day_hours:
            for one in people:
                one.watched = True
        return day.value, hours.value, end.value

    def _topic_hours(
        self, number: int, cells: Sequence[Raw], people: Sequence[Individual]
    ) -> dict[str, float] | None:
        columns = [key for key in TOPIC_HOURS if key in self._table.columns]
        if not columns:
            return None
        hours = {}
        for key in columns:
            part = self._cell(cells, key, Role.HOURS)
            if part.problem is not None:
                self._not_read(number, key, part, people)
            elif part.value is not None:
                hours[TOPIC_HOURS[key]] = part.value
        return hours

    def _membership(self, number: int, cells: Sequence[Raw], people: Sequence[Individual]) -> None:
        start = self._cell(cells, "membership_start", Role.DATE)
        end = self._cell(cells, "membership_expires", Role.DATE)
        for key, cell in (("membership_start", start), ("membership_expires", end)):
            if cell.problem is not None:
                self._not_read(number, key, cell, people)
        if len(people) == 1:
            people[0].memberships.append(
                Term(self._table, number, start.value, end.value, end.problem)
            )

    def _reference(self, number: int, cells: Sequence[Raw], people: Sequence[Individual]) -> None:
        received = self._cell(cells, "received", Role.DATE)
        if received.problem is not None:
            self._not_read(number, "received", received, people)
        dated = "received" in self._table.columns
        if len(people) == 1 and (received.value is not None or not dated):
            people[0].references += 1

    def _provider(self, number: int, cells: Sequence[Raw], people: Sequence[Individual]) -> None:
        self._dates_only(number, cells, people)
        for one in people:
            one.provider = True

    def _dates_only(self, number: int, cells: Sequence[Raw], people: Sequence[Individual]) -> None:
        """Read the dates of a row for which no requirement asks yet, so that a bad one is seen."""
        for key in DATES.get(self._table.kind, ()):
            cell = self._cell(cells, key, Role.DATE)
            if cell.problem is not None:
                self._not_read(number, key, cell, people)

    def _not_read(
        self, number: int, key: str, cell: Parsed[Any], people: Sequence[Individual]
    ) -> None:
        """Say that a cell of an entry is blank or cannot be read."""
        rule = "row.unreadable" if cell.problem else "row.required"
        facts = {"field": self._table.header(key), "problem": cell.problem}
        person: Person | None = people[0].rows[0] if len(people) == 1 else None
        self._roster.add_finding(
            Finding(
                rule,
                Outcome.CANNOT_TELL,
                rule,
                facts,
                self._table.place(number, key),
                person,
                action=_NEEDS_LOOK,
            )
        )

    def _raw(self, cells: Sequence[Raw], key: str) -> Raw:
        at = self._table.columns.get(key)
        return None if at is None or at > len(cells) else cells[at - 1]


HERSELF, PEER = "the provider is the same person", "peer supervision does not count"
"""Why a session of RSC never counts."""

DATES: Mapping[TableKind, tuple[str, ...]] = {
    TableKind.PROVIDERS: ("provider_from", "provider_until"),
    TableKind.WORK: ("work_start", "work_end"),
    TableKind.EXAM: ("exam_date",),
}


def _named_by(table: Table, row: Sequence[Raw]) -> list[str]:
    """Give the fields that name the person, those with something in them first."""
    keys = [key for key in ("person_id", "email", "name") if key in table.columns]

    def empty(key: str) -> bool:
        at = table.columns[key]
        return at > len(row) or is_blank(row[at - 1])

    return sorted(keys, key=empty)


def _void_by(mode: str) -> str | None:
    """Say why sessions of this mode never count, if they do not."""
    return PEER if "peer" in fold_accents(mode).split() else None


def _as_text(raw: Raw) -> str:
    """Give a cell as it stands, or as it is shown; "" for a blank."""
    return raw if isinstance(raw, str) and not isinstance(raw, CellError) else shown(raw)
