"""The marks that should stand against those that stand -> edits; none where nothing changed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from models.cells import Raw
from models.findings import Assessments
from models.rulepack import Pack
from sync.books.base import (
    BookSnapshot,
    CellRef,
    DropSheet,
    Edit,
    Format,
    OwnSheet,
    PutSheet,
    RestoreLook,
    SetColumnWidth,
    SetFill,
    SetNote,
    SetValue,
    SheetSnapshot,
    Value,
)
from sync.marks.gaps import gaps_sheet, memory_sheet
from sync.marks.notes import has_block, token_of, with_block, without_block
from sync.marks.owned import FormerLook, Owned, value_at
from sync.marks.wanted import CellMark, OurColumns, Wanted
from sync.marks.words import (
    BULLET,
    DATE_FORMAT,
    FILLS,
    GAPS_TAB,
    HEADER_NOTE,
    HEADERS,
    MEMORY_TAB,
    MISSING,
    OTHER_NAME,
    STATUS,
    STATUS_WORDS,
    WIDTHS,
)

Looks = Mapping[CellRef, str]
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_TOP, _DATE = Format(top=True), Format(number_format=DATE_FORMAT, top=True)
STATUS_FORMATS: Mapping[str, Format] = {
    word: Format(fill=FILLS.get(outcome), top=True) for outcome, word in STATUS_WORDS.items()
}
_OUR_STATUS = frozenset(STATUS_WORDS.values())


@dataclass(slots=True)
class Changes:
    """The edits to make, and sentences about what was left alone."""

    edits: list[Edit] = field(default_factory=list)
    left_alone: list[str] = field(default_factory=list)


def to_look_at(snapshot: BookSnapshot, ours: Owned, marks: Wanted | None) -> list[CellRef]:
    """Give the cells whose present look must be known before edits are made."""
    refs = dict.fromkeys(marks.cells if marks is not None else ())
    for sheet, cells in ours.notes.items():
        refs.update(dict.fromkeys(CellRef(sheet, *cell) for cell in cells))
    for one in ours.looks:
        refs[CellRef(one.sheet, one.row, one.column)] = None
    there = {sheet.name for sheet in snapshot.sheets}
    return [ref for ref in refs if ref.sheet in there]


def diff(  # noqa: PLR0917 - all that there is to know, and nobody else calls it
    snapshot: BookSnapshot,
    ours: Owned,
    marks: Wanted,
    looks: Looks,
    judged: Assessments,
    pack: Pack,
) -> Changes:
    """Give the edits after which exactly the wanted marks stand.

    looks: the present looks of the cells of `to_look_at`.
    """
    changes = Changes()
    memory = _Memory(ours, looks)
    for name in list(ours.columns):
        if name not in marks.columns:
            changes.edits += _without_columns(snapshot, ours, name)
    for name, columns in marks.columns.items():
        sheet = snapshot.sheet(name)
        if sheet is not None:
            _columns(changes, sheet, columns, new=name not in ours.columns)
    for sheet in snapshot.sheets:
        if sheet.name not in ours.tabs:
            _cells(changes, sheet, ours, marks, memory)
    gaps = gaps_sheet(ours.gaps_tab or _free(snapshot, GAPS_TAB), judged, pack)
    changes.edits += _put(snapshot, gaps)
    if memory.kept:
        name = ours.memory_tab or _free(snapshot, MEMORY_TAB)
        changes.edits += _put(snapshot, memory_sheet(name, memory.kept))
    elif ours.memory_tab:
        changes.edits.append(DropSheet(ours.memory_tab))
    return changes


def clearing(snapshot: BookSnapshot, ours: Owned, looks: Looks) -> Changes:
    """Give the edits after which nothing of ours stands."""
    changes = Changes()
    memory = _Memory(ours, looks)
    for name in ours.columns:
        changes.edits += _without_columns(snapshot, ours, name)
    for sheet in snapshot.sheets:
        if sheet.name not in ours.tabs:
            _cells(changes, sheet, ours, Wanted(), memory)
    changes.edits += [DropSheet(name) for name in (ours.gaps_tab, ours.memory_tab) if name]
    return changes


class _Memory:
    """How cells looked before we filled them: what is remembered, and what must be kept on."""

    def __init__(self, ours: Owned, looks: Looks) -> None:
        self._looks = looks
        self._by_token = {(one.sheet, one.token): one for one in ours.looks}
        self._by_place = {CellRef(one.sheet, one.row, one.column): one for one in ours.looks}
        self.kept: list[FormerLook] = []

    def places(self, sheet: str) -> Iterator[CellRef]:
        """Give the cells of a sheet that we filled, where they stood at that time."""
        return (ref for ref in self._by_place if ref.sheet == sheet)

    def former(self, ref: CellRef, mark: CellMark | None, note: str) -> FormerLook | None:
        """Find how a cell looked before: by the token in its note, by who stands there, by place.

        The place counts only while our fill stands there; somebody else's cell may have come.
        """
        tokens = (token_of(note), mark.token if mark is not None else "")
        for token in tokens:
            if token and (found := self._by_token.get((ref.sheet, token))):
                return found
        return self._by_place.get(ref) if self.is_ours(ref) else None

    def is_ours(self, ref: CellRef) -> bool:
        """Whether the cell carries one of our fills now: she may have given it another."""
        look = self._looks.get(ref, "").upper()
        return any(color in look for color in FILLS.values())

    def look(self, ref: CellRef) -> str:
        """Give the present look of a cell."""
        return self._looks.get(ref, "")

    def keep(self, one: FormerLook) -> None:
        """Remember a former look in the hidden tab."""
        self.kept.append(one)


def _columns(changes: Changes, sheet: SheetSnapshot, ours: OurColumns, *, new: bool) -> None:
    """Write our columns where they differ from what stands."""
    if new:
        changes.edits += _headers(ours)
    nothing = (None,) * len(HEADERS)
    for row in range(ours.header_row + 1, max([len(sheet.rows), *ours.rows]) + 1):
        for header, value in zip(HEADERS, ours.rows.get(row, nothing), strict=True):
            column = ours.columns[header]
            stands = _plain(value_at(sheet.rows, row, column))
            if stands != value and not _same(stands, value):
                ref = CellRef(sheet.name, row, column)
                _write(changes, ref, header, stands, value, new=new)


def _write(
    changes: Changes, ref: CellRef, header: str, stands: Raw, value: Value, *, new: bool
) -> None:
    """Write one cell of our columns, unless somebody has typed words of her own there."""
    if not new and not _is_ours(header, stands):
        changes.left_alone.append(
            f"{ref.sheet}!{ref.address} holds words of somebody's in our column "
            f'"{header}"; they were left as they are.'
        )
        return
    if header == STATUS and stands is not None and value is not None:
        changes.edits.append(SetValue(ref, None, _format(header, stands)))  # the old fill goes
    changes.edits.append(SetValue(ref, value, _format(header, value)))


def _headers(ours: OurColumns) -> Iterable[Edit]:
    """Put our headers beside hers, in the look of her last header."""
    sheet, row = ours.table.sheet, ours.header_row
    like = _header_format(row, ours.columns)
    for header, width in zip(HEADERS, WIDTHS, strict=True):
        column = ours.columns[header]
        yield SetValue(CellRef(sheet, row, column), ours.headers[header], like)
        yield SetColumnWidth(sheet, column, width)
    note = with_block("", [HEADER_NOTE])
    yield SetNote(CellRef(sheet, row, ours.columns[STATUS]), note)


def _header_format(row: int, columns: Mapping[str, int]) -> Format:
    """Give the look of her last header, so that ours stand beside it like one of hers."""
    last = min(columns.values()) - 1
    return Format(like=(row, last), wrap=True) if last else Format(bold=True, wrap=True)


def _format(header: str, said: Raw | Value) -> Format:
    """Give the format of a cell of ours, which follows from the column and its words."""
    if header == STATUS:
        return STATUS_FORMATS.get(said, _TOP) if isinstance(said, str) else _TOP
    return _TOP if header == MISSING else _DATE


def _plain(raw: Raw) -> Raw:
    """Give a date for a date with a clock at midnight, None for a blank."""
    if isinstance(raw, datetime):
        return raw.date() if raw.time().isoformat() == "00:00:00" else raw
    return None if raw == "" else raw


def _same(stands: Raw, value: Value) -> bool:
    """Whether a cell says what it should; a CSV file holds dates as text."""
    if isinstance(value, date) and isinstance(stands, str):
        return stands == value.isoformat()
    return stands == value


def _is_ours(header: str, raw: Raw) -> bool:
    """Whether a cell of our column holds what we write there, and not somebody's words."""
    if raw is None:
        return True
    if header == STATUS:
        return raw in _OUR_STATUS
    if header == MISSING:
        return isinstance(raw, str) and raw.startswith(BULLET)
    return isinstance(raw, date) or (isinstance(raw, str) and _ISO.fullmatch(raw) is not None)


