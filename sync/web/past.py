"""Runs of a book, what each of them changed, and the way back."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from models.wording import sentence
from sync.books import open_book
from sync.books.base import CellRef
from sync.errors import ConfigError, UsageError
from sync.fingerprints import digest_of_text
from sync.ledger import Ledger
from sync.ledger.edits import edits_of
from sync.ledger.history import RunLine, run_at, runs
from sync.marks.changes import Change
from sync.nightly.lock import one_at_a_time
from sync.reports.text import planned
from sync.undo.undo import former, plan_undo, undo
from sync.web.shelf import Volume

_RGB = re.compile(r"[0-9A-Fa-f]{6}")
MOST = 200
"""Runs that are listed."""


class Changed(NamedTuple):
    """One thing that a run changed."""

    where: str
    what: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class OneRun:
    """A run and what it changed. can_undo: whether there is anything on record to put back."""

    line: RunLine
    changes: Sequence[Changed]
    can_undo: bool


@dataclass(frozen=True, slots=True)
class WayBack:
    """What an undo would do. digest: of all of it, to know it again."""

    run: int
    target: str
    lines: Sequence[str]
    left: Sequence[str]
    digest: str


@dataclass(frozen=True, slots=True)
class Undone:
    """How an undo came out. done: changes; run: its own number."""

    run: int
    undone: int
    done: int
    left: Sequence[str]


def runs_of(volume: Volume) -> list[RunLine] | None:
    """List the runs of a book, the newest first; None: there is no ledger yet."""
    with volume.ledger() as ledger:
        if ledger is None:
            return None
        with ledger.session() as session:
            return runs(session, volume.location, MOST)


def run_of(volume: Volume, number: int) -> OneRun | None:
    """Give one run of a book with what it changed; None: the book has no such run."""
    with volume.ledger() as ledger:
        if ledger is None:
            return None
        run = _run(ledger, volume, number)
        if run is None:
            return None
        with ledger.session() as session:
            changes = edits_of(session, number)
    can_undo = run.state == "done" and bool(changes)
    return OneRun(run, [_changed(change) for change in changes], can_undo)


def _run(ledger: Ledger, volume: Volume, number: int) -> RunLine | None:
    with ledger.session() as session:
        return run_at(session, volume.location, number)


def _changed(change: Change) -> Changed:
    where = change.sheet
    if change.row and change.column:
        where = f"{change.sheet}!{CellRef(change.sheet, change.row, change.column).address}"
    elif change.row:
        where = sentence("web.row", {"sheet": change.sheet, "row": change.row})
    what = sentence(f"web.change.{change.kind}", {"header": change.header})
    show = _colour if change.kind == "fill" else _shown
    return Changed(where, what, show(change.before), show(change.after))


def _colour(value: object) -> str:
    """Write a colour of ours; any other look is what the cell had of its own."""
    if isinstance(value, str) and _RGB.fullmatch(value):
        return f"#{value}"
    return sentence("web.change.own_look", {})


def _shown(value: object) -> str:
    """Write what the ledger holds of a cell for a person."""
    if value is None:
        return ""
    if isinstance(value, list):
        return " | ".join(_shown(one) for one in value if one is not None)
    if isinstance(value, dict):
        return str(next(iter(value.values()), ""))
    return str(value)


def way_back(volume: Volume, number: int) -> WayBack:
    """Say what an undo would put back; nothing is written. Raises RostercheckError."""
    with volume.ledger() as ledger:
        return _way_back(_known(ledger, volume, number), volume, number)


def _way_back(ledger: Ledger, volume: Volume, number: int) -> WayBack:
    then = former(ledger, number)
    stale_after = volume.settings().nightly.stale_after_days
    undoing = plan_undo(open_book(then.target, config=volume.config), then, stale_after)
    lines = tuple(planned(undoing.plan)) if undoing.plan.edits else ()
    digest = digest_of_text(then.target, *lines, "left", *undoing.left)
    return WayBack(number, then.target, lines, undoing.left, digest)


def go_back(volume: Volume, number: int, digest: str, as_of: date) -> Undone | WayBack:
    """Undo a run as it was shown; where the book has changed since, give the new plan instead.

    Raises RostercheckError.
    """
    with volume.ledger() as opened:
        ledger = _known(opened, volume, number)
        with one_at_a_time(volume.folder, ledger):
            present = _way_back(ledger, volume, number)
            if present.digest != digest:
                return present
            stale_after = volume.settings().nightly.stale_after_days
            result, left = undo(ledger, former(ledger, number), as_of, stale_after)
    done = result.applied.done if result.applied is not None else 0
    return Undone(result.run, number, done, left)


def _known(ledger: Ledger | None, volume: Volume, number: int) -> Ledger:
    """Give the ledger, if it knows this run of this book."""
    if ledger is None:
        raise ConfigError(sentence("web.no_ledger", {}))
    if _run(ledger, volume, number) is None:
        raise UsageError(sentence("web.no_run", {"number": number, "book": volume.name}))
    return ledger
