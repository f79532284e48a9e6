"""The marks that should stand against those that stand -> edits; none where nothing changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from models.cells import Raw
from models.findings import Assessments, Outcome
from models.language import say
from models.rulepack import Pack
from models.wording import of_pack, worded
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
from sync.marks.looks import Looks, Memory, Settled, color_of
from sync.marks.notes import has_block, with_block, without_block
from sync.marks.owned import FormerLook, Owned, emptied, is_ours, plain, value_at
from sync.marks.tabs import Tabs, drops
from sync.marks.wanted import CellMark, OurColumns, Wanted
from sync.marks.watch import Watch
from sync.marks.words import (
    DATE_FORMAT,
    FILLS,
    GAPS_TAB,
    HEADER_NOTE,
    HEADERS,
    MEMORY_TAB,
    MISSING,
    OTHER_NAME,
    STATUS,
    WIDTHS,
    forms,
    gaps_tabs,
    outcomes_by_word,
)

_TOP, _DATE = Format(top=True), Format(number_format=DATE_FORMAT, top=True)
_FORMATS = {one: Format(fill=FILLS.get(one), top=True) for one in Outcome}

KEEP = OwnSheet("", ())
"""Stands for a Gaps tab that is to be left as it is."""


@dataclass(slots=True)
class Changes:
    """The edits to make, and sentences about what was left alone."""

    edits: list[Edit] = field(default_factory=list)
    left_alone: list[str] = field(default_factory=list)


def diff(  # noqa: PLR0917 - all that there is to know, and nobody else calls it
    snapshot: BookSnapshot,
    ours: Owned,
    marks: Wanted,
    looks: Looks,
    judged: Assessments,
    pack: Pack,
    watch: Watch | None = None,
    *,
    gaps_tab: bool = True,
    tabs: Tabs | None = None,
    settled: Settled | None = None,
) -> Changes:
    """Give the edits after which exactly the wanted marks stand.

    looks: the present looks of the cells of `to_look_at`. watch: see `gaps_sheet`. gaps_tab:
    whether the tab is wanted. tabs: our other tabs that are wanted, or are to go. settled: see
    `settled_looks`, where nobody has changed the book.
    """
    name = gaps_name(snapshot, ours)
    gaps = gaps_sheet(name, judged, pack, watch) if gaps_tab else None
    return towards(snapshot, ours, marks, looks, gaps, tabs, settled)


def towards(  # noqa: PLR0917 - what stands, and what is to stand
    snapshot: BookSnapshot,
    ours: Owned,
    marks: Wanted,
    looks: Looks,
    gaps: OwnSheet | None,
    tabs: Tabs | None = None,
    settled: Settled | None = None,
) -> Changes:
    """Give the edits after which exactly these marks and these tabs stand.

    gaps: None takes the tab off, `KEEP` leaves it as it is. A mark without lines leaves the note
    of its cell as it is.
    """
    changes = Changes()
    memory = Memory(snapshot, ours, looks, settled)
    for name in (*ours.remains, *(n for n in ours.columns if n not in marks.columns)):
        changes.edits += _without_columns(snapshot, ours, name, memory)
    for name, columns in marks.columns.items():
        sheet = snapshot.sheet(name)
        if sheet is not None:
            _columns(changes, sheet, columns, ours, memory)
    for sheet in snapshot.sheets:
        if sheet.name not in ours.tabs:
            _cells(changes, sheet, ours, marks, memory)
    changes.edits += _gaps_tab(snapshot, ours, gaps)
    if gaps is not None and gaps is not KEEP and ours.gaps_tab not in {None, gaps.name}:
        changes.edits.append(DropSheet(ours.gaps_tab or ""))
    for tab in (tabs or {}).values():
        changes.edits += put_tab(snapshot, tab) if tab is not None else ()
    changes.edits += drops(ours.others, tabs or {})
    if memory.kept:
        name = ours.memory_tab or free_name(snapshot, MEMORY_TAB)
        changes.edits += put_tab(snapshot, memory_sheet(name, memory.kept))
    elif ours.memory_tab:
        changes.edits.append(DropSheet(ours.memory_tab))
    return changes


def clearing(snapshot: BookSnapshot, ours: Owned, looks: Looks) -> Changes:
    """Give the edits after which nothing of ours stands."""
    changes = Changes()
    memory = Memory(snapshot, ours, looks)
    for name in (*ours.columns, *ours.remains):
        changes.edits += _without_columns(snapshot, ours, name, memory)
        changes.left_alone += _words_of_hers(snapshot, ours, name)
    for sheet in snapshot.sheets:
        if sheet.name not in ours.tabs:
            _cells(changes, sheet, ours, Wanted(), memory)
    named = (ours.gaps_tab, ours.memory_tab, *ours.others.values())
    changes.edits += [DropSheet(name) for name in named if name]
    return changes


def _columns(
    changes: Changes, sheet: SheetSnapshot, ours: OurColumns, owned: Owned, memory: Memory
) -> None:
    """Write our columns where they differ from what stands."""
    new, gone = sheet.name not in owned.columns, emptied(sheet, owned)
    before = {} if new else owned.headers[sheet.name]
    if new or any(before[header] != ours.headers[header] for header in HEADERS):
        changes.edits += _headers(ours, before)
    nothing = (None,) * len(HEADERS)
    places = [(header, ours.columns[header]) for header in HEADERS]
    for row in range(ours.header_row + 1, max([len(sheet.rows), *ours.rows]) + 1):
        if row in ours.stand:
            continue
        cells = sheet.rows[row - 1] if row <= len(sheet.rows) else ()
        for (header, column), value in zip(places, ours.rows.get(row, nothing), strict=True):
            there = cells[column - 1] if column <= len(cells) and column not in gone else None
            blank = there is None or there == ""
            if blank and value is None:
                continue  # as most cells, before most checks
            stands = None if blank else plain(there)
            if blank or (stands != value and not _same(stands, value)):
                ref = CellRef(sheet.name, row, column)
                _write(changes, ref, header, stands, value, new=new, memory=memory)


def _write(
    changes: Changes, ref: CellRef, header: str, stands: Raw, value: Value, *, new: bool,
    memory: Memory,
) -> None:  # fmt: skip
    """Write one cell of our columns, unless somebody has typed words of her own there."""
    if not new and not is_ours(header, stands):
        changes.left_alone.append(_words_stay(ref, header, "notice.words_left"))
        return
    before = stands if stands is not None or new else memory.word(ref)
    if header == STATUS and before is not None and value is not None:
        changes.edits.append(SetValue(ref, None, _format(header, before)))  # the old fill goes
    changes.edits.append(SetValue(ref, value, _format(header, value)))


def _headers(ours: OurColumns, before: Mapping[str, str]) -> Iterable[Edit]:
    """Put our headers beside hers, in the look of her last header; or in another language."""
    sheet, row = ours.table.sheet, ours.header_row
    like = _header_format(row, ours.columns)
    for header, width in zip(HEADERS, WIDTHS, strict=True):
        column = ours.columns[header]
        if before.get(header) != ours.headers[header]:
            yield SetValue(CellRef(sheet, row, column), ours.headers[header], like)
        if not before:
            yield SetColumnWidth(sheet, column, width)
    note = with_block("", [say(HEADER_NOTE)])
    yield SetNote(CellRef(sheet, row, ours.columns[STATUS]), note)


def _header_format(row: int, columns: Mapping[str, int]) -> Format:
    """Give the look of her last header, so that ours stand beside it like one of hers."""
    last = min(columns.values()) - 1
    return Format(like=(row, last), wrap=True) if last else Format(bold=True, wrap=True)


def _format(header: str, said: Raw | Value) -> Format:
    """Give the format of a cell of ours, which follows from the column and its words."""
    if header == STATUS:
        outcome = outcomes_by_word().get(said) if isinstance(said, str) else None
        return _TOP if outcome is None else _FORMATS[outcome]
    return _TOP if header == MISSING else _DATE


def _same(stands: Raw, value: Value) -> bool:
    """Whether a cell says what it should; a CSV file holds dates as text."""
    if isinstance(value, date) and isinstance(stands, str):
        return stands == value.isoformat()
    return stands == value


def _cells(
    changes: Changes, sheet: SheetSnapshot, ours: Owned, marks: Wanted, memory: Memory
) -> None:
    """Put, change and take off notes and fills on her cells."""
    columns = ours.columns.get(sheet.name) or ours.remains.get(sheet.name, {})
    not_hers = frozenset(columns.values())
    marked = {CellRef(sheet.name, *cell) for cell in ours.notes.get(sheet.name, ())}
    marked |= {ref for ref in memory.places(sheet.name) if memory.carries(ref)}
    memory.hand_down(sheet, marked, not_hers)
    marked |= {ref for ref in memory.places(sheet.name) if memory.carries(ref)}
    want = {ref: mark for ref, mark in marks.cells.items() if ref.sheet == sheet.name}
    for ref in sorted(marked | set(want)):
        if ref.column not in not_hers and ref in memory.settled:
            memory.keep(memory.settled[ref])
        elif ref.column not in not_hers:
            mark = want.get(ref)
            changes.edits += _note(sheet, ref, mark)
            changes.edits += _fill(changes, sheet, ref, mark, memory)


def _note(sheet: SheetSnapshot, ref: CellRef, mark: CellMark | None) -> Iterable[Edit]:
    cell = (ref.row, ref.column)
    if cell in sheet.threaded or (mark is not None and not mark.lines):
        return
    before = sheet.notes.get(cell, "")
    words = without_block(before)
    after = with_block(words, mark.lines, mark.token) if mark is not None else words
    if after != before and (mark is not None or has_block(before)):
        yield SetNote(ref, after or None)


def _fill(
    changes: Changes, sheet: SheetSnapshot, ref: CellRef, mark: CellMark | None, memory: Memory
) -> Iterable[Edit]:
    note = sheet.notes.get((ref.row, ref.column), "")
    former = memory.former(ref, mark, note)
    ours = memory.carries(ref)
    if mark is None:
        if ours and former is not None:
            yield RestoreLook(ref, former.look)
        elif ours:
            where = f"{sheet.name}!{ref.address}"
            changes.left_alone.append(worded("notice.keeps_colour", where=where))
        return
    color = FILLS[mark.outcome]
    present = memory.look(ref)
    before = present if former is None else former.look
    if former is not None or not (ours and has_block(note)):
        memory.keep(FormerLook(sheet.name, mark.token, ref.row, ref.column, color, before))
    she_chose = former is not None and not ours
    if not she_chose and color_of(present) != color:
        yield SetFill(ref, color)


def _without_columns(
    snapshot: BookSnapshot, ours: Owned, name: str, memory: Memory
) -> Iterable[Edit]:
    """Take off our columns, cell by cell; words of somebody's in them stay."""
    sheet = snapshot.sheet(name)
    if sheet is None:
        return
    columns = ours.columns.get(name) or ours.remains[name]
    header_row = ours.header_rows[name]
    for header, column in columns.items():
        yield SetValue(CellRef(name, header_row, column), None, _header_format(header_row, columns))
        for row in range(header_row + 1, len(sheet.rows) + 1):
            raw = plain(value_at(sheet.rows, row, column))
            if raw is not None and is_ours(header, raw):
                yield SetValue(CellRef(name, row, column), None, _format(header, raw))
        yield SetColumnWidth(name, column, None)
    yield from _without_looks(sheet, columns, header_row, memory)
    for cell in ours.notes.get(name, ()):
        if cell[1] in columns.values():
            yield from _note(sheet, CellRef(name, *cell), None)


