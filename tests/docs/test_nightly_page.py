"""What the page on nights says can be done as it stands there."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
import typer

from sync.cli import app
from sync.config import BookConfig, Config, examine_config
from sync.service_config import MailConfig, NightlyConfig
from tests.docs.project import text
from tests.needs import program

SCHEDULERS = Path(__file__).parents[2] / "docs" / "schedulers"
BLOCKS = re.findall(r"```toml\n(.*?)```", text("docs/nightly.md"), re.DOTALL)


@pytest.mark.parametrize("block", BLOCKS)
def test_every_config_on_the_page_is_right(block, tmp_path) -> None:
    """A coordinator can copy any block of the page: the program understands every key of it."""
    path = tmp_path / "rostercheck.toml"
    path.write_text(block)
    config, wrong = examine_config(path)
    assert wrong == []
    assert isinstance(config, Config)


def test_every_key_of_the_config_is_explained() -> None:
    """Each key that the service reads is named on the page."""
    page = text("docs/nightly.md")
    known_elsewhere = {"pack", "date_order", "table", "drafts"}
    keys = {*BookConfig.model_fields, *NightlyConfig.model_fields, *MailConfig.model_fields}
    assert [key for key in sorted(keys - known_elsewhere) if key not in page] == []


@pytest.mark.slow
def test_systemd_takes_the_units(tmp_path) -> None:
    """systemd's own check finds nothing to say about the timer."""
    for name in ("rostercheck.timer", "rostercheck.service"):
        unit = (SCHEDULERS / name).read_text().replace("%h/rostercheck/.venv/bin/rostercheck",
                                                       "/bin/true")  # fmt: skip
        (tmp_path / name).write_text(unit)
    done = subprocess.run(
        [program("systemd-analyze"), "verify", "--user", "rostercheck.timer"],
        cwd=tmp_path, capture_output=True, text=True, check=False,
        env={"SYSTEMD_UNIT_PATH": f"{tmp_path}:", "PATH": "/usr/bin:/bin", "HOME": str(tmp_path),
             "XDG_RUNTIME_DIR": str(tmp_path)},
    )  # fmt: skip
    assert "rostercheck" not in done.stderr, done.stderr


def test_each_ready_made_file_calls_a_command_that_there_is() -> None:
    """No file calls a command or an option that the program does not know."""
    commands = typer.main.get_command(app).commands
    found = {}
    for path in SCHEDULERS.iterdir():
        calls = re.findall(
            r'(?:rostercheck |CMD \["|<Arguments>)(nightly|serve-\w+)', path.read_text()
        )
        found[path.name] = set(calls)
    assert all(call in commands for calls in found.values() for call in calls)
    assert {name for name, calls in found.items() if not calls} == {"rostercheck.timer"}
