"""Workbooks as they stood: kept by the night where the config asks for it, found by a past day."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, cast

from sqlalchemy import CursorResult, delete, func, select
from sqlalchemy.orm import Session

from sync.ledger.runs import book_id
from sync.ledger.tables import Book, KeptBook

LARGEST = 50_000_000
"""Bytes; a larger workbook is not kept."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A workbook as it was found on a day, and perhaps on days after it."""

    name: str
    content: bytes
    digest: str
    first_on: date
    last_on: date


def note_seen(
    session: Session,
    location: str,
    day: date,
    content: Callable[[], tuple[str, bytes]],
    *,
    same: bool,
) -> None:
    """Note how a workbook was found on a day.

    content: gives its digest and its bytes; asked only where they are kept. same: whether the data
    are those of the night before.
    """
    latest = _latest(session, location)
    if latest is not None and same:
        latest.last_on = max(latest.last_on, day)
        return
    digest, data = content()
    if latest is not None and latest.digest == digest:
        latest.last_on = max(latest.last_on, day)
        return
    session.add(
        KeptBook(
            book_id=book_id(session, location), first_on=day, last_on=day, digest=digest,
            name=Path(location).name, content=data,
        )
    )  # fmt: skip


def kept_on(session: Session, location: str, day: date) -> Kept | None:
    """Give a workbook as it was found last on a day or before it; None: no such copy."""
    found = _latest(session, location, KeptBook.first_on <= day)
    if found is None:
        return None
    return Kept(found.name, found.content, found.digest, found.first_on, found.last_on)


def still_so(session: Session, location: str, day: date) -> None:
    """Note that a workbook was found unchanged on a day."""
    latest = _latest(session, location)
    if latest is not None:
        latest.last_on = max(latest.last_on, day)


def _latest(session: Session, location: str, *where: Any) -> KeptBook | None:
    query = select(KeptBook).join(Book).where(Book.location == location, *where)
    return session.scalar(query.order_by(KeptBook.first_on.desc(), KeptBook.id.desc()).limit(1))


def prune_kept(session: Session, before: date) -> int:
    """Drop copies that nobody has found so since a day; the last one of each workbook stays."""
    last = select(func.max(KeptBook.id)).group_by(KeptBook.book_id).scalar_subquery()
    return _deleted(session, KeptBook.last_on < before, KeptBook.id.not_in(last))


def drop_kept(session: Session, books: Collection[int]) -> int:
    """Drop all copies of some workbooks."""
    return _deleted(session, KeptBook.book_id.in_(books))


def _deleted(session: Session, *where: Any) -> int:
    return cast("CursorResult[Any]", session.execute(delete(KeptBook).where(*where))).rowcount
