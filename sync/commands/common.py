"""What several commands share: which pack, which order of dates, which tables; and progress."""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from models.cells import DateOrder
from models.grants import Grant
from models.language import ENGLISH
from models.rulepack import Pack
from models.wording import worded
from sync.books import open_book
from sync.books.base import Book
from sync.books.google.links import as_link
from sync.config import BookConfig, TableConfig, book_config, find_config, read_config
from sync.dateorder import order_for
from sync.errors import ConfigError, UsageError
from sync.noted import noted_grants
from sync.packfiles import DEFAULT_PACK, pack_named
from sync.run import Checked, Step, judge, read_book, silent

if TYPE_CHECKING:
    from sync.books.google.book import GoogleBook


@dataclass(frozen=True, slots=True)
class Setting:
    """How a book is to be read and judged, in which language, and what has to be said of it.

    grants: the waivers that the ledger holds for it. tabs: kinds of tabs that are wanted beside the
    Gaps tab.
    """

    pack: Pack
    order: DateOrder | None
    tables: Sequence[TableConfig]
    notices: Sequence[str]
    config: Path | None = None
    language: str = ENGLISH
    grants: Sequence[Grant] = ()
    tabs: Collection[str] = ()


def setting(
    book: Path,
    pack: str | None,
    date_order: str | None,
    config: Path | None,
    language: str | None = None,
) -> Setting:
    """Put together the command's words and the config's; the command's go first."""
    notices: list[str] = []
    known, folder, grants = _known(book, config, notices)
    if pack is None and known is None:
        notices.append(worded("notice.no_pack"))
    order = DateOrder(date_order) if date_order else known.date_order if known else None
    if order is None:
        notices.append(worded("notice.no_date_order"))
    rules = pack_named(pack) if pack else pack_named(known.pack if known else DEFAULT_PACK, folder)
    spoken = language or (known.language if known else None) or ENGLISH
    tables, tabs = (known.table, known.tabs) if known else ((), ())
    return Setting(rules, order, tables, notices, config, spoken, grants, tabs)


def _known(
    book: Path, config: Path | None, notices: list[str]
) -> tuple[BookConfig | None, Path, Sequence[Grant]]:
    """Give what the config says about a book, if there is one, its folder, and the waivers."""
    if config is not None and not config.is_file():
        raise ConfigError(f"There is no config {config}. Look at its name and folder again.")
    path = config or find_config(book)
    if path is None:
        return None, Path(), ()
    found = read_config(path)
    known = book_config(found, path, book)
    if config is not None and known is None:
        raise ConfigError(
            f"{config} says nothing about {shown(book)}. Look at its paths, which start from its "
            f'own folder, or run "rostercheck init" with --config.'
        )
    return known, path.parent, noted_grants(found, path, book, notices)


def checked_book(
    path: Path, how: Setting, as_of: date, step: Step = silent
) -> tuple[Book, Checked]:
    """Open, read and judge a book."""
    book = open_book(path, config=how.config)
    return book, judged_book(book, how, as_of, step)


def judged_book(book: Book, how: Setting, as_of: date, step: Step = silent) -> Checked:
    """Read and judge a book."""
    reading = read_book(book, how.pack, how.tables, step)
    order, by_locale = order_for(book, how.order)
    said = [n for n in how.notices if by_locale is None or n != worded("notice.no_date_order")]
    reading.notices[:0] = [*said, *filter(None, (by_locale,))]
    reading.grants = how.grants
    checked = judge(reading, how.pack, order, as_of, step)
    checked.tabs = how.tabs
    return checked


def live_sheet(book: Book) -> GoogleBook:
    """Give a book that was opened by its link as what it is."""
    from sync.books.google.book import GoogleBook  # noqa: PLC0415 - only where it is one

    if not isinstance(book, GoogleBook):
        raise UsageError(f"{book.location} is not the link of a Google Sheet.")
    return book


def shown(book: Path) -> str:
    """Give a book as a person would write it: its path, or its link."""
    return as_link(book) or str(book)


@contextmanager
def progress(what: str) -> Iterator[Callable[[str], None]]:
    """Show on a terminal which step a long work is at; elsewhere show nothing."""
    if not sys.stderr.isatty():
        yield silent
        return
    from rich.console import Console  # noqa: PLC0415 - only where it is seen

    with Console(stderr=True).status(what) as status:
        yield lambda step: status.update(f"{what}: {step} …")
