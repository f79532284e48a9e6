"""One raw cell -> a date, or a sentence on why it is not certain which.

Two-digit years: 00-49 are 2000-2049 (renewals and expiry dates lie ahead), 70-99 are 1970-1999
(degrees); 50-69 fit neither, so they are asked for in full. No clock is read.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import TypeAlias

from models.cells.memo import Memo
from models.cells.months import MONTHS, WEEKDAYS, days_in, month_name
from models.cells.raw import CellError, Parsed, Raw, error_problem, wrong
from models.cells.text import plain


class DateOrder(StrEnum):
    """Which comes first in dates of numbers only, such as 3/4/25: declared for a whole book."""

    MDY = "mdy"
    DMY = "dmy"


FIRST_YEAR, LAST_YEAR = 1900, 2199
_LONGEST = 60  # characters; no date is longer, and long texts are not searched
_FIRST_SERIAL, _LAST_SERIAL = 18264, 73050  # 1950-01-01 and 2099-12-31 as Excel counts days
_SERIAL_ZERO = date(1899, 12, 30)
# What a formula makes of an empty cell, as a date and as it is shown and exported.
_BLANK_DATES = {date(1899, 12, 30), date(1899, 12, 31)}
# fmt: off
_BLANK_TEXTS = frozenset((
    "1/0/1900", "01/00/1900", "0/1/1900", "00/01/1900", "1/0/00", "01/00/00", "1900-01-00",
    "0-jan-00", "00-jan-00", "0-jan-1900",
    "12/30/1899", "30/12/1899", "30.12.1899", "1899-12-30",
    "12/31/1899", "31/12/1899", "31.12.1899", "1899-12-31",
))
# fmt: on

_CLOCK = r"(?:,?[ t]+(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d+)?)?(?: ?[ap]\.?m\.?)?)?"
_YEAR_FIRST = re.compile(rf"([0-9]{{4}}) ?([-/.]) ?([0-9]{{1,2}}) ?\2 ?([0-9]{{1,2}}){_CLOCK}")
_BASIC = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_NUMBERS = re.compile(
    rf"([0-9]{{1,2}}) ?([-/.]) ?([0-9]{{1,2}}) ?\2 ?'?([0-9]{{4}}|[0-9]{{2}}){_CLOCK}"
)
_NAME = r"([a-zéá]+)\.?"
_GAP = r"[ ,./-]*"
_ORDINAL = r"(?:st|nd|rd|th|º|°)?"
_YEAR = r"'?([0-9]{4}|[0-9]{2})"
_OF = r"(?:(?:of|de|del) )?"
_WEEKDAY = re.compile(rf"{_NAME},? (?=.*[a-z])")
_DAY_NAME = re.compile(rf"([0-9]{{1,2}}){_ORDINAL}{_GAP}{_OF}{_NAME}{_GAP}{_OF}{_YEAR}{_CLOCK}")
_NAME_DAY = re.compile(rf"{_NAME}{_GAP}([0-9]{{1,2}}){_ORDINAL}(?:[ ,./-]+){_YEAR}{_CLOCK}")
_YEAR_NAME = re.compile(rf"([0-9]{{4}}){_GAP}{_NAME}{_GAP}([0-9]{{1,2}}){_ORDINAL}{_CLOCK}")
_NO_DAY = re.compile(
    rf"(?:{_NAME}{_GAP}{_OF}|[0-9]{{1,2}} ?[-/.] ?)?{_YEAR}|[0-9]{{4}} ?[-/.] ?[0-9]{{1,2}}"
)
_USUAL = (
    r"([0-9]{1,2})(?:/([0-9]{1,2})/([0-9]{4})|-([A-Za-z]{3})-([0-9]{4}|[0-9]{2}))"
    r"|([A-Za-z]{3,9}) ([0-9]{1,2}), ([0-9]{4})"
    r"|([0-9]{4}-[0-9]{2}-[0-9]{2})"
)
_USUAL_TEXT = re.compile(_USUAL)
_LINES = re.compile(rf"^(?:{_USUAL}|.*)$", re.MULTILINE)
_MONTH = "|".join(MONTHS)
_INSIDE = re.compile(
    r"[0-9]{1,4}([-/.])[0-9]{1,2}\1[0-9]{2,4}"
    rf"|\b(?:{_MONTH})\.? [0-9]{{1,2}}(?:st|nd|rd|th)?,? [0-9]{{4}}"
    rf"|[0-9]{{1,2}}[ -](?:{_MONTH})\.?[ -][0-9]{{2,4}}"
)


def _full_year(digits: str) -> int | None:
    """Give the year of four digits, or of two where the century is certain; else None."""
    year = int(digits)
    if len(digits) == 4:
        return year
    if year < 50:
        return 2000 + year
    return 1900 + year if year >= 70 else None


# As numbers, without working them out anew: thousands of texts are made of so few parts.
_SMALL = {digits: n for n in range(1, 32) for digits in (f"{n}", f"{n:02}")}
_YEARS = {f"{year}": year for year in range(FIRST_YEAR, LAST_YEAR + 1)} | {
    f"{n:02}": year for n in range(100) if (year := _full_year(f"{n:02}")) is not None
}
_MONTH_NAMES = {
    said: n for name, n in MONTHS.items() for said in (name, name.capitalize(), name.upper())
}

_Found: TypeAlias = "Parsed[date] | None"
_new = tuple.__new__  # half the time; there are thousands of days


def parse_date(raw: Raw, order: DateOrder | None = None) -> Parsed[date]:
    """Read a date. `order` is what the book declares for dates of numbers only; None: nothing.

    A time of day beside a certain date is dropped. 0 is blank: formulas make it of empty cells.
    """
    if raw.__class__ is date:
        return _from_date(raw)
    if raw is None:
        return Parsed(None)
    if isinstance(raw, str):
        if isinstance(raw, CellError):
            return Parsed(None, error_problem(raw))
        return iso_date(raw) or _common(raw, order) or _from_text(raw, order)
    if isinstance(raw, date):
        return _from_date(raw)
    return _from_clock(raw) if isinstance(raw, bool | time | timedelta) else _from_number(raw)


def parse_dates(cells: Sequence[Raw], one_by_one: Memo[date]) -> list[Parsed[date]]:
    """Read many cells, hardly any of them alike, each as `one_by_one` does.

    It is `parse_date` in the order of the book. Days, and texts such as 2025-03-04 or 4-Mar-25, are
    the same in every book.
    """
    days = [raw for raw in cells if raw.__class__ is date]
    if days and not (min(days).year >= FIRST_YEAR and max(days).year <= LAST_YEAR):
        return [*map(one_by_one.__getitem__, cells)]
    texts = {raw for raw in cells if raw.__class__ is str}.difference(one_by_one)
    known = usual_dates(texts, None)
    one_by_one.learn({raw: _new(Parsed, (day, None)) for raw, day in known.items()})
    return [
        _new(Parsed, (raw, None)) if raw.__class__ is date else one_by_one[raw] for raw in cells
    ]


def usual_dates(cells: Collection[Raw], order: DateOrder | None) -> dict[Raw, date]:
    """Give what those of some cells say that are dates as most are, at once; leave out the others.

    No other kind of cell equals one of them (see `Memo`).
    """
    known: dict[Raw, date] = {
        raw: raw for raw in cells if raw.__class__ is date and FIRST_YEAR <= raw.year <= LAST_YEAR
    }
    texts: list[str] = [raw for raw in cells if raw.__class__ is str]
    lines = _LINES.findall("\n".join(texts))  # one search in all takes half as long as one in each
    if len(lines) == len(texts):  # else some text has several lines
        said = zip(texts, lines, strict=True)
        known.update((raw, day) for raw, parts in said if (day := _usual(parts, order)) is not None)
    return known


def _from_date(day: date) -> Parsed[date]:
    """Take a date cell; day 0 of the calendar is a blank, years outside 1900-2199 are slips."""
    if day.__class__ is date and FIRST_YEAR <= day.year <= LAST_YEAR:
        return _new(Parsed, (day, None))
    midnight = not isinstance(day, datetime) or day.time() == time(0)
    bare = day.date() if isinstance(day, datetime) else day
    if midnight and bare in _BLANK_DATES:
        return Parsed(None)
    if not FIRST_YEAR <= bare.year <= LAST_YEAR:
        return Parsed(None, _odd_year(day, bare.year))
    return Parsed(bare)


def _from_clock(raw: bool | time | timedelta) -> Parsed[date]:
    """Refuse a time or a tick; midnight and no time at all are day 0, so blank."""
    if raw == time(0) or raw == timedelta(0):
        return Parsed(None)
    return Parsed(None, _not_a_date(raw))


def _from_number(raw: float) -> Parsed[date]:
    """Take a serial day number from 1950 to 2099, or the digits of 20250304; 0 is blank."""
    if raw == 0:
        return Parsed(None)
    if _FIRST_SERIAL <= raw < _LAST_SERIAL + 1:
        return Parsed(_SERIAL_ZERO + timedelta(days=int(raw)))
    basic = _BASIC.fullmatch(str(raw)) if isinstance(raw, int) and raw < 10**8 else None
    if basic:
        return _checked(raw, *map(int, basic.groups()))
    return Parsed(None, wrong("cell.date.number", raw))


def _from_text(raw: str, order: DateOrder | None) -> Parsed[date]:
    """Try each way of writing a date; the first that fits decides."""
    text = plain(raw).lower()
    if not text or text in _BLANK_TEXTS:
        return Parsed(None)
    if len(text) > _LONGEST:
        return Parsed(None, _not_a_date(raw))
    return (
        _year_first(text, raw)
        or _numbers(text, raw, order)
        or _with_weekday(text, raw)
        or Parsed(None, _why_not(text, raw))
    )


def iso_date(raw: str) -> _Found:
    """Read 2025-03-04 in a short way: most dates that are texts are written so."""
    if len(raw) != 10 or not raw[4] == raw[7] == "-" or not raw.isascii():
        return None
    try:
        day = date.fromisoformat(raw)
    except ValueError:
        return None
    return _new(Parsed, (day, None)) if FIRST_YEAR <= day.year <= LAST_YEAR else None


def _common(raw: str, order: DateOrder | None) -> _Found:
    """Read 3/4/2025, 4-Mar-25 and Mar 4, 2025 in a short way; None: look with care."""
    found = _USUAL_TEXT.fullmatch(raw)
    day = _usual(found.groups(), order) if found is not None else None
    return _new(Parsed, (day, None)) if day is not None else None


def _usual(parts: Sequence[str], order: DateOrder | None) -> date | None:
    """Give the day of a text of which these are the parts; None: look with care."""
    first, second, year, name, its_year, word, its_day, word_year, iso = parts
    try:
        if name:
            return date(_YEARS[its_year], _MONTH_NAMES[name], _SMALL[first])
        if second:
            if order is None:
                return None
            month, number = (first, second) if order is DateOrder.MDY else (second, first)
            return date(_YEARS[year], _SMALL[month], _SMALL[number])
        if word:
            return date(_YEARS[word_year], _MONTH_NAMES[word], _SMALL[its_day])
        day = date.fromisoformat(iso) if iso else None
    except (KeyError, ValueError):  # there is no such day, or not in these words
        return None
    return day if day is not None and FIRST_YEAR <= day.year <= LAST_YEAR else None


def _year_first(text: str, raw: Raw) -> _Found:
    """Read 2025-03-04, 2025/3/4, 2025.03.04, 20250304: only year, month, day is in use."""
    if found := _YEAR_FIRST.fullmatch(text):
        return _checked(raw, int(found[1]), int(found[3]), int(found[4]))
    if found := _BASIC.fullmatch(text):
        return _checked(raw, int(found[1]), int(found[2]), int(found[3]))
    return None


def _numbers(text: str, raw: Raw, order: DateOrder | None) -> _Found:
    """Read 3/4/25, 3-4-2025, 4.3.2025.

    Dots mean day.month.year, unless the book declares month first: then only a number above 12
    settles which is which.
    """
    found = _NUMBERS.fullmatch(text)
    if not found:
        return None
    first, second = int(found[1]), int(found[3])
    year = _full_year(found[4])
    if year is None:
        return Parsed(None, _which_century(raw, found[4]))
    if found[2] == ".":
        order = None if order is DateOrder.MDY else DateOrder.DMY
    if order is None:
        return _settled(raw, year, first, second)
    month, day = (first, second) if order is DateOrder.MDY else (second, first)
    if month > 12 >= day:
        return Parsed(None, _against_order(raw, order, month))
    return _checked(raw, year, month, day)


def _settled(raw: Raw, year: int, first: int, second: int) -> Parsed[date]:
    """Read two numbers of undeclared order where one above 12, or their equality, settles it."""
    if 0 < first <= 12 and 0 < second <= 12 and first != second:
        one = {"day": second, "month": month_name(first)}
        other = {"other_day": first, "other_month": month_name(second)}
        return Parsed(None, wrong("cell.date.either", raw, **one, **other, year=year))
    month, day = (second, first) if first > 12 else (first, second)
    return _checked(raw, year, month, day)


def _with_weekday(text: str, raw: Raw) -> _Found:
    """Read a date with the month's name; a weekday before it has to be the right one."""
    found = _WEEKDAY.match(text)
    weekday = WEEKDAYS.get(found[1]) if found else None
    if found is None or weekday is None:
        return _named(text, raw)
    parsed = _named(text[found.end() :], raw)
    if parsed and parsed.value and parsed.value.weekday() != weekday:
        return Parsed(None, wrong("cell.date.weekday", raw))
    return parsed


