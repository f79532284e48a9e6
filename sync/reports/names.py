"""How people and categories are named in a report."""

from __future__ import annotations

from collections.abc import Sequence

from models.roster import BLANK, Person

LISTED = 8
"""So many people are named for each heading unless all are asked for."""


def who(person: Person) -> str:
    """Name a person with the row, as on the screen."""
    return f"{person.name or person.key} (row {person.row})"


def codes(person: Person) -> str:
    """Give the codes of the categories, joined; "" where none is known."""
    return " + ".join(c.code for c in person.cells.get("category", BLANK).value or ())


def email(person: Person) -> str | None:
    """Give the e-mail address, as far as the sheet says."""
    value = person.cell("email").value
    return str(value) if value else None


def number_of(count: int, one: str = "person", many: str = "people") -> str:
    """Count things: "1 person", "3 people"."""
    return f"1 {one}" if count == 1 else f"{count} {many}"


def cut(lines: Sequence[str], *, everybody: bool) -> list[str]:
    """Keep the first lines, and say how many more there are."""
    if everybody or len(lines) <= LISTED:
        return list(lines)
    return [*lines[:LISTED], f"  … and {len(lines) - LISTED} more (--all lists everybody)"]
