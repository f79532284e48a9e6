"""In a book that nobody has touched, cells whose mark stands as it should need no second look."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.cells import DateOrder
from models.findings import Outcome
from models.layering import load_pack
from sync.books.base import CellRef, Edit, SetFill, SetNote, SetValue
from sync.books.memory import MemoryBook
from sync.books.xlsx.book import XlsxBook
from sync.marks.looks import settled_looks
from sync.marks.wanted import wanted
from sync.marks.words import FILLS
from sync.run import Checked, Plan, judge, plan_marks, read_book
from tests.examples import tries
from tests.nightly.conftest import ANA, BEN, HEAD, write
from tests.nightly.test_due import DAYS, books

PACK = load_pack("wisconsin")
COLORS = [*FILLS.values(), "00FF00"]
cells = st.builds(lambda row, column: CellRef("Members", row, column),
                  st.integers(2, 6), st.integers(1, 12))  # fmt: skip
hers = st.lists(
    st.one_of(
        st.builds(SetFill, cells, st.sampled_from(COLORS)),
        st.builds(SetNote, cells, st.sampled_from([None, "Call her"])),
        st.builds(lambda ref: SetValue(ref, "3 hrs"), cells.filter(lambda ref: ref.column > 6)),
    ),
    max_size=4,
)


def checked(book: MemoryBook | XlsxBook, day: date) -> Checked:
    return judge(read_book(book, PACK), PACK, DateOrder.MDY, day)


def same_plan(book: MemoryBook | XlsxBook, day: date) -> Plan:
    """Give the plan for a day, which is the same whether all cells are looked at or not."""
    found = checked(book, day)
    whole, quick = plan_marks(book, found), plan_marks(book, found, as_left=True)
    assert quick.edits == whole.edits
    assert quick.left_alone == whole.left_alone
    assert set(quick.looks) <= set(whole.looks)
    return quick


def holds(
    book: MemoryBook, first: Sequence[Edit], then: Sequence[Edit], day: date, later: int
) -> None:
    for edits in (first, then):
        book.apply(edits)
        check_twice(book, day)
    for day_after in (day, day + timedelta(later), day + timedelta(2 * later)):
        book.apply(same_plan(book, day_after).edits)
        check_twice(book, day_after)


def check_twice(book: MemoryBook, day: date) -> None:
    """Check in full, and again: the second takes a colour of hers that equals ours for inherited.

    That is where it stands beside a cell that was marked by the first.
    """
    for _ in range(2):
        book.apply(plan_marks(book, checked(book, day)).edits)


EXAMPLES = (books(), hers, hers, st.sampled_from(DAYS), st.integers(1, 200))
SETTINGS = settings(
    max_examples=tries(40, few=15), deadline=None, suppress_health_check=[HealthCheck.too_slow]
)  # fmt: skip


@SETTINGS
@given(*EXAMPLES)
def test_the_same_is_written_whether_all_cells_are_looked_at_or_not(
    book, first, then, day, later
) -> None:
    """Whatever she had coloured, noted and typed before, and whatever has turned since."""
    holds(book, first, then, day, later)


@pytest.mark.slow
@settings(SETTINGS, max_examples=tries(300))
@given(*EXAMPLES)
def test_the_same_is_written_whether_all_cells_are_looked_at_or_not_many_times(
    book, first, then, day, later
) -> None:
    """The same, over many more books."""
    holds(book, first, then, day, later)


def test_settled_cells_of_a_workbook_are_not_looked_at(tmp_path) -> None:
    """Nearly all marks of a real workbook are settled the night after, so few cells are asked."""
    path = write(tmp_path / "roster.xlsx", ANA, BEN)
    book = XlsxBook(path)
    found = checked(book, date(2027, 1, 2))
    book.apply(plan_marks(book, found).edits)
    assert any(one.status is Outcome.GAP for one in found.judged.people)
    again = XlsxBook(path)
    assert len(plan_marks(again, checked(again, date(2027, 1, 2))).looks) > 2
    heads = {ref.row for ref in same_plan(again, date(2027, 1, 3)).looks}
    assert heads <= {1, 2}, "the note on our header, and below it"


@pytest.mark.parametrize("spoilt", [{"row": 99}, {"column": 99}, {"color": "00FF00"}])
def test_a_cell_is_settled_only_where_our_memory_says_so_too(spoilt) -> None:
    """A cell of which our hidden tab tells another place or colour is looked at again."""
    book = MemoryBook({"Members": [HEAD, [*BEN[:3], "soon", *BEN[4:]]]})
    found = checked(book, date(2027, 1, 2))
    book.apply(plan_marks(book, found).edits)
    found = checked(book, date(2027, 1, 2))
    reading, ours = found.reading, found.reading.ours
    marks = wanted(reading.snapshot, ours, found.roster, found.judged)
    assert settled_looks(reading.snapshot, ours, marks)
    ours.looks = [replace(one, **spoilt) for one in ours.looks]
    assert not settled_looks(reading.snapshot, ours, marks)
