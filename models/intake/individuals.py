"""Who is who: rows of the roster that are one person, and whom a line of a log means."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from models.cells import fold, fold_all
from models.intake.terms import holdings, roster_terms
from models.providers import Register
from models.records import Degree, ExamPart, Line, Rating, Term, WorkSpell
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
        self.training: list[Line] = []
        self.rsc: list[Line] = []
        self.memberships: list[Term] = []
        self.gave: list[Line] = []
        self.references = 0
        self.provider = False
        self.watched = False
        self.work: list[WorkSpell] = []
        self.ratings: list[Rating] = []
        self.exam: list[ExamPart] = []
        self.degrees: list[Degree] = []


class Individuals:
    """Everybody in the roster, found by id, e-mail or name."""

    def __init__(self, people: Sequence[Person]) -> None:
        self.all: list[Individual] = []
        self._known: dict[tuple[str, ...], dict[object, Individual]] = {}
        self._order = {person: at for at, person in enumerate(people)}
        said = [person.cells.get("person_id", BLANK).value or "" for person in people]
        ids = fold_all(said)
        emails = [person.cells.get("email", BLANK).value or "" for person in people]
        ones = self._told_apart(people, ids, emails)
        self._by_id, self._by_email = _filed(ids, ones), _filed(emails, ones)
        self._by_name = _filed(*_by_names(people, ones))
        self._ids = [*zip(said, ids, ones, strict=True)]

    def _told_apart(
        self, people: Sequence[Person], ids: Sequence[str], emails: Sequence[str]
    ) -> Sequence[Individual]:
        """Give for each row of the roster whose it is: by the id, or else by the e-mail."""
        by_id: dict[str, Individual] = {}
        by_email: dict[str, Individual] = {}
        ones = []
        for person, number, email in zip(people, ids, emails, strict=True):
            one = by_id.get(number) if number else by_email.get(email)
            if one is None:
                one = Individual()
                self.all.append(one)
            if number:
                by_id[number] = one
            if email:
                by_email.setdefault(email, one)
            one.rows.append(person)
            ones.append(one)
        return ones

    def known_by(self, fields: tuple[str, ...]) -> dict[object, Individual]:
        """Give, by the cells of a log that say whom a row means, the one person who is meant.

        By an id alone it begins with the ids of the roster, which most logs repeat; what else is
        found is added by the readers of the logs.
        """
        known = self._known.get(fields)
        if known is None:
            known = self._known[fields] = {}
            if fields == ("person_id",):
                sure = self._by_id
                known.update(
                    (id_, one) for id_, key, one in self._ids if len(sure.get(key, ())) == 1
                )
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
            terms = roster_terms(one.rows[0])
            for person in one.rows[1:]:
                terms += roster_terms(person)
            if terms:
                register.enrol(one, terms)

    def settle(self, register: Register) -> None:
        """Hand every person the log entries of the individual."""
        for one in self.all:
            provider = register.known(one)
            held = holdings(provider.terms) if provider is not None else ()
            for person in one.rows:
                person.training_lines, person.rsc_lines = one.training, one.rsc
                person.memberships, person.references = one.memberships, one.references
                person.gave, person.provider = one.gave, one.provider
                person.work, person.ratings, person.exam = one.work, one.ratings, one.exam
                person.degrees, person.holdings = one.degrees, held
                person.as_provider = provider


def names(name: str) -> list[str]:
    """Give the keys by which a name is found: "Ruiz, Ana" is found as "Ana Ruiz" too."""
    if "," not in name:
        key = fold(name)
        return [key] if key else []
    keys = [fold(name)]
    last, _, first = name.partition(",")
    keys.append(fold(f"{first} {last}"))
    return [key for key in dict.fromkeys(keys) if key]


def _by_names(
    people: Sequence[Person], ones: Sequence[Individual]
) -> tuple[Sequence[str], Sequence[Individual]]:
    """Give the names of all rows, either way round, and of each whose it is."""
    plain = fold_all([person.name for person in people])
    if not any("," in person.name for person in people):
        return plain, ones
    both = zip(people, plain, ones, strict=True)
    keys = [(names(p.name) if "," in p.name else (key,), one) for p, key, one in both]
    return [k for some, _ in keys for k in some], [one for some, one in keys for _ in some]


def _filed(keys: Iterable[str], ones: Iterable[Individual]) -> dict[str, list[Individual]]:
    """Give whom each key means; more than one: ambiguous."""
    index: dict[str, list[Individual]] = {}
    for key, one in zip(keys, ones, strict=True):
        filed = index.get(key)
        if filed is None:
            index[key] = [one]
        elif one not in filed:
            filed.append(one)
    index.pop("", None)
    return index
