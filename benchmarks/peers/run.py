"""One peer in a process of its own: python -m benchmarks.peers.run NAME WORKBOOK."""

from __future__ import annotations

import importlib
import logging
import sys
import warnings
from pathlib import Path

from benchmarks.measure import Stages


def main() -> None:
    """Import the peer, let it find the failing rows, and tell how many there are by rule."""
    warnings.simplefilter("ignore")
    logging.disable(logging.WARNING)
    stages = Stages()
    name, path = sys.argv[1], Path(sys.argv[2])
    peer = stages.take("import", lambda: importlib.import_module(f"benchmarks.peers.{name}"))
    found = stages.take("job", lambda: peer.failing(path))
    stages.tell(found={rule: len(set(rows)) for rule, rows in found.items()})


if __name__ == "__main__":
    main()
