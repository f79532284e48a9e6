"""Writing a book so that the ledger knows of it: first what will be changed, then the change.

Whatever stops the program in between, the next run finds the record, looks at the book, and says
whether it had been written.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import delete
from sqlalchemy.orm import Session

from models.findings import Assessments
from models.intake.layout import Layout
from models.roster import Roster
from sync.books.base import (
    Applied,
    Book,
    DropSheet,
    Live,
    PutSheet,
    Refused,
    SetColumnWidth,
    Unsaved,
)
from sync.books.google.links import is_link
from sync.errors import BookInUse, RostercheckError
from sync.fingerprints import digest_as_left, file_digest, snapshot_digest
from sync.ledger import Ledger
from sync.ledger.edits import Place, record_edits
from sync.ledger.findings import record_findings
from sync.ledger.mappings import record_mappings
from sync.ledger.members import members_of
from sync.ledger.outlook import record_outlook, turns
from sync.ledger.runs import About, RunState, add_run, finish, settle, unsettled
from sync.ledger.tables import Edit, Run
from sync.marks.changes import Known, changes_of, known
from sync.marks.rowids import row_ids
from sync.marks.words import gaps_titles
from sync.run import Plan, Step, carry_out, silent


@dataclass(frozen=True, slots=True)
class Work:
    """What is to be written and remembered of one book.

    out: the copy that carries the marks; None: the book itself. roster: None where no list of
    people was found. judged: None where nobody was judged, as in an undo.
    """

    about: About
    book: Book
    plan: Plan
    roster: Roster | None = None
    judged: Assessments | None = None
    layouts: Sequence[Layout] = ()
    out: str | None = None
    write: bool = True
    backup: bool = False

    @property
    def target(self) -> str:
        """Where the marks go."""
        return self.out or self.book.location

    @property
    def changes_on(self) -> date | None:
        """The next day on which something may change without an edit."""
        people = self.judged.people if self.judged is not None else ()
        days = [day for one in people for day in turns(one, self.about.as_of)]
        further = self.plan.turns_on
        return min([*days, further] if further is not None else days, default=None)


@dataclass(frozen=True, slots=True)
class Result:
    """How it came out: the run's number, what was done, findings opened and closed."""

    run: int
    applied: Applied | None
    opened: int = 0
    closed: int = 0


def write_and_record(ledger: Ledger, work: Work, step: Step = silent) -> Result:
    """Record what a run is to change, write the book, and record how it came out.

    Raises RostercheckError; the ledger then holds the run as failed, or as put off.
    """
    number, members = _announce(ledger, work)
    try:
        applied = _write(work, step)
    except BookInUse as error:
        _give_up(ledger, number, RunState.PUT_OFF, error)
        raise
    except RostercheckError as error:
        _give_up(ledger, number, RunState.FAILED, error)
        raise
    step("recording")
    return _conclude(ledger, number, work, applied, members)


def _announce(ledger: Ledger, work: Work) -> tuple[int, Mapping[str, int]]:
    """Record what is about to be changed, and how the target looks before.

    Gives the number of the run, and those of everybody by key.
    """
    with ledger.session() as session:
        run = add_run(session, work.about, RunState.WRITING)
        run.target = work.target
        # What stands on a screen may be there though the file has not changed.
        run.output_digest = None if _on_a_screen(work) else file_digest(work.target)
        run.gaps_tab = _gaps_tab(work.plan)
        people = work.roster.people if work.roster is not None else ()
        members = members_of(session, run.book_id, people) if people else {}
        if work.write:
            about = _known(work)
            changes = changes_of(work.plan.edits, about)
            record_edits(session, run, changes, _places(work, about), members)
        return run.id, members


def _gaps_tab(plan: Plan) -> str:
    """Give the name of our list of gaps, which stands there or is about to."""
    puts = [e.sheet for e in plan.edits if isinstance(e, PutSheet)]
    shown = [sheet.name for sheet in puts if sheet.rows and sheet.rows[0][0].value in gaps_titles()]
    drops = {e.name for e in plan.edits if isinstance(e, DropSheet)}
    stands = plan.ours.gaps_tab if plan.ours.gaps_tab not in drops else None
    return shown[0] if shown else stands or ""


