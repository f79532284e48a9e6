"""`spreadsheets.batchUpdate`: all requests in order, or none of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.google_server.errors import ApiError, bad, bad_request
from tests.google_server.ranges import Box
from tests.google_server.world import Sheet, Spreadsheet

Handler = Callable[["Batch", dict[str, Any]], "dict[str, Any] | None"]
HANDLERS: dict[str, Handler] = {}
"""One handler for each kind of request, by its name in the API."""
_KEEP_KNOWN = ("createDeveloperMetadata", "deleteDeveloperMetadata")
"""Requests after which it is still known where all metadata stands."""


@dataclass
class Batch:
    """A batch at work. who: whose token it is; owner: whether protections do not hold for them."""

    book: Spreadsheet
    who: str
    owner: bool
    comments_on: bool
    replies: list[dict[str, Any]] = field(default_factory=list)

    def guard(self, box: Box) -> None:
        """Raise the 400 of a protected range that does not let this account edit."""
        for one in box.sheet.protected:
            if one.get("warningOnly") or self.owner or self.who in _editors(one):
                continue
            area = one.get("range", {})
            if not _within(box, area):
                continue
            open_areas = one.get("unprotectedRanges", ())
            if any(_covers(free, box) for free in open_areas):
                continue
            raise bad(
                "You are trying to edit a protected cell or object. Please contact the spreadsheet "
                "owner to remove protection if you need to edit."
            )

    def guard_sheet(self, sheet: Sheet) -> None:
        """Raise where any protection of a tab keeps this account from changing its structure."""
        self.guard(Box(sheet, 0, 0, sheet.row_count, sheet.column_count))


def _editors(protected: dict[str, Any]) -> list[str]:
    return list(protected.get("editors", {}).get("users", ()))


def _within(box: Box, area: dict[str, Any]) -> bool:
    return box.meets(
        area.get("startRowIndex", 0), area.get("startColumnIndex", 0),
        area.get("endRowIndex", 10**9), area.get("endColumnIndex", 10**9),
    )  # fmt: skip


def _covers(area: dict[str, Any], box: Box) -> bool:
    return (
        area.get("startRowIndex", 0) <= box.top
        and area.get("startColumnIndex", 0) <= box.left
        and area.get("endRowIndex", 10**9) >= box.bottom
        and area.get("endColumnIndex", 10**9) >= box.right
    )


def handles(name: str) -> Callable[[Handler], Handler]:
    """Register the handler of a kind of request."""

    def register(handler: Handler) -> Handler:
        HANDLERS[name] = handler
        return handler

    return register


def run(batch: Batch, requests: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Make all requests on the batch's spreadsheet, which the caller throws away if it raises."""
    from tests.google_server import cell_requests, sheet_requests, thing_requests  # noqa: F401, PLC0415

    if not requests:
        raise bad("Must specify at least one request.")
    for number, request in enumerate(requests):
        if len(request) != 1:
            raise bad(f"Invalid value at 'requests[{number}]' (oneof), one kind must be set.")
        kind, body = next(iter(request.items()))
        handler = HANDLERS.get(kind)
        if handler is None:
            raise ApiError(
                400, f'Invalid JSON payload received. Unknown name "{kind}" at '
                f"'requests[{number}]': Cannot find field."
            )  # fmt: skip
        try:
            reply = handler(batch, body)
        except ApiError as error:
            if error.code == 400:
                raise bad_request(number, kind, error.message) from None
            raise
        finally:
            if kind not in _KEEP_KNOWN:
                batch.book.known = None
        batch.replies.append({kind: reply} if reply is not None else {})
    return batch.replies
