"""The module that xlwings Lite loads: one formula for each sheet function.

Importing it raises `HostMissing` anywhere but in xlwings Lite: elsewhere xlwings' decorators do
nothing, without a word.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from addin.errors import HostMissing
from addin.functions import FUNCTIONS, answer
from addin.lite.arguments import RawRows
from addin.registry import Answers, SheetFunction
from addin.xlwings_signatures import Formula, formula, help_text

LONGEST = 32_767
"""A cell of Excel holds no more characters."""
ELSEWHERE = (
    "These formulas are for xlwings Lite, inside Excel; here they would do nothing. In Excel on "
    "Windows use rostercheck addin install, in LibreOffice rostercheck addin libreoffice."
)


def _decorators() -> tuple[Callable[..., Any], Callable[..., Any]]:
    """Give xlwings' `func` and `arg`. Raises `HostMissing` where they would do nothing."""
    try:
        from xlwings import arg, func  # noqa: PLC0415 - an extra, which only Excel's hosts need
    except ImportError:
        raise HostMissing(ELSEWHERE) from None
    if not hasattr(func(_probe), "__xlfunc__"):
        raise HostMissing(ELSEWHERE)
    return func, arg


def _probe() -> None:
    """Be decorated, to see whether anything comes of it."""


_FUNC, _ARG = _decorators()


def answered(name: str, cells: Sequence[object]) -> Answers:
    """Answer a formula as of today, in a form that Excel can show."""
    rows = answer(name, cells, date.today())  # noqa: DTZ011 - her own day
    return [[cell[:LONGEST] if isinstance(cell, str) else cell for cell in row] for row in rows]


def registered(function: SheetFunction) -> Formula:
    """Make the formula and describe it, and each of its arguments, for Excel's help."""
    made = _FUNC(formula(function, answered))
    for one in function.parameters:
        made = _ARG(one.name, RawRows, doc=help_text(one.help))(made)
    described: Formula = made
    return described


globals().update({one.name: registered(one) for one in FUNCTIONS})
__all__ = [one.name for one in FUNCTIONS]
