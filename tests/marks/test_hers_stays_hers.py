"""Whatever a person does between two checks: what is hers stays hers, what is ours goes again."""

from __future__ import annotations

import copy
from datetime import date
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.cells import DateOrder
from models.layering import load_pack
from sync.books.base import Format
from sync.books.memory import MemoryBook
from sync.marks.notes import has_block
from sync.marks.words import FILLS, HEADERS
from sync.run import judge, plan_clearing, plan_marks, read_book
from tests.examples import tries

PACK = load_pack("wisconsin")
HEAD = ["Member ID", "Full Name", "Category", "Date endorsed", "Membership expires", "Training hrs"]
DAYS = [date(2026, 11, 22), date(2027, 1, 10), date(2027, 6, 1)]
OURS = set(FILLS.values())

names = st.sampled_from(["Ana Ruiz", "Ben Oak", "Cy Elm", "Di Fir", "Ed Yew"])
categories = st.sampled_from(["IFS", "Level II", "IMHS", "Levl III", "", "IMHM-P"])
dates = st.sampled_from([date(2020, 5, 1), "3/4/25", "n/a", "", date(2026, 12, 31), "2026-06-30"])
hours = st.sampled_from([15, "15 hrs", "12+", "", 0, 3.5, "90 min"])
people = st.lists(st.tuples(names, categories, dates, dates, hours), min_size=1, max_size=5)


@st.composite
def rosters(draw):
    rows = [list(HEAD)]
    for number, (name, category, endorsed, expires, trained) in enumerate(draw(people), 1):
        number = draw(st.sampled_from([number, 1]))  # now and then two rows have the same id
        rows.append([f"W-{number}", name, category, endorsed, expires, trained])
    book = MemoryBook({"Members": rows})
    sheet = book.sheets["Members"]
    cells = st.tuples(st.integers(2, len(rows)), st.integers(1, len(HEAD)))
    for cell in draw(st.lists(cells, max_size=4)):
        sheet.notes[cell] = draw(st.sampled_from(["Call her", "paid by agency\n\nin May", "?"]))
    for cell in draw(st.lists(cells, max_size=4)):
        sheet.fills[cell] = draw(st.sampled_from(["FFFF00", "00B050"]))
    return book


cell_edits = st.tuples(
    st.just("type"), st.integers(2, 6), st.integers(2, 6), st.one_of(categories, dates, hours)
)
person_edits = st.lists(
    st.one_of(
        cell_edits,
        st.tuples(st.just("sort"), st.integers(1, 6)),
        st.tuples(st.just("note"), st.integers(2, 6), st.integers(1, 6)),
        st.tuples(st.just("fill"), st.integers(2, 6), st.integers(1, 6)),
        st.tuples(st.just("delete"), st.integers(2, 6)),
        st.tuples(st.just("drop ours"), st.sampled_from(HEADERS)),
        st.tuples(st.just("rename"), st.sampled_from(["People", "Members"])),
    ),
    max_size=4,
)
inserted = st.lists(
    st.tuples(st.sampled_from(["insert row", "insert column"]), st.integers(2, 6)),
    min_size=1,
    max_size=3,
)
"""What is inserted takes over fills of ours; they are told by the cells that they stand beside."""


def check(book: MemoryBook, as_of: date) -> int:
    """Check a book in place; give the number of edits that were made."""
    checked = judge(read_book(book, PACK), PACK, DateOrder.MDY, as_of)
    plan = plan_marks(book, checked)
    applied = book.apply(plan.edits)
    assert not applied.refused
    return len(plan.edits)


def clear(book: MemoryBook) -> None:
    applied = book.apply(plan_clearing(book).edits)
    assert not applied.refused


def state(book: MemoryBook):
    """Everything that a person could see or lose; the alignment of a blank cell is neither."""
    return {
        name: (sheet.rows, sheet.notes, sheet.fills, sheet.widths, _seen(sheet))
        for name, sheet in copy.deepcopy(book.sheets).items()
    }


def _seen(sheet):
    blank = Format(top=True)
    return {k: f for k, f in sheet.formats.items() if f != blank or sheet.value(*k) is not None}


def do(book: MemoryBook, edit) -> None:
    """Let a person do something, in the marked book and in the one that was never marked."""
    name = next(iter(book.sheets))
    sheet = book.sheets[name]
    last = len(sheet.rows)
    if edit[0] == "rename":
        sheet.name = edit[1]
        book.sheets = {edit[1] if n == name else n: s for n, s in book.sheets.items()}
    elif edit[0] in {"drop ours", "insert column"}:
        _do_columns(sheet, *edit)
    elif edit[0] == "sort":
        _reorder(sheet, [1, *sorted(range(2, last + 1), key=lambda r: _key(sheet, r, edit[1]))])
    elif edit[1] <= last:
        _do_row(sheet, last, *edit)


def _do_columns(sheet, what, which):
    heads = [str(raw).removesuffix(" (Rostercheck)") for raw in sheet.rows[0]]
    if what == "insert column":
        width = max(map(len, sheet.rows))
        _columns(sheet, [*range(1, which), None, *range(which, width + 1)])
        _inherit(sheet, lambda r, c: (r, c + 1), column=which - 1)
    elif which in heads and _known_by(heads, which):
        _columns(sheet, [c for c, head in enumerate(heads, 1) if head != which])


