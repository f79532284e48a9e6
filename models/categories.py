"""What people write for a category -> the categories meant. The words themselves come from a pack.

A category is a scope (such as Family Specialist) in an age band; "Level II" names the scope alone.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from models.cells import Parsed, Raw, fold_accents, parse_text, wrong
from models.wording import worded

SHORTEST_HINT = 8
"""Shorter names, such as "level i", are too alike each other to guess what was meant."""
NEAR = 0.85
"""How like a known name a text must be, from 0 to 1, for that name to be offered."""
UNKNOWN = worded("cell.category.unknown")
BOTH = "both"
ANY = "any"
_JOINED = re.compile(r"\s*(?:[+,;&\n]|\band\b|\bplus\b|\bwith\b)\s*", re.IGNORECASE)
_SLASHED = re.compile(r"\s*/\s*")


@dataclass(frozen=True, slots=True)
class Category:
    """One category: its code ("IFS"), scope ("FS"), age band (None: not said), and plain name."""

    code: str
    scope: str
    band: str | None
    name: str
    addon: bool = False


class CategoryWords(Protocol):
    """What a pack says of one scope: its codes and its aliases by age band."""

    @property
    def scope(self) -> str: ...  # noqa: D102
    @property
    def name(self) -> str: ...  # noqa: D102
    @property
    def addon(self) -> bool: ...  # noqa: D102
    @property
    def codes(self) -> Mapping[str, str]: ...  # noqa: D102
    @property
    def aliases(self) -> Mapping[str, Sequence[str]]: ...  # noqa: D102


class Categories:
    """Looks up what was typed among the codes and aliases of a pack."""

    def __init__(
        self,
        words: Iterable[CategoryWords],
        two_readings: Mapping[str, str],
        marks: Mapping[str, Sequence[str]],
    ) -> None:
        """Build the look-up.

        two_readings: texts that name more than one category, with the sentence to say.
        marks: by age band, the texts that may stand before a category ("IMH-E").
        """
        self._by_text: dict[str, tuple[Category, ...]] = {}
        self._by_scope: dict[tuple[str, str | None], Category] = {}
        for scope in words:
            self._learn(scope)
        long = (text for text in self._by_text if len(text) >= SHORTEST_HINT)
        self._hints = [(text, len(text), _letters(text)) for text in long]
        self._two = {fold_accents(text): say for text, say in two_readings.items()}
        found = [(fold_accents(text), band) for band, texts in marks.items() for text in texts]
        self._marks = sorted(found, key=lambda mark: -len(mark[0]))

    def _learn(self, words: CategoryWords) -> None:
        bands: dict[str, tuple[Category, ...]] = {}
        for band, code in words.codes.items():
            category = Category(
                code, words.scope, None if band == ANY else band, words.name, words.addon
            )
            self._by_scope[words.scope, category.band] = category
            bands[band] = (category,)
            self._by_text[fold_accents(code)] = (category,)
        bands[BOTH] = tuple(c for band, (c,) in bands.items() if band != ANY)
        self._by_text.setdefault(fold_accents(words.name), bands.get(ANY, ()))
        for band, texts in words.aliases.items():
            for text in texts:
                self._by_text[fold_accents(text)] = bands[band]

    @property
    def texts(self) -> Iterable[str]:
        """Every text that is known, folded."""
        return self._by_text

    def knows(self, text: str) -> bool:
        """Whether a text names a category, or several of which it is not said which."""
        return self.parse(text).value is not None or fold_accents(text) in self._two

    def parse(self, raw: Raw) -> Parsed[tuple[Category, ...]]:
        """Read a category cell; several may stand in one cell ("IFS + ERS", "IFS/ECFS")."""
        said = self.tried(raw)
        if said.problem is not UNKNOWN:
            return said
        return Parsed(None, self._unknown(parse_text(raw).value or "", raw))

    def tried(self, raw: Raw) -> Parsed[tuple[Category, ...]]:
        """Read a cell as `parse` does, without the long sentence on a text that is not known."""
        text, problem = parse_text(raw)
        if text is None:
            return Parsed(None, problem)
        found = self._whole(text)
        if found is None:
            found = self._pieces(_JOINED.split(text)) or self._pieces(_SLASHED.split(text))
        return Parsed(None, UNKNOWN) if found is None else Parsed(tuple(dict.fromkeys(found)))

    def _pieces(self, pieces: Sequence[str]) -> tuple[Category, ...] | None:
        """Read every piece of a cell, or none of it."""
        if len(pieces) < 2:
            return None
        found = [self._whole(piece) for piece in pieces if piece]
        if any(one is None for one in found):
            return None
        return tuple(category for one in found if one for category in one)

    def _whole(self, text: str) -> tuple[Category, ...] | None:
        """Look up a text as it stands, then without the mark before or after it."""
        key = fold_accents(text)
        found = self._by_text.get(key)
        if found is not None:
            return found
        for mark, band in self._marks:
            rest = _without(key, mark)
            if rest is not None and rest in self._by_text:
                return self._in_band(self._by_text[rest], band)
        return None

    def _in_band(self, found: tuple[Category, ...], band: str) -> tuple[Category, ...]:
        """Narrow categories without an age band to the band of the mark that stood beside them."""
        bands = [band] if band != BOTH else sorted({b for _, b in self._by_scope if b})
        narrowed = [
            self._by_scope.get((category.scope, b), category) if category.band is None else category
            for category in found
            for b in bands
        ]
        return tuple(dict.fromkeys(narrowed))

    def _unknown(self, text: str, raw: Raw) -> str:
        """Say that a text names no category, or more than one, and what to type."""
        key = fold_accents(text)
        stripped = (r for mark, _ in self._marks if (r := _without(key, mark)) is not None)
        for reading in (key, *stripped):
            if reading in self._two:
                return wrong("cell.category.two", raw, two_readings=self._two[reading])
        near = difflib.get_close_matches(key, self._alike(key), n=1, cutoff=NEAR)
        if near:
            meant = " + ".join(c.code for c in self._by_text[near[0]])
            return wrong("cell.category.near", raw, meant=meant)
        examples = " or ".join(list(dict.fromkeys(c.code for c in self._by_scope.values()))[:2])
        return wrong("cell.category", raw, examples=examples)

    def _alike(self, key: str) -> list[str]:
        """Give the names that may be near a text.

        Another length, or letters that the other lacks, tell the rest at once: `difflib` is slow.
        """
        size, letters = len(key), _letters(key)
        return [
            text
            for text, length, others in self._hints
            if 2.0
            * min(size - (letters & ~others).bit_count(), length - (others & ~letters).bit_count())
            / (size + length)
            >= NEAR
        ]


def _letters(text: str) -> int:
    """Give the characters of a text as bits. Two may share one: then texts seem too much alike."""
    bits = 0
    for character in set(text):
        bits |= 1 << (ord(character) & 63)
    return bits


def _without(key: str, mark: str) -> str | None:
    """Take a mark off the start or the end of a folded text; None where it does not stand there."""
    if key.startswith(mark + " "):
        return key[len(mark) + 1 :]
    if key.endswith(" " + mark):
        return key[: -len(mark) - 1]
    return None
