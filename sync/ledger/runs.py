"""Nights and runs: begun, finished, broken off; and the last one that a book is known from."""

from __future__ import annotations

import platform
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from functools import cache
from importlib.metadata import version

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.wording import sentence
from sync.ledger.tables import Book, Edit, Night, Run, SheetRows


class RunState(StrEnum):
    """How a run stands.

    writing: its edits are recorded, and the book is being written. done: it was. unchanged: the
    book was as we knew it, and no date asked for more. failed: see the message. put_off: somebody
    has the book open. broken_off: the program or the computer stopped before anything was written.
    """

    WRITING = "writing"
    DONE = "done"
    UNCHANGED = "unchanged"
    FAILED = "failed"
    PUT_OFF = "put off"
    BROKEN_OFF = "broken off"


KNOWN = (RunState.DONE, RunState.UNCHANGED)
"""After these the ledger knows how the book was left."""


@dataclass(frozen=True, slots=True)
class About:
    """What a run is about: the book, the rules and words it was judged by, and how it was found.

    setting: a digest of the pack, of how the book is read, and of what is wanted in it.
    input_digest: SHA-256 of the book as it was found; None: not known.
    """

    location: str
    as_of: date
    pack: str = ""
    pack_version: str = ""
    setting: str = ""
    input_digest: str | None = None
    night: int | None = None
    kind: str = "check"
    undoes: int | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """How the ledger knows a book: what the last good run left, and until when that holds.

    judged: the run in which its people were judged last.
    """

    run: int
    judged: int
    as_of: date
    setting: str
    target: str
    gaps_tab: str
    input_digest: str | None
    output_digest: str | None
    changes_on: date | None
    people: int
    flagged: int


def now() -> datetime:
    """Give the present moment, in UTC."""
    return datetime.now(UTC)


@cache
def program() -> str:
    """Give the version of this program."""
    return version("rostercheck")


def begin_night(session: Session, as_of: date, moment: datetime | None = None) -> int:
    """Begin a night; give its number. One that never ended was broken off.

    moment: when it begins; the present if left out.
    """
    for left in session.scalars(select(Night).where(Night.state == "running")):
        left.state = "broken off"
    night = Night(
        started=moment or now(),
        as_of=as_of,
        program=program(),
        host=platform.node(),
        state="running",
    )
    session.add(night)
    session.flush()
    return night.id


def end_night(session: Session, number: int, state: str) -> None:
    """End a night. state: done, or stopped before its end."""
    night = session.get_one(Night, number)
    night.ended, night.state = now(), state


def book_id(session: Session, location: str) -> int:
    """Give the number of a book, a new one if it is new."""
    found = session.scalar(select(Book.id).where(Book.location == location))
    if found is not None:
        return found
    book = Book(location=location)
    session.add(book)
    session.flush()
    return book.id


def add_run(session: Session, about: About, state: RunState, message: str = "") -> Run:
    """Add a run of a book."""
    run = Run(
        book_id=book_id(session, about.location),
        night_id=about.night,
        kind=about.kind,
        undoes=about.undoes,
        state=state,
        message=message,
        as_of=about.as_of,
        started=now(),
        program=program(),
        pack=about.pack,
        pack_version=about.pack_version,
        setting_digest=about.setting,
        input_digest=about.input_digest,
        target="",
        gaps_tab="",
        people=0,
        flagged=0,
        edits=0,
    )
    if state is not RunState.WRITING:
        run.ended = run.started
    session.add(run)
    session.flush()
    return run


def finish(session: Session, number: int, state: RunState, output: str | None) -> None:
    """Say how a run that was writing came out, and how it left the book."""
    run = session.get_one(Run, number)
    run.state, run.ended, run.output_digest = state, now(), output
    if state is not RunState.DONE:
        _forget_edits(session, run)


def add_unchanged(
    session: Session, about: About, known: Known, output: str | None, message: str = ""
) -> int:
    """Record that a book was found as it was known, and how it was left."""
    run = add_run(session, about, RunState.UNCHANGED, message)
    run.target, run.output_digest, run.changes_on = known.target, output, known.changes_on
    run.gaps_tab, run.judged_run = known.gaps_tab, known.judged
    run.people, run.flagged = known.people, known.flagged
    return run.id


def last_known(session: Session, location: str) -> Known | None:
    """Give how the ledger knows a book; None: not at all, or the last run did not end well."""
    run = session.scalar(
        select(Run)
        .join(Book)
        .where(Book.location == location, Run.state.not_in((RunState.PUT_OFF, RunState.FAILED)))
        .order_by(Run.id.desc())
        .limit(1)
    )
    if run is None or run.state not in KNOWN or run.kind != "check":
        return None
    return Known(
        run.id, run.judged_run or run.id, run.as_of, run.setting_digest, run.target,
        run.gaps_tab, run.input_digest, run.output_digest, run.changes_on, run.people, run.flagged,
    )  # fmt: skip


def left_at(session: Session, target: str) -> str | None:
    """Give the digest of a target as we left it last; None: not known."""
    return session.scalar(
        select(Run.output_digest)
        .where(Run.target == target, Run.state.in_(KNOWN))
        .order_by(Run.id.desc())
        .limit(1)
    )


def last_looks(session: Session) -> dict[str, datetime]:
    """Give for each book when it was looked at last, with or without changes."""
    rows = session.execute(
        select(Book.location, func.max(Run.started))
        .join(Run)
        .where(Run.state.in_(KNOWN))
        .group_by(Book.location)
    )
    return {location: moment for location, moment in rows}  # noqa: C416 - typed so


def tried_in(session: Session, about: About, state: RunState) -> Run | None:
    """Give the run in which a book was tried in vain this night already, if there is one."""
    return session.scalar(
        select(Run)
        .join(Book)
        .where(Book.location == about.location, Run.night_id == about.night, Run.state == state)
        .order_by(Run.id.desc())
        .limit(1)
    )


def unsettled(session: Session) -> Sequence[Run]:
    """Give the runs that stopped while they wrote: nobody has said yet whether they had."""
    return session.scalars(select(Run).where(Run.state == RunState.WRITING).order_by(Run.id)).all()


def settle(session: Session, run: Run, *, written: bool) -> None:
    """Say of a run that stopped while it wrote whether the book had been written."""
    run.state = RunState.DONE if written else RunState.BROKEN_OFF
    run.ended = now()
    how = "written" if written else "not_written"
    run.message = sentence(f"night.broken_off.{how}", {})
    if not written:
        _forget_edits(session, run)


def _forget_edits(session: Session, run: Run) -> None:
    """Take off the edits of a run that did not come to be made."""
    session.query(Edit).where(Edit.run_id == run.id).delete()
    session.query(SheetRows).where(SheetRows.run_id == run.id).delete()
    run.edits = 0
