"""A workbook in memory, for tests and demos: the full protocol, and no file.

>>> book = MemoryBook({"Members": [["Name", "Hours"], ["Ann", "15 hrs"]]})
>>> book.read().sheets[0].rows[1]
['Ann', '15 hrs']
"""

from __future__ import annotations

import copy
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from models.cells import Raw
from sync.books.base import (
    Abilities,
    Applied,
    Area,
    BookSnapshot,
    CellRef,
    DropSheet,
    Edit,
    Format,
    OwnSheet,
    PutSheet,
    Refused,
    RestoreLook,
    SetColumnWidth,
    SetFill,
    SetNote,
    SetValue,
    SheetSnapshot,
    Visibility,
)
from sync.errors import BookInUse

_At: TypeAlias = tuple[int, int]


@dataclass(slots=True)
class MemorySheet:
    """One sheet; cells are (row, column) from 1. `own` is what `PutSheet` put, if it is ours."""

    name: str
    rows: list[list[Raw]] = field(default_factory=list)
    notes: dict[_At, str] = field(default_factory=dict)
    fills: dict[_At, str] = field(default_factory=dict)
    formats: dict[_At, Format] = field(default_factory=dict)
    widths: dict[int, float] = field(default_factory=dict)
    merged: list[Area] = field(default_factory=list)
    threaded: set[_At] = field(default_factory=set)
    formulas: set[_At] = field(default_factory=set)
    visibility: Visibility = Visibility.VISIBLE
    protected: bool = False
    own: OwnSheet | None = None

    def value(self, row: int, column: int) -> Raw:
        """Give what stands in a cell; None where the sheet does not reach."""
        cells = self.rows[row - 1] if row <= len(self.rows) else []
        return cells[column - 1] if column <= len(cells) else None

    def put(self, row: int, column: int, value: Raw) -> None:
        """Put a value; None takes it off, and with it the room that was made for it."""
        while len(self.rows) < row:
            self.rows.append([])
        cells = self.rows[row - 1]
        cells.extend([None] * (column - len(cells)))
        cells[column - 1] = value
        while cells and cells[-1] is None:
            cells.pop()
        while self.rows and not self.rows[-1]:
            self.rows.pop()

    def covered(self, row: int, column: int) -> bool:
        """Whether a merged area hides the cell."""
        return any(
            area.first_row <= row <= area.last_row
            and area.first_column <= column <= area.last_column
            and (row, column) != (area.first_row, area.first_column)
            for area in self.merged
        )

    def snapshot(self) -> SheetSnapshot:
        """Give the sheet as it stands now; later changes do not reach it."""
        return SheetSnapshot(
            name=self.name,
            rows=[list(row) for row in self.rows],
            notes=dict(self.notes),
            threaded=frozenset(self.threaded),
            merged=list(self.merged),
            formulas=frozenset(self.formulas),
            visibility=self.visibility,
            protected=self.protected,
        )


class MemoryBook:
    """A workbook in memory. `sheets` may be looked at and changed freely before it is read.

    `type_in` is a person at work: after it, edits that rest on an older `read` are turned down.
    `copies` holds what `apply(..., out=...)` made, by name.
    """

    def __init__(
        self, sheets: Mapping[str, Sequence[Sequence[Raw]]], *, location: str = "memory"
    ) -> None:
        self.sheets = {
            name: MemorySheet(name, [list(row) for row in rows]) for name, rows in sheets.items()
        }
        self.copies: dict[str, MemoryBook] = {}
        self._location = location
        self._changes = 0
        self._seen: int | None = None

    @property
    def location(self) -> str:
        """The name that the book was given."""
        return self._location

    @property
    def abilities(self) -> Abilities:
        """Everything."""
        return Abilities()

    def type_in(self, ref: CellRef, value: Raw) -> None:
        """Change a cell as a person does."""
        self.sheets[ref.sheet].put(ref.row, ref.column, value)
        self._changes += 1

    def read(self) -> BookSnapshot:
        """Give all sheets as they stand now."""
        self._seen = self._changes
        return BookSnapshot(self._location, [sheet.snapshot() for sheet in self.sheets.values()])

    def looks(self, refs: Iterable[CellRef]) -> Mapping[CellRef, str]:
        """Give the fill of cells, "" for none."""
        return {
            ref: self.sheets[ref.sheet].fills.get((ref.row, ref.column), "")
            for ref in refs
            if ref.sheet in self.sheets
        }

    def apply(
        self,
        edits: Sequence[Edit],
        *,
        out: str | None = None,
        backup: bool = False,
    ) -> Applied:
        """Apply edits here or to a copy. Raises `BookInUse` if somebody typed since `read`."""
        if self._seen is not None and self._seen != self._changes:
            raise BookInUse(f"{self._location} changed while it was checked. Run the check again.")
        if backup and edits:
            self._copy(f"{self._location} (backup)")
        target = self if out is None else self._copy(out)
        refused = [Refused(edit, why) for edit in edits if (why := _apply(target.sheets, edit))]
        return Applied(target.location, len(edits) - len(refused), refused)

    def _copy(self, name: str) -> MemoryBook:
        """Make a book of its own with the same sheets, kept among the copies."""
        book = self.copies[name] = MemoryBook({}, location=name)
        book.sheets = copy.deepcopy(self.sheets)
        return book


