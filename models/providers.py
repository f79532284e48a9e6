"""The people who may give RSC: members of the book and outsiders of the Providers tab."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from models.cells import fold
from models.records import Line, ProviderTerm, TableKind

if TYPE_CHECKING:
    from models.intake.individuals import Individual, Individuals
    from models.roster import Person, Roster


@dataclass(slots=True, eq=False)
class Provider:
    """One human being who gives RSC.

    individual: their rows of the roster; None for an outsider. terms: what they were to RSC, when;
    all of them are there before anybody is judged. timelines: what `models/qualified.py` has
    worked out about them, by receiver.
    """

    name: str
    individual: Individual | None
    terms: list[ProviderTerm] = field(default_factory=list)
    timelines: dict[Any, Any] = field(default_factory=dict)

    @property
    def people(self) -> Sequence[Person]:
        """Their rows of the roster."""
        return self.individual.rows if self.individual is not None else ()

    @property
    def received_lines(self) -> Sequence[Line]:
        """The RSC that they received themselves, for who reads entries by place."""
        return self.individual.rsc if self.individual is not None else ()

    def is_person(self, person: Person) -> bool:
        """Whether a row of the roster is about this human being."""
        return any(row is person for row in self.people)

    def degrees(self) -> Iterator[tuple[str | None, Any]]:
        """Give level and day of each degree that the book knows of; None: not known."""
        for person in self.people[:1]:
            yield from ((degree.level, degree.day) for degree in person.degrees)
        if not self.people:
            yield from ((term.degree, None) for term in self.terms if term.degree is not None)


class Register:
    """Finds who is meant by the name of a provider: members first, then outsiders."""

    def __init__(self, members: Individuals) -> None:
        """Make a register of the members of a book; outsiders are added one by one."""
        self._members = members
        self._asked_for: dict[int, Provider] = {}
        self._outsiders: dict[str, list[Provider]] = {}

    def of(self, one: Individual) -> Provider:
        """Give a member as a provider, even if the roster says nothing of that."""
        known = one.as_provider
        if known is None:
            known = one.as_provider = Provider(one.rows[0].name, one)
            self._asked_for[id(known)] = known
        return known

    def add_outsider(self, name: str, keys: Iterable[str], term: ProviderTerm) -> Provider:
        """Note a term of somebody who is not in the roster; keys: name, id and e-mail."""
        folded = [key for key in map(fold, keys) if key]
        known = (one for key in folded for one in self._outsiders.get(key, ()))
        found = next(known, None) or Provider(name, None)
        for key in folded:
            filed = self._outsiders.setdefault(key, [])
            if found not in filed:
                filed.append(found)
        found.terms.append(term)
        return found

    def everybody(self) -> list[Provider]:
        """Give all members of whom something is said, then all people from outside, once each.

        Members of whom the roster says it come first, then those whom another tab names.
        """
        asked_for = self._asked_for
        members = [known for one in self._members.all if (known := one.as_provider) is not None]
        told = (known for known in members if id(known) not in asked_for)
        outsiders = (one for filed in self._outsiders.values() for one in filed)
        return list(dict.fromkeys((*told, *asked_for.values(), *outsiders)))

    def let_go(self) -> None:
        """Part all members and their providers from each other; see `Roster.let_go`."""
        for one in self._members.all:
            one.let_go()
        for filed in self._outsiders.values():
            for outsider in filed:
                outsider.timelines.clear()

    def named(self, named: str) -> Sequence[Provider]:
        """Give everybody whom a name, an id or an e-mail may mean; more than one: ambiguous."""
        members = self._members.named(named)
        return [self.of(one) for one in members] or self._outsiders.get(fold(named), ())


TELLING = frozenset({"provider_category", "provider_status"})
"""Columns of a Providers tab that say what somebody is to RSC."""


def providers_told(roster: Roster) -> bool:
    """Whether the book can tell who was qualified to give RSC on a day; found out once.

    It can where the RSC log names providers, and either a Providers tab says what they hold, or at
    least one provider of the log stands in the roster with a category.
    """
    if roster.tells_providers is None:
        logs = (t for t in roster.tables if t.kind == TableKind.RSC)
        named = any("provider" in table.columns for table in logs)
        roster.tells_providers = named and (_tab_tells(roster) or any(_known(roster)))
    return roster.tells_providers


def _tab_tells(roster: Roster) -> bool:
    tabs = (table for table in roster.tables if table.kind == TableKind.PROVIDERS)
    return any(not TELLING.isdisjoint(table.columns) for table in tabs)


def _known(roster: Roster) -> Iterator[bool]:
    """Say of one named provider after the other whether the book knows what they hold.

    Members first, whoever it was that they gave RSC to.
    """
    for person in roster.people:
        member = person.as_provider if person.gave else None
        yield member is not None and bool(member.terms)
    for person in roster.people:
        for entry in person.rsc:
            session = entry.session
            if session is not None and session.provider is not None:
                yield bool(session.provider.terms) and not session.provider.is_person(person)
            elif session is not None:
                yield session.candidates > 1
