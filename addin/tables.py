"""The tables among the arguments: found by their headers, as in a nightly check."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from addin.blocks import Cells
from addin.errors import AddinError
from addin.settings import NOT_READ, Column, Settings
from models.cells import fold_accents
from models.flags import by_formula, side_by_side
from models.intake.fields import NEEDED, field_of
from models.intake.grid import Grid
from models.intake.layout import ROWS_SEARCHED, Layout, find_layout, remembered_layout
from models.intake.mapping import IDLE, Guess
from models.records import TableKind
from models.rulepack import Pack
from models.wording import sentence


class Given(NamedTuple):
    """An argument that is a table: its name, the tab that it stands for, and its cells.

    tab: tells what it probably holds, as the name of a tab does.
    """

    name: str
    tab: str
    cells: Cells


def grid_of(given: Given) -> Grid:
    """Give a table as intake sees it; columns that we fill ourselves are not looked at."""
    ours: set[int] = set()
    for row in given.cells[:ROWS_SEARCHED]:
        ours.update(side_by_side(row).values())
        ours.update(by_formula(row))
    return Grid(given.tab, given.cells, (), frozenset(ours))


def layout_of(given: Given, grid: Grid, settings: Settings) -> Layout:
    """Find the header row and the columns of a table. Raises AddinError where there are none."""
    layout = find_layout(grid, settings.pack, IDLE)
    if settings.columns:
        layout = _told(layout, grid, settings)
    if layout is None:
        raise AddinError(sentence("formula.no_table", {"argument": given.name}))
    return layout


def _told(layout: Layout | None, grid: Grid, settings: Settings) -> Layout | None:
    """Read columns as she says, whatever they look like; find a table that only she can tell."""
    columns = settings.columns
    if layout is None:
        tried = (_by_her_words(grid, kind, settings.pack, columns) for kind in TableKind)
        return next((one for one in tried if one is not None), None)
    wanted = {one.header: one.fields[layout.kind] for one in columns if layout.kind in one.fields}
    keys = [wanted.get(fold_accents(guess.column.header)) for guess in layout.guesses]
    taken = {key for key in keys if key}
    if settings.only_named and taken:
        keys = [NOT_READ if key is None else key for key in keys]
    layout.guesses = [
        _guess(guess, key, taken, layout.kind)
        for guess, key in zip(layout.guesses, keys, strict=True)
    ]
    return layout


def _guess(guess: Guess, key: str | None, taken: set[str], kind: TableKind) -> Guess:
    """Give what a column is read as: what she says goes first, and a field is read once."""
    if key == NOT_READ:
        return guess._replace(field=None, score=0.0, sure=False)
    if key:
        return guess._replace(field=field_of(kind, key), score=1.0, sure=True)
    if guess.field is not None and guess.field.key in taken:
        return guess._replace(field=None, score=0.0, sure=False)
    return guess


def _by_her_words(
    grid: Grid, kind: TableKind, pack: Pack, columns: Sequence[Column]
) -> Layout | None:
    """Find a table of a kind by the headers that she names; None: not all that it needs is there.

    What else is sure in such a table is read as well.
    """
    wanted = {one.header: one.fields[kind] for one in columns if one.fields.get(kind)}
    found = remembered_layout(grid, kind, wanted, pack) if wanted else None
    if found is None:
        return None
    known = {guess.field.key for guess in found.guesses if guess.field is not None and guess.sure}
    needed = all(any(key in known for key in group) for group in NEEDED[kind])
    return found if needed else None
