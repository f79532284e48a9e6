"""Which language the service speaks: of a book its own, else the one that all books share."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from models.language import ENGLISH
from sync.config import Config
from sync.nightly.jobs import Job, jobs


def of_job(job: Job) -> str:
    """Give the language of a book."""
    return job.config.language or ENGLISH


def shared(languages: Iterable[str]) -> str:
    """Give the language that all of some share; English where they do not, or there are none."""
    found = set(languages)
    return found.pop() if len(found) == 1 else ENGLISH


class Languages:
    """The languages of a config's books. path: of the config."""

    def __init__(self, config: Config, path: Path) -> None:
        self._config, self._path = config, path
        self._of: dict[str, str] | None = None

    @property
    def shared(self) -> str:
        """The language of what is said of no book, or of several."""
        return shared(book.language or ENGLISH for book in self._config.book)

    def of(self, location: str) -> str:
        """Give the language of a book; of one that the config does not name, the shared one."""
        if self._of is None:
            try:
                self._of = {job.location: of_job(job) for job in jobs(self._config, self._path)}
            except OSError:  # a folder that cannot be looked into now
                self._of = {}
        return self._of.get(location, self.shared)
