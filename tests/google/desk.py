"""A desk for tests: a server, a sheet on it, who keeps it, and the program's way to it."""

from __future__ import annotations

import atexit
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from google.oauth2 import service_account

from sync.books.google.book import GoogleBook
from sync.books.google.links import link_of
from sync.books.google.logins import SCOPES
from sync.books.google.transport import Access, Google, Patience
from tests.google_server import GoogleServer, Person, World
from tests.google_server.keys import PERSON, ROBOT
from tests.google_server.keys import service_account as make_key
from tests.google_server.world import File, Login


@lru_cache(maxsize=1)
def running() -> GoogleServer:
    """Give the one server of this process, started when it is first needed."""
    server = GoogleServer().start()
    atexit.register(server.stop)
    return server


@lru_cache(maxsize=1)
def _credentials() -> service_account.Credentials:
    """Load the key once: that takes longer than a whole check."""
    return service_account.Credentials.from_service_account_info(make_key(running()), scopes=SCOPES)


@dataclass
class Desk:
    """Everything a test needs. `key` is the JSON of the service account's key."""

    server: GoogleServer
    file: File
    person: Person
    google: Google
    key: dict[str, Any]

    @property
    def link(self) -> str:
        """The link of the sheet."""
        return link_of(self.file.file_id)

    @property
    def world(self) -> World:
        """What the server keeps."""
        return self.server.world

    def book(self) -> GoogleBook:
        """The sheet as a book, opened anew."""
        return GoogleBook(self.google, self.file.file_id)

    def sheets_calls(self) -> list[str]:
        """The calls to the Sheets API so far: "read" or "write" each."""
        return ["write" if call.writes else "read" for call in self.server.asked()]


class Clock:
    """A clock that stands still but for sleeps, which it writes down."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


def make_desk(
    tabs: dict[str, list[list[Any]]], *, clock: Clock | None = None, **words: Any
) -> Desk:
    """Make a new world with one sheet in it, shared with the program as Editor."""
    server = running()
    tokens = server.world.tokens
    server.world = World()
    server.world.tokens = tokens
    server.world.read_quota = server.world.write_quota = None
    server.calls.clear()
    server.faults.clear()
    server.before = server.after = lambda _call: None
    server.world.logins[PERSON] = Login(PERSON, service=False)
    key = make_key(server)
    words = {"rows": 40, "columns": 14, **words}
    file = server.world.add_spreadsheet("Members 2026", PERSON, tabs=tuple(tabs), **words)
    file.roles[ROBOT] = "writer"
    person = Person(server.world, file, PERSON)
    for title, rows in tabs.items():
        person.fill_in(rows, title)
    clock = clock or Clock()
    patience = Patience(clock=clock, sleep=clock.sleep, read=60.0)
    return Desk(
        server, file, person, Google(Access(_credentials(), ROBOT, "key.json"), patience), key
    )


def state(person: Person) -> Any:
    """Everything of a spreadsheet that a person could see or lose, and nothing else."""
    return {
        sheet.title: (
            [dict(row) for row in _rows(sheet.rows)],
            sheet.merges, sheet.protected, sheet.conditional, sheet.basic_filter, sheet.tables,
            [(n, p["pixelSize"]) for n, p in enumerate(sheet.column_props)
             if p.get("pixelSize", 100) != 100],
            [p for one in sheet.row_props if (p := _seen(one))], sheet.hidden,
        )
        for sheet in person.book.sheets
    }  # fmt: skip


def _seen(props: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in props.items() if name != "developerMetadata"}


def _rows(rows: list[dict[int, Any]]) -> list[dict[int, Any]]:
    kept = list(rows)
    while kept and not kept[-1]:
        kept.pop()
    return kept


def write_key(folder: Path, key: dict[str, Any]) -> Path:
    """Put a key into a file."""
    import json  # noqa: PLC0415

    path = folder / "key.json"
    path.write_text(json.dumps(key), encoding="utf-8")
    return path
