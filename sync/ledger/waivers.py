"""Waivers in the ledger: granted, withdrawn, listed, and given to the check of a book."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.grants import Grant
from models.roster import Person
from sync.errors import UsageError
from sync.ledger.history import books_named
from sync.ledger.members import LONGEST, members_of
from sync.ledger.runs import book_id
from sync.ledger.tables import Book, Member, Waiver


def grants_of(session: Session, location: str) -> list[Grant]:
    """Give the grants for a book that nobody has withdrawn."""
    rows = session.execute(
        select(Waiver, Member.key, Member.name)
        .join(Book, Book.id == Waiver.book_id)
        .outerjoin(Member, Member.id == Waiver.member_id)
        .where(Book.location == location, Waiver.withdrawn_on.is_(None))
        .order_by(Waiver.id)
    )
    return [_grant(waiver, key or "", name or "") for waiver, key, name in rows]


def _grant(waiver: Waiver, key: str, name: str) -> Grant:
    return Grant(
        waiver.id, key, name or waiver.who or key, tuple(waiver.rule.split()), waiver.kind,
        waiver.reason, waiver.approver, waiver.starts, waiver.until, waiver.hours,
    )  # fmt: skip


def note(
    session: Session, location: str, grant: Grant, person: Person | None, granted_on: date
) -> int:
    """Note a grant for a person of a book, or for a group; give its number."""
    book = book_id(session, location)
    member = members_of(session, book, [person])[person.key[:LONGEST]] if person else None
    waiver = Waiver(
        book_id=book, member_id=member, who="" if person else grant.who,
        rule=" ".join(grant.rules), kind=grant.kind, reason=grant.reason, approver=grant.approver,
        starts=grant.start, until=grant.end, hours=grant.hours, granted_on=granted_on,
    )  # fmt: skip
    session.add(waiver)
    session.flush()
    return waiver.id


def withdraw(session: Session, number: int, day: date) -> tuple[str, Grant]:
    """Withdraw a grant; it stays on record. Gives its book and what it was. Raises UsageError."""
    waiver = session.get(Waiver, number)
    if waiver is None:
        last = session.scalar(select(func.max(Waiver.id)))
        hint = f"The numbers go up to {last}." if last else "There are no waivers in it."
        raise UsageError(f"The ledger has no waiver {number}. {hint}")
    if waiver.withdrawn_on is not None:
        raise UsageError(f"Waiver {number} was withdrawn on {waiver.withdrawn_on} already.")
    waiver.withdrawn_on = day
    return waiver.book.location, _of(waiver)


def _of(waiver: Waiver) -> Grant:
    member = waiver.member
    return _grant(waiver, member.key if member else "", member.name if member else "")


def listed(session: Session, words: str | None) -> Sequence[tuple[str, Grant, date, date | None]]:
    """List the grants of every book, or of one: book, grant, granted on, withdrawn on.

    Raises UsageError where the ledger does not know the book.
    """
    query = select(Waiver).order_by(Waiver.book_id, Waiver.id)
    if words is not None:
        books = books_named(session, words)
        if not books:
            raise UsageError(f'The ledger knows no book "{words}". Look at its name again.')
        query = query.where(Waiver.book_id.in_([book.id for book in books]))
    found = session.scalars(query).all()
    return [(w.book.location, _of(w), w.granted_on, w.withdrawn_on) for w in found]
