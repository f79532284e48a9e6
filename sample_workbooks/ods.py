"""Writes one sheet as an OpenDocument spreadsheet, by hand and the same every time."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date, time
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from sample_workbooks.csvfile import shown
from sample_workbooks.grid import ERRORS, Cell, Sheet, Style
from sample_workbooks.xlsx import MADE

MIME = "application/vnd.oasis.opendocument.spreadsheet"
_SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{urn}:1.0"'
    for name, urn in (
        ("office", "office"), ("table", "table"), ("text", "text"), ("style", "style"),
        ("fo", "xsl-fo-compatible"), ("number", "datastyle"), ("meta", "meta"),
    )
)  # fmt: skip
_SPACES += (
    ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
    ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
)
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_MANIFEST = (
    f'{_HEAD}<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"'
    f' manifest:version="1.3"><manifest:file-entry manifest:full-path="/" manifest:version="1.3"'
    f' manifest:media-type="{MIME}"/>'
    + "".join(
        f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="text/xml"/>'
        for name in ("content.xml", "styles.xml", "meta.xml")
    )
    + "</manifest:manifest>"
)
_NUMBERS = {
    "m/d/yyyy": "<number:month/><number:text>/</number:text><number:day/>"
    '<number:text>/</number:text><number:year number:style="long"/>',
    "mmm-yy": '<number:month number:textual="true"/><number:text>-</number:text><number:year/>',
}


def write_ods(path: Path, sheet: Sheet, *, title: str, author: str) -> None:
    """Write the sheet as a whole document."""
    parts = {
        "mimetype": MIME,
        "META-INF/manifest.xml": _MANIFEST,
        "content.xml": _content(sheet),
        "styles.xml": f'{_HEAD}<office:document-styles {_SPACES} office:version="1.3"/>',
        "meta.xml": f'{_HEAD}<office:document-meta {_SPACES} office:version="1.3"><office:meta>'
        f"<meta:initial-creator>{author}</meta:initial-creator>"
        f"<meta:creation-date>{MADE.isoformat()}</meta:creation-date>"
        f"<dc:title>{title}</dc:title></office:meta></office:document-meta>",
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as out:
        for name, text in parts.items():
            info = zipfile.ZipInfo(name, MADE.timetuple()[:6])
            info.create_system = 0
            info.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            out.writestr(info, text.encode())
    path.write_bytes(buffer.getvalue())


def _content(sheet: Sheet) -> str:
    styles = list(dict.fromkeys(c.style for row in sheet.rows.values() for c in row.values()))
    names = {style: f"ce{number}" for number, style in enumerate(styles, 1)}
    widths = "".join(
        f'<style:style style:name="co{column}" style:family="table-column">'
        f'<style:table-column-properties style:column-width="{width * 0.21:.2f}cm"/></style:style>'
        for column, width in sheet.widths.items()
    )
    columns = "".join(f'<table:table-column table:style-name="co{c}"/>' for c in sheet.widths)
    rows = "".join(_row(sheet, row, names) for row in range(1, sheet.last_row + 1))
    looks = "".join(_look(style, name) for style, name in names.items())
    return (
        f'{_HEAD}<office:document-content {_SPACES} office:version="1.3">'
        f"<office:automatic-styles>{_number_styles()}{widths}{looks}</office:automatic-styles>"
        f"<office:body><office:spreadsheet><table:table table:name={quoteattr(sheet.name)}>"
        f"{columns}{rows}</table:table></office:spreadsheet></office:body>"
        "</office:document-content>"
    )


def _number_styles() -> str:
    dates = "".join(
        f'<number:date-style style:name="N{index}">{body}</number:date-style>'
        for index, body in enumerate(_NUMBERS.values(), 1)
    )
    return (
        f'{dates}<number:time-style style:name="N8"><number:hours/><number:text>:</number:text>'
        '<number:minutes number:style="long"/></number:time-style>'
        '<number:number-style style:name="N9"><number:number number:decimal-places="0" '
        'number:min-integer-digits="1"/></number:number-style>'
    )


def _look(style: Style, name: str) -> str:
    formats = {code: f"N{index}" for index, code in enumerate(_NUMBERS, 1)}
    formats |= {"h:mm": "N8", "0": "N9"}
    number = f' style:data-style-name="{formats[style.number]}"' if style.number else ""
    cell = 'style:vertical-align="middle"'
    if style.fill:
        cell += f' fo:background-color="#{style.fill}"'
    if style.border:
        cell += ' fo:border="0.5pt solid #b7b7b7"'
    if style.wrap:
        cell += ' fo:wrap-option="wrap"'
    text = ' fo:font-weight="bold"' if style.bold else ""
    text += ' fo:font-style="italic"' if style.italic else ""
    text += f' fo:font-size="{style.size}pt"' if style.size else ""
    text += f' fo:color="#{style.color}"' if style.color else ""
    side = {"center": "center", "right": "end"}.get(style.align or "", "")
    paragraph = f'<style:paragraph-properties fo:text-align="{side}"/>' if side else ""
    return (
        f'<style:style style:name="{name}" style:family="table-cell"{number}>'
        f"<style:table-cell-properties {cell}/>{paragraph}<style:text-properties{text}/>"
        "</style:style>"
    )


def _row(sheet: Sheet, row: int, names: dict[Style, str]) -> str:
    hidden = ' table:visibility="collapse"' if row in sheet.hidden_rows else ""
    cells = "".join(_cell(sheet, row, column, names) for column in range(1, sheet.last_column + 1))
    return f"<table:table-row{hidden}>{cells}</table:table-row>"


def _cell(sheet: Sheet, row: int, column: int, names: dict[Style, str]) -> str:
    cell = sheet.cell(row, column)
    tag, span = "table:table-cell", ""
    for r1, c1, r2, c2 in sheet.merges:
        if (row, column) == (r1, c1):
            span = (
                f' table:number-columns-spanned="{c2 - c1 + 1}"'
                f' table:number-rows-spanned="{r2 - r1 + 1}"'
            )
        elif r1 <= row <= r2 and c1 <= column <= c2:
            tag = "table:covered-table-cell"
    look = f' table:style-name="{names[cell.style]}"' if cell.style in names else ""
    text = "" if cell.value is None else f"<text:p>{_text(shown(cell))}</text:p>"
    return f"<{tag}{look}{span}{_formula(cell)}{_value(cell)}>{_note(cell)}{text}</{tag}>"


def _text(text: str) -> str:
    """Escape, and keep the blanks at the end, which XML readers would drop."""
    blanks = len(text) - len(text.rstrip(" "))
    kept = escape(text.rstrip(" "))
    return kept + (f'<text:s text:c="{blanks}"/>' if blanks else "")


def _note(cell: Cell) -> str:
    if cell.note is None:
        return ""
    return (
        f"<office:annotation><dc:creator>{escape(cell.note.author)}</dc:creator>"
        f"<text:p>{escape(cell.note.text)}</text:p></office:annotation>"
    )


def _formula(cell: Cell) -> str:
    if cell.formula is None:
        return ""
    refs = re.sub(r"([A-Z]+\d+):([A-Z]+\d+)", r"[.\1:.\2]", cell.formula).replace(",", ";")
    return f" table:formula={quoteattr('of:' + refs)}"


def _value(cell: Cell) -> str:
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return f' office:value-type="boolean" office:boolean-value="{str(value).lower()}"'
    if isinstance(value, date):
        return f' office:value-type="date" office:date-value="{value.isoformat()}"'
    if isinstance(value, time):
        return f' office:value-type="time" office:time-value="{value:PT%HH%MM%SS}"'
    if value in ERRORS:
        return ' office:value-type="string" office:string-value="" calcext:value-type="error"'
    if isinstance(value, str):
        return ' office:value-type="string"'
    return f' office:value-type="float" office:value="{value:.10g}"'
