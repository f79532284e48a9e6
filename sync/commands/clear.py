"""`rostercheck clear`: take off everything of ours, and nothing else."""

from __future__ import annotations

from pathlib import Path

from sync import live
from sync.books import book_file, open_book
from sync.books.base import Book
from sync.books.excel_open.finding import in_excel
from sync.books.google.links import as_link
from sync.commands.check import left_undone, refuse_copy
from sync.commands.common import live_sheet
from sync.copies import check_replaceable, check_suffix
from sync.errors import BookNotWritable
from sync.reports.text import planned
from sync.run import carry_out, plan_clearing


def run_clear(book: Path, *, dry_run: bool, out: Path | None, backup: bool) -> None:
    """Clear a book in place, or into `out`. Raises RostercheckError."""
    there = in_excel(book_file(book)) if as_link(book) is None and out is None else None
    if there is not None:
        _clear_in_excel(there, dry_run=dry_run, backup=backup)
        return
    opened = open_book(book)
    if as_link(book) is not None:
        _clear_link(book, opened, dry_run=dry_run, out=out)
        return
    plan = plan_clearing(opened)
    if dry_run:
        print("\n".join((*planned(plan), "Dry run: nothing was written.")))
        return
    if not plan.edits and out is None:
        print(f"{book}: nothing of Rostercheck's stands in it; it was left as it is.")
        return
    if not opened.abilities.values:
        raise BookNotWritable(f"{book} cannot be written. {opened.abilities.why_not}")
    if out is not None:
        check_suffix(out, book)
        check_replaceable(out, book)
    applied = carry_out(opened, plan, out=str(out) if out else None, backup=backup)
    for line in (*plan.left_alone, *left_undone(applied)):
        print(line)
    print(f"{applied.location}: everything that Rostercheck wrote was taken off.")


def _clear_in_excel(book: Book, *, dry_run: bool, backup: bool) -> None:
    """Clear a workbook that is open in Excel, there."""
    if dry_run:
        print("\n".join((*planned(plan_clearing(book)), "Dry run: nothing was written.")))
        return
    plan, applied = live.clear(book, backup=backup)
    if not plan.edits:
        print(f"{book.location}: nothing of Rostercheck's stands in it; it was left as it is.")
        return
    for line in (*plan.left_alone, *left_undone(applied)):
        print(line)
    print(f"{applied.location}: everything that Rostercheck wrote was taken off.")
    print("It is open in Excel and was cleared there. Rostercheck does not save it: save it when")
    print("you like.")


def _clear_link(link: Path, book: Book, *, dry_run: bool, out: Path | None) -> None:
    """Clear a Google Sheet."""
    refuse_copy(link, out)
    if dry_run:
        plan = plan_clearing(book)
        print("\n".join((*planned(plan), "Dry run: nothing was written.")))
        return
    print("\n".join(clear_sheet(book)))


def clear_sheet(book: Book) -> list[str]:
    """Take everything of ours off a Google Sheet, and say what was done."""
    plan, applied = live.clear(book)
    from sync.comments import drop_comments  # noqa: PLC0415 - no workbook needs it

    drop_comments(live_sheet(book))
    if not plan.edits:
        return [f"{book.location}: nothing of Rostercheck's stands in it; it was left as it is."]
    done = f"{applied.location}: everything that Rostercheck wrote was taken off."
    return [*plan.left_alone, *left_undone(applied), done]
