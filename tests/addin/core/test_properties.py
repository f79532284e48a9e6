"""What holds for all arguments whatever: a clean rectangle comes back, and nothing is raised."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from math import inf, isfinite, nan
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from addin import judged
from addin.blocks import blocks
from addin.errors import AddinError
from addin.functions import FUNCTIONS, answer
from addin.wire import from_wire, to_wire
from models.cells import CellError
from models.intake.fields import FIELDS
from tests.addin.contract import CASES
from tests.examples import tries

TODAY = date(2026, 11, 22)
WORDS = [
    "Name", "Category", "Status", "Date endorsed", "Training hours", "Hours", "Date", "Provider",
    "Ana Ruiz", "IFS", "Level II", "IFS + ERS", "15 hrs", "3/4/25", "n/a", "TOTAL", "#N/A",
    "Err:502", "\u00a0", "\ud800", "\x00", "wisconsin", "rules", "language", "es", "not read",
    "renewal.rsc", "gives RSC", "yes", "infant", "Status (as of 2026-11-22)", "What is missing",
]  # fmt: skip
HEADERS = sorted({header for fields in FIELDS.values() for one in fields for header in one.headers})
cells = st.one_of(
    st.none(),
    st.booleans(),
    st.sampled_from(WORDS),
    st.sampled_from(HEADERS),
    st.text(max_size=12),
    st.integers(-10, 60_000),
    st.integers(),
    st.floats(),
    st.dates(),
    st.datetimes(timezones=st.sampled_from([None, UTC])),
    st.sampled_from([
        time(9), timedelta(hours=30), CellError("#REF!"), Decimal("1.5"), Decimal("NaN"), inf, nan,
        10**400, object(), b"x", {"a": 1}, 1j,
    ]),
)  # fmt: skip
moments = st.one_of(
    st.one_of(st.dates(), st.datetimes(), st.times()).map(lambda moment: moment.isoformat()),
    st.from_regex(r"[0-9]{4}-[0-9W]{2}-[0-9]{1,2}", fullmatch=True),
    st.text(max_size=12),
)
wire_objects = st.dictionaries(
    st.sampled_from(["date", "time", "error", "day"]),
    st.one_of(moments, st.none(), st.integers(), st.lists(moments, max_size=10)),
    max_size=2,
)
wire_cells = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=12), wire_objects
)
rows = st.lists(st.lists(cells, max_size=5), max_size=6)
arguments = st.lists(
    st.one_of(cells, st.lists(cells, max_size=4), rows, rows.map(tuple)), max_size=14
)
functions = st.sampled_from([one.name for one in FUNCTIONS])
known_tables = st.sampled_from(
    [
        argument
        for case in CASES
        for argument in map(from_wire, case.arguments)
        if isinstance(argument, list)
    ]
)
thorough = settings(
    max_examples=tries(250), deadline=None, suppress_health_check=[HealthCheck.too_slow]
)


FAULT = "something went wrong in Rostercheck itself"


def check_clean(block: Any) -> None:
    """Look at every cell; that the program itself failed is a fault, however well it is said."""
    assert isinstance(block, list)
    assert block
    assert {type(row) for row in block} == {list}
    assert len({len(row) for row in block}) == 1
    assert block[0]
    for row in block:
        for cell in row:
            assert type(cell) in {str, int, float, bool}
            assert not isinstance(cell, float) or isfinite(cell)
            if isinstance(cell, str):
                cell.encode()
                assert FAULT not in cell
                assert len(cell) <= 32_767
                assert "\x00" not in cell


@given(functions, arguments)
@thorough
def test_any_arguments_give_a_clean_block(name: str, given_arguments: list[Any]) -> None:
    """No formula raises, and none gives None, NaN, odd types or ragged rows."""
    check_clean(answer(name, given_arguments, TODAY))


@st.composite
def spoilt(draw: st.DrawFn) -> list[Any]:
    """Draw the arguments of a case in which some cells are something else."""
    case = draw(st.sampled_from(CASES))
    drawn: list[Any] = [case.function]
    for argument in map(from_wire, case.arguments):
        if not isinstance(argument, list):
            drawn.append(draw(st.one_of(st.just(argument), cells)))
            continue
        table = [list(row) if isinstance(row, list) else [row] for row in argument]
        for _ in range(draw(st.integers(0, 4))):
            row = draw(st.sampled_from(table))
            if row:
                row[draw(st.integers(0, len(row) - 1))] = draw(cells)
        drawn.append(table)
    return drawn


@given(spoilt())
@thorough
def test_spoilt_tables_give_a_clean_block(drawn: list[Any]) -> None:
    """Nor with tables that are nearly right."""
    check_clean(answer(drawn[0], drawn[1:], TODAY))


@given(known_tables, known_tables, st.integers(0, 3))
@thorough
def test_there_is_a_line_for_each_row(table: Any, log: Any, below: int) -> None:
    """ROSTER_CHECK has as many lines as the range has rows, but for blank ones at its end."""
    filled = [row if isinstance(row, list) else [row] for row in table]
    width = max(map(len, filled))
    given_rows = [*filled, *[[None] * width] * below]
    got = answer("ROSTER_CHECK", [given_rows, log, None, TODAY, "wisconsin"], TODAY)
    if len(got) > 1:
        last = max(at for at, row in enumerate(filled, 1) if any(row))
        assert len(got) == max(last, min(2, len(given_rows)))


@given(wire_cells)
@thorough
def test_a_cell_of_a_row_is_read_as_a_cell_alone(cell: Any) -> None:
    """Days in a row are read the short way; it comes to the same, or refuses the same."""
    try:
        alone = repr(from_wire(cell))
    except AddinError:
        with pytest.raises(AddinError):
            from_wire([[1, cell]])
        return
    assert repr(from_wire([[1, cell]])) == f"[[1, {alone}]]"


@given(rows)
@thorough
def test_a_cell_of_a_row_is_said_as_a_cell_alone(table: list[list[Any]]) -> None:
    """Plain cells and days in a row are said the short way; it comes to the same."""
    (block,) = blocks([table])
    for row in block or ():
        assert repr(to_wire([tuple(row)])) == repr([[to_wire(cell) for cell in row]])


@given(rows)
@thorough
def test_the_wire_carries_any_cells(table: list[list[Any]]) -> None:
    """A block that was made ready is the same after it went over the wire."""
    (block,) = blocks([table])
    if block is not None:
        timed = any(isinstance(cell, timedelta | datetime) for row in block for cell in row)
        assert timed or from_wire(to_wire(block)) == block


@given(arguments)
@settings(max_examples=tries(60), deadline=None)
def test_what_is_remembered_changes_no_answer(given_arguments: list[Any]) -> None:
    """The same arguments give the same answer, remembered or not."""
    first = answer("ROSTER_CHECK", given_arguments, TODAY)
    assert answer("ROSTER_CHECK", given_arguments, TODAY) == first
    judged.forget()
    assert answer("ROSTER_CHECK", given_arguments, TODAY) == first


def test_a_day_with_something_beside_it_is_no_cell() -> None:
    """An object that says more than a day is refused, in a range as well as alone."""
    for argument in ([[{"date": "2025-03-04", "time": "10:00"}]], {"date": "2025-03-04", "x": "y"}):
        with pytest.raises(AddinError):
            from_wire(argument)
