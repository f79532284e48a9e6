"""A workbook as it stood on a past day, where the ledger has kept it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from models.wording import worded, written
from sync.books.google.links import as_link
from sync.errors import UsageError
from sync.fingerprints import file_digest
from sync.noted import location_of

if TYPE_CHECKING:
    from sync.ledger.kept import Kept


@dataclass(frozen=True, slots=True)
class Stood:
    """Where a workbook is to be read: as it is, or as it stood. notices: what has to be said.

    found: the last day on which a night found it so; None: it is read as it is now.
    """

    path: Path
    notices: tuple[str, ...] = ()
    past: bool = False
    found: date | None = None


@contextmanager
def as_it_stood(book: Path, ledger: str | Path | None, as_of: date, today: date) -> Iterator[Stood]:
    """Lend a workbook as it stood on a day; the copy goes when the block ends.

    ledger: where copies are kept; None: nowhere, or today's data are wanted. Raises LedgerError.
    """
    if ledger is None or as_of >= today or as_link(book) is not None:
        yield Stood(book)
        return
    kept = _kept(ledger, book, as_of)
    if kept is None:
        yield Stood(book, (worded("notice.nothing_kept", day=as_of),))
        return
    if kept.digest == file_digest(str(book)):
        yield Stood(book)  # nothing has changed since
        return
    with _lent(kept, book) as path:
        said = worded("notice.as_it_stood", day=as_of, first=kept.first_on)
        yield Stood(path, (said,), past=True, found=min(kept.last_on, as_of))


@contextmanager
def as_kept(book: Path, ledger: str | Path | None, as_of: date) -> Iterator[Stood]:
    """Lend the last copy of a workbook until a day, whether the workbook is at hand or not.

    Raises UsageError where the ledger keeps none, LedgerError.
    """
    kept = _kept(ledger, book, as_of) if ledger is not None else None
    if kept is None:
        raise UsageError(
            f"The ledger keeps no copy of {as_link(book) or book} from {written(as_of)} or before. "
            "Copies are kept by the nightly check of a book that has keep = true in "
            "rostercheck.toml."
        )
    with _lent(kept, book) as path:
        yield Stood(path, past=True, found=min(kept.last_on, as_of))


def last_kept(book: Path, ledger: str | Path | None, as_of: date) -> date | None:
    """Give the day of the last copy of a workbook until a day; None: none is kept."""
    kept = _kept(ledger, book, as_of) if ledger is not None else None
    return min(kept.last_on, as_of) if kept is not None else None


@contextmanager
def _lent(kept: Kept, book: Path) -> Iterator[Path]:
    """Put a copy into a folder for as long as it is needed."""
    with TemporaryDirectory(prefix="rostercheck-") as folder:
        path = Path(folder) / book.with_suffix(Path(kept.name).suffix).name
        path.write_bytes(kept.content)
        yield path


def _kept(place: str | Path, book: Path, as_of: date) -> Kept | None:
    if isinstance(place, Path) and not place.is_file():
        return None
    from sync.ledger import open_ledger  # noqa: PLC0415 - takes a moment to load
    from sync.ledger.kept import kept_on  # noqa: PLC0415

    ledger = open_ledger(place)
    try:
        with ledger.session() as session:
            return kept_on(session, location_of(book), as_of)
    finally:
        ledger.close()
