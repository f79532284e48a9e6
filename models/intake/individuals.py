"""Who is who: rows of the roster that are one person, and whom a line of a log means."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from models.cells import fold
from models.intake.terms import holdings, roster_terms
from models.providers import Register
from models.records import Degree, ExamPart, LogEntry, Rating, Term, WorkSpell
from models.roster import BLANK, Person


class Individual:
    """One human being: all rows of the roster that share an id or an e-mail, and their logs.

    watched: whether an entry of theirs is over several days, or very long.
    """

    __slots__ = (
        "degrees", "exam", "gave", "memberships", "provider", "ratings", "references", "rows",
        "rsc", "training", "watched", "work",
    )  # fmt: skip

    def __init__(self) -> None:
        """Make somebody of whom nothing is known yet."""
        self.rows: list[Person] = []
        self.training: list[LogEntry] = []
        self.rsc: list[LogEntry] = []
        self.memberships: list[Term] = []
        self.gave: list[date] = []
        self.references = 0
        self.provider = False
        self.watched = False
        self.work: list[WorkSpell] = []
        self.ratings: list[Rating] = []
        self.exam: list[ExamPart] = []
        self.degrees: list[Degree] = []


class Individuals:
    """Everybody in the roster, found by id, e-mail or name."""

    def __init__(self, people: Iterable[Person]) -> None:
        self.all: list[Individual] = []
        self._known: dict[tuple[str, ...], dict[object, Individual]] = {}
        self._by_id: dict[str, list[Individual]] = {}
        self._by_email: dict[str, list[Individual]] = {}
        self._by_name: dict[str, list[Individual]] = {}
        self._order: dict[Person, int] = {}
        for at, person in enumerate(people):
            self._order[person] = at
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

    def known_by(self, fields: tuple[str, ...]) -> dict[object, Individual]:
        """Give, by the cells of a log that say whom a row means, the one person who is meant.

        By an id alone it begins with the ids of the roster, which most logs repeat; what else is
        found is added by the readers of the logs.
        """
        known = self._known.get(fields)
        if known is None:
            known = self._known[fields] = {}
            if fields == ("person_id",):
                for one in (ones[0] for ones in self._by_id.values() if len(ones) == 1):
                    ids = (row.cells["person_id"].value for row in one.rows if _has_id(row))
                    known.update(dict.fromkeys(ids, one))
        return known

    def find(self, field: str, said: str) -> Sequence[Individual]:
        """Give who is meant by an id, an e-mail or a name; more than one: ambiguous."""
        if field == "person_id":
            return self._by_id.get(fold(said), ())
        if field == "email":
            return self._by_email.get(said.strip().casefold(), ())
        return self.named(said)

    def named(self, name: str) -> Sequence[Individual]:
        """Give everybody of a name, written either way round; an id or an e-mail will do too."""
        for key in names(name):
            found = self._by_name.get(key)
            if found:
                return found
        return self._by_id.get(fold(name), ()) or self._by_email.get(name.strip().casefold(), ())

    def alike(self, field: str) -> Iterator[list[Person]]:
        """Give the rows that are filed together under an id, an e-mail or a name."""
        filed = {"person_id": self._by_id, "email": self._by_email, "name": self._by_name}[field]
        for ones in filed.values():
            if len(ones) > 1 or len(ones[0].rows) > 1:
                yield sorted((p for one in ones for p in one.rows), key=self._order.__getitem__)

    def enrol(self, register: Register) -> None:
        """Put everybody into the register of providers, with what their rows say that they held."""
        for one in self.all:
            terms = [term for person in one.rows for term in roster_terms(person)]
            if terms:
                register.of(one).terms += terms

    def settle(self, register: Register) -> None:
        """Hand every person the log entries of the individual."""
        for one in self.all:
            provider = register.known(one)
            held = holdings(provider.terms) if provider is not None else ()
            for person in one.rows:
                person.training, person.rsc = one.training, one.rsc
                person.memberships, person.references = one.memberships, one.references
                person.gave, person.provider = one.gave, one.provider
                person.work, person.ratings, person.exam = one.work, one.ratings, one.exam
                person.degrees, person.holdings = one.degrees, held
                person.as_provider = provider


def _has_id(person: Person) -> bool:
    return bool(person.cells.get("person_id", BLANK).value)


def names(name: str) -> list[str]:
    """Give the keys by which a name is found: "Ruiz, Ana" is found as "Ana Ruiz" too."""
    if "," not in name:
        key = fold(name)
        return [key] if key else []
    keys = [fold(name)]
    last, _, first = name.partition(",")
    keys.append(fold(f"{first} {last}"))
    return [key for key in dict.fromkeys(keys) if key]


def _file(index: dict[str, list[Individual]], key: str, one: Individual) -> None:
    if not key:
        return
    filed = index.get(key)
    if filed is None:
        index[key] = [one]
    elif one not in filed:
        filed.append(one)
