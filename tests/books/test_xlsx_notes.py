"""Notes are two parts that must agree, beside words of a person that must stay."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import openpyxl
import pytest

from sync.books import open_book
from sync.books.base import Applied, CellRef, SetNote
from tests.books.corpus import make, package
from tests.books.marking import members

OURS = "Rostercheck: 3 hours are missing."
THREADED = (
    '<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments">'
    '<threadedComment ref="B2" id="{1}"><text>hello</text></threadedComment></ThreadedComments>'
)


def note(path: Path, row: int, column: int, text: str | None, sheet: str = "Members") -> Applied:
    return open_book(path).apply([SetNote(CellRef(sheet, row, column), text)])


def part(path: Path, pattern: str) -> str:
    """The text of the first part whose name fits."""
    with zipfile.ZipFile(path) as archive:
        name = next(n for n in archive.namelist() if re.search(pattern, n))
        return archive.read(name).decode()


def runs_in(path: Path) -> list[str]:
    return re.findall(r"<r>.*?</r>", part(path, r"comments1\.xml"), re.DOTALL)


def test_each_note_has_one_box_with_a_number_of_its_own(tmp_path: Path) -> None:
    """Every note has exactly one hidden box, and no two boxes of a sheet share a number."""
    path = make("notes.xlsx", tmp_path)
    book = open_book(path)
    book.apply([SetNote(CellRef("Members", r, 9), f"note {r}") for r in range(1, 1500)])
    with zipfile.ZipFile(path) as archive:
        drawings = [archive.read(n).decode() for n in archive.namelist() if n.endswith(".vml")]
    drawing = max(drawings, key=len)
    boxes = [
        (int(r), int(c)) for r, c in re.findall(r"<x:Row>(\d+)</x:Row><x:Column>(\d+)", drawing)
    ]
    notes = book.read().sheets[0].notes
    assert sorted(boxes) == sorted((r - 1, c - 1) for r, c in notes)
    ids = re.findall(r'id="_x0000_s(\d+)"', drawing)
    assert len(ids) == len(set(ids)) == len(notes)
    blocks = re.search(r'idmap[^>]*data="([\d,]+)"', drawing)
    assert blocks is not None
    assert {int(i) // 1024 for i in ids} <= {int(b) for b in blocks[1].split(",")}
    others = {b for d in drawings if d is not drawing for b in re.findall(r'data="(\d+)"', d)}
    assert not others & set(blocks[1].split(","))


def test_the_runs_of_a_person_keep_their_look(tmp_path: Path) -> None:
    """Words that stay keep their bytes; ours are a run of their own behind them."""
    path = make("notes.xlsx", tmp_path)
    hers = runs_in(path)[0]
    note(path, 2, 1, f"Ask Bo about this.\n\n{OURS}")
    runs = runs_in(path)
    assert runs[0] == hers
    assert OURS in runs[1]
    note(path, 2, 1, "Ask Bo about this.\n\nanother")
    assert runs_in(path)[0] == hers
    assert open_book(path).read().sheets[0].notes[2, 1] == "Ask Bo about this.\n\nanother"


def test_a_note_that_shrinks_to_hers_is_hers_again(tmp_path: Path) -> None:
    """Taking our words off leaves the package as it was."""
    path = make("notes.xlsx", tmp_path)
    before = members(path)
    note(path, 2, 1, f"Ask Bo about this.\n\n{OURS}")
    note(path, 2, 1, "Ask Bo about this.")
    assert members(path) == before


def test_the_same_note_again_writes_nothing(tmp_path: Path) -> None:
    """A note that says so already is left alone, and so is a cell that has none to lose."""
    path = make("notes.xlsx", tmp_path)
    before = (path.read_bytes(), path.stat().st_mtime_ns)
    note(path, 2, 1, "Ask Bo about this.")
    note(path, 9, 9, None)
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before


def test_conversations_are_left_alone(tmp_path: Path) -> None:
    """Where a threaded comment stands, its shadow is not written into."""
    parts = package()
    rel = "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment"
    parts["xl/threadedComments/threadedComment1.xml"] = THREADED.encode()
    parts["xl/worksheets/_rels/sheet1.xml.rels"] = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{rel}" '
        'Target="../threadedComments/threadedComment1.xml"/></Relationships>'
    ).encode()
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    assert open_book(path).read().sheets[0].threaded == {(2, 2)}
    before = path.read_bytes()
    applied = note(path, 2, 2, "x", "Data")
    assert "conversation" in applied.refused[0].why
    assert path.read_bytes() == before


@pytest.mark.parametrize("name", ["controls.xlsx", "pictures.xlsx", "openpyxl.xlsx"])
def test_drawings_are_appended_to_never_rewritten(name: str, tmp_path: Path) -> None:
    """Buttons, header pictures and boxes of others keep every byte."""
    path = make(name, tmp_path)
    with zipfile.ZipFile(path) as archive:
        former = {n: archive.read(n) for n in archive.namelist() if n.endswith(".vml")}
    note(path, 4, 9, OURS)
    with zipfile.ZipFile(path) as archive:
        for drawing, data in former.items():
            head = data[: data.rindex(b"</")]
            shapes = re.findall(rb"<[\w.]+:shape[ >].*?</[\w.]+:shape>", head, re.DOTALL)
            present = archive.read(drawing)
            assert all(shape in present for shape in shapes)
    assert openpyxl.load_workbook(path)["Members"]["I4"].comment is not None


def test_the_box_is_wide_and_high_enough(tmp_path: Path) -> None:
    """A box is some 260 pixels wide beside columns of any width, and grows with its text."""
    path = make("styled.xlsx", tmp_path)
    note(path, 2, 1, "short")
    note(path, 4, 4, "long words " * 60)
    drawing = part(path, r"\.vml$")
    sizes = [
        (float(w), float(h)) for w, h in re.findall(r"width:([\d.]+)pt;height:([\d.]+)pt", drawing)
    ]
    assert all(width == 195 for width, _ in sizes)
    assert sizes[1][1] > 3 * sizes[0][1]


def test_our_name_is_the_author(tmp_path: Path) -> None:
    """Notes of ours bear our name, and hers keep hers."""
    path = make("notes.xlsx", tmp_path)
    note(path, 9, 9, OURS)
    sheet = openpyxl.load_workbook(path)["Members"]
    assert sheet["I9"].comment is not None
    assert sheet["I9"].comment.author == "Rostercheck"
    assert sheet["A2"].comment is not None
    assert sheet["A2"].comment.author == "Ada"
