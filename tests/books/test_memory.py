"""The workbook in memory follows the whole protocol."""

from __future__ import annotations

import pytest

from sync.books.base import (
    Area,
    Book,
    CellRef,
    DropSheet,
    Edit,
    Format,
    OwnCell,
    OwnSheet,
    PutSheet,
    RestoreLook,
    SetColumnWidth,
    SetFill,
    SetNote,
    SetValue,
    Visibility,
)
from sync.books.memory import MemoryBook
from sync.errors import BookInUse

HOURS = CellRef("Members", 2, 2)
CHECK = CellRef("Members", 2, 4)


@pytest.fixture
def book() -> MemoryBook:
    return MemoryBook({"Members": [["Name", "Hours"], ["Ann", "15 hrs"]], "Log": []})


def test_follows_the_protocol(book: MemoryBook) -> None:
    """It is a book like any other, and can carry everything."""
    as_book: Book = book
    assert as_book.abilities.notes
    assert as_book.location == "memory"
    assert [sheet.name for sheet in as_book.read().sheets] == ["Members", "Log"]


def test_a_snapshot_stays_as_it_was(book: MemoryBook) -> None:
    """What was read does not change when the book does."""
    before = book.read()
    book.apply([SetValue(HOURS, 16), SetNote(HOURS, "n")])
    assert before.sheets[0].rows[1] == ["Ann", "15 hrs"]
    assert before.sheets[0].notes == {}
    assert book.read().sheets[0].rows[1] == ["Ann", 16]
    assert book.read().sheets[0].notes == {(2, 2): "n"}


def test_marks_come_off_again(book: MemoryBook) -> None:
    """Values, notes, fills, widths and sheets come off again and leave the book as it was."""
    before = book.read().sheets
    looks = book.looks([HOURS])
    own = OwnSheet("Gaps", [[OwnCell("Who", Format(bold=True)), OwnCell("What")]], widths=[20])
    done = book.apply(
        [SetValue(CHECK, "short", Format(fill="FFEEAA")), SetNote(HOURS, "12 h short"),
         SetFill(HOURS, "FFEEAA"), SetColumnWidth("Members", 4, 30), PutSheet(own)]
    )  # fmt: skip
    assert (done.done, done.refused) == (5, [])
    assert book.read().sheets[0].rows[1] == ["Ann", "15 hrs", None, "short"]
    assert book.looks([HOURS, CHECK]) == {HOURS: "FFEEAA", CHECK: "FFEEAA"}
    assert book.read().sheets[2].rows == [["Who", "What"]]
    assert book.sheets["Gaps"].own is own
    book.apply(
        [SetValue(CHECK, None), SetNote(HOURS, None), RestoreLook(HOURS, looks[HOURS]),
         SetColumnWidth("Members", 4, None), DropSheet("Gaps")]
    )  # fmt: skip
    assert book.read().sheets == before
    assert not book.sheets["Members"].fills
    assert not book.sheets["Members"].formats
    assert not book.sheets["Members"].widths


def test_somebody_typed_since(book: MemoryBook) -> None:
    """Edits that rest on an older reading are turned down, and nothing is changed."""
    book.read()
    book.type_in(HOURS, "18 hrs")
    with pytest.raises(BookInUse):
        book.apply([SetValue(CHECK, "short")])
    assert book.read().sheets[0].rows[1] == ["Ann", "18 hrs"]
    assert book.apply([SetValue(CHECK, "short")]).done == 1


def test_copy_and_backup(book: MemoryBook) -> None:
    """With `out` the original stays; with `backup` the former version stays too."""
    applied = book.apply([SetValue(CHECK, "short")], out="copy")
    assert applied.location == "copy"
    assert book.read().sheets[0].rows[1] == ["Ann", "15 hrs"]
    assert book.copies["copy"].read().sheets[0].rows[1][3] == "short"
    book.apply([SetValue(CHECK, "x")], backup=True)
    assert book.copies["memory (backup)"].read().sheets[0].rows[1] == ["Ann", "15 hrs"]


def test_refusals(book: MemoryBook) -> None:
    """Formulas, hidden parts of merged cells, threads and protected sheets are left alone."""
    sheet = book.sheets["Members"]
    sheet.formulas.add((2, 2))
    sheet.merged.append(Area(4, 1, 5, 2))
    sheet.threaded.add((2, 1))
    book.sheets["Log"].protected = True
    edits: list[Edit] = [
        SetValue(HOURS, 1),
        SetValue(CellRef("Members", 5, 2), "x"),
        SetNote(CellRef("Members", 2, 1), "x"),
        SetFill(CellRef("Log", 1, 1), "FFFFFF"),
        SetFill(CellRef("None", 1, 1), "FFFFFF"),
        DropSheet("None"),
        PutSheet(OwnSheet("MEMBERS", [])),
    ]
    before = book.read().sheets
    applied = book.apply([*edits, SetValue(CellRef("Members", 4, 1), "x")])
    assert [refused.edit for refused in applied.refused] == edits
    assert all(refused.why.endswith(".") for refused in applied.refused)
    assert applied.done == 1
    assert book.read().sheets[1:] == before[1:]


def test_a_sheet_of_ours_is_replaced_whole(book: MemoryBook) -> None:
    """Putting a sheet again leaves nothing of the former one, and keeps its place."""
    book.apply([PutSheet(OwnSheet("Gaps", [[OwnCell("a")], [OwnCell("b")]]))])
    book.apply([PutSheet(OwnSheet("Gaps", [[OwnCell("c")]], visibility=Visibility.HIDDEN))])
    sheet = book.read().sheets[-1]
    assert (sheet.name, sheet.rows, sheet.visibility) == ("Gaps", [["c"]], Visibility.HIDDEN)
