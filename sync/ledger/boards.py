"""What boards were shown: packs as they were issued, and the figures of runs."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from sync.errors import LedgerInUse, UsageError
from sync.ledger.runs import book_id, now, program
from sync.ledger.tables import BoardFigures, BoardPack, Book, Finding, Member


def digest_of(data: bytes) -> str:
    """Give the SHA-256 of a document."""
    return hashlib.sha256(data).hexdigest()


@dataclass(frozen=True, slots=True)
class PackLine:
    """One line of the list of packs."""

    number: int
    book: str
    as_of: date
    language: str
    replaces: int | None
    issued: datetime
    program: str
    digest: str
    paper: bool


@dataclass(frozen=True, slots=True)
class NewPack:
    """A pack that is about to be issued: what it is about, and its documents."""

    location: str
    as_of: date
    language: str
    replaces: int | None
    form: int
    pack: str
    pack_version: str
    inputs: str
    content: bytes
    page: bytes
    paper: bytes | None


@dataclass(frozen=True, slots=True)
class StoredPack:
    """A pack as the ledger keeps it; the documents unpacked."""

    number: int
    as_of: date
    language: str
    replaces: int | None
    inputs: str
    content: bytes
    page: bytes
    paper: bytes | None


def issued_packs(session: Session, location: str) -> list[StoredPack]:
    """Give every pack of a book, the oldest first."""
    query = select(BoardPack).join(Book).where(Book.location == location).order_by(BoardPack.id)
    return [_stored(one) for one in session.scalars(query)]


def pack_numbered(session: Session, number: int) -> StoredPack:
    """Give a pack by its number. Raises UsageError where there is none, or it was changed."""
    found = session.get(BoardPack, number)
    if found is None:
        raise UsageError(
            f'There is no board pack {number}. "rostercheck board list" names those that there are.'
        )
    return _stored(found)


def _stored(one: BoardPack) -> StoredPack:
    page = zlib.decompress(one.page)
    paper = zlib.decompress(one.paper) if one.paper is not None else None
    sound = digest_of(page) == one.page_digest
    if not sound or (paper is not None and digest_of(paper) != one.paper_digest):
        raise UsageError(
            f"Board pack {one.id} is not as it was issued: somebody or something has changed the "
            "ledger. Put back a copy of the ledger."
        )
    return StoredPack(
        one.id, one.as_of, one.language, one.replaces, one.inputs, one.content, page, paper
    )


def next_number(session: Session) -> int:
    """Give the number that the next pack gets."""
    return (session.scalar(select(func.max(BoardPack.id))) or 0) + 1


def add_pack(session: Session, number: int, new: NewPack) -> None:
    """Keep a pack for good. Raises LedgerInUse where somebody has issued one meanwhile."""
    if next_number(session) != number:
        raise LedgerInUse(
            "Another board pack was issued at the same moment. Nothing was issued now; run the "
            "command again."
        )
    session.add(
        BoardPack(
            id=number,
            book_id=book_id(session, new.location),
            as_of=new.as_of,
            language=new.language,
            replaces=new.replaces,
            issued=now(),
            program=program(),
            form=new.form,
            pack=new.pack,
            pack_version=new.pack_version,
            inputs=new.inputs,
            content=new.content,
            page=zlib.compress(new.page, 9),
            page_digest=digest_of(new.page),
            paper=zlib.compress(new.paper, 9) if new.paper is not None else None,
            paper_digest=digest_of(new.paper) if new.paper is not None else None,
        )
    )


def add_paper(session: Session, number: int, paper: bytes) -> None:
    """Keep the PDF of a pack that had none, because there was nothing to print it with."""
    one = session.get_one(BoardPack, number)
    if one.paper is None:
        one.paper, one.paper_digest = zlib.compress(paper, 9), digest_of(paper)


def list_packs(session: Session) -> list[PackLine]:
    """List every pack, the newest first."""
    rows = session.execute(
        select(BoardPack, Book.location).join(Book).order_by(BoardPack.id.desc())
    )
    return [
        PackLine(
            one.id, location, one.as_of, one.language, one.replaces, one.issued, one.program,
            one.page_digest, one.paper is not None,
        )
        for one, location in rows
    ]  # fmt: skip


def keep_numbers(
    session: Session, location: str, as_of: date, data: bytes, run: int | None
) -> None:
    """Keep the figures of a run; the last ones of a day count."""
    book = book_id(session, location)
    session.execute(
        delete(BoardFigures).where(BoardFigures.book_id == book, BoardFigures.as_of == as_of)
    )
    session.add(BoardFigures(book_id=book, run_id=run, as_of=as_of, numbers=data))


def kept_numbers(session: Session, location: str) -> list[bytes]:
    """Give the figures of the runs of a book, the oldest first."""
    query = select(BoardFigures.numbers).join(Book).where(Book.location == location)
    return list(session.scalars(query.order_by(BoardFigures.as_of)))


def prune_numbers(session: Session, before: date) -> int:
    """Drop figures older than a day but for the last ones of each quarter of a book's year."""
    rows = session.execute(
        select(BoardFigures.id, BoardFigures.book_id, BoardFigures.as_of)
        .where(BoardFigures.as_of < before)
        .order_by(BoardFigures.as_of)
    )
    last: dict[tuple[int, int, int], int] = {}
    every = []
    for number, book, day in rows:
        every.append(number)
        last[book, day.year, (day.month - 1) // 3] = number
    gone = sorted(set(every) - set(last.values()))
    if gone:
        session.execute(delete(BoardFigures).where(BoardFigures.id.in_(gone)))
    return len(gone)


def first_seen(session: Session, location: str) -> Mapping[tuple[str, str], date]:
    """Give since when what is open stands, by the key of the person and the rule."""
    rows = session.execute(
        select(Member.key, Finding.rule, func.min(Finding.opened_on))
        .join(Member, Member.id == Finding.member_id)
        .join(Book, Book.id == Finding.book_id)
        .where(Book.location == location, Finding.closed_on.is_(None))
        .group_by(Member.key, Finding.rule)
    )
    return {(key, rule): day for key, rule, day in rows}
