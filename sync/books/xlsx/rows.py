"""Rows as a stream: only those that carry an edit are taken apart, the rest is copied."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from operator import lt

from sync.books.xlsx.archive import damaged
from sync.books.xlsx.cells import CUSTOM, R, Words, letter_bytes, style_of
from sync.books.xlsx.frame import MAX_COLUMN, MAX_ROW, Frame, column_number
from sync.books.xlsx.xml import set_attr

MAX_ROW_BYTES = 64 << 20


class Row:
    """One row taken apart as far as needed: its start tag, its cells, and what replaces them."""

    __slots__ = (
        "_cells", "_changes", "_found", "_inner", "_last", "_new", "_raw", "_words", "number",
        "raw", "style", "tag",
    )  # fmt: skip

    def __init__(self, words: Words, number: int, raw: bytes = b"") -> None:
        self._words = words
        self.number = number
        self.raw = raw
        self._raw = raw or b'<%srow r="%d"/>' % (words.prefix, number)
        end = self._raw.index(b">") + 1
        self.tag = self._raw[:end]
        self._inner = end
        self._cells: dict[int, tuple[int, int]] | None = None
        self._found: dict[int, tuple[int, int]] = {}
        self._last: tuple[int, int] | None = None
        self._new: dict[int, bytes] = {}
        self._changes: list[int] | None = None
        self.style = 0
        if b"customFormat" in self.tag and CUSTOM.search(self.tag):
            self.style = style_of(self.tag) or 0

    @property
    def cells(self) -> dict[int, tuple[int, int]]:
        """The place of each cell in the bytes, by column."""
        if self._cells is None:
            self._cells = {}
            column = 0
            for found in self._words.cell.finditer(self._raw, self._inner):
                said = R.search(found[1])
                column = column_number(said[1].decode()) if said and said[1] else column + 1
                if column > MAX_COLUMN:
                    raise damaged(f"row {self.number} has a cell beyond the last column")
                self._cells[column] = found.span()
        return self._cells

    @property
    def last(self) -> tuple[int, int]:
        """The column of the last cell, and where its bytes end."""
        if self._last is None:
            self._last = self._quick_last()
            if self._last is None:
                column = max(self.cells, default=0)
                end = max((end for _, end in self.cells.values()), default=self._inner)
                self._last = (column, end)
        return self._last

    def _quick_last(self) -> tuple[int, int] | None:
        """Find the last cell from behind; None when it does not say where it stands."""
        at = self._raw.rfind(b"<%sc " % self._words.prefix, self._inner)
        found = self._words.cell.match(self._raw, at) if at >= 0 else None
        said = R.search(found[1]) if found else None
        if found is None or said is None or not said[1]:
            return None
        return column_number(said[1].decode()), found.end()

    def get(self, column: int) -> bytes:
        """Give the bytes of a cell as it is now; nothing where there is none."""
        new = self._new.get(column)
        if new is not None:
            return new
        if column > (self._last or self.last)[0]:
            return b""
        start, end = self._place(column)
        return self._raw[start:end]

    def _place(self, column: int) -> tuple[int, int]:
        if column > (self._last or self.last)[0]:
            return (0, 0)
        if self._cells is None:
            if column in self._found:
                return self._found[column]
            if place := self._quick(column):
                self._found[column] = place
                return place
        return self.cells.get(column, (0, 0))

    def _quick(self, column: int) -> tuple[int, int] | None:
        """Find a cell by its address alone; None when that cannot be told for certain."""
        raw = self._raw
        at = raw.find(b' r="%s%d"' % (letter_bytes(column), self.number), self._inner)
        if at < 0:
            return None
        start = raw.rfind(b"<", self._inner, at)
        found = self._words.cell.match(raw, start) if start >= 0 else None
        return found.span() if found else None

    def set(self, column: int, raw: bytes) -> None:
        """Put other bytes in the place of a cell; nothing takes it out."""
        self._new[column] = raw
        self._changes = None

    def default(self, columns: list[tuple[int, int, int]], column: int) -> int:
        """Give the style that a new cell takes from its row, else from its column."""
        if self.style or not columns:
            return self.style
        return next((style for first, last, style in columns if first <= column <= last), 0)

    def style_at(self, columns: list[tuple[int, int, int]], column: int) -> int:
        """Give the style by which a cell is shown, whether the cell exists or not."""
        raw = self.get(column)
        if not raw:
            return self.default(columns, column)
        return style_of(raw[: raw.index(b">") + 1]) or 0

    def changes(self) -> list[int]:
        """Give the columns whose bytes differ from those that stood there."""
        if self._changes is None:
            self._changes = self._settle()
        return self._changes

    def _settle(self) -> list[int]:
        raw, last = self._raw, (self._last or self.last)[0]
        for column, new in list(self._new.items()):
            if new and column > last:
                continue  # nothing stood there
            start, end = self._place(column)
            if raw[start:end] == new:
                del self._new[column]
        return list(self._new)

    def render(self) -> bytes:
        """Give the row with its changes; nothing when nothing is left of it."""
        tag, rest, close = self._parts()
        last, end = self.last
        if min(self._new) > last:
            split = end - self._inner
            added = b"".join([self._new[c] for c in sorted(self._new)])
            inner = rest[:split] + added + rest[split:]
        elif all(c in self._found for c in self._new):
            inner = self._replace(rest)
        else:
            inner = self._merge(rest)
        if not inner.strip():
            return b"" if self._is_bare(tag) else self._closed(tag)
        return _without_spans(tag) + inner + close

    def _replace(self, rest: bytes) -> bytes:
        """Put new bytes in the place of cells that stand."""
        pieces: list[bytes] = []
        at = 0
        for column in sorted(self._new, key=lambda c: self._found[c]):
            start, end = self._found[column]
            pieces += (rest[at : start - self._inner], self._new[column])
            at = end - self._inner
        return b"".join([*pieces, rest[at:]])

    def _parts(self) -> tuple[bytes, bytes, bytes]:
        name = self._words.prefix + b"row"
        if self.tag.endswith(b"/>"):
            return self.tag[:-2].rstrip() + b">", b"", b"</%s>" % name
        end = self._raw.rindex(b"</")
        return self.tag, self._raw[self._inner : end], self._raw[end:]

    def _merge(self, rest: bytes) -> bytes:
        pieces: list[bytes] = []
        at = 0
        todo = sorted(c for c in self._new if c not in self.cells)
        for column, (start, end) in self.cells.items():
            pieces.append(rest[at : start - self._inner])
            while todo and todo[0] < column:
                pieces.append(self._new[todo.pop(0)])
            at = end - self._inner
            pieces.append(self._new.get(column, self._raw[start:end]))
        pieces.extend(self._new[c] for c in todo)
        pieces.append(rest[at:])
        return b"".join(pieces)

    def _is_bare(self, tag: bytes) -> bool:
        """Whether the row says nothing but its number."""
        return set_attr(_without_spans(tag), "r", None) == b"<%srow>" % self._words.prefix

    def _closed(self, tag: bytes) -> bytes:
        return tag[:-1] + b"/>"


_SPANS = re.compile(rb"""\s+spans\s*=\s*(?:"[^"]*"|'[^']*')""")


