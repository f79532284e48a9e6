"""How figures went from day to day: a table and a chart of a few tables that tell the most."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from models.figures.levels import SHORT
from models.figures.shape import (
    Chart,
    ChartKind,
    Column,
    Figures,
    Line,
    Section,
    Table,
    Value,
)
from models.wording import number, sentence, written
from sync.board.numbers import TOTAL, Cell, Numbers, table_key
from sync.board.past import Then

_FOLLOWED = ("everybody.roster", "cycle.cycle", "quality.quality")
TRENDED = (*_FOLLOWED, *(f"{key}{form}" for key in _FOLLOWED for form in (SHORT, f"{SHORT}2")))
"""The tables that are followed, by section and key, in all their forms; by their first column."""
MOST_LINES = 6
"""A trend draws so many lines at most."""
SECTION = "trends"


def trends(
    figures: Figures, now: Then, points: Sequence[Then]
) -> tuple[Section, Mapping[str, float]]:
    """Make the section, and say which of its numbers are about so many."""
    near: dict[str, float] = {}
    tables = []
    for section in figures.sections:
        for table in section.tables:
            key = table_key(section, table)
            days = [one for one in (*points, now) if key in one.numbers.tables]
            if key in TRENDED and len(days) > 1:
                tables.append(_trend(key, section, table, days, near))
    return Section(key=SECTION, title=sentence("board.trends", {}), tables=tuple(tables)), near


def _trend(
    key: str, section: Section, table: Table, days: Sequence[Then], near: dict[str, float]
) -> Table:
    """Turn a table on its side: a line for each day, a column for each of its lines."""
    own = f"{SECTION}.{table.key}"
    lines = table.lines if table.total is None else (*table.lines, table.total)
    keys = [line.key for line in table.lines] + ([] if table.total is None else [TOTAL])
    rows = []
    for then in days:
        for at, line in enumerate(keys):
            about = then.numbers.about(Cell(key, line, 0))
            if about is not None:
                near[str(Cell(own, then.day.isoformat(), at))] = about
        values = tuple(_value(then.numbers, Cell(key, line, 0)) for line in keys)
        rows.append(Line(key=then.day.isoformat(), label=str(written(then.day)), values=values))
    series = [[_known(row, at, near, own) for row in rows] for at in range(len(keys))]
    labels = [line.label for line in lines]
    told = _most_changed(rows, len(keys))
    drawn = _drawn(series, table.total is not None, told)
    alt = " ".join(_alt(rows, drawn, labels, near, own))
    return Table(
        key=table.key,
        title=_title(rows, _named(labels, table, section), section.title, told),
        definition=sentence("board.trend.definition", {"what": section.title}),
        first_column=sentence("board.trend.day", {}),
        columns=tuple(Column(label=label, unit=table.columns[0].unit) for label in labels),
        lines=tuple(rows),
        chart=Chart(kind=ChartKind.TREND, columns=drawn, alt=alt) if _moves(series) else None,
    )


_Series = Sequence[float | None]


def _known(row: Line, at: int, near: Mapping[str, float], table: str) -> float | None:
    """Give a number as it is drawn; about so many will do."""
    value = row.values[at].number
    return near.get(str(Cell(table, row.key, at))) if value is None else value


def _drawn(series: Sequence[_Series], with_total: bool, told: int | None) -> tuple[int, ...]:
    """Say which columns are drawn: that of which the title tells, and the largest parts.

    What is not known on two days, or is always 0, is left out; with one part alone goes the total.
    """
    parts = len(series) - 1 if with_total else len(series)
    known = [
        at for at, one in enumerate(series) if sum(v is not None for v in one) > 1 and any(one)
    ]
    lines = sorted(
        (at for at in known if at < parts), key=lambda at: (at != told, -_most(series[at]))
    )
    chosen = set(lines[: MOST_LINES if told is None or told < parts else MOST_LINES - 1])
    if told is not None and told in known:
        chosen.add(told)
    if len(chosen) < 2:
        chosen |= {at for at in known if at >= parts}
    return tuple(sorted(chosen))


def _moves(series: Sequence[_Series]) -> bool:
    """Whether any number is another on one day than on another; else there is nothing to draw."""
    return any(len({value for value in one if value is not None}) > 1 for one in series)


def _most(one: _Series) -> float:
    return max(value or 0.0 for value in one)


def _named(labels: Sequence[str], table: Table, section: Section) -> list[str]:
    """Name the columns for a title: "All" alone would say too little."""
    parts = list(labels)
    return parts if table.total is None else [*parts[:-1], section.title]


def _most_changed(rows: Sequence[Line], columns: int) -> int | None:
    """Give the column that changed most since a day on which it is exactly known, too."""
    changes = {at: abs(last - first) for at in range(columns)
               if (both := _ends(rows, at)) is not None
               for first, last in (both[1:],) if first != last}  # fmt: skip
    return max(changes, key=lambda at: changes[at], default=None)


def _ends(rows: Sequence[Line], at: int) -> tuple[str, float, float] | None:
    """Give the first day on which a number is exactly known, and the number then and now."""
    exact = [(row, v) for row in rows if (v := row.values[at].number) is not None]
    if len(exact) < 2 or exact[-1][0] is not rows[-1]:
        return None
    return exact[0][0].label, exact[0][1], exact[-1][1]


def _title(rows: Sequence[Line], labels: Sequence[str], what: str, told: int | None) -> str:
    """Say what changed most between two days on which it is exactly known."""
    ends = _ends(rows, told) if told is not None else None
    if told is not None and ends is not None:
        day, first, last = ends
        facts: dict[str, object] = {
            "label": labels[told], "day": day, "first": number(first), "last": number(last),
        }  # fmt: skip
        return sentence("board.trend.title.changed", facts)
    same = all(len({row.values[at].number for row in rows}) == 1 for at in range(len(labels)))
    facts = {"what": what, "day": rows[0].label}
    return sentence("board.trend.title.same" if same else "board.trend.title", facts)


def _value(numbers: Numbers, cell: Cell) -> Value:
    """Give a number; where that day's table had no such line, nothing is known."""
    found = numbers.at(cell)
    lines = numbers.tables[cell.table].lines
    return Value(number=found, hidden=found is None and cell.line in lines)


def _alt(
    rows: Sequence[Line], drawn: Sequence[int], labels: Sequence[str],
    near: Mapping[str, float], table: str,
) -> Iterator[str]:  # fmt: skip
    """Say what the picture shows: for each series the number of each day."""
    for at in drawn:
        values = [
            sentence("board.chart.value", {"label": row.label, "value": value})
            for row in rows
            if (value := _said(row, at, near, table))
        ]
        facts = {"what": labels[at], "values": ", ".join(values)}
        yield sentence("board.chart.alt", facts)


def _said(row: Line, at: int, near: Mapping[str, float], table: str) -> str:
    about = near.get(str(Cell(table, row.key, at)))
    if about is not None:
        return sentence("board.about", {"number": about})
    value = row.values[at].number
    return sentence("board.hidden", {}) if value is None else number(value)
