"""Who is who: rows of the roster that are one person, and whom a line of a log means."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from types import MappingProxyType
from typing import Any, Generic, TypeVar

from models.cells import fold, fold_all
from models.intake.terms import holdings, plain_rows, plain_term, roster_terms
from models.providers import Provider
from models.records import Degree, ExamPart, Holding, Line, Rating, Term, WorkSpell
from models.roster import Listed, Person

T = TypeVar("T")
NOTHING: Mapping[str, list[Any]] = MappingProxyType({})


class Kept(Generic[T]):
    """A list in which most people have nothing: made when it is first asked for.

    The rows of the individual have the same list from then on.
    """

    def __set_name__(self, _: type, name: str) -> None:
        """Note what the list is called."""
        self._name = name

    def __get__(self, one: Individual, _: type | None = None) -> list[T]:
        """Give the list of an individual."""
        made = one.kept.get(self._name)
        if made is None:
            made = []
            one.kept = {**one.kept, self._name: made}
            for person in one.rows:
                setattr(person, self._name, made)
        return made


class Individual:
    """One human being: all rows of the roster that share an id or an e-mail, and their logs.

    watched: whether an entry of theirs is over several days, or very long. plain: whether all that
    is known of what they held is a row that says one thing plainly (`models/intake/terms.py`).
    """

    __slots__ = (
        "_as_provider", "_asked", "_holdings", "kept", "plain", "rows", "rsc", "training",
        "watched",
    )  # fmt: skip
    memberships = Kept[Term]()
    gave = Kept[Line]()
    work = Kept[WorkSpell]()
    ratings = Kept[Rating]()
    exam = Kept[ExamPart]()
    degrees = Kept[Degree]()

    def __init__(self, person: Person, plain: bool = False) -> None:
        """Make somebody of whom nothing is known but a row."""
        self.rows, self.plain = [person], plain
        self.watched = self._asked = False
        self.kept: Mapping[str, list[Any]] = NOTHING
        self._as_provider: Provider | None = None
        self._holdings: Sequence[Holding] | None = None
        training: list[Line] = []
        rsc: list[Line] = []
        self.training = person.training_lines = training
        self.rsc = person.rsc_lines = rsc
        person.individual = self

    def add(self, person: Person) -> None:
        """Add a row; nothing but rows is known yet."""
        self.rows.append(person)
        self.plain = False
        person.training_lines, person.rsc_lines = self.training, self.rsc
        person.individual = self

    def provides(self) -> None:
        """Note that they stand in a table of providers."""
        self.plain = False
        for person in self.rows:
            person.provider = True

    def is_rated(self, rating: Rating) -> None:
        """Note what somebody has said of them."""
        self.ratings.append(rating)
        for person in self.rows:
            person.references += rating.arrived

    @property
    def as_provider(self) -> Provider | None:
        """As one who gives RSC; None where nothing says that anything was held."""
        if not self._asked:
            self._asked = True
            terms = (
                [plain_term(self.rows[0])] if self.plain
                else [term for person in self.rows for term in roster_terms(person)]
            )  # fmt: skip
            if terms:
                self._as_provider = Provider(self.rows[0].name, self, terms)
        return self._as_provider

    @as_provider.setter
    def as_provider(self, provider: Provider) -> None:
        self._as_provider = provider

    @property
    def holdings(self) -> Sequence[Holding]:
        """What was held when; not to be asked before all tabs are read."""
        if self._holdings is None:
            provider = self.as_provider
            self._holdings = holdings(provider.terms) if provider is not None else ()
        return self._holdings

    def let_go(self) -> None:
        """Part from all who know of them; nobody can be judged any more."""
        self.rows = []
        if self._as_provider is not None:
            self._as_provider.individual = None
            self._as_provider.timelines.clear()


class Index:
    """Whom each key means, such as an id; keys that say nothing mean nobody."""

    def __init__(self, keys: Sequence[str], ones: Sequence[Individual]) -> None:
        self._last = dict(zip(keys, ones, strict=True))
        self._several: dict[str, list[Individual]] = {}
        if len(self._last) < len(keys):
            self._find_several(keys, ones)
        self._last.pop("", None)
        self._several.pop("", None)

    def _find_several(self, keys: Sequence[str], ones: Sequence[Individual]) -> None:
        last, several = self._last, self._several
        more = {key for key, one in zip(keys, ones, strict=True) if last[key] is not one}
        for key, one in zip(keys, ones, strict=True) if more else ():
            if key in more and one not in (filed := several.setdefault(key, [])):
                filed.append(one)

    def means(self, key: str) -> Sequence[Individual]:
        """Give whom a key means; more than one: ambiguous."""
        one = self._last.get(key)
        return () if one is None else self._several.get(key) or (one,)

    def sure(self, key: str) -> bool:
        """Whether a key means one person and no other."""
        return key in self._last and key not in self._several

    @property
    def all_sure(self) -> bool:
        """Whether no key means more than one person."""
        return not self._several

    def filed(self) -> Iterator[Sequence[Individual]]:
        """Give whom each key means, in the order of the roster."""
        return map(self.means, self._last)

    def ambiguous(self) -> Iterable[Sequence[Individual]]:
        """Give whom each key means that means more than one, in the order of the roster."""
        return self._several.values()


class Individuals:
    """Everybody in the roster, found by id, e-mail or name; who is alone is not looked for."""

    def __init__(self, listed: Sequence[Listed]) -> None:
        """Tell the people of some tables of the roster apart."""
        people = self._people = [person for one in listed for person in one.people]
        plain = [row for one in listed for row in plain_rows(one)]
        self._known: dict[tuple[str, ...], dict[object, Individual]] = {}
        self._tables = {one.table: at for at, one in enumerate(listed)}
        self._said = _said(listed, "person_id")
        self._ids, self._emails = fold_all(self._said), _said(listed, "email")
        self.all, self._ones = _told_apart(people, self._ids, self._emails, plain)

    @cached_property
    def _by_id(self) -> Index:
        return Index(self._ids, self._ones)

    @cached_property
    def _by_email(self) -> Index:
        return Index(self._emails, self._ones)

    @cached_property
    def _by_name(self) -> Index:
        return Index(*_by_names([person.name for person in self._people], self._ones))

    def known_by(self, fields: tuple[str, ...]) -> dict[object, Individual]:
        """Give, by the cells of a log that say whom a row means, the one person who is meant.

        By an id alone it begins with the ids of the roster, which most logs repeat; what else is
        found is added by the readers of the logs.
        """
        known = self._known.get(fields)
        if known is None:
            known = self._known[fields] = {}
            if fields == ("person_id",):
                sure = self._by_id.sure
                said = zip(self._said, self._ids, self._ones, strict=True)
                known.update((id_, one) for id_, key, one in said if sure(key))
        return known

    def find(self, field: str, said: str) -> Sequence[Individual]:
        """Give who is meant by an id, an e-mail or a name; more than one: ambiguous."""
        if field == "person_id":
            return self._by_id.means(fold(said))
        if field == "email":
            return self._by_email.means(said.strip().casefold())
        return self.named(said)

    def named(self, name: str) -> Sequence[Individual]:
        """Give everybody of a name, written either way round; an id or an e-mail will do too."""
        for key in names(name):
            found = self._by_name.means(key)
            if found:
                return found
        return self._by_id.means(fold(name)) or self._by_email.means(name.strip().casefold())

    def alike(self, field: str) -> Iterator[list[Person]]:
        """Give the rows that are filed together under an id, an e-mail or a name."""
        if len(self._ones) < 2:
            return
        index = {"person_id": self._by_id, "email": self._by_email, "name": self._by_name}[field]
        alone = len(self.all) == len(self._ones)
        for ones in index.ambiguous() if alone else index.filed():
            if len(ones) > 1 or len(ones[0].rows) > 1:
                rows = (person for one in ones for person in one.rows)
                yield sorted(rows, key=lambda person: (self._tables[person.table], person.row))


def _said(listed: Iterable[Listed], key: str) -> Sequence[str]:
    """Give what each row of the roster says in a field; "" for nothing."""
    said: list[str] = []
    for one in listed:
        column = one.columns.get(key)
        said += (
            [cell.value or "" for cell in column] if column is not None else [""] * len(one.people)
        )
    return said


def _told_apart(
    people: Sequence[Person], ids: Sequence[str], emails: Sequence[str], plain: Sequence[bool]
) -> tuple[Sequence[Individual], Sequence[Individual]]:
    """Give everybody, and for each row of the roster whose it is: by the id, else by the e-mail."""
    distinct = {*ids}
    if len(distinct) == len(ids) and "" not in distinct:
        alone = [*map(Individual, people, plain)]
        return alone, alone
    by_id: dict[str, Individual] = {}
    by_email: dict[str, Individual] = {}
    ones = []
    for person, number, email, is_plain in zip(people, ids, emails, plain, strict=True):
        one = by_id.get(number) if number else by_email.get(email)
        if one is None:
            one = Individual(person, is_plain)
        else:
            one.add(person)
        if number:
            by_id[number] = one
        if email:
            by_email.setdefault(email, one)
        ones.append(one)
    return [*dict.fromkeys(ones)], ones


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
    said: Sequence[str], ones: Sequence[Individual]
) -> tuple[Sequence[str], Sequence[Individual]]:
    """Give the names of all rows, either way round, and of each whose it is."""
    plain = fold_all(said)
    if not any("," in name for name in said):
        return plain, ones
    both = zip(said, plain, ones, strict=True)
    keys = [(names(name) if "," in name else (key,), one) for name, key, one in both]
    return [k for some, _ in keys for k in some], [one for some, one in keys for _ in some]
