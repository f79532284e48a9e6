"""The benchmarks run, and their data are what they are said to be. No time is asserted here."""

from __future__ import annotations

import os
import sys
from collections import Counter
from pathlib import Path

import pytest

from benchmarks import __main__ as command
from benchmarks import lite, make_data
from benchmarks.measure import run
from benchmarks.peers import ours, rules
from sync.books import open_book
from tests.needs import needs, program

COUNT = 200


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(make_data, "CACHE", tmp_path)


def test_the_logs_are_as_long_as_they_are_said_to_be() -> None:
    """Each member has eight trainings and ten or eleven sessions."""
    sheets = {s.name: s.rows for s in open_book(make_data.logs_book(COUNT)).read().sheets}
    assert len(sheets["Roster"]) == COUNT + 1
    for name, counts in (("Training log", {8}), ("RSC log", {10, 11})):
        entries = Counter(row[0] for row in sheets[name][1:])
        assert len(entries) == COUNT
        assert set(entries.values()) == counts


def test_the_same_data_are_made_each_time(tmp_path: Path) -> None:
    """Two makings give the same cells."""
    one, other = (make_data.totals_book(COUNT, tmp_path / name) for name in ("a", "b"))
    assert open_book(one).read().sheets == open_book(other).read().sheets


def test_the_program_finds_what_was_put_wrong() -> None:
    """By rule, just so many rows fail as the data were made with."""
    found = ours.failing(make_data.totals_book(COUNT))
    assert {rule: len(set(rows)) for rule, rows in found.items()} == rules.truth(COUNT)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the system does not tell")
def test_memory_is_that_of_the_work_alone() -> None:
    """However large the program has grown that starts a piece of work, its own peak is told."""
    grown = b"x" * (200 << 20)
    ran = run([sys.executable, "-c", "from benchmarks.measure import Stages; Stages().tell()"])
    assert 0 < ran.whole.memory < len(grown) >> 20


@pytest.mark.skipif(os.name == "nt", reason="processes are measured the Unix way")
@pytest.mark.slow
def test_a_quick_run_prints_the_table(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """`python -m benchmarks --quick --peers none` measures every line that has a target."""
    words = ["benchmarks", "--quick", "--peers", "none", "--sizes", str(COUNT)]
    monkeypatch.setattr(sys, "argv", words)
    command.main()
    said = capsys.readouterr().out
    for what in (
        "judge / calamine's read",
        "whole check",
        "peak memory",
        "--help",
        "one member",
        "nobody due",
        "ROSTER_CHECK of 5,000 rows x 20 / the engine",
        "cold start",
    ):
        assert what in said


@pytest.mark.slow
def test_formulas_are_measured_inside_pyodide() -> None:
    """One row and 5,000, through xlwings as Lite calls it, as ratios to the engine beside it."""
    program("npm")
    lines = list(lite.lines(0.05))
    needs(lines, "Pyodide cannot be fetched")
    said = [line.what for line in lines if line.unit == "x" and line.value > 0]
    for count in ("1 rows", "5,000 rows"):
        assert sum(count in what for what in said) == 3
