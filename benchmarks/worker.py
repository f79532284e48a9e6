"""What a formula takes through the worker of LibreOffice's extension, beside the same in process.

python -m benchmarks.worker SECONDS prints the seconds of each, the best of many calls in turns, as
the office waits for it; what Calc itself takes to hand over its cells is not in it.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from datetime import date

from addin import judged
from addin.functions import answer
from addin.libreoffice.bundle.pythonpath.rostercheck_worker import Worker
from addin.wire import to_wire
from benchmarks.formulas import AS_OF, HEADERS, SETTINGS
from benchmarks.latency import best, row
from benchmarks.measure import Ran, Spent, Stages, module, run, stage
from benchmarks.people import members
from benchmarks.report import Line
from models.cells import Raw

COUNTS = (1, 5000)
TODAY = date(2001, 1, 1)
COMMAND = (sys.executable, "-I", "-X", "utf8", "-m", "addin.worker")


class Sheet:
    """A list of people in which a remark changes at each call, so that nothing is remembered."""

    def __init__(self, rows: list[list[Raw]]) -> None:
        self._rows = rows
        self._calls = 0

    @property
    def arguments(self) -> list[object]:
        """Give the arguments of the next call."""
        self._calls += 1
        first = [*self._rows[0][:-1], f"remark {self._calls}"]
        return [[list(HEADERS), first, *self._rows[1:]], None, None, AS_OF, SETTINGS]


def in_process(sheet: Sheet) -> int:
    """Answer in this process."""
    judged.forget()
    return len(answer("ROSTER_CHECK", sheet.arguments, TODAY))


def asked(worker: Worker, sheet: Sheet) -> int:
    """Ask the worker."""
    wired: list[object] = [to_wire(one) for one in sheet.arguments]
    return len(worker.answer("ROSTER_CHECK", wired, TODAY))


def lines(seconds: float) -> Iterator[Line]:
    """Give the lines of the table."""
    ran = [run(module("worker", seconds))]
    for count in COUNTS:
        bare, through = _waited(ran, f"in process {count}"), _waited(ran, f"worker {count}")
        what = f"ROSTER_CHECK of {count:,} rows x 20"
        target = 2.0 if count > 1 else None
        yield Line.ratio(
            "LibreOffice", f"{what}, by the worker / in process", through, bare, target
        )
        yield Line.seconds("LibreOffice", f"{what}, by the worker", through, None)
    first = _waited(ran, "first answer")
    yield Line.seconds("LibreOffice", "the first formula of a session", first, 1000.0)


def _waited(ran: list[Ran], name: str) -> Spent:
    """Give what somebody waits: the work is done in another process."""
    wall = stage(ran, name).wall
    return Spent(wall, wall)


def first_answer(sheet: Sheet) -> int:
    """Start a worker, ask it once, end it."""
    worker = Worker([COMMAND])
    try:
        return asked(worker, sheet)
    finally:
        worker.stop()


def main() -> None:
    """Take all times and tell them."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 1.0
    rows: list[list[Raw]] = [row(one) for one in members(max(COUNTS))]
    stages = Stages()
    worker = Worker([COMMAND])
    try:
        for count in COUNTS:
            sheet = Sheet(rows[:count])
            works: dict[str, Callable[[], object]] = {
                f"in process {count}": lambda sheet=sheet: in_process(sheet),  # type: ignore[misc]
                f"worker {count}": lambda sheet=sheet: asked(worker, sheet),  # type: ignore[misc]
            }
            if len({work() for work in works.values()}) != 1:
                raise SystemExit("The worker does not answer as the formula does.")
            stages.taken |= {name: best(work, seconds) for name, work in works.items()}
    finally:
        worker.stop()
    stages.taken["first answer"] = best(lambda: first_answer(Sheet(rows[:1])), seconds)
    stages.tell()


if __name__ == "__main__":
    main()
