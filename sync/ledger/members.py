"""Members: who the findings and edits of a book are about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from models.intake.individuals import names
from models.roster import Person
from sync.ledger.tables import Member

LONGEST = 500
AND = " / "
"""Between names where several stand for one key."""


def members_of(session: Session, book: int, people: Iterable[Person]) -> Mapping[str, int]:
    """Give the number of everybody by key; who is new gets one, a new name or address is noted."""
    told = _told(people)
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
    if not new:
        return {key: number for key, (number, _, _) in known.items()}
    session.execute(insert(Member), new)
    rows = session.execute(select(Member.key, Member.id).where(Member.book_id == book))
    return {key: number for key, number in rows}  # noqa: C416 - typed so


def _told(people: Iterable[Person]) -> dict[str, tuple[str, str]]:
    """Give name and address by key; of rows that are one person, those of the last.

    Where rows that share a key bear different names, all of them are kept, and no address: a
    letter about one of them must not go to another.
    """
    told: dict[str, tuple[str, str]] = {}
    for person in people:
        key, name, email = person.key[:LONGEST], person.name, _email(person)
        before, _ = told.get(key, ("", ""))
        others = [one for one in before.split(AND) if one.strip()]
        if name.strip() and others and not any({*names(one)} & {*names(name)} for one in others):
            name, email = AND.join([*others, name]), ""
        elif len(others) > 1:
            name, email = before, ""
        told[key] = name[:LONGEST], email
    return told


def names_of(member: Member) -> list[str]:
    """Give the names that a member goes by: more than one where rows could not be told apart."""
    return [one for one in member.name.split(AND) if one.strip()]


def _email(person: Person) -> str:
    """Give the address in the roster, if one can be read."""
    value = person.cell("email").value
    return value[:300] if isinstance(value, str) and "@" in value else ""
