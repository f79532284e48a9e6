"""What the engine remembers of cells to be quick, and how a server drops it after each answer."""

from __future__ import annotations

from functools import _lru_cache_wrapper
from types import ModuleType
from typing import Any

from addin import judged
from models import providerpack, rowchecks
from models.intake import headers, mapping, rows
from models.requirements import base, education

_WITH_CELLS: tuple[ModuleType, ...] = (headers, mapping, rows, rowchecks, base, education)
"""The modules whose caches are keyed by what stood in somebody's cells, or by what follows."""


_OF_FIELDS = frozenset({
    "known", "_known_anywhere", "_known_words", "_fields_by_header", "_known_of", "_bits",
    "_by_known_header",
})  # fmt: skip
"""Caches of those modules that are keyed by our own fields and headers alone; they may stay."""


def _caches() -> list[_lru_cache_wrapper[Any]]:
    """Find the caches of those modules."""
    return [
        one
        for module in _WITH_CELLS
        for name, one in vars(module).items()
        if isinstance(one, _lru_cache_wrapper) and name not in _OF_FIELDS
    ]


CACHES = _caches()


def forget() -> None:
    """Drop everything that came from somebody's cells. Rules, which are no secret, stay."""
    judged.forget()
    providerpack.forget()
    for cache in CACHES:
        cache.cache_clear()
