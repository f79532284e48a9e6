"""One office for the tests of a module."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.addin.libreoffice.office import HERE, Calc, installed
from tests.needs import office_python


@pytest.fixture(scope="module")
def calc() -> Iterator[Calc]:
    """An office whose worker is the real one, but for the day, which a test may set."""
    python = office_python()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        profile = Path(name)
        installed(profile)
        dated = profile / "dated-python"
        dated.write_text(
            f'#!/bin/sh\nexec "{sys.executable}" "{HERE / "dated_worker.py"}" '
            f'"{profile / "today"}"\n'
        )
        dated.chmod(0o755)
        office = Calc(python, profile, {"ROSTERCHECK_PYTHON": str(dated)})
        yield office
        office.close()
