"""Formulas over HTTP, on a real server: the same answers, and a sentence for what does not fit."""

from __future__ import annotations

import json

import httpx
import pytest

from addin.functions import FUNCTIONS
from addin.server.settings import Limits
from tests.addin.server.house import House, running


def test_functions_are_listed(house: House) -> None:
    """A program can ask which formulas there are, with their arguments and help."""
    with house.client() as client:
        listed = client.get("/v1/functions").json()
    assert [one["name"] for one in listed["functions"]] == [one.name for one in FUNCTIONS]
    assert listed["version"] == house.ask("ROSTER_VERSION").json()["version"]


@pytest.mark.parametrize(
    ("body", "status", "words"),
    [
        (b"", 400, "not JSON"),
        (b"{", 400, "not JSON"),
        (b"\xff\xfe", 400, "not JSON"),
        (b'{"function": "ROSTER_VERSION", "arguments": [NaN]}', 400, "not JSON"),
        (b"[" * 200_000, 400, "not JSON"),
        (b"9" * 10_000, 400, "not JSON"),
        (b"[]", 422, "body"),
        (b'{"function": "X", "arguments": [], "more": 1}', 422, "nothing else"),
        (b'{"function": 5, "arguments": []}', 422, "function"),
        (b'{"function": "X"}', 422, "arguments"),
        (b'{"function": "X", "arguments": [[{}]]}', 422, "arguments.0.0"),
        (b'{"function": "X", "arguments": [[[[1]]]]}', 422, "arguments.0.0"),
        (b'{"function": "X", "arguments": [{"date": 5}]}', 422, "arguments.0"),
        (b'{"function": "X", "arguments": [{"day": "2026-01-01"}]}', 422, "arguments.0"),
        (b'{"function": "X", "arguments": [], "today": "tomorrow"}', 422, "today"),
        (b'{"function": "X", "arguments": [], "today": "2026-02-30"}', 422, "today"),
        (b'{"function": "X", "arguments": [], "today": 20261231}', 422, "today"),
        (json.dumps({"function": "X", "arguments": [1] * 33}).encode(), 422, "at most 32"),
    ],
)
def test_what_does_not_fit_is_told_of(house: House, body, status, words) -> None:
    """Whatever comes: a status, and one sentence that says where and why."""
    with house.client() as client:
        said = client.post("/v1/answer", content=body)
    assert said.status_code == status
    assert list(said.json()) == ["answer", "error"]
    assert words in said.json()["answer"][0][0]


def test_a_day_that_is_none_is_told_of_in_the_cell(house: House) -> None:
    """A cell that cannot be read is the person's business: the answer is a sentence."""
    said = house.ask("ROSTER_CATEGORY", {"date": "yesterday"})
    assert said.status_code == 200
    assert isinstance(said.json()["answer"][0][0], str)


@pytest.mark.parametrize("told", [True, False])
def test_too_large_a_request_is_refused(told) -> None:
    """A body over the limit is not taken in, whether its length is told or found out."""
    with running(Limits(body=1000, workers=1)) as house, house.client() as client:
        body = b"x" * 5000
        said = client.post("/v1/answer", content=body if told else iter([body[:600], body[600:]]))
        assert said.status_code == 413
        assert "smaller range" in said.json()["answer"][0][0]
        assert client.post("/v1/answer", content=b"x" * 900).status_code == 400


def test_a_form_before_the_login_is_small() -> None:
    """Nobody without a login makes the server hold much."""
    with running(Limits(workers=1)) as house, httpx.Client(base_url=house.url) as anybody:
        said = anybody.post("/login", content=b"x" * 200_000)
    assert said.status_code in {401, 413}  # 401 where the web view is not installed


def test_a_formula_that_takes_too_long_is_stopped() -> None:
    """The bound is kept, the answer is a sentence, and the server goes on."""
    rows = [["Name", "Category"], *([f"Person {at}", "IFS"] for at in range(60_000))]
    with running(Limits(seconds=0.05, workers=1)) as house:
        said = house.ask("ROSTER_CHECK", rows)
        assert (said.status_code, said.json()["error"]) == (504, "took_too_long")
        assert "smaller range" in said.json()["answer"][0][0]


def test_too_often_is_told_to_wait() -> None:
    """Who asks too often hears for how long to wait."""
    with running(Limits(per_minute=3, workers=1)) as house, house.client() as client:
        said = [client.get("/v1/functions") for _ in range(5)]
    assert [one.status_code for one in said] == [200, 200, 200, 429, 429]
    assert int(said[-1].headers["retry-after"]) >= 15
    assert "Try again in" in said[-1].json()["answer"][0][0]


def test_wrong_tokens_are_slowed_down() -> None:
    """After some wrong tokens the answer is to wait; the right token goes on all the same."""
    with running(Limits(wrong_per_minute=3, workers=1)) as house:
        with house.client(headers={"Authorization": "Bearer wrong"}) as client:
            said = [client.get("/v1/functions").status_code for _ in range(5)]
        assert said == [401, 401, 429, 429, 429]
        with house.client() as client:
            assert client.get("/v1/functions").status_code == 200


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("GET", "/v1/answer", 405), ("GET", "/v1/none", 404), ("POST", "/healthz", 405)],
)
def test_wrong_addresses_are_told_of(house: House, method, path, status) -> None:
    """An address or a way of asking that there is not: a sentence too."""
    with house.client() as client:
        said = client.request(method, path)
    assert (said.status_code, list(said.json())) == (status, ["answer", "error"])


def test_a_person_with_a_browser_reads_a_sentence(house: House) -> None:
    """Where there is no page, no JSON is shown to a person."""
    with house.client() as client:
        said = client.get("/v1/none", headers={"Accept": "text/html,*/*"})
    assert (said.status_code, said.text) == (404, "There is nothing at this address of the server.")


def test_who_is_still_sending_hears_the_refusal(house: House) -> None:
    """A large range with a wrong token: the sentence comes, not a broken line."""
    with house.client(headers={"Authorization": "Bearer wrong"}) as client:
        for _ in range(5):
            said = client.post("/v1/answer", content=b"x" * 8_000_000)
            assert said.json()["error"] == "token_wrong"


def test_callers_behind_a_proxy_on_this_computer_are_told_apart() -> None:
    """What Caddy says of the caller's address is taken, so that one does not slow down another."""
    with running(Limits(wrong_per_minute=2, workers=1)) as house:

        def told(address: str) -> int:
            headers = {"Authorization": "Bearer wrong", "X-Forwarded-For": address}
            with house.client(headers=headers) as client:
                return client.get("/v1/functions").status_code

        assert [told("203.0.113.7") for _ in range(4)] == [401, 429, 429, 429]
        assert told("203.0.113.8") == 401