def _words_of_hers(snapshot: BookSnapshot, ours: Owned, name: str) -> Iterable[str]:
    """Say where somebody's words stand in our columns; they stay when our columns go."""
    sheet = snapshot.sheet(name)
    columns = ours.columns.get(name) or ours.remains[name]
    for row in range(ours.header_rows[name] + 1, len(sheet.rows) + 1) if sheet else ():
        for header, column in columns.items():
            if sheet and not is_ours(header, plain(value_at(sheet.rows, row, column))):
                ref = CellRef(name, row, column)
                yield _words_stay(ref, header, "notice.words_stay")


def _words_stay(ref: CellRef, header: str, say: str) -> str:
    return worded(say, where=f"{ref.sheet}!{ref.address}", header=of_pack(header))


def _without_looks(
    sheet: SheetSnapshot, columns: Mapping[str, int], header_row: int, memory: Memory
) -> Iterable[Edit]:
    """Take our look off blank cells: those of an inserted row have it from the row above."""
    for header, column in columns.items():
        for row in range(header_row + 1, len(sheet.rows) + 1) if header != MISSING else ():
            ref = CellRef(sheet.name, row, column)
            word = memory.word(ref)
            if value_at(sheet.rows, row, column) is None and (word or header != STATUS):
                yield SetValue(ref, None, _format(header, word))


