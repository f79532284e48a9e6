"""The menu of a Google Sheet, on a server that knows the sheet: check, gaps, explain, clear."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from addin.server.pool import Worker
from addin.server.settings import Limits
from tests.addin.server.house import House, running
from tests.google.desk import Desk, make_desk, state, write_key

HEAD = [
    "Member ID", "Full Name", "Category", "Date endorsed", "Membership expires", "Training hrs",
]  # fmt: skip
ROWS = [
    HEAD,
    ["W-1", "Ana Ruiz", "IFS", "2020-05-01", "2026-06-30", 15],
    ["W-2", "Ben Oak", "Level II", "2019-03-25", "2027-12-31", "11 hrs"],
]
LOG = [["Member ID", "Date", "Hours", "Title"], ["W-2", "2026-03-01", 4, "Attachment"]]
DAY = "2027-01-10"


@pytest.fixture
def desk(tmp_path, monkeypatch) -> Desk:
    """A sheet that is shared with the server's login and stands in its config."""
    desk = make_desk({"Members": ROWS, "Training log": LOG})
    monkeypatch.setenv("ROSTERCHECK_GOOGLE_KEY", str(write_key(tmp_path, desk.key)))
    (tmp_path / "rostercheck.toml").write_text(
        f'[[book]]\npath = "{desk.link}"\npack = "wisconsin"\ndate_order = "mdy"\n',
        encoding="utf-8",
    )
    return desk


@pytest.fixture
def served(desk: Desk, tmp_path: Path) -> Iterator[House]:
    """A server with that config."""
    with running(Limits(workers=1), config=tmp_path / "rostercheck.toml") as one:
        yield one


def ask(house: House, do: str, link: str, **more: object) -> tuple[int, dict]:
    with house.client() as client:
        said = client.post(f"/v1/sheets/{do}", json={"link": link, "today": DAY, **more})
    return said.status_code, said.json()


@pytest.mark.slow
def test_check_now_does_as_the_command_does(served: House, desk: Desk) -> None:
    """The flags stand in the sheet; the answer says so, with the gap list; clear takes them off."""
    before = state(desk.person)
    status, said = ask(served, "check", desk.link + "/edit#gid=0")
    assert status == 200
    assert desk.person.shown("Members")[1][6:8] == ["Gap", "• membership ended on 30 Jun 2026"]
    assert said["lines"][0] == "This sheet: checked as of 10 Jan 2027"
    assert said["lines"][1].startswith("Rules: Wisconsin")
    assert said["lines"][-1].startswith("The flags are in this sheet (")
    gap = next(one for one in said["gaps"] if one["who"] == "Ana Ruiz")
    assert (gap["outcome"], gap["status"], gap["sheet"], gap["cell"], gap["row"]) == (
        "gap", "Gap", "Members", "E2", 2,
    )  # fmt: skip
    assert "30 Jun 2026" in gap["message"]
    status, said = ask(served, "clear", desk.link)
    assert (status, said["gaps"]) == (200, [])
    assert "was taken off" in said["lines"][-1]
    assert state(desk.person) == before


@pytest.mark.slow
def test_the_gap_list_writes_nothing(served: House, desk: Desk) -> None:
    """To look costs nothing: the sheet stays as it is."""
    before = state(desk.person)
    status, said = ask(served, "gaps", desk.link)
    assert status == 200
    assert {gap["who"] for gap in said["gaps"]} >= {"Ana Ruiz"}
    assert state(desk.person) == before


@pytest.mark.slow
def test_a_row_is_explained_by_itself_and_by_an_entry(served: House, desk: Desk) -> None:
    """The row of a person, or of an entry in a log, leads to the person; other rows to nobody."""
    status, said = ask(served, "explain", desk.link, sheet="Members", row=3)
    assert status == 200
    assert said["lines"][0].startswith("Ben Oak, ")
    _, by_entry = ask(served, "explain", desk.link, sheet="Training log", row=2)
    assert by_entry["lines"] == said["lines"]
    status, said = ask(served, "explain", desk.link, sheet="Members", row=1)
    assert (status, said["error"]) == (409, "sheet_failed")
    assert 'row 1 of the tab "Members"' in said["answer"][0][0]


