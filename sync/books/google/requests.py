"""Wishes -> the requests of one batch update, in an order in which each is safe."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from sync.books.base import CellRef, DropSheet, Format, OwnCell, OwnSheet, PutSheet, Visibility
from sync.books.google.anchors import hold, without_anchors
from sync.books.google.cells import entered, style_of
from sync.books.google.charts import chart_requests, fitted_rows, hidden_keys, rows_only
from sync.books.google.pages import BEFORE, PROBE, Json, Page, Place, State
from sync.books.google.wishes import Wish, cell_data, mask_of

Cells = Mapping[tuple[int, Place], Wish]
_OWN_FIELDS = "userEnteredValue,note,dataValidation,userEnteredFormat"
_LEAST_ROWS, _LEAST_COLUMNS = 20, 8
_ROOM = 8
"""So many rows and columns more on a tab beside and below which she may write."""


@dataclass(slots=True)
class Batch:
    """One batch update. images: for each touched tab, the id of the tab with its cells before.

    own: the tabs of ours that stood there and are written anew as a whole. made_on: the sheet as
    it was when the batch was made.

    A batch is made at most once: the ids of its new tabs are its own, so a second copy of it that
    arrives late is turned down whole.
    """

    requests: list[Json] = field(default_factory=list)
    images: dict[int, int] = field(default_factory=dict)
    cells: dict[tuple[int, Place], Wish] = field(default_factory=dict)
    own: set[int] = field(default_factory=set)
    made_on: State | None = None

    def bare(self) -> Batch | None:
        """Give the same batch without ids on rows and columns; None where it has none."""
        requests = without_anchors(self.requests)
        return replace(self, requests=requests) if len(requests) < len(self.requests) else None


def batch(
    state: State,
    cells: Cells,
    *,
    widths: Mapping[tuple[int, int], int] | None = None,
    tabs: Sequence[PutSheet | DropSheet] = (),
) -> Batch:
    """Make the batch that writes cells, widths and tabs of ours, and first keeps what it covers."""
    found = Batch(cells=dict(cells), made_on=state)
    found.requests += [_drop(page.sheet_id) for page in state.pages if page.ours]
    by_page: dict[int, dict[Place, Wish]] = {}
    for (sheet_id, place), wish in cells.items():
        by_page.setdefault(sheet_id, {})[place] = wish
    for sheet_id, wanted in by_page.items():
        page = state.by_id(sheet_id)
        if page is not None:
            _room(page, wanted, found.requests)
            found.requests += _held(page, wanted)
            _keep_before(state, page, wanted, found)
    for sheet_id, wanted in by_page.items():
        found.requests += list(_writes(sheet_id, wanted))
    found.requests += [_width(*at, px) for at, px in (widths or {}).items()]
    for tab in tabs:
        found.requests += list(_tab(state, tab))
        page = state.page(tab.sheet.name if isinstance(tab, PutSheet) else tab.name)
        if page is not None:
            found.own.add(page.sheet_id)
    return found


def _drop(sheet_id: int) -> Json:
    return {"deleteSheet": {"sheetId": sheet_id}}


def fresh_id(taken: Iterable[int]) -> int:
    """Give an id for a tab that none has."""
    used = set(taken)
    while True:
        number = secrets.randbelow(2**31 - 2) + 1
        if number not in used:
            return number


def _room(page: Page, wanted: Iterable[Place], requests: list[Json]) -> None:
    """Make the grid as large as it has to be."""
    places = list(wanted)
    for dimension, there, needed in (
        ("ROWS", page.row_count, max(r for r, _ in places) + 1),
        ("COLUMNS", page.column_count, max(c for _, c in places) + 1),
    ):
        if needed > there:
            more = {"sheetId": page.sheet_id, "dimension": dimension, "length": needed - there}
            requests.append({"appendDimension": more})


def _held(page: Page, wanted: Iterable[Place]) -> list[Json]:
    """Let nothing be written when a row or column up to those that are written has moved.

    One more row and column are held, so that the last one cannot be deleted unseen.
    """
    places = list(wanted)
    rows, columns = max(r for r, _ in places) + 1, max(c for _, c in places) + 1
    return hold(
        page.sheet_id, page.anchors, min(rows + 1, max(rows, page.row_count)),
        min(columns + 1, max(columns, page.column_count)), lambda: fresh_id(()),
    )  # fmt: skip


def _keep_before(state: State, page: Page, wanted: Mapping[Place, Wish], found: Batch) -> None:
    """Copy what is about to be covered to a hidden tab, at the same place, notes and looks too.

    Of her cells the values are taken off the copy: only notes and looks are needed again.
    """
    top, left, bottom, right = _box(page, wanted)
    image = fresh_id((page.sheet_id, *found.images.values()))
    title = free_title(state, len(found.images))
    found.images[page.sheet_id] = image
    grid = {"rowCount": bottom + 1, "columnCount": right + 1}
    properties = {"sheetId": image, "title": title, "hidden": True, "gridProperties": grid}
    box = {
        "startRowIndex": top, "endRowIndex": bottom,
        "startColumnIndex": left, "endColumnIndex": right,
    }  # fmt: skip
    found.requests += [
        {"addSheet": {"properties": properties}},
        {"copyPaste": {
            "source": {"sheetId": page.sheet_id, **box},
            "destination": {"sheetId": image, **box},
            "pasteType": "PASTE_NORMAL",
        }},
        *_probe(image, bottom, right),
    ]  # fmt: skip
    values = {c for (_, c), wish in wanted.items() if "value" in wish}
    for start, end in _runs(c for c in range(left, right) if c not in values):
        area = {**box, "sheetId": image, "startColumnIndex": start, "endColumnIndex": end}
        found.requests.append(
            {"repeatCell": {"range": area, "cell": {}, "fields": "userEnteredValue,dataValidation"}}
        )


def free_title(state: State, number: int) -> str:
    """Give a title for a copy that no tab of hers has."""
    taken = {page.title.casefold() for page in state.pages if not page.ours}
    while True:
        number += 1
        title = BEFORE if number == 1 else f"{BEFORE} {number}"
        if title.casefold() not in taken:
            return title


def _box(page: Page, wanted: Iterable[Place]) -> tuple[int, int, int, int]:
    """Give the smallest rectangle around cells that cuts no merged area in two."""
    places = list(wanted)
    top, bottom = min(r for r, _ in places), max(r for r, _ in places) + 1
    left, right = min(c for _, c in places), max(c for _, c in places) + 1
    while True:
        box = (top, left, bottom, right)
        for one in page.merges:
            if (
                one.first_row <= bottom
                and top < one.last_row
                and (one.first_column <= right and left < one.last_column)
            ):
                top, bottom = min(top, one.first_row - 1), max(bottom, one.last_row)
                left, right = min(left, one.first_column - 1), max(right, one.last_column)
        if box == (top, left, bottom, right):
            return box


def _probe(image: int, row: int, column: int) -> list[Json]:
    """Copy a cell with a note beside the copy, to see in the reply that notes are copied along."""
    one = {
        "sheetId": image, "startRowIndex": row, "endRowIndex": row + 1,
        "startColumnIndex": column, "endColumnIndex": column + 1,
    }  # fmt: skip
    to = {**one, "startColumnIndex": 0, "endColumnIndex": 1}
    return [
        {"updateCells": {
            "rows": [{"values": [{"note": PROBE}]}], "fields": "note", "range": one,
        }},
        {"copyPaste": {"source": one, "destination": to, "pasteType": "PASTE_NORMAL"}},
    ]  # fmt: skip


def probe_place(page: Page) -> Place:
    """Give the cell of a copy at which the note must have arrived."""
    return page.row_count - 1, 0


def _runs(numbers: Iterable[int]) -> Iterable[tuple[int, int]]:
    """Give runs of numbers that follow one another: start and end, the end excluded."""
    start: int | None = None
    last = -1
    for number in numbers:
        if start is None:
            start = number
        elif number != last + 1:
            yield start, last + 1
            start = number
        last = number
    if start is not None:
        yield start, last + 1


def _writes(sheet_id: int, wanted: Mapping[Place, Wish]) -> Iterable[Json]:
    """Write cells: those below one another with the same mask in one request."""
    by_kind: dict[tuple[int, tuple[str, ...]], list[int]] = {}
    for (row, column), wish in sorted(wanted.items()):
        by_kind.setdefault((column, tuple(sorted(wish))), []).append(row)
    for (column, names), rows in by_kind.items():
        for start, end in _runs(rows):
            area = {
                "sheetId": sheet_id, "startRowIndex": start, "endRowIndex": end,
                "startColumnIndex": column, "endColumnIndex": column + 1,
            }  # fmt: skip
            data = [{"values": [cell_data(wanted[row, column])]} for row in range(start, end)]
            yield {"updateCells": {"range": area, "rows": data, "fields": mask_of(names)}}


def _width(sheet_id: int, column: int, pixels: int) -> Json:
    area = {
        "sheetId": sheet_id, "dimension": "COLUMNS", "startIndex": column, "endIndex": column + 1,
    }  # fmt: skip
    return {
        "updateDimensionProperties": {
            "range": area, "properties": {"pixelSize": pixels}, "fields": "pixelSize",
        }
    }  # fmt: skip


def _tab(state: State, edit: PutSheet | DropSheet) -> Iterable[Json]:
    """Put a tab of ours, or replace all that stands in it, or take it off."""
    if isinstance(edit, DropSheet):
        page = state.page(edit.name)
        if page is not None:
            yield _drop(page.sheet_id)
        return
    own = edit.sheet
    standing = state.page(own.name)
    if own.key_column is not None and standing is not None:
        yield from _keyed_tab(state, standing, own)
        return
    wide = max([len(row) for row in own.rows], default=0)
    tall = len(own.rows)
    page = state.page(own.name)
    if page is None:
        sheet_id = fresh_id(p.sheet_id for p in state.pages)
        room = _ROOM if own.key_column is not None else 0
        rows, columns = max(tall, _LEAST_ROWS) + room, max(wide, _LEAST_COLUMNS) + room
        yield _new_tab(own, sheet_id, rows, columns)
    else:
        sheet_id, rows, columns = page.sheet_id, page.row_count, page.column_count
        yield {"clearBasicFilter": {"sheetId": sheet_id}}
        places = {(tall - 1 if tall else 0, wide - 1 if wide else 0): None}
        more: list[Json] = []
        _room(page, places, more)
        yield from more
        rows, columns = max(rows, tall), max(columns, wide)
    area = {
        "sheetId": sheet_id, "startRowIndex": 0, "endRowIndex": rows,
        "startColumnIndex": 0, "endColumnIndex": columns,
    }  # fmt: skip
    data = [{"values": [_own_cell(state, cell) for cell in row]} for row in own.rows]
    yield {"updateCells": {"range": area, "rows": data, "fields": _OWN_FIELDS}}
    yield from _formats(own, area)
    for at, width in enumerate(own.widths):
        yield _width(sheet_id, at, round(width * 7 + 5))
    if own.header_row is not None and tall > own.header_row:
        table = {
            **area,
            "startRowIndex": own.header_row - 1,
            "endRowIndex": tall,
            "endColumnIndex": wide,
        }
        yield {"setBasicFilter": {"filter": {"range": table}}}  # fmt: skip
    yield from hidden_keys(sheet_id, own)
    yield from chart_requests(sheet_id, own, None)


def _keyed_tab(state: State, page: Page, own: OwnSheet) -> Iterable[Json]:
    """Write a tab with keys again: rows move with their looks, then the values are written."""
    requests, fresh = fitted_rows(page, own)
    yield from requests
    wide, tall = own.key_column or 0, len(own.rows)
    if wide > page.column_count:
        more = {"sheetId": page.sheet_id, "dimension": "COLUMNS"}
        yield {"appendDimension": {**more, "length": wide - page.column_count}}
    area = {
        "sheetId": page.sheet_id, "startRowIndex": 0, "endRowIndex": tall,
        "startColumnIndex": 0, "endColumnIndex": wide,
    }  # fmt: skip
    bare = rows_only(own, ())
    data = [{"values": [_own_cell(state, cell) for cell in row]} for row in bare.rows]
    yield {"updateCells": {"range": area, "rows": data, "fields": "userEnteredValue"}}
    yield from _formats(rows_only(own, fresh), area)
    yield from chart_requests(page.sheet_id, own, page)


def _new_tab(own: OwnSheet, sheet_id: int, rows: int, columns: int) -> Json:
    grid: Json = {"rowCount": rows, "columnCount": columns}
    if own.frozen_rows:
        grid["frozenRowCount"] = min(own.frozen_rows, rows - 1)
    properties: Json = {"sheetId": sheet_id, "title": own.name, "gridProperties": grid}
    if own.visibility is not Visibility.VISIBLE:
        properties["hidden"] = True
    return {"addSheet": {"properties": properties}}


def _own_cell(state: State, cell: OwnCell) -> Json:
    """Give a cell of our tab; a link leads to a cell without being a formula."""
    data: Json = {}
    value = entered(cell.value)
    if value is not None:
        data["userEnteredValue"] = value
    uri = _uri(state, cell.link) if cell.link is not None else None
    if uri is not None:
        form = _own_format(cell.format)
        form.setdefault("textFormat", {})["link"] = {"uri": uri}
        data["userEnteredFormat"] = form
    return data


def _formats(own: OwnSheet, area: Json) -> Iterable[Json]:
    """Give cells of one look that stand below one another their look in one request."""
    by_look: dict[tuple[int, Format], list[int]] = {}
    for r, row in enumerate(own.rows):
        for c, cell in enumerate(row):
            if cell.format is not None and cell.link is None:
                by_look.setdefault((c, cell.format), []).append(r)
    for (column, form), rows in by_look.items():
        for start, end in _runs(rows):
            box = {
                **area, "startRowIndex": start, "endRowIndex": end,
                "startColumnIndex": column, "endColumnIndex": column + 1,
            }  # fmt: skip
            look = {"userEnteredFormat": _own_format(form)}
            yield {"repeatCell": {"range": box, "cell": look, "fields": "userEnteredFormat"}}


def _own_format(form: Format | None) -> Json:
    found: Json = {}
    if form is None:
        return found
    if form.fill:
        found["backgroundColorStyle"] = style_of(form.fill)
    if form.bold:
        found["textFormat"] = {"bold": True}
    if form.wrap:
        found["wrapStrategy"] = "WRAP"
    if form.top:
        found["verticalAlignment"] = "TOP"
    if form.right:
        found["horizontalAlignment"] = "RIGHT"
    if form.number_format:
        kind = "DATE" if "y" in form.number_format else "NUMBER"
        found["numberFormat"] = {"type": kind, "pattern": form.number_format}
    return found


def _uri(state: State, ref: CellRef) -> str | None:
    page = state.page(ref.sheet)
    return f"#gid={page.sheet_id}&range={ref.address}" if page is not None else None
