"""What a formula takes through xlwings' way of calling it, beside the same formula in process.

python -m benchmarks.excel SECONDS prints the seconds of each, the best of many calls. Excel and COM
are stand-ins (`tests/addin/excel/`): what it takes to bring the cells over is not in it.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable, Iterator
from types import SimpleNamespace

from addin import judged
from addin.functions import answer, function
from benchmarks.formulas import AS_OF, HEADERS, SETTINGS
from benchmarks.latency import best, row
from benchmarks.measure import Stages, module, run, stage
from benchmarks.people import members
from benchmarks.report import Line
from tests.addin.excel.formula_cells import MISSING, FormulaRange, com_block
from tests.addin.excel.windows import xlwings_on_windows

COUNTS = (1, 5000)


class Ready(FormulaRange):
    """A range whose values Excel has brought over already."""

    def __init__(self, rows: list[list[object]]) -> None:
        super().__init__(rows)
        self._value = com_block(rows)

    @property
    def Value(self) -> object:
        return self._value


def lines(seconds: float) -> Iterator[Line]:
    """Give the lines of the table: through xlwings, as ratios to the formula in process."""
    ran = [run(module("excel", seconds))]
    for count in COUNTS:
        inside, outside = stage(ran, f"in process {count}"), stage(ran, f"excel {count}")
        what = f"ROSTER_CHECK of {count:,} rows x 20 through xlwings / in process"
        yield Line.ratio("formulas", what, outside, inside, 2.0)


def main() -> None:
    """Take all times and tell them."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 2.0
    stages = Stages()
    with xlwings_on_windows():
        server = importlib.import_module("xlwings.com_server").XLPython()
        workbook = SimpleNamespace(Worksheets=(), Sheets=())
        for count in COUNTS:
            rows: list[list[object]] = [list(HEADERS), *(row(m) for m in members(count))]
            book: list[object] = [rows, None, None, AS_OF, SETTINGS]
            rest = len(function("ROSTER_CHECK").parameters) - len(book)
            given = [Ready(rows), MISSING, MISSING, Ready([[AS_OF]]), Ready([*SETTINGS])]
            given += [MISSING] * rest

            def called(given: list[object] = given) -> object:
                judged.forget()
                caller = FormulaRange([[None]])
                return server.CallUDF("addin.excel.udfs", "ROSTER_CHECK", given, workbook, caller)

            def inside(book: list[object] = book) -> object:
                judged.forget()
                return answer("ROSTER_CHECK", book, AS_OF)

            works: dict[str, Callable[[], object]] = {
                f"in process {count}": inside,
                f"excel {count}": called,
            }
            for name, work in works.items():
                stages.taken[name] = best(work, seconds / 2)
    stages.tell()


if __name__ == "__main__":
    main()
