"""What a small book says, as plain rows: whose a row is, and which cells it has.

A book is a mapping of tabs to rows, a row a mapping of fields to cells: dates, numbers, short words
and blanks (""). It is what is given to intake, so that oracle and engine start from the same.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction
from typing import Any, NamedTuple

Row = Mapping[str, Any]
Book = Mapping[str, Sequence[Row]]

HOLDS: Mapping[str, tuple[frozenset[str], frozenset[str]]] = {
    "IFA": (frozenset({"FA"}), frozenset({"infant"})),
    "ECFA": (frozenset({"FA"}), frozenset({"early"})),
    "IFS": (frozenset({"FS"}), frozenset({"infant"})),
    "ECFS": (frozenset({"FS"}), frozenset({"early"})),
    "I/ECFS": (frozenset({"FS"}), frozenset({"infant", "early"})),
    "Level II": (frozenset({"FS"}), frozenset()),
    "IFRS": (frozenset({"FRS"}), frozenset({"infant"})),
    "IFS + ERS": (frozenset({"FS", "ERS"}), frozenset({"infant"})),
    "IMHS + ERS": (frozenset({"MHS", "ERS"}), frozenset({"infant"})),
    "ERS": (frozenset({"ERS"}), frozenset()),
    "IMHS": (frozenset({"MHS"}), frozenset({"infant"})),
    "ECMHS": (frozenset({"MHS"}), frozenset({"early"})),
    "IMHM-C": (frozenset({"MHM-C"}), frozenset({"infant"})),
    "ECMHM-C": (frozenset({"MHM-C"}), frozenset({"early"})),
    "IMHM-P": (frozenset({"MHM-P"}), frozenset({"infant"})),
    "IMHM-R/F": (frozenset({"MHM-R/F"}), frozenset({"infant"})),
    "": (frozenset(), frozenset()),
}
"""What a category in a cell stands for: scopes, and age bands (none said: any)."""

DEGREES = ("none", "CDA", "AA", "BA", "MSW", "PhD")
LEVELS = ("none", "cda", "associate", "bachelor", "master", "doctorate")
LEVEL_OF = dict(zip(DEGREES, LEVELS, strict=True))


class Verdict(NamedTuple):
    """What comes out: the outcome, and the figures where there are some."""

    outcome: str
    have: Fraction | None = None
    need: Fraction | None = None
    short: Fraction | None = None


class Degree(NamedTuple):
    level: str
    day: date | None


def figure(cell: object) -> Fraction | None:
    """A number in a cell, exactly; None where it is blank."""
    return None if cell in ("", None) else Fraction(str(cell))


def a_date(cell: object) -> date | None:
    return cell if isinstance(cell, date) else None


def has_column(book: Book, tab: str, field: str) -> bool:
    return any(field in row for row in book.get(tab, ()))


def same_person(one: Row, other: Row) -> bool:
    """Rows with the same id or e-mail; without any, with the same name."""
    for key in ("person_id", "email"):
        if one.get(key) and one.get(key) == other.get(key):
            return True
    return one["name"] == other["name"]


def theirs(book: Book, tab: str, row: Row) -> list[Row]:
    """The rows of a tab that are about this person."""
    return [line for line in book.get(tab, ()) if line["name"] == row["name"]]


def scopes_of(row: Row) -> frozenset[str]:
    return HOLDS[row["category"]][0]


def bands_of(row: Row) -> frozenset[str]:
    return HOLDS[row["category"]][1]


def degrees_of(book: Book, row: Row) -> list[Degree] | None:
    """Their degrees; None where the book has no place for degrees at all."""
    if not has_column(book, "roster", "degree") and "education" not in book:
        return None
    cells = [row, *theirs(book, "education", row)]
    found = [line for line in cells if line.get("degree")]
    return [Degree(LEVEL_OF[line["degree"]], a_date(line.get("degree_date"))) for line in found]


def held_since(book: Book, row: Row) -> date | None:
    """Since when they have held something without a break; a change of category is none."""
    day = a_date(row.get("endorsed"))
    if day is None:
        return None
    ended = [
        (a_date(line.get("provider_from")) or date.min, a_date(line.get("provider_until")))
        for line in book.get("providers", ())
        if line["name"] == row["name"] and line.get("provider_status") in {"endorsed", "emerging"}
    ]
    for _ in ended:
        for first, last in ended:
            if last is not None and first < day <= last + timedelta(days=1):
                day = first
    return day


def at_least(level: str) -> Sequence[str]:
    return LEVELS[LEVELS.index(level) :]


def in_force(thing: Mapping[str, Any], day: date) -> bool:
    return thing.get("from", date.min) <= day <= thing.get("until", date.max)


def fitting(things: Sequence[Row], day: date, scopes: frozenset[str]) -> list[Row]:
    """Those in force on a day for somebody with these scopes."""
    held = [one for one in things if in_force(one, day)]
    return [one for one in held if "scopes" not in one or scopes & set(one["scopes"])]


def highest(values: Sequence[Row], day: date, scopes: frozenset[str]) -> Fraction | None:
    """The highest value that is in force; None where nothing is asked."""
    found = [Fraction(str(int(one["value"]) if one["value"] is True else one["value"]))
             for one in fitting(values, day, scopes)]  # fmt: skip
    return max(found, default=None)
