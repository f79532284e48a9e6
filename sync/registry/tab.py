"""The tab "RSC providers": ours like the Gaps tab, found again by its title."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from models.language import in_every_language, say
from models.registry import Registry
from models.wording import SENTENCES
from sync.books.base import Format, OwnCell, OwnSheet
from sync.marks.words import DATE_FORMAT
from sync.registry.words import (
    COLUMNS,
    basis,
    counted_listed,
    disclaimers,
    head,
    left_out,
    legend,
    shown,
)

REGISTRY_TAB = SENTENCES["registry.tab"]
REGISTRY_TITLE = SENTENCES["registry.tab_title"]
WIDTHS = (22.0, 26.0, 24.0, 18.0, 16.0, 14.0, 9.0, 18.0, 18.0, 12.0, 28.0)
_HEAD = Format(bold=True, wrap=True, fill="E7E9ED")
_TEXT, _DAY = Format(wrap=True, top=True), Format(top=True, number_format=DATE_FORMAT)


@cache
def registry_titles() -> frozenset[str]:
    """Give the title of the tab in every language."""
    return in_every_language(REGISTRY_TITLE)


@cache
def registry_tabs() -> frozenset[str]:
    """Give the name that we give to the tab, in every language."""
    return in_every_language(REGISTRY_TAB)


def registry_sheet(name: str, made: Registry) -> OwnSheet:
    """Make the tab: title, day and rules, how many are left out and why, the list."""
    above = [basis(made), *disclaimers(), legend(made), counted_listed(made), *left_out(made)]
    rows: list[Sequence[OwnCell]] = [[OwnCell(say(REGISTRY_TITLE), Format(bold=True))]]
    rows += [[OwnCell(line)] for line in above if line]
    rows.append([OwnCell(head(column), _HEAD) for column in COLUMNS])
    header_row = len(rows)
    for one in made.providers:
        cells = shown(one)._asdict()
        rows.append([OwnCell(cells[c] or None, _DAY if c == "until" else _TEXT) for c in COLUMNS])
    return OwnSheet(name, rows, WIDTHS, frozen_rows=header_row, header_row=header_row)
