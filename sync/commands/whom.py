"""Whom the words of a command mean, of the people in a roster."""

from __future__ import annotations

import difflib
from collections.abc import Sequence

from models.cells import fold
from models.intake.individuals import names
from models.roster import BLANK, Person
from sync.errors import UsageError


def meant(words: str, people: Sequence[Person]) -> list[Person]:
    """Find rows of the roster by id, e-mail or name. Raises UsageError who may have been meant."""
    wanted = (set(names(words)) | {fold(words)}) - {""}
    if not wanted:
        raise UsageError("Type a name, an id or an e-mail, as it stands in the sheet.")
    found = [person for person in people if wanted & _keys(person)]
    if found:
        return found
    known = dict.fromkeys(person.name for person in people if person.name)
    near = difflib.get_close_matches(words, known, n=3, cutoff=0.5)
    hint = f" Is one of these meant: {', '.join(near)}?" if near else ""
    raise UsageError(f'Nobody called "{words}" stands in the roster.{hint}')


def _keys(person: Person) -> set[str]:
    said = (person.cells.get(key, BLANK).value for key in ("person_id", "email"))
    return {*names(person.name), *(fold(str(text)) for text in said if text), fold(person.key)}
