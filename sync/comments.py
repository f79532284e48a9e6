"""Comments beside the notes: one on each flagged cell, given to somebody, where Google allows them.

A note is quiet; a comment with an assignee reaches that person by mail. The notes stay what the
flags rest upon. A comment is known by its id, so that changing or deleting one hits no other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sync.books.google.book import GoogleBook
from sync.books.google.faults import Kind
from sync.books.google.pages import Page, Place, state_of
from sync.books.google.transport import Trouble
from sync.marks.notes import FIRST_LINE, token_of

LONGEST = 2048
"""Google takes no longer comment, counted in UTF-16 units."""
_VIEW = "COMMENTS_VIEW_MODE_INCLUDED"
_FIELDS = "comments,sheets(properties(sheetId),commentAnchors)"
_NOT_GRANTED = frozenset({Kind.STALE, Kind.NOT_SHARED, Kind.READ_ONLY, Kind.SCOPES, Kind.NOT_FOUND})
FALLS_BACK = "Google does not allow comments here, so the notes alone say what is missing."

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Thread:
    """A comment of ours. answered: whether somebody has replied; then it is never deleted."""

    comment_id: str
    post_id: str
    content: str
    sheet_id: int
    place: Place
    answered: bool


def put_comments(book: GoogleBook, assignee: str) -> list[str]:
    """Put, change and take off comments so that each flagged cell has one; say what came of it.

    assignee: the e-mail that they are given to, "" for nobody.
    """
    try:
        there = _threads(book)
        wanted = dict(_wanted(book))
        requests = list(_requests(there, wanted, assignee))
        if requests:
            _check(book, _send(book, requests), there, wanted)
    except Trouble as trouble:
        if trouble.fault.kind not in _NOT_GRANTED:
            raise book.trouble(trouble) from trouble
        return [FALLS_BACK]
    new = len([token for token in wanted if token not in there])
    return [f"New comments: {new}."] if new else []


def drop_comments(book: GoogleBook) -> None:
    """Take off all comments of ours to which nobody replied; those with replies stay."""
    try:
        threads = _threads(book).values()
        gone = [one.comment_id for one in threads if not one.answered]
        if gone:
            _send(book, [{"deleteComment": {"commentId": one}} for one in gone])
    except Trouble as trouble:
        if trouble.fault.kind not in _NOT_GRANTED:
            raise book.trouble(trouble) from trouble


def _threads(book: GoogleBook) -> dict[str, Thread]:
    """Read our comments, by token."""
    reply = book.google.read(book.file_id, {"fields": _FIELDS, "commentsViewMode": _VIEW})
    return dict(_ours(reply))


def _ours(reply: Json) -> Iterator[tuple[str, Thread]]:
    anchors = {
        anchor["anchorId"]: (int(sheet["properties"].get("sheetId", 0)), anchor.get("range", {}))
        for sheet in reply.get("sheets", ())
        for anchor in sheet.get("commentAnchors", ())
    }
    for one in reply.get("comments", ()):
        head = one.get("headPost", {})
        content = str(head.get("content", ""))
        if not content.startswith(FIRST_LINE) or one.get("status") == "RESOLVED":
            continue
        sheet_id, area = anchors.get(one.get("anchorId"), (-1, {}))
        place = (int(area.get("startRowIndex", 0)), int(area.get("startColumnIndex", 0)))
        answered = bool(one.get("replies"))
        yield (
            token_of(content),
            Thread(one["commentId"], head.get("postId", ""), content, sheet_id, place, answered),
        )


def _wanted(book: GoogleBook) -> Iterator[tuple[str, tuple[int, Place, str]]]:
    """Give each flagged cell by the token in its note, and what its comment should say."""
    for page in book.state.pages:
        for place, cell in page.places() if not page.ours else ():
            note = str(cell.get("note", ""))
            token = token_of(note) if FIRST_LINE in note else ""
            if token:
                yield token, (page.sheet_id, place, _content(note[note.index(FIRST_LINE) :]))


def _content(block: str) -> str:
    """Shorten our block to what a comment may hold; its last line, with the token, stays."""
    body, _, last = block.rpartition("\n")
    room = LONGEST - _units(last) - 2
    while _units(body) > room:
        body = body[: len(body) - max(1, (_units(body) - room) // 2)]
    return f"{body}\n{last}"


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _requests(
    there: Mapping[str, Thread], wanted: Mapping[str, tuple[int, Place, str]], assignee: str
) -> Iterator[Json]:
    for token, (sheet_id, (row, column), content) in wanted.items():
        known = there.get(token)
        if known is None:
            at = {"sheetId": sheet_id, "rowIndex": row, "columnIndex": column}
            who = {"assigneeEmailAddress": assignee} if assignee else {}
            yield {"insertComment": {"coordinate": at, "content": content, **who}}
        elif known.content != content:
            ids = {"commentId": known.comment_id, "postId": known.post_id}
            yield {"updateCommentPost": {**ids, "content": content}}
    for token, known in there.items():
        if token not in wanted and not known.answered:
            yield {"deleteComment": {"commentId": known.comment_id}}


def _send(book: GoogleBook, requests: list[Json]) -> Json:
    body: Json = {
        "requests": requests, "includeSpreadsheetInResponse": True, "commentsViewMode": _VIEW,
    }  # fmt: skip
    notes = f"updatedSpreadsheet({_FIELDS.removesuffix(')')},data(startRow,rowData/values/note)))"
    reply = book.google.write(book.file_id, body, notes)
    return dict(reply.get("updatedSpreadsheet", {}))


def _check(
    book: GoogleBook,
    reply: Json,
    there: Mapping[str, Thread],
    wanted: Mapping[str, tuple[int, Place, str]],
) -> None:
    """Delete the new comments that have come to stand on another cell than that of their note."""
    pages: dict[int, Page] = {page.sheet_id: page for page in state_of(reply).pages}
    stray = []
    for token, thread in _ours(reply):
        page = pages.get(thread.sheet_id)
        note = str(page.cell(thread.place).get("note", "")) if page is not None else ""
        if token in wanted and token not in there and token_of(note) != token:
            stray.append({"deleteComment": {"commentId": thread.comment_id}})
    if stray:
        _send(book, stray)
