"""One raw cell -> the level of the highest degree that is finished.

Only what is certain is read: a degree that is expected, or words beside it that may take it back,
are a problem in words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from models.cells.raw import Parsed, Raw
from models.cells.text import fold_accents
from models.cells.words import phrases, read_words

LEVELS = ("none", "cda", "associate", "bachelor", "master", "doctorate")
"""Levels of degrees, the lowest first."""

_SHORT = {
    "none": "none|no|no degree|no degree yet|high school|high school diploma|hs|hs diploma|ged|"
    "some college no degree|ninguno|ninguna|sin titulo|secundaria",
    "cda": "cda|child development associate",
    "associate": "aa|a a|aas|a a s|a s|as|associate|associates|associate of arts|"
    "associate of science|associate of applied science|2 year degree|two year degree|"
    "grado asociado",
    "bachelor": "ba|b a|bs|b s|bsc|b sc|bsw|b s w|bfa|bba|b b a|bed|b ed|bsed|bs ed|b s ed|"
    "bsn|b s n|bachelor|bachelors|bachelor of arts|bachelor of science|bachelor of social work|"
    "baccalaureate|4 year degree|four year degree|licenciatura|licenciado|licenciada",
    "master": "ma|m a|ms|m s|msc|m sc|msw|m s w|mssw|med|m ed|edm|ed m|msed|ms ed|m s ed|"
    "mph|m p h|mba|mfa|mat|msn|m s n|mpa|mpp|mft degree|mdiv|m div|eds|ed s|master|masters|"
    "master of arts|master of science|master of social work|master of education|"
    "master of public health|education specialist|maestria|master universitario|magister",
    "doctorate": "phd|ph d|psyd|psy d|edd|ed d|md|m d|do|d o|dsw|drph|dr p h|dnp|dphil|d phil|scd|"
    "doctorate|doctoral degree|doctor of philosophy|doctor of education|doctor of psychology|"
    "doctor of medicine|doctor of social work|doctorado",
}
_KNOWN = {text: level for level, texts in _SHORT.items() for text in texts.split("|")}
_LONGEST_KNOWN = max(len(text.split()) for text in _KNOWN)
_NAMED = frozenset(("associate", "bachelor", "master", "doctorate", "none", "no"))
"""Words that mean a degree only if nothing but "degree", "of" or "in" follows."""
_WORDS_TOO = frozenset(("as", "do"))
"""Letters of a degree that are plain words as well."""
_JOIN = frozenset(("of", "in", "en", "de", "degree", "diploma"))
_SMALL = frozenset(("of", "in", "and", "en", "de", "la", "y", "the", "degree", "diploma"))
_DOUBT = phrases(
    "not|no|non|almost|nearly|pending|expected|progress|candidate|student|students|pursuing|working|"
    "toward|towards|current|currently|enrolled|incomplete|unfinished|unfinished|some|abd|all|"
    "left|short|credits|credit|units|hours|equivalent|foreign|maybe|probably|perhaps|possibly|"
    "seeking|starting|began|begun|until|soon|anticipated|ongoing|honorary|pre|level|track|program|"
    "programme|or|but|except|without|coursework|courses|dropped|withdrew|minor|curso|cursando|"
    "pendiente|sin|casi|estudiante|director|supervisor|teacher|coordinator|manager"
)
_BESIDE = phrases(
    "lcsw|lcsw c|licsw|lisw|lscsw|lmft|lpc|lcpc|lpcc|lmhc|lmhp|lcmhc|lp|lmsw|imh e|ecmh e"
)
"""Letters that stand beside a degree and are none."""
_NO_FIELD = _DOUBT | _KNOWN.keys() | _BESIDE
_PIECES = re.compile(r"\s*[,;+&/\n]\s*|\s+and\s+|\s+y\s+", re.IGNORECASE)
_ASIDE = re.compile(r"\(([^()]*)\)")


def parse_degree(raw: Raw) -> Parsed[str]:
    """Read the highest finished degree: one of LEVELS.

    >>> parse_degree("M.Ed. in Early Childhood").value
    'master'
    """
    return read_words(raw, _degree, "cell.degree")


def _degree(text: str) -> str | None:
    """Give the highest level that a text names; None where a word of it is not certain."""
    whole = _KNOWN.get(fold_accents(text))
    if whole is not None:
        return whole
    levels: list[str] = []
    for piece in _PIECES.split(_ASIDE.sub(r", \1", text)):
        tokens = fold_accents(piece).split()
        level = _level(tokens)
        if level is not None:
            levels.append(level)
        elif not (" ".join(tokens) in _BESIDE or (levels and _is_field(tokens))):
            return None
    return max(levels, key=LEVELS.index, default=None)


def _level(tokens: Sequence[str]) -> str | None:
    """Give the level of one degree: its name, then perhaps the field."""
    for length in range(min(len(tokens), _LONGEST_KNOWN), 0, -1):
        named = " ".join(tokens[:length])
        level, rest = _KNOWN.get(named), tokens[length:]
        if level is not None:
            return level if _goes_on(named, level, rest) and _is_field(rest) else None
    return None


def _goes_on(named: str, level: str, rest: Sequence[str]) -> bool:
    """Whether the words after the name of a degree can belong to it, by the first of them."""
    if not rest:
        return True
    if level == "none":
        return False
    if named in _WORDS_TOO:
        return rest[0] in {"in", "en", "degree"}
    return named not in _NAMED or rest[0] in _JOIN


def _is_field(tokens: Sequence[str]) -> bool:
    """Whether words can be a field of study, with nothing that takes a degree back."""
    return all(
        word in _SMALL or (len(word) >= 3 and word.isalpha() and word not in _NO_FIELD)
        for word in tokens
    )
