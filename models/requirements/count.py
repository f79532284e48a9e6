"""At least so many things, such as reference ratings, in a log or in a column."""

from __future__ import annotations

from typing import ClassVar, Literal

from models.cells import Parsed
from models.findings import Finding, Outcome, Settled
from models.requirements.base import NOT_ASKED, Case, Need, Requirement


class Count(Requirement):
    """At least so many rows in a log, or so large a number in a column.

    log: the log whose rows with a date of receipt are counted. total: the roster's column.
    """

    numeric: ClassVar[bool] = True
    kind: Literal["count"]
    unit: str
    log: Literal["references"]
    total: str

    def tracked(self, case: Case) -> bool:
        """A column with the number, or the log."""
        return self.total in case.person.table.columns or self._logged(case)

    def settled(self, case: Case, need: Need | None) -> Settled | None:  # noqa: ARG002
        """Settled where none is asked."""
        return NOT_ASKED if need is None else None

    def judge(self, case: Case, need: Need | None) -> list[Finding]:
        """Compare the number with what is needed."""
        if need is None:
            facts = {"title": self.title}
            return [self.finding(case, Outcome.NOT_APPLICABLE, "count.none_asked", facts, need)]
        total = case.person.cells.get(self.total)
        logged = self._logged(case) and (total is None or case.person.references > 0)
        if logged:
            return [self._compared(case, need, float(case.person.references))]
        if total is None or total.value is None:
            return [self._not_known(case, need, total)]
        return [self._compared(case, need, float(total.value))]

    def _logged(self, case: Case) -> bool:
        return case.roster.has_log(self.log)

    def _not_known(self, case: Case, need: Need, total: Parsed[int] | None) -> Finding:
        problem = total.problem if total is not None else None
        say = "count.unreadable" if problem else "count.blank"
        facts = {"title": self.title, "problem": problem}
        place = case.person.place(self.total, "name", "last_name")
        return self.finding(case, Outcome.CANNOT_TELL, say, facts, need, place=place)

    def _compared(self, case: Case, need: Need, have: float) -> Finding:
        enough = have >= need.value
        return self.finding(
            case,
            Outcome.MEETS if enough else Outcome.OPEN,
            "count.meets" if enough else "count.open",
            {"have": have, "need": need.value, "title": self.title},
            need,
            place=case.person.place(self.total, "name", "last_name"),
            have=have,
            short=max(0.0, need.value - have),
        )
