"""`rostercheck doctor`: what is in the way, and what to click."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from sync.books.google.book import GoogleBook
from sync.books.google.examining import Check, examine_login, examine_sheet, shared_sheets
from sync.books.google.links import as_link, spreadsheet_id
from sync.books.google.logins import connected, find_login
from sync.books.google.transport import Google, Trouble
from sync.commands.common import setting
from sync.config import FILE_NAME, read_config
from sync.errors import RostercheckError, UsageError
from sync.run import read_book


def run_doctor(book: Path | None, *, config: Path | None) -> bool:
    """Look at the login and at one sheet, or at all of them; give whether all is well."""
    link = as_link(book) if book is not None else None
    if book is not None and link is None:
        raise UsageError(
            f"{book} is a file. The doctor looks at Google Sheets; give it a link, or nothing."
        )
    google = connected(find_login(config))
    checks = said(examine_login(google))
    if not all(one.well for one in checks):
        return False
    sheets = [(link, link)] if link is not None else _all(google, config)
    if not sheets:
        print(
            f"\nNo sheet is shared yet. Open one, click Share, add {google.access.email}, choose "
            "Editor, and click Send."
        )
    ends = [_sheet(google, one, name, config) for one, name in sheets]
    print("\n" + "\n".join(sentence for _, sentence in ends) if ends else "")
    return all(well for well, _ in ends)


def said(checks: Iterable[Check]) -> list[Check]:
    """Print each check as it is made."""
    found = []
    for one in checks:
        print(f"  {'ok' if one.well else 'NO'}  {one.what}: {one.sentence}")
        found.append(one)
    return found


def _all(google: Google, config: Path | None) -> list[tuple[str, str]]:
    """Give the sheets of the config and those that are shared, each once."""
    path = config or Path(FILE_NAME)
    books = read_config(path).book if path.is_file() else ()
    links = [link for one in books if (link := as_link(one.path)) is not None]
    try:
        found = shared_sheets(google)
    except Trouble as trouble:
        raise google.error(trouble, "Your Drive") from trouble
    known = {link for link, _ in found}
    return [*found, *((link, link) for link in dict.fromkeys(links) if link not in known)]


def _sheet(google: Google, link: str, name: str, config: Path | None) -> tuple[bool, str]:
    """Look at one sheet; end with one sentence."""
    print(f"\n{name}")
    now = datetime.now().astimezone()
    checks = said(
        examine_sheet(google, spreadsheet_id(link), lambda book: _header(book, link, config), now)
    )
    bad = [one for one in checks if not one.well]
    if bad:
        return False, f"{name}: {bad[0].sentence}"
    return True, f"{name}: all is well. Type: rostercheck check {link}"


def _header(book: GoogleBook, link: str, config: Path | None) -> Check:
    """Look whether a list of people is found, in a book that was just read."""
    how = setting(Path(link), None, None, config)
    try:
        reading = read_book(book, how.pack, how.tables)
    except RostercheckError as error:
        return Check("header", well=False, sentence=str(error))
    tables = ", ".join(f'"{one.sheet}" (row {one.header_row})' for one in reading.layouts)
    return Check("header", well=True, sentence=f"Tables were found in {tables}.")
