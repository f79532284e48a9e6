"""Whether a write landed where it was meant to: what it covered, and whose rows they are.

Google's Sheets API has no way to write only if nothing changed. So each batch first copies what it
is about to cover, and its reply shows that copy and the sheet after it: together they tell exactly
what stood under each cell at the moment of writing, and in whose row.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any

from sync.books.google.images import notes_copied
from sync.books.google.pages import Json, Page, Place, State, says
from sync.books.google.requests import Batch
from sync.books.google.wishes import PATHS, Wish, field_of, same

Touched = tuple[int, Place]


@dataclass(slots=True)
class Harm:
    """A cell that was written: what was written, and what stood there before."""

    wrote: Wish
    was: Wish


def harms(before: State, after: State, batch: Batch) -> dict[Touched, Harm]:
    """Give for each written cell what it covered, from the copies that the batch made."""
    found = {}
    for (sheet_id, place), wish in batch.cells.items():
        image = batch.images.get(sheet_id)
        copied = after.by_id(image.sheet_id) if image is not None else None
        page = before.by_id(sheet_id)
        stood = page.cell(place) if page is not None else {}
        cell = image.before(copied, place) if image is not None and copied is not None else stood
        was = {name: field_of(cell, name) for name in wish}
        if "note" in was and copied is not None and not notes_copied(copied):
            was["note"] = field_of(stood, "note")
        found[sheet_id, place] = Harm(dict(wish), was)
    return found


def settled(name: str, here: Any, harm: Harm) -> Any:
    """Give what should stand in a cell: what was there before, or what she has made of it since."""
    wrote, was = harm.wrote.get(name), harm.was[name]
    if same(name, here, wrote):
        return was
    if name == "note" and isinstance(here, str) and isinstance(wrote, str) and wrote in here:
        above, _, below = here.rpartition(wrote)
        return (above + was + below if was else (above + below).strip("\n")) or None
    if name == "note" and wrote is None and here and was and was not in here:
        return f"{here}\n\n{was}"  # she wrote where hers was away for that moment: both are hers
    return here


def memory_harms(before: State, after: State) -> dict[Touched, Harm]:
    """Give what a write has changed in the memory of how cells looked."""
    found = {}
    for old in before.pages:
        new = after.by_id(old.sheet_id)
        if not old.memory or new is None:
            continue
        for at in {at for page in (old, new) for at, _ in page.places()}:
            was, wrote = field_of(old.cell(at), "value"), field_of(new.cell(at), "value")
            if not same("value", was, wrote):
                found[old.sheet_id, at] = Harm({"value": wrote}, {"value": was})
    return found


def landed(before: State, after: State, batch: Batch, covered: Mapping[Touched, Harm]) -> bool:
    """Whether every cell covered what was seen before, and every row is still of whom it was."""
    for (sheet_id, place), harm in covered.items():
        page = before.by_id(sheet_id)
        cell = page.cell(place) if page is not None else {}
        for name, value in harm.was.items():
            if not same(name, field_of(cell, name), value):
                return False
    return rows_stay(before, after, batch.cells, batch.cells)


def still(
    planned: State, now: State, cells: Mapping[Touched, Wish], every: Mapping[Touched, Wish]
) -> bool:
    """Whether all that is to be written was planned for what stands there now, in the same rows.

    every: all that is written in the run, of which some may stand already.
    """
    for (sheet_id, place), wish in cells.items():
        old, new = planned.by_id(sheet_id), now.by_id(sheet_id)
        if old is None or new is None or not _in_place(old, new, place):
            return False
        one, other = old.cell(place), new.cell(place)
        if any(not same(name, field_of(one, name), field_of(other, name)) for name in wish):
            return False
    return rows_stay(planned, now, cells, every)


def _in_place(old: Page, new: Page, place: Place) -> bool:
    """Whether the ids that row and column of a place had are not elsewhere by now."""
    before, after = (old.anchors.rows, old.anchors.columns), (new.anchors.rows, new.anchors.columns)
    return all(
        at >= len(ids) or not ids[at] or now[at : at + 1] == [ids[at]] or ids[at] not in now
        for ids, now, at in zip(before, after, place, strict=True)
    )


def rows_stay(
    before: State, after: State, cells: Mapping[Touched, Wish], every: Mapping[Touched, Wish]
) -> bool:
    """Whether the rows in which was written say what they said, our own columns apart.

    every: all that is written in the run: what has a value there is in a column of ours.
    """
    ours: dict[int, set[int]] = {}
    for (sheet_id, (_, column)), wish in every.items():
        if "value" in wish:
            ours.setdefault(sheet_id, set()).add(column)
    for sheet_id, row in {(sheet_id, row) for sheet_id, (row, _) in cells}:
        old, new = before.by_id(sheet_id), after.by_id(sheet_id)
        if old is None or new is None:
            return False
        columns = ours.get(sheet_id, set())
        if row_says(old, row, columns) != row_says(new, row, columns):
            return False
    return True


def all_rows_stay(
    before: State, after: State, cells: Mapping[Touched, Wish], own: Collection[int]
) -> bool:
    """Whether every row of every tab of hers says what it said, our own columns and tabs apart."""
    written: dict[int, set[int]] = {}
    for (sheet_id, (_, column)), wish in cells.items():
        if "value" in wish:
            written.setdefault(sheet_id, set()).add(column)
    for old in before.pages:
        new = after.by_id(old.sheet_id)
        if old.ours or new is None or old.sheet_id in own:
            continue
        ours = written.get(old.sheet_id, set())
        for row in _tall(old, new):
            if row_says(old, row, ours) != row_says(new, row, ours):
                return False
    return True


def stays(before: State, after: State) -> bool:
    """Whether every tab has the rows and columns that it had, and they say the same."""
    if [page.sheet_id for page in before.pages] != [page.sheet_id for page in after.pages]:
        return False
    return all(
        (old.anchors.rows, old.anchors.columns) == (new.anchors.rows, new.anchors.columns)
        and (old.row_count, old.column_count) == (new.row_count, new.column_count)
        and all(row_says(old, row, set()) == row_says(new, row, set()) for row in _tall(old, new))
        for old, new in zip(before.pages, after.pages, strict=True)
    )


def _tall(old: Page, new: Page) -> range:
    return range(max(len(old.rows), len(new.rows)))


def row_says(page: Page, row: int, leave_out: set[int]) -> list[Any]:
    """Give what tells a row from the others, blank end cut off."""
    cells = page.rows[row] if row < len(page.rows) else []
    said = [None if c in leave_out else says(cell) for c, cell in enumerate(cells)]
    while said and said[-1] is None:
        said.pop()
    return said


def laid_back(after: State, covered: Mapping[Touched, Harm]) -> State:
    """Give the state as it would be if the write had not been made: hers, as it is now."""
    pages = []
    for page in after.pages:
        mine = {place: harm for (sheet, place), harm in covered.items() if sheet == page.sheet_id}
        pages.append(_patched(page, {p: h.was for p, h in mine.items()}) if mine else page)
    return State(after.file_id, after.title, after.locale, after.time_zone, pages)


def _patched(page: Page, wishes: Mapping[Place, Wish]) -> Page:
    rows = [list(cells) for cells in page.rows]
    for (row, column), wish in wishes.items():
        while len(rows) <= row:
            rows.append([])
        rows[row] += [{}] * (column + 1 - len(rows[row]))
        rows[row][column] = patched(rows[row][column], wish)
    return replace(page, rows=rows)


def patched(cell: Mapping[str, Any], wish: Wish) -> Json:
    """Give a cell with some of `PATHS` changed."""
    data: Json = dict(cell)
    for name, value in wish.items():
        first, *rest = PATHS[name]
        if rest:
            inner = {k: v for k, v in data.get(first, {}).items() if k != rest[0]}
            value = {**inner, **({rest[0]: value} if value is not None else {})} or None  # noqa: PLW2901
        if value is None:
            data.pop(first, None)
        else:
            data[first] = value
        if name == "value":
            data.pop("formattedValue", None)
            if value and "formulaValue" not in value:
                data["effectiveValue"] = value
            else:
                data.pop("effectiveValue", None)
    return data
