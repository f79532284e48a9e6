"""What should stand in a sheet -> calls to Excel, as few as there can be."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import TypeVar

from models.cells import Raw
from sync.books.base import (
    Area,
    CellRef,
    Format,
    Refused,
    SetFill,
    SetNote,
    SetValue,
    SheetSnapshot,
    Value,
)
from sync.books.excel_open.com import At, Com, cells_of, com_value, range_of, ranges, runs
from sync.books.excel_open.looks import (
    Look,
    fill,
    has_gradient,
    looks_laid,
    put_back,
    restored,
    take_off,
    uniform,
)
from sync.books.excel_open.memory import Kept, not_plain
from sync.books.excel_open.notes import says, set_note
from sync.books.excel_open.tabs import DATE, lay_over
from sync.books.excel_open.wishes import SheetWishes
from sync.errors import NotTaken

T = TypeVar("T")


class SheetWriter:
    """Writes one sheet.

    stood: the sheet as it was read. kept: what the workbook remembers of it. plain: the look of a
    cell that nobody has touched. Where a filter hides rows every cell is written by itself: Excel
    passes over hidden rows when it is given several at once. unfillable: whether the fill of a
    cell could not be put back. edges: whether borders are asked for where no mark changes them.
    """

    def __init__(
        self,
        sheet: Com,
        stood: SheetSnapshot,
        kept: Kept,
        plain: Look,
        *,
        from_1904: bool,
        unfillable: Callable[[Com], bool] = has_gradient,
        edges: bool = True,
    ) -> None:
        self._edges = edges
        self._sheet, self._stood, self._kept, self._plain = sheet, stood, kept, plain
        self._from_1904, self._unfillable = from_1904, unfillable
        self._single = _filtered(sheet)

    def remember(self, wishes: SheetWishes) -> None:
        """Take down how things are where a mark of ours comes for the first time."""
        new = [at for at in wishes.laid if self._blank(at) and self._kept.look(at) is None]
        new = [at for at in new if not self._was_ours(at, wishes)]
        # A cell that is to look like another gets its borders as well.
        edged = [at for at in new if self._edges or wishes.laid[at].like is not None]
        for area in runs(edged):
            self._kept.looks += not_plain(uniform(self._sheet, area), self._plain)
        for area in runs(set(new).difference(edged)):
            found = uniform(self._sheet, area, edges=False)
            self._kept.looks += not_plain(found, self._plain)
        for column, width in wishes.widths.items():
            if width is not None and column not in self._kept.widths:
                self._kept.widths[column] = float(self._sheet.Columns(column).ColumnWidth)

    def write(self, wishes: SheetWishes) -> list[Refused]:
        """Write everything; give what could not be, with sentences."""
        self._take_off(wishes.off)
        heads = {at: wishes.values[at] for at, laid in wishes.laid.items() if laid.like is not None}
        # Should this stop half-way, our columns are known by their headers, dates by their look.
        refused = self._heads(heads)
        refused += self._values({at: one for at, one in wishes.values.items() if at not in heads})
        self._lay(wishes)
        refused += self._looks(wishes)
        refused += self._notes(wishes.notes)
        self._widths(wishes.widths)
        return refused

    def _notes(self, notes: Mapping[At, str | None]) -> list[Refused]:
        """Put notes, and look whether they say what they should."""
        refused = []
        for at, text in notes.items():
            ref = CellRef(self._stood.name, *at)
            set_note(self._cell(at), text)
            if not says(self._cell(at), text):
                why = f'Sheet "{ref.sheet}", cell {ref.address}: Excel did not take the note.'
                refused.append(Refused(SetNote(ref, text), why))
        return refused

    def _was_ours(self, at: At, wishes: SheetWishes) -> bool:
        """Whether a blank cell has its look from us, as in a row that was inserted."""
        return at in wishes.off and looks_laid(self._cell(at), wishes.off[at])

    def _given(self, format_: Format | None) -> Format | None:
        """Give the format that a cell may have from us: a date of ours may have stood there."""
        if format_ is None or format_.number_format or format_.like is not None:
            return format_
        return replace(format_, number_format=DATE)

    def _stands(self, at: At) -> Raw:
        row, column = at
        rows = self._stood.rows
        cells = rows[row - 1] if row <= len(rows) else ()
        return cells[column - 1] if column <= len(cells) else None

    def _blank(self, at: At) -> bool:
        return self._stands(at) in {None, ""}

    def _cell(self, at: At) -> Com:
        return range_of(self._sheet, Area(*at, *at))

    def _take_off(self, off: Mapping[At, Format | None]) -> None:
        """Let cells look as they did before they were ours."""
        known = {at: look for at in off if (look := self._kept.look(at)) is not None}
        for at, look in known.items():
            put_back(self._cell(at), look)
        rest = {at: self._given(format_) for at, format_ in off.items() if at not in known}
        for format_, cells in _grouped(rest).items():
            for area in runs(cells, single=self._single):
                take_off(self._sheet, area, format_)

    def _ranges(self, cells: Iterable[At]) -> Iterable[Com]:
        return ranges(self._sheet, runs(cells, single=self._single), single=self._single)

    def _heads(self, heads: Mapping[At, Value]) -> list[Refused]:
        """Put headers: those of one row at once, so that they stand there all or not at all."""
        areas = [Area(row, first, row, last) for row, first, last in _across(heads)]
        if self._single:
            areas = runs(heads, single=True)
        return [one for area in areas for one in self._put(area, heads)]

    def _values(self, values: Mapping[At, Value]) -> list[Refused]:
        """Put values, down each column; a date gets its format before, or it were a number."""
        refused = []
        for area in runs(values, single=self._single):
            for dates in self._ranges(at for at in cells_of(area) if isinstance(values[at], date)):
                dates.NumberFormat = DATE
            refused += self._put(area, values)
        return refused

    def _put(self, area: Area, values: Mapping[At, Value]) -> list[Refused]:
        """Put the values of an area in one call; give those that Excel did not keep."""
        width = area.last_column - area.first_column + 1
        flat = [self._com(values[at]) for at in cells_of(area)]
        rows = tuple(tuple(flat[n : n + width]) for n in range(0, len(flat), width))
        try:
            range_of(self._sheet, area).Value2 = flat[0] if len(flat) == 1 else rows
        except NotTaken as error:
            return [self._not_taken(at, values[at]) for at in sorted(error.cells)]
        return []

    def _not_taken(self, at: At, value: Value) -> Refused:
        ref = CellRef(self._stood.name, *at)
        why = f'Sheet "{ref.sheet}", cell {ref.address}: Excel did not keep the whole text.'
        return Refused(SetValue(ref, value), why)

    def _com(self, value: Value) -> object:
        return com_value(value, from_1904=self._from_1904)

    def _lay(self, wishes: SheetWishes) -> None:
        """Give our cells their formats; a date that has none gets ours."""
        formats = {
            at: replace(format_, number_format=format_.number_format or DATE)
            if isinstance(wishes.values[at], date)
            else format_
            for at, format_ in wishes.laid.items()
        }
        for format_, cells in _grouped(formats).items():
            lay_over(self._sheet, cells, format_, single=self._single)

    def _looks(self, wishes: SheetWishes) -> list[Refused]:
        """Fill her cells, and put former fills back."""
        refused = []
        for color, cells in _grouped(wishes.fills).items():
            fixed = [at for at in cells if self._unfillable(self._cell(at))]
            for found in self._ranges(at for at in cells if at not in fixed):
                fill(found, color)
            refused += [self._unfilled(at, color) for at in fixed]
        for look, cells in _grouped(wishes.looks).items():
            for found in self._ranges(cells):
                restored(found, look)
        return refused

    def _unfilled(self, at: At, color: str) -> Refused:
        ref = CellRef(self._stood.name, *at)
        because = "they run into each other and " if has_gradient(self._cell(at)) else "they "
        why = (
            f'Sheet "{ref.sheet}", cell {ref.address} keeps its colours, because {because}'
            "could not be put back. Its note says what is missing."
        )
        return Refused(SetFill(ref, color), why)

    def _widths(self, widths: Mapping[int, float | None]) -> None:
        for number, width in widths.items():
            column = self._sheet.Columns(number)
            if width is not None:
                column.ColumnWidth = width
            elif number in self._kept.widths:
                column.ColumnWidth = self._kept.widths[number]
            else:
                column.UseStandardWidth = True
            if width is None:
                self._kept.forget(number)


def _grouped(items: Mapping[At, T]) -> dict[T, list[At]]:
    """Give the cells by what they are to get."""
    found: dict[T, list[At]] = defaultdict(list)
    for at, what in items.items():
        found[what].append(at)
    return found


def _across(cells: Iterable[At]) -> list[tuple[int, int, int]]:
    """Put cells that stand beside each other together: row, first and last column.

    >>> _across([(3, 7), (3, 8), (3, 10), (4, 7)])
    [(3, 7, 8), (3, 10, 10), (4, 7, 7)]
    """
    found: list[tuple[int, int, int]] = []
    for row, column in sorted(cells):
        if found and found[-1][0] == row and found[-1][2] == column - 1:
            found[-1] = (row, found[-1][1], column)
        else:
            found.append((row, column, column))
    return found


def _filtered(sheet: Com) -> bool:
    """Whether a filter hides rows: that of the sheet, or of one of its tables."""
    if sheet.FilterMode:
        return True
    filters = (table.AutoFilter for table in sheet.ListObjects)
    return any(one is not None and one.FilterMode for one in filters)
