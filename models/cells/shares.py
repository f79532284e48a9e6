"""One raw cell -> a length of time in years, a score in per cent, or a share of full time."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from datetime import date, time, timedelta

from models.cells.raw import CellError, Parsed, Raw, error_problem, wrong
from models.cells.text import fold_accents, plain

MOST_YEARS = 80
"""More years of work than this are a slip, such as a year of the calendar."""
_LONGEST = 60
_DECIMAL = r"[0-9]{1,4}(?:[.,][0-9]{1,4})?|[.,][0-9]{1,4}"
_YEAR_UNIT = r"(?:y(?:ea)?rs?|y|años?|anos?)\.?"
_MONTH_UNIT = r"(?:mo(?:nth)?s?|mes(?:es)?)\.?"
_YEARS = re.compile(rf"({_DECIMAL})(?: ?{_YEAR_UNIT})?")
_MONTHS = re.compile(rf"({_DECIMAL}) ?{_MONTH_UNIT}")
_BOTH = re.compile(
    rf"([0-9]{{1,2}}) ?{_YEAR_UNIT},?(?: (?:and|&|y))? ?([0-9]{{1,2}}) ?{_MONTH_UNIT}"
)
_HALVES = re.compile(rf"(?:([0-9]{{1,2}}) ?)?(?:(½|1/2)|(¼|1/4)|(¾|3/4)) ?{_YEAR_UNIT}")
_NO_YEARS = frozenset(("none", "zero", "no years", "cero", "ninguno"))


def parse_years(raw: Raw) -> Parsed[float]:
    """Read a length of time in years: 2, "2.5 yrs", "18 months"; "2+" is a problem.

    >>> parse_years("18 months").value
    1.5
    """
    return _read(
        raw,
        lambda text: _bounded_years(_years(text), raw),
        lambda number: _bounded_years(number, raw),
    )


def _read(
    raw: Raw,
    written_out: Callable[[str], Parsed[float]],
    bare: Callable[[float | None], Parsed[float]],
) -> Parsed[float]:
    """Read a cell by its text in small letters, or by its number; None: it is none at all."""
    if raw is None:
        return Parsed(None)
    if isinstance(raw, CellError):
        return Parsed(None, error_problem(raw))
    if isinstance(raw, str):
        text = plain(raw).casefold()
        return written_out(text) if text else Parsed(None)
    return bare(None if isinstance(raw, bool | date | time | timedelta) else _finite(raw))


def _finite(raw: float) -> float | None:
    """Give a number as a float; None for what no float holds."""
    try:
        number = float(raw)
    except OverflowError:
        return None
    return number if math.isfinite(number) else None


def _years(text: str) -> float | None:
    """Read a length of time that is written out."""
    if text in _NO_YEARS:
        return 0.0
    return _in_units(text) if len(text) <= _LONGEST else None


def _in_units(text: str) -> float | None:
    """Read a text in years, in months, or in both."""
    if found := _YEARS.fullmatch(text):
        return _decimal(found[1])
    if found := _MONTHS.fullmatch(text):
        return _decimal(found[1]) / 12
    if found := _BOTH.fullmatch(text):
        return int(found[1]) + int(found[2]) / 12 if int(found[2]) < 12 else None
    if found := _HALVES.fullmatch(text):
        part = 0.5 if found[2] else 0.25 if found[3] else 0.75
        return int(found[1] or 0) + part
    return None


def _decimal(text: str) -> float:
    return float(text.replace(",", "."))


def _bounded_years(years: float | None, raw: Raw) -> Parsed[float]:
    """Give years that can be a length of time, rounded to the ten-thousandth."""
    if years is None:
        return Parsed(None, wrong("cell.years", raw))
    if years < 0:
        return Parsed(None, wrong("cell.years.below_zero", raw))
    if years > MOST_YEARS:
        return Parsed(None, wrong("cell.years.too_many", raw))
    return Parsed(round(years, 4))


_PER_CENT = re.compile(rf"({_DECIMAL}) ?(?:%|per ?cent|por ciento)")
_PLAIN_NUMBER = re.compile(_DECIMAL)
_POINTS = re.compile(r"([0-9]{1,4}) ?(/|of|out of|de) ?([0-9]{1,4})")
_LAST_OF_A_MONTH = 31
QUESTIONS = 60
"""The exam has so many questions: a bare number up to here may be points, not per cent."""


def parse_percent(raw: Raw) -> Parsed[float]:
    """Read a score in per cent, 0 to 100: 85, "85%", "51 of 60", 0.85 (as Excel keeps 85%).

    A bare number of 1 to 60 may be points or per cent, so it is a problem.

    >>> parse_percent("48/60").value
    80.0
    """
    return _read(raw, lambda text: _score(text, raw), lambda number: _bare(number, raw))


def _score(text: str, raw: Raw) -> Parsed[float]:
    """Read a score that is written out."""
    if found := _PER_CENT.fullmatch(text):
        share = _decimal(found[1])
        return Parsed(share) if share <= 100 else _no_score(raw)
    if found := _POINTS.fullmatch(text):
        points, most = int(found[1]), int(found[3])
        dated = found[2] == "/" and most <= _LAST_OF_A_MONTH
        if dated or points > most or most == 0:
            return _no_score(raw)
        return Parsed(round(100 * points / most, 4))
    return _bare(_decimal(text), raw) if _PLAIN_NUMBER.fullmatch(text) else _no_score(raw)


def _bare(number: float | None, raw: Raw) -> Parsed[float]:
    """Read a number without a sign: a share below 1, per cent above what points can be."""
    if number == 0:
        return Parsed(0.0)
    if number is None or not 0 < number <= 100:
        return _no_score(raw)
    if number < 1:
        return Parsed(round(100 * number, 4))
    if number <= QUESTIONS:
        return Parsed(None, wrong("cell.score.either", raw))
    return Parsed(number)


def _no_score(raw: Raw) -> Parsed[float]:
    """Say that it is no score."""
    return Parsed(None, wrong("cell.score", raw))


_SHARES = {
    text: share
    for share, texts in {
        1.0: "full time|fulltime|full|ft|f t|tiempo completo|jornada completa",
        0.5: "half time|halftime|half|half day|medio tiempo|media jornada",
        0.75: "three quarter time|three quarters time|three quarters|three quarter",
        0.25: "quarter time|one quarter time|quarter|one quarter",
    }.items()
    for text in texts.split("|")
}
_FTE = re.compile(rf"(?:fte ?:? ?)?({_DECIMAL})(?: ?fte)?")
_QUARTERS = {"1/2": 0.5, "½": 0.5, "1/4": 0.25, "¼": 0.25, "3/4": 0.75, "¾": 0.75}


def parse_fte(raw: Raw) -> Parsed[float]:
    """Read a share of full time, above 0 and up to 1: 0.5, "50%", "half time", "full time".

    Hours a week are a problem: what full time is differs.

    >>> parse_fte("half-time").value
    0.5
    """
    return _read(raw, lambda text: _share(_fte(text), raw), lambda number: _share(number, raw))


def _fte(text: str) -> float | None:
    """Read a share that is written out."""
    if len(text) > _LONGEST:
        return None
    if found := _PER_CENT.fullmatch(text):
        return _decimal(found[1]) / 100
    if found := _FTE.fullmatch(text):
        return _decimal(found[1])
    word = text.removesuffix(" fte").removesuffix(" time")
    return _QUARTERS.get(word) or _SHARES.get(fold_accents(text))


def _share(share: float | None, raw: Raw) -> Parsed[float]:
    """Give a share of 0 (not included) to 1."""
    if share is None or not 0 < share <= 1:
        return Parsed(None, wrong("cell.share", raw))
    return Parsed(round(share, 4))
