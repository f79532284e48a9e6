"""The styles part: clones of formats with one thing changed, appended behind those that stand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import chain

from sync.books.base import Format
from sync.books.xlsx.looks import (
    Look,
    attrs_look,
    code_look,
    fill_bytes,
    fill_look,
    fill_text,
    font_look,
    solid,
)
from sync.books.xlsx.xml import SHEET_SPACES, Node, Tree, escape_attr, said, set_attr
from sync.errors import BookError

MAX_FORMATS = 65_490
MAIN_NS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_ORDER = (
    "numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs",
    "tableStyles", "colors", "extLst",
)  # fmt: skip
_BUILT_IN = {
    "general": 0, "0": 1, "0.00": 2, "#,##0": 3, "#,##0.00": 4, "0%": 9, "0.00%": 10,
    "mm-dd-yy": 14, "d-mmm-yy": 15, "d-mmm": 16, "mmm-yy": 17, "h:mm": 20, "h:mm:ss": 21, "@": 49,
}  # fmt: skip
_DATE_IDS = frozenset([*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)])
_LITERALS = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.')
_EMPTY = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<styleSheet xmlns="%s">'
    '<fonts count="1"><font><sz val="11"/><name val="Calibri"/><family val="2"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs>'
    "</styleSheet>"
)


def empty_styles(space: str = MAIN_NS) -> bytes:
    """Give a styles part for a workbook that has none."""
    return (_EMPTY % space).encode()


@dataclass(frozen=True, slots=True)
class _Xf:
    """A cell format: its bytes, and what it says."""

    raw: bytes
    attrs: tuple[tuple[str, str], ...]
    rest: object

    @property
    def key(self) -> object:
        return (self.attrs, self.rest)

    def number(self, name: str) -> int:
        value = next((v for k, v in self.attrs if k == name), "0")
        return int(value) if value.isdecimal() else 0


class _Shelf:
    """A list of the styles part (fonts, fills, ...) and what is appended to it."""

    def __init__(self, tree: Tree, name: str, item: str) -> None:
        self.name = name
        self.item = item
        self.node = tree.root.first(name)
        nodes = self.node.all(item) if self.node else []
        self.raw = [tree.raw(n) for n in nodes]
        self.keys: dict[object, int] = {}
        for index, node in enumerate(nodes):
            self.keys.setdefault(said(node), index)
        self.standing = len(nodes)

    def add(self, raw: bytes, spaces: dict[str, str]) -> int:
        tree = parse_item(raw, spaces)
        key = said(tree.root.children[0])
        if key not in self.keys:
            self.keys[key] = len(self.raw)
            self.raw.append(raw)
        return self.keys[key]


def parse_item(raw: bytes, spaces: dict[str, str]) -> Tree:
    """Parse an element that stands alone, with the prefixes that its part declares."""
    declared = b"".join(
        b' xmlns%s="%s"' % (f":{p}".encode() if p else b"", escape_attr(uri))
        for p, uri in spaces.items()
    )
    return Tree(b"<r%s>%s</r>" % (declared, raw))


class Styles:
    """The formats of a workbook; every method that gives an index may append a format."""

    def __init__(self, data: bytes) -> None:
        self._tree = Tree(data)
        if self._tree.root.space not in SHEET_SPACES:
            raise BookError("The formats of the workbook cannot be read. Save it in Excel first.")
        self._p = self._tree.prefix
        self._fonts = _Shelf(self._tree, "fonts", "font")
        self._fills = _Shelf(self._tree, "fills", "fill")
        self._formats = _Shelf(self._tree, "numFmts", "numFmt")
        self._xfs_node = self._tree.root.first("cellXfs")
        nodes = self._xfs_node.all("xf") if self._xfs_node else []
        self._xfs = [_as_xf(n, self._tree.raw(n)) for n in nodes]
        self._standing = len(self._xfs)
        self._by_key: dict[object, int] = {}
        for index, xf in enumerate(self._xfs):
            self._by_key.setdefault(xf.key, index)
        self._codes = {
            int(n.get("numFmtId")): n.get("formatCode")
            for n in (self._formats.node.all("numFmt") if self._formats.node else [])
            if n.get("numFmtId").isdecimal()
        }
        self._made: dict[object, int] = {}
        self._fill_texts: dict[int, str] = {}
        self._looks: dict[int, Look] = {}

    @property
    def standing(self) -> int:
        """How many formats stood in the part when it was read."""
        return self._standing

    def _xf(self, index: int) -> _Xf:
        if not self._xfs:
            raw = b'<%sxf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>' % self._p
            self._xfs.append(self._parse_xf(raw))
            self._by_key[self._xfs[0].key] = 0
        return self._xfs[index] if 0 <= index < len(self._xfs) else self._xfs[0]

    def _parse_xf(self, raw: bytes) -> _Xf:
        tree = parse_item(raw, self._tree.spaces)
        return _as_xf(tree.root.children[0], raw)

    def _intern(self, raw: bytes) -> int:
        xf = self._parse_xf(raw)
        if xf.key not in self._by_key:
            if len(self._xfs) >= MAX_FORMATS:
                raise BookError(
                    "The workbook has used up the number of cell formats that Excel allows. "
                    "Save a copy with fewer formats and try again."
                )
            self._by_key[xf.key] = len(self._xfs)
            self._xfs.append(xf)
        return self._by_key[xf.key]

    def _clone(self, base: int, **attrs: int) -> int:
        """Give the format that equals `base` but for some attributes."""
        raw = self._xf(base).raw
        end = raw.index(b">") + 1
        tag = raw[:end]
        for name, value in attrs.items():
            tag = set_attr(tag, name, str(value))
        return self._intern(tag + raw[end:])

    # Fills

    def with_fill(self, base: int, color: str) -> int:
        """Give the format that equals `base` but for a solid fill "RRGGBB"."""
        if self.look(base).fill == solid(color):
            return base
        key = ("fill", base, color)
        if key not in self._made:
            p = self._p
            raw = (
                b'<%sfill><%spatternFill patternType="solid"><%sfgColor rgb="FF%s"/>'
                b'<%sbgColor indexed="64"/></%spatternFill></%sfill>'
            ) % (p, p, p, escape_attr(color.upper()), p, p, p)
            self._made[key] = self._with_fill_raw(base, raw)
        return self._made[key]

    def _with_fill_raw(self, base: int, raw: bytes) -> int:
        fill = self._fills.add(raw, self._tree.spaces)
        return self._clone(base, fillId=fill, applyFill=1)

    def fill_text(self, index: int) -> str:
        """Give the fill of a format as text that does not depend on this workbook."""
        if index not in self._fill_texts:
            node = self._item(self._fills, self._xf(index).number("fillId"))
            self._fill_texts[index] = fill_text(node) if node else ""
        return self._fill_texts[index]

    def _item(self, shelf: _Shelf, number: int) -> Node | None:
        if number >= len(shelf.raw):
            return None
        return parse_item(shelf.raw[number], self._tree.spaces).root.children[0]

    def with_fill_text(self, base: int, text: str) -> int:
        """Give the format that equals `base` but for the fill that `fill_text` gave."""
        key = ("look", base, text)
        if key not in self._made:
            self._made[key] = self._find_or_make(base, text)
        return self._made[key]

    def _find_or_make(self, base: int, text: str) -> int:
        wanted = replace(self.look(base), fill=fill_look(text))
        for index in chain([base], range(len(self._xfs))):
            if self.look(index) == wanted:
                return index
        if not text:
            return self._clone(base, fillId=0)
        return self._with_fill_raw(base, fill_bytes(text, self._p))

    # Looks

    def look(self, index: int) -> Look:
        """Give what a format looks like."""
        if index not in self._looks:
            xf = self._xf(index)
            tree = parse_item(xf.raw, self._tree.spaces).root.children[0]
            font = self._item(self._fonts, xf.number("fontId"))
            number = xf.number("numFmtId")
            self._looks[index] = Look(
                code_look(self._codes[number]) if number in self._codes else number,
                font_look(font) if font else frozenset(),
                fill_look(self.fill_text(index)),
                xf.number("borderId"),
                attrs_look(tree.first("alignment")),
                attrs_look(tree.first("protection")),
            )
        return self._looks[index]

    def laid_over(self, base: int, format_: Format) -> Look:
        """Give the look that `with_format` would give, without making it."""
        code = format_.number_format or ""
        return self.look(base).laid_over(format_, _BUILT_IN.get(code.lower(), code))

    def __len__(self) -> int:
        return len(self._xfs)

    # Formats of ours

    def with_format(self, base: int, format_: Format) -> int:
        """Give the format that equals `base` with a format of ours laid over."""
        key = (
            base, format_.number_format, format_.fill, format_.bold, format_.wrap, format_.top,
            format_.right,
        )  # fmt: skip
        made = self._made.get(key)
        if made is None:
            made = self._made[key] = self._lay_over(base, format_)
        return made

    def _lay_over(self, base: int, format_: Format) -> int:
        if self.laid_over(base, format_) == self.look(base):
            return base
        index = base
        if format_.number_format is not None:
            number = self._format_id(format_.number_format)
            index = self._clone(index, numFmtId=number, applyNumberFormat=1)
        if format_.bold:
            index = self._with_bold(index)
        if format_.fill is not None:
            index = self.with_fill(index, format_.fill)
        if format_.wrap or format_.top or format_.right:
            index = self._with_alignment(index, format_)
        return index

    def _format_id(self, code: str) -> int:
        if code.lower() in _BUILT_IN:
            return _BUILT_IN[code.lower()]
        for number, standing in self._codes.items():
            if standing == code:
                return number
        number = max([163, *self._codes]) + 1
        self._codes[number] = code
        raw = b'<%snumFmt numFmtId="%d" formatCode="%s"/>' % (self._p, number, escape_attr(code))
        self._formats.add(raw, self._tree.spaces)
        return number

    def is_date(self, index: int) -> bool:
        """Tell whether a format shows a number as a date."""
        number = self._xf(index).number("numFmtId")
        code = _LITERALS.sub("", self._codes.get(number, "")).lower()
        return number in _DATE_IDS or any(letter in code for letter in "yd")

    def _with_bold(self, base: int) -> int:
        number = self._xf(base).number("fontId")
        raw = self._fonts.raw[number] if number < len(self._fonts.raw) else b""
        if re.search(rb"<(?:[\w.-]+:)?b(?:\s*/>|\s*>)", raw):
            return base
        p = self._p
        end = raw.index(b">") + 1 if raw else 0
        if not raw or raw[:end].endswith(b"/>"):
            raw = b"<%sfont><%sb/></%sfont>" % (p, p, p)
        else:
            raw = raw[:end] + b"<%sb/>" % p + raw[end:]
        number = self._fonts.add(raw, self._tree.spaces)
        return self._clone(base, fontId=number, applyFont=1)

    def _with_alignment(self, base: int, format_: Format) -> int:
        raw = self._xf(base).raw
        found = re.search(rb"<(?:[\w.-]+:)?alignment\b[^>]*>", raw)
        tag = found[0] if found else b"<%salignment/>" % self._p
        if format_.wrap:
            tag = set_attr(tag, "wrapText", "1")
        if format_.top:
            tag = set_attr(tag, "vertical", "top")
        if format_.right:
            tag = set_attr(tag, "horizontal", "right")
        if found:
            raw = raw[: found.start()] + tag + raw[found.end() :]
        else:
            raw = _with_first_child(raw, tag)
        end = raw.index(b">") + 1
        return self._intern(set_attr(raw[:end], "applyAlignment", "1") + raw[end:])

    # Writing

    def render(self) -> bytes | None:
        """Give the part with what was appended, or None when nothing was."""
        shelves = (self._formats, self._fonts, self._fills)
        if len(self._xfs) == self._standing and all(len(s.raw) == s.standing for s in shelves):
            return None
        for shelf in shelves:
            self._append(shelf.name, shelf.node, shelf.raw[shelf.standing :], len(shelf.raw))
        new = [xf.raw for xf in self._xfs[self._standing :]]
        self._append("cellXfs", self._xfs_node, new, len(self._xfs))
        return self._tree.render()

    def _append(self, name: str, node: Node | None, new: Sequence[bytes], count: int) -> None:
        if not new:
            return
        if node is not None:
            self._tree.append(node, b"".join(new))
            self._tree.set_attr(node, "count", str(count))
            return
        p = self._p
        whole = b'<%s%s count="%d">' % (p, name.encode(), count) + b"".join(new)
        whole += b"</%s%s>" % (p, name.encode())
        insert_child(self._tree, self._tree.root, name, whole, _ORDER)


def insert_child(tree: Tree, parent: Node, name: str, data: bytes, order: Sequence[str]) -> None:
    """Put a new child at the place that the schema's order asks for."""
    later = frozenset(order[order.index(name) + 1 :])
    for child in parent.children:
        # A wrapper for newer programs stands where the element that it wraps would stand.
        inner = [n.name for n in child.every_element()] if child.name == "AlternateContent" else []
        if child.name in later or any(n in later for n in inner):
            tree.splice(child.start, child.start, data)
            return
    tree.append(parent, data)


def _as_xf(node: Node, raw: bytes) -> _Xf:
    return _Xf(raw, tuple(sorted(node.attrs.items())), tuple(said(c) for c in node.children))


def _with_first_child(raw: bytes, child: bytes) -> bytes:
    end = raw.index(b">") + 1
    if not raw[:end].endswith(b"/>"):
        return raw[:end] + child + raw[end:]
    tag = raw[: end - 2].rstrip()
    name = tag[1:].split(None, 1)[0]
    return tag + b">" + child + b"</" + name + b">"
