"""The module that Excel on Windows loads through xlwings: one formula for each sheet function.

Importing it raises `HostMissing` where xlwings has no formulas, that is, anywhere but on Windows.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from addin.excel.arguments import RawRows
from addin.excel.decorators import decorators
from addin.functions import FUNCTIONS, answer
from addin.registry import Answers, SheetFunction
from addin.xlwings_signatures import Formula, formula, help_text

CATEGORY = "Rostercheck"
LONGEST = 32_767
"""A cell of Excel holds no more characters."""

_XLWINGS = decorators()


def answered(name: str, cells: Sequence[object]) -> Answers:
    """Answer a formula as of today, in a form that Excel can show."""
    rows = answer(name, cells, date.today())  # noqa: DTZ011 - her own day
    return [[cell[:LONGEST] if isinstance(cell, str) else cell for cell in row] for row in rows]


def registered(function: SheetFunction) -> Formula:
    """Make the formula and describe it, and each of its arguments, for the function wizard."""
    made = formula(function, answered)
    for one in function.parameters:
        doc = help_text(one.help)
        made = _XLWINGS.arg(one.name, RawRows, ndim=2, doc=doc)(made)
    described: Formula = _XLWINGS.func(category=CATEGORY)(made)  # last, or the category is lost
    return described


globals().update({one.name: registered(one) for one in FUNCTIONS})
