"""One book of a night: known and unchanged, or read, judged, marked and recorded."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from models.language import ENGLISH, speak
from models.rulepack import Pack
from models.wording import sentence, spoken
from sync.board.keeping import keep_for_board
from sync.books import open_book
from sync.books.base import Book
from sync.books.locks import check_lock
from sync.copies import check_replaceable
from sync.errors import BookError, ConfigError
from sync.fingerprints import file_digest, snapshot_digest
from sync.ledger import Ledger
from sync.ledger.boards import first_seen
from sync.ledger.outlook import Outlook, outlook_of
from sync.ledger.runs import About, Known, RunState, add_unchanged, last_known, left_at
from sync.marks.tabs import FIGURES
from sync.marks.watch import Watch, looked_again
from sync.nightly.again import judge_due, keep_days
from sync.nightly.jobs import Job
from sync.recorded import Work, write_and_record
from sync.run import Plan, Step, judge, plan_marks, read_book, silent


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
    """What all books of a night share."""

    ledger: Ledger
    number: int
    as_of: date
    stale_after: int = 3


def look_at(job: Job, night: Night, step: Step = silent) -> Looked:
    """Look at one book, in its language. Raises RostercheckError where that cannot be done."""
    with speak(job.config.language or ENGLISH):
        return _look_at(job, night, step)


def _look_at(job: Job, night: Night, step: Step) -> Looked:
    if job.is_link and job.config.flags == "copy":
        raise ConfigError(
            f"{job.location}: a copy cannot be put beside a link. "
            'Say flags = "in_place" or flags = "none" in rostercheck.toml.'
        )
    pack = job.pack()
    about = About(
        job.location, night.as_of, pack.file.id, pack.version, job.setting(pack),
        file_digest(job.location), night.number,
    )  # fmt: skip
    with night.ledger.session() as session:
        known = last_known(session, job.location)
    if known is not None and _as_known(job, about, known):
        return _unchanged(job, night, about, known)
    return _checked(job, night, about, pack, known, step)


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


def _unchanged(job: Job, night: Night, about: About, known: Known) -> Looked:
    """Say in the book that it was looked at, and in the ledger."""
    said = _touch(job, night, known)
    with night.ledger.session() as session:
        output = file_digest(known.target) if job.target else known.output_digest
        run = add_unchanged(session, about, known, output or known.output_digest, said)
    lines = (said,) if said else ()
    return Looked(job, RunState.UNCHANGED, run, known.people, known.flagged, said=lines)


def _touch(job: Job, night: Night, known: Known) -> str:
    """Put the day of this look into the Gaps tab, and nothing else; if that cannot be, say so."""
    if job.target is None or not known.gaps_tab:
        return ""
    try:
        book = open_book(known.target)
        if book.abilities.sheets:
            book.apply([looked_again(known.gaps_tab, night.as_of)])
    except BookError as error:
        return f"Unchanged; the day of this look could not be written. {error}"
    return ""


def _checked(  # noqa: PLR0917 - one caller
    job: Job, night: Night, about: About, pack: Pack, known: Known | None, step: Step
) -> Looked:
    """Read, judge, mark and record a book."""
    if job.target is not None and not job.is_link:
        check_lock(Path(job.target))
    book = open_book(job.location)
    reading = read_book(book, pack, job.config.table, step)
    if about.input_digest is None:
        about = _read_anew(about, snapshot_digest(reading.snapshot))
        if known is not None and _still_holds(about, known):
            same = about.input_digest == known.input_digest == known.output_digest
            if same:
                return _unchanged(job, night, about, known)
    days: Outlook | None = None
    if known is not None and _same_rules(about, known) and _as_left(job, about, known):
        with night.ledger.session() as session:
            days = outlook_of(session, known.judged)
    order = job.config.date_order
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
    watch = Watch(night.as_of, night.stale_after)
    plan = plan_marks(book, checked, step, watch, job.config.marks, adjust=keep_days(days))
    out, write = _where(job, night, book)
    work = Work(
        about, book, plan, checked.roster, checked.judged, reading.layouts, out, write,
        backup=job.config.backup and out is None,
    )  # fmt: skip
    result = write_and_record(night.ledger, work, step)
    if job.config.board:
        keep_for_board(night.ledger, job.location, checked, result.run)
    return Looked(
        job,
        RunState.DONE,
        result.run,
        len(checked.judged.people),
        len(checked.judged.flagged()),
        result.applied.done if result.applied is not None else 0,
        result.opened,
        result.closed,
        _said(plan, book, write=write or job.target is None),
    )


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
