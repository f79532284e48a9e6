"""A Google Sheet in the web view and in the registry: the same pages, tab, and way back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from fastapi import FastAPI

from addin.server.gate import Gate
from sync.web.pages import router
from tests.cli.conftest import run  # noqa: F401 - a fixture
from tests.google.desk import Desk, make_desk, state, write_key
from tests.web.scene import AS_OF, TOKEN, Visitor
from tests.web.test_undo import form

HEAD = [
    "Member ID", "Full Name", "Category", "Date endorsed", "Membership expires",
    "Listed in the RSC registry", "Languages",
]  # fmt: skip
ROWS = [
    HEAD,
    ["W-1", "Ana Ruiz", "IMHM-C", "2016-05-01", "2027-06-30", "yes", "English, Spanish"],
    ["W-2", "Ben Oak", "Level II", "2019-03-25", "2026-06-30", "", ""],
]
WORDS = ("--pack", "wisconsin", "--date-order", "mdy", "--as-of", AS_OF.isoformat())


@pytest.fixture
def desk(tmp_path, monkeypatch) -> Desk:
    """A sheet, and a login that the environment names."""
    desk = make_desk({"Members": ROWS})
    monkeypatch.setenv("ROSTERCHECK_GOOGLE_KEY", str(write_key(tmp_path, desk.key)))
    return desk


@pytest.fixture
def visitor(desk: Desk, tmp_path) -> Visitor:
    """Somebody logged in, with the sheet in the config."""
    told = (
        f'[[book]]\npath = "{desk.link}"\npack = "wisconsin"\ndate_order = "mdy"\n'
        'flags = "in_place"\n'
    )
    config = tmp_path / "rostercheck.toml"
    config.write_text(told, "utf-8")
    app = FastAPI()
    app.include_router(router(config=config, books=(), gate=Gate(TOKEN), today=lambda: AS_OF))
    visitor = Visitor(app)
    visitor.post("/login", {"token": TOKEN})
    return visitor


def test_the_tab_comes_and_goes_in_a_sheet(run, desk: Desk) -> None:  # noqa: F811
    """It lists who agreed, stands as it is the second time, and clear takes it off."""
    before = state(desk.person)
    run("check", desk.link, "--registry", *WORDS)
    shown = [line[0] for line in desk.person.shown("RSC providers") if line]
    assert "Ana Ruiz" in shown
    assert "Ben Oak" not in shown
    marked = state(desk.person)
    run("check", desk.link, *WORDS)
    assert state(desk.person) == marked
    run("clear", desk.link)
    assert state(desk.person) == before


def test_a_sheet_is_shown_like_a_workbook(desk: Desk, visitor: Visitor) -> None:
    """Every page works for a link; a second page does not read the sheet again."""
    assert "Ben Oak" in visitor.text("/book/1/gaps")
    read = len(desk.sheets_calls())
    assert "Ana Ruiz" in visitor.text("/book/1/people")
    assert "Ana Ruiz" in visitor.text("/book/1/providers")
    assert len(desk.sheets_calls()) == read
    desk.person.type(3, 2, "Ben Elm", "Members")
    visitor.post("/book/1/read", {"csrf": visitor.csrf("/book/1/people")})
    assert "Ben Elm" in visitor.text("/book/1/people")
    assert "write" not in desk.sheets_calls(), "looking writes nothing"


def test_a_run_in_a_sheet_is_undone_on_a_page(run, desk: Desk, visitor: Visitor) -> None:  # noqa: F811
    """What a night wrote into the sheet is taken back, and the sheet is as it was."""
    before = state(desk.person)
    desk.file.modified -= timedelta(hours=1)  # nobody is working in it, so no night waits
    assert run("nightly", "--as-of", AS_OF.isoformat()).code == 0
    assert state(desk.person) != before
    found = visitor.post("/book/1/runs/1/undo", form(visitor, 1))
    assert found.status_code == 200, found.text
    assert state(desk.person) == before


def test_a_sheet_that_is_not_shared_any_more_is_a_sentence(desk: Desk, visitor: Visitor) -> None:
    """The page says what to do."""
    desk.file.roles.clear()
    found = visitor.get("/book/1")
    assert found.status_code in {404, 503}
    assert "Share" in found.text or "share" in found.text
