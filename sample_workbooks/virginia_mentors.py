"""Mentors and a Reflective Supervisor who apply in Virginia, and some who are endorsed already."""

from __future__ import annotations

from datetime import date, timedelta

from sample_workbooks.answers import CANNOT_TELL, MEETS, OPEN, Claim, unclear
from sample_workbooks.grid import Value
from sample_workbooks.tabs import Entry, Someone
from sample_workbooks.virginia_rows import (
    AGNES,
    FRANK,
    MENTOR_RATINGS,
    MENTOR_RSC,
    MENTOR_TRAINING,
    MHS_TRAINING,
    OTTILIE,
    RSC,
    applicant,
    courses,
    degree,
    exam,
    job,
    lacking,
    need,
    rating,
    sessions,
    three,
)

MASTER = degree("MSW", date(2012, 5, 12), "Social work")
YEARS = (
    job("Therapist", "direct", date(2014, 9, 1), date(2018, 8, 31)),
    job("Reflective consultant", "giving RSC", date(2018, 9, 1)),
    job("Training committee", "leadership", date(2020, 1, 1), paid="volunteer"),
)
DUE = date(2026, 12, 31)


def _weekly(count: int) -> tuple[Entry, ...]:
    """Give sessions of two hours in one spring and summer, one after the other."""
    first = sessions(AGNES, 2026, 3, 1, day=3)[0]
    rows = []
    for number in range(count):
        when = date(2026, 3, 3) + timedelta(days=8 * number)
        about = "yes" if number % 2 else "no"
        rows.append(Entry(RSC, {**first.cells, "date": when, "about": about}))
    return tuple(rows)


MENTORS: list[Someone] = [
    applicant(
        331, "Xanthe Mercer", "IMHM-C", MEETS,
        "48 hours as 30, 15 and 3; 51 of RSC in 17 months, 27 about the RSC she gives; both parts.",
        (MASTER, *YEARS, *MENTOR_TRAINING, *MENTOR_RSC, *MENTOR_RATINGS, *exam("88%", "51 of 60")),
        word="Approved for exam", cells={"decision": date(2026, 11, 9)},
    ),
    applicant(
        332, "Yorick Tamblyn", "Mentor-Clinical", OPEN,
        "50 hours in all, 36 within 24 months; 21 of 25 about the RSC he gives; two years of "
        "giving RSC; part 2 of the exam.",
        (
            MASTER, YEARS[0], YEARS[2],
            job("Reflective consultant", "giving RSC", date(2024, 10, 21)),
            *MENTOR_TRAINING, *MENTOR_RATINGS, *exam("82%", "76%"),
            *sessions(AGNES, 2024, 3, 10, 2, day=20, about="no"),
            *sessions(AGNES, 2026, 1, 7, 3, about="yes"),
            *sessions(AGNES, 2026, 8, 3, 3, about="no"),
        ),
        (
            need("initial.work.giving_rsc", 2, 3, "21 October 2024 to 20 October 2026."),
            need("initial.rsc", 36, 50, "From 20 October 2024 on; 14 hours are older."),
            need("initial.rsc.about_given", 21, 25),
            lacking("initial.exam", "76 per cent in part 2; 80 are asked."),
        ),
    ),
    applicant(
        333, "Zelda Ashcombe", "IMHM-C", OPEN,
        "50 hours of RSC within seven months: the span has to be at least twelve.",
        (MASTER, *YEARS, *MENTOR_TRAINING, *_weekly(25), *MENTOR_RATINGS, *exam("90%", "81%")),
        (
            lacking("initial.rsc", "From 3 March to 11 September 2026.", enough=50.0),
            need("initial.rsc.about_given", 24, 25),
        ),
    ),
    applicant(
        334, "Ambrose Kittredge", "IMHM-P", OPEN,
        "Two of three years in policy, which are his years of leadership as well; no exam yet.",
        (
            MASTER, job("Policy director", "policy", date(2023, 1, 1), date(2024, 12, 31)),
            *MHS_TRAINING, *three("colleague", "colleague", "colleague"),
        ),
        (
            need("initial.work.policy", 2, 3),
            need("initial.leadership", 2, 3),
            lacking("initial.exam", "No part has been sat."),
        ),
        word="Approved for exam",
    ),
    applicant(
        335, "Blythe Carrington", "IMHM-R/F", OPEN,
        "18 months of teaching; half an exam; no rating of a student or trainer; core training.",
        (
            MASTER, YEARS[2],
            job("Lecturer", "teaching", date(2024, 7, 1), date(2025, 12, 31)),
            *courses("abcdDP"), *three("supervisor", "colleague", "colleague"),
            *exam("85%", None)[:1],
        ),
        (
            need("initial.work.faculty", 1.5, 3),
            need("initial.training.core", 24, 30, "6 more are on giving RSC, 3 on diversity."),
            lacking("initial.references", "Nobody who was taught or supervised is among them.",
                    enough=3.0),
            lacking("initial.exam", "Part 2 has not been sat."),
        ),
    ),
    applicant(
        337, "Dorothea Lind", "ECMHM-C", OPEN,
        "Her work with families began before the Master's degree: one year of it is after.",
        (
            MASTER, *YEARS[1:],
            job("Therapist", "direct", date(2010, 6, 1), date(2013, 5, 11), band="3-6"),
            *MENTOR_TRAINING, *MENTOR_RSC, *MENTOR_RATINGS, *exam("80%", "80%"),
        ),
        (need("initial.work", 1, 2, "12 May 2012 to 11 May 2013."),),
    ),
    applicant(
        336, "Cormac Delacroix", "ERS", OPEN,
        "9 of 15 hours on giving RSC, 8 of 12 about the RSC he gives, nine months of giving it.",
        (
            job("Reflective supervisor", "giving RSC", date(2026, 2, 23)), *courses("PR"),
            *sessions(AGNES, 2026, 3, 4, about="yes"), *sessions(AGNES, 2026, 7, 3, about="no"),
            rating(AGNES, "RSC provider", "IMHM-C"), rating("Petra Simmons", "supervisee"),
        ),
        (
            need("initial.work.giving_rsc", 0.75, 1, "From 23 February to 22 November 2026."),
            need("initial.training.rsc", 9, 15),
            need("initial.rsc.about_given", 8, 12),
        ),
        word="In progress", cells={"submitted": None},
    ),
]  # fmt: skip


