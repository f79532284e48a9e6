"""make bench: what a check takes, as ratios to what reading alone takes.

python -m benchmarks [--sizes 1000,10000,100000] [--peers all|none|NAME,...] [--quick]
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable

from benchmarks import excel, formulas, install, lite, peers, server, targets, worker
from benchmarks.report import Line, machine, table


def main() -> None:
    """Measure and print."""
    asked = _asked()
    python = None if asked.peers == "none" else install.python_with_peers()
    sizes = targets.sizes_of(asked.sizes) or ([200] if asked.quick else list(targets.ROUNDS))
    print("Measuring; each figure is a median of rounds by turns. Ratios are of CPU time.\n")
    print(table(_lines(sizes, quick=asked.quick)), flush=True)
    for count in sizes if python is not None else ():
        print(f"\n{peers.compared(count, asked.peers, python, quick=asked.quick)}", flush=True)
    print(f"\n{machine()}")


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--sizes", default="", help="numbers of members, such as 1000,10000")
    parser.add_argument("--peers", default="all", help="all, none, or names such as pandera")
    parser.add_argument("--quick", action="store_true", help="one round, and 200 members")
    return parser.parse_args()


def _lines(sizes: Iterable[int], *, quick: bool) -> Iterable[Line]:
    for count in sizes:
        print(f"  {count:,} members ...", file=sys.stderr, flush=True)
        yield from targets.of_size(count, 1 if quick else targets.rounds_for(count))
    yield from targets.warm(0.1 if quick else 3.0)
    yield from formulas.lines(0.1 if quick else 1.0, 1 if quick else 7)
    yield from excel.lines(0.1 if quick else 2.0)
    yield from server.lines(0.1 if quick else 2.0)
    yield from lite.lines(0.1 if quick else 2.0)
    yield from worker.lines(0.1 if quick else 2.0)
    yield from targets.cold(1 if quick else 7, min(sizes))


if __name__ == "__main__":
    main()
