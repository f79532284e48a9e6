"""The tab "RSC providers": ours like the Gaps tab, found again by its title."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from models.language import say
from models.registry import Registry
from sync.books.base import Format, OwnCell, OwnSheet, Value
from sync.marks.tabs import REGISTRY, TITLES
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

WIDTHS = (22.0, 26.0, 24.0, 18.0, 16.0, 14.0, 9.0, 18.0, 18.0, 12.0, 28.0)
_HEAD = Format(bold=True, wrap=True, fill="E7E9ED")
_TEXT, _DAY = Format(wrap=True, top=True), Format(top=True, number_format=DATE_FORMAT)


def listed_again(name: str, lines: Sequence[Sequence[Value]]) -> OwnSheet:
    """Make the tab from what it said at another time, line by line, as an undo does."""
    header_row = next((n for n, line in enumerate(lines, 1) if len(line) > 1), len(lines))
    rows: list[Sequence[OwnCell]] = []
    for number, line in enumerate(lines, 1):
        if number == header_row:
            rows.append([OwnCell(value, _HEAD) for value in line])
        elif number < header_row:
            bold = Format(bold=True) if number == 1 else None
            rows.append([OwnCell(value, bold) for value in line])
        else:
            rows.append([OwnCell(v, _DAY if isinstance(v, date) else _TEXT) for v in line])
    return OwnSheet(name, rows, WIDTHS, header_row=header_row)


def registry_sheet(name: str, made: Registry) -> OwnSheet:
    """Make the tab: title, day and rules, how many are left out and why, the list."""
    above = [basis(made), *disclaimers(), legend(made), counted_listed(made), *left_out(made)]
    rows: list[Sequence[OwnCell]] = [[OwnCell(say(TITLES[REGISTRY]), Format(bold=True))]]
    rows += [[OwnCell(line)] for line in above if line]
    rows.append([OwnCell(head(column), _HEAD) for column in COLUMNS])
    header_row = len(rows)
    for one in made.providers:
        cells = shown(one)._asdict()
        rows.append([OwnCell(cells[c] or None, _DAY if c == "until" else _TEXT) for c in COLUMNS])
    return OwnSheet(name, rows, WIDTHS, header_row=header_row)
