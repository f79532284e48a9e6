"""Members: who the findings and edits of a book are about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from models.roster import Person
from sync.ledger.tables import Member

LONGEST = 500


def members_of(session: Session, book: int, people: Iterable[Person]) -> Mapping[str, int]:
    """Give the number of everybody by key; who is new gets one, a new name or address is noted."""
    told = {person.key[:LONGEST]: (person.name[:LONGEST], _email(person)) for person in people}
    known = {
        key: (number, name, email)
        for number, key, name, email in session.execute(
            select(Member.id, Member.key, Member.name, Member.email).where(Member.book_id == book)
        )
    }
    changed = [
        {"id": known[key][0], "name": name or known[key][1], "email": email}
        for key, (name, email) in told.items()
        if key in known and known[key][1:] != (name or known[key][1], email)
    ]
    if changed:
        session.execute(update(Member), changed)
    new = [
        {"book_id": book, "key": key, "name": name, "email": email}
        for key, (name, email) in told.items()
        if key not in known
    ]
    if new:
        session.execute(insert(Member), new)
    rows = session.execute(select(Member.key, Member.id).where(Member.book_id == book))
    return {key: number for key, number in rows}  # noqa: C416 - typed so


def _email(person: Person) -> str:
    """Give the address in the roster, if one can be read."""
    value = person.cell("email").value
    return value[:300] if isinstance(value, str) and "@" in value else ""
