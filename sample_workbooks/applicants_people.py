"""The people of the applicants' tracker: what stands in their row, and what follows from it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from sample_workbooks.answers import (
    CANNOT_TELL,
    MEETS,
    NOT_APPLICABLE,
    OPEN,
    Claim,
    short,
    unclear,
)
from sample_workbooks.grid import Value

STAGES = {
    "Registered": "Fee paid, preliminary application accepted. Nothing uploaded yet.",
    "In progress": "Working on the tabs: education, work, training, supervision, references.",
    "Submitted": "Everything sent, processing fee paid. With the reviewers.",
    "Deferred": "Reviewers ask for more training or RSC. Comes back for a second look.",
    "On hold": "Paused, mostly because the membership has lapsed. Nothing is asked now.",
    "Withdrawn": "Told us that they do not go on.",
}
TRAINING, RSC, REFERENCES = "initial.training", "initial.rsc", "initial.references"
ETHICS, AGREEMENT, MEMBERSHIP = "initial.ethics", "initial.agreement", "initial.membership"


@dataclass(frozen=True, slots=True)
class Applicant:
    """One applicant as typed, and the claims that follow."""

    name: str
    email: str
    category: str | None
    stage: str
    cells: dict[str, Value]
    status: str
    why: str = ""
    claims: tuple[Claim, ...] = ()
    notes: dict[str, str] = field(default_factory=dict)


def row(
    registered: date,
    submitted: Value,
    hours: tuple[Value, Value],
    references: Value,
    signed: tuple[Value, Value],
    member: Value,
    comments: str = "",
    advisor: str = "",
) -> dict[str, Value]:
    """Name the cells of a row in the order in which they stand."""
    return {
        "registered": registered,
        "submitted": submitted,
        "training": hours[0],
        "rsc": hours[1],
        "references": references,
        "ethics": signed[0],
        "agreement": signed[1],
        "member": member,
        "advisor": advisor or None,
        "comments": comments or None,
    }


def need(rule: str, at: str, have: float, floor: float, more: str = "") -> Claim:
    """Claim that an application is short of something; there is no deadline."""
    return short(rule, at, have, floor, None, OPEN, more)


def unsigned(rule: str, at: str) -> Claim:
    """Claim that a signature is missing."""
    return Claim(rule, OPEN, at, '"no": not signed yet.')


SIGNED: tuple[Value, Value] = ("yes", "yes")
NOT_SIGNED: tuple[Value, Value] = ("no", "no")
UNSIGNED = (unsigned(ETHICS, "ethics"), unsigned(AGREEMENT, "agreement"))
SPRING = date(2027, 3, 31)
FALL = date(2027, 9, 30)

PEOPLE: list[Applicant] = [
    Applicant(
        "Aaliyah Brooks", "aaliyah.brooks@example.org", "IFA", "In progress",
        row(date(2026, 3, 9), None, (30, None), 3, ("x", "x"), SPRING, advisor="C. Lange"),
        MEETS, "30 of 30 hours and 3 of 3 references; no RSC is asked of a Family Associate.",
    ),
    Applicant(
        "Benjamin Sorensen", "ben.sorensen@example.com", "Family Associate", "In progress",
        row(date(2026, 6, 1), None, (22, None), 1, NOT_SIGNED, SPRING, "mails go to work address"),
        OPEN, "Still at work: hours, references and signatures are missing.",
        (
            need(TRAINING, "training", 22, 30),
            need(REFERENCES, "references", 1, 3),
            *UNSIGNED,
        ),
    ),
    Applicant(
        "Chloe Ramirez", "chloe.r@example.net", "IFS", "Submitted",
        row(date(2026, 1, 20), date(2026, 10, 2), (34, 24), 3,
            (date(2026, 9, 28), date(2026, 9, 28)), FALL, advisor="C. Lange"),
        MEETS, "34 of 30 hours, 24 of 24 of RSC, 3 of 3 references, signed, a member.",
    ),
    Applicant(
        "Dmitri Volkov", "dvolkov@example.org", "ECFS", "Submitted",
        row(date(2025, 11, 3), date(2026, 9, 14), ("36 hrs", "20 hrs"), 3, SIGNED, FALL,
            "RSC group met only 10 times"),
        OPEN, "4 hours of RSC are missing.",
        (need(RSC, "rsc", 20, 24),),
        {"rsc": "Group continues in January."},
    ),
    Applicant(
        "Esther Mwangi", "esther.mwangi@example.com", "Level II", "Registered",
        row(date(2026, 11, 2), None, (0, 0), 0, NOT_SIGNED, date(2027, 10, 31), "starts Dec"),
        OPEN, "Just registered; everything but the membership is still to come.",
        (
            need(TRAINING, "training", 0, 30),
            need(RSC, "rsc", 0, 24),
            need(REFERENCES, "references", 0, 3),
            *UNSIGNED,
        ),
    ),
    Applicant(
        "Felix Armstrong", "felix.armstrong@example.org", "IMHS", "Deferred",
        row(date(2024, 2, 5), date(2024, 11, 15), (31, 52), 3, SIGNED, SPRING,
            "reviewers want a longer case summary"),
        MEETS, "Submitted on 15 November 2024, when 30 hours were asked: 31 of 30, 52 of 50.",
    ),
    Applicant(
        "Gwen Nakamura", "gwen.nakamura@example.net", "IMHS", "In progress",
        row(date(2026, 2, 17), None, (31, 50), 3, SIGNED, SPRING),
        OPEN, "Since 1 January 2025 a Mental Health Specialist needs 33 hours.",
        (need(TRAINING, "training", 31, 33, "Not submitted yet, so today's rule holds."),),
    ),
    Applicant(
        "Hector Villanueva", "hector.v@example.com", "Infant Mental Health Specialist",
        "Submitted",
        row(date(2025, 9, 1), date(2026, 9, 15), (33, 50), 3, SIGNED, FALL, advisor="M. Adeyemi"),
        MEETS, "33 of 33 hours, 50 of 50 of RSC, 3 of 3 references, signed, a member.",
    ),
    Applicant(
        "Ingrid Halvorsen", "ingrid.h@example.org", "IMHM-C", "Deferred",
        row(date(2022, 10, 4), date(2023, 12, 14), (36, 50), 3, SIGNED, SPRING, "exam to retake"),
        MEETS, "Submitted before 1 January 2024, when 30 hours were asked: 36 of 30.",
    ),
    Applicant(
        "Jerome Baptiste", "j.baptiste@example.com", "Mentor-Clinical", "Submitted",
        row(date(2025, 3, 3), date(2026, 6, 15), (40, 38), 3, SIGNED, FALL),
        OPEN, "Since 1 January 2024 a Mentor-Clinical needs 48 hours; RSC is short as well.",
        (need(TRAINING, "training", 40, 48), need(RSC, "rsc", 38, 50)),
        {"training": "15 of these are on giving RSC."},
    ),
    Applicant(
        "Keiko Lindgren", "keiko.lindgren@example.net", "IMHM-P", "Submitted",
        row(date(2025, 5, 12), date(2026, 9, 10), (33, None), 3, SIGNED, FALL),
        MEETS, "33 of 33 hours and 3 of 3 references; no RSC is asked of a Mentor-Policy.",
    ),
    Applicant(
        "Lorenzo Ferri", "lorenzo.ferri@example.org", "IMHM-R/F", "In progress",
        row(date(2026, 4, 27), None, (30, None), "3", ("yes", "no"), SPRING),
        OPEN, "3 hours of training and the Agreement are missing.",
        (need(TRAINING, "training", 30, 33), unsigned(AGREEMENT, "agreement")),
    ),
    Applicant(
        "Mei-Ling Carter", "meiling.carter@example.com", "IFRS", "Deferred",
        row(date(2023, 9, 11), date(2024, 8, 30), (46, 24), 3, SIGNED, SPRING,
            "asked for 2 more hours on giving RSC"),
        OPEN, "48 hours were asked of a Family Reflective Supervisor in August 2024.",
        (need(TRAINING, "training", 46, 48),),
    ),
    Applicant(
        "Nathaniel Osei", "nat.osei@example.org", "IFS", "On hold",
        row(date(2025, 8, 18), None, (12, 6), 1, NOT_SIGNED, date(2026, 4, 30), "wrote 3 times"),
        NOT_APPLICABLE, "On hold: nothing is asked of him now, though the membership has ended.",
    ),
    Applicant(
        "Olivia Petersen", "olivia.petersen@example.net", "IMHS", "Withdrawn",
        row(date(2025, 1, 13), None, (8, None), None, (None, None), None, "moved away"),
        NOT_APPLICABLE, "Withdrawn: nothing is asked of her.",
    ),
    Applicant(
        "Pedro Sandoval", "pedro.sandoval@example.com", "IFS", "waiting for Joan",
        row(date(2026, 2, 2), None, (20, 10), 2, NOT_SIGNED, SPRING),
        CANNOT_TELL, "Nobody knows that stage, so nothing else is judged.",
        (unclear("row.status", "stage", '"waiting for Joan" is not a known stage.'),),
    ),
    Applicant(
        "Quinn Delaney", "quinn.delaney@example.org", "Doula track", "In progress",
        row(date(2026, 7, 7), None, (20, 2), 0, NOT_SIGNED, SPRING),
        CANNOT_TELL, "Nobody knows that category, so nothing else is judged.",
        (unclear("row.category", "category", '"Doula track" is not a category.'),),
    ),
    Applicant(
        "Rosalind Achebe", "rosalind.a@example.net", None, "Registered",
        row(date(2026, 10, 19), None, (5, None), 0, NOT_SIGNED, SPRING, "undecided, call her"),
        CANNOT_TELL, "The category is blank, so nothing else can be judged.",
        (unclear("row.required", "category", "The category is blank."),),
        {"category": "FA or FS? Ask about her hours first."},
    ),
    Applicant(
        "Stefan Kowalczyk", "stefan.k@example.com", "IFS", "Submitted",
        row(date(2026, 1, 5), date(2027, 2, 5), (35, 25), 3, SIGNED, FALL),
        CANNOT_TELL, "All is there, but it cannot have been submitted on a day still to come.",
        (
            unclear(
                "row.future_date", "submitted", "5 February 2027 is after 22 November 2026."
            ),
        ),
    ),
    Applicant(
        "Tamara Whitfield", "tamara.w@example.org", "IFS", "In progress",
        row(date(2026, 3, 23), None, (None, "about 20"), "2 + 1 pending", ("yes", "?"), SPRING),
        CANNOT_TELL, "Four cells for a person to look at.",
        (
            unclear(TRAINING, "training", "The cell is blank: 0 has to be typed.", need=30),
            unclear(RSC, "rsc", '"about 20" is not a number of hours.', need=24),
            unclear(REFERENCES, "references", '"2 + 1 pending" is not a number.', need=3),
            unclear(AGREEMENT, "agreement", '"?" is neither yes nor no nor a date.'),
        ),
    ),
    Applicant(
        "Umar Siddiqui", "umar.siddiqui@example.com", "ECFS", "In progress",
        row(date(2025, 10, 6), None, (31.5, 24), 3, SIGNED, date(2026, 8, 31)),
        OPEN, "Everything but the membership, which ended on 31 August.",
        (Claim(MEMBERSHIP, OPEN, "member", "It ended on 31 August 2026."),),
        {"member": "Said he would renew at the conference."},
    ),
    Applicant(
        "Vera Zielinska", "vera.z@example.net", "IFS", "Submitted",
        row(date(2025, 12, 8), "last week", (30, 26), 3, SIGNED, None),
        CANNOT_TELL, "The end of the membership is blank, and the day of submission unreadable.",
        (
            unclear("row.unreadable", "submitted", '"last week" is not a date.'),
            unclear(MEMBERSHIP, "member", "The cell is blank."),
        ),
    ),
    Applicant(
        "Wendy Abernathy", "wendy.abernathy@example.org", "IFA", "In progress",
        row(date(2026, 5, 4), None, (30, None), 3, SIGNED, SPRING),
        CANNOT_TELL, "The same name stands in another row, with another e-mail.",
        (unclear("row.duplicate_person", "name", "Same name as the row below."),),
    ),
    Applicant(
        "Wendy Abernathy", "wendy.a@example.com", "IFA", "In progress",
        row(date(2026, 5, 4), None, (30, None), 3, SIGNED, SPRING, "personal e-mail"),
        CANNOT_TELL, "The same name stands in another row, with another e-mail.",
        (unclear("row.duplicate_person", "name", "Same name as the row above."),),
    ),
]  # fmt: skip
