"""Marks a workbook as a check would, takes the marks off again, and compares packages."""

from __future__ import annotations

import struct
import zipfile
from dataclasses import dataclass, field
from pathlib import Path

from models.cells import Raw
from sync.books import open_book
from sync.books.base import (
    BookSnapshot,
    CellRef,
    DropSheet,
    Edit,
    Format,
    OwnCell,
    OwnSheet,
    PutSheet,
    RestoreLook,
    SetColumnWidth,
    SetFill,
    SetNote,
    SetValue,
    SheetSnapshot,
)

OURS = Format(fill="FFEB9C", wrap=True, top=True)
TAB = "Rostercheck gaps"
NOTE = "Rostercheck: 3 hours of reflective supervision are missing.\nAsk before 1 May."


@dataclass
class Marks:
    """The edits that mark a workbook, and those that take the marks off."""

    put: list[Edit] = field(default_factory=list)
    take: list[Edit] = field(default_factory=list)
    written: dict[CellRef, Raw] = field(default_factory=dict)


def last_column(sheet: SheetSnapshot) -> int:
    """The last column that holds anything at all."""
    used = [len(row) for row in sheet.rows] + [c for _, c in sheet.formulas]
    return max([*used, *(a.last_column for a in sheet.merged)], default=0)


def marks_for(path: Path, snapshot: BookSnapshot) -> Marks:
    """A note, two fills, a text and a number, a wider column, and a sheet of three rows."""
    marks = Marks()
    open_sheets = [s for s in snapshot.sheets if not s.protected]
    for sheet in open_sheets[:2]:
        column = last_column(sheet) + 1
        if column > 16_000:
            continue
        _mark_sheet(path, sheet, column, marks)
    rows = [[OwnCell("Who", Format(bold=True)), OwnCell("What")], [OwnCell("Ada"), OwnCell(3.5)]]
    first = snapshot.sheets[0].name if snapshot.sheets else TAB
    rows.append([OwnCell("Bo", link=CellRef(first, 2, 1)), OwnCell("x < y & z")])
    own = OwnSheet(TAB, rows, widths=[20, 40], frozen_rows=1, header_row=1)
    marks.put.append(PutSheet(own))
    marks.take.append(DropSheet(TAB))
    return marks


def _mark_sheet(path: Path, sheet: SheetSnapshot, column: int, marks: Marks) -> None:
    text = SetValue(CellRef(sheet.name, 2, column), "Gap: é < 3 & _x0041_", OURS)
    number = SetValue(
        CellRef(sheet.name, 3, column + 1), 2.25, Format(like=(3, 1), number_format="0.00")
    )
    fills = [CellRef(sheet.name, 1, 1), CellRef(sheet.name, 5, column + 2)]
    looks = open_book(path).looks(fills)
    marks.put += [text, number, *(SetFill(ref, "FFC7CE") for ref in fills)]
    marks.put.append(SetColumnWidth(sheet.name, column, 31))
    marks.take += [SetValue(e.ref, None, e.format) for e in (text, number)]
    marks.take += [RestoreLook(ref, looks[ref]) for ref in fills]
    marks.take.append(SetColumnWidth(sheet.name, column, None))
    marks.written |= {text.ref: text.value, number.ref: number.value}
    note = CellRef(sheet.name, 2, column)
    if (2, column) not in sheet.threaded:
        standing = sheet.notes.get((2, column))
        whole = f"{standing}\n\n{NOTE}" if standing else NOTE
        marks.put.append(SetNote(note, whole))
        marks.take.append(SetNote(note, standing))


def values(snapshot: BookSnapshot) -> dict[CellRef, Raw]:
    """All cells that hold anything."""
    return {
        CellRef(sheet.name, r, c): value
        for sheet in snapshot.sheets
        for r, row in enumerate(sheet.rows, 1)
        for c, value in enumerate(row, 1)
        if value not in (None, "")
    }


def members(path: Path) -> dict[str, bytes]:
    """Each member as it stands in the file, packed, with its header."""
    data = path.read_bytes()
    found = {}
    with zipfile.ZipFile(path) as archive:
        for info in archive.infolist():
            n, m = struct.unpack_from("<HH", data, info.header_offset + 26)
            start = info.header_offset
            found[info.orig_filename] = data[start : start + 30 + n + m + info.compress_size]
    return found
