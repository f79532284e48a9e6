"""`make demo-google`: the command `rostercheck demo --google`, before it is on the path."""

from __future__ import annotations

import sys

from sync.cli import main

if __name__ == "__main__":
    sys.argv[1:1] = ["demo", "--google"]
    main()
