"""The contract that every host keeps, kept by the functions themselves."""

from __future__ import annotations

import json
from datetime import date

import pytest

from addin.functions import answer
from addin.wire import from_wire, to_wire
from tests.addin.contract import CASES, Case

ids = [f"{case.function}: {case.name}" for case in CASES]


@pytest.mark.parametrize("case", CASES, ids=ids)
def test_the_answer_is_the_expected_one(case: Case) -> None:
    """Each formula answers what follows from the rules, in whatever form its cells come."""
    arguments = [from_wire(argument) for argument in case.arguments]
    assert answer(case.function, arguments, date.fromisoformat(case.today)) == case.expected


@pytest.mark.parametrize("case", CASES, ids=ids)
def test_the_wire_carries_every_case(case: Case) -> None:
    """Arguments and answers are the same after they went to another process as JSON."""
    arguments = [from_wire(argument) for argument in case.arguments]
    again = json.loads(json.dumps([to_wire(argument) for argument in arguments]))
    assert [from_wire(argument) for argument in again] == arguments
    assert json.loads(json.dumps(to_wire(case.expected))) == case.expected
