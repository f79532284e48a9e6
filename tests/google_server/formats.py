"""How a spreadsheet of a locale reads what is typed, and shows what stands in a cell."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import Any

EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 - serials have no time zone
_DECIMAL_COMMA = {"de", "fr", "es", "it", "nl", "pt", "pl", "ru", "tr", "sv", "da", "fi", "nb"}
_MONTH_FIRST = {"en_US", ""}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAMES = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


def decimal_comma(locale: str) -> bool:
    """Whether numbers of the locale have a comma before the fraction."""
    return locale.partition("_")[0] in _DECIMAL_COMMA


def month_first(locale: str) -> bool:
    """Whether 3/4/25 is 4 March."""
    return locale in _MONTH_FIRST


def serial(moment: date | datetime) -> float | int:
    """Days since 1899-12-30."""
    if not isinstance(moment, datetime):
        moment = datetime(moment.year, moment.month, moment.day)  # noqa: DTZ001
    days = (moment - EPOCH) / timedelta(days=1)
    return int(days) if days == int(days) else days


def entered(text: str, locale: str) -> tuple[dict[str, Any], dict[str, Any] | None]:
    """Read a text as if somebody typed it: an ExtendedValue, and the number format it brings."""
    if text.startswith("'"):
        return {"stringValue": text[1:]}, None
    if text.startswith("=") and len(text) > 1:
        return {"formulaValue": text}, None
    plain = text.strip()
    if plain.upper() in {"TRUE", "FALSE"}:
        return {"boolValue": plain.upper() == "TRUE"}, None
    number = _number(plain, locale)
    if number is not None:
        return {"numberValue": number[0]}, number[1]
    day = _day(plain, locale)
    if day is not None:
        pattern = {"type": "DATE", "pattern": _short(locale)}
        return {"numberValue": serial(day)}, pattern
    return {"stringValue": text}, None


def _number(text: str, locale: str) -> tuple[float | int, dict[str, Any] | None] | None:
    point, group = (",", ".") if decimal_comma(locale) else (".", ",")
    percent = text.endswith("%")
    body = text.removesuffix("%").strip()
    found = re.fullmatch(
        rf"[+-]?(\d+|\d{{1,3}}(?:{re.escape(group)}\d{{3}})+)(?:{re.escape(point)}(\d*))?([eE][+-]?\d+)?",
        body,
    )
    if found is None:
        return None
    value = float(body.replace(group, "").replace(point, "."))
    if percent:
        return value / 100, {"type": "PERCENT", "pattern": "0.00%" if found[2] else "0%"}
    plain: float | int = int(value) if value == int(value) and abs(value) < 1e15 else value
    if group in body:
        return plain, {"type": "NUMBER", "pattern": "#,##0.00" if found[2] else "#,##0"}
    return plain, None


def _day(text: str, locale: str) -> date | None:
    iso = re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", text)
    if iso:
        return _date(int(iso[1]), int(iso[2]), int(iso[3]))
    parts = re.fullmatch(r"(\d{1,2})([/.\-])(\d{1,2})\2(\d{2}|\d{4})", text)
    if parts:
        year = int(parts[4]) + (2000 if len(parts[4]) == 2 else 0)
        first, second = int(parts[1]), int(parts[3])
        month, day = (first, second) if month_first(locale) else (second, first)
        return _date(year, month, day)
    named = re.fullmatch(r"([A-Za-z]{3,9})\.? (\d{1,2}),? (\d{4})", text)
    if named and named[1][:3].lower() in _MONTHS:
        return _date(int(named[3]), _MONTHS.index(named[1][:3].lower()) + 1, int(named[2]))
    return None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _short(locale: str) -> str:
    if month_first(locale):
        return "M/d/yyyy"
    return "dd.MM.yyyy" if decimal_comma(locale) else "dd/MM/yyyy"


def formatted(value: dict[str, Any], form: dict[str, Any] | None, locale: str) -> str:
    """Give what a person sees in a cell."""
    if "stringValue" in value:
        return str(value["stringValue"])
    if "boolValue" in value:
        return "TRUE" if value["boolValue"] else "FALSE"
    if "errorValue" in value:
        return _ERRORS.get(value["errorValue"]["type"], "#ERROR!")
    number = value["numberValue"]
    kind = (form or {}).get("type", "")
    if kind in {"DATE", "DATE_TIME", "TIME"}:
        return _moment(number, (form or {}).get("pattern") or _short(locale))
    text = _fixed(number, (form or {}).get("pattern", ""), kind)
    return text.translate(str.maketrans(".,", ",.")) if decimal_comma(locale) else text


_ERRORS = {
    "ERROR": "#ERROR!", "NULL_VALUE": "#NULL!", "DIVIDE_BY_ZERO": "#DIV/0!", "VALUE": "#VALUE!",
    "REF": "#REF!", "NAME": "#NAME?", "NUM": "#NUM!", "N_A": "#N/A", "LOADING": "Loading...",
}  # fmt: skip


def _fixed(number: float, pattern: str, kind: str) -> str:
    if kind == "PERCENT" or pattern.endswith("%"):
        places = len(pattern.partition(".")[2].rstrip("%")) if pattern else 2
        return f"{number * 100:.{places}f}%"
    if kind == "TEXT" or not pattern or pattern == "General":
        return str(int(number)) if number == int(number) else f"{number:.10g}"
    places = sum(1 for c in pattern.partition(".")[2] if c in "0#")
    text = f"{number:,.{places}f}" if "," in pattern else f"{number:.{places}f}"
    optional = pattern.partition(".")[2].count("#")
    while optional and text.endswith("0"):
        text, optional = text[:-1], optional - 1
    return text.removesuffix(".")


def _moment(number: float, pattern: str) -> str:
    moment = EPOCH + timedelta(days=number)
    parts = {
        "yyyy": f"{moment.year:04}", "yy": f"{moment.year % 100:02}",
        "mmmm": _NAMES[moment.month - 1], "mmm": _NAMES[moment.month - 1][:3],
        "dd": f"{moment.day:02}", "d": str(moment.day),
        "hh": f"{moment.hour:02}", "h": str(moment.hour), "ss": f"{moment.second:02}",
    }  # fmt: skip
    text, at, clock, out = pattern.lower(), 0, False, ""
    while at < len(text):
        key = next((k for k in parts if text.startswith(k, at)), None)
        if key is None and text.startswith("m", at):
            key = "mm" if text.startswith("mm", at) else "m"
            value = moment.minute if clock else moment.month
            out += f"{value:02}" if key == "mm" else str(value)
        elif key is not None:
            clock = clock or key.startswith("h")
            out += parts[key]
        else:
            key = text[at]
            out += key
        at += len(key)
    return out
