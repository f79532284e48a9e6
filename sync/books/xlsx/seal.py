"""A text kept in a workbook that holds only as long as not one byte of the rest has changed.

It stands in our memory (see `originals.py`), which is then the last part of the file, together with
a digest of all that stands before it and of the file's list of parts.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from hashlib import blake2b
from typing import BinaryIO, cast

from sync.books.xlsx.archive import STORED, Archive, Member, Output
from sync.errors import BookError

FOLDER = "rostercheck/"
NAME = "sealed.json"
_PIECE = 1 << 20
_SIZE = 32


class Digested:
    """An output that works out the digest of what goes through it."""

    def __init__(self, out: Output) -> None:
        self._out = out
        self._digest = blake2b(digest_size=_SIZE)

    def write(self, data: bytes) -> int:
        """Write, and take in."""
        self._digest.update(data)
        return self._out.write(data)

    def tell(self) -> int:
        """Give the place in the output."""
        return self._out.tell()

    def with_list(self, records: list[bytes]) -> str:
        """Give the digest of what was written so far and of the list of parts."""
        return _with_list(self._digest, records)


def _with_list(digest: blake2b, records: list[bytes]) -> str:
    whole = digest.copy()
    for record in records:
        whole.update(record)
    return whole.hexdigest()


def sealed(text: str, digest: str) -> bytes:
    """Give the content of the seal."""
    return json.dumps({"rest": digest, "text": text}).encode()


def read_seal(file: BinaryIO) -> str | None:
    """Give the text sealed in a workbook; None where there is none or anything has changed."""
    try:
        archive = Archive(file)
        last = max(archive.members, key=lambda member: member.offset)
        if not last.name.startswith(FOLDER) or last.method != STORED:
            return None
        kept = Archive(cast("BinaryIO", _Stretch(file, last.data_at, last.packed_size)))
        seal = next(member for member in kept.members if member.name == NAME)
        said = json.loads(b"".join(kept.stream(seal)))
        rest, text = said["rest"], said["text"]
    except (BookError, ValueError, KeyError, TypeError, StopIteration):
        return None
    whole = isinstance(text, str) and rest == _digest_of(file, archive, last)
    return text if whole else None


def _digest_of(file: BinaryIO, archive: Archive, last: Member) -> str:
    """Give the digest of all but the last part."""
    digest = blake2b(digest_size=_SIZE)
    file.seek(0)
    left = last.offset
    while left and (piece := file.read(min(left, _PIECE))):
        digest.update(piece)
        left -= len(piece)
    return _with_list(digest, [m.central for m in archive.members if m is not last])


class _Stretch:
    """A stretch of a file, to be read as if it were a file of its own."""

    def __init__(self, file: BinaryIO, start: int, size: int) -> None:
        self._file, self._start, self._size = file, start, size
        self._at = 0

    def seek(self, at: int, whence: int = 0) -> int:
        self._at = self._size + at if whence == 2 else at
        return self._at

    def read(self, length: int) -> bytes:
        self._file.seek(self._start + self._at)
        data = self._file.read(max(0, min(length, self._size - self._at)))
        self._at += len(data)
        return data


Last = Callable[[str], bytes]
"""Makes the content of the last part of a file, given the digest of the rest."""
