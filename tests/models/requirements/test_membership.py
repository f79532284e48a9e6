"""Memberships: which one counts, until when, and what nobody can tell."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.models.sheets import ANNUAL, judged

PERSON = {"category": "IFA", "endorsed": date(2015, 1, 1)}
RULE = """
[[requirement]]
id = "renewal.membership"
own = ["WI-AIMH"]
"""


def membership(as_of: date, *rows: dict, rule: str = "", **person):
    over = ANNUAL + RULE + rule
    found = judged(over, as_of, PERSON | person, memberships=[*rows])
    return found["renewal.membership"]


def row(start: date | str, end: date | str, **more) -> dict:
    return {"membership_start": start, "membership_expires": end, **more}


def test_memberships_that_join_run_on() -> None:
    """A renewed membership runs until the end of the new one."""
    found = membership(
        date(2026, 6, 1),
        row(date(2025, 1, 1), date(2026, 6, 10)),
        row(date(2026, 6, 11), date(2027, 6, 10)),
    )
    assert (found.outcome.value, found.due) == ("meets", date(2027, 6, 10))


def test_a_membership_that_begins_later_is_not_one_today() -> None:
    """Between two memberships there is none."""
    found = membership(
        date(2026, 6, 15),
        row(date(2025, 1, 1), date(2026, 6, 10)),
        row(date(2026, 7, 1), date(2027, 6, 30)),
    )
    assert (found.outcome.value, found.changes_on) == ("gap", date(2026, 7, 1))


@pytest.mark.parametrize(
    ("rule", "proof", "outcome"),
    [
        ("accepted", "", "meets"),
        ("proof", "", "cannot_tell"),
        ("proof", "yes", "meets"),
        ("own_only", "yes", "gap"),
    ],
)
def test_a_membership_with_another_association(rule: str, proof: str, outcome: str) -> None:
    """It is taken, taken with written proof, or not taken, as the pack says."""
    found = membership(
        date(2026, 6, 1),
        row(date(2026, 1, 1), date(2026, 12, 31), association="MI-AIMH", proof=proof),
        rule=f'other_association = "{rule}"\n',
    )
    assert found.outcome.value == outcome


def test_an_organisation_is_no_member() -> None:
    """Only an individual membership counts, unless the pack says otherwise."""
    one = row(date(2026, 1, 1), date(2026, 12, 31), membership_kind="organizational")
    assert membership(date(2026, 6, 1), one).outcome.value == "gap"
    assert (
        membership(date(2026, 6, 1), one, rule="organisational = true\n").outcome.value == "meets"
    )


@pytest.mark.parametrize(
    ("bought", "as_of", "outcome"),
    [
        (date(2025, 9, 30), date(2025, 11, 1), "meets"),
        (date(2025, 9, 30), date(2026, 1, 1), "gap"),
        (date(2025, 10, 2), date(2026, 6, 1), "meets"),
        (date(2025, 10, 1), date(2025, 12, 31), "open"),
        (date(2025, 10, 1), date(2026, 6, 1), "cannot_tell"),
        (date(2025, 10, 1), date(2027, 1, 1), "gap"),
    ],
)
def test_roll_over(bought: date, as_of: date, outcome: str) -> None:
    """Bought before 1 October it ends with the year, after it with the next; on the day: ask."""
    found = membership(as_of, row(bought, ""), rule='rolls_over = "10-01"\n')
    assert found.outcome.value == outcome


def test_the_day_on_which_somebody_joined_is_no_roll_over() -> None:
    """A date of joining in the roster does not make an end."""
    found = judged(
        ANNUAL + RULE + 'rolls_over = "10-01"\n',
        date(2026, 6, 1),
        PERSON | {"membership_start": date(2015, 3, 1), "membership_expires": ""},
    )["renewal.membership"]
    assert found.outcome.value == "cannot_tell"


def test_it_has_to_run_on_the_deadline() -> None:
    """Who joined again after the deadline had no membership on it."""
    rows = (
        row(date(2025, 1, 1), date(2026, 11, 30)),
        row(date(2027, 1, 5), date(2027, 12, 31)),
    )
    as_of = date(2027, 1, 10)
    assert membership(as_of, *rows).outcome.value == "meets"
    assert membership(as_of, *rows, rule="on_deadline = true\n").outcome.value == "gap"


@pytest.mark.parametrize(
    "more",
    [
        {"membership_expires": ""},
        {"membership_expires": "soon"},
        {"membership_expires": date(2027, 6, 30), "association": "MI-AIMH"},
    ],
    ids=["no end", "an end nobody can read", "no proof"],
)
def test_what_begins_tomorrow_does_not_run_today_whatever_else_is_not_known(more) -> None:
    """It is a gap, and on its first day somebody looks again."""
    start = date(2026, 7, 1)
    args = [{"membership_start": start, **more}]
    rule = 'other_association = "proof"\n'
    found = membership(date(2026, 6, 30), *args, rule=rule)
    assert (found.outcome.value, found.changes_on) == ("gap", start)
    assert membership(start, *args, rule=rule).outcome.value == "cannot_tell"


def test_of_two_dates_that_exclude_each_other_either_may_be_wrong() -> None:
    """A membership that ends before it begins may run today."""
    found = membership(date(2026, 6, 30), row(date(2027, 1, 1), date(2026, 12, 31)))
    assert found.outcome.value == "cannot_tell"


@pytest.mark.parametrize(
    ("doubtful", "outcome"),
    [
        (row("", ""), "cannot_tell"),
        (row(date(2026, 12, 1), ""), "cannot_tell"),
        (row(date(2027, 1, 2), ""), "gap"),
        (row(date(2026, 1, 1), date(2026, 12, 31)), "meets"),
        (row("", date(2026, 12, 30)), "gap"),
    ],
)
def test_a_doubtful_membership_may_have_run_on_the_deadline(doubtful: dict, outcome: str) -> None:
    """Then nobody can tell; one that surely did not run on it changes nothing."""
    rows = (row(date(2027, 1, 5), date(2027, 12, 31)), doubtful)
    found = membership(date(2027, 1, 10), *rows, rule="on_deadline = true\n")
    assert found.outcome.value == outcome
    later = membership(date(2028, 1, 1), *rows, rule="on_deadline = true\n")
    assert found.changes_on is None or found.changes_on <= date(2028, 1, 1)
    assert later.outcome.value in {"gap", "cannot_tell"}


@pytest.mark.parametrize(
    ("phase", "status", "outcome", "due"),
    [
        ("renewal", "endorsed", "gap", date(2026, 6, 30)),
        ("inactive", "inactive", "gap", date(2026, 6, 30)),
        ("initial", "applicant", "open", None),
        ("reinstatement", "reinstating", "open", None),
    ],
)
def test_who_keeps_a_place_has_a_gap_who_comes_has_something_open(
    phase: str, status: str, outcome: str, due: date | None
) -> None:
    """A membership that ended: a gap of the endorsed and the inactive, open for who comes in."""
    over = ANNUAL + (
        f"""
