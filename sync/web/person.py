"""One person's page: everything that holds, what was counted and why, and what the ledger tells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import select

from models.assess import evidence
from models.findings import Assessment, Entry, Finding, Outcome
from models.wording import sentence
from sync.books.base import CellRef
from sync.ledger.history import story_of
from sync.ledger.tables import Book, Member
from sync.marks.words import status_word
from sync.web.gaps import codes_of
from sync.web.library import Judged
from sync.web.rulenames import rule_names


class Told(NamedTuple):
    """One finding with its evidence."""

    rule: str
    rule_name: str
    outcome: Outcome
    status: str
    message: str
    where: str
    next_step: str
    source: str
    counted: Sequence[Entry]
    not_counted: Sequence[Entry]


class RowTold(NamedTuple):
    """What holds for one row of a person."""

    categories: str
    where: str
    outcome: Outcome
    status: str
    next_due: date | None
    findings: Sequence[Told]


class Event(NamedTuple):
    """Something that the ledger tells of a person. ended: None while it still stands."""

    began: date
    ended: date | None
    what: str
    rule: str


class History(NamedTuple):
    """What the ledger tells of a person."""

    events: Sequence[Event]
    edits: int
    notices: Sequence[tuple[datetime, str]]


def told(judged: Judged, rows: Sequence[Assessment]) -> list[RowTold]:
    """Say everything that holds for a person, row by row, in the language that is spoken."""
    rules = {finding.rule for one in rows for finding in one.findings}
    names = rule_names(rules, judged.checked.pack)
    return [_row(judged, one, names) for one in rows]


def _row(judged: Judged, one: Assessment, names: Mapping[str, str]) -> RowTold:
    person = one.person
    where = {"sheet": person.table.sheet, "row": person.row}
    return RowTold(
        codes_of(person) or sentence("report.category_unknown", {}),
        sentence("web.row", where),
        one.status,
        status_word(one.status),
        one.next_due,
        [_finding(judged, finding, names[finding.rule]) for finding in one.findings],
    )


def _finding(judged: Judged, finding: Finding, rule_name: str) -> Told:
    checked = judged.checked
    entries = evidence(finding, checked.roster, checked.pack, judged.as_of)
    place = finding.place
    where = ""
    if place is not None:
        where = f"{place.sheet}!{CellRef(place.sheet, place.row, place.column or 1).address}"
    return Told(
        finding.rule,
        rule_name,
        finding.outcome,
        status_word(finding.outcome),
        finding.message,
        where,
        finding.next_step,
        str(finding.citation) if finding.citation is not None else "",
        [entry for entry in entries if entry.counted],
        [entry for entry in entries if not entry.counted],
    )


def history(judged: Judged, key: str) -> History | None:
    """Give what the ledger tells of a person; None: there is no ledger, or it knows nobody.

    Raises LedgerError.
    """
    with judged.volume.ledger() as ledger:
        if ledger is None:
            return None
        with ledger.session() as session:
            member = session.scalar(
                select(Member)
                .join(Book, Book.id == Member.book_id)
                .where(Book.location == judged.volume.location, Member.key == key[:500])
            )
            if member is None:
                return None
            story = story_of(session, judged.volume.location, member)
    events = [Event(f.opened_on, f.closed_on, f.message, f.rule) for f in story.findings]
    events.sort(key=lambda event: (event.ended is not None, event.began), reverse=False)
    return History(events, story.edits, [(at, kind) for at, kind, _ in story.notices])
