"""Nothing of a member stays: not in memory after the answer, and never in the log."""

from __future__ import annotations

import json
from secrets import token_hex

import pytest

from addin.server import forgetting, formula_work
from addin.server.settings import Limits
from models.intake import headers
from tests.addin.server.house import WITH_TOKEN, House, running
from tests.addin.server.memory import leftovers

MARKER = "Zyxwella Quorbatch"
MAIL = "zyxwella@quorbatch.example"
ROWS = [
    ["Name", "E-mail", "Category", "Membership expires", "Training hours", f"Seen by {MARKER}"],
    *([f"{MARKER} {at}", MAIL, "IFS", "2026-06-30", f"{at} hrs", "x"] for at in range(20)),
    [f"{MARKER} x", MAIL, f"Level {MARKER}", f"on {MARKER}", f"some {MARKER}", MARKER],
]
LOG = [
    ["Name", "Date", "Hours", "Topic"],
    *([f"{MARKER} {at}", "2026-01-02", "2", f"About {MARKER}"] for at in range(20)),
]
OF_ELSEWHERE = [
    ["Name", "Category", "Date endorsed", "Association"],
    *([f"{MARKER} {at}", "IFS" if at else "IMHM-C", "2015-05-01", f"AIMH of {MARKER}"]
      for at in range(20)),
]  # fmt: skip
RSC_LOG = [
    ["Name", "Date", "Hours", "Provider", "Individual or group"],
    *([f"{MARKER} {at}", "2026-01-02", "8", f"{MARKER} 0", "group"] for at in range(1, 20)),
]
TODAY = "2026-11-22"


@pytest.fixture
def word() -> str:
    """A name that stands in no source, so that only cells can bring it into the memory."""
    return f"Ada{token_hex(6)}"


ASKED = [
    ("ROSTER_CHECK", [ROWS, LOG]),
    ("ROSTER_STATUS", [ROWS]),
    ("ROSTER_CHECK", [OF_ELSEWHERE, None, RSC_LOG]),
    ("ROSTER_EXPLAIN", [f"{MARKER} 3", ROWS, LOG]),
    ("ROSTER_HOURS", [f"{MARKER} 3", LOG]),
    ("ROSTER_BEST_WINDOW", [f"{MARKER} 3", LOG]),
    ("ROSTER_PROVIDER_OK", [f"{MARKER} 1", f"{MARKER} 2", "2026-01-02", ROWS]),
    ("ROSTER_CATEGORY", [[[f"Level {MARKER}"]]]),
    ("ROSTER_NEED", [MARKER, MARKER]),
    ("ROSTER_RULE", [MARKER]),
    (f"ROSTER_{MARKER}", []),
    ("ROSTER_SUGGEST", [[["work", f"Aide of {MARKER}"], ["degree", MARKER]]]),
]


@pytest.mark.slow
def test_a_worker_keeps_nothing_after_its_answers(word) -> None:
    """Whatever the engine remembers to be quick, no cell is among it once the answer is out."""
    for function, arguments in ASKED:
        body = {"function": function, "arguments": arguments, "today": TODAY}
        reply = formula_work.work(json.dumps(body).replace(MARKER, word).encode())
        assert reply.startswith(b"200")
        del reply
    assert leftovers(word) == []


@pytest.mark.slow
def test_the_scan_finds_what_is_kept(word) -> None:
    """The test above can fail: a text that a cache or something deep holds is found."""
    kept = {"deep": [({"x": [f"{word} Ruiz"]},)]}
    assert leftovers(word) == [f"{word} Ruiz"]
    del kept
    assert leftovers(word) == []
    assert headers.header_key in forgetting.CACHES


@pytest.mark.slow
def test_the_server_keeps_nothing_after_its_answer(house: House, word) -> None:
    """The process that listens holds no request and no answer either."""
    rows = json.loads(json.dumps(ROWS).replace(MARKER, word))
    said = house.ask("ROSTER_CHECK", rows, today=TODAY)
    assert said.status_code == 200
    del rows, said
    assert leftovers(word) == []


@pytest.mark.slow
def test_headers_would_stay_if_they_were_not_forgotten(monkeypatch, word) -> None:
    """The test of a worker can fail: its caches hold a header of hers until they are dropped."""
    monkeypatch.setattr(formula_work, "forget", lambda: None)
    body = {"function": "ROSTER_STATUS", "arguments": [ROWS], "today": TODAY}
    formula_work.work(json.dumps(body).replace(MARKER, word).encode())
    del body
    assert any("seen by" in text.lower() for text in leftovers(word))
    forgetting.forget()
    assert leftovers(word) == []


def test_the_log_names_nobody(house: House) -> None:
    """Not from a cell, a path, a query, a header or a refusal; and no token."""
    with house.client() as client:
        client.post("/v1/answer", json={"function": MARKER, "arguments": [MARKER, ROWS]})
        client.post("/v1/answer", json={"function": MARKER, "arguments": [{MARKER: MARKER}]})
        client.post("/v1/answer", content=f"{MARKER}".encode())
        client.get(f"/v1/{MARKER}?name={MARKER}", headers={"X-Name": MARKER})
        client.post("/v1/sheets/check", json={"link": MARKER, MARKER: MARKER})
        client.post("/v1/sheets/check", json={"link": f"https://docs.google.com/{MARKER}"})
    with house.client(headers={"Authorization": f"Bearer {MARKER}"}) as client:
        client.get("/v1/functions")
    written = house.log.getvalue()
    assert '"route": "/v1/answer", "status": 200' in written
    for word in ("Zyxwella", "Quorbatch", WITH_TOKEN["Authorization"][7:]):
        assert word not in written
        assert word.replace(" ", "%20") not in written
    assert all(json.loads(line) for line in written.splitlines())


def test_a_fault_of_ours_is_a_sentence_and_a_place_in_the_log(monkeypatch) -> None:
    """The caller gets a number, the log the same number and where it was; no data, no trace."""
    monkeypatch.setattr("addin.server.routes.FORMULAS", "tests.addin.server.odd_work:work")
    with running(Limits(workers=1)) as house, house.client() as client:
        said = client.post("/v1/answer", content=b"raise")
    assert said.status_code == 500
    number = json.loads(house.log.getvalue().splitlines()[0])["number"]
    assert number in said.json()["answer"][0][0]
    assert "odd_work.py" in house.log.getvalue()
    assert "on purpose" not in house.log.getvalue() + said.text
