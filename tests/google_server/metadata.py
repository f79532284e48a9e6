"""Developer metadata: where it stands, and what a DataFilter finds."""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, cast

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


def home(book: Spreadsheet, location: Json) -> tuple[list[Json], Json, Sheet | None]:
    """Give the list that metadata of a location stands in, where that is, and its tab."""
    if location.get("spreadsheet"):
        return book.metadata, {"locationType": "SPREADSHEET", "spreadsheet": True}, None
    if "dimensionRange" in location:
        grid = location["dimensionRange"]
        sheet = book.sheet(grid.get("sheetId", 0))
        start, end = grid.get("startIndex", 0), grid.get("endIndex", 0)
        props = sheet.row_props if grid["dimension"] == "ROWS" else sheet.column_props
        if end - start != 1 or not 0 <= start < len(props):
            raise bad("The dimension range of developer metadata must be one row or column.")
        where = dimension_location(sheet, grid["dimension"], start)
        return props[start].setdefault("developerMetadata", []), where, sheet
    if "sheetId" in location:
        sheet = book.sheet(location["sheetId"])
        return sheet.metadata, {"locationType": "SHEET", "sheetId": sheet.sheet_id}, sheet
    raise bad("The location of developer metadata must be set.")


@dataclass
class Known:
    """All metadata of a spreadsheet by id, and the room that it takes on each tab."""

    places: dict[int, tuple[Json, Json, list[Json]]]
    sizes: Counter[int | None]


def known(book: Spreadsheet) -> Known:
    """Give what is known of the metadata, gathered anew only when something else has changed."""
    if book.known is None:
        found = Known({}, Counter())
        for one, where, there in everything(book):
            _count(found, one, where, there)
        book.known = found
    return cast("Known", book.known)


def _count(found: Known, one: Json, where: Json, there: list[Json], sign: int = 1) -> None:
    if sign > 0:
        found.places[one["metadataId"]] = (one, where, there)
    else:
        del found.places[one["metadataId"]]
    grid = where.get("dimensionRange", where)
    home_sheet = None if where.get("spreadsheet") else grid.get("sheetId", 0)
    size = len(one["metadataKey"]) + len(one.get("metadataValue", ""))
    found.sizes[home_sheet] += sign * size


def create(book: Spreadsheet, wanted: Json) -> Json:
    """Put new metadata. Raises 400 when its id is taken or there is no room."""
    if not wanted.get("metadataKey") or "visibility" not in wanted:
        raise bad("Developer metadata needs a key and a visibility.")
    there_is = known(book)
    number = wanted.get("metadataId")
    if number in there_is.places:
        raise bad(f"Developer metadata with ID {number} already exists.")
    while number is None:
        guess = secrets.randbelow(2**31 - 1) + 1
        number = None if guess in there_is.places else guess
    there, where, sheet = home(book, wanted.get("location", {}))
    one = {"metadataId": number, **{k: v for k, v in wanted.items() if k != "location"}}
    there.append(one)
    _count(there_is, one, where, there)
    if there_is.sizes[sheet.sheet_id if sheet is not None else None] > MOST_CHARACTERS:
        raise bad("Developer metadata storage quota of 30000 characters exceeded.")
    return metadata_of(one, where)


def delete(book: Spreadsheet, data_filter: Json) -> list[Json]:
    """Take off what a filter selects; give it with where it stood."""
    gone, there_is = [], known(book)
    for one, where, there in found(book, data_filter):
        there.remove(one)
        _count(there_is, one, where, there, -1)
        gone.append({**one, "location": where})
    return gone


def found(book: Spreadsheet, data_filter: Json) -> list[tuple[Json, Json, list[Json]]]:
    """Give the metadata that a DataFilter selects."""
    if "developerMetadataLookup" in data_filter:
        lookup = data_filter["developerMetadataLookup"]
        if "metadataId" in lookup:
            one = known(book).places.get(lookup["metadataId"])
            return [one] if one is not None and _matches(one[0], one[1], lookup) else []
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
