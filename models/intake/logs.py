"""The rows of a log of hours -> entries of the people they belong to; the log of trainings.

Nearly all rows of a log are plain: these are read column by column, all others with care.
"""

from __future__ import annotations

from abc import abstractmethod
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date
from itertools import repeat
from operator import attrgetter
from typing import Any, NamedTuple, TypeVar
from weakref import WeakMethod

from models.cells import Parsed, Raw
from models.cells.memo import is_key
from models.intake.fields import Role
from models.intake.grid import Grid, turned
from models.intake.individuals import Individual
from models.intake.losttimes import hours_columns
from models.intake.rows import RowKind
from models.intake.tab import Book, People, TabReader
from models.intake.values import Hours
from models.records import Alike, Line, LogEntry, Session, Table, named
from models.wording import worded

TOPIC_HOURS: Mapping[str, str] = {"dei_hours": "dei", "rsc_training_hours": "rsc"}
"""Columns of a training log that hold the hours on one topic."""
USE_UNCLEAR = worded("word.use_unclear")
"""Why an entry is in doubt of which nobody can say whether it was for the application."""


T = TypeVar("T")

AT_ONCE = 1000
"""So many rows are turned into columns at a time: more of them would not stay near at hand."""


class Block(NamedTuple):
    """Some rows of a log, and what their columns say: for whom, which day, how many hours.

    columns: the same cells, turned. logs: where the entries go; None where nobody is known by these
    words. days, hours: None where nothing can be read. odd: where in the block the rows stand that
    are not plain. careful: where those stand, and those for nobody who is known.
    """

    numbers: range
    rows: Sequence[Sequence[Raw]]
    columns: Sequence[Sequence[Raw]]
    logs: Sequence[list[Line]]
    days: Sequence[Any]
    hours: Sequence[Any]
    odd: AbstractSet[int]
    careful: set[int]

    def column(self, at: int | None) -> Iterable[Raw]:
        """Give the cells of a column; None where the log has no such column."""
        return repeat(None, len(self.rows)) if at is None else self.columns[at]

    def said(self, places: Iterable[int | None]) -> Iterable[tuple[Raw, ...]]:
        """Give what each row says in some columns; None where the log has no such column."""
        return zip(*map(self.column, places), strict=True)

    def lines(self, said: Iterable[Raw], alike: Iterable[Alike]) -> Iterable[Line]:
        """Make an entry of each row, as if all were plain."""
        return zip(self.numbers, self.days, self.hours, said, alike, strict=True)


class Remembered(dict[tuple[Raw, ...], T]):
    """What rows have alike that say the same in some columns.

    read: gives what their cells say. work_out: makes of that what they have alike; once for all
    cells that say the same.
    """

    def __init__(self, read: Callable[..., tuple[Any, ...]], work_out: Callable[..., T]) -> None:
        """Make one that is empty. Both are of who holds this, and are therefore not held by it."""
        super().__init__()
        self._read, self._work_out = WeakMethod(read), WeakMethod(work_out)
        self._known: dict[tuple[Any, ...], T] = {}

    def __missing__(self, cells: tuple[Raw, ...]) -> T:
        read, work_out = self._read(), self._work_out()
        if read is None or work_out is None:
            raise ReferenceError("who holds this is gone")
        said = read(*cells)
        found = self._known.get(said)
        if found is None:
            found = self._known[said] = work_out(*said)
        if all(cell is None or is_key(cell) for cell in cells):
            self[cells] = found
        return found


class Logs(dict[object, list[Line]]):
    """The log of each person, by the first words of a row that name them.

    known: whom such words name, as far as it is known. unknown: whether words were looked up that
    name nobody there; what is given for them is None.
    """

    def __init__(self, known: Mapping[object, Individual], log: Callable[[Individual], list[Line]]):
        super().__init__(zip(known, map(log, known.values()), strict=True))
        self._known, self._log = known, log
        self.unknown = False

    def __missing__(self, words: object) -> list[Line] | None:
        one = self._known.get(words)
        if one is None:
            self.unknown = True
            return None
        log = self[words] = self._log(one)
        return log


