"""Keeping the figures of a run, so that the next pack can show how they went."""

from __future__ import annotations

from models.figures import Grade, figures, outlooks
from models.figures.kinds import Counted
from models.figures.shape import Figures
from sync.board.numbers import numbers_of, packed
from sync.ledger import Ledger
from sync.ledger.boards import keep_numbers
from sync.run import Checked

BESIDES = (("forecast", outlooks.tables),)
"""Sections of a board pack after those of the dashboard."""


def counted(checked: Checked, book: Counted | None = None) -> Figures:
    """Count what a board is shown of a book, small groups hidden."""
    return figures(
        checked.roster, checked.judged, checked.pack, grade=Grade.BOARD, besides=BESIDES, book=book
    )


def keep_for_board(ledger: Ledger, location: str, checked: Checked, run: int) -> None:
    """Keep the figures of a run in the ledger: numbers only, small groups hidden."""
    numbers = packed(numbers_of(counted(checked)))
    with ledger.session() as session:
        keep_numbers(session, location, checked.judged.as_of, numbers, run)
