"""Compound files [MS-CFB], the form of a VBA project: their streams, read and written anew."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from models.errors import RostercheckError

_MAGIC = bytes.fromhex("d0cf11e0a1b11ae1")
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_SECTOR, _MINI, _SMALL, _ENTRY = 512, 64, 4096, 128
_STREAM, _ROOT = 2, 5
_IN_HEADER = 109
"""So many sectors of the table of sectors are listed in the header; that is 7 MB."""


class CompoundError(RostercheckError):
    """A file is not a compound file, or is damaged."""


class Compound:
    """A compound file. streams: contents by name, which may be changed; none comes or goes."""

    def __init__(self, data: bytes) -> None:
        if not data.startswith(_MAGIC) or struct.unpack_from("<H", data, 30)[0] != 9:
            raise CompoundError("This is no VBA project, or one of another kind.")
        self._data = data
        self._header = data[:_SECTOR]
        (tables,) = struct.unpack_from("<I", data, 44)
        if tables > _IN_HEADER:
            raise CompoundError("This VBA project is larger than can be read here.")
        listed = struct.unpack_from(f"<{tables}I", data, 76)
        self._next = [n for at in listed for n in struct.unpack("<128I", self._sector(at))]
        (first,) = struct.unpack_from("<I", data, 48)
        whole = self._chain(first)
        self._entries = [whole[at : at + _ENTRY] for at in range(0, len(whole), _ENTRY)]
        self.streams = dict(self._read())

    # Reading

    def _sector(self, number: int) -> bytes:
        at = (number + 1) * _SECTOR
        return self._data[at : at + _SECTOR]

    def _chain(self, number: int) -> bytes:
        parts: list[bytes] = []
        while number < len(self._next) and len(parts) <= len(self._next):
            parts.append(self._sector(number))
            number = self._next[number]
        return b"".join(parts)

    def _read(self) -> Iterator[tuple[str, bytes]]:
        (first,) = struct.unpack_from("<I", self._data, 60)
        table = self._chain(first)
        following = struct.unpack(f"<{len(table) // 4}I", table)
        root = next(entry for entry in self._entries if entry[66] == _ROOT)
        small = self._chain(struct.unpack_from("<I", root, 116)[0])
        for entry in self._entries:
            if entry[66] == _STREAM:
                start, size = struct.unpack_from("<II", entry, 116)
                whole = self._chain(start) if size >= _SMALL else b""
                if size < _SMALL:
                    while start < len(following):
                        whole += small[start * _MINI : (start + 1) * _MINI]
                        start = following[start]
                yield _name(entry), whole[:size]

    # Writing

    def to_bytes(self) -> bytes:
        """Write the file anew: the same names in the same tree, each stream in one piece."""
        small, starts = bytearray(), dict[str, int]()
        minis: list[int] = []
        for name, content in self.streams.items():
            if len(content) < _SMALL:
                count = _count(len(content), _MINI)
                starts[name] = len(minis) if count else _END
                minis += _run(len(minis), count)
                small += content.ljust(count * _MINI, b"\0")
        sectors = _Sectors()
        for name, content in self.streams.items():
            if len(content) >= _SMALL:
                starts[name] = sectors.add(content)
        mini_at = sectors.add(struct.pack(f"<{len(minis)}I", *minis), b"\xff")
        mini_count = _count(len(minis) * 4, _SECTOR)
        small_at = sectors.add(bytes(small))
        listed = b"".join(self._entry(e, starts, small_at, len(small)) for e in self._entries)
        return sectors.written(self._header, sectors.add(listed), mini_at, mini_count)

    def _entry(self, entry: bytes, starts: dict[str, int], small_at: int, small: int) -> bytes:
        if entry[66] == _ROOT:
            place = (small_at, small)
        elif entry[66] == _STREAM:
            place = (starts[_name(entry)], len(self.streams[_name(entry)]))
        else:
            return entry
        return entry[:116] + struct.pack("<IQ", *place)


class _Sectors:
    """The sectors of a file that is being written, and the table of which follows which."""

    def __init__(self) -> None:
        self._content = bytearray()
        self._next: list[int] = []

    def add(self, content: bytes, rest: bytes = b"\0") -> int:
        """Add a content; give the number of its first sector."""
        count = _count(len(content), _SECTOR)
        start = len(self._next)
        self._next += _run(start, count)
        self._content += content.ljust(count * _SECTOR, rest)
        return start if count else _END

    def written(self, header: bytes, listed: int, mini_at: int, mini_count: int) -> bytes:
        """Give the whole file. listed, mini_at: where the list and the small table begin."""
        tables = _count(len(self._next) + 1, 127)
        own = range(len(self._next), len(self._next) + tables)
        numbers = self._next + [_FAT] * tables
        numbers += [_FREE] * (tables * 128 - len(numbers))
        table = struct.pack(f"<{len(numbers)}I", *numbers)
        places = [*own, *[_FREE] * (_IN_HEADER - tables)]
        head = header[:44] + struct.pack("<II", tables, listed) + header[52:60]
        head += struct.pack("<IIII", mini_at, mini_count, _END, 0)
        head += struct.pack(f"<{_IN_HEADER}I", *places)
        return head + bytes(self._content) + table


def _name(entry: bytes) -> str:
    (length,) = struct.unpack_from("<H", entry, 64)
    return entry[: max(length - 2, 0)].decode("utf-16-le")


def _count(size: int, each: int) -> int:
    return -(-size // each)


def _run(start: int, count: int) -> list[int]:
    """Give the numbers that follow each of a run of sectors."""
    return [*range(start + 1, start + count), _END] if count else []
