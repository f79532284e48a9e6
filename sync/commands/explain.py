"""`rostercheck explain`: everything that holds for one person."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from models.cells import fold
from models.findings import Assessment
from models.intake.individuals import names
from models.language import speak
from models.roster import BLANK
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
    wanted = (set(names(words)) | {fold(words)}) - {""}
    if not wanted:
        raise UsageError("Type a name, an id or an e-mail, as it stands in the sheet.")
    found = [one for one in people if wanted & _keys(one)]
    if found:
        return found
    known = {one.person.name: one for one in people if one.person.name}
    near = difflib.get_close_matches(words, known, n=3, cutoff=0.5)
    hint = f" Is one of these meant: {', '.join(near)}?" if near else ""
    raise UsageError(f'Nobody called "{words}" stands in the roster.{hint}')


def _keys(one: Assessment) -> set[str]:
    person = one.person
    said = (person.cells.get(key, BLANK).value for key in ("person_id", "email"))
    return {*names(person.name), *(fold(str(text)) for text in said if text), fold(person.key)}
