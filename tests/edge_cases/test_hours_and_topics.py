"""Edge cases 28 to 36: duplicates, topics, units, odd dates, unreadable hours."""

from __future__ import annotations

from datetime import date

import pytest

from models.cells import parse_hours
from tests.edge_cases.test_people_and_credentials import book, member
from tests.models.sheets import ANNUAL, judged

AS_OF = date(2026, 11, 1)
RENEWING = {"category": "IFS", "endorsed": date(2015, 1, 1)}
PARTS = (
    ANNUAL
    + """
[[requirement]]
id = "renewal.training"
need = [{ value = 15, source = "T" }]
[[requirement]]
id = "renewal.training.dei"
need = [{ value = 3, source = "T" }]
[[requirement]]
id = "renewal.training.rsc"
need = [{ value = 3, source = "T" }]
"""
)


def trainings(*rows: tuple, over: str = PARTS, **person):
    log = [dict(zip(("date", "hours", "title", "topic"), row, strict=False)) for row in rows]
    return judged(over, AS_OF, RENEWING | person, training=log)


def test_edge_28_the_same_training_twice_is_no_false_pass() -> None:
    """The second copy counts only if nobody needs it; otherwise a person looks."""
    found = trainings(
        (date(2026, 5, 1), 10, "Home visiting basics", ""),
        (date(2026, 5, 1), 10, "Home Visiting: Basics", ""),
    )
    assert found["renewal.training"].outcome.value == "cannot_tell"
    assert "log.duplicate_entry" in found


def test_edge_29_inside_the_whole_in_a_renewal_on_top_in_an_application() -> None:
    """Fifteen hours with three on DEI meet a renewal; an application asks the parts beside."""
    found = trainings((date(2026, 5, 1), 12, "A", ""), (date(2026, 6, 1), 3, "B", "DEI"))
    assert found["renewal.training"].outcome.value == "meets"
    applicant = {"category": "IMHM-C", "status": "applicant", "submitted": date(2026, 6, 1)}
    log = [
        {"date": date(2026, 1, 1), "hours": 15, "title": "A"},
        {"date": date(2026, 1, 2), "hours": 12, "title": "A, second day"},
        {"date": date(2026, 2, 1), "hours": 9, "title": "B", "topic": "RSC"},
        {"date": date(2026, 2, 2), "hours": 9, "title": "B, second day", "topic": "RSC"},
        {"date": date(2026, 3, 1), "hours": 3, "title": "C", "topic": "DEI"},
    ]
    found = judged("", AS_OF, applicant, training=log)
    assert found["initial.training"].outcome.value == "meets"
    assert found["initial.training.core"].outcome.value == "open"
    assert found["initial.training.core"].short == 3


@pytest.mark.parametrize(("rule", "enough"), [("each", True), ("once", False)])
def test_edge_29_one_hour_for_two_topics_is_a_choice_of_the_pack(rule: str, enough: bool) -> None:
    """Three hours on both topics serve both, or one of them."""
    over = PARTS.replace(
        'id = "renewal.training"\n', f'id = "renewal.training"\nshare_topics = "{rule}"\n'
    )
    found = trainings(
        (date(2026, 5, 1), 12, "A", ""), (date(2026, 6, 1), 3, "B", "DEI/RSC"),
        over=over, gives_rsc="yes",
    )  # fmt: skip
    rules = ("renewal.training", "renewal.training.dei", "renewal.training.rsc")
    assert ({found[rule].outcome.value for rule in rules} == {"meets"}) is enough


def test_edge_30_a_title_is_no_topic() -> None:
    """The topic is what a person set, never a guess from the title."""
    found = trainings((date(2026, 5, 1), 15, "Diversity, equity and inclusion in IMH", ""))
    assert found["renewal.training.dei"].have == 0


def test_edge_31_training_on_giving_rsc_is_owed_by_who_gives_it() -> None:
    """Said in a column, or seen because somebody is the provider of a session."""
    rows = [member("Ana Ruiz", "IMHS"), member("Bo Lee", "IFS")]
    log = [{"name": "Ana Ruiz", "date": date(2026, 5, 1), "hours": 15, "topic": ""}]
    rsc = [{"name": "Bo Lee", "date": date(2026, 5, 1), "hours": 1, "provider": "Ana Ruiz"}]
    people, _ = book(PARTS, roster=rows, training=log, rsc=rsc)
    assert people["Ana Ruiz 2"]["renewal.training.rsc"].outcome.value == "open"
    assert people["Bo Lee 3"]["renewal.training.rsc"].outcome.value == "not_applicable"


def test_edge_32_rsc_is_no_training() -> None:
    """Hours in the log of RSC do not count as training."""
    rsc = [{"date": date(2026, 5, 1), "hours": 40}]
    found = judged(
        PARTS, AS_OF, RENEWING, training=[{"date": "", "hours": "", "title": ""}], rsc=rsc
    )
    assert found["renewal.training"].have == 0


@pytest.mark.parametrize(
    ("cell", "hours"),
    [(0.25, 0.25), ("1:30", 1.5), ("90 min", 1.5), ("15 hrs", 15), ("12.5h", 12.5)],
)
def test_edge_33_fractions_and_minutes(cell: object, hours: float) -> None:
    """Clock time is read in the forms that people use."""
    assert parse_hours(cell).value == hours


@pytest.mark.parametrize("cell", ["1.2 CEU", "3 credits", "1 semester hour"])
def test_edge_33_credits_are_not_converted(cell: str) -> None:
    """No conversion is published: a person decides."""
    assert parse_hours(cell).problem


def test_edge_34_across_the_year_ahead_and_too_many_hours_a_day() -> None:
    """Over the edge: in doubt. Ahead: not yet. More than a day holds: questioned."""
    log = [
        {"date": date(2025, 12, 30), "end_date": date(2026, 1, 2), "hours": 15, "title": "A"},
    ]
    found = judged(PARTS, AS_OF, RENEWING, training=log)
    assert found["renewal.training"].outcome.value == "cannot_tell"
    found = trainings((date(2026, 12, 1), 15, "registered for", ""))
    assert found["renewal.training"].outcome.value == "open"
    assert "row.future_date" in found
    found = trainings((date(2026, 5, 1), 26, "conference", ""))
    assert found["log.hours_range"].outcome.value == "cannot_tell"


def test_edge_35_a_typical_figure_decides_nothing() -> None:
    """Thirty hours meet the floor although most applications show more; that is said beside it."""
    applicant = {"category": "IFA", "status": "applicant", "training_hours": 33}
    found = judged("", AS_OF, applicant)["initial.training"]
    assert found.outcome.value == "meets"
    assert "40" in found.message


@pytest.mark.parametrize("cell", ["", "12+", "approx. 20", "see certificate"])
def test_edge_36_blank_and_uncertain_hours_are_nobodys_zero(cell: object) -> None:
    """What is not certain is neither enough nor a gap."""
    found = judged(PARTS, date(2027, 1, 10), RENEWING | {"training_hours": cell})
    assert found["renewal.training"].outcome.value == "cannot_tell"


def test_edge_36_hours_in_the_wrong_column() -> None:
    """A date where hours should stand is unreadable, not thousands of hours."""
    found = judged(PARTS, AS_OF, RENEWING | {"training_hours": date(2026, 5, 1)})
    assert found["renewal.training"].outcome.value == "cannot_tell"
