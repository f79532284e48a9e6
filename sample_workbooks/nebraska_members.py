"""Members of the Nebraska workbook whose hours, providers and signatures are the point."""

from __future__ import annotations

from datetime import date

from sample_workbooks.answers import CANNOT_TELL, GAP, MEETS, Claim, unclear
from sample_workbooks.grid import Value
from sample_workbooks.nebraska_rows import (
    DUE,
    GIVER,
    KEIR,
    LOTTE,
    MAGDA,
    NILS,
    OONA,
    PIET,
    RSC,
    TRAINED,
    courses,
    lacks,
    member,
    sessions,
    unsigned,
)
from sample_workbooks.tabs import Entry, Someone

MADS, ODA, SIGNE = "Mads Oquendo", "Oda Reinholt", "Signe Dalgaard"


def _group(hours: float, claims: tuple[Claim, ...] = ()) -> Entry:
    """Give the group session of 21 November 2024, with the length that somebody typed."""
    cells: dict[str, Value] = {
        "date": date(2024, 11, 21), "provider": KEIR, "hours": hours, "mode": "group",
    }  # fmt: skip
    return Entry(RSC, cells, claims)


MEMBERS: list[Someone] = [
    member(
        1, "Abel Norquist", "IFA", date(2016, 4, 4), MEETS,
        "Attested and not audited: appears to meet although no hours are in the sheet.",
    ),
    member(
        2, "Brigid Nakai", "Level I", date(2014, 8, 18), GAP,
        "Picked for the audit, and 36 hours are shown.",
        courses("abcdef"), (lacks("renewal.training", 36, 45),), audit="selected",
    ),
    member(
        3, "Cyril Haas", "IFA", date(2017, 1, 23), GAP, "45 hours, but not attested.",
        TRAINED, (unsigned("renewal.attested", "attested"),), attested="no",
    ),
    member(
        4, "Dagny Olufsen", "IFS", date(2023, 3, 10), GAP,
        "One full year at the deadline: a third, 15 of training and 12 of RSC.",
        (*courses("efh"), *sessions(KEIR, 2024, 1, 10)),
        (lacks("renewal.rsc", 10, 12, "Endorsed for one full year of three."),),
        audit="selected",
    ),
    member(
        5, "Emil Castaneda", "IFS", date(2022, 2, 1), MEETS,
        "Two full years at the deadline: 30 of 30 and 24 of 24.",
        (*courses("bcdef"), *sessions(KEIR, 2023, 1, 24)), audit="selected",
    ),
    member(
        6, "Freya Lindholm", "IFS", date(2024, 5, 1), GAP,
        "Endorsed for less than a year: no hours and no signatures are asked, but a membership.",
        (), (Claim("renewal.membership", GAP, "member", "It ended with the year.", due=DUE),),
        member=DUE, ethics="no", agreement="no", attested="no", audit="selected",
    ),
    member(
        7, "Gunnar Ellis", "IFS", date(2015, 6, 1), GAP,
        "With a Master's degree, no hours of a Family Specialist count; those of an IMHS from "
        "October 2022 to April 2024.",
        (
            *TRAINED, *sessions(MAGDA, 2022, 1, 9), *sessions(LOTTE, 2022, 10, 19),
            *sessions(LOTTE, 2024, 5, 8),
        ),
        (lacks("renewal.rsc", 19, 36),), audit="selected",
    ),
    member(
        8, "Hedda Quist", "ECFS", date(2013, 3, 4), MEETS,
        "With a Bachelor's degree, those of a Family Specialist with a Master's count up to "
        "April 2024; then those of a Family Reflective Supervisor.",
        (*TRAINED, *sessions(MAGDA, 2022, 1, 28), *sessions(NILS, 2024, 5, 8), _group(1.5)),
        audit="selected", degree="BA",
    ),
    member(
        9, "Isak Fontenot", "IMHS", date(2016, 10, 3), GAP,
        "He gives RSC: up to September 2022 only a Mentor-Clinical's hours count for him.",
        (*GIVER, *sessions(LOTTE, 2022, 1, 36)),
        (lacks("renewal.rsc", 27, 36),), audit="selected", gives="yes",
    ),
    member(
        10, "Jorunn Baptista", "IMHM-C", date(2009, 5, 11), GAP,
        "36 hours are asked of her in a three-year cycle, and peers do not count.",
        (*TRAINED, *sessions(OONA, 2022, 1, 24), *sessions(KEIR, 2024, 1, 12, mode="peer")),
        (lacks("renewal.rsc", 24, 36),), audit="selected",
    ),
    member(
        11, "Knut Abernethy", "IFS", date(2018, 9, 10), GAP,
        "His provider was sanctioned from March 2024 on.",
        (*TRAINED, *sessions(OONA, 2022, 1, 36), _group(1.5)),
        (lacks("renewal.rsc", 27.5, 36, "10 sessions since March 2024 do not count."),),
        audit="selected",
    ),
    member(
        12, "Liv Marchetti", "IFS", date(2019, 2, 4), GAP,
        "19 hours of a vetted provider in his time, 12 of a Mentor-Clinical; one group session "
        "in doubt would not be enough.",
        (
            *TRAINED, *sessions(PIET, 2022, 6, 19), *sessions(KEIR, 2024, 1, 12),
            _group(2, (unclear("log.group_differs", "hours", "The others have 1.5 hours."),)),
        ),
        (lacks("renewal.rsc", 31, 36),), audit="selected",
    ),
    member(
        13, MADS, "IFRS", date(2022, 11, 5), CANNOT_TELL,
        "14 of 24 hours are certain; in the other 10 two people gave RSC to each other.",
        (*courses("cdefRS"), *sessions(KEIR, 2023, 1, 14), *sessions(SIGNE, 2024, 3, 10)),
        (unclear("renewal.rsc", "name", f"{SIGNE} gave him RSC, and he gave it to her.",
                 have=14, need=24, due=DUE),),
        audit="selected",
    ),
    member(
        14, SIGNE, "ECFRS", date(2022, 11, 5), MEETS,
        "Attested and not audited; 24 of her hours are from a Mentor-Clinical.",
        (*courses("cdefRS"), *sessions(KEIR, 2023, 1, 24), *sessions(MADS, 2024, 4, 4, 0.5)),
        word="Emerging FRS",
    ),
    member(
        15, ODA, "IFS", date(2017, 7, 3), GAP, "12 of 36 hours are with herself.",
        (*TRAINED, *sessions(KEIR, 2022, 1, 24), *sessions(ODA, 2024, 1, 12)),
        (lacks("renewal.rsc", 24, 36),), audit="selected",
    ),
    member(
        16, "Pelle Arroyo", "IFS", date(2022, 6, 15), GAP,
        "Two thirds: 24 of 30; what went into the application does not count again.",
        (*courses("a", "application"), *courses("bcde"), *sessions(KEIR, 2022, 7, 24)),
        (lacks("renewal.training", 24, 30),), audit="selected",
    ),
    member(
        17, "Runa Castellanos", "IFS", date(2022, 2, 20), CANNOT_TELL,
        "22 of 24 hours are certain; two sessions are older than the endorsement.",
        (*courses("bcdef"), *sessions(KEIR, 2022, 1, 24)),
        (unclear("renewal.rsc", "name", "Two hours are dated before 20 February 2022.",
                 have=22, need=24, due=DUE),),
        audit="selected",
    ),
    member(
        18, "Edda Franzen", "IFA", date(2015, 9, 7), CANNOT_TELL,
        '"yes" may mean that she was picked for the audit, or that she passed it.',
        courses("abcdef"),
        (
            unclear("renewal.training", "name", "36 hours, which matters if she is audited.",
                    have=36, need=45, due=DUE),
            unclear("row.unreadable", "audit", '"yes" may mean selected or passed.'),
        ),
        audit="yes",
    ),
    member(
        19, "Caia Lundgren", "IMHS", date(2011, 11, 14), CANNOT_TELL,
        "Attested, but the licence is sanctioned.",
        (), (unclear("row.sanctioned", "sanctioned", "A sanctioned licence: a person decides."),),
        sanctioned="yes", sanctioned_since=date(2024, 9, 2),
    ),
    member(
        20, "Dag Rosenthal", "IFA", date(2012, 5, 21), GAP,
        "His row still has the deadline of 2023: 15 hours, 3 on diversity, but no statement on "
        "sanctions.",
        courses("cdD"),
        (unsigned("renewal.not_sanctioned", "not_sanctioned", date(2023, 12, 31)),),
        due=date(2023, 12, 31), ethics=date(2023, 11, 20), agreement=date(2023, 11, 20),
        attested=None, not_sanctioned="no",
        notes={"due": "Has he renewed since? Ask Ruth."},
    ),
]  # fmt: skip
