"""Killed at any step or moment, over many rosters: after the next night nothing tells of it."""

from __future__ import annotations

import email
import email.policy
import shutil
import sys
import time
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import NamedTuple

import pytest
import xlsxwriter
from aiosmtpd.controller import Controller
from sqlalchemy import select

from sync.config import read_config
from sync.ledger import open_ledger
from sync.ledger.tables import Book, Edit, Finding, Member, Night, Notice, Run
from sync.nightly.night import run_night
from sync.notify.after import after_night
from tests.nightly.conftest import DAY, HEAD, SimulatedClock, cells, type_in
from tests.nightly.killed import apart, steps_of
from tests.notify.test_letters import Box, free_port

LATER = DAY + timedelta(days=50)
FIRST_SEEDS, ALL_SEEDS = range(1), range(1, 25)
FEW, MANY = (1, 1), (3, 2)
"""How often a night is killed at a step, and how often at a moment."""

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="nothing is killed so there")


class Left(NamedTuple):
    """All that a night leaves: in the workbooks, in the ledger, and with whom letters go to."""

    books: dict[str, dict[str, list[list[object]]]]
    findings: Counter[tuple[object, ...]]
    notices: Counter[tuple[object, ...]]
    letters: dict[str, str]


@pytest.fixture(scope="module")
def server():
    """A mail server."""
    found = Controller(Box(), hostname="127.0.0.1", port=free_port())
    found.start()
    yield found
    found.stop()


class Scene:
    """A folder after a good first night in which she has then typed; made from a seed."""

    def __init__(self, folder: Path, seed: int, server: Controller) -> None:
        self.folder, self.random = folder / "office", Random(seed)
        self.box: Box = server.handler
        self.folder.mkdir()
        self.names = [f"{letter}.xlsx" for letter in "ab"[: self.random.randint(1, 2)]]
        for name in self.names:
            self._write(self.folder / name)
        self._config(server.port)
        self.heal(DAY)
        for name in self.names:
            for _ in range(self.random.randrange(3)):
                self._type(self.folder / name)
        shutil.copytree(self.folder, folder / "before")

    def _write(self, path: Path) -> None:
        with xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd"}) as book:
            sheet = book.add_worksheet("Members")
            sheet.write_row(0, 0, [*HEAD, "E-mail"])
            for row in range(1, self.random.randint(2, 9)):
                day = date(2026, 1, 31) + timedelta(days=self.random.randrange(700))
                sheet.write_row(row, 0, [f"W-{row}", f"Person {row}"])
                sheet.write(row, 2, self.random.choice(["IFS", "IMHS", "Levl III", ""]))
                sheet.write_datetime(row, 3, date(2020, 5, 1))
                sheet.write_datetime(row, 4, day)
                sheet.write(row, 5, self.random.choice([3, 15, 20, "?"]))
                sheet.write(row, 6, f"p{row}@example.org")

    def _config(self, port: int) -> None:
        text = f'[mail]\nsender = "roster@example.org"\nmembers = {self._maybe()}\n'
        if self.random.random() < 0.5:
            text += f'send = true\nhost = "127.0.0.1"\nport = {port}\nsecurity = "none"\n'
        for name in self.names:
            text += f'\n[[book]]\npath = "{name}"\npack = "wisconsin"\ndate_order = "mdy"\n'
            text += f'flags = "{self.random.choice(["in_place", "in_place", "copy"])}"\n'
            text += f'recipients = ["joan@example.org"]\nkeep = {self._maybe()}\n'
            text += f"backup = {self._maybe()}\n"
        (self.folder / "rostercheck.toml").write_text(text)

    def _maybe(self) -> str:
        return self.random.choice(["true", "false"])

    def _type(self, path: Path) -> None:
        row = self.random.randint(2, max(2, len(cells(path)["Members"])))
        column, value = self.random.choice([(6, 15), (6, 4), (3, "IFS"), (2, "Somebody Else")])
        type_in(path, row, column, value)

    def put_back(self) -> None:
        shutil.rmtree(self.folder)
        shutil.copytree(self.folder.with_name("before"), self.folder)
        self.box.got.clear()

    def undisturbed(self) -> tuple[int, float, Left]:
        """Say what a night leaves that nobody disturbs, how many steps it has, how long it is."""
        self.put_back()
        begun = time.monotonic()
        assert self.child(0).exitcode == 0
        spent = time.monotonic() - begun
        return steps_of(self.folder), spent, self.left()

    def child(self, step: int):
        """Let another process hold the night, which dies at a step."""
        process = self.start(step)
        process.join()
        return process

    def start(self, step: int):
        return apart(self.folder, step, LATER)

    def heal(self, day: date = LATER) -> None:
        """Hold a night as the next one would be."""
        path = self.folder / "rostercheck.toml"
        ledger = open_ledger(self.folder / "rostercheck-ledger.sqlite")
        config = read_config(path)
        report = run_night(config, path, ledger, SimulatedClock(), as_of=day)
        assert report.good
        assert after_night(config, path, ledger, report).failed == 0
        ledger.close()

    def left(self) -> Left:
        ledger = open_ledger(self.folder / "rostercheck-ledger.sqlite")
        with ledger.session() as session:
            open_ones = (
                select(Book.location, Member.key, Finding.rule, Finding.outcome, Finding.message)
                .select_from(Finding)
                .join(Book, Book.id == Finding.book_id)
                .outerjoin(Member, Member.id == Finding.member_id)
                .where(Finding.closed_on.is_(None))
            )
            findings = Counter(tuple(row) for row in session.execute(open_ones))
            sent = select(Notice.kind, Notice.stage, Notice.recipient, Notice.state)
            notices = Counter(tuple(row) for row in session.execute(sent))
            states = Counter(session.scalars(select(Run.state)))
            assert "writing" not in states
            assert set(session.scalars(select(Night.state))) <= {"done", "broken off"}
            idle = select(Run.id).where(Run.state != "done")
            assert not session.scalars(select(Edit.id).where(Edit.run_id.in_(idle))).all()
        ledger.close()
        shown = {
            path.name: _without_days(cells(path))
            for path in sorted(self.folder.glob("*.xlsx"))
            if ".backup-" not in path.name
        }
        return Left(shown, findings, notices, self._letters())

    def _letters(self) -> dict[str, str]:
        """Give the letters by their id; one that came twice came under one id."""
        twice = Counter(letter["Message-ID"] for letter in self.box.got)
        assert sum(twice.values()) - len(twice) <= 1
        drafts = [
            email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
            for path in sorted(self.folder.glob("drafts/*.eml"))
        ]
        letters = [*self.box.got, *drafts]
        return {letter["Message-ID"]: str(letter.get_payload()) for letter in letters}