@pytest.mark.slow
def test_other_sheets_are_refused_and_not_touched(served: House, desk: Desk) -> None:
    """A token is no key to every sheet: only those of the config are touched."""
    other = "https://docs.google.com/spreadsheets/d/1SomebodyElses"
    for do, more in (("check", {}), ("clear", {}), ("explain", {"sheet": "x", "row": 1})):
        status, said = ask(served, do, other, **more)
        assert (status, said["error"]) == (403, "sheet_unknown")
        assert f"rostercheck init {other}" in said["answer"][0][0]
    assert desk.sheets_calls() == []


@pytest.mark.slow
@pytest.mark.parametrize(
    "link", ["", "members.xlsx", "/etc/passwd", "https://example.org/x", "https://docs.google.com/"]
)
def test_what_is_no_sheet_is_told_of(served: House, link) -> None:
    """A path of the server is never opened by somebody's word."""
    status, said = ask(served, "check", link)
    assert (status, said["error"]) == (409, "sheet_failed")
    assert "is not the link of a Google Sheet" in said["answer"][0][0]


@pytest.mark.slow
def test_trouble_with_google_is_a_sentence(served: House, desk: Desk) -> None:
    """A sheet that is not shared any more: what to click, as the command says it."""
    desk.file.roles.clear()
    status, said = ask(served, "check", desk.link)
    assert (status, said["error"]) == (409, "sheet_failed")
    assert "is not shared with Rostercheck" in said["answer"][0][0]


@pytest.mark.slow
def test_the_worker_keeps_nothing_of_a_sheet(desk: Desk, tmp_path: Path) -> None:
    """After check, gap list and explanation, no cell of the sheet is left in the process."""
    worker = Worker("tests.addin.server.memory:work")
    asked = {"link": desk.link, "today": DAY, "config": str(tmp_path / "rostercheck.toml")}
    try:
        for do in ("check", "gaps", "explain", "clear"):
            body = json.dumps({**asked, "do": do, "sheet": "Members", "row": 2}).encode()
            reply = worker.ask(body, 60)
            assert reply.startswith(b"200")
            assert do == "clear" or b"Ruiz" in reply
        assert json.loads(worker.ask(b"?Ruiz", 60)) == []
        assert json.loads(worker.ask(b"?" + b"Attachment", 60)) == []
        assert json.loads(worker.ask(b"?service_account", 60)) != [], "the scan finds what is kept"
    finally:
        worker.end()


@pytest.mark.slow
def test_a_long_check_goes_on_and_another_waits(desk: Desk, tmp_path: Path, monkeypatch) -> None:
    """Who waits too long is told to look later; meanwhile the next one is told to wait."""
    monkeypatch.setattr("addin.server.routes.SHEETS", "tests.addin.server.odd_work:slow_sheet")
    limits = Limits(workers=1, sheet_seconds=0.2)
    with running(limits, config=tmp_path / "rostercheck.toml") as house:
        status, said = ask(house, "check", desk.link)
        assert (status, said["error"]) == (504, "sheet_goes_on")
        assert "goes on" in said["answer"][0][0]
        status, said = ask(house, "check", desk.link)
        assert (status, said["error"]) == (503, "sheet_busy")


@pytest.mark.parametrize(
    "body", [{}, {"link": 5}, {"link": "x", "more": 1}, {"link": "x", "today": "soon"}, [], "x"]
)
def test_what_does_not_fit_is_told_of(house: House, body) -> None:
    """One sentence that says where and why; nothing of what was sent is repeated."""
    with house.client() as client:
        said = client.post("/v1/sheets/check", json=body)
    assert (said.status_code, said.json()["error"]) == (422, "malformed")


def test_what_is_no_json_is_told_of(house: House) -> None:
    """Bytes that are no text are told of as what they are."""
    with house.client() as client:
        said = client.post(
            "/v1/sheets/check", content=b"\xff6", headers={"Content-Type": "application/json"}
        )
    assert (said.status_code, said.json()["error"]) == (400, "not_json")


def test_without_a_config_no_sheet_is_checked(house: House) -> None:
    """The formulas work, and the menu says what is missing."""
    status, said = ask(house, "gaps", "https://docs.google.com/spreadsheets/d/1AbC")
    assert (status, said["error"]) == (403, "sheet_unknown")
