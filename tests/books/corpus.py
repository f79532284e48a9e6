"""Varied workbooks, made on the spot: each maker writes one file and is named for what is odd."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import xlsxwriter
from openpyxl.comments import Comment
from openpyxl.worksheet.table import Table

Maker = Callable[[Path], None]

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_REL = "http://purl.oclc.org/ooxml/officeDocument/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
NAMES = ("Ada Byron", "Bo Ek", "Cem Øst", "Dot & Co <x>", 'Eve "E"')


def png() -> bytes:
    """A picture of one point."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    data = zlib.compress(b"\0\xff\0\0")
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def _roster(book: Any, name: str = "Members") -> Any:
    """The rows that every XlsxWriter file has."""
    sheet = book.add_worksheet(name)
    head = book.add_format({"bold": True, "bg_color": "#DDEBF7", "bottom": 1})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    sheet.write_row(0, 0, ["Name", "Hours", "Since", "Total"], head)
    for row, who in enumerate(NAMES, 1):
        sheet.write_string(row, 0, who)
        sheet.write_number(row, 1, row * 1.5)
        sheet.write_datetime(row, 2, datetime(2020, 1, row), day)  # noqa: DTZ001
    sheet.write_formula(6, 3, "=SUM(B2:B6)", None, 22.5)
    return sheet


def _with_xlsxwriter(build: Callable[[Any, Any], None], **options: Any) -> Maker:
    def make(path: Path) -> None:
        book = xlsxwriter.Workbook(str(path), options)
        build(book, _roster(book))
        book.close()

    return make


def _plain(book: Any, sheet: Any) -> None:
    sheet.set_column(0, 0, 24)


def _charts(book: Any, sheet: Any) -> None:
    chart = book.add_chart({"type": "line"})
    chart.add_series({"values": "=Members!$B$2:$B$6", "categories": "=Members!$A$2:$A$6"})
    sheet.insert_chart("F2", chart)
    other = book.add_chart({"type": "pie"})
    other.add_series({"values": "=Members!$B$2:$B$6"})
    book.add_chartsheet("Picture").set_chart(other)
    sheet.add_sparkline("E2", {"range": "Members!B2:B6"})


def _tables(book: Any, sheet: Any) -> None:
    sheet.add_table(0, 0, 5, 2, {"name": "Roster", "columns": [{"header": h} for h in "ABC"]})
    other = book.add_worksheet("Other")
    other.add_table(2, 1, 6, 3, {"name": "Second", "total_row": True})


def _rules(book: Any, sheet: Any) -> None:
    sheet.data_validation("B2:B6", {"validate": "decimal", "criteria": ">", "value": 0})
    sheet.conditional_format("B2:B6", {"type": "3_color_scale"})
    sheet.conditional_format("B2:B6", {"type": "data_bar", "data_bar_2010": True})
    sheet.conditional_format("A1:D7", {"type": "formula", "criteria": "=$B1>3",
                                       "format": book.add_format({"bg_color": "red"})})  # fmt: skip
    book.define_name("Hours", "=Members!$B$2:$B$6")
    book.define_name("Members!Local", "=Members!$A$1")
    sheet.autofilter(0, 0, 5, 2)
    sheet.freeze_panes(1, 1)
    sheet.repeat_rows(0)
    sheet.write_url("A9", "https://example.org/", string="page")


def _notes(book: Any, sheet: Any) -> None:
    sheet.write_comment("A2", "Ask Bo about this.", {"author": "Ada"})
    sheet.write_comment("E2", "Hers, beside the data.")
    sheet.write_comment("C4", "Long " * 60, {"visible": True})
    other = book.add_worksheet("Other")
    other.write_comment("B3", "On the other sheet")


def _controls(book: Any, sheet: Any) -> None:
    sheet.insert_button("F2", {"macro": "do_it", "caption": "Press"})
    sheet.insert_textbox("F6", "words in a box")
    sheet.insert_checkbox("E3", True)
    sheet.write_comment("B2", "beside a button")


