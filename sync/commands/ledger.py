"""`rostercheck runs`, `history` and `ledger`: what the service remembers."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import BinaryIO

import typer

from models.language import speak
from models.wording import SENTENCES, sentence
from sync.books.saving import replace, write_beside
from sync.commands.places import config_at, ledger_of
from sync.errors import UsageError
from sync.ledger.history import FindingLine, RunLine, Story, all_books, runs, stories
from sync.ledger.runs import RunState, now
from sync.ledger.upkeep import export, forget, prune
from sync.nightly.languages import Languages
from sync.nightly.links import memory_of


def run_runs(config: Path | None, book: str | None, limit: int) -> None:
    """List the latest runs, the newest first, each in the language of its book."""
    found, path = config_at(config)
    with ledger_of(found, path, must_be=True) as ledger, ledger.session() as session:
        lines = runs(session, book, limit)
    languages = Languages(found, path)
    if not lines:
        with speak(languages.shared):
            none = "runs.none" if book is None else "runs.none_of"
            print(sentence(none, {"book": book}))
        return
    for line in lines:
        with speak(languages.of(line.book)):
            print("\n".join(_run(line)))


def _run(line: RunLine) -> list[str]:
    what = sentence(f"runs.state.{line.state.replace(' ', '_')}", {})
    if line.kind == "undo":
        undo = sentence("runs.undo_of", {"number": line.undoes})
        what = undo if line.state == RunState.DONE else f"{undo}: {what}"
    if line.people:
        what += sentence("runs.counts", {"people": line.people, "findings": line.flagged})
    if line.edits:
        what += sentence("runs.edits", {"edits": line.edits})
    moment = line.moment.astimezone().strftime("%Y-%m-%d %H:%M")
    name = line.book.replace("\\", "/").rpartition("/")[2] or line.book
    texts = [f"{line.number:>5}  {moment}  {name}: {what}"]
    if line.message:
        texts.append(f"       {line.message}")
    return texts


def run_history(config: Path | None, words: str | None, on: date | None = None) -> None:
    """Tell the story of a book, of a person, or of every book. Raises UsageError if unknown.

    on: tells only what stood open on this day. Each story is told in the language of its book.
    """
    found, path = config_at(config)
    languages = Languages(found, path)
    with ledger_of(found, path, must_be=True) as ledger, ledger.session() as session:
        told = stories(session, words) if words is not None else all_books(session)
        texts = []
        for one in told:
            with speak(languages.of(one.book)):
                texts.append("\n".join(_story(one) if on is None else _then(one, on)))
    with speak(languages.shared):
        print("\n\n".join(texts) or sentence("history.none", {}))


def _story(story: Story) -> list[str]:
    open_ones = [one for one in story.findings if one.closed_on is None]
    closed = [one for one in story.findings if one.closed_on is not None]
    return [
        _who(story),
        *_findings("history.open", open_ones, story),
        *_findings("history.mended", closed, story),
        "  " + sentence("history.edits", {"number": story.edits}),
        *(f"  {_sent(kind, whom, at.date())}" for at, kind, whom in story.notices),
        *(f"  {_waived(rule, why, day)}" for rule, why, day, _ in story.waivers),
        *(f"  {_read(sheet, kind, columns)}" for sheet, kind, columns in story.mappings),
    ]


def _then(story: Story, on: date) -> list[str]:
    """Say what stood open on a day, as the checks of that time found it."""
    open_then = [
        one
        for one in story.findings
        if one.opened_on <= on and (one.closed_on is None or one.closed_on > on)
    ]
    return [
        sentence("history.then", {"who": _who(story), "day": str(on)}),
        *_findings("history.open_then", open_then, story),
        *(f"  {_waived(rule, why, day)}" for rule, why, day, _ in story.waivers if day <= on),
    ]


def _who(story: Story) -> str:
    if not story.who:
        return story.book
    return sentence("history.who", {"name": story.who, "book": story.book})


def _findings(key: str, findings: Sequence[FindingLine], story: Story) -> list[str]:
    """Give the number of some findings, and a line for each."""
    head = sentence(key, {"number": len(findings)})
    return [f"  {head}", *(f"    {_finding(one, story)}" for one in findings)]


def _finding(one: FindingLine, story: Story) -> str:
    what = one.message if story.who else f"{one.who or sentence('mark.nobody', {})}: {one.message}"
    if one.closed_on is None:
        return sentence("history.since", {"day": str(one.opened_on), "what": what})
    facts = {"first": str(one.opened_on), "last": str(one.closed_on), "what": what}
    return sentence("history.from_to", facts)


def _sent(kind: str, whom: str, day: date) -> str:
    key = f"history.sent.{kind}"
    facts = {"kind": kind, "whom": whom, "day": str(day)}
    return sentence(key if key in SENTENCES else "history.sent", facts)


def _waived(rule: str, why: str, day: date) -> str:
    return sentence("history.waived", {"rule": rule, "why": why, "day": str(day)})


def _read(sheet: str, kind: str, columns: str) -> str:
    key = f"history.table.{kind}"
    word = sentence(key, {}) if key in SENTENCES else kind
    return sentence("history.read", {"sheet": sheet, "kind": word, "columns": columns})


def run_prune(config: Path | None, days: int) -> None:
    """Drop what is older than some days, and say how much that was."""
    found, path = config_at(config)
    with ledger_of(found, path, must_be=True) as ledger, ledger.session() as session:
        gone = prune(session, now() - timedelta(days=days))
    with speak(Languages(found, path).shared):
        print(sentence("ledger.pruned", {"days": days, "list": _counted(gone)}))


def run_export(config: Path | None, out: Path | None) -> None:
    """Print the whole ledger as JSON, a line for each row, or write it to a file.

    The file is whole or not there, and for its owner alone to read. Raises UsageError.
    """
    found, path = config_at(config)
    if out is None:
        with ledger_of(found, path, must_be=True) as ledger, ledger.session() as session:
            _print(export(session))
        return
    with ledger_of(found, path, must_be=True) as ledger, ledger.session() as session:
        _write_export(out, export(session))
    with speak(Languages(found, path).shared):
        print(sentence("ledger.exported", {"path": out}))


def _print(lines: Iterator[str]) -> None:
    """Print lines as long as somebody listens, as with `| head`."""
    try:
        sys.stdout.writelines(f"{line}\n" for line in lines)
        sys.stdout.flush()
    except BrokenPipeError:  # what is left in the buffer has nowhere to go
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _write_export(out: Path, lines: Iterator[str]) -> None:
    if out.is_dir():
        raise UsageError(f"{out} is a folder. Name a file for the export.")
    if not out.absolute().parent.is_dir():
        raise UsageError(f"There is no folder {out.absolute().parent}. Make it first.")

    def write(file: BinaryIO) -> None:
        file.writelines(f"{line}\n".encode() for line in lines)

    temporary = write_beside(out, write)
    replace(out, temporary)
    if sys.platform != "win32":
        out.chmod(0o600)


def run_forget(config: Path | None, person: str, *, yes: bool) -> None:
    """Drop everything about a person, after asking. Raises UsageError if nobody is meant."""
    found, path = config_at(config)
    with ledger_of(found, path, must_be=True):
        pass  # nobody is asked about a ledger that is not there
    with speak(Languages(found, path).shared):
        if not yes and not typer.confirm(sentence("ledger.ask_forget", {"person": person})):
            print(sentence("ledger.nothing_changed", {}))
            return
        with ledger_of(found, path, must_be=True) as ledger, ledger.session() as session:
            gone = forget(session, person)
        memory_of(path).forget_all()  # the rows of Google Sheets; they are read again
        print(sentence("ledger.forgotten", {"list": _counted(gone)}))
        print(sentence("ledger.still_in_workbook", {}))


def _counted(gone: dict[str, int]) -> str:
    texts = (
        sentence(f"ledger.gone.{what.replace(' ', '_')}", {"number": count})
        for what, count in gone.items()
    )
    return ", ".join(texts)