def _endorsed(
    number: int,
    name: str,
    category: str,
    day: date,
    status: str,
    why: str,
    entries: tuple[Entry, ...],
    claims: tuple[Claim, ...] = (),
    **cells: Value,
) -> Someone:
    own: dict[str, Value] = {
        "cohort": None, "registered": None, "submitted": None, "endorsed": day, **cells,
    }  # fmt: skip
    return applicant(
        number, name, category, status, why, entries, claims, word="Endorsed", cells=own
    )


ENDORSED: list[Someone] = [
    _endorsed(
        101, AGNES, "IMHM-C", date(2015, 6, 10), OPEN,
        "A Mentor-Clinical of more than three years: 10 hours of RSC are asked, and 10 are there. "
        "The renewal fee is not.",
        (*courses("deRE"), *sessions(OTTILIE, 2026, 1, 10, 1)),
        (Claim("renewal.fee", OPEN, "fee", '"no": 40 dollars for the renewal.', due=DUE),),
        fee="no",
    ),
    _endorsed(
        102, FRANK, "IMHS", date(2018, 9, 3), MEETS,
        "15 hours and more, 3 of them on giving RSC, as he gives it; 12 of RSC from a "
        "Mentor-Clinical.",
        (*courses("deRE"), *sessions(OTTILIE, 2026, 1, 6)),
    ),
    _endorsed(
        103, "Hollis Ferreira", "IFA", date(2019, 4, 8), CANNOT_TELL,
        "All is there, but the licence is sanctioned.",
        (*courses("defE"),),
        (unclear("row.sanctioned", "sanctioned", "A sanctioned licence: a person decides."),),
        sanctioned="yes",
    ),
]  # fmt: skip
