"""Whether a part that we changed says again what it said at first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise, zip_longest

from sync.books.xlsx.cells import Words, words
from sync.books.xlsx.frame import Frame, flatten
from sync.books.xlsx.rows import Row, RowCounter, body, visit_rows, whole_rows
from sync.books.xlsx.vml import MAP, SHAPE_TYPE, blocks_of
from sync.books.xlsx.walks import Walked
from sync.books.xlsx.xml import Node, Tree, said, set_attr, to_utf8

_SHELVES = frozenset({"numFmts", "fonts", "fills", "cellXfs"})


def same_list(present: bytes, original: bytes) -> bool:
    """Compare content types or relationships, whose order says nothing."""
    return _list(present) == _list(original)


def _list(data: bytes) -> list[str]:
    # The general statement about .vml parts is there or not, whether or not there is such a part.
    children = (c for c in Tree(data).root.children if c.get("Extension").lower() != "vml")
    return sorted(repr(said(c)) for c in children)


def same_workbook(present: bytes, original: bytes) -> bool:
    """Compare workbook parts; that we asked for recalculation is no difference."""
    return _workbook(present) == _workbook(original)


def _workbook(data: bytes) -> tuple[object, ...]:
    root = Tree(data).root
    kept = []
    for child in root.children:
        if child.name == "calcPr":
            child.attrs.pop("fullCalcOnLoad", None)
            if not child.attrs:
                continue
        if child.name == "definedNames" and not child.children:
            continue
        for view in child.all("workbookView"):
            # Which tab is shown moves when a tab of ours comes or goes.
            view.attrs.pop("activeTab", None)
            view.attrs.pop("firstSheet", None)
        kept.append(said(child))
    return (tuple(sorted(root.attrs.items())), tuple(kept))


def same_styles(present: bytes, original: bytes) -> bool:
    """Tell whether the present formats are the original ones, and perhaps more behind them."""
    one, other = Tree(present).root, Tree(original).root
    new = [c for c in one.children if c.name not in {o.name for o in other.children}]
    if any(c.name not in _SHELVES for c in new):
        return False
    kept = [c for c in one.children if c not in new]
    return len(kept) == len(other.children) and all(
        _starts_alike(a, b) for a, b in zip(kept, other.children, strict=True)
    )


def _starts_alike(present: Node, original: Node) -> bool:
    if present.name not in _SHELVES or present.name != original.name:
        return said(present) == said(original)
    count = len(original.children)
    return [said(c) for c in present.children[:count]] == [said(c) for c in original.children]


def same_notes(present: bytes, original: bytes) -> bool:
    """Compare note parts; whether a plain text stands in a run of its own says nothing."""
    return _notes(present) == _notes(original)


def _notes(data: bytes) -> object:
    root = Tree(data).root
    authors = [said(n) for n in root.every("author")]
    notes = []
    for node in root.every("comment"):
        texts = node.first("text")
        runs = [_run(n) for n in texts.children] if texts else []
        rest = [said(c) for c in node.children if c.name != "text"]
        notes.append((sorted(node.attrs.items()), [r for r in runs if r], rest))
    return authors, notes


def _run(node: Node) -> object:
    if node.name == "t":
        return ((), node.text)
    look = tuple(said(c) for c in node.all("rPr"))
    return (look, "".join(c.text for c in node.all("t"))) if node.name == "r" else said(node)


def same_boxes(present: bytes, original: bytes) -> bool:
    """Compare legacy drawings by their bytes, but for what the first of our boxes brought along."""
    one, other = (b"".join(to_utf8([data])) for data in (present, original))
    if not SHAPE_TYPE.search(other):
        one = SHAPE_TYPE.sub(b"", one)
    mine, theirs = MAP.search(one), MAP.search(other)
    if mine and theirs and blocks_of(one)[: len(blocks_of(other))] == blocks_of(other):
        one = one[: mine.start(1)] + theirs[1] + one[mine.end(1) :]
    return one == other


class SheetText:
    """A sheet for comparison: what stands around the rows, and the rows one by one."""

    def __init__(self, text: Callable[[], Iterable[bytes]], walked: Walked | None = None) -> None:
        """Take a sheet. walked: what is known of it, so that it need not be gone through."""
        self._text = text
        self.frame = walked.frame if walked is not None else Frame(text())
        self._tidy = walked is not None and walked.tidy
        if not self.frame.plain:
            flat = flatten(b"".join(text()))
            self._text = lambda: [flat]
            self.frame = Frame([flat])
        self._words = words(self.frame.prefix)

    def around(self) -> list[object]:
        """Give what stands around the rows, but for the dimension and the columns."""
        root = self.frame.tree.root
        left_out = {"dimension", "cols"}
        kept: list[object] = [said(c) for c in root.children if c.name not in left_out]
        return [sorted(root.attrs.items()), *kept]

    def columns(self) -> dict[int, object]:
        """Give what is said about each column, one by one as far as it matters."""
        holder = self.frame.tree.root.first("cols")
        columns: dict[int, object] = {}
        for node in holder.all("col") if holder else ():
            first, last = node.get("min"), node.get("max")
            if first.isdecimal() and last.isdecimal():
                look = sorted((k, v) for k, v in node.attrs.items() if k not in {"min", "max"})
                for column in range(int(first), min(int(last), 16_384) + 1):
                    columns[column] = look
        return columns

    def rows(self) -> Iterator[bytes]:
        """Give the rows that say something."""
        counter = RowCounter(self._words)
        for buffer in whole_rows(body(self._text(), self.frame), self._words):
            starts = [start for _, start, _ in counter.rows(buffer)]
            for start, end in pairwise([*starts, len(buffer)]):
                raw = buffer[start:end].strip()
                if len(raw) > 200 or plain_row(raw, self._words):
                    yield raw

    def cells(self, wanted: Iterable[tuple[int, int]]) -> dict[tuple[int, int], bytes]:
        """Give the bytes of cells; nothing where there is none."""
        found: dict[tuple[int, int], bytes] = {}
        by_row: dict[int, list[int]] = defaultdict(list)
        for row, column in wanted:
            by_row[row].append(column)
        left = set(by_row)

        def visit(row: Row) -> None:
            left.remove(row.number)
            found.update({(row.number, c): row.get(c) for c in by_row[row.number]})

        pieces = body(self._text(), self.frame)
        for _ in visit_rows(pieces, self._words, by_row, visit, tidy=self._tidy):
            if not left:
                break
        return found

    def same_rows(self, other: SheetText) -> bool:
        """Compare row by row; ends at the first difference."""
        for one, two in zip_longest(self.rows(), other.rows(), fillvalue=b""):
            if one != two and plain_row(one, self._words) != plain_row(two, self._words):
                return False
        return True


def plain_row(raw: bytes, words_: Words) -> bytes:
    """Give a row without its spans; nothing when it says nothing."""
    if not raw:
        return b""
    end = raw.index(b">") + 1
    tag = set_attr(raw[:end], "spans", None)
    inner = raw[end:]
    if tag.endswith(b"/>"):
        tag, inner = tag[:-2].rstrip() + b">", words_.row_close + b">"
    if inner.startswith(words_.row_close):
        bare = set_attr(tag, "r", None) == b"<%srow>" % words_.prefix
        return b"" if bare else tag
    return tag + inner


def differing_columns(one: SheetText, other: SheetText) -> list[int]:
    """Give the columns about which two sheets do not say the same."""
    mine, theirs = one.columns(), other.columns()
    columns: Sequence[int] = sorted({*mine, *theirs})
    return [c for c in columns if mine.get(c) != theirs.get(c)]
