"""Whether a file may be replaced by a flagged copy: never one in which somebody has worked."""

from __future__ import annotations

from pathlib import Path

from models.intake.grid import Grid
from sync.books import open_book
from sync.books.base import BookSnapshot
from sync.errors import RostercheckError, UsageError
from sync.marks import hers, owned
from sync.marks.notes import without_block


def check_replaceable(target: Path, source: Path) -> None:
    """Raise UsageError when `target` stands already and holds what a flagged copy would lose.

    A copy may be replaced when nobody has saved it since we wrote it, or when it says the same as
    the source, apart from our marks.
    """
    if not target.exists():
        return
    if target.resolve() == source.resolve():
        raise UsageError(f"{target} is the workbook itself. To flag it, use --in-place.")
    if not (_as_we_left_it(target) or _says_the_same(target, source)):
        raise UsageError(
            f"{target} stands already and holds changes that are not in {source}. It was left as "
            "it is. Move it away, name another file with --out, or use --in-place."
        )


def check_suffix(target: Path, source: Path) -> None:
    """Raise UsageError when a copy would bear the name of another kind of file."""
    if target.suffix.lower() != source.suffix.lower():
        raise UsageError(
            f"{target} would be of another kind than {source}: a copy stays what it is. "
            f"Name a file that ends in {source.suffix}."
        )


def _as_we_left_it(target: Path) -> bool:
    """Whether no other program has written the copy since we did."""
    if target.suffix.lower() not in {".xlsx", ".xlsm"}:
        return False
    from sync.books.xlsx.book import XlsxBook  # noqa: PLC0415 - only where it is one

    return XlsxBook(target).untouched()


def _says_the_same(target: Path, source: Path) -> bool:
    """Whether a copy holds the same values and notes of hers as the source."""
    try:
        return _hers(target) == _hers(source)
    except RostercheckError:
        return False


def _hers(path: Path) -> object:
    snapshot = open_book(path).read()
    ours = owned(snapshot)
    return [
        (name if len(snapshot.sheets) > 1 else "", _rows(grid), _notes(snapshot, name))
        for name, grid in hers(snapshot, ours).items()
    ]


def _rows(grid: Grid) -> object:
    rows = [
        [
            (n, raw)
            for n, raw in enumerate(row, 1)
            if n not in grid.not_hers and raw not in (None, "")
        ]
        for row in grid.rows
    ]
    while rows and not rows[-1]:
        rows.pop()
    return rows


def _notes(snapshot: BookSnapshot, name: str) -> object:
    sheet = snapshot.sheet(name)
    notes = sheet.notes if sheet is not None else {}
    return {cell: words for cell, note in notes.items() if (words := without_block(note))}
