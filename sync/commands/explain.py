"""`rostercheck explain`: everything that holds for one person."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from models.cells import fold
from models.findings import Assessment
from models.language import speak
from models.meant import alike, meant
from sync.commands.common import checked_book, progress, setting
from sync.errors import UsageError
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
        found = _meant(person, checked.judged.people)
        for at, one in enumerate(found):
            print("\n".join((*([""] if at else []), *explanation(checked, one))))


def _meant(words: str, people: Sequence[Assessment]) -> list[Assessment]:
    """Find by id, e-mail or name; else say who may have been meant."""
    if not fold(words):
        raise UsageError("Type a name, an id or an e-mail, as it stands in the sheet.")
    everybody = [one.person for one in people]
    found = set(map(id, meant(words, everybody)))
    if found:
        return [one for one in people if id(one.person) in found]
    near = alike(words, everybody)
    hint = f" Is one of these meant: {', '.join(near)}?" if near else ""
    raise UsageError(f'Nobody called "{words}" stands in the roster.{hint}')
