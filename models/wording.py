"""Every sentence that a finding can say, in one place. Plain words, and never a verdict.

`sentence(key, facts)` fills a template in the language that is spoken (see `models/language.py`).
`worded(key, ...)` makes a text to be said later, in whatever language is spoken then. Hours are
written without needless zeros, dates as "31 Dec 2026", which nobody misreads.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from models.language import ENGLISH, language, say, say_many, speak
from models.sentences import (
    application,
    board,
    cells,
    excel,
    figures,
    forecast,
    formulas,
    hours,
    intake,
    ledger,
    letters,
    marks,
    night,
    notices,
    packpage,
    packs,
    registry,
    renewal,
    reports,
    rows,
    rsc,
    server,
    steps,
    suggest,
    undo,
    web,
    whatif,
    words,
)

PARTS = (rows, application, renewal, packs, forecast, suggest, whatif, intake, hours, rsc, packpage,
         cells, words, steps, notices, reports, marks, excel, server, formulas, registry,
         figures, board, web, night, letters, undo, ledger)  # fmt: skip
SENTENCES: Mapping[str, str] = {k: v for part in PARTS for k, v in part.SENTENCES.items()}
BRIEF: Mapping[str, str] = {k: v for part in PARTS for k, v in part.BRIEF.items()}
"""A few words for the column *What is missing*; the whole sentence stands in the note."""
PLURALS = words.PLURALS
"""Things that are counted, for one and for many."""

MONTHS = SENTENCES["word.months"]
"""The months as they stand in a date, in one text, January first."""

OURS = frozenset({
    "title", "short_title", "whole_title", "then", "stage", "next", "pace", "standing", "status",
    "two_readings",
})  # fmt: skip
"""Facts that are words of ours or of a pack, and so are translated; names of hers never are."""
_JOINED, _UNSTOPPED, _OF_PACK = "joined", "unstopped", "of pack"


class Said(str):
    """A text of ours that can be said in any language: in itself it says it in English.

    key: of its template, or of what is counted. facts: what fills it.
    """

    __slots__ = ("facts", "key")
    key: str
    facts: Mapping[str, object]

    def __new__(cls, text: str, key: str = "", facts: Mapping[str, object] | None = None) -> Said:
        """Make a text; `worded`, `counted` and `joined` do so."""
        made = super().__new__(cls, text)
        made.key, made.facts = key, facts or {}
        return made


def sentence(key: str, facts: Mapping[str, object]) -> str:
    """Fill the template `key`; numbers and dates are written for a person to read."""
    return _fill(SENTENCES[key], facts)


def brief(key: str, facts: Mapping[str, object]) -> str:
    """Say it in a few words; the whole sentence where there is no short form."""
    return _fill(BRIEF.get(key) or SENTENCES[key], facts)


def worded(key: str, /, **facts: object) -> Said:
    """Make a text that is said later, from the template `key`.

    >>> worded("word.exam")
    'exam'
    """
    return _made(key, facts)


def counted(key: str, number: float) -> Said:
    """Count things, in words: "1 hour", "12.5 hours"; key: one of PLURALS."""
    return _made(key, {"count": number})


def joined(between: str, parts: Iterable[object]) -> Said:
    """Join texts; each of them, and a word between them, is said in the language spoken then."""
    return _made(_JOINED, {"between": between, "parts": tuple(parts)})


def of_pack(text: str) -> Said:
    """Make a text of a pack, such as a title, that is said in the language spoken then."""
    return _made(_OF_PACK, {"text": text})


def unstopped(text: str) -> str:
    """Give a sentence without its full stop, to stand inside another one."""
    return _made(_UNSTOPPED, {"text": text}) if isinstance(text, Said) else text.rstrip(".")


def spoken(text: str) -> str:
    """Give a text in the language that is spoken; what somebody typed stays as it is."""
    if not isinstance(text, Said) or language() == ENGLISH:
        return text
    return _rendered(text.key, text.facts)


def _made(key: str, facts: Mapping[str, object]) -> Said:
    if language() == ENGLISH:
        return Said(_rendered(key, facts), key, facts)
    with speak(ENGLISH):
        return Said(_rendered(key, facts), key, facts)


def _rendered(key: str, facts: Mapping[str, object]) -> str:
    """Say it in the language that is spoken."""
    if key in PLURALS:
        return _counted(key, facts["count"])
    if key == _JOINED:
        parts: Iterable[object] = facts["parts"]  # type: ignore[assignment]
        return say(str(facts["between"])).join(str(written(part)) for part in parts)
    if key == _UNSTOPPED:
        return str(written(facts["text"])).rstrip(".")
    if key == _OF_PACK:
        return say(str(facts["text"]))
    return sentence(key, facts)


def _counted(key: str, count: object) -> str:
    one, many = PLURALS[key]
    text = number(float(str(count)))
    return say_many(one, many, int(text) if text.isdigit() else 2).format(count=text)


def _fill(template: str, facts: Mapping[str, object]) -> str:
    return say(template).format(**_filled(facts))


def _filled(facts: Mapping[str, object]) -> dict[str, object]:
    """Write every fact for a person; what is short is written with its unit, too."""
    filled = {name: written(value) for name, value in facts.items()}
    if language() != ENGLISH:
        for name in OURS & filled.keys():
            text = filled[name]
            if text.__class__ is str:
                filled[name] = say(str(text))
    if "short" in filled:
        short = facts["short"]
        plain = isinstance(short, int | float)
        filled["short_hours"] = _counted("hours", short) if plain else f"{short} hours"
    return filled


def written(value: object) -> object:
    """Write a number without needless zeros, a date as "31 Dec 2026"; leave the rest."""
    if isinstance(value, float):
        return number(value)
    if isinstance(value, date):
        return f"{value.day} {say(MONTHS).split()[value.month - 1]} {value.year}"
    return spoken(value) if isinstance(value, Said) else value


def number(value: float) -> str:
    """Write hours without needless zeros, to the hundredth: 12 -> "12", 12.5 -> "12.5"."""
    return f"{value:.2f}".rstrip("0").rstrip(".")
