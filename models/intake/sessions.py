"""The rows of an RSC log -> entries with the session that they were: by whom, how, about what."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from operator import attrgetter
from typing import Any, NamedTuple

from models.cells import Parsed, Raw, parse_mode
from models.intake.doubts import held_by
from models.intake.fields import Role
from models.intake.grid import Grid
from models.intake.individuals import Individual
from models.intake.logs import (
    USE_UNCLEAR,
    Block,
    HoursReader,
    Remembered,
    append_all,
    stretches,
)
from models.intake.names import providers_named
from models.intake.tab import Book, People, as_text
from models.records import HERSELF, PEER, Alike, Line, Session, Table
from models.roster import BLANK

SAID: Sequence[tuple[str, Role]] = (
    ("about_given", Role.YES_NO),
    ("band", Role.BAND),
    ("used_for", Role.USED_FOR),
)
"""What is said of a session beside the provider and the mode."""


class Given(NamedTuple):
    """What is known of rows that say the same of their session.

    giver: the provider, if a member of the book. problems: the cells that cannot be read.
    """

    giver: Individual | None
    problems: Sequence[tuple[str, Parsed[Any]]]


class SessionReader(HoursReader):
    """Reads a log of RSC."""

    log = attrgetter("rsc")

    def __init__(self, grid: Grid, table: Table, book: Book) -> None:
        """Make a reader of one table."""
        super().__init__(grid, table, book)
        self._further = [(key, role) for key, role in SAID if self._at(key) is not None]
        self._says = ("provider", "mode", *(key for key, _ in self._further))
        self._alike = Remembered(self._read_cells, self._alike_in)
        self._given: dict[Alike, Given] = {}
        self._sessions: dict[Alike, list[Line]] = {}
        self._unclear: set[Alike] = set()

    def _read_cells(self, provider: Raw, mode: Raw, *cells: Raw) -> tuple[Any, ...]:
        """Read what rows say of their session."""
        further = zip(self._further, cells, strict=True)
        read = (self._memos[role][cell] for (_, role), cell in further)
        return as_text(provider), as_text(mode), *read

    def read(self) -> None:
        """Read every row of the log; then tell who gave what, and what was given in groups."""
        super().read()
        givers: dict[Individual, list[Alike]] = {}
        for alike, (giver, _) in self._given.items():
            if giver is not None:
                givers.setdefault(giver, []).append(alike)
        for giver, own in givers.items():
            hers = _none_to_herself(giver, {*own})
            for alike in own:
                lines = self._sessions.get(alike, ())
                given = [line for line in lines if line[0] not in hers] if hers else lines
                giver.gave.extend(given)
        for alike, lines in self._sessions.items():
            holder = held_by(alike)
            if holder is not None:
                self._book.groups.setdefault(holder, []).extend(lines)

    def _read_block(self, block: Block) -> None:
        alike = [*map(self._alike.__getitem__, block.said(map(self._at, self._says)))]
        lines, careful = [*block.lines(block.column(None), alike)], block.careful
        if self._unclear:
            careful.update(at for at, one in enumerate(alike) if one in self._unclear)
        if not careful:
            append_all(block.logs, lines)
            append_all(map(self._sessions.__getitem__, alike), lines)
            return
        for plain, at in stretches(careful, len(lines)):
            append_all(block.logs[plain], lines[plain])
            append_all(map(self._sessions.__getitem__, alike[plain]), lines[plain])
            if at is not None:
                self._with_care(block.numbers[at], block.rows[at], self._one(block, at))

    def _with_care(self, number: int, row: Sequence[Raw], one: Individual | None) -> None:
        """Read a row that is not plain, or names somebody in new words."""
        people = (one,) if one is not None else self._people(number, row)
        if people is not None:
            self._entry(number, row, people)

    def _entry(self, number: int, cells: Sequence[Raw], people: People) -> None:
        day, hours, end = self._when(number, cells, people)
        said = self._alike[tuple(self._raw(cells, key) for key in self._says)]
        giver, problems = self._given[said]
        for key, cell in problems:
            self._not_read(number, key, cell, people)
        alike, unclear = said, any(key == "used_for" for key, _ in problems)
        if len(people) == 1:
            if end is not None or unclear:
                alike = replace(said, end=end, doubt=USE_UNCLEAR if unclear else None)
                self._given[alike] = self._given[said]
            people[0].rsc.append((number, day, hours, None, alike))
        if day is not None and (len(people) == 1 or giver is not None):
            self._sessions[said].append((number, day, hours, None, alike))

    def _alike_in(self, named: str, mode: str, *said: Parsed[Any]) -> Alike:
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
        self._given[alike] = Given(giver, problems)
        self._sessions[alike] = []
        if problems:
            self._unclear.add(alike)
        return alike


def _none_to_herself(giver: Individual, own: AbstractSet[Alike]) -> AbstractSet[int]:
    """Mark the sessions that somebody gave to herself; give their rows.

    own: what the entries say alike that are of sessions which she gave.
    """
    hers = set()
    for at, (row, day, hours, said, alike) in enumerate(giver.rsc):
        if alike in own:
            giver.rsc[at] = row, day, hours, said, replace(alike, void=HERSELF)
            hers.add(row)
    return hers
