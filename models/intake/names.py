"""Names as they stand beside hours: with a title before them, with letters of a degree behind."""

from __future__ import annotations

import re
from collections.abc import Sequence

from models.cells import clean, fold_accents
from models.providers import Provider, Register

_TITLES = frozenset(("dr", "dra", "mr", "mrs", "ms", "miss", "mx", "prof", "professor"))
_LETTERS = frozenset(
    "phd ph d psyd edd md do dsw ma ms msw med m ed mph ba bs bsw bsn msn rn lcsw licsw lisw lscsw "  # noqa: SIM905 - a list of words
    "lmft lpc lcpc lpcc lmhc lmsw lsw lp cda ers imh e imhe ecmh ecmhe iecmh ifs ecfs ifrs ecfrs "
    "imhs ecmhs imhm ecmhm c p r f ii iii iv ifa ecfa".split()
)
_BEHIND = re.compile(r"[,(]")
_SHORTEST = 3
"""Letters behind a name without a comma are at least so many, and capitals: "Ma" may be a name."""


def providers_named(named: str, register: Register) -> Sequence[Provider]:
    """Give everybody whom the name of a provider may mean; as typed first, then the name alone."""
    found = register.named(named)
    if found:
        return found
    bare = bare_name(named)
    return register.named(bare) if bare and bare != named else ()


def bare_name(named: str) -> str:
    """Give a name without title and letters: "Dr. Ana Ruiz, LCSW, IMH-E®" is "Ana Ruiz".

    >>> bare_name("Ms. Jo Ma LCSW")
    'Jo Ma'
    """
    parts = [part.strip(" )") for part in _BEHIND.split(clean(named))]
    while len(parts) > 1 and _LETTERS.issuperset(fold_accents(parts[-1]).split()):
        parts.pop()
    words = ", ".join(parts).split()
    while len(words) > 1 and fold_accents(words[0]) in _TITLES:
        words.pop(0)
    while len(words) > 1 and _is_letters(words[-1]):
        words.pop()
    return " ".join(words)


def _is_letters(word: str) -> bool:
    bare = fold_accents(word).split()
    long = sum(map(len, bare)) >= _SHORTEST
    return long and word.upper() == word and bool(bare) and _LETTERS.issuperset(bare)
