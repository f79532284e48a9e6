"""The rows of a roster -> Person, each cell parsed by the role of its column."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from models.cells import DateOrder, Memo, Parsed, Raw, fold_accents, parse_email, parse_text
from models.intake.fields import Role, field_of
from models.intake.grid import Grid
from models.intake.individuals import Individuals
from models.intake.mapping import readers
from models.intake.rows import RowKind, RowReader, row_text
from models.records import Degree, Table
from models.roster import BLANK, Person, Skipped
from models.rulepack import Pack

Memos = Mapping[Role, Memo[Any]]
Reader = Callable[[Raw], Parsed[Any]]


def memos(pack: Pack, order: DateOrder | None) -> Memos:
    """Give a remembering parser for each role; one set serves a whole book."""
    parsers = {Role.TEXT: parse_text, **readers(pack, order)}
    return {role: Memo(parse) for role, parse in parsers.items()}


def read_people(
    grid: Grid, table: Table, pack: Pack, by_role: Memos, skipped: list[Skipped]
) -> list[Person]:
    """Read every person of a table; rows taken for something else go to `skipped`."""

    def is_heading(text: str) -> bool:
        known = pack.categories.knows(text) or pack.status(text).value is not None
        return known or "county" in fold_accents(text).split()

    rows = RowReader(grid, table, is_heading)
    merged = grid.down_merged(table.header_row + 1)
    columns = [
        (key, column - 1, _reader(_role(table, key), key, by_role))
        for key, column in table.columns.items()
    ]
    people = []
    for number in range(table.header_row + 1, len(grid.rows) + 1):
        kind = rows.kind(number)
        if kind is RowKind.PERSON:
            cells = _cells(grid, number, columns, merged)
            people.append(_person(table, number, cells))
        elif kind is not RowKind.BLANK:
            skipped.append(Skipped(table.place(number), kind.value, row_text(grid, number)))
    return people


def _role(table: Table, key: str) -> Role:
    known = field_of(table.kind, key)
    return known.role if known is not None else Role.TEXT


def _reader(role: Role, key: str, by_role: Memos) -> Reader:
    """Give the parser of a column; what hardly ever stands there twice is not remembered."""
    if key in {"person_id", "name", "first_name", "last_name"}:
        return parse_text
    return parse_email if role is Role.EMAIL else by_role[role].__getitem__


def _cells(
    grid: Grid,
    number: int,
    columns: Sequence[tuple[str, int, Reader]],
    merged: Mapping[tuple[int, int], tuple[int, int]],
) -> dict[str, Parsed[Any]]:
    """Parse the mapped cells of a row; a cell merged downwards says what its first row says."""
    row = grid.rows[number - 1]
    width = len(row)
    if not merged:
        return {
            key: read(said) if at < width and (said := row[at]) is not None else BLANK
            for key, at, read in columns
        }
    cells: dict[str, Parsed[Any]] = {}
    for key, at, read in columns:
        raw: Raw = row[at] if at < width else None
        if (number, at + 1) in merged:
            raw = grid.at(number, at + 1)
        cells[key] = read(raw)
    return cells


def _person(table: Table, number: int, cells: Mapping[str, Parsed[Any]]) -> Person:
    name = full_name(cells)
    key = cells.get("person_id", BLANK).value or cells.get("email", BLANK).value or name
    person = Person(key or f"{table.sheet} row {number}", name, table, number, cells)
    person.categories = cells.get("category", BLANK).value or ()
    return person


def read_degrees(everybody: Individuals) -> None:
    """Note the degree that stands in each row of the roster."""
    for one in everybody.all:
        for person in one.rows:
            cell = person.cells.get("degree", BLANK)
            if not cell.blank:
                day = person.cell("degree_date")
                title = str(cell.value or "")
                problem = cell.problem or day.problem
                place = person.place("degree")
                one.degrees.append(Degree(cell.value, day.value, title, place, problem))


def full_name(cells: Mapping[str, Parsed[Any]]) -> str:
    """Give the name, from one column or from two; "" where there is none."""
    whole = cells.get("name", BLANK).value
    if whole:
        return str(whole)
    parts = (cells.get("first_name", BLANK).value, cells.get("last_name", BLANK).value)
    return " ".join(str(part) for part in parts if part)
