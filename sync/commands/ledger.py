"""`rostercheck runs`, `history` and `ledger`: what the service remembers."""

from __future__ import annotations

import sys
from datetime import date, timedelta
from pathlib import Path

import typer

from sync.commands.places import config_at, ledger_of
from sync.ledger.history import FindingLine, RunLine, Story, all_books, runs, stories
from sync.ledger.runs import now
from sync.ledger.upkeep import export, forget, prune
from sync.nightly.links import memory_of


def run_runs(config: Path | None, book: str | None, limit: int) -> None:
    """List the latest runs, the newest first."""
    with ledger_of(*config_at(config), must_be=True) as ledger, ledger.session() as session:
        lines = runs(session, book, limit)
    if not lines:
        print("There are no runs yet." if book is None else f"There are no runs of {book}.")
        return
    print("\n".join(text for line in lines for text in _run(line)))


def _run(line: RunLine) -> list[str]:
    what = f"undo of run {line.undoes}" if line.kind == "undo" else line.state
    counts = f", {line.people} people, {line.flagged} findings" if line.people else ""
    edits = f", {line.edits} changes on record" if line.edits else ""
    moment = line.moment.astimezone().strftime("%Y-%m-%d %H:%M")
    name = line.book.replace("\\", "/").rpartition("/")[2] or line.book
    texts = [f"{line.number:>5}  {moment}  {name}: {what}{counts}{edits}"]
    if line.message:
        texts.append(f"       {line.message}")
    return texts


def run_history(config: Path | None, words: str | None, on: date | None = None) -> None:
    """Tell the story of a book, of a person, or of every book. Raises UsageError if unknown.

    on: tells only what stood open on this day.
    """
    with ledger_of(*config_at(config), must_be=True) as ledger, ledger.session() as session:
        told = stories(session, words) if words is not None else all_books(session)
        texts = ["\n".join(_story(one) if on is None else _then(one, on)) for one in told]
    print("\n\n".join(texts) if texts else "The ledger knows no books yet.")


def _story(story: Story) -> list[str]:
    lines = [f"{story.who} in {story.book}" if story.who else story.book]
    open_ones = [one for one in story.findings if one.closed_on is None]
    closed = [one for one in story.findings if one.closed_on is not None]
    lines += [f"  Open: {len(open_ones)}"] + [f"    {_finding(one, story)}" for one in open_ones]
    lines += [f"  Mended or past: {len(closed)}"]
    lines += [f"    {_finding(one, story)}" for one in closed]
    lines.append(f"  Cells changed by Rostercheck and still on record: {story.edits}")
    lines += [f"  {kind} to {whom} on {at.date()}" for at, kind, whom in story.notices]
    lines += [f"  Waived on {day}: {rule} ({why})" for rule, why, day, _ in story.waivers]
    lines += [f"  Read on {sheet} as {kind}: {what}" for sheet, kind, what in story.mappings]
    return lines


def _then(story: Story, on: date) -> list[str]:
    """Say what stood open on a day, as the checks of that time found it."""
    open_then = [
        one
        for one in story.findings
        if one.opened_on <= on and (one.closed_on is None or one.closed_on > on)
    ]
    who = f"{story.who} in {story.book}" if story.who else story.book
    lines = [f"{who}: as the checks up to {on} found it", f"  Open then: {len(open_then)}"]
    lines += [f"    {_finding(one, story)}" for one in open_then]
    waived = [w for w in story.waivers if w[2] <= on]
    lines += [f"  Waived on {day}: {rule} ({why})" for rule, why, day, _ in waived]
    return lines


def _finding(one: FindingLine, story: Story) -> str:
    since = f"since {one.opened_on}"
    if one.closed_on is not None:
        since = f"{one.opened_on} to {one.closed_on}"
    who = "" if story.who else f"{one.who or '(nobody in the roster)'}: "
    return f"{since}: {who}{one.message}"


def run_prune(config: Path | None, days: int) -> None:
    """Drop what is older than some days, and say how much that was."""
    with ledger_of(*config_at(config), must_be=True) as ledger, ledger.session() as session:
        gone = prune(session, now() - timedelta(days=days))
    print(f"Older than {days} days, and gone: {_counted(gone)}.")


def run_export(config: Path | None, out: Path | None) -> None:
    """Print the whole ledger as JSON, a line for each row, or write it to a file."""
    with ledger_of(*config_at(config), must_be=True) as ledger, ledger.session() as session:
        if out is None:
            for line in export(session):
                sys.stdout.write(f"{line}\n")
            return
        with out.open("w", encoding="utf-8") as file:
            file.writelines(f"{line}\n" for line in export(session))
    print(f"The ledger is in {out}. It holds names: keep it where the rosters are kept.")


def run_forget(config: Path | None, person: str, *, yes: bool) -> None:
    """Drop everything about a person, after asking. Raises UsageError if nobody is meant."""
    found, path = config_at(config)
    with ledger_of(found, path, must_be=True):
        pass  # nobody is asked about a ledger that is not there
    if not yes and not typer.confirm(
        f'Everything that the ledger holds about "{person}" will be gone for good. Go on?'
    ):
        print("Nothing was changed.")
        return
    with ledger_of(found, path, must_be=True) as ledger, ledger.session() as session:
        gone = forget(session, person)
    memory_of(path).forget_all()  # the rows of Google Sheets; they are read again
    print(
        f"Gone: {_counted(gone)}.\nThe workbooks were not touched. While the person stands in one, "
        "the next check notes them anew; so take the row out first."
    )


def _counted(gone: dict[str, int]) -> str:
    return ", ".join(f"{count} {what}" for what, count in gone.items())