def _pictures(book: Any, sheet: Any) -> None:
    data = png()
    sheet.insert_image("F2", "a.png", {"image_data": io.BytesIO(data)})
    sheet.set_header("&L&G", {"image_left": "a.png", "image_data_left": io.BytesIO(data)})
    sheet.set_background(io.BytesIO(data))
    sheet.embed_image("E5", "a.png", {"image_data": io.BytesIO(data)})


def _macros(book: Any, sheet: Any) -> None:
    book.add_vba_project(io.BytesIO(b"\xd0\xcf\x11\xe0 not really a macro"), is_stream=True)
    sheet.insert_button("F2", {"macro": "do_it"})


def _styled(book: Any, sheet: Any) -> None:
    sheet.set_row(2, 30, book.add_format({"italic": True, "bg_color": "#FFFF00"}))
    sheet.set_column(4, 8, 17, book.add_format({"num_format": "0.00", "border": 1}))
    sheet.set_column(2, 2, 12, None, {"hidden": True, "level": 1})
    sheet.merge_range("A9:C10", "merged", book.add_format({"align": "center"}))
    bold = book.add_format({"bold": True})
    sheet.write_rich_string("A12", "some ", bold, "bold", " words")
    sheet.write_blank("E4", None, book.add_format({"pattern": 2, "fg_color": "green"}))


def _formulas(book: Any, sheet: Any) -> None:
    sheet.write_array_formula("F2:F4", "{=B2:B4*2}", None, 3)
    sheet.write_dynamic_array_formula("G2", "=SORT(B2:B6)", None, 1.5)
    sheet.write_formula("E2", "=COUNTA(K:K)", None, 0)
    sheet.write_formula("E3", "=1/0", None, "#DIV/0!")
    sheet.write_boolean("E4", True)


def _hidden(book: Any, sheet: Any) -> None:
    book.add_worksheet("Secret").hide()
    book.add_worksheet("Deep").very_hidden()
    locked = book.add_worksheet("Locked")
    locked.write("A1", "x")
    locked.protect("pw")
    book.set_properties({"title": "Roster", "author": "Ada"})
    book.set_custom_property("Kind", "members")


def _quoted(book: Any, sheet: Any) -> None:
    other = book.add_worksheet("O'Brien & Söns <1>")
    other.write("A1", "x")
    sheet.write_formula("E2", "='O''Brien & Söns <1>'!A1", None, "x")


