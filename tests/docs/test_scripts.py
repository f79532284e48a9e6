"""The scripts that the make targets call."""

from __future__ import annotations

import re
import subprocess

import check_licences
import check_lines
import console
import count_tests
import mutants
import pytest

from tests.docs.project import ROOT, text


def test_no_file_is_too_long() -> None:
    """No module is longer than the house allows."""
    assert check_lines.too_long() == []


def test_licences_fit() -> None:
    """Everything that the program needs at run time may be shipped with it."""
    assert check_licences.main() == 0


def test_make_help_lists_every_target() -> None:
    """`make help` names every target that can be asked for."""
    makefile = text("Makefile")
    (line,) = re.findall(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)
    described = re.findall(r"^([a-z-]+):.*## ", makefile, re.MULTILINE)
    assert sorted(line.split()) == sorted(described)


def test_every_step_of_ci_is_there() -> None:
    """`.ci/run` calls only scripts and targets that exist."""
    script = text(".ci/run")
    targets = set(re.findall(r"make --no-print-directory ([a-z-]+)", script))
    described = set(re.findall(r"^([a-z-]+):.*## ", text("Makefile"), re.MULTILINE))
    assert targets <= described
    for name in re.findall(r"scripts/([a-z_-]+(?:\.py)?)", script + text("Makefile")):
        assert (ROOT / "scripts" / name).exists()


@pytest.mark.parametrize("path", [".ci/run", "scripts/find-python"])
def test_shell_scripts_can_be_run(path: str) -> None:
    """A script that is called by name may be run, and its shell can read it."""
    assert (ROOT / path).stat().st_mode & 0o111
    shell = "bash" if path.startswith(".ci") else "sh"
    assert subprocess.run([shell, "-n", str(ROOT / path)], check=False).returncode == 0


def test_tests_are_counted(tmp_path) -> None:
    """The closing line of CI adds up what several runs reported; an error is a failure."""
    suites = (
        '<testsuites><testsuite tests="5" failures="1" errors="1" skipped="1"/></testsuites>',
        '<testsuites><testsuite tests="3" failures="0" errors="0" skipped="0"/></testsuites>',
    )
    reports = [tmp_path / f"{n}.xml" for n in range(len(suites))]
    for path, suite in zip(reports, suites, strict=True):
        path.write_text(suite)
    assert count_tests.counted(reports) == (5, 2, 1)


def test_a_page_runs_only_our_command() -> None:
    """A page of the docs cannot be made to run anything but rostercheck."""
    with pytest.raises(ValueError, match="only run rostercheck"):
        console.with_real_output("```console\n$ rm -rf .\n```\n")


def test_a_page_runs_its_commands_in_turn() -> None:
    """What a command prints is put below it, cut where the page says so."""
    before = "```console head=1\n$ rostercheck --help\nold words\n```\n"
    after = console.with_real_output(before)
    assert after.startswith("```console head=1\n$ rostercheck --help\nUsage: rostercheck ")
    assert after.endswith("\n...\n```\n")
    assert console.with_real_output(after) == after


def test_every_kind_of_requirement_can_be_tried() -> None:
    """`make mutants` knows each module of requirements, and the tests that hold it are there."""
    kinds = {f"requirements/{path.stem}" for path in (ROOT / "models/requirements").glob("*.py")}
    assert kinds - {"requirements/__init__"} <= set(mutants.HELD_BY)
    for module, tests in mutants.HELD_BY.items():
        assert (ROOT / "models" / f"{module}.py").exists()
        assert [one for one in tests if not (ROOT / one).exists()] == []
