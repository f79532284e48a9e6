"""The add-in, opened by a program that reads such files with code of its own."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from addin.excel.package import FILE_NAME, Settings, built, template
from addin.excel.vba import module_source
from addin.functions import FUNCTIONS
from tests.needs import office_python

pytestmark = pytest.mark.slow


PROBE = "\nFunction Probe()\n    Probe = 42\nEnd Function\n"


def test_another_program_reads_the_add_in_and_compiles_it(tmp_path: Path) -> None:
    """LibreOffice finds each of our functions, the buttons and the settings, and compiles the VBA.

    A source with a single word spoilt it does not compile, so that this can be told.
    """
    python = office_python()
    lines = module_source("Ours").splitlines()
    source = "\n".join(line for line in lines if not line.startswith("Attribute "))
    good, bad = tmp_path / "good.bas", tmp_path / "bad.bas"
    good.write_text(source + PROBE, encoding="utf-8")
    bad.write_text(source.replace("End Sub", "End Sb", 1) + PROBE, encoding="utf-8")
    file = tmp_path / FILE_NAME
    file.write_bytes(built(template(), Settings("C:\\python\\pythonw.exe", "0.37.8", "0.1.0")))
    ran = subprocess.run(
        [
            python,
            str(Path(__file__).with_name("in_office.py")),
            str(tmp_path / "profile"),
            file,
            good,
            bad,
        ],
        capture_output=True,
        check=True,
        timeout=300,
    )
    found = json.loads(ran.stdout)
    assert found["probed"] == [42, None]
    assert found["sheets"] == {"rostercheck.conf": "addin.excel.udfs"}
    source = found["modules"]["RibbonMyAddin"]
    for one in FUNCTIONS:
        assert f"Function {one.name}(" in source
    assert "Sub RostercheckCheckNow(control As IRibbonControl)" in source
    assert 'PROJECT_NAME As String = "rostercheck"' in found["modules"]["xlwings"]
