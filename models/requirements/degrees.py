"""From which day on somebody has a degree, as far as the sheet says."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from models.records import DEGREES, TableKind
from models.requirements.base import Case
from models.wording import worded

DEGREE_WORDS = {level: worded(f"word.degree.{level}") for level in DEGREES}
"""How a level of degree is called inside a sentence."""


class Degreed(NamedTuple):
    """From which day on work comes after the degree.

    asked: the level, for people. sure: the first day that certainly does. unsure: whether earlier
    days may. untracked: nothing in the workbook could tell. none: there is no such degree.
    """

    asked: str
    sure: date | None = None
    unsure: bool = False
    untracked: bool = False
    none: bool = False


def degreed(case: Case, level: str) -> Degreed:
    """Say from which day on work comes after a degree of a level, or a higher one.

    In a roster with dates of degrees and nothing else about them, the one date can only mean the
    one degree. Of several degrees, the first that is high enough matters.
    """
    person, asked = case.person, DEGREE_WORDS[level]
    columns = person.table.columns
    if not case.roster.has_log(TableKind.EDUCATION):
        if "degree_date" not in columns:
            return Degreed(asked, untracked=True)
        if "degree" not in columns:
            day = person.day("degree_date")
            return Degreed(asked, day, unsure=day is None)
    high = frozenset(DEGREES[DEGREES.index(level) :])
    fitting = [degree for degree in person.degrees if degree.level in high]
    days = [degree.day for degree in fitting if degree.day is not None]
    unknown = any(degree.level is None for degree in person.degrees)
    unsure = not person.degrees or unknown or len(days) < len(fitting)
    return Degreed(asked, min(days, default=None), unsure, none=not days and not unsure)
