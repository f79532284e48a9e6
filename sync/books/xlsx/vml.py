"""The legacy drawing of a sheet, which holds a hidden box for each note.

Such parts are not always well-formed XML, and hold form controls and header pictures as well, so
boxes are found, added and removed by their bytes; nothing else in the part is touched.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass

from sync.books.xlsx.archive import damaged
from sync.books.xlsx.xml import from_utf8, sniff, to_utf8

V = "urn:schemas-microsoft-com:vml"
O = "urn:schemas-microsoft-com:office:office"  # noqa: E741
X = "urn:schemas-microsoft-com:office:excel"
VML_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
BLOCK = 1024
BOX_WIDTH = 260  # pixels
_LINE_CHARS = 38
_SPACE = re.compile(rb"""xmlns:([\w.-]+)\s*=\s*["']([^"']+)["']""")
_IDS = re.compile(rb"_s([0-9]{1,9})\b")
MAP = re.compile(rb"""<[\w.-]*:?idmap\b[^>]*?\bdata\s*=\s*["']([0-9, ]*)["'][^>]*>""")
SHAPE_TYPE = re.compile(
    rb"""<[\w.-]*:?shapetype\b[^>]*?id\s*=\s*["']_x0000_t202["'].*?</[\w.-]*:?shapetype\s*>""",
    re.DOTALL,
)
_LAYOUT = re.compile(rb"<[\w.-]*:?shapelayout\b.*?</[\w.-]*:?shapelayout\s*>", re.DOTALL)
_NOTHING = re.compile(rb"\s*(?:<\?xml[^>]*>)?\s*<[\w.:-]+[^>]*>\s*</[\w.:-]+\s*>\s*")
_EMPTY = (
    '<xml xmlns:v="%s" xmlns:o="%s" xmlns:x="%s"><o:shapelayout v:ext="edit">'
    '<o:idmap v:ext="edit" data="%d"/></o:shapelayout></xml>'
)
_TYPE = (
    '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" '
    'path="m,l,21600r21600,l21600,xe"%s><v:stroke joinstyle="miter"/>'
    '<v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_SHAPE = (
    '<v:shape id="_x0000_s{id}" type="#_x0000_t202" style="position:absolute;'
    "margin-left:60pt;margin-top:2pt;width:{width}pt;height:{height}pt;z-index:{order};"
    'visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto"{spaces}>'
    '<v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/>'
    '<v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto">'
    '<div style="text-align:left"/></v:textbox><x:ClientData ObjectType="Note">'
    "<x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{anchor}</x:Anchor>"
    "<x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column>"
    "</x:ClientData></v:shape>"
)


@dataclass(frozen=True, slots=True)
class Grid:
    """How wide and high the cells of a sheet are on the screen, in pixels."""

    widths: dict[tuple[int, int], float]
    default_width: int = 64
    row_height: int = 20

    def width(self, column: int) -> int:
        """Give the width of a column."""
        for (first, last), chars in self.widths.items():
            if first <= column <= last:
                return int(chars * 7 + 5) if chars else 0
        return self.default_width


class Boxes:
    """The note boxes of one legacy drawing."""

    def __init__(self, data: bytes, blocks_elsewhere: Iterable[int] = ()) -> None:
        self._encoding = sniff(data)
        self._data = b"".join(to_utf8([data]))
        self._elsewhere = set(blocks_elsewhere)
        self._added: list[bytes] = []
        self._gone: list[tuple[int, int]] = []
        self._blocks = blocks_of(self._data)
        self._standing_blocks = list(self._blocks)
        self._ids = {int(m[1]) for m in _IDS.finditer(self._data)}
        self._following: int | None = None
        self._prefixes = self._read_prefixes()
        self._places = self._read_places()

    @classmethod
    def empty(cls, blocks_elsewhere: Iterable[int]) -> Boxes:
        """Give a new drawing."""
        taken = set(blocks_elsewhere)
        block = next(n for n in range(1, len(taken) + 2) if n not in taken)
        return cls((_EMPTY % (V, O, X, block)).encode(), taken)

    def _read_prefixes(self) -> dict[str, bytes]:
        root = re.search(rb"<[A-Za-z_][^>]*>", self._data)
        declared = _SPACE.finditer(root[0] if root else b"")
        return {m[2].decode("utf-8", "replace"): m[1] for m in declared}

    def _read_places(self) -> dict[tuple[int, int], tuple[int, int]]:
        """Give where the box of each cell (row, column) stands in the bytes."""
        shape = re.compile(rb"<([\w.-]+):shape[\s>].*?</\1:shape\s*>", re.DOTALL)
        places = {}
        for found in shape.finditer(self._data):
            text = found[0]
            row, column = _number(text, b"Row"), _number(text, b"Column")
            if row is not None and column is not None and re.search(rb"""["']Note["']""", text):
                places[row + 1, column + 1] = found.span()
        return places

    def __contains__(self, cell: tuple[int, int]) -> bool:
        return cell in self._places

    @property
    def bare(self) -> bool:
        """Whether nothing would be left in the drawing."""
        if self._added:
            return False
        rest = SHAPE_TYPE.sub(b"", _LAYOUT.sub(b"", self._without_gone()))
        return _NOTHING.fullmatch(rest) is not None

    def add(self, row: int, column: int, text: str, grid: Grid) -> None:
        """Add a hidden box for a note."""
        height = box_height(text)
        spaces = "".join(
            f' xmlns:{p}="{uri}"'
            for p, uri in (("v", V), ("o", O), ("x", X))
            if self._prefixes.get(uri) != p.encode()
        )
        if not self._added and not re.search(rb"""\bid\s*=\s*["']_x0000_t202["']""", self._data):
            self._added.append((_TYPE % spaces).encode())
        self._added.append(
            _SHAPE.format(
                id=self._next_id(),
                width=f"{BOX_WIDTH * 0.75:g}",
                height=f"{height * 0.75:g}",
                order=len(self._places) + len(self._added),
                spaces=spaces,
                anchor=_anchor(row, column, height, grid),
                row=row - 1,
                column=column - 1,
            ).encode()
        )

    def _next_id(self) -> int:
        if self._following is None:
            last = self._blocks[-1] if self._blocks else -1
            taken = [i for i in self._ids if i // BLOCK == last]
            self._following = max(taken, default=last * BLOCK) + 1
        if not self._blocks or self._following // BLOCK != self._blocks[-1]:
            block = max([0, *self._blocks, *self._elsewhere]) + 1
            self._blocks.append(block)
            self._following = block * BLOCK + 1
        self._following += 1
        return self._following - 1

    def remove(self, row: int, column: int) -> None:
        """Take the box of a cell's note off."""
        place = self._places.pop((row, column), None)
        if place:
            self._gone.append(place)

    def _without_gone(self) -> bytes:
        pieces = []
        at = 0
        for start, end in sorted(self._gone):
            pieces.append(self._data[at:start])
            at = end
        pieces.append(self._data[at:])
        return b"".join(pieces)

    def render(self) -> bytes:
        """Give the part."""
        data = self._with_blocks(self._without_gone())
        if self._added:
            at = data.rfind(b"</")
            if at < 0:
                raise damaged("the drawing that holds its notes is cut off")
            data = data[:at] + b"".join(self._added) + data[at:]
        return b"".join(from_utf8([data], self._encoding))

    def _with_blocks(self, data: bytes) -> bytes:
        if self._blocks == self._standing_blocks:
            return data
        listed = ",".join(str(b) for b in self._blocks).encode()
        found = MAP.search(data)
        if found:
            return data[: found.start(1)] + listed + data[found.end(1) :]
        root = re.search(rb"<[A-Za-z_][^>]*>", data)
        at = root.end() if root else 0
        layout = (
            f'<o:shapelayout xmlns:o="{O}" xmlns:v="{V}" v:ext="edit">'
            f'<o:idmap v:ext="edit" data="{listed.decode()}"/></o:shapelayout>'
        )
        return data[:at] + layout.encode() + data[at:]


def blocks_of(data: bytes) -> list[int]:
    """Give the blocks of shape ids that a drawing claims."""
    found = MAP.search(data)
    return [int(n) for n in found[1].split(b",") if n.strip().isdigit()] if found else []


def _number(text: bytes, name: bytes) -> int | None:
    found = re.search(rb"<[\w.-]*:?%s\s*>\s*([0-9]{1,7})\s*<" % name, text)
    return int(found[1]) if found else None


def box_height(text: str) -> int:
    """Give the height, in pixels, in which a note's text can be read."""
    lines = sum(max(1, math.ceil(len(line) / _LINE_CHARS)) for line in text.split("\n"))
    return min(max(lines, 3) * 17 + 12, 600)


def _anchor(row: int, column: int, height: int, grid: Grid) -> str:
    """Give the box's corners: column, pixels into it, row, pixels into it; twice."""
    left, inset = column, 15
    rest = BOX_WIDTH + inset
    right = left
    while right < left + 60 and rest >= max(grid.width(right + 1), 1):
        rest -= grid.width(right + 1)
        right += 1
    top = max(row - 2, 0)
    rows, into = divmod(height + 2, grid.row_height)
    return f"{left}, {inset}, {top}, 2, {right}, {rest}, {top + rows}, {into}"
