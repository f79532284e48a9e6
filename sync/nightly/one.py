"""One book of a night: known and unchanged, or read, judged, marked and recorded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from models.collector import collector_paused
from models.grants import Grant
from models.language import ENGLISH, speak
from models.rulepack import Pack
from models.wording import sentence, spoken
from sync.board.keeping import keep_for_board
from sync.books import open_book
from sync.books.base import Book, Live, Remembering, Stamp, Unsaved
from sync.books.excel_open.finding import in_excel
from sync.books.google.faults import Kind
from sync.books.locks import check_lock
from sync.copies import check_replaceable
from sync.dateorder import order_for
from sync.errors import BookInUse, ConfigError, NoCallsLeft
from sync.fingerprints import file_digest, snapshot_digest, stamp_now
from sync.ledger import Ledger
from sync.ledger.boards import first_seen
from sync.ledger.kept import still_so
from sync.ledger.outlook import Outlook, outlook_of
from sync.ledger.runs import About, Known, RunState, add_unchanged, last_known, left_at
from sync.ledger.waivers import grants_of
from sync.marks.tabs import FIGURES
from sync.marks.watch import Watch
from sync.nightly.again import judge_due, keep_days, keep_stood
from sync.nightly.jobs import Job
from sync.nightly.keeping import Keeper
from sync.nightly.links import Links
from sync.nightly.sparing import day_of_look, says_anew, stale
from sync.nightly.touching import touch, touch_live
from sync.recorded import Result, Work, write_and_record
from sync.run import Checked, Plan, Step, judge, plan_marks, read_book, silent

if TYPE_CHECKING:
    from sync.books.google.book import GoogleBook


@dataclass(frozen=True, slots=True)
class Looked:
    """How a look at a book came out."""

    job: Job
    state: RunState
    run: int = 0
    people: int = 0
    flagged: int = 0
    edits: int = 0
    opened: int = 0
    closed: int = 0
    said: tuple[str, ...] = ()
    kind_of_error: str = ""


@dataclass(frozen=True, slots=True)
class Night:
    """What all books of a night share. last_try: whether a book that stays
    open is flagged where it is.
    """

    ledger: Ledger
    number: int
    as_of: date
    links: Links
    stale_after: int = 3
    last_try: bool = False


def look_at(job: Job, night: Night, step: Step = silent) -> Looked:
    """Look at one book, in its language. Raises RostercheckError where that cannot be done."""
    # A process that stays needs the collector between two books; see `Tidy` in watchers.py.
    with collector_paused(), speak(job.config.language or ENGLISH):
        return _look_at_link(job, night, step) if job.is_link else _look_at(job, night, None, step)


def _look_at_link(job: Job, night: Night, step: Step) -> Looked:
    """Look at a Google Sheet; once more where somebody changed it between reading and writing."""
    if job.config.flags == "copy":
        raise ConfigError(
            f"{job.location}: a copy cannot be put beside a link. "
            'Say flags = "in_place" or flags = "none" in rostercheck.toml.'
        )
    book = night.links.open(job.location)
    try:
        try:
            looked = _look_at(job, night, book, step)
        except BookInUse as error:
            if error.fault != Kind.STALE.value:
                raise
            book = night.links.open_anew(job.location)
            looked = _look_at(job, night, book, step)
    except NoCallsLeft:
        raise
    except BaseException:
        night.links.forget(job.location)  # nobody knows how it was left
        raise
    night.links.remember(book)
    return replace(looked, said=(*looked.said, *filter(None, (night.links.notice,))))


def _look_at(job: Job, night: Night, link: GoogleBook | None, step: Step) -> Looked:
    pack = job.pack()
    stamp = stamp_now(job.target) if job.target else None  # before anything is compared
    with night.ledger.session() as session:
        known = last_known(session, job.location)
        grants = grants_of(session, job.location)
    about = About(
        job.location, night.as_of, pack.file.id, pack.version, job.setting(pack, grants),
        file_digest(job.location), night.number,
    )  # fmt: skip
    if known is not None and _as_known(job, about, known):
        return _unchanged(job, night, about, known, stamp=stamp)
    book = link or _opened(job, night)
    as_left = known is not None and _as_left(job, about, known)
    if isinstance(book, Remembering) and stamp is not None and as_left:
        book.as_left(stamp)  # of a copy the stamp is another one
    return _checked(job, night, about, pack, known, grants, book, stamp, step)


def _opened(job: Job, night: Night) -> Book:
    """Open the file of a job; at last in Excel, if that is wanted and it is open here.

    Raises BookInUse where somebody has its target open.
    """
    if job.target is not None:
        if night.last_try:
            there = in_excel(Path(job.target))
            if there is not None:
                return there
        check_lock(Path(job.target))
    return open_book(job.location)


def _as_known(job: Job, about: About, known: Known) -> bool:
    """Whether nothing has changed since: the book, its marks, the rules, nor what a day asks."""
    return _still_holds(about, known) and _as_left(job, about, known)


def _as_left(job: Job, about: About, known: Known) -> bool:
    """Whether the book and its marks are as we left them."""
    if about.input_digest is None:
        return False
    if job.target == job.location:
        return about.input_digest == known.output_digest
    same = about.input_digest == known.input_digest
    return same and (job.target is None or file_digest(job.target) == known.output_digest)


def _still_holds(about: About, known: Known) -> bool:
    """Whether a judgement made then is the judgement of now, if the book is the same."""
    due = known.changes_on is not None and about.as_of >= known.changes_on
    return _same_rules(about, known) and not due


def _same_rules(about: About, known: Known) -> bool:
    """Whether the rules and the words of the config are those of then, and no clock went back."""
    return known.setting == about.setting and known.as_of <= about.as_of


def _unchanged(  # noqa: PLR0917 - two callers
    job: Job,
    night: Night,
    about: About,
    known: Known,
    live: Book | None = None,
    stamp: Stamp | None = None,
) -> Looked:
    """Say in the book that it was looked at, and in the ledger. stamp: of the target, as it was."""
    if live is None:
        said, output = touch(job, night, known, stamp)
    else:
        said, output = touch_live(job, night, known, live), known.output_digest
    with night.ledger.session() as session:
        run = add_unchanged(session, about, known, output, said)
        if job.config.keep:
            still_so(session, job.location, about.as_of)
    lines = (said,) if said else ()
    return Looked(job, RunState.UNCHANGED, run, known.people, known.flagged, said=lines)


def _checked(  # noqa: PLR0917 - one caller
    job: Job,
    night: Night,
    about: About,
    pack: Pack,
    known: Known | None,
    grants: Sequence[Grant],
    book: Book,
    stamp: Stamp | None,
    step: Step,
) -> Looked:
    """Read, judge, mark and record a book. stamp: of the target, when it was compared."""
    reading = read_book(book, pack, job.config.table, step)
    reading.grants = grants
    if about.input_digest is None:
        about = _read_anew(about, snapshot_digest(reading.snapshot))
        owes = isinstance(book, Live) and book.owes
        if known is not None and _as_known(job, about, known) and not owes:
            return _unchanged(job, night, about, known, book)
    keeper = Keeper(job, about, known)
    days: Outlook | None = None
    as_left = known is not None and _as_left(job, about, known) and not isinstance(book, Unsaved)
    if job.target == job.location and stamp_now(job.location) != stamp:
        as_left = False  # somebody has saved it since it was compared
    if known is not None and as_left and _same_rules(about, known):
        with night.ledger.session() as session:
            days = outlook_of(session, known.judged)
    order, by_locale = order_for(book, job.config.date_order)
    reading.notices += filter(None, (by_locale,))
    # Figures are counted from everybody.
    figures = not FIGURES.isdisjoint({*job.config.tabs, *reading.ours.others})
    whole = figures or job.config.board
    if days is not None and job.target == job.location and not whole:
        checked = judge_due(reading, pack, order, night.as_of, days, step)
    else:
        checked = judge(reading, pack, order, night.as_of, step)
    checked.tabs, checked.night = job.config.tabs, night.number
    if figures:
        with night.ledger.session() as session:
            checked.seen = first_seen(session, job.location) or None
    plan = _planned(job, night, book, checked, days, step)
    if plan.edits and getattr(book, "recalled", False):
        night.links.may_call(job.location)
    out, write = _where(job, night, book)
    work = Work(
        about, book, plan, checked.roster, checked.judged, reading.layouts, out, write,
        backup=job.config.backup and out is None,
    )  # fmt: skip
    result = write_and_record(night.ledger, work, step)
    keeper.note(night.ledger)
    if job.config.board:
        keep_for_board(night.ledger, job.location, checked, result.run)
    looked = Looked(
        job,
        RunState.DONE,
        result.run,
        len(checked.judged.people),
        len(checked.judged.flagged()),
        result.applied.done if result.applied is not None else 0,
        result.opened,
        result.closed,
        (
            *_said(plan, book, write=write or job.target is None),
            *_put_on_a_screen(job, book, result),
            *filter(None, (keeper.said,)),
        ),
    )
    checked.roster.let_go()
    return looked


def _planned(  # noqa: PLR0917 - one caller
    job: Job, night: Night, book: Book, checked: Checked, days: Outlook | None, step: Step
) -> Plan:
    """Plan the marks. In a Google Sheet nothing is written where only days would change."""
    marks = partial(plan_marks, book, checked, step, parts=job.config.marks)
    if job.is_link:
        stood = day_of_look(book, checked.reading.ours.gaps_tab or "")
        if stood is not None and not stale(stood, night.as_of, night.stale_after):
            quiet = marks(watch=Watch(stood, night.stale_after), adjust=keep_stood)
            if not any(says_anew(edit, quiet) for edit in quiet.edits):
                return replace(quiet, edits=())
    watch = Watch(night.as_of, night.stale_after)
    as_left = days is not None and job.target == job.location and isinstance(book, Remembering)
    return marks(watch=watch, adjust=keep_days(days), as_left=as_left)


def _read_anew(about: About, digest: str) -> About:
    return About(
        about.location, about.as_of, about.pack, about.pack_version, about.setting, digest,
        about.night,
    )  # fmt: skip


def _where(job: Job, night: Night, book: Book) -> tuple[str | None, bool]:
    """Say which copy is to be written (None: the book itself), and whether anything is."""
    if job.target is None or not book.abilities.values:
        return None, False
    if job.target == job.location:
        return None, True
    target = Path(job.target)
    with night.ledger.session() as session:
        left = left_at(session, job.target)
    if left is None or file_digest(job.target) != left:
        check_replaceable(target, Path(job.location))
    return job.target, True


def _said(plan: Plan, book: Book, *, write: bool) -> tuple[str, ...]:
    """Say what was left as it is, and why nothing was written where that was wanted."""
    lines = [spoken(line) for line in plan.left_alone]
    if not write:
        lines.append(sentence("report.not_written", {"why": book.abilities.why_not}))
    return tuple(lines)


def _put_on_a_screen(job: Job, book: Book, result: Result) -> tuple[str, ...]:
    """Say that the flags went into the workbook as Excel has it open, and not into the file."""
    if result.applied is None or not isinstance(book, Unsaved):
        return ()
    return (sentence("report.open_in_excel", {"where": job.location}),)
