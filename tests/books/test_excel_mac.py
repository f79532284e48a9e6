"""A workbook that is open in Excel for Mac: the same promises as on Windows, and its own.

xlwings' code for the Mac runs as it is, over a stand-in for appscript and Excel
(`tests/excel_mac/`); the terms are checked against Excel's own dictionary.
"""

from __future__ import annotations

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
from openpyxl.styles import PatternFill
from openpyxl.styles.colors import Color
from openpyxl.workbook.defined_name import DefinedName

from sync import live
from sync.books import open_book
from sync.books.base import (
    Book,
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
from sync.books.excel_open.mac import words
from sync.books.excel_open.mac.book import MacBook, mac_book
from sync.books.excel_open.mac.names import PIECE
from sync.books.xlsx.workbook import HIDDEN_NAMES as PREFIX
from sync.errors import BookError, BookInUse, BookNotWritable, BookUnreadable
from sync.marks.looks import word_of
from sync.run import carry_out, plan_clearing, plan_marks
from tests.books.excel_desk import (
    MARKED,
    any_edits,
    at,
    check,
    dressed,
    dump,
    said,
    taken_off,
    three_people,
    trimmed,
)
from tests.examples import tries
from tests.excel_com.workbook import Workbook
from tests.excel_mac import appscript, objects
from tests.excel_mac import excel as excel_mac
from tests.excel_mac.excel import Excel

SAMPLES = Path("sample_workbooks")
pytestmark = pytest.mark.filterwarnings("ignore:.*extension is not supported:UserWarning")


def opened(
    folder: Path, fill: Callable[[Any], object] = lambda _: None, *, autosave: bool = True
) -> tuple[objects.Book, MacBook]:
    """A workbook of three people, open in Excel for Mac; `fill` makes it hers."""
    return excel_mac.opened(three_people(folder, fill), autosave=autosave)


def sheet_of(workbook: objects.Book) -> Any:
    return workbook.com.plain["Members"]


def names_of(workbook: objects.Book) -> list[str]:
    return [name for name in workbook.com.plain.defined_names if name.startswith(PREFIX)]


def sample(folder: Path, name: str) -> tuple[objects.Book, MacBook]:
    path = folder / name
    path.write_bytes((SAMPLES / name).read_bytes())
    workbook, book = excel_mac.opened(path)
    workbook.excel.save(workbook)
    return workbook, book


# The words of Excel's dictionary


@pytest.mark.parametrize(
    ("known", "kind"),
    [
        (words.PATTERNS, objects.PATTERNS),
        (words.HORIZONTAL, objects.HORIZONTAL),
        (words.VERTICAL, objects.VERTICAL),
        (words.LINES, objects.LINES),
        (words.WEIGHTS, objects.WEIGHTS),
        (words.EDGES, objects.EDGES),
        (words.SHEETS, objects.SHEETS),
        (words.CALCULATION, objects.CALCULATION),
        (words.ORIENTATION, objects.PAGES),
        (words.THEME, objects.THEME),
    ],
)
def test_each_word_has_its_number(known: dict[int, str], kind: int) -> None:
    """Excel's dictionary has the number of Windows in the code of each word."""
    assert {number: objects.word(kind, number).name for number in known} == known


# A check and back


@pytest.mark.parametrize(
    "answers",
    [
        pytest.param(True, id="at once"),
        pytest.param(False, id="one by one", marks=pytest.mark.slow),
    ],
)
@pytest.mark.parametrize(
    ("name", "pack", "as_of"),
    [
        pytest.param("small-totals.xlsx", "wisconsin", date(2026, 11, 22), id="small-totals"),
        *(
            pytest.param(*one, marks=pytest.mark.slow, id=one[0])
            for one in [
                ("three-year-cycle.xlsx", "rhode-island", date(2026, 11, 22)),
                ("applicants.xlsx", "wisconsin", date(2026, 11, 22)),
                ("attested-renewal.xlsx", "nebraska", date(2025, 1, 20)),
            ]
        ),
    ],
)
def test_a_check_marks_as_in_a_file_and_clears_to_the_last_cell(
    tmp_path: Path, name: str, pack: str, as_of: date, answers: bool
) -> None:
    """The marks are those of the file adapter, to the letter; cleared, all is as it was."""
    workbook, book = sample(tmp_path, name)
    workbook.excel.answers_for_each = answers
    path = tmp_path / "file.xlsx"
    path.write_bytes((tmp_path / name).read_bytes())
    before = dump(workbook.com)
    live.mark(book, check(book, pack, as_of))
    file = open_book(path)
    live.mark(file, check(file, pack, as_of))
    assert said(book) == said(file)
    assert dump(workbook.com) != before
    assert names_of(workbook)
    live.clear(book)
    assert dump(workbook.com) == before
    assert not names_of(workbook)


def test_checked_twice_nothing_is_written_the_second_time(tmp_path: Path) -> None:
    """Where nothing changed there is nothing to write."""
    _, book = sample(tmp_path, "small-totals.xlsx")
    judged = check(book, "wisconsin", date(2026, 11, 22))
    live.mark(book, judged)
    assert not plan_marks(book, judged()).edits


def test_what_was_marked_here_is_cleared_in_the_file(tmp_path: Path) -> None:
    """Saved and closed, the flags come off by the command as well."""
    workbook, book = sample(tmp_path, "ninety-days.xlsx")
    path = Path(book.location)
    clean = tmp_path / "clean.xlsx"
    clean.write_bytes(path.read_bytes())
    live.mark(book, check(book, "florida", date(2026, 11, 22)))
    file = open_book(path)
    carry_out(file, plan_clearing(file))
    assert said(file) == said(open_book(clean))
    assert not openpyxl.load_workbook(path).defined_names
    assert workbook.saved


def test_her_names_stay_when_ours_go_from_the_file(tmp_path: Path) -> None:
    """Only the hidden names of ours go, and only when the last flag does."""
    workbook, book = sample(tmp_path, "ninety-days.xlsx")
    path = Path(book.location)
    names = workbook.com.plain.defined_names
    names["Cutoff"] = DefinedName("Cutoff", attr_text="46000")
    workbook.excel.save(workbook)
    live.mark(book, check(book, "florida", date(2026, 11, 22)))
    assert len(names) > 1
    file = open_book(path)
    live.mark(file, check(file, "florida", date(2026, 12, 22)))
    assert len(openpyxl.load_workbook(path).defined_names) == len(names)
    carry_out(file, plan_clearing(file))
    assert list(openpyxl.load_workbook(path).defined_names) == ["Cutoff"]


def test_what_was_marked_in_the_file_is_cleared_here(tmp_path: Path) -> None:
    """Flags of the nightly check come off in the open workbook."""
    path = tmp_path / "ninety-days.xlsx"
    path.write_bytes((SAMPLES / path.name).read_bytes())
    before = dump(Workbook.opened(path))
    file = open_book(path)
    live.mark(file, check(file, "florida", date(2026, 11, 22)))
    workbook, book = excel_mac.opened(path)
    assert dump(workbook.com) != before
    live.clear(book)
    assert dump(workbook.com) == before


@settings(max_examples=tries(25, few=8), deadline=None)
@given(st.lists(any_edits(), min_size=1, max_size=2), st.booleans(), st.booleans())
def test_any_edits_come_to_the_same_as_in_a_file(
    batches: list[list[Edit]], answers: bool, splits: bool
) -> None:
    """Whatever is written, in whatever order, cells, notes and colours are those of the file."""
    with tempfile.TemporaryDirectory() as folder:
        workbook, book = opened(Path(folder))
        workbook.excel.answers_for_each, workbook.excel.splits_notes = answers, splits
        copy = Path(folder) / "copy.xlsx"
        copy.write_bytes(Path(book.location).read_bytes())
        books: list[Book] = [book, open_book(copy)]
        for edits in batches:
            assert [one.apply(edits).done for one in books] == [len(edits)] * 2
        read = [one.read().sheets[0] for one in books]
        assert trimmed(read[0].rows) == trimmed(read[1].rows)
        assert read[0].notes == read[1].notes
        refs = [e.ref for edits in batches for e in edits if isinstance(e, SetFill | SetValue)]
        seen = [{ref: word_of(look) for ref, look in b.looks(refs).items()} for b in books]
        assert seen[0] == seen[1]


@pytest.mark.slow
@settings(max_examples=tries(20, few=8), deadline=None)
@given(st.lists(any_edits(), min_size=1, max_size=2))
def test_any_edits_are_taken_off_again(batches: list[list[Edit]]) -> None:
    """Whatever was written on whatever looks of hers, taken off it is as it was."""
    with tempfile.TemporaryDirectory() as folder:
        workbook, book = opened(Path(folder), dressed)
        before = dump(workbook.com)
        looks = book.looks([at(row, column) for row in range(1, 6) for column in (1, 2)])
        for edits in batches:
            again(workbook).apply(edits)
        again(workbook).apply(taken_off(batches, looks))
        assert dump(workbook.com) == before


def again(workbook: objects.Book) -> MacBook:
    """The same workbook for another program: what has to be known stands in it."""
    return mac_book(workbook.excel.xlwings(workbook))


# Read as it was saved


def test_unsaved_changes_are_not_passed_over(tmp_path: Path) -> None:
    """What she typed and has not saved is not in the file: a sentence says what to press."""
    workbook, book = opened(tmp_path, autosave=False)
    sheet_of(workbook)["A2"] = "Ada Ruiz"
    workbook.touched()
    with pytest.raises(BookInUse, match=r"press Cmd\+S in Excel, and run this again\."):
        book.read()
    workbook.excel.save(workbook)
    assert book.read().sheets[0].rows[1][0] == "Ada Ruiz"


def test_nothing_is_saved(tmp_path: Path) -> None:
    """Whether the flags are kept is hers to say: the file on the disk is as it was."""
    workbook, book = opened(tmp_path, autosave=False)
    before = Path(book.location).read_bytes()
    book.apply([SetValue(at(2, 3), "Gap")])
    assert Path(book.location).read_bytes() == before
    assert not workbook.saved
    assert sheet_of(workbook)["C2"].value == "Gap"


def test_a_file_that_lags_behind_is_not_taken_for_the_screen(tmp_path: Path) -> None:
    """A cloud folder that is not synced yet says something else than the sheet."""
    workbook, book = opened(tmp_path)
    sheet_of(workbook)["A2"] = "Ada Ruiz"  # saved in the cloud, and not yet here
    with pytest.raises(BookInUse, match=r'the sheet "Members" in Excel do not say the same'):
        book.read()


def test_a_row_that_changed_meanwhile_stops_the_writing(tmp_path: Path) -> None:
    """Typed between reading and writing: nothing is written, and a sentence says so."""
    workbook, book = opened(tmp_path)
    book.read()
    sheet_of(workbook)["A3"] = "Bob"
    before = dump(workbook.com)
    with pytest.raises(BookInUse, match="was changed while it was checked") as caught:
        book.apply([SetValue(at(2, 3), "Gap")])
    assert caught.value.fault == "stale"
    assert dump(workbook.com) == before


def test_saved_at_that_moment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that is written while it is copied is not read half."""
    workbook, book = opened(tmp_path)

    def copied(where: Path, to: str) -> None:
        Path(to).write_bytes(where.read_bytes())
        sheet_of(workbook)["A2"] = "Ada Ruiz"
        workbook.excel.save(workbook)

    monkeypatch.setattr("sync.books.excel_open.mac.workbook.shutil.copyfile", copied)
    with pytest.raises(BookInUse, match="was saved just now"):
        book.read()


def test_a_workbook_of_the_cloud_alone_has_no_file(tmp_path: Path) -> None:
    """Open from SharePoint and not synced: a sentence says what to do."""
    workbook, book = opened(tmp_path)
    workbook.url = "https://lakeside.sharepoint.com/sites/a/members.xlsx"
    with pytest.raises(BookUnreadable, match="has no file on this computer"):
        book.read()


def test_a_workbook_that_was_never_saved(tmp_path: Path) -> None:
    """Without a file there is nothing to read."""
    _, book = opened(tmp_path)
    Path(book.location).unlink()
    with pytest.raises(BookUnreadable, match="has no file on this computer"):
        book.read()


def test_a_folder_that_macos_keeps_shut(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the folder may not be read, the sentence names the question that macOS asked."""

    def refused(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    _, book = opened(tmp_path)
    monkeypatch.setattr("sync.books.excel_open.mac.workbook.shutil.copyfile", refused)
    with pytest.raises(BookUnreadable, match="If macOS asked"):
        book.read()


def test_excel_that_does_not_answer_is_told_in_a_sentence(tmp_path: Path) -> None:
    """A dialog is open: no traceback, and nothing of a cell's text in the sentence."""
    workbook, book = opened(tmp_path)
    assert book.location.endswith("members.xlsx")
    workbook.excel.refuses = appscript.TIMED_OUT
    with pytest.raises(BookError, match="Finish what is being typed"):
        book.read()


def test_a_backup_is_a_copy_beside(tmp_path: Path) -> None:
    """With `backup` the workbook as it was is kept beside it under a dated name."""
    _, book = opened(tmp_path)
    book.apply([SetValue(at(2, 3), "Gap")], backup=True)
    (kept,) = tmp_path.glob("members.backup-*.xlsx")
    assert open_book(kept).read().sheets[0].rows[1] == ["Ada", "IFS"]


# Stopped half-way


@pytest.mark.parametrize("part", [0.15, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.97])
def test_stopped_half_way_the_flags_come_off_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, part: float
) -> None:
    """Excel answers no more in the middle of it; afterwards all that stands there is taken off."""
    workbook, book = sample(tmp_path, "ninety-days.xlsx")
    before = dump(workbook.com)
    judged = check(book, "florida", date(2026, 11, 22))()
    asked: list[int] = []
    last = [10**9]
    for name in ("_sent", "_told"):
        monkeypatch.setattr(appscript.Reference, name, counting(name, asked, last))
    plan = plan_marks(book, judged)
    asked.clear()
    last[0] = int(WHOLE * part)
    with pytest.raises(BookError, match="Excel stopped"):
        carry_out(book, plan)
    last[0] = 10**9
    workbook.excel.application.AutoCorrect.AutoExpandListRange = True
    workbook.excel.save(workbook)
    live.clear(again(workbook))
    assert dump(workbook.com) == before


WHOLE = 620
"""About so many calls mark that sample."""


def counting(name: str, asked: list[int], last: list[int]) -> Any:
    """Count the calls to Excel; after the last one it is gone."""
    calls = getattr(appscript.Reference, name)

    def counted(self: appscript.Reference, *args: Any) -> Any:
        asked.append(1)
        if len(asked) > last[0]:
            raise appscript.CommandError("gone", appscript.TIMED_OUT)
        return calls(self, *args)

    return counted


# Values


LONG = "3 hours of training are missing. " * 40


def test_a_long_text_is_put_again_by_itself(tmp_path: Path) -> None:
    """Where Excel cuts texts that are sent together, each of them is sent alone."""
    workbook, book = opened(tmp_path)
    workbook.excel.longest_in_lists = 255
    own = OwnSheet("_memory", [[OwnCell(LONG), OwnCell("b")]], visibility=Visibility.VERY_HIDDEN)
    edits: list[Edit] = [SetValue(at(2, 3), LONG), SetValue(at(3, 3), "Gap"), PutSheet(own)]
    assert not book.apply(edits).refused
    assert sheet_of(workbook)["C2"].value == LONG
    assert workbook.com.plain["_memory"]["A1"].value == LONG


def test_a_long_sheet_is_written_and_read_in_parts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """More rows than go into one question: none is lost between two."""
    monkeypatch.setattr("sync.books.excel_open.mac.cells.ROWS_AT_ONCE", 7)
    workbook, book = opened(tmp_path)
    workbook.excel.longest_in_lists = 255
    rows = [[OwnCell(f"row {n}"), OwnCell(LONG if n % 5 == 0 else n)] for n in range(30)]
    assert not book.apply([PutSheet(OwnSheet("Gaps", rows))]).refused
    read = book.read().sheets[-1].rows
    assert [list(row) for row in read] == [[cell.value for cell in row] for row in rows]


def test_a_text_that_is_not_kept_is_named(tmp_path: Path) -> None:
    """What does not stand there whole is no mark; the others stand."""
    workbook, book = opened(tmp_path)
    workbook.excel.longest = 255
    tab = PutSheet(OwnSheet("Gaps", [[OwnCell(LONG)]]))
    applied = book.apply([SetValue(at(2, 3), LONG), SetValue(at(3, 3), "Gap"), tab])
    assert [one.why for one in applied.refused] == [
        'The tab "Gaps": Excel did not keep a long text.',
        'Sheet "Members", cell C2: Excel did not keep the whole text.',
    ]
    assert applied.done == 1
    assert sheet_of(workbook)["C3"].value == "Gap"


def test_a_hidden_tab_that_is_not_kept_stops_the_writing(tmp_path: Path) -> None:
    """It says how her cells looked: without it no cell of hers is touched."""
    workbook, book = opened(tmp_path)
    workbook.excel.longest = 255
    before = dump(workbook.com)["Members"]
    own = OwnSheet("_memory", [[OwnCell(LONG)]], visibility=Visibility.VERY_HIDDEN)
    with pytest.raises(BookNotWritable, match="so none was put"):
        book.apply([SetFill(at(2, 1), "FDF1CC"), PutSheet(own)])
    assert dump(workbook.com)["Members"] == before


def test_a_width_that_cannot_be_made_standard_is_set(tmp_path: Path) -> None:
    """Where Excel has no such switch, the number does the same."""
    workbook, book = opened(tmp_path)
    sheet_of(workbook).column_dimensions["C"].width = 30
    workbook.excel.save(workbook)
    workbook.excel.switches_widths = False
    book.apply([SetColumnWidth("Members", 3, None)])
    assert "C" not in sheet_of(workbook).column_dimensions


# Looks


def test_looks_where_our_columns_stood_come_back(tmp_path: Path) -> None:
    """Her fills, fonts, borders and widths beside the table are hers again afterwards."""
    workbook, book = opened(tmp_path, dressed)
    before = dump(workbook.com)
    book.apply(MARKED)
    sheet = sheet_of(workbook)
    assert sheet["C1"].font.name == "Georgia"
    assert sheet["C2"].fill.fgColor.rgb == "FFF9D9DB"
    assert sheet.column_dimensions["C"].width == 17
    gone: list[Edit] = [SetValue(e.ref, None, e.format) for e in MARKED if isinstance(e, SetValue)]
    again(workbook).apply([*gone, SetColumnWidth("Members", 3, None)])
    assert dump(workbook.com) == before
    assert not names_of(workbook)


def test_fills_of_all_kinds_come_back(tmp_path: Path) -> None:
    """A colour of the theme with a tint, a pattern of two colours, a plain colour, none."""
    workbook, book = opened(tmp_path, dressed)
    before = dump(workbook.com)
    refs = [at(row, 1) for row in (1, 2, 3, 4)]
    looks = book.looks(refs)
    assert not book.apply([SetFill(ref, "FDF1CC") for ref in refs]).refused
    book.apply([RestoreLook(ref, looks[ref]) for ref in refs])
    assert dump(workbook.com) == before


def test_a_fill_that_could_not_be_put_back_is_not_taken(tmp_path: Path) -> None:
    """If Excel takes no colour of the theme, a cell that has one keeps it, and is named."""

    def themed(sheet: Any) -> None:
        sheet["A2"].fill = PatternFill("solid", fgColor=Color(theme=4, tint=0.5))

    workbook, book = opened(tmp_path, themed)
    workbook.excel.takes_themes = False
    before = repr(sheet_of(workbook)["A2"].fill)
    applied = book.apply([SetFill(at(2, 1), "FDF1CC"), SetFill(at(3, 1), "FDF1CC")])
    assert applied.done == 1
    assert "A2 keeps its colours, because they could not be put back" in applied.refused[0].why
    assert repr(sheet_of(workbook)["A2"].fill) == before


@pytest.mark.slow
def test_a_long_memory_stands_in_several_names(tmp_path: Path) -> None:
    """Each name holds as much as Excel takes; all of them go when the last flag does."""

    def colourful(sheet: Any) -> None:
        for row in range(2, 60):
            sheet.cell(row, 3).fill = PatternFill("solid", fgColor=f"FF{row * 4321:06X}")

    workbook, book = opened(tmp_path, colourful)
    before = dump(workbook.com)
    cells = [SetValue(at(row, 3), "Gap", Format(fill="F9D9DB")) for row in range(2, 60)]
    book.apply([*cells, SetColumnWidth("Members", 3, 17.0)])
    found = workbook.com.plain.defined_names
    assert len(names_of(workbook)) > 2
    assert all(len(found[name].attr_text) <= PIECE + 2 for name in names_of(workbook))
    assert all(found[name].hidden for name in names_of(workbook))
    gone: list[Edit] = [SetValue(one.ref, None, one.format) for one in cells]
    again(workbook).apply([*gone, SetColumnWidth("Members", 3, None)])
    assert dump(workbook.com) == before
    assert not names_of(workbook)


def test_without_a_memory_nothing_is_put(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What could not be taken off again is not put; the workbook is as it was."""
    monkeypatch.setattr(objects.Name, "get", lambda _: {})
    workbook, book = opened(tmp_path)
    before = dump(workbook.com)
    with pytest.raises(BookNotWritable, match="so none was put"):
        book.apply(MARKED)
    assert dump(workbook.com) == before


def test_a_memory_that_was_spoilt_is_none(tmp_path: Path) -> None:
    """A memory that cannot be read does not stand in the way."""
    workbook, _ = opened(tmp_path)
    names = workbook.com.plain.defined_names
    for text in ("nonsense", "eJw=", "=", ""):
        names[f"{PREFIX}1"] = DefinedName(f"{PREFIX}1", attr_text=f'"{text}"')
        again(workbook).apply([SetColumnWidth("Members", 3, 20.0)])
        assert sheet_of(workbook).column_dimensions["C"].width == 20


# Notes


@pytest.mark.parametrize("splits", [True, False], ids=["letters", "whole notes"])
def test_her_words_in_a_note_are_never_lost(tmp_path: Path, splits: bool) -> None:
    """Only what is ours is added and cut, whether Excel lets letters be reached or not."""

    def noted(sheet: Any) -> None:
        sheet["A2"].comment = Comment("Ask Bo 😀\nby May", "Her")

    workbook, book = opened(tmp_path, noted)
    workbook.excel.splits_notes = splits
    ours = "Rostercheck: " + "3 hours are missing 😀. " * 40
    applied = book.apply([SetNote(at(2, 1), f"Ask Bo 😀\nby May\n\n{ours}")])
    assert not applied.refused
    assert sheet_of(workbook)["A2"].comment.text == f"Ask Bo 😀\nby May\n\n{ours}"
    book.apply([SetNote(at(2, 1), "Ask Bo 😀\nby May")])
    assert sheet_of(workbook)["A2"].comment.text == "Ask Bo 😀\nby May"
    assert sheet_of(workbook)["A2"].comment.author == "Her"


def test_a_note_without_a_word_is_no_hindrance(tmp_path: Path) -> None:
    """xlwings sees no note where one is empty; ours is put into it."""

    def empty(sheet: Any) -> None:
        sheet["A2"].comment = Comment("", "Her")

    workbook, book = opened(tmp_path, empty)
    assert not book.apply([SetNote(at(2, 1), "Gap: 3 hours")]).refused
    assert sheet_of(workbook)["A2"].comment.text == "Gap: 3 hours"


def test_a_note_that_was_not_seen_is_not_written_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Excel said nothing when it was asked for the note: her words stand when it does."""

    def noted(sheet: Any) -> None:
        sheet["A2"].comment = Comment("Ask Bo", "Her")

    asked: list[int] = []
    says = objects.Comment.do_Excel_comment_text

    def silent(self: objects.Comment, **said: Any) -> str:
        asked.append(1)
        if len(asked) == 1:
            raise appscript.CommandError("not now", appscript.TIMED_OUT)
        return says(self, **said)

    workbook, book = opened(tmp_path, noted)
    monkeypatch.setattr(objects.Comment, "do_Excel_comment_text", silent)
    with pytest.raises(BookError, match="Excel stopped"):
        book.apply([SetNote(at(2, 1), "Gap: 3 hours")])
    assert sheet_of(workbook)["A2"].comment.text == "Ask Bo"


def test_a_note_that_excel_does_not_take_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Read back and not there: the sentence names the cell, and the other marks stand."""

    def forgetful(self: objects.Comment, text: str | None = None, **_: object) -> str:
        return "something else" if text is None else text

    workbook, book = opened(tmp_path)
    monkeypatch.setattr(objects.Comment, "do_Excel_comment_text", forgetful)
    applied = book.apply([SetNote(at(2, 1), "Gap: 3 hours"), SetValue(at(2, 3), "Gap")])
    assert [one.why for one in applied.refused] == [
        'Sheet "Members", cell A2: Excel did not take the note.'
    ]
    assert sheet_of(workbook)["C2"].value == "Gap"


# What is left behind


def test_excel_is_given_back_as_she_had_it(tmp_path: Path) -> None:
    """Her tab, the screen, her macros and her way of calculating are as before."""
    workbook, book = opened(tmp_path)
    plain, excel = workbook.com.plain, workbook.excel.application
    plain.active = plain["Lists"]
    excel.EnableEvents, excel.Calculation = False, -4135
    excel.AutoCorrect.AutoExpandListRange = True
    before = {name: value for name, value in vars(excel).items() if name != "AutoCorrect"}
    edits: list[Edit] = [
        PutSheet(OwnSheet("Gaps", [[OwnCell("a")]], frozen_rows=1, header_row=1)),
        PutSheet(OwnSheet("_memory", [[OwnCell("b")]], visibility=Visibility.VERY_HIDDEN)),
    ]
    book.apply(edits)
    assert plain["_memory"].sheet_state == "veryHidden"
    book.apply([DropSheet("Gaps"), DropSheet("_memory")])
    assert {name: value for name, value in vars(excel).items() if name != "AutoCorrect"} == before
    assert excel.AutoCorrect.AutoExpandListRange is True
    assert plain.active.title == "Lists"


def test_a_tab_of_ours_leads_back_and_prints_well(tmp_path: Path) -> None:
    """A click on the place leads to the cell; the headings stay in view and on every page."""
    workbook, book = opened(tmp_path)
    own = OwnSheet(
        "Gaps", [[OwnCell("Where")], [OwnCell("Members!A2", link=at(2, 1))]],
        widths=[20.0], frozen_rows=1, header_row=1, print_columns=1,
    )  # fmt: skip
    book.apply([PutSheet(own)])
    sheet = workbook.com.sheet(workbook.com.plain["Gaps"])
    assert sheet.plain["A2"].hyperlink.location == "'Members'!A2"
    assert sheet.plain.auto_filter.ref == "A1:A2"
    assert vars(sheet.PageSetup)["PrintTitleRows"] == "$1:$1"
    assert vars(workbook.com.Windows(1))["SplitRow"] == 1


@pytest.mark.parametrize("says", [True, False], ids=["with an error", "without a word"])
def test_a_tab_that_does_not_come_to_the_front_leaves_hers_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, says: bool
) -> None:
    """A window is arranged for the tab that it shows: hers is not frozen in place of ours."""

    def stays(_: objects.Sheet) -> None:
        if says:
            raise appscript.CommandError("another workbook is in front")

    workbook, book = opened(tmp_path)
    monkeypatch.setattr(objects.Sheet, "do_activate_object", stays)
    monkeypatch.setattr(
        "tests.excel_com.workbook.Workbook.ActiveSheet",
        property(lambda self: self.sheet(self.plain["Members"])),
    )
    own = OwnSheet("Gaps", [[OwnCell("a")]], frozen_rows=1, header_row=1)
    assert not book.apply([PutSheet(own)]).refused
    assert vars(workbook.com.Windows(1)) == {"FreezePanes": False}
    assert workbook.com.plain["Gaps"].auto_filter.ref == "A1:A2"


def test_a_copy_has_to_be_saved_by_her(tmp_path: Path) -> None:
    """An open workbook is marked where it is."""
    _, book = opened(tmp_path)
    with pytest.raises(BookNotWritable, match="Save As"):
        book.apply([], out="copy.xlsx")


def test_an_old_kind_of_workbook_is_refused(tmp_path: Path) -> None:
    """An .xls is not marked while it is open, and the sentence says how it can be."""
    _, book = opened(tmp_path)
    path = Path(book.location).rename(tmp_path / "members.xls")
    with pytest.raises(BookUnreadable, match="Save As"):
        excel_mac.opened(path)[1].read()


def test_the_stand_in_starts_no_excel() -> None:
    """Nothing here may start a program: what does not run is not there."""
    with pytest.raises(AssertionError, match="never started"):
        appscript.app("Microsoft Excel")
    assert isinstance(Excel().pid, int)
