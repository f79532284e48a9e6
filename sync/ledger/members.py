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
    names = {person.key[:LONGEST]: person.name[:LONGEST] for person in people}
    known = {m.key: m for m in session.scalars(select(Member).where(Member.book_id == book))}
    for key, name in names.items():
        member = known.get(key)
        if member is not None and name and member.name != name:
            member.name = name
    new = [
        {"book_id": book, "key": key, "name": name}
        for key, name in names.items()
        if key not in known
    ]
    if new:
        session.execute(insert(Member), new)
    session.flush()
    everybody = session.scalars(select(Member).where(Member.book_id == book))
    return {member.key: member.id for member in everybody}
