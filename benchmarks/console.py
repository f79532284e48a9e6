"""How long somebody at a terminal waits for the first sign of life."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from time import perf_counter

from benchmarks.measure import environment


def first_output(book: Path) -> float:
    """Give the seconds until a check shows anything on a terminal; then wait for its end."""
    import pty  # not there on Windows

    ours, its = pty.openpty()
    words = ["check", str(book), "--dry-run", "--pack", "wisconsin", "--date-order", "mdy"]
    start = perf_counter()
    child = subprocess.Popen(
        [sys.executable, "-m", "sync", *words],
        stdin=its, stdout=its, stderr=its, env=environment(),
    )  # fmt: skip
    os.close(its)
    os.read(ours, 1)
    first = perf_counter() - start
    _drain(ours)
    child.wait()
    return first


def _drain(terminal: int) -> None:
    """Read what comes until the terminal is closed, which Linux tells by an error."""
    try:
        while os.read(terminal, 1 << 16):
            pass
    except OSError:
        pass
    finally:
        os.close(terminal)