def _known_by(heads, gone):
    """Whether what is left of our columns is known as ours: one alone, without a note, may be hers.

    Where she has a column of that name as well, ours has our name behind its own.
    """
    left = [head for head in heads if head in HEADERS and head != gone]
    return not left or HEADERS[0] in left or len(left) > 1


def _do_row(sheet, last, what, row, *more):
    if what == "type":
        sheet.put(row, *more)
    elif what == "insert row" and row < last:
        _reorder(sheet, [*range(1, row + 1), None, *range(row + 1, last + 1)])
        _inherit(sheet, lambda r, c: (r + 1, c), row=row)
    elif what == "delete" and last > 2:
        _reorder(sheet, [r for r in range(1, last + 1) if r != row])
    elif what == "note":
        sheet.notes[row, more[0]] = "!" + sheet.notes.get((row, more[0]), "")
    elif what == "fill":
        sheet.fills[row, more[0]] = "7030A0"


def _key(sheet, row, column):
    return str(sheet.value(row, column) or "")


def _reorder(sheet, order):
    """Move whole rows, as sorting and deleting do in Excel: values, notes and fills go along."""
    to = {old: new for new, old in enumerate(order, 1)}
    sheet.rows = [sheet.rows[old - 1] if old else [] for old in order]
    while sheet.rows and not sheet.rows[-1]:
        sheet.rows.pop()
    for items in (sheet.notes, sheet.fills, sheet.formats):
        moved = {(to[r], c): v for (r, c), v in items.items() if r in to}
        items.clear()
        items.update(moved)


def _columns(sheet, order):
    """Leave, move or insert whole columns, as a person does; None is a new one."""
    to = {old: new for new, old in enumerate(order, 1)}
    cells = {(r, c): v for r, row in enumerate(sheet.rows, 1) for c, v in enumerate(row, 1)}
    sheet.rows = [[] for _ in sheet.rows]
    for (r, c), value in cells.items():
        if c in to and value is not None:
            sheet.put(r, to[c], value)
    for items in (sheet.notes, sheet.fills, sheet.formats):
        moved = {(r, to[c]): v for (r, c), v in items.items() if c in to}
        items.clear()
        items.update(moved)
    moved = {to[c]: width for c, width in sheet.widths.items() if c in to}
    sheet.widths = moved


def _inherit(sheet, next_to, row=None, column=None):
    """Let what was inserted look like what stands before it, as Excel and LibreOffice do."""
    for items in (sheet.fills, sheet.formats):
        for (r, c), look in list(items.items()):
            if row in {None, r} and column in {None, c}:
                items[next_to(r, c)] = look


@settings(max_examples=tries(80, few=15), deadline=None)
@given(rosters(), st.lists(person_edits | inserted, min_size=1, max_size=3), st.data())
def test_check_edit_check_clear_equals_edit(book, rounds, data) -> None:
    """Check, edit, check again, ... and clear gives what the edits alone would have given."""
    shadow = copy.deepcopy(book)
    for edits in rounds:
        check(book, data.draw(st.sampled_from(DAYS)))
        for edit in edits:
            do(book, edit)
            do(shadow, edit)
    check(book, data.draw(st.sampled_from(DAYS)))
    clear(book)
    assert state(book) == state(shadow)


LEFT = [
    left for n in range(4) for left in combinations(HEADERS, n) if n != 1 or left == (HEADERS[0],)
]
"""What may be left of our columns; one alone that has no note of ours may be hers."""


@pytest.mark.parametrize("left", LEFT)
@settings(max_examples=tries(20, few=2), deadline=None)
@given(rosters())
def test_what_she_leaves_of_our_columns_goes(left, book) -> None:
    """Whichever of our columns she deletes, a check puts all four, and clear leaves none."""
    before = state(copy.deepcopy(book))
    check(book, DAYS[0])
    for header in sorted(set(HEADERS) - set(left), key=HEADERS.index, reverse=True):
        do(book, ("drop ours", header))
    check(book, DAYS[0])
    ours = [head for head in book.sheets["Members"].rows[0] if head in HEADERS]
    assert ours == list(HEADERS)
    clear(book)
    assert state(book) == before


@settings(max_examples=tries(60, few=15), deadline=None)
@given(rosters(), st.sampled_from(DAYS))
def test_a_second_check_makes_no_edit(book, as_of) -> None:
    """Running the check again changes nothing: not one edit is made."""
    check(book, as_of)
    assert check(book, as_of) == 0


@settings(max_examples=tries(60, few=15), deadline=None)
@given(rosters(), st.sampled_from(DAYS))
def test_marks_stand_in_words_as_well_as_in_colour(book, as_of) -> None:
    """Every cell that carries our fill carries words too: in its note or in itself."""
    check(book, as_of)
    sheet = book.sheets["Members"]
    ours = {HEADERS.index("Status") + len(HEAD) + 1}
    for cell, fill in sheet.fills.items():
        if fill in OURS:
            assert cell[1] in ours or has_block(sheet.notes[cell])
