"""Which books a night looks at, and in which order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from models.grants import Grant
from models.layering import load_pack
from models.rulepack import Pack
from sync.books.google.links import as_link
from sync.config import BookConfig, Config, files_of
from sync.errors import UsageError
from sync.fingerprints import digest_of_text
from sync.ledger.runs import program

NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Job:
    """One book of a night: its location, and what the config says of it."""

    location: str
    config: BookConfig

    @property
    def name(self) -> str:
        """The name for a person: of a file without its folders."""
        return self.location if self.is_link else Path(self.location).name

    @property
    def is_link(self) -> bool:
        """Whether it is no file."""
        return "://" in self.location

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
        """Load the rules. Raises PackError."""
        return load_pack(self.config.pack)

    def setting(self, pack: Pack, grants: Sequence[Grant] = ()) -> str:
        """Give a digest of everything but the book that a check depends on."""
        told = self.config.model_dump_json(exclude={"recipients", "exclude", "pattern", "folder"})
        noted = [repr(grant) for grant in grants]
        return digest_of_text(told, pack.file.model_dump_json(), program(), *noted)


def jobs(config: Config, config_path: Path) -> list[Job]:
    """Give every book of a config; one that several entries name goes by the first of them."""
    folder = config_path.resolve().parent
    found: dict[str, Job] = {}
    for book in config.book:
        for location in locations(book, folder):
            found.setdefault(location, Job(location, book))
    return list(found.values())


def locations(book: BookConfig, folder: Path) -> list[str]:
    """Give the locations that an entry stands for now."""
    if book.folder is not None:
        return [str(path) for path in files_of(book, folder)]
    if "://" in book.path:
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
