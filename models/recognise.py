"""Our short forms are known again to the last letter, in whatever language they were written."""

from __future__ import annotations

import re
from functools import cache

from models.language import LANGUAGES, say, say_many, speak
from models.wording import BRIEF, MONTHS, PLURALS, sentence

_NUMBER = r"[\d.]+"
_FORMS = 130
"""Below this number every form that a language has for a number of things comes up."""
_ROWS = r"\d+(?:, \d+)*"
_SLOT = re.compile(r"\\\{(\w+)\\\}")


def is_brief(text: str) -> bool:
    """Whether a text is one of our short forms and nothing more, in any language."""
    return any(_briefs(code).fullmatch(text) is not None for code in LANGUAGES)


@cache
def _briefs(code: str) -> re.Pattern[str]:
    """Give the pattern of all short forms of a language."""
    with speak(code):
        shapes = _shapes()
        templates = sorted({say(text) for text in BRIEF.values()})
        return re.compile("|".join(f"(?:{_pattern(text, shapes)})" for text in templates))


def _pattern(template: str, shapes: dict[str, str]) -> str:
    """Give the pattern of every text that a short form can come to."""
    return _SLOT.sub(lambda slot: shapes.get(slot[1], ".+?"), re.escape(template))


def _shapes() -> dict[str, str]:
    """Say how the facts in a short form look; a name of hers, such as a header, is any text."""
    day = rf"\d{{1,2}} (?:{'|'.join(say(MONTHS).split())}) \d{{4}}"
    length = _length()
    return {
        **dict.fromkeys(("done", "asked", "column"), length),
        **dict.fromkeys(("last", "end", "when", "day"), day),
        **dict.fromkeys(("have", "need", "total", "hours"), _NUMBER),
        "rows": _ROWS,
    }


def _length() -> str:
    """Say how a length of time in years and months looks."""
    years, months = (_count(PLURALS[unit]) for unit in ("years", "months"))
    little = re.escape(sentence("word.little", {}))
    return rf"(?:{little}|{years}(?: {months})?|{months})"


def _count(forms: tuple[str, str]) -> str:
    said = {say_many(*forms, count) for count in range(_FORMS)}
    texts = sorted(re.escape(text).replace(r"\{count\}", r"\d+") for text in said)
    return f"(?:{'|'.join(texts)})"
