"""Which books a night looks at, and in which order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from models.grants import Grant
from models.rulepack import Pack
from sync.books.google.links import as_link, is_link, name_of
from sync.config import BookConfig, Config, files_of
from sync.errors import UsageError
from sync.fingerprints import digest_of_text
from sync.ledger.runs import program
from sync.packfiles import pack_named

_ELSEWHERE = {"recipients", "exclude", "pattern", "folder", "when_open"}
"""What the config says of a book and no check depends on."""
NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Job:
    """One book of a night: its location, what the config says of it, and the config's folder.

    nothing: no book at all: it stands for a folder in which no file fits, as when a drive is away.
    """

    location: str
    config: BookConfig
    folder: Path | None = None
    nothing: bool = False

    @property
    def name(self) -> str:
        """The name for a person: of a file without its folders."""
        return self.config.where if self.nothing else name_of(self.location)

    @property
    def is_link(self) -> bool:
        """Whether it is no file."""
        return is_link(self.location)

    @property
    def target(self) -> str | None:
        """Where the marks go; None: nowhere."""
        if self.config.flags == "none":
            return None
        if self.config.flags == "in_place":
            return self.location
        path = Path(self.location)
        return str(path.with_name(f"{path.stem}-flagged{path.suffix}"))

    def pack(self) -> Pack:
        """Load the rules, of a pack that ships or of a file beside the config. Raises PackError."""
        return pack_named(self.config.pack, self.folder)

    def setting(self, pack: Pack, grants: Sequence[Grant] = ()) -> str:
        """Give a digest of everything but the book that a check depends on."""
        told = self.config.model_dump_json(exclude=_ELSEWHERE)
        noted = [repr(grant) for grant in grants]
        return digest_of_text(told, repr(pack.file), program(), *noted)


def jobs(config: Config, config_path: Path) -> list[Job]:
    """Give every book of a config; one that several entries name goes by the first of them."""
    folder = config_path.resolve().parent
    found: dict[str, Job] = {}
    for book in config.book:
        places = locations(book, folder)
        for location in places:
            found.setdefault(location, Job(location, book, folder))
        if not places:
            where = str(folder_of(book, folder) / book.pattern)
            found.setdefault(where, Job(where, book, folder, nothing=True))
    return list(found.values())


def folder_of(book: BookConfig, folder: Path) -> Path:
    """Give the folder of an entry. folder: where the config is."""
    return (folder / Path(book.folder or "").expanduser()).resolve()


def nothing_fits(book: BookConfig, folder: Path) -> str:
    """Say why a folder with a pattern stands for no file."""
    place = folder_of(book, folder)
    if not place.is_dir():
        return (
            f"There is no folder {place}. If it is on another drive or computer, connect that; "
            "else look at folder in rostercheck.toml."
        )
    return (
        f'No file in {place} fits "{book.pattern}". Look at folder, pattern and exclude in '
        "rostercheck.toml."
    )


def locations(book: BookConfig, folder: Path) -> list[str]:
    """Give the locations that an entry stands for now."""
    if book.folder is not None:
        return [str(path) for path in files_of(book, folder)]
    if is_link(book.path):
        return [_link(book.path)]
    return [str((folder / Path(book.path).expanduser()).resolve())]


def _link(text: str) -> str:
    """Give a link in the form in which the ledger knows it; one that cannot be read as it is."""
    try:
        return as_link(text) or text
    except UsageError:
        return text


def in_order(found: list[Job], looked: Mapping[str, datetime]) -> list[Job]:
    """Put first what was looked at longest ago: what a short night left out comes first."""
    return sorted(found, key=lambda job: looked.get(job.location, NEVER))
