"""What in a book is ours: our columns, our tabs, our note blocks, our fills. All else is hers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from models.cells import Raw
from models.intake.grid import Grid
from sync.books.base import BookSnapshot, SheetSnapshot
from sync.marks.notes import has_block
from sync.marks.words import GAPS_TITLE, HEADERS, MEMORY_TITLE, MISSING, OTHER_NAME

Cell = tuple[int, int]
HEADER_WITHIN = 500
"""Our headers are looked for so far down."""


@dataclass(frozen=True, slots=True)
class FormerLook:
    """How a cell looked before we filled it, and how to find it again after sorting.

    token: stands in our note on the cell too, and moves with it. row, column: where the cell
    stood when we wrote it. color: the fill that we gave it.
    """

    sheet: str
    token: str
    row: int
    column: int
    color: str
    look: str


@dataclass(slots=True)
class Owned:
    """Everything of ours in a book.

    columns: for each sheet, our columns by our header (STATUS, ...). header_rows: for each sheet,
    the row of these headers. headers: what they read in the sheet. notes: cells with our block.
    """

    columns: dict[str, dict[str, int]] = field(default_factory=dict)
    header_rows: dict[str, int] = field(default_factory=dict)
    headers: dict[str, dict[str, str]] = field(default_factory=dict)
    notes: dict[str, list[Cell]] = field(default_factory=dict)
    looks: list[FormerLook] = field(default_factory=list)
    gaps_tab: str | None = None
    memory_tab: str | None = None

    @property
    def tabs(self) -> frozenset[str]:
        """The names of our tabs."""
        return frozenset(name for name in (self.gaps_tab, self.memory_tab) if name)

    @property
    def anything(self) -> bool:
        """Whether anything of ours stands in the book."""
        return bool(self.columns or self.notes or self.looks or self.tabs)


def owned(snapshot: BookSnapshot) -> Owned:
    """Find everything of ours in a book."""
    ours = Owned()
    for sheet in snapshot.sheets:
        title = _first(sheet)
        if title == GAPS_TITLE:
            ours.gaps_tab = sheet.name
        elif title == MEMORY_TITLE:
            ours.memory_tab = sheet.name
            ours.looks = remembered(sheet)
    for sheet in snapshot.sheets:
        if sheet.name in ours.tabs:
            continue
        _own_columns(sheet, ours)
        blocks = [cell for cell, note in sheet.notes.items() if has_block(note)]
        if blocks:
            ours.notes[sheet.name] = blocks
    return ours


def _first(sheet: SheetSnapshot) -> Raw:
    return sheet.rows[0][0] if sheet.rows and sheet.rows[0] else None


def _own_columns(sheet: SheetSnapshot, ours: Owned) -> None:
    """Find the row in which our headers stand side by side."""
    for number, row in enumerate(sheet.rows[:HEADER_WITHIN], 1):
        if MISSING not in row and OTHER_NAME.format(MISSING) not in row:
            continue
        texts = {str(raw): at for at, raw in enumerate(row, 1) if isinstance(raw, str) and raw}
        shown = {h: t for h in HEADERS for t in (h, OTHER_NAME.format(h)) if t in texts}
        found = {header: texts[text] for header, text in shown.items()}
        if len(found) == len(HEADERS) and _side_by_side(found):
            ours.columns[sheet.name], ours.headers[sheet.name] = found, shown
            ours.header_rows[sheet.name] = number
            return


def _side_by_side(found: Mapping[str, int]) -> bool:
    columns = [found[header] for header in HEADERS]
    return columns == list(range(columns[0], columns[0] + len(columns)))


def remembered(sheet: SheetSnapshot) -> list[FormerLook]:
    """Read the former looks from our hidden tab; lines that somebody spoilt are left out."""
    looks = []
    for row in sheet.rows[2:]:
        cells = [str(raw) if raw is not None else "" for raw in row]
        cells += [""] * (6 - len(cells))
        name, token, at_row, at_column, color, look = cells[:6]
        if name and at_row.isdigit() and at_column.isdigit():
            looks.append(FormerLook(name, token, int(at_row), int(at_column), color, look))
    return looks


def hers(snapshot: BookSnapshot, ours: Owned) -> Mapping[str, Grid]:
    """Give her sheets for intake: without our tabs, and not looking at our columns."""
    return {
        sheet.name: Grid(
            sheet.name,
            sheet.rows,
            sheet.merged,
            frozenset(ours.columns.get(sheet.name, {}).values()),
        )
        for sheet in snapshot.sheets
        if sheet.name not in ours.tabs
    }


def value_at(rows: Sequence[Sequence[Raw]], row: int, column: int) -> Raw:
    """Give a raw cell, None where the sheet does not reach; "" is None too."""
    if not 1 <= row <= len(rows) or not 1 <= column <= len(rows[row - 1]):
        return None
    raw = rows[row - 1][column - 1]
    return None if raw == "" else raw
