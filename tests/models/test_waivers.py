"""What an association has granted: visible, approved, and ending by itself."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.models.sheets import ANNUAL, judged

PERSON = {"category": "IFS", "endorsed": date(2015, 1, 1), "training_hours": 10, "rsc_hours": 12}
GRANT = {
    "what": "training",
    "waiver_kind": "extension",
    "reason": "illness",
    "approver": "Endorsement Committee",
    "waiver_from": date(2026, 12, 1),
    "waiver_until": date(2027, 2, 28),
}


def training(as_of: date, **grant):
    found = judged(ANNUAL, as_of, PERSON, waivers=[GRANT | grant])
    return found["renewal.training"]


@pytest.mark.parametrize(
    ("as_of", "outcome", "due"),
    [
        (date(2026, 11, 30), "open", date(2026, 12, 31)),
        (date(2026, 12, 1), "open", date(2027, 2, 28)),
        (date(2027, 2, 28), "open", date(2027, 2, 28)),
        (date(2027, 3, 1), "gap", date(2027, 2, 28)),
    ],
)
def test_an_extension_moves_the_deadline_and_ends_by_itself(as_of, outcome, due) -> None:
    """From its first to its last day the later deadline holds, and then the old one again."""
    found = training(as_of)
    assert (found.outcome.value, found.due) == (outcome, due)


def test_the_last_cycle_is_looked_at_while_its_extension_runs() -> None:
    """Extended into summer, it is still the old deadline that is held; then the new cycle."""
    until = {"waiver_until": date(2027, 6, 30)}
    running = training(date(2027, 6, 30), **until)
    assert (running.outcome.value, running.due, running.short) == ("open", date(2027, 6, 30), 35)
    assert training(date(2027, 7, 1), **until).due == date(2027, 12, 31)


def test_an_extension_is_said_with_reason_and_approver() -> None:
    """Whoever reads the finding sees that more time was granted, why, and by whom."""
    message = training(date(2027, 1, 10)).message
    assert "28 Feb 2027" in message
    assert "illness" in message
    assert "Endorsement Committee" in message


@pytest.mark.parametrize("kind", ["leave", "amnesty"])
def test_leave_asks_nothing_while_it_lasts(kind: str) -> None:
    """During a leave or an amnesty nothing is asked; after it all is."""
    assert training(date(2027, 1, 10), waiver_kind=kind).outcome.value == "not_applicable"
    assert training(date(2027, 3, 1), waiver_kind=kind).outcome.value == "gap"


def test_fewer_hours() -> None:
    """Ten hours instead of fifteen are asked while the grant runs."""
    found = training(date(2027, 1, 10), waiver_kind="hours", waiver_hours=10)
    assert (found.outcome.value, found.need) == ("meets", 10)


def test_another_requirement_is_not_touched() -> None:
    """A grant for training says nothing of RSC."""
    found = judged(
        ANNUAL, date(2027, 1, 10), PERSON | {"rsc_hours": 1}, waivers=[GRANT | {"what": "training"}]
    )
    assert found["renewal.rsc"].outcome.value == "gap"


@pytest.mark.parametrize("lacks", ["waiver_kind", "approver", "reason", "waiver_until"])
def test_a_grant_that_lacks_something_is_not_applied_but_shown(lacks: str) -> None:
    """Without kind, approver, reason or last day nothing is excused, and its row says so."""
    found = judged(
        ANNUAL, date(2027, 1, 10), PERSON, waivers=[GRANT | {"who": "Case Person", lacks: ""}]
    )
    assert found["renewal.training"].outcome.value == "gap"


@given(as_of=st.dates(date(2026, 6, 1), date(2027, 3, 30)))
@pytest.mark.parametrize("kind", ["leave", "extension", "amnesty", "hours"])
def test_nothing_changes_before_the_day_that_is_told(kind: str, as_of: date) -> None:
    """The next day of change is never later than the first day with another outcome."""
    found = training(as_of, waiver_kind=kind, waiver_hours=10)
    for days in (1, 7, 30, 80):
        later = date.fromordinal(as_of.toordinal() + days)
        over = later > date(2027, 3, 31) >= as_of  # the next cycle is looked at
        if not over and (found.changes_on is None or later < found.changes_on):
            assert training(later, waiver_kind=kind, waiver_hours=10).outcome == found.outcome
