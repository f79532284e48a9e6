"""Edits: what a run changed in a book, with before and after, and who stood where at that time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from sync.ledger.tables import Edit, Member, Run, SheetRows
from sync.marks.changes import Change
from sync.marks.rowids import RowIds, unpacked_ids


@dataclass(frozen=True, slots=True)
class Place:
    """A sheet at the time of a run: its rows, its header row, and our columns after the run."""

    rows: RowIds
    header_row: int
    columns: Mapping[str, int]
    headers: Mapping[str, str]


def record_edits(
    session: Session,
    run: Run,
    changes: Sequence[Change],
    places: Mapping[str, Place],
    members: Mapping[str, int],
) -> None:
    """Record what a run is about to change."""
    rows = [_row(run.id, n, change, members) for n, change in enumerate(changes)]
    if rows:
        at_once = {"render_nulls": True}  # else a statement for each row that has other blanks
        session.execute(insert(Edit), rows, execution_options=at_once)
    for name, place in places.items():
        keys, contents = place.rows.packed()
        table = {
            "header_row": place.header_row,
            "columns": dict(place.columns),
            "headers": dict(place.headers),
        }
        session.add(SheetRows(run_id=run.id, sheet=name, table=table, keys=keys, contents=contents))
    run.edits = len(rows)


def _row(run: int, position: int, change: Change, members: Mapping[str, int]) -> dict[str, Any]:
    person = change.person
    return {
        "run_id": run,
        "position": position,
        "kind": change.kind,
        "sheet": change.sheet,
        "row": change.row,
        "column": change.column,
        "header": change.header,
        "member_id": members.get(person[:500]) if person is not None else None,
        "before": change.before,
        "after": change.after,
    }


def edits_of(session: Session, run: int) -> list[Change]:
    """Give what a run changed."""
    rows = session.execute(
        select(Edit, Member.key)
        .outerjoin(Member, Member.id == Edit.member_id)
        .where(Edit.run_id == run)
        .order_by(Edit.position)
    )
    return [
        Change(e.kind, e.sheet, e.row, e.column, e.header, key, e.before, e.after)  # type: ignore[arg-type]
        for e, key in rows
    ]


def places_of(session: Session, run: int) -> dict[str, Place]:
    """Give the sheets of a run as they were after it."""
    found = session.scalars(select(SheetRows).where(SheetRows.run_id == run))
    return {
        one.sheet: Place(
            unpacked_ids(one.keys, one.contents),
            one.table["header_row"],
            one.table["columns"],
            one.table["headers"],
        )
        for one in found
    }


def count_edits(session: Session, run: int) -> int:
    """Count the edits of a run that the ledger still holds."""
    counted = session.scalar(select(func.count()).select_from(Edit).where(Edit.run_id == run))
    return counted or 0
