"""How cells look now, and how they looked before we filled them."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import replace

from sync.books.base import BookSnapshot, CellRef, SheetSnapshot
from sync.marks.notes import token_of, with_block, without_block
from sync.marks.owned import FormerLook, Owned, value_at
from sync.marks.wanted import CellMark, Wanted
from sync.marks.words import FILLS, STATUS, STATUS_WORDS

Looks = Mapping[CellRef, str]
Settled = Mapping[CellRef, FormerLook]
"""Cells whose mark and fill are as they should be, and how they looked before."""
FILLED = {fill: STATUS_WORDS[outcome] for outcome, fill in FILLS.items()}
_SEEN = re.compile(r"fgColor\W+rgb\W+(?:[0-9A-F]{2})?([0-9A-F]{6})\b", re.IGNORECASE)


def to_look_at(
    snapshot: BookSnapshot,
    ours: Owned,
    marks: Wanted | None,
    settled: Container[CellRef] | None = None,
) -> list[CellRef]:
    """Give the cells whose present look must be known before edits are made.

    settled: see `settled_looks`; None: anybody may have changed the book since we left it.
    """
    refs = dict.fromkeys(marks.cells if marks is not None else ())
    for sheet, cells in ours.notes.items():
        refs.update(dict.fromkeys(CellRef(sheet, *cell) for cell in cells))
    for one in ours.looks:
        refs[CellRef(one.sheet, one.row, one.column)] = None
    if settled is not None:
        refs = {ref: None for ref in refs if ref not in settled}
    if ours.anything:
        refs.update(dict.fromkeys([near for ref in refs for near in _heirs(ref)]))
        blank = _blank_status(snapshot, ours)
        refs.update(dict.fromkeys(blank if settled is None else _told(blank, marks)))
    there = {sheet.name for sheet in snapshot.sheets}
    return [ref for ref in refs if ref.sheet in there]


def settled_looks(snapshot: BookSnapshot, ours: Owned, marks: Wanted) -> Settled:
    """Give the cells whose mark stands word for word as it should, and how they looked before.

    In a book that nobody has changed since we left it, their fill stands as it should too, and
    nobody has inserted a row that took it over. A colour of hers that equals ours, beside a cell
    that was marked last, passes for such a fill only at the next check of a book that has changed.
    """
    former = {(one.sheet, one.token): one for one in ours.looks}
    found = {}
    for sheet in snapshot.sheets:
        cells = ours.notes.get(sheet.name, ()) if not sheet.protected else ()
        for cell in cells:
            ref, note = CellRef(sheet.name, *cell), sheet.notes[cell]
            mark = marks.cells.get(ref)
            if mark is None or not mark.lines or cell in sheet.threaded:
                continue
            one, color = former.get((sheet.name, mark.token)), FILLS[mark.outcome]
            here = one is not None and (one.row, one.column, one.color) == (*cell, color)
            if one and here and with_block(without_block(note), mark.lines, mark.token) == note:
                found[ref] = one
    return found


def _told(blank: Iterable[CellRef], marks: Wanted | None) -> Iterator[CellRef]:
    """Give the blank cells of our status column that are about to say something."""
    columns = marks.columns if marks is not None else {}
    return (ref for ref in blank if ref.sheet in columns and ref.row in columns[ref.sheet].rows)


def _blank_status(snapshot: BookSnapshot, ours: Owned) -> Iterator[CellRef]:
    """Give the blank cells of our status column: in an inserted row, one may have our fill."""
    for sheet in snapshot.sheets:
        column = ours.columns.get(sheet.name, {}).get(STATUS)
        rows = range(ours.header_rows.get(sheet.name, 0) + 1, len(sheet.rows) + 1)
        for row in rows if column else ():
            if column and value_at(sheet.rows, row, column) is None:
                yield CellRef(sheet.name, row, column)


def further(snapshot: BookSnapshot, ours: Owned, found: Looks, known: Looks) -> list[CellRef]:
    """Give the cells beside those just found with a fill of ours, as far as her sheet reaches."""
    mine = {(name, at) for name, columns in ours.columns.items() for at in columns.values()}
    ends = {s.name: (len(s.rows), max(map(len, s.rows), default=0)) for s in snapshot.sheets}
    return [
        near
        for ref, look in (found.items() if ours.anything else ())
        if (ref.sheet, ref.column) not in mine and word_of(look)
        for near in _heirs(ref)
        if near not in known
        and near.row <= ends[ref.sheet][0]
        and near.column <= ends[ref.sheet][1]
    ]


def word_of(look: str) -> str | None:
    """Give the status whose fill a look has."""
    return FILLED.get(color_of(look))


def color_of(look: str) -> str:
    """Give the colour that is seen: LibreOffice adds another one that is not."""
    found = _SEEN.search(look)
    return (found[1] if found else look).upper()


def _heirs(ref: CellRef) -> Iterator[CellRef]:
    """Give the cells that take over a cell's fill when a row or a column is inserted after it."""
    yield ref._replace(row=ref.row + 1)
    yield ref._replace(column=ref.column + 1)


