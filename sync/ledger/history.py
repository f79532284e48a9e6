"""What the ledger tells: the runs, the story of a book, the story of a person."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.cells import fold
from models.intake.individuals import names
from sync.errors import UsageError
from sync.ledger.members import names_of
from sync.ledger.tables import Book, Edit, Finding, Mapping, Member, Notice, Run, Waiver


@dataclass(frozen=True, slots=True)
class RunLine:
    """One line of the list of runs."""

    number: int
    moment: datetime
    book: str
    kind: str
    state: str
    as_of: date
    people: int
    flagged: int
    edits: int
    undoes: int | None
    message: str
    pack: str
    program: str


@dataclass(frozen=True, slots=True)
class FindingLine:
    """One finding of the story: open while `closed_on` is None."""

    who: str
    rule: str
    outcome: str
    message: str
    place: str
    opened_on: date
    closed_on: date | None


@dataclass(frozen=True, slots=True)
class Story:
    """Everything that the ledger tells of a book, or of a person in a book."""

    book: str
    who: str
    findings: Sequence[FindingLine]
    edits: int
    notices: Sequence[tuple[datetime, str, str]]
    waivers: Sequence[tuple[str, str, date, date | None]]
    mappings: Sequence[tuple[str, str, str]] = ()


def runs(session: Session, book: str | None = None, limit: int = 20) -> list[RunLine]:
    """List the latest runs, the newest first; of one book, where its name or a part is given."""
    query = select(Run, Book.location).join(Book).order_by(Run.id.desc()).limit(limit)
    if book is not None:
        query = query.where(Book.id.in_([one.id for one in books_named(session, book)]))
    return [_run_line(run, location) for run, location in session.execute(query)]


def run_at(session: Session, location: str, number: int) -> RunLine | None:
    """Give one run of a book by its number; None: the book has no such run."""
    query = select(Run).join(Book).where(Run.id == number, Book.location == location)
    run = session.scalar(query)
    return None if run is None else _run_line(run, location)


def _run_line(run: Run, location: str) -> RunLine:
    return RunLine(
        run.id, run.started, location, run.kind, run.state, run.as_of, run.people, run.flagged,
        run.edits, run.undoes, run.message, f"{run.pack} {run.pack_version}".strip(), run.program,
    )  # fmt: skip


def _named(location: str, words: str) -> bool:
    """Whether words name a book: its whole location, its file name, or the end of its path."""
    place, said = location.replace("\\", "/"), words.replace("\\", "/").removeprefix("./")
    return place == said or place.endswith(f"/{said}") or place.rpartition("/")[2] == said


def books_named(session: Session, words: str) -> list[Book]:
    """Find books by their location or file name."""
    return [book for book in session.scalars(select(Book)) if _named(book.location, words)]


def members_named(session: Session, words: str) -> list[tuple[Member, str]]:
    """Find people by name or key as in the sheet, each with the book. May be in several books."""
    wanted = (set(names(words)) | {fold(words)}) - {""}
    rows = session.execute(
        select(Member, Book.location).join(Book, Book.id == Member.book_id).order_by(Member.id)
    )
    return [
        (member, location)
        for member, location in rows
        if wanted & {fold(member.key)}.union(*map(names, names_of(member)))
    ]


def nobody(session: Session, words: str) -> UsageError:
    """Say that nothing of that name is known, and what may have been meant."""
    known = [name for name in session.scalars(select(Member.name).distinct()) if name]
    known += [location.rpartition("/")[2] for location in session.scalars(select(Book.location))]
    near = difflib.get_close_matches(words, known, n=3, cutoff=0.5)
    hint = f" Is one of these meant: {', '.join(near)}?" if near else ""
    return UsageError(f'The ledger knows no book and nobody called "{words}".{hint}')


def stories(session: Session, words: str) -> list[Story]:
    """Tell the story of a book, or of a person in every book. Raises UsageError if unknown."""
    told = [_story_of_book(session, book) for book in books_named(session, words)]
    told += [story_of(session, location, m) for m, location in members_named(session, words)]
    if not told:
        raise nobody(session, words)
    return told


def all_books(session: Session) -> list[Story]:
    """Tell the story of every book."""
    return [_story_of_book(session, book) for book in session.scalars(select(Book))]


def _story_of_book(session: Session, book: Book) -> Story:
    findings = session.execute(
        select(Finding, Member.name)
        .outerjoin(Member, Member.id == Finding.member_id)
        .where(Finding.book_id == book.id)
        .order_by(Finding.opened_on, Finding.id)
    )
    edits = session.scalar(
        select(func.count()).select_from(Edit).join(Run).where(Run.book_id == book.id)
    )
    found = session.scalars(select(Mapping).where(Mapping.book_id == book.id).order_by(Mapping.id))
    mappings = [(m.sheet, m.kind, ", ".join(m.columns.values())) for m in found]
    lines = [_line(finding, name or "") for finding, name in findings]
    return Story(book.location, "", lines, edits or 0, _notices(session, book), (), mappings)


def _notices(session: Session, book: Book) -> list[tuple[datetime, str, str]]:
    query = select(Notice).where(Notice.book_id == book.id).order_by(Notice.id)
    return [(n.moment, n.kind, n.recipient) for n in session.scalars(query)]


def story_of(session: Session, location: str, member: Member) -> Story:
    """Tell the story of a person in a book."""
    mine = select(Finding).where(Finding.member_id == member.id).order_by(Finding.id)
    count = select(func.count()).select_from(Edit).where(Edit.member_id == member.id)
    notices = select(Notice).where(Notice.member_id == member.id).order_by(Notice.id)
    waivers = select(Waiver).where(Waiver.member_id == member.id).order_by(Waiver.id)
    return Story(
        location,
        member.name or member.key,
        [_line(finding, member.name) for finding in session.scalars(mine)],
        session.scalar(count) or 0,
        [(n.moment, n.kind, n.recipient) for n in session.scalars(notices)],
        [(w.rule, w.reason, w.granted_on, w.until) for w in session.scalars(waivers)],
    )


def _line(finding: Finding, who: str) -> FindingLine:
    return FindingLine(
        who, finding.rule, finding.outcome, finding.message, finding.place, finding.opened_on,
        finding.closed_on,
    )  # fmt: skip
