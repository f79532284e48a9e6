"""Whatever a workbook holds: what is not ours stays as it is, and what is ours comes off again."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tarfile
import warnings
from pathlib import Path

import openpyxl
import pytest

from models.cells import CellError
from sync.books import open_book
from sync.books.base import CellRef
from tests.books.corpus import HARD_TO_READ, MAKERS, make
from tests.books.marking import TAB, Marks, marks_for, members, values
from tests.needs import needs

ALL = [*MAKERS, *HARD_TO_READ]
MAY_CHANGE = ("sheet", "page", "styles", "content_types", ".rels", "workbook", "main.xml")
NOT_FOR_OPENPYXL = {"strict.xlsx", "backslashes.xlsx", "elsewhere.xlsx", *HARD_TO_READ}


def marked(path: Path) -> Marks:
    """Mark a workbook; nothing may be refused."""
    marks = marks_for(path, open_book(path).read())
    assert open_book(path).apply(marks.put).refused == []
    return marks


def check_all(path: Path, pristine: Path) -> None:
    """The promises of this module, for one file."""
    before = values(open_book(path).read())
    marks = marked(path)
    after = {k: v for k, v in values(open_book(path).read()).items() if k.sheet != TAB}
    assert after == before | marks.written
    check_parts(pristine, path)
    once = path.read_bytes()
    open_book(path).apply(marks.put)
    assert path.read_bytes() == once
    assert open_book(path).apply(marks.take).refused == []
    assert members(path) == members(pristine)
    assert list(members(path)) == list(members(pristine))


def check_parts(pristine: Path, path: Path) -> None:
    former, present = members(pristine), members(path)
    for name, data in former.items():
        if not any(word in name.lower() for word in (*MAY_CHANGE, "comments", ".vml")):
            assert present.get(name) == data, name


@pytest.mark.parametrize("name", ALL)
def test_marks_leave_all_else_alone_and_come_off_again(name: str, tmp_path: Path) -> None:
    """Values and untouched parts stay; marking twice is marking once; clearing gives the original.

    The members of the cleared package equal the original ones to the byte, headers and order too.
    """
    pristine = make(name, tmp_path)
    path = tmp_path / f"copy-{name}"
    shutil.copy(pristine, path)
    check_all(path, pristine)


@pytest.mark.parametrize("name", [n for n in ALL if n not in NOT_FOR_OPENPYXL])
def test_marked_workbook_opens_elsewhere(name: str, tmp_path: Path) -> None:
    """Another reader opens a marked workbook and finds our sheet, notes and texts."""
    path = make(name, tmp_path)
    marks = marked(path)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(path, rich_text=False)
    assert book[TAB]["A2"].value == "Ada"
    for ref, value in marks.written.items():
        said = book[ref.sheet].cell(ref.row, ref.column).value
        assert said == value or str(said).startswith("Gap: é")


def test_nothing_to_do_writes_nothing(tmp_path: Path) -> None:
    """No edits and no `out`: the file keeps its bytes and its time."""
    path = make("rules.xlsx", tmp_path)
    before = (path.read_bytes(), path.stat().st_mtime_ns)
    assert open_book(path).apply([]).done == 0
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before


def test_nothing_to_do_with_out_makes_a_copy(tmp_path: Path) -> None:
    """No edits but an `out`: it is a copy to the byte."""
    path = make("rules.xlsx", tmp_path)
    out = tmp_path / "out.xlsx"
    assert open_book(path).apply([], out=str(out)).location == str(out)
    assert out.read_bytes() == path.read_bytes()


def test_many_applies_come_off_too(tmp_path: Path) -> None:
    """Marks put one by one and taken off one by one leave the original package."""
    pristine = make("notes.xlsx", tmp_path)
    path = tmp_path / "copy.xlsx"
    shutil.copy(pristine, path)
    book = open_book(path)
    marks = marks_for(path, book.read())
    for edit in marks.put:
        assert book.apply([edit]).refused == []
    for edit in marks.take:
        assert book.apply([edit]).refused == []
    assert path.read_bytes() == pristine.read_bytes()


def _excel_like(path: Path) -> None:
    """Save again as Excel would: our memory goes, the marks stay."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        openpyxl.load_workbook(path).save(path)


def test_marks_come_off_after_another_program_saved(tmp_path: Path) -> None:
    """When a program drops our memory, removal works by meaning and leaves nothing of ours."""
    path = make("plain.xlsx", tmp_path)
    before = values(open_book(path).read())
    marks = marked(path)
    _excel_like(path)
    assert open_book(path).apply(marks.take).refused == []
    sum_ = CellRef("Members", 7, 4)  # this program forgets the results of formulas
    assert values(open_book(path).read()) == before | {sum_: CellError("#UNCALCULATED")}
    left = " ".join(members(path)).lower()
    assert not any(word in left for word in ("rostercheck", "comment", "vml"))
    sheet = openpyxl.load_workbook(path)["Members"]
    assert sheet["A1"].fill.fgColor.rgb == "FFDDEBF7"
    assert sheet["A1"].font.b
    assert sheet["G5"].fill.fill_type is None


def test_marks_put_before_and_after_another_program_come_off(tmp_path: Path) -> None:
    """Old marks in a newly taken original do not keep the memory alive."""
    path = make("plain.xlsx", tmp_path)
    marks = marked(path)
    _excel_like(path)
    book = open_book(path)
    book.read()
    book.apply(marks.take[:1])
    book.apply(marks.put[:1])
    book.apply(marks.take)
    assert not any("rostercheck" in name.lower() for name in members(path))


@pytest.mark.slow
def test_real_files_of_an_sdist(tmp_path: Path) -> None:
    """The same promises hold for the workbooks of many makers that xlsx2csv tests with."""
    command = [sys.executable, "-m", "pip", "download", "--no-binary", ":all:", "--no-deps"]
    command += ["--dest", str(tmp_path), "xlsx2csv==0.8.6"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    found = list(tmp_path.glob("*.tar.gz"))
    needs(not done.returncode and found, f"no files from the package index: {done.stderr[-300:]}")
    with tarfile.open(found[0]) as archive:
        archive.extractall(tmp_path, filter="data")
    files = sorted(tmp_path.glob("xlsx2csv-*/test/*.xls[xm]"))
    assert len(files) > 20
    for pristine in files:
        path = tmp_path / f"copy-{pristine.name}"
        shutil.copy(pristine, path)
        check_all(path, pristine)
