"""A person sorts, inserts, deletes, mends, colours and notes in LibreOffice, and saves."""

from __future__ import annotations

import json
import shutil
import subprocess
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import Border, PatternFill, Side

from models.cells import DateOrder
from models.layering import load_pack
from sync.books import open_book
from sync.run import carry_out, judge, plan_clearing, plan_marks, read_book
from tests.needs import office_python

PACK = load_pack("wisconsin")
AS_OF = date(2027, 1, 10)
HEAD = [
    "Member ID", "Full Name", "Category", "E-mail", "Date endorsed", "Membership expires",
    "Training hrs", "DEI hrs", "RSC hrs", "Ethics signed", "Agreement signed",
]  # fmt: skip
HOURS = [(15, 3, 12), (11, 3, "12+"), (9, 1, 12), ("", 3, 12), (20, 0, 12)]


def make(path: Path) -> Path:
    """A roster with a title, borders, colours and notes of hers, and her own Status column."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Members"
    sheet.append(["Roster 2026"])
    sheet.append([])
    sheet.append(HEAD)
    line = Side(style="thin")
    for number, hours in enumerate(HOURS, 1):
        who = [f"W{number}", f"Person {'DABEC'[number - 1]}", "IFS", f"p{number}@example.org"]
        days = [date(2020, 5, number), date(2026, 12 if number % 2 else 6, 30)]
        sheet.append([*who, *days, *hours, "y", "y" if number % 2 else "no"])
        for cell in sheet[number + 3]:
            cell.border = Border(left=line, bottom=line)
    sheet["G5"].fill = PatternFill("solid", fgColor="FFFF00")
    sheet["F7"].comment = Comment("Called her in May", "Coordinator")
    book.save(path)
    return path


def check(path: Path) -> int:
    book = open_book(path)
    checked = judge(read_book(book, PACK), PACK, DateOrder.MDY, AS_OF)
    plan = plan_marks(book, checked)
    carry_out(book, plan)
    return len(plan.edits)


def clear(path: Path) -> None:
    book = open_book(path)
    carry_out(book, plan_clearing(book))


def seen(path: Path) -> dict[object, object]:
    """What a person sees in a workbook: tabs, cells, notes, fills, formats, borders, widths."""
    book = openpyxl.load_workbook(path)
    found: dict[object, object] = {"tabs": book.sheetnames, "names": list(book.defined_names)}
    for sheet in book.worksheets:
        found[sheet.title] = {k: round(v.width, 1) for k, v in sheet.column_dimensions.items()}
        for cell in (cell for row in sheet.iter_rows() for cell in row):
            note = cell.comment.text if cell.comment else None
            fill = cell.fill.fgColor.rgb if cell.fill.patternType else None
            look = (fill, cell.number_format, cell.border.left.style, cell.alignment.vertical)
            if cell.value is not None or note or look != (None, "General", None, None):
                found[sheet.title, cell.coordinate] = (cell.value, note, *look)
    return found


def at_work(folder: Path, *pairs: tuple[Path, Path]) -> None:
    """Let a person work on each workbook and save a copy."""
    python = office_python()
    words = json.dumps([[str(one) for one in pair] for pair in pairs])
    script = Path(__file__).with_name("at_work.py")
    subprocess.run([python, script, folder / "profile", words], check=True, timeout=300)


@pytest.mark.slow
def test_what_a_person_did_in_libreoffice_is_all_that_stays(tmp_path: Path) -> None:
    """Check, a day's work in LibreOffice, (check,) clear: what the work alone would have given."""
    hers = make(tmp_path / "hers.xlsx")
    marked = make(tmp_path / "marked.xlsx")
    check(marked)
    worked, alone = tmp_path / "worked.xlsx", tmp_path / "alone.xlsx"
    at_work(tmp_path, (marked, worked), (hers, alone))
    again = shutil.copy(worked, tmp_path / "again.xlsx")
    clear(worked)
    assert seen(worked) == seen(alone)
    assert check(Path(again)) > 0
    assert check(Path(again)) == 0
    clear(Path(again))
    assert seen(Path(again)) == seen(alone)
