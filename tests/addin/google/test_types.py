"""The script against Google's published typings, by TypeScript; and that it is plain for Google."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.needs import program

HERE = Path(__file__).parent
TSC = HERE / "node_modules" / "typescript" / "bin" / "tsc"
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def packages() -> None:
    """TypeScript and the typings, installed when they are missing."""
    npm = program("npm")
    if not TSC.exists():
        command = [npm, "ci", "--no-audit", "--no-fund", "--ignore-scripts"]
        subprocess.run(command, cwd=HERE, check=True, capture_output=True, timeout=300)


def checked(folder: Path, code: str) -> str:
    """Give what TypeScript has to say of a script."""
    (folder / "Code.js").write_text(code, encoding="utf-8")
    shutil.copy(HERE / "tsconfig.json", folder)
    roots = ["--typeRoots", str(HERE / "node_modules" / "@types")]
    command = ["node", str(TSC), "-p", str(folder), *roots]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    return done.stdout


def test_the_script_fits_googles_typings(packages, folder, tmp_path) -> None:
    """Every service is called as Google says, with what it takes."""
    assert checked(tmp_path, (folder / "Code.gs").read_text(encoding="utf-8")) == ""


def test_what_does_not_fit_is_found(packages, folder, tmp_path) -> None:
    """The test above can fail: a call that there is not, and a wrong argument."""
    code = (folder / "Code.gs").read_text(encoding="utf-8")
    spoilt = code.replace("getSpreadsheetTimeZone()", "getTimezone()", 1)
    assert "getTimezone" in checked(tmp_path, spoilt)
    spoilt = code.replace("muteHttpExceptions: true", 'muteHttpExceptions: "yes"', 1)
    assert "'string' is not assignable to type 'boolean" in checked(tmp_path, spoilt)
