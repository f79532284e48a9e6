"""The notes of a sheet: the part with their texts. The boxes are in `vml`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sync.books.base import CellRef
from sync.books.xlsx.frame import Frame, parse_cell
from sync.books.xlsx.package import Package
from sync.books.xlsx.vml import VML_TYPE, Boxes, Grid, blocks_of
from sync.books.xlsx.workbook import Workbook
from sync.books.xlsx.xml import LINK_SPACES, Node, Tree, escape_attr, escape_text, unescape_text

AUTHOR = "Rostercheck"
NOTES_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_LOOK = b'<%(p)srPr><%(p)ssz val="9"/><%(p)srFont val="Tahoma"/><%(p)sfamily val="2"/></%(p)srPr>'
_EMPTY = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<comments xmlns="%s"><authors></authors><commentList></commentList></comments>'
)


@dataclass(slots=True)
class Note:
    """One note: its bytes and its plain text."""

    raw: bytes
    text: str


class NoteList:
    """The part with the texts of a sheet's notes."""

    def __init__(self, data: bytes) -> None:
        self._tree = Tree(data)
        self._p = self._tree.prefix
        self._list = self._tree.root.first("commentList")
        self._nodes: dict[tuple[int, int], Node] = {}
        for node in self._list.all("comment") if self._list else ():
            cell = parse_cell(node.get("ref"))
            if cell:
                self._nodes[cell] = node
        authors = self._tree.root.first("authors")
        self._authors_node = authors
        self._authors = [n.text for n in (authors.all("author") if authors else ())]
        self._standing_authors = len(self._authors)
        self._new: dict[tuple[int, int], bytes] = {}

    def texts(self) -> dict[tuple[int, int], str]:
        """Give the plain text of every note."""
        return {cell: _plain(node) for cell, node in self._nodes.items()}

    def text(self, cell: tuple[int, int]) -> str | None:
        """Give the text of a note, or None."""
        node = self._nodes.get(cell)
        return _plain(node) if node else None

    def __contains__(self, cell: tuple[int, int]) -> bool:
        return cell in self._nodes

    def set(self, cell: tuple[int, int], text: str, address: str) -> None:
        """Add a note, or let one say `text`; the runs of words that stay keep their look."""
        node = self._nodes.get(cell)
        if node is None:
            p = self._p
            self._new[cell] = (
                b'<%scomment ref="%s" authorId="%d" shapeId="0"><%stext>%s</%stext></%scomment>'
                % (p, address.encode(), self._author(), p, self._run(text), p, p)
            )
            return
        holder = node.first("text")
        runs = b"".join(self._runs(holder, text)) if holder else b""
        if holder is None:
            self._tree.append(node, b"<%stext>%s</%stext>" % (self._p, self._run(text), self._p))
        elif holder.close == holder.end:
            self._tree.append(holder, self._run(text))
        else:
            self._tree.splice(self._tree.open_end(holder), holder.close, runs)

    def _author(self) -> int:
        if AUTHOR not in self._authors:
            self._authors.append(AUTHOR)
        return self._authors.index(AUTHOR)

    def _runs(self, holder: Node, text: str) -> list[bytes]:
        """Keep the runs that `text` begins with, cut the one in which it parts, add the rest."""
        kept: list[bytes] = []
        rest = text
        for node in holder.children:
            if node.name not in {"r", "t"}:
                continue
            said = _run_text(node)
            if rest.startswith(said):
                kept.append(self._as_run(node))
                rest = rest[len(said) :]
                continue
            common = _common(said, rest)
            if common:
                kept.append(self._run(common, self._look_of(node)))
                rest = rest[len(common) :]
            break
        return [*kept, self._run(rest)] if rest else kept

    def _as_run(self, node: Node) -> bytes:
        raw = self._tree.raw(node)
        return raw if node.name == "r" else b"<%sr>%s</%sr>" % (self._p, raw, self._p)

    def _look_of(self, node: Node) -> bytes:
        look = node.first("rPr") if node.name == "r" else None
        return self._tree.raw(look) if look else b""

    def _run(self, text: str, look: bytes | None = None) -> bytes:
        p = self._p
        if look is None:
            look = _LOOK % {b"p": p}
        return b'<%sr>%s<%st xml:space="preserve">%s</%st></%sr>' % (
            p, look, p, escape_text(text), p, p,
        )  # fmt: skip

    def remove(self, cell: tuple[int, int]) -> None:
        """Take a note off."""
        node = self._nodes.pop(cell, None)
        if node:
            self._tree.remove(node)

    @property
    def bare(self) -> bool:
        """Whether no note is left."""
        return not self._nodes and not self._new

    def _uses_author(self, index: int) -> bool:
        return any(n.get("authorId") == str(index) for n in self._nodes.values())

    def render(self) -> bytes:
        """Give the part."""
        self._settle_authors()
        if self._list is None:
            whole = b"".join(self._new[c] for c in sorted(self._new))
            whole = b"<%scommentList>%s</%scommentList>" % (self._p, whole, self._p)
            self._tree.append(self._tree.root, whole)
            return self._tree.render()
        standing = sorted((cell, node.start) for cell, node in self._nodes.items())
        for cell in sorted(self._new):
            while standing and standing[0][0] < cell:
                standing.pop(0)
            if standing:
                self._tree.splice(standing[0][1], standing[0][1], self._new[cell])
            else:
                self._tree.append(self._list, self._new[cell])
        return self._tree.render()

    def _settle_authors(self) -> None:
        """Add our name when it is needed, and take it off when nothing needs it any longer."""
        p = self._p
        if len(self._authors) > self._standing_authors:
            new = b"<%sauthor>%s</%sauthor>" % (p, escape_text(AUTHOR), p)
            if self._authors_node is not None:
                self._tree.append(self._authors_node, new)
            elif self._list is not None:
                whole = b"<%sauthors>%s</%sauthors>" % (p, new, p)
                self._tree.splice(self._list.start, self._list.start, whole)
            return
        last = len(self._authors) - 1
        ours = self._authors and self._authors[-1] == AUTHOR
        if ours and self._authors_node and not self._new and not self._uses_author(last):
            self._tree.remove(self._authors_node.all("author")[-1])


