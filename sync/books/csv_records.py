"""The records of a CSV text: where each starts and ends, its fields as they stand, its edits.

Our fields stand at the end of a record, right of everything of hers. Where a record is too short,
the gap is filled with `PAD`, a quoted space: hers never end with one (such a record is refused), so
that taking our fields off again leaves exactly the bytes that were there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import Final

PAD: Final = '" "'
DELIMITERS: Final = (",", ";", "\t")
_SAMPLE = 500  # records that are looked at to find the delimiter
_SEPARATOR_LINE = re.compile(r"sep=([,;\t])(?:\r\n|\r|\n|\Z)", re.IGNORECASE)
_RUNS = "=+-@\t\r＝＋－＠"  # a cell that starts so is run as a formula
_SAFE = re.compile(rf"\A'(?=[{re.escape(_RUNS)}])")
_QUOTED = re.compile(r'"((?:[^"]++|"")*+)"?(.*)', re.DOTALL)
_OPEN = re.compile(r'"(?:[^"]++|"")*+')


@dataclass(frozen=True, slots=True)
class Record:
    """One record: `text[start:end]` without its line end, which stands at `text[end:next]`."""

    start: int
    end: int
    next: int


@dataclass(frozen=True, slots=True)
class Dialect:
    """How fields are set apart; the records start at `start`, after a line such as "sep=;"."""

    delimiter: str
    start: int = 0


@cache
def _field(delimiter: str) -> re.Pattern[str]:
    """One field: quoted (with whatever stands after the closing quote), or plain."""
    plain = rf"[^{delimiter}\r\n]*+"
    return re.compile(rf'"(?:[^"]++|"")*+"?+{plain}|{plain}')


@cache
def _record(delimiter: str) -> re.Pattern[str]:
    """One record and its line end."""
    field = _field(delimiter).pattern
    return re.compile(rf"((?>{field})(?:{delimiter}(?>{field}))*+)(?:\r\n|\r|\n|\Z)")


def find_dialect(text: str) -> Dialect:
    """Find the delimiter: the one that splits most records; of two such, the one met first."""
    if told := _SEPARATOR_LINE.match(text):
        return Dialect(told[1], told.end())
    return Dialect(max(DELIMITERS, key=lambda delimiter: _splits(text, delimiter)))


def _splits(text: str, delimiter: str) -> tuple[float, int]:
    """Give the share of records that are split, and how soon the first of them is (negative)."""
    filled = split = first = 0
    for record in islice(records(text, Dialect(delimiter)), _SAMPLE):
        body = text[record.start : record.end]
        ends = _field(delimiter).match(body)
        filled += bool(body)
        if ends and ends.end() < len(body):
            split += 1
            first = first or -1 - ends.end()
    return (split / filled if filled else 0.0), first


def records(text: str, dialect: Dialect) -> Iterator[Record]:
    """Give the records in order; a blank line is a record, the end of the last line is none."""
    match = _record(dialect.delimiter).match
    at = dialect.start
    while at < len(text) and (found := match(text, at)):
        yield Record(at, found.end(1), found.end())
        at = found.end()


def raw_fields(record: str, delimiter: str) -> list[str]:
    """Give the fields of a record as they stand, quotes and all."""
    if '"' not in record:
        return record.split(delimiter)
    match = _field(delimiter).match
    fields, at = [], 0
    while found := match(record, at):
        fields.append(found[0])
        at = found.end() + 1
        if at > len(record):
            break
    return fields


def value_of(raw: str) -> str:
    """Give what a field says; our pad says nothing, and our apostrophe before "=" is off."""
    if raw == PAD:
        return ""
    if raw.startswith('"'):
        raw = _unquoted(raw)
    return _SAFE.sub("", raw, count=1) if raw.startswith("'") else raw


def _unquoted(raw: str) -> str:
    """Take the quotes off; what stands after the closing quote belongs to the field."""
    parts = _QUOTED.fullmatch(raw)
    return parts[1].replace('""', '"') + parts[2] if parts else raw


def safe(text: str) -> str:
    """Put an apostrophe before text that a spreadsheet would run as a formula."""
    return "'" + text if text and text[0] in _RUNS else text


def written(text: str, delimiter: str, *, quote: bool) -> str:
    """Give a field that says `text`, quoted where it must be."""
    must = quote or any(char in text for char in (delimiter, '"', "\r", "\n"))
    if must or text != text.strip():
        return '"' + text.replace('"', '""') + '"'
    return text


def edited(fields: list[str], values: Mapping[int, str | None]) -> list[str] | None:
    """Put written fields at columns (from 1) or take them off (None); None: cannot be done.

    A record that ends with a `PAD` of hers, or in an open quote, cannot take fields: they could not
    be taken off again.
    """
    new = list(fields)
    grows = any(value is not None and column > len(fields) for column, value in values.items())
    if grows and (fields[-1] == PAD or _OPEN.fullmatch(fields[-1])):
        return None
    for column, value in sorted(values.items()):
        if value is not None:
            new.extend([PAD] * (column - len(new)))
            new[column - 1] = value
        elif column <= len(new) and value_of(new[column - 1]):
            new[column - 1] = PAD
    while new != fields and len(new) > 1 and new[-1] == PAD:
        new.pop()
    return new
