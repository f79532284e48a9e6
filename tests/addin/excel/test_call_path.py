"""Formulas through xlwings' own way of calling them on Windows, with Excel's forms of values."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

from addin.functions import FUNCTIONS, answer, function
from addin.wire import from_wire
from tests.addin.contract import CASES, HUGE, Case
from tests.addin.core.samples import book, paths
from tests.addin.excel.formula_cells import LAST_ROW, MISSING, FormulaRange, com_block, com_cell

BY_NAME = {one.name: one for one in FUNCTIONS}
TYPED = [
    case
    for case in CASES
    if case.function in BY_NAME and len(case.arguments) <= len(BY_NAME[case.function].parameters)
]
"""Excel itself refuses a formula that is not there, and one with too many arguments."""
ALL = [*TYPED, *(pytest.param(case, marks=pytest.mark.slow) for case in HUGE)]
ids = [f"{case.function}: {case.name}" for case in (*TYPED, *HUGE)]
Call = Callable[..., Any]


class Workbook(SimpleNamespace):
    """The active workbook, which xlwings looks through for code of the paid kind."""

    Worksheets = Sheets = ()


@pytest.fixture
def call(udfs: ModuleType, monkeypatch: pytest.MonkeyPatch) -> Call:
    """Call a formula as Excel's VBA does, through xlwings' COM server."""
    server = importlib.import_module("xlwings.com_server").XLPython()

    def called(name: str, arguments: list[object], today: str = "2026-11-22") -> Any:
        class Day(date):
            @classmethod
            def today(cls) -> date:
                return date.fromisoformat(today)

        monkeypatch.setattr(udfs, "date", Day)
        count = len(function(name).parameters)
        given = [*arguments, *[MISSING] * (count - len(arguments))]
        caller = FormulaRange([[None]])
        return server.CallUDF("addin.excel.udfs", name, given, Workbook(), caller)

    return called


def shown(answer: Any) -> list[list[Any]]:
    """What the formula shows: one value, one row, or rows."""
    if not isinstance(answer, list):
        return [[answer]]
    return answer if isinstance(answer[0], list) else [answer]


def same(found: list[list[Any]], expected: list[list[Any]]) -> bool:
    """Whether the same is shown; what is blank is "" in Excel."""
    return [["" if cell is None else cell for cell in row] for row in found] == expected


def as_cells(argument: object) -> object:
    """An argument that stands in cells of the sheet."""
    if argument is None:
        return MISSING
    if not isinstance(argument, list):
        return FormulaRange([[argument]])
    rows = [row if isinstance(row, list) else [row] for row in argument] if any(
        isinstance(row, list) for row in argument
    ) else [argument]  # fmt: skip
    return FormulaRange(rows)


def as_values(argument: object) -> object:
    """An argument that is typed into the formula, or worked out by another one."""
    if argument is None:
        return MISSING
    if not isinstance(argument, list):
        return com_cell(argument)
    if not any(isinstance(row, list) for row in argument):
        return tuple(com_cell(cell) for cell in argument)
    return com_block([row if isinstance(row, list) else [row] for row in argument])


@pytest.mark.parametrize("form", [as_cells, as_values])
@pytest.mark.parametrize("case", ALL, ids=ids)
def test_the_contract_is_kept(call: Call, case: Case, form: Callable[[object], object]) -> None:
    """Excel shows for each case what every host shows, whether cells or values are given."""
    arguments = [form(from_wire(argument)) for argument in case.arguments]
    answer = shown(call(case.function, arguments, case.today))
    assert same(answer, case.expected)


def test_hardly_a_case_is_left_out() -> None:
    """All cases of the contract but these two can be typed in Excel."""
    names = {case.name for case in CASES} - {case.name for case in TYPED}
    assert names == {"no such formula", "too many arguments"}


@pytest.mark.parametrize("path", paths(), ids=lambda path: path.name)
def test_the_samples_are_judged_as_by_a_check(call: Call, path: Path) -> None:
    """In Excel, too, a formula says of every sample workbook what the engine says of it."""
    sample = book(path)
    expected = answer("ROSTER_CHECK", sample.arguments, date(2026, 11, 22))
    found = shown(call("ROSTER_CHECK", [as_cells(one) for one in sample.arguments]))
    assert same(found, expected)
    assert len({row[0] for row in found}) > 2


@pytest.mark.parametrize("hours", [6.5, 15, 24, 36.5, 1000])
def test_hours_that_are_formatted_as_a_time_are_hours(call: Call, hours: float) -> None:
    """36:30 with the format [h]:mm comes over COM as a day of 1899, and is 36.5 hours."""
    length = timedelta(hours=hours)
    rows = [["Name", "Category", "Date endorsed", "Training hours"],
            ["Ana Ruiz", "IFA", date(2020, 5, 1), length]]  # fmt: skip
    arguments = [rows, None, None, date(2026, 11, 22), "wisconsin"]
    found = shown(call("ROSTER_CHECK", [as_cells(one) for one in arguments]))
    assert same(found, answer("ROSTER_CHECK", arguments, date(2026, 11, 22)))
    assert (found[1][1] or "") == ("" if hours >= 15 else f"• training: {hours:g} of 15 h")


def test_a_whole_column_is_read_as_far_as_it_is_used(call: Call) -> None:
    """=ROSTER_CATEGORY(A:A) reads the rows that are used, and not a million."""
    column = FormulaRange([["Level II"], ["IFS"], [None]], LAST_ROW)
    assert shown(call("ROSTER_CATEGORY", [column]))[:2] == [["FS"], ["IFS"]]
    assert column.asked == [(3, 1)]


@pytest.mark.parametrize("odd", [object(), float("nan"), b"bytes", complex(1, 2), 10**400])
def test_no_argument_raises(call: Call, odd: object) -> None:
    """Whatever COM may hand over, the answer is something that a cell can show."""
    for one in FUNCTIONS:
        for row in shown(call(one.name, [odd] * len(one.parameters))):
            assert all(isinstance(cell, str | int | float | bool) or cell is None for cell in row)


def test_a_long_answer_fits_its_cell(call: Call, udfs: ModuleType, monkeypatch: Any) -> None:
    """No text is longer than a cell of Excel holds."""
    monkeypatch.setattr(udfs, "answer", lambda *_: [["x" * 40_000, 1.0]])
    assert [len(str(cell)) for cell in shown(call("ROSTER_VERSION", []))[0]] == [32_767, 3]
