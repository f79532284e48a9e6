"""Every sentence that a finding can say, in one place. Plain words, and never a verdict.

`sentence(key, facts)` fills a template. Hours are written without needless zeros, dates as
"31 Dec 2026", which nobody misreads.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from models.sentences import (
    application,
    forecast,
    hours,
    intake,
    packpage,
    packs,
    renewal,
    rows,
    rsc,
    suggest,
    whatif,
)

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

PARTS = (rows, application, renewal, packs, forecast, suggest, whatif, intake, hours, rsc, packpage)
SENTENCES: Mapping[str, str] = {k: v for part in PARTS for k, v in part.SENTENCES.items()}
BRIEF: Mapping[str, str] = {k: v for part in PARTS for k, v in part.BRIEF.items()}
"""A few words for the column *What is missing*; the whole sentence stands in the note."""


_DATE = r"\d{1,2} [A-Z][a-z]{2} \d{4}"
_LENGTH = r"(?:less than a month|\d+ years?(?: \d+ months?)?|\d+ months?)"
_SHAPES = {
    "done": _LENGTH,
    "asked": _LENGTH,
    "column": _LENGTH,
    "last": _DATE,
    "have": r"[\d.]+",
    "need": r"[\d.]+",
    "total": r"[\d.]+",
    "hours": r"[\d.]+",
    "end": r"\d{1,2} [A-Z][a-z]{2} \d{4}",
    "when": r"\d{1,2} [A-Z][a-z]{2} \d{4}",
    "day": r"\d{1,2} [A-Z][a-z]{2} \d{4}",
    "rows": r"\d+(?:, \d+)*",
}
"""How the facts in a short form look; a name of hers, such as a header, is any text."""
_SLOT = re.compile(r"\\\{(\w+)\\\}")


def _pattern(template: str) -> str:
    """Give the pattern of every text that a short form can come to."""
    return _SLOT.sub(lambda slot: _SHAPES.get(slot[1], ".+?"), re.escape(template))


_BRIEFS = re.compile("|".join(f"(?:{_pattern(text)})" for text in sorted(set(BRIEF.values()))))


def is_brief(text: str) -> bool:
    """Whether a text is one of our short forms and nothing more."""
    return _BRIEFS.fullmatch(text) is not None


def sentence(key: str, facts: Mapping[str, object]) -> str:
    """Fill the template `key`; numbers and dates are written for a person to read."""
    return SENTENCES[key].format(**_filled(facts))


def brief(key: str, facts: Mapping[str, object]) -> str:
    """Say it in a few words; the whole sentence where there is no short form."""
    template = BRIEF.get(key) or SENTENCES[key]
    return template.format(**_filled(facts))


def _filled(facts: Mapping[str, object]) -> dict[str, object]:
    """Write every fact for a person; what is short is written with its unit, too."""
    filled = {name: written(value) for name, value in facts.items()}
    if "short" in filled:
        filled["short_hours"] = f"{filled['short']} hour{'' if filled['short'] == '1' else 's'}"
    return filled


def written(value: object) -> object:
    """Write a number without needless zeros, a date as "31 Dec 2026"; leave the rest."""
    if isinstance(value, float):
        return number(value)
    if isinstance(value, date):
        return f"{value.day} {MONTHS[value.month - 1]} {value.year}"
    return value


def number(value: float) -> str:
    """Write hours without needless zeros, to the hundredth: 12 -> "12", 12.5 -> "12.5"."""
    return f"{value:.2f}".rstrip("0").rstrip(".")
