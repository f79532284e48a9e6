"""What a run changes, cell by cell, with before and after: for the ledger, and for the way back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import zip_longest
from typing import Any, Literal

from models.cells import Raw
from models.records import Table
from models.roster import Roster
from sync.books.base import (
    BookSnapshot,
    CellRef,
    DropSheet,
    Edit,
    OwnSheet,
    PutSheet,
    RestoreLook,
    SetColumnWidth,
    SetFill,
    SetNote,
    SetValue,
    Value,
)
from sync.marks.notes import block_of
from sync.marks.owned import Owned, plain, value_at
from sync.marks.wanted import Wanted

Kind = Literal["header", "value", "note", "fill", "width", "tab", "line"]


@dataclass(frozen=True, slots=True)
class Change:
    """One cell, or one line of a tab of ours, that a run changes.

    header: for our columns, our header; for hers, what her header says. person: key of whom it is
    about. before, after: what stood and what stands, ready for JSON; of a note only our block.
    """

    kind: Kind
    sheet: str
    row: int = 0
    column: int = 0
    header: str = ""
    person: str | None = None
    before: Any = None
    after: Any = None


@dataclass(slots=True)
class Known:
    """What is known of a book at the time of a run, to say whom and what a cell is about."""

    snapshot: BookSnapshot
    ours: Owned
    marks: Wanted
    looks: Mapping[CellRef, str]
    tables: Mapping[str, Table] = field(default_factory=dict)
    people: Mapping[tuple[str, int], str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)

    def header_row(self, sheet: str) -> int:
        """Give the row of the headers of a sheet; 0 where there are none."""
        if sheet in self.tables:
            return self.tables[sheet].header_row
        return self.ours.header_rows.get(sheet, 0)

    def our_header(self, sheet: str, column: int) -> str:
        """Give our header of a column of ours; "" for one of hers."""
        wanted = self.marks.columns.get(sheet)
        for columns in (
            wanted.columns if wanted is not None else {},
            self.ours.columns.get(sheet, {}),
            self.ours.remains.get(sheet, {}),
        ):
            for header, at in columns.items():
                if at == column:
                    return header
        return ""

    def header(self, sheet: str, column: int) -> str:
        """Give the header of a column, ours or hers."""
        ours = self.our_header(sheet, column)
        if ours:
            return ours
        found = self.snapshot.sheet(sheet)
        raw = value_at(found.rows, self.header_row(sheet), column) if found is not None else None
        return str(raw or "")[:200]


def known(
    snapshot: BookSnapshot,
    ours: Owned,
    marks: Wanted,
    looks: Mapping[CellRef, str],
    roster: Roster | None,
) -> Known:
    """Put together what is known of a book. roster: None where no list of people was found."""
    people = roster.people if roster is not None else ()
    tables = roster.tables if roster is not None else ()
    return Known(
        snapshot,
        ours,
        marks,
        looks,
        {table.sheet: table for table in tables},
        {(one.table.sheet, one.row): one.key for one in people},
        {(one.name or one.key): one.key for one in people},
    )


def changes_of(edits: Sequence[Edit], about: Known) -> list[Change]:
    """Give what edits change, cell by cell; a cell that is written twice counts once."""
    cells: dict[tuple[str, CellRef], Change] = {}
    others: list[Change] = []
    for edit in edits:
        if isinstance(edit, PutSheet | DropSheet):
            others += _tab(edit, about)
        elif isinstance(edit, SetColumnWidth):
            header = about.our_header(edit.sheet, edit.column)
            others.append(Change("width", edit.sheet, 0, edit.column, header, after=edit.width))
        else:
            change = _cell(edit, about)
            cells[change.kind, edit.ref] = change
    return [*(one for one in cells.values() if one.before != one.after), *others]


def _cell(edit: SetValue | SetNote | SetFill | RestoreLook, about: Known) -> Change:
    ref, before, after = edit.ref, None, None
    kind: Kind = "fill"
    sheet = about.snapshot.sheet(ref.sheet)
    rows = sheet.rows if sheet is not None else ()
    notes = sheet.notes if sheet is not None else {}
    if isinstance(edit, SetValue):
        kind = "header" if ref.row == about.header_row(ref.sheet) else "value"
        before, after = packed(plain(value_at(rows, ref.row, ref.column))), packed(edit.value)
    elif isinstance(edit, SetNote):
        kind = "note"
        before, after = block_of(notes.get((ref.row, ref.column), "")), block_of(edit.text or "")
    elif isinstance(edit, SetFill):
        before, after = about.looks.get(ref, ""), edit.color
    else:
        before, after = about.looks.get(ref, ""), edit.look
    person = about.people.get((ref.sheet, ref.row))
    header = about.header(ref.sheet, ref.column)
    return Change(kind, ref.sheet, ref.row, ref.column, header, person, before, after)


def _tab(edit: PutSheet | DropSheet, about: Known) -> Iterator[Change]:
    """Give a tab of ours that comes, goes or changes, line by line."""
    name = edit.sheet.name if isinstance(edit, PutSheet) else edit.name
    found = about.snapshot.sheet(name)
    before = said(found.rows) if found is not None else None
    after = said_by(edit.sheet) if isinstance(edit, PutSheet) else None
    yield Change("tab", name, before=_length(before), after=_length(after))
    if name == about.ours.memory_tab or (name != about.ours.gaps_tab and _is_memory(edit)):
        return  # our own book-keeping, worked out anew each time
    for number, (old, new) in enumerate(zip_longest(before or (), after or ()), 1):
        if old == new:
            continue
        if old is not None:
            yield _line(name, number, about, before=old)
        if new is not None:
            yield _line(name, number, about, after=new)


def _line(name: str, number: int, about: Known, *, before: Any = None, after: Any = None) -> Change:
    who = (before or after or [""])[0]
    person = about.names.get(who) if isinstance(who, str) else None
    return Change("line", name, number, 0, "", person, before, after)


def _length(rows: Sequence[object] | None) -> int | None:
    return None if rows is None else len(rows)


def _is_memory(edit: PutSheet | DropSheet) -> bool:
    return isinstance(edit, PutSheet) and edit.sheet.visibility != "visible"


def said_by(sheet: OwnSheet) -> list[list[Any]]:
    """Give what a tab of ours is to say, line by line, ready for JSON."""
    return said([[cell.value for cell in row] for row in sheet.rows])


def said(rows: Iterable[Sequence[Raw | Value]]) -> list[list[Any]]:
    """Give what rows say, without blanks at their ends, ready for JSON.

    Of the first row only the title: when the book was last looked at stands beside it.
    """
    lines: list[list[Any]] = []
    for row in rows:
        line = [packed(plain(raw)) for raw in row]
        while line and line[-1] is None:
            line.pop()
        lines.append(line if lines else line[:1])
    while lines and not lines[-1]:
        lines.pop()
    return lines


def packed(value: Raw | Value) -> Any:
    """Give a value as JSON can hold it; a whole number is the same with a point or without."""
    if isinstance(value, datetime):
        return {"moment": value.isoformat()}
    if isinstance(value, date):
        return {"day": value.isoformat()}
    if isinstance(value, bool | str) or value is None:
        return value if not isinstance(value, str) else str(value)
    if isinstance(value, int | float):
        return int(value) if value == int(value) else float(value)
    return str(value)


def unpacked(value: Any) -> Value:
    """Give back the value that was packed."""
    if isinstance(value, dict):
        if "day" in value:
            return date.fromisoformat(value["day"])
        return datetime.fromisoformat(value["moment"])
    found: Value = value
    return found
