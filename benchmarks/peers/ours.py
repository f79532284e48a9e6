"""Rostercheck on the peers' workbook: it judges all of its rules, of which fourteen are shown."""

from __future__ import annotations

import gc
from pathlib import Path

from benchmarks.peers.rules import Failing
from benchmarks.people import AS_OF, FAULTS, PACK
from models.collector import collector_paused

with collector_paused():  # as sync.cli, which does without the collector from first to last
    from models.cells import DateOrder
    from sync.books import open_book
    from sync.packfiles import pack_named
    from sync.run import judge, read_book

    gc.freeze()

BY_RULE = {
    "row.category": "category", "row.status": "status", "row.date_order": "order",
    "row.unreadable": "email", "row.duplicate_person": "duplicate", "renewal.training": "training",
    "renewal.training.dei": "dei", "renewal.rsc": "rsc", "renewal.membership": "membership",
}  # fmt: skip
BY_CELL = {
    ("row.required", 2): "name", ("row.required", 5): "category_blank",
    ("row.future_date", 7): "degree_future", ("row.future_date", 8): "endorsed_future",
    ("row.future_date", 10): "ethics_future",
}  # fmt: skip


def failing(path: Path) -> Failing:
    """Read and judge the book."""
    pack = pack_named(PACK)
    with collector_paused():
        reading = read_book(open_book(path), pack)
        checked = judge(reading, pack, DateOrder.MDY, AS_OF)
    found: Failing = {rule: [] for rule in FAULTS}
    for finding in checked.judged.flagged():
        if finding.place is None:
            continue
        rule = BY_RULE.get(finding.rule) or BY_CELL.get((finding.rule, finding.place.column or 0))
        if rule is not None:
            found[rule].append(finding.place.row)
    gc.freeze()  # as sync.cli does at the end of a command
    return found
