"""The rows of an RSC log -> entries with the session that they were: by whom, how, about what."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from models.cells import Parsed, Raw, parse_mode
from models.intake.fields import Role
from models.intake.individuals import Individual
from models.intake.logs import USE_UNCLEAR, HoursReader, new_tuple
from models.intake.names import providers_named
from models.intake.tab import People, as_text
from models.records import HERSELF, PEER, LogEntry, Session
from models.wording import worded

SAID: Sequence[tuple[str, Role]] = (
    ("about_given", Role.YES_NO),
    ("band", Role.BAND),
    ("used_for", Role.USED_FOR),
)
"""What is said of a session beside the provider and the mode."""


class Given(NamedTuple):
    """What all rows that say the same have alike. giver: the provider, if a member of the book.

    problems: the cells that cannot be read.
    """

    session: Session
    giver: Individual | None
    title: str
    void: str | None
    problems: Sequence[tuple[str, Parsed[Any]]]


class SessionReader(HoursReader):
    """Reads a log of RSC. What rows say alike is worked out once."""

    def _read_plain(self) -> None:
        table = self._table
        provider_at, mode_at = self._at("provider"), self._at("mode")
        others = [(at, key) for key, _ in SAID if (at := self._at(key)) is not None]
        seen: dict[object, Given] = {}
        for number, row, one, day, hours in self._plain():
            provider = row[provider_at] if provider_at is not None else ""
            mode = row[mode_at] if mode_at is not None else ""
            if provider.__class__ is not str:
                provider = as_text(provider)
            if mode.__class__ is not str:
                mode = as_text(mode)
            key = (provider, mode, *[row[at] for at, _ in others]) if others else (provider, mode)
            given = seen.get(key)
            if given is None:
                given = seen[key] = self._given(row)
            if given.problems:
                self._entry(number, row, (one,))
                continue
            session, giver, title, void, _ = given
            if giver is one:
                void = HERSELF
            elif giver is not None:
                giver.gave.append(day)
            fields = (table, number, day, hours, None, title, (), None, void, None, session)
            one.rsc.append(new_tuple(LogEntry, fields))

    def _entry(self, number: int, cells: Sequence[Raw], people: People) -> None:
        day, hours, end = self._when(number, cells, people)
        given = self._given(cells)
        for key, cell in given.problems:
            self._not_read(number, key, cell, people)
        giver, herself = given.giver, len(people) == 1 and given.giver is people[0]
        if giver is not None and day is not None and not herself:
            giver.gave.append(day)
        if len(people) == 1:
            void = HERSELF if herself else given.void
            unclear = any(key == "used_for" for key, _ in given.problems)
            doubt = USE_UNCLEAR if unclear else None
            entry = LogEntry(
                self._table, number, day, hours, end, given.title,
                void=void, doubt=doubt, session=given.session,
            )  # fmt: skip
            people[0].rsc.append(entry)

    def _given(self, cells: Sequence[Raw]) -> Given:
        """Work out what a row says of its session."""
        named = as_text(self._raw(cells, "provider"))
        mode = parse_mode(as_text(self._raw(cells, "mode"))).value
        said = {key: self._cell(cells, key, role) for key, role in SAID}
        found = providers_named(named, self._book.register) if named else ()
        provider = found[0] if len(found) == 1 else None
        session = Session(
            provider,
            named,
            mode,
            said["about_given"].value,
            said["band"].value,
            said["used_for"].value or "",
            len(found),
        )
        problems = [(key, cell) for key, cell in said.items() if cell.problem is not None]
        giver = provider.individual if provider is not None else None
        title = worded("word.with", who=named) if named else ""
        return Given(session, giver, title, PEER if mode == "peer" else None, problems)
