"""`rostercheck check`, as a coordinator and as another program call it."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from zipfile import ZipFile

import jsonschema
import openpyxl
import pytest
from openpyxl.workbook.protection import WorkbookProtection

from sync.reports.schema import Report
from tests.cli.conftest import FINE, make

WISCONSIN = ("--pack", "wisconsin", "--date-order", "mdy", "--as-of", "2026-11-22")


def parts(path):
    with ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_nothing_to_flag_exits_0(run, fine) -> None:
    """A roster in which everybody appears to meet ends with exit code 0 and says so."""
    result = run("check", fine, *WISCONSIN, "--in-place")
    assert result.code == 0
    assert "1 person: 1 appear to meet" in result.out


def test_gaps_exit_1_and_are_named(run, members) -> None:
    """What is missing is said by name and row, and the exit code is 1."""
    result = run("check", members, *WISCONSIN, "--in-place")
    assert result.code == 1
    assert "Ben Oak (row 5): membership ended on 30 Jun 2026" in result.out
    assert not result.err


def test_without_in_place_the_workbook_is_not_touched(run, members) -> None:
    """The flags go into a copy beside the workbook unless she says otherwise."""
    before = members.read_bytes()
    result = run("check", members, *WISCONSIN)
    copy = members.with_name("members-flagged.xlsx")
    assert members.read_bytes() == before
    assert copy.exists()
    assert str(copy.name) in result.out


def test_flags_stand_in_the_sheet(run, members) -> None:
    """Four columns at the right end, a note under hers, a fill on the cell, and the Gaps tab."""
    run("check", members, *WISCONSIN, "--in-place")
    book = openpyxl.load_workbook(members)
    sheet = book["Members"]
    header = [cell.value for cell in sheet[3]]
    assert header[11:] == ["Status", "What is missing", "Next due", "Checked as of"]
    assert sheet.cell(5, 12).value == "Gap"
    assert sheet.cell(5, 15).value.date() == date(2026, 11, 22)
    note = sheet["F5"].comment.text
    assert note.startswith("Called her in May")
    assert "Membership ended on 30 Jun 2026." in note
    assert sheet["F5"].fill.fgColor.rgb.endswith("F9D9DB")
    assert sheet["G5"].value == "11 hrs"
    assert book["Gaps"]["A1"].value == "Gaps found by Rostercheck"
    links = [cell.hyperlink.location for row in book["Gaps"] for cell in row if cell.hyperlink]
    assert "'Members'!F5" in links or "Members!F5" in links


def test_a_mended_cell_loses_its_flag_and_looks_as_before(run, members) -> None:
    """Her note and her yellow come back when the hours are mended, and the number format stays."""
    run("check", members, *WISCONSIN, "--in-place")
    book = openpyxl.load_workbook(members)
    book["Members"]["G5"] = 15
    book["Members"]["F5"] = date(2026, 12, 31)
    book.save(members)
    run("check", members, *WISCONSIN, "--in-place")
    sheet = openpyxl.load_workbook(members)["Members"]
    assert sheet["G5"].fill.fgColor.rgb == "00FFFF00"
    assert (sheet["L5"].value, sheet["L5"].fill.fgColor.rgb) == ("Please look", "FFFDF1CC")
    assert sheet["G5"].comment is None
    assert sheet["F5"].comment.text == "Called her in May"
    assert sheet["F5"].fill.patternType is None


def test_again_changes_nothing(run, members) -> None:
    """A second check writes nothing: the file is the same to the byte and to its time."""
    run("check", members, *WISCONSIN, "--in-place")
    before = members.read_bytes(), members.stat().st_mtime_ns
    result = run("check", members, *WISCONSIN, "--in-place")
    assert (members.read_bytes(), members.stat().st_mtime_ns) == before
    assert "nothing has changed" in result.out


def test_check_and_clear_gives_the_original_parts(run, members) -> None:
    """After check, another check on a later day, and clear, every part equals the original's."""
    before = parts(members)
    run("check", members, *WISCONSIN, "--in-place")
    run("check", members, *WISCONSIN[:-1], "2027-01-10", "--in-place")
    assert run("clear", members).code == 0
    assert parts(members) == before


def test_clear_leaves_a_clean_workbook_alone(run, members) -> None:
    """Clearing a workbook that was never checked writes nothing."""
    before = members.stat().st_mtime_ns
    result = run("clear", members)
    assert members.stat().st_mtime_ns == before
    assert "nothing of Rostercheck's" in result.out


def test_dry_run_says_every_cell_and_writes_nothing(run, members, tmp_path) -> None:
    """A dry run prints each cell before and after, and leaves no file behind."""
    result = run("check", members, *WISCONSIN, "--dry-run")
    assert 'Members!L5: (blank) -> "Gap"' in result.out
    assert 'Members!F5: note "Called her in May" -> "Called her in May' in result.out
    assert "Members!F5: fill -> #F9D9DB" in result.out
    assert [path.name for path in tmp_path.iterdir()] == ["members.xlsx"]


