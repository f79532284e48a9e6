"""Reads a spreadsheet in one call; one that Google will not give whole, in pieces of its rows."""

from __future__ import annotations

from sync.books.google.faults import Kind
from sync.books.google.pages import FIELDS, Json, State, state_of
from sync.books.google.transport import Google, Trouble

ROWS = 2_000
"""So many rows of a large sheet are asked for at a time."""
_PARTS = 10
"""So many pieces fit into one call's address."""
LOADING_PAUSE = 4.0
"""Formulas that still load are given so many seconds, once."""
_OUTLINE = "sheets(properties(sheetId,title,sheetType,gridProperties(rowCount,columnCount)))"


def read(google: Google, file_id: str) -> State:
    """Read all tabs. Raises Trouble."""
    found = _read(google, file_id)
    if _loading(found):
        google.patience.sleep(LOADING_PAUSE)
        found = _read(google, file_id)
    return found


def _read(google: Google, file_id: str) -> State:
    params = {"fields": FIELDS, "prettyPrint": "false"}
    try:
        return state_of(google.read(file_id, params))
    except Trouble as trouble:
        if trouble.fault.kind is not Kind.TROUBLE:
            raise
        return _in_pieces(google, file_id, trouble)


def _in_pieces(google: Google, file_id: str, trouble: Trouble) -> State:
    """Read a sheet that is too large for one reply. Raises the first trouble if it is small."""
    outline = state_of(google.read(file_id, {"fields": _OUTLINE, "prettyPrint": "false"}))
    ranges = [
        f"{_quoted(page.title)}!{first}:{min(first + ROWS - 1, page.row_count)}"
        for page in outline.pages
        if page.grid
        for first in range(1, page.row_count + 1, ROWS)
    ]
    if len(ranges) <= len(outline.pages):
        raise trouble
    reply: Json = {}
    for at in range(0, len(ranges), _PARTS):
        params = {"fields": FIELDS, "prettyPrint": "false", "ranges": ranges[at : at + _PARTS]}
        _join(reply, google.read(file_id, params))
    return state_of(reply)


def _join(whole: Json, piece: Json) -> None:
    """Add the data of a piece to what was read before."""
    if not whole:
        whole.update(piece)
        return
    there = {s["properties"]["sheetId"]: s for s in whole["sheets"]}
    for sheet in piece.get("sheets", ()):
        known = there.get(sheet["properties"]["sheetId"])
        if known is None:
            whole["sheets"].append(sheet)
        else:
            known.setdefault("data", []).extend(sheet.get("data", ()))


def _quoted(title: str) -> str:
    return "'" + title.replace("'", "''") + "'"


def _loading(state: State) -> bool:
    return any(
        (cell.get("effectiveValue") or {}).get("errorValue", {}).get("type") == "LOADING"
        for page in state.pages
        if not page.ours
        for _, cell in page.places()
    )
