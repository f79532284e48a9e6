"""A tab of ours with keys and charts: written again in its place, and hers to arrange.

Rows that come or go are inserted and deleted, so that looks, notes and charts move along; then only
values are written. A chart is known by its id. What it shows is told anew; where it stands, how
large it is and how it looks stays.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from dataclasses import replace
from difflib import SequenceMatcher
from hashlib import blake2b
from typing import Any

from sync.books.base import Area, OwnChart, OwnSheet
from sync.books.google.cells import raw, style_of
from sync.books.google.pages import Json, Page

SHADES: Sequence[str] = ("1F3A5F", "D3DAE2", "7D91A6", "A9552B", "EEC9A8", "3E7A5E", "B9D6C6")
"""Bars of one series differ from those of another in light and dark, for there are no patterns."""
_ROW, _COLUMN = 21, 100
_BETWEEN = "|"


def chart_id(sheet_id: int, key: str) -> int:
    """Give the id of the chart of a table on a tab."""
    digest = blake2b(f"rostercheck {sheet_id} {key}".encode(), digest_size=4).digest()
    return int.from_bytes(digest, "big") % (2**31 - 2) + 1


def keys_of(page: Page, column: int) -> list[str]:
    """Give the keys of the rows of a tab as it stands, down to the last row with one."""
    keys = [str(raw(page.cell((row, column - 1))) or "") for row in range(len(page.rows))]
    while keys and not keys[-1]:
        keys.pop()
    return keys


def short(key: str) -> str:
    """Give a key without what else its row says for itself."""
    return key.partition(_BETWEEN)[0]


def new_keys(own: OwnSheet) -> list[str]:
    """Give the keys of the rows that are to stand."""
    column = own.key_column or 0
    return [str(row[column - 1].value or "") if len(row) >= column else "" for row in own.rows]


def fitted_rows(page: Page, own: OwnSheet) -> tuple[list[Json], list[int]]:
    """Make room for rows that come, and take off those that go; give also the rows that are new.

    A row in which she wrote behind the keys is not taken off: her words move below the last row.
    """
    column = own.key_column or 0
    old, new = [short(k) for k in keys_of(page, column)], [short(k) for k in new_keys(own)]
    requests: list[Json] = []
    fresh: list[int] = []
    saved: list[Json] = []
    bottom = page.row_count
    for tag, i1, i2, j1, j2 in reversed(SequenceMatcher(None, old, new, False).get_opcodes()):
        if tag == "equal":
            continue
        for row in [r for r in range(i1, i2) if _hers(page, r, column)]:
            saved.append(_moved(page, row, column, bottom + len(saved)))
        if i2 > i1:
            requests.append({"deleteDimension": {"range": _rows(page.sheet_id, i1, i2)}})
        if j2 > j1:
            requests.append({"insertDimension": {
                "range": _rows(page.sheet_id, i1, i1 + j2 - j1), "inheritFromBefore": False,
            }})  # fmt: skip
            fresh += range(j1, j2)
    if saved:
        more = {"sheetId": page.sheet_id, "dimension": "ROWS", "length": len(saved)}
        saved.insert(0, {"appendDimension": more})
    return [*saved, *requests], fresh


def _hers(page: Page, row: int, column: int) -> bool:
    cells = page.rows[row][column:] if row < len(page.rows) else []
    return any(cell.get("userEnteredValue") or cell.get("note") for cell in cells)


def _moved(page: Page, row: int, column: int, to: int) -> Json:
    """Move what she wrote behind the keys of a row below everything."""
    source = {
        "sheetId": page.sheet_id, "startRowIndex": row, "endRowIndex": row + 1,
        "startColumnIndex": column, "endColumnIndex": page.column_count,
    }  # fmt: skip
    target = {"sheetId": page.sheet_id, "rowIndex": to, "columnIndex": column}
    return {"cutPaste": {"source": source, "destination": target, "pasteType": "PASTE_NORMAL"}}


def _rows(sheet_id: int, start: int, end: int) -> Json:
    return {"sheetId": sheet_id, "dimension": "ROWS", "startIndex": start, "endIndex": end}


def hidden_keys(sheet_id: int, own: OwnSheet) -> Iterator[Json]:
    """Hide the column of the keys."""
    if own.key_column is not None:
        area = {
            "sheetId": sheet_id, "dimension": "COLUMNS",
            "startIndex": own.key_column - 1, "endIndex": own.key_column,
        }  # fmt: skip
        yield {"updateDimensionProperties": {
            "range": area, "properties": {"hiddenByUser": True}, "fields": "hiddenByUser",
        }}  # fmt: skip


def chart_requests(sheet_id: int, own: OwnSheet, page: Page | None) -> Iterator[Json]:
    """Let exactly the charts of a tab stand that are wanted, beside those of hers."""
    stand = {int(one.get("chartId", 0)): one for one in page.charts} if page is not None else {}
    wanted = {chart_id(sheet_id, chart.key): chart for chart in own.charts}
    for number in _ours(sheet_id, own, page) & stand.keys() - wanted.keys():
        yield {"deleteEmbeddedObject": {"objectId": number}}
    for number, chart in wanted.items():
        spec = _spec(sheet_id, chart)
        if number not in stand:
            place = _position(sheet_id, chart.place)
            yield {"addChart": {"chart": {"chartId": number, "spec": spec, "position": place}}}
            continue
        before = stand[number].get("spec", {})
        after = retold(before, spec, _title_that_stood(page, own, chart.key))
        if after != before:
            yield {"updateChartSpec": {"chartId": number, "spec": after}}


def _ours(sheet_id: int, own: OwnSheet, page: Page | None) -> set[int]:
    """Give the ids that charts of the tables have which stood on the tab."""
    keys = keys_of(page, own.key_column or 0) if page is not None else []
    return {chart_id(sheet_id, short(key).partition(".")[0]) for key in keys}


def _title_that_stood(page: Page | None, own: OwnSheet, table: str) -> str:
    """Give the title that a table has in the tab as it stands."""
    for row, key in enumerate(keys_of(page, own.key_column or 0) if page is not None else ()):
        if page is not None and short(key) == f"{table}.table":
            return str(raw(page.cell((row, 0))) or "")
    return ""


def retold(before: Json, spec: Json, stood: str) -> Json:
    """Give the spec of a chart as she has it by now, with our words and cells.

    stood: our title as it stood; a title in her words stays. A kind of chart that we do not make
    is left as it is, but for the words for who cannot see it.
    """
    after = deepcopy(before)
    after["altText"] = spec["altText"]
    if before.get("title", "") == stood:
        after["title"] = spec["title"]
    theirs, ours = after.get("basicChart"), spec["basicChart"]
    if theirs is None:
        return after
    theirs["headerCount"] = ours["headerCount"]
    theirs["domains"] = _laid(theirs.get("domains", []), ours["domains"], "domain")
    theirs["series"] = _laid(theirs.get("series", []), ours["series"], "series")
    return after


def _laid(theirs: Sequence[Json], ours: Sequence[Json], name: str) -> list[Json]:
    """Give what she has, one by one, with the cells that ours take their numbers from."""
    merged = [{**old, name: new[name]} for old, new in zip(theirs, ours, strict=False)]
    return [*merged, *ours[len(merged) :]]


def _spec(sheet_id: int, chart: OwnChart) -> Json:
    """Give a chart as the API takes it; the first cell of each column names it."""
    many = len(chart.series) > 1
    head = chart.series[0].name_at[0]
    basic: Json = {
        "chartType": "BAR",
        "legendPosition": "BOTTOM_LEGEND" if many else "NO_LEGEND",
        "headerCount": 1,
        "domains": [{"domain": _source(sheet_id, chart.labels_at, head)}],
        "series": [
            _series(sheet_id, one.cells, head, at, stacked=chart.stacked)
            for at, one in enumerate(chart.series)
        ],
    }
    if chart.stacked:
        basic["stackedType"] = "STACKED"
    return {"title": chart.title, "altText": chart.alt, "basicChart": basic}


def _series(sheet_id: int, cells: Area, head: int, at: int, *, stacked: bool) -> Json:
    return {
        "series": _source(sheet_id, cells, head),
        "targetAxis": "BOTTOM_AXIS",
        "colorStyle": style_of(SHADES[at % len(SHADES)]),
        "dataLabel": {"type": "DATA", "placement": "CENTER" if stacked else "OUTSIDE_END"},
    }


def _source(sheet_id: int, area: Area, head: int) -> Json:
    grid = {
        "sheetId": sheet_id, "startRowIndex": head - 1, "endRowIndex": area.last_row,
        "startColumnIndex": area.first_column - 1, "endColumnIndex": area.last_column,
    }  # fmt: skip
    return {"sourceRange": {"sources": [grid]}}


def _position(sheet_id: int, place: Area) -> Json:
    corner: dict[str, Any] = {
        "sheetId": sheet_id,
        "rowIndex": place.first_row - 1,
        "columnIndex": place.first_column - 1,
    }
    size = {
        "widthPixels": (place.last_column - place.first_column + 1) * _COLUMN * 3 // 4,
        "heightPixels": (place.last_row - place.first_row + 1) * _ROW,
    }
    return {"overlayPosition": {"anchorCell": corner, **size}}


def rows_only(own: OwnSheet, rows: Iterable[int]) -> OwnSheet:
    """Give a sheet in which only some rows, counted from 0, have looks."""
    fresh = set(rows)
    bare = [
        list(row) if at in fresh else [replace(cell, format=None) for cell in row]
        for at, row in enumerate(own.rows)
    ]
    return replace(own, rows=bare)
