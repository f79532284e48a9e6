"""What a formula takes: one row, or a range of rows, as lists in memory; in a warm process.

python -m benchmarks.latency prints the seconds of each, the best of many calls: a formula waits for
nothing but the work, and what else the machine does is not ours.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from time import perf_counter, process_time

from benchmarks.measure import Stages
from benchmarks.people import AS_OF, PACK, Member, members
from models.assess import assess
from models.cells import DateOrder, Raw
from models.intake.grid import Grid
from models.intake.read import read_roster
from models.layering import load_pack
from models.records import Table, TableKind
from models.rulepack import Pack

FIELDS = (
    "person_id", "name", "email", "association", "category", "status", "degree_date", "endorsed",
    "membership_expires", "ethics", "agreement", "gives_rsc", "training_hours", "dei_hours",
    "rsc_hours",
)  # fmt: skip
TRAINING = ("person_id", "name", "date", "hours", "title", "topic")
RSC = ("person_id", "name", "date", "hours", "provider", "mode")


def row(one: Member) -> list[Raw]:
    """Give a member as the cells of a range would be: 15 fields, and 5 columns of her own."""
    return [
        one.member_id, one.name, one.email, "WI-AIMH", one.category, one.status, one.degree,
        one.endorsed, one.membership, one.ethics.isoformat(), one.agreement.isoformat(), "no",
        f"{one.training:g} hrs", one.dei, one.rsc, "608-555-0100", one.city, "Dane", "Agency", "",
    ]  # fmt: skip


def judge_rows(rows: list[list[Raw]], pack: Pack, *, logs: int = 0) -> int:
    """Judge a range of rows; with `logs`, each member has so many rows in two logs too."""
    grids, tables = _book(rows, logs)
    roster = read_roster(grids, tables, pack, DateOrder.MDY)
    return len(assess(roster, pack, AS_OF).people)


def _book(rows: list[list[Raw]], logs: int) -> tuple[dict[str, Grid], list[Table]]:
    grids = {"Roster": Grid("Roster", [list(FIELDS), *rows])}
    tables = [_table(TableKind.ROSTER, "Roster", FIELDS)]
    if logs:
        for kind, name, fields in (
            (TableKind.TRAINING, "Training", TRAINING), (TableKind.RSC, "RSC", RSC),
        ):  # fmt: skip
            entries = [entry(one, at) for one in rows for at in range(logs // 2)]
            grids[name] = Grid(name, [list(fields), *entries])
            tables.append(_table(kind, name, fields))
    return grids, tables


def entry(one: list[Raw], at: int) -> list[Raw]:
    day = date(2026, 1 + at, 10)
    return [one[0], one[1], day.isoformat(), "1.5 hrs", f"Somebody {at}", "individual"]


def _table(kind: TableKind, name: str, fields: tuple[str, ...]) -> Table:
    columns = {key: at for at, key in enumerate(fields, 1)}
    return Table(kind, name, 1, columns, {key: key for key in fields})


def best(work: Callable[[], object], seconds: float) -> tuple[float, float]:
    """Give the least time on the wall and of the CPU over as many calls as fit."""
    work()
    wall = cpu = 1e9
    until = perf_counter() + seconds
    while perf_counter() < until:
        start, start_cpu = perf_counter(), process_time()
        work()
        wall = min(wall, perf_counter() - start)
        cpu = min(cpu, process_time() - start_cpu)
    return wall, cpu


def main() -> None:
    """Take all times and tell them."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 1.0
    pack = load_pack(PACK)
    rows = [row(one) for one in members(5000)]
    stages = Stages()
    works: dict[str, Callable[[], object]] = {
        "one": lambda: judge_rows(rows[:1], pack),
        "one_with_logs": lambda: judge_rows(rows[:1], pack, logs=18),
        "500": lambda: judge_rows(rows[:500], pack),
        "5000": lambda: judge_rows(rows, pack),
    }
    for name, work in works.items():
        stages.taken[name] = best(work, seconds)
    stages.tell()


if __name__ == "__main__":
    main()
