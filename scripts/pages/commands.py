"""What `--help` says, of the program and of each command."""

from __future__ import annotations

import os

import typer
from typer.testing import CliRunner

from sync.cli import app


def commands() -> dict[str, list[str]]:
    """Give the names of the commands, each with those below it."""
    group = typer.main.get_command(app)
    found = sorted(group.commands.items())  # type: ignore[attr-defined]
    return {name: sorted(getattr(command, "commands", ())) for name, command in found}


def help_page() -> str:
    """Give the help of the program, then of each command under a heading of its own."""
    parts = ["```", _help(), "```", ""]
    for name, below in commands().items():
        parts += [f"## {name}\n", "```", _help(name), "```", ""]
        for word in below:
            parts += [f"### {name} {word}\n", "```", _help(name, word), "```", ""]
    return "\n".join(parts)


def _help(*words: str) -> str:
    before = os.environ.get("COLUMNS")
    os.environ["COLUMNS"] = "80"
    try:
        done = CliRunner().invoke(app, [*words, "--help"], prog_name="rostercheck")
    finally:
        if before is None:
            del os.environ["COLUMNS"]
        else:
            os.environ["COLUMNS"] = before
    return "\n".join(line.rstrip() for line in done.output.strip().splitlines())
