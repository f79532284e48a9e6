"""Assessments -> the marks that should stand: our columns, notes and fills on cells, our tabs."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from hashlib import blake2b

from models.findings import GRAVITY, Assessment, Assessments, Finding, Outcome, Place
from models.flags import line_of
from models.language import say
from models.records import Table, TableKind
from models.roster import Roster
from models.wording import sentence
from sync.books.base import BookSnapshot, CellRef, SheetSnapshot, Value
from sync.errors import UsageError
from sync.marks.owned import Owned, emptied, value_at
from sync.marks.words import GAPS_TAB, HEADERS, forms, status_word

LAST_COLUMN = 16_384
"""A sheet has no more columns."""

FAR_OFF = 30
"""Something so many columns behind the last header is a stray cell, if a gap lies before it."""


@dataclass(frozen=True, slots=True)
class CellMark:
    """What a cell should carry: lines and token of our note, and the outcome for its fill."""

    lines: tuple[str, ...]
    outcome: Outcome
    token: str


@dataclass(slots=True)
class OurColumns:
    """Our four columns beside one table: where they stand, and what each row should say.

    stand: rows that say by now what they should.
    """

    table: Table
    header_row: int
    columns: Mapping[str, int]
    headers: Mapping[str, str]
    rows: dict[int, tuple[Value, ...]] = field(default_factory=dict)
    stand: set[int] = field(default_factory=set)


@dataclass(slots=True)
class Wanted:
    """All marks that should stand in a book."""

    columns: dict[str, OurColumns] = field(default_factory=dict)
    cells: dict[CellRef, CellMark] = field(default_factory=dict)
    tokens: set[str] = field(default_factory=set)
    as_of: date = date.min


def wanted(
    snapshot: BookSnapshot,
    ours: Owned,
    roster: Roster,
    judged: Assessments,
    stand: Container[int] = (),
) -> Wanted:
    """Say which marks should stand. stand: people, by `id`, of whom our row says it by now."""
    marks = Wanted(as_of=judged.as_of)
    for table in roster.tables:
        sheet = snapshot.sheet(table.sheet)
        if table.kind is TableKind.ROSTER and sheet is not None:
            marks.columns[table.sheet] = _our_columns(sheet, table, ours)
    for one in judged.people:
        columns = marks.columns[one.person.table.sheet]
        if id(one.person) in stand:
            columns.stand.add(one.person.row)
        else:
            columns.rows[one.person.row] = _row(one, judged.as_of)
    for finding in judged.flagged():
        _mark_cell(marks, snapshot, roster, finding)
    return marks


def _our_columns(sheet: SheetSnapshot, table: Table, ours: Owned) -> OurColumns:
    """Give our columns where they stand already, else at the right end of her table."""
    known = ours.columns.get(sheet.name)
    if known is not None:
        row = ours.header_rows[sheet.name]
        return OurColumns(table, row, known, _headers(sheet, row, known.values(), ours))
    gone = emptied(sheet, ours)
    first = _beside_drawings(sheet, _right_end(sheet, table.header_row, gone) + 1)
    if first + len(HEADERS) - 1 > LAST_COLUMN:
        raise UsageError(
            f'"{sheet.name}" has no room for our columns: something stands in its last columns. '
            "Delete it or move it, and check again."
        )
    columns = {header: first + at for at, header in enumerate(HEADERS)}
    headers = _headers(sheet, table.header_row, gone, ours)
    return OurColumns(table, table.header_row, columns, headers)


def _headers(
    sheet: SheetSnapshot, row: int, not_hers: Collection[int], ours: Owned
) -> dict[str, str]:
    """Give our headers in the language that is spoken; those that read so already stay."""
    cells = enumerate(sheet.rows[row - 1], 1)
    texts = {str(raw).strip() for at, raw in cells if raw and at not in not_hers}
    stand, headers = ours.headers.get(sheet.name, {}), {}
    for header in HEADERS:
        plain, beside_hers = forms(header)
        text = beside_hers if plain in texts else plain
        headers[header] = stand[header] if stand.get(header) in {plain, beside_hers} else text
    return headers


def _beside_drawings(sheet: SheetSnapshot, first: int) -> int:
    """Step past charts and pictures: they would hide our columns, and be stretched by them."""
    for area in sorted(sheet.drawn, key=lambda area: area.first_column):
        if area.first_column < first + len(HEADERS) and first <= area.last_column:
            first = area.last_column + 1
    return first


def _right_end(sheet: SheetSnapshot, header_row: int, gone: frozenset[int]) -> int:
    """Give the last column in which anything stands, from the header down; formulas count.

    gone: columns of ours that are about to be taken off.
    """
    last = max(table.last_column for table in sheet.tables.values()) if sheet.tables else 0
    for row in sheet.rows[header_row - 1 :]:
        at = len(row)
        while at > last and (at in gone or row[at - 1] is None or row[at - 1] == ""):
            at -= 1
        last = max(last, at)
    cells = (*sheet.formulas, *sheet.notes)
    below = [column for row, column in cells if row >= header_row and column not in gone]
    merged = [area.last_column for area in sheet.merged if area.last_row >= header_row]
    last = max(last, *below, *merged, 0)
    header = [at for at, raw in enumerate(sheet.rows[header_row - 1], 1) if raw and at not in gone]
    end = max(header, default=0)
    if last - end <= FAR_OFF:
        return last
    return _before_gap(end, last, {*below, *merged} | _filled(sheet, header_row, end))


def _filled(sheet: SheetSnapshot, header_row: int, after: int) -> set[int]:
    """Give the columns behind the headers in which something stands."""
    rows = sheet.rows[header_row - 1 :]
    cells = ((at, raw) for row in rows for at, raw in enumerate(row[after:], after + 1))
    return {at for at, raw in cells if raw is not None and raw != ""}


def _before_gap(end: int, last: int, used: set[int]) -> int:
    """Give the last column before the first gap: a stray cell far out is no part of her table."""
    for at in range(end, last):
        if used.isdisjoint(range(at + 1, at + 2 + len(HEADERS))):
            return at
    return last


def _row(one: Assessment, as_of: date) -> tuple[Value, ...]:
    """Say what our columns read in a person's row."""
    line = line_of(one, say(GAPS_TAB))
    return line.status, line.missing or None, line.due, as_of


