"""What is said once for a whole book: what is not tracked, and what was read as no person."""

from __future__ import annotations

from datetime import date

from models.providerpack import providers_untold
from models.requirements.base import Case
from models.standing import Sitting, standing_of, tables_of
from models.wording import Said, joined, worded


def notices(sitting: Sitting) -> list[str]:
    """Say once for the book what is not tracked, and what was read as no person.

    sitting: the book, when everybody in it has been judged.
    """
    roster, pack = sitting.roster, sitting.pack
    said: list[str] = [worded("notice.untracked", title=t) for t in _untracked(sitting)]
    untold = providers_untold(roster, pack)
    if untold is not None:
        said.append(worded(untold.say, **untold.facts))
    by_sheet: dict[str, list[Said]] = {}
    for row in roster.skipped:
        taken_for = worded(f"word.row.{row.taken_for.replace(' ', '_')}")
        one = worded("notice.no_person.row", row=row.place.row, taken_for=taken_for, text=row.text)
        by_sheet.setdefault(row.place.sheet, []).append(one)
    said += [
        worded("notice.no_person", sheet=sheet, rows=joined(", ", rows))
        for sheet, rows in by_sheet.items()
    ]
    if not roster.people:
        said.append(worded("notice.nobody"))
    renewing = any(standing_of(person).phase == "renewal" for person in roster.people)
    if renewing and not any("endorsed" in t.columns for t in tables_of(roster)):
        said.append(worded("notice.no_endorsed"))
    return said


def _untracked(sitting: Sitting) -> list[str]:
    """Give the titles of what somebody is asked for and nothing in the workbook can tell."""
    roster, asked = sitting.roster, sitting.asked()
    first = {id(person.table): person for person in reversed(roster.people)}
    titles = []
    for requirement in sitting.pack.requirements:
        if requirement.id not in asked:
            continue
        cases = [
            Case(person, roster, date.min, requirement.phase, frozenset(), False, date.min)
            for person in first.values()
        ]
        if not any(requirement.tracked_whole(case) for case in cases):
            titles.append(requirement.title)
    return list(dict.fromkeys(titles))
