"""Tabs of ours beside the Gaps tab, such as the registry: known again by their title, as it is.

Each is of a kind. The first cell of the tab says the title of its kind, in one of the languages;
what the tab is called is hers to change.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from models.cells import Raw
from models.language import in_every_language, say
from models.wording import SENTENCES
from sync.books.base import BookSnapshot, DropSheet, Edit, OwnSheet, SheetSnapshot
from sync.marks.words import OTHER_NAME

REGISTRY, DASHBOARD, BOARD = "registry", "dashboard", "board"
NAMES: Mapping[str, str] = {
    REGISTRY: SENTENCES["registry.tab"],
    DASHBOARD: SENTENCES["figures.tab"],
    BOARD: SENTENCES["figures.tab_board"],
}
TITLES: Mapping[str, str] = {
    REGISTRY: SENTENCES["registry.tab_title"],
    DASHBOARD: SENTENCES["figures.tab_title"],
    BOARD: SENTENCES["figures.tab_title_board"],
}
KINDS = tuple(TITLES)
FIGURES = frozenset({DASHBOARD, BOARD})
"""The kinds that show figures, which are counted from everybody in a book."""

Tabs = Mapping[str, OwnSheet | None]
"""Tabs by their kind: what is to stand; None: nothing. A kind that is left out stays as it is."""


@cache
def _kinds() -> Mapping[str, str]:
    return {text: kind for kind, title in TITLES.items() for text in in_every_language(title)}


def kind_of(title: Raw) -> str | None:
    """Give the kind of a tab by what its first cell says; None: it is none of these."""
    return _kinds().get(title) if isinstance(title, str) else None


def kinds_found(snapshot: BookSnapshot) -> dict[str, str]:
    """Give the names of our tabs by their kind; of two of a kind the first one counts."""
    found: dict[str, str] = {}
    for sheet in snapshot.sheets:
        kind = kind_of(_first(sheet))
        if kind is not None:
            found.setdefault(kind, sheet.name)
    return found


def tab_name(snapshot: BookSnapshot, stands: str | None, kind: str) -> str:
    """Give the name for a tab: as it stands, unless that is our name in another language."""
    name = NAMES[kind]
    plain = say(name)
    known = in_every_language(name)
    ours = known | {OTHER_NAME.format(one) for one in known}
    if stands is not None and (stands in {plain, OTHER_NAME.format(plain)} or stands not in ours):
        return stands
    taken = {sheet.name.casefold() for sheet in snapshot.sheets}
    return plain if plain.casefold() not in taken else OTHER_NAME.format(plain)


def kind_named(name: str) -> str | None:
    """Give the kind of a tab of which nothing but the name is known, as in the ledger."""
    for kind, ours in NAMES.items():
        if name.startswith(tuple(in_every_language(ours))):
            return kind
    return None


def drops(stand: Mapping[str, str], tabs: Tabs) -> Iterator[Edit]:
    """Give the edits that take off tabs that are not wanted, or that are to bear another name."""
    for kind, name in stand.items():
        if kind in tabs:
            wanted = tabs[kind]
            if wanted is None or wanted.name != name:
                yield DropSheet(name)


def _first(sheet: SheetSnapshot) -> Raw:
    return sheet.rows[0][0] if sheet.rows and sheet.rows[0] else None
