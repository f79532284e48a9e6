"""Members of the Nebraska workbook with a waiver, two credentials, or a way back."""

from __future__ import annotations

from datetime import date

from sample_workbooks.answers import (
    CANNOT_TELL,
    GAP,
    MEETS,
    NOT_APPLICABLE,
    OPEN,
    Claim,
    short,
    unclear,
)
from sample_workbooks.nebraska_rows import (
    DUE,
    KEIR,
    TRAINED,
    WAIVERS,
    courses,
    lacks,
    member,
    sessions,
    waiver,
)
from sample_workbooks.tabs import Entry, Someone

BOARD = "Board, 9 Dec 2024"
AMNESTY = Entry(
    WAIVERS,
    waiver(
        "all ECFA", "ethics and agreement", "amnesty", "forms went to wrong addresses", BOARD,
        date(2025, 2, 28), start=DUE,
    ).cells,
    nobody=True,
)  # fmt: skip

STANDINGS: list[Someone] = [
    member(
        31, "Stellan Fry", "ECFA", date(2012, 4, 2), MEETS,
        "Two credentials: the 45 hours count for both and are entered with the Family Specialist.",
        (), (Claim("renewal.same_hours", NOT_APPLICABLE, "category", "Entered in the IFS row."),),
        audit="selected",
    ),
    member(
        32, "Stellan Fry", "IFS", date(2015, 4, 6), GAP,
        "45 of 45 hours, 30 of 36 of RSC.",
        (*TRAINED, *sessions(KEIR, 2022, 1, 30)),
        (lacks("renewal.rsc", 30, 36),), audit="selected", identity="NE-031",
        email="stellan.fry@example.com",
    ),
    member(
        33, "Tilda Espinoza", "IFA", date(2013, 9, 9), OPEN,
        "Has until the end of March: 36 hours, and 6 of January.",
        (
            *courses("abcdefn"),
            waiver("Tilda Espinoza", "training", "extension", "house fire", BOARD,
                   date(2025, 3, 31)),
        ),
        (short("renewal.training", "name", 42, 45, date(2025, 3, 31), OPEN, "Extended."),),
        audit="selected",
    ),
    member(
        34, "Ulf Jansson", "IFS", date(2016, 2, 8), NOT_APPLICABLE,
        "On leave until the end of June: nothing is asked.",
        (waiver("NE-034", None, "leave", "parental leave", BOARD, date(2025, 6, 30),
                start=date(2024, 9, 1)),),
        attested="no", ethics="no", agreement="no", member=date(2024, 6, 30), audit="selected",
    ),
    member(
        35, "Vigdis Moreau", "IFA", date(2014, 10, 6), MEETS,
        "40 hours instead of 45: 42 are there.",
        (
            *courses("abcdefg"),
            waiver("vigdis.moreau@example.net", "training", "hours", "illness", BOARD,
                   date(2025, 6, 30), hours=40),
        ),
        audit="selected",
    ),
    member(
        36, "Wren Halloran", "IFA", date(2018, 5, 7), GAP,
        "Nobody has approved the extension: it is not applied, and 36 of 45 hours are shown.",
        (
            *courses("abcdef"),
            waiver("Wren Halloran", "training", "extension", "moved house", None,
                   date(2025, 6, 30),
                   claims=(unclear("waiver.incomplete", "approver", "Nobody approved it."),)),
        ),
        (lacks("renewal.training", 36, 45),), audit="selected",
    ),
    member(
        37, "Xenia Thorne", "ECFA", date(2019, 3, 11), MEETS,
        "The amnesty for her category covers the two signatures until the end of February.",
        (), ethics="no", agreement="no",
    ),
    member(
        38, "Ylva Kowalski", "IFS", date(2014, 1, 13), OPEN,
        "Comes back: 9 of 15 hours in the last twelve months, no attestation, no fee.",
        courses("degh"),
        (
            short("reinstatement.training", "name", 9, 15, None, OPEN, "Since January 2024."),
            Claim("reinstatement.attested", OPEN, "attested", '"no": not attested yet.'),
            Claim("reinstatement.fee", OPEN, "fee", '"no": 25 dollars.'),
        ),
        word="Reinstating", status_since=date(2024, 11, 4), attested="no", fee="no",
        ethics=date(2025, 1, 6),
    ),
    member(
        39, "Zeno Birkett", "IMHS", date(2010, 6, 14), MEETS,
        "Comes back with all that is asked: 15 of 15 hours, attested, signed, paid, a member.",
        courses("fgh"),
        word="Reinstatement in progress", status_since=date(2024, 10, 7),
        attested=date(2025, 1, 8), ethics=date(2025, 1, 8), fee=date(2025, 1, 8),
    ),
    member(
        43, "Eskil Ramsey", "IFS", date(2012, 2, 13), OPEN,
        "Comes back, but is no member any more, and has not signed the Code of Ethics again.",
        courses("fgh"),
        (
            Claim("reinstatement.ethics", OPEN, "ethics", '"no": not signed yet.'),
            Claim("reinstatement.membership", OPEN, "member", "It ended on 30 June 2024."),
        ),
        word="Reinstating", status_since=date(2024, 12, 2), member=date(2024, 6, 30),
        ethics="no", fee="yes", attested=date(2025, 1, 13),
    ),
    member(
        40, "Asta Delgado", "IFS", date(2013, 7, 8), NOT_APPLICABLE,
        "Inactive: nothing is asked of her; to come back there is a list.",
        (), (Claim("standing", NOT_APPLICABLE, "status", "Inactive."),),
        word="Inactive", status_since=date(2024, 3, 1), member=date(2024, 3, 31),
        attested=None,
    ),
    member(
        41, "Bo Underwood", "ECMHS", date(2011, 8, 15), NOT_APPLICABLE,
        "Removed from the registry: nothing is asked of him; to come back there is a list.",
        (), (Claim("standing", NOT_APPLICABLE, "status", "Removed."),),
        word="Removed from registry", status_since=date(2025, 1, 1), member=date(2023, 12, 31),
        attested="no",
    ),
    member(
        42, "Disa Romero", "IFS", None, CANNOT_TELL,
        "The day of endorsement is blank: whether hours are owed cannot be told.",
        (*courses("bcde"), *sessions(KEIR, 2023, 1, 24)),
        (
            unclear("row.required", "endorsed", "The date of endorsement is blank."),
            unclear("renewal.training", "name", "24 of 45, if all of it is owed.",
                    have=24, need=45, due=DUE),
            unclear("renewal.rsc", "name", "24 of 36, if all of it is owed.",
                    have=24, need=36, due=DUE),
        ),
        audit="selected",
    ),
]  # fmt: skip
