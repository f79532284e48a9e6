"""Edits -> what should stand in the cells of one sheet in the end, and what is left undone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sync.books.base import (
    BookSnapshot,
    DropSheet,
    Edit,
    Format,
    PutSheet,
    Refused,
    RestoreLook,
    SetColumnWidth,
    SetFill,
    SetNote,
    SetValue,
    SheetSnapshot,
    Value,
)
from sync.books.excel_open.com import At

CellEdit = SetValue | SetNote | SetFill | RestoreLook


@dataclass(slots=True)
class SheetWishes:
    """What should stand in one sheet.

    off: cells whose look of ours goes, with the format that they had from us. laid: the format
    that they get. fills and looks: of her cells; the later wish counts.
    """

    values: dict[At, Value] = field(default_factory=dict)
    off: dict[At, Format | None] = field(default_factory=dict)
    laid: dict[At, Format] = field(default_factory=dict)
    fills: dict[At, str] = field(default_factory=dict)
    looks: dict[At, str] = field(default_factory=dict)
    notes: dict[At, str | None] = field(default_factory=dict)
    widths: dict[int, float | None] = field(default_factory=dict)

    def take(self, edit: CellEdit | SetColumnWidth) -> None:
        """Take in one edit; it counts instead of earlier ones of its cell."""
        if isinstance(edit, SetColumnWidth):
            self.widths[edit.column] = edit.width
            return
        at = (edit.ref.row, edit.ref.column)
        if isinstance(edit, SetValue):
            self._value(at, edit)
        elif isinstance(edit, SetNote):
            self.notes[at] = edit.text
        elif isinstance(edit, SetFill):
            self.looks.pop(at, None)
            self.fills[at] = edit.color
        else:
            self.fills.pop(at, None)
            self.looks[at] = edit.look

    def _value(self, at: At, edit: SetValue) -> None:
        self.values[at] = edit.value
        if edit.value is None:
            self.off[at] = edit.format
            self.laid.pop(at, None)
            return
        self.laid[at] = edit.format or Format()
        if self.laid[at].fill is not None:
            self.fills.pop(at, None)
            self.looks.pop(at, None)


@dataclass(slots=True)
class Wishes:
    """What should stand in the whole workbook."""

    sheets: dict[str, SheetWishes] = field(default_factory=dict)
    puts: list[PutSheet] = field(default_factory=list)
    drops: list[DropSheet] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)


def wishes(edits: Sequence[Edit], snapshot: BookSnapshot) -> Wishes:
    """Sort edits; those that the workbook does not allow are refused, each with a sentence."""
    found = Wishes()
    known = {sheet.name: sheet for sheet in snapshot.sheets}
    for edit in edits:
        why = _refusal(edit, known, locked=snapshot.structure_locked)
        if why:
            found.refused.append(Refused(edit, why))
        elif isinstance(edit, PutSheet):
            found.puts.append(edit)
            known[edit.sheet.name] = SheetSnapshot(edit.sheet.name, [])
        elif isinstance(edit, DropSheet):
            found.drops.append(edit)
        else:
            name = edit.sheet if isinstance(edit, SetColumnWidth) else edit.ref.sheet
            found.sheets.setdefault(name, SheetWishes()).take(edit)
    return found


def _refusal(edit: Edit, known: Mapping[str, SheetSnapshot], *, locked: bool) -> str:
    """Say why an edit must not be made; "" where it may."""
    if isinstance(edit, PutSheet | DropSheet):
        return _tab_refusal(edit, known, locked=locked)
    name = edit.sheet if isinstance(edit, SetColumnWidth) else edit.ref.sheet
    sheet = known.get(name)
    if sheet is None:
        return f'There is no sheet "{name}".'
    if sheet.protected:
        return (
            f'The sheet "{name}" is protected. Take the protection off (Review, Unprotect Sheet) '
            "to have it marked."
        )
    return "" if isinstance(edit, SetColumnWidth) else _cell_refusal(edit, sheet)


def _tab_refusal(
    edit: PutSheet | DropSheet, known: Mapping[str, SheetSnapshot], *, locked: bool
) -> str:
    name = edit.sheet.name if isinstance(edit, PutSheet) else edit.name
    if locked and (isinstance(edit, DropSheet) or name not in known):
        return (
            "The structure of the workbook is protected, so no tab can come or go. Take the "
            "protection off (Review, Protect Workbook)."
        )
    if isinstance(edit, DropSheet):
        return "" if name in known else f'There is no sheet "{name}".'
    if edit.sheet.charts or edit.sheet.key_column is not None:
        return (
            f'The tab "{name}" has charts, which are drawn only while the workbook is closed. '
            "Close it, and let the nightly check or the command write the tab."
        )
    taken = next((one for one in known if one.casefold() == name.casefold()), name)
    return "" if taken == name else f'There is already a sheet "{taken}".'


def _cell_refusal(edit: CellEdit, sheet: SheetSnapshot) -> str:
    at, where = (edit.ref.row, edit.ref.column), f'Sheet "{sheet.name}", cell {edit.ref.address}'
    if isinstance(edit, SetValue) and at in sheet.formulas:
        return f"{where}: it holds a formula, which is never written over."
    if isinstance(edit, SetValue) and _covered(at, sheet):
        return f"{where}: it is hidden by merged cells."
    if isinstance(edit, SetNote) and at in sheet.threaded:
        return f"{where}: a conversation of comments stands there, which is left alone."
    return ""


def _covered(at: At, sheet: SheetSnapshot) -> bool:
    row, column = at
    return any(
        area.first_row <= row <= area.last_row
        and area.first_column <= column <= area.last_column
        and at != (area.first_row, area.first_column)
        for area in sheet.merged
    )
