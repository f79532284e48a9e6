"""The entries of some people in one log, found and read as a nightly check reads them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from addin.blocks import Cells
from addin.errors import AddinError
from addin.settings import Settings
from addin.tables import Given, grid_of, layout_of
from models.cells import Raw, fold, parse_text
from models.intake.grid import Grid
from models.intake.individuals import names
from models.intake.read import read_roster
from models.records import LogEntry, Table, TableKind
from models.wording import joined, sentence, worded

WHO = ("person_id", "email", "name")
"""The columns that say whom a row means, the surest first."""
LOGS = frozenset({TableKind.TRAINING, TableKind.RSC})
PEOPLE = "People"
BESIDE = ("·", "·")
"""Stands beside each of them, so that nobody is taken for a heading or a note of one cell."""
_DIGIT = re.compile(r"\d")
NEAR = 0.85
"""A name of the log that is so much like the one asked for may be meant."""


class Identity(NamedTuple):
    """How a row of a log names somebody."""

    person_id: str
    email: str
    name: str

    @property
    def keys(self) -> set[str]:
        """Everything by which this person can be asked for."""
        return {fold(self.person_id), self.email.casefold(), *names(self.name)} - {""}


class Named(NamedTuple):
    """What a log holds for one name: entries; or why it is not sure whose they are."""

    entries: Sequence[LogEntry] = ()
    problem: str = ""


class Log:
    """A log in an argument, and everybody whom its rows name. topics: those that it can tell."""

    def __init__(self, given: Given, settings: Settings) -> None:
        """Find the header row and the columns. Raises AddinError where it is no log of hours."""
        self._grid, self._settings = grid_of(given), settings
        layout = layout_of(given, self._grid, settings)
        if layout.kind not in LOGS:
            facts = {"argument": given.name, "kind": worded(f"formula.kind.{layout.kind}")}
            raise AddinError(sentence("formula.no_log", facts))
        self.kind, self.table = layout.kind, layout.table()
        self.topics: frozenset[str] = frozenset()
        self._who = [self.table.columns.get(key) for key in WHO]
        self._rows: dict[Identity, list[int]] = {}
        self._known: dict[str, list[Identity]] = {}
        for at in range(self.table.header_row, len(given.cells)):
            self._rows.setdefault(self._identity(given.cells[at]), []).append(at)
        for one in self._rows:
            for key in one.keys:
                self._known.setdefault(key, []).append(one)

    def _identity(self, row: Sequence[Raw]) -> Identity:
        said = ("" if at is None else parse_text(row[at - 1]).value or "" for at in self._who)
        return Identity(*said)

    def of(self, asked: Sequence[Raw]) -> list[Named]:
        """Give the entries of everybody who is asked for, in their order."""
        texts = [parse_text(raw or None).value or "" for raw in asked]
        found = {text: self._meant(text) for text in dict.fromkeys(texts)}
        sure = {text: ones for text, ones in found.items() if ones and _one_human(ones)}
        entries = self._read(sure)
        others = {key for text in texts for key in _keys(text)}
        return [self._named(text, found[text], entries, others) for text in texts]

    def _meant(self, text: str) -> list[Identity]:
        keys = _keys(text)
        return list(dict.fromkeys(one for key in keys for one in self._known.get(key, ())))

    def _named(
        self,
        text: str,
        found: Sequence[Identity],
        entries: dict[str, Sequence[LogEntry]],
        others: set[str],
    ) -> Named:
        if text in entries or not text:
            return Named(entries.get(text, ()))
        if found:
            said = joined(", ", dict.fromkeys(one.person_id or one.email for one in found))
            return Named(problem=sentence("formula.two_people", {"who": text, "ids": said}))
        unlike = self._unlike(text)
        if unlike:
            return Named(problem=unlike)
        near = self._near(text, others)
        if near:
            return Named(problem=sentence("formula.near_name", {"who": text, "near": near}))
        return Named()

    def _unlike(self, text: str) -> str:
        """Say so where the log cannot tell whom the words mean: a number, and it has only names."""
        key = "email" if "@" in text else "person_id" if _DIGIT.search(text) else "name"
        if key in self.table.columns:
            return ""
        headers = [self.table.header(known) for known in WHO if known in self.table.columns]
        facts = {"who": text, "columns": joined(" and ", (f'"{one}"' for one in headers))}
        return sentence("formula.not_so_named", facts)

    def _near(self, text: str, others: set[str]) -> str:
        """Give a name of the log that may be meant, if it is nobody else's who is asked for."""
        words = set(fold(text).split())
        for one in self._rows:
            key = fold(one.name)
            shares = key and key not in others and not words.isdisjoint(key.split())
            if shares and SequenceMatcher(None, fold(text), key).ratio() >= NEAR:
                return one.name
        return ""

    def _read(self, sure: dict[str, list[Identity]]) -> dict[str, Sequence[LogEntry]]:
        """Read the rows of some people; the rows of all others are as if they were blank."""
        heads = {text: _fullest(ones) for text, ones in sure.items()}
        people = list(dict.fromkeys(heads.values()))
        kept = {at for ones in sure.values() for one in ones for at in self._rows[one]}
        start, rows = self.table.header_row, self._grid.rows
        cells = [row if at < start or at in kept else () for at, row in enumerate(rows)]
        log = Grid(self._grid.name, cells, (), self._grid.not_hers)
        roster = Table(TableKind.ROSTER, PEOPLE, 1, {k: n for n, k in enumerate(WHO, 1)}, {})
        lines = [(*one, *BESIDE) for one in people]
        grids = {PEOPLE: Grid(PEOPLE, [WHO, *lines]), log.name: log}
        settings = self._settings
        tables, whole = [roster, self.table], {log.name: self._grid}
        book = read_roster(grids, tables, settings.pack, settings.order, wholes=whole)
        self.topics = book.topics_logged
        training = self.kind is TableKind.TRAINING
        logged = {people[p.row - 2]: p.training if training else p.rsc for p in book.people}
        return {text: logged.get(head, ()) for text, head in heads.items()}


def log_of(block: Cells, name: str, tab: str, settings: Settings) -> Log:
    """Find the log in an argument."""
    return Log(Given(name, tab, block), settings)


def _keys(text: str) -> Iterator[str]:
    yield from dict.fromkeys(key for key in (fold(text), text.casefold(), *names(text)) if key)


def _one_human(ones: Sequence[Identity]) -> bool:
    """Whether several ways of naming somebody are one person's: no two ids, no two addresses."""
    ids = {fold(one.person_id) for one in ones if one.person_id}
    emails = {one.email.casefold() for one in ones if one.email and not one.person_id}
    return len(ids) <= 1 and (bool(ids) or len(emails) <= 1)


def _fullest(ones: Sequence[Identity]) -> Identity:
    """Give the id, the e-mail and the name of a person, as far as any row says them."""
    parts = zip(*ones, strict=True)
    return Identity(*(next((text for text in part if text), "") for part in parts))
