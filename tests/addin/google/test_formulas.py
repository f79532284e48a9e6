"""The formulas of a Google Sheet: the real script, stand-ins for Google, a real server."""

from __future__ import annotations

import json
import socket
import threading

import pytest

from addin.functions import FUNCTIONS
from addin.server.settings import Limits
from tests.addin.contract import CASES, HUGE
from tests.addin.google.sheet import SERVER, Sheet
from tests.addin.server.house import TOKEN, House, running

pytestmark = pytest.mark.slow
NAMES = [one.name for one in FUNCTIONS]
TABLE = [
    ["Name", "Category", "Date endorsed", "Training hours"],
    ["Ana Ruiz", "IFA", {"date": "2020-05-01"}, 15],
]


IN_SHEETS = [case for case in (*CASES, *HUGE) if case.function in NAMES]
"""A formula that there is not is no matter of ours in a sheet: Google says #NAME?."""


@pytest.mark.parametrize("case", IN_SHEETS, ids=[case.name for case in IN_SHEETS])
def test_every_case_of_the_contract_has_its_answer(sheet: Sheet, case) -> None:
    """Dates as dates, blanks as "", one cell as a value: the answer is that of every host."""
    sheet.set(today=case.today)
    assert sheet.formula(case.function, *case.arguments) == case.expected


@pytest.mark.parametrize(
    "zone", ["America/Los_Angeles", "Europe/Madrid", "Australia/Perth", "Asia/Kolkata", "Etc/UTC"]
)
def test_dates_are_those_that_stand_in_the_sheet(sheet: Sheet, zone) -> None:
    """Whatever the time zone of the sheet: a date, a time and a length of time stay as they are."""
    sheet.set(zone=zone)
    block = [[{"date": "2026-01-01"}, {"date": "2026-07-01T23:59:59"}, {"time": "01:30:00"}]]
    sheet.formula("ROSTER_SUGGEST", block)
    sent = json.loads(sheet.look("fetches")[0]["payload"])
    assert sent["arguments"] == [block]


def test_a_length_of_a_day_and_more_is_hours(sheet: Sheet) -> None:
    """Thirty-six hours and a half, formatted as a duration, arrive as they are read."""
    sheet.formula("ROSTER_SUGGEST", [["x", {"date": "1899-12-31T12:30:00"}]])
    assert json.loads(sheet.look("fetches")[0]["payload"])["arguments"] == [[["x", "36:30"]]]


def test_the_day_is_that_of_the_sheet(sheet: Sheet) -> None:
    """When it is tomorrow already in Perth, a sheet in Perth is judged by tomorrow."""
    sheet.set(zone="Australia/Perth", today="2026-03-01")
    sheet.formula("ROSTER_VERSION")
    assert json.loads(sheet.look("fetches")[0]["payload"])["today"] == "2026-03-01"


def test_one_range_is_one_request_and_blank_ends_are_not_sent(sheet: Sheet) -> None:
    """A whole column costs what stands in it."""
    blank = [[None] * 26] * 20_000
    wide = [[*row, *[None] * 22] for row in TABLE] + [[False] * 26] + blank
    answer = sheet.formula("ROSTER_CHECK", wide, None, None, {"date": "2026-11-22"}, "wisconsin")
    fetches = sheet.look("fetches")
    assert len(fetches) == 1
    assert json.loads(fetches[0]["payload"])["arguments"][0] == TABLE
    assert len(answer) == len(TABLE)


def test_what_was_asked_already_is_not_asked_again(sheet: Sheet) -> None:
    """The second time the answer comes from the cache, piece by piece; then it is too old."""
    rows = [["Category"], *([f"No category such as this one, number {at}"] for at in range(3000))]
    first = sheet.formula("ROSTER_CATEGORY", rows)
    assert len(json.dumps(first)) > 200_000
    assert sheet.formula("ROSTER_CATEGORY", rows) == first
    assert len(sheet.look("fetches")) == 1
    rows[1] = ["Another"]
    sheet.formula("ROSTER_CATEGORY", rows)
    assert len(sheet.look("fetches")) == 2
    sheet.set(today="2099-01-01")
    sheet.formula("ROSTER_CATEGORY", rows)
    assert len(sheet.look("fetches")) == 3


def test_a_piece_of_the_cache_that_is_gone_means_asking_again(sheet: Sheet) -> None:
    """Google drops pieces when it likes; half an answer is none."""
    rows = [["Category"], *([f"No category such as this one, number {at}"] for at in range(3000))]
    first = sheet.formula("ROSTER_CATEGORY", rows)
    kept = sheet.look("cache")
    assert len([key for key in kept if key[-2] == "-"]) >= 3
    sheet.forget(next(key for key in kept if key.endswith("-1")))
    assert sheet.formula("ROSTER_CATEGORY", rows) == first
    assert len(sheet.look("fetches")) == 2


def test_the_key_of_the_cache_names_nobody(sheet: Sheet) -> None:
    """It is a digest; another version of the server makes another key."""
    sheet.formula("ROSTER_CHECK", TABLE)
    assert not [key for key in sheet.look("cache") if "Ana" in key or "Ruiz" in key]


def test_a_very_long_answer_is_given_and_not_kept(sheet: Sheet) -> None:
    """What is too long for the cache is asked for each time, and never fails."""
    rows = [[f"No category such as this one, number {at}, {'x' * 60}"] for at in range(9000)]
    assert len(sheet.formula("ROSTER_CATEGORY", rows)) == 9000
    assert len(sheet.look("cache")) <= 1


