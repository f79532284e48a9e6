"""`rostercheck explain`: everything that holds for one person."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from models.language import speak
from sync.commands.common import checked_book, progress, setting
from sync.commands.whom import meant
from sync.reports.text import explanation


def run_explain(
    book: Path,
    person: str,
    *,
    as_of: date,
    pack: str | None,
    date_order: str | None,
    config: Path | None,
    language: str | None = None,
) -> None:
    """Print the explanation of everybody that the words mean. Raises RostercheckError."""
    how = setting(book, pack, date_order, config, language)
    with speak(how.language):
        with progress(book.name) as step:
            _, checked = checked_book(book, how, as_of, step)
        rows = meant(person, [one.person for one in checked.judged.people])
        found = [one for one in checked.judged.people if any(one.person is row for row in rows)]
        for at, one in enumerate(found):
            print("\n".join((*([""] if at else []), *explanation(checked, one))))
