"""A book that nobody has changed is not judged again, and the answer is that of a full check."""

from __future__ import annotations

import shutil
import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.cells import DateOrder
from models.layering import load_pack
from sync.books import open_book
from sync.books.base import CellRef, SetNote, SetValue
from sync.commands import check as command
from sync.commands.common import Setting, judged_book
from sync.recognised import Said, basis, keep, recognised
from sync.reports.text import summary
from sync.run import carry_out, plan_marks
from tests.cli.conftest import HEAD
from tests.examples import tries

PACK = load_pack("wisconsin")
HOW = Setting(PACK, DateOrder.MDY, (), ())
DAY = date(2027, 1, 10)
SAMPLES = Path(__file__).parents[2] / "sample_workbooks"
ON = basis(PACK, DateOrder.MDY, (), (), DAY)
WORDS = ("--in-place", "--as-of", "2027-01-10", "--pack", "wisconsin", "--date-order", "mdy")


def check(path: Path) -> bool:
    """Check a book in place, as the command does; give whether anything was written."""
    book = open_book(path)
    checked = judged_book(book, HOW, DAY)
    plan = plan_marks(book, checked)
    keep(book, ON, checked, plan, summary("", checked))
    return carry_out(book, plan).done > 0


def recognise(path: Path) -> Said | None:
    return recognised(open_book(path), ON)


def judge_in_full(path: Path) -> tuple[object, ...]:
    """What a full check would change, leave alone, and say."""
    book = open_book(path)
    checked = judged_book(book, HOW, DAY)
    plan = plan_marks(book, checked)
    told = tuple(summary("", checked))
    return list(plan.edits), list(plan.left_alone), told, bool(checked.judged.flagged())


def same_as_in_full(path: Path) -> bool:
    """Whether the book is recognised; it may be only where a full check says the same."""
    said = recognise(path)
    if said is not None:
        assert judge_in_full(path) == ([], [], said.summary, said.flagged)
    return said is not None


def test_a_book_that_nobody_changed_is_not_judged_again(run, members, monkeypatch) -> None:
    """The second check says what a full check says, ends the same way, and writes nothing."""
    first = run("check", members, *WORDS)
    before = members.read_bytes()
    with monkeypatch.context() as patch:
        patch.setattr(command, "recognised", lambda *_: None)
        full = run("check", members, *WORDS)
    monkeypatch.setattr(command, "judged_book", pytest.fail)
    again = run("check", members, *WORDS)
    assert (again.code, again.out, again.err) == (full.code, full.out, full.err)
    assert first.code == again.code == 1
    assert members.read_bytes() == before


def test_a_copy_of_a_book_that_nobody_changed_is_made_without_judging(
    run, members, monkeypatch
) -> None:
    """The flagged copy is recognised under any name, and may be copied again."""
    run("check", members, *WORDS[1:])
    flagged = members.with_name("members-flagged.xlsx")
    moved = shutil.move(flagged, members.with_name("moved.xlsx"))
    monkeypatch.setattr(command, "judged_book", pytest.fail)
    again = run("check", moved, *WORDS[1:])
    assert again.out.startswith(f"{moved}: checked as of")
    assert moved.with_name("moved-flagged.xlsx").read_bytes() == Path(moved).read_bytes()


@pytest.mark.parametrize(
    "more", [["--format", "json"], ["--format", "csv"], ["--dry-run"], ["--all"]]
)
def test_whoever_asks_for_more_than_the_summary_gets_all_of_it(
    run, members, monkeypatch, more: list[str]
) -> None:
    """A full report comes from a full check."""
    run("check", members, *WORDS)
    words = [word for word in WORDS if word != "--in-place" or more != ["--dry-run"]]
    again = run("check", members, *words, *more)
    monkeypatch.setattr(command, "recognised", lambda *_: None)
    full = run("check", members, *words, *more)
    assert (again.code, again.out, again.err) == (full.code, full.out, full.err)


@pytest.mark.parametrize(
    "other",
    [
        basis(PACK, DateOrder.MDY, (), (), date(2027, 1, 11)),
        basis(PACK, DateOrder.DMY, (), (), DAY),
        basis(load_pack("national"), DateOrder.MDY, (), (), DAY),
        basis(PACK, DateOrder.MDY, (), ("No rule pack was named.",), DAY),
        "",
    ],
)
def test_another_day_pack_or_setting_is_judged_in_full(members, other: str) -> None:
    """What the last check came to holds for its day, its rules and its settings alone."""
    assert check(members)
    assert recognise(members) is not None
    assert recognised(open_book(members), other) is None


def by_us(path: Path) -> None:
    book = open_book(path)
    book.apply([SetValue(CellRef("Members", 5, 7), 15)])


def by_note(path: Path) -> None:
    book = open_book(path)
    book.apply([SetNote(CellRef("Members", 4, 1), "Seen")])


