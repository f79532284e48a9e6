"""Keeping the ledger small and right: prune, export, and forget a person."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, cast

from sqlalchemy import CursorResult, LargeBinary, delete, func, select, update
from sqlalchemy.orm import Session

from sync.ledger.boards import prune_numbers
from sync.ledger.history import members_named, nobody
from sync.ledger.kept import drop_kept, prune_kept
from sync.ledger.members import names_of
from sync.ledger.tables import Base, Edit, Finding, Member, Night, Run, SheetRows, Waiver


def prune(session: Session, before: datetime) -> dict[str, int]:
    """Drop what is older than a moment: edits, closed findings, and runs nothing hangs on.

    The last run of each book stays, and everything that is still open; so do board packs, which
    are issued for good, and of the figures for boards the last of each quarter. Gives how much
    went.
    """
    last = select(func.max(Run.id)).group_by(Run.book_id).scalar_subquery()
    old = select(Run.id).where(Run.started < before, Run.id.not_in(last)).scalar_subquery()
    gone = {
        "edits": _deleted(session, delete(Edit).where(Edit.run_id.in_(old))),
        "closed findings": _deleted(
            session, delete(Finding).where(Finding.closed_on < before.date())
        ),
    }
    gone["figures for boards"] = prune_numbers(session, before.date())
    gone["kept workbooks"] = prune_kept(session, before.date())
    session.execute(delete(SheetRows).where(SheetRows.run_id.in_(old)))
    session.execute(update(Run).where(Run.id.in_(old)).values(edits=0))
    opened = select(Finding.opened_run).where(Finding.opened_run.is_not(None)).scalar_subquery()
    gone["runs"] = _deleted(
        session,
        delete(Run).where(Run.started < before, Run.id.not_in(last), Run.id.not_in(opened)),
    )
    nights = select(Run.night_id).where(Run.night_id.is_not(None)).scalar_subquery()
    gone["nights"] = _deleted(
        session, delete(Night).where(Night.started < before, Night.id.not_in(nights))
    )
    return gone


def _deleted(session: Session, statement: Any) -> int:
    return cast("CursorResult[Any]", session.execute(statement)).rowcount


def export(session: Session) -> Iterator[str]:
    """Give the whole ledger as lines of JSON, one for each row: the table, then its columns."""
    for table in Base.metadata.sorted_tables:
        for row in session.execute(select(table)).mappings():
            line = {"table": table.name}
            for column in table.columns:
                value = row[column.name]
                line[column.name] = value.hex() if _is_blob(column, value) else value
            yield json.dumps(line, default=_as_text, ensure_ascii=False)


def _is_blob(column: Any, value: object) -> bool:
    return isinstance(column.type, LargeBinary) and value is not None


def _as_text(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no form in JSON")


def forget(session: Session, words: str) -> dict[str, int]:
    """Drop everything that the ledger holds of a person, in every book. Raises UsageError.

    Words about them in findings of somebody else go as well: those findings come anew if they
    still hold. So do all kept copies of a workbook in which they stand. Gives how much went.
    """
    found = members_named(session, words)
    if not found:
        raise nobody(session, words)
    gone = {"edits": 0, "findings": 0, "waivers": 0}
    kept = drop_kept(session, {member.book_id for member, _ in found})
    for member, _location in found:
        counted = {
            "edits": Edit.member_id,
            "findings": Finding.member_id,
            "waivers": Waiver.member_id,
        }
        for what, column in counted.items():
            gone[what] += session.scalar(select(func.count()).where(column == member.id)) or 0
        gone["findings"] += _mentions(session, member)
        session.delete(member)
        session.flush()
    return gone | {"kept workbooks": kept} if kept else gone


def _mentions(session: Session, member: Member) -> int:
    """Drop findings and edits of others that name the person."""
    gone = 0
    called = names_of(member)
    if not called:
        return 0
    others = select(Finding).where(
        Finding.book_id == member.book_id, Finding.member_id.is_distinct_from(member.id)
    )
    for finding in session.scalars(others).all():
        if any(name in finding.message or name in finding.about for name in called):
            session.delete(finding)
            gone += 1
    session.flush()
    _edits_that_name(session, member)
    return gone


def _edits_that_name(session: Session, member: Member) -> None:
    """Empty the edits of others, and of the Gaps tab, that name the person."""
    query = (
        select(Edit)
        .join(Run)
        .where(Run.book_id == member.book_id, Edit.member_id.is_distinct_from(member.id))
        .where(Edit.kind.in_(("line", "note", "value")))
    )
    for edit in session.scalars(query).all():
        text = json.dumps([edit.before, edit.after], ensure_ascii=False)
        if any(name in text for name in names_of(member)):
            session.delete(edit)
