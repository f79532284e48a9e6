"""What the template writes: each table as words in cells, each chart as shapes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from models.figures.shape import ChartKind, Column, Line, Section, Table, Value
from models.hiding import LEAST
from models.wording import number, sentence, written
from sync.board.content import Content
from sync.board.drawings import Drawing, Point, bars, stacked, trend
from sync.board.numbers import TOTAL, Cell, table_key

MOST_ON_PAGE = 18
"""A table of so many lines is not divided between two pages."""
LONGEST = 48
"""Letters that fit above a bar."""


@dataclass(frozen=True)
class CellView:
    """One cell: its words, and what it is: a number, about a number, hidden, or not known."""

    text: str
    kind: str = "number"


@dataclass(frozen=True)
class RowView:
    """One line of a table."""

    label: str
    cells: tuple[CellView, ...]


@dataclass(frozen=True)
class ChartView:
    """A chart and what it says for who does not see it."""

    drawing: Drawing
    alt: str


@dataclass(frozen=True)
class TableView:
    """One table with its words around it."""

    key: str
    title: str
    definition: str
    caption: str
    first_column: str
    columns: tuple[str, ...]
    rows: tuple[RowView, ...]
    total: RowView | None
    remarks: tuple[str, ...]
    chart: ChartView | None

    @property
    def wide(self) -> bool:
        """Whether it needs the whole width."""
        return len(self.columns) > 2

    @property
    def whole(self) -> bool:
        """Whether it is short enough to stand on one page."""
        return len(self.rows) <= MOST_ON_PAGE


@dataclass(frozen=True)
class SectionView:
    """Tables that belong together."""

    key: str
    title: str
    tables: tuple[TableView, ...]


def sections_of(content: Content) -> list[SectionView]:
    """Make everything ready to be written down."""
    return [
        SectionView(one.key, one.title, tuple(_table(one, table, content) for table in one.tables))
        for one in content.figures.sections
    ]


def everybody(content: Content) -> CellView:
    """Say how many people there are."""
    value = content.figures.people
    return _cell(value, content.near.get(str(Cell("people", TOTAL, 0))))


def _table(section: Section, table: Table, content: Content) -> TableView:
    key = table_key(section, table)
    note = sentence("figures.hidden.note", {"least": LEAST})  # said once, for the whole pack
    rows = tuple(_row(key, line.key, line, content) for line in table.lines)
    total = None if table.total is None else _row(key, TOTAL, table.total, content)
    remarks = tuple(remark for remark in table.remarks if remark != note)
    every = rows if total is None else (*rows, total)
    if every and all(cell.kind == "hidden" for row in every for cell in row.cells):
        rows, total = (), None
        remarks = (sentence("board.all_hidden", {"least": LEAST}), *remarks)
    return TableView(
        f"{section.key}-{table.key}",
        table.title,
        table.definition,
        _caption(table, content),
        table.first_column,
        tuple(_head(column, table.columns) for column in table.columns),
        rows,
        total,
        remarks,
        _chart(table, rows, key, content.near) if rows else None,
    )


def _caption(table: Table, content: Content) -> str:
    units = ", ".join(dict.fromkeys(column.unit for column in table.columns))
    facts = {"what": table.first_column, "units": units, "day": written(content.as_of)}
    return sentence("board.caption", facts)


def _head(column: Column, columns: Sequence[Column]) -> str:
    """Give the head of a column, with what is counted where the columns differ in that."""
    same = len({one.unit for one in columns}) == 1
    told = column.unit.casefold() in column.label.casefold()
    return column.label if same or told else f"{column.label} ({column.unit})"


def _row(table: str, key: str, line: Line, content: Content) -> RowView:
    names = [str(Cell(table, key, at)) for at in range(len(line.values))]
    cells = (
        CellView(content.said[name], "said")
        if name in content.said
        else _cell(value, content.near.get(name))
        for name, value in zip(names, line.values, strict=True)
    )
    return RowView(line.label, tuple(cells))


def _cell(value: Value, near: float | None) -> CellView:
    if value.number is not None:
        return CellView(number(value.number))
    if near is not None:
        return CellView(sentence("board.about", {"number": near}), "about")
    return CellView(*_words(value))


def _words(value: Value) -> tuple[str, str]:
    if value.hidden:
        return sentence("board.hidden", {}), "hidden"
    return sentence("board.unknown", {}), "unknown"


def _chart(
    table: Table, rows: Sequence[RowView], key: str, near: Mapping[str, float]
) -> ChartView | None:
    chart = table.chart
    if chart is None or not table.lines:
        return None
    lines = [
        (_short(row.label), [_point(key, line, row, at, near) for at in chart.columns])
        for line, row in zip(table.lines, rows, strict=True)
    ]
    if all(point.number is None for _, points in lines for point in points):
        return None
    labels = [table.columns[at].label for at in chart.columns]
    if chart.kind is ChartKind.TREND:
        return ChartView(trend(_days(table), _series(lines, labels)), chart.alt)
    drawing = bars(lines, labels) if chart.kind is ChartKind.BARS else stacked(lines, labels)
    return ChartView(drawing, chart.alt)


def _days(table: Table) -> list[tuple[float, str]]:
    """Say where each day of a trend stands between the first and the last."""
    days = [date.fromisoformat(line.key).toordinal() for line in table.lines]
    span = max(1, days[-1] - days[0])
    return [
        ((day - days[0]) / span, line.label) for day, line in zip(days, table.lines, strict=True)
    ]


def _series(
    lines: Sequence[tuple[str, Sequence[Point]]], labels: Sequence[str]
) -> list[tuple[str, list[Point]]]:
    """Turn lines of days into one line for each column."""
    return [(label, [points[at] for _, points in lines]) for at, label in enumerate(labels)]


def _point(key: str, line: Line, row: RowView, at: int, near: Mapping[str, float]) -> Point:
    about = near.get(str(Cell(key, line.key, at)))
    value = line.values[at].number
    return Point(value if value is not None else about, row.cells[at].text, about is not None)


def _short(label: str) -> str:
    return label if len(label) <= LONGEST else f"{label[: LONGEST - 1].rstrip()}…"
