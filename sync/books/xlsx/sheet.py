"""One sheet under its edits: refusals, columns, rows, and the stream that writes it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from sync.books.base import Area, CellRef, Refused, RestoreLook, SetFill, SetNote, SetValue
from sync.books.xlsx.archive import Packed, Packer
from sync.books.xlsx.cells import MAX_TEXT, words, writable
from sync.books.xlsx.editing import CellEdit, CellEditor, read_look
from sync.books.xlsx.frame import MAX_COLUMN, MAX_ROW, Frame, flatten
from sync.books.xlsx.package import Package
from sync.books.xlsx.rows import Row, body, visit_rows
from sync.books.xlsx.styles import Styles
from sync.books.xlsx.walks import Walked, Walks
from sync.books.xlsx.xml import Encoding, from_utf8, sniff

Rows = Mapping[int, Sequence[CellEdit]]
_COLOR = re.compile("[0-9A-Fa-f]{6}")


class Sheet:
    """A sheet's part, open for edits."""

    def __init__(
        self,
        package: Package,
        part: str,
        *,
        styles: Callable[[], Styles],
        strings: Callable[[int], str],
        from_1904: bool,
        walks: Walks | None = None,
    ) -> None:
        """Open a sheet. walks: what was learnt when it was read, so that it need not be again."""
        self._package = package
        self.part = part
        self._flat: bytes | None = None
        known = walks.known(package, part) if walks is not None else None
        self.frame = known.frame if known else Frame(self._text())
        self._tidy = known.tidy if known else False
        self._known = known
        if not self.frame.plain:
            self._flat = flatten(b"".join(self._text()))
            self.frame = Frame([self._flat])
        self._words = words(self.frame.prefix)
        self._from_1904 = from_1904
        self._editor = CellEditor(
            self._words, styles, strings, self.frame.column_styles(), from_1904=from_1904
        )
        self._covered = _Covered(self.frame)
        self.removed: dict[CellRef, bytes] = {}

    def _text(self) -> Iterator[bytes]:
        return self._package.text(self.part)

    def _body(self) -> Iterator[bytes]:
        pieces = self._text() if self._flat is None else iter([self._flat])
        return body(pieces, self.frame)

    def look(self, refs: Iterable[CellRef]) -> dict[CellRef, str]:
        """Give the looks of cells."""
        looks: dict[CellRef, str] = {}
        by_row: dict[int, list[CellRef]] = defaultdict(list)
        for ref in refs:
            by_row[ref.row].append(ref)

        def visit(row: Row) -> None:
            for ref in by_row[row.number]:
                looks[ref] = self._editor.look(row, ref.column)

        self._visit_only(by_row, visit)
        return looks

    def _visit_only(self, wanted: Iterable[int], visit: Callable[[Row], None]) -> None:
        """Visit some rows, and go no further than the last of them."""
        left = set(wanted)

        def visited(row: Row) -> None:
            visit(row)
            left.remove(row.number)

        for _ in visit_rows(self._body(), self._words, tuple(left), visited, tidy=self._tidy):
            if not left:
                return

    def edit_cells(self, edits: Sequence[CellEdit]) -> Edited:
        """Apply edits in order, and whatever was changed around the rows."""
        framed = self.frame.edges() != (self.frame.head, self.frame.tail)
        rows, refused = self._sorted(edits)
        self._learn_likes(edits)
        self.frame.widen(_written(rows))
        result = Edited(None, refused)

        def visit(row: Row) -> None:
            for edit in rows[row.number]:
                if removes(edit):
                    self.removed.setdefault(edit.ref, row.get(edit.ref.column))
                if why := self._editor.edit(row, edit):
                    refused.append(refusal(edit, why))
            if columns := row.changes():
                result.cells += len(columns)
                if not (result.values and result.marked):
                    result.values |= any(type(e) is SetValue for e in rows[row.number])
                    result.marked |= not all(removes(e) for e in rows[row.number])

        packer = Packer()
        for piece in from_utf8(self._pieces(rows, visit), self._encoding()):
            packer.write(piece)
        if framed or result.cells:
            result.part = packer.finish()
            result.walked = self._walked(result.part, rows, refused)
        return result

    def _walked(self, part: Packed, rows: Rows, refused: Sequence[Refused]) -> Walked | None:
        """Say what going through the new part would tell; None where that is not certain.

        A formula is never written over, so that only errors may have gone.
        """
        encoding = self._encoding()
        plain = encoding.codec == "utf-8" and not encoding.mark
        if self._known is None or not plain or any(self._editor.former.values()):
            return None
        errors = self._known.errors
        if errors:
            left = {one.edit for one in refused}
            edits = (edit for row in rows.values() for edit in row if edit not in left)
            gone = {edit.ref[1:] for edit in edits if isinstance(edit, SetValue)}
            errors = {at: error for at, error in errors.items() if at not in gone}
        edges, frame = b"".join(self._edges()), self.frame
        frame = Frame.again(
            edges, part.size - len(edges), frame.arrays, has_formula=frame.has_formula
        )
        return self._known._replace(frame=frame, errors=errors)

    def remember(self, cells: Mapping[tuple[int, int], bytes]) -> None:
        """Learn what cells were before we wrote into them."""
        self._editor.former = cells

    def stained(self, removed: Mapping[CellRef, bytes]) -> list[CellRef]:
        """Give the cells that are the very bytes that were taken off elsewhere."""
        by_row: dict[int, list[CellRef]] = defaultdict(list)
        for ref, raw in removed.items():
            if raw:
                by_row[ref.row].append(ref)
        found: list[CellRef] = []

        def visit(row: Row) -> None:
            found.extend(r for r in by_row[row.number] if row.get(r.column) == removed[r])

        self._visit_only(by_row, visit)
        return found

    def _encoding(self) -> Encoding:
        return sniff(next(iter(self._package.stream(self.part)), b""))

    def _pieces(self, rows: Rows, visit: Callable[[Row], None]) -> Iterator[bytes]:
        before, behind = self._edges()
        yield before
        yield from visit_rows(self._body(), self._words, rows, visit, tidy=self._tidy)
        yield behind

    def _edges(self) -> tuple[bytes, bytes]:
        """Give the bytes before and behind the rows."""
        head, tail = self.frame.edges()
        closing = self.frame.closing or b"</%ssheetData>" % self.frame.prefix
        opening = self.frame.opening
        if opening.endswith(b"/>"):
            opening = opening[:-2].rstrip() + b">"
        return head + opening, closing + tail

    def _sorted(self, edits: Sequence[CellEdit]) -> tuple[dict[int, list[CellEdit]], list[Refused]]:
        rows: dict[int, list[CellEdit]] = defaultdict(list)
        refused: list[Refused] = []
        for edit in edits:
            if why := self._why_not(edit):
                refused.append(refusal(edit, why))
            else:
                rows[edit.ref.row].append(edit)
        return rows, refused

    def _why_not(self, edit: CellEdit) -> str:
        ref = edit.ref
        if not (1 <= ref.row <= MAX_ROW and 1 <= ref.column <= MAX_COLUMN):
            return "there is no such cell"
        if isinstance(edit, RestoreLook):
            return "" if read_look(edit.look) else "its former look was not kept"
        if isinstance(edit, SetFill):
            return "" if _COLOR.fullmatch(edit.color) else f"{edit.color} is not a colour"
        if self._covered.anything:
            if self._covered.by_array(ref.row, ref.column):
                return f"{ref.address} belongs to an array formula, which is never written over"
            if self._covered.by_merge(ref.row, ref.column):
                return f"{ref.address} lies inside a merged cell"
        return writable(edit.value, from_1904=self._from_1904) or _bad_format(edit)

    def why_no_note(self, edit: SetNote) -> str:
        """Say why a cell cannot have a note, or nothing."""
        ref = edit.ref
        if not (1 <= ref.row <= MAX_ROW and 1 <= ref.column <= MAX_COLUMN):
            return "there is no such cell"
        if edit.text is not None and self._covered.by_merge(ref.row, ref.column):
            return f"{ref.address} lies inside a merged cell"
        too_long = edit.text is not None and len(edit.text) > MAX_TEXT
        return "the note is longer than 32,767 characters" if too_long else ""

    def _learn_likes(self, edits: Sequence[CellEdit]) -> None:
        """Look up the styles of cells in other rows that new cells shall look like."""
        wanted: dict[int, set[int]] = defaultdict(set)
        for edit in edits:
            if isinstance(edit, SetValue) and edit.format and edit.format.like:
                row, column = edit.format.like
                if row != edit.ref.row:
                    wanted[row].add(column)
        likes: dict[tuple[int, int], int] = {}
        columns = self.frame.column_styles()

        def visit(row: Row) -> None:
            for column in wanted[row.number]:
                likes[row.number, column] = row.style_at(columns, column)

        if wanted:
            self._visit_only(wanted, visit)
        self._editor.likes = likes


