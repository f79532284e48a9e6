"""The methods of the Sheets API, by path."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from tests.google_server import batch as batches
from tests.google_server import metadata, values
from tests.google_server.batch import Batch
from tests.google_server.errors import ApiError, bad, no_permission, not_a_sheet, not_found
from tests.google_server.masks import parse, take
from tests.google_server.ranges import Box, parse_a1
from tests.google_server.replies import sheet_properties, spreadsheet
from tests.google_server.world import SHEET_MIME, File, Spreadsheet, World

Json = dict[str, Any]
_NAME = r"/v4/spreadsheets/([^/:]+)"


@dataclass
class Asked:
    """One call: who asks, the parameters (each a list), the body."""

    world: World
    who: str
    query: dict[str, list[str]]
    body: Json

    def one(self, name: str, default: str = "") -> str:
        """Give a parameter that stands once."""
        return self.query.get(name, [default])[0]

    def flag(self, name: str) -> bool:
        """Give a parameter that is true or false."""
        return self.one(name).lower() == "true"

    def how(self) -> Json:
        """Give all parameters that stand once."""
        return {k: v[0] for k, v in self.query.items()}


def _file(asked: Asked, file_id: str, *, edit: bool = False) -> File:
    file = asked.world.files.get(file_id)
    if file is None or file.trashed:
        raise not_found()
    if file.role(asked.who) is None:
        raise no_permission()
    if file.mime != SHEET_MIME or file.book is None:
        raise not_a_sheet()
    if edit and not file.can_edit(asked.who):
        raise no_permission()
    return file


def _book(asked: Asked, file_id: str) -> Spreadsheet:
    book = _file(asked, file_id).book
    assert book is not None
    return book


def _owner(file: File, who: str) -> bool:
    return file.role(who) == "owner"


def _change(
    asked: Asked, file_id: str, work: Callable[[Batch], Any]
) -> tuple[Any, Spreadsheet, File]:
    """Work on a copy, which takes the place of the spreadsheet when all of it could be done."""
    file = _file(asked, file_id, edit=True)
    assert file.book is not None
    twin = file.book.copied()
    found = work(Batch(twin, asked.who, _owner(file, asked.who), asked.world.comments_on))
    file.book = twin
    file.name = twin.title
    asked.world.touch(file, asked.who)
    return found, twin, file


def get(asked: Asked, file_id: str) -> Json:
    """`spreadsheets.get`."""
    file = _file(asked, file_id)
    book = file.book
    assert book is not None
    boxes = [parse_a1(book, text) for text in asked.query.get("ranges", ())] or None
    mask = asked.one("fields")
    data = _wants_data(mask) if mask else asked.flag("includeGridData")
    return spreadsheet(
        book, file_id, asked.who, asked.world.today(), boxes=boxes, data=data,
        owner=_owner(file, asked.who), comments=asked.one("commentsViewMode"),
    )  # fmt: skip


def _wants_data(mask: str) -> bool:
    tree = parse(mask)
    if "*" in tree:
        return True
    sheets = tree.get("sheets")
    return sheets is not None and (not sheets or "*" in sheets or "data" in sheets)


def get_by_filter(asked: Asked, file_id: str) -> Json:
    """`spreadsheets.getByDataFilter`."""
    book = _book(asked, file_id)
    boxes = [b for f in asked.body.get("dataFilters", ()) for b in metadata.boxes(book, f)]
    mask = asked.one("fields")
    data = _wants_data(mask) if mask else bool(asked.body.get("includeGridData"))
    return spreadsheet(
        book, file_id, asked.who, asked.world.today(), boxes=boxes or None, data=data
    )


def create(asked: Asked) -> Json:
    """`spreadsheets.create`; a service account has no room for files."""
    from tests.google_server.drive import check_room  # noqa: PLC0415

    check_room(asked)
    props = asked.body.get("properties", {})
    tabs = tuple(s.get("properties", {}).get("title", f"Sheet{n}")
                 for n, s in enumerate(asked.body.get("sheets", ()), 1)) or ("Sheet1",)  # fmt: skip
    file = asked.world.add_spreadsheet(
        props.get("title", "Untitled spreadsheet"), asked.who, tabs=tabs,
        locale=props.get("locale", "en_US"), time_zone=props.get("timeZone", "Etc/GMT"),
    )  # fmt: skip
    assert file.book is not None
    return spreadsheet(file.book, file.file_id, asked.who, asked.world.today())


def batch_update(asked: Asked, file_id: str) -> Json:
    """`spreadsheets.batchUpdate`."""
    requests = asked.body.get("requests", [])
    replies, book, file = _change(asked, file_id, lambda batch: batches.run(batch, requests))
    found: Json = {"spreadsheetId": file_id, "replies": replies}
    if asked.body.get("includeSpreadsheetInResponse"):
        mask = parse(asked.one("fields")) if asked.one("fields") else {}
        inner = mask.get("updatedSpreadsheet")
        data = bool(asked.body.get("responseIncludeGridData")) if not mask else (
            inner is not None and (not inner or "data" in (inner.get("sheets") or {"data": {}}))
        )  # fmt: skip
        boxes = [parse_a1(book, text) for text in asked.body.get("responseRanges", ())] or None
        found["updatedSpreadsheet"] = spreadsheet(
            book, file_id, asked.who, asked.world.today(), boxes=boxes, data=data,
            owner=_owner(file, asked.who), comments=asked.body.get("commentsViewMode", ""),
        )  # fmt: skip
    return found


def values_get(asked: Asked, file_id: str, range_text: str) -> Json:
    """`spreadsheets.values.get`."""
    book = _book(asked, file_id)
    return values.read(book, parse_a1(book, range_text), asked.how(), asked.world.today())


def values_batch_get(asked: Asked, file_id: str) -> Json:
    """`spreadsheets.values.batchGet`."""
    book = _book(asked, file_id)
    found = [
        values.read(book, parse_a1(book, text), asked.how(), asked.world.today())
        for text in asked.query.get("ranges", ())
    ]
    return {"spreadsheetId": file_id, **({"valueRanges": found} if found else {})}


def values_get_by_filter(asked: Asked, file_id: str) -> Json:
    """`spreadsheets.values.batchGetByDataFilter`."""
    book = _book(asked, file_id)
    found = []
    for one in asked.body.get("dataFilters", ()):
        for box in metadata.boxes(book, one):
            data = values.read(book, box, asked.body, asked.world.today())
            found.append({"valueRange": data, "dataFilters": [one]})
    return {"spreadsheetId": file_id, **({"valueRanges": found} if found else {})}


def values_update(asked: Asked, file_id: str, range_text: str) -> Json:
    """`spreadsheets.values.update`."""

    def work(batch: Batch) -> Json:
        return values.write(batch, parse_a1(batch.book, range_text), asked.body, asked.how())

    return {"spreadsheetId": file_id, **_change(asked, file_id, work)[0]}


def values_batch_update(asked: Asked, file_id: str) -> Json:
    """`spreadsheets.values.batchUpdate`."""

    def work(batch: Batch) -> list[Json]:
        return [
            values.write(batch, parse_a1(batch.book, one["range"]), one, asked.body)
            for one in asked.body.get("data", ())
        ]

    found = _change(asked, file_id, work)[0]
    responses = [{"spreadsheetId": file_id, **one} for one in found]
    return {"spreadsheetId": file_id, **values.totals(found), "responses": responses}


def values_update_by_filter(asked: Asked, file_id: str) -> Json:
    """`spreadsheets.values.batchUpdateByDataFilter`."""
    found = _change(asked, file_id, lambda b: values.write_by_filter(b, asked.body))[0]
    reply = {"spreadsheetId": file_id, **values.totals(found)}
    return {**reply, **({"responses": found} if found else {})}


def values_append(asked: Asked, file_id: str, range_text: str) -> Json:
    """`spreadsheets.values.append`."""

    def work(batch: Batch) -> Json:
        return values.append(batch, range_text, asked.body, asked.how())

    found = _change(asked, file_id, work)[0]
    found["updates"]["spreadsheetId"] = file_id
    return {"spreadsheetId": file_id, **found}


def values_clear(asked: Asked, file_id: str, range_text: str) -> Json:
    """`spreadsheets.values.clear`."""
    found = _change(asked, file_id, lambda b: values.clear(b, parse_a1(b.book, range_text)))[0]
    return {"spreadsheetId": file_id, "clearedRange": found}


def values_batch_clear(asked: Asked, file_id: str) -> Json:
    """`spreadsheets.values.batchClear`."""
    texts = asked.query.get("ranges") or asked.body.get("ranges", [])
    found = _change(
        asked, file_id, lambda b: [values.clear(b, parse_a1(b.book, text)) for text in texts]
    )[0]
    return {"spreadsheetId": file_id, "clearedRanges": found}


def values_clear_by_filter(asked: Asked, file_id: str) -> Json:
    """`spreadsheets.values.batchClearByDataFilter`."""

    def work(batch: Batch) -> list[str]:
        filters = asked.body.get("dataFilters", ())
        boxes: list[Box] = [b for f in filters for b in metadata.boxes(batch.book, f)]
        return [values.clear(batch, box) for box in boxes]

    return {"spreadsheetId": file_id, "clearedRanges": _change(asked, file_id, work)[0]}


def metadata_get(asked: Asked, file_id: str, number: str) -> Json:
    """`spreadsheets.developerMetadata.get`."""
    for one, where, _ in metadata.everything(_book(asked, file_id)):
        if str(one["metadataId"]) == number:
            return {**one, "location": where}
    raise ApiError(404, f"No developer metadata with ID {number}")


def metadata_search(asked: Asked, file_id: str) -> Json:
    """`spreadsheets.developerMetadata.search`."""
    book = _book(asked, file_id)
    found: dict[int, Json] = {}
    for data_filter in asked.body.get("dataFilters", ()):
        for one, where, _ in metadata.found(book, data_filter):
            entry = found.setdefault(
                one["metadataId"],
                {"developerMetadata": {**one, "location": where}, "dataFilters": []},
            )
            entry["dataFilters"].append(data_filter)
    return {"matchedDeveloperMetadata": list(found.values())} if found else {}


def copy_to(asked: Asked, file_id: str, sheet_id: str) -> Json:
    """`spreadsheets.sheets.copyTo`."""
    twin = _book(asked, file_id).sheet(int(sheet_id)).copied()

    def work(batch: Batch) -> Json:
        twin.sheet_id = secrets.randbelow(2**31)
        title = f"Copy of {twin.title}"
        number = 1
        while batch.book.by_title(title) is not None:
            number += 1
            title = f"Copy of {twin.title} {number}"
        twin.title, twin.index, twin.comments = title, len(batch.book.sheets), []
        for area in twin.overlays():
            area["sheetId"] = twin.sheet_id
        batch.book.sheets.append(twin)
        return sheet_properties(twin)

    return dict(_change(asked, asked.body["destinationSpreadsheetId"], work)[0])


_ROUTES: list[tuple[str, str, Callable[..., Json]]] = [
    ("POST", r"/v4/spreadsheets", create),
    ("GET", _NAME, get),
    ("POST", _NAME + ":batchUpdate", batch_update),
    ("POST", _NAME + ":getByDataFilter", get_by_filter),
    ("GET", _NAME + "/values:batchGet", values_batch_get),
    ("POST", _NAME + "/values:batchUpdate", values_batch_update),
    ("POST", _NAME + "/values:batchClear", values_batch_clear),
    ("POST", _NAME + "/values:batchGetByDataFilter", values_get_by_filter),
    ("POST", _NAME + "/values:batchUpdateByDataFilter", values_update_by_filter),
    ("POST", _NAME + "/values:batchClearByDataFilter", values_clear_by_filter),
    ("POST", _NAME + "/values/(.+):append", values_append),
    ("POST", _NAME + "/values/(.+):clear", values_clear),
    ("GET", _NAME + "/values/(.+)", values_get),
    ("PUT", _NAME + "/values/(.+)", values_update),
    ("POST", _NAME + "/developerMetadata:search", metadata_search),
    ("GET", _NAME + r"/developerMetadata/(\d+)", metadata_get),
    ("POST", _NAME + r"/sheets/(\d+):copyTo", copy_to),
]
_COMPILED = [(method, re.compile(pattern), handler) for method, pattern, handler in _ROUTES]


def answer(method: str, path: str, asked: Asked) -> Json:
    """Find the method of a path and answer it, through the field mask."""
    for verb, pattern, handler in _COMPILED:
        found = pattern.fullmatch(path)
        if found is not None and verb == method:
            reply = handler(asked, *map(unquote, found.groups()))
            return dict(take(reply, parse(asked.one("fields")))) if asked.one("fields") else reply
    raise ApiError(404, "The requested URL was not found on this server.")


def is_read(method: str, path: str) -> bool:
    """Whether a call counts against the quota of reads."""
    return method == "GET" or path.endswith(
        (":getByDataFilter", ":batchGetByDataFilter", ":search")
    )


__all__ = ["Asked", "answer", "bad", "is_read"]
