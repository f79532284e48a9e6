"""Applicants and RSC providers of a Virginia-style association, with a tab for each thing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from sample_workbooks.answers import Answers
from sample_workbooks.grid import Value
from sample_workbooks.tabs import Columns, Tab, log, providers, roster
from sample_workbooks.virginia_mentors import ENDORSED, MENTORS
from sample_workbooks.virginia_rows import (
    AGNES,
    BRAM,
    CELIA,
    DOV,
    EDUCATION,
    ESTHER,
    EXAM,
    FRANK,
    MEMBERSHIPS,
    OTTILIE,
    RATINGS,
    RSC,
    TRAINING,
    WORK,
)
from sample_workbooks.virginia_specialists import SPECIALISTS
from sample_workbooks.xlsx import write_xlsx

BOOK, AUTHOR = "applicants-and-providers.xlsx", "Imogen"
EVERYBODY = SPECIALISTS + MENTORS + ENDORSED
ROSTER: Columns = {
    "id": ("Applicant ID", 11),
    "name": ("Full name", 22),
    "email": ("E-mail", 31),
    "category": ("Category", 16),
    "status": ("Status", 18),
    "cohort": ("Accepted into cohort", 12),
    "registered": ("Registered on", 12),
    "submitted": ("Submitted on", 12),
    "decision": ("Decision date", 12),
    "endorsed": ("Date endorsed", 12),
    "licence": ("License", 16),
    "fee": ("Fee paid", 9),
    "ethics": ("Code of Ethics signed", 12),
    "agreement": ("Endorsement Agreement signed", 13),
    "sanctioned": ("Sanctioned?", 11),
}
PERSON = ("Applicant", 22)
LOGS = (
    Tab(EDUCATION, "Degrees, as shown on transcripts", {
        "person": PERSON, "degree": ("Degree", 12), "field": ("Field of study", 22),
        "date": ("Date conferred", 13),
    }),
    Tab(WORK, "Jobs and leadership", {
        "person": PERSON, "job": ("Position", 24), "kind": ("Kind of work", 14),
        "paid": ("Paid or volunteer", 12), "start": ("Start date", 12), "end": ("End date", 12),
        "band": ("Ages served", 9), "families": ("Families served", 9),
        "supervisor": ("Supervisor", 20),
    }, messy=True),
    Tab(TRAINING, "Trainings attended", {
        "date": ("Date", 12), "title": ("Title", 34), "hours": ("Hours", 8),
        "topic": ("Topic", 12), "person": ("Attendee", 22),
    }, by_date="date", messy=True),
    Tab(RSC, "Reflective supervision and consultation received", {
        "date": ("Date", 12), "person": ("Supervisee", 22), "provider": ("Provider", 22),
        "hours": ("Hours", 8), "mode": ("Individual/Group", 12),
        "about": ("About own RSC", 10), "band": ("Age band", 9),
    }, by_date="date", messy=True),
    Tab(RATINGS, "Reference ratings", {
        "person": PERSON, "rater": ("Rater", 20), "email": ("Rater e-mail", 30),
        "role": ("Role", 14), "endorsed": ("Rater endorsement", 13), "vetted": ("Vetted?", 9),
        "received": ("Received on", 12),
    }, messy=True),
    Tab(EXAM, "Exam", {
        "person": ("Applicant ID", 12), "date": ("Exam date", 12), "part": ("Part", 8),
        "score": ("Score", 10),
    }),
    Tab(MEMBERSHIPS, "Memberships", {
        "person": ("Applicant ID", 12), "kind": ("Membership type", 16),
        "association": ("Association", 12), "from": ("Membership starts", 12),
        "until": ("Membership ends", 12),
    }),
)  # fmt: skip
PROVIDERS: Columns = {
    "name": ("Provider", 22),
    "category": ("Category", 12),
    "status": ("Status", 12),
    "from": ("From", 12),
    "until": ("Until", 12),
    "outside": ("Accepts outside people", 12),
}
TERMS: tuple[tuple[Value, ...], ...] = (
    (AGNES, "IMHM-C", "endorsed", date(2015, 6, 10), None, "yes"),
    (BRAM, "IFS, ERS", "endorsed", date(2025, 2, 1), None, "yes"),
    (CELIA, "ERS", "emerging", date(2024, 6, 1), None, "no"),
    (DOV, None, "vetted", date(2023, 7, 1), date(2026, 6, 30), "no"),
    (ESTHER, "IMHM-C", "endorsed", date(2012, 3, 1), date(2025, 12, 31), "yes"),
    (ESTHER, "IMHM-C", "lapsed", date(2026, 1, 1), date(2026, 6, 30), None),
    (ESTHER, "IMHM-C", "endorsed", date(2026, 7, 1), None, "yes"),
    (FRANK, "IMHS", "endorsed", date(2018, 9, 3), None, None),
    (OTTILIE, "ECMHM-C", "endorsed", date(2016, 11, 7), None, "yes"),
)


def make(folder: Path) -> list[Answers]:
    """Write the workbook and give its answers."""
    answers = Answers(BOOK, "virginia", date(2026, 11, 22))
    tab = Tab("Tracker", "Endorsement tracker: applicants, and who is endorsed already", ROSTER)
    sheets = [
        roster(tab, EVERYBODY, answers, AUTHOR),
        *(log(one, EVERYBODY, answers, AUTHOR) for one in LOGS),
        providers(Tab("Providers", "Who gives RSC, and since when", PROVIDERS), TERMS, AUTHOR),
    ]
    write_xlsx(folder / BOOK, sheets, title="Endorsement tracker", author="Imogen Farley")
    return [answers]
