"""Signatures: once in a cycle, or in every year of it."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.models.sheets import ANNUAL, judged, pack

YEARLY = """
[[cycle]]
first_deadline = 2024-12-31
years = 3
source = "T"
[[requirement]]
id = "renewal.ethics"
every = "year"
"""
PERSON = {"category": "IFA", "endorsed": date(2015, 1, 1)}


def ethics(as_of: date, said: object, over: str = YEARLY):
    return judged(over, as_of, PERSON | {"ethics": said})["renewal.ethics"]


@pytest.mark.parametrize(
    ("as_of", "signed", "outcome", "due"),
    [
        (date(2026, 6, 1), date(2026, 1, 1), "meets", date(2026, 12, 31)),
        (date(2026, 6, 1), date(2025, 12, 31), "open", date(2026, 12, 31)),
        (date(2027, 6, 1), date(2026, 6, 1), "open", date(2027, 12, 31)),
        (date(2028, 1, 10), date(2026, 6, 1), "gap", date(2027, 12, 31)),
        (date(2028, 1, 10), date(2027, 1, 1), "meets", date(2027, 12, 31)),
    ],
)
def test_every_year_of_a_cycle_asks_anew(as_of, signed, outcome, due) -> None:
    """In a cycle of three years a signature holds for its own year."""
    found = ethics(as_of, signed)
    assert (found.outcome.value, found.due) == (outcome, due)


def test_once_in_the_cycle_is_enough_elsewhere() -> None:
    """Where it is asked once, a signature of the first year holds to the end."""
    over = YEARLY.replace('every = "year"', 'every = "cycle"')
    assert ethics(date(2027, 6, 1), date(2025, 1, 1), over).outcome.value == "meets"


@pytest.mark.parametrize(
    ("signed", "outcome"), [(date(2026, 12, 31), "meets"), (date(2027, 1, 1), "gap")]
)
def test_a_signature_after_the_due_day_is_late(signed: date, outcome: str) -> None:
    """Signed on the last day is in time; a day later it is shown, and a person decides."""
    found = ethics(date(2027, 1, 10), signed, ANNUAL)
    assert found.outcome.value == outcome


said = st.one_of(st.dates(date(2024, 1, 1), date(2028, 12, 31)), st.sampled_from(["yes", "no", ""]))


@pytest.mark.parametrize("over", [YEARLY, ANNUAL])
@given(as_of=st.dates(date(2025, 1, 1), date(2028, 12, 31)), cell=said)
def test_nothing_changes_before_the_day_that_is_told(over: str, as_of: date, cell: object) -> None:
    """The next day of change is never later than the first day with another outcome."""
    found = ethics(as_of, cell, over)
    told = found.changes_on
    for days in (1, 30, 200, 364):
        later = date.fromordinal(as_of.toordinal() + days)
        same = pack(over).judged_cycle(later) == pack(over).judged_cycle(as_of)
        if (told is None or later < told) and same:
            assert ethics(later, cell, over).outcome == found.outcome
