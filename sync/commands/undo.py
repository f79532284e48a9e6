"""`rostercheck undo RUN`: put back what a run changed, as far as that still stands."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from models.language import speak
from models.wording import sentence, spoken
from sync.books import open_book
from sync.books.base import Book, Unsaved
from sync.books.excel_open.finding import in_excel
from sync.books.google.links import is_link
from sync.commands.places import config_at, ledger_of
from sync.nightly.languages import Languages
from sync.nightly.lock import one_at_a_time
from sync.recorded import Result
from sync.reports.text import planned
from sync.undo.undo import Former, Undoing, former, plan_undo, undo


def run_undo(config_path: Path | None, number: int, *, as_of: date, dry_run: bool) -> None:
    """Undo a run, and say in the language of the book what stayed. Raises RostercheckError."""
    config, path = config_at(config_path)
    stale_after = config.nightly.stale_after_days
    with ledger_of(config, path, must_be=True) as ledger:
        then = former(ledger, number)
        with speak(Languages(config, path).of(then.location)):
            book = _where_it_is(then.target, path)
            if dry_run:
                undoing = plan_undo(book, then, stale_after)
                print("\n".join(_planned(undoing)))
                return
            with one_at_a_time(path.resolve().parent, ledger):
                result, left = undo(ledger, then, as_of, stale_after, path, book=book)
            lines = _told(then, result, left)
            if isinstance(book, Unsaved) and result.applied is not None and result.applied.done:
                lines.append(sentence("undo.open_in_excel", {}))
            print("\n".join(lines))


def _where_it_is(target: str, config: Path) -> Book:
    """Open a book, in Excel if it is open there: its flags may stand on the screen alone."""
    there = None if is_link(target) else in_excel(Path(target))
    return there or open_book(target, config=config)


def _planned(undoing: Undoing) -> list[str]:
    """Say what an undo would change, and what would stay."""
    left = (spoken(line) for line in undoing.left)
    return [*planned(undoing.plan), *left, sentence("report.dry_run", {})]


def _told(then: Former, result: Result, left: Sequence[str]) -> list[str]:
    """Say what an undo has changed, and what stayed."""
    changes = result.applied.done if result.applied is not None else 0
    facts = {"target": then.target, "number": then.number, "changes": changes, "run": result.run}
    lines = [spoken(line) for line in left]
    if not changes:
        return [*lines, sentence("undo.nothing", facts)]
    return [*lines, sentence("undo.done", facts), sentence("undo.next_check", {})]
