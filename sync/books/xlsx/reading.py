"""Reading: values through python-calamine, and from the parts what it does not tell."""

from __future__ import annotations

from pathlib import Path
from typing import cast

from models.cells import Raw
from sync.books.base import Area, SheetSnapshot
from sync.books.calamine import read_sheets, refuse_far_cells
from sync.books.xlsx.archive import damaged
from sync.books.xlsx.drawings import drawn_areas
from sync.books.xlsx.frame import parse_area
from sync.books.xlsx.notes import read_notes, threaded_cells
from sync.books.xlsx.plain_copy import plain_copy
from sync.books.xlsx.scan import scanned
from sync.books.xlsx.walks import Walked, Walks
from sync.books.xlsx.workbook import Tab, Workbook
from sync.books.xlsx.xml import sniff
from sync.errors import BookUnreadable


class Reader:
    """Reads one workbook."""

    def __init__(self, workbook: Workbook, path: Path, walks: Walks) -> None:
        self._workbook = workbook
        self._package = workbook.package
        self._path = path
        self._walks = walks

    def read(self) -> list[SheetSnapshot]:
        """Give the sheets in tab order; chart sheets and the like are left out."""
        tabs = [t for t in self._workbook.tabs() if t.kind == "worksheet" and t.part]
        found = {tab.name: self._walked(tab) for tab in tabs}
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

    def _walked(self, tab: Tab) -> Walked:
        """Go through a sheet, unless it is known for sure what that would tell."""
        known = self._walks.sure(self._package, tab.part)
        if known is not None:
            return known
        frame, scan = scanned(self._package, tab.part)
        refuse_far_cells(tab.name, scan.last_row, scan.last_column)
        walked = Walked(frame, scan.tidy, scan.errors, frozenset(scan.formulas))
        if not scan.flat:
            self._walks.learn(self._package.state(tab.part), walked)
        return walked

    def _complete(self, tab: Tab, sheet: SheetSnapshot | None, walked: Walked) -> SheetSnapshot:
        if sheet is None:
            sheet = SheetSnapshot(tab.name, [])
        rows = cast("list[list[Raw]]", sheet.rows)
        frame = walked.frame
        for (row, column), error in walked.errors.items():
            _put(rows, row, column, error)
        return SheetSnapshot(
            name=tab.name,
            rows=rows,
            notes=read_notes(self._package, tab.part),
            threaded=threaded_cells(self._package, tab.part),
            merged=frame.merged,
            tables=self._tables(tab.part),
            filter_area=frame.filter_area,
            formulas=walked.formulas,
            drawn=drawn_areas(self._package, tab.part),
            visibility=tab.visibility,
            protected=frame.protected,
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


def _put(rows: list[list[Raw]], row: int, column: int, value: Raw) -> None:
    while len(rows) < row:
        rows.append([])
    cells = rows[row - 1]
    cells.extend([None] * (column - len(cells)))
    if cells[column - 1] in (None, ""):
        cells[column - 1] = value
