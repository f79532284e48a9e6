"""A plain copy of an unusual workbook, for a reader that knows only the usual names and UTF-8.

Workbooks may keep their parts under any name and in UTF-16. Excel reads them, calamine does not.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from sync.books.xlsx.package import LINKS_NS, TYPES_NS
from sync.books.xlsx.workbook import Workbook
from sync.books.xlsx.xml import LINK_SPACES, SHEET_SPACES, escape_attr

_OFFICE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_SPACE = next(s for s in SHEET_SPACES if "openxmlformats" in s)
_KINDS = {"styles": "styles.xml", "sharedStrings": "sharedStrings.xml"}


@contextmanager
def plain_copy(workbook: Workbook) -> Iterator[Path]:
    """Give a copy with the sheets, texts and formats under their usual names."""
    with TemporaryDirectory(prefix="rostercheck-") as folder:
        path = Path(folder) / "copy.xlsx"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
            for name, pieces in _parts(workbook):
                with archive.open(name, "w", force_zip64=True) as file:
                    for piece in pieces:
                        file.write(piece)
        yield path


def _parts(workbook: Workbook) -> Iterator[tuple[str, Iterator[bytes]]]:
    package = workbook.package
    links = [("worksheet", f"worksheets/sheet{n}.xml") for n, _ in enumerate(_sheets(workbook), 1)]
    for number, (_, part) in enumerate(_sheets(workbook), 1):
        yield f"xl/worksheets/sheet{number}.xml", _declared(package.text(part))
    for kind, name in _KINDS.items():
        found = [x for x in package.linked(workbook.part, kind) if x.target in package]
        if found:
            links.append((kind, name))
            yield f"xl/{name}", _declared(package.text(found[0].target))
    yield "xl/workbook.xml", iter([_workbook(workbook)])
    yield "xl/_rels/workbook.xml.rels", iter([_links(links)])
    yield "_rels/.rels", iter([_links([("officeDocument", "xl/workbook.xml")])])
    yield "[Content_Types].xml", iter([_types([name for _, name in links])])


def _declared(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """Let the declaration, if there is one, name the encoding that is used here."""
    first = next(pieces, b"")
    end = first.find(b"?>") if first.startswith(b"<?xml") else -1
    yield b'<?xml version="1.0" encoding="UTF-8"?>' + first[end + 2 :] if end > 0 else first
    yield from pieces


def _sheets(workbook: Workbook) -> list[tuple[str, str]]:
    return [(t.name, t.part) for t in workbook.tabs() if t.kind == "worksheet" and t.part]


def _workbook(workbook: Workbook) -> bytes:
    sheets = b"".join(
        b'<sheet name="%s" sheetId="%d" r:id="rId%d"/>' % (escape_attr(name), number, number)
        for number, (name, _) in enumerate(_sheets(workbook), 1)
    )
    calendar = b'<workbookPr date1904="1"/>' if workbook.from_1904 else b""
    return b'<workbook xmlns="%s" xmlns:r="%s">%s<sheets>%s</sheets></workbook>' % (
        _SPACE.encode(), LINK_SPACES[0].encode(), calendar, sheets,
    )  # fmt: skip


def _links(links: list[tuple[str, str]]) -> bytes:
    inner = b"".join(
        b'<Relationship Id="rId%d" Type="%s/%s" Target="%s"/>'
        % (number, LINK_SPACES[0].encode(), kind.encode(), name.encode())
        for number, (kind, name) in enumerate(links, 1)
    )
    return b'<Relationships xmlns="%s">%s</Relationships>' % (LINKS_NS.encode(), inner)


def _types(names: list[str]) -> bytes:
    kinds = {"styles.xml": "styles", "sharedStrings.xml": "sharedStrings"}
    said = [("workbook.xml", "sheet.main"), *((n, kinds.get(n, "worksheet")) for n in names)]
    inner = "".join(
        f'<Override PartName="/xl/{name}" ContentType="{_OFFICE}.{kind}+xml"/>'
        for name, kind in said
    )
    return (
        f'<Types xmlns="{TYPES_NS}"><Default Extension="rels" ContentType='
        '"application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{inner}</Types>'
    ).encode()
