"""Assessments -> the marks that should stand: our columns, notes and fills on cells, our tabs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import blake2b

from models.findings import GRAVITY, Assessment, Assessments, Finding, Outcome, Place
from models.records import Table, TableKind
from models.roster import Roster
from sync.books.base import BookSnapshot, CellRef, SheetSnapshot, Value
from sync.marks.owned import Owned, value_at
from sync.marks.words import BULLET, HEADERS, OTHER_NAME, STATUS_WORDS

LONGEST_CELL = 500
"""Longer texts in *What is missing* are cut; the Gaps tab has all of it."""


@dataclass(frozen=True, slots=True)
class CellMark:
    """What a cell should carry: the lines of our note block, and the outcome for its fill."""

    lines: tuple[str, ...]
    outcome: Outcome
    who: str
    header: str


@dataclass(slots=True)
class OurColumns:
    """Our four columns beside one table: where they stand, and what each row should say."""

    table: Table
    header_row: int
    columns: Mapping[str, int]
    headers: Mapping[str, str]
    rows: dict[int, tuple[Value, ...]] = field(default_factory=dict)
    outcomes: dict[int, Outcome] = field(default_factory=dict)


@dataclass(slots=True)
class Wanted:
    """All marks that should stand in a book."""

    columns: dict[str, OurColumns] = field(default_factory=dict)
    cells: dict[CellRef, CellMark] = field(default_factory=dict)
    as_of: date = date.min
    findings: Sequence[tuple[str, str, str, Finding]] = ()


def wanted(snapshot: BookSnapshot, ours: Owned, roster: Roster, judged: Assessments) -> Wanted:
    """Say which marks should stand."""
    marks = Wanted(as_of=judged.as_of)
    for table in roster.tables:
        sheet = snapshot.sheet(table.sheet)
        if table.kind is TableKind.ROSTER and sheet is not None:
            marks.columns[table.sheet] = _our_columns(sheet, table, ours)
    for one in judged.people:
        columns = marks.columns[one.person.table.sheet]
        columns.rows[one.person.row] = _row(one, judged.as_of)
        columns.outcomes[one.person.row] = one.status
    for finding in judged.flagged():
        _mark_cell(marks.cells, snapshot, roster, finding)
    return marks


def _our_columns(sheet: SheetSnapshot, table: Table, ours: Owned) -> OurColumns:
    """Give our columns where they stand already, else at the right end of her table."""
    known = ours.columns.get(sheet.name)
    if known is not None:
        row = ours.header_rows[sheet.name]
        return OurColumns(table, row, known, ours.headers[sheet.name])
    first = _right_end(sheet, table.header_row) + 1
    texts = {str(raw).strip() for raw in sheet.rows[table.header_row - 1] if raw}
    columns = {header: first + at for at, header in enumerate(HEADERS)}
    headers = {h: OTHER_NAME.format(h) if h in texts else h for h in HEADERS}
    return OurColumns(table, table.header_row, columns, headers)


def _right_end(sheet: SheetSnapshot, header_row: int) -> int:
    """Give the last column in which anything stands, from the header down; formulas count."""
    last = max(table.last_column for table in sheet.tables.values()) if sheet.tables else 0
    for row in sheet.rows[header_row - 1 :]:
        at = len(row)
        while at > last and (row[at - 1] is None or row[at - 1] == ""):
            at -= 1
        last = max(last, at)
    below = [column for row, column in (*sheet.formulas, *sheet.notes) if row >= header_row]
    merged = [area.last_column for area in sheet.merged if area.last_row >= header_row]
    return max(last, *below, *merged, 0)


def _row(one: Assessment, as_of: date) -> tuple[Value, ...]:
    """Say what our columns read in a person's row."""
    texts = dict.fromkeys(f.brief for f in one.findings if f.flagged)
    missing = "".join(f"{BULLET if at == 0 else ' ' + BULLET}{t}" for at, t in enumerate(texts))
    if len(missing) > LONGEST_CELL:
        missing = missing[: LONGEST_CELL - 1].rstrip() + "…"
    return STATUS_WORDS[one.status], missing or None, one.next_due, as_of


def _mark_cell(
    cells: dict[CellRef, CellMark], snapshot: BookSnapshot, roster: Roster, finding: Finding
) -> None:
    """Add a finding to the mark of its cell; the gravest finding gives the fill."""
    place = finding.place
    if place is None or place.column is None or finding.pace == "on pace":
        return
    ref = CellRef(place.sheet, place.row, place.column)
    sheet = snapshot.sheet(place.sheet)
    line = f"{STATUS_WORDS[finding.outcome]}: {finding.message}"
    lines = (line, f"Next step: {finding.action}") if finding.action else (line,)
    before = cells.get(ref)
    if before is None:
        who = finding.person.key if finding.person else ""
        if sheet is not None and not _in_roster(roster, place):
            who = row_digest(sheet, place.row, place.column)
        header = _header(roster, sheet, place)
        cells[ref] = CellMark(lines, finding.outcome, who, header)
        return
    gravest = min(before.outcome, finding.outcome, key=lambda o: GRAVITY[o])
    more = tuple(line for line in lines if line not in before.lines)
    cells[ref] = CellMark((*before.lines, *more), gravest, before.who, before.header)


def _in_roster(roster: Roster, place: Place) -> bool:
    return any(
        t.kind is TableKind.ROSTER and t.sheet == place.sheet and place.row > t.header_row
        for t in roster.tables
    )


def _header(roster: Roster, sheet: SheetSnapshot | None, place: Place) -> str:
    """Give the header above a cell, to find the cell again when columns have moved."""
    table = next((t for t in roster.tables if t.sheet == place.sheet), None)
    if table is None or sheet is None or place.column is None:
        return ""
    return str(value_at(sheet.rows, table.header_row, place.column) or "")


def row_digest(sheet: SheetSnapshot, row: int, but: int) -> str:
    """Give a digest of a row without one cell: a row of a log has no other name."""
    cells = sheet.rows[row - 1] if row <= len(sheet.rows) else ()
    text = "\x1f".join(
        "" if raw is None else str(raw) for n, raw in enumerate(cells, 1) if n != but
    )
    return blake2b(text.encode(), digest_size=8).hexdigest()


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
