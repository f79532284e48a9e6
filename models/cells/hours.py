"""One raw cell -> clock hours, or a sentence on why they cannot be counted.

Hours are floats rounded to whole seconds (1/3600 h), so that 20 minutes three times make one hour.
A sum of them is off by far less than a second: compare with half a second to spare (1/7200 h).
"""

from __future__ import annotations

import math
import re
from datetime import date, time, timedelta

from models.cells.raw import CellError, Parsed, Raw, error_problem, wrong
from models.cells.text import plain

MOST_HOURS = 100_000
"""More than eleven years around the clock: more is a slip, such as a date shown as a number."""

_LONGEST = 60
_NONE = frozenset(("none", "zero", "nil", "no hours", "cero", "ninguna", "ninguno"))
_UNKNOWN = frozenset(("-", "--", "---", ".", "n/a", "na", "n.a.", "n/d", "tbd", "pending"))

_SLASH = "\u2044"  # the slash of ½: `plain` makes "/" of a typed one, so this one is always ours
# fmt: off
_PARTS = {
    "½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅕": (1, 5), "⅖": (2, 5),
    "⅗": (3, 5), "⅘": (4, 5), "⅙": (1, 6), "⅚": (5, 6), "⅛": (1, 8), "⅜": (3, 8), "⅝": (5, 8),
    "⅞": (7, 8),
}
# fmt: on
_GLYPHS = {ord(glyph): f" {part}{_SLASH}{of}" for glyph, (part, of) in _PARTS.items()}

_HOUR = r"(?:(?:clock )?(?:h(?:ou)?rs?|hs?|horas?)\.?)"
_MINUTE = r"(?:minutes?|mins?|minutos?|m)\.?"
_DECIMAL = r"[0-9]+(?:\.[0-9]*)?|\.[0-9]+"
_COMMA = r"0,[0-9]+|[0-9]+,(?:[0-9]{1,2}|[0-9]{4,})"
_GROUPED = r"[0-9]{1,3}(?:,[0-9]{3})+\.[0-9]+|[0-9]{1,3}(?:\.[0-9]{3})+,[0-9]+"
_NUMBER = re.compile(rf"({_DECIMAL}|{_COMMA}|{_GROUPED})(?: ?{_HOUR})?")
_CLOCK = re.compile(rf"([0-9]{{1,5}}):([0-5][0-9])(?::([0-5][0-9]))?(?: ?{_HOUR})?")
_MIXED = re.compile(rf"([0-9]{{1,5}}) ([0-9]{{1,2}})[/{_SLASH}]([0-9]{{1,2}})(?: ?{_HOUR})?")
_FRACTION = re.compile(rf"([0-9]{{1,2}})(?:/([0-9]{{1,2}}) ?{_HOUR}|{_SLASH}([0-9])(?: ?{_HOUR})?)")
_HOURS_MINUTES = re.compile(
    rf"([0-9]{{1,5}}) ?{_HOUR},?(?: (?:and|&|y))? ?([0-9]{{1,2}}) ?{_MINUTE}"
)
_SHORT = re.compile(r"([0-9]{1,5}) ?h ?([0-5][0-9])")
_MINUTES = re.compile(rf"({_DECIMAL}) ?(?!m\.?$){_MINUTE}")

_NOT_HOURS = (
    (r"\bc\.?e\.?u|credit|crédito|semester|\bunits?\b|\bpoints?\b|contact|\bpdu|\bcmes?\b",
     "cell.hours.credits"),
    (r"\bdays?\b|\bweeks?\b|\bwks?\b|\bmonths?\b|\byears?\b|\bd[ií]as?\b|\bsemanas?\b|\bmes(es)?\b",
     "cell.hours.days"),
    (r"[0-9] ?[ap]\.?m\b",
     "cell.hours.time"),
    (r"^-[0-9.]", "cell.hours.below_zero"),
    (r"[0-9] ?(-|to|a|or|o) ?[0-9]",
     "cell.hours.range"),
    (r"[0-9] ?\+ ?[0-9]|[0-9] ?[*x] ?[0-9]",
     "cell.hours.sum"),
    (r"^[0-9]{1,3}(,[0-9]{3})+\b",
     "cell.hours.comma"),
    (r"^[0-9]+/[0-9]+$", "cell.hours.fraction"),
)  # fmt: skip
_REASONS = tuple((re.compile(pattern), say) for pattern, say in _NOT_HOURS)


