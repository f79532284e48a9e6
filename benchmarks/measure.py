"""Running a piece of work in a process of its own: time on the wall, time of the CPU, memory."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parent.parent
BENCH_VENV = ROOT / ".venv-bench"


class Spent(NamedTuple):
    """What a piece of work took: seconds on the wall and of the CPU; peak memory in MB."""

    wall: float
    cpu: float
    memory: float = 0.0


class Ran(NamedTuple):
    """What a process took from start to end, and what it told of itself (see `stages.py`)."""

    whole: Spent
    told: Mapping[str, Any]


def run(command: Sequence[str | Path], *, good: Sequence[int] = (0,)) -> Ran:
    """Run a command to its end. What it tells is the JSON in its last line of output."""
    with tempfile.TemporaryFile("w+") as out:
        start = perf_counter()
        words = [str(part) for part in command]
        child = subprocess.Popen(words, stdout=out, cwd=ROOT, env=environment())
        _, status, used = os.wait4(child.pid, 0)
        wall = perf_counter() - start
        child.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        lines = out.read().splitlines()
    if child.returncode not in good:
        raise RuntimeError(f"{command} ended with {child.returncode}")
    told = json.loads(lines[-1]) if lines and lines[-1].startswith("{") else {}
    memory = told.get("memory") or _megabytes(used.ru_maxrss)
    return Ran(Spent(wall, used.ru_utime + used.ru_stime, memory), told)


def environment() -> dict[str, str]:
    """Give the environment of a user: compiled modules are kept from one start to the next."""
    return {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}


def _megabytes(peak: int) -> float:
    """Linux counts in kilobytes, macOS in bytes."""
    return peak / (1 << 20 if sys.platform == "darwin" else 1 << 10)


def module(name: str, *words: object, python: str | Path = sys.executable) -> list[str | Path]:
    """Give the command that runs a module of the benchmarks."""
    return [python, "-m", f"benchmarks.{name}", *map(str, words)]


def interleaved(
    commands: Mapping[str, Sequence[str | Path]], rounds: int
) -> dict[str, Sequence[Ran]]:
    """Run commands by turns, so that a slow minute of the machine falls on all of them."""
    ran: dict[str, list[Ran]] = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            ran[name].append(run(command))
    return dict(ran)


def middle(spent: Sequence[Spent]) -> Spent:
    """Give the medians, each for itself."""
    return Spent(*(median(values) for values in zip(*spent, strict=True)))


def whole(ran: Sequence[Ran]) -> Spent:
    """Give the medians of whole processes."""
    return middle([one.whole for one in ran])


def stage(ran: Sequence[Ran], *names: str) -> Spent:
    """Give the medians of some stages of a process, added up."""
    return middle(
        [
            Spent(
                sum(one.told["stages"][name][0] for name in names),
                sum(one.told["stages"][name][1] for name in names),
                one.whole.memory,
            )
            for one in ran
        ]
    )


class Stages:
    """Takes the time of one stage after the other, inside a process."""

    def __init__(self) -> None:
        self.taken: dict[str, tuple[float, float]] = {}

    def take(self, name: str, work: Callable[[], Any]) -> Any:
        """Do a piece of work and remember what it took; the result is handed on."""
        wall, cpu = perf_counter(), process_time()
        result = work()
        self.taken[name] = perf_counter() - wall, process_time() - cpu
        return result

    def tell(self, **more: object) -> None:
        """Print everything as the last line, for `run`."""
        print(json.dumps({"stages": self.taken, "memory": _own_peak(), **more}))


def _own_peak() -> float | None:
    """Give the peak memory of this program in MB, if the system tells.

    What `wait4` tells begins with the size of whoever started it.
    """
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii")
    except OSError:
        return None
    found = re.search(r"VmHWM:\s+(\d+) kB", status)
    return int(found[1]) / (1 << 10) if found else None
