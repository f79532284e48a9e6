"""The nightly service on Google Sheets: what did not change costs nothing, and is judged anew."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from sync.books.google import logins
from sync.books.google.book import GoogleBook
from sync.books.google.logins import access_for
from sync.books.google.transport import Google, Patience
from sync.commands.ledger import run_forget
from sync.config import read_config
from sync.ledger import Ledger, open_ledger
from sync.ledger.history import runs
from sync.ledger.runs import RunState, last_known
from sync.nightly.links import MEMORY_FOLDER
from sync.nightly.night import Report, run_night
from tests.google.desk import Clock, Desk, make_desk, state, write_key
from tests.google.hunting import cut_off
from tests.google.test_beside_a_person import HEAD, PEOPLE
from tests.google_server import Person
from tests.google_server.http import Fault
from tests.google_server.keys import PERSON, ROBOT
from tests.nightly.conftest import ANA, SimulatedClock, write

DAY = date(2026, 11, 22)
LATER = timedelta(hours=2)


@dataclass
class Service:
    """A folder with a config that names sheets, a ledger, and a clock near the server's."""

    folder: Path
    desk: Desk
    ledger: Ledger
    clock: SimulatedClock = field(default_factory=lambda: SimulatedClock(datetime.now(UTC) + LATER))

    def config(self, *links: str, extra: str = "", book: str = "") -> None:
        key = write_key(self.folder, self.desk.key)
        books = "".join(
            f'[[book]]\npath = "{link}"\npack = "wisconsin"\ndate_order = "mdy"\n'
            f'flags = "in_place"\n{book}' for link in links
        )  # fmt: skip
        (self.folder / "rostercheck.toml").write_text(
            f'{extra}\n[google]\nkey = "{key.name}"\n{books}', encoding="utf-8"
        )

    def night(self, as_of: date = DAY) -> Report:
        """Hold a night, some hours after whatever was done before."""
        path = self.folder / "rostercheck.toml"
        return run_night(read_config(path), path, self.ledger, self.clock, as_of=as_of)

    def states(self, as_of: date = DAY) -> list[RunState]:
        return [one.state for one in self.night(as_of).looked.values()]

    def calls(self) -> tuple[int, int]:
        """How many calls were made to Sheets and to Drive since this was asked last."""
        server = self.desk.server
        found = len(server.asked()), len(server.asked("drive"))
        server.calls.clear()
        return found


@pytest.fixture
def service(tmp_path, monkeypatch) -> Iterator[Service]:
    monkeypatch.delenv("ROSTERCHECK_GOOGLE_KEY", raising=False)
    desk = make_desk({"Members": [HEAD, *PEOPLE]})
    ledger = open_ledger(tmp_path / "rostercheck-ledger.sqlite")
    found = Service(tmp_path, desk, ledger)
    found.config(desk.link)
    yield found
    ledger.close()


def types(service: Service, row: int, column: int, value: object, hours: float = 1.0) -> None:
    """Let the coordinator type, some hours before the next night."""
    world = service.desk.world
    world.ahead = timedelta(hours=hours)
    service.desk.person.type(row, column, value)
    world.ahead = timedelta(0)


def test_a_night_on_an_unchanged_sheet_makes_no_call_to_sheets(service) -> None:
    """First three calls; then one to Drive a night, none to Sheets, and nothing is written."""
    assert service.states() == [RunState.DONE]
    assert service.calls() == (3, 1)
    before = state(service.desk.person)
    for later in (1, 2):
        assert service.states(DAY + timedelta(later)) == [RunState.UNCHANGED]
        assert service.calls() == (0, 1)
    assert state(service.desk.person) == before


def test_the_words_in_the_sheet_never_turn_while_nights_are_held(service) -> None:
    """Before they would turn to a warning the day is put anew, and nothing else changes."""
    service.night()
    service.calls()
    written = []
    for later in range(1, 9):
        day = DAY + timedelta(later)
        before = service.desk.person.shown("Gaps")[1:], service.desk.person.shown("Members")
        assert service.states(day) == [RunState.UNCHANGED]
        sheets, drive = service.calls()
        assert drive == 1
        written += [later] if sheets else []
        assert sheets in {0, 2}
        stood = datetime.strptime(str(service.desk.person.shown("Gaps")[0][2]), "%Y-%m-%d").date()  # noqa: DTZ007
        assert (day + timedelta(1) - stood).days <= 3
        after = service.desk.person.shown("Gaps")[1:], service.desk.person.shown("Members")
        assert before == after
    assert written == [3, 6]


def test_a_changed_sheet_costs_two_calls(service) -> None:
    """She types; the next night reads and writes once, and what she typed is judged."""
    service.night()
    types(service, 3, 6, 15)
    service.calls()
    assert service.states(DAY + timedelta(1)) == [RunState.DONE]
    assert service.calls() == (2, 1)
    assert service.states(DAY + timedelta(1)) == [RunState.UNCHANGED]
    assert service.calls() == (0, 1)


