"""What `rostercheck addin libreoffice` does."""

from __future__ import annotations

from pathlib import Path

from addin.libreoffice.install import CLICKS, install, write

DONE = (
    "Start LibreOffice again, and type =ROSTER_VERSION() into a cell of a sheet: a version number "
    "means that all is well. The formulas are in the Function Wizard under Add-in."
)


def run_libreoffice(folder: Path | None, *, install_it: bool) -> None:
    """Write the extension, and install it if asked. Raises RostercheckError."""
    file = write(folder or Path())
    print(f"Written: {file}")
    if install_it:
        install(file.resolve())
        print(f"Installed into LibreOffice. {DONE}")
    else:
        print(f"Next: {CLICKS} Or type: rostercheck addin libreoffice --install")
