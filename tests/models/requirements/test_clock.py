"""Clocks: how long there is, when it is warned of, and what happens then."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.calendar import months_after
from models.findings import Outcome
from models.records import TableKind, Term
from models.requirements.clock import Clock
from tests.examples import tries
from tests.models.requirements.applicants import applicant, check, need, rule, steady, table

MEETS, OPEN, CANNOT = Outcome.MEETS, Outcome.OPEN, Outcome.CANNOT_TELL
NOT_ASKED, GAP = Outcome.NOT_APPLICABLE, Outcome.GAP
STARTED = date(2026, 1, 1)
KEYS = {
    "title": "submitting", "start_field": "registered", "stop_field": "submitted",
    "then": "The application is held.", "warn_days": 14,
}  # fmt: skip
RULE = rule(Clock, **KEYS)
MONTHS = rule(Clock, **{**KEYS, "unit": "months"})
TERMS = table(TableKind.MEMBERSHIPS, "name", "membership_expires")
LAPSE = rule(Clock, title="renewing the membership", start_field="membership_expires",
             then="The application goes on hold.", warn_days=30)  # fmt: skip


def found(as_of: date, cells: dict[str, object], **more: Any) -> Any:
    return check(RULE, applicant(as_of, cells, **more), need(90))[0]


DAYS = st.dates(date(2025, 6, 1), date(2026, 12, 31))
CELL = st.one_of(DAYS, DAYS, st.none(), st.just("?soon"))


@given(CELL, CELL, st.sampled_from([RULE, MONTHS]), st.sampled_from(["initial", "inactive"]), DAYS)
@settings(deadline=None, max_examples=tries(120))
def test_nothing_changes_before_the_day_that_is_said(
    start: object, stop: object, clock: Clock, phase: str, as_of: date
) -> None:
    """Day by day, the outcome stays what it is until the day on which it may change."""

    def at(day: date) -> Any:
        cells = {"registered": start, "submitted": stop}
        return applicant(day, cells, phase=phase), need(3 if clock is MONTHS else 90)

    check(clock, *at(as_of))
    steady(clock, at, as_of, most=60)


@given(DAYS, st.integers(0, 400), st.sampled_from([RULE, MONTHS]))
def test_the_last_day_is_in_time(start: date, after: int, clock: Clock) -> None:
    """So many days or months after the start; the application is open, and over the day after."""
    length = 3 if clock is MONTHS else 90
    last = months_after(start, 3) if clock is MONTHS else start + timedelta(days=90)
    day = start + timedelta(days=after)
    (finding,) = check(
        clock, applicant(day, {"registered": start, "submitted": None}), need(length)
    )
    warned = day >= last - timedelta(days=14)
    assert finding.outcome is (OPEN if warned else MEETS)
    assert finding.due == last
    assert ("ended" in finding.message) == (day > last)
    assert ("The application is held" in finding.message) == warned


@pytest.mark.parametrize(
    ("start", "stop", "expected"),
    [
        (STARTED, date(2026, 4, 1), MEETS),
        (STARTED, date(2026, 4, 2), NOT_ASKED),
        (None, date(2026, 4, 1), NOT_ASKED),
        (None, None, CANNOT),
        ("?soon", None, CANNOT),
        (STARTED, "?soon", CANNOT),
        (date(2026, 7, 1), None, NOT_ASKED),
    ],
)
def test_stopped_or_not_known(start: object, stop: object, expected: Outcome) -> None:
    """Done in time is met; done too late nobody has to do any more; blank is not over."""
    cells = {"registered": start, "submitted": stop}
    assert found(date(2026, 6, 30), cells).outcome is expected


def test_who_is_inactive_for_too_long_has_a_gap() -> None:
    """Only an application stays open after its time."""
    cells = {"registered": STARTED, "submitted": None}
    assert found(date(2026, 6, 30), cells).outcome is OPEN
    assert found(date(2026, 6, 30), cells, phase="inactive").outcome is GAP


@pytest.mark.parametrize(
    ("as_of", "later", "expected"),
    [
        (date(2025, 12, 31), None, NOT_ASKED),
        (date(2026, 1, 1), None, OPEN),
        (date(2026, 1, 31), None, OPEN),
        (date(2026, 2, 1), None, OPEN),
        (date(2026, 2, 1), date(2026, 12, 31), NOT_ASKED),
    ],
)
def test_a_lapsed_membership(as_of: date, later: date | None, expected: Outcome) -> None:
    """Thirty days after its end the application goes on hold; a renewal in the tab stops that."""
    terms = [Term(TERMS, 2, None, later)] if later else []
    case = applicant(as_of, {"membership_expires": STARTED}, tabs=[TERMS], memberships=terms)
    (finding,) = check(LAPSE, case, need(30))
    assert finding.outcome is expected
    assert ("ended" in finding.message) == (as_of > date(2026, 1, 31) and later is None)


def test_what_a_lapsed_membership_starts_points_at_the_membership() -> None:
    """Its end is what is to be mended, in the roster or the tab; once it is done, what ended it."""
    stale = rule(Clock, title="applying", start_field="membership_expires",
                 stop_field="submitted", then="It is void.")  # fmt: skip
    tab = table(TableKind.MEMBERSHIPS, "name", "membership_start", "membership_expires")
    terms = [Term(tab, 3, None, STARTED), Term(tab, 2, None, date(2020, 1, 1))]
    own = {"submitted": None, "membership_expires": STARTED}
    for cells, records, told in [
        (own, {}, ("roster", 2, 3)),
        ({"submitted": None}, {"tabs": [tab], "memberships": terms}, ("memberships", 3, 3)),
        (own | {"submitted": date(2026, 2, 1)}, {}, ("roster", 2, 2)),
        (own | {"submitted": "?soon"}, {}, ("roster", 2, 2)),
    ]:
        (one,) = check(stale, applicant(date(2026, 6, 1), cells, **records), need(30))
        assert one.place is not None
        assert (one.place.sheet, one.place.row, one.place.column) == told


def test_both_columns_are_needed() -> None:
    """Without one of the dates nothing can tell; a tab of memberships stands for their end."""
    assert RULE.tracked(applicant(STARTED, {"registered": None, "submitted": None}))
    assert not RULE.tracked(applicant(STARTED, {"registered": None}))
    assert not LAPSE.tracked(applicant(STARTED))
    assert LAPSE.tracked(applicant(STARTED, tabs=[TERMS]))
    assert check(RULE, applicant(STARTED), None)[0].outcome is NOT_ASKED


@pytest.mark.parametrize(
    ("as_of", "said"),
    [
        (date(2026, 3, 17), "In time: submitting, by 1 Apr 2026."),
        (
            date(2026, 3, 18),
            "Not yet: submitting; it is due by 1 Apr 2026. (After that: The application is held.)",
        ),
        (
            date(2026, 3, 31),
            "Not yet: submitting; it is due by 1 Apr 2026. (After that: The application is held.)",
        ),
        (
            date(2026, 4, 1),
            "Not yet: submitting; it is due by 1 Apr 2026. (After that: The application is held.)",
        ),
        (
            date(2026, 4, 2),
            "The time for submitting ended on 1 Apr 2026: The application is held.",
        ),
    ],
)
def test_what_is_said(as_of: date, said: str) -> None:
    """How much is left and what happens then, at the cell that would end it."""
    finding = found(as_of, {"registered": STARTED, "submitted": None})
    assert (finding.message, finding.place) == (said, ("roster", 2, 3))


@pytest.mark.parametrize("as_of", [date(2026, 2, 1), date(2026, 3, 20), date(2026, 4, 10)])
def test_a_day_ahead_that_ends_it_is_the_next_to_look_at(as_of: date) -> None:
    """Before it is warned of, while it is, and when the time is over."""
    stop = as_of + timedelta(days=3)
    assert found(as_of, {"registered": STARTED, "submitted": stop}).changes_on == stop


def test_the_next_day_to_look_at() -> None:
    """The first warning, the day after the last, and where it is ended before it begins, that."""
    cells = {"registered": STARTED, "submitted": None}
    assert found(date(2026, 3, 17), cells).changes_on == date(2026, 3, 18)
    assert found(date(2026, 3, 18), cells).changes_on == date(2026, 4, 2)
    stopped = cells | {"submitted": date(2025, 12, 20)}
    assert found(date(2025, 12, 1), stopped).changes_on == date(2025, 12, 20)


def test_who_renews_too_late_has_a_gap() -> None:
    """As who is inactive for too long."""
    case = applicant(date(2026, 6, 30), {"registered": STARTED, "submitted": None}, phase="renewal")
    assert check(RULE, case, need(90))[0].outcome is GAP


def test_yes_is_no_day_to_count_from() -> None:
    """A cell that says yes where a date belongs is told apart from a blank one."""
    finding = found(STARTED, {"registered": True, "submitted": None})
    assert finding.message.endswith("registered: it is no date.")


def lapse(cell: object, *terms: Term, as_of: date = date(2026, 2, 1)) -> Any:
    cells = {"membership_expires": cell}
    case = applicant(as_of, cells, tabs=[TERMS], memberships=[*terms])
    return check(LAPSE, case, need(30))[0]


def test_an_end_that_cannot_be_read_may_be_a_later_one() -> None:
    """Nobody is said to have lapsed while an end of a membership cannot be read."""
    bad = Term(TERMS, 2, None, None, "3//4 cannot be read.")
    for finding in (lapse(None, bad), lapse(STARTED, bad), lapse("?3//4", bad)):
        assert finding.outcome is CANNOT
        assert finding.message.endswith("membership_expires: 3//4 cannot be read.")
    assert lapse("?3//4", Term(TERMS, 2, None, date(2026, 12, 31))).outcome is CANNOT
    assert lapse(date(2026, 2, 2), bad).outcome is NOT_ASKED
    assert lapse(date(2026, 2, 1), bad).outcome is CANNOT


def test_a_membership_without_any_end_cannot_be_told() -> None:
    """Blank in the roster, and nothing in the tab; it is shown at the cell."""
    finding = lapse(None)
    assert (finding.outcome, finding.place) == (CANNOT, ("roster", 2, 2))
    assert "is blank" in finding.message


def test_a_membership_of_the_tab_alone_is_shown_in_the_tab() -> None:
    """Where the roster has no column for its end: at the end that is the last."""
    terms = [Term(TERMS, 2, None, STARTED), Term(TERMS, 3, None, date(2025, 1, 1))]
    for given_ in (terms, terms[::-1]):
        case = applicant(date(2026, 2, 1), {}, tabs=[TERMS], memberships=given_)
        assert check(LAPSE, case, need(30))[0].place == ("memberships", 2, 2)


def test_a_date_without_a_column_is_shown_at_the_name() -> None:
    """In one column or in two."""
    case = applicant(date(2026, 2, 1), {"registered": STARTED, "last_name": "Ruiz"})
    assert check(RULE, case, need(90))[0].place == ("roster", 2, 1)
    del case.person.table.columns["name"]
    assert check(RULE, case, need(90))[0].place == ("roster", 2, 3)


def test_a_membership_is_shown_where_its_end_is_to_be_moved() -> None:
    """At the roster's own column before the tab; done, at the day on which it was done."""
    renewed = LAPSE.model_copy(update={"stop_field": "submitted"})
    for stop, column in ((None, 2), (date(2026, 1, 20), 3), (date(2026, 3, 20), 3)):
        cells = {"membership_expires": STARTED, "submitted": stop}
        terms = [Term(TERMS, 2, None, date(2025, 1, 1))]
        case = applicant(date(2026, 4, 1), cells, tabs=[TERMS], memberships=terms)
        assert check(renewed, case, need(30))[0].place == ("roster", 2, column)
    case = applicant(date(2026, 4, 1), {"submitted": STARTED}, tabs=[TERMS])
    (finding,) = check(renewed, case, need(30))
    assert (finding.outcome, finding.place) == (NOT_ASKED, ("roster", 2, 2))


def test_without_any_end_it_is_shown_at_the_name() -> None:
    """Of the person, in one column or in two; of a tab that has no ends, at the name in it."""
    case = applicant(date(2026, 2, 1), {"last_name": "Ruiz"}, tabs=[TERMS])
    assert check(LAPSE, case, need(30))[0].place == ("roster", 2, 1)
    del case.person.table.columns["name"]
    assert check(LAPSE, case, need(30))[0].place == ("roster", 2, 2)
    bare = table(TableKind.MEMBERSHIPS, "membership_start", "name")
    terms = [Term(bare, 5, STARTED, None)]
    case = applicant(date(2026, 2, 1), {}, tabs=[bare], memberships=terms)
    assert check(LAPSE, case, need(30))[0].place == ("memberships", 5, 2)