def parse_hours(raw: Raw) -> Parsed[float]:
    """Read clock hours, 0 or more, rounded to whole seconds.

    >>> parse_hours("1 h 30 min").value
    1.5
    """
    if raw is None:
        return Parsed(None)
    if isinstance(raw, CellError):
        return Parsed(None, error_problem(raw))
    if isinstance(raw, str):
        return _from_text(raw)
    if isinstance(raw, bool | date):
        return Parsed(None, _wrong_kind(raw))
    if isinstance(raw, time):
        raw = timedelta(hours=raw.hour, minutes=raw.minute, seconds=raw.second)
    return _bounded(raw.total_seconds() / 3600 if isinstance(raw, timedelta) else raw, raw)


def _wrong_kind(raw: bool | date) -> str:
    """Refuse a tick, and a date that a spreadsheet made of something like 3/4."""
    if isinstance(raw, date):
        return wrong("cell.hours.date", raw)
    return wrong("cell.hours.tick", raw)


def _bounded(hours: float, raw: Raw) -> Parsed[float]:
    """Round to seconds; refuse what is below zero, beyond reach, or no number."""
    if hours < 0:
        return Parsed(None, wrong("cell.hours.below_zero", raw))
    if hours > MOST_HOURS:
        return Parsed(None, wrong("cell.hours.too_many", raw))
    if math.isnan(hours):
        return Parsed(None, _not_countable(raw))
    return Parsed(round(hours * 3600) / 3600)


def _from_text(raw: str) -> Parsed[float]:
    """Try each way of writing hours; the first that fits decides."""
    text = plain(raw).casefold()
    if not text.isascii():
        text = " ".join(text.translate(_GLYPHS).split())
    if not text:
        return Parsed(None)
    if len(text) > _LONGEST:
        return Parsed(None, _not_countable(raw))
    if text in _NONE:
        return Parsed(0.0)
    hours = _number(text)
    if hours is None:
        hours = _composed(text)
    return Parsed(None, _why_not(text, raw)) if hours is None else _bounded(hours, raw)


def _number(text: str) -> float | None:
    """Read 15, 12.5 hrs, 12,5 h, 1,500.25; a comma before three digits is not certain."""
    found = _NUMBER.fullmatch(text)
    if not found:
        return None
    digits = found[1]
    if "," in digits and digits.rfind(",") > digits.rfind("."):
        digits = digits.replace(".", "").replace(",", ".")
    return float(digits.replace(",", ""))


def _composed(text: str) -> float | None:
    """Read 1:30, 90 min, 1 h 30 min, 1h30, 1 1/2 hrs, 3/4 hour, ½."""
    if found := _CLOCK.fullmatch(text):
        return int(found[1]) + int(found[2]) / 60 + int(found[3] or 0) / 3600
    if found := _HOURS_MINUTES.fullmatch(text) or _SHORT.fullmatch(text):
        hours, minutes = int(found[1]), int(found[2])
        return hours + minutes / 60 if minutes < 60 else None
    if found := _MINUTES.fullmatch(text):
        return float(found[1]) / 60
    if found := _MIXED.fullmatch(text):
        return _with_part(int(found[1]), int(found[2]), int(found[3]))
    if found := _FRACTION.fullmatch(text):
        return _with_part(0, int(found[1]), int(found[2] or found[3]))
    return None


def _with_part(whole: int, part: int, of: int) -> float | None:
    """Give a whole and a proper fraction; 1 7/5 is a slip."""
    return whole + part / of if 0 < part < of else None


def _not_countable(raw: Raw) -> str:
    """Say that no certain number stands there."""
    return wrong("cell.hours", raw)


def _why_not(text: str, raw: str) -> str:
    """Say why a text gives no hours: other units, a range, not known."""
    if text in _UNKNOWN:
        return wrong("cell.hours.unknown", raw)
    for pattern, say in _REASONS:
        if pattern.search(text):
            return wrong(say, raw)
    return _not_countable(raw)
