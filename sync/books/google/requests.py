"""Wishes -> the requests of one batch update, in an order in which each is safe."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from sync.books.base import DropSheet, OwnSheet, PutSheet
from sync.books.google.anchors import Grip, Size, grip
from sync.books.google.images import (
    Copying,
    Image,
    cut_out,
    fields_of,
    image_of,
    padded,
    runs,
    seal,
)
from sync.books.google.own_tabs import drop, fresh_id, make_room, set_width, tab_requests
from sync.books.google.pages import BEFORE, Json, Page, Place, State
from sync.books.google.wishes import DEFAULT_WIDTH, Wish, cell_data, mask_of

Cells = Mapping[tuple[int, Place], Wish]


@dataclass(slots=True)
class Batch:
    """One batch update. images: for each touched tab, the copy of its cells before and after.

    own: the tabs of ours that stood there and are written anew as a whole. made_on: the sheet as
    it was when the batch was made. along: requests that could be left out. number, titles: of the
    images. keeps: whether the images of former writes stay. gone: tabs that it takes off, where it
    does nothing else.

    A batch is made at most once: the ids of its new tabs are its own, so a second copy of it that
    arrives late is turned down whole.
    """

    requests: list[Json] = field(default_factory=list)
    images: dict[int, Image] = field(default_factory=dict)
    cells: dict[tuple[int, Place], Wish] = field(default_factory=dict)
    own: set[int] = field(default_factory=set)
    made_on: State | None = None
    along: list[Json] = field(default_factory=list)
    number: int = 1
    titles: list[str] = field(default_factory=list)
    keeps: bool = False
    gone: set[int] = field(default_factory=set)

    def without_new_ids(self) -> Batch | None:
        """Give the same batch without ids on rows that were inserted; None where it has none."""
        return replace(self, along=[]) if self.along else None


def batch(
    state: State,
    cells: Cells,
    *,
    widths: Mapping[tuple[int, int], int] | None = None,
    tabs: Sequence[PutSheet | DropSheet] = (),
    keeps: bool = False,
) -> Batch:
    """Make the batch that writes cells, widths and tabs of ours, and first keeps what it covers.

    keeps: leave what former writes covered, since some of it may have to be put back.
    """
    images = [page for page in state.pages if page.ours]
    numbers = [one.number for page in images if (one := image_of(page)) is not None]
    number = max(numbers, default=0) + 1
    found = Batch(cells=dict(cells), made_on=state, keeps=keeps, number=number)
    if not keeps:
        found.requests += [drop(page.sheet_id) for page in images]
    by_page, copies = _by_page(cells), []
    for sheet_id, wanted in by_page.items():
        page = state.by_id(sheet_id)
        if page is not None:
            make_room(page, wanted, found.requests)
            held = _held(page, wanted)
            found.requests += held.hold
            found.along += held.along
            image = _image(page, wanted, found.images)
            image.number, image.widths = number, _widths(page, widths or {})
            found.images[sheet_id] = image
            copies.append(Copying(image, free_title(state, found)))
            found.requests += copies[-1].before()
    for sheet_id, wanted in by_page.items():
        found.requests += list(_writes(sheet_id, wanted))
    for copying in copies:
        found.requests += copying.after()
    found.requests += [set_width(*at, px) for at, px in (widths or {}).items()]
    for tab in tabs:
        page = state.page(tab.sheet.name if isinstance(tab, PutSheet) else tab.name)
        requests = list(tab_requests(state, tab))
        if page is not None and page.memory and isinstance(tab, PutSheet):
            requests = _with_image(state, page, tab.sheet, requests, found)
        if page is not None:
            found.own.add(page.sheet_id)
        found.requests += requests
    return found


def _with_image(
    state: State, page: Page, own: OwnSheet, requests: list[Json], found: Batch
) -> list[Json]:
    """Keep what stood in the memory before it is written anew: if marks go back, it has to."""
    wide = max(map(len, [*own.rows, *page.rows]))
    corner = max(len(own.rows), len(page.rows)) - 1, wide - 1
    image = Image(
        fresh_id(()), page.sheet_id, found.number, [[0, corner[0] + 1]], 0, wide,
        tall=page.row_count, wide=page.column_count, values=list(range(wide)),
    )  # fmt: skip
    found.images[page.sheet_id] = image
    copying = Copying(image, free_title(state, found))
    room: list[Json] = []
    make_room(page, [corner], room)
    return [*room, *copying.before(), *requests, *copying.after()]


def forgetting(state: State) -> Batch:
    """Make the batch that drops all images: whatever they tell is in order by now."""
    return dropping(page.sheet_id for page in state.pages if page.ours)


def dropping(sheet_ids: Iterable[int]) -> Batch:
    """Make the batch that takes tabs off."""
    gone = set(sheet_ids)
    return Batch([drop(sheet_id) for sheet_id in sorted(gone)], gone=gone)


def _grip(page: Page, wanted: Iterable[Place], last_row: int = 0) -> Grip:
    size = Size(page.row_count, page.column_count, max(last_row, len(page.rows) - 1))
    return grip(page.sheet_id, page.anchors, size, list(wanted), lambda: fresh_id(()))


def _held(page: Page, wanted: Iterable[Place]) -> Grip:
    """Give how to hold on to cells; nobody moves what stands on a hidden tab of ours."""
    return Grip() if page.memory else _grip(page, wanted)


def ids_first(state: State, every: Cells, cells: Cells) -> list[Json]:
    """Give the requests that put ids on rows and columns, which have to stand before a write.

    every: all that is written in a run. cells: what is written next.
    """
    found: list[Json] = []
    rows: dict[int, int] = {}
    for sheet_id, (row, _) in every:
        rows[sheet_id] = max(row, rows.get(sheet_id, 0))
    for sheet_id, wanted in _by_page(cells).items():
        page = state.by_id(sheet_id)
        if page is not None and not page.memory:
            found += _grip(page, wanted, rows.get(sheet_id, 0)).first
    return found


def _by_page(cells: Cells) -> dict[int, dict[Place, Wish]]:
    found: dict[int, dict[Place, Wish]] = {}
    for (sheet_id, place), wish in cells.items():
        found.setdefault(sheet_id, {})[place] = wish
    return found


def _image(page: Page, wanted: Mapping[Place, Wish], images: Mapping[int, Image]) -> Image:
    """Say where the copy of what is about to be covered is to stand, and what is known of it."""
    rows, left, width = cut_out(page, wanted)
    ids = page.anchors
    values = {c for (_, c), wish in wanted.items() if "value" in wish or "sign" in wish}
    meant = ((at, fields_of(page.cell(at)), wish) for at, wish in wanted.items())
    return Image(
        fresh_id((page.sheet_id, *(one.sheet_id for one in images.values()))), page.sheet_id, 1,
        rows, left, width, [one for start, end in rows for one in padded(ids.rows, start, end)],
        padded(ids.columns, left, left + width), max(page.row_count, rows[-1][1]),
        max(page.column_count, left + width), values=sorted(values),
        seal=seal(meant, values),
    )  # fmt: skip


def _widths(page: Page, widths: Mapping[tuple[int, int], int]) -> list[list[int]]:
    """Give the columns of a page that get another width, with that and the one they have."""
    there = dict(enumerate(page.widths))
    return [
        [column, pixels, there.get(column, DEFAULT_WIDTH)]
        for (sheet_id, column), pixels in widths.items() if sheet_id == page.sheet_id
    ]  # fmt: skip


def free_title(state: State, made: Batch) -> str:
    """Give a title for a copy that no tab has which stays."""
    gone = {} if made.keeps else {page.sheet_id for page in state.pages if page.ours}
    taken = {page.title.casefold() for page in state.pages if page.sheet_id not in gone}
    taken |= {title.casefold() for title in made.titles}
    title, number = BEFORE, 1
    while title.casefold() in taken:
        number += 1
        title = f"{BEFORE} {number}"
    made.titles.append(title)
    return title


def _writes(sheet_id: int, wanted: Mapping[Place, Wish]) -> Iterable[Json]:
    """Write cells: those below one another with the same mask in one request."""
    by_kind: dict[tuple[int, tuple[str, ...]], list[int]] = {}
    for (row, column), wish in sorted(wanted.items()):
        by_kind.setdefault((column, tuple(sorted(wish))), []).append(row)
    for (column, names), rows in by_kind.items():
        for start, end in runs(rows):
            area = {
                "sheetId": sheet_id, "startRowIndex": start, "endRowIndex": end,
                "startColumnIndex": column, "endColumnIndex": column + 1,
            }  # fmt: skip
            data = [{"values": [cell_data(wanted[row, column])]} for row in range(start, end)]
            yield {"updateCells": {"range": area, "rows": data, "fields": mask_of(names)}}
