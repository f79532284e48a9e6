"""What a row below a header is: a person, a heading, a total, a note, the header again, nothing.

A row is taken for something else than a person only on a sign that a person would see too, and
every such row is said aloud.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import StrEnum
from functools import lru_cache
from string import ascii_letters, digits
from typing import Any

from models.cells import clean, fold_accents
from models.intake.grid import Grid, is_blank, turned
from models.intake.plainrows import FEWEST, TOTAL, is_total, to_look_at
from models.records import Table

_NOTE = re.compile(
    r"^(?:note|notes|key|legend|source|updated|last updated|as of|prepared|printed)\b"
)
FEW = 50
"""Fewer rows are looked at one by one, which is quicker for a formula of one row."""
LONGEST_NAME = 60
"""A single text longer than this is a note, not a name."""


class RowKind(StrEnum):
    """What a row is."""

    PERSON = "person"
    BLANK = "blank row"
    HEADING = "heading"
    TOTAL = "total"
    NOTE = "note"
    HEADER = "header again"


class RowReader:
    """Tells the rows of one table apart.

    is_heading: whether a single text, such as "Level III", names a group of people. columns: those
    of the rows that were looked at by columns; None: none were.
    """

    def __init__(self, grid: Grid, table: Table, is_heading: Callable[[str], bool]) -> None:
        self._grid = grid
        self._columns = frozenset(table.columns.values())
        who = ("name", "last_name", "first_name", "person_id", "email", "who")
        self._who = frozenset(table.columns[key] for key in who if key in table.columns)
        self._header, firsts = _header(grid, table.header_row)
        self._picked, self._firsts = bool(grid.not_hers), firsts
        hers: Sequence[int] = range(grid.width)
        if self._picked:
            hers = [at for at in hers if at + 1 not in grid.not_hers]
            self._firsts = [firsts[at] for at in hers]
        self._looked_at = hers
        self._who_at = [hers.index(n - 1) for n in sorted(self._who) if n - 1 in hers]
        self._is_heading = is_heading
        self.columns: Sequence[Sequence[Any]] | None = None

    def kind(self, row: int) -> RowKind:
        """Tell what a row is."""
        return RowKind.PERSON if self._is_plain(row) else self._kind(row)

    def others(self, first: int) -> Iterator[tuple[int, RowKind]]:
        """Give the rows, from one row on, that are not a person's, and what each of them is."""
        rows = self._grid.rows[first - 1 :]
        for place in self._to_look_at(rows):
            kind = self.kind(first + place)
            if kind is not RowKind.PERSON:
                yield first + place, kind

    def _to_look_at(self, rows: Sequence[Sequence[Any]]) -> Sequence[int]:
        """Give the places of rows of which their columns do not tell that they are a person's."""
        if len(rows) < FEW or self._grid.merged:
            return range(len(rows))
        columns = self.columns = turned(rows)
        hers = [at for at in self._looked_at if at < len(columns)]
        headers = [self._header.get(at + 1, "") for at in hers]
        who = [place for place in self._who_at if place < len(hers)]
        if not who or len(hers) < FEWEST:
            return range(len(rows))
        return sorted(to_look_at([columns[at] for at in hers], headers, who))

    def _is_plain(self, row: int) -> bool:
        """Whether a row is plainly a person's, as most are: one look at each cell tells.

        Somebody is named, the first text is no total, and too few cells begin as the header above
        them for the header to stand here again.
        """
        cells, filled, alike = self._hers(row), 0, 0
        for raw, may_say in zip(cells, self._firsts, strict=False):
            if raw.__class__ is str:
                if not raw:
                    continue
                like = may_say.get(raw[0])
                if like is None:
                    return False
                alike += like
            elif raw is None:
                continue
            filled += 1
        if filled < 3 or (alike >= 2 and 2 * alike >= filled) or not any(cells):
            return False
        first = cells[0] or next(raw for raw in cells if raw)
        if first.__class__ is not str or is_total(first):
            return False
        return any([cells[at] for at in self._who_at if at < len(cells)])  # noqa: C419 - quicker

    def _hers(self, row: int) -> Sequence[Any]:
        """Give the cells of a row but for those that are not hers."""
        cells = self._grid.rows[row - 1]
        return [cells[at] for at in self._looked_at if at < len(cells)] if self._picked else cells

    def _kind(self, row: int) -> RowKind:
        """Tell what any row is."""
        filled = self._grid.filled(row)
        if not filled:
            return RowKind.BLANK
        if len(filled) >= 3 and self._names_somebody(row, filled):
            return RowKind.HEADER if self._is_header(row, filled) else RowKind.PERSON
        return self._odd(row, filled)

    def _names_somebody(self, row: int, filled: Sequence[int]) -> bool:
        """Whether a name, an id or an e-mail stands there, and the row is not a total."""
        if self._who.isdisjoint(filled):
            return False
        return not TOTAL.match(self._first(row, filled))

    def _odd(self, row: int, filled: Sequence[int]) -> RowKind:
        """Tell what a row with few cells, or without a name, is."""
        first = self._first(row, filled)
        if TOTAL.match(first) or self._only_numbers(row, filled):
            return RowKind.TOTAL
        if len(filled) == 1:
            return self._single(row, filled[0], first)
        if not self._columns.intersection(filled) or _NOTE.match(first):
            return RowKind.NOTE
        return RowKind.HEADER if self._is_header(row, filled) else RowKind.PERSON

    def _single(self, row: int, column: int, text: str) -> RowKind:
        """Tell what a text that stands alone in its row is."""
        raw = self._grid.at(row, column)
        is_note = len(text) > LONGEST_NAME or text[:1].isdigit() or _NOTE.match(text)
        if column not in self._columns or is_note:
            return RowKind.NOTE if not self._is_heading(str(raw)) else RowKind.HEADING
        across = any(area[1] <= column <= area[3] for area in self._grid.across(row))
        alone = not self._grid.filled(row - 1)
        if across or alone or str(raw).rstrip().endswith(":") or self._is_heading(str(raw)):
            return RowKind.HEADING
        return RowKind.PERSON

    def _first(self, row: int, filled: Sequence[int]) -> str:
        raw = self._grid.at(row, filled[0])
        if not isinstance(raw, str):
            return ""
        # One word of plain letters and digits, such as an id, needs no folding but of its case.
        return raw.lower() if raw.isascii() and raw.isalnum() else fold_accents(raw)

    def _only_numbers(self, row: int, filled: Sequence[int]) -> bool:
        """Whether nothing but numbers stands there, none of them in a column that names people."""
        cells = [self._grid.at(row, column) for column in filled]
        numbers = all(isinstance(raw, int | float) and not isinstance(raw, bool) for raw in cells)
        return numbers and not any(column in self._who for column in filled)

    def _is_header(self, row: int, filled: Sequence[int]) -> bool:
        """Whether the header row is repeated here, as for printing."""
        cells = self._grid.rows[row - 1]
        alike = sum(self._repeats(cells[column - 1], column) for column in filled)
        return alike >= 2 and len(filled) - alike < (len(filled) + 1) // 2

    def _repeats(self, raw: Any, column: int) -> bool:
        """Whether a text says what the header above it says (which is folded already)."""
        header = self._header.get(column)
        return bool(header) and raw.__class__ is str and fold_accents(raw) == header


