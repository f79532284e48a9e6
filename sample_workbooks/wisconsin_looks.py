"""What makes the Wisconsin workbook a real one: summary, chart, table, lists, picture, print."""

from __future__ import annotations

import io
import struct
import zlib
from datetime import date
from typing import Any

from sample_workbooks.grid import Cell, Sheet, Style, letters

CATEGORIES = (
    "IFA", "ECFA", "IFS", "ECFS", "IMHS", "ECMHS", "ERS", "IMHM-C", "IMHM-P", "IMHM-R/F",
)  # fmt: skip
STATUSES = ("Active", "Endorsed", "Inactive", "Emeritus")
HEAD = Style(bold=True, fill="DDEBF7", border=True, align="center")
BODY = Style(border=True, align="center")
LABEL = Style(border=True)
TODAY = date(2027, 1, 10)


def summary(roster: Sheet, first: int, keys: list[str]) -> Sheet:
    """Count people by category and status, with formulas over the roster."""
    sheet = Sheet("Summary", widths={1: 26} | dict.fromkeys(range(2, 7), 11), heights={1: 30})
    sheet.put(1, 2, Cell("Endorsees at a glance", Style(bold=True, size=16, color="1F4E79")))
    sheet.put(4, 1, Cell("Category", HEAD))
    last = roster.last_row
    people = [
        {key: roster.cell(row, column).value for column, key in enumerate(keys, 1)}
        for row in range(first, last + 1)
    ]

    def area(key: str) -> str:
        column = letters(keys.index(key) + 1)
        return f"Members!${column}${first}:${column}${last}"

    for column, status in enumerate((*STATUSES, "All"), 2):
        sheet.put(4, column, Cell(status, HEAD))
    for row, category in enumerate(CATEGORIES, 5):
        sheet.put(row, 1, Cell(category, LABEL))
        for column, status in enumerate(STATUSES, 2):
            formula = f"=COUNTIFS({area('category')},$A{row},{area('status')},{letters(column)}$4)"
            here = [p for p in people if (p["category"], p["status"]) == (category, status)]
            sheet.put(row, column, Cell(len(here), BODY, formula=formula))
        total = sum(_number(sheet, row, column) for column in range(2, 6))
        sheet.put(row, 6, Cell(total, BODY, formula=f"=SUM(B{row}:E{row})"))
    end = 4 + len(CATEGORIES)
    _foot(sheet, end + 1)
    ended = [p for p in people if isinstance(p["member"], date) and p["member"] < TODAY]
    sheet.put(end + 3, 1, Cell("Membership ended", LABEL))
    formula = f'=COUNTIF({area("member")},"<"&DATE(2027,1,10))'
    sheet.put(end + 3, 2, Cell(len(ended), BODY, formula=formula))
    return sheet


def _foot(sheet: Sheet, row: int) -> None:
    bold = Style(bold=True, border=True, align="center", fill="F2F2F2")
    sheet.put(row, 1, Cell("Total", Style(bold=True, border=True, fill="F2F2F2")))
    for column in range(2, 7):
        values = [_number(sheet, r, column) for r in range(5, row)]
        letter = letters(column)
        formula = f"=SUM({letter}5:{letter}{row - 1})"
        sheet.put(row, column, Cell(sum(values), bold, formula=formula))


def _number(sheet: Sheet, row: int, column: int) -> int:
    value = sheet.cell(row, column).value
    return value if isinstance(value, int) else 0


def lists() -> Sheet:
    """Give the words that the drop-down lists offer."""
    sheet = Sheet("Lists", widths={1: 16, 2: 16})
    for column, (head, words) in enumerate((("Categories", CATEGORIES), ("Statuses", STATUSES)), 1):
        sheet.put(1, column, Cell(head, HEAD))
        for row, word in enumerate(words, 2):
            sheet.put(row, column, Cell(word))
    return sheet