def stretches(careful: Iterable[int], count: int) -> Iterator[tuple[slice, int | None]]:
    """Give stretches of plain rows, each with the row behind it that is to be read with care."""
    first = 0
    for at in sorted(careful):
        yield slice(first, at), at
        first = at + 1
    yield slice(first, count), None


def append_all(lists: Iterable[list[T]], items: Iterable[T]) -> None:
    """Append each item to its list."""
    deque(map(list.append, lists, items), maxlen=0)


class HoursReader(TabReader):
    """Reads a log of hours by date."""

    log: Callable[[Individual], list[Line]]
    """Gives the log of a person."""

    def __init__(self, grid: Grid, table: Table, book: Book) -> None:
        """Make a reader of one table."""
        super().__init__(grid, table, book)
        self._days = book.days
        columns = table.columns.keys()
        self._by_column = bool(self._who_at) and not self._merged and columns >= {"date", "hours"}
        most = book.pack.settings.day_hours
        self._hours = Hours(self._memos[Role.HOURS], most, table.kind, book.days.reach)

    @property
    def sees_all_hours(self) -> bool:
        """Whether the log is read by columns, and has hours in one of them only."""
        return self._by_column and len(hours_columns(self._table)) == 1

    @property
    def lost_times(self) -> bool:
        """Whether a number stands among the hours that can only be a time."""
        return self._hours.lost

    def read(self) -> None:
        """Read every row of the log."""
        if self._by_column:
            rows, first = self._grid.rows, self._table.header_row
            self._logs = Logs(self._first_words, type(self).log)
            for start in range(first, len(rows), AT_ONCE):
                self._read_block(self._block(start + 1, rows[start : start + AT_ONCE]))
        else:
            super().read()

    @abstractmethod
    def _read_block(self, block: Block) -> None:
        """Read rows in their order: stretches of plain ones at once, the others with care."""

    def _block(self, first: int, rows: Sequence[Sequence[Raw]]) -> Block:
        """Parse the columns that say who, when and how long."""
        at, columns = self._table.columns, turned(rows)
        columns += [(None,) * len(rows)] * (max(at.values()) - len(columns))
        logs, careful = self._logs_of(first, columns[self._who_at[0]])
        days = self._days.of(columns[at["date"] - 1])
        hours = self._hours.of(columns[at["hours"] - 1])
        odd = self._odd(days, hours, columns[at["end_date"] - 1] if "end_date" in at else ())
        careful.update(odd)
        numbers = range(first, first + len(rows))
        return Block(numbers, rows, columns, logs, days, hours, odd, careful)

    def _logs_of(self, first: int, words: Sequence[Raw]) -> tuple[Sequence[list[Line]], set[int]]:
        """Give the logs in which rows belong, and where nobody is known. words: whom they name."""
        self._logs.unknown = False
        logs = [*map(self._logs.__getitem__, words)]
        if not self._logs.unknown:
            return logs, set()
        last_first = reversed(range(len(words)))
        self._learn(first, {words[at]: at for at in last_first if words[at] not in self._logs})
        logs = [*map(self._logs.__getitem__, words)]
        return logs, {at for at, word in enumerate(words) if word not in self._logs}

    def _one(self, block: Block, at: int) -> Individual | None:
        """Give whom a row is for, if that is known and nothing is odd about the row."""
        return (
            None if at in block.odd else self._first_words.get(block.columns[self._who_at[0]][at])
        )

    def _learn(self, first: int, words: Mapping[Raw, int]) -> None:
        """Get to know whom new words name. words: with the place of the first row that has them.

        Of those that name nobody, or more than one, the rows themselves tell, each with care.
        """
        for word, at in words.items():
            if word and is_key(word) and self._rows.kind(first + at) is RowKind.PERSON:
                people = self._find((word,))[1]
                if len(people) == 1:
                    self._first_words[word] = people[0]

    def _odd(
        self, days: Sequence[Any], hours: Sequence[Any], ends: Sequence[Raw]
    ) -> AbstractSet[int]:
        """Tell where rows stand without day or hours, with very many, or with a second day."""
        odd, longest = set[int](), self._book.pack.settings.day_hours
        if self._days.odd and not all(days):
            odd.update(at for at, day in enumerate(days) if day is None)
        if self._hours.odd and not all(hours):
            odd.update(at for at, one in enumerate(hours) if one is None)
        if self._hours.many:
            odd.update(at for at, one in enumerate(hours) if one is not None and one > longest)
        if any(ends):
            odd.update(at for at, end in enumerate(ends) if end)
        return odd

    def _when(
        self, number: int, cells: Sequence[Raw], people: People
    ) -> tuple[date | None, float | None, date | None]:
        """Read date, hours and end date; what cannot be read or is missing is a finding."""
        day = self._cell(cells, "date", Role.DATE)
        hours = self._cell(cells, "hours", Role.HOURS)
        end = self._cell(cells, "end_date", Role.DATE)
        self._days.reach.take_day(day.value)
        self._days.reach.take_hours(self._table.kind, hours.value)
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