[[requirement]]
id = "{phase}.membership"
kind = "membership"
phase = "{phase}"
title = "membership"
action = "Renew it."
need = [{{ value = 1, source = "T" }}]
"""
        if phase not in {"renewal", "initial"}
        else ""
    )
    person = PERSON | {"status": status, "membership_expires": date(2026, 6, 30)}
    if phase == "initial":
        person.pop("endorsed")
    found = judged(over, date(2026, 11, 22), person)[f"{phase}.membership"]
    assert (found.outcome.value, found.due) == (outcome, due)


spans = st.lists(
    st.tuples(
        st.dates(date(2025, 1, 1), date(2027, 6, 1)), st.integers(min_value=0, max_value=500)
    ),
    min_size=1,
    max_size=4,
)


@given(spans, st.dates(date(2025, 6, 1), date(2027, 6, 1)))
def test_it_runs_on_a_day_exactly_if_one_of_them_covers_it(rows, as_of: date) -> None:
    """However memberships lie to each other, the day decides; until when is counted by days."""
    ends = [(start, start + timedelta(days=days)) for start, days in rows]
    found = membership(as_of, *(row(start, end) for start, end in ends))
    covered = {d for s, e in ends for d in range(s.toordinal(), e.toordinal() + 1)}
    day = as_of.toordinal()
    assert (found.outcome.value == "gap") is (day not in covered)
    if day in covered:
        while day + 1 in covered:
            day += 1
        assert found.due == date.fromordinal(day)


@given(spans, st.dates(date(2025, 6, 1), date(2027, 6, 1)))
def test_nothing_changes_before_the_day_that_is_told(rows, as_of: date) -> None:
    """The next day of change is never later than the first day with another outcome."""
    args = [row(start, start + timedelta(days=days)) for start, days in rows]
    found = membership(as_of, *args)
    for days in (1, 5, 29, 100):
        later = as_of + timedelta(days=days)
        if found.changes_on is None or later < found.changes_on:
            assert membership(later, *args).outcome == found.outcome
