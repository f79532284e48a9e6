"""Each distinct cell is parsed once: the same texts stand in a column over and over."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Generic, TypeVar

from models.cells.raw import Parsed, Raw

T = TypeVar("T")

MOST_ENTRIES = 100_000
"""At most so many cells are remembered (some 40 MB); further ones are parsed each time."""

LONGEST_KEY = 200
"""Longer texts are not remembered: they are notes, and hardly ever the same twice."""


class Memo(dict[Raw, Parsed[T]], Generic[T]):
    """A parser that remembers: `memo[cell]` equals `parse(cell)`, for every cell.

    Only blanks, texts, dates and numbers other than 0 and 1 are kept, because True == 1 == 1.0
    would be one key. An error is never the key of a text (see `CellError`).

    >>> from models.cells.hours import parse_hours
    >>> Memo(parse_hours)["1:30"].value
    1.5
    """

    __slots__ = ("_parse",)

    def __init__(self, parse: Callable[[Raw], Parsed[T]]) -> None:
        super().__init__()
        self._parse = parse

    def __missing__(self, raw: Raw) -> Parsed[T]:
        parsed = self._parse(raw)
        if len(self) < MOST_ENTRIES and is_key(raw):
            self[raw] = parsed
        return parsed

    def learn(self, known: Mapping[Raw, Parsed[T]]) -> None:
        """Remember what was parsed elsewhere, of cells that may be kept."""
        if len(self) + len(known) <= MOST_ENTRIES:
            self.update(known)


def is_key(raw: Raw) -> bool:
    """Whether no other kind of cell equals this one."""
    kind = raw.__class__
    if kind is str:
        return len(raw) <= LONGEST_KEY  # type: ignore[arg-type]
    if kind is int or kind is float:  # NaN is never found again, so it is left out
        return -1e15 < raw < 1e15 and raw not in (0, 1)  # type: ignore[operator]
    return raw is None or kind is date or (kind is datetime and raw.tzinfo is None)  # type: ignore[union-attr]
