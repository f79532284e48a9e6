"""What a workbook says, row by row: where a table stands, and the lines of its logs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from models.findings import Place


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
        for field in fields:
            column = self.columns.get(field)
            if column is not None:
                return Place(self.sheet, row, column)
        return Place(self.sheet, row)

    def header(self, field: str) -> str:
        """Give the header as she wrote it, or the field's own name."""
        return self.headers.get(field, field.replace("_", " "))


class LogEntry(NamedTuple):
    """One row of a log. Only rows that belong to exactly one person are kept with that person.

    day, end: first and last day; end is None for one day. hours: clock hours, None when they
    cannot be read. topics: codes of the pack. topic_hours: hours by topic where the log has such
    columns. void: why the entry never counts. doubt: why it is unclear whether it counts.
    """

    table: Table
    row: int
    day: date | None
    hours: float | None
    end: date | None = None
    title: str = ""
    topics: tuple[str, ...] = ()
    topic_hours: Mapping[str, float] | None = None
    void: str | None = None
    doubt: str | None = None


class Term(NamedTuple):
    """A stretch of time in a log, such as a membership; either end may be open or unreadable."""

    table: Table
    row: int
    start: date | None
    end: date | None
    problem: str | None = None
