"""`rostercheck config check`: whether the service could do its work with this config."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sync.books import open_book
from sync.config import FILE_NAME, BookConfig, Config, examine_config
from sync.errors import ConfigError, RostercheckError, SecretError
from sync.ledger.opening import check_address
from sync.nightly.jobs import Job, locations, nothing_fits
from sync.noted import ledger_place
from sync.packfiles import pack_named
from sync.secrets import reveal
from sync.service_config import Secret


def run_config_check(path: Path | None) -> bool:
    """Say what the config asks for and everything that is wrong; give whether all is well."""
    found = path or Path(FILE_NAME)
    if not found.is_file():
        raise ConfigError(f"There is no config {found}. Name it with --config.")
    config, wrong = examine_config(found)
    if config is not None:
        folder = found.resolve().parent
        wrong += [*_books(config, folder), *_secrets(config, folder), *_ledger(config, found)]
        wrong += _log(config, folder)
    for sentence in wrong:
        print(sentence)
    if not wrong:
        print(f"{found}: all is well.")
    return not wrong


def _books(config: Config, folder: Path) -> Iterator[str]:
    """Print a line for each entry, and give what is wrong with them."""
    if not config.book:
        yield 'No books are named. Add one: "rostercheck init WORKBOOK".'
    seen: dict[str, str] = {}
    for book in config.book:
        found = locations(book, folder)
        for location in found:
            if location in seen:
                yield f'{location} is named twice ("{seen[location]}", "{book.where}"). Keep one.'
            seen[location] = book.where
        wrong = [*_pack(book, folder), *_places(book, found, folder)]
        yield from wrong
        if not wrong:
            count = "" if book.path else f", {len(found)} files now"
            print(f"{book.where}: rules {book.pack}, flags {book.flags}{count}")


def _pack(book: BookConfig, folder: Path) -> Iterator[str]:
    try:
        pack_named(book.pack, folder)
    except RostercheckError as error:
        yield f"{book.where}: {error}"


def _places(book: BookConfig, found: list[str], folder: Path) -> Iterator[str]:
    """Say what stands in the way of opening the books."""
    if book.folder is not None and not found:
        yield f"{book.where}: {nothing_fits(book, folder)}"
    for location in found:
        job = Job(location, book)
        if job.is_link:
            if book.flags == "copy":
                yield f'{location}: a link has no copy. Say flags = "in_place" or flags = "none".'
            continue
        try:
            open_book(location)
        except RostercheckError as error:
            yield str(error)


def _secrets(config: Config, folder: Path) -> Iterator[str]:
    """Say which secrets cannot be found; none of them is printed."""
    places: list[tuple[str, str | Secret | None]] = [("ledger.url", config.ledger.url)]
    if config.mail is not None:
        places.append(("mail.password", config.mail.password))
    if config.ping is not None:
        places += [("ping.url", config.ping.url), ("ping.failed", config.ping.failed)]
    for name, secret in places:
        if secret is None:
            continue
        try:
            reveal(secret, folder)
        except RostercheckError as error:
            yield f"{name}: {error}"


def _ledger(config: Config, path: Path) -> Iterator[str]:
    """Say where the ledger will be, or why it cannot be there.

    A server is not asked: it may be reached only from where the night runs.
    """
    try:
        place = ledger_place(config.ledger, path)
    except SecretError:
        return  # said of the secret already
    except ConfigError as error:
        yield f"ledger.url: {error}"
        return
    if isinstance(place, Path):
        if not place.parent.is_dir():
            yield f"There is no folder {place.parent} for the ledger. Make it first."
        elif place.is_dir():
            yield f"{place} is a folder. Name the file of the ledger."
        return
    try:
        check_address(place)
    except RostercheckError as error:
        yield f"ledger.url: {error}"


def _log(config: Config, folder: Path) -> Iterator[str]:
    """Say why the log cannot be written."""
    if config.nightly.log is None:
        return
    place = folder / Path(config.nightly.log).expanduser()
    if not place.parent.is_dir():
        yield f"There is no folder {place.parent} for the log. Make it first."
    elif place.is_dir():
        yield f"{place} is a folder. Name the file of the log."
