"""Ids on rows and columns that nobody sees, and that go along with them wherever she takes them.

A batch update cannot be made on the condition that nothing has changed. But an id can be taken off
where it stands, and put there once more: if its row stands elsewhere by now, it was not taken off,
and Google turns the whole batch down because the id is in use. So what is meant for rows and
columns that have moved since is never written at all. Sorting moves cells, not rows, and is seen in
the reply; see `verifying.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]
KEY = "rostercheck"
"""By this key the ids are known as ours, and taken off again."""
MOST_ROWS = 1_000
"""Longer tables have ids on their columns only: two requests for each row would be too much."""
ROOM = 30_000
"""So many characters of keys and values Google keeps for a tab."""


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


def hold(
    sheet_id: int, anchors: Anchors, rows: int, columns: int, fresh: Callable[[], int]
) -> list[Json]:
    """Give the requests that are turned down when one of the first rows or columns has moved.

    Those that have no id yet get one. fresh: gives a number that is used nowhere.
    """
    if rows > MOST_ROWS or not _fits(anchors, rows, columns):
        rows = 0
    if not _fits(anchors, rows, columns):
        return []
    wanted = [("COLUMNS", at, anchors.columns) for at in range(columns)]
    wanted += [("ROWS", at, anchors.rows) for at in range(rows)]
    found: list[Json] = []
    for dimension, at, ids in wanted:
        number = ids[at] if at < len(ids) else 0
        place = {"dimensionRange": {
            "sheetId": sheet_id, "dimension": dimension, "startIndex": at, "endIndex": at + 1,
        }}  # fmt: skip
        if number:
            found.append(_taken_off(number, place))
        found.append(_put(number or fresh(), place))
    return found


def _fits(anchors: Anchors, rows: int, columns: int) -> bool:
    """Whether there is room for so many ids, and for those that stand beyond them."""
    beyond = sum(map(bool, [*anchors.rows[rows:], *anchors.columns[columns:]]))
    return (rows + columns + beyond) * len(KEY) + anchors.others <= ROOM


def _taken_off(number: int, place: Json) -> Json:
    lookup = {
        "metadataId": number, "metadataLocation": place,
        "locationMatchingStrategy": "EXACT_LOCATION",
    }  # fmt: skip
    return {"deleteDeveloperMetadata": {"dataFilter": {"developerMetadataLookup": lookup}}}


def _put(number: int, place: Json) -> Json:
    one = {
        "metadataId": number, "metadataKey": KEY, "location": place, "visibility": "DOCUMENT",
    }  # fmt: skip
    return {"createDeveloperMetadata": {"developerMetadata": one}}


def let_go() -> Json:
    """Give the request that takes all ids of ours off."""
    lookup = {"metadataKey": KEY}
    return {"deleteDeveloperMetadata": {"dataFilter": {"developerMetadataLookup": lookup}}}


def without_anchors(requests: Iterable[Json]) -> list[Json]:
    """Give requests without those about ids."""
    return [one for one in requests if not any(name.endswith("Metadata") for name in one)]


def moved(
    old: Sequence[int], new: Sequence[int], old_count: int, new_count: int
) -> dict[int, int] | None:
    """Give where rows (or columns) stand now, by their ids; None where they have none.

    Those after the last one with an id stay as far from the end as they were.
    """
    here = {number: at for at, number in enumerate(new) if number}
    found = {at: here[number] for at, number in enumerate(old) if number in here}
    if not found:
        return None
    last = max(at for at, number in enumerate(old) if number)
    taken = set(found.values())
    for at in range(last + 1, old_count):
        to = at + new_count - old_count
        if to >= 0 and to not in taken:
            found[at] = to
    return found
