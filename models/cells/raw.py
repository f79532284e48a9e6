"""What a spreadsheet reader hands over for one cell, what a parser gives back, and how to say it.

Every problem sentence starts with what stands in the cell, in quotes, and says what to type.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Generic, NamedTuple, TypeAlias, TypeVar

from models.cells.spaces import clean
from models.wording import worded

T = TypeVar("T")

_LOOKED_AT = 500
LONGEST_QUOTE = 60
"""At most so many characters of a cell are quoted in a sentence."""


class CellError(str):
    """A spreadsheet error that stands in a cell, such as "#REF!" or "#N/A".

    It equals no plain text, not even the same letters, so that a dict keyed by cells never mixes
    an error with somebody's words.
    """

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, CellError) and str.__eq__(self, other)

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return hash((CellError, str.__hash__(self)))

    def __repr__(self) -> str:
        return f"CellError({str.__repr__(self)})"


Raw: TypeAlias = bool | int | float | str | date | datetime | time | timedelta | CellError | None
"""What a reader hands over for one cell. None and "" are blank."""

UNCALCULATED = CellError("#UNCALCULATED")
"""Stands for a formula whose result the file does not hold."""


class Parsed(NamedTuple, Generic[T]):
    """What a cell says: a value, or a problem (a sentence), or neither when the cell is blank."""

    value: T | None
    problem: str | None = None

    @property
    def blank(self) -> bool:
        """Whether nothing stands in the cell."""
        return self.value is None and self.problem is None


def shown(raw: Raw) -> str:
    """Give a cell as a person would read it on the screen; dates as ISO, errors as they stand."""
    if raw is None:
        return ""
    if isinstance(raw, str):
        return str(raw)
    if isinstance(raw, bool):
        return "TRUE" if raw else "FALSE"
    if isinstance(raw, int | float):
        return _shown_number(raw)
    return _shown_moment(raw)


def _shown_number(raw: float) -> str:
    """Give a whole number without a point, others with the 15 digits that a spreadsheet keeps."""
    if isinstance(raw, int) and abs(raw) >= 10**15:
        return f"{raw:d}" if raw.bit_length() < 1000 else "a number without end"
    return str(int(raw)) if abs(raw) < 1e15 and raw == int(raw) else f"{raw:.15g}"


def _shown_moment(raw: date | time | timedelta) -> str:
    """Give a date as ISO, a time as 13:30, a length of time as 36:00; seconds only if there are."""
    if isinstance(raw, datetime):
        clock = _shown_moment(raw.time())
        return raw.date().isoformat() if clock == "0:00" else f"{raw.date().isoformat()} {clock}"
    if isinstance(raw, date):
        return raw.isoformat()
    if isinstance(raw, time):
        raw = timedelta(hours=raw.hour, minutes=raw.minute, seconds=raw.second)
    seconds = round(raw.total_seconds())
    minutes, rest = divmod(abs(seconds), 60)
    text = f"{minutes // 60}:{minutes % 60:02}" + (f":{rest:02}" if rest else "")
    return f"-{text}" if seconds < 0 else text


def quoted(raw: Raw) -> str:
    """Give a cell in quotes, on one line, shortened, as the start of a problem sentence."""
    text = "".join(c if c.isprintable() else "·" for c in clean(shown(raw)[:_LOOKED_AT]))
    if len(text) > LONGEST_QUOTE:
        text = text[: LONGEST_QUOTE - 1].rstrip() + "…"
    return f'"{text}"'


def error_problem(raw: CellError) -> str:
    """Say what to do about a spreadsheet error."""
    if raw == UNCALCULATED:
        return worded("cell.uncalculated")
    return wrong("cell.error", raw)


def wrong(key: str, raw: Raw, /, **facts: object) -> str:
    """Say what is wrong with a cell, and what to type: by the sentence `key`."""
    return worded(key, raw=quoted(raw), **facts)
