"""A spreadsheet as one call tells it: its tabs with cells, and what may be done in them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sync.books.base import Area, BookSnapshot, SheetSnapshot, Visibility
from sync.books.google.anchors import Anchors
from sync.books.google.cells import raw
from sync.marks.words import MEMORY_TITLE

Json = dict[str, Any]
Place = tuple[int, int]
"""Row and column from 0, as the API counts."""

FIELDS = (
    "spreadsheetId,properties(title,locale,timeZone),sheets("
    "properties(sheetId,title,index,hidden,sheetType,gridProperties(rowCount,columnCount)),"
    "merges,protectedRanges(description,range,unprotectedRanges,warningOnly,requestingUserCanEdit),"
    "basicFilter(range),tables(name,range),charts(chartId,spec,position(overlayPosition)),"
    "developerMetadata(metadataKey,metadataValue),"
    "data(startRow,startColumn,rowMetadata(developerMetadata(metadataId,metadataKey,metadataValue)),"
    "columnMetadata(pixelSize,developerMetadata(metadataId,metadataKey,metadataValue)),rowData(values(userEnteredValue,"
    "effectiveValue,formattedValue,note,effectiveFormat(numberFormat),userEnteredFormat("
    "backgroundColorStyle,numberFormat,textFormat,wrapStrategy,horizontalAlignment,"
    "verticalAlignment,hyperlinkDisplayType)))))"
)
"""All that a check needs, and nothing else; never the whole grid data."""
BEFORE = "_rostercheck before"
"""The title of a hidden tab of this adapter: it holds what our last write covered."""
PROBE = "Rostercheck keeps here what its last write covered."
"""Stands in a note at the end of such a tab, by which it is known."""
_VOLATILE = re.compile(r"\b(NOW|RAND|RANDBETWEEN|RANDARRAY|GOOGLEFINANCE)\(", re.IGNORECASE)
_WIDE, _TALL = 100, 21
"""Columns and rows have so many pixels unless somebody has changed that."""
_EMPTY: Json = {}


@dataclass(slots=True)
class Page:
    """One tab. rows: cells as the API gives them, ragged; widths: pixels of the columns."""

    sheet_id: int
    title: str
    row_count: int
    column_count: int
    rows: list[list[Json]] = field(default_factory=list)
    widths: list[int] = field(default_factory=list)
    hidden: bool = False
    grid: bool = True
    merges: Sequence[Area] = ()
    protected: Sequence[Json] = ()
    tables: Mapping[str, Area] = field(default_factory=dict)
    filter_area: Area | None = None
    drawn: Sequence[Area] = ()
    charts: Sequence[Json] = ()
    anchors: Anchors = field(default_factory=Anchors)

    def cell(self, place: Place) -> Json:
        """Give a cell; empty where the page does not reach."""
        row, column = place
        cells = self.rows[row] if row < len(self.rows) else ()
        return cells[column] if column < len(cells) else _EMPTY

    @property
    def ours(self) -> bool:
        """Whether it is a tab of this adapter alone."""
        last = (self.row_count - 1, self.column_count - 1)
        return self.hidden and self.cell(last).get("note") == PROBE

    @property
    def memory(self) -> bool:
        """Whether it is the hidden tab that says how cells looked before they were filled."""
        title = self.cell((0, 0)).get("userEnteredValue", {}).get("stringValue")
        return self.hidden and title == MEMORY_TITLE

    def places(self) -> Iterator[tuple[Place, Json]]:
        """Give every cell that holds anything."""
        for r, cells in enumerate(self.rows):
            for c, cell in enumerate(cells):
                if cell:
                    yield (r, c), cell


@dataclass(slots=True)
class State:
    """A spreadsheet as it stood at one moment. reply: what Google said, to be remembered."""

    file_id: str
    title: str
    locale: str
    time_zone: str
    pages: list[Page]
    reply: Json = field(default_factory=dict, repr=False, compare=False)

    def page(self, title: str) -> Page | None:
        """Give a tab of hers or of the marks, by title."""
        return next((p for p in self.pages if p.title == title and not p.ours), None)

    def by_id(self, sheet_id: int) -> Page | None:
        """Give a tab by its id, which stays when it is renamed."""
        return next((p for p in self.pages if p.sheet_id == sheet_id), None)


def state_of(reply: Json) -> State:
    """Read the reply of `spreadsheets.get` or the spreadsheet in a batch's reply."""
    props = reply.get("properties", {})
    pages = [_page(sheet) for sheet in reply.get("sheets", ())]
    return State(
        str(reply.get("spreadsheetId", "")),
        str(props.get("title", "")),
        str(props.get("locale", "")),
        str(props.get("timeZone", "")),
        pages,
        reply,
    )


def _page(sheet: Json) -> Page:
    props = sheet.get("properties", {})
    grid = props.get("gridProperties", {})
    page = Page(
        int(props.get("sheetId", 0)),
        str(props.get("title", "")),
        int(grid.get("rowCount", 0)),
        int(grid.get("columnCount", 0)),
        hidden=bool(props.get("hidden")),
        grid=props.get("sheetType", "GRID") == "GRID",
        merges=[area(one) for one in sheet.get("merges", ())],
        protected=sheet.get("protectedRanges", ()),
        tables={
            str(one.get("name", "")): area(one["range"])
            for one in sheet.get("tables", ())
            if "range" in one
        },
    )  # fmt: skip
    if "range" in sheet.get("basicFilter", {}):
        page.filter_area = area(sheet["basicFilter"]["range"], page)
    page.anchors.count(sheet.get("developerMetadata", ()))
    for data in sheet.get("data", ()):
        page.anchors.lay(data)
        _lay(page, data)
    page.charts = sheet.get("charts", ())
    page.drawn = [_drawn(chart) for chart in sheet.get("charts", ()) if _anchored(chart)]
    return page


