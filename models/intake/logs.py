"""The rows of a log of hours -> entries of the people they belong to; the log of trainings.

Nearly all rows of a log are plain: these are read column by column, all others with care.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from itertools import repeat, zip_longest
from typing import Any, NamedTuple, TypeVar
from weakref import WeakMethod

from models.cells import Memo, Parsed, Raw
from models.intake.fields import Role
from models.intake.grid import Grid
from models.intake.individuals import Individual
from models.intake.tab import Book, People, TabReader, as_text
from models.records import Alike, LogEntry, Session, Table
from models.wording import worded

TOPIC_HOURS: Mapping[str, str] = {"dei_hours": "dei", "rsc_training_hours": "rsc"}
"""Columns of a training log that hold the hours on one topic."""
USE_UNCLEAR = worded("word.use_unclear")
"""Why an entry is in doubt of which nobody can say whether it was for the application."""

new_tuple = tuple.__new__
"""Makes a named tuple in half the time; a book may have a million entries."""

T = TypeVar("T")

AT_ONCE = 5000
"""So many rows are read at a time, column by column: it is quicker than cell by cell."""


class Block(NamedTuple):
    """Some rows of a log, and what their columns say: for whom, which day, how many hours.

    who: None where nobody is known by these words yet. odd: where in the block the rows stand that
    are not plain. days, hours: None where nothing can be read, which is odd.
    """

    numbers: range
    rows: Sequence[Sequence[Raw]]
    who: Sequence[Individual | None]
    days: Sequence[Any]
    hours: Sequence[Any]
    odd: Sequence[int]

    def column(self, at: int | None) -> Iterable[Raw]:
        """Give the cells of a column; blanks where the log has no such column."""
        return repeat(None, len(self.rows)) if at is None else [row[at] for row in self.rows]

    def texts(self, at: int | None) -> list[str]:
        """Give the cells of a column as texts."""
        return [cell if cell.__class__ is str else as_text(cell) for cell in self.column(at)]


class Values(dict[Raw, Any]):
    """What cells say, without a word on what is wrong with them; None: nothing that can be read."""

    def __init__(self, memo: Memo[Any]) -> None:
        super().__init__()
        self._memo = memo

    def __missing__(self, raw: Raw) -> Any:
        value = self._memo[raw].value
        if raw in self._memo:
            self[raw] = value
        return value


class HoursReader(TabReader):
    """Reads a log of hours by date."""

    def __init__(self, grid: Grid, table: Table, book: Book) -> None:
        """Make a reader of one table."""
        super().__init__(grid, table, book)
        self._days, self._hours = Values(self._memos[Role.DATE]), Values(self._memos[Role.HOURS])

    def read(self) -> None:
        """Read every row of the log."""
        if self._who_at and not self._merged and {"date", "hours"} <= {*self._table.columns}:
            rows, first = self._grid.rows, self._table.header_row
            for start in range(first, len(rows), AT_ONCE):
                self._read_block(self._block(start + 1, rows[start : start + AT_ONCE]))
        else:
            super().read()

    @abstractmethod
    def _read_block(self, block: Block) -> None:
        """Read rows in their order: the plain ones in a short way, the others with care."""

    def _block(self, first: int, rows: Sequence[Sequence[Raw]]) -> Block:
        """Parse the columns that say who, when and how long."""
        columns = self._table.columns
        width = max(columns.values())
        if min(map(len, rows)) < width:
            rows = [[*row, *[None] * (width - len(row))] for row in rows]
        first_at = self._who_at[0]
        who = [self._first_words.get(row[first_at]) for row in rows]
        days = [*map(self._days.__getitem__, [row[columns["date"] - 1] for row in rows])]
        hours = [*map(self._hours.__getitem__, [row[columns["hours"] - 1] for row in rows])]
        end_at, longest = self._at("end_date"), self._book.pack.settings.day_hours
        ends = [row[end_at] for row in rows] if end_at is not None else ()
        odd = []
        if not all(days) or not all(hours) or max(hours) > longest or any(ends):
            for at, (day, length, end) in enumerate(zip_longest(days, hours, ends)):
                if day is None or length is None or length > longest or end is not None:
                    odd.append(at)
                    who[at] = None
        return Block(range(first, first + len(rows)), rows, who, days, hours, odd)

    def _when(
        self, number: int, cells: Sequence[Raw], people: People
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
        if end.value is not None or (hours.value or 0) > self._book.pack.settings.day_hours:
            for one in people:
                one.watched = True
        return day.value, hours.value, end.value


class Remembered(dict[tuple[Any, ...], T]):
    """What rows that say the same have alike: it is worked out once."""

    def __init__(self, work_out: Callable[..., T]) -> None:
        """Make one that is empty. work_out: of who holds this, and is therefore not held by it."""
        super().__init__()
        self._work_out = WeakMethod(work_out)

    def __missing__(self, said: tuple[Any, ...]) -> T:
        work_out = self._work_out()
        if work_out is None:
            raise ReferenceError("who holds this is gone")
        found = self[said] = work_out(*said)
        return found


class TrainingReader(HoursReader):
    """Reads a log of trainings."""

    def __init__(self, grid: Grid, table: Table, book: Book) -> None:
        """Make a reader of one table."""
        super().__init__(grid, table, book)
        self._alike = Remembered(self._of)

    def _of(self, topics: tuple[str, ...], use: str) -> Alike:
        return Alike(self._table, topics=topics, session=USES[use] if use else None)

    def _read_block(self, block: Block) -> None:
        split = not TOPIC_HOURS.keys().isdisjoint(self._table.columns)
        for number, row, one, entry in zip(
            block.numbers, block.rows, block.who, self._entries(block), strict=True
        ):
            if one is None or entry is None or split:
                self._with_care(number, row, one, entry)
            else:
                one.training.append(entry)

    def _with_care(
        self, number: int, row: Sequence[Raw], one: Individual | None, entry: LogEntry | None
    ) -> None:
        """Read a row that is not plain, has hours by topic, or names somebody in new words."""
        people = (one,) if one is not None else self._people(number, row)
        if people is None:
            return
        if entry is None or len(people) != 1:
            self._entry(number, row, people)
        else:
            parts = self._topic_hours(number, row, people)
            people[0].training.append(entry.but(topic_hours=parts))

    def _entries(self, block: Block) -> list[LogEntry | None]:
        """Make an entry of each plain row; None for the others."""
        alike: Iterable[Alike] = map(self._alike.__getitem__, self._said(block))
        titles = block.texts(self._at("title"))
        fields = zip(block.numbers, block.days, block.hours, titles, alike, strict=True)
        entries: list[LogEntry | None] = list(map(new_tuple, repeat(LogEntry), fields))
        unclear = (at for at, use in enumerate(self._used(block)) if use.problem is not None)
        for at in (*block.odd, *unclear):
            entries[at] = None
        return entries

    def _said(self, block: Block) -> Iterable[tuple[Sequence[str], str]]:
        """Give the topics of each row, and what it was used for."""
        topics, used = self._memos[Role.TOPICS], self._used(block)
        named = [
            () if cell is None else topics[cell].value or ()
            for cell in block.column(self._at("topic"))
        ]
        uses = [use.value or "" for use in used] or [""] * len(named)
        return zip(named, uses, strict=True)

    def _used(self, block: Block) -> Sequence[Parsed[str]]:
        """Give what each training was used for; nothing where the log has no such column."""
        at, uses = self._at("used_for"), self._memos[Role.USED_FOR]
        return () if at is None else [uses[cell] for cell in block.column(at)]

    def _entry(self, number: int, cells: Sequence[Raw], people: People) -> None:
        day, hours, end = self._when(number, cells, people)
        use = self._checked(number, cells, "used_for", people)
        entry = LogEntry(
            self._table,
            number,
            day,
            hours,
            end,
            as_text(self._raw(cells, "title")),
            self._cell(cells, "topic", Role.TOPICS).value or (),
            topic_hours=self._topic_hours(number, cells, people),
            doubt=USE_UNCLEAR if use.problem is not None else None,
            session=USES[use.value] if use.value else None,
        )
        if len(people) == 1:
            people[0].training.append(entry)

    def _topic_hours(
        self, number: int, cells: Sequence[Raw], people: People
    ) -> dict[str, float] | None:
        columns = [key for key in TOPIC_HOURS if key in self._table.columns]
        if not columns:
            return None
        hours = {}
        for key in columns:
            part: Parsed[float] = self._cell(cells, key, Role.HOURS)
            if part.problem is not None:
                self._not_read(number, key, part, people)
            elif part.value is not None:
                hours[TOPIC_HOURS[key]] = part.value
        return hours


USES: Mapping[str, Session] = {use: Session(used_for=use) for use in ("application", "renewal")}
"""What a training was used for, one record for all rows that say so."""
