"""What the ledger remembers of runs: findings opened and closed, edits, mappings; and forgets."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from sync.books.base import CellRef
from sync.books.memory import MemoryBook
from sync.errors import NightAtWork, UsageError
from sync.ledger import lease
from sync.ledger.history import runs, stories
from sync.ledger.lease import LASTS, HeldLease
from sync.ledger.runs import About, RunState, add_run, begin_night, end_night, now
from sync.ledger.tables import Edit, Finding, Lease, Mapping, Member, Night, Run, Waiver
from sync.ledger.upkeep import export, forget, prune
from tests.ledger.conftest import ON_A_SERVER
from tests.marks.test_hers_stays_hers import DAYS, HEAD
from tests.undo.recorded import recorded_check, recorded_undo

ANA = ["W-1", "Ana Ruiz", "IFS", date(2020, 5, 1), date(2026, 6, 30), 15]
BEN = ["W-2", "Ben Oak", "IMHS", date(2020, 5, 1), date(2027, 12, 31), 3]


@pytest.fixture
def book() -> MemoryBook:
    return MemoryBook({"Members": [list(HEAD), list(ANA), list(BEN)]}, location="members")


def open_ones(ledger) -> set[tuple[str, str]]:
    with ledger.session() as session:
        rows = session.execute(
            select(Member.name, Finding.rule)
            .join(Finding, Finding.member_id == Member.id)
            .where(Finding.closed_on.is_(None))
        )
        return {(name, rule) for name, rule in rows}


def test_a_finding_is_opened_once_and_closed_when_it_is_mended(ledger, book) -> None:
    """Night after night a finding stays one; when its cell is mended it is closed on that day."""
    recorded_check(ledger, book, DAYS[0])
    assert ("Ana Ruiz", "renewal.membership") in open_ones(ledger)
    again = recorded_check(ledger, book, DAYS[0] + timedelta(days=1))
    assert (again.opened, again.closed) == (0, 0)
    book.type_in(CellRef("Members", 2, 5), date(2027, 12, 31))
    mended = recorded_check(ledger, book, DAYS[0] + timedelta(days=2))
    assert mended.closed == 1
    assert ("Ana Ruiz", "renewal.membership") not in open_ones(ledger)
    with ledger.session() as session:
        story = stories(session, "ana ruiz")[0]
    closed = [one for one in story.findings if one.closed_on is not None]
    assert closed[0].closed_on == DAYS[0] + timedelta(days=2)
    assert closed[0].opened_on == DAYS[0]


def test_every_edit_is_kept_with_before_and_after(ledger, book) -> None:
    """For each cell that a run changed, the ledger holds what stood there and what stands."""
    recorded_check(ledger, book, DAYS[0])
    run = recorded_check(ledger, book, DAYS[1]).run
    with ledger.session() as session:
        kept = session.scalars(select(Edit).where(Edit.run_id == run)).all()
        checked = [e for e in kept if e.header == "Checked as of" and e.row == 2]
        assert checked[0].before == {"day": DAYS[0].isoformat()}
        assert checked[0].after == {"day": DAYS[1].isoformat()}
        notes = [e for e in kept if e.kind == "note"]
        assert all("Rostercheck" in (e.after or e.before) for e in notes)


def test_the_mapping_is_kept_until_it_changes(ledger, book) -> None:
    """How the columns were read is one line, as long as it stays so; then there is another."""
    recorded_check(ledger, book, DAYS[0])
    recorded_check(ledger, book, DAYS[1])
    book.type_in(CellRef("Members", 1, 6), "Clock hours of training")
    last = recorded_check(ledger, book, DAYS[2]).run
    with ledger.session() as session:
        kept = session.scalars(select(Mapping).order_by(Mapping.id)).all()
        assert len(kept) == 2
        assert (kept[0].first_run, kept[0].last_run) == (1, 2)
        assert kept[1].first_run == last
        assert "Clock hours of training" in kept[1].columns.values()


def test_forget_leaves_no_trace_of_a_person(ledger, book) -> None:
    """After forget nothing in the whole export names the person; others stay as they were."""
    recorded_check(ledger, book, DAYS[0])
    recorded_check(ledger, book, DAYS[1])
    with ledger.session() as session:
        ana = session.scalar(select(Member).where(Member.name == "Ana Ruiz"))
        session.add(Waiver(book_id=ana.book_id, member_id=ana.id, rule="renewal.training",
                           kind="leave", reason="ill in spring", approver="Board",
                           granted_on=DAYS[0]))  # fmt: skip
    with ledger.session() as session:
        before = "\n".join(export(session))
    assert "Ana Ruiz" in before
    assert "ill in spring" in before
    with ledger.session() as session:
        gone = forget(session, "ruiz, ana")
        assert gone["edits"]
        assert gone["findings"]
        assert gone["waivers"] == 1
    with ledger.session() as session:
        after = "\n".join(export(session))
    assert "Ana" not in after
    assert "W-1" not in after
    assert "ill in spring" not in after
    assert after.count("Ben Oak") >= 2


def test_undo_works_after_somebody_was_forgotten(ledger, book) -> None:
    """The rest of a run can still be undone; of the one forgotten nothing is put back."""
    recorded_check(ledger, book, DAYS[0])
    run = recorded_check(ledger, book, DAYS[1]).run
    with ledger.session() as session:
        forget(session, "Ana Ruiz")
    recorded_undo(ledger, book, run, DAYS[1])
    sheet = book.sheets["Members"]
    assert sheet.value(3, 10) == DAYS[0]
    assert sheet.value(2, 10) == DAYS[1]


def test_forget_and_history_of_nobody_ask_who_is_meant(ledger, book) -> None:
    """An unknown name is answered with the names that are near."""
    recorded_check(ledger, book, DAYS[0])
    with ledger.session() as session:
        with pytest.raises(UsageError, match="Ana Ruiz"):
            forget(session, "Anna Ruis")
        with pytest.raises(UsageError, match="Ben Oak"):
            stories(session, "Ben Oack")


def test_prune_keeps_what_is_open_and_the_last_run(ledger, book) -> None:
    """Old edits and closed findings go; open findings, and how each book was left, stay."""
    recorded_check(ledger, book, DAYS[0])
    book.type_in(CellRef("Members", 2, 5), date(2027, 12, 31))
    recorded_check(ledger, book, DAYS[0] + timedelta(days=1))
    last = recorded_check(ledger, book, DAYS[1]).run
    still = open_ones(ledger)
    with ledger.session() as session:
        gone = prune(session, now() + timedelta(days=400))
        assert gone["edits"] > 0
        assert gone["closed findings"] > 0
    assert open_ones(ledger) == still
    with ledger.session() as session:
        assert session.get(Run, last) is not None
        kept = session.scalars(select(Edit.run_id).distinct()).all()
        assert kept == [last]


def test_a_run_number_is_never_given_twice(ledger, book) -> None:
    """After old runs were pruned, new ones go on counting."""
    about = About("members", DAYS[0])
    with ledger.session() as session:
        numbers = [add_run(session, about, RunState.FAILED, "x").id for _ in range(3)]
        session.delete(session.get(Run, numbers[-1]))
    with ledger.session() as session:
        assert add_run(session, about, RunState.FAILED, "x").id > numbers[-1]


def test_the_export_is_json_line_by_line(ledger, book) -> None:
    """Every line of the export is JSON, and every table with rows is in it."""
    recorded_check(ledger, book, DAYS[0])
    with ledger.session() as session:
        lines = [json.loads(line) for line in export(session)]
    assert {"run", "book", "member", "finding", "edit", "mapping"} <= {x["table"] for x in lines}


def test_runs_are_listed_newest_first_and_by_book(ledger, book) -> None:
    """The list begins with the latest; a file name is enough to ask for one book."""
    recorded_check(ledger, book, DAYS[0])
    other = MemoryBook({"Members": [list(HEAD), list(ANA)]}, location="/far/away/others.xlsx")
    recorded_check(ledger, other, DAYS[0])
    with ledger.session() as session:
        assert [line.number for line in runs(session)] == [2, 1]
        assert [line.number for line in runs(session, "others.xlsx")] == [2]


def test_a_night_that_never_ended_is_said_to_be_broken_off(ledger) -> None:
    """The next night notes that the one before did not come to its end."""
    with ledger.session() as session:
        first = begin_night(session, DAYS[0])
    with ledger.session() as session:
        second = begin_night(session, DAYS[0])
        end_night(session, second, "done")
    with ledger.session() as session:
        states = {night.id: night.state for night in session.scalars(select(Night))}
    assert states == {first: "broken off", second: "done"}


def test_the_lease_goes_to_one_and_comes_free(ledger) -> None:
    """While one machine holds the lease another is told so; given back, it can be taken."""
    one, other = HeldLease(ledger), HeldLease(ledger)
    one.take()
    with pytest.raises(NightAtWork, match="at work already"):
        other.take()
    one.renew()
    one.give_back()
    other.take()
    with pytest.raises(NightAtWork, match="took over"):
        one.renew()


@pytest.mark.parametrize("place", [ON_A_SERVER], indirect=True)
def test_a_machine_whose_clock_is_wrong_takes_nothing_over(ledger, monkeypatch) -> None:
    """Where a server keeps the lease, its clock counts: two machines may differ by hours."""
    assert ledger.shared
    one, other = HeldLease(ledger), HeldLease(ledger)
    one.take()
    monkeypatch.setattr(lease, "now", lambda: now() + timedelta(hours=5))
    with pytest.raises(NightAtWork, match="at work already"):
        other.take()
    one.renew()


def test_a_lease_that_ran_out_can_be_taken_over(ledger) -> None:
    """A machine that was switched off does not hold the others up for ever."""
    one, other = HeldLease(ledger), HeldLease(ledger)
    one.take()
    with ledger.session() as session:
        session.scalar(select(Lease)).expires = now() - LASTS
    other.take()
    with pytest.raises(NightAtWork, match="took over"):
        one.renew()
