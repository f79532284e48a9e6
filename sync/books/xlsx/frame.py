"""What stands around the rows of a sheet, and what the rows hold that edits must respect.

A glance over the part in one stream: the bytes before and behind the rows are kept and parsed,
the rows are only searched for a few rare words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from copy import copy

from sync.books.base import Area, column_letters
from sync.books.xlsx.archive import damaged
from sync.books.xlsx.styles import insert_child
from sync.books.xlsx.xml import PLAIN, Node, Tree

MAX_ROW = 1_048_576
MAX_COLUMN = 16_384
MAX_EDGE = 128 << 20
_OVERLAP = 512

SHEET_ORDER = (
    "sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr",
    "sheetProtection", "protectedRanges", "scenarios", "autoFilter", "sortState",
    "dataConsolidate", "customSheetViews", "mergeCells", "phoneticPr", "conditionalFormatting",
    "dataValidations", "hyperlinks", "printOptions", "pageMargins", "pageSetup", "headerFooter",
    "rowBreaks", "colBreaks", "customProperties", "cellWatches", "ignoredErrors", "smartTags",
    "drawing", "drawingHF", "legacyDrawing", "legacyDrawingHF", "picture", "oleObjects",
    "controls", "webPublishItems", "tableParts", "extLst",
)  # fmt: skip

_ROOT = re.compile(rb"<(?:([A-Za-z_][\w.-]*):)?worksheet[\s>/]")
_CELL = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})$")
_letters: dict[str, int] = {}


def column_number(letters: str) -> int:
    """Give the number of a column: "A" -> 1, "AA" -> 27."""
    number = _letters.get(letters)
    if number is None:
        number = 0
        for letter in letters.upper():
            number = number * 26 + ord(letter) - 64
        _letters[letters] = number
    return number


def parse_cell(address: str) -> tuple[int, int] | None:
    """Give row and column of an address such as "F12", or None."""
    found = _CELL.match(address.strip())
    if found is None:
        return None
    row, column = int(found[2]), column_number(found[1])
    return (row, column) if 1 <= row <= MAX_ROW and column <= MAX_COLUMN else None


def parse_area(text: str) -> Area | None:
    """Give the area of a reference such as "A1:F12" (or one cell), or None."""
    first, _, last = text.partition(":")
    start, end = parse_cell(first), parse_cell(last or first)
    if start is None or end is None:
        return None
    rows, columns = sorted((start[0], end[0])), sorted((start[1], end[1]))
    return Area(rows[0], columns[0], rows[1], columns[1])


Watch = Callable[["Frame", bytes], None]
"""Is shown the bytes of the rows as they go by, as long as the sheet is plain."""


class Frame:
    """A sheet without its rows: `tree` is the part with an empty `sheetData`."""

    def __init__(self, pieces: Iterable[bytes], watch: Watch | None = None) -> None:
        self._watch = watch
        self.prefix = b""
        self.head = b""
        self.opening = b""
        self.closing = b""
        self.tail = b""
        self.has_formula = False
        self.plain = True
        self.arrays: list[Area] = []
        self.body_size = 0
        self._take(iter(pieces))
        self._watch = None
        self.tree = self._tree()

    @classmethod
    def again(cls, edges: bytes, size: int, arrays: Sequence[Area], *, has_formula: bool) -> Frame:
        """Make a frame from what it was. edges: see `edge`; size: that of the rows."""
        frame = cls([edges])
        frame.body_size, frame.arrays, frame.has_formula = size, [*arrays], has_formula
        return frame

    @property
    def edge(self) -> bytes:
        """The part as it stands, without its rows."""
        return b"".join((self.head, self.opening, self.closing, self.tail))

    def _tree(self) -> Tree:
        return Tree(self.head + b"<%ssheetData/>" % self.prefix + self.tail, PLAIN)

    def fresh(self) -> Frame:
        """Give the frame as it was taken, without the changes that were made in its tree."""
        again = copy(self)
        again.arrays = [*self.arrays]
        again.tree = self._tree()
        return again

    def _take(self, pieces: Iterator[bytes]) -> None:
        rest = self._take_head(pieces)
        if not self.closing and not self.opening.endswith(b"/>"):
            rest = self._take_body(rest, pieces)
        parts = [rest]
        size = len(rest)
        for piece in pieces:
            parts.append(piece)
            size += len(piece)
            if size > MAX_EDGE:
                raise damaged("a sheet says far too much outside of its rows")
        self.tail = b"".join(parts)

    def _take_head(self, pieces: Iterator[bytes]) -> bytes:
        buffer = b""
        pattern: re.Pattern[bytes] | None = None
        for piece in pieces:
            buffer += piece
            root = _ROOT.search(buffer)
            if root and pattern is None:
                self.prefix = root[1] + b":" if root[1] else b""
                pattern = re.compile(rb"<%ssheetData(?:\s[^>]*)?/?>" % re.escape(self.prefix))
            found = pattern.search(buffer) if pattern else None
            if found:
                self.head, self.opening = buffer[: found.start()], found[0]
                return buffer[found.end() :]
            if len(buffer) > MAX_EDGE:
                break
        raise damaged("a sheet has no rows that can be found")

    def _take_body(self, buffer: bytes, pieces: Iterator[bytes]) -> bytes:
        closing = re.compile(rb"</%ssheetData\s*>" % re.escape(self.prefix))
        array = re.compile(rb"""<%sf\s[^>]*?\bref\s*=\s*["']([^"']*)""" % re.escape(self.prefix))
        formula = re.compile(rb"f(?<=<%sf)" % re.escape(self.prefix))  # the rarer letter first
        word = b"</%ssheetData" % self.prefix
        old, piece = 0, buffer
        while True:
            start = max(0, old - _OVERLAP)
            at = buffer.find(word, start)
            found = closing.search(buffer, at) if at >= 0 else None
            end = found.start() if found else len(buffer)
            self._look(buffer, start, end, formula, array)
            self.body_size += end - old
            if self._watch is not None and self.plain:
                self._watch(self, buffer[old:end] if found else piece)
            if found:
                self.closing = found[0]
                return buffer[found.end() :]
            following = next(pieces, None)
            if following is None:
                raise damaged("a sheet is cut off")
            kept = buffer[-_OVERLAP:]
            old, piece = len(kept), following
            buffer = kept + piece

    def _look(
        self,
        buffer: bytes,
        start: int,
        end: int,
        formula: re.Pattern[bytes],
        array: re.Pattern[bytes],
    ) -> None:
        for letter in (b"!", b"?"):  # one letter is found many times as fast as two
            if buffer.find(letter, start, end) >= 0 and buffer.find(b"<" + letter, start, end) >= 0:
                self.plain = False
        if not formula.search(buffer, start, end):
            return
        self.has_formula = True
        if buffer.find(b"array", start, end) < 0 and buffer.find(b"dataTable", start, end) < 0:
            return
        for found in array.finditer(buffer, start, end):
            area = parse_area(found[1].decode("utf-8", "replace"))
            if area and area not in self.arrays and b"shared" not in found[0]:
                self.arrays.append(area)

    @property
    def _root(self) -> Node:
        return self.tree.root

    @property
    def merged(self) -> list[Area]:
        """The merged areas."""
        holder = self._root.first("mergeCells")
        areas = (parse_area(n.get("ref")) for n in (holder.all("mergeCell") if holder else ()))
        return [a for a in areas if a]

    @property
    def filter_area(self) -> Area | None:
        """The area of the sheet's own filter."""
        node = self._root.first("autoFilter")
        return parse_area(node.get("ref")) if node else None

    @property
    def protected(self) -> bool:
        """Whether the sheet is protected against edits."""
        node = self._root.first("sheetProtection")
        return node is not None and node.get("sheet") in {"1", "true"}

    def column_styles(self) -> list[tuple[int, int, int]]:
        """Give the styles of whole columns: first column, last column, style."""
        return [
            (int(n.get("min", "0")), int(n.get("max", "0")), int(n.get("style", "0")))
            for n in self._cols()
            if n.get("style").isdecimal()
        ]

    def _cols(self) -> list[Node]:
        holder = self._root.first("cols")
        return [
            n
            for n in (holder.all("col") if holder else ())
            if n.get("min").isdecimal() and n.get("max").isdecimal()
        ]

    def widths(self) -> dict[tuple[int, int], float]:
        """Give the widths of columns in characters by (first column, last column)."""
        found = {}
        for node in self._cols():
            try:
                width = float(node.get("width", "9.14"))
            except ValueError:
                continue
            hidden = node.get("hidden") in {"1", "true"}
            found[int(node.get("min")), int(node.get("max"))] = 0.0 if hidden else width
        return found

    def widen(self, cells: Sequence[tuple[int, int]]) -> None:
        """Let the stated dimension cover cells that were added."""
        node = self._root.first("dimension")
        area = parse_area(node.get("ref")) if node else None
        if node is None or area is None or not cells:
            return
        rows, columns = [r for r, _ in cells], [c for _, c in cells]
        new = Area(
            min(area.first_row, *rows), min(area.first_column, *columns),
            max(area.last_row, *rows), max(area.last_column, *columns),
        )  # fmt: skip
        if new != area:
            self.tree.set_attr(node, "ref", area_text(new))

    def insert(self, name: str, data: bytes) -> None:
        """Put a new child of the sheet at its place."""
        insert_child(self.tree, self._root, name, data, SHEET_ORDER)

    def edges(self) -> tuple[bytes, bytes]:
        """Give the bytes before and behind the rows, with all changes made."""
        whole = self.tree.render_utf8()
        mark = b"<%ssheetData/>" % self.prefix
        head, _, tail = whole.partition(mark)
        return head, tail


def area_text(area: Area) -> str:
    """Give the text of an area, such as "A1:F12"."""
    first = f"{column_letters(area.first_column)}{area.first_row}"
    last = f"{column_letters(area.last_column)}{area.last_row}"
    return first if first == last else f"{first}:{last}"


def flatten(data: bytes) -> bytes:
    """Write comments, processing instructions and CDATA of a sheet as plain XML.

    Rows and cells are found by their bytes, and such sections could hold bytes that look alike.
    """
    pattern = re.compile(rb"<!--.*?-->|<\?(?!xml\s).*?\?>|<!\[CDATA\[(.*?)\]\]>", re.DOTALL)

    def plain(found: re.Match[bytes]) -> bytes:
        text = found[1] or b""
        return text.replace(b"&", b"&amp;").replace(b"<", b"&lt;").replace(b">", b"&gt;")

    return pattern.sub(plain, data)
