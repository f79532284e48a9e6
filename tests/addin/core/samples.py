"""The sample workbooks as arguments of formulas, beside what a check makes of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from models.cells import Raw
from models.records import TableKind
from sync.run import Checked
from tests.samples.test_answers import ANSWERS, answers, checked

Rows = list[list[Raw]]
OTHERS = 6
"""So many further tabs a formula takes."""


class Book(NamedTuple):
    """A sample: the arguments of a formula from `rows` on, the day, and the check of it."""

    arguments: list[Any]
    as_of: date
    checked: Checked
    sheet: str


@cache
def book(path: Path) -> Book:
    """Take the raw cells of every tab that a check reads, and the settings of the check."""
    said, found = answers(path), checked(path)
    tabs: list[tuple[TableKind, str]] = [(one.kind, one.sheet) for one in found.reading.layouts]
    cells = {sheet: [list(row) for row in found.reading.grids[sheet].rows] for _, sheet in tabs}
    first = dict(reversed(tabs))
    named = [TableKind.ROSTER, TableKind.TRAINING, TableKind.RSC, TableKind.PROVIDERS]
    taken = [first.get(kind) for kind in named]
    more = [cells[sheet] for _, sheet in tabs if sheet not in taken]
    assert len(more) <= OTHERS
    rows, training, rsc, providers = (cells[sheet] if sheet else None for sheet in taken)
    settings = [["rules", said["pack"]], ["date order", said["date_order"]]]
    arguments = [rows, training, rsc, said["as_of"], settings, providers, *more]
    return Book(arguments, said["as_of"], found, first[TableKind.ROSTER])


def paths() -> Sequence[Path]:
    """Give the answer file of every sample."""
    return ANSWERS


LOGS = {"applicants-and-providers", "attested-renewal", "wisconsin-full"}


def logged() -> Sequence[Path]:
    """Give those that keep a training log and a log of RSC; the others have columns of hours."""
    return [path for path in ANSWERS if path.name.split(".")[0] in LOGS]
