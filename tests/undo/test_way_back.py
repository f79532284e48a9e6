"""Undo puts back what a run changed, cell by cell, and never what a person did since."""

from __future__ import annotations

import copy
from datetime import date

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from sync.books.base import CellRef
from sync.books.memory import MemoryBook
from sync.errors import UsageError
from sync.ledger import open_ledger
from sync.marks.words import MEMORY_TAB
from tests.examples import tries
from tests.marks.test_hers_stays_hers import (
    DAYS,
    HEAD,
    check,
    clear,
    do,
    inserted,
    person_edits,
    rosters,
    state,
)
from tests.undo.recorded import recorded_check, recorded_undo

ROW = ["W-1", "Ana Ruiz", "IFS", date(2020, 5, 1), date(2026, 6, 30), 15]
OTHER = ["W-2", "Ben Oak", "IMHS", date(2020, 5, 1), date(2026, 12, 31), 3]
FIXTURE = [HealthCheck.function_scoped_fixture]


@pytest.fixture
def ledger():
    found = open_ledger("sqlite://")
    yield found
    found.close()


def seen(book: MemoryBook):
    """What can be seen; the hidden tab is our book-keeping, worked out anew each time."""
    return {name: said for name, said in state(book).items() if name != MEMORY_TAB}


@settings(max_examples=tries(20, few=8), deadline=None, suppress_health_check=FIXTURE)
@given(book=rosters(), edits=person_edits | inserted, as_of=st.sampled_from(DAYS))
def test_run_edit_undo_equals_edit(ledger, book, edits, as_of) -> None:
    """Any roster, any edits by people in between: run, edit, undo equals edit.

    A single column of ours that is left of four is taken for hers.
    """
    assume(sum(edit[0] == "drop ours" for edit in edits) < 3)
    shadow = copy.deepcopy(book)
    run = recorded_check(ledger, book, as_of).run
    for edit in edits:
        do(book, edit)
        do(shadow, edit)
    recorded_undo(ledger, book, run, as_of)
    assert state(book) == state(shadow)


@settings(max_examples=tries(12, few=8), deadline=None, suppress_health_check=FIXTURE)
@given(book=rosters(), days=st.permutations(DAYS))
def test_undo_of_undo_is_the_run_again(ledger, book, days) -> None:
    """Undo gives the book as it was before the run; undo of that, as it was after the run."""
    recorded_check(ledger, book, days[0])
    before = copy.deepcopy(book)
    run = recorded_check(ledger, book, days[1])
    after = copy.deepcopy(book)
    if run.applied is None:
        return
    undone, left = recorded_undo(ledger, book, run.run, days[1])
    assert not left
    assert without_watch(seen(book)) == without_watch(seen(before))
    again, left = recorded_undo(ledger, book, undone.run, days[1])
    assert not left
    assert seen(book) == seen(after)
    assert again.run > undone.run > run.run


def without_watch(said):
    """Leave out when the book was last looked at: an undo does not turn that back."""
    rows, *rest = said["Gaps"]
    return said | {"Gaps": ([rows[0][:1], *rows[1:]], *rest)}


@settings(max_examples=tries(12, few=8), deadline=None, suppress_health_check=FIXTURE)
@given(book=rosters(), edits=person_edits | inserted, days=st.permutations(DAYS))
def test_undo_of_a_later_run_leaves_the_earlier_marks(ledger, book, edits, days) -> None:
    """Two runs, edits, undo of the second, clear: nothing that is ours stays, all of hers does."""
    shadow = copy.deepcopy(book)
    check(book, days[0])
    run = recorded_check(ledger, book, days[1])
    for edit in edits:
        do(book, edit)
        do(shadow, edit)
    if run.applied is not None:
        recorded_undo(ledger, book, run.run, days[1])
    clear(book)
    assert state(book) == state(shadow)


def test_undo_follows_the_person_not_the_row(ledger) -> None:
    """After sorting, the former words go back to the row of the person they were about."""
    book = MemoryBook({"Members": [list(HEAD), list(ROW), list(OTHER)]})
    check(book, DAYS[0])
    sheet = book.sheets["Members"]
    former_words = {row[0]: row[7:8] for row in sheet.rows[1:]}
    run = recorded_check(ledger, book, DAYS[1]).run
    assert {row[0]: row[7:8] for row in sheet.rows[1:]} != former_words
    sheet.rows[1:] = reversed(sheet.rows[1:])
    recorded_undo(ledger, book, run, DAYS[1])
    assert {row[0]: row[7:8] for row in sheet.rows[1:]} == former_words


def test_words_typed_over_ours_stay_and_are_named(ledger) -> None:
    """A cell of ours in which somebody typed keeps her words, and the undo says which it is."""
    book = MemoryBook({"Members": [list(HEAD), list(ROW)]})
    run = recorded_check(ledger, book, DAYS[1]).run
    book.type_in(CellRef("Members", 2, 8), "I called her")
    book.read()
    _, left = recorded_undo(ledger, book, run, DAYS[1])
    assert book.sheets["Members"].value(2, 8) == "I called her"
    assert any("H2" in line and "something else" in line for line in left)


def test_what_a_later_run_wrote_stays(ledger) -> None:
    """Undoing the first of two runs takes back only cells that the second did not write."""
    book = MemoryBook({"Members": [list(HEAD), list(ROW), list(OTHER)]})
    first = recorded_check(ledger, book, DAYS[0]).run
    recorded_check(ledger, book, DAYS[1])
    after = copy.deepcopy(book)
    _, left = recorded_undo(ledger, book, first, DAYS[1])
    assert any("something else by now" in line for line in left)
    sheet, then = book.sheets["Members"], after.sheets["Members"]
    changed = {
        (r, c) for r in (2, 3) for c in range(7, 11) if sheet.value(r, c) != then.value(r, c)
    }
    assert all(sheet.value(*cell) is None for cell in changed)
    assert sheet.value(2, 10) == DAYS[1]


def test_what_changed_nothing_cannot_be_undone(ledger) -> None:
    """A number that is no run, and a run without edits, are answered with a sentence."""
    book = MemoryBook({"Members": [list(HEAD), list(ROW)]})
    recorded_check(ledger, book, DAYS[1])
    quiet = recorded_check(ledger, book, DAYS[1]).run
    with pytest.raises(UsageError, match="changed nothing"):
        recorded_undo(ledger, book, quiet, DAYS[1])
    with pytest.raises(UsageError, match="There is no run 99"):
        recorded_undo(ledger, book, 99, DAYS[1])
