"""The demo: in a checkout it shows the samples; elsewhere it says what to do."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from sync.commands.demo import demo_of_samples
from tests.docs.project import ROOT

SMALL = "small-totals.csv"


def demo(folder: Path, *words: str, home: Path = ROOT) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "sync", "demo", *words],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(home)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture(scope="module")
def installed(tmp_path_factory) -> Path:
    """The program as a package brings it: without samples and tests."""
    folder = tmp_path_factory.mktemp("installed")
    for name in ("models", "sync"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    return folder


@pytest.mark.parametrize("words", [(), ("--google",)])
def test_without_a_checkout_it_says_what_to_do(installed, tmp_path, words) -> None:
    """Where the samples are not, one sentence says so and what to type where; nothing is made."""
    done = demo(tmp_path, *words, home=installed)
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "needs a checkout of the project" in done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
def test_an_installed_program_shows_the_checkout_that_it_is_in(installed, tmp_path) -> None:
    """In the folder of the project the samples there are shown, wherever the program is from."""
    (tmp_path / "sample_workbooks").mkdir()
    (tmp_path / "tests" / "google_server").mkdir(parents=True)
    (tmp_path / "tests" / "__init__.py").touch()
    for name in (SMALL, f"{SMALL}.answers.toml"):
        shutil.copy(ROOT / "sample_workbooks" / name, tmp_path / "sample_workbooks" / name)
    done = demo(tmp_path, home=installed)
    assert (done.returncode, done.stderr) == (0, "")
    assert f"{SMALL}: 14 people" in done.stdout
    assert "flagged copy: demo-output" in done.stdout
    assert (tmp_path / "demo-output" / "small-totals-flagged.csv").is_file()
    shutil.copy(ROOT / "sample_workbooks" / "wisconsin-full.xlsx", tmp_path / "sample_workbooks")
    broken = demo(tmp_path, "--google", home=installed)
    assert broken.returncode == 2
    assert 'type "make demo-google"' in broken.stderr


def test_a_folder_with_something_in_it_is_left_alone(tmp_path) -> None:
    """What stands in the folder for the copies is never thrown away, unless a demo made it."""
    (tmp_path / "mine.txt").write_text("mine")
    done = demo(tmp_path, "--out", str(tmp_path))
    assert done.returncode == 2
    assert "is not empty" in done.stderr
    assert (tmp_path / "mine.txt").read_text() == "mine"


@pytest.mark.slow
def test_a_second_demo_takes_the_place_of_the_first(tmp_path, capfd) -> None:
    """Copies of an earlier demo are made anew."""
    (tmp_path / "sample_workbooks").mkdir()
    for name in (SMALL, f"{SMALL}.answers.toml"):
        shutil.copy(ROOT / "sample_workbooks" / name, tmp_path / "sample_workbooks" / name)
    for _ in range(2):
        assert demo_of_samples(tmp_path, tmp_path / "copies") == 0
    assert capfd.readouterr().out.count("Summary") == 2


def test_a_google_sheet_has_no_copies(tmp_path) -> None:
    """--out with --google is refused with a sentence."""
    done = demo(tmp_path, "--google", "--out", "x")
    assert done.returncode == 2
    assert "--out does not go with --google" in done.stderr


@pytest.mark.slow
def test_a_sample_is_shown_as_a_google_sheet(tmp_path) -> None:
    """Connect, doctor, check beside somebody who sorts, check again, clear: all as it should be."""
    done = demo(tmp_path, "--google")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "with taking the first flags back: 6." in done.stdout
    assert "stand as they are; nothing has changed" in done.stdout
    assert "everything that Rostercheck wrote was taken off" in done.stdout
