"""Who may give RSC in a Wisconsin-style association, and who of them agreed to be listed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from sample_workbooks.answers import CANNOT_TELL, MEETS, NOT_APPLICABLE, Answers, Claim
from sample_workbooks.grid import Value
from sample_workbooks.tabs import Columns, Someone, Tab, roster
from sample_workbooks.xlsx import write_xlsx

BOOK, AUTHOR, COLOR = "rsc-providers.xlsx", "Lee", "2D5F8A"
ROSTER: Columns = {
    "id": ("Member ID", 10),
    "name": ("Name", 18),
    "email": ("E-mail", 28),
    "category": ("Category", 13),
    "status": ("Status", 11),
    "endorsed": ("Date endorsed", 12),
    "emerging": ("Emerging until", 12),
    "member": ("Membership expires", 12),
    "gives": ("Gives RSC", 8),
    "listed": ("Listed in the RSC registry", 11),
    "setting": ("Individual or group", 12),
    "outsiders": ("Takes outsiders", 12),
    "region": ("Region", 15),
    "remote": ("Remote", 13),
    "languages": ("Languages", 17),
    "contact": ("Contact for the registry", 27),
}


def make(folder: Path) -> list[Answers]:
    """Write the workbook and give its answers."""
    answers = Answers(BOOK, "wisconsin", date(2026, 11, 22))
    tab = Tab("Members", "Members, and who gives RSC", ROSTER, color=COLOR)
    sheets = [roster(tab, PEOPLE, answers, AUTHOR)]
    write_xlsx(folder / BOOK, sheets, title="RSC providers", author="Lee Ostrander")
    return [answers]


def _person(
    number: int,
    name: str,
    category: str,
    listed: Value,
    why: str,
    *,
    word: str = "Endorsed",
    status: str = MEETS,
    claims: tuple[Claim, ...] = (),
    **cells: Value,
) -> Someone:
    mail = f"{name.lower().replace(' ', '.')}@example.org"
    every: dict[str, Value] = {
        "email": mail,
        "endorsed": date(2010 + number, 4, 2 + number),
        "member": date(2027, 6, 30),
        "listed": listed,
        **cells,
    }
    return Someone(f"RP-{number:02}", name, category, word, status, why, every, claims=claims)


PEOPLE: list[Someone] = [
    _person(
        1, "Adela Marsh", "IMHM-C", "yes", "Listed: a mentor who takes anybody.",
        setting="both", outsiders="yes", region="North; Fox Valley", remote="yes, by video",
        languages="English, Spanish", contact="adela@marsh-reflective.example",
    ),
    _person(
        2, "Bruno Keller", "ECMHM-C", "yes", "Listed, with no contact of his own.",
        setting="individual", outsiders="no", region="Southeast", remote="no",
        languages="English/German",
    ),
    _person(
        3, "Chidi Obi", "IFS + ERS", "yes", "Listed: an Endorsed Reflective Supervisor.",
        setting="group", outsiders="yes", region="Southeast", languages="English",
        contact="https://obi-groups.example/rsc",
    ),
    _person(
        4, "Dolores Vega", "IMHS + ERS", "yes", "Listed as emerging, until 31 March 2027.",
        word="Emerging", endorsed=date(2025, 4, 1), emerging=date(2027, 3, 31),
        setting="group, individual", outsiders="yes - after a first talk", region="West",
        remote="yes", languages="Spanish and English", contact="715-555-0148",
    ),
    _person(
        5, "Edda Frost", "IMHS", "yes", "Listed as vetted: the association accepted her.",
        word="Vetted", status=NOT_APPLICABLE, setting="individual", region="North",
        languages="English",
    ),
    _person(6, "Farid Noor", "IMHM-C", "no", "He may give RSC, and does not want to be listed."),
    _person(7, "Greta Lind", "IMHM-C", None, "Nobody has asked her: a blank is no yes."),
    _person(
        8, "Hollis Byrd", "IMHM-C", "ask first", "What stands there is no yes.",
        status=CANNOT_TELL,
        claims=(Claim("row.unreadable", CANNOT_TELL, "listed", "It is neither yes nor no."),),
    ),
    _person(
        9, "Ines Calder", "IFS", "yes", "She asked for it, but a Family Specialist gives none.",
    ),
    _person(
        10, "Jonah Pike", "IMHM-C", "yes", "He agreed once, and gives no RSC at present.",
        gives="no", setting="both", region="West",
    ),
    _person(11, "Kaia Storm", "IFA", None, "None of the list's business."),
]  # fmt: skip
