"""The rows of an RSC log -> entries with the session that they were: by whom, how, about what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import repeat
from operator import attrgetter, is_, itemgetter
from typing import Any, NamedTuple

from models.cells import Parsed, Raw, parse_mode
from models.intake.fields import Role
from models.intake.grid import Grid
from models.intake.individuals import Individual
from models.intake.logs import (
    USE_UNCLEAR,
    Block,
    HoursReader,
    Remembered,
    append_all,
    new_tuple,
    stretches,
)
from models.intake.names import providers_named
from models.intake.tab import Book, People, as_text
from models.records import HERSELF, PEER, Alike, LogEntry, Session, Table
from models.roster import BLANK
from models.wording import worded

SAID: Sequence[tuple[str, Role]] = (
    ("about_given", Role.YES_NO),
    ("band", Role.BAND),
    ("used_for", Role.USED_FOR),
)
"""What is said of a session beside the provider and the mode."""


class Given(NamedTuple):
    """What rows that say the same have alike. giver: the provider, if a member of the book.

    days: where the day of each such row goes; into the bin if nobody of the book gave it. problems:
    the cells that cannot be read.
    """

    alike: Alike
    title: str
    giver: Individual | None
    days: list[date]
    problems: Sequence[tuple[str, Parsed[Any]]]


_ALIKE, _TITLE, _GIVER, _DAYS = map(itemgetter, range(4))
"""The parts of `Given`; quicker than by their names."""
_RSC = attrgetter("rsc")


class SessionReader(HoursReader):
    """Reads a log of RSC."""

    def __init__(self, grid: Grid, table: Table, book: Book) -> None:
        """Make a reader of one table."""
        super().__init__(grid, table, book)
        self._further = [(key, role) for key, role in SAID if self._at(key) is not None]
        self._says = ("provider", "mode", *(key for key, _ in self._further))
        self._alike = Remembered(self._read_cells, self._given)

    def _read_cells(self, provider: Raw, mode: Raw, *cells: Raw) -> tuple[Any, ...]:
        """Read what rows say of their session."""
        further = zip(self._further, cells, strict=True)
        read = (self._memos[role][cell] for (_, role), cell in further)
        return as_text(provider), as_text(mode), *read

    def _read_block(self, block: Block) -> None:
        given = [*map(self._alike.__getitem__, block.said(map(self._at, self._says)))]
        alike, titles, givers = map(_ALIKE, given), map(_TITLE, given), [*map(_GIVER, given)]
        fields = zip(block.numbers, block.days, block.hours, titles, alike, strict=True)
        entries, careful = [*map(new_tuple, repeat(LogEntry), fields)], block.careful
        if any(map(is_, block.who, givers)):
            careful.update(at for at, one in enumerate(block.who) if one is givers[at])
        if self._further:
            careful.update(at for at, one in enumerate(given) if one.problems)
        for plain, at in stretches(careful, len(entries)):
            append_all(map(_RSC, block.who[plain]), entries[plain])
            append_all(map(_DAYS, given[plain]), block.days[plain])
            if at is not None:
                self._with_care(block.numbers[at], block.rows[at], block.who[at])

    def _with_care(self, number: int, row: Sequence[Raw], one: Individual | None) -> None:
        """Read a row that is not plain, or names somebody in new words."""
        people = (one,) if one is not None else self._people(number, row)
        if people is not None:
            self._entry(number, row, people)

    def _entry(self, number: int, cells: Sequence[Raw], people: People) -> None:
        day, hours, end = self._when(number, cells, people)
        given = self._alike[tuple(self._raw(cells, key) for key in self._says)]
        for key, cell in given.problems:
            self._not_read(number, key, cell, people)
        giver, herself = given.giver, len(people) == 1 and given.giver is people[0]
        if giver is not None and day is not None and not herself:
            giver.gave.append(day)
        if len(people) == 1:
            unclear = any(key == "used_for" for key, _ in given.problems)
            alike = replace(
                given.alike,
                end=end,
                void=HERSELF if herself else given.alike.void,
                doubt=USE_UNCLEAR if unclear else None,
            )
            entry = new_tuple(LogEntry, (number, day, hours, given.title, alike))
            people[0].rsc.append(entry)

    def _given(self, named: str, mode: str, *said: Parsed[Any]) -> Given:
        """Work out what rows say of their session; said: the cells of SAID."""
        cells = {key: cell for (key, _), cell in zip(self._further, said, strict=True)}
        about, band, used_for = (cells.get(key, BLANK).value for key, _ in SAID)
        meant = parse_mode(mode).value
        found = providers_named(named, self._book.register) if named else ()
        provider = found[0] if len(found) == 1 else None
        session = Session(provider, named, meant, about, band, used_for or "", len(found))
        alike = Alike(self._table, void=PEER if meant == "peer" else None, session=session)
        problems = [(key, cell) for key, cell in cells.items() if cell.problem is not None]
        giver = provider.individual if provider is not None else None
        title = worded("word.with", who=named) if named else ""
        return Given(alike, title, giver, giver.gave if giver is not None else [], problems)
