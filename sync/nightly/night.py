"""A whole night: the books in their order, what is open tried again later, all within bounds."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Protocol

from models.language import speak
from models.wording import sentence
from sync.config import Config
from sync.errors import (
    BookInUse,
    BookNotFound,
    LedgerError,
    NightAtWork,
    NoCallsLeft,
    RostercheckError,
)
from sync.ledger import Ledger
from sync.ledger.runs import (
    About,
    RunState,
    add_run,
    begin_night,
    end_night,
    last_looks,
    now,
    tried_in,
)
from sync.ledger.upkeep import prune
from sync.nightly.clock import Clock, is_quiet, seconds_to_quiet
from sync.nightly.jobs import Job, in_order, jobs, nothing_fits
from sync.nightly.languages import of_job
from sync.nightly.links import Links
from sync.nightly.lock import one_at_a_time
from sync.nightly.one import Looked, Night, look_at
from sync.recorded import settle_broken_off
from sync.run import Step, silent


class Watcher(Protocol):
    """Who is told how a night goes: a terminal, a log."""

    def begins(self, books: int) -> None:
        """The night begins, with so many books."""

    def takes_up(self, job: Job) -> Step:
        """A book is taken up; gives who is told of its steps."""

    def looked(self, looked: Looked) -> None:
        """A look at a book came out so; of one that is tried again later, more than once."""

    def waits(self, seconds: float, books: int) -> None:
        """So many books are open elsewhere; they are tried again in a while."""

    def ends(self, report: Report) -> None:
        """The night has ended."""

    def breaks_off(self, error: BaseException) -> None:
        """The night cannot go on; whoever called says why."""


class Nobody:
    """Tells nobody."""

    def begins(self, books: int) -> None:
        """Say nothing."""

    def takes_up(self, job: Job) -> Step:  # noqa: ARG002
        """Say nothing."""
        return silent

    def looked(self, looked: Looked) -> None:
        """Say nothing."""

    def waits(self, seconds: float, books: int) -> None:
        """Say nothing."""

    def ends(self, report: Report) -> None:
        """Say nothing."""

    def breaks_off(self, error: BaseException) -> None:
        """Say nothing."""


@dataclass(slots=True)
class Report:
    """How a night went: each book once, and the books that there was no time for."""

    as_of: date
    number: int = 0
    looked: dict[str, Looked] = field(default_factory=dict)
    left_over: list[Job] = field(default_factory=list)
    settled: list[int] = field(default_factory=list)
    stopped: bool = False

    @property
    def good(self) -> bool:
        """Whether every book was looked at."""
        fine = {RunState.DONE, RunState.UNCHANGED}
        return not self.left_over and all(one.state in fine for one in self.looked.values())


@dataclass(slots=True)
class Bounds:
    """How long a night may last, told by a clock that nobody sets back."""

    clock: Clock
    until: float

    @property
    def left(self) -> float:
        """Seconds that are left."""
        return self.until - self.clock.elapsed()

    @property
    def over(self) -> bool:
        """Whether the night has to end."""
        return self.left <= 0 or self.clock.stopped.is_set()


def bounds(config: Config, clock: Clock) -> Bounds:
    """Say until when a night that begins now may last: its minutes, or the next quiet hours."""
    seconds = config.nightly.minutes * 60.0
    moment = clock.now()
    quiet = None if is_quiet(config.nightly, moment) else seconds_to_quiet(config.nightly, moment)
    return Bounds(clock, clock.elapsed() + min(seconds, quiet or seconds))


def run_night(
    config: Config,
    config_path: Path,
    ledger: Ledger,
    clock: Clock,
    *,
    as_of: date | None = None,
    watcher: Watcher | None = None,
    patient: bool = True,
) -> Report:
    """Look at every book of a config once. Raises NightAtWork, LedgerError or ConfigError.

    patient: whether a Google Sheet that somebody works in may wait until later in the night.
    """
    watcher = watcher or Nobody()
    report = Report(as_of or clock.today())
    with one_at_a_time(config_path.resolve().parent, ledger) as renew:
        report.settled = settle_broken_off(ledger)
        with ledger.session() as session:
            report.number = begin_night(session, report.as_of, clock.now())
            waiting = in_order(jobs(config, config_path), last_looks(session))
        links = Links(config_path, config.nightly.google_calls, clock.now, patient=patient)
        stale_after = config.nightly.stale_after_days
        night = Night(ledger, report.number, report.as_of, links, stale_after)
        watcher.begins(len(waiting))
        try:
            _go_through(waiting, night, config, clock, watcher, report, renew)
            _close(ledger, config, report)
        except BaseException as error:
            watcher.breaks_off(error)
            raise
    watcher.ends(report)
    return report


def _go_through(  # noqa: PLR0917 - one caller
    waiting: list[Job],
    night: Night,
    config: Config,
    clock: Clock,
    watcher: Watcher,
    report: Report,
    renew: Callable[[], None],
) -> None:
    """Take up book after book; those that are open elsewhere again, until the night is over."""
    until = bounds(config, clock)
    queue, later = deque(waiting), deque[Job]()
    while (queue or later) and not until.over:
        if not queue:
            pause = config.nightly.retry_minutes * 60.0
            if pause >= until.left:
                break
            watcher.waits(pause, len(later))
            if _pause(clock, pause, renew):
                break
            queue, later = later, deque()
        job = queue.popleft()
        try:
            looked = look(job, night, _renewing(renew, watcher.takes_up(job)))
        except NoCallsLeft:
            report.left_over.append(job)
            continue
        watcher.looked(looked)
        report.looked[job.location] = looked
        if looked.state is RunState.PUT_OFF:
            later.append(job)
    report.left_over += queue
    if not queue and not until.over:
        _at_last(later, replace(night, last_try=True), watcher, report, renew)
    report.stopped = clock.stopped.is_set()


def _at_last(
    put_off: Iterable[Job],
    night: Night,
    watcher: Watcher,
    report: Report,
    renew: Callable[[], None],
) -> None:
    """Look once more at books that stayed open, where they may be flagged in Excel itself."""
    for job in put_off:
        if job.config.when_open == "write":
            looked = look(job, night, _renewing(renew, watcher.takes_up(job)))
            watcher.looked(looked)
            report.looked[job.location] = looked


def _renewing(renew: Callable[[], None], tell: Step) -> Step:
    """Renew the right to work at each step: who has lost it must not come to write."""
    renew()

    def step(name: str) -> None:
        renew()
        tell(name)

    return step


def _pause(clock: Clock, seconds: float, renew: Callable[[], None]) -> bool:
    """Wait, and hold the right to work meanwhile; give whether the night is to stop."""
    while seconds > 0:
        piece = min(seconds, 60.0)
        if clock.wait(piece):
            return True
        renew()
        seconds -= piece
    return False


def look(job: Job, night: Night, step: Step = silent) -> Looked:
    """Look at one book; what goes wrong with it is recorded, and the night goes on."""
    with speak(of_job(job)):
        if job.nothing:  # there is no book that the ledger could know
            said = (nothing_fits(job.config, job.folder or Path()),)
            return Looked(job, RunState.FAILED, said=said, kind_of_error=BookNotFound.__name__)
        return _look(job, night, step)


def _look(job: Job, night: Night, step: Step) -> Looked:
    try:
        return look_at(job, night, step)
    except (LedgerError, NightAtWork, NoCallsLeft):
        raise
    except BookInUse as error:
        return _noted(job, night, RunState.PUT_OFF, error, str(error))
    except (RostercheckError, OSError, MemoryError, RecursionError) as error:
        return _noted(job, night, RunState.FAILED, error, _sentence(job, error))
    except Exception as error:  # noqa: BLE001 - a fault of ours must not cost the others their check
        text = sentence("night.book.fault", {"book": job.location, "fault": type(error).__name__})
        return _noted(job, night, RunState.FAILED, error, text)


def _sentence(job: Job, error: BaseException) -> str:
    if isinstance(error, RostercheckError):
        return str(error)
    if isinstance(error, OSError):
        return f"{job.location}: {(error.strerror or str(error)).lower()}."
    return sentence("night.book.too_large", {"book": job.location})


def _noted(job: Job, night: Night, state: RunState, error: BaseException, text: str) -> Looked:
    """Record that a book could not be looked at: once a night, however often it was tried."""
    with night.ledger.session() as session:
        about = About(job.location, night.as_of, night=night.number)
        run = tried_in(session, about, state) or add_run(session, about, state)
        run.message, run.ended = text, now()
        number = run.id
    return Looked(job, state, number, said=(text,), kind_of_error=type(error).__name__)


def _close(ledger: Ledger, config: Config, report: Report) -> None:
    with ledger.session() as session:
        end_night(session, report.number, "stopped" if report.stopped else "done")
        keep = config.ledger.keep_days
        if keep is not None:
            prune(session, now() - timedelta(days=keep))