@dataclass(slots=True)
class Edited:
    """What became of a sheet: its new part (None: as it was), and the edits left undone.

    walked: what going through the new part would tell, if that is certain.
    """

    part: Packed | None
    refused: list[Refused]
    cells: int = 0
    values: bool = False
    marked: bool = False
    walked: Walked | None = None


class _Covered:
    """Which cells lie under a merge or an array formula."""

    def __init__(self, frame: Frame) -> None:
        self._merges = _Areas(frame.merged)
        self._arrays = _Areas(frame.arrays)
        self.anything = bool(frame.merged or frame.arrays)

    def by_array(self, row: int, column: int) -> bool:
        return self._arrays.find(row, column) is not None

    def by_merge(self, row: int, column: int) -> bool:
        area = self._merges.find(row, column)
        return area is not None and (row, column) != (area.first_row, area.first_column)


class _Areas:
    """Areas that can be asked for a cell without going through all of them."""

    _STEP = 64

    def __init__(self, areas: Sequence[Area]) -> None:
        self._any = bool(areas)
        self._tall: list[Area] = []
        self._near: dict[int, list[Area]] = defaultdict(list)
        for area in areas:
            first, last = area.first_row // self._STEP, area.last_row // self._STEP
            if last - first > 16:
                self._tall.append(area)
                continue
            for block in range(first, last + 1):
                self._near[block].append(area)

    def find(self, row: int, column: int) -> Area | None:
        if not self._any:
            return None
        for area in chain(self._tall, self._near.get(row // self._STEP, ())):
            rows = area.first_row <= row <= area.last_row
            if rows and area.first_column <= column <= area.last_column:
                return area
        return None


def removes(edit: CellEdit) -> bool:
    """Tell whether an edit only takes something of ours off."""
    kind = type(edit)
    return kind is RestoreLook or (kind is SetValue and edit.value is None)  # type: ignore[union-attr]


def refusal(edit: CellEdit, why: str) -> Refused:
    """Say in a sentence that an edit was left undone."""
    return Refused(edit, f'Sheet "{edit.ref.sheet}", cell {edit.ref.address}: {why}.')


def _written(rows: Rows) -> list[tuple[int, int]]:
    return [
        (edit.ref.row, edit.ref.column)
        for edits in rows.values()
        for edit in edits
        if not removes(edit)
    ]


def _bad_format(edit: SetValue) -> str:
    fill = edit.format.fill if edit.format else None
    return f"{fill} is not a colour" if fill and not _COLOR.fullmatch(fill) else ""
