"""XML by the byte: where each element of a part begins and ends, and splices between them.

A part is never parsed and written again, because that would lose prefixes, order, white space
and extensions. It is parsed to learn positions; changes are splices of bytes.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple
from xml.parsers import expat

from sync.books.xlsx.archive import damaged
from sync.errors import BookUnreadable

MAX_DEPTH = 200

SHEET_SPACES = frozenset(
    {
        "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
        "http://purl.oclc.org/ooxml/spreadsheetml/main",
    }
)
LINK_SPACES = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
)

_START_TAG = re.compile(rb"""<[^\s/>"']+(?:\s+[^\s=>"']+\s*=\s*(?:"[^"]*"|'[^']*'))*\s*/?>""")
_DECLARED = re.compile(rb"""^\s*<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LOOKS_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


class Encoding(NamedTuple):
    """How the bytes of a part stand for text."""

    codec: str
    mark: bytes

    @property
    def plain(self) -> bool:
        """Whether the part is UTF-8 without a byte order mark."""
        return self.codec == "utf-8" and not self.mark


PLAIN = Encoding("utf-8", b"")


def sniff(start: bytes) -> Encoding:
    """Tell the encoding of a part by its first bytes."""
    for mark, codec in (
        (codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):  # fmt: skip
        if start.startswith(mark):
            return Encoding(codec, mark)
    if start[:4] == b"<\0?\0":
        return Encoding("utf-16-le", b"")
    if start[:4] == b"\0<\0?":
        return Encoding("utf-16-be", b"")
    declared = _DECLARED.match(start[:200])
    return Encoding(_codec(declared[1].decode()) if declared else "utf-8", b"")


def _codec(name: str) -> str:
    try:
        found = codecs.lookup(name)
    except LookupError:
        raise damaged(f"a part of it is written in the unknown encoding {name}") from None
    if found.name.startswith("utf-16"):
        return "utf-8"  # what says so in single bytes cannot be it
    if found.name not in {"utf-8", "ascii"} and not found.name.startswith(("iso8859", "cp")):
        raise damaged(f"a part of it is written in the unknown encoding {name}")
    return "utf-8" if found.name == "ascii" else found.name


def to_utf8(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Give a part's pieces as UTF-8 without a byte order mark."""
    source = iter(pieces)
    first = next(source, b"")
    encoding = sniff(first)
    yield from _to_utf8(_chain(first[len(encoding.mark) :], source), encoding)


def _chain(first: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield from rest


def _to_utf8(pieces: Iterable[bytes], encoding: Encoding) -> Iterator[bytes]:
    if encoding.codec == "utf-8":
        yield from pieces
        return
    decoder = codecs.getincrementaldecoder(encoding.codec)()
    try:
        for piece in pieces:
            yield decoder.decode(piece).encode()
        yield decoder.decode(b"", final=True).encode()
    except UnicodeError:
        raise damaged("a part of it is not readable text") from None


def from_utf8(pieces: Iterable[bytes], encoding: Encoding) -> Iterator[bytes]:
    """Give UTF-8 pieces in the encoding that the part came in."""
    if encoding.mark:
        yield encoding.mark
    if encoding.codec == "utf-8":
        yield from pieces
        return
    decoder = codecs.getincrementaldecoder("utf-8")()
    for piece in pieces:
        yield decoder.decode(piece).encode(encoding.codec, "xmlcharrefreplace")


@dataclass(slots=True, eq=False)
class Node:
    """One element: its name, attributes, children, and where it stands in the bytes."""

    space: str
    name: str
    tag: str
    attrs: dict[str, str]
    start: int
    parent: Node | None
    children: list[Node] = field(default_factory=list)
    text: str = ""
    close: int = 0  # where "</tag>" begins; equals `end` for a self-closed element
    end: int = 0

    def get(self, name: str, default: str = "") -> str:
        """Give an attribute that has no namespace."""
        return self.attrs.get(name, default)

    def link(self, name: str = "id") -> str:
        """Give a relationship attribute such as `r:id`, whatever its prefix."""
        for space in LINK_SPACES:
            if value := self.attrs.get(f"{space} {name}"):
                return value
        return ""

    def all(self, name: str) -> list[Node]:
        """Give the children of that name."""
        return [c for c in self.children if c.name == name]

    def first(self, name: str) -> Node | None:
        """Give the first child of that name."""
        return next((c for c in self.children if c.name == name), None)

    def every(self, name: str) -> Iterator[Node]:
        """Give all descendants of that name, in order."""
        return (node for node in self.every_element() if node.name == name)

    def every_element(self) -> Iterator[Node]:
        """Give all descendants, in order."""
        todo = list(reversed(self.children))
        while todo:
            node = todo.pop()
            yield node
            todo.extend(reversed(node.children))

    @property
    def prefix(self) -> str:
        """The prefix with its colon, or nothing."""
        return self.tag[: self.tag.index(":") + 1] if ":" in self.tag else ""


class Tree:
    """A small part with the positions of its elements, and the splices that are to be made.

    Bytes that are UTF-8 by now, whatever they declare, are passed with the encoding `PLAIN`.
    """

    def __init__(self, data: bytes, encoding: Encoding | None = None) -> None:
        self.encoding = encoding or sniff(data)
        self.data = data if encoding else b"".join(to_utf8([data]))
        self.spaces: dict[str, str] = {}
        self._splices: list[tuple[int, int, bytes]] = []
        self._tags: dict[int, tuple[Node, bytes]] = {}
        self._inner: dict[int, list[bytes]] = {}
        self._open: list[Node] = []
        self.root = self._parse()

    def _parse(self) -> Node:
        parser = expat.ParserCreate("utf-8", namespace_separator=" ")
        parser.namespace_prefixes = True
        parser.buffer_text = True
        top = Node("", "", "", {}, 0, None)
        self._open = [top]
        parser.StartDoctypeDeclHandler = _refuse_doctype
        parser.StartNamespaceDeclHandler = self._on_space
        parser.StartElementHandler = lambda name, attrs: self._on_start(
            name, attrs, parser.CurrentByteIndex
        )
        parser.EndElementHandler = lambda _: self._on_end(parser.CurrentByteIndex)
        parser.CharacterDataHandler = self._on_text
        try:
            parser.Parse(self.data, True)
        except expat.ExpatError:
            raise damaged("a part of it is not well-formed") from None
        finally:
            parser.StartElementHandler = parser.EndElementHandler = None  # they hold the parser
        if not top.children:
            raise damaged("a part of it is empty")
        root = top.children[0]
        root.parent = None
        return root

    def _on_space(self, prefix: str | None, uri: str) -> None:
        if len(self._open) == 1:
            self.spaces[prefix or ""] = uri

    def _on_start(self, name: str, attrs: dict[str, str], at: int) -> None:
        if len(self._open) > MAX_DEPTH:
            raise damaged("a part of it is nested too deep")
        space, local, prefix = _triple(name)
        parent = self._open[-1]
        clean = {_attr(key): value for key, value in attrs.items()} if attrs else {}
        node = Node(space, local, f"{prefix}:{local}" if prefix else local, clean, at, parent)
        parent.children.append(node)
        self._open.append(node)

    def _on_end(self, at: int) -> None:
        node = self._open.pop()
        if self.data.startswith(b"</", at):
            node.close = at
            node.end = self.data.find(b">", at) + 1 or len(self.data)
        # A self-closed element ends where its start tag ends, even before its parent's "</".
        if not node.children and self.data[at - 2 : at] == b"/>" and self.open_end(node) == at:
            node.close = at
            node.end = at

    def _on_text(self, text: str) -> None:
        node = self._open[-1]
        node.text += text

    def open_end(self, node: Node) -> int:
        """Give the position just after the element's start tag."""
        found = _START_TAG.match(self.data, node.start)
        if found is None:
            raise damaged("a part of it is not well-formed")
        return found.end()

    def raw(self, node: Node) -> bytes:
        """Give the bytes of the whole element."""
        return self.data[node.start : node.end]

    def start_tag(self, node: Node) -> bytes:
        """Give the bytes of the start tag."""
        return self.data[node.start : self.open_end(node)]

    @property
    def prefix(self) -> bytes:
        """The root's prefix with its colon, for elements that we add."""
        return self.root.prefix.encode()

    def splice(self, start: int, end: int, data: bytes) -> None:
        """Put `data` in the place of the bytes from start to end, when `render` is called."""
        self._splices.append((start, end, data))

    def remove(self, node: Node) -> None:
        """Take an element out."""
        self.splice(node.start, node.end, b"")

    def append(self, node: Node, data: bytes) -> None:
        """Put `data` behind the last child."""
        if node.close < node.end:
            self.splice(node.close, node.close, data)
            return
        self._tags.setdefault(node.start, (node, self.start_tag(node)))
        self._inner.setdefault(node.start, []).append(data)

    def set_attr(self, node: Node, name: str, value: str | None) -> None:
        """Set an attribute without a namespace in the start tag; None takes it off."""
        _, tag = self._tags.get(node.start, (node, self.start_tag(node)))
        self._tags[node.start] = (node, set_attr(tag, name, value))

    def _tag_splices(self) -> Iterator[tuple[int, int, bytes]]:
        for start, (node, tag) in self._tags.items():
            inner = b"".join(self._inner.get(start, ()))
            closing = b"</" + node.tag.encode() + b">"
            opened = tag[:-2].rstrip() + b">" + inner + closing if inner else tag
            yield start, self.open_end(node), opened

    def link_prefix(self) -> str:
        """Give the prefix that the root declares for relationship attributes, or nothing."""
        return next((p for p, uri in self.spaces.items() if p and uri in LINK_SPACES), "")

    def render_utf8(self) -> bytes:
        """Give the part with all splices made, as UTF-8."""
        pieces: list[bytes] = []
        at = 0
        for start, end, data in sorted([*self._splices, *self._tag_splices()], key=lambda s: s[:2]):
            pieces.append(self.data[at:start])
            pieces.append(data)
            at = max(at, end)
        pieces.append(self.data[at:])
        return b"".join(pieces)

    def render(self) -> bytes:
        """Give the part with all splices made, in its own encoding."""
        return b"".join(from_utf8([self.render_utf8()], self.encoding))


def _refuse_doctype(*_: object) -> None:
    raise BookUnreadable(
        "The file holds a document type declaration, which no workbook needs and which can do "
        "harm. Open it in Excel, save it, and try again."
    )


def _triple(name: str) -> tuple[str, str, str]:
    parts = name.split(" ")
    if len(parts) == 1:
        return "", parts[0], ""
    return parts[0], parts[1], parts[2] if len(parts) > 2 else ""


def _attr(name: str) -> str:
    parts = name.split(" ")
    return name if len(parts) == 1 else f"{parts[0]} {parts[1]}"


def set_attr(tag: bytes, name: str, value: str | None) -> bytes:
    """Set an attribute in the bytes of a start tag; None takes it off."""
    pattern = rb"""\s+""" + re.escape(name.encode()) + rb"""\s*=\s*(?:"[^"]*"|'[^']*')"""
    new = b"" if value is None else b" " + name.encode() + b'="' + escape_attr(value) + b'"'
    found = re.search(pattern, tag)
    if found:
        return tag[: found.start()] + new + tag[found.end() :]
    tail = 2 if tag.endswith(b"/>") else 1
    return tag[:-tail].rstrip() + new + tag[-tail:] if new else tag


def escape_text(text: str) -> bytes:
    """Give text as the content of an element; control characters as `_x000D_`."""
    text = _LOOKS_ESCAPED.sub("_x005F_", text)
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    text = text.replace("\r", "_x000D_")
    return _FORBIDDEN.sub(lambda m: f"_x{ord(m[0]):04X}_", text).encode()


def unescape_text(text: str) -> str:
    """Undo the `_x000D_` of a text that was read from a part."""
    return _ESCAPED.sub(lambda m: chr(int(m[1], 16)), text) if "_x" in text else text


def escape_attr(text: str) -> bytes:
    """Give text as the value of an attribute in double quotes."""
    text = _FORBIDDEN.sub("\ufffd", text)
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    text = text.replace('"', "&quot;").replace("\n", "&#10;").replace("\r", "&#13;")
    return text.replace("\t", "&#9;").encode()


def said(node: Node) -> tuple[object, ...]:
    """Give what an element says, without prefixes, attribute order or position."""
    text = node.text.strip() if node.children else node.text
    inner = tuple(said(child) for child in node.children)
    return (node.name, tuple(sorted(node.attrs.items())), text, inner)