def _by_openpyxl(path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Members"
    sheet.append(["Name", "Hours", "Since"])
    for n, who in enumerate(NAMES, 1):
        sheet.append([who, n * 1.5, date(2020, 1, n)])
    sheet["A2"].comment = Comment("Ask Bo", "Ada")
    sheet.add_table(Table(displayName="Roster", ref="A1:C6"))
    book.create_sheet("Empty")
    book.save(path)


# Packages written by hand


CONTENT = "application/vnd.openxmlformats-officedocument.spreadsheetml"
DECLARED = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
STYLES = (
    '<styleSheet xmlns="{main}"><fonts count="1"><font><sz val="11"/><name val="Arial"/></font>'
    '</fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill '
    'patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs '
    'count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" '
    'borderId="0" xfId="0"/><xf numFmtId="14" fontId="0" fillId="0" borderId="0" xfId="0" '
    'applyNumberFormat="1"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" '
    'builtinId="0"/></cellStyles></styleSheet>'
)
ROWS = (
    '<row r="1"><c r="A1" t="inlineStr"><is><t>Name</t></is></c><c r="B1"><v>1</v></c></row>'
    '<row r="2" spans="1:2"><c r="A2" t="inlineStr"><is><t>Ada</t></is></c><c r="B2" s="1">'
    "<v>43831</v></c></row>"
)


def package(
    rows: str = ROWS, *, main: str = MAIN, rel: str = REL, around: tuple[str, str] = ("", ""),
    workbook: str = "xl/workbook.xml", sheet: str = "xl/worksheets/sheet1.xml",
    targets: tuple[str, str] = ("xl/workbook.xml", "worksheets/sheet1.xml"), extra: str = "",
) -> dict[str, bytes]:  # fmt: skip
    """The parts of a small workbook, every one of which may be odd."""
    folder, _, file = workbook.rpartition("/")
    styles = f"{folder}/styles.xml".lstrip("/")
    parts = {
        "[Content_Types].xml": f'{DECLARED}<Types xmlns="{PACKAGE}/content-types"><Default '
        'Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/><Override '
        f'PartName="/{workbook}" ContentType="{CONTENT}.sheet.main+xml"/><Override '
        f'PartName="/{sheet}" ContentType="{CONTENT}.worksheet+xml"/><Override '
        f'PartName="/{styles}" ContentType="{CONTENT}.styles+xml"/></Types>',
        "_rels/.rels": f'{DECLARED}<Relationships xmlns="{PACKAGE}/relationships"><Relationship '
        f'Id="rId1" Type="{rel}/officeDocument" Target="{targets[0]}"/></Relationships>',
        workbook: f'{DECLARED}<workbook xmlns="{main}" xmlns:r="{rel}">{extra}<sheets><sheet '
        'name="Data" sheetId="1" r:id="rId1"/></sheets></workbook>',
        f"{folder}/_rels/{file}.rels".lstrip("/"): f'{DECLARED}<Relationships xmlns="{PACKAGE}/'
        f'relationships"><Relationship Id="rId1" Type="{rel}/worksheet" Target="{targets[1]}"/>'
        f'<Relationship Id="rId2" Type="{rel}/styles" Target="styles.xml"/></Relationships>',
        sheet: f'{DECLARED}<worksheet xmlns="{main}" xmlns:r="{rel}">{around[0]}<sheetData>{rows}'
        f"</sheetData>{around[1]}</worksheet>",
        styles: DECLARED + STYLES.format(main=main),
    }
    return {name: text.encode() for name, text in parts.items()}


def _packed(parts: dict[str, bytes]) -> Maker:
    def make(path: Path) -> None:
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in parts.items():
                archive.writestr(zipfile.ZipInfo(name, (2024, 5, 6, 7, 8, 10)), data, 8)

    return make


def _without_styles() -> dict[str, bytes]:
    parts = package('<row r="1"><c r="A1"><v>1</v></c></row>')
    del parts["xl/styles.xml"]
    for name in ("[Content_Types].xml", "xl/_rels/workbook.xml.rels"):
        text = parts[name].decode()
        start = text.rindex("<Override" if name.startswith("[") else "<Relationship ")
        parts[name] = (text[:start] + text[text.index("/>", start) + 2 :]).encode()
    return parts


def _prefixed() -> dict[str, bytes]:
    parts = package()
    for name in ("xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml"):
        text = parts[name].decode()
        head, _, body = text.partition("\n")
        body = body.replace("</", "\0").replace("<", "<x:").replace("\0", "</x:")
        parts[name] = f"{head}\n{body.replace('xmlns=', 'xmlns:x=')}".encode()
    return parts


def _recoded(codec: str, mark: bytes = b"", *names: str) -> dict[str, bytes]:
    parts = package()
    for name in names or tuple(parts):
        text = parts[name].decode().replace('encoding="UTF-8"', f'encoding="{codec[:6].upper()}"')
        parts[name] = mark + text.encode(codec)
    return parts


def _streamed(path: Path) -> None:
    """A zip written to a pipe: sizes stand behind each member."""

    class Pipe(io.RawIOBase):
        def __init__(self) -> None:
            self.data = bytearray()

        def writable(self) -> bool:
            return True

        def write(self, data: Any) -> int:
            self.data += data
            return len(data)

    pipe = Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:  # type: ignore[call-overload]
        for name, data in package().items():
            archive.writestr(name, data)
    path.write_bytes(bytes(pipe.data))


def _wide_zip(path: Path) -> None:
    """A zip whose members claim room for more than 4 GB."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in package().items():
            with archive.open(name, "w", force_zip64=True) as file:
                file.write(data)


def _backslashes() -> dict[str, bytes]:
    return {n.replace("/", "\\") if n.startswith("xl") else n: d for n, d in package().items()}


BARE_ROWS = (
    '<row><c t="inlineStr"><is><t>Name</t></is></c><c><v>1</v></c></row><row/><row><c><v>3</v></c>'
    "<c><v>4</v></c></row>"
)
ODD_ROWS = (
    '<row r="1" spans="1:1" ht="20" customHeight="1"><c r="A1" s="1"><v>1</v></c></row>\n '
    '<row r="2"/><row r="4" s="1" customFormat="1"/>\n<row r="9"><c r="B9" s="1"/><c r="D9">'
    '<v>4</v></c><extLst><ext uri="{x}"/></extLst></row>'
)
CDATA_ROWS = (
    '<!-- <row r="1"> --><row r="1"><c r="A1" t="inlineStr"><is><t><![CDATA[<row r="7">]]></t></is>'
    "</c></row>"
)
BEFORE = (
    '<sheetPr/><dimension ref="A1:B2"/><sheetFormatPr defaultRowHeight="15"/><cols><col min="1" '
    'max="16384" width="9" customWidth="1"/></cols>'
)
BEHIND = (
    '<pageMargins left="1" right="1" top="1" bottom="1" header="1" footer="1"/><mc:Alternate'
    'Content xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice '
    'Requires="x14"><controls/></mc:Choice></mc:AlternateContent><extLst/>'
)

MAKERS: dict[str, Maker] = {
    "plain.xlsx": _with_xlsxwriter(_plain),
    "charts.xlsx": _with_xlsxwriter(_charts),
    "tables.xlsx": _with_xlsxwriter(_tables),
    "rules.xlsx": _with_xlsxwriter(_rules),
    "notes.xlsx": _with_xlsxwriter(_notes),
    "controls.xlsx": _with_xlsxwriter(_controls),
    "pictures.xlsx": _with_xlsxwriter(_pictures),
    "macros.xlsm": _with_xlsxwriter(_macros),
    "styled.xlsx": _with_xlsxwriter(_styled),
    "formulas.xlsx": _with_xlsxwriter(_formulas),
    "hidden.xlsx": _with_xlsxwriter(_hidden),
    "quoted.xlsx": _with_xlsxwriter(_quoted),
    "inline.xlsx": _with_xlsxwriter(_plain, constant_memory=True),
    "from-1904.xlsx": _with_xlsxwriter(_plain, date_1904=True),
    "openpyxl.xlsx": _by_openpyxl,
    "raw.xlsx": _packed(package()),
    "no-styles.xlsx": _packed(_without_styles()),
    "prefixed.xlsx": _packed(_prefixed()),
    "strict.xlsx": _packed(package(main=STRICT, rel=STRICT_REL)),
    "bom.xlsx": _packed(_recoded("utf-8", b"\xef\xbb\xbf")),
    "no-numbers.xlsx": _packed(package(BARE_ROWS)),
    "odd-rows.xlsx": _packed(package(ODD_ROWS)),
    "no-rows.xlsx": _packed(package("")),
    "cdata.xlsx": _packed(package(CDATA_ROWS)),
    "around.xlsx": _packed(package(around=(BEFORE, BEHIND))),
    "absolute.xlsx": _packed(
        package(targets=("/xl/workbook.xml", "/xl/worksheets/sheet1.xml"))
    ),
    "elsewhere.xlsx": _packed(
        package(
            workbook="book/main.xml", sheet="book/pages/one page.xml",
            targets=("book/main.xml", "pages/one%20page.xml"),
        )
    ),
    "backslashes.xlsx": _packed(_backslashes()),
    "streamed.xlsx": _streamed,
    "zip64.xlsx": _wide_zip,
}  # fmt: skip

HARD_TO_READ: dict[str, Maker] = {
    "utf-16.xlsx": _packed(
        _recoded("utf-16-le", b"\xff\xfe", "xl/worksheets/sheet1.xml", "xl/styles.xml")
    ),
    "utf-16-be.xlsx": _packed(_recoded("utf-16-be", b"\xfe\xff", "xl/worksheets/sheet1.xml")),
}
"""Workbooks that Excel opens and that need our own help to be read."""


def make(name: str, folder: Path) -> Path:
    """Write one workbook of the corpus."""
    path = folder / name
    (MAKERS.get(name) or HARD_TO_READ[name])(path)
    return path
