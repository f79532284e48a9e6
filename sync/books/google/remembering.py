"""What a run remembers of a sheet, so that the next one asks for nothing that did not change.

One call to Drive tells of a thousand sheets which changed. A sheet that did not is judged again
from what was read last, because rules depend on the day; it is written to only if that comes to
something else. What is remembered holds the rows of the sheet: only its owner may read the folder.
"""

from __future__ import annotations

import gzip
import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sync.books.google.book import GoogleBook
from sync.books.google.examining import SHEET_TYPE
from sync.books.google.pages import state_of
from sync.books.google.transport import Google, Trouble

Json = dict[str, Any]
A_CALL = 1000
"""So many sheets are told of in one call."""
SLACK = timedelta(minutes=2)
"""A change that Drive dates so soon after our own write, and calls ours, is that write."""
_FIELDS = "nextPageToken,files(id,name,version,modifiedTime,lastModifyingUser(me))"


@dataclass(frozen=True, slots=True)
class Listed:
    """A sheet as Drive lists it. by_us: whether the last change was made with our login."""

    file_id: str
    name: str
    version: str
    modified: datetime
    by_us: bool


@dataclass(frozen=True, slots=True)
class Kept:
    """A sheet as it was when we last saw it. settled: nobody changed it between our read and write.

    wrote: when we last wrote to it, if we did. reply: what Google said of it.
    """

    version: str
    reply: Json
    settled: bool = True
    wrote: datetime | None = None


def survey(google: Google) -> Mapping[str, Listed]:
    """Ask Drive for all sheets that are shared with us, by id. Raises BookError with a sentence."""
    try:
        return {one.file_id: one for one in _pages(google)}
    except Trouble as trouble:
        raise google.error(trouble, "The list of your sheets") from trouble


def _pages(google: Google) -> Iterator[Listed]:
    page = ""
    while True:
        params = {
            "q": f"mimeType='{SHEET_TYPE}' and trashed=false",
            "fields": _FIELDS,
            "pageSize": A_CALL,
            **({"pageToken": page} if page else {}),
        }
        reply = google.drive("", params)
        yield from map(_listed, reply.get("files", ()))
        page = str(reply.get("nextPageToken", ""))
        if not page:
            return


def _listed(file: Json) -> Listed:
    modified = datetime.fromisoformat(str(file.get("modifiedTime", "1970-01-01T00:00:00Z")))
    by_us = bool(file.get("lastModifyingUser", {}).get("me"))
    return Listed(
        str(file["id"]), str(file.get("name", "")), str(file.get("version", "")), modified, by_us
    )


def unchanged(listed: Listed, kept: Kept) -> bool:
    """Whether a sheet is as we left it: the same version, or only our own write came after it."""
    if not kept.settled:
        return False
    ours = listed.by_us and kept.wrote is not None and listed.modified <= kept.wrote + SLACK
    return listed.version == kept.version or ours


def recall(google: Google, file_id: str, kept: Kept) -> GoogleBook:
    """Open a sheet as it was when we last saw it, without a call."""
    return GoogleBook(google, file_id, seen=state_of(kept.reply))


def keep(book: GoogleBook, listed: Listed, now: datetime | None = None) -> Kept:
    """Give what is to be remembered of a sheet that was just checked."""
    wrote = (now or datetime.now(UTC)) if book.written else None
    return Kept(listed.version, book.state.reply, book.settled, wrote)


class Memory:
    """What is remembered, a file for each sheet, in a folder that only its owner may read."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, file_id: str) -> Kept | None:
        """Give what is remembered of a sheet; a file that is spoilt counts as none."""
        try:
            data = json.loads(gzip.decompress(self._path(file_id).read_bytes()))
            wrote = data["wrote"]
            return Kept(
                str(data["version"]), dict(data["reply"]), bool(data["settled"]),
                datetime.fromisoformat(wrote) if wrote else None,
            )  # fmt: skip
        except (OSError, ValueError, KeyError, TypeError, EOFError):
            return None

    def put(self, file_id: str, kept: Kept) -> None:
        """Remember a sheet instead of what was known of it."""
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        data = {
            "version": kept.version, "reply": kept.reply, "settled": kept.settled,
            "wrote": kept.wrote.isoformat() if kept.wrote is not None else None,
        }  # fmt: skip
        path = self._path(file_id)
        fresh = path.with_suffix(".new")
        opened = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(opened, "wb") as file:
            file.write(gzip.compress(json.dumps(data).encode(), 6))
        fresh.replace(path)

    def forget(self, file_id: str) -> None:
        """Forget a sheet."""
        self._path(file_id).unlink(missing_ok=True)

    def forget_all(self) -> None:
        """Forget every sheet."""
        for path in self._folder.glob("*.json.*"):
            path.unlink(missing_ok=True)

    def _path(self, file_id: str) -> Path:
        return self._folder / f"{file_id}.json.gz"
