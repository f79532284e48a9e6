"""Where the tables of a book stand: which row is the header, what kind of table, which columns.

`find_layouts` proposes; `remembered_layout` finds again what a person has confirmed, and explains
what has drifted since.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from models.cells import Raw, fold_accents
from models.intake.fields import FIELDS, NEEDED, SHEET_WORDS, field_of
from models.intake.grid import Grid
from models.intake.headers import in_known_words, is_known
from models.intake.mapping import (
    WEAK,
    Column,
    Fits,
    Guess,
    guess_columns,
    known_headers,
    named_by,
)
from models.records import Table, TableKind
from models.rulepack import Pack
from models.wording import worded

_ASIDE = re.compile(r"\([^)]*\)")
ROWS_SEARCHED = 40
"""A header row is looked for this far down."""
SAMPLED = 60
FEWEST = 2
"""A header row that was not confirmed holds so many known headers."""
HEADERS_WEIGHED = 3
LIKELY = 0.6
"""A column is asked about if it is so likely to hold a field; below that it is hers alone."""


@dataclass(slots=True)
class Layout:
    """A table that was found: its kind, its header row, and a guess for each column."""

    sheet: str
    kind: TableKind
    header_row: int
    guesses: list[Guess]
    notices: list[str] = field(default_factory=list)

    def table(self) -> Table:
        """Give the table with the columns that are sure."""
        sure = [g for g in self.guesses if g.sure and g.field is not None]
        columns = {g.field.key: g.column.number for g in sure if g.field is not None}
        headers = {g.field.key: g.column.header for g in sure if g.field is not None}
        return Table(self.kind, self.sheet, self.header_row, columns, headers)

    @property
    def unsure(self) -> list[Guess]:
        """The columns that might hold a field, but not surely."""
        taken = {g.field.key for g in self.guesses if g.sure and g.field is not None}
        return [
            g
            for g in self.guesses
            if not g.sure and g.field is not None and g.field.key not in taken and g.score >= LIKELY
        ]

    @property
    def unmapped(self) -> list[str]:
        """The headers of the columns that no field is read from."""
        return [g.column.header for g in self.guesses if not g.sure]


def find_layouts(grids: Iterable[Grid], pack: Pack, weak: float = WEAK) -> list[Layout]:
    """Find the tables of a book, one on a sheet; sheets without a table are left out.

    weak: likenesses of headers up to this are not told apart. `IDLE` changes nothing in what is
    sure or asked about, only which second guess is offered; it is much faster.
    """
    found = (find_layout(grid, pack, weak) for grid in grids)
    return [layout for layout in found if layout is not None]


def find_layout(grid: Grid, pack: Pack, weak: float = WEAK) -> Layout | None:
    """Find the header row that explains a sheet best, and the kind of table below it.

    weak: likenesses of headers up to this are not told apart.
    """
    rows = [(row, columns, Fits(columns, pack)) for row, columns in _likeliest(grid)]
    for least in (1.0, weak):
        best: tuple[float, int, TableKind, list[Column], Fits] | None = None
        for row, columns, fits in rows:
            for kind in _kinds(columns) if least >= 1 else TableKind:
                guesses = guess_columns(columns, kind, pack, weak=least, fits=fits)
                score = _worth(grid, kind, guesses)
                if score > 0 and (best is None or score > best[0]):
                    best = score, row, kind, columns, fits
        if best is not None:
            _, row, kind, columns, fits = best
            return Layout(
                grid.name, kind, row, guess_columns(columns, kind, pack, weak=weak, fits=fits)
            )
    return None


def _kinds(columns: Sequence[Column]) -> Iterator[TableKind]:
    """Give the kinds of table whose needed fields known headers may name."""
    known = known_headers(columns)
    for kind in TableKind:
        named = named_by(known, kind)
        if all(not named.isdisjoint(group) for group in NEEDED[kind]):
            yield kind


def _likeliest(grid: Grid) -> list[tuple[int, list[Column]]]:
    """Give the rows with the most cells that are known headers of anything."""
    counted = [(_hits(columns), -row, columns) for row, columns in _headers_of(grid, FEWEST)]
    best = sorted((c for c in counted if c[0] >= FEWEST), key=lambda c: c[:2], reverse=True)
    return [(-row, _sampled(grid, -row, columns)) for _, row, columns in best[:HEADERS_WEIGHED]]


class Texts(dict[int, Sequence[str]]):
    """The texts of each row of a sheet, from column 1, cleaned once; "" where there is none."""

    def __init__(self, grid: Grid) -> None:
        super().__init__()
        self._grid = grid

    def __missing__(self, row: int) -> Sequence[str]:
        columns = range(1, self._grid.width + 1)
        texts = self[row] = [self._grid.text(row, column) for column in columns]
        return texts


def _headers_of(grid: Grid, fewest: int = 0) -> list[tuple[int, list[Column]]]:
    """Give the columns of every row that could be a header, alone or with the row above it.

    fewest: rows with fewer known headers may be left out.
    """
    found: dict[tuple[str, ...], tuple[int, list[Column]] | None] = {}
    texts = Texts(grid)
    for row in _candidates(grid, texts):
        gains = _gains_above(texts, row)
        if not gains and _knows_fewer(grid, texts, row, fewest):
            found.setdefault(tuple(_labels(filter(None, texts[row]))), None)
            continue
        columns = header_columns(grid, row, texts)
        if gains:
            stacked = header_columns(grid, row, texts, stacked=True)
            columns = stacked if _hits(stacked) > _hits(columns) else columns
        # A header that is repeated for printing stands for the first one.
        found.setdefault(tuple(column.header for column in columns), (row, columns))
    return [one for one in found.values() if one is not None]


def _knows_fewer(grid: Grid, texts: Texts, row: int, fewest: int) -> bool:
    """Whether fewer known headers stand in a row, as in that of a person; told without columns."""
    if not fewest or grid.across(row - 1):
        return False
    return sum(1 for own in texts[row] if own and ("(" in own or is_known(own))) < fewest


def _gains_above(texts: Texts, row: int) -> bool:
    """Whether a header is known together with the row above that is not known alone.

    Most rows are people, and names and numbers are no words of any header.
    """
    own = texts[row]
    return any(
        not is_known(below := own[number - 1])
        and in_known_words(group)
        and in_known_words(below)
        and is_known(_joined(group, below))
        for number, group in _stacked_groups(texts, row).items()
    )


def _hits(columns: Sequence[Column]) -> int:
    """Count the columns whose header is known."""
    return sum(any(is_known(reading) for reading in column.readings) for column in columns)


def _candidates(grid: Grid, texts: Texts) -> list[int]:
    """Give the rows that could be a header: several texts side by side."""
    rows = range(1, min(ROWS_SEARCHED, len(grid.rows)) + 1)
    if not grid.merged:
        return [row for row in rows if sum(map(bool, texts[row])) >= 2]
    return [row for row in rows if sum(bool(texts[row][c - 1]) for c in grid.filled(row)) >= 2]


def _worth(grid: Grid, kind: TableKind, guesses: Sequence[Guess]) -> float:
    """How well a kind of table explains a header row; 0 if the needed fields are not there."""
    sure = {g.field.key: g.score for g in guesses if g.sure and g.field is not None}
    if not all(any(key in sure for key in group) for group in NEEDED[kind]):
        return 0.0
    words = fold_accents(grid.name).split()
    named = any(_within(fold_accents(name).split(), words) for name in SHEET_WORDS[kind])
    return sum(sure.values()) + (2.0 if named else 0.0)


def _within(some: Sequence[str], words: Sequence[str]) -> bool:
    """Whether some words stand side by side in others."""
    spots = range(len(words) - len(some) + 1)
    return any(list(words[at : at + len(some)]) == list(some) for at in spots)


def header_columns(grid: Grid, row: int, texts: Texts, *, stacked: bool = False) -> list[Column]:
    """Read the header row; a merged row above it may hold the names of groups of columns.

    The columns come without samples: there are many rows that might be a header, see `_sampled`.
    stacked: the row above belongs to the header although nothing is merged, as in a CSV file.
    """
    groups = _stacked_groups(texts, row) if stacked else _merged_groups(grid, row)
    headers = [
        (number, own, header)
        for number, own in enumerate(texts[row], 1)
        if (header := _joined(groups.get(number, ""), own))
    ]
    columns = []
    labels = _labels(header for _, _, header in headers)
    for (number, own, header), label in zip(headers, labels, strict=True):
        said = (header, own, _ASIDE.sub(" ", own) if "(" in own else own)
        readings = tuple(dict.fromkeys(text for text in said if text.strip()))
        columns.append(Column(number, label, readings, ()))
    return columns


def _labels(headers: Iterable[str]) -> Iterator[str]:
    """Tell headers that read the same apart by a number."""
    seen: Counter[str] = Counter()
    for header in headers:
        seen[header] += 1
        yield header if seen[header] == 1 else f"{header} ({seen[header]})"


def _sampled(grid: Grid, row: int, columns: Sequence[Column]) -> list[Column]:
    """Give the columns of a header row with the first cells that stand below."""
    return [one._replace(samples=_samples(grid, row, one.number)) for one in columns]


def _merged_groups(grid: Grid, row: int) -> dict[int, str]:
    """Give the group of each column below an area that is merged across; a title is no group."""
    width = len(grid.filled(row))
    return {
        column: grid.text(row - 1, column)
        for _, left, _, right in grid.across(row - 1)
        for column in range(left, right + 1)
        if right - left + 1 < width
    }


def _stacked_groups(texts: Texts, row: int) -> dict[int, str]:
    """Give the text above each column; one stands for the columns right of it as well."""
    groups: dict[int, str] = {}
    text = ""
    for column, (above, own) in enumerate(zip(texts[row - 1], texts[row], strict=True), 1):
        text = above or text
        if above or own:
            groups[column] = text
    return groups


def _joined(group: str, own: str) -> str:
    """Join the name of a group and a column's own; the same words are not said twice."""
    return own if not group or group == own else f"{group} {own}".strip()


