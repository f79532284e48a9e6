"""Members: who the findings and edits of a book are about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from models.roster import Person
from sync.ledger.tables import Member

LONGEST = 500


def members_of(session: Session, book: int, people: Iterable[Person]) -> Mapping[str, int]:
    """Give the number of everybody by key; who is new gets one, a new name is noted."""
    told = {person.key[:LONGEST]: (person.name[:LONGEST], _email(person)) for person in people}
    known = {m.key: m for m in session.scalars(select(Member).where(Member.book_id == book))}
    for key, (name, email) in told.items():
        member = known.get(key)
        if member is not None and (member.name, member.email) != (name, email):
            member.name, member.email = name or member.name, email
    new = [
        {"book_id": book, "key": key, "name": name, "email": email}
        for key, (name, email) in told.items()
        if key not in known
    ]
    if new:
        session.execute(insert(Member), new)
    session.flush()
    everybody = session.scalars(select(Member).where(Member.book_id == book))
    return {member.key: member.id for member in everybody}


def _email(person: Person) -> str:
    """Give the address in the roster, if one can be read."""
    value = person.cell("email").value
    return value[:300] if isinstance(value, str) and "@" in value else ""
