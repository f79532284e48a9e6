"""What `rostercheck addin lite` does."""

from __future__ import annotations

from pathlib import Path

from addin.lite.files import CLICKS, write


def run_lite(folder: Path | None, address: str) -> None:
    """Write what xlwings Lite needs, and say the clicks. Raises RostercheckError."""
    main, needed, package = write(folder or Path("xlwings-lite"), address or None)
    print(f"Written: {main}")
    print(f"Written: {needed}")
    print(f"Written: {package}")
    print(f"\n{CLICKS}", end="")
    if not address:
        print(
            f"\nxlwings Lite fetches {package.name} from PyPI. If it is not there, or you changed "
            "it, put the file on a web page of yours that other pages may read (GitHub Pages is "
            "one), and name its address with --package-url."
        )
