"""What every kind of book promises, whatever it is made of."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from models.cells import Raw
from sync.books.base import (
    Book,
    CellRef,
    DropSheet,
    Edit,
    OwnCell,
    OwnSheet,
    PutSheet,
    RestoreLook,
    SetFill,
    SetNote,
    SetValue,
)
from sync.errors import BookError, BookNotWritable
from tests.books.adapters import ADAPTERS, Adapter

ROWS: list[list[Raw]] = [["Name", "Level", "Note"], ["Ada", "IFS", "x"], ["Bo", "", "y, z"]]
SHEETS = {"members": ROWS, "other": [["a"], ["b"]]}


def those(adapters: Iterable[Adapter]) -> pytest.MarkDecorator:
    """Run a test for some kinds of books alone."""
    return pytest.mark.parametrize("adapter", list(adapters), ids=str)


writable = those(one for one in ADAPTERS if "values" in one.can)
with_notes = those(one for one in ADAPTERS if "notes" in one.can)
with_fills = those(one for one in ADAPTERS if "fills" in one.can)
with_sheets = those(one for one in ADAPTERS if "sheets" in one.can)


@pytest.fixture(params=ADAPTERS, ids=str)
def adapter(request: pytest.FixtureRequest) -> Adapter:
    found: Adapter = request.param
    return found


@pytest.fixture
def book(adapter: Adapter, tmp_path: Path) -> Book:
    return adapter.make(tmp_path, dict(list(SHEETS.items())[: adapter.sheets]))


def text_at(book: Book, ref: CellRef) -> str:
    """The text of a cell; "" where there is none."""
    sheet = book.read().sheet(ref.sheet)
    if sheet is None or len(sheet.rows) < ref.row or len(sheet.rows[ref.row - 1]) < ref.column:
        return ""
    value = sheet.rows[ref.row - 1][ref.column - 1]
    return "" if value is None else str(value)


def at(row: int, column: int) -> CellRef:
    return CellRef("members", row, column)


def test_rows_and_columns_count_from_the_first(book: Book) -> None:
    """Row 1 is the first row and column 1 the first column, in tab order of the sheets."""
    snapshot = book.read()
    assert snapshot.location == book.location
    assert snapshot.sheets[0].name == "members"
    assert text_at(book, at(2, 1)) == "Ada"
    assert text_at(book, at(3, 3)) == "y, z"


def test_blank_cells_are_blank(book: Book) -> None:
    """A blank cell is None or "", never a word."""
    assert text_at(book, at(3, 2)) == ""


@writable
def test_a_value_is_read_back(book: Book) -> None:
    """What was put beside the rows stands there at the next read, and nothing else changes."""
    applied = book.apply([SetValue(at(2, 4), "Gap: 3 hours")])
    assert (applied.done, list(applied.refused)) == (1, [])
    assert text_at(book, at(2, 4)) == "Gap: 3 hours"
    assert [text_at(book, at(2, c)) for c in (1, 2, 3)] == ["Ada", "IFS", "x"]


@writable
def test_a_value_comes_off(book: Book) -> None:
    """None takes the value off again."""
    book.apply([SetValue(at(2, 4), "Gap")])
    book.apply([SetValue(at(2, 4), None)])
    assert text_at(book, at(2, 4)) == ""


@writable
def test_odd_texts_survive(adapter: Adapter, book: Book) -> None:
    """Quotes, separators, line ends and letters of all kinds come back as they were.

    A file of plain text keeps its own encoding, which may not know all letters.
    """
    odd = 'a "b", c;\nd\te <x> & y' + ("" if adapter.text_only else " é 名 😀")
    book.apply([SetValue(at(2, 4), odd)])
    assert text_at(book, at(2, 4)) == odd


@writable
def test_no_edits_write_nothing(book: Book) -> None:
    """An empty list of edits is no reason to write."""
    path = Path(book.location)
    before = (path.read_bytes(), path.stat().st_mtime_ns) if path.is_file() else None
    assert book.apply([]).done == 0
    after = (path.read_bytes(), path.stat().st_mtime_ns) if path.is_file() else None
    assert before == after


@writable
def test_the_same_value_again_writes_nothing(book: Book) -> None:
    """Putting what stands already leaves the file alone."""
    book.apply([SetValue(at(2, 4), "Gap")])
    path = Path(book.location)
    before = path.read_bytes() if path.is_file() else None
    book.apply([SetValue(at(2, 4), "Gap")])
    assert before == (path.read_bytes() if path.is_file() else None)


@writable
def test_a_copy_leaves_the_book_alone(adapter: Adapter, book: Book, tmp_path: Path) -> None:
    """With `out`, the marks go to a copy and the book stays as it was, or a sentence says why."""
    out = tmp_path / f"out{Path(book.location).suffix}"
    if not adapter.copies:
        with pytest.raises(BookNotWritable, match=r"\.$"):
            book.apply([SetValue(at(2, 4), "Gap")], out=str(out))
        assert text_at(book, at(2, 4)) == ""
        return
    applied = book.apply([SetValue(at(2, 4), "Gap")], out=str(out))
    assert applied.location == str(out)
    assert text_at(book, at(2, 4)) == ""


@writable
def test_a_missing_sheet_is_refused_with_a_sentence(book: Book) -> None:
    """An edit on a sheet that is not there is left undone, and the others are made."""
    edits: list[Edit] = [SetValue(CellRef("nowhere", 1, 1), "x"), SetValue(at(2, 4), "Gap")]
    applied = book.apply(edits)
    assert [r.edit for r in applied.refused] == edits[:1]
    assert applied.refused[0].why.rstrip().endswith(".")
    assert applied.done == 1
    assert text_at(book, at(2, 4)) == "Gap"


def test_what_cannot_be_carried_says_so(adapter: Adapter, book: Book) -> None:
    """A book has the abilities of its kind; one that lacks any says in a sentence what to do."""
    can = book.abilities
    for ability in ("values", "notes", "fills", "sheets"):
        assert getattr(can, ability) == (ability in adapter.can), ability
    if can.values and can.notes and can.fills and can.sheets:
        assert can.why_not == ""
    else:
        assert can.why_not.endswith(".")


@those(one for one in ADAPTERS if "values" not in one.can)
def test_a_book_that_is_only_read_says_so(book: Book) -> None:
    """Writing to a kind that is only read raises, with a sentence."""
    with pytest.raises(BookNotWritable, match=r"\.$"):
        book.apply([SetValue(at(2, 4), "Gap")])


@with_notes
def test_notes_come_and_go(book: Book) -> None:
    """A note is read back whole, changes, and comes off."""
    for text in ("Ask Bo\nby May", "Ask Bo\nby May\n\nours", "Ask Bo\nby May"):
        book.apply([SetNote(at(2, 1), text)])
        assert book.read().sheets[0].notes == {(2, 1): text}
    book.apply([SetNote(at(2, 1), None)])
    assert book.read().sheets[0].notes == {}


@with_fills
def test_looks_come_back(book: Book) -> None:
    """A fill is taken off by the look that stood before, also on a cell that did not exist."""
    refs = [at(2, 1), at(9, 9)]
    looks = book.looks(refs)
    assert set(looks) == set(refs)
    book.apply([SetFill(ref, "FFC7CE") for ref in refs])
    assert all(book.looks(refs)[ref] != looks[ref] for ref in refs)
    book.apply([RestoreLook(ref, looks[ref]) for ref in refs])
    assert book.looks(refs) == looks


@with_sheets
def test_our_sheets_come_and_go(book: Book) -> None:
    """A sheet of ours stands behind the others, is replaced in its place, and comes off."""
    names = [s.name for s in book.read().sheets]
    book.apply([PutSheet(OwnSheet("Gaps", [[OwnCell("a")], [OwnCell(2)]]))])
    assert [s.name for s in book.read().sheets] == [*names, "Gaps"]
    book.apply([PutSheet(OwnSheet("Gaps", [[OwnCell("b")]]))])
    assert text_at(book, CellRef("Gaps", 1, 1)) == "b"
    assert text_at(book, CellRef("Gaps", 2, 1)) == ""
    book.apply([DropSheet("Gaps")])
    assert [s.name for s in book.read().sheets] == names


@with_sheets
def test_a_formula_of_ours_reads_as_its_result(book: Book) -> None:
    """A cell of our sheet with a formula says its stored words; cells beside it stay writable."""
    formula = 'IF(TODAY()-$A$1>3,"old & <stale>","fresh")'
    row = [OwnCell("day"), OwnCell("fresh", formula=formula)]
    book.apply([PutSheet(OwnSheet("Gaps", [row]))])
    assert text_at(book, CellRef("Gaps", 1, 2)) == "fresh"
    book.apply([SetValue(CellRef("Gaps", 1, 1), "another day")])
    assert text_at(book, CellRef("Gaps", 1, 1)) == "another day"
    assert text_at(book, CellRef("Gaps", 1, 2)) == "fresh"


@those(one for one in ADAPTERS if one.file and "values" in one.can)
def test_a_book_that_changed_is_left_alone(book: Book) -> None:
    """A file that someone saved after the read is not written over."""
    path = Path(book.location)
    book.read()
    path.write_bytes(path.read_bytes() + b"\n")
    with pytest.raises(BookError, match="changed"):
        book.apply([SetValue(at(2, 4), "Gap")])
