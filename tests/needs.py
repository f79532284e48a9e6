"""What a test needs of the machine. Where it is not there CI fails, and nobody else does."""

from __future__ import annotations

import os
import shutil
import subprocess
from functools import cache
from pathlib import Path

import pytest


def needs(there: object, sentence: str) -> None:
    """Go on where something is there. Else the test fails in CI, and is skipped anywhere else."""
    if not there:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(sentence)


def program(*names: str) -> str:
    """Give the path of a program, by the first of its names that is known here."""
    found = next(filter(None, map(shutil.which, names)), None)
    needs(found, f"{' or '.join(names)} is not installed")
    return str(found)


def office() -> str:
    """Give the path of LibreOffice."""
    return program("soffice", "libreoffice")


def office_python() -> str:
    """Give a Python that can speak with LibreOffice, which is there as well."""
    office()
    found = _with_bridge()
    needs(found, "LibreOffice's Python bridge (python3-uno) is not installed")
    return str(found)


@cache
def _with_bridge() -> str | None:
    for python in ("/usr/bin/python3", shutil.which("python3"), shutil.which("python")):
        if python and Path(python).exists():
            tried = subprocess.run([python, "-c", "import uno"], capture_output=True, check=False)
            if not tried.returncode:
                return python
    return None