def _gaps_tab(snapshot: BookSnapshot, ours: Owned, gaps: OwnSheet | None) -> Iterable[Edit]:
    if gaps is KEEP:
        return
    if gaps is not None:
        yield from put_tab(snapshot, gaps)
    elif ours.gaps_tab:
        yield DropSheet(ours.gaps_tab)


def put_tab(snapshot: BookSnapshot, sheet: OwnSheet) -> Iterable[Edit]:
    """Put a tab of ours, unless it says the same already."""
    stands = snapshot.sheet(sheet.name)
    wanted = [[cell.value for cell in row] for row in sheet.rows]
    if stands is not None and _said(_ours_of(sheet, stands)) == _said(wanted):
        return
    yield PutSheet(sheet)


def _ours_of(sheet: OwnSheet, stands: SheetSnapshot) -> Sequence[Sequence[Raw]]:
    """Give the part of a tab that is ours; right of the keys and below them, words are hers."""
    if sheet.key_column is None:
        return stands.rows
    return [row[: sheet.key_column] for row in stands.rows[: len(sheet.rows)]]


def _said(rows: Sequence[Sequence[Value | Raw]]) -> list[list[Raw]]:
    """Give what rows say, without blanks at their ends."""
    said = []
    for row in rows:
        cells = [plain(raw) for raw in row]
        while cells and cells[-1] is None:
            cells.pop()
        said.append(cells)
    while said and not said[-1]:
        said.pop()
    return said


def gaps_name(snapshot: BookSnapshot, ours: Owned) -> str:
    """Give the name of the Gaps tab: as it stands, unless that is our name in another language."""
    stands = ours.gaps_tab
    if stands is not None and (stands in forms(GAPS_TAB) or stands not in gaps_tabs()):
        return stands
    return free_name(snapshot, say(GAPS_TAB))


def free_name(snapshot: BookSnapshot, name: str) -> str:
    """Give a tab name that she has not taken."""
    taken = {sheet.name.casefold() for sheet in snapshot.sheets}
    return name if name.casefold() not in taken else OTHER_NAME.format(name)
