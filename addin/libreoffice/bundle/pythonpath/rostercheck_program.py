"""The installed program, run once for a line of the menu.

Standard library alone, and nothing newer than Python 3.8: this runs under the office's own Python.
"""

from __future__ import annotations

import os
import subprocess
from typing import Sequence

import rostercheck_found as found
from rostercheck_worker import NOT_FOUND, no_window, own_environment

FINE, COULD_NOT = 0, 2
"""What the program says by its exit code; 1 is that something was flagged."""
MOST_SECONDS = 600.0
_SELF = "rostercheck: "
TOO_LONG = "Rostercheck did not come to an end within ten minutes, so it was stopped."


def quiet() -> bool:
    """Tell whether nobody looks at a screen: what is shown is then shown to a program."""
    return bool(os.environ.get("ROSTERCHECK_HIDDEN"))


def run(words: Sequence[str]) -> tuple[int, str]:
    """Run the program with these words; give its exit code, and what it says."""
    command = _command()
    if command is None:
        return COULD_NOT, NOT_FOUND
    try:
        done = _ran([*command, *words])
    except subprocess.TimeoutExpired:
        return COULD_NOT, TOO_LONG
    said = done.stdout if done.returncode in (FINE, 1) else done.stderr
    text = (said or done.stdout).strip()
    return done.returncode, text[len(_SELF) :] if text.startswith(_SELF) else text


def _command() -> list[str] | None:
    """Give the first command that answers."""
    for command in found.commands("sync"):
        try:
            if _ran([*command, "--version"]).returncode == 0:
                return command
        except (OSError, subprocess.TimeoutExpired):  # noqa: PERF203 - there are three at most
            continue
    return None


def _ran(command: Sequence[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 - Rostercheck itself
        list(command),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        timeout=MOST_SECONDS,
        check=False,
        env={**own_environment(), "PYTHONIOENCODING": "utf-8"},
        **no_window(),
    )
