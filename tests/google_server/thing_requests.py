"""Requests of a batch about what lies over the cells: protections, rules, tables, comments, ..."""

from __future__ import annotations

import secrets
from typing import Any

from tests.google_server import metadata
from tests.google_server.batch import Batch, handles
from tests.google_server.cell_requests import as_range, sort_box
from tests.google_server.errors import ApiError, bad
from tests.google_server.masks import lay_over, parse
from tests.google_server.people_filter import refilter
from tests.google_server.ranges import Box, parse_grid
from tests.google_server.world import Sheet

Json = dict[str, Any]
LONGEST_COMMENT = 2048


def _number() -> int:
    return secrets.randbelow(2**31 - 1) + 1


def _home(batch: Batch, group: str, key: str, wanted: Any) -> tuple[Sheet, Json]:
    for sheet in batch.book.sheets:
        for one in getattr(sheet, group):
            if one.get(key) == wanted:
                return sheet, one
    raise bad(f"No {key} {wanted} was found.")


def _full(batch: Batch, grid: Json) -> tuple[Sheet, Json]:
    box = parse_grid(batch.book, grid)
    return box.sheet, as_range(box)


@handles("updateSpreadsheetProperties")
def update_spreadsheet_properties(batch: Batch, body: Json) -> None:
    """Change title, locale, time zone."""
    props, mask = body["properties"], parse(body["fields"])
    for name in props if "*" in mask else mask:
        if name == "title":
            batch.book.title = props["title"]
        elif name == "locale":
            batch.book.locale = props["locale"]
        elif name == "timeZone":
            batch.book.time_zone = props["timeZone"]
        elif name in props:
            batch.book.props[name] = props[name]


@handles("addNamedRange")
def add_named_range(batch: Batch, body: Json) -> Json:
    """Name a range."""
    one = dict(body["namedRange"])
    if any(n["name"].lower() == one["name"].lower() for n in batch.book.named):
        raise bad(f'A named range with the name "{one["name"]}" already exists.')
    one.setdefault("namedRangeId", str(_number()))
    if any(n["namedRangeId"] == one["namedRangeId"] for n in batch.book.named):
        raise bad(f"A named range with ID {one['namedRangeId']} already exists.")
    one["range"] = _full(batch, one["range"])[1]
    batch.book.named.append(one)
    return {"namedRange": one}


@handles("updateNamedRange")
def update_named_range(batch: Batch, body: Json) -> None:
    """Change a named range."""
    new = body["namedRange"]
    for at, one in enumerate(batch.book.named):
        if one["namedRangeId"] == new.get("namedRangeId"):
            batch.book.named[at] = lay_over(one, new, parse(body["fields"]))
            return
    raise bad(f"No named range with ID {new.get('namedRangeId')}")


@handles("deleteNamedRange")
def delete_named_range(batch: Batch, body: Json) -> None:
    """Take a name off."""
    kept = [n for n in batch.book.named if n["namedRangeId"] != body.get("namedRangeId")]
    if len(kept) == len(batch.book.named):
        raise bad(f"Cannot find named range with ID: {body.get('namedRangeId')}")
    batch.book.named[:] = kept


@handles("addProtectedRange")
def add_protected_range(batch: Batch, body: Json) -> Json:
    """Protect a range or a whole tab."""
    one = dict(body["protectedRange"])
    if one.get("warningOnly") and one.get("editors"):
        raise bad("ProtectedRange is warningOnly. Editors cannot be set on it.")
    one.setdefault("protectedRangeId", _number())
    for sheet in batch.book.sheets:
        if any(p["protectedRangeId"] == one["protectedRangeId"] for p in sheet.protected):
            raise bad(f"A protected range with ID {one['protectedRangeId']} already exists.")
    sheet = batch.book.sheet(one.get("range", {}).get("sheetId", 0))
    whole = set(one.get("range", {})) <= {"sheetId"}
    if whole and any(set(p.get("range", {})) <= {"sheetId"} for p in sheet.protected):
        raise bad(f'"{sheet.title}" already has sheet protection.')
    if not one.get("warningOnly"):
        users = list(one.get("editors", {}).get("users", ()))
        one["editors"] = {**one.get("editors", {}), "users": [*users, batch.who]}
    sheet.protected.append(one)
    return {"protectedRange": {**one, "requestingUserCanEdit": True, "editors": {}}}


