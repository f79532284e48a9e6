"""Books as they were judged last: read anew when they change, a few of them kept in memory."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import blake2b
from pathlib import Path
from secrets import token_bytes
from threading import Lock, RLock
from time import monotonic
from typing import TypeVar

from sqlalchemy import select

from models.collector import collector_paused
from models.figures import Figures, Grade, figures
from models.findings import Assessment
from models.language import speak
from models.registry import Registry, registry
from sync.books import open_book
from sync.commands.common import Setting, judged_book
from sync.errors import BookNotFound
from sync.fingerprints import digest_of_text, file_digest
from sync.ledger.boards import first_seen
from sync.ledger.tables import Book, Member
from sync.run import Checked
from sync.web.gaps import Gap, gaps_of
from sync.web.shelf import Volume

MOST = 3
"""So many judged books are kept; the one that was looked at longest ago goes first."""
LINK_SECONDS = 120.0
"""A Google Sheet is read again after so long; a file is as soon as it changes."""
T = TypeVar("T")
_SECRET = token_bytes(32)


@dataclass(slots=True)
class Judged:
    """A book on a day, and what its pages show of it; each part is made when it is asked for."""

    volume: Volume
    setting: Setting
    checked: Checked
    numbers: Mapping[str, int]
    seen: Mapping[tuple[str, str], date] | None
    _lists: dict[str, object] = field(default_factory=dict)
    _lock: RLock = field(default_factory=RLock)

    @property
    def as_of(self) -> date:
        """The day as of which everybody was judged."""
        return self.checked.judged.as_of

    @property
    def language(self) -> str:
        """The language of the pages of this book."""
        return self.setting.language

    def gaps(self) -> Sequence[Gap]:
        """Give everything that is flagged, as the list shows it."""
        checked = self.checked
        return self._once("gaps", lambda: gaps_of(checked.judged, checked.pack, self.handle))

    def figures(self) -> Figures:
        """Give the figures for a coordinator."""
        checked = self.checked
        return self._once(
            "figures",
            lambda: figures(
                checked.roster, checked.judged, checked.pack, grade=Grade.COORDINATOR,
                language=self.language, seen=self.seen,
            ),
        )  # fmt: skip

    def registry(self) -> Registry:
        """Give the list of the RSC providers."""
        checked = self.checked
        return self._once("registry", lambda: registry(checked.roster, checked.pack, self.as_of))

    def handle(self, key: str) -> str:
        """Give what stands for a person in an address: never a name or an e-mail.

        It is the number of the member in the ledger; where there is none, a digest that holds as
        long as the server runs.
        """
        number = self.numbers.get(key[:500])
        if number is not None:
            return f"m{number}"
        return "p" + blake2b(key.encode(), key=_SECRET, digest_size=9).hexdigest()

    def person(self, handle: str) -> Sequence[Assessment]:
        """Give the rows of a person by the handle; none: nobody has it any more."""
        people: Mapping[str, list[Assessment]] = self._once("people", self._by_handle)
        return people.get(handle, ())

    def _by_handle(self) -> Mapping[str, list[Assessment]]:
        found: dict[str, list[Assessment]] = {}
        for one in self.checked.judged.people:
            found.setdefault(self.handle(one.person.key), []).append(one)
        return found

    def _once(self, name: str, make: Callable[[], T]) -> T:
        with self._lock, collector_paused():
            if name not in self._lists:
                self._lists[name] = make()
            return self._lists[name]  # type: ignore[return-value]


class Library:
    """Judges books when they are asked for, each as often as it changes and no more."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._kept: OrderedDict[str, tuple[str, Judged]] = OrderedDict()
        self._stamps: dict[str, tuple[object, str]] = {}
        self._settings: dict[str, tuple[object, Setting]] = {}
        self._locks: dict[str, Lock] = {}
        self._lock = Lock()

    def judged(self, volume: Volume, as_of: date) -> Judged:
        """Give a book as it is judged on a day. Raises RostercheckError with a sentence."""
        with self._lock:
            alone = self._locks.setdefault(volume.location, Lock())
        with alone:
            how = self._setting(volume)
            state = self._state(volume, how, as_of)
            with self._lock:
                known = self._kept.get(volume.location)
                if known is not None and known[0] == state:
                    self._kept.move_to_end(volume.location)
                    return known[1]
            made = _judge(volume, how, as_of)
            self._keep(volume.location, state, made)
            return made

    def language(self, volume: Volume) -> str:
        """Give the language of a book's pages. Raises RostercheckError."""
        return self._setting(volume).language

    def _setting(self, volume: Volume) -> Setting:
        """Say how a book is to be judged; read anew when the config or a pack has changed."""
        stamp = volume.stamp()
        known = self._settings.get(volume.location)
        if known is None or known[0] != stamp:
            known = self._settings[volume.location] = (stamp, volume.setting())
        return known[1]

    def forget(self, volume: Volume) -> None:
        """Let a book be read anew the next time."""
        with self._lock:
            self._kept.pop(volume.location, None)

    def _keep(self, location: str, state: str, made: Judged) -> None:
        with self._lock:
            self._kept[location] = (state, made)
            self._kept.move_to_end(location)
            while len(self._kept) > MOST:
                self._kept.popitem(last=False)

    def _state(self, volume: Volume, how: Setting, as_of: date) -> str:
        """Give a digest of all that the pages of a book hang on."""
        tables = [table.model_dump_json() for table in how.tables]
        return digest_of_text(
            self._digest(volume), as_of, how.pack.file.model_dump_json(), how.order, how.language,
            *tables,
        )  # fmt: skip

    def _digest(self, volume: Volume) -> str:
        if volume.is_link:
            return str(int(self._clock() // LINK_SECONDS))
        return self._file(volume)

    def _file(self, volume: Volume) -> str:
        """Give the digest of a file; it is worked out anew when size or time have changed."""
        try:
            found = Path(volume.location).stat()
        except OSError:
            raise BookNotFound(
                f"{volume.name} is not there any more. Was it moved or renamed? Look at its path "
                "in rostercheck.toml, or where the server was started."
            ) from None
        stamp = found.st_mtime_ns, found.st_size, found.st_ino
        known = self._stamps.get(volume.location)
        if known is None or known[0] != stamp:
            known = self._stamps[volume.location] = (stamp, file_digest(volume.location) or "")
        return known[1]


def _judge(volume: Volume, how: Setting, as_of: date) -> Judged:
    with speak(how.language), collector_paused():
        checked = judged_book(open_book(volume.path, config=volume.config), how, as_of)
        numbers: dict[str, int] = {}
        seen: Mapping[tuple[str, str], date] | None = None
        with volume.ledger() as ledger:
            if ledger is not None:
                with ledger.session() as session:
                    rows = session.execute(
                        select(Member.key, Member.id)
                        .join(Book, Book.id == Member.book_id)
                        .where(Book.location == volume.location)
                    )
                    numbers = {key: number for key, number in rows}  # noqa: C416 - typed so
                    seen = first_seen(session, volume.location)
        return Judged(volume, how, checked, numbers, seen)
