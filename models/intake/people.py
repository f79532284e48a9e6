"""The rows of a roster -> Person, each cell parsed by the role of its column."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import compress, count, repeat, starmap
from typing import Any

from models.cells import (
    DateOrder,
    Memo,
    Parsed,
    Raw,
    fold_accents,
    parse_dates,
    parse_emails,
    parse_text,
    parse_texts,
)
from models.intake.fields import Role, roles
from models.intake.grid import Grid, turned
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
        self.parsers = parsers

    def __missing__(self, role: Role) -> Memo[Any]:
        memo = self[role] = Memo(self.parsers[role])
        return memo

    def but(self, role: Role, parse: Reader) -> Memos:
        """Give the same parsers, but for one; what they remember by now is shared."""
        others = Memos({**self.parsers, role: parse})
        others.update(self)
        others[role] = Memo(parse)
        return others


def memos(pack: Pack, order: DateOrder | None) -> Memos:
    """Give a remembering parser for each role."""
    return Memos(_parsers(pack, order))


@lru_cache(maxsize=16)
def _parsers(pack: Pack, order: DateOrder | None) -> Mapping[Role, Reader]:
    return {Role.TEXT: parse_text, **readers(pack, order)}


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
    if rows.columns is None:
        found: Sequence[Sequence[Raw]] = turned(_whole(grid, numbers, table))
    else:
        found = rows.columns
        if others:
            hers = [number not in others for number in range(first, len(grid.rows) + 1)]
            found = [[*compress(column, hers)] for column in found]
    columns = _columns(found, len(numbers), table, by_role)
    return Listed(table, _people(table, numbers, columns), columns)


NEVER_TWICE = frozenset({"person_id", "name", "first_name", "last_name"})
"""What hardly ever stands there twice is not remembered."""
FEW = 16
"""Fewer cells are read one by one, which is quicker for a formula of one row."""
TOP = 100
"""So many cells tell whether most dates of a column stand in it once."""


def _parsed(role: Role, key: str, cells: Sequence[Raw], by_role: Memos) -> Sequence[Parsed[Any]]:
    """Parse the cells of a column."""
    if key in NEVER_TWICE:
        return parse_texts(cells) if len(cells) >= FEW else [*map(parse_text, cells)]
    if role is Role.EMAIL:
        return parse_emails(cells)
    memo = by_role[role]
    if role is Role.DATE and len(cells) >= FEW and 2 * len({*cells[:TOP]}) > len(cells[:TOP]):
        return parse_dates(cells, memo)
    return [*map(memo.__getitem__, cells)]


def _columns(
    columns: Sequence[Sequence[Raw]], rows: int, table: Table, by_role: Memos
) -> Mapping[str, Sequence[Parsed[Any]]]:
    """Parse the mapped columns of some rows."""
    read_as = zip(table.columns.items(), roles(table.kind, *table.columns), strict=True)
    width, parsers = len(columns), by_role.parsers
    if rows == 1:  # each cell is read once, so that nothing need be remembered
        return {
            key: [parsers[role](columns[column - 1][0])] if column <= width else [BLANK]
            for (key, column), role in read_as
        }
    return {
        key: _parsed(role, key, columns[column - 1], by_role) if column <= width else [BLANK] * rows
        for (key, column), role in read_as
    }


def _whole(grid: Grid, numbers: Sequence[int], table: Table) -> Sequence[Sequence[Raw]]:
    """Give rows as they are read: a cell merged downwards says what its first row says."""
    rows = [grid.rows[number - 1] for number in numbers]
    if not grid.merged:
        return rows
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


def _people(
    table: Table, numbers: Sequence[int], columns: Mapping[str, Sequence[Parsed[Any]]]
) -> Sequence[Person]:
    """Make the people of some rows, of whom the columns tell."""
    nothing = [BLANK] * len(numbers)
    ids, emails, said = (columns.get(key, nothing) for key in ("person_id", "email", "category"))
    names = _full_names(columns) or [""] * len(numbers)
    keys = [
        id_.value or email.value or name or f"{table.sheet} row {number}"
        for id_, email, name, number in zip(ids, emails, names, numbers, strict=True)
    ]
    categories = [cell.value or () for cell in said]
    given = zip(keys, names, repeat(table), numbers, repeat(columns), count(), categories)
    return [*starmap(Person, given)]


def _full_names(columns: Mapping[str, Sequence[Parsed[Any]]]) -> Sequence[str]:
    """Give the name of each row, from one column or from two; "" where there is none."""
    parted = [columns[key] for key in ("first_name", "last_name") if key in columns]
    parts = [" ".join([cell.value for cell in cells if cell.value]) for cells in zip(*parted)]  # noqa: B905 - all are as long
    if "name" not in columns:
        return parts
    names = columns["name"]
    if not parts:
        return [cell.value or "" for cell in names]
    return [cell.value or part for cell, part in zip(names, parts, strict=True)]


def read_degrees(listed: Iterable[Listed]) -> None:
    """Note the degree that stands in each row of the roster."""
    for one in listed:
        for person, cell in zip(one.people, one.columns.get("degree", ()), strict=False):
            if not cell.blank:
                day = person.cell("degree_date")
                title = str(cell.value or "")
                problem = cell.problem or day.problem
                place = person.place("degree")
                degree = Degree(cell.value, day.value, title, place, problem)
                person.individual.degrees.append(degree)
