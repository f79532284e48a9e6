"""Whom the words of a command mean, of the people in a roster; else who may have been meant."""

from __future__ import annotations

from collections.abc import Sequence

from models import meant as people_meant
from models.cells import fold
from models.roster import Person
from sync.errors import UsageError


def meant(words: str, people: Sequence[Person]) -> list[Person]:
    """Find rows of the roster by id, e-mail or name. Raises UsageError where there are none."""
    if not fold(words):
        raise UsageError("Type a name, an id or an e-mail, as it stands in the sheet.")
    found = list(people_meant.meant(words, people))
    if found:
        return found
    near = people_meant.alike(words, people)
    hint = f" Is one of these meant: {', '.join(near)}?" if near else ""
    raise UsageError(f'Nobody called "{words}" stands in the roster.{hint}')
