"""A sheet of ours that is written again in its place: what it says is new, how it looks stays.

Each of its rows has a key in a hidden column. What somebody has done to the look of a cell or the
height of a row goes with the key, wherever the row stands now, and so does what stands right of the
keys. Rows that somebody wrote below ours stay below. Widths of columns, what prints how, views and
conditional formats stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from typing import NamedTuple

from sync.books.base import OwnSheet, column_letters
from sync.books.xlsx.charts import Charts, Stood
from sync.books.xlsx.frame import SHEET_ORDER, parse_area, parse_cell
from sync.books.xlsx.strings import SharedStrings
from sync.books.xlsx.styles import insert_child
from sync.books.xlsx.workbook import Tab, Workbook
from sync.books.xlsx.xml import LINK_SPACES, Node, Tree, escape_attr, set_attr, unescape_text

_NOT_KEPT = frozenset({"r", "spans"})
_OURS = re.compile(rb"<(/?)(row|c|v|is|t|f)(?=[\s/>])")
"""The elements that we write, which have no prefix; those of hers have the prefix of the sheet."""


class KeptRow(NamedTuple):
    """How a row looks by now: its attributes, and the format of each of its cells by column.

    hers: the cells right of the keys, each with its column.
    """

    look: bytes
    styles: Mapping[int, int]
    hers: Sequence[tuple[int, bytes]] = ()

    def beside(self, row: int) -> bytes:
        """Give her cells for the place where the row stands now."""
        return b"".join(_moved(raw, row, column) for column, raw in self.hers)


class Kept(NamedTuple):
    """What is kept of a sheet: its rows by their keys, and the rows below the last one.

    stood: which table each row belongs to, by the first word of its key, and their titles.
    """

    rows: Mapping[str, KeptRow]
    below: Sequence[KeptRow]
    stood: Stood


def kept_of(workbook: Workbook, part: str, column: int) -> Kept:
    """Give the looks of the rows of a sheet by the keys that stand in a column of it."""
    strings = SharedStrings(workbook.package, workbook.strings_part())
    tree = workbook.package.tree(part)
    found: dict[str, KeptRow] = {}
    below: list[KeptRow] = []
    stood = Stood({}, {})
    for at_row, row in enumerate(_rows(tree.root), 1):
        cells = [*_cells(row)]
        key = next((_text(cell, strings) for at, cell in cells if at == column), "")
        if key:
            below.clear()
            found.setdefault(_short(key), _kept(tree, row, cells, column))
            number = int(row.get("r")) if row.get("r").isdecimal() else at_row
            table, _, kind = _short(key).partition(".")
            stood.tables[number] = table
            if kind == "table":
                stood.titles[table] = _text(cells[0][1], strings)
        else:
            below.append(_kept(tree, row, cells, 0))
    return Kept(found, below, stood)


def _short(key: str) -> str:
    """Give a key without what else its row says for itself."""
    return key.partition("|")[0]


def _kept(tree: Tree, row: Node, cells: Sequence[tuple[int, Node]], after: int) -> KeptRow:
    styles = {at: int(c.get("s")) if c.get("s").isdecimal() else 0 for at, c in cells}
    hers = [(at, tree.raw(cell)) for at, cell in cells if at > after]
    return KeptRow(_look(row), styles, hers)


def _moved(raw: bytes, row: int, column: int) -> bytes:
    """Give a cell as it stands in another row."""
    end = raw.index(b">") + 1
    return set_attr(raw[:end], "r", f"{column_letters(column)}{row}") + raw[end:]


def _rows(root: Node) -> list[Node]:
    data = root.first("sheetData")
    return data.all("row") if data is not None else []


def _cells(row: Node) -> Iterator[tuple[int, Node]]:
    """Give the cells of a row with their columns; a cell need not say where it stands."""
    at = 0
    for cell in row.all("c"):
        place = parse_cell(cell.get("r"))
        at = place[1] if place is not None else at + 1
        yield at, cell


def _text(cell: Node, strings: SharedStrings) -> str:
    if cell.get("t") == "inlineStr":
        return unescape_text("".join(node.text for node in cell.every("t")))
    value = cell.first("v")
    text = value.text.strip() if value is not None else ""
    if cell.get("t") == "s":
        return strings(int(text)) if text.isdecimal() else ""
    return unescape_text(text)


def _look(row: Node) -> bytes:
    """Give the attributes of a row but those that say where it stands."""
    kept = ((name, value) for name, value in row.attrs.items() if name not in _NOT_KEPT)
    return b"".join(
        b' %s="%s"' % (name.encode(), escape_attr(value)) for name, value in kept if " " not in name
    )


def drawing_link(workbook: Workbook, link: str, prefix: str = "") -> bytes:
    """Give the element of a sheet that points to its drawing; nothing without a link."""
    if not link:
        return b""
    space = LINK_SPACES[1 if workbook.strict else 0]
    return f'<{prefix}drawing xmlns:r="{space}" r:id="{link}"/>'.encode()


def refresh(workbook: Workbook, tab: Tab, sheet: OwnSheet, rows: bytes, kept: Kept) -> None:
    """Write the rows and the charts of a sheet again, and leave everything else of it."""
    column = sheet.key_column or 0
    keys = {_short(str(row[column - 1].value)) for row in sheet.rows if len(row) >= column}
    below = below_rows(kept, len(sheet.rows), keys)
    link = Charts(workbook, tab.part, tab.name, kept.stood).put(sheet.charts)
    tree = workbook.package.tree(tab.part)
    data = tree.root.first("sheetData")
    if data is None:
        return
    prefix = data.prefix.encode()
    ours = _OURS.sub(rb"<\1" + prefix + rb"\2", rows + below)
    tree.splice(data.start, data.end, b"<%ssheetData>%s</%ssheetData>" % (prefix, ours, prefix))
    _set_dimension(tree, column, len(sheet.rows) + below.count(b"<row "))
    if link:
        element = drawing_link(workbook, link, data.prefix)
        insert_child(tree, tree.root, "drawing", element, SHEET_ORDER)
    _set_breaks(tree, sheet)
    workbook.package.put_tree(tab.part, tree)


def below_rows(kept: Kept, after: int, keys: Container[str]) -> bytes:
    """Give the rows that stood below ours, for a sheet that now ends with another row.

    What she wrote in rows that are no more, because their key is none of these, goes before them.
    """
    gone = [KeptRow(b"", {}, row.hers) for key, row in kept.rows.items() if key not in keys]
    rows = enumerate([*(row for row in gone if row.hers), *kept.below], after + 1)
    return b"".join(b'<row r="%d"%s>%s</row>' % (n, row.look, row.beside(n)) for n, row in rows)


def hers_first(stand: Mapping[str, str], ours: Mapping[str, str]) -> dict[str, str]:
    """Give the names of a sheet: what is printed is ours to say as long as she has not said it."""
    names = {**ours, **stand}
    for name, text in stand.items():
        if name in ours and _shape(text) == _shape(ours[name]):
            names[name] = ours[name]
    return names


def _shape(area: str) -> str:
    """Give an area without the number of its last row, which comes and goes."""
    return area.rpartition("!")[2].rstrip("0123456789")


def _set_dimension(tree: Tree, columns: int, rows: int) -> None:
    """Say how far the sheet reaches: our columns, or hers if they reach further."""
    node = tree.root.first("dimension")
    area = parse_area(node.get("ref")) if node is not None else None
    if node is not None:
        last = max(columns, area.last_column if area is not None else 0)
        reach = f"A1:{column_letters(last)}{rows}"
        if node.get("ref") != reach:
            tree.set_attr(node, "ref", reach)


def _set_breaks(tree: Tree, sheet: OwnSheet) -> None:
    """Move the ends of pages to where the blocks end now; those that she set otherwise stay."""
    breaks = tree.root.first("rowBreaks")
    if breaks is None or len(breaks.all("brk")) != len(sheet.page_ends):
        return
    for node, row in zip(breaks.all("brk"), sheet.page_ends, strict=True):
        if node.get("id") != str(row):
            tree.set_attr(node, "id", str(row))
