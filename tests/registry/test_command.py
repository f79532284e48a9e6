"""`rostercheck registry`, `check --registry` and the key in the config, as a person calls them."""

from __future__ import annotations

import csv
import json
import shutil
import sys
from pathlib import Path

import openpyxl
import pytest

from sync.cli import main

SAMPLE = Path(__file__).parents[2] / "sample_workbooks" / "rsc-providers.xlsx"
RULES = ("--pack", "wisconsin", "--date-order", "mdy", "--as-of", "2026-11-22")


@pytest.fixture
def call(monkeypatch, capsys, tmp_path):
    """Call `rostercheck` in a folder with the sample; give exit code and what it printed."""
    monkeypatch.chdir(tmp_path)
    shutil.copy(SAMPLE, tmp_path / "members.xlsx")

    def calling(*words: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["rostercheck", *words])
        capsys.readouterr()
        try:
            main()
            code = 0
        except SystemExit as stop:
            code = int(stop.code or 0)
        said = capsys.readouterr()
        return code, said.out, said.err

    return calling


def test_it_writes_a_page_and_a_table_and_says_who_is_left_out(call, tmp_path) -> None:
    """Two files in a folder that is made; counts on the screen; the workbook is only read."""
    before = (tmp_path / "members.xlsx").read_bytes()
    code, out, err = call("registry", "members.xlsx", "--out", "website", *RULES)
    assert (code, err) == (0, "")
    files = sorted(path.name for path in (tmp_path / "website").iterdir())
    assert files == ["rsc-providers.csv", "rsc-providers.html"]
    assert "5 people listed" in out
    assert "Not listed: 5 people." in out
    assert "Farid" not in out
    data = (tmp_path / "website" / "rsc-providers.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf"), "Excel reads it as UTF-8"
    lines = list(csv.DictReader(data.decode("utf-8-sig").splitlines()))
    assert [line["Name"] for line in lines][:2] == ["Edda Frost", "Bruno Keller"]
    assert (tmp_path / "members.xlsx").read_bytes() == before


def test_the_forms_that_are_asked_for_are_written(call, tmp_path) -> None:
    """Only these; and the same call makes the same bytes."""
    words = ("registry", "members.xlsx", "--format", "json", "--format", "html", *RULES)
    assert call(*words)[0] == 0
    first = {path.name: path.read_bytes() for path in tmp_path.glob("rsc-providers.*")}
    assert sorted(first) == ["rsc-providers.html", "rsc-providers.json"]
    assert len(json.loads(first["rsc-providers.json"])["providers"]) == 5
    assert call(*words)[0] == 0
    assert {path.name: path.read_bytes() for path in tmp_path.glob("rsc-providers.*")} == first


def test_in_spanish_the_page_is_spanish(call, tmp_path) -> None:
    """The language of the command is that of the page."""
    assert call("registry", "members.xlsx", "--language", "es", *RULES)[0] == 0
    assert '<html lang="es">' in (tmp_path / "rsc-providers.html").read_text("utf-8")


def test_a_file_where_the_folder_should_be_is_a_sentence(call) -> None:
    """Nothing is written over."""
    code, _, err = call("registry", "members.xlsx", "--out", "members.xlsx", *RULES)
    assert code == 2
    assert "members.xlsx is a file. Name a folder" in err


def test_a_check_adds_the_tab_when_asked(call, tmp_path) -> None:
    """With --registry there is a tab; a check that is not asked makes none."""
    call("check", "members.xlsx", "--out", "plain.xlsx", *RULES)
    assert "RSC providers" not in openpyxl.load_workbook(tmp_path / "plain.xlsx").sheetnames
    call("check", "members.xlsx", "--out", "listed.xlsx", "--registry", *RULES)
    assert "RSC providers" in openpyxl.load_workbook(tmp_path / "listed.xlsx").sheetnames


def test_the_config_can_ask_for_the_tab(call, tmp_path) -> None:
    """`registry = true`: by hand and every night."""
    told = '[[book]]\npath = "members.xlsx"\npack = "wisconsin"\ndate_order = "mdy"\n'
    (tmp_path / "rostercheck.toml").write_text(f"{told}registry = true\n", "utf-8")
    assert call("nightly", "--as-of", "2026-11-22")[0] == 0
    made = openpyxl.load_workbook(tmp_path / "members-flagged.xlsx")
    assert made.sheetnames == ["Members", "Gaps", "RSC providers", "_rostercheck"]
    call("check", "members.xlsx", "--out", "by-hand.xlsx", "--as-of", "2026-11-22")
    assert "RSC providers" in openpyxl.load_workbook(tmp_path / "by-hand.xlsx").sheetnames
