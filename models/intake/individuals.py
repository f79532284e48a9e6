"""Who is who: rows of the roster that are one person, and whom a line of a log means."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from models.cells import fold
from models.records import LogEntry, Term
from models.roster import BLANK, Person


@dataclass(slots=True, eq=False)
class Individual:
    """One human being: all rows of the roster that share an id or an e-mail, and their logs.

    watched: whether an entry of theirs is over several days, or very long.
    """

    rows: list[Person] = field(default_factory=list)
    training: list[LogEntry] = field(default_factory=list)
    rsc: list[LogEntry] = field(default_factory=list)
    memberships: list[Term] = field(default_factory=list)
    gave: list[date] = field(default_factory=list)
    references: int = 0
    provider: bool = False
    watched: bool = False


class Individuals:
    """Everybody in the roster, found by id, e-mail or name.

    known: by the columns of a log that say whom a row means, the cells that mean one person.
    """

    def __init__(self, people: Iterable[Person]) -> None:
        self.all: list[Individual] = []
        self.known: dict[tuple[str, ...], dict[object, Individual]] = {}
        self._by_id: dict[str, list[Individual]] = {}
        self._by_email: dict[str, list[Individual]] = {}
        self._by_name: dict[str, list[Individual]] = {}
        for person in people:
            self._learn(person)

    def _learn(self, person: Person) -> None:
        number = fold(person.cells.get("person_id", BLANK).value or "")
        email = person.cells.get("email", BLANK).value or ""
        known = self._by_id.get(number) if number else self._by_email.get(email) if email else None
        if known:
            one = known[0]
        else:
            one = Individual()
            self.all.append(one)
        one.rows.append(person)
        _file(self._by_id, number, one)
        _file(self._by_email, email, one)
        for name in names(person.name):
            _file(self._by_name, name, one)

    def find(self, number: str, email: str, name: str) -> Sequence[Individual]:
        """Give who is meant, by the surest thing that is said; more than one: ambiguous."""
        if number:
            return self._by_id.get(fold(number), ())
        if email:
            return self._by_email.get(email.strip().casefold(), ())
        return self.named(name)

    def named(self, name: str) -> Sequence[Individual]:
        """Give everybody of a name, written either way round; an id or an e-mail will do too."""
        for key in names(name):
            found = self._by_name.get(key)
            if found:
                return found
        return self._by_id.get(fold(name), ()) or self._by_email.get(name.strip().casefold(), ())

    def settle(self) -> None:
        """Hand every person the log entries of the individual."""
        for one in self.all:
            for person in one.rows:
                person.training, person.rsc = one.training, one.rsc
                person.memberships, person.references = one.memberships, one.references
                person.gave, person.provider = one.gave, one.provider


def names(name: str) -> list[str]:
    """Give the keys by which a name is found: "Ruiz, Ana" is found as "Ana Ruiz" too."""
    keys = [fold(name)]
    last, comma, first = name.partition(",")
    if comma:
        keys.append(fold(f"{first} {last}"))
    return [key for key in dict.fromkeys(keys) if key]


def _file(index: dict[str, list[Individual]], key: str, one: Individual) -> None:
    if key:
        filed = index.setdefault(key, [])
        if one not in filed:
            filed.append(one)
