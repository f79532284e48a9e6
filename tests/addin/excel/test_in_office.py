"""The add-in, opened by a program that reads such files with code of its own."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from addin.excel.package import FILE_NAME, Settings, built, template
from addin.functions import FUNCTIONS
from tests.addin.libreoffice.office import bridge

pytestmark = pytest.mark.slow


def test_another_program_reads_the_formulas_and_the_settings(tmp_path: Path) -> None:
    """LibreOffice finds in the add-in each of our functions, the buttons, and the settings."""
    python = bridge()
    file = tmp_path / FILE_NAME
    file.write_bytes(built(template(), Settings("C:\\python\\pythonw.exe", "0.37.8", "0.1.0")))
    ran = subprocess.run(
        [python, str(Path(__file__).with_name("in_office.py")), str(tmp_path / "profile"), file],
        capture_output=True,
        check=True,
        timeout=300,
    )
    found = json.loads(ran.stdout)
    assert found["sheets"] == {"rostercheck.conf": "addin.excel.udfs"}
    source = found["modules"]["RibbonMyAddin"]
    for one in FUNCTIONS:
        assert f"Function {one.name}(" in source
    assert "Sub RostercheckCheckNow(control As IRibbonControl)" in source
    assert 'PROJECT_NAME As String = "rostercheck"' in found["modules"]["xlwings"]
