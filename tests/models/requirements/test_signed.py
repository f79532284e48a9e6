"""Signatures: once in a cycle, or in every year of it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.findings import Outcome
from models.requirements.base import Case
from models.requirements.signed import Signed
from tests.models.requirements.applicants import applicant, check, need, rule, steady
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


ONCE = rule(Signed, phase="renewal", title="ethics agreement", field="ethics")
EACH_YEAR = ONCE.model_copy(update={"every": "year"})
YEARS = (date(2025, 1, 1), date(2027, 12, 31))
TODAY = date(2026, 6, 1)


def renewing(as_of: date, cell: object, grace: date | None = None) -> Case:
    case = applicant(as_of, {"ethics": cell}, phase="renewal", deadline=YEARS)
    case.grace_until = grace
    return case


@given(
    st.sampled_from([ONCE, EACH_YEAR]),
    st.one_of(st.dates(date(2024, 11, 1), date(2028, 3, 1)), st.sampled_from([True, False, None])),
    st.dates(date(2025, 1, 1), date(2028, 3, 1)),
    st.sampled_from([None, date(2028, 1, 31)]),
)
def test_in_short_and_at_length_come_to_the_same(
    requirement: Signed, cell: object, as_of: date, grace: date | None
) -> None:
    """Day by day as well, until the day on which it may change."""

    def at(day: date) -> Any:
        return renewing(day, cell, grace), need()

    check(requirement, *at(as_of))
    steady(requirement, at, as_of, most=10)


@pytest.mark.parametrize(
    ("cell", "as_of", "message"),
    [
        (True, TODAY, "Appears to meet: ethics agreement signed."),
        (TODAY, TODAY, "Appears to meet: ethics agreement signed on 1 Jun 2026."),
        (YEARS[0], TODAY, "Appears to meet: ethics agreement signed on 1 Jan 2025."),
        (False, TODAY, "Not yet: ethics agreement is not signed; it is due by 31 Dec 2027."),
        (
            date(2024, 12, 31),
            YEARS[1],
            "Not yet: ethics agreement was last signed 31 Dec 2024; "
            "a new signature is due by 31 Dec 2027.",
        ),
        (False, date(2028, 1, 1), "Ethics agreement was not signed by 31 Dec 2027."),
        (
            date(2024, 12, 31),
            date(2028, 1, 1),
            "Ethics agreement was last signed 31 Dec 2024; a new signature was due by 31 Dec 2027.",
        ),
        (
            None,
            TODAY,
            'Cannot tell: ethics agreement is blank. Type the date, or "no" if it is not signed.',
        ),
        ("?3//4", TODAY, "Cannot tell whether ethics agreement is signed: 3//4 cannot be read."),
        (date(2026, 6, 2), TODAY, "Cannot tell: ethics agreement bears a date ahead, 2 Jun 2026."),
    ],
)
def test_what_is_said(cell: object, as_of: date, message: str) -> None:
    """The first and the last day are in time; the sentence says what the cell says."""
    finding = check(ONCE, renewing(as_of, cell), need())[0]
    assert finding.message == message
    assert finding.place == ("roster", 2, 2)


def test_signed_when_it_was_too_late_is_said_with_its_day() -> None:
    """A signature after the last day is none in time."""
    (finding,) = check(ONCE, renewing(date(2028, 1, 10), date(2028, 1, 5)), need())
    assert finding.outcome is Outcome.GAP
    assert "5 Jan 2028" in finding.message


def test_on_the_last_day_of_a_year_the_next_one_is_ahead() -> None:
    """A yes of this year is asked for anew from the first day of the next."""
    (finding,) = check(EACH_YEAR, renewing(date(2026, 12, 31), True), need())
    assert (finding.outcome, finding.changes_on) == (Outcome.MEETS, date(2027, 1, 1))


def test_an_application_has_no_day_to_sign_by() -> None:
    """Not signed is open, without a day."""
    (finding,) = check(ONCE, applicant(TODAY, {"ethics": False}), need())
    assert finding.message == "Not yet: ethics agreement is not signed."


@pytest.mark.parametrize("cell", [True, TODAY, YEARS[0]])
def test_who_has_signed_is_settled_in_short(cell: object) -> None:
    """Once in the cycle for good; where every year is asked, until the year is over."""
    case = renewing(TODAY, cell)
    assert ONCE.settled(case, need()) == (Outcome.MEETS, YEARS[1], None)
    this_year = date(2026, 3, 1) if cell is YEARS[0] else cell
    settled = EACH_YEAR.settled(renewing(TODAY, this_year), need())
    assert settled == (Outcome.MEETS, date(2026, 12, 31), date(2027, 1, 1))


@pytest.mark.parametrize(
    ("as_of", "due", "turns"),
    [
        (date(2025, 12, 31), date(2025, 12, 31), date(2026, 1, 1)),
        (date(2026, 1, 1), date(2026, 12, 31), date(2027, 1, 1)),
        (date(2027, 1, 1), date(2027, 12, 31), date(2028, 2, 1)),
        (date(2028, 1, 15), date(2027, 12, 31), date(2028, 2, 1)),
    ],
)
def test_each_year_has_its_last_day_and_the_cycle_its_grace(
    as_of: date, due: date, turns: date
) -> None:
    """Only the last year of the cycle has the days of grace that the cycle has."""
    (finding,) = check(EACH_YEAR, renewing(as_of, False, date(2028, 1, 31)), need())
    assert (finding.outcome, finding.due, finding.changes_on) == (Outcome.OPEN, due, turns)


def test_a_year_of_a_financial_cycle_ends_with_its_month() -> None:
    """In a cycle up to 30 June 2027, on 1 September 2025 the year up to 30 June 2026 runs."""
    years = (date(2024, 7, 1), date(2027, 6, 30))
    case = applicant(date(2025, 9, 1), {"ethics": False}, phase="renewal", deadline=years)
    assert check(EACH_YEAR, case, need())[0].due == date(2026, 6, 30)
