"""The command as a person calls it, in this process, and a workbook to call it on."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from sync.cli import main


@dataclass
class Result:
    code: int
    out: str
    err: str


@pytest.fixture
def run(monkeypatch, capsys, tmp_path):
    """Call `rostercheck` with words; give exit code and what it printed."""
    monkeypatch.chdir(tmp_path)

    def call(*words: object, typed: str | None = None) -> Result:
        import io  # noqa: PLC0415

        monkeypatch.setattr(sys, "argv", ["rostercheck", *map(str, words)])
        monkeypatch.setattr(sys, "stdin", io.StringIO(typed or ""))
        capsys.readouterr()
        try:
            main()
            code = 0
        except SystemExit as stop:
            code = int(stop.code or 0)
        said = capsys.readouterr()
        return Result(code, said.out, said.err)

    return call


HEAD = [
    "Member ID", "Full Name", "E-mail", "Category", "Date endorsed", "Membership expires",
    "Training hrs", "DEI hrs", "RSC hrs", "Ethics signed", "Agreement signed",
]  # fmt: skip
FINE = [
    "W1", "Ana Ruiz", "ana@example.org", "IFS", date(2020, 5, 1), date(2026, 12, 31),
    15, 3, 12, "y", "y",
]  # fmt: skip
SHORT = [
    "W2", "Ben Oak", "ben@example.org", "Level II", "3/25/19", date(2026, 6, 30),
    "11 hrs", 3, "12+", "y", "no",
]  # fmt: skip


def make(path: Path, *rows: list[object]) -> Path:
    """Make a workbook with a title, a header in row 3, a note and a fill of hers."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Members"
    for row in (["Roster 2026"], [], HEAD, *rows):
        sheet.append(row)
    sheet["F5"].comment = Comment("Called her in May", "Coordinator")
    sheet["G5"].fill = PatternFill("solid", fgColor="FFFF00")
    book.save(path)
    return path


@pytest.fixture
def fine(tmp_path: Path) -> Path:
    return make(tmp_path / "fine.xlsx", FINE)


@pytest.fixture
def members(tmp_path: Path) -> Path:
    return make(tmp_path / "members.xlsx", FINE, SHORT)