@handles("updateProtectedRange")
def update_protected_range(batch: Batch, body: Json) -> None:
    """Change a protection."""
    new = body["protectedRange"]
    sheet, one = _home(batch, "protected", "protectedRangeId", new.get("protectedRangeId"))
    at = sheet.protected.index(one)
    sheet.protected[at] = lay_over(one, new, parse(body["fields"]))


@handles("deleteProtectedRange")
def delete_protected_range(batch: Batch, body: Json) -> None:
    """Take a protection off."""
    sheet, one = _home(batch, "protected", "protectedRangeId", body.get("protectedRangeId"))
    sheet.protected.remove(one)


@handles("addConditionalFormatRule")
def add_conditional(batch: Batch, body: Json) -> None:
    """Add a rule before another."""
    rule = dict(body["rule"])
    found = [_full(batch, grid) for grid in rule["ranges"]]
    rule["ranges"] = [grid for _, grid in found]
    rules = found[0][0].conditional
    rules.insert(body.get("index", 0), rule)


@handles("updateConditionalFormatRule")
def update_conditional(batch: Batch, body: Json) -> Json:
    """Replace or move a rule, which is known by its place alone."""
    at = body.get("index", 0)
    if "rule" in body:
        sheet = batch.book.sheet(body["rule"]["ranges"][0].get("sheetId", 0))
    else:
        sheet = batch.book.sheet(body.get("sheetId", 0))
    _check_rule(sheet, at)
    old = sheet.conditional[at]
    if "newIndex" in body:
        sheet.conditional.insert(body["newIndex"], sheet.conditional.pop(at))
        return {"newRule": old, "newIndex": body["newIndex"], "oldIndex": at}
    sheet.conditional[at] = body["rule"]
    return {"newRule": body["rule"], "newIndex": at, "oldRule": old, "oldIndex": at}


def _check_rule(sheet: Sheet, at: int) -> None:
    if not 0 <= at < len(sheet.conditional):
        raise bad(f"No conditional format on sheet: {sheet.sheet_id} at index: {at}")


@handles("deleteConditionalFormatRule")
def delete_conditional(batch: Batch, body: Json) -> Json:
    """Take a rule off."""
    sheet = batch.book.sheet(body.get("sheetId", 0))
    _check_rule(sheet, body.get("index", 0))
    return {"rule": sheet.conditional.pop(body.get("index", 0))}


@handles("setBasicFilter")
def set_basic_filter(batch: Batch, body: Json) -> None:
    """Put a filter on a tab, sort by it, hide what it leaves out."""
    one = dict(body["filter"])
    sheet, one["range"] = _full(batch, one["range"])
    sheet.basic_filter = one
    if one.get("sortSpecs"):
        grid = one["range"]
        box = Box(sheet, grid["startRowIndex"] + 1, grid["startColumnIndex"], grid["endRowIndex"],
                  grid["endColumnIndex"])  # fmt: skip
        sort_box(batch.book, box, one["sortSpecs"])
    refilter(batch.book, sheet)


@handles("clearBasicFilter")
def clear_basic_filter(batch: Batch, body: Json) -> None:
    """Take the filter off."""
    sheet = batch.book.sheet(body.get("sheetId", 0))
    sheet.basic_filter = None
    refilter(batch.book, sheet)


@handles("addFilterView")
def add_filter_view(batch: Batch, body: Json) -> Json:
    """Add a filter view."""
    one = dict(body["filter"])
    sheet, one["range"] = _full(batch, one["range"])
    one.setdefault("filterViewId", _number())
    sheet.filter_views.append(one)
    return {"filter": one}


@handles("deleteFilterView")
def delete_filter_view(batch: Batch, body: Json) -> None:
    """Take a filter view off."""
    sheet, one = _home(batch, "filter_views", "filterViewId", body.get("filterId"))
    sheet.filter_views.remove(one)


