"""Hidden tabs that hold what a write covered, and what it put there: made in the write itself.

Such a tab has the cells before at its top, those after below them, and in its last row what is to
be known of the write: where it was, and what it was meant to cover. So whoever reads the sheet next
can tell whether it landed well, also when nobody was left to look at its reply.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cached_property
from hashlib import blake2s
from typing import Any

from sync.books.google.pages import PROBE, Json, Page, Place
from sync.books.google.wishes import PATHS, Wish, field_of, plain, same

MOST_ROWS = 3_000
"""So many rows an image has at most; of those in between none, if there are more."""


@dataclass
class Image:
    """Where a write was, as it is kept with what it covered.

    of: the tab in which it was. number: which of the writes that are kept it is. runs: the rows
    that were copied, the first and the one after the last of each stretch. left, width: the columns
    that were. rows, columns: their ids. tall, wide: the size of the tab. widths: columns that got
    another one, with that and the former one. values: the columns of which values are kept too,
    since they are ours. seal: of what the write was meant to cover; see `seal`.
    """

    sheet_id: int
    of: int
    number: int
    runs: Sequence[Sequence[int]]
    left: int
    width: int
    rows: Sequence[int] = ()
    columns: Sequence[int] = ()
    tall: int = 0
    wide: int = 0
    widths: Sequence[Sequence[int]] = ()
    values: Sequence[int] = ()
    seal: str = ""

    @cached_property
    def where(self) -> Mapping[int, int]:
        """Give for each row of the tab that was copied which row of the image it is."""
        rows = (row for start, end in self.runs for row in range(start, end))
        return {row: at for at, row in enumerate(rows)}

    @property
    def height(self) -> int:
        """How many rows were copied."""
        return len(self.where)

    def before(self, page: Page, place: Place) -> Json:
        """Give the cell that stood at a place of the tab. page: the image."""
        return page.cell((self.where[place[0]], place[1] - self.left))

    def after(self, page: Page, place: Place) -> Json:
        """Give the cell that the write left at a place of the tab. page: the image."""
        return page.cell((self.where[place[0]] + self.height, place[1] - self.left))

    def places(self) -> Iterator[Place]:
        """Give all places that were copied."""
        for row in self.where:
            for column in range(self.left, self.left + self.width):
                yield row, column


_KEPT = tuple(one.name for one in fields(Image) if one.name != "sheet_id")


def image_of(page: Page) -> Image | None:
    """Give what a tab of this adapter says of itself."""
    value = field_of(page.cell((page.row_count - 1, page.column_count - 1)), "value")
    try:
        said = json.loads(value["stringValue"])
        return Image(page.sheet_id, **{name: said[name] for name in _KEPT})
    except (KeyError, TypeError, ValueError):
        return None


def notes_copied(page: Page) -> bool:
    """Whether copying took notes along, as the probe beside the copy shows."""
    return bool(field_of(page.cell((page.row_count - 1, 0)), "note") == PROBE)


def seal(
    cells: Iterable[tuple[Place, Mapping[str, Any], Mapping[str, Any]]], values: Collection[int]
) -> str:
    """Give a short text that differs where other cells were covered. cells: place, was, is.

    values: the columns of which values are kept; there it counts whose look was changed.
    """
    told = []
    for place, was, made in cells:
        names = {name for name in made if not same(name, was.get(name), made[name])}
        names |= {"value"} if names and place[1] in values else set()
        told += [[*place, n, json.dumps(plain(was.get(n)), sort_keys=True)] for n in names]
    return blake2s(json.dumps(sorted(told)).encode(), digest_size=12).hexdigest()


def fields_of(cell: Mapping[str, Any]) -> Wish:
    """Give all of `PATHS` of a cell."""
    return {name: field_of(cell, name) for name in PATHS}


@dataclass(slots=True)
class Copying:
    """The requests that make an image."""

    image: Image
    title: str

    def before(self) -> Iterator[Json]:
        """Copy what is about to be covered."""
        one = self.image
        grid = {"rowCount": 2 * one.height + 1, "columnCount": one.width + 1}
        properties = {
            "sheetId": one.sheet_id, "title": self.title, "hidden": True, "gridProperties": grid,
        }  # fmt: skip
        yield {"addSheet": {"properties": properties}}
        yield from self._probe()
        yield from self._copied(0)

    def after(self) -> Iterator[Json]:
        """Copy what has been put there."""
        yield from self._copied(self.image.height)

    def _copied(self, down: int) -> Iterator[Json]:
        """Copy notes and looks, and values where they may be ours: hers are not needed again."""
        one = self.image
        for start, end in one.runs:
            to = down + one.where[start]
            yield {"copyPaste": {
                "source": _box(one.of, start, one.left, end - start, one.width),
                "destination": _box(one.sheet_id, to, 0, end - start, one.width),
                "pasteType": "PASTE_NORMAL",
            }}  # fmt: skip
        hers = (c - one.left for c in range(one.left, one.left + one.width) if c not in one.values)
        target = _box(one.sheet_id, down, 0, one.height, one.width)
        for start, end in runs(hers):
            area = {**target, "startColumnIndex": start, "endColumnIndex": end}
            blank = {"range": area, "cell": {}, "fields": "userEnteredValue,dataValidation"}
            yield {"repeatCell": blank}

    def _probe(self) -> Iterator[Json]:
        """Write a cell with a note beside the copy, and copy it: its note must come along."""
        one = self.image
        said = json.dumps({name: getattr(one, name) for name in _KEPT}, separators=(",", ":"))
        cell = {"note": PROBE, "userEnteredValue": {"stringValue": said}}
        area = _box(one.sheet_id, 2 * one.height, one.width, 1, 1)
        to = {**area, "startColumnIndex": 0, "endColumnIndex": 1}
        yield {"updateCells": {
            "rows": [{"values": [cell]}], "fields": "note,userEnteredValue", "range": area,
        }}  # fmt: skip
        yield {"copyPaste": {"source": area, "destination": to, "pasteType": "PASTE_NORMAL"}}
        blank = {"range": to, "cell": {}, "fields": "userEnteredValue"}
        yield {"repeatCell": blank}


def _box(sheet_id: int, top: int, left: int, height: int, width: int) -> Json:
    return {
        "sheetId": sheet_id, "startRowIndex": top, "endRowIndex": top + height,
        "startColumnIndex": left, "endColumnIndex": left + width,
    }  # fmt: skip


def cut_out(page: Page, wanted: Collection[Place]) -> tuple[list[list[int]], int, int]:
    """Give what to copy of a page so that no merged area is cut in two: runs, left, width."""
    rows = _stretched({row for row, _ in wanted}, [(m.first_row, m.last_row) for m in page.merges])
    left, right = min(c for _, c in wanted), max(c for _, c in wanted) + 1
    wide = [(m.first_column, m.last_column) for m in page.merges]
    columns = _stretched(set(range(left, right)), wide)
    return rows, min(columns)[0], max(columns)[1] - min(columns)[0]


def _stretched(numbers: set[int], merges: Iterable[tuple[int, int]]) -> list[list[int]]:
    """Give numbers as one run, if it is not too long, else as several; no merge is cut in two."""
    found = [[min(numbers), max(numbers) + 1]]
    if found[0][1] - found[0][0] > MOST_ROWS:
        found = [list(run) for run in runs(sorted(numbers))]
    for first, last in sorted(merges):
        touched = [run for run in found if first <= run[1] and run[0] < last]
        if touched:
            found = [run for run in found if run not in touched]
            starts, ends = zip(*touched, strict=True)
            found.append([min(first - 1, *starts), max(last, *ends)])
    return sorted(found)


def padded(ids: Sequence[int], start: int, end: int) -> list[int]:
    """Give the ids of some rows or columns, 0 for none."""
    found = list(ids[start:end])
    return found + [0] * (end - start - len(found))


def runs(numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Give runs of numbers that follow one another: start and end, the end excluded."""
    start: int | None = None
    last = -1
    for number in numbers:
        if start is None:
            start = number
        elif number != last + 1:
            yield start, last + 1
            start = number
        last = number
    if start is not None:
        yield start, last + 1
