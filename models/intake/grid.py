"""One sheet as intake sees it: rows of raw cells and merged areas, some columns not looked at."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

from models.cells import CellError, Raw, clean

MergedArea = tuple[int, int, int, int]
"""First row, first column, last row, last column; from 1, all borders included."""


@dataclass(slots=True)
class Grid:
    """One sheet. Row and column numbers are those on the screen, from 1.

    not_hers: columns that Rostercheck wrote, which are not looked at.
    """

    name: str
    rows: Sequence[Sequence[Raw]]
    merged: Sequence[MergedArea] = ()
    not_hers: Collection[int] = ()
    _width: int | None = field(default=None, repr=False)
    _covered: Mapping[tuple[int, int], tuple[int, int]] | None = field(default=None, repr=False)

    @property
    def width(self) -> int:
        """The number of columns."""
        if self._width is None:
            self._width = max(set(map(len, self.rows)), default=0)
        return self._width

    def at(self, row: int, column: int) -> Raw:
        """Give the cell as a person reads it: a covered cell shows what its merged area shows."""
        if column in self.not_hers:
            return None
        if self.merged:
            row, column = self._covers.get((row, column), (row, column))
        if not 1 <= row <= len(self.rows):
            return None
        cells = self.rows[row - 1]
        return cells[column - 1] if 1 <= column <= len(cells) else None

    def text(self, row: int, column: int) -> str:
        """Give a cell as clean text; "" for a blank, a number or an error."""
        raw = self.at(row, column)
        return clean(raw) if isinstance(raw, str) and not isinstance(raw, CellError) else ""

    def filled(self, row: int) -> list[int]:
        """Give the columns of a row in which something stands; a merged area counts once."""
        cells = self.rows[row - 1] if 1 <= row <= len(self.rows) else ()
        # As `is_blank` tells, without a call for each cell.
        filled = [
            column
            for column, raw in enumerate(cells, 1)
            if raw is not None and (raw.__class__ is not str or (raw and not raw.isspace()))
        ]
        if not self.not_hers:
            return filled
        return [column for column in filled if column not in self.not_hers]

    def across(self, row: int) -> list[MergedArea]:
        """Give the areas merged over several columns that begin in a row."""
        return [area for area in self.merged if area[0] == row and area[3] > area[1]]

    @property
    def _covers(self) -> Mapping[tuple[int, int], tuple[int, int]]:
        """For each covered cell, the first cell of its area."""
        if self._covered is None:
            self._covered = {
                (row, column): (top, left)
                for top, left, bottom, right in self.merged
                for row in range(top, min(bottom, len(self.rows)) + 1)
                for column in range(left, min(right, left + 1000) + 1)
            }
        return self._covered

    def down_merged(self, first_row: int) -> Mapping[tuple[int, int], tuple[int, int]]:
        """Give the covered cells, below a row, of areas that lie in one column."""
        return {
            cell: start
            for cell, start in self._covers.items()
            if cell[0] >= first_row and cell[1] == start[1] and cell != start
        }


def turned(rows: Sequence[Sequence[Raw]]) -> list[tuple[Raw, ...]]:
    """Give rows as columns; None where a row is shorter than others."""
    try:
        return [*zip(*rows, strict=True)]
    except ValueError:
        return [*zip_longest(*rows)]


def is_blank(raw: Raw) -> bool:
    """Whether nothing that a person could see stands in a cell."""
    if raw.__class__ is str:
        return not raw.strip()
    return raw is None
