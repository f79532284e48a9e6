"""Undo in real .xlsx files, with another program at work in between."""

from __future__ import annotations

import tempfile
import zipfile
from datetime import date
from pathlib import Path

import openpyxl
from hypothesis import given, settings
from hypothesis import strategies as st

from sync.books import open_book
from sync.ledger import open_ledger
from tests.marks.test_hers_stays_hers import DAYS, HEAD, categories, dates, hours, people
from tests.undo.recorded import recorded_check, recorded_undo

edits = st.lists(
    st.one_of(
        st.tuples(st.just("type"), st.integers(2, 6), st.integers(2, 6),
                  st.one_of(categories, dates, hours)),
        st.tuples(st.just("insert"), st.integers(2, 6)),
        st.tuples(st.just("delete"), st.integers(2, 6)),
        st.tuples(st.just("swap"), st.integers(2, 6), st.integers(2, 6)),
    ),
    max_size=3,
)  # fmt: skip


def write(path: Path, rows: list[list[object]]) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Members"
    for row in rows:
        sheet.append(row)
    book.save(path)


def at_work(path: Path, done: list[tuple]) -> None:
    """Do in another program what a person does: type, insert, delete, and move whole rows."""
    book = openpyxl.load_workbook(path)
    sheet = book["Members"]
    for what, row, *more in done:
        last = sheet.max_row
        if row > last:
            continue
        if what == "type":
            sheet.cell(row, more[0]).value = more[1]
        elif what == "insert":
            sheet.insert_rows(row)
            sheet.cell(row, 2).value = "Flo Gum"
        elif what == "delete" and last > 2:
            sheet.delete_rows(row)
        elif what == "swap" and more[0] <= last:
            for column in range(1, sheet.max_column + 1):
                one, other = sheet.cell(row, column), sheet.cell(more[0], column)
                one.value, other.value = other.value, one.value
    book.save(path)


def seen(path: Path) -> dict[str, list[list[object]]]:
    """Give the values that stand in the visible sheets, without blanks at the ends."""
    found = {}
    for sheet in openpyxl.load_workbook(path):
        if sheet.sheet_state != "visible":
            continue
        rows = [[_plain(cell.value) for cell in row] for row in sheet.iter_rows()]
        for row in rows:
            while row and row[-1] is None:
                row.pop()
        while rows and not rows[-1]:
            rows.pop()
        found[sheet.title] = rows
    return found


def _plain(value: object) -> object:
    if isinstance(value, date):
        return str(value)[:10]
    return None if value == "" else value


@settings(max_examples=5, deadline=None)
@given(people, edits, st.sampled_from(DAYS))
def test_run_edit_undo_equals_edit_in_a_file(roster, done, as_of) -> None:
    """Run, edits in another program, undo: the values are those that the edits alone give."""
    rows = [list(HEAD)] + [[f"W-{n}", *one] for n, one in enumerate(roster, 1)]
    with tempfile.TemporaryDirectory() as name:
        path, shadow = Path(name) / "members.xlsx", Path(name) / "shadow.xlsx"
        write(path, rows)
        write(shadow, rows)
        ledger = open_ledger("sqlite://")
        run = recorded_check(ledger, open_book(path), as_of).run
        at_work(path, done)
        at_work(shadow, done)
        recorded_undo(ledger, open_book(path), run, as_of)
        ledger.close()
        assert seen(path) == seen(shadow)


def test_a_file_that_nobody_touched_comes_back_to_the_byte(tmp_path) -> None:
    """Run and undo, with nobody at work in between: every part of the file is as it was."""
    path = tmp_path / "members.xlsx"
    write(path, [list(HEAD), ["W-1", "Ana Ruiz", "IFS", date(2020, 5, 1), date(2026, 6, 30), 3]])
    with zipfile.ZipFile(path) as package:
        before = {name: package.read(name) for name in package.namelist()}
    ledger = open_ledger("sqlite://")
    run = recorded_check(ledger, open_book(path), DAYS[1]).run
    recorded_undo(ledger, open_book(path), run, DAYS[1])
    ledger.close()
    with zipfile.ZipFile(path) as package:
        after = {name: package.read(name) for name in package.namelist()}
    assert after == before
