"""Who is told how a night goes: a terminal with a bar, plain lines, and a log without names."""

from __future__ import annotations

import gc
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from models.language import speak
from models.wording import Said, counted, sentence, worded
from sync.errors import NightError
from sync.ledger.runs import RunState
from sync.nightly.jobs import Job
from sync.nightly.languages import of_job
from sync.nightly.night import Nobody, Report, Watcher
from sync.nightly.one import Looked
from sync.run import Step, silent

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID


class Lines(Nobody):
    """One line for each book, in plain words, for a person or for the mail that cron sends."""

    def looked(self, looked: Looked) -> None:
        """Say how a look came out."""
        print("\n".join(lines_of(looked)), flush=True)

    def ends(self, report: Report) -> None:
        """Say how the night went as a whole."""
        print("\n".join(summary(report)), flush=True)


class Bar(Lines):
    """A bar on a terminal, above it the lines."""

    def __init__(self) -> None:
        from rich.console import Console  # noqa: PLC0415 - only where it is seen
        from rich.progress import Progress  # noqa: PLC0415

        self._progress: Progress = Progress(console=Console(stderr=True), transient=True)
        self._task: TaskID | None = None
        self._done: set[str] = set()

    @property
    def shown(self) -> bool:
        """Whether the bar is on the terminal now."""
        return self._progress.live.is_started

    def begins(self, books: int) -> None:
        """Show the bar."""
        self._progress.start()
        self._task = self._progress.add_task(sentence("night.books", {}), total=books)

    def takes_up(self, job: Job) -> Step:
        """Show the name and the step beside the bar."""
        return lambda step: self._tell(f"{job.name}: {step}")

    def _tell(self, text: str) -> None:
        if self._task is not None:
            self._progress.update(self._task, description=text)

    def looked(self, looked: Looked) -> None:
        """Move the bar on."""
        self._progress.print("\n".join(lines_of(looked)), highlight=False, markup=False)
        if looked.state is not RunState.PUT_OFF and self._task is not None:
            self._progress.advance(self._task)

    def waits(self, seconds: float, books: int) -> None:
        """Say what is waited for."""
        minutes = round(seconds / 60)
        self._tell(sentence("night.waits", {"books": books, "minutes": minutes}))

    def ends(self, report: Report) -> None:
        """Take the bar off, and say how it went."""
        self._progress.stop()
        super().ends(report)

    def breaks_off(self, error: BaseException) -> None:
        """Take the bar off, and show the cursor again."""
        del error
        self._progress.stop()


class Log:
    """Structured lines. Nobody's name stands in them, and no words from a sheet."""

    def __init__(self, stream: TextIO) -> None:
        import structlog  # noqa: PLC0415 - only where a log is written

        self._log: Any = structlog.wrap_logger(
            structlog.PrintLogger(stream),
            processors=[
                structlog.processors.TimeStamper(fmt="iso", utc=True),
                structlog.processors.JSONRenderer(),
            ],
        )

    def begins(self, books: int) -> None:
        """Note the beginning."""
        self._log.msg("night begins", books=books)

    def takes_up(self, job: Job) -> Step:  # noqa: ARG002
        """Note nothing: the outcome tells."""
        return silent

    def looked(self, looked: Looked) -> None:
        """Note how a look came out; of what went wrong only the kind."""
        facts: dict[str, Any] = {
            "book": looked.job.name, "run": looked.run, "state": looked.state.value,
            "people": looked.people, "flagged": looked.flagged, "edits": looked.edits,
            "opened": looked.opened, "closed": looked.closed,
        }  # fmt: skip
        if looked.kind_of_error:
            facts["reason"] = looked.kind_of_error
        self._log.msg("book", **facts)

    def waits(self, seconds: float, books: int) -> None:
        """Note the pause."""
        self._log.msg("waits", seconds=seconds, books=books)

    def ends(self, report: Report) -> None:
        """Note the end."""
        self._log.msg(
            "night ends", night=report.number, good=report.good, stopped=report.stopped,
            left_over=len(report.left_over), settled=report.settled,
        )  # fmt: skip

    def breaks_off(self, error: BaseException) -> None:
        """Note that the night ended before its end, and of why only the kind."""
        self._log.msg("night breaks off", reason=type(error).__name__)

    def after(self, letters: int, failed: int) -> None:
        """Note how many letters went out, and how much could not be sent: --words says what."""
        self._log.msg("after the night", letters=letters, failed=failed)


