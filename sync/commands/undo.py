"""`rostercheck undo RUN`: put back what a run changed, as far as that still stands."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from sync.books import open_book
from sync.commands.places import config_at, ledger_of
from sync.nightly.lock import one_at_a_time
from sync.reports.text import planned
from sync.undo.undo import former, plan_undo, undo


def run_undo(config_path: Path | None, number: int, *, as_of: date, dry_run: bool) -> None:
    """Undo a run, and say what had to stay. Raises RostercheckError."""
    config, path = config_at(config_path)
    stale_after = config.nightly.stale_after_days
    with ledger_of(config, path, must_be=True) as ledger:
        then = former(ledger, number)
        if dry_run:
            undoing = plan_undo(open_book(then.target, config=path), then, stale_after)
            lines = (*planned(undoing.plan), *undoing.left, "Dry run: nothing was written.")
            print("\n".join(lines))
            return
        with one_at_a_time(path.resolve().parent, ledger):
            result, left = undo(ledger, then, as_of, stale_after, path)
    done = result.applied.done if result.applied is not None else 0
    for line in left:
        print(line)
    if not done:
        print(f"{then.target}: nothing of run {number} was left to put back.")
        return
    print(
        f"{then.target}: run {number} was undone ({done} changes). This is run {result.run}; "
        f'"rostercheck undo {result.run}" takes it back.\n'
        'The next check writes flags anew. To have none, say flags = "none" for this book.'
    )
