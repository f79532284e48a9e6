"""The shared contract cases, through real cells of a real LibreOffice Calc."""

from __future__ import annotations

from typing import Any

import pytest

from addin.functions import FUNCTIONS, function
from addin.parameters import ROWS
from addin.registry import Takes
from tests.addin.contract import CASES, HUGE, Case
from tests.addin.libreoffice.office import Calc

pytestmark = pytest.mark.slow
NOT_AVAILABLE = 32767
"""What Calc shows in the cells of an array formula beyond its answer."""


def as_in_calc(cell: Any) -> Any:
    """Calc knows one kind of number, and TRUE is 1."""
    return float(cell) if isinstance(cell, bool | int) else cell


def fill(case: Case) -> int:
    """Give the height of the list, to which an answer of one line a row is filled up."""
    fills = function(case.function).parameters[:1] == (ROWS,) and len(case.expected) > 1
    return len(case.arguments[0]) if fills else 0


def loose(case: Case) -> list[int]:
    """Give the numbers of the arguments that Calc hands over without formats."""
    known = function(case.function).parameters
    return [
        at for at, one in enumerate(known) if one.takes is not Takes.TABLE or one.optional
    ]  # fmt: skip


def refused(case: Case) -> bool:
    """Tell whether Calc itself refuses, with an error of its own, before it asks us.

    A name that it does not know, too many arguments, or an error in a cell that is given alone.
    """
    known = next((one for one in FUNCTIONS if one.name == case.function), None)
    if known is None or len(case.arguments) > len(known.parameters):
        return True
    return any(isinstance(case.arguments[at], dict) and "error" in case.arguments[at]
               for at in loose(case) if at < len(case.arguments))  # fmt: skip


REFUSED = [case for case in CASES if refused(case)]
ASKED = [*(case for case in CASES if not refused(case)), *HUGE]


def name_of(case: Case) -> str:
    return f"{case.function}-{case.name}"


@pytest.mark.parametrize("case", REFUSED, ids=name_of)
def test_what_calc_refuses_shows_an_error_of_calc(calc: Calc, case: Case) -> None:
    """As with Calc's own formulas: #NAME?, Err:504, or the error that stands in the cell."""
    done = calc.ask(
        "formula", formula=case.function, arguments=case.arguments, loose=[], shape=[1, 1]
    )
    assert done["errors"][0][0] != 0


@pytest.mark.parametrize("case", ASKED, ids=name_of)
def test_calc_gives_the_answer_of_the_contract(calc: Calc, case: Case) -> None:
    """Typed into cells and read from cells, each case gives what it gives everywhere."""
    calc.today.write_text(case.today)
    expected = [[as_in_calc(cell) for cell in row] for row in case.expected]
    expected += [[""] * len(expected[0])] * (fill(case) - len(expected))
    rows, columns = len(expected), len(expected[0])
    done = calc.ask(
        "formula",
        formula=case.function,
        arguments=case.arguments,
        loose=loose(case),
        shape=[rows, columns],
    )
    assert [row[:columns] for row in done["cells"][:rows]] == expected
    beyond_below = done["errors"][rows][0]
    beyond_right = done["errors"][0][columns]
    assert beyond_below == (0 if rows == 1 else NOT_AVAILABLE)  # one row or column is repeated
    assert beyond_right == (0 if columns == 1 else NOT_AVAILABLE)
