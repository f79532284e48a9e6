"""What an association has granted: more time, leave, an amnesty, fewer hours. Each ends by itself.

A grant without a reason that can be read, an approver or a last day is not applied; it is a
finding on its own row instead.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from models.calendar import next_day
from models.cells import fold_accents
from models.findings import Finding, Outcome, Remark
from models.records import WaiverRow
from models.requirements.base import Case, Need, Requirement
from models.roster import Person, Roster
from models.wording import worded

NOT_ASKED = frozenset({"leave", "amnesty"})
FIELDS: Mapping[str, str] = {
    "kind": "waiver_kind",
    "approver": "approver",
    "reason": "reason",
    "end": "waiver_until",
    "hours": "waiver_hours",
}
"""The columns in which the parts of a grant stand."""


class Waivers:
    """The grants of a book, found by person.

    others: findings about grants that are not applied and are for nobody in particular.
    """

    def __init__(self, roster: Roster) -> None:
        self.applied = [row for row in roster.waivers if problem_of(row) is None]
        self._of: dict[int, Sequence[WaiverRow]] = {}
        self.others: list[Finding] = []
        self._incomplete: dict[int, list[Finding]] = {}
        for finding in _incomplete(roster):
            if finding.person is None:
                self.others.append(finding)
            else:
                self._incomplete.setdefault(id(finding.person), []).append(finding)

    def concern(self, person: Person) -> bool:
        """Whether anything is granted to a person, or was to be."""
        return bool(self.of(person) or self.incomplete(person))

    @property
    def any(self) -> bool:
        """Whether there is any grant for somebody, whether it is applied or not."""
        return bool(self.applied or self._incomplete)

    def incomplete(self, person: Person) -> Sequence[Finding]:
        """Give the findings about grants for a person that are not applied as they stand."""
        return self._incomplete.get(id(person), ())

    def of(self, person: Person) -> Sequence[WaiverRow]:
        """Give the grants for a person, those about to end last first."""
        if not self.applied:
            return ()
        found = self._of.get(id(person))
        if found is None:
            mine = (row for row in self.applied if _meant(row, person))
            found = sorted(mine, key=lambda row: row.end or date.max, reverse=True)
            self._of[id(person)] = found
        return found

    def extensions(self, case: Case, requirement: Requirement) -> Iterator[WaiverRow]:
        """Give the extensions for a requirement that have begun, the one that ends last first."""
        for row in self._about(case.person, requirement):
            begun = row.start is None or row.start <= case.as_of
            if row.kind == "extension" and row.end is not None and begun:
                yield row

    def leave(self, case: Case, requirement: Requirement) -> WaiverRow | None:
        """Give the leave or amnesty because of which a requirement is not asked now."""
        return self._running(case, requirement, NOT_ASKED)

    def fewer_hours(self, case: Case, requirement: Requirement) -> WaiverRow | None:
        """Give the grant that asks for fewer hours."""
        return self._running(case, requirement, {"hours"})

    def turns(self, case: Case, requirement: Requirement) -> date | None:
        """Give the next day on which a grant for a requirement begins, or has ended."""
        days = [
            day
            for row in self._about(case.person, requirement)
            for day in (row.start, row.end and next_day(row.end))
            if day is not None and day > case.as_of
        ]
        return min(days, default=None)

    def _running(
        self, case: Case, requirement: Requirement, kinds: Iterable[str]
    ) -> WaiverRow | None:
        for row in self._about(case.person, requirement):
            if row.kind in kinds and _runs(row, case.as_of):
                return row
        return None

    def _about(self, person: Person, requirement: Requirement) -> Sequence[WaiverRow]:
        rows = self.of(person)
        return [row for row in rows if not row.rules or requirement.id in row.rules]


def _runs(row: WaiverRow, day: date) -> bool:
    """Whether a grant runs on a day; both ends count."""
    return (row.start is None or row.start <= day) and day <= (row.end or date.min)


def _meant(row: WaiverRow, person: Person) -> bool:
    """Whether a grant is for a person: by name, by cohort, by category, or for everyone."""
    if row.people is not None:
        return any(person is other for one in row.people for other in one.rows)
    if row.everyone:
        return True
    if row.cohort:
        cohort = person.cell("cohort").value
        return cohort is not None and fold_accents(str(cohort)) == row.cohort
    held = {category.scope for category in person.categories}
    codes = {category.code for category in person.categories}
    return not codes.isdisjoint(row.codes) if row.codes else not held.isdisjoint(row.scopes)


def problem_of(row: WaiverRow) -> str | None:
    """Say why a grant is not applied, or None."""
    return row.problem or (_lacks(row) or (None, None))[1]


def _lacks(row: WaiverRow) -> tuple[str, str] | None:
    """Give the part that a grant lacks, and what to do about it."""
    if not row.kind:
        return "kind", worded("word.waiver.no_kind")
    if row.end is None:
        return "end", worded("word.waiver.no_end")
    if not row.approver:
        return "approver", worded("word.waiver.no_approver")
    if not row.reason:
        return "reason", worded("word.waiver.no_reason")
    if row.kind == "hours" and row.hours is None:
        return "hours", worded("word.waiver.no_hours")
    return None


def _incomplete(roster: Roster) -> list[Finding]:
    """Give a finding for each grant that is not applied as it stands."""
    found = []
    for row in roster.waivers:
        problem = problem_of(row)
        if problem is None:
            continue
        lacks = None if row.problem else _lacks(row)
        person = row.people[0].rows[0] if row.people and len(row.people) == 1 else None
        if row.noted:
            place = person.place("name") if person is not None else None
        else:
            place = row.table.place(row.row, *([FIELDS[lacks[0]]] if lacks else ()), "who")
        facts = {"problem": problem, "who": row.who}
        found.append(
            Finding(
                "waiver.incomplete",
                Outcome.CANNOT_TELL,
                "waiver.incomplete",
                facts,
                place,
                person,
                action=worded("step.waiver.noted" if row.noted else "step.waiver"),
            )
        )
    return found


def granted(row: WaiverRow) -> Mapping[str, object]:
    """Give the facts of a grant for its sentence; where it stands in no sheet, that is said."""
    noted = worded("word.waiver.noted", approver=row.approver)
    return {
        "what": worded(f"word.waiver.{row.kind}"),
        "reason": row.reason,
        "approver": noted if row.noted else row.approver,
        "until": row.end,
    }


def reduced(need: Need, row: WaiverRow) -> Need:
    """Put the hours of a grant in the place of those of the rule; never more than these."""
    if row.hours is None or row.hours >= need.value:
        return need
    facts = {**granted(row), "need": row.hours, "whole": need.value}
    return need._replace(value=row.hours, remarks=(*need.remarks, Remark("waiver.hours", facts)))
