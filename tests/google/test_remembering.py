"""What is remembered of sheets from one night to the next."""

from __future__ import annotations

import os
import stat
from datetime import UTC, datetime

from sync.books.google.book import GoogleBook
from sync.books.google.remembering import Memory, keep, survey
from tests.google.desk import make_desk
from tests.google.test_beside_a_person import HEAD, PEOPLE
from tests.google_server.keys import PERSON, ROBOT

DAY = datetime(2026, 11, 22, tzinfo=UTC)


def test_a_thousand_sheets_are_one_call_to_drive() -> None:
    """A thousand and one are two."""
    desk = make_desk({"Members": [["a"]]})
    for number in range(1000):
        file = desk.world.add_spreadsheet(f"S{number}", PERSON, rows=1, columns=1)
        file.roles[ROBOT] = "writer"
    assert len(survey(desk.google)) == 1001
    assert len(desk.server.asked("drive")) == 2


def test_what_is_remembered_is_for_its_owner_alone(tmp_path) -> None:
    """The file may be read by nobody else; a spoilt one counts as none; forgetting deletes it."""
    desk = make_desk({"Members": [HEAD, *PEOPLE]})
    memory = Memory(tmp_path / "memory")
    book = GoogleBook(desk.google, desk.file.file_id)
    book.read()
    memory.put(desk.file.file_id, keep(book, survey(desk.google)[desk.file.file_id], DAY))
    path = next((tmp_path / "memory").iterdir())
    if os.name != "nt":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    path.write_bytes(b"spoilt")
    assert memory.get(desk.file.file_id) is None
    memory.forget(desk.file.file_id)
    assert list(path.parent.iterdir()) == []
