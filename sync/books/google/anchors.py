"""Ids on rows and columns that nobody sees, and that go along with them wherever she takes them.

A batch update cannot be made on the condition that nothing has changed. But an id can be taken off
where it stands, and put there once more: if its row stands elsewhere by now, it was not taken off,
and Google turns the whole batch down because the id is in use. So what is meant for rows and
columns that have moved since is never written at all. Where there are no ids yet, they are put in a
call of their own, which writes nothing else. Sorting moves cells, not rows, and is seen in the
reply; see `verifying.py`.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

Json = dict[str, Any]
KEY = "rchk"
"""By this key the ids are known as ours, and taken off again. It is short: there is little room."""
ROOM = 30_000
"""So many characters of keys and values Google keeps for a tab."""
WHOLE = 1_000
"""Down to this row all rows are held; in longer tables those that are written, and what is next."""
SPARE = 50
"""So many rows and columns behind the last one have ids too: what is added there is held."""
NEAR = 100
"""Rows without ids are held by those around them, if these are not farther apart."""
Fresh = Callable[[], int]
"""Gives a number that is used nowhere."""
Reach = tuple[Sequence[int], Sequence[int]]
"""Rows and columns."""


@dataclass(slots=True)
class Anchors:
    """The ids on a page: of each row and column, 0 for none. others: characters not of ours."""

    rows: list[int] = field(default_factory=list)
    columns: list[int] = field(default_factory=list)
    others: int = 0

    def lay(self, data: Json) -> None:
        """Add the ids that a block of data tells."""
        top, left = int(data.get("startRow", 0)), int(data.get("startColumn", 0))
        self.rows[top:] = map(self._own, data.get("rowMetadata", ()))
        self.columns[left:] = map(self._own, data.get("columnMetadata", ()))

    def _own(self, dimension: Mapping[str, Any]) -> int:
        """Give the id of a row or column; count what others keep there."""
        every = dimension.get("developerMetadata", ())
        self.count(one for one in every if one.get("metadataKey") != KEY)
        mine = (int(one["metadataId"]) for one in every if one.get("metadataKey") == KEY)
        return min(mine, default=0)

    def count(self, metadata: Iterable[Mapping[str, Any]]) -> None:
        """Count the characters that others keep on this page."""
        self.others += sum(
            len(one.get("metadataKey", "")) + len(one.get("metadataValue", "")) for one in metadata
        )

    @property
    def any(self) -> bool:
        """Whether there is any id of ours."""
        return any(self.rows) or any(self.columns)


@dataclass(slots=True)
class Grip:
    """How a batch holds on to the rows and columns of a page in which it writes.

    first: requests that have to be made before, by themselves, since there are no ids yet.
    hold: fail where a row or column has moved. along: put ids on what was inserted since.
    """

    first: list[Json] = field(default_factory=list)
    hold: list[Json] = field(default_factory=list)
    along: list[Json] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Size:
    """How many rows and columns a page has, and down to which row it is used."""

    rows: int
    columns: int
    last: int


def grip(
    sheet_id: int, anchors: Anchors, size: Size, wanted: Collection[tuple[int, int]], fresh: Fresh
) -> Grip:
    """Give how to hold on to the cells that are wanted.

    The row and the column after the last ones are held too, so that these cannot be deleted unseen.
    """
    page = _Page(sheet_id, anchors, fresh)
    row, column = max(row for row, _ in wanted), max(column for _, column in wanted)
    near = _near({row for row, _ in wanted}, size.rows)
    rows = _steady(anchors.rows, near)
    columns = _steady(anchors.columns, range(min(column + 2, size.columns)))
    tall, wide = max(size.rows, row + 1), max(size.columns, column + 1)
    every = range(min(max(size.last, row) + 2 + SPARE, tall))
    across = range(min(column + 2, wide))
    reach = [(every, range(min(column + 2 + SPARE, wide))), (near, across), ((), across)]
    found = Grip()
    if rows is None or columns is None:
        found.first = page.first([_there(size, *some) for some in reach])
    if not found.first:
        found.hold = [*page.held("COLUMNS", columns or across), *page.held("ROWS", rows or near)]
        found.along = page.along(reach)
    return found


def _there(size: Size, rows: Iterable[int], columns: Iterable[int]) -> Reach:
    """Leave out what is only about to be added."""
    return [at for at in rows if at < size.rows], [at for at in columns if at < size.columns]


def _near(rows: Collection[int], count: int) -> list[int]:
    """Give the rows that are held where some are written."""
    if max(rows) < WHOLE:
        return list(range(min(max(rows) + 2, count)))
    return sorted({min(at, count - 1) for row in rows for at in (row, row + 1)})


def _steady(ids: Sequence[int], wanted: Sequence[int]) -> list[int] | None:
    """Give what is held where some rows (or columns) are wanted; None: ids have to be put first.

    Those that were inserted since have no ids; the ones around them hold them.
    """
    known = [at for at, number in enumerate(ids) if number]
    found = set(wanted)
    for at in wanted:
        if at >= len(ids) or not ids[at]:
            after = bisect(known, at)
            before = known[after - 1] if after else 0
            if after == len(known) or known[after] - before > NEAR:
                return None
            found |= {before, known[after]}
    return sorted(found)


@dataclass(slots=True)
class _Page:
    """The ids of one page, and the requests about them."""

    sheet_id: int
    anchors: Anchors
    fresh: Fresh

    def first(self, reach: Sequence[Reach]) -> list[Json]:
        """Put ids where there are none: on all rows, else on those that are written now.

        Where other programs have taken the room, on the columns alone, or nowhere. reach: rows and
        columns for each of these.
        """
        every, near, none = reach
        if self._fits(*every):
            return self._new(*every)
        bare = _Page(self.sheet_id, replace(self.anchors, rows=[]), self.fresh)
        if bare._fits(*near):
            return [_taken_off({"locationType": "ROW", **_on(self.sheet_id)}), *bare._new(*near)]
        return self._new(*none) if self._fits(*none) else []

    def along(self, reach: Sequence[Reach]) -> list[Json]:
        """Put ids on rows and columns that have none, as far as there is room."""
        return next((self._new(*some) for some in reach if self._fits(*some)), [])

    def held(self, dimension: str, wanted: Iterable[int]) -> list[Json]:
        """Take each id off where it was seen, and put it there again."""
        found: list[Json] = []
        for at, number in self._ids(dimension, wanted):
            if number:
                place = _place(self.sheet_id, dimension, at)
                exact = {"metadataLocation": place, "locationMatchingStrategy": "EXACT_LOCATION"}
                found += [_taken_off({"metadataId": number, **exact}), _put(number, place)]
        return found

    def _new(self, rows: Iterable[int], columns: Iterable[int]) -> list[Json]:
        """Put ids on those rows and columns that have none."""
        return [
            _put(self.fresh(), _place(self.sheet_id, dimension, at))
            for dimension, wanted in (("COLUMNS", columns), ("ROWS", rows))
            for at, number in self._ids(dimension, wanted)
            if not number
        ]

    def _ids(self, dimension: str, wanted: Iterable[int]) -> Iterator[tuple[int, int]]:
        ids = self.anchors.rows if dimension == "ROWS" else self.anchors.columns
        return ((at, ids[at] if at < len(ids) else 0) for at in wanted)

    def _fits(self, rows: Iterable[int], columns: Iterable[int]) -> bool:
        """Whether there is room for these ids, and for those that stand elsewhere."""
        there = {at for at, number in enumerate(self.anchors.rows) if number}
        across = {at for at, number in enumerate(self.anchors.columns) if number}
        count = len(there.union(rows)) + len(across.union(columns))
        return count * len(KEY) + self.anchors.others <= ROOM


def _place(sheet_id: int, dimension: str, at: int) -> Json:
    area = {"sheetId": sheet_id, "dimension": dimension, "startIndex": at, "endIndex": at + 1}
    return {"dimensionRange": area}


def _on(sheet_id: int) -> Json:
    """Give what a lookup says for all ids of ours on a page."""
    return {
        "metadataKey": KEY, "metadataLocation": {"sheetId": sheet_id},
        "locationMatchingStrategy": "INTERSECTING_LOCATION",
    }  # fmt: skip


def _taken_off(lookup: Json) -> Json:
    return {"deleteDeveloperMetadata": {"dataFilter": {"developerMetadataLookup": lookup}}}


def _put(number: int, place: Json) -> Json:
    one = {
        "metadataId": number, "metadataKey": KEY, "location": place, "visibility": "DOCUMENT",
    }  # fmt: skip
    return {"createDeveloperMetadata": {"developerMetadata": one}}


def let_go() -> Json:
    """Give the request that takes all ids of ours off."""
    return _taken_off({"metadataKey": KEY})


def moved(
    old: Sequence[int], new: Sequence[int], old_count: int, new_count: int
) -> dict[int, int] | None:
    """Give where rows (or columns) stand now, by their ids; None where they have none.

    Those without an id stay beside the one that was before them, else after them; those after the
    last one with an id, as far from the end as they were.
    """
    here = {number: at for at, number in enumerate(new) if number}
    found = {at: here[number] for at, number in enumerate(old) if number in here}
    if not found:
        return None
    last = max(at for at, number in enumerate(old) if number)
    taken = set(found.values())
    plain = [at for at in range(old_count) if at >= len(old) or not old[at]]

    def put(at: int, to: int) -> None:
        if at not in found and 0 <= to < new_count and to not in taken:
            found[at] = to
            taken.add(to)

    for at in plain:
        put(at, at + new_count - old_count if at > last else found.get(at - 1, -2) + 1)
    for at in reversed(plain):
        put(at, found.get(at + 1, 0) - 1)
    return found
