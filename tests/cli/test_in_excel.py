"""`check --in-place` and `clear` on a workbook that is open in Excel on this very computer."""

from __future__ import annotations

import openpyxl
import pytest

from tests.books.excel_desk import dump_of
from tests.excel_desks import desk

WISCONSIN = ("--pack", "wisconsin", "--date-order", "mdy", "--as-of", "2026-11-22")


def test_the_flags_go_into_the_open_workbook(run, members, computer) -> None:
    """They stand on the screen, the file is as it was, and she is told to save."""
    screen = computer.open(members)
    before = members.read_bytes()
    result = run("check", members, *WISCONSIN, "--in-place")
    assert result.code == 1
    assert "Ben Oak (row 5): membership ended on 30 Jun 2026" in result.out
    assert f"{members} is open in Excel, and the flags were put there. Rostercheck does not" in (
        " ".join(result.out.split())
    )
    assert not result.err
    assert screen["Members"].cell(5, 12).value == "Gap"
    assert members.read_bytes() == before


def test_and_come_off_there(run, members, computer) -> None:
    """Clear gives her back the workbook that she had open."""
    screen = computer.open(members)
    before = dump_of(screen)
    run("check", members, *WISCONSIN, "--in-place")
    computer.save(members)
    assert dump_of(screen) != before
    result = run("clear", members)
    assert result.code == 0
    assert "everything that Rostercheck wrote was taken off" in result.out
    assert "does not save it: save it when you like." in " ".join(result.out.split())
    assert dump_of(screen) == before


def test_the_second_check_says_that_nothing_changed(run, members, computer) -> None:
    """Nothing to write is nothing to save."""
    computer.open(members)
    run("check", members, *WISCONSIN, "--in-place")
    computer.save(members)
    result = run("check", members, *WISCONSIN, "--in-place")
    assert "stand as they are; nothing has changed" in " ".join(result.out.split())
    assert "does not save it" not in result.out


def test_nothing_of_ours_is_nothing_to_clear(run, members, computer) -> None:
    """An open workbook without a flag is left as it is."""
    screen = computer.open(members)
    before = dump_of(screen)
    assert "it was left as it is" in run("clear", members).out
    assert dump_of(screen) == before


@pytest.mark.parametrize("words", [("check", "--in-place"), ("clear",)])
def test_a_dry_run_writes_nothing(run, members, computer, words) -> None:
    """It says what would be done on the screen, and leaves it."""
    screen = computer.open(members)
    run("check", members, *WISCONSIN, "--in-place")
    computer.save(members)
    screen["Members"]["G5"] = 30
    computer.save(members)
    before = dump_of(screen)
    settings = WISCONSIN if words[0] == "check" else ()
    result = run(words[0], members, *settings, *words[1:], "--dry-run")
    assert "Dry run: nothing was written." in result.out
    assert dump_of(screen) == before


def test_a_backup_stands_beside(run, members, computer) -> None:
    """With --backup the workbook as it was is kept under a dated name."""
    computer.open(members)
    run("check", members, *WISCONSIN, "--in-place", "--backup")
    (kept,) = members.parent.glob("members.backup-*.xlsx")
    assert openpyxl.load_workbook(kept).sheetnames == ["Members"]


def test_a_copy_is_made_from_the_file(run, members, computer) -> None:
    """Without --in-place the flags go into a copy, and the open workbook is left alone."""
    screen = computer.open(members)
    before = dump_of(screen)
    run("check", members, *WISCONSIN)
    assert members.with_name("members-flagged.xlsx").exists()
    assert dump_of(screen) == before


def test_on_a_mac_unsaved_changes_are_saved_first(run, members, tmp_path, monkeypatch) -> None:
    """Nobody's typing is passed over: the sentence says which keys to press."""
    computer = desk("mac", tmp_path, monkeypatch)
    screen = computer.open(members)
    screen["Members"]["B5"] = "Ben Oakes"
    computer.book(members).touched()
    before = dump_of(screen)
    result = run("check", members, *WISCONSIN, "--in-place")
    assert result.code == 2
    assert "press Cmd+S in Excel, and run this again." in " ".join(result.err.split())
    assert dump_of(screen) == before
    computer.save(members)
    assert "Ben Oakes (row 5)" in run("check", members, *WISCONSIN, "--in-place").out
