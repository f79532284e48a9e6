"""The rows of a roster -> Person, each cell parsed by the role of its column."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from models.cells import DateOrder, Memo, Parsed, Raw, fold_accents, parse_email, parse_text
from models.intake.fields import Role, field_of
from models.intake.grid import Grid, turned
from models.intake.individuals import Individuals
from models.intake.mapping import readers
from models.intake.rows import RowKind, RowReader, row_text
from models.records import Degree, Table
from models.roster import BLANK, Listed, Person, Skipped
from models.rulepack import Pack

Reader = Callable[[Raw], Parsed[Any]]


class Memos(dict[Role, Memo[Any]]):
    """A remembering parser for each role, made when it is asked for; one set serves a book."""

    def __init__(self, parsers: Mapping[Role, Reader]) -> None:
        """Make none yet. parsers: for each role, what reads a cell."""
        super().__init__()
        self._parsers = parsers

    def __missing__(self, role: Role) -> Memo[Any]:
        memo = self[role] = Memo(self._parsers[role])
        return memo

    def but(self, role: Role, parse: Reader) -> Memos:
        """Give the same parsers, but for one; what they remember by now is shared."""
        others = Memos(self._parsers)
        others.update(self)
        others[role] = Memo(parse)
        return others


def memos(pack: Pack, order: DateOrder | None) -> Memos:
    """Give a remembering parser for each role."""
    return Memos({Role.TEXT: parse_text, **readers(pack, order)})


def read_people(
    grid: Grid, table: Table, pack: Pack, by_role: Memos, skipped: list[Skipped]
) -> Listed:
    """Read every person of a table; rows taken for something else go to `skipped`."""

    def is_heading(text: str) -> bool:
        known = pack.categories.knows(text) or pack.status(text).value is not None
        return known or "county" in fold_accents(text).split()

    rows = RowReader(grid, table, is_heading)
    first = table.header_row + 1
    others = dict(rows.others(first))
    for number, kind in others.items():
        if kind is not RowKind.BLANK:
            skipped.append(Skipped(table.place(number), kind.value, row_text(grid, number)))
    numbers = [number for number in range(first, len(grid.rows) + 1) if number not in others]
    columns = _columns(grid, numbers, table, by_role)
    keys = list(columns)
    rows_of_cells = zip(*columns.values(), strict=True) if keys else (() for _ in numbers)
    read = zip(numbers, rows_of_cells, strict=True)
    people = [_person(table, at, dict(zip(keys, cells, strict=False))) for at, cells in read]
    return Listed(table, people, columns)


def _role(table: Table, key: str) -> Role:
    known = field_of(table.kind, key)
    return known.role if known is not None else Role.TEXT


def _reader(role: Role, key: str, by_role: Memos) -> Reader:
    """Give the parser of a column; what hardly ever stands there twice is not remembered."""
    if key in {"person_id", "name", "first_name", "last_name"}:
        return parse_text
    return parse_email if role is Role.EMAIL else by_role[role].__getitem__


def _columns(
    grid: Grid, numbers: Sequence[int], table: Table, by_role: Memos
) -> dict[str, Sequence[Parsed[Any]]]:
    """Parse the mapped cells of some rows, column by column; see `_whole`."""
    columns = turned(_whole(grid, numbers, table))
    parsed: dict[str, Sequence[Parsed[Any]]] = {}
    for key, column in table.columns.items():
        read = _reader(_role(table, key), key, by_role)
        if column <= len(columns):
            cells = columns[column - 1]
            parsed[key] = [BLANK if raw is None else read(raw) for raw in cells]
        else:
            parsed[key] = [BLANK] * len(numbers)
    return parsed


def _whole(grid: Grid, numbers: Sequence[int], table: Table) -> Sequence[Sequence[Raw]]:
    """Give rows as they are read: a cell merged downwards says what its first row says."""
    rows = [grid.rows[number - 1] for number in numbers]
    merged = grid.down_merged(table.header_row + 1)
    if not merged:
        return rows
    width = max(table.columns.values(), default=0)
    return [
        [
            grid.at(number, column) if (number, column) in merged
            else row[column - 1] if column <= len(row) else None
            for column in range(1, width + 1)
        ]
        for number, row in zip(numbers, rows, strict=True)
    ]  # fmt: skip


def _person(table: Table, number: int, cells: Mapping[str, Parsed[Any]]) -> Person:
    name = full_name(cells)
    key = cells.get("person_id", BLANK).value or cells.get("email", BLANK).value or name
    categories = cells.get("category", BLANK).value or ()
    return Person(key or f"{table.sheet} row {number}", name, table, number, cells, categories)


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
