"""The language in which findings are said, by gettext; English is what stands in the code.

A command says once which language it speaks; nothing below it passes a language about. The
catalogues are in `models/locale/`; `scripts/catalogue.py` collects the sentences and compiles.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
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
    return frozenset(catalogue(code).gettext(text) for code in LANGUAGES)


@cache
def catalogue(code: str) -> NullTranslations:
    """Read the compiled catalogue of a language."""
    from gettext import GNUTranslations, NullTranslations  # noqa: PLC0415 - English needs neither
    from importlib import resources  # noqa: PLC0415

    if code == ENGLISH:
        return NullTranslations()
    file = resources.files("models") / "locale" / code / "LC_MESSAGES" / f"{DOMAIN}.mo"
    with file.open("rb") as opened:
        return GNUTranslations(opened)
