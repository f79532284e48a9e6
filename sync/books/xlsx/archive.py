"""The zip file under a workbook: members are copied as they stand, or replaced, one by one.

Python's own `zipfile` cannot copy a member without inflating it, and forgets flags on the way.
Every number that a file states about itself is checked before anything is inflated.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import BinaryIO, Protocol

from sync.errors import BookError, BookProtected, BookUnreadable

MAX_FILE = 1 << 31
MAX_MEMBERS = 20_000
MAX_TOTAL = 1 << 31
MAX_RATIO = 400  # whole file; plain XML rarely packs better than 1:60
RATIO_FLOOR = 64 << 20  # below this, a high ratio harms nobody
CHUNK = 1 << 13
LEVEL = 4  # of packing: about 6 % larger than the usual 6, in little more than half the time

_GATHERED = 1 << 18

STORED, DEFLATED = 0, 8
_LOCAL, _CENTRAL, _END = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
_END64_LOCATOR, _END64 = b"PK\x06\x07", b"PK\x06\x06"
_DOS_1980 = 0x0021_0000  # the time stamp that Excel itself gives to every member

_DAMAGED = (
    "is damaged and cannot be read as a workbook: {}. Open it in Excel, save it, and try again."
)


def damaged(what: str) -> BookUnreadable:
    """Give the error for a file whose bytes contradict themselves."""
    return BookUnreadable(f"The file {_DAMAGED.format(what)}")


@dataclass(slots=True)
class Member:
    """One member as the file's directory lists it. `central` is its raw directory record."""

    name: str
    central: bytes
    method: int
    flags: int
    crc: int
    packed_size: int
    size: int
    offset: int
    offset_at: tuple[int, str]
    data_at: int = 0
    end: int = 0

    @property
    def stamp(self) -> int:
        """The raw DOS time and date."""
        return int.from_bytes(self.central[12:16], "little")


@dataclass(frozen=True, slots=True)
class Packed:
    """The content of a member, ready to be written: raw bytes as they go into the file."""

    method: int
    crc: int
    size: int
    data: bytes


class Output(Protocol):
    """What members are written to."""

    def write(self, data: bytes, /) -> int:
        """Write some bytes."""

    def tell(self) -> int:
        """Give the place in the output."""


class Packer:
    """Deflates what it is fed, in pieces."""

    def __init__(self, level: int = LEVEL) -> None:
        self._deflate = zlib.compressobj(level, zlib.DEFLATED, -15)
        self._waiting: list[bytes] = []
        self._waiting_size = 0
        self._pieces: list[bytes] = []
        self._crc = 0
        self._size = 0

    def write(self, data: bytes) -> None:
        """Take in a piece of the content; small ones are gathered first."""
        self._waiting.append(data)
        self._waiting_size += len(data)
        if self._waiting_size >= _GATHERED:
            self._take()

    def _take(self) -> None:
        data = b"".join(self._waiting)
        self._waiting.clear()
        self._waiting_size = 0
        self._crc = zlib.crc32(data, self._crc)
        self._size += len(data)
        self._pieces.append(self._deflate.compress(data))

    def finish(self) -> Packed:
        """Give the packed member."""
        self._take()
        self._pieces.append(self._deflate.flush())
        return Packed(DEFLATED, self._crc, self._size, b"".join(self._pieces))


def pack(data: bytes) -> Packed:
    """Deflate a whole content."""
    packer = Packer()
    packer.write(data)
    return packer.finish()


def stored(data: bytes) -> Packed:
    """Take a whole content as it is."""
    return Packed(STORED, zlib.crc32(data), len(data), data)


