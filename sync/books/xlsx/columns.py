"""The widths of columns: shared statements are split, and joined again on the way back."""

from __future__ import annotations

import re
from collections.abc import Container

from sync.books.xlsx.frame import MAX_COLUMN, Frame
from sync.books.xlsx.xml import set_attr

_OURS = ("width", "customWidth", "hidden")
_MANY = 40
_DEFAULTS = re.compile(
    rb"""\s(?:(?:collapsed|hidden|bestFit|phonetic)\s*=\s*["'](?:0|false)["']"""
    rb"""|(?:outlineLevel|style)\s*=\s*["']0["'])"""
)
"""What some programs say of every column, although it goes without saying."""


Statement = tuple[int, int, bytes]
"""First column, last column, and the bytes of the start tag, self-closed."""


def statements(frame: Frame) -> list[Statement]:
    """Give what a sheet says about its columns."""
    holder = frame.tree.root.first("cols")
    found = []
    for node in holder.all("col") if holder else ():
        first, last = node.get("min"), node.get("max")
        if first.isdecimal() and last.isdecimal():
            tag = frame.tree.start_tag(node).rstrip(b"/>").rstrip() + b"/>"
            found.append((int(first), int(last), tag))
    return found


class Columns:
    """The `cols` of a sheet.

    former: what they were at the time of the original, if that is known. ours: the columns whose
    width we have set since then; of others the original may hold our width already.
    """

    def __init__(
        self, frame: Frame, former: list[Statement] | None = None, ours: Container[int] = ()
    ) -> None:
        self._frame = frame
        self._tree = frame.tree
        self._former = former
        self._ours = ours
        self._holder = frame.tree.root.first("cols")
        self._items = statements(frame)
        self._standing = list(self._items)

    def set(self, column: int, width: float | None) -> None:
        """Set a column's width; None takes the width that we set off."""
        if not 1 <= column <= MAX_COLUMN:
            return
        index = _find(self._items, column)
        if width is None:
            if index is not None:
                self._take_off(index, column)
        elif index is None:
            tag = b'<%scol min="%d" max="%d"/>' % (self._frame.prefix, column, column)
            self._items.append((column, column, _with_width(tag, width)))
            self._items.sort(key=lambda item: item[:2])
        else:
            first, last, tag = self._items[index]
            if _with_width(tag, width) != tag:
                alone = _with_width(_with_range(tag, column, column), width)
                self._items[index : index + 1] = _split(first, last, tag, column, alone)

    def _take_off(self, index: int, column: int) -> None:
        first, last, tag = self._items[index]
        if (first, last) != (column, column):
            return
        if self._former is None or column not in self._ours:
            self._take_off_unknown(index, column, tag)
            return
        place = _find(self._former, column)
        if place is None:
            del self._items[index]
            return
        start, end, whole = self._former[place]
        self._items[index] = (column, column, _with_range(whole, column, column))
        self._join(start, end)

    def _take_off_unknown(self, index: int, column: int, tag: bytes) -> None:
        """Take a width off where nothing is known but what stands now.

        A neighbour of many columns is what the column was split from; one of a few columns may
        well be a person's own.
        """
        for near in (index - 1, index + 1):
            if not 0 <= near < len(self._items):
                continue
            first, last, whole = self._items[near]
            wide = last - first >= _MANY and column in (first - 1, last + 1)
            if wide and _said(whole) == _said(tag):
                self._items[index] = (column, column, _with_range(whole, column, column))
                self._join(min(first, column), max(last, column))
                return
        if _said(tag) == b"<%scol/>" % self._frame.prefix:
            del self._items[index]

    def _join(self, start: int, end: int) -> None:
        """Join the pieces between two columns that say the same."""
        joined: list[Statement] = []
        for first, last, tag in self._items:
            if joined and start <= joined[-1][0] and last <= end:
                begun, until, former = joined[-1]
                if until + 1 == first and _with_range(former, 0, 0) == _with_range(tag, 0, 0):
                    joined[-1] = (begun, last, _with_range(former, begun, last))
                    continue
            joined.append((first, last, tag))
        self._items = joined

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


def _find(items: list[Statement], column: int) -> int | None:
    places = (i for i, (first, last, _) in enumerate(items) if first <= column <= last)
    return next(places, None)


def _with_width(tag: bytes, width: float) -> bytes:
    """Give a column its width; one that is to be read must not be hidden."""
    shown = set_attr(tag, "hidden", None)
    return set_attr(set_attr(shown, "width", f"{width:g}"), "customWidth", "1")


def _with_range(tag: bytes, first: int, last: int) -> bytes:
    return set_attr(set_attr(tag, "min", str(first)), "max", str(last))


def _said(tag: bytes) -> bytes:
    """Give what a statement says besides its columns, its width and whether it is seen."""
    for name in ("min", "max", *_OURS):
        tag = set_attr(tag, name, None)
    return _DEFAULTS.sub(b"", tag)


def _split(
    first: int, last: int, tag: bytes, column: int, alone: bytes
) -> list[tuple[int, int, bytes]]:
    parts = [(column, column, alone)]
    if first < column:
        parts.insert(0, (first, column - 1, _with_range(tag, first, column - 1)))
    if column < last:
        parts.append((column + 1, last, _with_range(tag, column + 1, last)))
    return parts
