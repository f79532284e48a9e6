"""`rostercheck check`: read, judge, flag, report."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path

from models.language import speak
from models.wording import counted, sentence, spoken
from sync import live
from sync.books import open_book
from sync.books.base import Applied, Book, BookSnapshot
from sync.books.excel_open.finding import in_excel
from sync.books.google.links import as_link
from sync.commands.common import Setting, judged_book, live_sheet, progress, setting, shown
from sync.copies import check_replaceable, check_suffix
from sync.errors import BookNotWritable, UsageError
from sync.past import as_it_stood
from sync.recognised import Said, basis, keep, recognised
from sync.reports.rows import print_csv
from sync.reports.schema import FindingReport, report
from sync.reports.text import planned, summary
from sync.run import Checked, Plan, Step, carry_out, plan_marks


@dataclass(frozen=True, slots=True)
class Request:
    """The words of the command.

    today: the present day, where a past one is judged with the data of then; see `sync/past.py`.
    """

    book: Path
    as_of: date
    pack: str | None = None
    date_order: str | None = None
    dry_run: bool = False
    in_place: bool = False
    out: Path | None = None
    backup: bool = False
    form: str = "text"
    everything: bool = False
    config: Path | None = None
    comments: str | None = None
    language: str | None = None
    tabs: tuple[str, ...] = ()
    today: date | None = None

    @property
    def in_short(self) -> bool:
        """Whether nothing but the summary is asked for."""
        return self.form == "text" and not (self.everything or self.dry_run)


def run_check(request: Request) -> bool:
    """Check a book; give whether anything was flagged. Raises RostercheckError."""
    if request.in_place and request.out is not None:
        raise UsageError("--in-place and --out say two different things. Take one of them.")
    if as_link(request.book) is None and request.comments is not None:
        raise UsageError("--comments is for Google Sheets; a workbook has notes. Leave it out.")
    how = setting(request.book, request.pack, request.date_order, request.config, request.language)
    how = replace(how, tabs=(*how.tabs, *request.tabs))
    with speak(how.language):
        return (
            _check_file(request, how)
            if as_link(request.book) is None
            else _check_link(request, how)
        )


def _check_file(request: Request, how: Setting) -> bool:
    """Check a file; where nobody has changed it since, say again what was said."""
    ledger, today = how.kept if request.today else None, request.today or request.as_of
    with (
        progress(request.book.name) as step,
        as_it_stood(request.book, ledger, request.as_of, today) as stood,
    ):
        if stood.past:
            request = _for_the_past(request)
        how = replace(how, notices=(*how.notices, *stood.notices))
        opened = in_excel(stood.path) if request.in_place else None
        if opened is not None:
            flagged, tell = _in_excel(request, opened, how, step)
            tell()
            return flagged
        book = open_book(stood.path)
        told = (how.pack, how.order, how.tables, how.notices, request.as_of)
        on = basis(*told, grants=how.grants, tabs=how.tabs)
        known = recognised(book, on) if request.in_short else None
        if known is not None:
            flagged, tell = known.flagged, _as_before(request, book, known)
        else:
            flagged, tell = _in_full(request, book, how, on, step)
    tell()
    return flagged


def _for_the_past(request: Request) -> Request:
    """Let the flags of a past day go into a copy of their own. Raises UsageError."""
    if request.in_place:
        raise UsageError(
            f"The data of {request.as_of} cannot be flagged in the workbook of today. Leave out "
            "--in-place, and the flags go into a copy; or take today's data with --data now."
        )
    name = f"{request.book.stem}-as-of-{request.as_of}-flagged{request.book.suffix}"
    return replace(request, out=request.out or request.book.with_name(name))


def _as_before(request: Request, book: Book, known: Said) -> Callable[[], None]:
    """Let the flags stand as they are; give what tells the person."""
    said = _mark(request, book, Plan((), (), BookSnapshot(book.location, [])))
    return partial(print, "\n".join((*_named(request, known.summary), "", *said)))


def _in_full(
    request: Request, book: Book, how: Setting, on: str, step: Step
) -> tuple[bool, Callable[[], None]]:
    """Judge the book and flag it; give whether anything is flagged, and what tells the person."""
    checked = judged_book(book, how, request.as_of, step)
    plan = plan_marks(book, checked, step)
    keep(book, on, checked, plan, summary("", checked))
    said = _mark(request, book, plan)
    return bool(checked.judged.flagged()), partial(_print, request, checked, plan, said)


def _in_excel(
    request: Request, book: Book, how: Setting, step: Step
) -> tuple[bool, Callable[[], None]]:
    """Judge a workbook that is open in Excel, and flag it there."""
    checked, plan, said = _marked_there(request, book, how, step)
    if plan.edits and not request.dry_run:
        said.append(sentence("report.open_in_excel", {"where": str(request.book)}))
    return bool(checked.judged.flagged()), partial(_print, request, checked, plan, said)


def _named(request: Request, lines: Sequence[str]) -> list[str]:
    """Put the name of the book before a summary without one."""
    return [f"{request.book}{lines[0]}", *lines[1:]]


def _check_link(request: Request, how: Setting) -> bool:
    """Check a Google Sheet; the flags go into the sheet itself, which has no copy beside it."""
    book = open_book(request.book, config=request.config)
    refuse_copy(request.book, request.out)
    with progress(book.location) as step:
        checked, plan, said = _marked_there(request, book, how, step)
        if request.comments is not None and not request.dry_run:
            from sync.comments import put_comments  # noqa: PLC0415 - no workbook needs it

            said += put_comments(live_sheet(book), request.comments.strip())
    _print(request, checked, plan, said)
    return bool(checked.judged.flagged())


def _marked_there(
    request: Request, book: Book, how: Setting, step: Step
) -> tuple[Checked, Plan, list[str]]:
    """Judge a book that people work in, and flag it where it is; give what is to be said."""

    def judged() -> Checked:
        return judged_book(book, how, request.as_of, step)

    if request.dry_run:
        checked = judged()
        return checked, plan_marks(book, checked, step), [sentence("report.dry_run", {})]
    marked = live.mark(book, judged, step, backup=request.backup)
    return marked.checked, marked.plan, where_flags_are(marked.plan, marked.applied)


def refuse_copy(book: Path, out: Path | None) -> None:
    """Raise UsageError where a copy of a Google Sheet is asked for."""
    if out is not None:
        raise UsageError(
            f"{shown(book)} is marked in place, so --out does not go with it. In the sheet click "
            "File, Make a copy, share the copy, and use its link."
        )


def _mark(request: Request, book: Book, plan: Plan) -> list[str]:
    """Write the flags where the command says, and say where they are."""
    if request.dry_run:
        return [sentence("report.dry_run", {})]
    if not book.abilities.values:
        if request.in_place or request.out is not None:
            raise BookNotWritable(book.abilities.why_not)
        return [sentence("report.not_written", {"why": book.abilities.why_not})]
    target = None if request.in_place else request.out or beside(request.book)
    if target is not None:
        check_suffix(target, request.book)
        check_replaceable(target, request.book)
    applied = carry_out(book, plan, out=str(target) if target else None, backup=request.backup)
    said = where_flags_are(plan, applied)
    if book.abilities.why_not:
        said.append(book.abilities.why_not)
    return said


def where_flags_are(plan: Plan, applied: Applied) -> list[str]:
    """Say where the flags are, and which could not be put."""
    if not plan.edits:
        said = [sentence("report.flags_stand", {"where": applied.location})]
    else:
        changes = counted("changes", applied.done)
        said = [sentence("report.flags_are", {"where": applied.location, "changes": changes})]
    return said + left_undone(applied)


def left_undone(applied: Applied) -> list[str]:
    """Say what could not be marked: each reason once, with how often it stood in the way."""
    reasons = Counter(one.why for one in applied.refused)
    return [
        why if number == 1 else sentence("report.times", {"why": why, "number": number})
        for why, number in reasons.items()
    ]


def beside(book: Path) -> Path:
    """Give the name of the flagged copy."""
    return book.with_name(f"{book.stem}-flagged{book.suffix}")


def _print(request: Request, checked: Checked, plan: Plan, said: list[str]) -> None:
    """Print the report; what is said about writing goes to the side unless a person reads."""
    said = [*map(spoken, plan.left_alone), *said]
    if request.form == "json":
        full = report(shown(request.book), checked, everything=request.everything)
        print(full.model_dump_json(indent=2))
    elif request.form == "csv":
        _print_csv(request, checked)
    else:
        if request.dry_run:
            print("\n".join((*planned(plan), "")))
        lines = summary(shown(request.book), checked)
        if request.everything:
            lines += _all_lines(request, checked)
        print("\n".join((*lines, "", *said)))
        return
    if request.dry_run:
        said = [*planned(plan), *said]
    print("\n".join(said), file=sys.stderr)


def _all_lines(request: Request, checked: Checked) -> list[str]:
    """List every finding, also those that meet."""
    full = report(shown(request.book), checked, everything=True)
    return ["", sentence("report.everything", {})] + [
        f"  {f.person or '-'}: {f.rule}: {f.outcome.value}: {f.message}" for f in full.findings
    ]


def _print_csv(request: Request, checked: Checked) -> None:
    """Print the findings as CSV, one a row."""
    full = report(shown(request.book), checked, everything=request.everything)
    print_csv(list(FindingReport.model_fields), full.findings)
