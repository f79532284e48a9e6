"""The rows of a log of hours -> entries of the people they belong to; the log of trainings.

Nearly all rows of a log are plain: these are read in one short loop, all others with care.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from operator import itemgetter

from models.cells import Parsed, Raw
from models.intake.fields import Role
from models.intake.individuals import Individual
from models.intake.tab import People, TabReader, as_text
from models.records import LogEntry, Session
from models.wording import worded

TOPIC_HOURS: Mapping[str, str] = {"dei_hours": "dei", "rsc_training_hours": "rsc"}
"""Columns of a training log that hold the hours on one topic."""
USE_UNCLEAR = worded("word.use_unclear")
"""Why an entry is in doubt of which nobody can say whether it was for the application."""

PlainRow = tuple[int, Sequence[Raw], Individual, date, float]
"""The number of a row, its cells, and what it says plainly: for whom, which day, how many hours."""

new_tuple = tuple.__new__
"""Makes a named tuple in half the time; a book may have a million entries."""


class HoursReader(TabReader):
    """Reads a log of hours by date."""

    def read(self) -> None:
        """Read every row of the log."""
        if self._who_at and not self._merged and {"date", "hours"} <= {*self._table.columns}:
            self._read_plain()
        else:
            super().read()

    @abstractmethod
    def _read_plain(self) -> None:
        """Read the plain rows in one loop."""

    def _plain(self) -> Iterator[PlainRow]:
        """Give the plain rows; the others are read with care, in their turn."""
        columns = self._table.columns
        width, longest = max(columns.values()), self._book.pack.settings.day_hours
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
                    self._entry(number, row, people)
                    continue
                one = people[0]
            day, hours = days[row[date_at]].value, hours_of[row[hours_at]].value
            ends = end_at is not None and row[end_at] is not None
            if ends or day is None or hours is None or hours > longest:
                self._entry(number, row, (one,))
            else:
                yield number, row, one, day, hours

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


class TrainingReader(HoursReader):
    """Reads a log of trainings."""

    def _read_plain(self) -> None:
        table, topics = self._table, self._memos[Role.TOPICS]
        title_at, topic_at, use_at = self._at("title"), self._at("topic"), self._at("used_for")
        split, uses = not TOPIC_HOURS.keys().isdisjoint(table.columns), self._memos[Role.USED_FOR]
        for number, row, one, day, hours in self._plain():
            use = uses[row[use_at]] if use_at is not None else None
            if use is not None and use.problem is not None:
                self._entry(number, row, (one,))
                continue
            raw = row[topic_at] if topic_at is not None else None
            topic = topics[raw].value or () if raw is not None else ()
            title = row[title_at] if title_at is not None else ""
            if title.__class__ is not str:
                title = as_text(title)
            parts = self._topic_hours(number, row, (one,)) if split else None
            session = USES[use.value] if use is not None and use.value else None
            fields = (table, number, day, hours, None, title, topic, parts, None, None, session)
            one.training.append(new_tuple(LogEntry, fields))

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
            self._topic_hours(number, cells, people),
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