def _apply(sheets: dict[str, MemorySheet], edit: Edit) -> str | None:
    """Make one edit; give the reason, a sentence, if it cannot be made."""
    if isinstance(edit, PutSheet):
        return _put_sheet(sheets, edit.sheet)
    if isinstance(edit, DropSheet):
        return None if sheets.pop(edit.name, None) else f'There is no sheet "{edit.name}".'
    name = edit.sheet if isinstance(edit, SetColumnWidth) else edit.ref.sheet
    sheet = sheets.get(name)
    if sheet is None:
        return f'There is no sheet "{name}".'
    if sheet.protected:
        return f'The sheet "{name}" is protected. Take the protection off to have it marked.'
    if isinstance(edit, SetColumnWidth):
        _set_width(sheet, edit)
        return None
    why = _refusal(sheet, edit)
    if why is None:
        _change(sheet, edit)
    return why


def _refusal(sheet: MemorySheet, edit: SetValue | SetNote | SetFill | RestoreLook) -> str | None:
    """Say why a cell may not be changed so."""
    row, column = edit.ref.row, edit.ref.column
    if isinstance(edit, SetValue) and (row, column) in sheet.formulas:
        return f"{edit.ref.address} holds a formula, which is never written over."
    if isinstance(edit, SetValue) and sheet.covered(row, column):
        return f"{edit.ref.address} is hidden by merged cells."
    if isinstance(edit, SetNote) and (row, column) in sheet.threaded:
        return f"{edit.ref.address} has a comment thread, which is left alone."
    return None


def _change(sheet: MemorySheet, edit: SetValue | SetNote | SetFill | RestoreLook) -> None:
    """Change one cell."""
    at = (edit.ref.row, edit.ref.column)
    if isinstance(edit, SetValue):
        _set_value(sheet, at, edit)
    elif isinstance(edit, SetNote):
        _keep(sheet.notes, at, edit.text)
    else:
        _keep(sheet.fills, at, edit.color if isinstance(edit, SetFill) else edit.look)


def _set_value(sheet: MemorySheet, at: _At, edit: SetValue) -> None:
    """Put a value and its look; None takes both off."""
    sheet.put(*at, edit.value)
    look = edit.format
    fill = (look.fill or (sheet.fills.get(look.like) if look.like else None)) if look else None
    if edit.value is None:
        sheet.fills.pop(at, None)
        sheet.formats.pop(at, None)
    elif look:
        sheet.formats[at] = look
        _keep(sheet.fills, at, fill)


def _keep(items: dict[_At, str], at: _At, text: str | None) -> None:
    """Put a text at a cell; none, or an empty one, takes it off."""
    if text:
        items[at] = text
    else:
        items.pop(at, None)


def _set_width(sheet: MemorySheet, edit: SetColumnWidth) -> None:
    """Set or take off the width of a column."""
    if edit.width is None:
        sheet.widths.pop(edit.column, None)
    else:
        sheet.widths[edit.column] = edit.width


def _put_sheet(sheets: dict[str, MemorySheet], own: OwnSheet) -> str | None:
    """Put a sheet at the end, or replace all that stands in it."""
    taken = next((s for s in sheets.values() if s.name.casefold() == own.name.casefold()), None)
    if taken and taken.name != own.name:
        return f'There is already a sheet "{taken.name}".'
    sheet = MemorySheet(own.name, visibility=own.visibility, own=own)
    for row, cells in enumerate(own.rows, 1):
        for column, cell in enumerate(cells, 1):
            sheet.put(row, column, cell.value)
            if cell.formula:
                sheet.formulas.add((row, column))
            if cell.format:
                sheet.formats[row, column] = cell.format
                _keep(sheet.fills, (row, column), cell.format.fill)
    sheet.widths = dict(enumerate(own.widths, 1))
    sheets[own.name] = sheet
    return None