def _plain(node: Node) -> str:
    holder = node.first("text")
    return "".join(_run_text(n) for n in holder.children) if holder else ""


def _run_text(node: Node) -> str:
    if node.name == "t":
        return unescape_text(node.text)
    return "".join(unescape_text(n.text) for n in node.all("t")) if node.name == "r" else ""


def _common(one: str, other: str) -> str:
    length = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        length += 1
    return one[:length]


def threaded_cells(package: Package, part: str) -> frozenset[tuple[int, int]]:
    """Give the cells of a sheet that have a threaded comment."""
    cells = set()
    for link in package.linked(part, "threadedComment"):
        if link.target in package:
            for node in package.tree(link.target).root.every("threadedComment"):
                cell = parse_cell(node.get("ref"))
                if cell:
                    cells.add(cell)
    return frozenset(cells)


def read_notes(package: Package, part: str) -> dict[tuple[int, int], str]:
    """Give the notes of a sheet."""
    for link in package.linked(part, "comments"):
        if link.target in package:
            return NoteList(package.read(link.target)).texts()
    return {}


class SheetNotes:
    """The two parts of a sheet's notes under edits."""

    def __init__(self, workbook: Workbook, part: str, frame: Frame) -> None:
        self._workbook = workbook
        self._package = workbook.package
        self._part = part
        self._frame = frame
        found = [x for x in self._package.linked(part, "comments") if x.target in self._package]
        self._texts_link = found[0] if found else None
        data = self._package.read(found[0].target) if found else self._fresh()
        self._list = NoteList(data)
        self._threaded = threaded_cells(self._package, part)
        self._boxes: Boxes | None = None
        self._changed = False

    def _fresh(self) -> bytes:
        return (_EMPTY % self._workbook.space).encode()

    def set(self, ref: CellRef, text: str | None) -> str:
        """Let a note say `text`; give the reason when it must be left alone."""
        cell = (ref.row, ref.column)
        if cell in self._threaded:
            return "a conversation of comments stands there, which is left alone"
        standing = self._list.text(cell)
        if standing == text or (not text and standing is None):
            return ""
        self._changed = True
        if not text:
            self._list.remove(cell)
            self._need_boxes().remove(*cell)
            return ""
        self._list.set(cell, text, ref.address)
        boxes = self._need_boxes()
        if cell not in boxes:
            boxes.add(*cell, text, self._grid())
        return ""

    def text(self, ref: CellRef) -> str | None:
        """Give the text of a note, or None."""
        return self._list.text((ref.row, ref.column))

    def _grid(self) -> Grid:
        node = self._frame.tree.root.first("sheetFormatPr")
        height = _number(node.get("defaultRowHeight") if node else "", 15.0)
        width = _number(node.get("defaultColWidth") if node else "", 8.43)
        return Grid(
            self._frame.widths(), max(int(width * 7 + 5), 1), max(round(height * 96 / 72), 1)
        )

    def _drawing(self) -> str:
        """Give the legacy drawing that the sheet names, or nothing."""
        node = self._frame.tree.root.first("legacyDrawing")
        link = self._package.link(self._part, node.link()) if node else None
        return link.target if link and link.target in self._package else ""

    def _need_boxes(self) -> Boxes:
        if self._boxes is None:
            drawing = self._drawing()
            elsewhere = _blocks(self._package, drawing)
            if drawing:
                self._boxes = Boxes(self._package.read(drawing), elsewhere)
            else:
                self._boxes = Boxes.empty(elsewhere)
        return self._boxes

    def save(self) -> None:
        """Write the two parts, and what points to them."""
        if not self._changed:
            return
        self._save_texts()
        self._save_boxes()

    def _save_texts(self) -> None:
        package, link = self._package, self._texts_link
        if self._list.bare:
            if link:
                package.drop_link(self._part, link.id)
                package.drop_type(link.target)
                package.drop(link.target)
        elif link:
            package.put(link.target, self._list.render())
        else:
            name = package.free_name(self._workbook.folder, "comments", ".xml")
            package.put(name, self._list.render())
            package.add_type(name, NOTES_TYPE)
            package.add_link(self._part, self._workbook.link_type("comments"), name)

    def _save_boxes(self) -> None:
        boxes, package = self._need_boxes(), self._package
        drawing = self._drawing()
        if boxes.bare:
            self._drop_drawing(drawing)
        elif drawing:
            package.put(drawing, boxes.render())
        else:
            name = package.free_name(f"{self._workbook.folder}drawings/", "vmlDrawing", ".vml")
            package.put(name, boxes.render())
            package.add_default("vml", VML_TYPE)
            link = package.add_link(self._part, self._workbook.link_type("vmlDrawing"), name)
            self._add_element(link)

    def _drop_drawing(self, drawing: str) -> None:
        node = self._frame.tree.root.first("legacyDrawing")
        if not drawing or node is None:
            return
        self._package.drop_link(self._part, node.link())
        self._package.drop_type(drawing)
        self._package.drop(drawing)
        self._frame.tree.remove(node)
        if not any(n.lower().endswith(".vml") for n in self._package.names()):
            self._package.drop_default("vml")

    def _add_element(self, link: str) -> None:
        tree = self._frame.tree
        prefix = tree.link_prefix()
        space = b""
        if not prefix:
            prefix = "r"
            space = b' xmlns:r="%s"' % LINK_SPACES[1 if self._workbook.strict else 0].encode()
        self._frame.insert(
            "legacyDrawing",
            b'<%slegacyDrawing%s %s:id="%s"/>'
            % (tree.prefix, space, prefix.encode(), escape_attr(link)),
        )


def _blocks(package: Package, but: str) -> Iterable[int]:
    """Give the blocks of shape ids that other drawings claim."""
    for name in package.names():
        if name.lower().endswith(".vml") and name != but:
            yield from blocks_of(package.read(name))


def _number(text: str, default: float) -> float:
    try:
        return float(text) if text else default
    except ValueError:
        return default
