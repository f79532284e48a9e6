"""A three-year-cycle roster of about two hundred people, one row per credential."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from sample_workbooks.answers import CANNOT_TELL, Answers, Person, short, unclear
from sample_workbooks.answers import OPEN as STILL_OPEN
from sample_workbooks.grid import Cell, Sheet, Style, Value
from sample_workbooks.names import Chance, email, people
from sample_workbooks.three_year_classes import (
    CLASSES,
    CYCLE_END,
    RSC,
    TRAINING,
    Row,
    complete,
)
from sample_workbooks.xlsx import write_xlsx

BOOK, TAB = "three-year-cycle.xlsx", "Endorsees 2025-27"
COLUMNS = {
    "id": ("ID", 9),
    "last": ("Last name", 14),
    "first": ("First name", 12),
    "email": ("E-mail", 30),
    "city": ("City", 15),
    "category": ("Category", 13),
    "status": ("Status", 10),
    "endorsed": ("Endorsed on", 12),
    "due": ("Renewal due", 12),
    "member": ("Membership paid through", 13),
    "training": ("Training hrs", 9),
    "dei": ("DEI hrs", 8),
    "giving": ("RSC training hrs", 10),
    "rsc": ("RSC hrs received", 10),
    "gives": ("Gives RSC", 8),
    "ethics": ("Ethics signed", 12),
    "agreement": ("Agreement signed", 11),
    "comments": ("Comments", 28),
}
KEYS = list(COLUMNS)
HEADER_ROW = 3
CITIES = ("Harborview", "Eastfield", "Millbrook", "Salt Pond", "Northgate", "Stonebridge")
HEAD = Style(bold=True, fill="FCE5CD", border=True, wrap=True, align="center")
COMMENTS = ("on leave until spring", "moved jobs", "asked for the RSC list", "sent certificates")

FILTERED_OUT = "Emeritus"
"""A status that her filter hides just now."""

Named = tuple[str, str, str, Row]
"""First name, last name, e-mail, row."""


def make(folder: Path) -> list[Answers]:
    """Write the workbook and give its answers."""
    answers = Answers(BOOK, "rhode-island", date(2026, 11, 22))
    sheets = [_roster(answers), _explained()]
    write_xlsx(folder / BOOK, sheets, title="Endorsees", author="Dolores Vane", extras=_extras)
    return [answers]


def _everyone(chance: Chance) -> list[list[Named]]:
    """Give the people by last name; the inner lists are the rows of one person."""
    rows = [kind(chance) for count, kind in CLASSES for _ in range(count)]
    names = people(chance, len(rows) + 5)
    groups: list[list[Named]] = []
    for (first, last), row in zip(names, chance.shuffled(rows), strict=False):
        groups.append([(first, last, email(first, last, "example.org"), row)])
    spare = names[len(rows) :]
    groups += [_pair(chance, spare[0], "IFS", "ERS"), _pair(chance, spare[1], "ECMHS", "ERS")]
    groups.append(_short_pair(chance, spare[2]))
    shared = email(*spare[3], "example.net")
    groups += [[(*name, shared, _same_mail(chance))] for name in spare[3:]]
    return sorted(groups, key=lambda group: (group[0][1], group[0][0]))


def _pair(chance: Chance, name: tuple[str, str], category: str, add_on: str) -> list[Named]:
    """One person with two credentials, one row each; all is enough."""
    row = complete(chance, category, gives=True)
    row.why = "Two rows with one id and one name are one person; the same hours count for both."
    other = replace(row, category=add_on, word="Emerging" if category == "IFS" else "Active")
    address = email(*name, "example.org")
    return [(*name, address, row), (*name, address, other)]


def _short_pair(chance: Chance, name: tuple[str, str]) -> list[Named]:
    """One person with two credentials; the same hours are short for both."""
    row = complete(chance, "IFS")
    row.cells |= {"training": 38.5, "rsc": 30.0}
    row.claims = [
        short(TRAINING, "training", 38.5, 45, CYCLE_END, STILL_OPEN),
        short(RSC, "rsc", 30, 36, CYCLE_END, STILL_OPEN),
    ]
    row.status, row.why = STILL_OPEN, "Two credentials, one person: the same hours are missing."
    address = email(*name, "example.org")
    return [(*name, address, row), (*name, address, replace(row, category="ECFS"))]


def _same_mail(chance: Chance) -> Row:
    row = complete(chance, "IFA")
    row.status, row.why = CANNOT_TELL, "The same e-mail stands in the row of somebody else."
    row.claims = [unclear("row.duplicate_person", "email", "Two people share this e-mail.")]
    return row


def _roster(answers: Answers) -> Sheet:
    chance = Chance(2027)
    widths = {index: width for index, (_, width) in enumerate(COLUMNS.values(), 1)}
    sheet = Sheet(TAB, widths=widths, heights={1: 24, HEADER_ROW: 34}, frozen=(HEADER_ROW, 3))
    title = "Ocean Shore Association: endorsees, cycle 1 Jan 2025 to 31 Dec 2027"
    sheet.put(1, 1, Cell(title, Style(bold=True, size=14, color="B45F06")))
    for column, (text, _) in enumerate(COLUMNS.values(), 1):
        sheet.put(HEADER_ROW, column, Cell(text, HEAD))
    number = HEADER_ROW + 1
    for index, group in enumerate(_everyone(chance)):
        identity = f"E-{1001 + index}"
        for first, last, address, row in group:
            words = {"id": identity, "first": first, "last": last, "email": address}
            _write(sheet, number, row, words | _extra_words(chance))
            if row.word == FILTERED_OUT:
                sheet.hidden_rows.add(number)
            name, text = f"{first} {last}", str(row.category)
            person = Person(identity, name, TAB, number, row.status, row.why, text)
            answers.people.append(person)
            answers.add(row.claims, identity, TAB, number, KEYS)
            number += 1
    return sheet


def _extra_words(chance: Chance) -> dict[str, str]:
    words = {"city": chance.pick(CITIES)}
    return words if chance.below(9) else words | {"comments": chance.pick(COMMENTS)}


def _write(sheet: Sheet, number: int, row: Row, words: dict[str, str]) -> None:
    values: dict[str, Value] = {**row.cells, **words}
    values |= {"category": row.category, "status": row.word}
    for column, key in enumerate(KEYS, 1):
        value = values.get(key)
        if key in ("endorsed", "member") and number % 4 == 0 and isinstance(value, date):
            value = value.isoformat()  # a quarter was pasted from elsewhere, as text
        look = Style(
            border=True,
            number="m/d/yyyy" if isinstance(value, date) else None,
            align="center" if KEYS.index(key) >= KEYS.index("endorsed") else None,
            fill="FFF2CC" if words.get("comments") and key == "comments" else None,
        )
        sheet.put(number, column, Cell(value, look))


def _explained() -> Sheet:
    sheet = Sheet("How this works", widths={1: 90})
    for row, text in enumerate(
        (
            "One row per credential. Hours are for the whole cycle, not for a year.",
            "45 hours of training, 3 of them on DEI; 15 of them on giving RSC if you give it.",
            "36 hours of RSC for Specialists, Mentor-Clinical and Reflective Supervisors.",
            "Membership is due every year. Ethics and Agreement once in the cycle.",
            "Type 0 when there are none yet. Blank means that nobody has asked.",
        ),
        1,
    ):
        sheet.put(row, 1, Cell(text, Style(wrap=True)))
    return sheet


def _extras(_book: Any, tabs: dict[str, Any]) -> None:
    tab = tabs[TAB]
    last = tab.dim_rowmax
    tab.autofilter(HEADER_ROW - 1, 0, last, len(KEYS) - 1)
    tab.filter_column(KEYS.index("status"), f"x != {FILTERED_OUT}")
    tab.repeat_rows(HEADER_ROW - 1)
    column = KEYS.index("training")
    tab.conditional_format(
        HEADER_ROW, column, last, column, {"type": "data_bar", "bar_color": "#A2C4C9"}
    )
    column = KEYS.index("gives")
    tab.data_validation(
        HEADER_ROW, column, last, column, {"validate": "list", "source": ["Yes", "No"]}
    )
