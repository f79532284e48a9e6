"""Fees: paid in the cycle, late, and how much."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.findings import Outcome
from models.requirements.fee import Fee
from tests.examples import tries
from tests.models.requirements.applicants import SOURCE, applicant, check, need, rule, steady

MEETS, OPEN, GAP = Outcome.MEETS, Outcome.OPEN, Outcome.GAP
CANNOT, NOT_ASKED = Outcome.CANNOT_TELL, Outcome.NOT_APPLICABLE
YEAR = (date(2026, 1, 1), date(2026, 12, 31))
RULE = rule(
    Fee,
    phase="renewal",
    title="renewal fee",
    field="fee_paid",
    amount=[
        {"value": 25, "until": "2025-12-31", **SOURCE},
        {"value": 30, "from": "2026-01-01", **SOURCE},
    ],
    late_amount=[{"value": 12.5, **SOURCE}],
    late_field="late_fee_paid",
)  # fmt: skip


def found(as_of: date, cells: dict[str, object], grace: date | None = None) -> Any:
    case = applicant(as_of, cells, phase="renewal", deadline=YEAR)
    case.grace_until = grace
    return check(RULE, case, need())[0]


DAYS = st.dates(date(2025, 10, 1), date(2027, 4, 30))
CELL = st.one_of(DAYS, st.sampled_from([True, False, None, "?soon"]))


@given(CELL, st.one_of(st.just("none"), CELL), st.sampled_from([None, date(2027, 2, 28)]), DAYS)
@settings(deadline=None, max_examples=tries(120))
def test_nothing_changes_before_the_day_that_is_said(
    paid: object, late: object, grace: date | None, as_of: date
) -> None:
    """Day by day, the outcome stays what it is until the day on which it may change."""

    def at(day: date) -> Any:
        cells = {"fee_paid": paid} | ({} if late == "none" else {"late_fee_paid": late})
        case = applicant(day, cells, phase="renewal", deadline=YEAR)
        case.grace_until = grace
        return case, need()

    check(RULE, *at(as_of))
    steady(RULE, at, as_of, most=60)


@pytest.mark.parametrize(
    ("paid", "expected"),
    [
        (date(2026, 11, 3), MEETS),
        (True, MEETS),
        (False, OPEN),
        (None, CANNOT),
        ("?soon", CANNOT),
        (date(2025, 12, 31), OPEN),
        (date(2026, 12, 30), CANNOT),
    ],
)
def test_paid_in_the_cycle(paid: object, expected: Outcome) -> None:
    """The fee of last year is not that of this one; blank and dated ahead are asked about."""
    assert found(date(2026, 12, 1), {"fee_paid": paid}).outcome is expected


@pytest.mark.parametrize(
    ("late", "as_of", "expected"),
    [
        (True, date(2027, 3, 1), MEETS),
        (date(2027, 1, 9), date(2027, 3, 1), MEETS),
        (date(2027, 3, 9), date(2027, 3, 1), CANNOT),
        (False, date(2027, 2, 1), OPEN),
        (False, date(2027, 3, 1), GAP),
        (None, date(2027, 3, 1), CANNOT),
        ("?soon", date(2027, 3, 1), CANNOT),
    ],
)
def test_paid_late_the_late_fee_is_owed_besides(
    late: object, as_of: date, expected: Outcome
) -> None:
    """It is open as long as it is still taken, then a gap."""
    cells = {"fee_paid": date(2027, 1, 9), "late_fee_paid": late}
    assert found(as_of, cells, date(2027, 2, 28)).outcome is expected


def test_without_a_column_the_late_fee_is_only_mentioned() -> None:
    """It is no gap, but it is said."""
    finding = found(date(2027, 3, 1), {"fee_paid": date(2027, 1, 9)})
    assert finding.outcome is MEETS
    assert "12.5 USD may be owed" in finding.message


def test_the_sum_is_that_of_the_cycle() -> None:
    """Amounts are dated; after the due date the late fee is named as well."""
    finding = found(date(2026, 12, 1), {"fee_paid": False})
    assert finding.message == "Not yet paid: renewal fee of 30 USD; by 31 Dec 2026."
    assert finding.changes_on == date(2027, 1, 1)
    overdue = found(date(2027, 1, 5), {"fee_paid": False}, date(2027, 2, 28))
    assert (overdue.outcome, overdue.changes_on) == (OPEN, date(2027, 3, 1))
    assert "late fee of 12.5 USD" in overdue.message
    assert found(date(2027, 3, 1), {"fee_paid": False}).outcome is GAP


def test_an_applicant_has_no_deadline() -> None:
    """Not paid is open; there is nothing to be late for."""
    case = applicant(date(2026, 6, 1), {"fee_paid": False})
    (finding,) = check(RULE, case, need())
    assert (finding.outcome, finding.due, finding.changes_on) == (OPEN, None, None)
    assert check(RULE, case, None)[0].outcome is NOT_ASKED


def test_only_a_column_can_tell() -> None:
    """Amounts alone ask nothing of anybody."""
    assert not RULE.tracked(applicant(date(2026, 6, 1)))
    assert RULE.tracked(applicant(date(2026, 6, 1), {"fee_paid": None}))


def test_a_late_fee_that_is_not_verified_is_named() -> None:
    """Where the late fee is part of what is said, and it is not verified, that is said as well."""
    late = [{"value": 35, "reading": "unverified", **SOURCE}]
    shaky = RULE.model_copy(
        update={"late_amount": rule(Fee, field="x", late_amount=late).late_amount}
    )
    for as_of, expected in ((date(2026, 12, 1), False), (date(2027, 1, 5), True)):
        case = applicant(as_of, {"fee_paid": False}, phase="renewal", deadline=YEAR)
        (finding,) = check(shaky, case, need())
        assert ("not verified" in finding.message) is expected


def test_the_first_and_the_last_day_are_in_time() -> None:
    """Paid on either day of the cycle no late fee is owed; on the due day nothing is overdue."""
    for paid in YEAR:
        finding = found(date(2027, 3, 1), {"fee_paid": paid, "late_fee_paid": False})
        assert finding.outcome is MEETS
    due = found(YEAR[1], {"fee_paid": False}, date(2027, 2, 28))
    assert "late fee" not in due.message
    assert due.changes_on == date(2027, 1, 1)


def test_without_a_late_fee_paid_late_is_paid() -> None:
    """A pack that names no late fee says nothing of one."""
    plain = RULE.model_copy(update={"late_amount": ()})
    cells = {"fee_paid": date(2027, 1, 9), "late_fee_paid": False}
    case = applicant(date(2027, 3, 1), cells, phase="renewal", deadline=YEAR)
    (finding,) = check(plain, case, need())
    assert (finding.outcome, finding.remarks) == (MEETS, ())


def test_what_stands_in_the_cell_is_said() -> None:
    """Of a cell that cannot be read, the sentence says which and what is wrong with it."""
    finding = found(date(2026, 12, 1), {"fee_paid": "?soon"})
    assert "soon cannot be read" in finding.message
    assert finding.place.column == 2
    late = found(YEAR[1], {"fee_paid": date(2026, 1, 1), "late_fee_paid": "?soon"})
    assert late.outcome is MEETS
    late = found(date(2027, 1, 20), {"fee_paid": date(2027, 1, 9), "late_fee_paid": "?soon"})
    assert "soon cannot be read" in late.message
    assert late.place.column == 3
    blank = found(date(2027, 1, 20), {"fee_paid": date(2027, 1, 9), "late_fee_paid": None})
    assert "cannot be read" not in blank.message


def test_what_is_paid_today_is_paid() -> None:
    """Late and today: the late fee of today counts; where that is blank, no day will tell."""
    today = date(2027, 1, 9)
    assert found(today, {"fee_paid": today, "late_fee_paid": today}).outcome is MEETS
    blank = found(today, {"fee_paid": today, "late_fee_paid": None})
    assert (blank.outcome, blank.changes_on) == (CANNOT, None)


def test_who_has_paid_is_settled_in_short() -> None:
    """It is met for the cycle, and no day will change that."""
    case = applicant(YEAR[1], {"fee_paid": YEAR[0]}, phase="renewal", deadline=YEAR)
    assert RULE.settled(case, need()) == (MEETS, YEAR[1], None)


def test_without_an_amount_none_is_named() -> None:
    """The sentence goes on without it."""
    plain = RULE.model_copy(update={"amount": ()})
    case = applicant(date(2026, 12, 1), {"fee_paid": False}, phase="renewal", deadline=YEAR)
    assert check(plain, case, need())[0].message == "Not yet paid: renewal fee; by 31 Dec 2026."


@pytest.mark.parametrize(("paid", "expected"), [(False, True), (date(2026, 1, 1), False)])
def test_an_amount_that_is_not_verified_is_named(paid: object, expected: bool) -> None:
    """Where the amount is part of what is said, and it is not verified, that is said as well."""
    amount = rule(Fee, field="x", amount=[{"value": 30, "reading": "unverified", **SOURCE}]).amount
    case = applicant(date(2026, 12, 1), {"fee_paid": paid}, phase="renewal", deadline=YEAR)
    (finding,) = check(RULE.model_copy(update={"amount": amount}), case, need())
    assert ("not verified" in finding.message) is expected


def test_the_days_on_which_any_of_it_turns() -> None:
    """Whether it is owed, how much it is, and the late fee, each from its day."""
    dated = {"value": 1, "from": "2024-01-01", **SOURCE}
    fee = RULE.model_copy(
        update={
            "need": rule(Fee, field="x", need=[dated]).need,
            "late_amount": rule(
                Fee, field="x", late_amount=[{**dated, "until": "2027-06-30"}]
            ).late_amount,
        }
    )
    assert sorted(fee.turns()) == [
        date(2024, 1, 1), date(2024, 1, 1), date(2026, 1, 1), date(2026, 1, 1), date(2027, 7, 1)
    ]  # fmt: skip


def test_a_fee_that_is_not_verified_at_all_says_so_once() -> None:
    """Then its parts are not named beside it."""
    late = [{"value": 35, "reading": "unverified", **SOURCE}]
    parts = RULE.model_copy(
        update={"late_amount": rule(Fee, field="x", late_amount=late).late_amount}
    )
    case = applicant(date(2027, 1, 5), {"fee_paid": False}, phase="renewal", deadline=YEAR)
    whole = need()._replace(citation=need().citation._replace(reading="unverified"))
    assert check(parts, case, whole)[0].message.count("not verified") == 1


def test_what_holds_for_good_never_turns() -> None:
    """A pack may write the last day of the calendar."""
    amount = rule(Fee, field="x", amount=[{"value": 30, "until": "9999-12-31", **SOURCE}]).amount
    plain = RULE.model_copy(update={"need": amount, "amount": amount, "late_amount": ()})
    assert list(plain.turns()) == []