class Memory:
    """How cells looked before we filled them: what is remembered, and what must be kept on."""

    def __init__(
        self,
        snapshot: BookSnapshot,
        ours: Owned,
        looks: Looks,
        settled: Settled | None = None,
    ) -> None:
        """Take down how cells look. settled: see `settled_looks`."""
        self._looks = looks
        self.settled = settled or {}
        self._by_token = {(one.sheet, one.token): one for one in ours.looks}
        self._anywhere = {one.token: one for one in ours.looks}
        noted = {(s.name, token_of(s.notes[c])): c for s in snapshot.sheets for c in s.notes}
        self._noted = {(name, token): CellRef(name, *cell) for (name, token), cell in noted.items()}
        self._by_place = {
            CellRef(one.sheet, *at): one
            for one in ours.looks
            if noted.get((one.sheet, one.token), at := (one.row, one.column)) == at
        }
        self.kept: list[FormerLook] = []

    def places(self, sheet: str) -> Iterator[CellRef]:
        """Give the cells of a sheet that we filled, where they stood at that time."""
        return (ref for ref in self._by_place if ref.sheet == sheet)

    def former(self, ref: CellRef, mark: CellMark | None, note: str) -> FormerLook | None:
        """Find how a cell looked before: by the token in its note, by who stands there, by place.

        The place counts only while our fill stands there; somebody else's cell may have come.
        """
        own = token_of(note)
        for token in (own, mark.token if mark is not None else ""):
            if token != own and self._noted.get((ref.sheet, token), ref) != ref:
                continue  # the token stands on another cell now: its past is not this cell's
            found = self._by_token.get((ref.sheet, token)) or self._anywhere.get(token)
            if token and found:
                return found
        return self._by_place.get(ref) if self.carries(ref) else None

    def carries(self, ref: CellRef) -> bool:
        """Whether the cell carries one of our fills now: she may have given it another."""
        return self.word(ref) is not None

    def word(self, ref: CellRef) -> str | None:
        """Give the status whose fill the cell carries."""
        return word_of(self._looks.get(ref, ""))

    def hand_down(
        self, sheet: SheetSnapshot, marked: Iterable[CellRef], not_hers: Container[int]
    ) -> None:
        """Let cells that took over a fill of ours, in inserted rows and columns, have its past."""
        known = set(marked)
        waiting = sorted(known)
        while waiting:
            ref = waiting.pop()
            former = self.former(ref, None, sheet.notes.get((ref.row, ref.column), ""))
            for near in _heirs(ref):
                if former is None or near in known or near.column in not_hers:
                    continue
                if self.carries(near):
                    self._by_place[near] = replace(former, row=near.row, column=near.column)
                    known.add(near)
                    waiting.append(near)

    def look(self, ref: CellRef) -> str:
        """Give the present look of a cell."""
        return self._looks.get(ref, "")

    def keep(self, one: FormerLook) -> None:
        """Remember a former look in the hidden tab."""
        self.kept.append(one)