def _without_spans(tag: bytes) -> bytes:
    """Take off the statement of the first and last column, which is only a hint."""
    return _SPANS.sub(b"", tag) if b"spans" in tag else tag


def body(pieces: Iterable[bytes], frame: Frame) -> Iterator[bytes]:
    """Give only the bytes between the start and the end of `sheetData`."""
    skip = len(frame.head) + len(frame.opening)
    left = frame.body_size
    for piece in pieces:
        if skip >= len(piece):
            skip -= len(piece)
            continue
        part = piece[skip : skip + left]
        skip = 0
        left -= len(part)
        if part:
            yield part
        if left <= 0:
            return


class RowCutter:
    """Cuts a stream, as it comes, where a row begins; `rest` is what has not been given yet."""

    def __init__(self, words: Words) -> None:
        self._start = b"<%srow" % words.prefix
        self.rest = b""

    def cut(self, piece: bytes) -> bytes:
        """Take in a piece; give the rows that are whole by now, which may be none."""
        buffer = self.rest + piece
        at = buffer.rfind(self._start)
        whole, self.rest = (buffer[:at], buffer[at:]) if at > 0 else (b"", buffer)
        if len(self.rest) > MAX_ROW_BYTES:
            raise damaged("one row of a sheet is far too large")
        return whole


def whole_rows(pieces: Iterable[bytes], words: Words) -> Iterator[bytes]:
    """Cut a stream where a row begins."""
    cutter = RowCutter(words)
    for piece in pieces:
        if whole := cutter.cut(piece):
            yield whole
    if cutter.rest:
        yield cutter.rest


