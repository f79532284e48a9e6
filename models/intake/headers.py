"""Which headers are known for a field, and how much another header is like them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from typing import NamedTuple

from models.cells import fold_accents
from models.cells.text import fold_all
from models.intake.fields import FIELDS, Field
from models.records import TableKind

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
MOST_ALIKE = 16
"""No known header has the same letter more often than this."""
SAME_WORD = {"hrs": "hours", "hr": "hours", "h": "hours", "hour": "hours", "exp": "expires"}


@lru_cache(maxsize=4096)
def header_key(header: str) -> str:
    """Give the key by which headers are compared: folded, and "hrs" is "hours"."""
    return _same_words(fold_accents(header))


def _same_words(folded: str) -> str:
    words = folded.split()
    if SAME_WORD.keys().isdisjoint(words):
        return folded
    return " ".join([SAME_WORD.get(word, word) for word in words])


@lru_cache(maxsize=4096)
def is_known(header: str) -> bool:
    """Whether a header is known for any field of any kind of table."""
    key = header_key(header)
    keys, words = _known_anywhere()
    if key in keys:
        return True
    bare = without_year(key)
    return bare in keys or frozenset(bare.split()) in words


@lru_cache(maxsize=4096)
def in_known_words(text: str) -> bool:
    """Whether each word of a text is one of a known header; else no header with it is known."""
    return _known_words().issuperset(without_year(header_key(text)).split())


def without_year(key: str) -> str:
    """Give the key of a header without the year that stands in it."""
    return " ".join(_YEAR.sub(" ", key).split()) if "19" in key or "20" in key else key


def known_scores(header: str, kind: TableKind) -> Mapping[str, float]:
    """Give the fields of a kind of table that know a header.

    1 for a known header, little less with a year or in another order of words.
    """
    key = header_key(header)
    if not key:
        return {}
    bare, (by_key, by_words) = without_year(key), _fields_by_header(kind)
    scores = dict.fromkeys(by_words.get(frozenset(bare.split()), ()), 0.96)
    scores |= dict.fromkeys(by_key.get(bare, ()), 0.97)
    return scores | dict.fromkeys(by_key.get(key, ()), 1.0)


def likenesses(header: str, kind: TableKind, weak: float) -> Mapping[str, float]:
    """Give how much a header is like the known ones of each field.

    weak: a likeness that is no more than this may be told as less, or not at all.
    """
    bare = without_year(header_key(header))
    words, letters, size = frozenset(bare.split()), _letters(bare), len(bare)
    known, by_word = _known_of(kind)
    least = weak / 1.8 - 1e-9  # of the letters of both: without a word in common, no less will do
    likely = [
        (0.0, one)
        for one, its_letters, its_size in known
        if (letters & its_letters).bit_count() > least * (size + its_size)
        and words.isdisjoint(one.words)
    ]
    likely += [
        (len(words & one.words) / len(words | one.words), one)
        for one in {one for word in words for one in by_word.get(word, ())}
    ]
    bounds = [
        (_blend(share, 2 * (letters & one.letters).bit_count() / (size + one.size)), one)
        for share, one in likely
    ]
    best: dict[str, float] = {}
    for bound, one in sorted(bounds, reverse=True):  # the likeliest first: few have to be compared
        if bound > weak and bound > best.get(one.field, 0.0):
            like = similar(bare, words, one.text, one.words)
            best[one.field] = max(like, best.get(one.field, 0.0))
    return best


def similar(key: str, words: frozenset[str], text: str, other: frozenset[str]) -> float:
    """Likeness of two headers by words and by letters; never as good as a known one."""
    share = len(words & other) / len(words | other) if words | other else 0.0
    return _blend(share, SequenceMatcher(None, key, text).ratio())


def _blend(share: float, letters: float) -> float:
    """Weigh the likeness of letters and the share of words that two headers have in common."""
    return min(0.92, 0.45 * share + 0.55 * letters if share else 0.9 * letters)


@lru_cache(maxsize=512)
def known(field: Field) -> Mapping[str, frozenset[str]]:
    """The known headers of a field, folded, with their words."""
    folded = [
        _same_words(key if header.isascii() else fold_accents(header))
        for key, header in zip(fold_all(field.headers), field.headers, strict=True)
    ]
    return {key: frozenset(key.split()) for key in folded if key}


@lru_cache(maxsize=1)
def _known_anywhere() -> tuple[frozenset[str], frozenset[frozenset[str]]]:
    every = [known(field) for fields in FIELDS.values() for field in fields]
    keys = frozenset(key for one in every for key in one)
    return keys, frozenset(words for one in every for words in one.values())


@lru_cache(maxsize=1)
def _known_words() -> frozenset[str]:
    return frozenset(word for words in _known_anywhere()[1] for word in words)


@lru_cache(maxsize=len(TableKind))
def _fields_by_header(
    kind: TableKind,
) -> tuple[Mapping[str, Sequence[str]], Mapping[frozenset[str], Sequence[str]]]:
    """Give the fields of a kind of table by their known headers, and by the words of these."""
    by_key: dict[str, list[str]] = {}
    by_words: dict[frozenset[str], list[str]] = {}
    for field in FIELDS[kind]:
        for text, words in known(field).items():
            by_key.setdefault(text, []).append(field.key)
            by_words.setdefault(words, []).append(field.key)
    return by_key, by_words


class _Known(NamedTuple):
    """A known header: its key and the words in it, its letters as bits, and whose field it is."""

    text: str
    field: str
    size: int
    letters: int
    words: frozenset[str]


@lru_cache(maxsize=len(TableKind))
def _known_of(
    kind: TableKind,
) -> tuple[Sequence[tuple[_Known, int, int]], Mapping[str, Sequence[_Known]]]:
    """Give the known headers of all fields of a kind of table, and those that hold a word."""
    every = [
        _Known(text, field.key, len(text), _letters(text), words)
        for field in FIELDS[kind]
        for text, words in known(field).items()
    ]
    by_word: dict[str, list[_Known]] = {}
    for one in every:
        for word in one.words:
            by_word.setdefault(word, []).append(one)
    return [(one, one.letters, one.size) for one in every], by_word


class _Bits(dict[tuple[str, int], int]):
    """So many bits for a letter as it stands in a header; none if it stands in no known one."""

    def __init__(self, texts: Iterable[str]) -> None:
        super().__init__()
        self._letters = "".join(sorted(set().union(*texts)))

    def __missing__(self, counted: tuple[str, int]) -> int:
        letter, count = counted
        place = self._letters.find(letter)
        if place < 0:
            return 0
        bits = self[counted] = ((1 << min(count, MOST_ALIKE)) - 1) << place * MOST_ALIKE
        return bits


@lru_cache(maxsize=1)
def _bits() -> _Bits:
    return _Bits(_known_anywhere()[0])


def _letters(text: str) -> int:
    """Give letters as bits: two headers have as many in common as they have letters in common.

    In any order, so they are no more alike. Letters that no known header has make no difference.
    """
    return sum(map(_bits().__getitem__, Counter(text).items()))
