"""Which row is which, when rows were sorted, inserted or changed between two runs.

A row is known by the person in it and by what else it says. Where neither tells, it is the row at
the same place, if the rows around it are where they were. Otherwise nobody can say, and it is left.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from itertools import pairwise

from sync.books.base import SheetSnapshot
from sync.marks.owned import plain

SIZE = 8
NOBODY = bytes(SIZE)
BLANK = frozenset({NOBODY, (NOBODY, NOBODY)})


@dataclass(frozen=True, slots=True)
class RowIds:
    """The rows of a sheet from row 1 on: whose they are, and a digest of what she says in them."""

    keys: Sequence[bytes]
    contents: Sequence[bytes]

    def packed(self) -> tuple[bytes, bytes]:
        """Give both as bytes."""
        return b"".join(self.keys), b"".join(self.contents)


def unpacked_ids(keys: bytes, contents: bytes) -> RowIds:
    """Give back what was packed."""
    return RowIds(_cut(keys), _cut(contents))


def _cut(packed: bytes) -> list[bytes]:
    return [packed[at : at + SIZE] for at in range(0, len(packed), SIZE)]


def row_ids(
    sheet: SheetSnapshot, not_hers: Container[int], people: Mapping[tuple[str, int], str]
) -> RowIds:
    """Take the rows of a sheet. not_hers: our columns. people: keys by sheet and row."""
    keys, contents = [], []
    for number, row in enumerate(sheet.rows, 1):
        key = people.get((sheet.name, number))
        keys.append(_digest(key) if key is not None else NOBODY)
        cells = [
            None if at in not_hers else raw if raw.__class__ is str and raw else _plain(raw)
            for at, raw in enumerate(row, 1)
        ]
        while cells and cells[-1] in (None, ""):
            cells.pop()
        contents.append(_digest(repr(cells)) if cells else NOBODY)
    return RowIds(keys, contents)


def alike(one: RowIds, other: RowIds) -> int:
    """Count the rows that say the same, or are of the same person, in two sheets."""
    contents = set(one.contents) & set(other.contents)
    keys = set(one.keys) & set(other.keys)
    return len((contents | keys) - {NOBODY})


def _plain(raw: object) -> object:
    """Give a number without its kind: one program saves 15, another 15.0."""
    if isinstance(raw, float) and raw == int(raw):
        return int(raw)
    return plain(raw)  # type: ignore[arg-type]


def _digest(text: str) -> bytes:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=SIZE).digest()


@dataclass(slots=True)
class RowMap:
    """Where each row of then stands now; rows that are not in it cannot be found."""

    now: dict[int, int] = field(default_factory=dict)
    taken: set[int] = field(default_factory=set)
    alike: dict[int, list[int]] = field(default_factory=dict)
    """For rows that are one of several alike, of which some are gone: where they may stand."""

    def settle(self, then: int, now: int) -> None:
        """Say where a row stands now."""
        self.now[then] = now
        self.taken.add(now)


def follow(then: RowIds, now: RowIds) -> RowMap:
    """Find the rows of then among those of now."""
    found = RowMap()
    both = [list(zip(ids.keys, ids.contents, strict=True)) for ids in (then, now)]
    _same_place(found, *both)
    for part in (both, [[c for _, c in rows] for rows in both], [list(then.keys), list(now.keys)]):
        _elsewhere(found, *part)
    _between(found, len(then.keys), len(now.keys))
    _perhaps(found, *both)
    _perhaps(found, list(then.keys), list(now.keys))
    return found


def _same_place(found: RowMap, then: Sequence[object], now: Sequence[object]) -> None:
    """Match rows that say the same at the same place; of several alike, all or none."""
    before, after = _by_what(then, ()), _by_what(now, ())
    for what, rows in before.items():
        if len(rows) == 1 or rows == after.get(what):
            for row in rows:
                if row <= len(now) and now[row - 1] == what:
                    found.settle(row, row)


def _elsewhere(found: RowMap, then: Sequence[object], now: Sequence[object]) -> None:
    """Match what is left, where as many are alike now as were then; alike ones in their order."""
    before, after = _by_what(then, found.now), _by_what(now, found.taken)
    for what, rows in before.items():
        places = after.get(what, ())
        if len(rows) == len(places):
            for row, place in zip(rows, places, strict=True):
                found.settle(row, place)


def _perhaps(found: RowMap, then: Sequence[object], now: Sequence[object]) -> None:
    """Note the places of rows that are alike, where fewer or more stand now than then."""
    places = _by_what(now, found.taken)
    for what, rows in _by_what(then, found.now).items():
        for row in rows if what in places else ():
            found.alike.setdefault(row, []).extend(places[what])


def _by_what(rows: Sequence[object], settled: Container[int]) -> dict[object, list[int]]:
    """Give the rows that are left by what they say; blank ones say nothing."""
    places: dict[object, list[int]] = defaultdict(list)
    for number, what in enumerate(rows, 1):
        if number not in settled and what not in BLANK:
            places[what].append(number)
    return places


def _between(found: RowMap, then: int, now: int) -> None:
    """Take a row that changed for the one at its place between neighbours that stayed together."""
    anchors = [0, *sorted(found.now), then + 1]
    ends = {0: 0, then + 1: now + 1}
    for above, below in pairwise(anchors):
        first, last = (found.now.get(n, ends.get(n, 0)) for n in (above, below))
        if below - above < 2 or last - first != below - above:
            continue
        for number in range(above + 1, below):
            place = first + number - above
            if place not in found.taken:
                found.settle(number, place)
