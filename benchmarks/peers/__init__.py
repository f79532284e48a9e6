"""The peers on the rules that they can express, from the same .xlsx to the rows that fail."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks import make_data
from benchmarks.measure import Ran, module, run, stage, whole
from benchmarks.peers.rules import truth
from benchmarks.report import MET, MISSED, columns

OURS = "ours"
MODULES: Mapping[str, str] = {
    "rostercheck": OURS,
    "dataframely": "dataframely_polars",
    "pandera": "pandera_polars",
    "pointblank": "pointblank_polars",
    "great expectations": "great_expectations_pandas",
    "frictionless": "frictionless_rows",
}
HEAD = (
    "peer", "import", "job", "job wall", "whole", "job / ours", "whole / ours", "ours ahead",
    "peak MB", "failing rows",
)  # fmt: skip
"""Seconds of CPU time, but for the wall; the whole is a process from its start to its end."""


def compared(count: int, names: str, python: Path, *, quick: bool) -> str:
    """Let all of them judge the same workbook by turns, and set the times in a table.

    python: one that has the peers, and Rostercheck beside them.
    """
    path = make_data.totals_book(count)
    asked = {name: file for name, file in MODULES.items() if _asked(name, names)}
    ran: dict[str, list[Ran]] = {name: [] for name in asked}
    for _ in range(1 if quick or count > 20_000 else 3):
        for name, file in asked.items():
            ran[name].append(run(module("peers.run", file, path, python=python)))
    title = (
        f"{count:,} members in one tab with totals, 14 rules, from .xlsx to the failing rows "
        "(Rostercheck judges all of its rules, and says more of each):"
    )
    return "\n".join((title, columns([HEAD, *_rows(ran, truth(count))])))


def _asked(name: str, names: str) -> bool:
    return names == "all" or name in {"rostercheck", *names.replace("_", " ").split(",")}


def _rows(ran: Mapping[str, Sequence[Ran]], expected: Mapping[str, int]) -> list[list[str]]:
    ours = ran["rostercheck"]
    job_of_ours, whole_of_ours = stage(ours, "job").cpu, whole(ours).cpu
    rows = []
    for name, rounds in ran.items():
        imported, job, all_of_it = stage(rounds, "import"), stage(rounds, "job"), whole(rounds)
        job_ratio, whole_ratio = job.cpu / job_of_ours, all_of_it.cpu / whole_of_ours
        ahead = "-" if rounds is ours else MET if whole_ratio > 1 else MISSED
        rows.append([
            name, f"{imported.cpu:.2f} s", f"{job.cpu:.2f} s", f"{job.wall:.2f} s",
            f"{all_of_it.cpu:.2f} s", f"{job_ratio:.2f} x", f"{whole_ratio:.2f} x", ahead,
            f"{all_of_it.memory:,.0f}", _agreement(rounds[-1].told["found"], expected),
        ])  # fmt: skip
    return rows


def _agreement(found: Mapping[str, int], expected: Mapping[str, int]) -> str:
    """Say how many rows fail in all, and which rules count otherwise than the data were made."""
    odd = [f"{rule}: {found.get(rule, 0)} not {n}" for rule, n in expected.items()
           if found.get(rule, 0) != n]  # fmt: skip
    total = f"{sum(found.values()):,}"
    return f"{total}, all rules agree" if not odd else f"{total}; {', '.join(odd)}"