def test_json_follows_the_published_schema(run, members) -> None:
    """The JSON report is valid under the schema that `rostercheck schema` prints."""
    result = run("check", members, *WISCONSIN, "--format", "json", "--dry-run")
    report = json.loads(result.out)
    jsonschema.validate(report, json.loads(run("schema").out))
    assert result.code == 1
    assert report["pack"] == "wisconsin"
    assert report["people"][1] == {
        "person": "W2",
        "name": "Ben Oak",
        "category": "FS",
        "status": "gap",
        "next_due": "2026-06-30",
        "sheet": "Members",
        "row": 5,
    }
    training = next(f for f in report["findings"] if f["rule"] == "renewal.training")
    wanted = {"cell": "G5", "row": 5, "have": 11.0, "need": 15.0, "short": 4.0}
    assert wanted.items() <= training.items()
    assert training["due"] == "2026-12-31"
    assert Report.model_validate(report).model_dump(mode="json") == report


def test_all_lists_what_meets_too(run, fine) -> None:
    """`--all` lists the findings that meet and those that do not apply."""
    words = ("check", fine, *WISCONSIN, "--format", "json", "--dry-run")
    assert json.loads(run(*words).out)["findings"] == []
    everything = json.loads(run(*words, "--all").out)["findings"]
    assert {f["outcome"] for f in everything} == {"meets"}


def test_csv_report_has_a_row_a_finding(run, members) -> None:
    """The CSV report holds the same findings, one a row under a header."""
    result = run("check", members, *WISCONSIN, "--format", "csv", "--dry-run")
    rows = list(csv.DictReader(io.StringIO(result.out)))
    assert {"renewal.membership", "renewal.training", "renewal.rsc"} <= {r["rule"] for r in rows}


def test_a_copy_in_which_she_worked_is_never_replaced(run, members) -> None:
    """A flagged copy that somebody has changed since is left alone, with a sentence."""
    run("check", members, *WISCONSIN)
    copy = members.with_name("members-flagged.xlsx")
    assert run("check", members, *WISCONSIN).code == 1  # ours alone: replaced
    book = openpyxl.load_workbook(copy)
    book["Members"]["B5"] = "Ben Oak-Smith"
    book.save(copy)
    before = copy.read_bytes()
    result = run("check", members, *WISCONSIN)
    assert result.code == 2
    assert "holds changes that are not in" in result.err
    assert copy.read_bytes() == before


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "is empty"),
        (b"Name,Hours\nAna,12\n", "is a text file under the name of an Excel file"),
        (b"<html><table></table></html>", "is a web page"),
        (b"PK\x03\x04 broken", "is damaged"),
        (bytes(range(256)) * 40, "is not an Excel file"),
    ],
)
def test_a_file_that_is_no_workbook_is_one_sentence(run, tmp_path, content, says) -> None:
    """A file that only bears the name of a workbook gives one sentence and exit code 2."""
    path = tmp_path / "broken.xlsx"
    path.write_bytes(content)
    result = run("check", path, *WISCONSIN)
    assert (result.code, result.out) == (2, "")
    assert says in result.err
    assert len(result.err.strip().splitlines()) == 1


def test_a_missing_file_an_unknown_pack_two_targets(run, members) -> None:
    """Wrong words give a sentence that says what to do, and exit code 2."""
    for words, says in [
        (("check", "nowhere.xlsx", *WISCONSIN), "There is no file nowhere.xlsx"),
        (("check", members, "--pack", "wisconson"), 'Is "wisconsin" meant?'),
        (("check", members, *WISCONSIN, "--in-place", "--out", "a.xlsx"), "Take one of them"),
        (("check", members, *WISCONSIN, "--out", members), "use --in-place"),
        (("check", members, *WISCONSIN, "--config", "no.toml"), "There is no config no.toml"),
        (("check", members, *WISCONSIN, "--out", "a.csv"), "Name a file that ends in .xlsx"),
        (("check", members, "--as-of", "3/4/25"), "such as 2026-11-22"),
    ]:
        result = run(*words)
        assert result.code == 2, words
        assert says in result.err


def test_a_workbook_open_in_excel_is_left_alone(run, members) -> None:
    """Excel's lock file beside the workbook stops the writing, and nothing is lost."""
    members.with_name("~$members.xlsx").write_bytes(b"\x05Joan " + b" " * 159)
    before = members.read_bytes()
    result = run("check", members, *WISCONSIN, "--in-place")
    assert result.code == 2
    assert "open" in result.err
    assert members.read_bytes() == before


def test_no_list_of_people(run, tmp_path) -> None:
    """A workbook without a list of people says what is needed and what to do."""
    book = openpyxl.Workbook()
    book.active.append(["Budget", "Amount"])
    book.save(tmp_path / "budget.xlsx")
    result = run("check", tmp_path / "budget.xlsx", *WISCONSIN)
    assert result.code == 2
    assert "no list of people was found" in result.err
    assert "rostercheck init" in result.err