class Archive:
    """A zip file that is open for reading."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.length = file.seek(0, 2)
        if self.length > MAX_FILE:
            raise BookUnreadable(
                "The file is larger than 2 GB; split the workbook into smaller ones and try again."
            )
        self.comment = b""
        self.members: list[Member] = []
        self._read_directory()
        self._find_data()
        self._check_bounds()

    def _read(self, at: int, length: int) -> bytes:
        if at < 0 or length < 0 or at + length > self.length:
            raise damaged("it ends too early")
        self._file.seek(at)
        return self._file.read(length)

    def _read_directory(self) -> None:
        start, size, count = self._find_end()
        if count > MAX_MEMBERS:
            raise damaged(f"it claims to hold {count:,} parts")
        self.directory_at = start
        directory = self._read(start, size)
        at = 0
        for _ in range(count):
            at = self._read_record(directory, at)
        seen: set[str] = set()
        for member in self.members:
            key = member.name.replace("\\", "/").lower().lstrip("/")
            if key in seen:
                raise damaged(f"the part {member.name} stands in it twice")
            seen.add(key)

    def _find_end(self) -> tuple[int, int, int]:
        tail_at = max(0, self.length - 22 - 65_535)
        tail = self._read(tail_at, self.length - tail_at)
        at = tail.rfind(_END)
        if at < 0 or len(tail) - at < 22:
            raise damaged("its end is missing")
        numbers: tuple[int, ...] = struct.unpack_from("<HHHHIIH", tail, at + 4)
        _, _, count, _, size, start, comment = numbers
        self.comment = tail[at + 22 : at + 22 + comment]
        end_at = tail_at + at
        if count == 0xFFFF or start == 0xFFFFFFFF or size == 0xFFFFFFFF:
            end_at, count, size, start = self._find_end64(end_at) or (end_at, count, size, start)
        # Bytes before the zip (a self-extracting head) shift every offset alike.
        self.shift = end_at - size - start
        if self.shift < 0:
            raise damaged("it ends too early")
        return start + self.shift, size, count

    def _find_end64(self, end_at: int) -> tuple[int, int, int, int] | None:
        locator = self._read(end_at - 20, 20) if end_at >= 20 else b""
        if locator[:4] != _END64_LOCATOR:
            return None
        at = int.from_bytes(locator[8:16], "little")
        record = self._read(at, 56)
        if record[:4] != _END64:
            raise damaged("its end is missing")
        _, count, size, start = (
            int.from_bytes(record[n : n + 8], "little") for n in range(24, 56, 8)
        )
        return at, count, size, start

    def _read_record(self, directory: bytes, at: int) -> int:
        if directory[at : at + 4] != _CENTRAL or len(directory) < at + 46:
            raise damaged("its list of parts is broken")
        (flags, method, _, crc, packed, size, n, m, k) = struct.unpack_from(
            "<HHIIIIHHH", directory, at + 8
        )
        (offset,) = struct.unpack_from("<I", directory, at + 42)
        end = at + 46 + n + m + k
        if end > len(directory):
            raise damaged("its list of parts is broken")
        raw_name = directory[at + 46 : at + 46 + n]
        record = Member(
            _name(raw_name, flags), directory[at:end], method, flags, crc, packed, size, offset,
            (42, "<I"),
        )  # fmt: skip
        _read_zip64(record, directory[at + 46 + n : at + 46 + n + m], 46 + n)
        record.offset += self.shift
        self._check_member(record)
        self.members.append(record)
        return int(end)

    def _check_member(self, member: Member) -> None:
        if member.flags & 0x41:
            raise BookProtected(
                "The file is encrypted. Take the password off in Excel, save it, and try again."
            )
        if member.method not in (STORED, DEFLATED):
            raise damaged(f"the part {member.name} is packed in an unknown way")

    def _find_data(self) -> None:
        """Find where each member's bytes begin and end; members that overlap are a bomb."""
        in_file = sorted(self.members, key=lambda m: m.offset)
        self.prefix_end = in_file[0].offset if in_file else self.directory_at
        for member, following in zip(in_file, [*in_file[1:], None], strict=True):
            end = following.offset if following else self.directory_at
            header = self._read(member.offset, 30)
            if header[:4] != _LOCAL:
                raise damaged(f"the part {member.name} is not where it should be")
            n, m = struct.unpack_from("<HH", header, 26)
            member.data_at = member.offset + 30 + n + m
            member.end = end
            if member.data_at + member.packed_size > end:
                raise damaged(f"the part {member.name} is cut off or overlaps another")

    def _check_bounds(self) -> None:
        total = sum(m.size for m in self.members)
        if total > MAX_TOTAL or (total > RATIO_FLOOR and total > MAX_RATIO * self.length):
            raise BookUnreadable(
                f"The file would unpack to {total / 1e6:,.0f} MB and was left alone for safety. "
                "If it is really yours, split the workbook into smaller ones."
            )

    def raw(self, member: Member) -> Packed:
        """Give the member as it stands, packed."""
        data = self._read(member.data_at, member.packed_size)
        return Packed(member.method, member.crc, member.size, data)

    def stream(self, member: Member) -> Iterator[bytes]:
        """Give the member's content in pieces; never more than the file said it would be."""
        if member.method == STORED:
            yield from _checked(self._pieces(member), member)
        else:
            yield from _checked(inflate(self._pieces(member), member.name), member)

    def _pieces(self, member: Member) -> Iterator[bytes]:
        at, end = member.data_at, member.data_at + member.packed_size
        while at < end:
            piece = self._read(at, min(CHUNK, end - at))
            at += len(piece)
            yield piece

    def copy_prefix(self, out: Output) -> None:
        """Copy what stands before the first member."""
        self._copy(0, self.prefix_end, out)

    def copy_member(self, member: Member, out: Output) -> None:
        """Copy header, packed bytes and descriptor of a member as they stand."""
        self._copy(member.offset, member.end, out)

    def _copy(self, at: int, end: int, out: Output) -> None:
        while at < end:
            piece = self._read(at, min(1 << 20, end - at))
            at += len(piece)
            out.write(piece)


