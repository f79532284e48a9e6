"""The source texts inside a VBA project, read and replaced without Excel.

A project is a compound file [MS-CFB] with one stream for each module, packed as [MS-OVBA] says. The
one that xlwings ships says that nothing in it but the sources counts (its version is 0xFFFF);
Excel makes the rest anew when it opens the file. So a text can be replaced as it is.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from addin.excel.compound import Compound
from models.errors import RostercheckError

CODE_PAGE = "cp1252"
_CHUNK = 4096
_LONGEST, _SHORTEST = 4098, 3
_DIR, _CACHE = "dir", "_VBA_PROJECT"
_STREAM, _OFFSET, _VERSION = 0x001A, 0x0031, 0x0009
"""Kinds of entries in the list of modules."""


class VbaError(RostercheckError):
    """A VBA project is not of the form that is known here."""


class _Module(NamedTuple):
    """A module in the list: its stream, where its source begins, and where the list says so."""

    stream: str
    offset: int
    said_at: int


def sources(data: bytes) -> dict[str, str]:
    """Give the source of every module by its name."""
    streams = Compound(data).streams
    listed = _listed(streams)
    return {
        one.stream: unpacked(streams[one.stream][one.offset :]).decode(CODE_PAGE)
        for one in _modules(listed)
    }


def replaced(data: bytes, modules: Mapping[str, str]) -> bytes:
    """Give the project with other sources in some of its modules."""
    project = Compound(data)
    listed = bytearray(_listed(project.streams))
    known = {one.stream: one for one in _modules(bytes(listed))}
    for name, source in modules.items():
        if name not in known:
            raise VbaError(f"The add-in of xlwings has no module {name}.")
        project.streams[name] = packed(source.encode(CODE_PAGE))
        struct.pack_into("<I", listed, known[name].said_at, 0)
    project.streams[_DIR] = packed(bytes(listed))
    return project.to_bytes()


def _listed(streams: Mapping[str, bytes]) -> bytes:
    """Give the list of modules, of a project in which nothing but the sources counts."""
    if _DIR not in streams or streams.get(_CACHE, b"")[2:4] != b"\xff\xff":
        raise VbaError("The add-in of xlwings has another form than the one that is known here.")
    return unpacked(streams[_DIR])


def _modules(listed: bytes) -> Iterator[_Module]:
    at, stream = 0, ""
    while at + 6 <= len(listed):
        kind, size = struct.unpack_from("<HI", listed, at)
        if kind == _STREAM:
            stream = listed[at + 6 : at + 6 + size].decode(CODE_PAGE)
        elif kind == _OFFSET:
            yield _Module(stream, struct.unpack_from("<I", listed, at + 6)[0], at + 6)
        at += 12 if kind == _VERSION else 6 + size


def unpacked(data: bytes) -> bytes:
    """Unpack a stream [MS-OVBA 2.4.1]."""
    out = bytearray()
    at = 1
    while at + 2 <= len(data):
        header = struct.unpack_from("<H", data, at)[0]
        end = min(at + (header & 0x0FFF) + 3, len(data))
        if header & 0x8000:
            _unpack_chunk(data[at + 2 : end], out)
        else:
            out += data[at + 2 : end]
        at = end
    return bytes(out)


def _unpack_chunk(data: bytes, out: bytearray) -> None:
    start, at = len(out), 0
    while at < len(data):
        flags = data[at]
        at += 1
        for bit in range(8):
            if at >= len(data):
                return
            if not flags >> bit & 1:
                out.append(data[at])
                at += 1
                continue
            token = struct.unpack_from("<H", data, at)[0]
            at += 2
            shift = _length_bits(len(out) - start)
            back, length = (token >> shift) + 1, (token & (1 << shift) - 1) + _SHORTEST
            for _ in range(length):
                out.append(out[-back])


def _length_bits(done: int) -> int:
    """Give how many bits of a token hold the length, so far into a chunk."""
    return 16 - max((done - 1).bit_length(), 4)


def packed(data: bytes) -> bytes:
    """Pack a stream [MS-OVBA 2.4.1]."""
    chunks = (data[at : at + _CHUNK] for at in range(0, len(data), _CHUNK))
    return b"\x01" + b"".join(map(_pack_chunk, chunks))


def _pack_chunk(chunk: bytes) -> bytes:
    tokens = list(_tokens(chunk))
    body = bytearray()
    for at in range(0, len(tokens), 8):
        group = tokens[at : at + 8]
        body.append(sum(1 << bit for bit, token in enumerate(group) if len(token) == 2))
        body += b"".join(group)
    if len(body) > _CHUNK:  # it would grow: such a chunk stands as it is
        return struct.pack("<H", 0x3000 | _CHUNK - 1) + chunk.ljust(_CHUNK, b"\0")
    return struct.pack("<H", 0xB000 | len(body) - 1) + bytes(body)


def _tokens(chunk: bytes) -> Iterator[bytes]:
    """Give letters as they are, and two bytes for what stood there before."""
    seen: dict[bytes, int] = {}
    at = 0
    while at < len(chunk):
        shift = _length_bits(at)
        key = chunk[at : at + _SHORTEST]
        before = seen.get(key, -1) if len(key) == _SHORTEST else -1
        if before < 0:
            yield chunk[at : at + 1]
            step = 1
        else:
            step = _match(chunk, before, at, min((1 << shift) + _SHORTEST - 1, _LONGEST))
            yield struct.pack("<H", (at - before - 1) << shift | step - _SHORTEST)
        for place in range(at, at + step):
            seen[chunk[place : place + _SHORTEST]] = place
        at += step


def _match(chunk: bytes, before: int, at: int, most: int) -> int:
    length = _SHORTEST
    while (
        length < most and at + length < len(chunk) and chunk[before + length] == chunk[at + length]
    ):
        length += 1
    return length
