"""From what stands now, by way of what a run changed, to the marks that stood before it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from models.records import Table, TableKind
from models.wording import Said, counted, sentence, worded
from sync.books.base import BookSnapshot, CellRef, SheetSnapshot, Value
from sync.ledger.edits import Place
from sync.marks.changes import Change, packed, unpacked
from sync.marks.looks import color_of
from sync.marks.notes import block_of, token_of
from sync.marks.owned import Owned, is_ours, plain, value_at
from sync.marks.rowids import RowIds, follow
from sync.marks.wanted import OurColumns, Wanted
from sync.marks.words import HEADERS
from sync.undo.standing import COLORS, mark_of

CHANGED, LOST = worded("undo.why.changed"), worded("undo.why.lost")
NO_TAB, TAKEN = worded("undo.why.no_tab"), worded("undo.why.taken")


@dataclass(slots=True)
class Present:
    """A book as it stands now: the snapshot, what is ours, its looks, the marks, whose rows."""

    snapshot: BookSnapshot
    ours: Owned
    looks: Mapping[CellRef, str]
    marks: Wanted
    rows: Mapping[str, RowIds]


@dataclass(slots=True)
class WayBack:
    """Turns the marks of `present` into those before a run; says what has to stay, and why."""

    present: Present
    places: Mapping[str, Place]
    left: Counter[tuple[str, Said]] = field(default_factory=Counter)
    examples: dict[tuple[str, Said], str] = field(default_factory=dict)
    _followed: dict[str, Mapping[int, int]] = field(default_factory=dict)

    def go(self, changes: Sequence[Change]) -> Wanted:
        """Give the marks that should stand."""
        by_sheet: dict[str, list[Change]] = {}
        for change in changes:
            if change.kind in {"header", "value", "note", "fill"}:
                by_sheet.setdefault(change.sheet, []).append(change)
        for name, group in by_sheet.items():
            sheet = self.present.snapshot.sheet(name)
            if sheet is None:
                for change in group:
                    self._leave(change, NO_TAB)
                continue
            self._follow(name, group)
            self._columns(sheet, group)
            self._cells(sheet, group)
        return self.present.marks

    def said(self) -> list[str]:
        """Say what had to stay: each reason once for each tab, with an example."""
        return [
            sentence(
                "undo.stays",
                {
                    "sheet": name, "cells": counted("cells_stay", count),
                    "example": self.examples[name, why], "why": why,
                },
            )
            for (name, why), count in self.left.items()
        ]  # fmt: skip

    def _leave(self, change: Change, why: Said) -> None:
        self.left[change.sheet, why] += 1
        address = CellRef(change.sheet, change.row, change.column).address
        self.examples.setdefault((change.sheet, why), address)

    # Our columns

    def _columns(self, sheet: SheetSnapshot, group: Sequence[Change]) -> None:
        headers = [change for change in group if change.kind == "header"]
        values = [change for change in group if change.kind == "value"]
        went = [change for change in headers if change.after is None and change.before]
        if went and sheet.name not in self.present.marks.columns:
            self._bring_back(sheet, went, values)
            return
        self._headers_again(sheet, headers)
        stands = self._standing_rows(sheet.name, values)
        for change in values:
            self._value(sheet, change, stands.get(change.row))
        came = [change for change in headers if change.before is None and change.after]
        if len(came) == len(HEADERS):
            self._take_off(sheet)

    def _headers_again(self, sheet: SheetSnapshot, headers: Sequence[Change]) -> None:
        """Give our headers the words that they had, where the run put them in another language."""
        columns = self.present.marks.columns.get(sheet.name)
        if columns is not None:
            had = {
                change.header: str(change.before)
                for change in headers
                if change.before and change.after == columns.headers.get(change.header)
            }
            columns.headers = {**columns.headers, **had}

    def _standing_rows(self, name: str, values: Sequence[Change]) -> dict[int, int]:
        """Find the rows in which what was written stands now: with the person, or where it was.

        In a Google Sheet our columns stay where they are when the table beside them is sorted.
        """
        given: dict[int, list[Change]] = {}
        for change in values:
            if change.header in HEADERS:
                given.setdefault(change.row, []).append(change)
        found: dict[int, int] = {}
        for row, changes in given.items():
            at = self._row(name, row)
            if at is not None and self._holds(name, at, changes):
                found[row] = at
        columns = self.present.marks.columns.get(name)
        free = set(columns.rows if columns is not None else ()) - set(found.values())
        for row in sorted(given.keys() - found.keys()):
            near = sorted(free, key=lambda at: (abs(at - row), at))
            best = next((at for at in near if self._holds(name, at, given[row])), None)
            if best is not None:
                found[row] = best
                free.discard(best)
        return found

    def _value(self, sheet: SheetSnapshot, change: Change, stands: int | None = None) -> None:
        columns = self.present.marks.columns.get(sheet.name)
        row = stands or self._row(sheet.name, change.row)
        if columns is None or row is None or change.header not in HEADERS:
            self._leave(change, LOST)
            return
        values = list(columns.rows.get(row, (None,) * len(HEADERS)))
        at = HEADERS.index(change.header)
        if _same(values[at], change.after):
            values[at] = unpacked(change.before)
            columns.rows[row] = tuple(values)
        elif not _same(values[at], change.before):
            self._leave(change, CHANGED)

    def _take_off(self, sheet: SheetSnapshot) -> None:
        """Take off the columns that the run put, if nothing of another run stands in them."""
        columns = self.present.marks.columns.get(sheet.name)
        if columns is None:
            return
        for values in columns.rows.values():
            for header, value in zip(HEADERS, values, strict=True):
                if value is not None and is_ours(header, value):
                    return
        del self.present.marks.columns[sheet.name]

    def _bring_back(
        self, sheet: SheetSnapshot, went: Sequence[Change], values: Sequence[Change]
    ) -> None:
        """Put back the columns that the run took off, where the place is still free."""
        columns = {change.header: change.column for change in went}
        row = self._row(sheet.name, went[0].row) or went[0].row
        if set(columns) != set(HEADERS) or not _free(sheet, row, columns.values()):
            for change in (*went, *values):
                self._leave(change, TAKEN)
            return
        headers = {change.header: str(change.before) for change in went}
        table = Table(TableKind.ROSTER, sheet.name, row, {}, {})
        self.present.marks.columns[sheet.name] = OurColumns(table, row, columns, headers)
        for change in values:
            self._value(sheet, change)

    # Notes and fills on her cells

    def _cells(self, sheet: SheetSnapshot, group: Sequence[Change]) -> None:
        place = self.places.get(sheet.name)
        header_row = place.header_row if place is not None else 0
        noted = set()
        for change in group:
            if change.kind == "note" and change.row != header_row:
                noted.add((change.row, change.column))
                self._note(sheet, change)
        for change in group:
            if change.kind == "fill" and (change.row, change.column) not in noted:
                self._fill(sheet, change)

    def _note(self, sheet: SheetSnapshot, change: Change) -> None:
        ref = self._noted(sheet, change)
        if ref is None:
            self._leave(change, LOST)
            return
        present = block_of(sheet.notes.get((ref.row, ref.column), ""))
        if present == change.before:
            self._lone_fill(ref, change)
            return
        mark = mark_of(change.before) if change.before is not None else None
        if present != change.after or (change.before is not None and mark is None):
            self._leave(change, CHANGED)
        elif mark is not None:
            self.present.marks.cells[ref] = mark
        else:
            self.present.marks.cells.pop(ref, None)

    def _lone_fill(self, ref: CellRef, change: Change) -> None:
        """Take off the fill, too, where somebody has deleted our note herself."""
        mark = self.present.marks.cells.get(ref)
        if change.before is None and mark is not None and not mark.lines:
            del self.present.marks.cells[ref]

    def _noted(self, sheet: SheetSnapshot, change: Change) -> CellRef | None:
        """Find the cell: by the token in our note, which moves with it; else by row and header."""
        token = token_of(change.after or "")
        if token:
            for cell, note in sheet.notes.items():
                if token_of(note) == token:
                    return CellRef(sheet.name, *cell)
        return self._ref(sheet, change)

    def _fill(self, sheet: SheetSnapshot, change: Change) -> None:
        """Turn a fill that stands without a note of ours, as under a comment thread."""
        ref = self._ref(sheet, change)
        marks = self.present.marks.cells
        if ref is None:
            self._leave(change, LOST)
        elif marks.get(ref) is None or not marks[ref].lines:
            present = color_of(self.present.looks.get(ref, ""))
            if present == color_of(change.after) and color_of(change.before) not in COLORS:
                marks.pop(ref, None)
            elif present != color_of(change.before):
                self._leave(change, CHANGED)

    def _ref(self, sheet: SheetSnapshot, change: Change) -> CellRef | None:
        row = self._row(sheet.name, change.row)
        column = self._column(sheet, change)
        return None if row is None or column is None else CellRef(sheet.name, row, column)

    def _column(self, sheet: SheetSnapshot, change: Change) -> int | None:
        """Find a column of hers: at its place if its header still stands there, else by header."""
        place = self.places.get(sheet.name)
        row = self._row(sheet.name, place.header_row) if place is not None else None
        if row is None or not change.header:
            return change.column
        said = [str(raw or "")[:200] for raw in sheet.rows[row - 1]] if row else []
        if change.column <= len(said) and said[change.column - 1] == change.header:
            return change.column
        found = [at for at, text in enumerate(said, 1) if text == change.header]
        return found[0] if len(found) == 1 else None

    def _row(self, name: str, row: int) -> int | None:
        """Find a row of then: by the person in it, by what it says, by the rows around it."""
        if name not in self._followed:
            return row
        return self._followed[name].get(row)

    def _follow(self, name: str, group: Sequence[Change]) -> None:
        """Find all rows of a sheet; among rows that are alike, those that hold what was written."""
        place, now = self.places.get(name), self.present.rows.get(name)
        if place is None or now is None:
            return
        found = follow(place.rows, now)
        self._followed[name] = found.now
        for row, places in found.alike.items():
            free = [at for at in places if at not in found.taken]
            given = [c for c in group if c.row == row and c.kind == "value" and c.header in HEADERS]
            best = next((at for at in free if given and self._holds(name, at, given)), 0)
            if best:
                found.settle(row, best)

    def _holds(self, name: str, at: int, given: Sequence[Change]) -> bool:
        """Whether a row holds all that a row of then was given."""
        columns = self.present.marks.columns.get(name)
        values = columns.rows.get(at, ()) if columns is not None else ()
        return bool(values) and all(
            _same(values[HEADERS.index(change.header)], change.after) for change in given
        )


def _same(value: Value, then: Any) -> bool:
    """Whether a cell holds what was recorded; a CSV file holds a date as text."""
    now = packed(value)
    return bool(now == then or (isinstance(then, dict) and now == then.get("day")))


def _free(sheet: SheetSnapshot, header_row: int, columns: Any) -> bool:
    """Whether nothing stands in some columns from a row down, nor a formula."""
    rows = range(header_row, len(sheet.rows) + 1)
    return not any(
        plain(value_at(sheet.rows, row, column)) is not None or (row, column) in sheet.formulas
        for column in columns
        for row in rows
    )
