"""What a pack rests on: which data, found when, and which run of the nightly check came before."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.wording import sentence, written
from sync.fingerprints import file_digest, snapshot_digest
from sync.ledger.tables import Book, Run
from sync.run import Checked

SHOWN = 12
"""So many signs of a fingerprint are printed: enough to tell two states of a workbook apart."""


class Data(NamedTuple):
    """The data of a pack. digest: of the workbook; found: when a night found the copy so."""

    digest: str
    found: date | None = None


class Basis(BaseModel):
    """What a pack says of where it comes from.

    fingerprint: the first signs of the SHA-256 of the data. found: the day of the copy in the
    ledger that was read; None: the workbook itself was. run, run_on: the last run of the nightly
    check until the day of the pack.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    fingerprint: str
    found: date | None = None
    run: int | None = None
    run_on: date | None = None

    def said(self) -> str:
        """Say it in a sentence or two."""
        facts = {"fingerprint": self.fingerprint}
        if self.found is None:
            data = sentence("board.origin.data", facts)
        else:
            data = sentence("board.origin.data.kept", {**facts, "found": written(self.found)})
        if self.run is None or self.run_on is None:
            return data
        run = {"run": self.run, "day": written(self.run_on)}
        return f"{data} {sentence('board.origin.run', run)}"

    def older(self, as_of: date) -> str:
        """Say on the first page that the data are older than the pack; "": they are not."""
        if self.found is None or self.found >= as_of:
            return ""
        return sentence("board.older", {"found": written(self.found)})


def digest_of_data(path: Path, checked: Checked) -> str:
    """Give the digest of what was read: of a file, or of what a link gave."""
    return file_digest(str(path)) or snapshot_digest(checked.reading.snapshot)


def basis_of(session: Session, location: str, as_of: date, data: Data) -> Basis:
    """Put together what a pack rests on."""
    last = session.execute(
        select(Run.id, Run.as_of)
        .join(Book)
        .where(
            Book.location == location,
            Run.as_of <= as_of,
            Run.kind != "undo",
            Run.state.in_(("done", "unchanged")),
        )
        .order_by(Run.id.desc())
        .limit(1)
    ).first()
    run, day = last if last is not None else (None, None)
    return Basis(fingerprint=data.digest[:SHOWN], found=data.found, run=run, run_on=day)