def test_a_cache_that_fails_does_not_matter(sheet: Sheet) -> None:
    """The answer is there all the same."""
    sheet.set(cacheFails=True)
    assert sheet.formula("ROSTER_CATEGORY", "IFS") == [["IFS"]]


@pytest.mark.parametrize(
    ("world", "words"),
    [
        ({"properties": {}}, "not connected to Rostercheck yet"),
        ({"properties": {"ROSTERCHECK_URL": SERVER, "ROSTERCHECK_TOKEN": "wrong"}},
         "does not take the token"),
        ({"properties": {"ROSTERCHECK_URL": "http://x.example", "ROSTERCHECK_TOKEN": TOKEN}},
         "has to begin with https://"),
        ({"hosts": {SERVER: "http://127.0.0.1:9"}}, "does not answer at https://roster.example"),
    ],
)  # fmt: skip
def test_what_is_in_the_way_is_said(sheet: Sheet, world, words) -> None:
    """Not connected, a wrong token, a server that is down: one sentence in the cell."""
    sheet.set(**world)
    answer = sheet.formula("ROSTER_CHECK", TABLE)
    assert len(answer) == len(answer[0]) == 1
    assert answer[0][0].startswith("⚠ ")
    assert words in answer[0][0]


def _served(reply: bytes, wait: float = 0) -> tuple[socket.socket, str]:
    """A server that says one thing only."""
    listening = socket.create_server(("127.0.0.1", 0))
    gone = threading.Event()

    def serve() -> None:
        while True:
            try:
                line, _ = listening.accept()
            except OSError:
                return
            with line:
                line.recv(65536)
                gone.wait(wait)
                line.sendall(reply)

    threading.Thread(target=serve, daemon=True).start()
    return listening, f"http://127.0.0.1:{listening.getsockname()[1]}"


@pytest.mark.parametrize(
    ("status", "content", "words"),
    [
        (200, '{"answer": "text"}', "is not Rostercheck"),
        (200, '{"answer": [[1], [1, 2]]}', "is not Rostercheck"),
        (200, "<html>Log in to the wireless</html>", "is not Rostercheck"),
        (200, "null", "is not Rostercheck"),
        (302, "", "status 302"),
        (404, "Not found", "status 404"),
        (413, "<html>Too large</html>", "smaller range"),
        (429, '{"answer": [["Wait a little."]], "error": "too_many"}', "⚠ Wait a little."),
        (500, '{"answer": [["Our fault."]], "error": "failed"}', "⚠ Our fault."),
        (502, "<html>Bad gateway</html>", "does not answer"),
        (504, '{"answer": [["Too long."]], "error": "took_too_long"}', "⚠ Too long."),
    ],
)
def test_whatever_answers_a_sentence_stands_in_the_cell(sheet: Sheet, status, content, words):
    """Refusals of ours are given as they are; what is not ours is told of."""
    body = content.encode()
    head = f"HTTP/1.1 {status} X\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n"
    listening, url = _served(head.encode() + body)
    with listening:
        sheet.set(hosts={SERVER: url})
        answer = sheet.formula("ROSTER_VERSION")
    assert words in answer[0][0]
    assert answer[0][0].startswith("⚠ ")
    assert not [key for key in sheet.look("cache") if key != "rostercheck-version"]


def test_a_server_that_does_not_answer_in_time_is_told_of(sheet: Sheet) -> None:
    """Google gives up at some time; the cell says so."""
    listening, url = _served(b"", wait=30)
    with listening:
        sheet.set(hosts={SERVER: url}, milliseconds=300)
        assert "does not answer" in sheet.formula("ROSTER_VERSION")[0][0]


def test_real_refusals_reach_the_cell(node: Sheet) -> None:
    """Too often, too large and too long, from the real server."""
    with running(Limits(per_minute=1, workers=1)) as house:
        node.fresh(house.url, TOKEN)
        node.formula("ROSTER_VERSION")
        assert "Too many requests at once" in node.formula("ROSTER_CATEGORY", "x")[0][0]
    with running(Limits(body=300, seconds=0.001, workers=1)) as house:
        node.fresh(house.url, TOKEN)
        assert "more than 0 MB" in node.formula("ROSTER_CATEGORY", [["x" * 500]])[0][0]
        assert "took longer than" in node.formula("ROSTER_VERSION")[0][0]


def test_a_fault_in_google_itself_is_a_sentence(sheet: Sheet) -> None:
    """Nothing that a service throws reaches the cell as an error."""
    sheet.set(zone="Nowhere/At all")
    assert sheet.formula("ROSTER_VERSION")[0][0].startswith("⚠ Rostercheck could not answer")


def test_the_script_has_every_formula_and_no_other(folder) -> None:
    """What is offered while typing is what the registry holds."""
    code = (folder / "Code.gs").read_text(encoding="utf-8")
    offered = [part.split("(")[0] for part in code.split("@customfunction\n */\nfunction ")[1:]]
    assert offered == NAMES


def test_too_many_arguments_are_told_of(sheet: Sheet) -> None:
    """What is typed beyond the last argument is not dropped in silence."""
    assert "ROSTER_VERSION" in sheet.formula("ROSTER_VERSION", "one", "too many")[0][0]


def test_the_server_of_the_tests_is_real(house: House, sheet: Sheet) -> None:
    """The formulas above went through HTTP."""
    sheet.formula("ROSTER_VERSION")
    assert '"route": "/v1/answer"' in house.log.getvalue()
