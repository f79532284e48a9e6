"""How far the cells of an .xlsb file reach, told before calamine takes memory for all of them."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

_ROW = 0
_CELLS = frozenset((*range(2, 12), 62))  # 1 is a blank cell, which takes no room


def last_cells(path: Path) -> Iterator[tuple[str, int, int]]:
    """Give the part name, last row and last column of every sheet, counted from 1; 0: no cells."""
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if "/worksheets/" in name and name.endswith(".bin"):
                yield (Path(name).stem, *_extent(archive.read(name)))


def _extent(data: bytes) -> tuple[int, int]:
    """Walk the records of a sheet: a kind, a length, and that many bytes."""
    at = row = last_row = last_column = 0
    while at < len(data):
        kind, at = _number(data, at, 2)
        size, at = _number(data, at, 4)
        if kind == _ROW:
            row = int.from_bytes(data[at : at + 4], "little") + 1
        elif kind in _CELLS:
            last_row = max(last_row, row)
            last_column = max(last_column, int.from_bytes(data[at : at + 4], "little") + 1)
        at += size
    return last_row, last_column


def _number(data: bytes, at: int, longest: int) -> tuple[int, int]:
    """Read seven bits of each byte, the low ones first; the eighth says that more follow."""
    number = 0
    for shift, byte in enumerate(data[at : at + longest]):
        number |= (byte & 0x7F) << 7 * shift
        at += 1
        if byte < 0x80:
            break
    return number, at
