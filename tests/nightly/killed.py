"""A night that kills itself, as a power cut does, at the step whose number is given.

python -m tests.nightly.killed FOLDER STEP DAY
"""

from __future__ import annotations

import os
import signal
import sys
from datetime import date
from pathlib import Path

from sync import recorded
from sync.books import saving
from sync.config import read_config
from sync.ledger import opening
from sync.nightly.clock import Clock
from sync.nightly.night import run_night


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


def main() -> None:
    folder, at, day = Path(sys.argv[1]), int(sys.argv[2]), date.fromisoformat(sys.argv[3])
    fuse = Fuse(at)
    for owner, name in (
        (recorded, "_announce"), (recorded, "carry_out"), (recorded, "_conclude"),
        (recorded, "record_edits"), (recorded, "record_findings"), (saving, "_take_place"),
        (saving, "_written"), (saving, "_sync_folder"),
    ):  # fmt: skip
        fuse.around(owner, name)
    path = folder / "rostercheck.toml"
    ledger = opening.open_ledger(folder / "rostercheck-ledger.sqlite")
    run_night(read_config(path), path, ledger, Clock(), as_of=day)
    print(fuse.passed)


if __name__ == "__main__":
    main()