def test_an_edit_that_changes_no_word_of_ours_is_read_and_not_written(service) -> None:
    """A cell far away that no rule reads: one call that reads, and the sheet is as she left it."""
    service.night()
    types(service, 20, 12, "called on Monday")
    service.calls()
    before = state(service.desk.person)
    assert service.states(DAY + timedelta(1)) == [RunState.DONE]
    assert service.calls() == (1, 1)
    assert state(service.desk.person) == before
    assert service.states(DAY + timedelta(2)) == [RunState.UNCHANGED]
    assert service.calls() == (0, 1)


def test_rules_that_depend_on_the_day_are_judged_again(service) -> None:
    """Nobody touched the sheet, and a membership has ended: the flag comes, in two calls."""
    service.night(date(2027, 12, 20))
    said = service.desk.person.shown("Members")
    service.calls()
    assert service.states(date(2028, 1, 10)) == [RunState.DONE]
    assert service.calls() == (2, 1)
    assert service.desk.person.shown("Members") != said
    rows = [row for row in service.desk.person.shown("Members")[1:] if row and row[0]]
    assert any("ended on 31 Dec 2027" in str(row) for row in rows)
    assert service.states(date(2028, 1, 11)) == [RunState.UNCHANGED]
    assert service.calls() == (0, 1)


def test_a_due_night_that_comes_to_the_same_writes_nothing(service) -> None:
    """A day was due, everybody was looked at, and nothing is to be said anew: no call."""
    service.config(service.desk.link, extra="[nightly]\nstale_after_days = 60")
    service.night(date(2026, 11, 22))
    said = service.desk.person.shown("Members")
    service.calls()
    days = [DAY + timedelta(days) for days in range(1, 45, 4)]
    quiet = [day for day in days if service.states(day) and service.calls()[0] == 0]
    assert quiet
    assert service.desk.person.shown("Members")[0] == said[0]


@pytest.mark.slow
def test_a_thousand_sheets_are_one_question(service) -> None:
    """Of many sheets the changed one alone is read and written; Drive is asked once."""
    links = [service.desk.link]
    for number in range(4):
        file = service.desk.world.add_spreadsheet(f"Chapter {number}", PERSON, tabs=("Members",),
                                                  rows=20, columns=14)  # fmt: skip
        file.roles[ROBOT] = "writer"
        Person(service.desk.world, file, PERSON).fill_in([HEAD, *PEOPLE], "Members")
        links.append(f"https://docs.google.com/spreadsheets/d/{file.file_id}/edit#gid=0")
    service.config(*links)
    assert service.states() == [RunState.DONE] * 5
    assert service.calls() == (15, 1)
    types(service, 3, 6, 15)
    found = sorted(map(str, service.states(DAY + timedelta(1))))
    assert found == ["done", *["unchanged"] * 4]
    assert service.calls() == (2, 1)


def test_no_sheet_is_begun_when_the_calls_are_used_up(service) -> None:
    """The rest is left over, is not half done, and comes first the next night."""
    links = [service.desk.link]
    for number in range(3):
        file = service.desk.world.add_spreadsheet(f"Chapter {number}", PERSON, tabs=("Members",),
                                                  rows=20, columns=14)  # fmt: skip
        file.roles[ROBOT] = "writer"
        Person(service.desk.world, file, PERSON).fill_in([HEAD, *PEOPLE], "Members")
        links.append(f"https://docs.google.com/spreadsheets/d/{file.file_id}")
    service.config(*links, extra="[nightly]\ngoogle_calls = 8")
    report = service.night()
    assert len(report.looked) == 2
    assert [job.location for job in report.left_over] == links[2:]
    assert not report.good
    assert service.calls()[0] <= 7
    again = service.night(DAY + timedelta(1))
    assert list(again.looked)[:2] == links[2:]
    assert again.good
    assert service.calls()[0] == 6


def test_a_sheet_that_somebody_works_in_waits(service) -> None:
    """Changed minutes ago: it is looked at later in the same night, whoever still works in it."""
    service.night()
    types(service, 3, 6, 15, hours=1.95)
    report = service.night(DAY + timedelta(1))
    assert service.clock.waits
    (looked,) = report.looked.values()
    assert looked.state is RunState.DONE
    with service.ledger.session() as session:
        states = [line.state for line in runs(session)]
    assert states == ["done", "put off", "done"]


def test_a_formula_that_follows_the_day_is_read_every_night(service) -> None:
    """What it comes to tomorrow is not known today, though nobody will have typed."""
    types(service, 20, 12, "=TODAY()")
    service.night()
    service.calls()
    service.night(DAY + timedelta(1))
    assert service.calls()[0] >= 1


def test_an_edit_at_the_moment_of_the_write_is_not_forgotten(service) -> None:
    """She types in another row while the flags are put; the next night reads the sheet again."""
    desk, typed = make_desk({"Members": [HEAD, *PEOPLE], "Notes": [["x"]]}), itertools.count()
    service.desk = desk
    service.config(desk.link)

    def before(call) -> None:
        if call.writes and not next(typed):
            desk.person.type(1, 1, "changed meanwhile", "Notes")

    desk.server.before = before
    service.night()
    desk.server.before = lambda _call: None
    service.calls()
    service.night(DAY + timedelta(1))
    assert service.calls()[0] >= 1
    with service.ledger.session() as session:
        assert runs(session)[0].state == "done"


