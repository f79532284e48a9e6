"""`python -m sync` is `rostercheck`."""

from sync.cli import main

main()
