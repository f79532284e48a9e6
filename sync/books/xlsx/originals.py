"""The memory of what parts were before we changed them, kept inside the workbook.

One part of the package is a small zip of the original members, as they stood to the byte, with a
list of what we wrote in their place. When nothing of ours is left in a part, the original member
goes back; when all are back, the memory goes as well, and the package is what it was.

A part that another program has written since then is recognised by its check sum; it becomes the
new original when we change it again. So that such an original does not keep marks of ours alive,
every removal of a mark is made in the originals too.
"""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from sync.books.base import Edit, SetColumnWidth
from sync.books.xlsx.archive import Archive, ArchiveWriter, Member, Packed, pack, stored
from sync.books.xlsx.frame import Frame
from sync.books.xlsx.meaning import (
    SheetText,
    differing_columns,
    same_boxes,
    same_list,
    same_notes,
    same_styles,
    same_workbook,
)  # fmt: skip
from sync.books.xlsx.package import MAX_SMALL, TYPES, Package, part_key
from sync.books.xlsx.seal import NAME, sealed
from sync.books.xlsx.unpacked import State
from sync.books.xlsx.walks import Walks
from sync.books.xlsx.workbook import Workbook
from sync.books.xlsx.xml import to_utf8
from sync.errors import BookError

Cleanse = Callable[[Package], None]
PART = "rostercheck/originals.bin"
LINK_TYPE = "urn:rostercheck:originals"
CONTENT_TYPE = "application/octet-stream"
LIST, WALKS = "manifest.json", "sheets.json"


