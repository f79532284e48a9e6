"""The contract that every host keeps, kept by the functions themselves."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from datetime import date

import pytest

from addin.functions import FUNCTIONS, answer
from addin.wire import from_wire, to_wire
from tests.addin.contract import CASES, HUGE, Case

ids = [f"{case.function}: {case.name}" for case in CASES]


@pytest.mark.parametrize("case", [*CASES, *HUGE], ids=[*ids, "huge"])
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


def test_every_function_has_cases() -> None:
    """No formula goes without cases; ROSTER_VERSION alone has no arguments to vary."""
    counted = Counter(case.function for case in CASES)
    assert [one.name for one in FUNCTIONS if not counted[one.name]] == ["ROSTER_VERSION"]
    assert len(CASES) == len(set(ids)) >= 60


def test_the_cases_are_printed_as_json() -> None:
    """Hosts in another language read the cases from one command."""
    command = [sys.executable, "-m", "tests.addin.contract"]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    assert [case["name"] for case in json.loads(said)] == [case.name for case in CASES]
