"""One raw cell -> whether somebody has a licence to treat mental health: yes, eligible or no."""

from __future__ import annotations

import re

from models.cells.raw import Parsed, Raw
from models.cells.text import fold_accents
from models.cells.words import phrases, read_words

_YES = phrases(
    "yes|y|x|true|licensed|licenced|si|current|active|licenciada|licenciado clinico|"
    "fully licensed|state licensed|licensed psychologist|licensed clinical social worker|"
    "licensed independent clinical social worker|licensed marriage and family therapist|"
    "licensed marriage family therapist|licensed professional counselor|"
    "licensed clinical professional counselor|licensed mental health counselor|"
    "licensed mental health professional|licensed therapist|licensed mental health therapist|"
    "licensed mh therapist|lcsw c|lcsw r"
)
_TICKS = frozenset("✓✔☑✅")
_NO = phrases(
    "no|n|none|false|unlicensed|not licensed|not licenced|no license|no licence|not eligible|"
    "not license eligible|not licence eligible|ninguna|sin licencia"
)
_ELIGIBLE = phrases(
    "eligible|license eligible|licence eligible|licensed eligible|licensure eligible|"
    "eligible for license|eligible for licence|eligible for licensure|elegible"
)
_LETTERS = phrases("lcsw|licsw|lisw|lscsw|lmft|lpc|lcpc|lpcc|lmhc|lmhp|lcmhc|lcmft|lmsw|lp")
_NUMBER = re.compile(
    r"(?:no\.?|nr\.?|#|number)? ?#?(?:[a-z]{1,4}[-. ]?)?([0-9][0-9.\- ]{2,12}[0-9])"
)


def parse_licence(raw: Raw) -> Parsed[str]:
    """Read whether somebody is licensed: "yes", "eligible" or "no". A licence number is a yes.

    A provisional, expired or pending licence, and letters that are not of a licence to treat
    mental health, are for a person to decide.

    >>> parse_licence("LMSW (license eligible)").value
    'eligible'
    """
    if isinstance(raw, bool):
        return Parsed("yes" if raw else "no")
    if isinstance(raw, int) and 10_000 <= raw < 10**10:
        return Parsed("yes")
    return read_words(raw, _licence, "cell.licence")


def _licence(text: str) -> str | None:
    """Give yes, eligible or no; None where it is not certain."""
    key = fold_accents(text)
    if key in _NO:
        return "no"
    tokens = key.split()
    if key in _ELIGIBLE or " ".join(t for t in tokens if t not in _LETTERS) in _ELIGIBLE:
        return "eligible"
    if key in _YES or text in _TICKS or (tokens and _LETTERS.issuperset(tokens)):
        return "yes"
    without = " ".join(
        word for word in text.casefold().split() if word.strip(",:#") not in _LETTERS
    )
    number = _NUMBER.fullmatch(without)
    return "yes" if number and _is_licence_number(without, number[1]) else None


def _is_licence_number(text: str, digits: str) -> bool:
    """Whether a number can be that of a licence: neither a year nor a date."""
    bare = re.sub(r"[^0-9]", "", digits)
    apart = len(re.findall(r"[0-9]+", digits))
    return apart == 1 and (len(bare) >= 5 or (len(bare) >= 3 and text[0].isalpha()))
