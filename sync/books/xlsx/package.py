"""The package inside the zip: part names, content types, relationships, and a draft of changes."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO
from urllib.parse import unquote

from sync.books.xlsx.archive import (
    Archive,
    ArchiveWriter,
    Member,
    Packed,
    damaged,
    pack,
    stored,
    unpacked,
)
from sync.books.xlsx.seal import Digested, Last
from sync.books.xlsx.unpacked import Unpacked
from sync.books.xlsx.xml import Node, Tree, escape_attr, to_utf8

TYPES = "[content_types].xml"
MAX_SMALL = 256 << 20  # a part that is held in memory whole
LINKS_NS = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES_NS = "http://schemas.openxmlformats.org/package/2006/content-types"
_DECLARATION = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def part_key(name: str) -> str:
    """Give the form of a part name by which names are compared."""
    return unquote(name).replace("\\", "/").lstrip("/").lower()


def resolve(source: str, target: str) -> str:
    """Give the part that a relationship of `source` points to."""
    target = unquote(target).replace("\\", "/").split("#", 1)[0]
    if target.startswith("/"):
        return target.lstrip("/")
    path = posixpath.normpath(posixpath.join(posixpath.dirname(source), target))
    return path.lstrip("/")


def links_name(source: str) -> str:
    """Give the name of the part that holds the relationships of `source`."""
    folder, name = posixpath.split(source)
    return posixpath.join(folder, "_rels", f"{name}.rels")


@dataclass(frozen=True, slots=True)
class Link:
    """One relationship: its id, kind (the last word of its type), full type, and target part."""

    id: str
    type: str
    target: str
    external: bool

    @property
    def kind(self) -> str:
        """The last word of the type, which is the same in strict and transitional files."""
        return self.type.rsplit("/", 1)[-1]


class Package:
    """The parts of a workbook as they will be: those of the file, and the changes over them."""

    def __init__(self, archive: Archive, unpacked: Unpacked | None = None) -> None:
        """Open a package. unpacked: keeps what is unpacked of this very file."""
        self.archive = archive
        self._unpacked = unpacked
        self._members = {part_key(m.name): m for m in archive.members}
        self._changed: dict[str, Packed] = {}
        self._dropped: set[str] = set()
        self._added: dict[str, str] = {}
        self._restored: dict[str, tuple[Archive, Member]] = {}
        self._order: list[str] = []
        self._last: tuple[str, Last] | None = None
        self._links: dict[str, list[Link]] = {}
        self._roots: dict[str, Node] = {}

    def __contains__(self, name: str) -> bool:
        key = part_key(name)
        if key in self._restored:
            return True
        return key not in self._dropped and (key in self._members or key in self._added)

    def names(self) -> list[str]:
        """Give the names of all parts, in order."""
        kept = [m.name for m in self.archive.members if part_key(m.name) not in self._dropped]
        return [*kept, *self._added.values()]

    def member(self, name: str) -> Member | None:
        """Give the member of the file itself, whether changed or not."""
        return self._members.get(part_key(name))

    def packed(self, name: str) -> Packed:
        """Give a part as it will stand in the file."""
        archive, member = self._source(name)
        return archive.raw(member) if archive and member else self._changed[part_key(name)]

    def untouched(self, name: str) -> tuple[str, int, int] | None:
        """Give key, check sum and size of a part that is as it stands in the file, else None."""
        key = part_key(name)
        member = self._members.get(key)
        if member is None or key in self._dropped or key in self._changed or key in self._restored:
            return None
        return key, member.crc, member.size

    def state(self, name: str) -> tuple[str, int, int] | None:
        """Give key, check sum and size of a part as it stands in a file, here or before."""
        key = part_key(name)
        if key in self._restored:
            _, member = self._restored[key]
            return key, member.crc, member.size
        return self.untouched(name)

    def original(self, name: str) -> Packed | None:
        """Give a part as it stands in the file that was read."""
        member = self.member(name)
        return self.archive.raw(member) if member else None

    def _source(self, name: str) -> tuple[Archive | None, Member | None]:
        """Give where a part stands packed; nothing when its content is a new one."""
        key = part_key(name)
        if key in self._changed:
            return None, None
        if key in self._restored:
            return self._restored[key]
        member = self.member(name)
        if member is None or key in self._dropped:
            raise damaged(f"the part {name} is missing")
        return self.archive, member

    def stream(self, name: str) -> Iterator[bytes]:
        """Give a part's content in pieces."""
        archive, member = self._source(name)
        if archive and member:
            return self._stream(archive, member)
        return unpacked(self._changed[part_key(name)], name)

    def _stream(self, archive: Archive, member: Member) -> Iterator[bytes]:
        """Unpack a member, unless it is kept as it was unpacked before."""
        if self._unpacked is None or archive is not self.archive:
            return archive.stream(member)
        state = part_key(member.name), member.crc, member.size
        kept = self._unpacked.get(state)
        return kept if kept is not None else self._unpacked.keep(state, archive.stream(member))

    def text(self, name: str) -> Iterator[bytes]:
        """Give a part's content in pieces, as UTF-8."""
        return to_utf8(self.stream(name))

    def size(self, name: str) -> int:
        """Give the size of a part when unpacked."""
        _, member = self._source(name)
        return member.size if member else self._changed[part_key(name)].size

    def read(self, name: str) -> bytes:
        """Give a part's content whole."""
        if self.size(name) > MAX_SMALL:
            raise damaged(f"the part {name} is far too large")
        return b"".join(self.stream(name))

    def tree(self, name: str) -> Tree:
        """Give a part with the positions of its elements."""
        return Tree(self.read(name))

    def put(self, name: str, content: bytes | Packed) -> None:
        """Change or add a part. A part that would be the same stays untouched."""
        key = part_key(name)
        packed = pack(content) if isinstance(content, bytes) else content
        member = self._members.get(key)
        self._dropped.discard(key)
        self._restored.pop(key, None)
        self._forget(key)
        if member and (member.crc, member.size) == (packed.crc, packed.size):
            self._changed.pop(key, None)
            return
        self._changed[key] = packed
        if member is None:
            self._added.setdefault(key, name)

    def root(self, name: str) -> Node:
        """Give the elements of a small part, to be looked at only; parsed once until it changes."""
        key = part_key(name)
        if key not in self._roots:
            self._roots[key] = self.tree(name).root
        return self._roots[key]

    def _forget(self, key: str) -> None:
        """Forget what was learnt of a part that changes."""
        self._roots.pop(key, None)
        if key.endswith(".rels"):
            self._links.clear()

    def put_tree(self, name: str, tree: Tree) -> None:
        """Change a part to its tree with all splices made."""
        content = tree.render()
        if content != self.read(name):
            self.put(name, content)

    def drop(self, name: str) -> None:
        """Take a part off."""
        key = part_key(name)
        self._forget(key)
        self._changed.pop(key, None)
        self._added.pop(key, None)
        self._restored.pop(key, None)
        if key in self._members:
            self._dropped.add(key)

    def restore(self, archive: Archive, member: Member) -> None:
        """Put a part back as it stood in another archive, header and time stamp as well."""
        key = part_key(member.name)
        self.drop(member.name)
        self._dropped.discard(key)
        self._restored[key] = (archive, member)

    def is_restored(self, name: str) -> bool:
        """Tell whether a part has been put back."""
        return part_key(name) in self._restored

    def set_order(self, names: list[str]) -> None:
        """Say in which order parts stand that are put back."""
        self._order = [part_key(name) for name in names]

    @property
    def touched(self) -> bool:
        """Whether anything differs from the file that was read."""
        return bool(self._changed or self._dropped or self._added or self._restored)

    def changed(self) -> list[Member]:
        """Give the members of the file that are changed or dropped."""
        keys = {*self._changed, *self._dropped}
        return [m for k, m in self._members.items() if k in keys]

    def added(self) -> list[str]:
        """Give the names of the parts that the file did not have."""
        return list(self._added.values())

    def put_last(self, name: str, make: Last) -> None:
        """Let a part that was put be the last one, made anew from the digest of all others."""
        self._last = part_key(name), make

    def write(self, out: BinaryIO) -> None:
        """Write the package: untouched members as they stand, in their order."""
        digested = Digested(out) if self._last else None
        writer = ArchiveWriter(digested or out)
        self.archive.copy_prefix(digested or out)
        last, make = self._last or ("", None)
        for key in self._sequence():
            if key != last:
                self._write_one(writer, key)
        if digested and make:
            content = stored(make(digested.with_list(writer.records)))
            writer.put(self._added.get(last, ""), content, self._members.get(last))
        writer.finish(self.archive.comment)

    def _write_one(self, writer: ArchiveWriter, key: str) -> None:
        member = self._members.get(key)
        if key in self._changed:
            writer.put(self._added.get(key, ""), self._changed[key], member)
        elif key in self._restored:
            writer.copy(*self._restored[key])
        elif member is not None:
            writer.copy(self.archive, member)

    def _sequence(self) -> list[str]:
        kept = [k for k in self._members if k not in self._dropped]
        back = [k for k in self._restored if k not in self._members]
        keys = [*kept, *back, *self._added]
        if back and self._order:
            # A part that comes back stands where it stood; those that are new, at the end.
            place = {key: n for n, key in enumerate(self._order)}
            keys.sort(key=lambda k: place.get(k, len(place)))
        return keys

    # Relationships

    def links(self, source: str) -> list[Link]:
        """Give the relationships of a part ("" for the package itself)."""
        key = part_key(source)
        if key not in self._links:
            name = self.links_part(source)
            self._links[key] = self._read_links(source, name) if name in self else []
        return self._links[key]

    def links_part(self, source: str) -> str:
        """Give the name of the relationships part, spelled as in the file."""
        member = self.member(links_name(source))
        return member.name if member else links_name(source)

    def _read_links(self, source: str, name: str) -> list[Link]:
        found = []
        for node in self.root(name).all("Relationship"):
            external = node.get("TargetMode").lower() == "external"
            target = node.get("Target")
            found.append(
                Link(
                    node.get("Id"),
                    node.get("Type"),
                    target if external else resolve(source, target),
                    external,
                )
            )
        return found

    def link(self, source: str, link_id: str) -> Link | None:
        """Give the relationship of that id."""
        return next((x for x in self.links(source) if x.id == link_id), None)

    def linked(self, source: str, kind: str) -> list[Link]:
        """Give the internal relationships of that kind."""
        return [x for x in self.links(source) if x.kind == kind and not x.external]

    def add_link(self, source: str, type_: str, target: str) -> str:
        """Add a relationship and give its id."""
        taken = {x.id.lower() for x in self.links(source)}
        number = next(n for n in range(1, len(taken) + 2) if f"rid{n}" not in taken)
        name = self.links_part(source)
        relative = "/" + target
        entry = b'Relationship Id="rId%d" Type="%s" Target="%s"/>' % (
            number, escape_attr(type_), escape_attr(relative),
        )  # fmt: skip
        if name in self:
            tree = self.tree(name)
            tree.append(tree.root, b"<" + tree.prefix + entry)
            self.put_tree(name, tree)
        else:
            body = b'<Relationships xmlns="%s"><' % LINKS_NS.encode() + entry + b"</Relationships>"
            self.put(name, _DECLARATION + body)
        return f"rId{number}"

    def drop_link(self, source: str, link_id: str) -> None:
        """Take a relationship off, and its part when it was the last one."""
        name = self.links_part(source)
        tree = self.tree(name)
        nodes = tree.root.all("Relationship")
        for node in nodes:
            if node.get("Id") == link_id:
                tree.remove(node)
        if all(node.get("Id") == link_id for node in nodes):
            self.drop(name)
        else:
            self.put_tree(name, tree)

    # Content types

    @property
    def _types_name(self) -> str:
        member = self._members.get(TYPES)
        return member.name if member else "[Content_Types].xml"

    def content_type(self, name: str) -> str:
        """Give the content type of a part."""
        root = self.root(self._types_name)
        for node in root.all("Override"):
            if part_key(node.get("PartName")) == part_key(name):
                return node.get("ContentType")
        extension = posixpath.splitext(name)[1].lstrip(".").lower()
        for node in root.all("Default"):
            if node.get("Extension").lower() == extension:
                return node.get("ContentType")
        return ""

    def add_type(self, name: str, content_type: str) -> None:
        """Say what kind of content a new part holds."""
        if self.content_type(name) == content_type:
            return
        tree = self.tree(self._types_name)
        entry = b'Override PartName="%s" ContentType="%s"/>' % (
            escape_attr("/" + name), escape_attr(content_type),
        )  # fmt: skip
        tree.append(tree.root, b"<" + tree.prefix + entry)
        self.put_tree(self._types_name, tree)

    def drop_type(self, name: str) -> None:
        """Take the statement about a part's content off."""
        tree = self.tree(self._types_name)
        for node in tree.root.all("Override"):
            if part_key(node.get("PartName")) == part_key(name):
                tree.remove(node)
        self.put_tree(self._types_name, tree)

    def add_default(self, extension: str, content_type: str) -> None:
        """Say what kind of content the parts with an extension hold."""
        tree = self.tree(self._types_name)
        nodes = tree.root.all("Default")
        if any(n.get("Extension").lower() == extension for n in nodes):
            return
        entry = b'<%sDefault Extension="%s" ContentType="%s"/>' % (
            tree.prefix, escape_attr(extension), escape_attr(content_type),
        )  # fmt: skip
        at = nodes[-1].end if nodes else tree.open_end(tree.root)
        tree.splice(at, at, entry)
        self.put_tree(self._types_name, tree)

    def drop_default(self, extension: str) -> None:
        """Take the statement about an extension off."""
        tree = self.tree(self._types_name)
        for node in tree.root.all("Default"):
            if node.get("Extension").lower() == extension:
                tree.remove(node)
        self.put_tree(self._types_name, tree)

    def free_name(self, folder: str, stem: str, suffix: str) -> str:
        """Give a name that no part has yet."""
        # A statement about a part that is not there would be taken for one about ours.
        root = self.root(self._types_name)
        stated = {part_key(node.get("PartName")) for node in root.all("Override")}
        number = 1
        while True:
            name = f"{folder}{stem}{number}{suffix}"
            if name not in self and part_key(name) not in stated:
                return name
            number += 1
