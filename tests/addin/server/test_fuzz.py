"""The server against its own description: whatever a program sends, it keeps its word."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from addin.server.settings import Limits
from tests.addin.server.house import TOKEN, running

SCHEMATHESIS = Path(sys.executable).with_name("schemathesis")


@pytest.mark.slow
def test_no_request_whatever_breaks_the_word_of_the_description(tmp_path) -> None:
    """Fitting requests are taken, others refused; every answer has the form that is described."""
    with running(Limits(per_minute=10**9, wrong_per_minute=10**9)) as house:
        words = [
            "run", f"{house.url}/openapi.json", "-H", f"Authorization: Bearer {TOKEN}",
            "--checks", "all", "--phases", "examples,coverage,fuzzing", "--max-examples", "40",
            "--seed", "7", "--request-retries", "0", "--generation-database", "none",
            "--no-color", "--continue-on-failure", "--include-path-regex", "^/(v1/|healthz)",
        ]  # fmt: skip
        done = subprocess.run(
            [SCHEMATHESIS, *words],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            timeout=400,
            check=False,
        )
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
    assert "Traceback" not in house.log.getvalue()
    assert '"event": "failed"' not in house.log.getvalue()