def _mark_cell(marks: Wanted, snapshot: BookSnapshot, roster: Roster, finding: Finding) -> None:
    """Add a finding to the mark of its cell; the gravest finding gives the fill."""
    place = finding.place
    if place is None or place.column is None or finding.pace == "on pace":
        return
    ref = CellRef(place.sheet, place.row, place.column)
    facts = {"status": status_word(finding.outcome), "message": finding.message}
    lines: tuple[str, ...] = (sentence("mark.note_line", facts),)
    if finding.action:
        lines = (*lines, sentence("mark.next_step", {"action": finding.next_step}))
    cells = marks.cells
    before = cells.get(ref)
    if before is None:
        token = _token(snapshot, roster, finding, ref)
        cells[ref] = CellMark(lines, finding.outcome, _unused(token, marks.tokens))
        return
    gravest = min(before.outcome, finding.outcome, key=lambda o: GRAVITY[o])
    more = tuple(line for line in lines if line not in before.lines)
    cells[ref] = CellMark((*before.lines, *more), gravest, before.token)


def _token(snapshot: BookSnapshot, roster: Roster, finding: Finding, ref: CellRef) -> str:
    """Name a cell by person (in a log, by what else its row says) and header, not by its place."""
    sheet = snapshot.sheet(ref.sheet)
    table = next((t for t in roster.tables if t.sheet == ref.sheet), None)
    if sheet is None or table is None:
        return ""
    in_roster = table.kind is TableKind.ROSTER
    who = finding.person.key if in_roster and finding.person else _row_says(sheet, ref)
    header = str(value_at(sheet.rows, table.header_row, ref.column) or "")
    text = "\x1f".join((ref.sheet, who, header))
    return blake2b(text.encode(), digest_size=5).hexdigest()


def _unused(token: str, used: set[str]) -> str:
    """Give a token that no other cell has: one person may stand in two rows."""
    number, free = 1, token
    while free in used:
        number += 1
        free = f"{token}{number:x}"
    used.add(free)
    return free


def _row_says(sheet: SheetSnapshot, ref: CellRef) -> str:
    """Give what a row says apart from one cell."""
    cells = sheet.rows[ref.row - 1] if ref.row <= len(sheet.rows) else ()
    return "\x1f".join(str(raw or "") for n, raw in enumerate(cells, 1) if n != ref.column)


def listed(judged: Assessments) -> Iterable[Finding]:
    """Give the flagged findings as the Gaps tab lists them: by name, the most urgent first."""

    def key(finding: Finding) -> tuple[object, ...]:
        person = finding.person
        place = finding.place or Place("", 0)
        return (
            person is None,
            person.name.casefold() if person else "",
            person.key if person else "",
            GRAVITY[finding.outcome],
            finding.due or date.max,
            finding.rule,
            place.sheet,
            place.row,
        )

    return sorted(judged.flagged(), key=key)
