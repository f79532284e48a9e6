"""Writes sheets as an Excel workbook whose bytes are the same every time."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]

from sample_workbooks.grid import Cell, Sheet, Style

MADE = datetime(2026, 11, 20, 9, 30)  # noqa: DTZ001 (docProps carry no time zone)

Extras = Callable[[Any, dict[str, Any]], None]
"""Adds what only a whole workbook has (charts, tables), given the book and the tabs by name."""


def write_xlsx(
    path: Path,
    sheets: list[Sheet],
    *,
    title: str,
    author: str,
    extras: Extras | None = None,
    date_1904: bool = False,
) -> None:
    """Write the sheets, then the extras, and save."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(
        buffer, {"in_memory": True, "default_date_format": "m/d/yyyy", "date_1904": date_1904}
    )
    book.set_properties({"title": title, "author": author, "created": MADE})
    formats = _formats(book)
    tabs = {sheet.name: _write_sheet(book, sheet, formats) for sheet in sheets}
    if extras is not None:
        extras(book, tabs)
    book.close()
    path.write_bytes(_same_every_time(buffer.getvalue()))


def _formats(book: Any) -> Callable[[Style], Any]:
    made: dict[Style, Any] = {}

    def give(style: Style) -> Any:
        if style not in made:
            wanted = {
                "bold": style.bold,
                "italic": style.italic,
                "font_size": style.size,
                "font_color": style.color and f"#{style.color}",
                "bg_color": style.fill and f"#{style.fill}",
                "num_format": style.number,
                "border": 1 if style.border else 0,
                "border_color": "#B7B7B7" if style.border else None,
                "align": style.align,
                "valign": "vcenter",
                "text_wrap": style.wrap,
            }
            made[style] = book.add_format({k: v for k, v in wanted.items() if v})
        return made[style]

    return give


def _write_sheet(book: Any, sheet: Sheet, formats: Callable[[Style], Any]) -> Any:
    tab = book.add_worksheet(sheet.name)
    for column, width in sheet.widths.items():
        tab.set_column(column - 1, column - 1, width)
    for row in sorted(sheet.hidden_rows | set(sheet.heights)):
        options = {"hidden": True} if row in sheet.hidden_rows else {}
        tab.set_row(row - 1, sheet.heights.get(row), None, options)
    for r1, c1, r2, c2 in sheet.merges:
        tab.merge_range(r1 - 1, c1 - 1, r2 - 1, c2 - 1, "", formats(sheet.cell(r1, c1).style))
    for row, cells in sorted(sheet.rows.items()):
        for column, cell in sorted(cells.items()):
            _write_cell(book, tab, (row - 1, column - 1), cell, formats)
    if sheet.frozen != (0, 0):
        tab.freeze_panes(*sheet.frozen)
    tab.set_landscape()
    tab.set_paper(1)  # Letter
    tab.fit_to_pages(1, 0)
    tab.set_footer("&L&F, &A&RPage &P of &N")
    return tab


def _write_cell(
    book: Any, tab: Any, at: tuple[int, int], cell: Cell, formats: Callable[[Style], Any]
) -> None:
    look, value = formats(cell.style), cell.value
    if cell.formula is not None:
        tab.write_formula(*at, cell.formula, look, value)
    elif cell.rich:
        tab.write_rich_string(*at, *_runs(book, cell), look)
    elif value is None:
        tab.write_blank(*at, None, look)
    elif isinstance(value, bool):
        tab.write_boolean(*at, value, look)
    elif isinstance(value, date | time):
        tab.write_datetime(*at, value, look)
    elif isinstance(value, str):
        tab.write_string(*at, value, look)
    else:
        tab.write_number(*at, value, look)
    if cell.note is not None:
        text = f"{cell.note.author}:\n{cell.note.text}"
        tab.write_comment(*at, text, {"author": cell.note.author, "x_scale": 1.4})


def _runs(book: Any, cell: Cell) -> list[Any]:
    runs: list[Any] = []
    for color, text in cell.rich:
        if color:
            runs.append(book.add_format({"bold": True, "font_color": f"#{color}"}))
        runs.append(text)
    return runs


def _same_every_time(data: bytes) -> bytes:
    """Pack the parts again with fixed dates; give the notes a bold author, as Excel does."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if re.fullmatch(r"xl/comments\d+\.xml", name):
                part = _bold_authors(part.decode()).encode()
            info = zipfile.ZipInfo(name, MADE.timetuple()[:6])
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0
            new.writestr(info, part)
    return out.getvalue()


def _bold_authors(xml: str) -> str:
    run = re.compile(r"<r><rPr>(.*?)</rPr><t[^>]*>([^<\n]*:)\n([^<]*)</t></r>", re.DOTALL)
    return run.sub(
        r'<r><rPr><b/>\1</rPr><t>\2</t></r><r><rPr>\1</rPr><t xml:space="preserve">' + "\n"
        r"\3</t></r>",
        xml,
    )