class RowCounter:
    """Finds where rows begin, and counts those that do not say their number."""

    def __init__(self, words: Words, number: int = 0) -> None:
        """Make a counter. number: the row before the first one."""
        self._words = words
        # The letter that is the rarest is looked for first: the same is found much sooner.
        p = re.escape(words.prefix)
        self._number = re.compile(rb'w(?<=<%srow)(?: r="([0-9]{1,7})")?' % p)
        self.number = number

    def skip(self, buffer: bytes) -> bool:
        """Count the rows of a buffer; give whether all say their number in the usual way."""
        said = self._number.findall(buffer)
        if b"" not in said:
            numbers = [self.number, *map(int, said)]
            if all(map(lt, numbers, islice(numbers, 1, None))) and numbers[-1] <= MAX_ROW:
                self.number = numbers[-1]
                return True
        for _ in self.rows(buffer):
            pass
        return False

    def rows(self, buffer: bytes, at: int = 0) -> Iterator[tuple[int, int, int]]:
        """Give number, start and end of start tag for each row of the next buffer."""
        for found in self._words.row.finditer(buffer, at):
            said = R.search(found[1])
            following = int(said[2]) if said and not said[1] else self.number + 1
            if following <= self.number:
                raise damaged(f"row {following} of a sheet stands behind row {self.number}")
            if following > MAX_ROW:
                raise damaged("a sheet has a row beyond the last one that Excel knows")
            self.number = following
            yield following, found.start(), found.end()


def visit_rows(
    pieces: Iterable[bytes],
    words: Words,
    wanted: Iterable[int],
    visit: Callable[[Row], None],
    *,
    tidy: bool = False,
) -> Iterator[bytes]:
    """Give the bytes of all rows; those that are wanted have been changed by `visit`.

    tidy: it is known that every row says its number in the usual way, and that they stand in order;
    rows are then found by their number. The outcome is the same.
    """
    todo = sorted(set(wanted), reverse=True)
    visitor = Visitor(words, todo, visit)
    for buffer in whole_rows(pieces, words):
        if not todo:
            yield buffer
        else:
            yield from visitor.tidy(buffer) if tidy else visitor.rows(buffer, 0)
    while todo:
        yield _visited(Row(words, todo.pop()), visit)


class Visitor:
    """Visits the wanted rows of one buffer after the other; `todo` has the next one at its end."""

    def __init__(self, words: Words, todo: list[int], visit: Callable[[Row], None]) -> None:
        self._words, self._todo, self._visit = words, todo, visit
        self._counter = RowCounter(words)
        self._start = b"<%srow" % words.prefix
        self._usual = b'<%srow r="%%d"' % words.prefix.replace(b"%", b"%%")

    def rows(self, buffer: bytes, at: int) -> Iterator[bytes]:
        """Go through all rows of a buffer from a place on."""
        todo = self._todo
        for number, start, tag_end in self._counter.rows(buffer, at):
            if not todo or number < todo[-1]:
                continue
            yield buffer[at:start]
            at = start
            while todo and todo[-1] < number:
                yield _visited(Row(self._words, todo.pop()), self._visit)
            if todo and todo[-1] == number:
                todo.pop()
                at = _row_end(buffer, self._words, start, tag_end)
                yield _visited(Row(self._words, number, buffer[start:at]), self._visit)
        yield buffer[at:]

    def tidy(self, buffer: bytes) -> Iterator[bytes]:
        """Find the wanted rows by their number; go on row by row behind one that is not there."""
        todo, last = self._todo, self._last(buffer)
        at = 0
        while todo and todo[-1] <= last:
            start = buffer.find(self._usual % todo[-1], at)
            if start < 0:
                yield from self.rows(buffer, at)
                return
            end = _row_end(buffer, self._words, start, buffer.index(b">", start) + 1)
            yield buffer[at:start]
            number, at = todo.pop(), end
            yield _visited(Row(self._words, number, buffer[start:end]), self._visit)
            self._counter.number = number
        self._counter.number = last
        yield buffer[at:]

    def _last(self, buffer: bytes) -> int:
        """Give the number of the last row; without any row, of the one before."""
        at = buffer.rfind(self._start)
        if at < 0:
            return self._counter.number
        found = self._words.row.match(buffer, at)
        said = R.search(found[1]) if found else None
        return int(said[2]) if said else self._counter.number


def _row_end(buffer: bytes, words: Words, start: int, tag_end: int) -> int:
    if buffer[tag_end - 2 : tag_end] == b"/>":
        return tag_end
    at = buffer.find(words.row_close, start)
    if at < 0:
        raise damaged("a row of a sheet is not closed")
    return buffer.index(b">", at) + 1


def _visited(row: Row, visit: Callable[[Row], None]) -> bytes:
    visit(row)
    return row.render() if row.changes() else row.raw
