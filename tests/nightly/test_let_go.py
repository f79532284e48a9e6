"""What a night has read of a book goes as soon as the book is done."""

from __future__ import annotations

import gc
from datetime import date

from models.collector import collector_paused
from models.records import LogEntry
from models.roster import Person
from tests.nightly.conftest import ANA, BEN, write

LOG: list[list[object]] = [
    ["Name", "Date", "Hours", "Provider", "Individual or group"],
    ["Ana Ruiz", date(2026, 3, 1), 2, "Ben Oak", "group"],
    ["Ben Oak", date(2026, 4, 1), 2, "Ana Ruiz", "individual"],
]


def test_people_and_their_entries_go_without_the_collector(office) -> None:
    """Even two who supervise each other are gone when the night is over, on each kind of night."""
    path = write(office.folder / "roster.xlsx", ANA, BEN, sheets={"RSC log": LOG})
    office.config(f'path = "{path.name}"\nflags = "in_place"')
    for day in (date(2026, 11, 22), date(2027, 1, 2)):
        gc.collect()
        others = {id(one) for one in _alive()}  # which other tests hold
        with collector_paused():
            assert office.states(day) == {"roster.xlsx": "done"}
            assert not [one for one in _alive() if id(one) not in others]


def _alive() -> list[object]:
    return [one for one in gc.get_objects() if isinstance(one, Person | LogEntry)]
