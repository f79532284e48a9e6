"""A full disk, and a folder that may not be written: a sentence, nothing lost; the next heals."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.needs import needs
from tests.nightly.conftest import ANA, BEN, cells, write

ROOT = Path(__file__).resolve().parents[2]
TOML = """
[[book]]
path = "members.xlsx"
pack = "wisconsin"
date_order = "mdy"
flags = "in_place"
"""
_LIMITED = """
import resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv.pop(1)), resource.RLIM_INFINITY))
from sync.cli import main
main()
"""
"""A file may not grow beyond so many bytes: what a program meets when the disk is full."""


def roster(folder: Path, people: int = 2) -> Path:
    """Write a workbook, and the config beside it."""
    rows = [[f"W-{n}", f"Person {n}", *(ANA, BEN)[n % 2][2:]] for n in range(1, people + 1)]
    (folder / "rostercheck.toml").write_text(TOML)
    return write(folder / "members.xlsx", *rows)


def night(folder: Path, *before: str, day: str = "2026-11-22") -> subprocess.CompletedProcess[str]:
    """Hold a night in a process of its own. before: what is to run it."""
    command = [*(before or (sys.executable, "-m", "sync")), "nightly", "--words", "--as-of", day]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


def full(folder: Path, size: int) -> subprocess.CompletedProcess[str]:
    return night(folder, sys.executable, "-c", _LIMITED, str(size))


def whole(path: Path) -> dict[str, list[list[object]]]:
    """Give what stands in a workbook, without the day of the last look."""
    found = cells(path)
    found["Gaps"][0] = found["Gaps"][0][:1]
    return found


def expected(tmp_path: Path) -> dict[str, list[list[object]]]:
    """Give what a night makes of the same workbook where nothing stands in the way."""
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    path = roster(folder, 60)
    assert night(folder).returncode == 0
    return whole(path)


@pytest.mark.skipif(sys.platform == "win32", reason="limits of this kind are not there")
@pytest.mark.slow
@pytest.mark.parametrize("size", [0, 1_000, 9_000, 60_000, 150_000])
def test_a_full_disk_ends_in_a_sentence_and_heals(tmp_path, size: int) -> None:
    """Wherever the room ends: no traceback, the workbook is whole, and the next night is clean."""
    path = roster(tmp_path, 60)
    before = path.read_bytes()
    done = full(tmp_path, size)
    assert "Traceback" not in done.stderr + done.stdout
    if done.returncode:
        assert done.stderr.strip() or "could not be checked" in done.stdout
        assert path.read_bytes() == before
    left = {p.name for p in tmp_path.iterdir() if "members" in p.name}
    assert left == {"members.xlsx"}
    assert night(tmp_path).returncode == 0
    assert whole(path) == expected(tmp_path)


def powerless() -> list[str]:
    """Give what starts a program that may not write where it is not allowed to, also for root."""
    if sys.platform == "win32":
        pytest.skip("permissions work otherwise there")
    if os.geteuid():
        return [sys.executable, "-m", "sync"]
    setpriv = shutil.which("setpriv")
    needs(setpriv, "root may write everywhere, and setpriv is not installed")
    less = "-dac_override,-dac_read_search"
    return [setpriv, f"--bounding-set={less}", f"--inh-caps={less}", sys.executable, "-m", "sync"]


@pytest.mark.slow
def test_a_folder_that_may_not_be_written_ends_in_a_sentence_and_heals(tmp_path) -> None:
    """The night says which folder; allowed again, it does its work."""
    path = roster(tmp_path, 60)
    start = powerless()
    before = path.read_bytes()
    tmp_path.chmod(0o555)
    try:
        done = night(tmp_path, *start)
    finally:
        tmp_path.chmod(0o755)
    assert "Traceback" not in done.stderr + done.stdout
    assert done.returncode == 2
    assert "may not be written" in done.stderr
    assert path.read_bytes() == before
    assert night(tmp_path).returncode == 0
    assert whole(path) == expected(tmp_path)


@pytest.mark.slow
def test_a_workbook_in_a_read_only_folder_does_not_stop_the_others(tmp_path) -> None:
    """The other workbook is checked; of this one a sentence says what is in the way."""
    start = powerless()
    roster(tmp_path, 3)
    closed = tmp_path / "closed"
    closed.mkdir()
    path = write(closed / "chapter.xlsx", ANA, BEN)
    (tmp_path / "rostercheck.toml").write_text(TOML + TOML.replace("members", "closed/chapter"))
    before = path.read_bytes()
    closed.chmod(0o555)
    try:
        done = night(tmp_path, *start)
    finally:
        closed.chmod(0o755)
    assert "Traceback" not in done.stderr + done.stdout
    assert done.returncode == 1
    assert "chapter.xlsx: could not be checked" in done.stdout
    assert "Gaps" in cells(tmp_path / "members.xlsx")
    assert path.read_bytes() == before
    assert night(tmp_path).returncode == 0
    assert "Gaps" in cells(path)
