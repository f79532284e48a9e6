"""One raw cell -> yes or no, or "signed": a date or yes or no."""

from __future__ import annotations

import re
from datetime import date

from models.cells.dates import DateOrder, parse_date
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
        return _from_word(raw, _YES, _NO)
    if isinstance(raw, int | float) and raw in (0, 1):
        return Parsed(bool(raw))
    return Parsed(None, _neither(raw))


def _from_word(raw: str, yes: frozenset[str], no: frozenset[str]) -> Parsed[bool]:
    """Look a word up; a full stop after it does not count."""
    word = plain(raw).casefold().removesuffix(".")
    if word in yes:
        return Parsed(True)
    if word in no:
        return Parsed(False)
    return Parsed(None, _neither(raw)) if word else Parsed(None)


def _neither(raw: Raw) -> str:
    """Say that it is neither yes nor no."""
    return wrong("cell.yes_no", raw)


def parse_signed(raw: Raw, order: DateOrder | None = None) -> Parsed[date | bool]:
    """Read a cell that says whether, or when, something was signed or received."""
    answer = (
        _from_word(raw, _YES | _DONE, _NO | _NOT_DONE)
        if isinstance(raw, str) and not isinstance(raw, CellError)
        else parse_yes_no(raw)
    )
    if answer.problem is None:
        return Parsed(answer.value)
    day = parse_date(raw, order)
    if day.problem is None or (isinstance(raw, str) and _DIGIT.search(plain(raw))):
        return Parsed(day.value, day.problem)
    if isinstance(raw, CellError):
        return Parsed(None, day.problem)
    return Parsed(None, wrong("cell.signed", raw))
