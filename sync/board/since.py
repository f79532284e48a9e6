"""What changed since the last meeting: every figure that is another one, as far as it is told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from models.figures.shape import Column, Figures, Line, Section, Table, Value
from models.hiding import LEAST
from models.wording import number, sentence, written
from sync.board.between import NEAR
from sync.board.numbers import TOTAL, Cell, as_now, table_key
from sync.board.past import Then

SECTION, KEY = "since", "since"
MINUS = "\u2212"


class _Change(NamedTuple):
    key: str
    label: str
    unit: str
    then: float | None
    now: float | None
    near_now: float | None


class Since(NamedTuple):
    """The section; which of its numbers are about so many; and words in the place of numbers."""

    section: Section
    near: Mapping[str, float]
    said: Mapping[str, str]

    @property
    def headline(self) -> tuple[str, ...]:
        """The finding, where two days were compared."""
        return tuple(table.title for table in self.section.tables if table.columns)


def nothing(words: str) -> Since:
    """Make the section where there is nothing to compare with."""
    table = Table(key=KEY, title=words, definition="", first_column="", columns=(), lines=())
    return Since(_section(table), {}, {})


def since(figures: Figures, now: Then, then: Then, rules: tuple[str, str] | None) -> Since:
    """Compare two days. rules: the rule packs of then and now, where they are not the same."""
    cells = list(_cells(figures, now, then))
    changes = [one for one in cells if _changed(one)]
    told = {cell: value for one in changes for cell, value in _near(one)}
    said = {str(_cell(one, 2)): _difference(one) for one in changes}
    same = sum(one.now is not None and one.then == one.now for one in cells)
    both = same + len(changes)
    facts = {"day": then.day, "number": then.pack, "changed": len(changes), "all": both}
    title = "board.since.title" if then.pack is None else "board.since.title.pack"
    table = Table(
        key=KEY,
        title=sentence(title if changes else "board.since.same", facts),
        definition=_definition(),
        first_column=sentence("board.since.what", {}),
        columns=tuple(_columns(then)),
        lines=tuple(_line(one) for one in changes),
        remarks=tuple(_remarks(same, rules)),
    )
    return Since(_section(table), told, said)


def _section(table: Table) -> Section:
    return Section(key=SECTION, title=sentence("board.since", {}), tables=(table,))


def _definition() -> str:
    return sentence("board.since.definition", {"least": LEAST})


def _remarks(same: int, rules: tuple[str, str] | None) -> Iterator[str]:
    if same:
        yield sentence("board.since.same_number", {"number": same})
    if rules is not None:
        yield sentence("board.rules_changed", {"before": rules[0], "now": rules[1]})


def _columns(then: Then) -> Iterator[Column]:
    unit = sentence("board.since.unit", {})
    day = {"day": written(then.day)}
    yield Column(label=sentence("board.since.then", day), unit=unit)
    yield Column(label=sentence("board.since.now", {}), unit=unit)
    yield Column(label=sentence("board.since.change", {}), unit=unit)


def _cells(figures: Figures, now: Then, then: Then) -> Iterator[_Change]:
    """Give every figure that both days have and that counts people."""
    earlier = as_now(then.numbers, now.numbers)
    for section in figures.sections:
        for table in section.tables:
            key = table_key(section, table)
            before, after = earlier.tables.get(key), now.numbers.tables.get(key)
            if before is None or after is None:
                continue
            total = [(TOTAL, table.total)] if table.total is not None else []
            for line_key, line in [*((one.key, one) for one in table.lines), *total]:
                for at, column in enumerate(table.columns):
                    cell = Cell(key, line_key, at)
                    if after.counts[at] and line_key in before.lines:
                        label = _label(section, line, column, len(table.columns))
                        yield _Change(
                            str(cell).replace("/", "-"), label, column.unit,
                            earlier.at(cell), now.numbers.at(cell),
                            now.numbers.about(cell),
                        )  # fmt: skip


def _label(section: Section, line: Line, column: Column, columns: int) -> str:
    facts = {"table": section.title, "line": line.label, "column": column.label}
    return sentence("board.since.line" if columns == 1 else "board.since.line.column", facts)


def _changed(one: _Change) -> bool:
    """Whether something can be said of a change: two numbers, or that it is about the same."""
    if one.then is not None and one.now is not None:
        return abs(one.then - one.now) > NEAR
    return one.near_now is not None and one.then is not None


def _cell(one: _Change, at: int) -> Cell:
    return Cell(f"{SECTION}.{KEY}", one.key, at)


def _near(one: _Change) -> Iterator[tuple[str, float]]:
    if one.now is None and one.near_now is not None:
        yield str(_cell(one, 1)), one.near_now


def _difference(one: _Change) -> str:
    """Write a change with its sign, or that it is a few people."""
    if one.now is None or one.then is None:
        same = one.then == one.near_now
        words = sentence("board.since.few", {"least": LEAST})
        return words if same else sentence("board.hidden", {})
    change = one.now - one.then
    return f"{'+' if change > 0 else MINUS}{number(abs(change))}"


def _line(one: _Change) -> Line:
    values = (
        Value(number=one.then),
        Value(number=one.now, hidden=one.now is None),
        Value(number=None, hidden=True),
    )
    return Line(key=one.key, label=one.label, values=values)
