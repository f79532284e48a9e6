"""The language in which findings are said, by gettext; English is what stands in the code.

A command says once which language it speaks; nothing below it passes a language about. The
catalogues are in `models/locale/`; `scripts/catalogue.py` collects the sentences and compiles.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from io import BytesIO
from struct import unpack_from
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gettext import NullTranslations

LANGUAGES = ("en", "es")
ENGLISH = "en"
DOMAIN = "rostercheck"
_speaking: ContextVar[str] = ContextVar("language", default=ENGLISH)


def language() -> str:
    """Give the code of the language that is spoken now."""
    return _speaking.get()


@contextmanager
def speak(code: str) -> Iterator[None]:
    """Speak a language for a while. Raises ValueError for one that there is no catalogue of."""
    if code not in LANGUAGES:
        raise ValueError(code)
    before = _speaking.set(code)
    try:
        yield
    finally:
        _speaking.reset(before)


def say(text: str) -> str:
    """Give a text of ours in the language that is spoken; what has no translation stays."""
    code = _speaking.get()
    if code == ENGLISH or not text:
        return text
    return catalogue(code).gettext(text)


def say_many(one: str, many: str, count: int) -> str:
    """Give the form of a text for so many things, in the language that is spoken."""
    code = _speaking.get()
    if code == ENGLISH:
        return one if count == 1 else many
    return catalogue(code).ngettext(one, many, count)


@cache
def in_every_language(text: str) -> frozenset[str]:
    """Give a text of ours in every language, to know it again wherever it stands."""
    return frozenset(text if code == ENGLISH else _found(code, text) for code in LANGUAGES)


@cache
def catalogue(code: str) -> NullTranslations:
    """Read the compiled catalogue of a language."""
    from gettext import GNUTranslations, NullTranslations  # noqa: PLC0415 - English needs neither

    return NullTranslations() if code == ENGLISH else GNUTranslations(BytesIO(_compiled(code)))


@cache
def _compiled(code: str) -> bytes:
    from importlib import resources  # noqa: PLC0415 - English needs none

    file = resources.files("models") / "locale" / code / "LC_MESSAGES" / f"{DOMAIN}.mo"
    return file.read_bytes()


def _found(code: str, text: str) -> str:
    """Look a text up where the catalogue has it: a few are found long before all are read.

    A compiled catalogue lists its texts in order, each by length and place, and so the
    translations.
    """
    data, wanted = _compiled(code), text.encode()
    count, texts, said = unpack_from("<3I", data, 8)
    at = bisect_left(range(count), wanted, key=lambda one: _entry(data, texts + 8 * one))
    if at == count or _entry(data, texts + 8 * at) != wanted:
        return text
    return _entry(data, said + 8 * at).decode()


def _entry(data: bytes, at: int) -> bytes:
    length, place = unpack_from("<2I", data, at)
    return data[place : place + length]
