"""Sheets of ours: how they look, where they stand, and that others do not suffer by them."""

from __future__ import annotations

import re
import shutil
import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from sync.books import open_book
from sync.books.base import (
    Applied,
    CellRef,
    DropSheet,
    Edit,
    Format,
    OwnCell,
    OwnSheet,
    PutSheet,
    Visibility,
)
from tests.books.corpus import make, package
from tests.books.marking import members

HEAD = [OwnCell("Who", Format(bold=True)), OwnCell("What", Format(bold=True)), OwnCell("When")]
ROW = [
    OwnCell("Ada", link=CellRef("O'Brien & Söns <1>", 2, 1)),
    OwnCell("3 hours\nare missing", Format(wrap=True, top=True, fill="FFEB9C")),
    OwnCell(date(2026, 5, 1)),
]
GAPS = OwnSheet("Gaps", [HEAD, ROW], widths=[20, 60.5], frozen_rows=1, header_row=1)


def apply(path: Path, *edits: Edit) -> Applied:
    return open_book(path).apply(edits)


def workbook_xml(path: Path) -> str:
    with zipfile.ZipFile(path) as archive:
        return archive.read("xl/workbook.xml").decode()


@pytest.fixture
def quoted(tmp_path: Path) -> Path:
    return make("quoted.xlsx", tmp_path)


def test_the_sheet_is_as_it_was_asked_for(quoted: Path) -> None:
    """Widths, frozen rows, filter, print titles, page, links and formats are all there."""
    apply(quoted, PutSheet(GAPS))
    sheet = openpyxl.load_workbook(quoted)["Gaps"]
    assert [c.value for c in sheet[1]] == ["Who", "What", "When"]
    assert sheet["A1"].font.b
    assert (sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width) == (20, 60.5)
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:C2"
    assert sheet.print_title_rows == "$1:$1"
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight) == ("landscape", 0)
    assert sheet.sheet_properties.pageSetUpPr is not None
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet["A2"].hyperlink is not None
    assert sheet["A2"].hyperlink.location == "'O''Brien & Söns <1>'!A2"
    assert sheet["B2"].alignment.wrap_text
    assert sheet["B2"].alignment.vertical == "top"
    assert sheet["C2"].is_date
    assert '_xlnm._FilterDatabase" localSheetId="2" hidden="1">\'Gaps\'!$A$1:$C$2<' in (
        workbook_xml(quoted)
    )


def test_a_sheet_is_replaced_in_its_place(quoted: Path) -> None:
    """Putting it again keeps its tab and its part; the same content writes nothing."""
    apply(quoted, PutSheet(GAPS))
    parts = list(members(quoted))
    before = (quoted.read_bytes(), quoted.stat().st_mtime_ns)
    apply(quoted, PutSheet(GAPS))
    assert (quoted.read_bytes(), quoted.stat().st_mtime_ns) == before
    apply(quoted, PutSheet(OwnSheet("Gaps", [[OwnCell("none")]], visibility=Visibility.HIDDEN)))
    assert list(members(quoted)) == parts
    book = openpyxl.load_workbook(quoted)
    assert book.sheetnames[-1] == "Gaps"
    assert book["Gaps"].sheet_state == "hidden"
    assert book["Gaps"].auto_filter.ref is None


def test_a_hidden_sheet_can_be_hidden_from_the_menu(quoted: Path) -> None:
    """Very hidden is written, read, and comes off."""
    before = members(quoted)
    apply(quoted, PutSheet(OwnSheet("State", [], visibility=Visibility.VERY_HIDDEN)))
    assert open_book(quoted).read().sheets[-1].visibility is Visibility.VERY_HIDDEN
    apply(quoted, DropSheet("State"))
    assert members(quoted) == before


def test_names_that_belong_to_sheets_stay_right(tmp_path: Path) -> None:
    """Names with a sheet of their own go on pointing to it when ours come and go."""
    path = make("rules.xlsx", tmp_path)
    before = members(path)
    former = sorted(re.findall(r"<definedName.*?</definedName>", workbook_xml(path)))
    apply(path, PutSheet(GAPS), PutSheet(OwnSheet("More", [HEAD], header_row=1)))
    apply(path, DropSheet("Gaps"))
    present = re.findall(r"<definedName.*?</definedName>", workbook_xml(path))
    assert sorted(n for n in present if "More" not in n) == former
    assert all('localSheetId="1"' in n for n in present if "More" in n)
    apply(path, DropSheet("More"))
    assert members(path) == before


@pytest.mark.parametrize(
    "name", ["", " ", "x" * 32, "a/b", "a:b", "[a]", "a?", "'a", "a'", "History", "a\tb"]
)
def test_names_that_excel_does_not_take_are_refused(quoted: Path, name: str) -> None:
    """A name that Excel would not take is refused with a sentence."""
    before = quoted.read_bytes()
    applied = apply(quoted, PutSheet(OwnSheet(name, [HEAD])))
    assert len(applied.refused) == 1
    assert applied.refused[0].why.endswith(".")
    assert quoted.read_bytes() == before


def test_a_protected_structure_takes_no_sheet(tmp_path: Path) -> None:
    """Where the structure is locked, a sheet is refused with what to do."""
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in package(extra='<workbookProtection lockStructure="1"/>').items():
            archive.writestr(name, data)
    applied = apply(path, PutSheet(GAPS))
    assert "Protect Workbook" in applied.refused[0].why


def test_the_last_sheet_that_can_be_seen_stays(tmp_path: Path) -> None:
    """A workbook needs a sheet that can be seen."""
    path = make("raw.xlsx", tmp_path)
    assert "has to stay" in apply(path, DropSheet("Data")).refused[0].why
    assert apply(path, DropSheet("not there")).refused == []


def test_what_was_hung_on_our_sheet_goes_with_it(tmp_path: Path) -> None:
    """A sheet of ours that another program saved goes with all that hangs on it."""
    path = make("plain.xlsx", tmp_path)
    pristine = tmp_path / "pristine.xlsx"
    shutil.copy(path, pristine)
    apply(path, PutSheet(GAPS))
    book = openpyxl.load_workbook(path)
    book["Gaps"]["A9"] = "=1+1"
    book["Gaps"]["B9"].comment = openpyxl.comments.Comment("mine", "Ada")
    book.save(path)
    apply(path, DropSheet("Gaps"))
    left = " ".join(members(path)).lower()
    assert not any(word in left for word in ("sheet2", "comment", "vml", "rostercheck"))
    assert openpyxl.load_workbook(path).sheetnames == ["Members"]
