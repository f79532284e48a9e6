"""Review windows and stages: what comes next, also over New Year."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from models.reviewing import (
    ReviewWindow,
    Stage,
    day_in,
    following,
    next_exam,
    review_of,
    reviews,
    stage_of,
    stages_by_name,
)
from tests.models.requirements.applicants import applicant

SOURCE = {"source": "S"}
QUARTERS = [
    ReviewWindow.model_validate({
        "name": name, "submit_by": submit, "decision_by": decision, "exam_on": exam, **SOURCE
    })
    for name, submit, decision, exam in (
        ("winter", "12-15", "02-15", "02-01"), ("spring", "03-15", "05-15", "05-03"),
        ("summer", "06-15", "08-15", "08-02"), ("autumn", "09-15", "11-15", "11-01"),
    )
]  # fmt: skip
DAYS = st.dates(date(2015, 1, 1), date(2040, 12, 31))


def window(**keys: Any) -> ReviewWindow:
    return ReviewWindow.model_validate({"name": "one", **SOURCE, **keys})


def test_the_next_review_over_new_year() -> None:
    """Submitted by 15 December, decided and examined in February of the next year."""
    found = review_of(QUARTERS, date(2026, 11, 22))
    assert found is not None
    assert found[:3] == (date(2026, 12, 15), date(2027, 2, 15), date(2027, 2, 1))
    assert [r.window.name for r in reviews(QUARTERS, date(2026, 12, 16), 3)] == [
        "spring", "summer", "autumn",
    ]  # fmt: skip


@given(DAYS, st.integers(1, 12))
def test_reviews_come_in_order_and_none_is_left_out(day: date, number: int) -> None:
    """On or after the day, four a year, each decided and examined after its submissions."""
    found = reviews(QUARTERS, day, number)
    assert len(found) == number
    assert found == sorted(found, key=lambda r: r.submit_by)
    assert day <= found[0].submit_by <= day + timedelta(days=92)
    for review in found:
        assert review.exam_on is not None
        assert review.decision_by is not None
        assert review.submit_by < review.exam_on < review.decision_by
        assert (review.decision_by - review.submit_by).days < 70


@given(DAYS)
def test_the_next_exam_may_be_of_a_review_that_is_closed(day: date) -> None:
    """The first exam on or after the day, of whichever review."""
    found = next_exam(QUARTERS, day)
    assert found is not None
    assert found.exam_on is not None
    all_ = [r.exam_on for r in reviews(QUARTERS, date(2013, 1, 1), 130) if r.exam_on]
    assert found.exam_on == min(d for d in all_ if d >= day)


def test_windows_have_a_time() -> None:
    """Only submissions between the first and the last day of a window."""
    dated = window(submit_by="12-15", **{"from": "2027-01-01"}, until="2028-12-31")
    found = reviews([dated], date(2026, 6, 1), 9)
    assert [r.submit_by.year for r in found] == [2027, 2028]
    assert found[0].decision_by is None
    assert review_of([dated], date(2029, 1, 1)) is None
    assert review_of([], date(2029, 1, 1)) is None
    assert next_exam([dated], date(2026, 6, 1)) is None


@given(st.integers(2000, 2100), st.sampled_from(["first", "second", "third", "fourth", "last"]))
def test_weekdays_of_a_month(year: int, which: str) -> None:
    """The first Friday is a Friday of the first week; the last one has none after it."""
    for month, name in ((1, "january"), (10, "october"), (12, "december"), (2, "february")):
        day = day_in(f"{which} friday of {name}", year)
        assert (day.year, day.month, day.weekday()) == (year, month, 4)
        if which == "last":
            assert (day + timedelta(days=7)).month != month
        else:
            assert (day.day - 1) // 7 == ["first", "second", "third", "fourth"].index(which)


@pytest.mark.parametrize(
    "text", ["02-29", "13-01", "1-5", "04-31", "first funday of may", "fifth friday of may", ""]
)
def test_what_is_no_day_of_every_year(text: str) -> None:
    """Such a window does not load, and it is said how to write one."""
    with pytest.raises(ValidationError, match="no day of every year"):
        window(submit_by=text)


STAGES = [
    Stage(code="registered", name="Registered", aliases=("preliminary",), next="Fill in all tabs."),
    Stage(code="submitted", name="Submitted", next="Two reviewers read it."),
    Stage(code="decision", name="Decided", aliases=("Approved for exam",), next="The exam."),
]


def test_stages_by_words_and_in_order() -> None:
    """By code, name or alias, folded; the first has a word of two; the one after it comes next."""
    known = stages_by_name([*STAGES, STAGES[2].model_copy(update={"code": "again"})])
    assert known["submitted"] == STAGES[1]
    assert known["approved for exam"] == STAGES[2]
    assert "on the moon" not in known
    assert following(STAGES, STAGES[0]) == STAGES[1]
    assert following(STAGES, STAGES[2]) is None


@pytest.mark.parametrize(
    ("as_of", "code"),
    [(date(2026, 1, 1), None), (date(2026, 2, 1), "registered"), (date(2026, 3, 1), "submitted")],
)
def test_stages_by_dates(as_of: date, code: str | None) -> None:
    """The last stage whose date has come; a date ahead is not reached yet."""
    cells = {"registered": date(2026, 2, 1), "submitted": date(2026, 3, 1), "decision": None}
    found = stage_of(STAGES, applicant(as_of, cells).person, as_of)
    assert (found.code if found else None) == code
