"""The fourteen people of the small roster: what stands in their cells, and what follows from it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from sample_workbooks.answers import (
    CANNOT_TELL,
    GAP,
    MEETS,
    OPEN,
    Claim,
    short,
    unclear,
)
from sample_workbooks.grid import Cell, Note, Style

DUE = date(2026, 12, 31)
YELLOW = "FFF2CC"
PINK = "F4CCCC"
GREEN = "D9EAD3"

DATE = Style(border=True, number="m/d/yyyy", align="right")
TEXT = Style(border=True)
MID = Style(border=True, align="center")
TRAINING, DEI = "renewal.training", "renewal.training.dei"
GIVING, RSC = "renewal.training.rsc", "renewal.rsc"
MEMBERSHIP, ETHICS, AGREEMENT = "renewal.membership", "renewal.ethics", "renewal.agreement"


@dataclass(frozen=True, slots=True)
class Typed:
    """One person as typed: cells by column key, and the claims that follow."""

    name: str
    email: str
    category: str
    cells: dict[str, Cell]
    status: str
    why: str
    claims: tuple[Claim, ...] = ()
    csv_status: str | None = None
    csv_claims: tuple[Claim, ...] | None = None
    hidden: bool = False


def day(year: int, month: int, number: int, shown: str = "m/d/yyyy") -> Cell:
    """Give a real date cell."""
    return Cell(date(year, month, number), Style(border=True, number=shown, align="right"))


def typed(value: str | float | bool | None, fill: str | None = None, note: str = "") -> Cell:
    """Give a cell as somebody typed it, with her fill and her note."""
    return Cell(
        value,
        Style(border=True, fill=fill, align="center"),
        note=Note("Joan", note) if note else None,
    )


MEMBER = day(2026, 12, 31)

FIRST: list[Typed] = [
    Typed(
        "Abigail Thornbury",
        "a.thornbury@example.org",
        "IFS",
        {
            "endorsed": day(2021, 5, 14),
            "member": MEMBER,
            "training": typed("15 hrs"),
            "dei": typed(3),
            "rsc": typed(12),
            "ethics": typed("y"),
            "agreement": typed("yes"),
            "gives": typed("no"),
            "shirt": typed("M"),
        },
        MEETS,
        "15 of 15 hours, 3 of 3 on DEI, 12 of 12 of RSC, signed, membership to 31 December.",
    ),
    Typed(
        "Brian Okafor",
        "bokafor@example.net",
        "Level II",
        {
            "endorsed": typed("3/4/25"),
            "member": MEMBER,
            "training": typed("12.5h", YELLOW, "He says two more certificates are coming."),
            "dei": typed("90 min"),
            "rsc": typed(12),
            "ethics": typed("x"),
            "agreement": typed("x"),
            "shirt": typed("L"),
        },
        OPEN,
        "Two things short, and the year is not over.",
        (
            short(TRAINING, "training", 12.5, 15, DUE, OPEN),
            short(DEI, "dei", 1.5, 3, DUE, OPEN, "90 minutes are 1.5 hours."),
        ),
    ),
    Typed(
        "Carmen Delgado-Ruiz",
        "carmen.dr@example.org",
        "I/ECFS",
        {
            "endorsed": typed("Mar 4 2025"),
            "member": MEMBER,
            "training": typed("approx. 20"),
            "dei": typed(0),
            "rsc": typed(14),
            "ethics": typed(True),
            "agreement": typed("checked"),
            "notes": Cell("ask for the list of trainings", TEXT),
        },
        CANNOT_TELL,
        "Nobody can count on about 20 hours; the 0 for DEI was typed, so it is short.",
        (
            unclear(
                TRAINING,
                "training",
                '"approx. 20" is not a number of hours, so a person decides.',
                need=15,
                due=DUE,
            ),
            short(DEI, "dei", 0, 3, DUE, OPEN, "A 0 was typed; it is not blank."),
        ),
    ),
    Typed(
        "Deborah Lindqvist",
        "deb.lindqvist@example.com",
        "Infant Family Specialist",
        {
            "endorsed": typed("4.3.2025"),
            "member": typed("12/31/2026"),
            "training": typed("１６"),
            "dei": Cell(time(3, 30), Style(border=True, number="h:mm", align="center")),
            "rsc": typed("12+", YELLOW),
            "ethics": typed("YES"),
            "agreement": typed("yes "),
            "shirt": typed("S"),
        },
        CANNOT_TELL,
        "16 hours of training (full-width digits), 3:30 on DEI; 12+ and 4.3.2025 are for a person.",
        (
            unclear(
                RSC, "rsc", '"12+" says no certain number, so a person decides.', need=12, due=DUE
            ),
            unclear(
                "row.unreadable",
                "endorsed",
                '"4.3.2025" could be 4 March or, in a sheet with the month first, 3 April.',
            ),
        ),
    ),
    Typed(
        "Emeka Nwosu",
        "emeka.nwosu@example.org",
        "IMH-E® (II)",
        {
            "endorsed": typed("2023-09-18"),
            "member": MEMBER,
            "training": typed("16\u00a0"),
            "dei": typed(3.5),
            "rsc": typed("11  "),
            "ethics": Cell(date(2025, 11, 3), DATE),
            "agreement": Cell(date(2026, 10, 5), DATE),
            "gives": typed("N"),
        },
        OPEN,
        "One hour of RSC and the signature of this year are missing, with time left.",
        (
            short(RSC, "rsc", 11, 12, DUE, OPEN),
            Claim(
                ETHICS,
                OPEN,
                "ethics",
                "Signed on 3 November 2025, which is before this cycle; this year's is missing.",
                due=DUE,
            ),
        ),
    ),
    Typed(
        "Fiona Hartigan",
        "fiona.hartigan@example.org",
        "Level I",
        {
            "endorsed": day(2022, 8, 1),
            "member": MEMBER,
            "training": Cell(14.75, Style(border=True, number="0", align="center")),
            "dei": typed(3),
            "ethics": typed("y"),
            "agreement": typed("y"),
            "notes": Cell("no RSC needed", TEXT),
        },
        OPEN,
        "The cell shows 15 and holds 14.75; a quarter of an hour is missing.",
        (short(TRAINING, "training", 14.75, 15, DUE, OPEN, "The cell shows 15: it is rounded."),),
        MEETS,
        (),
    ),
    Typed(
        "Grace Mbeki",
        "gmbeki@example.com",
        "IFA",
        {
            "endorsed": day(2020, 2, 11),
            "member": Cell(
                date(2026, 6, 30),
                Style(border=True, number="m/d/yyyy", fill=PINK, align="right"),
                note=Note("Joan", "Letter sent in July. Nothing back yet."),
            ),
            "training": typed(18),
            "dei": typed(4),
            "ethics": typed("y"),
            "agreement": typed("y"),
            "notes": Cell("hidden until she answers", TEXT),
        },
        GAP,
        "Her membership ended on 30 June. The row is hidden, and she is still on the roster.",
        (
            Claim(
                MEMBERSHIP,
                GAP,
                "member",
                "The membership ended on 30 June 2026, before 22 November 2026.",
                due=date(2026, 6, 30),
            ),
        ),
        hidden=True,
    ),
    Typed(
        "Hannah Vogel",
        "h.vogel@example.net",
        "IFS",
        {
            "endorsed": day(2026, 4, 20),
            "member": MEMBER,
            "training": typed(6),
            "rsc": typed(4),
            "notes": Cell("NEW this year", TEXT),
        },
        MEETS,
        "Endorsed in 2026: no hours and no signatures are due; the membership is current.",
    ),
]

THIRD: list[Typed] = [
    Typed(
        "Irene Castellanos",
        "irene.c@example.org",
        "Level III",
        {
            "endorsed": day(2018, 9, 30),
            "member": MEMBER,
            "training": typed(15),
            "dei": typed(3),
            "rsc": typed(12),
            "ethics": typed("y"),
            "agreement": typed("y"),
            "gives": typed("yes"),
            "shirt": typed("XL"),
        },
        CANNOT_TELL,
        "She gives RSC, and the cell for training on giving it is blank: 0 has to be typed.",
        (
            unclear(
                GIVING,
                "giving",
                "She gives RSC, so 3 hours are due, and the cell is blank.",
                need=3,
                due=DUE,
            ),
        ),
    ),
    Typed(
        "Jamal Whitaker",
        "jamal@example.com",
        "IMHS",
        {
            "endorsed": day(2019, 3, 15),
            "member": day(2026, 12, 15),
            "training": typed("20"),
            "dei": typed(3),
            "giving": typed("1.5"),
            "rsc": typed(13),
            "ethics": typed("y"),
            "agreement": typed("y"),
            "gives": typed("y"),
        },
        OPEN,
        "Training on giving RSC is short, and the membership ends in 23 days.",
        (
            short(GIVING, "giving", 1.5, 3, DUE, OPEN),
            Claim(
                MEMBERSHIP,
                OPEN,
                "member",
                "It ends on 15 December 2026, 23 days after 22 November 2026.",
                due=date(2026, 12, 15),
            ),
        ),
    ),
    Typed(
        "Katarzyna Wolny",
        "k.wolny@example.org",
        "MHS",
        {
            "endorsed": day(2022, 12, 1),
            "member": MEMBER,
            "training": Cell("#REF!", Style(border=True, align="center"), formula="=#REF!+#REF!"),
            "dei": typed(3),
            "rsc": typed(12),
            "ethics": typed("checked"),
            "agreement": typed("checked"),
            "gives": typed("no"),
        },
        CANNOT_TELL,
        "The formula for her training hours is broken.",
        (
            unclear(
                TRAINING, "training", "The cell shows #REF!, a broken formula.", need=15, due=DUE
            ),
        ),
    ),
]

FOURTH: list[Typed] = [
    Typed(
        "Leah Birnbaum",
        "leah.birnbaum@example.net",
        "Mentor - Clinical",
        {
            "endorsed": day(2015, 6, 20),
            "member": day(2026, 12, 31, "mmm-yy"),
            "training": Cell(15, Style(border=True, align="center"), formula="=9+6"),
            "dei": typed(3),
            "giving": typed(4),
            "rsc": typed(12),
            "ethics": typed("x"),
            "agreement": typed("x"),
            "gives": typed("x"),
        },
        MEETS,
        "Everything is enough; the membership cell shows Dec-26 and holds 31 December 2026.",
        (),
        CANNOT_TELL,
        (
            unclear(
                MEMBERSHIP,
                "member",
                '"Dec-26" may be December 2026 or 26 December: the day is lost in a CSV file.',
            ),
        ),
    ),
    Typed(
        "Marisol Quintero",
        "marisol.q@example.org",
        "IMHM-P",
        {
            "endorsed": day(2017, 4, 2),
            "training": typed("15h"),
            "dei": typed("3 hrs"),
            "rsc": typed(0),
            "ethics": typed("y"),
            "agreement": typed("no", YELLOW),
            "shirt": typed("M"),
        },
        CANNOT_TELL,
        "The end of the membership is blank; the Agreement is not signed yet.",
        (
            unclear(MEMBERSHIP, "member", "The cell is blank."),
            Claim(
                AGREEMENT, OPEN, "agreement", '"no": not signed yet; the year is not over.', due=DUE
            ),
        ),
    ),
    Typed(
        "Noor Haddad",
        "noor.haddad@example.com",
        "Level IV - Clinical",
        {
            "endorsed": typed("Fall 2024", note="She will look up the date."),
            "member": MEMBER,
            "training": typed(15),
            "dei": typed(3),
            "rsc": typed(10),
            "ethics": typed("y"),
            "agreement": typed("y"),
            "gives": typed("no"),
        },
        CANNOT_TELL,
        "No date of endorsement, so nobody can say whether her 2 missing hours are due.",
        (
            unclear("row.unreadable", "endorsed", '"Fall 2024" is not a date.'),
            unclear(
                RSC,
                "rsc",
                "10 of 12, 2 short, but without a date of endorsement it cannot be said whether "
                "the first renewal is due.",
                have=10,
                need=12,
                due=DUE,
            ),
        ),
    ),
]