def add_extras(book: Any, tabs: dict[str, Any]) -> None:
    """Add all that is more than cells."""
    members, log = tabs["Members"], tabs["Training Log"]
    last = members.dim_rowmax
    book.define_name("Category_list", f"=Lists!$A$2:$A${len(CATEGORIES) + 1}")
    book.define_name("Status_list", f"=Lists!$B$2:$B${len(STATUSES) + 1}")
    book.define_name("Roster", f"=Members!$A$3:$Q${last + 1}")
    members.autofilter(2, 0, last, 16)
    _rules(book, members, last)
    members.repeat_rows(2)
    members.print_area(0, 0, last, 16)
    members.set_header("&C&B&A")
    heads = ["Date", "End date", "Title", "Hours", "Topic", "Member ID", "Certificate on file"]
    look = book.add_format(
        {"bold": True, "font_color": "#FFFFFF", "bg_color": "#1F4E79", "border": 1,
         "text_wrap": True, "align": "center", "valign": "vcenter"}
    )  # fmt: skip
    log.add_table(
        2, 0, log.dim_rowmax, 6,
        {"name": "TrainingLog", "style": "Table Style Light 9",
         "columns": [{"header": head, "header_format": look} for head in heads]},
    )  # fmt: skip
    log.repeat_rows(2)
    tabs["RSC Log"].autofilter(2, 0, tabs["RSC Log"].dim_rowmax, 4)
    tabs["RSC Log"].set_portrait()
    tabs["Lists"].hide()
    tabs["Members"].activate()
    _summary_extras(book, tabs["Summary"])


def _rules(book: Any, members: Any, last: int) -> None:
    """Add drop-down lists and colours that follow the cells."""
    for column, name in ((4, "Category_list"), (5, "Status_list")):
        members.data_validation(
            3, column, last + 40, column,
            {"validate": "list", "source": f"={name}", "error_type": "information"},
        )  # fmt: skip
    members.conditional_format(
        3, 10, last + 40, 10,
        {"type": "formula", "criteria": "=AND(ISNUMBER($K4),$K4<DATE(2027,1,10))",
         "format": book.add_format({"font_color": "#C00000", "bold": True})},
    )  # fmt: skip
    members.conditional_format(
        3, 14, last + 40, 14, {"type": "data_bar", "bar_color": "#9FC5E8", "bar_solid": True}
    )
    members.conditional_format(
        3, 5, last + 40, 5,
        {"type": "cell", "criteria": "==", "value": '"Inactive"',
         "format": book.add_format({"font_color": "#7F7F7F", "italic": True})},
    )  # fmt: skip


def _summary_extras(book: Any, tab: Any) -> None:
    chart = book.add_chart({"type": "column", "subtype": "stacked"})
    end = 4 + len(CATEGORIES)
    for column, color in ((1, "#1F4E79"), (2, "#6FA8DC"), (3, "#B7B7B7"), (4, "#D5A6BD")):
        chart.add_series(
            {
                "name": ["Summary", 3, column],
                "categories": ["Summary", 4, 0, end - 1, 0],
                "values": ["Summary", 4, column, end - 1, column],
                "fill": {"color": color},
            }
        )
    chart.set_title({"name": "Endorsees by category", "name_font": {"size": 12}})
    chart.set_legend({"position": "bottom"})
    tab.insert_chart("H4", chart, {"description": "Columns: endorsees by category and status"})
    tab.insert_textbox(
        "A20",
        "Counts follow the Members tab.\nPeople with two credentials are counted twice.",
        {"width": 330, "height": 60, "fill": {"color": "#FFF9E5"}, "line": {"color": "#BF9000"}},
    )
    tab.insert_image(
        "A1", "logo.png",
        {"image_data": io.BytesIO(_logo()), "description": "Blue and gold stripes",
         "x_offset": 4, "y_offset": 4},
    )  # fmt: skip


def _logo() -> bytes:
    """Draw stripes as a small PNG without compression, so that its bytes never change."""
    width, height = 96, 28
    stripes = ((31, 78, 121), (255, 255, 255), (191, 144, 0), (255, 255, 255))
    pixels = b"".join(b"\0" + bytes(stripes[row // 7]) * width for row in range(height))
    stored = b"\x01" + struct.pack("<HH", len(pixels), len(pixels) ^ 0xFFFF) + pixels
    data = b"\x78\x01" + stored + struct.pack(">I", zlib.adler32(pixels))
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", data), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        for name, body in parts
    )
