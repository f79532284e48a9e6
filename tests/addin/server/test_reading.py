"""A request is read in one pass; what that pass does not take is looked at cell by cell."""

from __future__ import annotations

import gc
import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from addin.errors import AddinError
from addin.server import formula_work
from addin.server.formula_work import Malformed
from addin.wire import from_wire

cells = st.one_of(
    st.none(), st.booleans(), st.integers(), st.text(max_size=4),
    st.sampled_from([
        {"date": "2026-03-04"}, {"date": "2026-13-04"}, {"date": "2026-03-04T13:30:00"},
        {"time": "9"}, {"time": "09:30:00"}, {"error": "#N/A"}, {"error": 1}, {"day": "x"},
        {"date": "2026-03-04", "time": "09:30:00"}, {}, [], [1], [[1]],
    ]),
)  # fmt: skip
arguments = st.lists(
    st.one_of(cells, st.lists(cells, max_size=3), st.lists(st.lists(cells, max_size=3))),
    max_size=4,
)


def one_by_one(given_arguments: list[Any], today: str) -> str:
    """Read a request the long way: every cell is looked at first, and made ready after that."""
    try:
        for at, one in enumerate(given_arguments):
            formula_work._look_at(one, f"arguments.{at}")
        day = formula_work._day({"today": today})
        return repr(("x", [from_wire(one) for one in given_arguments], day))
    except (Malformed, AddinError) as error:
        return repr(error)


def in_one_pass(given_arguments: list[Any], today: str) -> str:
    """Read a request as the server does."""
    asked = {"function": "x", "arguments": given_arguments, "today": today}
    try:
        return repr(formula_work._looked_at(asked))
    except (Malformed, AddinError) as error:
        return repr(error)


@given(arguments, st.sampled_from(["2026-11-22", "2026-02-30"]))
def test_one_pass_comes_to_what_a_look_at_each_cell_comes_to(
    given_arguments: list[Any], today: str
) -> None:
    """The same arguments, or the same refusal of the same place."""
    assert in_one_pass(given_arguments, today) == one_by_one(given_arguments, today)


def test_the_collector_is_back_after_each_answer() -> None:
    """It rests while a request is worked on, whatever comes of that."""
    for body in ({"function": "ROSTER_VERSION", "arguments": []}, {"function": 1}, []):
        formula_work.work(json.dumps(body).encode())
        assert gc.isenabled()
