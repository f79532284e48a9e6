"""A copy of a workbook in the ledger, each time that a night finds it changed."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from models.wording import sentence
from sync.ledger import Ledger
from sync.ledger.kept import LARGEST, note_seen
from sync.ledger.runs import About, Known
from sync.nightly.jobs import Job


class Keeper:
    """Holds a workbook as it was found, until it is known that the night went well.

    The copy is taken before anything is written, for the flags may go into the workbook itself.
    """

    def __init__(self, job: Job, about: About, known: Known | None) -> None:
        self._job, self._about = job, about
        self._same = known is not None and about.input_digest == (
            known.output_digest if job.target == job.location else known.input_digest
        )
        self._found = self._read() if job.config.keep and not job.is_link else None
        self.said = ""

    def note(self, ledger: Ledger) -> None:
        """Note how the workbook was found on this night."""
        if self._found is None:
            return
        digest, data = self._found
        if len(data) > LARGEST:
            self.said = sentence("night.too_large_to_keep", {"most": LARGEST // 1_000_000})
            return
        with ledger.session() as session:
            note_seen(
                session, self._job.location, self._about.as_of, lambda: (digest, data),
                same=self._same,
            )  # fmt: skip

    def _read(self) -> tuple[str, bytes] | None:
        """Read the file once more; None: it is another one already, so it waits for a night."""
        try:
            data = Path(self._job.location).read_bytes()
        except OSError:
            return None
        digest = sha256(data).hexdigest()
        return (digest, data) if digest == self._about.input_digest else None