@handles("addTable")
def add_table(batch: Batch, body: Json) -> Json:
    """Make a table of a range."""
    one = dict(body["table"])
    sheet, one["range"] = _full(batch, one["range"])
    box = parse_grid(batch.book, one["range"])
    for other in sheet.tables:
        grid = other["range"]
        if box.meets(grid["startRowIndex"], grid["startColumnIndex"], grid["endRowIndex"], grid["endColumnIndex"]):  # fmt: skip  # noqa: E501
            raise bad("You cannot have tables that overlap.")
    for column in one.get("columnProperties", ()):
        rule = column.get("dataValidationRule", {}).get("condition", {}).get("type")
        if column.get("columnType") == "DROPDOWN" and rule != "ONE_OF_LIST":
            raise bad("Dropdown columns need a validation rule of ONE_OF_LIST.")
    one.setdefault("tableId", str(_number()))
    one.setdefault("name", f"Table{len(sheet.tables) + 1}")
    sheet.tables.append(one)
    return {"table": one}


@handles("updateTable")
def update_table(batch: Batch, body: Json) -> None:
    """Change a table."""
    sheet, one = _home(batch, "tables", "tableId", body["table"].get("tableId"))
    sheet.tables[sheet.tables.index(one)] = lay_over(one, body["table"], parse(body["fields"]))


@handles("deleteTable")
def delete_table(batch: Batch, body: Json) -> None:
    """Delete a table with its cells."""
    sheet, one = _home(batch, "tables", "tableId", body.get("tableId"))
    for at in parse_grid(batch.book, one["range"]).cells:
        sheet.put(*at, None)
    sheet.tables.remove(one)


@handles("addBanding")
def add_banding(batch: Batch, body: Json) -> Json:
    """Colour rows by turns."""
    one = dict(body["bandedRange"])
    sheet, one["range"] = _full(batch, one["range"])
    box = parse_grid(batch.book, one["range"])
    for other in sheet.banded:
        grid = other["range"]
        if box.meets(grid["startRowIndex"], grid["startColumnIndex"], grid["endRowIndex"], grid["endColumnIndex"]):  # fmt: skip  # noqa: E501
            raise bad(
                "You cannot add alternating background colors to a range that already has "
                "alternating background colors."
            )
    one.setdefault("bandedRangeId", _number())
    sheet.banded.append(one)
    return {"bandedRange": one}


@handles("deleteBanding")
def delete_banding(batch: Batch, body: Json) -> None:
    """Take banding off."""
    sheet, one = _home(batch, "banded", "bandedRangeId", body.get("bandedRangeId"))
    sheet.banded.remove(one)


@handles("addChart")
def add_chart(batch: Batch, body: Json) -> Json:
    """Put a chart over cells or on a tab of its own."""
    one = dict(body["chart"])
    one.setdefault("chartId", _number())
    if any(c["chartId"] == one["chartId"] for s in batch.book.sheets for c in s.charts):
        raise bad(f"A chart with ID {one['chartId']} already exists.")
    _check_spec(batch, one.get("spec", {}))
    anchor = one.get("position", {}).get("overlayPosition", {}).get("anchorCell", {})
    batch.book.sheet(anchor.get("sheetId", batch.book.sheets[0].sheet_id)).charts.append(one)
    return {"chart": one}


def _check_spec(batch: Batch, spec: Json) -> None:
    """Raise where a chart takes its numbers from cells that are not there."""
    basic = spec.get("basicChart", {})
    named = [*(("domain", one) for one in basic.get("domains", ())),
             *(("series", one) for one in basic.get("series", ()))]  # fmt: skip
    for name, one in named:
        for grid in one.get(name, {}).get("sourceRange", {}).get("sources", ()):
            parse_grid(batch.book, grid)
        if name == "series" and basic.get("chartType") == "BAR":
            axis = one.get("targetAxis", "BOTTOM_AXIS")
            if axis != "BOTTOM_AXIS":
                raise bad(f"Invalid axis {axis} for a chart of type BAR.")


@handles("updateChartSpec")
def update_chart_spec(batch: Batch, body: Json) -> None:
    """Replace the whole spec of a chart; where it stands is left."""
    _, one = _home(batch, "charts", "chartId", body.get("chartId"))
    _check_spec(batch, body.get("spec", {}))
    one["spec"] = body["spec"]


@handles("deleteEmbeddedObject")
def delete_embedded(batch: Batch, body: Json) -> None:
    """Take a chart off."""
    sheet, one = _home(batch, "charts", "chartId", body.get("objectId"))
    sheet.charts.remove(one)


