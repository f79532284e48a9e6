"""`rostercheck addin google`: write the files, and say what to click next."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path

from addin.google.writing import write


def run_google(to: Path | None, url: str, language: str) -> None:
    """Write the files into a folder. Raises RostercheckError."""
    folder = to or Path("google-script")
    paths = write(folder, url, language, version("rostercheck"))
    print(f"Written to {folder}: {', '.join(path.name for path in paths)}")
    print(f"Next: open {folder / 'README.md'} and follow its seven steps; they take ten minutes.")
    if not url:
        print("The sheet will ask for the address of your server (Rostercheck, Connect).")
