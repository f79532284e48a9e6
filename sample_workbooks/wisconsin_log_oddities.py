"""Members of the Wisconsin workbook whose log entries somebody has to look at."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from sample_workbooks.answers import CANNOT_TELL, GAP, Claim, unclear
from sample_workbooks.grid import Note
from sample_workbooks.wisconsin_log import PROGRAMME, Member, Session, Training, courses
from sample_workbooks.wisconsin_members import (
    ABARA,
    DUE,
    ENOUGH,
    GROUP,
    MARSH,
    PAIRS,
    TRAINING,
    YELLOW,
    late,
)


def entry(code: str, **changes: object) -> Training:
    """Give an entry of the programme with something changed."""
    return replace(PROGRAMME[code], **changes)  # type: ignore[arg-type]


def look(rule: str, at: str, why: str) -> tuple[Claim, ...]:
    """Claim one thing that a person has to look at."""
    return (unclear(rule, at, why),)


IN_LOGS: list[Member] = [
    Member(
        "WI-030",
        "Dorothea Lang",
        "IFS",
        CANNOT_TELL,
        "11 hours are certain; an entry of half a day could make it enough.",
        {},
        (
            *courses("eq pl tr sc"),
            entry(
                "cf",
                title="Regional day, western counties",
                hours="half day",
                end=None,
                claims=look("row.unreadable", "hours", '"half day" is not a number of hours.'),
            ),
        ),
        GROUP,
        (
            unclear(
                TRAINING,
                "training",
                "11 certain (3 + 4 + 3 + 1), and half a day unread.",
                have=11,
                need=15,
                due=DUE,
            ),
        ),
    ),
    Member(
        "WI-031",
        "Ephraim Stolz",
        "IFS",
        CANNOT_TELL,
        "13 hours are certain; 3 more have a date that cannot be read.",
        {},
        (
            *courses("eq cf sc"),
            entry(
                "rp",
                day="spring 2026",
                title="Attachment in the first year",
                claims=look("row.unreadable", "date", '"spring 2026" is not a date.'),
            ),
        ),
        PAIRS,
        (
            unclear(
                TRAINING,
                "training",
                "13 certain (3 + 9 + 1); 3 undated could make it 16.",
                have=13,
                need=15,
                due=DUE,
            ),
        ),
    ),
    Member(
        "WI-032",
        "Flora Jennings",
        "IFA",
        GAP,
        "10 hours are certain; the 2 undated ones would make 12, which is not enough.",
        {},
        (
            *courses("eq pl tr"),
            entry("sl", day="??", claims=look("row.unreadable", "date", '"??" is not a date.')),
        ),
        claims=(late(TRAINING, "training", 10, 15, "3 + 4 + 3 = 10; with the 2 undated: 12."),),
    ),
    Member(
        "WI-033",
        "Gerard Whitcombe",
        "IFS",
        CANNOT_TELL,
        "13 hours are certain; the second copy of a training would make it 16.",
        {},
        (
            *courses("eq cf sc"),
            entry(
                "eq",
                title="Equity in Early Relational Health (webinar)",
                claims=look(
                    "log.duplicate_entry",
                    "date",
                    "Same person, day and hours and much the same title as a row above.",
                ),
            ),
        ),
        GROUP,
        (
            unclear(
                TRAINING,
                "training",
                "13 certain (3 + 9 + 1); the copy would make it 16.",
                have=13,
                need=15,
                due=DUE,
            ),
        ),
    ),
    Member(
        "WI-034",
        "Henrietta Bloom",
        "IFA",
        CANNOT_TELL,
        "16 hours without the second copy of a training: enough, and still a copy.",
        {},
        (
            *ENOUGH,
            entry(
                "pl",
                fill=YELLOW,
                note=Note("Linda", "Did I enter this twice?"),
                claims=look(
                    "log.duplicate_entry", "date", "The same training stands twice, word for word."
                ),
            ),
        ),
    ),
    Member(
        "WI-035",
        "Isidor Kempf",
        "IFS",
        CANNOT_TELL,
        "6 hours are certain; 24 hours on one day are for a person to look at.",
        {},
        (
            *courses("eq rp"),
            Training(
                date(2026, 8, 15),
                date(2026, 8, 15),
                "Weekend intensive",
                24,
                "IMH",
                claims=look("log.hours_range", "hours", "24 hours on one day; 16 are possible."),
            ),
        ),
        GROUP,
        (
            unclear(
                TRAINING,
                "training",
                "6 certain (3 + 3); the 24 in doubt could be enough.",
                have=6,
                need=15,
                due=DUE,
            ),
        ),
    ),
    Member(
        "WI-036",
        "Johanna Sterling",
        "IFA",
        CANNOT_TELL,
        "25 hours (16 + 9) are certain; a second entry makes it 17 hours on one day.",
        {},
        (
            *ENOUGH,
            *(
                Training(date(2026, 7, 18), date(2026, 7, 18), title, hours, "IMH", claims=claims)
                for title, hours, claims in (
                    ("Summer institute", 9, ()),
                    (
                        "Summer institute, afternoon and evening",
                        8,
                        look("log.hours_range", "hours", "9 + 8 = 17 hours on 18 July."),
                    ),
                )
            ),
        ),
    ),
]

STRAY_TRAINING = entry(
    "rp",
    person="WI-099",
    claims=look("log.unknown_person", "person", "Nobody in the roster has the id WI-099."),
)
STRAY_SESSIONS = (
    Session(date(2026, 5, 12), date(2026, 5, 12), MARSH, person="Jonas Petrov",
            claims=look("log.unknown_person", "person", "No Jonas Petrov is in the roster.")),
    Session(date(2026, 9, 8), date(2026, 9, 8), ABARA, person="Maria Lopez",
            claims=look("log.ambiguous_person", "person", "Two people are called Maria Lopez.")),
)  # fmt: skip