def _samples(grid: Grid, row: int, column: int) -> tuple[Raw, ...]:
    """Give the first cells below a header in which something stands."""
    below = grid.rows[row : row + SAMPLED]
    cells = (cells[column - 1] for cells in below if column <= len(cells))
    return tuple(raw for raw in cells if raw is not None and raw != "")


def remembered_layout(
    grid: Grid, kind: TableKind, headers: Mapping[str, str], pack: Pack
) -> Layout | None:
    """Find a table again by the headers that a person has confirmed.

    headers: field by header, as in `rostercheck.toml`. None: the headers are nowhere on the sheet.
    """
    wanted = {fold_accents(header): key for header, key in headers.items()}
    best = max(
        ((_found(columns, wanted), -row, columns) for row, columns in _headers_of(grid)),
        key=lambda found: found[:2],
        default=(0, 0, []),
    )
    count, row, columns = best[0], -best[1], best[2]
    if count == 0 or count * 2 < len(wanted):
        return None
    guesses = [_remembered(column, kind, wanted) for column in _sampled(grid, row, columns)]
    layout = Layout(grid.name, kind, row, guesses)
    layout.notices += _drift(layout, headers, pack)
    return layout


def _found(columns: Sequence[Column], wanted: Mapping[str, str]) -> int:
    return len({fold_accents(column.header) for column in columns} & set(wanted))


def _remembered(column: Column, kind: TableKind, wanted: Mapping[str, str]) -> Guess:
    key = wanted.get(fold_accents(column.header))
    known = field_of(kind, key) if key else None
    return Guess(column, known, 1.0 if known else 0.0, sure=known is not None)


def _drift(layout: Layout, headers: Mapping[str, str], pack: Pack) -> list[str]:
    """Say which confirmed columns are gone, and which column may be meant now."""
    here = {fold_accents(g.column.header) for g in layout.guesses}
    free = [g.column for g in layout.guesses if not g.sure]
    guesses = {g.field.key: g for g in guess_columns(free, layout.kind, pack) if g.field}
    said: list[str] = []
    for header, key in headers.items():
        if fold_accents(header) in here:
            continue
        near = guesses.get(key)
        facts = {"sheet": layout.sheet, "header": header}
        if near is not None and near.score > 0.6:
            said.append(worded("notice.column_gone.near", near=near.column.header, **facts))
        else:
            said.append(worded("notice.column_gone", **facts))
    return said


def labels(kind: TableKind) -> Mapping[str, str]:
    """Give the plain name of each field of a kind of table."""
    return {one.key: one.label for one in FIELDS[kind]}
