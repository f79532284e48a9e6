"""Where Rostercheck is: what was written into the extension, and where else it may be."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parent.parent
"""The folder of the extension."""
PYTHON = "ROSTERCHECK_PYTHON"
"""An environment variable: the Python in which Rostercheck is installed. It goes before all."""


SECONDS = "ROSTERCHECK_SECONDS"
"""An environment variable: how many seconds a formula may take."""


def seconds(usual: float) -> float:
    """Give how long a formula may take; what is no number of seconds is passed over."""
    try:
        asked = float(os.environ.get(SECONDS, ""))
    except ValueError:
        return usual
    return asked if 0 < asked < float("inf") else usual


def contents() -> dict[str, Any]:
    """Give what was written into the extension when it was made: functions, and the Python."""
    text = (FOLDER / "contents.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


def commands(module: str, *words: str) -> list[list[str]]:
    """Give the commands that may start a module of Rostercheck, the likeliest first.

    words: what is typed after `rostercheck` for the same, where only the program is found.
    """
    pythons = [os.environ.get(PYTHON, ""), str(contents().get("python", ""))]
    by_python = [[python, "-I", "-X", "utf8", "-m", module] for python in pythons if python]
    return by_python + [[program, *words] for program in _programs()]


def _programs() -> list[str]:
    """Give the programs called rostercheck: on the path, and where pipx and uv put them."""
    home = Path.home() / ".local" / "bin"
    found = [shutil.which("rostercheck"), shutil.which("rostercheck", path=str(home))]
    return [one for one in dict.fromkeys(found) if one]