def _without_days(sheets: dict[str, list[list[object]]]) -> dict[str, list[list[object]]]:
    """Leave out the days on which words were last worked out: beside people, and above the gaps.

    After a kill a book may be judged anew of which nobody was due; its words are the same.
    """
    head = sheets["Members"][0]
    if "Checked as of" not in head:  # the flags are in a copy
        return sheets
    at = head.index("Checked as of")
    assert {row[at] for row in sheets["Members"][1:]} <= {DAY, LATER, ""}
    first, second, *more = sheets["Gaps"]
    assert first[2] == LATER  # the day of the last look is always that of the last night
    said = str(second[0]).partition(": ")[2]
    return sheets | {"Members": [row[:at] for row in sheets["Members"]],
                     "Gaps": [first, [said], *more]}  # fmt: skip


def nothing_tells(folder: Path, seed: int, server: Controller, times: tuple[int, int]) -> None:
    """Kill the night of a seed at steps and at moments; each time the next night heals it."""
    at_steps, at_moments = times
    scene = Scene(folder, seed, server)
    steps, seconds, wanted = scene.undisturbed()
    for step in scene.random.sample(range(1, steps + 1), at_steps):
        scene.put_back()
        assert scene.child(step).exitcode == -9
        _healed(scene, wanted)
    for _ in range(at_moments):
        scene.put_back()
        process = scene.start(0)
        time.sleep(scene.random.uniform(0, seconds))
        process.kill()
        process.join()
        _healed(scene, wanted)


def _healed(scene: Scene, wanted: Left) -> None:
    for path in scene.folder.glob("*.xlsx"):
        assert cells(path)["Members"][0][:6] == HEAD, "half-written"
    scene.heal()
    assert scene.left() == wanted
    scene.heal()  # and another night changes nothing more
    assert scene.left() == wanted


@pytest.mark.slow
@pytest.mark.parametrize("seed", FIRST_SEEDS)
def test_killed_anywhere_the_next_night_heals_everything(tmp_path, server, seed) -> None:
    """Nothing lost, doubled or half-written: workbooks, copies, findings, edits, letters.

    A letter that was on its way comes once more, under the same id.
    """
    nothing_tells(tmp_path, seed, server, FEW)


@pytest.mark.slow
@pytest.mark.parametrize("seed", ALL_SEEDS)
def test_killed_anywhere_over_many_seeds(tmp_path, server, seed) -> None:
    """The same, over many more rosters, steps and moments."""
    nothing_tells(tmp_path, seed, server, MANY)
