"""A workbook that is open in Excel: what she has stays hers, whatever is written beside it.

Excel is a stand-in here (`tests/excel_com/`); the cells, and the files that are read, are real.
"""

from __future__ import annotations

import copy
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.comments import Comment
from openpyxl.styles import GradientFill
from openpyxl.worksheet.protection import SheetProtection

from sync import live
from sync.books import open_book
from sync.books.base import (
    Book,
    BookSnapshot,
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
from sync.books.excel_open.book import ExcelBook
from sync.errors import BookError, BookInUse, BookNotWritable, BookProtected, BookUnreadable
from sync.marks.looks import color_of, word_of
from sync.run import Checked, carry_out, plan_clearing, plan_marks
from tests.books.excel_desk import (
    MARKED,
    PLAIN,
    any_edits,
    at,
    check,
    dressed,
    dump,
    said,
    seen_look,
    taken_off,
    three_people,
    trimmed,
)
from tests.examples import tries
from tests.excel_com.cells import refuse
from tests.excel_com.workbook import Workbook

SAMPLES = Path("sample_workbooks")
pytestmark = pytest.mark.filterwarnings("ignore:.*extension is not supported:UserWarning")


def opened(folder: Path, fill: Callable[[Any], object] = lambda _: None) -> Workbook:
    """A workbook of three people, open in Excel; `fill` makes it hers."""
    return Workbook.opened(three_people(folder, fill))


# A check and back


CHECKS = [
    ("small-totals.xlsx", "wisconsin", date(2026, 11, 22)),
    ("three-year-cycle.xlsx", "rhode-island", date(2026, 11, 22)),
    ("applicants.xlsx", "wisconsin", date(2026, 11, 22)),
    ("attested-renewal.xlsx", "nebraska", date(2025, 1, 20)),
]


LARGE = ("three-year", "attested", "applicants")


@pytest.mark.parametrize(
    ("name", "pack", "as_of"),
    [
        pytest.param(*one, marks=[pytest.mark.slow] if one[0].startswith(LARGE) else [], id=one[0])
        for one in CHECKS
    ],
)
def test_a_check_marks_as_in_a_file_and_clears_to_the_last_cell(
    tmp_path: Path, name: str, pack: str, as_of: date
) -> None:
    """The marks are those of the file adapter, to the letter; cleared, all is as it was."""
    workbook = Workbook.opened(SAMPLES / name)
    before = dump(workbook)
    book = ExcelBook(workbook)
    live.mark(book, check(book, pack, as_of))
    # The same marks in a file that says the same as the open workbook.
    path = tmp_path / name
    Workbook.opened(SAMPLES / name).SaveCopyAs(str(path))
    file = open_book(path)
    live.mark(file, check(file, pack, as_of))
    assert said(book) == said(file)
    assert dump(workbook) != before
    live.clear(book)
    assert dump(workbook) == before
    assert not workbook.CustomXMLParts.found


def test_checked_twice_nothing_is_written_the_second_time(tmp_path: Path) -> None:
    """Where nothing changed there is nothing to write."""
    workbook = Workbook.opened(SAMPLES / "small-totals.xlsx")
    book = ExcelBook(workbook)
    judged = check(book, "wisconsin", date(2026, 11, 22))
    live.mark(book, judged)
    assert not plan_marks(book, judged()).edits


def test_the_ribbon_clears_what_a_file_was_marked_with(tmp_path: Path) -> None:
    """Marks of the nightly check come off by the button, also after Excel has saved them."""
    path = tmp_path / "ninety-days.xlsx"
    path.write_bytes((SAMPLES / path.name).read_bytes())
    before = dump(Workbook.opened(path))
    file = open_book(path)
    live.mark(file, check(file, "florida", date(2026, 11, 22)))
    workbook = Workbook.opened(path)
    assert dump(workbook) != before
    live.clear(ExcelBook(workbook))
    assert dump(workbook) == before


def test_a_file_clears_what_the_ribbon_marked(tmp_path: Path) -> None:
    """Saved and closed, the marks of the ribbon come off by the command as well."""
    workbook = Workbook.opened(SAMPLES / "ninety-days.xlsx")
    clean = tmp_path / "clean.xlsx"
    workbook.SaveCopyAs(str(clean))
    book = ExcelBook(workbook)
    live.mark(book, check(book, "florida", date(2026, 11, 22)))
    marked = tmp_path / "marked.xlsx"
    workbook.SaveCopyAs(str(marked))
    file = open_book(marked)
    carry_out(file, plan_clearing(file))
    assert said(file) == said(open_book(clean))


@settings(max_examples=tries(25, few=8), deadline=None)
@given(st.lists(any_edits(), min_size=1, max_size=2))
def test_any_edits_come_to_the_same_as_in_a_file(batches: list[list[Edit]]) -> None:
    """Whatever is written, in whatever order, cells, notes and colours are those of the file."""
    with tempfile.TemporaryDirectory() as folder:
        workbook = opened(Path(folder))
        books: list[Book] = [ExcelBook(workbook), open_book(workbook.FullName)]
        for edits in batches:
            done = [book.apply(edits).done for book in books]
            assert done == [len(edits)] * 2
        read = [book.read().sheets[0] for book in books]
        assert trimmed(read[0].rows) == trimmed(read[1].rows)
        assert read[0].notes == read[1].notes
        refs = [e.ref for edits in batches for e in edits if isinstance(e, SetFill | SetValue)]
        seen = [{ref: word_of(look) for ref, look in b.looks(refs).items()} for b in books]
        assert seen[0] == seen[1]


@settings(max_examples=tries(20, few=8), deadline=None)
@given(st.lists(any_edits(), min_size=1, max_size=2))
def test_any_edits_are_taken_off_again(batches: list[list[Edit]]) -> None:
    """Whatever was written on whatever looks of hers, taken off it is as it was."""
    with tempfile.TemporaryDirectory() as folder:
        workbook = opened(Path(folder), dressed)
        before = dump(workbook)
        looks = ExcelBook(workbook).looks(
            [at(row, column) for row in range(1, 6) for column in (1, 2)]
        )
        for edits in batches:
            ExcelBook(workbook).apply(edits)
        ExcelBook(workbook).apply(taken_off(batches, looks))
        assert dump(workbook) == before


# Somebody types meanwhile


def test_a_row_that_changed_meanwhile_stops_the_writing(tmp_path: Path) -> None:
    """Typed between reading and writing: nothing is written, and a sentence says so."""
    workbook = opened(tmp_path)
    book = ExcelBook(workbook)
    book.read()
    workbook.plain["Members"]["A3"] = "Bob"
    before = dump(workbook)
    with pytest.raises(BookInUse, match="was changed while it was checked") as caught:
        book.apply([SetValue(at(2, 3), "Gap")])
    assert caught.value.fault == "stale"
    assert dump(workbook) == before


def test_rows_that_were_sorted_meanwhile_are_judged_anew(tmp_path: Path) -> None:
    """Sorted between reading and writing: the check is made again, and each mark finds its row."""
    workbook, undisturbed = (Workbook.opened(SAMPLES / "ninety-days.xlsx") for _ in range(2))
    day = date(2026, 11, 22)
    other = ExcelBook(undisturbed)
    live.mark(other, check(other, "florida", day))
    book = ExcelBook(workbook)
    judged, times = check(book, "florida", day), []

    def interrupted() -> Checked:
        found = judged()
        if not times:
            sort_from_the_last(workbook, found)
        times.append(1)
        return found

    live.mark(book, interrupted)
    assert len(times) == 2
    assert marks_by_name(book) == marks_by_name(other)
    assert list(marks_by_name(book)) != list(marks_by_name(other))


def sort_from_the_last(workbook: Workbook, found: Checked) -> None:
    """Put the rows of the people the other way round."""
    sheet = workbook.plain.worksheets[0]
    rows = [one.person.row for one in found.judged.people]
    values = [[cell.value for cell in sheet[row]] for row in rows]
    for row, cells in zip(rows, reversed(values), strict=True):
        for cell, value in zip(sheet[row], cells, strict=True):
            cell.value = value


def marks_by_name(book: Book) -> dict[object, object]:
    """What our four columns say of each person."""
    rows = book.read().sheets[0].rows
    head = next(row for row in rows if "What is missing" in row)
    first = head.index("What is missing") - 1
    return {str(row[:3]): trimmed([row[first : first + 4]]) for row in rows if len(row) > first}


def test_typed_after_the_last_mark_counts_as_a_change_too(tmp_path: Path) -> None:
    """Between two writings without a read, what is typed is noticed as well."""
    workbook = opened(tmp_path)
    book = ExcelBook(workbook)
    book.apply([SetValue(at(2, 3), "Gap")])
    workbook.plain["Members"]["A3"] = "Bob"
    with pytest.raises(BookInUse):
        book.apply([SetValue(at(2, 3), "Open")])


# Values


def test_dates_of_a_mac_are_the_same_days(tmp_path: Path) -> None:
    """In a workbook that counts from 1904 a date is still that date."""
    workbook = opened(tmp_path)
    workbook.plain.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    book = ExcelBook(workbook)
    day = date(2026, 1, 31)
    book.apply([SetValue(at(2, 3), day), PutSheet(OwnSheet("Gaps", [[OwnCell(day)]]))])
    snapshot = book.read()
    assert trimmed([snapshot.sheets[0].rows[1][2:], snapshot.sheets[-1].rows[0]]) == [[day], [day]]


# Looks


def test_looks_where_our_columns_stood_come_back(tmp_path: Path) -> None:
    """Her fills, fonts, borders and widths beside the table are hers again afterwards."""
    workbook = opened(tmp_path, dressed)
    before = dump(workbook)
    ExcelBook(workbook).apply(MARKED)
    sheet = workbook.plain["Members"]
    assert sheet["C1"].font.name == "Georgia"
    assert sheet["C1"].fill.fgColor.rgb == "FF224466"
    assert sheet["C2"].fill.fgColor.rgb == "FFF9D9DB"
    assert sheet["C2"].font.name == "Georgia"
    assert sheet.column_dimensions["C"].width == 17
    gone: list[Edit] = [SetValue(e.ref, None, e.format) for e in MARKED if isinstance(e, SetValue)]
    # Another Excel, another day: what has to be known stands in the workbook.
    ExcelBook(workbook).apply([*gone, SetColumnWidth("Members", 3, None)])
    assert dump(workbook) == before
    assert not workbook.CustomXMLParts.found


def test_without_a_memory_our_own_look_goes(tmp_path: Path) -> None:
    """Where somebody took the memory off, what is ours goes, and nothing else."""
    workbook = opened(tmp_path)
    before = dump(workbook)
    ExcelBook(workbook).apply(MARKED)
    workbook.CustomXMLParts.found.clear()
    gone: list[Edit] = [SetValue(e.ref, None, e.format) for e in MARKED if isinstance(e, SetValue)]
    ExcelBook(workbook).apply([*gone, SetColumnWidth("Members", 3, None)])
    assert dump(workbook) == before


def test_a_look_of_ours_is_not_taken_for_hers(tmp_path: Path) -> None:
    """In a row that was inserted, Excel gives a blank cell our fill; it is no look of hers."""
    workbook = opened(tmp_path)
    ExcelBook(workbook).apply(MARKED)
    workbook.plain["Members"]["C3"].value = None
    gap = Format(fill="F9D9DB", top=True)
    edits = [SetValue(at(3, 3), None, gap), SetValue(at(3, 3), "Appears to meet", Format(top=True))]
    ExcelBook(workbook).apply(edits)
    assert workbook.plain["Members"]["C3"].fill.patternType is None
    ExcelBook(workbook).apply([SetValue(at(3, 3), None, Format(top=True))])
    assert seen_look(workbook.plain["Members"]["C3"]) == PLAIN


def test_a_memory_that_was_spoilt_is_none(tmp_path: Path) -> None:
    """A memory that cannot be read does not stand in the way."""
    workbook = opened(tmp_path)
    space = "urn:rostercheck:open-workbook"
    for text in ("nonsense", '{"Members": 3}', '{"Members": {"widths": {"x": 1}, "looks": []}}'):
        workbook.CustomXMLParts.found.clear()
        workbook.CustomXMLParts.Add(f'<a xmlns="{space}">{text}</a>')
        ExcelBook(workbook).apply([SetColumnWidth("Members", 3, 20.0)])
        assert workbook.plain["Members"].column_dimensions["C"].width == 20


def test_fills_of_all_kinds_come_back(tmp_path: Path) -> None:
    """A colour of the theme with a tint, a pattern of two colours, a plain colour, none."""
    workbook = opened(tmp_path, dressed)
    before = dump(workbook)
    book = ExcelBook(workbook)
    refs = [at(row, 1) for row in (1, 2, 3, 4)]
    looks = book.looks(refs)
    book.apply([SetFill(ref, "FDF1CC") for ref in refs])
    assert {color_of(look) for look in book.looks(refs).values()} == {"FDF1CC"}
    book.apply([RestoreLook(ref, looks[ref]) for ref in refs])
    assert dump(workbook) == before


def test_a_gradient_is_left_alone(tmp_path: Path) -> None:
    """A fill that could not be put back is not taken; the sentence says that the note has it."""

    def shaded(sheet: Any) -> None:
        sheet["A2"].fill = GradientFill(stop=("FF000000", "FFFFFFFF"))

    workbook = opened(tmp_path, shaded)
    applied = ExcelBook(workbook).apply([SetFill(at(2, 1), "FDF1CC"), SetFill(at(3, 1), "FDF1CC")])
    assert applied.done == 1
    assert "A2 keeps its colours" in applied.refused[0].why
    assert workbook.plain["Members"]["A2"].fill.tagname == "gradientFill"


def test_a_spoilt_look_takes_the_fill_off(tmp_path: Path) -> None:
    """A former look that cannot be read leaves no colour of ours behind."""
    workbook = opened(tmp_path)
    book = ExcelBook(workbook)
    book.apply([SetFill(at(2, 1), "FDF1CC")])
    book.apply([RestoreLook(at(2, 1), "spoilt")])
    assert workbook.plain["Members"]["A2"].fill.patternType is None


# Notes


def test_her_words_in_a_note_stay_where_they_are(tmp_path: Path) -> None:
    """Only what is ours is added and cut, also behind letters that Excel counts twice."""
    workbook = opened(tmp_path)
    sheet = workbook.plain["Members"]
    sheet["A2"].comment = Comment("Ask Bo 😀 by May", "Her")
    book = ExcelBook(workbook)
    ours = "Rostercheck: " + "3 hours are missing 😀. " * 40
    book.apply([SetNote(at(2, 1), f"Ask Bo 😀 by May\n\n{ours}")])
    assert sheet["A2"].comment.text == f"Ask Bo 😀 by May\n\n{ours}"
    book.apply([SetNote(at(2, 1), "Ask Bo 😀 by May")])
    assert sheet["A2"].comment.text == "Ask Bo 😀 by May"
    assert sheet["A2"].comment.author == "Her"


def test_a_long_note_is_written_in_pieces(tmp_path: Path) -> None:
    """Excel takes 255 letters at a time; the note has all of them."""
    workbook = opened(tmp_path)
    text = "".join(f"{n} é😀\n" for n in range(300))
    ExcelBook(workbook).apply([SetNote(at(2, 1), text)])
    assert workbook.plain["Members"]["A2"].comment.text == text


# What stands in the way


def test_a_protected_sheet_is_refused(tmp_path: Path) -> None:
    """Nothing is written there, and the sentence says what to click."""

    def locked(sheet: Any) -> None:
        sheet.protection = SheetProtection(sheet=True)

    workbook = opened(tmp_path, locked)
    applied = ExcelBook(workbook).apply([SetValue(at(2, 3), "Gap")])
    assert applied.done == 0
    assert "Unprotect Sheet" in applied.refused[0].why


def test_formulas_and_merged_cells_are_never_written_over(tmp_path: Path) -> None:
    """A formula stays, and nothing goes where nobody would see it."""

    def hers(sheet: Any) -> None:
        sheet["C2"] = "=1+1"
        sheet.merge_cells("D2:E2")

    workbook = opened(tmp_path, hers)
    edits: list[Edit] = [SetValue(at(2, 3), "Gap"), SetValue(at(2, 5), "Gap")]
    applied = ExcelBook(workbook).apply(edits)
    assert [one.edit for one in applied.refused] == edits
    assert workbook.plain["Members"]["C2"].value == "=1+1"


def test_a_tab_of_hers_with_our_name_is_not_taken(tmp_path: Path) -> None:
    """A name that differs in capitals only is taken, as Excel sees it."""
    applied = ExcelBook(opened(tmp_path)).apply([PutSheet(OwnSheet("LISTS", [[OwnCell("x")]]))])
    assert applied.refused[0].why == 'There is already a sheet "Lists".'


def test_a_tab_with_charts_is_left_to_the_file(tmp_path: Path) -> None:
    """What an open workbook cannot be given as it should be is refused, not half drawn."""
    own = OwnSheet("Dashboard", [[OwnCell("People")]], key_column=2)
    applied = ExcelBook(opened(tmp_path)).apply([PutSheet(own)])
    assert "only while the workbook is closed" in applied.refused[0].why


def test_an_old_kind_of_workbook_is_refused(tmp_path: Path) -> None:
    """An .xls is not marked while it is open, and the sentence says how it can be."""
    workbook = opened(tmp_path)
    workbook._path = tmp_path / "members.xls"
    with pytest.raises(BookUnreadable, match="Save As"):
        ExcelBook(workbook).read()


def test_a_workbook_with_a_password_is_told_by_its_own_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The copy of a locked workbook is locked; the sentence is about the workbook."""
    locked = bytes.fromhex("d0cf11e0a1b11ae1") + "EncryptedPackage".encode("utf-16-le")
    monkeypatch.setattr(Workbook, "SaveCopyAs", lambda _, path: Path(path).write_bytes(locked))
    workbook = opened(tmp_path)
    with pytest.raises(BookProtected) as caught:
        ExcelBook(workbook).read()
    assert str(caught.value).startswith(f"{workbook.FullName} is locked with a password.")


def test_a_copy_has_to_be_saved_by_her(tmp_path: Path) -> None:
    """An open workbook is marked where it is."""
    with pytest.raises(BookNotWritable, match="Save As"):
        ExcelBook(opened(tmp_path)).apply([], out="copy.xlsx")


def test_excel_that_stops_half_way_is_told_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No traceback; and Excel is as she had it."""
    workbook = opened(tmp_path)
    monkeypatch.setattr(Workbook, "Styles", lambda *_: refuse("0x800A03EC"))
    with pytest.raises(BookError, match=r"0x800A03EC.*Clear marks\."):
        ExcelBook(workbook).apply([SetValue(at(2, 3), "Gap")])
    assert workbook.Application.ScreenUpdating is True


def test_excel_that_is_busy_is_told_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While she types in a cell, Excel makes no copy."""
    monkeypatch.setattr(Workbook, "SaveCopyAs", lambda *_: refuse("busy"))
    with pytest.raises(BookUnreadable, match="Finish what is being typed"):
        ExcelBook(opened(tmp_path)).read()


# What is left behind


def test_excel_is_given_back_as_she_had_it(tmp_path: Path) -> None:
    """Her tab, the screen, her macros and her way of calculating are as before."""
    workbook = opened(tmp_path)
    workbook.plain.active = workbook.plain["Lists"]
    excel = workbook.Application
    excel.EnableEvents, excel.Calculation = False, -4135
    before = copy.deepcopy(vars(excel))
    edits: list[Edit] = [
        PutSheet(OwnSheet("Gaps", [[OwnCell("a")]], frozen_rows=1, header_row=1)),
        PutSheet(OwnSheet("_memory", [[OwnCell("b")]], visibility=Visibility.VERY_HIDDEN)),
    ]
    book = ExcelBook(workbook)
    book.apply(edits)
    assert workbook.plain["_memory"].sheet_state == "veryHidden"
    book.apply([DropSheet("Gaps"), DropSheet("_memory")])
    assert vars(excel) == before
    assert workbook.plain.active.title == "Lists"


def test_marks_are_cleared_while_the_tab_that_goes_is_in_front(tmp_path: Path) -> None:
    """A tab that is gone has no name; her settings come back all the same."""
    workbook = opened(tmp_path)
    before = copy.deepcopy(vars(workbook.Application))
    book = ExcelBook(workbook)
    book.apply([PutSheet(OwnSheet("Gaps", [[OwnCell("a")]], frozen_rows=1, header_row=1))])
    workbook.plain.active = workbook.plain["Gaps"]
    book.apply([DropSheet("Gaps")])
    assert vars(workbook.Application) == before
    assert workbook.plain.active.title in {"Members", "Lists"}


def test_a_tab_of_ours_leads_back_and_prints_well(tmp_path: Path) -> None:
    """A click on the place leads to the cell; the headings stay in view and on every page."""
    workbook = opened(tmp_path)
    own = OwnSheet(
        "Gaps", [[OwnCell("Where")], [OwnCell("Members!A2", link=at(2, 1))]],
        widths=[20.0], frozen_rows=1, header_row=1, print_columns=1,
    )  # fmt: skip
    ExcelBook(workbook).apply([PutSheet(own)])
    sheet = workbook.sheet(workbook.plain["Gaps"])
    assert sheet.plain["A2"].hyperlink.location == "'Members'!A2"
    assert sheet.plain.auto_filter.ref == "A1:A2"
    assert vars(sheet.PageSetup)["PrintTitleRows"] == "$1:$1"
    assert vars(workbook.Windows(1))["SplitRow"] == 1


def test_no_copy_stays_on_the_disk(tmp_path: Path) -> None:
    """The copies that were read are gone after the marks were written."""
    workbook = opened(tmp_path)
    book = ExcelBook(workbook)
    book.read()
    assert workbook.saved_copies[0].is_file()
    assert workbook.saved_copies[0].is_relative_to(tempfile.gettempdir())
    book.apply([SetValue(at(2, 3), "Gap")])
    assert not any(path.parent.exists() for path in workbook.saved_copies)
    book.read()
    del book
    assert not any(path.parent.exists() for path in workbook.saved_copies)


def test_nothing_is_saved(tmp_path: Path) -> None:
    """Whether the marks are kept is hers to say: the file on the disk is as it was."""
    workbook = opened(tmp_path)
    path = Path(workbook.FullName)
    before = path.read_bytes()
    ExcelBook(workbook).apply([SetValue(at(2, 3), "Gap")])
    assert path.read_bytes() == before


def test_a_backup_is_a_copy_beside(tmp_path: Path) -> None:
    """With `backup` the workbook as it is on the screen is kept beside it under a dated name."""
    workbook = opened(tmp_path)
    ExcelBook(workbook).apply([SetValue(at(2, 3), "Gap")], backup=True)
    (kept,) = tmp_path.glob("members.backup-*.xlsx")
    snapshot: BookSnapshot = open_book(kept).read()
    assert snapshot.sheets[0].rows[1] == ["Ada", "IFS"]


def test_only_who_asks_gets_an_open_workbook(tmp_path: Path) -> None:
    """A path is opened as a file, also while Excel has it open; only the ribbon hands it over."""
    workbook = opened(tmp_path)
    assert not isinstance(open_book(workbook.FullName), ExcelBook)
    assert isinstance(open_book(workbook.FullName, excel=workbook), ExcelBook)
