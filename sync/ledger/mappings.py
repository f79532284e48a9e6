"""Mappings: which column was read as which field, and in which runs."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.intake.layout import Layout
from sync.ledger.tables import Mapping, Run


def record_mappings(session: Session, run: Run, layouts: Sequence[Layout]) -> None:
    """Note how the tables of a book were read; a new line only where that has changed."""
    for layout in layouts:
        table = layout.table()
        columns = {key: table.header(key) for key in table.columns}
        last = session.scalar(
            select(Mapping)
            .where(
                Mapping.book_id == run.book_id,
                Mapping.sheet == table.sheet,
                Mapping.kind == table.kind.value,
            )
            .order_by(Mapping.id.desc())
            .limit(1)
        )
        if last is not None and last.columns == columns:
            last.last_run = run.id
            continue
        session.add(
            Mapping(
                book_id=run.book_id,
                sheet=table.sheet,
                kind=table.kind.value,
                columns=columns,
                first_run=run.id,
                last_run=run.id,
            )
        )
