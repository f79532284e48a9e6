"""Whom somebody means: who types a name, an id or an e-mail, or who points at a row."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence

from models.cells import fold
from models.intake.individuals import names
from models.roster import BLANK, Person


def meant(words: str, people: Iterable[Person]) -> Sequence[Person]:
    """Give every row of the roster that the words mean: by id, e-mail or name, either way round."""
    wanted = (set(names(words)) | {fold(words)}) - {""}
    return [person for person in people if wanted & _keys(person)] if wanted else []


def alike(words: str, people: Iterable[Person]) -> Sequence[str]:
    """Give up to three names that are like what was typed, for who meant one of them."""
    known = {person.name for person in people if person.name}
    return difflib.get_close_matches(words, sorted(known), n=3, cutoff=0.5)


def about_row(person: Person, sheet: str, row: int) -> bool:
    """Whether a row says something about a person: the own row, or an entry in one of the logs."""
    entries = (
        person.training, person.rsc, person.memberships, person.work, person.ratings, person.exam,
    )  # fmt: skip
    places = {(one.table.sheet, one.row) for part in entries for one in part}
    return (sheet, row) in places | {(person.table.sheet, person.row)}


def _keys(person: Person) -> set[str]:
    said = (person.cells.get(key, BLANK).value for key in ("person_id", "email"))
    return {*names(person.name), *(fold(str(text)) for text in said if text), fold(person.key)}
