"""Who is inactive in an Iowa-style association, and who comes back, with the ratings."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from sample_workbooks.answers import CANNOT_TELL, GAP, MEETS, OPEN, Answers, Claim, short, unclear
from sample_workbooks.grid import Value
from sample_workbooks.tabs import Columns, Entry, Someone, Tab, log, roster
from sample_workbooks.xlsx import write_xlsx

BOOK, AUTHOR, COLOR = "inactive-and-back.xlsx", "Dee", "1F6F5C"
REFERENCES = "References"
ROSTER: Columns = {
    "id": ("Member ID", 10),
    "name": ("Name", 20),
    "email": ("Email", 30),
    "category": ("Level", 10),
    "status": ("Status", 14),
    "status_since": ("Status since", 12),
    "endorsed": ("Date endorsed", 12),
    "member": ("Membership expires", 12),
    "fee": ("Fee paid", 11),
}
RATERS = ("Marion Ashby", "Theo Lindgren", "Carla Bright")


def make(folder: Path) -> list[Answers]:
    """Write the workbook and give its answers."""
    answers = Answers(BOOK, "iowa", date(2026, 11, 22))
    tab = Tab("Inactive and returning", "Inactive, and coming back", ROSTER, color=COLOR)
    ratings: Columns = {
        "person": ("Member ID", 10),
        "rater": ("Rater", 20),
        "role": ("Role", 14),
        "received": ("Received on", 12),
    }
    sheets = [
        roster(tab, PEOPLE, answers, AUTHOR),
        log(
            Tab(REFERENCES, "New ratings, and old ones", ratings, color=COLOR),
            PEOPLE,
            answers,
            AUTHOR,
        ),
    ]
    write_xlsx(folder / BOOK, sheets, title="Inactive and returning", author="Dee Marlow")
    return [answers]


def _ratings(identity: str, *days: date) -> tuple[Entry, ...]:
    roles = ("supervisor", "colleague", "colleague")
    return tuple(
        Entry(REFERENCES, {"person": identity, "rater": rater, "role": role, "received": day})
        for rater, role, day in zip(RATERS, roles, days, strict=False)
    )


def _person(
    number: int,
    name: str,
    category: str,
    word: str,
    since: date | None,
    status: str,
    why: str,
    claims: tuple[Claim, ...] = (),
    ratings: tuple[date, ...] = (),
    member: date = date(2027, 6, 30),
    fee: Value = None,
) -> Someone:
    identity = f"IA-{number}"
    cells: dict[str, Value] = {
        "email": f"{name.lower().replace(' ', '.')}@example.org",
        "status_since": since,
        "endorsed": date(2008 + number, 5, 3 + number),
        "member": member,
        "fee": fee,
    }
    return Someone(
        identity, name, category, word, status, why, cells, _ratings(identity, *ratings), claims
    )


PEOPLE: list[Someone] = [
    _person(
        1, "Alma Reinke", "IFS", "Inactive", date(2025, 6, 1), MEETS,
        "A member; her two years end in June 2027.",
    ),
    _person(
        2, "Bertil Oakes", "IMHS", "On leave", date(2025, 1, 10), OPEN,
        "His two years are over on 10 January 2027, in 49 days.",
        (Claim("inactive.clock.return", OPEN, "status_since", "Within 90 days of the end.",
               due=date(2027, 1, 10)),),
    ),
    _person(
        3, "Cosima Hale", "ECFS", "Inactive", date(2024, 6, 30), GAP,
        "Her two years were over on 30 June 2026.",
        (Claim("inactive.clock.return", GAP, "status_since", "The two years are over.",
               due=date(2026, 6, 30)),),
    ),
    _person(
        4, "Dorian Webb", "IFA", "Inactive", date(2025, 9, 1), GAP,
        "Inactive without a membership, which is to be kept.",
        (Claim("inactive.membership", GAP, "member", "It ended on 30 June 2026.",
               due=date(2026, 6, 30)),),
        member=date(2026, 6, 30),
    ),
    _person(
        5, "Edwina Sloan", "IFS", "Inactive", None, CANNOT_TELL,
        "Nobody has typed since when.",
        (unclear("inactive.clock.return", "status_since", "The cell is blank."),),
    ),
    _person(
        6, "Fergus Dahl", "IFS", "Reinstating", date(2026, 8, 3), OPEN,
        "Two new ratings; the third is of his first application. No fee yet.",
        (
            short("reinstatement.references", "name", 2, 3, None, OPEN, "One is of 2014."),
            Claim("reinstatement.fee", OPEN, "fee", '"no": 50 dollars for a Family Specialist.'),
        ),
        (date(2014, 3, 9), date(2026, 9, 14), date(2026, 10, 2)), fee="no",
    ),
    _person(
        7, "Greer Hutchins", "IFA", "Reinstating", date(2026, 7, 6), MEETS,
        "Three new ratings, and the fee.", (),
        (date(2026, 8, 10), date(2026, 8, 17), date(2026, 9, 1)), fee=date(2026, 7, 8),
    ),
    _person(
        8, "Hesper Vance", "IFA", "Reinstating", None, CANNOT_TELL,
        "Three ratings, but nobody can tell whether they are new ones.",
        (unclear("reinstatement.references", "name", "Since when she comes back is blank.",
                 have=0, need=3),),
        (date(2026, 4, 13), date(2026, 4, 20), date(2026, 5, 4)), fee="yes",
    ),
]  # fmt: skip
