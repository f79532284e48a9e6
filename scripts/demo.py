"""`make demo`: the command `rostercheck demo`, before it is on the path.

On Windows: `.venv\\Scripts\\python scripts\\demo.py`.
"""

from __future__ import annotations

import sys

from sync.cli import main
from sync.commands.demo import STATUSES, checkout

ROOT = checkout()
SAMPLES = ROOT / "sample_workbooks"
__all__ = ["ROOT", "SAMPLES", "STATUSES"]

if __name__ == "__main__":
    sys.argv[1:1] = ["demo"]
    main()