def test_without_a_declared_order_dates_are_not_guessed(run, tmp_path) -> None:
    """03/04/2025 is read only once the order of day and month is declared."""
    path = make(tmp_path / "dates.xlsx", [*FINE[:5], "03/04/2027", *FINE[6:]])
    words = ("check", path, "--pack", "wisconsin", "--as-of", "2026-11-22", "--dry-run")
    result = run(*words)
    assert "could be" in run("explain", path, "Ana Ruiz", *words[2:6]).out
    assert "not declared" in result.out
    assert run(*words, "--date-order", "mdy").code == 0


def test_backup_keeps_the_former_file(run, members, tmp_path) -> None:
    """`--backup` keeps the workbook as it was under a dated name."""
    before = members.read_bytes()
    run("check", members, *WISCONSIN, "--in-place", "--backup")
    (kept,) = [p for p in tmp_path.iterdir() if "backup" in p.name]
    assert kept.read_bytes() == before


def test_a_workbook_with_a_protected_structure_is_left_alone(run, members) -> None:
    """Where no tab may be added nothing is written at all, with a sentence on what to do."""
    book = openpyxl.load_workbook(members)
    book.security = WorkbookProtection(lockStructure=True)
    book.save(members)
    before = members.read_bytes()
    result = run("check", members, *WISCONSIN, "--in-place")
    assert result.code == 2
    assert "its structure is protected" in result.err
    assert members.read_bytes() == before


def test_a_protected_sheet_gets_no_marks_but_the_gaps_tab_has_them(run, members) -> None:
    """What protection forbids is said once; the Gaps tab still lists every finding."""
    book = openpyxl.load_workbook(members)
    book["Members"].protection.sheet = True
    book.save(members)
    result = run("check", members, *WISCONSIN, "--in-place")
    after = openpyxl.load_workbook(members)
    assert result.out.count("is protected, so nothing was written on it") == 1
    assert after["Members"]["L3"].value is None
    assert after["Gaps"].max_row > 5


def test_a_folder_is_no_workbook(run, tmp_path) -> None:
    """A folder in place of a workbook ends in a sentence."""
    result = run("check", tmp_path)
    assert result.code == 2
    assert "is a folder" in result.err


def test_a_name_that_is_too_long_ends_in_a_sentence(run, members) -> None:
    """What the system turns down is said in one line, not in a traceback."""
    result = run("check", members, "--out", "n" * 300 + ".xlsx")
    assert result.code == 2
    assert result.err.startswith("rostercheck: ")


def test_a_config_that_does_not_name_the_workbook_is_said(run, members, tmp_path) -> None:
    """A config that was asked for and says nothing about the workbook is not passed over."""
    (tmp_path / "other.toml").write_text("", encoding="utf-8")
    result = run("check", members, "--config", tmp_path / "other.toml")
    assert result.code == 2
    assert "says nothing about" in result.err


def test_a_dry_clearing_says_what_stands_there_now(run, members) -> None:
    """`clear --dry-run` shows every cell before and after, and no cell that stays as it is."""
    run("check", members, "--pack", "wisconsin", "--as-of", "2027-01-10", "--in-place")
    said = run("clear", members, "--dry-run").out
    assert '"Gap" -> (blank)' in said
    assert "(blank) -> (blank)" not in said


def test_clearing_says_whose_words_stay(run, members) -> None:
    """Words that somebody typed into our columns stay when these go, and are named."""
    run("check", members, "--pack", "wisconsin", "--as-of", "2027-01-10", "--in-place")
    book = openpyxl.load_workbook(members)
    book["Members"]["M5"] = "called her"
    book.save(members)
    assert "Members!M5 holds words of somebody's" in run("clear", members).out
    assert openpyxl.load_workbook(members)["Members"]["M5"].value == "called her"


def test_words_that_she_adds_to_ours_are_not_lost(run, members) -> None:
    """Words typed behind our text in our column stay, and it is said that they were left alone."""
    run("check", members, *WISCONSIN, "--in-place")
    book = openpyxl.load_workbook(members)
    sheet = book["Members"]
    sheet["M5"] = hers = sheet["M5"].value + " - called her on Monday"
    book.save(members)
    result = run("check", members, *WISCONSIN[:-1], "2026-12-24", "--in-place")
    assert openpyxl.load_workbook(members)["Members"]["M5"].value == hers
    assert "Members!M5 holds words of somebody's" in result.out


def test_an_empty_roster_is_said_aloud(run, tmp_path) -> None:
    """A header without people below it is not passed over in silence."""
    result = run("check", make(tmp_path / "empty.xlsx"), *WISCONSIN, "--dry-run")
    assert "No people stand below the header" in result.out


def test_a_stray_cell_far_out_does_not_push_our_columns_away(run, members) -> None:
    """Our columns stand beside her table although something stands far to the right of it."""
    book = openpyxl.load_workbook(members)
    book["Members"]["ZZ5"] = "."
    book.save(members)
    run("check", members, *WISCONSIN, "--in-place")
    sheet = openpyxl.load_workbook(members)["Members"]
    assert (sheet["L3"].value, sheet["ZZ5"].value) == ("Status", ".")
