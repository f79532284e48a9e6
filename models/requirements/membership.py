"""The membership must not have ended."""

from __future__ import annotations

from datetime import date, timedelta
from typing import ClassVar, Literal

from models.findings import Finding, Outcome, Place, Settled
from models.records import TableKind
from models.requirements.base import Case, Need, Requirement, met_by

FIELD = "membership_expires"


class Membership(Requirement):
    """Membership runs on the as-of date; its last day still counts.

    remind_days: so many days before its end it is shown as open.
    """

    kind: Literal["membership"]
    deferrable: ClassVar[bool] = False
    remind_days: int = 30

    def tracked(self, case: Case) -> bool:
        """An end date in the roster, or a tab of memberships."""
        return FIELD in case.person.table.columns or case.roster.has_log(TableKind.MEMBERSHIPS)

    def settled(self, case: Case, need: Need | None) -> Settled | None:
        """Settled where the roster alone says that the membership runs on for long."""
        end = case.person.cell(FIELD).value
        if need is None or end is None or case.person.memberships:
            return None
        reminds = end - timedelta(days=self.remind_days)
        return met_by(end, reminds) if case.as_of < reminds else None

    def judge(self, case: Case, need: Need | None) -> list[Finding]:
        """Compare the latest end date that stands anywhere with the as-of date."""
        if need is None:
            return []
        end, place, problem = _latest(case)
        if end is None:
            return [self._not_known(case, need, place, problem)]
        return [self._compared(case, need, end, place)]

    def _not_known(self, case: Case, need: Need, place: Place, problem: str | None) -> Finding:
        say = "membership.unreadable" if problem else "membership.blank"
        facts = {"problem": problem}
        return self.finding(case, Outcome.CANNOT_TELL, say, facts, need, place=place)

    def _compared(self, case: Case, need: Need, end: date, place: Place) -> Finding:
        outcome, say = Outcome.MEETS, "membership.meets"
        reminds = end - timedelta(days=self.remind_days)
        changes: date | None = reminds
        if case.as_of > end:
            outcome = Outcome.GAP if case.phase == "renewal" else Outcome.OPEN
            say, changes = "membership.gap", None
        elif case.as_of >= reminds:
            outcome, say, changes = Outcome.OPEN, "membership.open", end + timedelta(days=1)
        facts = {"end": end}
        due = end if case.phase == "renewal" or case.as_of <= end else None
        return self.finding(
            case, outcome, say, facts, need, place=place, due=due, changes_on=changes
        )


def _latest(case: Case) -> tuple[date | None, Place, str | None]:
    """Give the latest end of a membership, where it stands, or what cannot be read."""
    person = case.person
    place = person.place(FIELD, "name", "last_name")
    cell = person.cell(FIELD)
    end, problem = cell.value, cell.problem
    for term in person.memberships:
        if term.end is not None and (end is None or term.end > end):
            end, place = term.end, term.table.place(term.row, FIELD)
        problem = problem or term.problem
    return end, place, problem
