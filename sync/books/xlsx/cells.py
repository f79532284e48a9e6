"""Cells as bytes: how a value is written, and what a cell that stands says."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache, lru_cache

from sync.books.base import Value, column_letters
from sync.books.xlsx.xml import escape_text, set_attr, unescape_text

MAX_TEXT = 32_767
_ENTITY = re.compile(r"&(#x[0-9A-Fa-f]{1,6}|#[0-9]{1,7}|lt|gt|amp|quot|apos);")
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"', "apos": "'"}


@cache
def letter_bytes(column: int) -> bytes:
    """Give the letters of a column as they stand in a part."""
    return column_letters(column).encode()


def unescape(text: str) -> str:
    """Give the text that stands between tags."""

    def plain(found: re.Match[str]) -> str:
        word = found[1]
        if word[0] != "#":
            return _NAMED[word]
        code = int("0" + word[1:], 0) if word[1] == "x" else int(word[1:])
        return chr(code) if code < 0x110000 else "\ufffd"

    return _ENTITY.sub(plain, text) if "&" in text else text


@dataclass(frozen=True, slots=True)
class Words:
    """The patterns of one sheet, whose elements may carry a prefix."""

    prefix: bytes
    row: re.Pattern[bytes]
    row_close: bytes
    cell: re.Pattern[bytes]
    value: re.Pattern[bytes]
    text: re.Pattern[bytes]
    formula: re.Pattern[bytes]
    extension: re.Pattern[bytes]


@lru_cache(maxsize=64)
def words(prefix: bytes) -> Words:
    """Give the patterns for a prefix (with its colon, or empty)."""
    p = re.escape(prefix)
    return Words(
        prefix,
        re.compile(rb"<%srow(?=[\s/>])([^>]*)>" % p),
        b"</%srow" % prefix,
        re.compile(rb"<%sc(?=[\s/>])([^>]*?)(?:/>|>(.*?)</%sc\s*>)" % (p, p), re.DOTALL),
        re.compile(rb"<%sv(?:\s[^>]*)?>([^<]*)</%sv\s*>" % (p, p)),
        re.compile(rb"<%st(?:\s[^>]*)?>([^<]*)</%st\s*>" % (p, p)),
        re.compile(rb"<%sf(?=[\s/>])" % p),
        re.compile(rb"<%sextLst(?=[\s>]).*?</%sextLst\s*>" % (p, p), re.DOTALL),
    )


R = re.compile(rb"""(?:^|\s)r\s*=\s*["']\$?([A-Za-z]*)\$?([0-9]+)["']""")
S = re.compile(rb"""(?:^|\s)s\s*=\s*["']([0-9]+)["']""")
T = re.compile(rb"""(?:^|\s)t\s*=\s*["']([A-Za-z]+)["']""")
CUSTOM = re.compile(rb"""(?:^|\s)customFormat\s*=\s*["'](?:1|true)["']""")


@lru_cache(maxsize=65_536, typed=True)
def serial(value: date, *, from_1904: bool) -> float | int:
    """Give a date as the number that the workbook's calendar has for it."""
    start = datetime(1904, 1, 1) if from_1904 else datetime(1899, 12, 30)  # noqa: DTZ001
    if not isinstance(value, datetime):
        value = datetime(value.year, value.month, value.day)  # noqa: DTZ001
    days = (value.replace(tzinfo=None) - start) / timedelta(days=1)
    if not from_1904 and days < 61:
        days -= 1  # the calendar of 1900 has a 29 February that never was
    return int(days) if days == int(days) else days


def writable(value: Value, *, from_1904: bool) -> str | None:
    """Say why a value cannot stand in a cell, or None when it can."""
    if isinstance(value, str) and len(value) > MAX_TEXT:
        return "the text is longer than the 32,767 characters that a cell can hold"
    if isinstance(value, float) and not math.isfinite(value):
        return "the number is not finite"
    if isinstance(value, date) and serial(value, from_1904=from_1904) < 0:
        return "the date is before the first day of the workbook's calendar"
    return None


def cell_bytes(
    words_: Words, row: int, column: int, value: Value, style: int, *, from_1904: bool
) -> bytes:
    """Write a cell."""
    p = words_.prefix
    look = b' s="%d"' % style if style else b""
    start = b'<%sc r="%s%d"%s' % (p, letter_bytes(column), row, look)
    kind, content = content_bytes(p, value, from_1904=from_1904)
    if not content:
        return start + b"/>"
    return start + kind + b">" + content + b"</%sc>" % p


def formula_bytes(row: int, column: int, formula: str, result: str, style: int) -> bytes:
    """Write a cell with a formula that gives a text, and the text that it gives now."""
    look = b' s="%d"' % style if style else b""
    place = b"%s%d" % (letter_bytes(column), row)
    inside = escape_text(formula), escape_text(result)
    return b'<c r="%s"%s t="str"><f>%s</f><v>%s</v></c>' % (place, look, *inside)


@lru_cache(maxsize=65_536, typed=True)  # the same words and dates stand in row after row
def content_bytes(p: bytes, value: Value, *, from_1904: bool) -> tuple[bytes, bytes]:
    """Give the type attribute and the content of a cell for a value."""
    if value is None:
        return b"", b""
    if isinstance(value, bool):
        return b' t="b"', b"<%sv>%d</%sv>" % (p, value, p)
    if isinstance(value, date):
        value = serial(value, from_1904=from_1904)
    if isinstance(value, int | float):
        return b"", b"<%sv>%s</%sv>" % (p, number_bytes(value), p)
    text = escape_text(value)
    return (
        b' t="inlineStr"',
        b'<%sis><%st xml:space="preserve">%s</%st></%sis>' % (p, p, text, p, p),
    )


def number_bytes(value: float) -> bytes:
    """Write a number with all of its digits."""
    if value == int(value) and abs(value) < 1e15:
        value = int(value)
    return repr(value).encode()


def style_of(attrs: bytes) -> int | None:
    """Give the style that a cell or row names, or None."""
    found = S.search(attrs)
    return int(found[1]) if found else None


def with_style(raw: bytes, style: int | None) -> bytes:
    """Give a cell with another style; None takes the attribute off."""
    end = raw.index(b">") + 1
    return set_attr(raw[:end], "s", None if style is None else str(style)) + raw[end:]


def stored_text(words_: Words, raw: bytes) -> str:
    """Give the text of an inline string."""
    pieces = (found[1] for found in words_.text.finditer(raw))
    return unescape_text(unescape(b"".join(pieces).decode("utf-8", "replace")))
