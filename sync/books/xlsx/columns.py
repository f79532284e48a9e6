"""The widths of columns: shared statements are split, and joined again on the way back."""

from __future__ import annotations

from sync.books.xlsx.frame import MAX_COLUMN, Frame
from sync.books.xlsx.xml import set_attr

_OURS = ("width", "customWidth")


class Columns:
    """The `cols` of a sheet."""

    def __init__(self, frame: Frame) -> None:
        self._frame = frame
        self._tree = frame.tree
        holder = frame.tree.root.first("cols")
        self._holder = holder
        self._items: list[tuple[int, int, bytes]] = []
        for node in holder.all("col") if holder else ():
            first, last = node.get("min"), node.get("max")
            if first.isdecimal() and last.isdecimal():
                tag = self._tree.start_tag(node).rstrip(b"/>").rstrip() + b"/>"
                self._items.append((int(first), int(last), tag))
        self._standing = list(self._items)

    def set(self, column: int, width: float | None) -> None:
        """Set a column's width; None takes the width that we set off."""
        if not 1 <= column <= MAX_COLUMN:
            return
        index = self._index(column)
        if width is None:
            if index is not None:
                self._take_off(index, column)
            return
        if index is None:
            tag = b'<%scol min="%d" max="%d"/>' % (self._frame.prefix, column, column)
            self._items.append((column, column, _with_width(tag, width)))
            self._items.sort(key=lambda item: item[:2])
            return
        first, last, tag = self._items[index]
        if _with_width(tag, width) != tag:
            alone = _with_width(_with_range(tag, column, column), width)
            self._items[index : index + 1] = _split(first, last, tag, column, alone)

    def _index(self, column: int) -> int | None:
        places = (i for i, (a, b, _) in enumerate(self._items) if a <= column <= b)
        return next(places, None)

    def _take_off(self, index: int, column: int) -> None:
        first, last, tag = self._items[index]
        if (first, last) != (column, column):
            return
        bare = set_attr(set_attr(tag, "width", None), "customWidth", None)
        for near in (index - 1, index + 1):
            if 0 <= near < len(self._items) and self._joins(near, column, bare):
                return
        if _said(tag) == b"<%scol/>" % self._frame.prefix:
            del self._items[index]

    def _joins(self, near: int, column: int, bare: bytes) -> bool:
        """Give a column back to the neighbours from which it was split."""
        first, last, tag = self._items[near]
        touches = column in (first - 1, last + 1)
        # A neighbour of a few columns may well be a person's own, and no piece of a former whole.
        if not touches or last - first < 40 or _said(tag) != _said(bare):
            return False
        own = self._index(column)
        if own is not None:
            del self._items[own]
        near = next(i for i, item in enumerate(self._items) if item[2] == tag)
        first, last = min(first, column), max(last, column)
        self._items[near] = (first, last, _with_range(tag, first, last))
        self._join_neighbours()
        return True

    def _join_neighbours(self) -> None:
        joined: list[tuple[int, int, bytes]] = []
        for first, last, tag in self._items:
            if joined and joined[-1][1] + 1 == first and self._same(joined[-1][2], tag):
                start, _, former = joined.pop()
                joined.append((start, last, _with_range(former, start, last)))
            else:
                joined.append((first, last, tag))
        self._items = joined

    def _same(self, one: bytes, other: bytes) -> bool:
        standing = {tag for _, _, tag in self._standing}
        both = _with_range(one, 0, 0) == _with_range(other, 0, 0)
        return both and not (one in standing and other in standing and one == other)

    def save(self) -> None:
        """Write what changed."""
        if self._items == self._standing:
            return
        p = self._frame.prefix
        inner = b"".join(tag for _, _, tag in self._items)
        if self._holder is None:
            self._frame.insert("cols", b"<%scols>%s</%scols>" % (p, inner, p))
        elif inner:
            end = self._tree.open_end(self._holder)
            self._tree.splice(end, self._holder.close, inner)
        else:
            self._tree.remove(self._holder)


def _with_width(tag: bytes, width: float) -> bytes:
    return set_attr(set_attr(tag, "width", f"{width:g}"), "customWidth", "1")


def _with_range(tag: bytes, first: int, last: int) -> bytes:
    return set_attr(set_attr(tag, "min", str(first)), "max", str(last))


def _said(tag: bytes) -> bytes:
    """Give what a statement says besides its columns and its width."""
    for name in ("min", "max", *_OURS):
        tag = set_attr(tag, name, None)
    return tag


def _split(
    first: int, last: int, tag: bytes, column: int, alone: bytes
) -> list[tuple[int, int, bytes]]:
    parts = [(column, column, alone)]
    if first < column:
        parts.insert(0, (first, column - 1, _with_range(tag, first, column - 1)))
    if column < last:
        parts.append((column + 1, last, _with_range(tag, column + 1, last)))
    return parts
