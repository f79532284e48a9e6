"""A cohort of a Florida-style association: seven applicants who have ninety days, totals only."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from sample_workbooks.answers import MEETS, OPEN, Answers, Claim, short
from sample_workbooks.grid import Value
from sample_workbooks.tabs import Columns, Someone, Tab, roster
from sample_workbooks.xlsx import write_xlsx

BOOK, AUTHOR = "ninety-days.xlsx", "Nell"
ROSTER: Columns = {
    "name": ("Applicant", 20),
    "id": ("E-mail", 30),
    "category": ("Applying for", 16),
    "status": ("Stage", 14),
    "registered": ("Registered on", 12),
    "submitted": ("Submitted on", 12),
    "degree": ("Highest degree", 12),
    "years": ("Years of work", 10),
    "families": ("Families served", 9),
    "training": ("Training hours", 9),
    "rsc": ("RSC hours", 8),
    "references": ("References received", 11),
    "ethics": ("Code of Ethics signed", 12),
    "agreement": ("Agreement signed", 12),
    "member": ("Membership expires", 12),
}


def make(folder: Path) -> list[Answers]:
    """Write the workbook and give its answers."""
    answers = Answers(BOOK, "florida", date(2026, 11, 22))
    tab = Tab("Cohort 7", "Cohort 7: ninety days from registration", ROSTER, color="A63D40")
    sheet = roster(tab, PEOPLE, answers, AUTHOR)
    write_xlsx(folder / BOOK, [sheet], title="Cohort 7", author="Nell Ocampo")
    return [answers]


def _person(
    name: str,
    category: str,
    word: str,
    registered: date,
    submitted: date | None,
    status: str,
    why: str,
    claims: tuple[Claim, ...] = (),
    **cells: Value,
) -> Someone:
    usual: dict[str, Value] = {
        "registered": registered,
        "submitted": submitted,
        "degree": "BA",
        "years": 3,
        "families": 12,
        "training": 34,
        "rsc": "24 hrs",
        "references": 3,
        "ethics": "x",
        "agreement": "x",
        "member": date(2027, 3, 31),
    }
    address = f"{name.lower().replace(' ', '.')}@example.net"
    return Someone(address, name, category, word, status, why, {**usual, **cells}, (), claims)


def _clock(why: str, due: date) -> Claim:
    return Claim("initial.clock.submit", OPEN, "submitted", why, due=due)


PEOPLE: list[Someone] = [
    _person(
        "Ainsley Cordova", "FIMH-E (II)", "In progress", date(2026, 10, 5), None, OPEN,
        "Ten hours of training are missing, and she has until 3 January.",
        (short("initial.training", "training", 20, 30, date(2027, 1, 3), OPEN),), training=20,
    ),
    _person(
        "Bashir Colton", "IFS", "Ratings requested", date(2026, 8, 30), None, OPEN,
        "One rating is missing, and six days are left.",
        (
            short("initial.references", "references", 2, 3, date(2026, 11, 28), OPEN),
            _clock("The ninety days end on 28 November.", date(2026, 11, 28)),
        ),
        references=2,
    ),
    _person(
        "Carmela Dunbar", "IFS", "In progress", date(2026, 6, 1), None, OPEN,
        "Everything is there, but the ninety days were over on 30 August.",
        (_clock("The ninety days ended on 30 August.", date(2026, 8, 30)),),
    ),
    _person(
        "Dashiell Ortega", "IFS", "Submitted", date(2026, 3, 2), date(2026, 7, 20), MEETS,
        "Handed in late, but handed in: nothing is asked any more.",
    ),
    _person(
        "Eulalia Banks", "IFS", "Submitted", date(2026, 6, 24), date(2026, 9, 10), OPEN,
        "No degree, and one and a half of two years of work.",
        (Claim("initial.education", OPEN, "degree", "A degree or two years of work is asked."),),
        degree="high school", years="18 months",
    ),
    _person(
        "Fabian Teller", "FIMH-E Family Specialist", "Submitted", date(2026, 7, 6),
        date(2026, 9, 28), MEETS, "An associate degree is enough here; he needs no years of work.",
        degree="AA", years=1,
    ),
    _person(
        "Gwendolyn Price", "IFA", "Submitted", date(2026, 7, 13), date(2026, 10, 11), MEETS,
        "Submitted on the ninetieth day; no RSC and no families are asked of her.",
        degree="CDA", years="6 months", rsc=None, families=None,
    ),
]  # fmt: skip