def _lay(page: Page, data: Json) -> None:
    """Lay a block of data into the page, where it starts."""
    top, left = int(data.get("startRow", 0)), int(data.get("startColumn", 0))
    for r, row in enumerate(data.get("rowData", ()), top):
        cells = row.get("values", [])
        if not cells:
            continue
        while len(page.rows) <= r:
            page.rows.append([])
        page.rows[r] = [*page.rows[r][:left], *([_EMPTY] * (left - len(page.rows[r]))), *cells]
    widths = [int(one.get("pixelSize", _WIDE)) for one in data.get("columnMetadata", ())]
    page.widths[left:] = widths


def area(grid: Mapping[str, Any], page: Page | None = None) -> Area:
    """Give a GridRange as an area counted from 1; open ends reach to the end of the page."""
    rows = page.row_count if page is not None else 10**7
    columns = page.column_count if page is not None else 10**5
    return Area(
        int(grid.get("startRowIndex", 0)) + 1,
        int(grid.get("startColumnIndex", 0)) + 1,
        int(grid.get("endRowIndex", rows)),
        int(grid.get("endColumnIndex", columns)),
    )


def _anchored(chart: Json) -> bool:
    return "anchorCell" in chart.get("position", {}).get("overlayPosition", {})


def _drawn(chart: Json) -> Area:
    """Give the area that a chart covers, as if rows and columns had their usual size."""
    where = chart["position"]["overlayPosition"]
    row, column = (where["anchorCell"].get(n, 0) + 1 for n in ("rowIndex", "columnIndex"))
    down = (where.get("offsetYPixels", 0) + where.get("heightPixels", 371)) // _TALL
    right = (where.get("offsetXPixels", 0) + where.get("widthPixels", 600)) // _WIDE
    return Area(row, column, row + down, column + right)


def snapshot_of(state: State, location: str) -> BookSnapshot:
    """Give the snapshot that intake and marks work on."""
    return BookSnapshot(location, [_sheet(p) for p in state.pages if p.grid and not p.ours])


def _sheet(page: Page) -> SheetSnapshot:
    places = list(page.places())
    return SheetSnapshot(
        page.title,
        [[raw(cell) for cell in cells] for cells in page.rows],
        notes={_shown(at): str(cell["note"]) for at, cell in places if cell.get("note")},
        merged=page.merges,
        tables=page.tables,
        filter_area=page.filter_area,
        formulas=frozenset(_shown(at) for at, cell in places if computed(cell)),
        drawn=page.drawn,
        visibility=Visibility.HIDDEN if page.hidden else Visibility.VISIBLE,
        protected=any(_whole(one) for one in page.protected),
    )


def _shown(place: Place) -> Place:
    return place[0] + 1, place[1] + 1


def computed(cell: Mapping[str, Any]) -> bool:
    """Whether a cell holds a formula, or is filled by one that stands elsewhere."""
    value = cell.get("userEnteredValue")
    return "formulaValue" in value if value else bool(cell.get("effectiveValue"))


def _whole(protected: Mapping[str, Any]) -> bool:
    """Whether a protection keeps us out of a whole tab."""
    mine = protected.get("requestingUserCanEdit") or protected.get("warningOnly")
    ends = set(protected.get("range", {})) - {"sheetId"}
    return not mine and not ends and not protected.get("unprotectedRanges")


def closed(page: Page, place: Place) -> str | None:
    """Give the name of the protected range that keeps us out of a cell."""
    row, column = _shown(place)
    for one in page.protected:
        if one.get("requestingUserCanEdit") or one.get("warningOnly"):
            continue
        free = [area(a, page) for a in one.get("unprotectedRanges", ())]
        inside = _holds(area(one.get("range", {}), page), row, column)
        if inside and not any(_holds(a, row, column) for a in free):
            return str(one.get("description") or "no name")
    return None


def _holds(one: Area, row: int, column: int) -> bool:
    return one.first_row <= row <= one.last_row and one.first_column <= column <= one.last_column


def covered(page: Page, place: Place) -> bool:
    """Whether a merged area hides a cell."""
    row, column = _shown(place)
    return any(
        _holds(one, row, column) and (row, column) != (one.first_row, one.first_column)
        for one in page.merges
    )


def says(cell: Mapping[str, Any]) -> Any:
    """Give what tells one row from another: what was typed, or what a formula comes to.

    Formulas that come to something else at each look count by their text.
    """
    typed = cell.get("userEnteredValue")
    if typed and "formulaValue" not in typed:
        return next(iter(typed.items()), None)
    if typed and _VOLATILE.search(typed["formulaValue"]):
        return ("formula", typed["formulaValue"])
    value = cell.get("effectiveValue") or {}
    if "errorValue" in value:
        return ("error", value["errorValue"].get("type"))
    return next(iter(value.items()), None)
