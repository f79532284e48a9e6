"""Google Sheets in a night: one question to Drive tells which changed, and calls are counted.

A sheet that did not change is opened as it was when we last saw it, and costs no call. One that
somebody is just working in waits until later in the night.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from models.wording import sentence
from sync.books.google.links import spreadsheet_id
from sync.errors import BookInUse, NoCallsLeft, RostercheckError
from sync.marks import owned

if TYPE_CHECKING:
    from sync.books.google.book import GoogleBook
    from sync.books.google.remembering import Listed, Memory
    from sync.books.google.transport import Google

MEMORY_FOLDER = "rostercheck-memory"
"""Beside the config: what the sheets said when we last saw them."""
_BY_ITSELF = re.compile(r"\b(TODAY|NOW|RAND\w*|IMPORT\w+|GOOGLEFINANCE)\(", re.IGNORECASE)
A_BOOK = 3
"""So many calls a sheet costs at most that is read and written for the first time."""
JUST_NOW = timedelta(minutes=10)
"""Who has typed so recently may be about to type again."""


class Links:
    """The Google Sheets of a night. calls: no sheet is begun after so many calls to Google.

    config: whose login is taken. now: the present moment. patient: whether a sheet that somebody
    works in may wait; who runs a night by hand would have to wait along. notice: what is to be said
    of the list of sheets, where Drive would not give it.
    """

    def __init__(
        self, config: Path, calls: int, now: Callable[[], datetime], *, patient: bool = True
    ) -> None:
        self._config, self._most, self._now, self._patient = config, calls, now, patient
        self._google: Google | None = None
        self._before = 0
        self._listed: Mapping[str, Listed] | None = None
        self._waited: set[str] = set()
        self.notice = ""

    @property
    def calls(self) -> int:
        """How many calls were made so far."""
        return self._google.tried - self._before if self._google is not None else 0

    def open(self, location: str) -> GoogleBook:
        """Open a sheet; one that did not change as it was, without a call.

        Raises NoCallsLeft, BookInUse where somebody works in it just now, and BookError.
        """
        from sync.books.google.book import GoogleBook  # noqa: PLC0415 - only where there are any
        from sync.books.google.remembering import recall, unchanged  # noqa: PLC0415

        file_id = spreadsheet_id(location)
        google, listed = self._connected(), self._survey().get(file_id)
        if listed is not None:
            kept = self.memory.get(file_id)
            if kept is not None and unchanged(listed, kept):
                return recall(google, file_id, kept)
            self._wait_for(listed)
        self.may_call(location)
        return GoogleBook(google, file_id)

    def open_anew(self, location: str) -> GoogleBook:
        """Open a sheet that turned out to have changed after all."""
        from sync.books.google.book import GoogleBook  # noqa: PLC0415

        self.forget(location)
        return GoogleBook(self._connected(), spreadsheet_id(location))

    def may_call(self, location: str) -> None:
        """Raise NoCallsLeft where the calls of the night are used up."""
        if self.calls + A_BOOK > self._most:
            raise NoCallsLeft(
                f"{location} was left for the next night: the {self._most} calls to Google that "
                "google_calls in rostercheck.toml allows for a night are used up."
            )

    def remember(self, book: GoogleBook) -> None:
        """Remember a sheet as it was left, for the next night."""
        from sync.books.google.remembering import keep  # noqa: PLC0415

        listed = self._survey().get(book.file_id)
        if listed is not None and (book.written or not book.recalled):
            kept = keep(book, listed, self._now().astimezone(UTC))
            steady = kept.settled and not follows_the_day(book)
            self.memory.put(book.file_id, replace(kept, settled=steady))

    def forget(self, location: str) -> None:
        """Forget a sheet of which it is not known how it was left."""
        self.memory.forget(spreadsheet_id(location))

    @property
    def memory(self) -> Memory:
        """What is remembered from night to night."""
        return memory_of(self._config)

    def _connected(self) -> Google:
        if self._google is None:
            from sync.books.google.logins import connected, find_login  # noqa: PLC0415

            self._google = connected(find_login(self._config))
            self._before = self._google.tried
        return self._google

    def _survey(self) -> Mapping[str, Listed]:
        """Ask Drive, once a night; where it does not answer every sheet is read."""
        if self._listed is None:
            from sync.books.google.remembering import survey  # noqa: PLC0415

            try:
                self._listed = survey(self._connected())
            except RostercheckError as error:
                self._listed, self.notice = {}, str(error)
        return self._listed

    def _wait_for(self, listed: Listed) -> None:
        """Put a sheet off that somebody is just working in; once a night."""
        recent = self._now() - listed.modified < JUST_NOW
        if self._patient and recent and not listed.by_us and listed.file_id not in self._waited:
            self._waited.add(listed.file_id)
            raise BookInUse(sentence("night.book.just_changed", {"book": listed.name}))


def follows_the_day(book: GoogleBook) -> bool:
    """Whether a formula in a tab of hers may come to something else though nobody types."""
    ours = owned(book.seen()).tabs
    hers = (page for page in book.state.pages if not page.ours and page.title not in ours)
    typed = (cell.get("userEnteredValue") or {} for page in hers for _, cell in page.places())
    return any(_BY_ITSELF.search(value.get("formulaValue", "")) for value in typed)


def memory_of(config: Path) -> Memory:
    """Give what is remembered for a config. config: its path."""
    from sync.books.google.remembering import Memory  # noqa: PLC0415

    return Memory(config.resolve().parent / MEMORY_FOLDER)
