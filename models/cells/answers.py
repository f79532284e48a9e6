"""One raw cell -> yes or no, or "signed": a date or yes or no."""

from __future__ import annotations

import re
from datetime import date

from models.cells.dates import DateOrder, iso_date, parse_date
from models.cells.raw import CellError, Parsed, Raw, error_problem, wrong
from models.cells.text import plain

# ✗ and ☒ are left out: they tick a box for some and cross it out for others.
# fmt: off
_YES = frozenset((
    "y", "yes", "x", "✓", "✔", "☑", "✅", "🗸", "true", "1", "checked", "on file",
    "s", "si", "sí", "verdadero",
))
_NO = frozenset(("n", "no", "false", "0", "unchecked", "☐", "not on file", "falso"))
_DONE = frozenset(("signed", "received", "done", "complete", "completed", "firmado", "recibido"))
# fmt: on
_NOT_DONE = frozenset(
    ("unsigned", "not signed", "not received", "not done", "incomplete", "not complete")
)
_SIGNED, _UNSIGNED = _YES | _DONE, _NO | _NOT_DONE
_DIGIT = re.compile(r"[0-9]")


def parse_yes_no(raw: Raw) -> Parsed[bool]:
    """Read yes or no; a blank cell is neither, and a date is not a yes.

    >>> parse_yes_no("✓").value
    True
    """
    if raw is None:
        return Parsed(None)
    if isinstance(raw, CellError):
        return Parsed(None, error_problem(raw))
    if isinstance(raw, str):
        word = _word(raw)
        said = _answer(word, _YES, _NO)
        return Parsed(said) if said is not None or not word else Parsed(None, _neither(raw))
    if isinstance(raw, int | float) and raw in (0, 1):
        return Parsed(bool(raw))
    return Parsed(None, _neither(raw))


def _word(raw: str) -> str:
    """Give a text as a word to look up; a full stop after it does not count."""
    return plain(raw).casefold().removesuffix(".")


def _answer(word: str, yes: frozenset[str], no: frozenset[str]) -> bool | None:
    """Say whether a word is a yes or a no; None for neither."""
    return True if word in yes else False if word in no else None


def _neither(raw: Raw) -> str:
    """Say that it is neither yes nor no."""
    return wrong("cell.yes_no", raw)


def parse_signed(raw: Raw, order: DateOrder | None = None) -> Parsed[date | bool]:
    """Read a cell that says whether, or when, something was signed or received."""
    if isinstance(raw, str) and not isinstance(raw, CellError):
        day = iso_date(raw)
        if day is not None:  # as most are; no word is such
            return Parsed(day.value)
        word = _word(raw)
        said = _answer(word, _SIGNED, _UNSIGNED)
        if said is not None or not word:
            return Parsed(said)
    elif raw is None or (isinstance(raw, int | float) and raw in (0, 1)):
        return Parsed(None if raw is None else bool(raw))
    day = parse_date(raw, order)
    if day.problem is None or (isinstance(raw, str) and _DIGIT.search(plain(raw))):
        return Parsed(day.value, day.problem)
    if isinstance(raw, CellError):
        return Parsed(None, day.problem)
    return Parsed(None, wrong("cell.signed", raw))
