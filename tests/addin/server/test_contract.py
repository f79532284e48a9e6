"""The shared cases of all hosts, over HTTP, on a real server."""

from __future__ import annotations

import pytest

from tests.addin.contract import CASES, HUGE
from tests.addin.server.house import House

ALL = [*CASES, *(pytest.param(case, marks=pytest.mark.slow) for case in HUGE)]
IDS = [case.name for case in (*CASES, *HUGE)]


@pytest.mark.parametrize("case", ALL, ids=IDS)
def test_every_case_has_its_answer(house: House, case) -> None:
    """What a formula answers over HTTP is what it answers in every other host."""
    said = house.ask(case.function, *case.arguments, today=case.today)
    assert said.status_code == 200
    assert said.json()["answer"] == case.expected
