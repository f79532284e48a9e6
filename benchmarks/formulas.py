"""What a formula takes beside the engine alone: the same rows, judged barely and by formula.

python -m benchmarks.formulas SECONDS prints the seconds of each, the best of many calls in turns.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from time import perf_counter, process_time

from addin import judged
from addin.functions import answer
from benchmarks.latency import RSC, TRAINING, entry, judge_rows, row
from benchmarks.measure import Spent, Stages, interleaved, module, run, stage, whole
from benchmarks.people import AS_OF, PACK, members
from benchmarks.report import Line
from models.cells import Raw
from models.layering import load_pack

HEADERS = (
    "Member ID", "Name", "E-mail", "Association", "Category", "Status", "Degree date",
    "Date endorsed", "Membership expires", "Ethics signed", "Agreement signed", "Gives RSC",
    "Training hours", "DEI hours", "RSC hours", "Phone", "City", "County", "Agency", "Remarks",
)  # fmt: skip
LOG_HEADERS = {
    TRAINING: ("Member ID", "Name", "Date", "Hours", "Title", "Topic"),
    RSC: ("Member ID", "Name", "Date", "Hours", "Provider", "Individual/Group"),
}
SETTINGS = [["rules", PACK], ["date order", "month first"]]
COLD = (
    "from datetime import date; from addin.functions import answer; "
    "answer('ROSTER_STATUS', [[['Name', 'Category', 'Training hours'], ['Ana Ruiz', 'IFS', 3]], "
    "None, None, None, 'wisconsin'], date(2026, 11, 22))"
)
COUNTS = (1, 500, 5000)
LOGGED = 18


def check(rows: Sequence[Sequence[Raw]], logs: int = 0) -> int:
    """Answer ROSTER_CHECK as if for the first time; gives the number of its lines."""
    judged.forget()
    return len(again("ROSTER_CHECK", rows, logs))


def again(name: str, rows: Sequence[Sequence[Raw]], logs: int = 0) -> list[list[object]]:
    """Answer one of the formulas over a list of people."""
    tabs: list[object] = [None, None]
    if logs:
        entries = [entry(list(one), at) for one in rows for at in range(logs // 2)]
        tabs = [[list(head), *entries] for head in LOG_HEADERS.values()]
    book = [[list(HEADERS), *rows], *tabs, AS_OF, SETTINGS]
    found: list[list[object]] = answer(name, book, date(2001, 1, 1))  # type: ignore[assignment]
    return found


def lines(seconds: float, rounds: int) -> Iterator[Line]:
    """Give the lines of the table: ratios to the bare engine, and the targets in milliseconds."""
    ran = [run(module("formulas", seconds))]
    targets = {1: 5.0, 500: None, 5000: 500.0}
    for count in COUNTS:
        engine, formula = stage(ran, f"engine {count}"), stage(ran, f"check {count}")
        what = f"ROSTER_CHECK of {count:,} rows x 20"
        yield Line.ratio("formulas", f"{what} / the engine", formula, engine, None)
        yield Line.seconds("formulas", what, formula, targets[count])
    engine, formula = stage(ran, "engine with logs"), stage(ran, "check with logs")
    what = f"500 rows with {LOGGED} log rows each / the engine"
    yield Line.ratio("formulas", what, formula, engine, None)
    first, second = stage(ran, "check 5000"), stage(ran, "again 5000")
    yield Line.ratio("formulas", "ROSTER_DUE after ROSTER_CHECK / alone", second, first, None)
    yield Line.seconds("formulas", "a column of a million blank rows", stage(ran, "blank"), None)
    commands = {"cold": [sys.executable, "-c", COLD]}
    cold = whole(interleaved(commands, rounds + 1)["cold"][1:])
    yield Line.seconds("formulas", "cold start to the first answer (CPU)", cold, 1000.0)


def _best(works: dict[str, Callable[[], object]], seconds: float) -> dict[str, tuple[float, float]]:
    """Give the least time of each, taken in turns, so that a slow moment falls on all of them."""
    least = dict.fromkeys(works, Spent(1e9, 1e9))
    until = perf_counter() + seconds * len(works)
    while True:
        for name, work in works.items():
            start, start_cpu = perf_counter(), process_time()
            work()
            wall, cpu = perf_counter() - start, process_time() - start_cpu
            least[name] = Spent(min(wall, least[name].wall), min(cpu, least[name].cpu))
        if perf_counter() >= until:
            return {name: (spent.wall, spent.cpu) for name, spent in least.items()}


def main() -> None:
    """Take all times and tell them."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 1.0
    pack = load_pack(PACK)
    rows = [row(one) for one in members(max(COUNTS))]
    blank: list[list[Raw]] = [["Level II"], *[[None]] * 1_000_000]
    works: dict[str, Callable[[], object]] = {}
    for count in COUNTS:
        some = rows[:count]
        works[f"engine {count}"] = lambda some=some: judge_rows(some, pack)  # type: ignore[misc]
        works[f"check {count}"] = lambda some=some: check(some)  # type: ignore[misc]
    works["again 5000"] = lambda: again("ROSTER_DUE", rows)
    works["engine with logs"] = lambda: judge_rows(rows[:500], pack, logs=LOGGED)
    works["check with logs"] = lambda: check(rows[:500], LOGGED)
    works["blank"] = lambda: answer("ROSTER_CATEGORY", [blank], AS_OF)
    for work in works.values():
        work()
    stages = Stages()
    small = {name: work for name, work in works.items() if name.endswith(" 1")}
    for group in (small, {name: work for name, work in works.items() if name not in small}):
        stages.taken |= _best(group, seconds)
    stages.tell()


if __name__ == "__main__":
    main()
