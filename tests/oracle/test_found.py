"""What the second judge has found: the smallest book of each, and what the contract says of it."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

import pytest

from tests.oracle.compare import engine
from tests.oracle.rosters import Case

ANA = {"name": "Ana Ruiz", "category": "IFS", "status": "endorsed", "endorsed": date(2012, 5, 1)}
MENTOR = ANA | {"category": "IMHM-C"}
APPLICANT = {"name": "Ana Ruiz", "category": "IMHM-C", "status": "applicant"}
MINE = {"name": "Ana Ruiz"}
GRANT = {"who": "Ana Ruiz", "waiver_kind": "extension", "reason": "illness", "approver": "board"}


class Found(NamedTuple):
    """A book in which the two differed: the rule, and what the contract says comes out.

    have: where the figure was wrong.
    """

    say: str
    pack: str
    as_of: date
    rule: str
    outcome: str
    book: dict[str, list[dict[str, Any]]]
    have: float | None = None


def session(
    day: date | str, hours: float, provider: str = "Pat Moss", **more: Any
) -> dict[str, Any]:
    return MINE | {"date": day, "hours": hours, "provider": provider, **more}


FOUND = [
    Found(
        "entries that do not count are entries: the column does not speak instead of them",
        "national", date(2023, 12, 29), "renewal.rsc", "cannot_tell",
        {
            "roster": [ANA | {"rsc_hours": 24}],
            "rsc": [session(date(2023, 12, 29), 12)],
            "providers": [
                {"name": "Pat Moss", "provider_category": "IMHM-C", "provider_status": "lapsed"}],
        },
    ),
    Found(
        "endorsed after the deadline, submitted long before it",
        "rhode-island", date(2023, 1, 14), "renewal.training", "not_applicable",
        {"roster": [ANA | {
            "endorsed": date(2023, 1, 2), "submitted": date(2021, 6, 1), "training_hours": 0}]},
    ),
    Found(
        "endorsed after the deadline, nobody knows when it was submitted",
        "rhode-island", date(2023, 1, 14), "renewal.training", "not_applicable",
        {"roster": [ANA | {"endorsed": date(2023, 1, 2), "submitted": "", "training_hours": 0}]},
    ),
    Found(
        "signed after a hard deadline",
        "nebraska", date(2028, 3, 29), "renewal.agreement", "gap",
        {"roster": [ANA | {"agreement": date(2028, 3, 29)}]},
    ),
    Found(
        "a column with less than the log shows for certain, beside an entry without hours",
        "nebraska", date(2024, 3, 29), "renewal.training.dei", "cannot_tell",
        {
            "roster": [ANA | {"dei_hours": 0}],
            "training": [
                MINE | {"date": date(2023, 7, 6), "hours": 5, "topic": "dei", "title": "Diversity"},
                MINE | {"date": date(2023, 4, 23), "hours": "", "topic": "", "title": "Sleep"},
            ],
        },
    ),
    Found(
        "a column of hours about RSC given, alone in the book",
        "national", date(2025, 1, 24), "initial.rsc.about_given", "open",
        {"roster": [APPLICANT | {"about_rsc_given_hours": 12}]}, 12,
    ),
    Found(
        "a column of hours about RSC given, and a log in which only others stand",
        "national", date(2025, 1, 24), "initial.rsc.about_given", "meets",
        {
            "roster": [APPLICANT | {"about_rsc_given_hours": 25}],
            "rsc": [session(date(2024, 4, 9), 2, about_given="yes") | {"name": "Bo Lee"}],
        },
        25,
    ),
    Found(
        "a session about both age groups is about that of the category, too",
        "new-mexico", date(2022, 10, 23), "initial.rsc", "open",
        {"roster": [APPLICANT], "rsc": [session(date(2022, 7, 1), 8, band="both")]}, 8,
    ),
    Found(
        "enough hours on one day only: all of them are said",
        "michigan", date(2026, 2, 24), "renewal.rsc", "gap",
        {"roster": [MENTOR], "rsc": [session(date(2025, 1, 1), 12)]}, 12,
    ),
    Found(
        "hours of an extension count when it is over",
        "wisconsin", date(2027, 1, 21), "renewal.training", "meets",
        {
            "roster": [ANA],
            "training": [MINE | {"date": date(2027, 1, 10), "hours": 15, "title": "Sleep"}],
            "waivers": [GRANT | {"what": "training", "waiver_until": date(2027, 1, 20)}],
        },
        15,
    ),
    Found(
        "an extension for one requirement leaves the others in the running cycle",
        "wisconsin", date(2027, 5, 1), "renewal.ethics", "open",
        {
            "roster": [ANA | {"ethics": "no"}],
            "waivers": [GRANT | {"what": "training", "waiver_until": date(2027, 6, 30)}],
        },
    ),
    Found(
        "a membership that begins tomorrow does not run, whatever its end is",
        "virginia", date(2018, 7, 27), "renewal.membership", "gap",
        {
            "roster": [ANA],
            "memberships": [
                MINE | {"membership_start": date(2018, 7, 28), "membership_expires": ""}],
        },
    ),
    Found(
        "a doubtful membership may have run on the deadline",
        "florida", date(2019, 2, 19), "renewal.membership", "cannot_tell",
        {
            "roster": [
                ANA | dict.fromkeys(("membership_start", "membership_expires"), date(2019, 2, 19))
            ],
            "memberships": [MINE | {"membership_start": "", "membership_expires": ""}],
        },
    ),
    Found(
        "a lapse without a first day breaks the years in a category",
        "national", date(2018, 1, 4), "renewal.rsc", "gap",
        {
            "roster": [MENTOR],
            "rsc": [session(date(2017, 3, 1), 1)],
            "providers": [
                MINE
                | {"provider_category": "", "provider_status": "lapsed"}
                | {"provider_from": "", "provider_until": date(2016, 6, 30)}
            ],
        },
    ),
    Found(
        "a session about the other age group never counts, on whatever day it was",
        "new-mexico", date(2025, 6, 3), "initial.rsc", "cannot_tell",
        {
            "roster": [APPLICANT | {"category": "IFS", "rsc_hours": 24}],
            "rsc": [session(date(2022, 10, 1), 6, band=""), session("", 2, band="early")],
        },
    ),
    Found(
        "who has no degree has no Master's on any day",
        "wisconsin", date(2020, 12, 24), "renewal.rsc", "open",
        {
            "roster": [ANA | {"degree": "BA"}, ANA | {"name": "Bo Lee", "degree": "none"}],
            "rsc": [session(date(2020, 8, 24), 12, "Bo Lee")],
        },
        0,
    ),
    Found(
        "each of two credentials is held against its own category",
        "wisconsin", date(2021, 12, 1), "renewal.rsc", "meets",
        {
            "roster": [ANA | {"person_id": "7"}, MENTOR | {"person_id": "7"}],
            "rsc": [session(date(2021, 3, 1), 12)],
            "providers": [
                {"name": "Pat Moss", "provider_category": "IMHS", "provider_status": "endorsed"}],
        },
        12,
    ),
    Found(
        "a session of one day cannot go over six months, counted or not",
        "michigan", date(2026, 2, 24), "renewal.rsc", "gap",
        {
            "roster": [MENTOR],
            "rsc": [session(date(2025, 1, 1), 12)],
            "providers": [{"name": "Quin Ash", "provider_category": "IMHM-C"}],
        },
        0,
    ),
    Found(
        "an extension does not bring in the attestation of a later cycle",
        "florida", date(2024, 1, 9), "renewal.training", "open",
        {
            "roster": [ANA | {"attested": "yes"}],
            "training": [MINE | {"date": date(2023, 2, 1), "hours": 1, "title": "Sleep"}],
            "waivers": [GRANT | {"what": "", "waiver_until": date(2024, 2, 1)}],
        },
        1,
    ),
    Found(
        "a column that alone would meet, and a log whose hours lie too near to each other",
        "new-mexico", date(2022, 9, 14), "initial.rsc", "cannot_tell",
        {
            "roster": [APPLICANT | {"category": "IFS", "rsc_hours": 49}],
            "rsc": [session(date(2020, 8, 24), 12), session(date(2020, 12, 5), 13)],
        },
    ),
    Found(
        "a sanction breaks the years in a category",
        "national", date(2018, 1, 4), "renewal.rsc", "gap",
        {
            "roster": [MENTOR],
            "rsc": [session(date(2017, 3, 1), 1)],
            "providers": [
                MINE
                | {"provider_category": "", "provider_status": "sanctioned"}
                | {"provider_from": date(2015, 1, 1), "provider_until": date(2016, 6, 30)}
            ],
        },
        0,
    ),
    Found(
        "a membership taken up after the deadline, of which only the end is not known",
        "florida", date(2021, 3, 30), "renewal.membership", "gap",
        {
            "roster": [ANA],
            "memberships": [
                MINE | {"membership_start": date(2021, 3, 29), "membership_expires": ""}
            ],
        },
    ),
    Found(
        "ratings that have not come in are no new ones, whatever day they count from",
        "tennessee", date(2026, 10, 3), "reinstatement.references", "open",
        {
            "roster": [ANA | {"status": "reinstating"}],
            "references": [
                MINE | {"rater": "Ed Kay", "received": date(2026, 10, 4)},
                MINE | {"rater": "Flo May", "received": ""},
                MINE | {"rater": "Hal Poe", "received": ""},
            ],
        },
        0,
    ),
    Found(
        "each other, where peers count, but not of the same category",
        "pennsylvania", date(2027, 12, 31), "renewal.rsc", "open",
        {
            "roster": [
                MENTOR | {"endorsed": date(2025, 1, 1)},
                {"name": "Di Fox", "category": "ERS", "status": "endorsed",
                 "endorsed": date(2012, 5, 1)},
            ],
            "rsc": [
                session(date(2027, 4, 26), 4, "Di Fox"),
                session(date(2027, 12, 30), 2, "Ana Ruiz") | {"name": "Di Fox"},
            ],
        },
        0,
    ),
]  # fmt: skip


def named(one: Found) -> Any:
    """Give a case its name."""
    return pytest.param(one, id=one.say.replace(" ", "-"))


@pytest.mark.parametrize("one", [named(one) for one in FOUND])
def test_what_was_found(one: Found) -> None:
    """It comes out as docs/what-is-flagged.md says."""
    found = engine(Case(one.pack, one.book, one.as_of))[0].get(one.rule)
    assert found is not None
    assert found.outcome.value == one.outcome
    assert one.have is None or found.have == one.have