class TrainingReader(HoursReader):
    """Reads a log of trainings."""

    log = attrgetter("training")

    def __init__(self, grid: Grid, table: Table, book: Book) -> None:
        """Make a reader of one table."""
        super().__init__(grid, table, book)
        self._alike = Remembered(self._of, self._alike_in)
        self._says = self._at("topic"), self._at("used_for")
        self._split = not TOPIC_HOURS.keys().isdisjoint(table.columns)
        self._unclear: set[Alike] = set()

    def _of(self, topic: Raw, use: Raw) -> tuple[tuple[str, ...], Parsed[str]]:
        """Read the cells that say what a training was about, and what it was used for."""
        return self._memos[Role.TOPICS][topic].value or (), self._memos[Role.USED_FOR][use]

    def _alike_in(self, topics: tuple[str, ...], use: Parsed[str]) -> Alike:
        doubt = USE_UNCLEAR if use.problem is not None else None
        session = USES[use.value] if use.value else None
        alike = Alike(self._table, topics=topics, doubt=doubt, session=session)
        if doubt is not None:
            self._unclear.add(alike)
        return alike

    def _read_block(self, block: Block) -> None:
        alike = [*map(self._alike.__getitem__, block.said(self._says))]
        lines, careful = block.lines(block.column(self._at("title")), alike), block.careful
        if self._split:
            careful.update(range(len(alike)))
        elif self._unclear:
            careful.update(at for at, one in enumerate(alike) if one in self._unclear)
        if not careful:
            append_all(block.logs, lines)
            return
        entries = [*lines]
        for plain, at in stretches(careful, len(entries)):
            append_all(block.logs[plain], entries[plain])
            if at is not None:
                entry = None if at in block.odd or alike[at].doubt else entries[at]
                self._with_care(block.numbers[at], block.rows[at], self._one(block, at), entry)

    def _with_care(
        self, number: int, row: Sequence[Raw], one: Individual | None, entry: Line | None
    ) -> None:
        """Read a row that is not plain, has hours by topic, or names somebody in new words."""
        people = (one,) if one is not None else self._people(number, row)
        if people is None:
            return
        if entry is None or len(people) != 1:
            self._entry(number, row, people)
        else:
            parts = self._topic_hours(number, row, people)
            people[0].training += [one.but(topic_hours=parts) for one in named([entry])]

    def _entry(self, number: int, cells: Sequence[Raw], people: People) -> None:
        day, hours, end = self._when(number, cells, people)
        use = self._checked(number, cells, "used_for", people)
        entry = LogEntry(
            self._table,
            number,
            day,
            hours,
            end,
            self._raw(cells, "title"),
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
