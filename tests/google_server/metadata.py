"""Developer metadata: where it stands, and what a DataFilter finds."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from typing import Any

from tests.google_server.errors import bad
from tests.google_server.ranges import Box, parse_a1, parse_grid
from tests.google_server.replies import dimension_location, metadata_of
from tests.google_server.world import Sheet, Spreadsheet

Json = dict[str, Any]
MOST_CHARACTERS = 30_000
"""Key and value together, for each sheet, and once more for the spreadsheet."""


def everything(book: Spreadsheet) -> Iterator[tuple[Json, Json, list[Json]]]:
    """Give each piece of metadata: itself, where it stands, the list that holds it."""
    for one in list(book.metadata):
        yield one, {"locationType": "SPREADSHEET", "spreadsheet": True}, book.metadata
    for sheet in book.sheets:
        for one in list(sheet.metadata):
            yield one, {"locationType": "SHEET", "sheetId": sheet.sheet_id}, sheet.metadata
        for dimension, props in (("ROWS", sheet.row_props), ("COLUMNS", sheet.column_props)):
            for at, prop in enumerate(props):
                for one in list(prop.get("developerMetadata", ())):
                    where = dimension_location(sheet, dimension, at)
                    yield one, where, prop["developerMetadata"]


def home(book: Spreadsheet, location: Json) -> tuple[list[Json], Sheet | None]:
    """Give the list that metadata of a location stands in."""
    if location.get("spreadsheet"):
        return book.metadata, None
    if "dimensionRange" in location:
        grid = location["dimensionRange"]
        sheet = book.sheet(grid.get("sheetId", 0))
        start, end = grid.get("startIndex", 0), grid.get("endIndex", 0)
        props = sheet.row_props if grid["dimension"] == "ROWS" else sheet.column_props
        if end - start != 1 or not 0 <= start < len(props):
            raise bad("The dimension range of developer metadata must be one row or column.")
        return props[start].setdefault("developerMetadata", []), sheet
    if "sheetId" in location:
        sheet = book.sheet(location["sheetId"])
        return sheet.metadata, sheet
    raise bad("The location of developer metadata must be set.")


def create(book: Spreadsheet, wanted: Json) -> Json:
    """Put new metadata. Raises 400 when its id is taken or there is no room."""
    if not wanted.get("metadataKey") or "visibility" not in wanted:
        raise bad("Developer metadata needs a key and a visibility.")
    taken = {one["metadataId"] for one, _, _ in everything(book)}
    number = wanted.get("metadataId")
    if number in taken:
        raise bad(f"Developer metadata with ID {number} already exists.")
    while number is None:
        guess = secrets.randbelow(2**31 - 1) + 1
        number = None if guess in taken else guess
    location = wanted.get("location", {})
    there, sheet = home(book, location)
    one = {"metadataId": number, **{k: v for k, v in wanted.items() if k != "location"}}
    there.append(one)
    _check_room(book, sheet)
    where = next(w for m, w, _ in everything(book) if m is one)
    return metadata_of(one, where)


def _check_room(book: Spreadsheet, sheet: Sheet | None) -> None:
    size = 0
    for one, where, _ in everything(book):
        grid = where.get("dimensionRange", where)
        mine = where.get("spreadsheet") if sheet is None else (
            not where.get("spreadsheet") and grid.get("sheetId", 0) == sheet.sheet_id
        )  # fmt: skip
        if mine:
            size += len(one["metadataKey"]) + len(one.get("metadataValue", ""))
    if size > MOST_CHARACTERS:
        raise bad("Developer metadata storage quota of 30000 characters exceeded.")


def found(book: Spreadsheet, data_filter: Json) -> list[tuple[Json, Json, list[Json]]]:
    """Give the metadata that a DataFilter selects."""
    if "developerMetadataLookup" in data_filter:
        lookup = data_filter["developerMetadataLookup"]
        return [one for one in everything(book) if _matches(one[0], one[1], lookup)]
    box = _filter_box(book, data_filter)
    return [one for one in everything(book) if _meets(one[1], box)]


def _filter_box(book: Spreadsheet, data_filter: Json) -> Box:
    if "a1Range" in data_filter:
        return parse_a1(book, data_filter["a1Range"])
    return parse_grid(book, data_filter.get("gridRange", {}))


def _meets(where: Json, box: Box) -> bool:
    grid = where.get("dimensionRange")
    if grid is None:
        return where.get("sheetId") == box.sheet.sheet_id
    if grid.get("sheetId", 0) != box.sheet.sheet_id:
        return False
    if grid["dimension"] == "ROWS":
        return bool(box.top <= grid["startIndex"] < box.bottom)
    return bool(box.left <= grid["startIndex"] < box.right)


def _matches(one: Json, where: Json, lookup: Json) -> bool:
    for name, mine in (
        ("metadataId", one.get("metadataId")), ("metadataKey", one.get("metadataKey")),
        ("metadataValue", one.get("metadataValue")), ("visibility", one.get("visibility")),
        ("locationType", where["locationType"]),
    ):  # fmt: skip
        if name in lookup and lookup[name] != mine:
            return False
    wanted = lookup.get("metadataLocation")
    return wanted is None or _located(where, wanted, lookup.get("locationMatchingStrategy", ""))


def _located(where: Json, wanted: Json, strategy: str) -> bool:
    if strategy == "EXACT_LOCATION" or wanted.get("spreadsheet"):
        return _plain(wanted) == _plain(where)
    sheet_id = wanted.get("sheetId", wanted.get("dimensionRange", {}).get("sheetId", 0))
    grid = where.get("dimensionRange", {})
    mine = grid.get("sheetId", 0) if grid else where.get("sheetId")
    if mine != sheet_id:
        return False
    area = wanted.get("dimensionRange")
    if area is None or not grid:
        return True
    if grid["dimension"] != area["dimension"]:
        return True
    return bool(area.get("startIndex", 0) <= grid["startIndex"] < area.get("endIndex", 10**9))


def _plain(location: Json) -> Json:
    """Give a location without what follows from the rest of it."""
    plain = {k: v for k, v in location.items() if k != "locationType"}
    if "dimensionRange" in plain:
        plain["dimensionRange"] = {"sheetId": 0, **plain["dimensionRange"]}
    return plain


def boxes(book: Spreadsheet, data_filter: Json) -> list[Box]:
    """Give the rectangles that a DataFilter means."""
    if "developerMetadataLookup" not in data_filter:
        return [_filter_box(book, data_filter)]
    areas = []
    for _, where, _ in found(book, data_filter):
        grid = where.get("dimensionRange")
        if grid is None:
            ids = [where["sheetId"]] if "sheetId" in where else [s.sheet_id for s in book.sheets]
            sheets = [book.sheet(one) for one in ids]
            areas += [Box(s, 0, 0, s.row_count, s.column_count) for s in sheets]
            continue
        sheet, at = book.sheet(grid.get("sheetId", 0)), grid["startIndex"]
        if grid["dimension"] == "ROWS":
            areas.append(Box(sheet, at, 0, at + 1, sheet.column_count))
        else:
            areas.append(Box(sheet, 0, at, sheet.row_count, at + 1))
    return areas
