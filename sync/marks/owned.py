"""What in a book is ours: our columns, our tabs, our note blocks, our fills. All else is hers."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import lru_cache

from models.cells import Raw
from models.flags import by_formula, side_by_side
from models.intake.grid import Grid
from models.language import in_every_language
from models.recognise import is_brief
from sync.books.base import BookSnapshot, SheetSnapshot
from sync.marks.notes import has_block, token_of
from sync.marks.tabs import kinds_found
from sync.marks.words import (
    BULLET,
    CHECKED,
    HEADERS,
    LONGEST_LINE,
    MEMORY_TITLE,
    MISSING,
    NEXT_DUE,
    STATUS,
    gaps_titles,
    headers_by_text,
    more_in_tab,
    outcomes_by_word,
)

Cell = tuple[int, int]
HEADER_WITHIN = 500
"""Our headers are looked for so far down."""
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")


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
    the row of these headers. headers: what they read in the sheet. remains: what is left of our
    columns where somebody deleted some of them. notes: cells with our block. others: our tabs
    beside these two, by their kind.
    """

    columns: dict[str, dict[str, int]] = field(default_factory=dict)
    header_rows: dict[str, int] = field(default_factory=dict)
    headers: dict[str, dict[str, str]] = field(default_factory=dict)
    remains: dict[str, dict[str, int]] = field(default_factory=dict)
    notes: dict[str, list[Cell]] = field(default_factory=dict)
    looks: list[FormerLook] = field(default_factory=list)
    gaps_tab: str | None = None
    memory_tab: str | None = None
    others: dict[str, str] = field(default_factory=dict)

    @property
    def tabs(self) -> frozenset[str]:
        """The names of our tabs."""
        names = (self.gaps_tab, self.memory_tab, *self.others.values())
        return frozenset(name for name in names if name)

    @property
    def anything(self) -> bool:
        """Whether anything of ours stands in the book."""
        return bool(self.columns or self.remains or self.notes or self.looks or self.tabs)


def owned(snapshot: BookSnapshot) -> Owned:
    """Find everything of ours in a book."""
    ours = Owned(others=kinds_found(snapshot))
    for sheet in snapshot.sheets:
        title = _first(sheet)
        if title in gaps_titles():
            ours.gaps_tab = sheet.name
        elif title == MEMORY_TITLE:
            ours.memory_tab = sheet.name
            ours.looks = remembered(sheet)
    for sheet in snapshot.sheets:
        blocks = [cell for cell, note in sheet.notes.items() if has_block(note)]
        if blocks and sheet.name not in ours.tabs:
            ours.notes[sheet.name] = blocks
    for sheet in snapshot.sheets:
        if sheet.name not in ours.tabs:
            _own_columns(sheet, ours)
    ours.looks = _followed(snapshot, ours.looks)
    return ours


def _followed(snapshot: BookSnapshot, looks: Sequence[FormerLook]) -> list[FormerLook]:
    """Follow the tabs that were renamed since: the tokens in their notes tell which they are."""
    there = {sheet.name for sheet in snapshot.sheets}
    tokens = {token_of(note): s.name for s in snapshot.sheets for note in s.notes.values()}
    now = {
        one.sheet: tokens[one.token]
        for one in looks
        if one.sheet not in there and one.token and one.token in tokens
    }
    return [replace(one, sheet=now.get(one.sheet, one.sheet)) for one in looks]


def _first(sheet: SheetSnapshot) -> Raw:
    return sheet.rows[0][0] if sheet.rows and sheet.rows[0] else None


def _own_columns(sheet: SheetSnapshot, ours: Owned) -> None:
    """Find the row in which our headers stand: side by side, or parted or bereft since then."""
    marked, known = bool(ours.notes or ours.tabs), headers_by_text()
    for number, row in enumerate(sheet.rows[:HEADER_WITHIN], 1):
        if known.keys().isdisjoint(row):
            continue
        found = side_by_side(row) or (_parted(sheet, number) if marked else {})
        if len(found) < 2 and not any(
            _unlike_hers(sheet, number, at, h) for h, at in found.items()
        ):
            continue  # one of them alone, with a plain header, may be hers
        ours.header_rows[sheet.name] = number
        if len(found) == len(HEADERS):
            ours.columns[sheet.name] = found
            ours.headers[sheet.name] = {h: str(row[at - 1]) for h, at in found.items()}
        else:
            ours.remains[sheet.name] = found
        return