def inflate(pieces: Iterable[bytes], name: str) -> Iterator[bytes]:
    """Inflate raw deflated pieces; a piece of 64 kB can give no more than 66 MB."""
    machine = zlib.decompressobj(-15)
    try:
        for piece in pieces:
            for at in range(0, len(piece), CHUNK):
                data = machine.decompress(piece[at : at + CHUNK])
                if data:
                    yield data
        if not machine.eof:
            raise damaged(f"the part {name} is cut off")
    except zlib.error:
        raise damaged(f"the part {name} cannot be unpacked") from None


def unpacked(packed: Packed, name: str) -> Iterator[bytes]:
    """Give the content of a packed member in pieces."""
    return iter([packed.data]) if packed.method == STORED else inflate([packed.data], name)


def _checked(pieces: Iterable[bytes], member: Member) -> Iterator[bytes]:
    size = crc = 0
    for piece in pieces:
        size += len(piece)
        if size > member.size:
            raise damaged(f"the part {member.name} holds more than the file says")
        crc = zlib.crc32(piece, crc)
        yield piece
    if size != member.size or crc != member.crc:
        raise damaged(f"the part {member.name} does not match its check sum")


def _name(raw: bytes, flags: int) -> str:
    try:
        return raw.decode("utf-8" if flags & 0x800 else "cp437")
    except UnicodeDecodeError:
        return raw.decode("cp437")


def _read_zip64(member: Member, extra: bytes, extra_at: int) -> None:
    at = 0
    while at + 4 <= len(extra):
        tag, length = struct.unpack_from("<HH", extra, at)
        if tag == 1:
            _take_zip64(member, extra[at + 4 : at + 4 + length], extra_at + at + 4)
        at += 4 + length


def _take_zip64(member: Member, body: bytes, body_at: int) -> None:
    at = 0
    for field in ("size", "packed_size", "offset"):
        if getattr(member, field) != 0xFFFFFFFF:
            continue
        if at + 8 > len(body):
            raise damaged("its list of parts is broken")
        setattr(member, field, struct.unpack_from("<Q", body, at)[0])
        if field == "offset":
            member.offset_at = (body_at + at, "<Q")
        at += 8


class ArchiveWriter:
    """Writes members one after the other, then the directory."""

    def __init__(self, out: Output) -> None:
        self._out = out
        self.records: list[bytes] = []
        """The directory, so far."""

    def copy(self, archive: Archive, member: Member) -> None:
        """Copy a member as it stands."""
        at, kind = member.offset_at
        central = bytearray(member.central)
        struct.pack_into(kind, central, at, self._out.tell())
        archive.copy_member(member, self._out)
        self.records.append(bytes(central))

    def put(self, name: str, content: Packed, like: Member | None = None) -> None:
        """Write a new content; name and time stamp as in `like`, if given."""
        raw_name, flags = _raw_name(name, like)
        stamp = like.stamp if like else _DOS_1980
        common = struct.pack(
            "<HHHIIIIHH", 20, flags, content.method, stamp, content.crc, len(content.data),
            content.size, len(raw_name), 0,
        )  # fmt: skip
        offset = self._out.tell()
        self._out.write(_LOCAL + common + raw_name)
        self._out.write(content.data)
        tail = struct.pack("<HHHII", 0, 0, 0, 0, offset)
        self.records.append(_CENTRAL + struct.pack("<H", 20) + common + tail + raw_name)

    def finish(self, comment: bytes = b"") -> None:
        """Write the directory."""
        start = self._out.tell()
        directory = b"".join(self.records)
        if start + len(directory) > 0xFFFFFFFE or len(self.records) > 0xFFFE:
            raise BookError("The workbook would grow larger than 4 GB; nothing was written.")
        count = len(self.records)
        self._out.write(directory)
        self._out.write(
            _END
            + struct.pack("<HHHHIIH", 0, 0, count, count, len(directory), start, len(comment))
            + comment
        )


def _raw_name(name: str, like: Member | None) -> tuple[bytes, int]:
    if like is not None:
        (length,) = struct.unpack_from("<H", like.central, 28)
        return like.central[46 : 46 + length], like.flags & 0x800
    return name.encode(), 0 if name.isascii() else 0x800
