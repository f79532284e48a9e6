"""How people and categories are named in a report."""

from __future__ import annotations

from collections.abc import Sequence

from models.roster import BLANK, Person
from models.wording import counted, sentence, spoken

LISTED = 8
"""So many people are named for each heading unless all are asked for."""


def who(person: Person) -> str:
    """Name a person with the row, as on the screen."""
    return sentence("report.who", {"name": person.name or person.key, "row": person.row})


def codes(person: Person) -> str:
    """Give the codes of the categories, joined; "" where none is known."""
    return " + ".join(c.code for c in person.cells.get("category", BLANK).value or ())


def email(person: Person) -> str | None:
    """Give the e-mail address, as far as the sheet says."""
    value = person.cell("email").value
    return str(value) if value else None


def number_of(count: int, things: str = "people") -> str:
    """Count things: "1 person", "3 people"; things: one of PLURALS in `models/wording.py`."""
    return spoken(counted(things, count))


def cut(lines: Sequence[str], *, everybody: bool) -> list[str]:
    """Keep the first lines, and say how many more there are."""
    if everybody or len(lines) <= LISTED:
        return list(lines)
    return [*lines[:LISTED], sentence("report.and_more_all", {"number": len(lines) - LISTED})]
