"""The component that Calc loads: each formula hands its cells to the worker and gives its answer.

Standard library and the office's own modules alone, and nothing newer than Python 3.8. No formula
raises: an exception here would stand in the cell as #VALUE!, without a word.
"""

from __future__ import annotations

from datetime import date
from typing import Any, Callable

import unohelper
from com.sun.star.lang import XServiceInfo, XServiceName
from com.sun.star.sheet import XAddIn  # noqa: F401 - tells that the office has Calc
from org.rostercheck import XFormulas

import rostercheck_cells as cells
import rostercheck_found as found
from rostercheck_ranges import Ranges
from rostercheck_worker import ANSWER_SECONDS, Worker

NAME = "org.rostercheck.Formulas"
SERVICES = ("com.sun.star.sheet.AddIn", NAME)
MOST_ROWS = 20_000
"""An answer is filled up with blank lines to the height of the list, but to no more than this."""
UNFORESEEN = "Rostercheck met something in this argument that it does not know ({kind})."

RANGES = Ranges()
CONTENTS = found.contents()
WORKER = Worker(
    found.commands("addin.worker", "addin", "worker"),
    found.seconds(ANSWER_SECONDS),
)


def _method(function: dict[str, Any]) -> Callable[..., tuple[tuple[Any, ...], ...]]:
    """Make the method that Calc calls for a formula: the document, then its arguments."""

    def formula(_self: Any, document: Any, *given: Any) -> tuple[tuple[Any, ...], ...]:
        try:
            arguments = [_argument(one, document) for one in given]
            rows = WORKER.answer(function["name"], arguments, date.today())  # noqa: DTZ011
            least = cells.height(given[0]) if function["fills"] and len(rows) > 1 else 0
            return cells.result(rows, min(least, MOST_ROWS))
        except cells.CannotTell as reason:
            return ((str(reason),),)
        except Exception as error:  # noqa: BLE001 - see above
            return ((UNFORESEEN.format(kind=type(error).__name__),),)

    return formula


def _argument(given: Any, document: Any) -> Any:
    """Read one argument; a block without formats from where it stands, if that can be told."""
    if isinstance(given, tuple):
        found = RANGES.with_formats(given, document)
        if found is not None:
            return found
    return cells.argument(given, document)


class _Named(unohelper.Base, XServiceName, XServiceInfo):
    """What every add-in of Calc says of itself."""

    def __init__(self, _context: Any) -> None:
        pass

    def getServiceName(self) -> str:
        return NAME

    def getImplementationName(self) -> str:
        return NAME

    def supportsService(self, name: str) -> bool:
        return name in SERVICES

    def getSupportedServiceNames(self) -> tuple[str, ...]:
        return SERVICES


Formulas = type(
    "Formulas",
    (_Named, XFormulas),
    {one["method"]: _method(one) for one in CONTENTS["functions"]},
)

g_ImplementationHelper = unohelper.ImplementationHelper()  # the name that the office looks for
g_ImplementationHelper.addImplementation(Formulas, NAME, SERVICES)