class Originals:
    """The originals of the parts that we changed, those of this apply included."""

    def __init__(self, workbook: Workbook, walks: Walks | None = None) -> None:
        """Take a workbook's memory. walks: what is known of its sheets, to be remembered too."""
        self._walks = walks or Walks()
        self._workbook = workbook
        self._package = workbook.package
        self._link = next(
            (x for x in self._package.links(workbook.part) if x.type == LINK_TYPE), None
        )
        self._kept: dict[str, tuple[Archive, Member]] = {}
        self._back: dict[str, tuple[Archive, Member]] = {}
        self._stands: set[str] = set()
        self._manifest: dict[str, Any] = {}
        self._added_before: set[str] = set()
        self._walks_told = b""
        self._widths: dict[str, dict[str, str]] = {}
        target = self._link.target if self._link else ""
        if self._link and target in self._package and self._package.size(target) <= MAX_SMALL:
            self._load(self._package.read(target))

    def _load(self, data: bytes) -> None:
        """Take in what is still valid; a memory that cannot be read is none."""
        try:
            archive = Archive(io.BytesIO(data))
            members = {part_key(m.name): m for m in archive.members}
            manifest = json.loads(b"".join(archive.stream(members[LIST])))
            written: dict[str, list[int]] = dict(manifest["parts"])
            sheets: dict[str, list[int]] = dict(manifest["sheets"])
            self._widths = {k: dict(v) for k, v in manifest["widths"].items()}
            if WALKS in members:
                self._walks_told = b"".join(archive.stream(members[WALKS]))
        except (BookError, ValueError, KeyError, TypeError, AttributeError):
            return
        self._manifest = manifest
        self._added_before = set(manifest.get("added", ()))
        for key, state in written.items():
            if key in members and self._state(key) == state:
                self._kept[key] = (archive, members[key])
                self._stands.add(key)
        if any(self._state(key) != state for key, state in sheets.items()):
            # Another program wrote a sheet, which may use formats of ours by now.
            self._kept.pop(self._styles_key, None)

    def _state(self, key: str) -> list[int] | None:
        member = self._package.member(key)
        return [member.crc, member.size] if member else None

    @property
    def _styles_key(self) -> str:
        found = self._package.linked(self._workbook.part, "styles")
        return part_key(found[0].target) if found else ""

    def cells(self, part: str, wanted: Sequence[tuple[int, int]]) -> dict[tuple[int, int], bytes]:
        """Give cells of a sheet as they were before we changed it; nothing if that is not known."""
        if not wanted or part_key(part) not in self._kept:
            return {}
        archive, member = self._kept[part_key(part)]
        state = part_key(part), member.crc, member.size
        walked = self._walks.known_as(state) if self._walks.certain else None
        return SheetText(lambda: to_utf8(archive.stream(member)), walked).cells(wanted)

    def believe(self) -> None:
        """Take in what was remembered of the sheets: nobody has changed a byte of the workbook."""
        if self._walks_told:
            self._walks.believe(self._walks_told)

    @property
    def undisturbed(self) -> bool:
        """Whether no other program has written the sheets or our parts since we did."""
        states = {**self._manifest.get("parts", {}), **self._manifest.get("sheets", {})}
        return bool(states) and all(self._state(k) == state for k, state in states.items())

    def frame(self, part: str) -> Frame | None:
        """Give what stood around the rows of a sheet before we changed it, if that is known."""
        if part_key(part) not in self._kept:
            return None
        archive, member = self._kept[part_key(part)]
        return Frame(to_utf8(archive.stream(member)))

    def widths_set(self, part: str) -> set[int]:
        """Give the columns whose width we set after the sheet's original was taken."""
        noted = self._widths.get(part_key(part), {})
        return {int(c) for c, what in noted.items() if what == "set" and c.isdecimal()}

    # After the edits

    def settle(
        self, edits: Sequence[Edit], cleanse: Cleanse, marked: set[str], seal: str | None = None
    ) -> None:
        """Put back what says again what it said at first, and remember the rest.

        Sheets in `marked` have just been given something; they need not be compared. seal: a text
        that holds as long as nobody changes the workbook.
        """
        self._note_widths(edits)
        self._forget_link()
        self._take_in_new()
        self._cleanse(cleanse)
        self._put_back(marked)
        if self._kept or self._ours():
            self._remember(seal)

    def _note_widths(self, edits: Sequence[Edit]) -> None:
        for edit in edits:
            tab = self._workbook.tab(edit.sheet) if isinstance(edit, SetColumnWidth) else None
            if isinstance(edit, SetColumnWidth) and tab is not None:
                said = self._widths.setdefault(part_key(tab.part), {})
                column = str(edit.column)
                if edit.width is None:
                    said[column] = "back" if said.get(column) == "set" else "old"
                elif said.get(column) != "old":  # else the original holds our width already
                    said[column] = "set"

    def _forget_link(self) -> None:
        if self._link is not None:
            self._package.drop_link(self._workbook.part, self._link.id)
            self._package.drop_type(self._link.target)
            self._package.drop(self._link.target)

    def _take_in_new(self) -> None:
        memory = part_key(self._link.target) if self._link else ""
        for member in self._package.changed():
            key = part_key(member.name)
            if key != memory and key not in self._kept and key not in self._added_before:
                self._kept[key] = (self._package.archive, member)

    def _ours(self) -> list[str]:
        """Give the parts that are ours and still there."""
        standing = [k for k in self._added_before if k in self._package]
        return [*standing, *(part_key(n) for n in self._package.added())]

    def _cleanse(self, cleanse: Cleanse) -> None:
        """Make the removals in the originals, in case that one of them was taken after a mark."""
        former = Package(self._package.archive)
        for archive, member in self._kept.values():
            former.restore(archive, member)
        cleanse(former)
        for key, (_, member) in list(self._kept.items()):
            if key not in former:
                # All that stood in it was ours.
                del self._kept[key]
                self._added_before.add(key)
                continue
            packed = former.packed(key)
            if (packed.crc, packed.size) != (member.crc, member.size):
                self._kept[key] = _alone(member.name, packed)
                self._stands.discard(key)

    def _put_back(self, marked: set[str]) -> None:
        sheets = {
            part_key(t.part) for t in self._workbook.tabs() if t.kind == "worksheet" and t.part
        }
        if order := self._manifest.get("order"):
            self._package.set_order(order)
        wiring = {k for k in self._kept if k == TYPES or k.endswith(".rels")}
        last = {part_key(self._workbook.part), self._styles_key, *wiring}
        for key in [k for k in self._kept if k not in {*last, *marked}]:
            if not self._as_compared(key):
                self._put_back_one(key, sheets)
        # Asking for recalculation, and formats of ours, serve the sheets that still differ.
        if not any(k in sheets for k in self._kept):
            self._put_back_one(part_key(self._workbook.part), sheets)
            if not any(k in sheets for k in self._ours()):
                self._put_back_styles(sheets)
        for key in wiring:
            self._put_back_one(key, sheets)

    def _as_compared(self, key: str) -> bool:
        """Whether part and original are those of the last apply, which found that they differ."""
        return key in self._stands and self._package.untouched(key) is not None

    def _put_back_styles(self, sheets: set[str]) -> None:
        key = self._styles_key
        if key in self._kept:
            self._put_back_one(key, sheets)
        elif key in self._ours():
            link = self._package.linked(self._workbook.part, "styles")[0]
            self._package.drop_link(self._workbook.part, link.id)
            self._package.drop_type(link.target)
            self._package.drop(link.target)

    def _put_back_one(self, key: str, sheets: set[str]) -> None:
        if key not in self._kept or key not in self._package:
            return
        archive, member = self._kept[key]
        verdict = self._same(key, archive, member, sheets)
        if verdict is None:
            del self._kept[key]
        elif verdict:
            self._package.restore(archive, member)
            self._back[key] = self._kept.pop(key)

    def _same(self, key: str, archive: Archive, member: Member, sheets: set[str]) -> bool | None:
        """Compare a part with its original; None: never to be the same again."""
        if key in sheets:
            return self._same_sheet(key, archive, member)
        compare = self._comparison(key)
        return compare(self._package.read(key), b"".join(archive.stream(member)))

    def _comparison(self, key: str) -> Callable[[bytes, bytes], bool]:
        if key == TYPES or key.endswith(".rels"):
            return same_list
        if key == part_key(self._workbook.part):
            return same_workbook
        if key == self._styles_key:
            return same_styles
        if key.endswith(".vml"):
            return same_boxes
        return same_notes if "comments" in key else bytes.__eq__

    def _same_sheet(self, key: str, archive: Archive, member: Member) -> bool | None:
        present = SheetText(lambda: self._package.text(key))
        original = SheetText(lambda: to_utf8(archive.stream(member)))
        if present.around() != original.around():
            return False
        columns = {str(c) for c in differing_columns(present, original)}
        noted = self._widths.get(key, {})
        if any(noted.get(c) == "set" for c in columns) or not present.same_rows(original):
            return False
        return True if all(noted.get(c) == "back" for c in columns) else None

    # The part

    def _remember(self, seal: str | None) -> None:
        package, workbook = self._package, self._workbook
        name = self._link.target if self._link else self._free_name()
        added = sorted({*self._ours(), part_key(name)})
        order = self._manifest.get("order") or [m.name for m in package.archive.members]
        package.add_type(name, CONTENT_TYPE)
        package.add_link(workbook.part, LINK_TYPE, name)
        # What points to the memory was put back a moment ago, and is changed again by now.
        self._kept |= {k: v for k, v in self._back.items() if not package.is_restored(k)}
        self._take_in_new()
        manifest = {
            "about": "The parts of this workbook as they were before Rostercheck marked it.",
            "parts": {k: self._now(k) for k in self._kept},
            "sheets": {k: self._now(k) for k in self._untouched_sheets()},
            "added": added,
            "order": order,
            "widths": self._widths,
        }
        listed = json.dumps(manifest, sort_keys=True).encode()
        more = {LIST: listed, WALKS: self._walks.told(self._states())}
        package.put(name, stored(self._memory(more)))
        if seal is not None:
            package.put_last(name, lambda rest: self._memory({**more, NAME: sealed(seal, rest)}))

    def _states(self) -> Iterator[State]:
        """Give the states of the sheets as they will stand, and as they were."""
        for tab in self._workbook.tabs():
            key = part_key(tab.part)
            for state in (self._now(key), self._then(key)):
                if state is not None:
                    yield key, state[0], state[1]

    def _memory(self, more: Mapping[str, bytes]) -> bytes:
        """Give the content of our part: the originals, and some contents of our own."""
        out = io.BytesIO()
        writer = ArchiveWriter(out)
        for archive, member in self._kept.values():
            writer.copy(archive, member)
        for name, content in more.items():
            writer.put(name, pack(content))
        writer.finish()
        return out.getvalue()

    def _free_name(self) -> str:
        if PART not in self._package:
            return PART
        return self._package.free_name("rostercheck/", "originals", ".bin")

    def _now(self, key: str) -> list[int] | None:
        if key not in self._package:
            return None
        packed = self._package.packed(key)
        return [packed.crc, packed.size]

    def _then(self, key: str) -> list[int] | None:
        _, member = self._kept.get(key, (None, None))
        return [member.crc, member.size] if member is not None else None

    def _untouched_sheets(self) -> list[str]:
        ours = {*self._kept, *self._ours()}
        tabs = self._workbook.tabs()
        keys = [part_key(t.part) for t in tabs if t.kind == "worksheet" and t.part]
        return [k for k in keys if k not in ours]


def _alone(name: str, packed: Packed) -> tuple[Archive, Member]:
    """Give a content as the only member of an archive of its own."""
    out = io.BytesIO()
    writer = ArchiveWriter(out)
    writer.put(name, packed)
    writer.finish()
    archive = Archive(out)
    return archive, archive.members[0]
