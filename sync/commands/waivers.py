"""`rostercheck waivers`: what was granted, noted in the ledger and applied by every check."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from models.grants import Grant
from models.intake.waivertab import cohorts_of, group_of, rules_meant
from models.roster import Person
from models.rulepack import Pack
from sync.books.google.links import as_link
from sync.commands.common import checked_book, progress, setting, shown
from sync.commands.places import config_at, ledger_of
from sync.commands.whom import meant
from sync.config import find_config
from sync.errors import UsageError
from sync.ledger import Ledger
from sync.ledger.waivers import listed, note, withdraw
from sync.noted import location_of
from sync.run import Checked


@dataclass(frozen=True, slots=True)
class Wanted:
    """The words of `rostercheck waivers grant`."""

    kind: str
    until: date
    reason: str
    approver: str
    what: str
    start: date | None
    hours: float | None
    granted_on: date


def run_grant(book: Path, who: str, wanted: Wanted, config: Path | None) -> None:
    """Note a grant, and say how it was understood. Raises RostercheckError."""
    _check(wanted)
    checked = _read(book, config, wanted.granted_on)
    person = _person(who, checked)
    grant = _grant(who, person, wanted, checked.pack)
    with _ledger(config, book) as ledger, ledger.session() as session:
        number = note(session, location_of(book), grant, person, wanted.granted_on)
    print(f"Waiver {number} is noted: {_said(grant)}.")
    print(f"The next check of {shown(book)} applies it, and says so beside what it changes.")


def _check(wanted: Wanted) -> None:
    """Raise UsageError where the words lack something or contradict each other."""
    if not wanted.reason or not wanted.approver:
        raise UsageError("--reason and --approved-by are both needed, in a few words each.")
    if wanted.start is not None and wanted.start > wanted.until:
        raise UsageError("--from is later than --until. Look at the two days again.")
    if (wanted.kind == "hours") != (wanted.hours is not None):
        raise UsageError(
            "--kind hours and --hours go together: how many hours are asked instead. For other "
            "kinds leave --hours out."
        )


def _read(book: Path, config: Path | None, day: date) -> Checked:
    how = setting(book, None, None, config)
    with progress(shown(book)) as step:
        return checked_book(book, how, day, step)[1]


def _person(who: str, checked: Checked) -> Person | None:
    """Give whom the words mean; None for a group. Raises UsageError where that is not clear."""
    people = checked.roster.people
    if group_of(who, checked.pack, cohorts_of(people)) is not None:
        return None
    found = meant(who, people)
    if len({person.key for person in found}) > 1:
        rows = " or ".join(str(person.row) for person in found)
        raise UsageError(f'"{who}" could be row {rows} of the roster. Type the id.')
    return found[0]


def _grant(who: str, person: Person | None, wanted: Wanted, pack: Pack) -> Grant:
    rules = rules_meant(wanted.what, pack)
    if rules.value is None:
        known = sorted({rule.short_title or rule.title for rule in pack.requirements})
        raise UsageError(f'"{wanted.what}" is no requirement. Known: {", ".join(known)}.')
    return Grant(
        0, person.key if person else "", (person.name or person.key) if person else who,
        rules.value, wanted.kind, wanted.reason, wanted.approver, wanted.start, wanted.until,
        wanted.hours,
    )  # fmt: skip


def run_withdraw(number: int, day: date, config: Path | None) -> None:
    """Withdraw a grant. Raises UsageError if there is none."""
    with ledger_of(*config_at(config), must_be=True) as ledger, ledger.session() as session:
        book, grant = withdraw(session, number, day)
    print(f"Waiver {number} is withdrawn: {_said(grant)}.")
    print(f"The next check of {book} does without it.")


def run_list(words: str | None, today: date, config: Path | None) -> None:
    """List the grants, book by book."""
    wanted = as_link(words) or words if words is not None else None
    with ledger_of(*config_at(config), must_be=True) as ledger, ledger.session() as session:
        found = listed(session, wanted)
    if not found:
        print("There are no waivers in the ledger.")
    for at, (book, grant, granted_on, withdrawn_on) in enumerate(found):
        if not at or book != found[at - 1][0]:
            print(f"{book}:")
        print(f"{grant.number:>5}  {_said(grant)}{_past(grant, withdrawn_on, today)}")
        print(f"       granted on {granted_on}")


def _past(grant: Grant, withdrawn_on: date | None, today: date) -> str:
    if withdrawn_on is not None:
        return f" - withdrawn on {withdrawn_on}"
    return " - has ended" if grant.end is not None and grant.end < today else ""


def _said(grant: Grant) -> str:
    """Say a grant in one line."""
    kind = grant.kind if grant.hours is None else f"{grant.hours:g} hours instead"
    since = f"from {grant.start} " if grant.start is not None else ""
    rules = ", ".join(grant.rules) or "all requirements"
    days = f"{since}until {grant.end}" if grant.end is not None else f"{since}without an end"
    return f"{grant.who}: {kind} {days}, {rules} ({grant.reason}; approved by {grant.approver})"


@contextmanager
def _ledger(config: Path | None, book: Path) -> Iterator[Ledger]:
    """Open the ledger of the config that is named, or that goes with a book."""
    with ledger_of(*config_at(config or find_config(book))) as ledger:
        yield ledger
