"""Fetches what the tests of xlwings Lite run in: Pyodide from npm, the wheels beside it from PyPI.

Quiet; only what is missing; into folders that git ignores. Needs node, npm and pip.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HOME = Path(__file__).resolve().parent.parent / "tests" / "addin" / "lite"
WHEELS = HOME / ".wheels"
PYODIDE = HOME / "node_modules" / "pyodide" / "pyodide.mjs"
LIST = HOME / "wheels.txt"
_FETCHED = WHEELS / "fetched.txt"
_PLATFORM = (
    "--platform", "pyemscripten_2026_0_wasm32", "--implementation", "cp",
    "--python-version", "3.14", "--abi", "cp314", "--abi", "none",
)  # fmt: skip


def main() -> int:
    """Fetch what is missing; give 1, with a sentence, where that fails."""
    try:
        if not PYODIDE.is_file():
            _run("npm", "ci", "--silent", "--no-fund", "--no-audit", "--prefix", str(HOME))
        if not _FETCHED.is_file() or _FETCHED.read_text() != LIST.read_text():
            _fetch_wheels()
    except (OSError, subprocess.CalledProcessError) as error:
        print(f"Not fetched: what the tests of xlwings Lite run in ({error}).")
        return 1
    return 0


def _fetch_wheels() -> None:
    WHEELS.mkdir(exist_ok=True)
    for old in WHEELS.glob("*.whl"):
        old.unlink()
    pip = (sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check")
    words = ("download", "--only-binary", ":all:", "--no-deps", "--dest", str(WHEELS))
    _run(*pip, *words, *_PLATFORM, "--requirement", str(LIST))
    _FETCHED.write_text(LIST.read_text())


def _run(*words: str) -> None:
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    sys.exit(main())