def by_openpyxl(path: Path) -> None:
    book = openpyxl.load_workbook(path)
    book["Members"]["G5"] = 15
    book.save(path)


def by_zip(path: Path) -> None:
    """Change one sheet, and keep every other part, our memory too, where and as it was."""
    with zipfile.ZipFile(path) as archive:
        parts = {info: archive.read(info) for info in archive.infolist()}
    with zipfile.ZipFile(path, "w") as archive:
        for info, data in parts.items():
            sheet = info.filename.endswith("sheet1.xml")
            archive.writestr(info, data.replace(b"11 hrs", b"19 hrs") if sheet else data)


@pytest.mark.parametrize("edit", [by_us, by_note, by_openpyxl, by_zip])
def test_whatever_program_changes_a_book_it_is_judged_in_full(members, edit) -> None:
    """One cell or one note is enough, even where our memory is kept as it was."""
    check(members)
    assert recognise(members) is not None
    edit(members)
    assert recognise(members) is None


def test_the_memory_of_a_check_goes_when_the_marks_go(run, members) -> None:
    """After clear, nothing of ours is left, this memory neither."""
    with zipfile.ZipFile(members) as archive:
        before = {name: archive.read(name) for name in archive.namelist()}
    run("check", members, *WORDS)
    run("clear", members)
    with zipfile.ZipFile(members) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == before


@pytest.mark.parametrize("sample", sorted(SAMPLES.glob("*.xlsx")), ids=lambda path: path.name)
def test_a_sample_is_recognised_after_its_check(sample: Path, tmp_path: Path) -> None:
    """With logs, charts, tables, formulas and merged cells, too, a full check says the same."""
    path = Path(shutil.copy(sample, tmp_path))
    assert check(path)
    assert same_as_in_full(path)


names = st.sampled_from(
    ["Ana Ruiz", " Ana  Ruiz ", "A_x0041_b", "O'Neil\nBo", "=1+1", "Cy\tElm", "é<&>"]
)
categories = st.sampled_from(["IFS", "Level II", "IMHS", "Levl III", None, "IMHM-P", " ifs "])
dates = st.sampled_from([date(2020, 5, 1), "3/4/25", "n/a", None, date(2026, 12, 31), "2026-06-30"])
hours = st.sampled_from([15, "15 hrs", "12+", None, 0, 3.3333333333, "90 min"])
people = st.lists(
    st.tuples(names, st.sampled_from(["a@b.c", "nobody", None]), categories, dates, dates, hours),
    min_size=1,
    max_size=4,
)
typed = st.tuples(st.integers(4, 8), st.integers(1, 15), st.one_of(names, categories, hours))
PERSON = settings(
    max_examples=tries(20, few=8),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def written(path: Path, rows: list[tuple[object, ...]]) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Members"
    for row in (["Roster 2026"], [], HEAD):
        sheet.append(row)
    for number, row in enumerate(rows, 1):
        sheet.append([f"W{number}", *row, 3, 12, "y", "no"])
        sheet.cell(3 + number, 2).data_type = "s"
    book.save(path)
    return path


@PERSON
@given(people, st.lists(st.lists(typed, max_size=2), min_size=1, max_size=3), st.booleans())
def test_any_edits_lead_to_the_answer_of_a_full_check(
    tmp_path: Path, rows, rounds, by_other_program
) -> None:
    """Whatever is typed, wherever, by whichever program: who is recognised is judged the same."""
    path = written(tmp_path / "any.xlsx", rows)
    for edits in rounds:
        check(path)
        same_as_in_full(path)
        if by_other_program:
            book = openpyxl.load_workbook(path)
            for row, column, value in edits:
                book["Members"].cell(row, column).value = value
            book.save(path)
        elif edits:
            book = open_book(path)
            book.apply([SetValue(CellRef("Members", r, c), value) for r, c, value in edits])
        same_as_in_full(path)


@PERSON
@given(st.data())
def test_no_damage_passes_for_an_unchanged_book(tmp_path_factory, data) -> None:
    """Of a file with one byte changed nothing is said that a full check would not say."""
    path = sealed_once(tmp_path_factory)
    whole = path.read_bytes()
    at = data.draw(st.integers(0, len(whole) - 1))
    bit = 1 << data.draw(st.integers(0, 7))
    broken = path.with_name("broken.xlsx")
    broken.write_bytes(whole[:at] + bytes([whole[at] ^ bit]) + whole[at + 1 :])
    same_as_in_full(broken)


def sealed_once(factory) -> Path:
    path = Path(factory.getbasetemp()) / "sealed.xlsx"
    if not path.exists():
        row = ("Ana Ruiz", "a@b.c", "IFS", date(2020, 5, 1), date(2026, 12, 31), 3)
        assert check(written(path, [row]))
        assert recognise(path) is not None
    return path
