"""What a write covered that was cut off before anybody looked at its reply, found again later.

A write may land on cells that somebody has sorted or typed into in that very second. If then the
program ends, or the network, nobody takes it back. But its hidden tab is there: the next run reads
from it what was covered, follows the cells by all that is seen of them, and puts it right.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from itertools import groupby

from sync.books.google.anchors import Anchors
from sync.books.google.following import follow, follow_columns
from sync.books.google.heirs import heirs
from sync.books.google.images import Image, fields_of, image_of, notes_copied, padded, seal
from sync.books.google.pages import Json, Page, Place, State
from sync.books.google.verifying import Harm, Touched, laid_back, patched, settled
from sync.books.google.wishes import field_of, same


@dataclass(slots=True)
class Owed:
    """What has to be put back: cells by tab id and place, widths by tab id and column."""

    cells: dict[Touched, Harm] = field(default_factory=dict)
    widths: dict[tuple[int, int], int] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.cells or self.widths)

    def laid_back(self, state: State) -> State:
        """Give a state as if it had been put back."""
        found = laid_back(state, self.cells)
        pages = []
        for page in found.pages:
            widths = [self.widths.get((page.sheet_id, c), w) for c, w in enumerate(page.widths)]
            pages.append(replace(page, widths=widths))
        return replace(found, pages=pages)


def owed(state: State) -> Owed:
    """Give what has to be put back; nothing where the last write was well.

    The latest write is looked at first. Where it landed as it was meant to, it had put all that was
    before it in order.
    """
    found = Owed()
    for images in _latest_first(state):
        if all(_well(image, kept) for image, kept in images):
            break
        for image, kept in images:
            page = found.laid_back(state).by_id(image.of)
            if page is not None:
                _add(found, image, kept, page)
    return found


def _add(found: Owed, image: Image, kept: Page, page: Page) -> None:
    """Add what a write has left on a tab; what later ones have covered is laid back already."""
    then = _then(image, kept)
    columns = follow_columns(then, page)
    for column, made, was in image.widths:
        at = columns.get(column, len(page.widths))
        if page.widths[at : at + 1] == [made]:
            found.widths[image.of, at] = was
    for place, harm in _strayed(image, kept, then, page):
        later = found.cells.get((image.of, place), Harm({}, {}))
        both = Harm({**harm.wrote, **later.wrote}, {**later.was, **harm.was})
        found.cells[image.of, place] = both


def _latest_first(state: State) -> Iterator[list[tuple[Image, Page]]]:
    """Give what is kept of each write that touched a tab of hers; it may be several tabs."""
    kept = [(image, page) for page in state.pages if page.ours and (image := image_of(page))]
    kept.sort(key=lambda one: -one[0].number)
    for _, images in groupby(kept, key=lambda one: one[0].number):
        yield list(images)


def _well(image: Image, kept: Page) -> bool:
    """Whether a write covered what it was meant to; also where that cannot be told, or need not."""
    cells = (
        (at, fields_of(image.before(kept, at)), fields_of(image.after(kept, at)))
        for at in image.places()
    )
    return not image.seal or not notes_copied(kept) or seal(cells, image.values) == image.seal


def _strayed(image: Image, kept: Page, then: Page, page: Page) -> Iterator[tuple[Place, Harm]]:
    """Give the cells that still hold what a write put there, and what it covered.

    Rows that were inserted since may have taken a look over. kept: the image as it stands. then:
    the tab after the write. page: the tab as it is now.
    """
    move = follow(then, _without_hers(then, page, image.values), image.values)
    covered = _covered(image, kept, then)
    for at, harm in covered.items():
        place = move(at)
        if place is not None:
            here = {name: field_of(page.cell(place), name) for name in harm.was}
            was = {name: settled(name, value, harm) for name, value in here.items()}
            left = [name for name in was if not same(name, here[name], was[name])]
            if left:
                yield place, Harm({n: here[n] for n in left}, {n: was[n] for n in left})
    yield from heirs(then, page, covered, move)


def _covered(image: Image, kept: Page, then: Page) -> dict[Place, Harm]:
    """Give what a write has changed in each cell: what it put there, and what it covered."""
    found = {}
    for at in image.places():
        wrote, was = fields_of(then.cell(at)), fields_of(image.before(kept, at))
        names = [name for name in was if not same(name, was[name], wrote[name])]
        if names:
            found[at] = Harm({n: wrote[n] for n in names}, {n: was[n] for n in names})
    return found


def _then(image: Image, kept: Page) -> Page:
    """Give the tab as it was after a write, without the values of hers, which are not kept."""
    last = max(image.where, default=-1) + 1
    rows: list[list[Json]] = [[] for _ in range(last)]
    ids = [0] * last
    for row, number in zip(image.where, padded(image.rows, 0, image.height), strict=True):
        columns = range(image.left, image.left + image.width)
        rows[row] = [*([{}] * image.left), *(image.after(kept, (row, c)) for c in columns)]
        ids[row] = number
    anchors = Anchors(ids, [*[0] * image.left, *image.columns])
    return Page(image.of, "", image.tall, image.wide, rows, anchors=anchors)


def _without_hers(then: Page, page: Page, values: Collection[int]) -> Page:
    """Give a tab as it is now, without values in columns of hers. values: columns of ours, then."""
    ours = {to for at, to in follow_columns(then, page).items() if at in values}
    rows = [
        [cell if c in ours else patched(cell, {"value": None}) for c, cell in enumerate(cells)]
        for cells in page.rows
    ]
    return replace(page, rows=rows)
