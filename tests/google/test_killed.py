"""A run that is killed in the very moment after a write: the next one puts right what it left."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.google.desk import Desk, state, write_key
from tests.google.hunting import act
from tests.google.test_beside_a_person import (
    AS_OF,
    clear,
    desk_with,
    run,
    stray_marks,
)

CHECK = "from sync.cli import main; main()"
WORDS = ("--pack", "wisconsin", "--date-order", "mdy", "--as-of", AS_OF.isoformat())

ACTS = {
    "she sorts": [("sort all", 2, True)],
    "she sorts her table without our columns": [("sort", 2, True)],
    "she writes notes where ours will stand": [
        ("note", 2, 5, "Call him on Monday"), ("note", 3, 6, "paid"), ("fill", 2, 5),
    ],
    "both": [("note", 2, 5, "Call him on Monday"), ("sort all", 6, False), ("fill", 4, 6)],
    "she inserts a column and a row": [("insert column", 3), ("insert row", 3)],
}  # fmt: skip


def killed_after(desk: Desk, write: int, folder) -> bool:
    """Check in a process of its own, and kill that as soon as its n-th write was made.

    Gives whether it was killed.
    """
    made = 0
    key = write_key(folder, desk.key)

    def after(call) -> None:
        nonlocal made
        made += call.writes
        if made == write:
            process.kill()
            process.wait()

    desk.server.after = after
    process = subprocess.Popen(
        [sys.executable, "-c", CHECK, "check", desk.link, *WORDS],
        cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        env={"ROSTERCHECK_GOOGLE_KEY": str(key), "PYTHONPATH": ":".join(sys.path)},
    )  # fmt: skip
    process.wait(60)
    desk.server.after = lambda _call: None
    return process.returncode < 0


@pytest.mark.slow
@pytest.mark.parametrize("later", [False, True], ids=["at the first check", "at a later one"])
@pytest.mark.parametrize("acts", ACTS.values(), ids=ACTS)
def test_nothing_is_lost_when_a_run_is_killed_between_a_write_and_the_look_at_it(
    acts, later, tmp_path
) -> None:
    """What she did just before the write is there after the next run, and marks are right."""
    twin = desk_with()
    desk = desk_with()
    if later:
        run(desk)
        act(desk, twin, ("type", 3, 6, 40))
        act(desk, twin, ("type", 5, 5, "2026-12-31"))
    writes = 0

    def before(call) -> None:
        nonlocal writes
        writes += call.writes
        if call.writes and writes == (1 if later else 2):
            for what in acts:
                act(desk, twin, what)

    desk.server.before = before
    assert killed_after(desk, 1 if later else 2, tmp_path)
    desk.server.before = lambda _call: None
    run(desk)
    assert stray_marks(desk) == []
    clear(desk.book())
    assert state(desk.person) == state(twin.person)
