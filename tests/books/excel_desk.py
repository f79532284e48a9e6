"""An open workbook as a person sees it, and what is done to one: for both kinds of Excel."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
from hypothesis import strategies as st
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.colors import Color

from models.cells import DateOrder
from sync.books.base import (
    Book,
    CellRef,
    Edit,
    Format,
    RestoreLook,
    SetColumnWidth,
    SetFill,
    SetNote,
    SetValue,
    Visibility,
)
from sync.marks.looks import word_of
from sync.packfiles import pack_named
from sync.run import Checked, judge, read_book
from tests.excel_com.cells import bgr
from tests.excel_com.workbook import Workbook


def at(row: int, column: int) -> CellRef:
    return CellRef("Members", row, column)


def three_people(folder: Path, fill: Callable[[Any], object] = lambda _: None) -> Path:
    """Save a workbook of three people; `fill` makes it hers."""
    plain = openpyxl.Workbook()
    sheet = plain.active
    sheet.title = "Members"
    for row in (["Name", "Level"], ["Ada", "IFS"], ["Bo", "IFA"], ["Cy", "IFS"]):
        sheet.append(row)
    plain.create_sheet("Lists")
    fill(sheet)
    path = folder / "members.xlsx"
    plain.save(path)
    return path


def dump(workbook: Workbook) -> dict[str, Any]:
    """Everything that can be seen in an open workbook."""
    return dump_of(workbook.plain)


def dump_of(plain: Any) -> dict[str, Any]:
    """Everything that can be seen in a workbook."""
    seen: dict[str, Any] = {}
    for sheet in plain.worksheets:
        seen[sheet.title] = {
            "state": sheet.sheet_state,
            "widths": {k: v.width for k, v in sheet.column_dimensions.items() if v.customWidth},
            "filter": sheet.auto_filter.ref,
            "cells": {
                cell.coordinate: (cell.value, seen_look(cell), cell.comment and cell.comment.text)
                for row in sheet.iter_rows()
                for cell in row
                if cell.value is not None or cell.comment or seen_look(cell) != PLAIN
            },
        }
    seen["active"] = plain.active.title
    return seen


def seen_look(cell: Any) -> tuple[object, ...]:
    """How a cell looks to a person, whatever words stand for it."""
    font, fill, lay = cell.font, cell.fill, cell.alignment
    kind = fill.tagname == "gradientFill" or (fill.patternType or "none")
    colors = (seen(fill.fgColor), seen(fill.bgColor)) if kind not in {True, "none", "solid"} else ()
    return (
        cell.number_format, font.name, font.sz, bool(font.b), bool(font.i), bgr(font.color),
        kind, seen(fill.fgColor) if kind == "solid" else colors,
        *((side.style, bgr(side.color)) if side and side.style else None
          for side in (cell.border.left, cell.border.right, cell.border.top, cell.border.bottom)),
        lay.horizontal or "general", lay.vertical or "bottom", bool(lay.wrap_text),
    )  # fmt: skip


def seen(color: Color) -> object:
    """A colour; what shines through it, Excel does not show."""
    return str(color.rgb)[-6:] if color.type == "rgb" else repr(color)


PLAIN = seen_look(openpyxl.Workbook().active["A1"])


def check(book: Book, pack: str, as_of: date) -> Callable[[], Checked]:
    rules = pack_named(pack)
    return lambda: judge(read_book(book, rules), rules, DateOrder.MDY, as_of)


def said(book: Book) -> dict[str, Any]:
    """All cells, notes and colours of a book."""
    snapshot = book.read()
    refs = [
        CellRef(sheet.name, row, column)
        for sheet in snapshot.sheets
        for row in range(1, len(sheet.rows) + 1)
        for column in range(1, len(sheet.rows[row - 1]) + 1)
    ]
    looks = book.looks(refs)
    hidden = {s.name for s in snapshot.sheets if s.visibility is Visibility.VERY_HIDDEN}
    return {
        sheet.name: (trimmed(sheet.rows), dict(sheet.notes), sheet.visibility)
        for sheet in snapshot.sheets
        if sheet.name not in hidden
    } | {
        "looks": {r: word_of(look) for r, look in looks.items() if r.sheet not in hidden},
        "hidden": hidden,
    }


def trimmed(rows: Any) -> list[list[Any]]:
    """Rows without blanks at their ends; a date is a date, with or without a clock."""
    found = []
    for row in rows:
        cells = [c.date() if isinstance(c, datetime) else c for c in row]
        while cells and cells[-1] in (None, ""):
            cells.pop()
        found.append(cells)
    while found and not found[-1]:
        found.pop()
    return found


values = st.one_of(
    st.none(),
    st.sampled_from(["Gap", "3/4/25", "=1", "• 3 hours", "'x"]),
    st.integers(1, 9),
    st.dates(date(1950, 1, 1), date(2050, 1, 1)),
    st.booleans(),
)
LAID = {
    3: Format(fill="F9D9DB", top=True),
    4: Format(bold=True, right=True),
    5: Format(like=(1, 2), wrap=True),
}
"""The format of a cell of ours follows from its column, as in the marks."""
hers, ours = (st.builds(at, st.integers(1, 5), st.integers(first, first + 1)) for first in (1, 3))
notes = st.one_of(st.none(), st.text("ab 😀\n", min_size=1, max_size=9).filter(str.strip))


@st.composite
def any_edits(draw: st.DrawFn) -> list[Edit]:
    """Edits as marks are: values in our columns, fills on her cells, notes anywhere."""
    edits: list[list[Edit]] = []
    written = draw(st.dictionaries(ours, st.tuples(values, st.booleans()), max_size=6))
    for ref, (value, emptied) in written.items():
        laid = LAID[ref.column]
        before: list[Edit] = [SetValue(ref, None, laid)] if emptied else []
        edits.append([*before, SetValue(ref, value, laid)])
    filled = draw(st.dictionaries(hers, st.sampled_from(["FDF1CC", "D9E8F6"]), max_size=4))
    edits += [[SetFill(ref, color)] for ref, color in filled.items()]
    noted = draw(st.dictionaries(st.one_of(hers, ours), notes, max_size=4))
    edits += [[SetNote(ref, text)] for ref, text in noted.items()]
    return [edit for part in draw(st.permutations(edits)) for edit in part]


def dressed(sheet: Any) -> None:
    """Give a sheet looks of all kinds, in her cells and where our columns come."""
    sheet["A1"].fill = PatternFill("solid", fgColor=Color(theme=0, tint=-0.25))
    sheet["A2"].fill = PatternFill("solid", fgColor=Color(theme=4, tint=0.5))
    sheet["A3"].fill = PatternFill("lightUp", fgColor="FF00AA00", bgColor="FFEEEEEE")
    sheet["A4"].fill = PatternFill("solid", fgColor="FF123456")
    edge = Side("thin", color="FF00FF00")
    for row in (2, 3):
        sheet.cell(row, 3).fill = PatternFill("solid", fgColor="FFABCDEF")
        sheet.cell(row, 3).border = Border(bottom=edge)
        sheet.cell(row, 3).font = Font(name="Georgia", sz=14, b=True, color="FF112233")
        sheet.cell(row, 3).number_format = "0.00"
        sheet.cell(row, 3).alignment = Alignment("center", "center", wrap_text=True)
    sheet["B1"].font = Font(name="Georgia", b=True, i=True)
    sheet["B1"].fill = PatternFill("solid", fgColor="FF224466")
    sheet["B1"].border = Border(bottom=Side("double"))
    sheet.column_dimensions["C"].width = 33


MARKED = [
    SetValue(at(1, 3), "Status", Format(like=(1, 2), wrap=True)),
    *(SetValue(at(row, 3), "Gap", Format(fill="F9D9DB", top=True)) for row in (2, 3, 4)),
    SetColumnWidth("Members", 3, 17.0),
]


def taken_off(batches: list[list[Edit]], looks: Any) -> list[Edit]:
    """Give the edits that take everything off again. looks: of her cells, as they were."""
    back: dict[object, Edit] = {}
    for edit in (edit for edits in batches for edit in edits):
        if isinstance(edit, SetValue):
            back["value", edit.ref] = SetValue(edit.ref, None, edit.format)
        elif isinstance(edit, SetFill):
            back["fill", edit.ref] = RestoreLook(edit.ref, looks[edit.ref])
        elif isinstance(edit, SetNote):
            back["note", edit.ref] = SetNote(edit.ref, None)
    return list(back.values())
