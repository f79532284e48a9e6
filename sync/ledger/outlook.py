"""The outlook: for each row of a roster, the next day on which something may turn by itself."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from models.findings import Assessment, Assessments
from sync.ledger.tables import Outlook as OutlookRow
from sync.ledger.tables import Run

Outlook = Mapping[str, "array[int]"]
"""For each sheet the days by row, row 1 first: ordinals, 0 where nothing turns."""


def turns(one: Assessment, as_of: date) -> Iterator[date]:
    """Give the days on which what is told of somebody may turn: an outcome, or what is due next."""
    if one.changes_on is not None:
        yield one.changes_on
    if one.next_due is not None and one.next_due >= as_of:
        yield one.next_due + timedelta(days=1)


def record_outlook(session: Session, run: Run, judged: Assessments, as_of: date) -> None:
    """Record the outlook of a run; that of earlier runs of the book is of no more use."""
    days: dict[str, array[int]] = {}
    for one in judged.people:
        found = days.setdefault(one.person.table.sheet, array("i"))
        row = one.person.row
        if len(found) < row:
            found.extend([0] * (row - len(found)))
        turn = min(turns(one, as_of), default=None)
        found[row - 1] = turn.toordinal() if turn is not None else 0
    earlier = select(Run.id).where(Run.book_id == run.book_id).scalar_subquery()
    session.execute(delete(OutlookRow).where(OutlookRow.run_id.in_(earlier)))
    for sheet, found in days.items():
        session.add(OutlookRow(run_id=run.id, sheet=sheet, days=found.tobytes()))


def outlook_of(session: Session, run: int) -> Outlook | None:
    """Give the outlook of a run; None: it is not known any more."""
    rows = session.scalars(select(OutlookRow).where(OutlookRow.run_id == run)).all()
    return {one.sheet: array("i", one.days) for one in rows} or None
