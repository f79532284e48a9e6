"""The rows of an RSC log -> entries with the session that they were: by whom, how, about what."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import repeat
from typing import Any, NamedTuple

from models.cells import Parsed, Raw, parse_mode
from models.intake.fields import Role
from models.intake.grid import Grid
from models.intake.individuals import Individual
from models.intake.logs import USE_UNCLEAR, Block, HoursReader, Remembered, new_tuple
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

    problems: the cells that cannot be read.
    """

    alike: Alike
    giver: Individual | None
    title: str
    problems: Sequence[tuple[str, Parsed[Any]]]


class SessionReader(HoursReader):
    """Reads a log of RSC."""

    def __init__(self, grid: Grid, table: Table, book: Book) -> None:
        """Make a reader of one table."""
        super().__init__(grid, table, book)
        self._alike = Remembered(self._given)
        self._further = [(key, role) for key, role in SAID if self._at(key) is not None]

    def _read_block(self, block: Block) -> None:
        odd, said = frozenset(block.odd), [*map(self._alike.__getitem__, self._said(block))]
        alike, titles = [given[0] for given in said], [given[2] for given in said]
        fields = zip(block.numbers, block.days, block.hours, titles, alike, strict=True)
        entries = map(new_tuple, repeat(LogEntry), fields)
        for at, (one, day, (_, giver, _, problems), entry) in enumerate(
            zip(block.who, block.days, said, entries, strict=True)
        ):
            if one is None or giver is one or problems or at in odd:
                self._with_care(block.numbers[at], block.rows[at], one)
                continue
            if giver is not None:
                giver.gave.append(day)
            one.rsc.append(entry)

    def _with_care(self, number: int, row: Sequence[Raw], one: Individual | None) -> None:
        """Read a row that is not plain, or names somebody in new words."""
        people = (one,) if one is not None else self._people(number, row)
        if people is not None:
            self._entry(number, row, people)

    def _said(self, block: Block) -> Iterable[tuple[Any, ...]]:
        """Give what each row says of its session."""
        said: list[Iterable[Any]] = [
            block.texts(self._at("provider")),
            block.texts(self._at("mode")),
        ]
        for key, role in self._further:
            memo = self._memos[role]
            said.append([memo[cell] for cell in block.column(self._at(key))])
        return zip(*said, strict=True)

    def _entry(self, number: int, cells: Sequence[Raw], people: People) -> None:
        day, hours, end = self._when(number, cells, people)
        texts = (as_text(self._raw(cells, key)) for key in ("provider", "mode"))
        given = self._alike[*texts, *(self._cell(cells, key, role) for key, role in self._further)]
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
        return Given(alike, giver, title, problems)
