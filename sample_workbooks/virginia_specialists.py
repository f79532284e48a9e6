"""Applicants of the Virginia workbook: Family Associates, Family and Mental Health Specialists."""

from __future__ import annotations

from datetime import date

from sample_workbooks.answers import CANNOT_TELL, MEETS, NOT_APPLICABLE, OPEN, Claim, unclear
from sample_workbooks.tabs import Someone
from sample_workbooks.virginia_rows import (
    AGNES,
    BRAM,
    CELIA,
    DOV,
    ESTHER,
    FRANK,
    FS_RATINGS,
    FS_RSC,
    FS_TRAINING,
    MHS_RSC,
    MHS_TRAINING,
    applicant,
    courses,
    degree,
    exam,
    home_visits,
    job,
    lacking,
    member,
    need,
    nothing_asked,
    rating,
    sessions,
    three,
)

RSC_RULE = "initial.rsc"
NOT_YET = {"submitted": None}

SPECIALISTS: list[Someone] = [
    applicant(
        301, "Adaeze Nwosu", "IFS", MEETS,
        "14 families in more than two years, 30 of 30 and 24 of 24 hours, three ratings.",
        (home_visits(), *FS_TRAINING, *FS_RSC, *FS_RATINGS),
        (Claim("initial.stage", NOT_APPLICABLE, "status", "Submitted: with the reviewers next."),),
    ),
    applicant(
        302, "Beatrix Lowe", "Family Specialist", OPEN,
        "Two jobs overlap for half a year: 18 months of 24.",
        (
            job("Home visitor", "direct", date(2023, 1, 1), date(2023, 12, 31), families=6),
            job("Service coordinator", "direct", date(2023, 7, 1), date(2024, 6, 30), families=8),
            *FS_TRAINING, *sessions(BRAM, 2025, 10, 12), *FS_RATINGS,
        ),
        (need("initial.work", 1.5, 2, "Days that two jobs cover count once."),),
    ),
    applicant(
        303, "Caspian Rhodes", "IFS", OPEN, "Families of both jobs: 4 and 3, and 10 are asked.",
        (
            job("Home visitor", "direct", date(2022, 5, 2), date(2023, 6, 30), families=4),
            job("Parent educator", "direct", date(2023, 7, 1), "present", families=3),
            *FS_TRAINING, *FS_RSC, *FS_RATINGS,
        ),
        (need("initial.families", 7, 10),),
    ),
    applicant(
        304, "Delphine Marsh", "Level II", OPEN,
        "Half of her RSC came from a Mental Health Specialist without the add-on.",
        (
            home_visits(), *FS_TRAINING, *FS_RATINGS,
            *sessions(AGNES, 2025, 10, 6), *sessions(FRANK, 2026, 4, 6),
        ),
        (need(RSC_RULE, 12, 24, "Hours of an IMHS do not count since May 2024."),),
    ),
    applicant(
        305, "Ezra Whitlock", "IFS", CANNOT_TELL,
        "Nobody in the book is called Joan Pruitt, who gave 14 of his 24 hours.",
        (
            home_visits(), *FS_TRAINING, *FS_RATINGS,
            *sessions(AGNES, 2025, 10, 5), *sessions("Joan Pruitt", 2026, 3, 7),
        ),
        (unclear(RSC_RULE, "name", "10 hours are certain; 14 are of an unknown provider.",
                 have=10, need=24),),
    ),
    applicant(
        306, "Fenna Aldous", "IFS", OPEN,
        "Her provider was vetted up to 30 June 2026; three sessions are later.",
        (home_visits(), *FS_TRAINING, *FS_RATINGS, *sessions(DOV, 2025, 10, 12)),
        (need(RSC_RULE, 18, 24, "6 hours are after the last day of the vetting."),),
    ),
    applicant(
        307, "Gideon Starling", "IFS", CANNOT_TELL,
        "His provider was emerging from 1 June 2024; two years are over with May 2026.",
        (home_visits(), *FS_TRAINING, *FS_RATINGS, *sessions(CELIA, 2025, 10, 12)),
        (unclear(RSC_RULE, "name", "16 hours up to May 2026; 8 later ones are in doubt.",
                 have=16, need=24),),
        notes={"name": "Celia says her last paper is in the mail."},
    ),
    applicant(
        308, "Halina Bishop", "ECFS", OPEN,
        "Her provider's endorsement had lapsed in the first half of 2026.",
        (home_visits(band="3-6"), *FS_TRAINING, *FS_RATINGS, *sessions(ESTHER, 2025, 8, 14)),
        (need(RSC_RULE, 16, 24, "10 hours in 2025 and 6 from July 2026; 12 lie in the gap."),),
    ),
    applicant(
        309, "Ignatius Cole", "IFS", OPEN,
        "Two sessions were about older children than his category is for.",
        (
            home_visits(), *FS_TRAINING, *FS_RATINGS,
            *sessions(AGNES, 2025, 10, 10, band="0-3"), *sessions(AGNES, 2026, 8, 2, band="3-6"),
        ),
        (need(RSC_RULE, 20, 24, "4 hours were about children of 3 to 6."),),
    ),
    applicant(
        310, "Jonquil Harker", "IFS", CANNOT_TELL,
        "The start of the job cannot be read, so neither the years nor the families are certain.",
        (
            job("Home visitor", "direct", "Spring 2023", families=12,
                claims=(unclear("row.unreadable", "start", '"Spring 2023" is not a date.'),)),
            *FS_TRAINING, *FS_RSC, *FS_RATINGS,
        ),
        (
            unclear("initial.work", "name", "The only job has no readable start.", have=0, need=2),
            unclear("initial.families", "name", "It is not sure that the job has begun.",
                    have=0, need=10),
        ),
    ),
    applicant(
        311, "Kestrel Dunne", "IFS", OPEN,
        "Has a place in a cohort until 20 December 2026, and has not registered.",
        (),
        (
            need("initial.work", 0, 2), need("initial.families", 0, 10),
            need("initial.training", 0, 30), need(RSC_RULE, 0, 24),
            need("initial.references", 0, 3),
            lacking("initial.ethics", '"no": not signed yet.', "ethics"),
            lacking("initial.agreement", '"no": not signed yet.', "agreement"),
            lacking("initial.fee", '"no": 50 dollars for the registration.', "fee"),
            lacking("initial.clock.begin", "Twelve months from 20 December 2025 end soon.",
                    "registered", date(2026, 12, 20)),
        ),
        word="Cohort",
        cells={
            "cohort": date(2025, 12, 20), "registered": None, "submitted": None,
            "fee": "no", "ethics": "no", "agreement": "no",
        },
    ),
    applicant(
        312, "Leopold Fitch", "IFS", OPEN,
        "All but the membership, which ended more than twelve months ago: nothing handed in.",
        (home_visits(), *FS_TRAINING, *FS_RSC, *FS_RATINGS),
        (),
        word="In progress", cells=NOT_YET,
        membership=member(date(2024, 9, 23), date(2025, 9, 22), claims=(
            lacking("initial.clock.stale", "Twelve months from 22 September 2025 are over.",
                    "until", date(2026, 9, 22)),
            lacking("initial.membership", "It ended on 22 September 2025.", "until"))),
    ),
    applicant(
        313, "Marigold Sharpe", "IFS", NOT_APPLICABLE, "On hold: nothing is asked of her now.",
        (home_visits(),),
        (nothing_asked("On hold."),),
        word="On hold", cells=NOT_YET,
    ),
    applicant(
        314, "Nestor Quill", "IFS", OPEN,
        "Three ratings, but none of the raters is a Family Specialist or above, or was vetted.",
        (
            home_visits(), *FS_TRAINING, *FS_RSC,
            rating("Hope Sandler", "supervisor", "IFA", "no"),
            rating("Ivan Moss", "RSC provider", "IFA", "no"),
            rating("June Tolbert", "colleague", "IFA", "no"),
        ),
        (lacking("initial.references", "One has to be a Family Specialist or above, or vetted.",
                 enough=3.0),),
    ),
    applicant(
        315, "Octavia Reyes", "IFS", OPEN,
        "The membership is her agency's, and not her own.",
        (home_visits(), *FS_TRAINING, *FS_RSC, *FS_RATINGS),
        membership=member(kind="organizational", claims=(
            lacking("initial.membership", "An organisation's membership does not count.",
                    "until"),)),
    ),
    applicant(
        324, "Yolanda Crisp", "IFS", OPEN,
        "Her membership is in Michigan; here only one of this association is named as enough.",
        (home_visits(), *FS_TRAINING, *FS_RSC, *FS_RATINGS),
        membership=member(association="MI-AIMH", claims=(
            lacking("initial.membership", "A membership of another association.", "until"),)),
    ),
    applicant(
        325, "Zebulon Hart", "IFS", MEETS,
        "No rater is endorsed, but one was vetted by phone.",
        (
            home_visits(), *FS_TRAINING, *FS_RSC,
            rating("Hope Sandler", "supervisor", None, date(2026, 9, 9)),
            rating("Ivan Moss", "RSC provider", "IFA", "no"),
            rating("June Tolbert", "parent", None, "no"),
        ),
    ),
    applicant(
        316, "Percival Stone", "IMHS", MEETS,
        "No Master's degree, but a licence, enough since 2025; a trainer for a supervisor.",
        (
            degree("B.S.", date(2011, 5, 14), "Psychology"), home_visits(), *MHS_TRAINING,
            *MHS_RSC, *three("teacher", "RSC provider", "colleague"),
        ),
        cells={"licence": "LCSW 20417"},
    ),
    applicant(
        317, "Quincy Abbott", "IMHS", CANNOT_TELL,
        "Decided on 12 December 2024, when there still was an exam; part 2 was not passed.",
        (
            degree("MSW", date(2015, 5, 16), "Social work"), home_visits(date(2018, 2, 1)),
            *courses("vwx"), *sessions(AGNES, 2023, 6, 17, 3), *FS_RATINGS,
            *exam("85%", "42 of 60", date(2024, 12, 5)),
        ),
        (unclear("initial.exam", "name", "No page says what holds for people in between."),),
        word="Approved for exam",
        cells={"submitted": date(2024, 11, 15), "decision": date(2024, 12, 12), "licence": "yes",
               "cohort": date(2023, 1, 16), "registered": date(2023, 5, 8)},
    ),
    applicant(
        318, "Rosamund Pike-Lee", "IMHS", OPEN,
        "A Bachelor's degree and no licence; 3 hours on diversity are missing.",
        (
            degree("BA", date(2014, 5, 17), "Child development"), home_visits(), *FS_TRAINING,
            *MHS_RSC, *FS_RATINGS,
        ),
        (
            lacking("initial.education", "A Master's degree or a licence is asked.", "licence"),
            lacking("initial.licence", "Not licensed, and not eligible.", "licence"),
            need("initial.training", 30, 33),
            need("initial.training.dei", 0, 3),
        ),
        word="Ratings requested", cells={"licence": "no", **NOT_YET},
    ),
    applicant(
        319, "Sterling Vaughn", "ECMHS", MEETS,
        "One year of a job, and one of the 14 months of internship under a Mentor-Clinical.",
        (
            degree("M.Ed.", date(2024, 5, 18), "Counseling"),
            job("Graduate intern", "internship", date(2023, 5, 1), date(2024, 6, 30),
                supervisor=AGNES, band="3-6"),
            job("Therapist", "direct", date(2025, 10, 1), band="3-6"),
            *MHS_TRAINING, *MHS_RSC, *FS_RATINGS,
        ),
        cells={"licence": "license eligible"},
    ),
    applicant(
        320, "Thea Winterbourne", "IFA", OPEN,
        "Three rows, but two of them are of the same rater.",
        (
            degree("CDA", date(2021, 8, 20)), *FS_TRAINING,
            rating("Hope Sandler", "supervisor"), rating(AGNES, "teacher", "IMHM-C"),
            rating("Hope Sandler", "colleague"),
        ),
        (need("initial.references", 2, 3, "Hope Sandler counts once."),),
    ),
    applicant(
        321, "Ulric Hensley", "ECFA", MEETS,
        "No degree, but more than two years of supervised volunteer work.",
        (
            job("Child advocate", "volunteer", date(2022, 1, 10), date(2025, 3, 31),
                paid="volunteer", band="3-6"),
            *FS_TRAINING, *FS_RATINGS,
        ),
    ),
    applicant(
        322, "Verity Blount", "Family Associate", OPEN,
        "No degree, and 15 months of paid work.",
        (
            degree("none", None), job("Assistant", "direct", date(2025, 7, 20)),
            *FS_TRAINING, *FS_RATINGS,
        ),
        (lacking("initial.education", "A CDA, a degree or two years of work is asked."),),
    ),
    applicant(
        323, "Wilhelmina Frost", "IMHS", NOT_APPLICABLE, "Withdrawn: nothing is asked of her.",
        (), (nothing_asked("Withdrawn."),),
        word="Withdrawn", cells={"submitted": None, "fee": None, "ethics": None,
                                 "agreement": None},
    ),
]  # fmt: skip
