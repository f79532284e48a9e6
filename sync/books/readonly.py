"""Books that are read but not written: .ods, .xls and .xlsb.

An error in an .xls or .xlsb file reads as a blank cell: calamine does not tell it.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from pathlib import Path

from models.cells import Raw
from sync.books.base import (
    Abilities,
    Applied,
    Area,
    BookSnapshot,
    CellRef,
    Edit,
    SheetSnapshot,
)
from sync.books.calamine import read_sheets, refuse_far_cells
from sync.books.ods import DAMAGED, OdsSheet, read_facts
from sync.books.xlsb import last_cells
from sync.errors import BookNotWritable, BookUnreadable

_MOST_BYTES = 1 << 30  # inflated, all parts together
_MOST_PARTS = 10_000
_RATIO, _RATIO_FLOOR = 400, 64 << 20  # plain XML rarely packs better than 1:60
_LENGTH = re.compile(r"(-?)PT([0-9]{1,9})H([0-9]{1,2})M([0-9]{1,2})(?:[.,]([0-9]{1,9}))?S")


class ReadOnlyBook:
    """An .ods, .xls or .xlsb file."""

    def __init__(self, path: str | Path) -> None:
        self._path = Path(path)

    @property
    def location(self) -> str:
        """The path, as it was given."""
        return str(self._path)

    @property
    def abilities(self) -> Abilities:
        """Nothing is written; `why_not` says what to do."""
        return Abilities(
            values=False, notes=False, fills=False, sheets=False, why_not=self._why_not()
        )

    def _why_not(self) -> str:
        """Say why nothing is written, and what to do."""
        kind = self._path.suffix.lower() or "these"
        return (
            f"{self._path} is read but not marked: {kind} files cannot be changed without loss. "
            "Save it as .xlsx (Excel workbook) and check that file."
        )

    def read(self) -> BookSnapshot:
        """Read all sheets. Raises `BookNotFound`, `BookProtected` or `BookUnreadable`."""
        kind = self._path.suffix.lower() if zipfile.is_zipfile(self._path) else ""
        if kind:
            _check_package(self._path)
        if kind == ".xlsb":
            for sheet, row, column in last_cells(self._path):
                refuse_far_cells(sheet, row, column)
        read = _read_ods if kind == ".ods" else read_sheets
        return BookSnapshot(self.location, list(read(self._path)))

    def looks(self, refs: Iterable[CellRef]) -> Mapping[CellRef, str]:
        """Give nothing: no fill is ever put, so none has to be restored."""
        return dict.fromkeys(refs, "")

    def apply(
        self,
        edits: Sequence[Edit],
        *,
        out: str | None = None,
        backup: bool = False,  # noqa: ARG002  the protocol has it
    ) -> Applied:
        """Raise `BookNotWritable`, unless there is nothing to do."""
        if edits or out is not None:
            raise BookNotWritable(self._why_not())
        return Applied(self.location, 0)


def _check_package(path: Path) -> None:
    """Refuse a package that unpacks to far more than a roster, or whose parts are damaged."""
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
            total = sum(part.file_size for part in parts)
            packed = max(path.stat().st_size, 1)
            bomb = total > _RATIO_FLOOR and total > _RATIO * packed
            if len(parts) > _MOST_PARTS or total > _MOST_BYTES or bomb:
                raise BookUnreadable(f"{path} unpacks to far more than a spreadsheet can hold.")
            for part in parts:  # a part that is longer than it says it is fails its checksum
                with archive.open(part) as file:
                    while file.read(1 << 20):
                        pass
    except DAMAGED as error:
        raise BookUnreadable(
            f"{path} is damaged. Open it in your spreadsheet program and save it again as .xlsx."
        ) from error


def _read_ods(path: Path) -> Iterator[SheetSnapshot]:
    """Read an .ods file, and lay over it what calamine does not tell."""
    facts = {sheet.name: sheet for sheet in read_facts(path) if not sheet.external}
    for name, known in facts.items():
        refuse_far_cells(name, known.last_row, known.last_column)
    for sheet in read_sheets(path):
        if fact := facts.get(sheet.name):
            yield _overlay(sheet, fact)


def _overlay(sheet: SheetSnapshot, fact: OdsSheet) -> SheetSnapshot:
    """Put errors, lengths of time, merged areas, formulas and protection on a sheet."""
    rows = [[_length(cell) for cell in row] for row in sheet.rows]
    for area, error in fact.errors:
        for row, column in _cells(area):
            _grow(rows, row, column)
            rows[row - 1][column - 1] = error
    sheet.rows = rows
    sheet.merged = fact.merged
    sheet.formulas = frozenset(cell for area in fact.formulas for cell in _cells(area))
    sheet.protected = fact.protected
    return sheet


def _length(cell: Raw) -> Raw:
    """Make a length of time of "PT36H00M00S", which calamine leaves as text above a day."""
    if not isinstance(cell, str) or not (found := cell[-1:] == "S" and _LENGTH.fullmatch(cell)):
        return cell
    hours, minutes, seconds = (int(found[i]) for i in (2, 3, 4))
    length = timedelta(hours=hours, minutes=minutes, seconds=seconds)
    return -length if found[1] else length


def _cells(area: Area) -> Iterator[tuple[int, int]]:
    """Give every cell of an area as (row, column)."""
    for row in range(area.first_row, area.last_row + 1):
        for column in range(area.first_column, area.last_column + 1):
            yield row, column


def _grow(rows: list[list[Raw]], row: int, column: int) -> None:
    """Make room for a cell: calamine cuts off what is blank at the ends."""
    while len(rows) < row:
        rows.append([])
    rows[row - 1].extend([""] * (column - len(rows[row - 1])))