def _named(text: str, raw: Raw) -> _Found:
    """Read 4 March 2025, 4-Mar-25, March 4th, 2025, 4 de marzo de 2025, 2025 Mar 4."""
    if found := _DAY_NAME.fullmatch(text):
        day, name, year = found[1], found[2], found[3]
    elif found := _NAME_DAY.fullmatch(text):
        name, day, year = found[1], found[2], found[3]
    elif found := _YEAR_NAME.fullmatch(text):
        year, name, day = found[1], found[2], found[3]
    else:
        return None
    month, full = MONTHS.get(name), _full_year(year)
    if month is None:
        return None
    if full is None:
        return Parsed(None, _which_century(raw, year))
    return _checked(raw, full, month, int(day))


def _checked(raw: Raw, year: int, month: int, day: int) -> Parsed[date]:
    """Give the date if the calendar has it, else say what it lacks."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return Parsed(None, _odd_year(raw, year))
    if not 1 <= month <= 12:
        return Parsed(None, wrong("cell.date.no_month", raw, month=month))
    last = days_in(year, month)
    if not 1 <= day <= last:
        length = {"month": month_name(month), "year": year, "days": last}
        return Parsed(None, wrong("cell.date.no_day", raw, **length))
    return Parsed(date(year, month, day))


def _odd_year(raw: Raw, year: int) -> str:
    """Say that the year is out of reach."""
    return wrong("cell.date.odd_year", raw, year=year)


def _which_century(raw: Raw, digits: str) -> str:
    """Ask for all four digits of the year."""
    return wrong("cell.date.century", raw, digits=digits)


def _against_order(raw: Raw, order: DateOrder, month: int) -> str:
    """Say that a date contradicts the declared order; it is not swapped."""
    return wrong(f"cell.date.against_{order}", raw, month=month)


def _not_a_date(raw: Raw) -> str:
    """Say that nothing of this is a date."""
    return wrong("cell.date", raw)


def _why_not(text: str, raw: str) -> str:
    """Say why a text that is no date is none: no day, two dates, words around a date."""
    if (found := _NO_DAY.fullmatch(text)) and (not found[1] or found[1] in MONTHS):
        return wrong("cell.date.not_full", raw)
    inside = sum(1 for _ in _INSIDE.finditer(text))
    if inside > 1:
        return wrong("cell.date.two", raw)
    if inside == 1:
        return wrong("cell.date.beside", raw)
    return _not_a_date(raw)
