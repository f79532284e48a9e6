"""Edge cases 44 to 49: raters, exam, stale applications, new rules, attestation, wording."""

from __future__ import annotations

from datetime import date

import pytest

from models.layering import load_pack
from models.wording import SENTENCES
from tests.models.sheets import ANNUAL, judged

AS_OF = date(2026, 11, 1)


def applicant(category: str, **more) -> dict:
    return {"category": category, "status": "applicant", **more}


def rating(rater: str, role: str, category: str = "", **more) -> dict:
    return {
        "rater": rater, "rater_role": role, "rater_category": category,
        "received": date(2026, 9, 1), "vetted": "", **more,
    }  # fmt: skip


def references(category: str, *rows: dict):
    return judged("", AS_OF, applicant(category), references=[*rows])["initial.references"]


def test_edge_44_three_raters_one_of_them_a_family_specialist_or_above() -> None:
    """Three different people, the roles that are asked, and not only Family Associates."""
    good = [
        rating("Ann Fox", "current supervisor", "IFS"),
        rating("Ben Oak", "RSC provider", "IMHM-C"),
        rating("Cat Elm", "colleague"),
    ]
    assert references("IFS", *good).outcome.value == "meets"
    assert references("IFS", *good[:2]).outcome.value == "open"
    twice = [*good[:2], rating("Ann Fox", "colleague", "IFS")]
    assert references("IFS", *twice).outcome.value == "open"
    only_associates = [row | {"rater_category": "IFA", "vetted": "no"} for row in good]
    assert references("IFS", *only_associates).outcome.value == "open"
    vetted = [*only_associates[:2], rating("Cat Elm", "colleague", "", vetted="yes")]
    assert references("IFS", *vetted).outcome.value == "meets"


@pytest.mark.parametrize(
    ("category", "decision", "asked"),
    [
        ("IMHS", date(2024, 12, 31), True),
        ("IMHS", date(2025, 1, 1), False),
        ("IMHM-C", date(2025, 6, 1), True),
        ("IFS", date(2024, 6, 1), False),
    ],
)
def test_edge_45_the_exam_by_category_and_day_of_the_decision(category, decision, asked) -> None:
    """No exam for Mental Health Specialists decided from 2025; Mentors have one still."""
    parts = [
        {"part": "1", "exam_date": date(2024, 3, 1), "score": "85%", "result": "passed"},
    ]
    person = applicant(category, submitted=date(2024, 5, 1), decision=decision)
    found = judged("", AS_OF, person, exam=parts)["initial.exam"]
    assert (found.outcome.value == "not_applicable") is not asked


def test_edge_46_an_application_that_stands_still() -> None:
    """Florida allows 90 days from the registration; then it is shown, with the day."""
    person = applicant("IFA", registered=date(2026, 9, 1), submitted="")
    found = judged(load_pack("florida"), date(2026, 11, 20), person)["initial.clock.submit"]
    assert found.due == date(2026, 11, 30)
    later = judged(load_pack("florida"), date(2026, 12, 1), person)["initial.clock.submit"]
    assert (found.outcome.value, later.outcome.value) == ("open", "open")
    assert "ended on 30 Nov 2026" in later.message


def test_edge_47_new_rules_do_not_reach_an_application_that_is_in() -> None:
    """Submitted before the change: the old figure; not submitted yet: the new one."""
    old = applicant("IMHM-C", training_hours=30, submitted=date(2023, 12, 1))
    assert judged("", AS_OF, old)["initial.training"].outcome.value == "meets"
    new = applicant("IMHM-C", training_hours=30, submitted="")
    assert judged("", AS_OF, new)["initial.training"].outcome.value == "open"


ATTEST = (
    ANNUAL
    + """
[[requirement]]
id = "renewal.training"
evidence = "attest"
need = [{ value = 15, source = "T" }]
"""
)


@pytest.mark.parametrize(
    ("as_of", "person", "outcome"),
    [
        (date(2026, 11, 1), {}, "open"),
        (date(2027, 1, 10), {"attested": "yes"}, "meets"),
        (date(2027, 1, 10), {"attested": "yes", "audit": "selected"}, "gap"),
        (date(2027, 1, 10), {"attested": "no"}, "gap"),
    ],
)
def test_edge_48_no_logged_hour_is_no_failure_where_people_attest(as_of, person, outcome) -> None:
    """Before the deadline it is open; after it the attestation counts; an audit wants hours."""
    renewing = {"category": "IFA", "endorsed": date(2015, 1, 1), "attested": "", "audit": ""}
    log = [{"date": date(2020, 1, 1), "hours": 1}]
    found = judged(ATTEST, as_of, renewing | person, training=log)["renewal.training"]
    assert found.outcome.value == outcome


def test_edge_49_no_sentence_gives_a_verdict() -> None:
    """It appears to meet, it is not yet, nobody can tell; the association decides."""
    for sentence in SENTENCES.values():
        words = sentence.casefold()
        for verdict in (
            "fails",
            "failed to",
            "passes",
            "is compliant",
            "disqualified",
            "is eligible",
        ):
            assert verdict not in words, sentence
