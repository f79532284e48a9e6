"""Where charts, pictures and shapes stand on a sheet; they are looked at and never changed."""

from __future__ import annotations

from sync.books.base import Area
from sync.books.xlsx.frame import MAX_COLUMN
from sync.books.xlsx.package import Package
from sync.books.xlsx.xml import Node
from sync.errors import BookError

MAX_SIZE = 16 << 20
_COLUMN, _ROW = 609_600, 190_500
"""The size of a usual cell in the units of drawings, for what is only said to be so large."""


def drawn_areas(package: Package, part: str) -> list[Area]:
    """Give the cells that each drawing covers; of a part that cannot be read, none."""
    try:
        parts = [x.target for x in package.linked(part, "drawing") if x.target in package]
        roots = [package.tree(name).root for name in parts if package.size(name) <= MAX_SIZE]
    except BookError:
        return []
    found = (_area(node) for root in roots for node in root.every_element())
    return [area for area in found if area is not None]


def _area(node: Node) -> Area | None:
    """Give the area of an anchor: from a cell to a cell, or from a cell and so large."""
    start = node.first("from") if node.name in {"twoCellAnchor", "oneCellAnchor"} else None
    if start is None:
        return None
    first = (_number(start, "row") + 1, _number(start, "col") + 1)
    end, size = node.first("to"), node.first("ext")
    if end is not None:
        last = (_number(end, "row") + 1, _number(end, "col") + 1)
    else:
        last = (first[0] + _length(size, "cy") // _ROW, first[1] + _length(size, "cx") // _COLUMN)
    return Area(*first, max(first[0], last[0]), min(max(first[1], last[1]), MAX_COLUMN))


def _number(node: Node, name: str) -> int:
    child = node.first(name)
    text = child.text.strip() if child is not None else ""
    return int(text) if text.isdecimal() and len(text) < 10 else 0


def _length(node: Node | None, name: str) -> int:
    text = node.get(name) if node is not None else ""
    return int(text) if text.isdecimal() and len(text) < 16 else 0
