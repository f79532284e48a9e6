"""The marks that stand in a book now, said in the form in which marks are wanted."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from models.findings import GRAVITY, Outcome
from models.records import Table, TableKind
from sync.books.base import BookSnapshot, CellRef, SheetSnapshot, Value
from sync.marks.looks import color_of
from sync.marks.notes import block_of, lines_of, token_of
from sync.marks.owned import Owned, plain, value_at
from sync.marks.wanted import CellMark, OurColumns, Wanted
from sync.marks.words import FILLS, HEADERS, outcomes_by_word

OUTCOMES: Mapping[str, Outcome] = outcomes_by_word()
COLORS: Mapping[str, Outcome] = {color: outcome for outcome, color in FILLS.items()}


def standing(snapshot: BookSnapshot, ours: Owned, looks: Mapping[CellRef, str]) -> Wanted:
    """Say which marks stand: wanting exactly these changes nothing."""
    marks = Wanted()
    for name, columns in ours.columns.items():
        sheet = snapshot.sheet(name)
        if sheet is not None:
            marks.columns[name] = columns_of(
                sheet, ours.header_rows[name], columns, ours.headers[name]
            )
    _without_note(marks, snapshot, ours, looks)
    for name, cells in ours.notes.items():
        _noted(marks, snapshot, ours, name, cells)
    return marks


def _without_note(
    marks: Wanted, snapshot: BookSnapshot, ours: Owned, looks: Mapping[CellRef, str]
) -> None:
    """Add fills of ours that stand alone: under a comment thread, or where our note was deleted."""
    tokens = {token_of(note) for sheet in snapshot.sheets for note in sheet.notes.values()}
    for one in ours.looks:
        ref = CellRef(one.sheet, one.row, one.column)
        outcome = COLORS.get(color_of(looks.get(ref, "")))
        if outcome is not None and one.token not in tokens:
            marks.cells[ref] = CellMark((), outcome, one.token)


def _noted(
    marks: Wanted, snapshot: BookSnapshot, ours: Owned, name: str, cells: list[tuple[int, int]]
) -> None:
    sheet = snapshot.sheet(name)
    if sheet is None:
        return
    not_hers = (ours.columns.get(name) or ours.remains.get(name, {})).values()
    for cell in cells:
        if cell[1] not in not_hers:
            mark = mark_of(sheet.notes[cell])
            if mark is not None:
                marks.cells[CellRef(name, *cell)] = mark


def columns_of(
    sheet: SheetSnapshot, header_row: int, columns: Mapping[str, int], headers: Mapping[str, str]
) -> OurColumns:
    """Give our columns with what stands in them."""
    table = Table(TableKind.ROSTER, sheet.name, header_row, {}, {})
    found = OurColumns(table, header_row, columns, headers)
    for row in range(header_row + 1, len(sheet.rows) + 1):
        values = tuple(standing_value(sheet, row, columns[header]) for header in HEADERS)
        if any(value is not None for value in values):
            found.rows[row] = values
    return found


def standing_value(sheet: SheetSnapshot, row: int, column: int) -> Value:
    """Give what stands in a cell; an error counts as its text."""
    raw = plain(value_at(sheet.rows, row, column))
    return raw if raw is None or isinstance(raw, bool | int | float | str | date) else str(raw)


def mark_of(note: str) -> CellMark | None:
    """Give the mark that our block in a note says; None: no block, or somebody changed it."""
    block = block_of(note)
    if block is None:
        return None
    lines = lines_of(block)
    words = [line.partition(":")[0] for line in lines]
    outcomes = [OUTCOMES[word] for word in words if word in OUTCOMES]
    outcome = min(outcomes, key=lambda one: GRAVITY[one], default=None)
    return CellMark(lines, outcome, token_of(block)) if outcome is not None else None
