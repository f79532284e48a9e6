"""A draft and what is hidden of it -> the table that is shown, with its chart and its remarks."""

from __future__ import annotations

from models.figures.draft import Draft, Hidden, Role, Row, Shown
from models.figures.making import alt_of, say
from models.figures.shape import Chart, ChartKind, Column, Line, Table, Value
from models.hiding import LEAST


def finished(draft: Draft, hidden: Hidden) -> Table:
    """Make the table that is shown."""
    lines = tuple(_line(row, at, hidden) for at, row in enumerate(draft.rows))
    total = _line(draft.total, -1, hidden) if draft.total is not None else None
    shown = Shown(lines, total)
    return Table(
        key=draft.key,
        title=draft.title(shown.untold() if hidden.untold else shown),
        definition=draft.definition,
        first_column=draft.first_column,
        columns=tuple(Column(label=head.label, unit=head.unit) for head in draft.heads),
        lines=lines,
        total=total,
        remarks=(*draft.remarks, *_notes(lines, total)),
        chart=_chart(draft, shown),
    )


def tells(draft: Draft, table: Table) -> bool:
    """Whether the title of a table tells a number, and is not the one for hidden numbers."""
    return table.title != draft.title(Shown(table.lines, table.total).untold())


def _notes(lines: tuple[Line, ...], total: Line | None) -> tuple[str, ...]:
    """Say why something is not shown."""
    every = (*lines, total) if total is not None else lines
    if not any(value.hidden for line in every for value in line.values):
        return ()
    return (say("hidden.note", least=LEAST),)


def _line(row: Row, at: int, hidden: Hidden) -> Line:
    values = tuple(
        Value(number=None, hidden=True)
        if hidden.everything or (at, column) in hidden.cells
        else Value(number=cell.number)
        for column, cell in enumerate(row.cells)
    )
    return Line(key=row.key, label=row.label, values=values)


def _chart(draft: Draft, shown: Shown) -> Chart | None:
    """Draw what is shown: the people of each line where a part of them is hidden."""
    drawn = [line.values[at] for line in shown.lines for at in draft.drawn]
    wholes = draft.columns(Role.WHOLE)
    if draft.chart is ChartKind.STACKED and wholes and any(value.hidden for value in drawn):
        return _of_wholes(draft, shown, wholes[0])
    if draft.chart is None or draft.alt is None or not any(value.number for value in drawn):
        return None
    kind = draft.chart if len(draft.drawn) > 1 else ChartKind.BARS
    return Chart(kind=kind, columns=draft.drawn, alt=draft.alt(shown))


def _of_wholes(draft: Draft, shown: Shown, column: int) -> Chart | None:
    if not any(line.values[column].number for line in shown.lines):
        return None
    words = alt_of("whole.alt", {column: ""}, column=draft.heads[column].label)
    return Chart(kind=ChartKind.BARS, columns=(column,), alt=words(shown))
