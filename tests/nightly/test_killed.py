"""Killed at any step, the next night leaves all as if nothing had happened."""

from __future__ import annotations

import re
import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from sync.books import open_book
from sync.config import read_config
from sync.ledger import open_ledger
from sync.ledger.tables import Edit, Finding, Run
from sync.notify.after import after_night
from sync.undo.undo import former, plan_undo
from tests.nightly.conftest import ANA, BEN, DAY, Office, cells, type_in, write
from tests.nightly.killed import apart, steps_of

LATER = DAY + timedelta(days=50)

STEPS = 46
"""A night over this one book goes through so many steps."""


def killed(folder: Path, step: int) -> int:
    process = apart(folder, step, LATER)
    process.join()
    return process.exitcode


@pytest.fixture(scope="module")
def before(tmp_path_factory) -> Path:
    """A folder after a good first night, in which she has then typed something; and a copy of it.

    The copy is put back before each test: the ledger knows the book by its place.
    """
    folder = tmp_path_factory.mktemp("killed") / "office"
    folder.mkdir()
    path = write(folder / "members.xlsx", ANA, BEN)
    office = Office(folder, open_ledger(folder / "rostercheck-ledger.sqlite"))
    office.config('path = "members.xlsx"\nflags = "in_place"\nrecipients = ["joan@example.org"]')
    office.night()
    office.ledger.close()
    type_in(path, 3, 6, 4)
    shutil.copytree(folder, folder.with_name("before"))
    return folder


def put_back(folder: Path) -> Path:
    shutil.rmtree(folder)
    shutil.copytree(folder.with_name("before"), folder)
    return folder


@pytest.fixture(scope="module")
def undisturbed(before) -> tuple[int, dict, list[str]]:
    """How many steps a night has, and what it leaves that nobody disturbed: cells and letters."""
    folder = put_back(before)
    assert killed(folder, 0) == 0
    return steps_of(folder), cells(folder / "members.xlsx"), drafts(folder)


def drafts(folder: Path) -> list[str]:
    """Give the letters that lie in a folder, without the moment at which they were written."""
    found = sorted((folder / "drafts").glob("*.eml"))
    return [re.sub(r"(?m)^Date: .*\n", "", path.read_text()) for path in found]


def seen(ledger) -> set[tuple]:
    with ledger.session() as session:
        rows = session.execute(
            select(Finding.rule, Finding.outcome, Finding.message).where(
                Finding.closed_on.is_(None)
            )
        )
        return {tuple(row) for row in rows}


@pytest.mark.slow
@pytest.mark.parametrize("step", range(1, STEPS + 1))
def test_after_a_kill_the_next_night_heals_everything(before, undisturbed, step) -> None:
    """Whatever step it was: the book is whole, then marked as if undisturbed, and can be undone.

    No finding and no edit stands twice in the ledger, none is missing, and no run is left open.
    """
    steps, wanted, letters = undisturbed
    assert steps == STEPS, "a night has another number of steps: kill it at each of them"
    folder = put_back(before)
    path = folder / "members.xlsx"
    assert killed(folder, step) == -9
    assert cells(path)["Members"][2][:6] == wanted["Members"][2][:6]  # whole, hers as she typed it
    office = Office(folder, open_ledger(folder / "rostercheck-ledger.sqlite"))
    report = office.night(LATER)
    assert report.good
    assert cells(path) == wanted
    after_night(read_config(folder / "rostercheck.toml"), folder / "rostercheck.toml",
                office.ledger, report)  # fmt: skip
    assert drafts(folder) == letters
    open_findings = seen(office.ledger)
    with office.ledger.session() as session:
        states = session.scalars(select(Run.state)).all()
        assert "writing" not in states
        counted = session.scalar(
            select(func.count()).select_from(Finding).where(Finding.closed_on.is_(None))
        )
        assert counted == len(open_findings)
        broken = select(Run.id).where(Run.state != "done").scalar_subquery()
        assert (
            session.scalar(select(func.count()).select_from(Edit).where(Edit.run_id.in_(broken)))
            == 0
        )
        last = session.scalar(select(func.max(Run.id)).where(Run.edits > 0))
    book = open_book(path)
    undoing = plan_undo(book, former(office.ledger, last))
    assert not undoing.left
    book.apply(undoing.plan.edits)
    assert str(cells(path)["Members"][1][9])[:10] == str(DAY)
    office.ledger.close()
    leftovers = [p.name for p in folder.iterdir() if p.suffix == ".tmp"]
    assert len(leftovers) <= 1
