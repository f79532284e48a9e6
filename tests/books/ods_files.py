"""Makes .ods files as LibreOffice does, for tests."""

from __future__ import annotations

import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

SPACES = (
    " ".join(
        f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for prefix, name in [("office", "office"), ("table", "table"), ("text", "text")]
    )
    + ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
)
FORM = "application/vnd.oasis.opendocument.spreadsheet"


def ods_file(path: Path, tables: str, prolog: str = "") -> Path:
    """Make an .ods file as LibreOffice does, with these tables."""
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?>{prolog}<office:document-content {SPACES} '
        f'office:version="1.3"><office:body><office:spreadsheet>{tables}'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", FORM)
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
    return path


def text(value: str, attributes: str = "") -> str:
    return (
        f'<table:table-cell office:value-type="string" {attributes}>'
        f"<text:p>{escape(value)}</text:p></table:table-cell>"
    )


def error(value: str) -> str:
    return (
        '<table:table-cell table:formula="of:=1/0" office:value-type="string" '
        f'office:string-value="" calcext:value-type="error"><text:p>{value}</text:p>'
        "</table:table-cell>"
    )


def row(*cells: str, repeated: int = 1) -> str:
    times = f' table:number-rows-repeated="{repeated}"' if repeated > 1 else ""
    return f"<table:table-row{times}>{''.join(cells)}</table:table-row>"


def table(*rows: str, name: str = "Members", attributes: str = "") -> str:
    return f'<table:table table:name="{name}" {attributes}>{"".join(rows)}</table:table>'


GAP = '<table:table-cell table:number-columns-repeated="2"/>'
