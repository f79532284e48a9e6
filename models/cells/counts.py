"""One raw cell -> a whole number of things, such as families or references."""

from __future__ import annotations

import re
from datetime import date, time, timedelta

from models.cells.raw import CellError, Parsed, Raw, error_problem, wrong
from models.cells.text import plain

MOST = 999_999_999
_COUNT = re.compile(r"([0-9]{1,9})(?:\.0*)?")
_NONE = frozenset(("none", "zero", "cero", "ninguno", "ninguna"))


def parse_count(raw: Raw) -> Parsed[int]:
    """Read a whole number from 0 to 999,999,999; "10+", "1,500" and "about 10" are problems.

    >>> parse_count("12").value
    12
    """
    if raw is None:
        return Parsed(None)
    if isinstance(raw, CellError):
        return Parsed(None, error_problem(raw))
    if isinstance(raw, str):
        return _from_text(raw)
    if isinstance(raw, bool | date | time | timedelta):
        return Parsed(None, _not_whole(raw))
    return (
        Parsed(int(raw)) if 0 <= raw <= MOST and raw == int(raw) else Parsed(None, _not_whole(raw))
    )


def _from_text(raw: str) -> Parsed[int]:
    """Read the digits and nothing beside them."""
    text = plain(raw).casefold()
    if not text:
        return Parsed(None)
    if text in _NONE:
        return Parsed(0)
    found = _COUNT.fullmatch(text)
    return Parsed(int(found[1])) if found else Parsed(None, _not_whole(raw))


def _not_whole(raw: Raw) -> str:
    """Say that it is no whole number."""
    return wrong("cell.count", raw)
