"""A book that nobody has changed: that it was looked at is said in it, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.wording import sentence
from sync.books import open_book
from sync.books.base import Book, Remembering, Stamp
from sync.errors import BookError, BookInUse
from sync.fingerprints import digest_as_left, stamp_now
from sync.ledger.runs import Known
from sync.marks.watch import looked_again
from sync.nightly.jobs import Job
from sync.nightly.sparing import day_of_look, stale

if TYPE_CHECKING:
    from sync.nightly.one import Night


def touch(job: Job, night: Night, known: Known, stamp: Stamp | None) -> tuple[str, str | None]:
    """Put the day of this look into the Gaps tab, and nothing else; if that cannot be, say so.

    Gives with it the digest of the target as it was left. Raises BookInUse where somebody has
    saved it since it was compared: what she typed would pass for something that was looked at.
    """
    if job.target is None or not known.gaps_tab:
        return "", known.output_digest
    if stamp_now(job.target) != stamp:
        raise BookInUse(sentence("night.book.just_saved", {"book": job.name}))
    try:
        book = open_book(known.target)
        if isinstance(book, Remembering) and stamp is not None and job.target == job.location:
            book.as_left(stamp)
        if not book.abilities.sheets:
            return "", known.output_digest
        applied = book.apply([looked_again(known.gaps_tab, night.as_of)])
    except BookError as error:
        said = sentence("night.book.day_not_written", {"why": str(error)})
        return said, known.output_digest
    return "", digest_as_left(known.target, applied.stamp)


def touch_live(job: Job, night: Night, known: Known, book: Book) -> str:
    """Put the day of this look into a Google Sheet only where its words would turn else.

    Every night would be a call for each sheet, and an entry in its version history.
    """
    stood = day_of_look(book, known.gaps_tab)
    if job.target is None or stood is None or not stale(stood, night.as_of, night.stale_after):
        return ""
    night.links.may_call(job.location)
    book.apply([looked_again(known.gaps_tab, night.as_of)])
    return ""
