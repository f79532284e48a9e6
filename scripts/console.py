"""Runs the commands in a page's `console` blocks, and puts what they print below them."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "sample_workbooks"
BLOCK = re.compile(r"^```console(?P<how>[^\n]*)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
_MAIN = "import sys; sys.argv[0] = 'rostercheck'; from sync.cli import main; main()"
BOOKS = (".xlsx", ".xlsm", ".csv", ".ods")


def with_real_output(text: str) -> str:
    """Give a page whose console blocks print what the program prints now."""
    if not BLOCK.search(text):
        return text
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for book in sorted(SAMPLES.iterdir()):
            if book.suffix in BOOKS:
                shutil.copy(book, folder / book.name)
        return BLOCK.sub(lambda found: _written(found, folder), text)


def _written(found: re.Match[str], folder: Path) -> str:
    """Run a block's commands in turn."""
    how = dict(word.split("=") for word in found["how"].split())
    commands = [line for line in found["body"].splitlines() if line.startswith("$ ")]
    lines = [line for command in commands for line in (command, *_printed(command, folder, how))]
    return "\n".join([f"```console{found['how']}", *lines, "```"])


def _printed(command: str, folder: Path, how: Mapping[str, str]) -> list[str]:
    """Give the lines that a command prints, cut as the block says."""
    words = shlex.split(command.removeprefix("$ "))
    if words == ["echo", "$?"]:
        return [(folder / ".code").read_text()]
    if words[:1] != ["rostercheck"]:
        raise ValueError(f"A console block may only run rostercheck, not: {command}")
    done = subprocess.run(
        [sys.executable, "-c", _MAIN, *words[1:]],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "COLUMNS": "80"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    if "Traceback" in done.stdout:
        raise RuntimeError(f"{command} came to grief:\n{done.stdout}")
    (folder / ".code").write_text(str(done.returncode))
    lines = [line.rstrip() for line in done.stdout.strip("\n").splitlines()]
    first, last = int(how.get("head", len(lines))), int(how.get("tail", len(lines)))
    if len(lines) > last:
        return ["...", *lines[-last:]]
    return lines if len(lines) <= first else [*lines[:first], "..."]