@pytest.mark.parametrize("next_night", ["has flags", "has nothing to say", "knows the sheet"])
def test_what_a_night_left_astray_is_taken_back_by_the_next(
    service, monkeypatch, next_night
) -> None:
    """She has mended meanwhile what it was about; also if that next night has nothing to say."""
    clock = Clock()
    patience = Patience(clock=clock, sleep=clock.sleep)
    monkeypatch.setattr(logins, "_connected", lambda key: Google(access_for(key), patience))
    service.desk.person.note(6, 6, "Call him")
    service.night()
    before = state(service.desk.person)["Members"]
    types(service, 2, 6, 1)
    server, person = service.desk.server, service.desk.person

    def sorts(call) -> None:
        if call.writes:
            server.before = lambda _call: None
            person.sort(f"Members!A2:J{len(PEOPLE) + 1}", 2, down=True)

    server.before = sorts
    cut_off(service.desk, 2)  # the read is heard, the write is made and nothing heard of it
    assert service.states() == [RunState.FAILED]
    server.faults.clear()
    person.sort(f"Members!A2:J{len(PEOPLE) + 1}", 2)
    types(service, 2, 6, PEOPLE[0][5])
    book = GoogleBook(service.desk.google, service.desk.file.file_id)
    book.read()
    assert book.owes
    if next_night == "has nothing to say":
        monkeypatch.setattr("sync.nightly.one.says_anew", lambda *_: False)
    elif next_night == "knows the sheet":
        with service.ledger.session() as session:
            known = last_known(session, service.desk.link)
        monkeypatch.setattr("sync.nightly.one.snapshot_digest", lambda _: known.output_digest)
    assert service.states() == [RunState.DONE]
    assert state(person)["Members"] == before


def test_without_the_list_of_drive_every_sheet_is_read_and_that_is_said(service) -> None:
    """Drive is not switched on: the night does its work with one call more, and says why."""
    service.desk.world.drive_on = False
    report = service.night()
    (looked,) = report.looked.values()
    assert looked.state is RunState.DONE
    assert "Drive API is not switched on" in "\n".join(looked.said)


def test_a_lost_memory_costs_one_read(service) -> None:
    """Where nothing is remembered, the sheet is read and found to be as the ledger knows it."""
    service.night()
    for path in (service.folder / MEMORY_FOLDER).iterdir():
        path.unlink()
    service.calls()
    assert service.states(DAY + timedelta(1)) == [RunState.UNCHANGED]
    assert service.calls() == (1, 1)


def test_a_share_that_was_withdrawn_is_said(service) -> None:
    """The book fails with what to click; the memory of its rows goes."""
    service.night()
    service.desk.file.roles.pop(ROBOT)
    report = service.night(DAY + timedelta(1))
    (looked,) = report.looked.values()
    assert looked.state is RunState.FAILED
    assert "shared with" in looked.said[0]


def test_a_night_without_the_net_ends_in_a_sentence_and_heals(service, monkeypatch) -> None:
    """Every call is cut off: files are checked, the sheet is said to wait; back on the net it is.

    What she typed meanwhile is judged then, and nothing is flagged twice.
    """
    clock = Clock()
    patience = Patience(clock=clock, sleep=clock.sleep)
    monkeypatch.setattr(logins, "_connected", lambda key: Google(access_for(key), patience))
    service.night()
    types(service, 3, 6, 4)
    before = state(service.desk.person)
    write(service.folder / "members.xlsx", ANA)
    toml = service.folder / "rostercheck.toml"
    toml.write_text(f'{toml.read_text()}\n[[book]]\npath = "members.xlsx"\npack = "wisconsin"\n')
    service.desk.server.faults.append(Fault(10**6, 0))
    report = service.night(DAY + timedelta(1))
    sheet, file = sorted(report.looked.values(), key=lambda one: not one.job.is_link)
    assert (sheet.state, file.state) == (RunState.FAILED, RunState.DONE)
    assert "Google cannot be reached" in sheet.said[0]
    assert not report.good
    assert state(service.desk.person) == before
    service.desk.server.faults.clear()
    assert service.night(DAY + timedelta(1)).good
    assert service.states(DAY + timedelta(1)) == [RunState.UNCHANGED, RunState.UNCHANGED]


def test_forget_takes_the_rows_of_sheets_along(service) -> None:
    """Who is forgotten is not remembered in what a night keeps of the sheets either."""
    service.night()
    assert list((service.folder / MEMORY_FOLDER).iterdir())
    run_forget(service.folder / "rostercheck.toml", "Ana Ruiz", yes=True)
    assert list((service.folder / MEMORY_FOLDER).iterdir()) == []
