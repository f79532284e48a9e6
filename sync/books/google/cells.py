"""A cell as the API tells it -> a raw cell; and back. Colours, dates by serial, errors."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from models.cells import CellError, Raw
from models.cells.raw import UNCALCULATED
from sync.books.base import Value

Json = dict[str, Any]
EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 - a serial has no time zone
_LAST_DAY = 2_958_465
"""31 December 9999; serials beyond are numbers that somebody gave a date format."""
_ERRORS = {
    "NULL_VALUE": "#NULL!", "DIVIDE_BY_ZERO": "#DIV/0!", "VALUE": "#VALUE!", "REF": "#REF!",
    "NAME": "#NAME?", "NUM": "#NUM!", "N_A": "#N/A",
}  # fmt: skip


def raw(cell: Mapping[str, Any]) -> Raw:
    """Give what stands in a cell: its effective value, a number with a date format as a date."""
    value = cell.get("effectiveValue")
    if not value:
        return None
    if "stringValue" in value:
        return str(value["stringValue"])
    if "boolValue" in value:
        return bool(value["boolValue"])
    if "errorValue" in value:
        kind = value["errorValue"].get("type", "ERROR")
        return UNCALCULATED if kind == "LOADING" else CellError(_ERRORS.get(kind, "#ERROR!"))
    number = value.get("numberValue")
    if number is None:
        return None
    return _number(number, number_format(cell))


def number_format(cell: Mapping[str, Any]) -> Mapping[str, str]:
    """Give the number format: what was chosen, else what the value brings along."""
    for name in ("userEnteredFormat", "effectiveFormat"):
        form = cell.get(name, {}).get("numberFormat")
        if form:
            return dict(form)
    return {}


def _number(number: float, form: Mapping[str, str]) -> Raw:
    kind, pattern = form.get("type", ""), form.get("pattern", "")
    if kind == "TIME" and "[" in pattern:
        return timedelta(days=number)
    if kind in {"DATE", "DATE_TIME", "TIME"} and 0 <= number <= _LAST_DAY:
        return _moment(number, kind)
    return int(number) if number == int(number) and abs(number) < 1e15 else float(number)


def _moment(number: float, kind: str) -> date | datetime | time:
    moment = EPOCH + timedelta(seconds=round(number * 86_400))
    if kind == "TIME" and number < 1:
        return moment.time()
    return moment if moment.time() != time() else moment.date()


def entered(value: Value) -> Json | None:
    """Give a value as the API takes it; a date as its serial."""
    if value is None or value == "":
        return None
    if isinstance(value, bool):
        return {"boolValue": value}
    if isinstance(value, int | float):
        return {"numberValue": value}
    if isinstance(value, date):
        return {"numberValue": serial(value)}
    return {"stringValue": str(value)}


def serial(day: date) -> int:
    """Give the days since 30 December 1899."""
    return (date(day.year, day.month, day.day) - EPOCH.date()).days


def style_of(rgb: str) -> Json:
    """Give a colour "RRGGBB" as the API has it, zeros left out.

    >>> style_of("FF0000")
    {'rgbColor': {'red': 1}}
    """
    names = ("red", "green", "blue")
    steps = [int(rgb[at : at + 2], 16) for at in (0, 2, 4)]
    found = {n: 1 if s == 255 else s / 255 for n, s in zip(names, steps, strict=True) if s}
    return {"rgbColor": found}


def rgb_of(style: Mapping[str, Any] | None) -> str:
    """Give "RRGGBB" for a plain colour, "" for none or a colour of the theme."""
    if not style or "rgbColor" not in style:
        return ""
    rgb = style["rgbColor"]
    return "".join(f"{round(rgb.get(n, 0) * 255):02X}" for n in ("red", "green", "blue"))
