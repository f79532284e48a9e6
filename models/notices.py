"""What is said once for a whole book: what is not tracked, and what was read as no person."""

from __future__ import annotations

from datetime import date

from models.providerpack import providers_untold
from models.requirements.base import Case
from models.roster import Roster
from models.rulepack import Pack
from models.standing import standing_of, tables_of


def notices(roster: Roster, pack: Pack) -> list[str]:
    """Say once for the book what is not tracked, and what was read as no person."""
    said = [f"Not tracked in this workbook: {title}." for title in _untracked(roster, pack)]
    untold = providers_untold(roster, pack)
    if untold is not None:
        said.append(str(untold))
    by_sheet: dict[str, list[str]] = {}
    for row in roster.skipped:
        by_sheet.setdefault(row.place.sheet, []).append(
            f'{row.place.row} ({row.taken_for}: "{row.text}")'
        )
    said += [
        f"{sheet}: read as no person: row {', '.join(rows)}." for sheet, rows in by_sheet.items()
    ]
    if not roster.people:
        said.append("No people stand below the header. Is the list on another tab?")
    renewing = any(standing_of(person).phase == "renewal" for person in roster.people)
    if renewing and not any("endorsed" in t.columns for t in tables_of(roster)):
        said.append("There is no column with the date of endorsement: everybody is taken as due.")
    return said


def _untracked(roster: Roster, pack: Pack) -> list[str]:
    """Give the titles of the requirements that nothing in the workbook can tell."""
    phases = {standing_of(person).phase for person in roster.people}
    first = {id(person.table): person for person in reversed(roster.people)}
    titles = []
    for requirement in pack.requirements:
        if requirement.phase not in phases or not requirement.need:
            continue
        cases = [
            Case(person, roster, date.min, requirement.phase, frozenset(), False, date.min)
            for person in first.values()
        ]
        if not any(requirement.tracked(case) for case in cases):
            titles.append(requirement.title)
    return list(dict.fromkeys(titles))
