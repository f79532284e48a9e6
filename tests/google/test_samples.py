"""A roster says the same as a Google Sheet as it says as a file."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import pytest

from models.cells import DateOrder
from models.layering import load_pack
from sync.books import open_book
from sync.books.base import Book
from sync.books.google.book import GoogleBook
from sync.live import clear, mark
from sync.run import judge, read_book
from tests.docs.project import ROOT
from tests.google.desk import make_desk, state
from tests.google.test_beside_a_person import FIRST
from tests.google_server import Person
from tests.google_server.keys import PERSON, ROBOT
from tests.google_server.loading import upload

SAMPLES = sorted((ROOT / "sample_workbooks").glob("*.answers.toml"))
BOOKS = [one for one in SAMPLES if one.name.count(".") == 2]
"""Those of workbooks; .csv and .ods files hold the same people again."""
QUICK = ("small-totals", "ninety-days", "inactive-and-back")
"""Those that are small; the others are tried with the tests that take long."""


def judged(book: Book, said: dict):
    pack = load_pack(said["pack"])
    return judge(
        read_book(book, pack), pack, DateOrder(said.get("date_order", "mdy")), said["as_of"]
    )


def told(checked) -> list[tuple]:
    """Everything that was found, person by person."""
    people = [(one.person.key, one.person.row, one.status) for one in checked.judged.people]
    found = [(f.rule, f.outcome, f.place, f.message) for f in checked.judged.flagged()]
    return [*people, *found]


@pytest.mark.parametrize(
    "answers",
    [
        pytest.param(path, marks=[] if path.name.startswith(QUICK) else [pytest.mark.slow])
        for path in BOOKS
    ],
    ids=lambda path: path.name.partition(".")[0],
)
def test_a_sample_says_the_same_in_a_sheet(answers: Path) -> None:
    """The same people, outcomes, cells and sentences; marked in two calls, and cleared again."""
    said = tomllib.loads(answers.read_text(encoding="utf-8"))
    assert isinstance(said["as_of"], date)
    path = answers.parent / said["book"]
    desk = make_desk({"x": [["x"]]})
    file = upload(desk.world, path, PERSON)
    file.roles[ROBOT] = "writer"
    person = Person(desk.world, file, PERSON)
    before = state(person)
    book = GoogleBook(desk.google, file.file_id)
    assert told(judged(book, said)) == told(judged(open_book(path), said))
    calls = len(desk.sheets_calls())
    again = GoogleBook(desk.google, file.file_id)
    mark(again, lambda: judged(again, said))
    assert desk.sheets_calls()[calls:] == FIRST
    clear(GoogleBook(desk.google, file.file_id))
    assert state(person) == before
