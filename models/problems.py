"""A problem of a rule pack: where it stands, what it is, and whether the pack can be used."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from models.tomllines import Path
from models.wording import Said, sentence, worded, written

LISTED = {
    "requirement": "id",
    "provider_rule": "id",
    "category": "scope",
    "suggest": "scope",
    "status": "code",
    "topic": "code",
    "stage": "code",
    "review_window": "name",
    "case": "say",
}
"""Lists of a pack whose tables bear a name: the key that holds it."""


class Problem(NamedTuple):
    """Something that is wrong with a pack.

    place: keys from the top of the pack; a table of a list goes by its own name where it has one
    ("requirement", "renewal.rsc", "need", 0). grave: the pack must not be used as it stands.
    """

    place: Path
    say: str
    facts: Mapping[str, object] = {}
    grave: bool = True

    @property
    def message(self) -> str:
        """The sentence, without its place."""
        return sentence(self.say, self.facts)

    def __str__(self) -> str:
        """Give the place and the sentence."""
        where = spoken(self.place)
        return f"{where}: {self.message}" if where else self.message


def spoken(place: Path) -> str:
    """Name a place as a person would look for it.

    >>> spoken(("requirement", "renewal.rsc", "need", 0))
    'requirement renewal.rsc, need 1'
    """
    parts: list[str] = []
    for key in place:
        if isinstance(key, int):
            parts[-1:] = [f"{parts[-1]} {key + 1}" if parts else str(key + 1)]
        elif len(parts) == 1 and place[0] in LISTED and key == place[1]:
            parts = [f"{parts[0]} {key}"]
        else:
            parts.append(key)
    return ", ".join(parts)


def near(word: str, words: Iterable[str]) -> Said:
    """Say, after a sentence, which word may have been meant; else which ones there are.

    >>> near("trainig", ["training", "rsc"])
    ' Is "training" meant?'
    """
    known = sorted(set(words))
    return meant(word, known) or worded("word.near.known", known=", ".join(known))


def meant(word: str, words: Iterable[str]) -> Said | None:
    """Say, after a sentence, which word may have been meant; None where none is like it."""
    found = difflib.get_close_matches(word, sorted(set(words)), n=1)
    return worded("word.near.meant", word=found[0]) if found else None


def span(since: date | None, until: date | None) -> str:
    """Say from when to when something holds, after a noun; "" where it always does."""
    if since is not None and until is not None:
        return f" from {written(since)} to {written(until)}"
    if since is not None:
        return f" from {written(since)} on"
    return f" until {written(until)}" if until is not None else ""


def whom(scopes: Iterable[str] | None) -> str:
    """Say for which categories, after a noun; "" where it is for all."""
    return f" for {', '.join(scopes)}" if scopes else ""
