"""Reading: values through python-calamine, and from the parts what it does not tell."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path
from typing import cast

from models.cells import CellError, Raw
from sync.books.base import Area, SheetSnapshot
from sync.books.calamine import read_sheets, refuse_far_cells
from sync.books.xlsx.archive import damaged
from sync.books.xlsx.cells import R, T, Words, words
from sync.books.xlsx.drawings import drawn_areas
from sync.books.xlsx.frame import Frame, column_number, flatten, parse_area
from sync.books.xlsx.notes import read_notes, threaded_cells
from sync.books.xlsx.plain_copy import plain_copy
from sync.books.xlsx.rows import RowCounter, body, whole_rows
from sync.books.xlsx.workbook import Tab, Workbook
from sync.books.xlsx.xml import sniff
from sync.errors import BookUnreadable

MAX_ARRAY = 1_000_000  # cells of array formulas that are listed one by one


class Reader:
    """Reads one workbook."""

    def __init__(self, workbook: Workbook, path: Path) -> None:
        self._workbook = workbook
        self._package = workbook.package
        self._path = path

    def read(self) -> list[SheetSnapshot]:
        """Give the sheets in tab order; chart sheets and the like are left out."""
        tabs = [t for t in self._workbook.tabs() if t.kind == "worksheet" and t.part]
        found = {tab.name: self._scan(tab) for tab in tabs}
        self._check_others()
        sheets = {s.name: s for s in self._values()}
        return [self._complete(tab, sheets.get(tab.name), found[tab.name]) for tab in tabs]

    def _values(self) -> list[SheetSnapshot]:
        """Read the values; an unusual workbook by way of a plain copy."""
        if self._usual:
            try:
                return read_sheets(self._path)
            except BookUnreadable:
                pass  # by now we know that its parts can be read, so it is only unusual
        with plain_copy(self._workbook) as path:
            try:
                return read_sheets(path)
            except BookUnreadable:
                raise damaged("the cells of a sheet cannot be read") from None

    @property
    def _usual(self) -> bool:
        tabs = [t for t in self._workbook.tabs() if t.part]
        strings = self._workbook.strings_part()
        parts = [*(t.part for t in tabs), *([strings] if strings else [])]
        return all(sniff(next(self._package.stream(p), b"")).plain for p in parts)

    def _check_others(self) -> None:
        """Go once through what calamine will read, so that nothing unpacks without bound."""
        kinds = ("sharedStrings", "styles", "table", "metadata")
        for link in self._package.links(self._workbook.part):
            if link.kind in kinds and not link.external and link.target in self._package:
                for _ in self._package.stream(link.target):
                    pass

    def _scan(self, tab: Tab) -> Scan:
        pieces = self._package.text(tab.part)
        frame = Frame(pieces)
        flat = None
        if not frame.plain:
            flat = flatten(b"".join(self._package.text(tab.part)))
            frame = Frame([flat])
        scan = Scan(frame)
        scan.look(body([flat] if flat is not None else self._package.text(tab.part), frame))
        refuse_far_cells(tab.name, scan.last_row, scan.last_column)
        return scan

    def _complete(self, tab: Tab, sheet: SheetSnapshot | None, scan: Scan) -> SheetSnapshot:
        if sheet is None:
            sheet = SheetSnapshot(tab.name, [])
        rows = cast("list[list[Raw]]", sheet.rows)
        for (row, column), error in scan.errors.items():
            _put(rows, row, column, error)
        return SheetSnapshot(
            name=tab.name,
            rows=rows,
            notes=read_notes(self._package, tab.part),
            threaded=threaded_cells(self._package, tab.part),
            merged=scan.frame.merged,
            tables=self._tables(tab.part),
            filter_area=scan.frame.filter_area,
            formulas=frozenset(scan.formulas),
            drawn=drawn_areas(self._package, tab.part),
            visibility=tab.visibility,
            protected=scan.frame.protected,
        )

    def _tables(self, part: str) -> dict[str, Area]:
        tables = {}
        for link in self._package.linked(part, "table"):
            if link.target in self._package:
                root = self._package.tree(link.target).root
                area = parse_area(root.get("ref"))
                if area:
                    tables[root.get("displayName") or root.get("name")] = area
        return tables


class Scan:
    """What the bytes of a sheet's rows tell beyond the values."""

    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        self.errors: dict[tuple[int, int], Raw] = {}
        self.formulas: set[tuple[int, int]] = set()
        self.last_row = 0
        self.last_column = 0
        self._words: Words = words(frame.prefix)
        p = re.escape(frame.prefix)
        self._formula = b"<%sf" % frame.prefix
        self._any_cell = b"<%sc" % frame.prefix
        self._row_of = re.compile(rb'<%sc r="[A-Z]+([0-9]+)"' % p)
        self._wide = re.compile(rb'<%sc r="([A-Z]{2,9})[0-9]' % p)

    def look(self, pieces: Iterable[bytes]) -> None:
        """Go through the rows once."""
        counter = RowCounter(self._words)
        for buffer in whole_rows(pieces, self._words):
            plain = self._measure(buffer)
            if plain and not self._is_rare(buffer, 0, len(buffer)):
                counter.skip(buffer)
                continue
            starts = [(number, start) for number, start, _ in counter.rows(buffer)]
            for (row, start), (_, end) in pairwise([*starts, (0, len(buffer))]):
                if not plain or self._is_rare(buffer, start, end):
                    self._cells(row, buffer[start:end])
        self.last_row = max(self.last_row, counter.number)
        self._cover_arrays()

    def _is_rare(self, buffer: bytes, start: int, end: int) -> bool:
        """Whether a formula or (perhaps) an error stands between two places."""
        rare = (self._formula, b'"e"', b"'e'")
        return any(buffer.find(word, start, end) >= 0 for word in rare)

    def _measure(self, buffer: bytes) -> bool:
        """Learn how far out cells say they are; False when one does not say so as is usual.

        Calamine takes room for all cells up to the furthest one, so none may escape us.
        """
        rows = self._row_of.findall(buffer)
        if len(rows) != buffer.count(self._any_cell):
            return False
        self._reach(max(map(int, set(rows)), default=0), 26 if rows else 0)
        for letters in set(self._wide.findall(buffer)):
            self._reach(0, column_number(letters.decode()))
        return True

    def _reach(self, row: int, column: int) -> None:
        self.last_row = max(self.last_row, row)
        self.last_column = max(self.last_column, column)

    def _cells(self, row: int, raw: bytes) -> None:
        column = 0
        for found in self._words.cell.finditer(raw):
            said = R.search(found[1])
            column = column_number(said[1].decode()) if said and said[1] else column + 1
            self._reach(int(said[2]) if said else row, column)
            inner = found[2] or b""
            kind = T.search(found[1])
            value = self._words.value.search(inner)
            if kind and kind[1] == b"e":
                text = value[1].decode("utf-8", "replace") if value else "#VALUE!"
                self.errors[row, column] = CellError(text.strip() or "#VALUE!")
            if self._words.formula.search(inner):
                self.formulas.add((row, column))
                if value is None:
                    self.errors[row, column] = CellError("#UNCALCULATED")

    def _cover_arrays(self) -> None:
        """Count every cell under an array formula as a formula, within reason."""
        for area in self.frame.arrays:
            height = area.last_row - area.first_row + 1
            if height * (area.last_column - area.first_column + 1) > MAX_ARRAY:
                continue
            for row in range(area.first_row, area.last_row + 1):
                for column in range(area.first_column, area.last_column + 1):
                    self.formulas.add((row, column))


def _put(rows: list[list[Raw]], row: int, column: int, value: Raw) -> None:
    while len(rows) < row:
        rows.append([])
    cells = rows[row - 1]
    cells.extend([None] * (column - len(cells)))
    if cells[column - 1] in (None, ""):
        cells[column - 1] = value
