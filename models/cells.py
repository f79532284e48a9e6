"""One raw cell -> text, date, hours, yes/no, count. Strict: what is not certain is never guessed.

A raw cell is what a spreadsheet reader hands over. Every parser returns a `Parsed`: a value, or a
problem in words, or neither (the cell is blank).
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Generic, NamedTuple, TypeAlias, TypeVar

T = TypeVar("T")


class CellError(str):
    """A spreadsheet error that stands in a cell, such as "#REF!" or "#N/A"."""

    __slots__ = ()


Raw: TypeAlias = bool | int | float | str | date | datetime | time | timedelta | CellError | None
"""What a reader hands over for one cell. None and "" are blank."""


class Parsed(NamedTuple, Generic[T]):
    """What a cell says: a value, or a problem (a sentence), or neither when the cell is blank."""

    value: T | None
    problem: str | None = None

    @property
    def blank(self) -> bool:
        """Whether nothing stands in the cell."""
        return self.value is None and self.problem is None