class Tidy(Nobody):
    """Lets the collector work between two books: one command may look at hundreds."""

    def looked(self, looked: Looked) -> None:
        """Collect what the last book has left."""
        del looked
        gc.collect()


class All:
    """Tells several."""

    def __init__(self, watchers: Sequence[Watcher]) -> None:
        self._watchers = watchers

    def begins(self, books: int) -> None:
        """Tell all."""
        for one in self._watchers:
            one.begins(books)

    def takes_up(self, job: Job) -> Step:
        """Tell all; give who of them is told of steps."""
        steps = [one.takes_up(job) for one in self._watchers]

        def tell(step: str) -> None:
            for each in steps:
                each(step)

        return tell

    def looked(self, looked: Looked) -> None:
        """Tell all."""
        for one in self._watchers:
            one.looked(looked)

    def waits(self, seconds: float, books: int) -> None:
        """Tell all."""
        for one in self._watchers:
            one.waits(seconds, books)

    def ends(self, report: Report) -> None:
        """Tell all."""
        for one in self._watchers:
            one.ends(report)

    def breaks_off(self, error: BaseException) -> None:
        """Tell all."""
        for one in self._watchers:
            one.breaks_off(error)


def open_log(path: Path) -> TextIO:
    """Open a log to add to it. Raises NightError where that cannot be done."""
    try:
        return path.open("a", encoding="utf-8", buffering=1)
    except OSError as error:
        raise NightError(
            f"The log {path} cannot be written: {(error.strerror or str(error)).lower()}. "
            "Look at log in [nightly] in rostercheck.toml."
        ) from None


def lines_of(looked: Looked) -> list[str]:
    """Say in words how a look at a book came out, in the language of the book."""
    with speak(of_job(looked.job)):
        return [_first_line(looked), *(f"  {line}" for line in looked.said)]


def _first_line(looked: Looked) -> str:
    key = looked.state.name.lower()
    if looked.state is RunState.DONE and looked.opened + looked.closed:
        key = "news"
    facts = {
        "book": looked.job.name, "run": looked.run, "people": counted("people", looked.people),
        "findings": _findings(looked.flagged), "opened": looked.opened, "closed": looked.closed,
    }  # fmt: skip
    return sentence(f"night.book.{key}", facts)


def _findings(number: int) -> Said:
    return counted("findings", number) if number else worded("night.nothing_to_flag")


COUNTS = {
    RunState.DONE: "checked", RunState.UNCHANGED: "unchanged",
    RunState.PUT_OFF: "open_elsewhere", RunState.FAILED: "failed",
}  # fmt: skip
"""What the summary counts, in its order."""


def summary(report: Report) -> list[str]:
    """Say in words how a night went."""
    numbers = Counter(looked.state for looked in report.looked.values())
    parts = [
        sentence(f"night.count.{word}", {"number": numbers[state]})
        for state, word in COUNTS.items()
        if numbers[state]
    ]
    counts = ", ".join(parts) or worded("night.no_books")
    facts = {"number": report.number, "day": str(report.as_of), "counts": counts}
    lines = [sentence("night.summary", facts)]
    if report.left_over:
        names = ", ".join(job.name for job in report.left_over)
        lines.append(sentence("night.left_over", {"books": names}))
    if report.settled:
        lines.append(sentence("night.settled", {"runs": ", ".join(map(str, report.settled))}))
    if report.stopped:
        lines.append(sentence("night.stopped", {}))
    return lines


def for_streams(log: TextIO | None, *, words: bool = False) -> Watcher:
    """Give whom to tell.

    A person before a terminal sees a bar and words. Elsewhere there are log lines without names,
    unless words are asked for. log: a file that gets the log lines too.
    """
    told: list[Watcher] = [Tidy()]
    if sys.stderr.isatty():
        told.append(Bar())
    else:
        told.append(Lines() if words else Log(sys.stdout))
    if log is not None:
        told.append(Log(log))
    return All(told)


def tell_after(
    letters: int, failed: int, said: Sequence[str], *, words: bool = False, log: TextIO | None
) -> None:
    """Say what was sent after a night and what could not be; in a log only how much.

    log: a file that gets the log lines too.
    """
    if words or sys.stderr.isatty():
        for sentence in said:
            print(sentence, flush=True)
    elif said:
        Log(sys.stdout).after(letters, failed)
    if log is not None and said:
        Log(log).after(letters, failed)
