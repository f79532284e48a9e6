"""What calamine does not tell about an .ods file: errors, formulas, merged areas, protection.

`content.xml` is streamed through expat; a document type or an entity is refused.
"""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from xml.parsers import expat

from models.cells import CellError
from sync.books.base import Area
from sync.errors import BookUnreadable

_TABLE_NS: Final = "urn:oasis:names:tc:opendocument:xmlns:table:1.0 "
_OFFICE_NS: Final = "urn:oasis:names:tc:opendocument:xmlns:office:1.0 "
_TABLE, _SOURCE = _TABLE_NS + "table", _TABLE_NS + "table-source"
_ROW, _CELL, _COVERED = (_TABLE_NS + n for n in ("table-row", "table-cell", "covered-table-cell"))
_ANNOTATION = _OFFICE_NS + "annotation"
_TYPE, _FORMULA = _OFFICE_NS + "value-type", _TABLE_NS + "formula"
_CALC_TYPE = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0 value-type"
_ACROSS, _DOWN = _TABLE_NS + "number-columns-repeated", _TABLE_NS + "number-rows-repeated"
_SPAN_ACROSS, _SPAN_DOWN = _TABLE_NS + "number-columns-spanned", _TABLE_NS + "number-rows-spanned"
_ERROR = re.compile(r"#[A-Z0-9/_]+[!?]?|Err:[0-9]+")
_LONGEST_ERROR = 20
_CHUNK = 1 << 18
DAMAGED: Final = (
    expat.ExpatError,
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    KeyError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
)
"""What reading the parts of a package raises when it is damaged, cut short or encrypted."""


@dataclass(slots=True)
class OdsSheet:
    """The facts of one sheet; cells are (row, column) from 1, the last cell is (0, 0) if none.

    external: a stored copy of another file's sheet, which no one sees as a tab.
    """

    name: str
    protected: bool = False
    external: bool = False
    last_row: int = 0
    last_column: int = 0
    merged: list[Area] = field(default_factory=list)
    formulas: list[Area] = field(default_factory=list)
    errors: list[tuple[Area, CellError]] = field(default_factory=list)


def read_facts(path: Path) -> list[OdsSheet]:
    """Read the facts of every sheet, in tab order. Raises `BookUnreadable`."""
    reader = _Reader()
    try:
        with zipfile.ZipFile(path) as archive, archive.open("content.xml") as content:
            while chunk := content.read(_CHUNK):
                reader.parser.Parse(chunk)
            reader.parser.Parse(b"", True)
    except DAMAGED as error:
        raise BookUnreadable(
            f"{path} is damaged: its cells cannot be read. "
            "Open it in LibreOffice and save it again, or restore an older copy."
        ) from error
    return reader.sheets


class _Reader:
    """Follows the start of tables, rows and cells; reads on only inside cells with a formula."""

    def __init__(self) -> None:
        self.sheets: list[OdsSheet] = []
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartElementHandler = self._start
        self.parser.StartDoctypeDeclHandler = _refuse
        self.parser.EntityDeclHandler = _refuse
        self._row = self._next_row = self._next_column = 1
        self._text: list[str] = []
        self._muted = 0

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name in (_CELL, _COVERED):
            self._cell(name, attributes)
        elif name == _ROW:
            self._row, self._next_column = self._next_row, 1
            self._next_row += int(attributes.get(_DOWN, "1"))
        elif name == _TABLE:
            protected = attributes.get(_TABLE_NS + "protected") == "true"
            self.sheets.append(OdsSheet(attributes.get(_TABLE_NS + "name", ""), protected))
            self._next_row = 1
        elif name == _SOURCE and self.sheets:
            self.sheets[-1].external = True
        elif name == _ANNOTATION:
            self._muted += 1

    def _cell(self, name: str, attributes: Mapping[str, str]) -> None:
        """Note where the cell stands, and what of it matters."""
        column = self._next_column
        self._next_column += int(attributes.get(_ACROSS, "1"))
        if not attributes or not self.sheets:
            return
        sheet = self.sheets[-1]
        area = Area(self._row, column, self._next_row - 1, self._next_column - 1)
        if _TYPE in attributes or _FORMULA in attributes:
            sheet.last_row = max(sheet.last_row, area.last_row)
            sheet.last_column = max(sheet.last_column, area.last_column)
        if name == _CELL and (_SPAN_ACROSS in attributes or _SPAN_DOWN in attributes):
            self._merge(sheet, area, attributes)
        if _FORMULA in attributes or attributes.get(_CALC_TYPE) == "error":
            sheet.formulas.append(area)
            self._watch()

    def _merge(self, sheet: OdsSheet, area: Area, attributes: Mapping[str, str]) -> None:
        """Note a merged area; one cell alone is none."""
        down, across = int(attributes.get(_SPAN_DOWN, "1")), int(attributes.get(_SPAN_ACROSS, "1"))
        if down > 1 or across > 1:
            row, column = area.first_row, area.first_column
            sheet.merged.append(Area(row, column, row + down - 1, column + across - 1))

    def _watch(self) -> None:
        """Collect the text that the cell shows, up to its end."""
        self._text, self._muted = [], 0
        self.parser.CharacterDataHandler = self._shown
        self.parser.EndElementHandler = self._end

    def _shown(self, text: str) -> None:
        if not self._muted and len(self._text) <= _LONGEST_ERROR:
            self._text.append(text)

    def _end(self, name: str) -> None:
        if name == _ANNOTATION:
            self._muted -= 1
        elif name in (_CELL, _COVERED):
            self.parser.CharacterDataHandler = self.parser.EndElementHandler = None
            text = "".join(self._text).strip()
            if _ERROR.fullmatch(text):
                self.sheets[-1].errors.append((self.sheets[-1].formulas[-1], CellError(text)))


def _refuse(*_: object) -> None:
    """Refuse a document type and entities: no spreadsheet program writes them."""
    raise ValueError("document type or entity")