def _cells(
    changes: Changes, sheet: SheetSnapshot, ours: Owned, marks: Wanted, memory: _Memory
) -> None:
    """Put, change and take off notes and fills on her cells."""
    not_hers = frozenset(ours.columns.get(sheet.name, {}).values())
    marked = {CellRef(sheet.name, *cell) for cell in ours.notes.get(sheet.name, ())}
    marked |= {ref for ref in memory.places(sheet.name) if memory.is_ours(ref)}
    want = {ref: mark for ref, mark in marks.cells.items() if ref.sheet == sheet.name}
    for ref in sorted(marked | set(want)):
        if ref.column not in not_hers:
            mark = want.get(ref)
            changes.edits += _note(sheet, ref, mark)
            changes.edits += _fill(changes, sheet, ref, mark, memory)


def _note(sheet: SheetSnapshot, ref: CellRef, mark: CellMark | None) -> Iterable[Edit]:
    cell = (ref.row, ref.column)
    if cell in sheet.threaded:
        return
    before = sheet.notes.get(cell, "")
    words = without_block(before)
    after = with_block(words, mark.lines, mark.token) if mark is not None else words
    if after != before and (mark is not None or has_block(before)):
        yield SetNote(ref, after or None)


def _fill(
    changes: Changes, sheet: SheetSnapshot, ref: CellRef, mark: CellMark | None, memory: _Memory
) -> Iterable[Edit]:
    note = sheet.notes.get((ref.row, ref.column), "")
    former = memory.former(ref, mark, note)
    ours = memory.is_ours(ref)
    if mark is None:
        if ours and former is not None:
            yield RestoreLook(ref, former.look)
        elif ours:
            changes.left_alone.append(
                f"{sheet.name}!{ref.address} keeps our colour: how it looked before is not "
                f"remembered. Take the colour off by hand."
            )
        return
    color = FILLS[mark.outcome]
    present = memory.look(ref)
    before = present if former is None else former.look
    memory.keep(FormerLook(sheet.name, mark.token, ref.row, ref.column, color, before))
    she_chose = former is not None and not ours
    if not she_chose and color not in present.upper():
        yield SetFill(ref, color)


