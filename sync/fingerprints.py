"""What tells a book that changed from one that did not: SHA-256 of a file, or of what was read."""

from __future__ import annotations

import hashlib
from pathlib import Path

from sync.books.base import BookSnapshot, Stamp
from sync.books.saving import stamp_of
from sync.errors import BookError
from sync.marks.words import gaps_titles

CHUNK = 1 << 20


def file_digest(location: str) -> str | None:
    """Give the SHA-256 of a file; None where there is no file at the location, as with a link."""
    path = Path(location).expanduser()
    try:
        if not path.is_file():
            return None
        digest = hashlib.sha256()
        with path.open("rb") as file:
            while piece := file.read(CHUNK):
                digest.update(piece)
    except OSError:
        return None
    return digest.hexdigest()


def digest_as_left(location: str, stamp: Stamp | None) -> str | None:
    """Give the SHA-256 of a file as we left it; None where somebody has changed it since."""
    found = file_digest(location)
    return found if stamp is not None and stamp == stamp_now(location) else None


def stamp_now(location: str) -> Stamp | None:
    """Give the stamp of a file; None where there is none."""
    try:
        return stamp_of(Path(location).expanduser())
    except BookError:
        return None


def snapshot_digest(snapshot: BookSnapshot) -> str:
    """Give a digest of everything that a read gives: for books that are no files.

    When we looked last stands in the first row of our own tab; it is no change of the book.
    """
    digest = hashlib.sha256()
    for sheet in snapshot.sheets:
        parts = (sheet.name, sheet.visibility, sheet.protected, sorted(sheet.notes.items()))
        digest.update(repr(parts).encode("utf-8", "surrogatepass"))
        ours = bool(sheet.rows and sheet.rows[0] and sheet.rows[0][0] in gaps_titles())
        for row in sheet.rows[1:] if ours else sheet.rows:
            digest.update(repr(list(row)).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def digest_of_text(*parts: object) -> str:
    """Give a digest of what parts say."""
    return hashlib.sha256("\x1f".join(map(str, parts)).encode()).hexdigest()