@lru_cache(maxsize=64)
def _firsts(first: str) -> Mapping[str, bool]:
    """Say of each plain letter and digit whether a text with it may say what a header says.

    first: the first letter of the header, folded. Folding, which takes long, changes no plain
    first letter, but for its case.
    """
    return {letter: letter.lower() == first for letter in ascii_letters + digits}


def _header(grid: Grid, row: int) -> tuple[Mapping[int, str], Sequence[Mapping[str, bool]]]:
    """Give what `_headline` gives of a header row, without what is not hers."""
    cells = grid.rows[row - 1] if 1 <= row <= len(grid.rows) else ()
    if grid.merged or grid.not_hers:
        filled = {*grid.filled(row)}
        columns = range(1, len(cells) + 1)
        cells = [grid.at(row, column) if column in filled else None for column in columns]
    return _headline(tuple(cells), grid.width)


@lru_cache(maxsize=32)  # a formula sees the same ones over and over
def _headline(
    cells: tuple[Any, ...], width: int
) -> tuple[Mapping[int, str], Sequence[Mapping[str, bool]]]:
    """Give the texts of a header row by column, folded; and for each column its `_firsts`."""
    texts = {
        column: fold_accents(raw)
        for column, raw in enumerate(cells, 1)
        if raw.__class__ is str and not is_blank(raw)
    }
    return texts, [_firsts(texts.get(column, "")[:1]) for column in range(1, width + 1)]


def row_text(grid: Grid, row: int) -> str:
    """Give the first text of a row, to name it in a sentence."""
    cells = (grid.at(row, column) for column in grid.filled(row))
    return next((clean(str(raw))[:LONGEST_NAME] for raw in cells if not is_blank(raw)), "")
