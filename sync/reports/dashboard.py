"""The Dashboard tab: the figures beside their definitions, each with a chart of the same cells.

Every row has a key in a hidden column; the key of a table's first row also says which of its
columns are drawn, so that the charts can be made from the cells alone.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from models.figures.shape import Chart, ChartKind, Figures, Grade, Line, Section, Table
from models.language import say
from models.wording import sentence
from sync.books.base import Area, Format, OwnCell, OwnChart, OwnSeries, OwnSheet, Value
from sync.marks.tabs import BOARD, DASHBOARD, TITLES

LABEL_WIDTH, NUMBER_WIDTH, GAP_WIDTH, CHART_WIDTH = 52.0, 11.0, 2.0, 10.0
COLUMNS = 7
"""A table has a column of labels and usually no more than six of numbers."""
CHART_COLUMNS = 8
LONGEST = 112
"""So many letters of a definition fit the width of the usual columns."""
PAGE_ROWS = 46
"""So many rows fit a printed page at this scale."""
SCALE = 64
KINDS: Mapping[str, Grade] = {DASHBOARD: Grade.COORDINATOR, BOARD: Grade.BOARD}
_BOLD, _PLAIN = Format(bold=True), Format()
_SECTION = Format(bold=True, fill="D5DAE1")
_HEAD = Format(bold=True, wrap=True, fill="EEF0F3")
_HEAD_NUMBER = Format(bold=True, wrap=True, right=True, fill="EEF0F3")
_LABEL, _TOTAL = Format(wrap=True, top=True), Format(bold=True, wrap=True, top=True)
_NUMBER, _SUM = Format(top=True, right=True), Format(bold=True, top=True, right=True)
_BETWEEN = "|"
LOOKS: Mapping[str, tuple[Format, Format | None]] = {
    "title": (_BOLD, None),
    "headline": (_BOLD, None),
    "as_of": (_PLAIN, None),
    "about": (_PLAIN, None),
    "section": (_SECTION, _SECTION),
    "table": (_BOLD, None),
    "head": (_HEAD, _HEAD_NUMBER),
    "line": (_LABEL, _NUMBER),
    "total": (_TOTAL, _SUM),
    "definition": (_PLAIN, None),
    "remark": (_PLAIN, None),
}
"""The look of the first cell of a row, and of the others, by the key of the row."""


@dataclass
class _Rows:
    """The rows of a sheet as they are put together, each with its key."""

    columns: int
    cells: list[list[OwnCell]] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)

    def add(self, key: str, *cells: OwnCell) -> None:
        """Put a row at the end."""
        self.cells.append(list(cells))
        self.keys.append(key)

    def lines(self, key: str, text: str) -> None:
        """Put a text at the end, in as many rows as it needs."""
        for at, line in enumerate(textwrap.wrap(text, LONGEST), 1):
            self.add(f"{key}.{at}", OwnCell(line, _PLAIN))

    def blank(self, key: str, until: int) -> None:
        """Put blank rows until there are so many rows."""
        for at in range(1, until - len(self.cells) + 1):
            self.add(f"{key}.blank.{at}")

    def whole(self) -> Iterator[list[OwnCell]]:
        """Give the rows with their keys in the hidden column."""
        for cells, key in zip(self.cells, self.keys, strict=True):
            more = key_column(self.columns) - 1 - len(cells)
            yield [*cells, *(OwnCell() for _ in range(more)), OwnCell(key)]


def key_column(columns: int) -> int:
    """Give the hidden column behind the tables, a gap and the charts."""
    return columns + 1 + CHART_COLUMNS + 1


def dashboard_sheet(name: str, kind: str, figures: Figures, night: int | None = None) -> OwnSheet:
    """Make the tab. kind: one of `KINDS`; its title is by what the tab is known again.

    night: the number of the night in which a service wrote it.
    """
    most = max((len(t.columns) for s in figures.sections for t in s.tables), default=0)
    rows = _Rows(max(COLUMNS, 1 + most))
    rows.add("title", OwnCell(say(TITLES[kind]), _BOLD))
    facts = {"day": figures.as_of, "pack": figures.pack_title, "version": figures.pack_version}
    rows.lines("as_of", sentence("figures.tab_as_of", facts))
    if night is not None:
        rows.lines("as_of.night", sentence("figures.tab_night", {"night": night}))
    rows.lines("about", sentence("figures.tab_about", {}))
    for at, line in enumerate(figures.headline, 1):
        rows.add(f"headline.{at}", OwnCell(f"• {line}", _BOLD))
    for section in figures.sections:
        _section(rows, section)
    return _sheet(name, [*rows.whole()])


def told_again(name: str, lines: Sequence[Sequence[Value]]) -> OwnSheet | None:
    """Make the tab from what it said at another time, line by line; None: its keys are gone."""
    columns = max((len(line) for line in lines), default=0)
    if lines and len(lines[0]) == 1:  # of the first row a ledger keeps the title alone
        lines = [[lines[0][0], *[None] * (columns - 2), "title"], *lines[1:]]
    keys = [str(line[-1] or "") if len(line) == columns else "" for line in lines]
    if not all(keys) or columns < key_column(COLUMNS):
        return None
    rows = [[OwnCell(value, _look(key, at)) for at, value in enumerate(line)]
            for key, line in zip(keys, lines, strict=True)]  # fmt: skip
    return _sheet(name, rows)


def _look(key: str, at: int) -> Format | None:
    """Give the look of a cell by the key of its row."""
    first, _, rest = key.partition(_BETWEEN)[0].partition(".")
    name = first if first in LOOKS else rest.partition(".")[0]
    looks = LOOKS.get(name, (None, None))
    return looks[0] if at == 0 else looks[1]


def _section(rows: _Rows, section: Section) -> None:
    rows.add(f"before.{section.key}")
    cells = [OwnCell(section.title, _SECTION)]
    rows.add(f"section.{section.key}", *cells, *_blanks(rows.columns - 1, _SECTION))
    for table in section.tables:
        _table(rows, table)


def _blanks(number: int, look: Format) -> list[OwnCell]:
    return [OwnCell(None, look) for _ in range(number)]


def _table(rows: _Rows, table: Table) -> None:
    """Put a table with its definition below, and room beside it for its chart."""
    first = len(rows.cells)
    rows.add(f"{table.key}.table{_drawn(table)}", OwnCell(table.title, _BOLD))
    heads = [
        OwnCell(table.first_column, _HEAD),
        *(OwnCell(c.label, _HEAD_NUMBER) for c in table.columns),
    ]
    rows.add(f"{table.key}.head", *heads)
    for line in table.lines:
        key = line.key.replace(_BETWEEN, "/")
        rows.add(f"{table.key}.line.{key}", *_cells(line, _LABEL, _NUMBER))
    if table.total is not None:
        rows.add(f"{table.key}.total", *_cells(table.total, _TOTAL, _SUM))
    rows.lines(f"{table.key}.definition", table.definition)
    for at, remark in enumerate(table.remarks, 1):
        rows.lines(f"{table.key}.remark.{at}", remark)
    height = _height(table) if table.chart is not None else 0
    rows.blank(table.key, max(first + height, len(rows.cells)) + 1)


def _drawn(table: Table) -> str:
    """Say in the key of a table what is drawn of it, and in which words."""
    chart = table.chart
    if chart is None:
        return ""
    columns = ",".join(map(str, chart.columns))
    return _BETWEEN.join(("", chart.kind.value, columns, chart.alt.replace(_BETWEEN, "/")))


def _height(table: Table) -> int:
    """Give the rows that a chart needs: two for three bars, and its title and legend."""
    legend = 2 if table.chart is not None and len(table.chart.columns) > 1 else 0
    return max(9, 5 + legend + -(-len(table.lines) * 8 // 5))


def _cells(line: Line, label: Format, number: Format) -> list[OwnCell]:
    values: list[Value] = [
        sentence("figures.hidden", {}) if value.hidden else _plain(value.number)
        for value in line.values
    ]
    return [OwnCell(line.label, label), *(OwnCell(value, number) for value in values)]


def _plain(value: float | None) -> float | int | None:
    return int(value) if value is not None and value == int(value) else value


def _sheet(name: str, rows: Sequence[Sequence[OwnCell]]) -> OwnSheet:
    """Give the rows their charts, widths, and how they print."""
    keys = key_column_of(rows)
    columns = keys - CHART_COLUMNS - 2
    blocks = [*_blocks(rows, keys)]
    widths = [LABEL_WIDTH, *[NUMBER_WIDTH] * (columns - 1), GAP_WIDTH]
    widths += [*[CHART_WIDTH] * CHART_COLUMNS, NUMBER_WIDTH]
    return OwnSheet(
        name,
        rows,
        widths,
        fit_width=False,
        print_columns=keys - 1,
        charts=[chart for block in blocks if (chart := _chart(block, rows, columns)) is not None],
        scale=SCALE,
        page_ends=_page_ends(rows, blocks, keys),
        key_column=keys,
    )


def key_column_of(rows: Sequence[Sequence[OwnCell]]) -> int:
    """Give the column of the keys: the last one."""
    return max(len(row) for row in rows)


@dataclass(frozen=True)
class _Block:
    """The rows of one table: first, last; its first and last line; what is drawn of it."""

    key: str
    first: int
    last: int
    lines: tuple[int, int]
    drawn: Chart | None


def _blocks(rows: Sequence[Sequence[OwnCell]], column: int) -> Iterator[_Block]:
    """Find the tables by the keys of their rows."""
    keys = [str(row[column - 1].value or "") if len(row) >= column else "" for row in rows]
    for at, key in enumerate(keys, 1):
        name, _, said = key.partition(_BETWEEN)
        if not name.endswith(".table"):
            continue
        table = name.removesuffix(".table")
        mine = [n for n, other in enumerate(keys, 1) if other.startswith(f"{table}.")]
        lines = [n for n in mine if keys[n - 1].startswith(f"{table}.line.")]
        if lines:
            yield _Block(table, at, max(mine), (lines[0], lines[-1]), _said_drawn(said))


def _said_drawn(said: str) -> Chart | None:
    parts = said.split(_BETWEEN, 2)
    if len(parts) < 3:
        return None
    columns = tuple(int(number) for number in parts[1].split(",") if number.isdecimal())
    return Chart(kind=ChartKind(parts[0]), columns=columns, alt=parts[2])


def _chart(block: _Block, rows: Sequence[Sequence[OwnCell]], columns: int) -> OwnChart | None:
    """Make the chart of a table from its cells."""
    drawn = block.drawn
    if drawn is None:
        return None
    first, last = block.lines
    labels = [str(rows[n - 1][0].value or "") for n in range(first, last + 1)]
    bottom = min(block.last - 1, block.first + CHART_MOST)
    return OwnChart(
        block.key,
        (block.first, 1),
        str(rows[block.first - 1][0].value or ""),
        drawn.alt,
        drawn.kind is ChartKind.STACKED,
        Area(first, 1, last, 1),
        tuple(labels),
        tuple(_series(rows, block, at + 2) for at in drawn.columns),
        Area(block.first, columns + 2, bottom, columns + 1 + CHART_COLUMNS),
    )


CHART_MOST = 40
"""A chart is no higher than so many rows."""


def _series(rows: Sequence[Sequence[OwnCell]], block: _Block, column: int) -> OwnSeries:
    first, last = block.lines
    head = first - 1
    values = [rows[n - 1][column - 1].value for n in range(first, last + 1)]
    return OwnSeries(
        (head, column),
        str(rows[head - 1][column - 1].value or ""),
        Area(first, column, last, column),
        tuple(float(v) if isinstance(v, int | float) else None for v in values),
    )


def _page_ends(
    rows: Sequence[Sequence[OwnCell]], blocks: Sequence[_Block], column: int
) -> list[int]:
    """Say after which rows a page ends, so that no table is parted from its chart."""
    ends: list[int] = []
    begin = 1
    for block in blocks:
        # The title of a section goes with its first table.
        above = str(rows[block.first - 2][column - 1].value or "") if block.first > 1 else ""
        first = block.first - 2 if above.startswith("section.") else block.first
        if block.last - begin >= PAGE_ROWS and first > begin:
            ends.append(first - 1)
            begin = first
    return ends
