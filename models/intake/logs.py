"""The rows of logs -> entries of the people they belong to; what belongs to nobody is a finding."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
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
_NEEDS_LOOK = "Mend the cell; until then the entry is not counted."


class LogReader:
    """Reads one log; entries go to the individuals, findings to the roster."""

    def __init__(
        self, grid: Grid, table: Table, by_role: Memos, everybody: Individuals, roster: Roster
    ) -> None:
        self._grid, self._table, self._memos = grid, table, by_role
        self._everybody, self._roster = everybody, roster
        self._found: dict[tuple[Raw, ...], Sequence[Individual]] = {}
        self._merged = grid.down_merged(table.header_row + 1)
        self._rows = RowReader(grid, table, lambda _: False)

    def read(self) -> None:
        """Read every row of the log."""
        handle = self._handler()
        who = [self._at(key) for key in ("person_id", "email", "name")]
        start = self._table.header_row
        found = self._found
        for number, row in enumerate(self._grid.rows[start:], start + 1):
            cells = self._whole(number, row)
            key = tuple(cells[at] if at is not None and at < len(cells) else None for at in who)
            people = found.get(key)
            if people is None:
                people = self._who(number, key)
                if people is None:
                    continue
                if len(people) == 1 and not any(isinstance(raw, bool | int | float) for raw in key):
                    found[key] = people
            handle(number, cells, people)

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
        texts = [parse_text(raw).value or "" for raw in key]
        people = self._everybody.find(*texts)
        if len(people) != 1:
            self._nobody(number, next((t for t in texts if t), ""), people)
        return people

    def _nobody(self, number: int, who: str, people: Sequence[Individual]) -> None:
        """Say that an entry is for somebody unknown, or for one of several."""
        rule = "log.ambiguous_person" if people else "log.unknown_person"
        rows = " or ".join(str(p.row) for one in people for p in one.rows[:1])
        facts = {"who": f'"{who}"' if who else "Nobody named", "rows": rows}
        place = self._table.place(number, *_named_by(self._table, self._grid.rows[number - 1]))
        action = "Mend the name or id in the log, or add the person to the roster."
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
        entry = LogEntry(
            self._table, number, day, hours, end, self._text(cells, "title"), topics,
            self._topic_hours(number, cells, people),
        )  # fmt: skip
        if len(people) == 1:
            people[0].training.append(entry)

    def _rsc(self, number: int, cells: Sequence[Raw], people: Sequence[Individual]) -> None:
        day, hours, end = self._when(number, cells, people)
        named = self._text(cells, "provider")
        givers = self._everybody.named(named) if named else ()
        to_herself = len(givers) == 1 and len(people) == 1 and givers[0] is people[0]
        if len(givers) == 1 and day is not None and not to_herself:
            givers[0].gave.append(day)
        if len(people) != 1:
            return
        void = None
        if to_herself:
            void = "the provider is the same person"
        elif "peer" in fold_accents(self._text(cells, "mode")).split():
            void = "peer supervision does not count"
        title = f"with {named}" if named else ""
        people[0].rsc.append(LogEntry(self._table, number, day, hours, end, title, void=void))

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

    def _text(self, cells: Sequence[Raw], key: str) -> str:
        at = self._table.columns.get(key)
        if at is None or at > len(cells):
            return ""
        raw = cells[at - 1]
        return raw if isinstance(raw, str) and not isinstance(raw, CellError) else shown(raw)


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