def _known(work: Work) -> Known:
    plan = work.plan
    return known(plan.snapshot, plan.ours, plan.marks, plan.looks, work.roster)


def _places(work: Work, about: Known) -> dict[str, Place]:
    """Take down who stands where, on every sheet of hers that is to be changed."""
    edits = work.plan.edits
    touched = {e.sheet if isinstance(e, SetColumnWidth) else e.ref.sheet
               for e in edits if hasattr(e, "ref") or isinstance(e, SetColumnWidth)}  # fmt: skip
    places = {}
    for name in touched:
        sheet = about.snapshot.sheet(name)
        if sheet is None:
            continue
        wanted = about.marks.columns.get(name)
        columns = wanted.columns if wanted is not None else {}
        headers = wanted.headers if wanted is not None else {}
        before = about.ours.columns.get(name) or about.ours.remains.get(name) or {}
        not_hers = {*columns.values(), *before.values()}
        rows = row_ids(sheet, not_hers, about.people)
        places[name] = Place(rows, about.header_row(name), columns, headers)
    return places


def _write(work: Work, step: Step) -> Applied | None:
    owes = isinstance(work.book, Live) and work.book.owes
    if not work.write or not (work.plan.edits or work.out or owes):
        return None
    return carry_out(work.book, work.plan, out=work.out, backup=work.backup, step=step)


def _give_up(ledger: Ledger, number: int, state: RunState, error: RostercheckError) -> None:
    with ledger.session() as session:
        finish(session, number, state, None)
        session.get_one(Run, number).message = str(error)


def _conclude(
    ledger: Ledger, number: int, work: Work, applied: Applied | None, members: Mapping[str, int]
) -> Result:
    opened = closed = 0
    with ledger.session() as session:
        left = _left(work, applied)
        finish(session, number, RunState.DONE, left)
        run = session.get_one(Run, number)
        if applied is not None and applied.refused:
            _take_back(session, run, applied.refused)
        if work.judged is not None and work.roster is not None:
            opened, closed = record_findings(session, run, work.judged, members)
            run.people = len(work.judged.people)
            run.flagged = len(work.judged.flagged())
            run.changes_on = work.changes_on
            record_outlook(session, run, work.judged, work.about.as_of)
        record_mappings(session, run, work.layouts)
    return Result(number, applied, opened, closed)


def _left(work: Work, applied: Applied | None) -> str | None:
    """Give the digest of the target as it was left; None: that is not known."""
    if _on_a_screen(work):
        return None  # nobody knows whether she will save it
    if applied is not None and applied.stamp is not None:
        return digest_as_left(work.target, applied.stamp)
    left = file_digest(work.target)
    if applied is None:  # nothing was written, so it is as it was found, or somebody else's by now
        return work.about.input_digest if left in {None, work.about.input_digest} else None
    if left is None and isinstance(work.book, Live) and work.book.settled:
        return snapshot_digest(work.book.seen())
    return left


def _on_a_screen(work: Work) -> bool:
    return work.out is None and isinstance(work.book, Unsaved)


def _take_back(session: Session, run: Run, refused: Sequence[Refused]) -> None:
    """Take the record of edits back that the book did not allow."""
    for one in refused:
        if hasattr(one.edit, "ref"):
            ref = one.edit.ref
            where = (Edit.sheet == ref.sheet, Edit.row == ref.row, Edit.column == ref.column)
            session.execute(delete(Edit).where(Edit.run_id == run.id, *where))


def settle_broken_off(ledger: Ledger) -> list[int]:
    """Find out about runs that were stopped while they wrote; give their numbers.

    A target that is as it was before was not written. Any other was, or somebody has changed it
    since, or it is no file: then the way back finds for each cell whether it holds what was
    recorded.
    """
    with ledger.session() as session:
        runs = unsettled(session)
        for run in runs:
            found = file_digest(run.target)
            written = run.edits > 0 and (is_link(run.target) or found != run.output_digest)
            settle(session, run, written=written)
            run.output_digest = None
        return [run.id for run in runs]