def _without_columns(snapshot: BookSnapshot, ours: Owned, name: str) -> Iterable[Edit]:
    """Take off our columns, cell by cell; words of somebody's in them stay."""
    sheet = snapshot.sheet(name)
    if sheet is None:
        return
    columns, header_row = ours.columns[name], ours.header_rows[name]
    for header in HEADERS:
        column = columns[header]
        yield SetValue(CellRef(name, header_row, column), None, _header_format(header_row, columns))
        for row in range(header_row + 1, len(sheet.rows) + 1):
            raw = _plain(value_at(sheet.rows, row, column))
            if raw is not None and _is_ours(header, raw):
                yield SetValue(CellRef(name, row, column), None, _format(header, raw))
        yield SetColumnWidth(name, column, None)
    for cell in ours.notes.get(name, ()):
        if cell[1] in columns.values():
            yield from _note(sheet, CellRef(name, *cell), None)


def _put(snapshot: BookSnapshot, sheet: OwnSheet) -> Iterable[Edit]:
    """Put a tab of ours, unless it says the same already."""
    stands = snapshot.sheet(sheet.name)
    if stands is not None and _said(stands.rows) == _said(
        [[cell.value for cell in row] for row in sheet.rows]
    ):
        return
    yield PutSheet(sheet)


def _said(rows: Sequence[Sequence[Value | Raw]]) -> list[list[Raw]]:
    """Give what rows say, without blanks at their ends."""
    said = []
    for row in rows:
        cells = [_plain(raw) for raw in row]
        while cells and cells[-1] is None:
            cells.pop()
        said.append(cells)
    while said and not said[-1]:
        said.pop()
    return said


def _free(snapshot: BookSnapshot, name: str) -> str:
    """Give a tab name that she has not taken."""
    taken = {sheet.name.casefold() for sheet in snapshot.sheets}
    return name if name.casefold() not in taken else OTHER_NAME.format(name)