def _parted(sheet: SheetSnapshot, number: int) -> dict[str, int]:
    """Give what is left of our columns in a marked book, from the first that is surely ours."""
    found: dict[str, int] = {}
    row = sheet.rows[number - 1]
    for at, raw in enumerate(row, 1):
        header = headers_by_text().get(raw) if isinstance(raw, str) else None
        if header is None or header in found:
            continue
        sure = header == MISSING or _unlike_hers(sheet, number, at, header)
        pair = header == NEXT_DUE and at < len(row) and row[at] in in_every_language(CHECKED)
        if sure or ((found or pair) and header != STATUS and _all_ours(sheet, number, at, header)):
            found[header] = at
    return found


def _unlike_hers(sheet: SheetSnapshot, number: int, column: int, header: str) -> bool:
    """Whether a header is surely ours: it has our note, or our name behind one that she has too."""
    plainly = sheet.rows[number - 1][column - 1] in in_every_language(header)
    return not plainly or has_block(sheet.notes.get((number, column), ""))


def _all_ours(sheet: SheetSnapshot, number: int, column: int, header: str) -> bool:
    """Whether a column holds nothing but what we write there."""
    rows = range(number + 1, len(sheet.rows) + 1)
    return all(is_ours(header, plain(value_at(sheet.rows, row, column))) for row in rows)


def plain(raw: Raw) -> Raw:
    """Give a date for a date with a clock at midnight, None for a blank."""
    if isinstance(raw, datetime):
        return raw.date() if raw.time().isoformat() == "00:00:00" else raw
    return None if raw == "" else raw


def is_ours(header: str, raw: Raw) -> bool:
    """Whether a cell of our column holds what we write there, and not somebody's words."""
    if raw is None:
        return True
    if header == STATUS:
        return raw in outcomes_by_word()
    if header == MISSING:
        return isinstance(raw, str) and _is_our_line(raw)
    return isinstance(raw, date) or (isinstance(raw, str) and _ISO.fullmatch(raw) is not None)


@lru_cache(maxsize=65_536)
def _is_our_line(text: str) -> bool:
    """Whether a text in *What is missing* is ours to the last letter; she may have added to it."""
    if not text.startswith(BULLET):
        return False
    if len(text) == LONGEST_LINE and text.endswith("…"):
        return True
    return _all_briefs(text.removeprefix(BULLET).split(f" {BULLET}"))


def _all_briefs(pieces: Sequence[str]) -> bool:
    """Whether pieces make up short forms of ours; a header of hers in one may hold our bullet."""
    return not pieces or any(
        _is_piece(f" {BULLET}".join(pieces[:first])) and _all_briefs(pieces[first:])
        for first in range(1, len(pieces) + 1)
    )


def _is_piece(text: str) -> bool:
    """Whether a text is one of our short forms, or says that more stands elsewhere."""
    return is_brief(text) or more_in_tab().fullmatch(text) is not None


def emptied(sheet: SheetSnapshot, ours: Owned) -> frozenset[int]:
    """Give the columns that will be blank when what remains of ours is taken off."""
    number = ours.header_rows.get(sheet.name, 0)
    remains = ours.remains.get(sheet.name, {})
    return frozenset(at for h, at in remains.items() if _all_ours(sheet, number, at, h))


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
            _not_hers(sheet, ours),
        )
        for sheet in snapshot.sheets
        if sheet.name not in ours.tabs
    }


def _not_hers(sheet: SheetSnapshot, ours: Owned) -> frozenset[int]:
    """Give the columns of a sheet that we fill: by a check, or by a formula that she typed."""
    marks = ours.columns.get(sheet.name) or ours.remains.get(sheet.name, {})
    formulas = (by_formula(row) for row in sheet.rows[:HEADER_WITHIN])
    return frozenset(marks.values()).union(*formulas)


def value_at(rows: Sequence[Sequence[Raw]], row: int, column: int) -> Raw:
    """Give a raw cell, None where the sheet does not reach; "" is None too."""
    if not 1 <= row <= len(rows) or not 1 <= column <= len(rows[row - 1]):
        return None
    raw = rows[row - 1][column - 1]
    return None if raw == "" else raw
