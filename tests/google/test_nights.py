"""Night after night: one call for all sheets, two for one that changed, none for another."""

from __future__ import annotations

import os
import stat
from datetime import date, timedelta

from sync.books.google.book import GoogleBook
from sync.books.google.remembering import Memory, keep, recall, survey, unchanged
from sync.live import overnight
from sync.run import judge, read_book
from tests.google.desk import make_desk, state
from tests.google.test_beside_a_person import FIRST, HEAD, PACK, PEOPLE, DateOrder
from tests.google_server.keys import PERSON, ROBOT

TONIGHT = date(2026, 11, 22)


def night(desk, memory: Memory, as_of: date = TONIGHT) -> dict[str, bool]:
    """Check all sheets as a nightly run does; give which were written to."""
    wrote = {}
    for file_id, listed in survey(desk.google).items():
        kept = memory.get(file_id)
        if kept is not None and unchanged(listed, kept):
            book = recall(desk.google, file_id, kept)
        else:
            book = GoogleBook(desk.google, file_id)
        done = overnight(book, lambda b=book: judge(read_book(b, PACK), PACK, DateOrder.MDY, as_of))
        memory.put(file_id, keep(book, listed, desk.world.now()))
        wrote[file_id] = done is not None and bool(done.plan.edits)
    return wrote


def test_an_unchanged_sheet_costs_no_call_to_sheets(tmp_path) -> None:
    """First three calls, then none, though the day changes; one to Drive each night."""
    desk = make_desk({"Members": [HEAD, *PEOPLE]})
    memory = Memory(tmp_path)
    assert night(desk, memory) == {desk.file.file_id: True}
    assert desk.sheets_calls() == FIRST
    before = state(desk.person)
    for later in (1, 2):
        assert night(desk, memory, TONIGHT + timedelta(later)) == {desk.file.file_id: False}
    assert desk.sheets_calls() == FIRST
    assert len(desk.server.asked("drive")) == 3
    assert state(desk.person) == before


def test_a_changed_sheet_costs_two_calls(tmp_path) -> None:
    """She types; the next night reads and writes once."""
    desk = make_desk({"Members": [HEAD, *PEOPLE]})
    memory = Memory(tmp_path)
    night(desk, memory)
    desk.world.ahead = timedelta(hours=3)
    desk.person.type(3, 6, 15)
    desk.world.ahead = timedelta(0)
    calls = len(desk.sheets_calls())
    assert night(desk, memory, TONIGHT + timedelta(1)) == {desk.file.file_id: True}
    assert desk.sheets_calls()[calls:] == ["read", "write"]


def test_a_rule_that_depends_on_the_day_is_judged_again(tmp_path) -> None:
    """A membership ends although nobody touched the sheet: the flag comes, on the right row."""
    desk = make_desk({"Members": [HEAD, PEOPLE[1]]})
    memory = Memory(tmp_path)
    night(desk, memory, date(2027, 11, 1))
    assert "Members" in desk.person.book.sheets[0].title
    said = desk.person.shown("Members")[1][7]
    assert night(desk, memory, date(2028, 1, 10)) == {desk.file.file_id: True}
    assert desk.person.shown("Members")[1][7] != said


def test_an_edit_between_read_and_write_is_not_forgotten(tmp_path) -> None:
    """She types in another row at the moment of the write: the next night reads the sheet again."""
    desk = make_desk({"Members": [HEAD, *PEOPLE], "Notes": [["x"]]})
    memory = Memory(tmp_path)

    def before(call) -> None:
        if call.writes:
            desk.person.type(1, 1, "changed meanwhile", "Notes")

    desk.server.before = before
    night(desk, memory)
    desk.server.before = lambda _call: None
    calls = len(desk.sheets_calls())
    night(desk, memory, TONIGHT + timedelta(1))
    assert desk.sheets_calls()[calls] == "read"


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
    night(desk, memory)
    path = next((tmp_path / "memory").iterdir())
    if os.name != "nt":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    path.write_bytes(b"spoilt")
    assert memory.get(desk.file.file_id) is None
    memory.forget(desk.file.file_id)
    assert list(path.parent.iterdir()) == []
