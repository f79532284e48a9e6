"""What every script that makes pictures needs: the programs, and the folder of the pictures."""

from __future__ import annotations

import shutil
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "docs" / "images"


def ready(*programs: str) -> bool:
    """Whether pictures can be made; says which program is missing, else makes the folder."""
    missing = [name for name in programs if shutil.which(name) is None]
    if missing:
        print(f"No pictures were made: {', '.join(missing)} cannot be found.")
        return False
    IMAGES.mkdir(parents=True, exist_ok=True)
    return True
