"""The tab "RSC providers": ours, found again, cleared, undone; and what it never touches."""

from __future__ import annotations

from datetime import date
from zipfile import ZipFile

import openpyxl
import pytest

from models.cells import DateOrder
from sync.books import open_book
from sync.ledger import open_ledger
from sync.ledger.runs import About, last_known
from sync.marks.owned import owned
from sync.marks.tabs import REGISTRY
from sync.recorded import Work, write_and_record
from sync.run import carry_out, judge, plan_clearing, plan_marks, read_book
from sync.undo.undo import former, plan_undo
from tests.registry.rosters import AS_OF, HEAD, PACK, row

NAME = "RSC providers"


@pytest.fixture
def path(tmp_path):
    """A workbook with two who agreed."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Members"
    bo = row("Bo Oak", "IFS + ERS", status="emerging", endorsed=date(2025, 6, 1))
    for line in (HEAD, row("Ana Ruiz"), bo, row("Di Fir", listed="")):
        sheet.append(list(line))
    path = tmp_path / "members.xlsx"
    book.save(path)
    return path


def plan(path, *, as_of=AS_OF, tabs=(REGISTRY,), parts=("columns", "cells", "gaps_tab")):
    book = open_book(path)
    checked = judge(read_book(book, PACK), PACK, DateOrder.MDY, as_of)
    checked.tabs = tabs
    return book, plan_marks(book, checked, parts=parts), checked


def check(path, **how) -> int:
    book, marks, _ = plan(path, **how)
    return carry_out(book, marks).done


def lines(path, name=NAME) -> list[list[object]]:
    sheet = openpyxl.load_workbook(path)[name]
    return [[cell for cell in line if cell is not None] for line in sheet.values]


def test_the_tab_lists_who_agreed_and_counts_the_others(path) -> None:
    """The list stands under its disclaimers, with how many are left out and why."""
    check(path)
    said = [line[0] for line in lines(path)]
    assert [name for name in said if name in ("Ana Ruiz", "Bo Oak", "Di Fir")] == [
        "Bo Oak", "Ana Ruiz",
    ]  # fmt: skip
    assert "Not listed: 1 person." in said


def test_a_second_check_changes_nothing(path) -> None:
    """The same roster on the same day: no edit, so that nothing is saved."""
    check(path)
    assert plan(path)[1].edits == []


def test_the_tab_is_kept_up_to_date_without_being_asked_for_again(path) -> None:
    """A list that stands is never left to grow old; she may have renamed it."""
    check(path)
    book = openpyxl.load_workbook(path)
    book[NAME].title = "For the website"
    book["Members"].cell(4, 7).value = "yes"
    book.save(path)
    check(path, tabs=())
    assert openpyxl.load_workbook(path).sheetnames.count("For the website") == 1
    assert NAME not in openpyxl.load_workbook(path).sheetnames
    assert "Di Fir" in [line[0] for line in lines(path, "For the website")]


def test_without_being_asked_for_there_is_no_tab(path) -> None:
    """A check alone publishes nobody."""
    check(path, tabs=())
    assert NAME not in openpyxl.load_workbook(path).sheetnames


def test_clear_takes_the_tab_off_and_leaves_her_parts_byte_for_byte(path) -> None:
    """After check and clear every sheet of hers is the part that it was."""
    before = ZipFile(path).read("xl/worksheets/sheet1.xml")
    check(path, parts=())
    carry_out(open_book(path), plan_clearing(open_book(path)))
    assert openpyxl.load_workbook(path).sheetnames == ["Members"]
    assert ZipFile(path).read("xl/worksheets/sheet1.xml") == before


def test_a_tab_of_hers_of_that_name_stays_hers(path) -> None:
    """Where she has such a tab herself, ours bears another name, and hers is not touched."""
    book = openpyxl.load_workbook(path)
    book.create_sheet(NAME).append(["My own list of people"])
    book.save(path)
    check(path)
    assert lines(path) == [["My own list of people"]]
    assert owned(open_book(path).read()).others == {REGISTRY: f"{NAME} (Rostercheck)"}
    carry_out(open_book(path), plan_clearing(open_book(path)))
    assert lines(path) == [["My own list of people"]]


def recorded(ledger, path, **how):
    book, marks, checked = plan(path, **how)
    about = About(str(path), checked.judged.as_of, "national", PACK.version)
    return write_and_record(ledger, Work(about, book, marks, checked.roster, checked.judged))


def undo(ledger, path, run: int) -> list[str]:
    undoing = plan_undo(open_book(path), former(ledger, run))
    carry_out(open_book(path), undoing.plan)
    return list(undoing.left)


def test_undo_takes_a_new_tab_away_and_brings_a_former_one_back(path, tmp_path) -> None:
    """Undoing the second run gives the first list again; undoing the first one takes it off."""
    ledger = open_ledger(tmp_path / "ledger.sqlite")
    first = recorded(ledger, path)
    then = lines(path)
    book = openpyxl.load_workbook(path)
    book["Members"].cell(4, 7).value = "yes"
    book.save(path)
    second = recorded(ledger, path, tabs=())
    assert lines(path) != then
    assert undo(ledger, path, second.run) == []
    assert lines(path) == then
    assert undo(ledger, path, first.run) == []
    assert NAME not in openpyxl.load_workbook(path).sheetnames
    ledger.close()


def test_undo_leaves_a_tab_that_says_something_else_by_now(path, tmp_path) -> None:
    """What she typed into the list since then stays, and she is told."""
    ledger = open_ledger(tmp_path / "ledger.sqlite")
    run = recorded(ledger, path)
    book = openpyxl.load_workbook(path)
    book[NAME].append(["Call Ana in March"])
    book.save(path)
    left = undo(ledger, path, run.run)
    assert any(NAME in line for line in left)
    assert ["Call Ana in March"] in lines(path)
    ledger.close()


def test_the_night_looks_again_on_the_day_the_list_changes(path, tmp_path) -> None:
    """A run remembers when somebody's status ends, although nobody edits the file."""
    ledger = open_ledger(tmp_path / "ledger.sqlite")
    recorded(ledger, path, parts=("gaps_tab",))
    with ledger.session() as session:
        known = last_known(session, str(path))
    ledger.close()
    assert known is not None
    assert known.gaps_tab == "Gaps", "the list of providers is not taken for the list of gaps"
    assert known.changes_on is not None
    assert known.changes_on <= date(2027, 6, 1)
