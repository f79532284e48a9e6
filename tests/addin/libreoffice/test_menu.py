"""The menu "Rostercheck" in a real LibreOffice Calc, on a real workbook, with the real program."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.addin.libreoffice.office import Calc, installed
from tests.needs import office_python

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parents[3]
TAB = "Renewals 2026"
CONFIG = '[[book]]\npath = "roster.xlsx"\npack = "wisconsin"\ndate_order = "mdy"\n'


@pytest.fixture(scope="module")
def office() -> Iterator[Calc]:
    """An office that shows nothing on a screen."""
    python = office_python()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        profile = Path(name)
        installed(profile)
        calc = Calc(python, profile, {"ROSTERCHECK_PYTHON": "", "ROSTERCHECK_HIDDEN": "1"})
        yield calc
        calc.close()


@pytest.fixture
def roster(tmp_path: Path) -> Path:
    """A workbook with the config beside it."""
    (tmp_path / "rostercheck.toml").write_text(CONFIG)
    return Path(
        shutil.copy(ROOT / "sample_workbooks" / "small-totals.xlsx", tmp_path / "roster.xlsx")
    )


def test_the_menu_has_three_lines_in_calc_alone(office: Calc) -> None:
    """The office has taken it over from the extension; a text document does not show it."""
    assert office.ask("menu_lines") == {
        "title": "Rostercheck",
        "context": "com.sun.star.sheet.SpreadsheetDocument",
        "lines": [
            ["Check now", "org.rostercheck:check"],
            ["Explain this row", "org.rostercheck:explain"],
            ["Clear marks", "org.rostercheck:clear"],
        ],
    }


def test_check_now_puts_the_flags_and_she_is_where_she_was(office: Calc, roster: Path) -> None:
    """The same workbook in the same window, with the Gaps tab; tab and selection are kept."""
    before = roster.read_bytes()
    seen = office.ask("menu", path=str(roster), line="check", tab=TAB, cell="B8")
    assert seen["texts"] == []
    assert roster.read_bytes() != before
    assert seen["url"] == roster.as_uri()
    assert "Gaps" in seen["tabs"]
    assert (seen["tab"], seen["selected"]) == (TAB, f"$'{TAB}'.$B$8")


def test_clear_marks_takes_them_off_again(office: Calc, roster: Path) -> None:
    """What was put is taken off; the tabs are hers alone."""
    hers = office.ask("menu", path=str(roster), line="clear", tab=TAB, cell="B8")["tabs"]
    office.ask("menu", path=str(roster), line="check", tab=TAB, cell="B8")
    seen = office.ask("menu", path=str(roster), line="clear", tab=TAB, cell="B8")
    assert seen["tabs"] == hers == [TAB]


def test_explain_this_row_shows_all_that_holds_for_the_person(office: Calc, roster: Path) -> None:
    """In a sheet of its own, which closes without a question; the workbook is untouched."""
    before = roster.read_bytes()
    seen = office.ask("menu", path=str(roster), line="explain", tab=TAB, cell="G8")
    ((title, _, first, *rest),) = seen["texts"]
    assert title == "Explain this row"
    assert first.startswith("Brian Okafor, FS")
    assert any("12.5 of 15 hours of training" in line for line in rest)
    assert seen["unsaved"] == [False]
    assert roster.read_bytes() == before


def test_a_row_of_nobody_is_said(office: Calc, roster: Path) -> None:
    """A blank row, and a title, are no people."""
    seen = office.ask("menu", path=str(roster), line="explain", tab=TAB, cell="B25")
    assert "Select a cell in the row of a person" in seen["texts"][0][2]
    seen = office.ask("menu", path=str(roster), line="explain", tab=TAB, cell="B2")
    assert "Nobody called" in seen["texts"][0][2]


@pytest.mark.parametrize("line", ["check", "explain", "clear"])
def test_what_is_not_saved_is_not_lost(office: Calc, roster: Path, line: str) -> None:
    """She is asked to save first; nothing is read, written or closed."""
    before = roster.read_bytes()
    seen = office.ask("menu", path=str(roster), line=line, tab=TAB, cell="G8", typed="15")
    assert "Save the workbook first" in seen["texts"][0][2]
    assert roster.read_bytes() == before


def test_what_the_program_refuses_is_shown_in_its_words(office: Calc, tmp_path: Path) -> None:
    """An .ods file is read and not marked; the sheet is there again as it was."""
    book = Path(shutil.copy(ROOT / "sample_workbooks" / "small-totals.ods", tmp_path))
    before = book.read_bytes()
    seen = office.ask("menu", path=str(book), line="check", tab=TAB, cell="B8")
    assert any("Save it as .xlsx" in line for line in seen["texts"][0])
    assert seen["url"] == book.as_uri()
    assert book.read_bytes() == before


def test_no_lock_file_is_left_behind(office: Calc, roster: Path) -> None:
    """Others can open the workbook afterwards."""
    office.ask("menu", path=str(roster), line="check", tab=TAB, cell="B8")
    assert list(roster.parent.glob(".~lock*")) == []
