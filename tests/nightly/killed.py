"""A night that kills itself, as a power cut does, at the step whose number is given."""

from __future__ import annotations

import multiprocessing
import os
import signal
from datetime import date
from multiprocessing.process import BaseProcess
from pathlib import Path

from sync import recorded
from sync.books import saving
from sync.config import read_config
from sync.ledger import opening
from sync.nightly import night, one, touching
from sync.nightly.clock import Clock
from sync.nightly.night import run_night
from sync.notify import after
from sync.notify.after import after_night
from sync.notify.post import Drafts, Server

STEPS = (
    (night, "begin_night"), (night, "last_looks"), (one, "last_known"), (one, "open_book"),
    (one, "read_book"), (one, "judge"), (one, "judge_due"), (one, "plan_marks"),
    (one, "touch"), (touching, "open_book"), (one, "add_unchanged"),
    (recorded, "_announce"), (recorded, "record_edits"), (recorded, "carry_out"),
    (saving, "_written"), (saving, "_take_place"), (saving, "_sync_folder"), (saving, "back_up"),
    (recorded, "_conclude"), (recorded, "record_findings"), (recorded, "record_outlook"),
    (night, "end_night"), (after, "_begin"), (Drafts, "take"), (Server, "take"), (after, "_send"),
)  # fmt: skip
"""What a night does one after another: read, write, record, send. It may die before and after."""


class Fuse:
    """Ends the process when it has been passed so many times."""

    def __init__(self, at: int) -> None:
        self.at, self.passed = at, 0

    def burn(self) -> None:
        self.passed += 1
        if self.passed == self.at:
            os.kill(os.getpid(), signal.SIGKILL)

    def around(self, owner: object, name: str) -> None:
        """Put the fuse before and after a function."""
        real = getattr(owner, name)

        def fused(*words, **more):
            self.burn()
            try:
                return real(*words, **more)
            finally:
                self.burn()

        setattr(owner, name, fused)


def hold(folder: Path, at: int, day: date) -> int:
    """Hold a night and send its letters; give how many steps that was."""
    fuse = Fuse(at)
    for owner, name in STEPS:
        fuse.around(owner, name)
    path = folder / "rostercheck.toml"
    ledger = opening.open_ledger(folder / "rostercheck-ledger.sqlite")
    config = read_config(path)
    report = run_night(config, path, ledger, Clock(), as_of=day)
    after_night(config, path, ledger, report)
    ledger.close()
    return fuse.passed


def in_a_child(folder: Path, at: int, day: date) -> None:
    """Hold a night in a process of its own, and write down how many steps it was."""
    passed = hold(folder, at, day)
    folder.with_name("passed").write_text(str(passed))


def apart(folder: Path, at: int, day: date) -> BaseProcess:
    """Start a night in a process of its own, which dies at a step; 0: at none."""
    context = multiprocessing.get_context("forkserver")  # the program is loaded there already
    context.set_forkserver_preload(["tests.nightly.killed", "sync.books.xlsx"])
    process = context.Process(target=in_a_child, args=(folder, at, day))
    process.start()
    return process


def steps_of(folder: Path) -> int:
    """Give how many steps the last night in a folder had that came to its end."""
    return int(folder.with_name("passed").read_text())