@handles("createDeveloperMetadata")
def create_metadata(batch: Batch, body: Json) -> Json:
    """Put developer metadata."""
    return {"developerMetadata": metadata.create(batch.book, body["developerMetadata"])}


@handles("updateDeveloperMetadata")
def update_metadata(batch: Batch, body: Json) -> Json:
    """Change developer metadata that filters select."""
    mask, changed = parse(body["fields"]), []
    for data_filter in body["dataFilters"]:
        for one, where, there in metadata.found(batch.book, data_filter):
            new = lay_over(one, body["developerMetadata"], mask)
            there[there.index(one)] = new
            changed.append({**new, "location": where})
    return {"developerMetadata": changed} if changed else {}


@handles("deleteDeveloperMetadata")
def delete_metadata(batch: Batch, body: Json) -> Json:
    """Delete developer metadata that a filter selects."""
    gone = metadata.delete(batch.book, body["dataFilter"])
    return {"deletedDeveloperMetadata": gone} if gone else {}


def _post(batch: Batch, content: str, assignee: str | None = None) -> Json:
    if not content or len(content) > LONGEST_COMMENT:
        raise bad("The content of a comment must have 1 to 2048 characters.")
    post: Json = {
        "postId": f"p{_number()}", "content": content, "author": {"displayName": batch.who},
    }  # fmt: skip
    if assignee:
        post["assigneeEmail"] = assignee
    return post


def _allow_comments(batch: Batch) -> None:
    if not batch.comments_on:
        raise ApiError(403, "The caller does not have permission")


@handles("insertComment")
def insert_comment(batch: Batch, body: Json) -> Json:
    """Anchor a comment to a cell."""
    _allow_comments(batch)
    at = body["coordinate"]
    sheet = batch.book.sheet(at.get("sheetId", 0))
    row, column = at.get("rowIndex", 0), at.get("columnIndex", 0)
    box = parse_grid(batch.book, {
        "sheetId": sheet.sheet_id, "startRowIndex": row, "endRowIndex": row + 1,
        "startColumnIndex": column, "endColumnIndex": column + 1,
    })  # fmt: skip
    anchor, comment = f"a{_number()}", f"c{_number()}"
    thread = {
        "commentId": comment, "anchorId": anchor, "status": "OPEN",
        "headPost": _post(batch, body.get("content", ""), body.get("assigneeEmailAddress")),
    }  # fmt: skip
    sheet.comments.append({
        "anchorId": anchor, "range": as_range(box), "thread": thread, "who": batch.who,
    })  # fmt: skip
    return {"commentThread": thread}


def _thread(batch: Batch, comment: str) -> tuple[Sheet, Json]:
    for sheet in batch.book.sheets:
        for one in sheet.comments:
            if one["thread"]["commentId"] == comment:
                return sheet, one
    raise bad(f"No comment with ID {comment}")


@handles("addCommentReply")
def add_comment_reply(batch: Batch, body: Json) -> Json:
    """Reply to a comment."""
    _allow_comments(batch)
    _, one = _thread(batch, body.get("commentId", ""))
    post = _post(batch, body.get("post", {}).get("content", ""))
    one["thread"].setdefault("replies", []).append(post)
    return {"post": post}


@handles("updateCommentPost")
def update_comment_post(batch: Batch, body: Json) -> None:
    """Change what a post of one's own says."""
    _allow_comments(batch)
    _, one = _thread(batch, body.get("commentId", ""))
    if one["who"] != batch.who:
        raise bad("Only the author can change a post.")
    posts = [one["thread"]["headPost"], *one["thread"].get("replies", ())]
    for post in posts:
        if post["postId"] == body.get("postId"):
            post["content"] = _post(batch, body.get("content", ""))["content"]
            return
    raise bad(f"No post with ID {body.get('postId')}")


@handles("deleteComment")
def delete_comment(batch: Batch, body: Json) -> None:
    """Delete a comment of one's own."""
    _allow_comments(batch)
    sheet, one = _thread(batch, body.get("commentId", ""))
    if one["who"] != batch.who:
        raise bad("Only the author can delete a comment.")
    sheet.comments.remove(one)
