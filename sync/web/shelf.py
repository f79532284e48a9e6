"""Which books the web view shows: those of the config, and those that the command names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sync.books.google.links import as_link, is_link, name_of
from sync.commands.common import Setting, setting
from sync.commands.places import LEDGER_NAME, config_at, ledger_of, ledger_place
from sync.config import Config, book_config, find_config, read_config
from sync.ledger import Ledger, open_ledger
from sync.nightly.jobs import jobs
from sync.packfiles import is_file


@dataclass(frozen=True, slots=True)
class Volume:
    """One book on the shelf. number: from 1, as in the addresses of its pages."""

    number: int
    location: str
    config: Path | None

    @property
    def name(self) -> str:
        """The name for a person: of a file without its folders."""
        return name_of(self.location)

    @property
    def is_link(self) -> bool:
        """Whether it is a Google Sheet."""
        return is_link(self.location)

    @property
    def path(self) -> Path:
        """The location as a command takes it."""
        return Path(self.location)

    @property
    def known(self) -> Path | None:
        """The config that it goes by: the one of the shelf, or one beside the file."""
        return self.config or (None if self.is_link else find_config(self.path))

    @property
    def folder(self) -> Path:
        """The folder in which only one may work at a time: that of the config, or of the book."""
        if self.known is not None:
            return self.known.resolve().parent
        return Path.cwd() if self.is_link else self.path.parent

    def setting(self) -> Setting:
        """Say how it is to be read and judged, and in which language. Raises RostercheckError."""
        return setting(self.path, None, None, self.config)

    def stamp(self) -> object:
        """Give what changes when the config or a pack of her own does. Raises ConfigError."""
        known = self.known
        if known is None:
            return None
        book = book_config(read_config(known), known, self.path)
        files = [known]
        if book is not None and is_file(book.pack):
            files += sorted((known.parent / book.pack).parent.glob("*.toml"))
        found = ((path, path.stat()) for path in files if path.is_file())
        return tuple((str(path), stat.st_mtime_ns, stat.st_size) for path, stat in found)

    def settings(self) -> Config:
        """Give the config that it goes by; an empty one where there is none."""
        known = self.known
        return read_config(known) if known is not None else Config(book=())

    @contextmanager
    def ledger(self) -> Iterator[Ledger | None]:
        """Open the ledger that knows it; None: there is none yet. Raises LedgerError."""
        known = self.known
        if known is not None:
            config, path = config_at(known)
            place = ledger_place(config.ledger, path)
            if isinstance(place, Path) and not place.is_file():
                yield None
                return
            with ledger_of(config, path, must_be=True) as ledger:
                yield ledger
            return
        place = self.folder / LEDGER_NAME
        if not place.is_file():
            yield None
            return
        ledger = open_ledger(place)
        try:
            yield ledger
        finally:
            ledger.close()


class Shelf:
    """The books, as config and command name them now; a config that changes is read anew."""

    def __init__(self, config: Path | None, books: Sequence[str] = ()) -> None:
        self._config, self._books = config, tuple(books)

    def volumes(self) -> list[Volume]:
        """Give every book, those of the config first. Raises ConfigError."""
        found: dict[str, Path | None] = {}
        if self._config is not None:
            for job in jobs(read_config(self._config), self._config):
                found.setdefault(job.location, self._config)
        for book in self._books:
            location = as_link(book) or str(Path(book).expanduser().resolve())
            found.setdefault(location, None)
        return [Volume(n, place, config) for n, (place, config) in enumerate(found.items(), 1)]

    def volume(self, number: int) -> Volume | None:
        """Give the book of a number; None: there is none."""
        return next((one for one in self.volumes() if one.number == number), None)
