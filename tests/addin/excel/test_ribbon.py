"""The three buttons, on a workbook that is open in a stand-in for Excel."""

from __future__ import annotations

import importlib
import logging
import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest

from tests.books.test_excel_open import dump
from tests.excel_com.cells import refuse
from tests.excel_com.workbook import Workbook

SAMPLES = Path("sample_workbooks")
CONFIG = """
[[book]]
path = "ninety-days.xlsx"
pack = "florida"
date_order = "mdy"
"""


@pytest.fixture
def ribbon(xlwings: ModuleType) -> ModuleType:
    return importlib.import_module("addin.excel.ribbon")


@pytest.fixture
def workbook(xlwings: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workbook:
    """A list that is open in Excel, and whose config lies beside it."""
    path = tmp_path / "ninety-days.xlsx"
    path.write_bytes((SAMPLES / path.name).read_bytes())
    (tmp_path / "rostercheck.toml").write_text(CONFIG)
    opened = Workbook.opened(path)
    opened.Application.StatusBar = False
    # What xlwings' VBA does before it calls Python.
    monkeypatch.setattr(xlwings._xlwindows, "BOOK_CALLER", opened)
    return opened


@pytest.fixture
def told(ribbon: ModuleType, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """What the buttons have to say, instead of a window."""
    found: list[tuple[str, str]] = []
    monkeypatch.setattr(ribbon, "tell", lambda title, text: found.append((title, text)))
    return found


Told = list[tuple[str, str]]


def test_check_now_flags_the_open_workbook(
    ribbon: ModuleType, workbook: Workbook, told: Told
) -> None:
    """The gaps are flagged by the rules of the config; counts and names are told in a window."""
    ribbon.check_now()
    ((title, text),) = told
    assert title == "Rostercheck - ninety-days.xlsx"
    assert "Florida" in text
    assert "It is not saved yet" in text
    assert "Gaps" in [sheet.Name for sheet in workbook.Worksheets]
    assert workbook.Application.StatusBar is False


def test_check_and_clear_leave_nothing_behind(
    ribbon: ModuleType, workbook: Workbook, told: Told
) -> None:
    """Checked, checked again and cleared, everything of hers is as it was."""
    before = dump(workbook)
    ribbon.check_now()
    ribbon.check_now()
    assert "stand as they are; nothing has changed" in told[-1][1]
    ribbon.clear_marks()
    assert "was taken off" in told[-1][1]
    assert dump(workbook) == before
    ribbon.clear_marks()
    assert "left as it is" in told[-1][1]


def test_explain_says_all_of_the_person_in_the_row(
    ribbon: ModuleType, workbook: Workbook, told: Told
) -> None:
    """Everything about the person whose row is selected; nothing is written."""
    before = dump(workbook)
    sheet = workbook.plain.worksheets[0]
    row = next(r for r in range(1, 12) if isinstance(sheet.cell(r, 1).value, str) and r > 3)
    workbook.Application.ActiveCell = SimpleNamespace(Row=row)
    ribbon.explain_row()
    assert (
        str(sheet.cell(row, 1).value) in told[-1][1] or str(sheet.cell(row, 2).value) in told[-1][1]
    )
    assert "The association decides" in told[-1][1]
    assert dump(workbook) == before
    workbook.Application.ActiveCell = SimpleNamespace(Row=400)
    ribbon.explain_row()
    assert told[-1][1].startswith('In row 400 of "Cohort 7" there is nobody of your list.')


def test_a_line_of_the_gaps_tab_means_the_person_it_is_about(
    ribbon: ModuleType, workbook: Workbook, told: Told
) -> None:
    """With the cursor in a line of the Gaps tab, the person of that line is explained."""
    ribbon.check_now()
    gaps = workbook.plain["Gaps"]
    workbook.plain.active = gaps
    workbook.Application.ActiveCell = SimpleNamespace(Row=6)
    ribbon.explain_row()
    assert told[-1][1].startswith(str(gaps["A6"].value))
    workbook.Application.ActiveCell = SimpleNamespace(Row=2)
    ribbon.explain_row()
    assert 'In row 2 of "Gaps" there is nobody of your list.' in told[-1][1]


def test_a_workbook_in_the_cloud_is_found_in_its_folder(
    ribbon: ModuleType, workbook: Workbook, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    """OneDrive gives a link for a path: the synced folder has the config, or it is told of."""
    link = "https://d.docs.live.net/0123456789abcdef/ninety-days.xlsx"
    folder = workbook.Path
    monkeypatch.setattr(Workbook, "FullName", link)
    monkeypatch.setenv("OneDriveConsumer", folder)
    monkeypatch.chdir("/")
    ribbon.check_now()
    assert "Florida" in told[-1][1]
    monkeypatch.setattr(Workbook, "FullName", link.replace("ninety", "elsewhere/ninety"))
    ribbon.check_now()
    assert "is in the cloud and has no folder on this computer" in told[-1][1]


def test_what_stands_in_the_way_is_a_sentence(
    ribbon: ModuleType, workbook: Workbook, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A refusal of Excel, and a mapping that does not fit, are told; the status bar is hers."""
    monkeypatch.setattr(Workbook, "SaveCopyAs", lambda *_: refuse("busy"))
    ribbon.check_now()
    assert told[-1][1].startswith("Excel could not copy")
    assert workbook.Application.StatusBar is False
    Path(workbook.Path, "rostercheck.toml").write_text("[[book]]\npath = 3\n")
    ribbon.check_now()
    assert "rostercheck.toml" in told[-1][1]


def test_what_nobody_foresaw_is_a_sentence_without_names(
    ribbon: ModuleType,
    workbook: Workbook,
    told: Told,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """No traceback reaches her, and neither she nor the log reads what the error was about."""

    def broken(*_: object) -> None:
        raise ZeroDivisionError("Ana Smith")

    monkeypatch.setattr(ribbon, "setting", broken)
    with caplog.at_level(logging.DEBUG):
        ribbon.check_now()
    assert "ZeroDivisionError" in told[-1][1]
    assert "Ana Smith" not in told[-1][1] + caplog.text


def test_without_a_workbook_it_says_so(
    ribbon: ModuleType, workbook: Workbook, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With no workbook in front there is a sentence."""
    monkeypatch.setattr(importlib.import_module("xlwings")._xlwindows, "BOOK_CALLER", None)
    ribbon.check_now()
    assert told == [("Rostercheck", "No workbook is open. Open your list, and click again.")]


def test_a_text_is_shown_by_a_process_of_its_own() -> None:
    """Excel goes on while the text is read. Where no window can be, the text is printed."""
    code = (
        "from addin.excel import window\n"
        "window.tell('Rostercheck - liste é.xlsx', 'Gap: 3 hours\\n— Ana')\n"
    )
    environment = {k: v for k, v in os.environ.items() if k not in {"DISPLAY", "WAYLAND_DISPLAY"}}
    ran = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True, timeout=60, env=environment
    )
    assert ran.stdout.decode() == "Rostercheck - liste é.xlsx\n\nGap: 3 hours\n— Ana\n"


def test_a_dashboard_is_left_to_the_command_and_that_is_said(
    ribbon: ModuleType, workbook: Workbook, told: Told, tmp_path: Path
) -> None:
    """Charts are drawn while the workbook is closed alone; all else of the check is done."""
    (tmp_path / "rostercheck.toml").write_text(f"{CONFIG}dashboard = true\n")
    ribbon.check_now()
    ((_, text),) = told
    tabs = [sheet.Name for sheet in workbook.Worksheets]
    assert ("Gaps" in tabs, "Dashboard" in tabs) == (True, False)
    assert 'The tab "Dashboard" has charts, which are drawn only while the workbook is clos' in text
    assert "let the nightly check or the command write the tab" in text


def test_a_dashboard_that_stands_stays_as_it_is(
    ribbon: ModuleType, workbook: Workbook, told: Told, tmp_path: Path, xlwings: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    """Written by the command, it is not changed in Excel, which is said; clearing takes it off."""
    path = tmp_path / "ninety-days.xlsx"
    words = ["check", str(path), "--in-place", "--dashboard", "--as-of", "2026-01-15"]
    subprocess.run([sys.executable, "-m", "sync", *words], check=False, capture_output=True)
    opened = Workbook.opened(path)
    opened.Application.StatusBar = False
    monkeypatch.setattr(xlwings._xlwindows, "BOOK_CALLER", opened)
    before = dump(opened)["Dashboard"]
    ribbon.check_now()
    assert 'The tab "Dashboard" has charts' in told[-1][1]
    assert dump(opened)["Dashboard"] == before
    ribbon.clear_marks()
    assert "Dashboard" not in dump(opened)
