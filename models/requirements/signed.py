"""A signature: the date on which a paper was signed, or a plain yes."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Literal

from models.calendar import next_day, years_after, years_before
from models.findings import Finding, Outcome, Settled
from models.requirements.base import Case, Need, Requirement, Settler, Verdicts, met_by
from models.roster import BLANK
from models.wording import worded

if TYPE_CHECKING:
    from models.requirements.crowd import Crowd


class Signed(Requirement):
    """A paper is signed, inside the cycle where there is one.

    field: the roster's column with the date, or with yes or no. every: once in the cycle, or in
    every year of it.
    """

    kind: Literal["signed"]
    field: str
    every: Literal["cycle", "year"] = "cycle"

    def tracked(self, case: Case) -> bool:
        """The column."""
        return self.field in case.person.table.columns

    def stands_in(self) -> Collection[str]:
        """The column."""
        return {self.field}

    def settled(self, case: Case, need: Need | None) -> Settled | None:
        """Settled where the cell says yes, or a day in the cycle that has come."""
        return self.settler(case, need)(case)

    def settler(self, like: Case, need: Need | None) -> Settler:
        """Settle from the first to the last day of the period, which is the same for many."""
        if need is None:
            return lambda _: None
        key, read = self.field, self._reader(like)
        return lambda case: read((case.person.cells.get(key, BLANK).value,))[0]

    def settle_many(self, crowd: Crowd, need: Need | None) -> Verdicts:
        """Settle by the column."""
        if need is None:
            return [None] * len(crowd)
        return self._reader(crowd.like)(crowd.values(self.field))

    def _reader(self, like: Case) -> Callable[[Sequence[object]], Verdicts]:
        """Give what settles by what stands in the cells."""
        period = self._period(like)
        first, last = period.start or date.min, min(period.as_of, period.last_day or period.as_of)
        met = met_by(period.deadline, self._renewed_on(period))

        def read(said: Sequence[object]) -> Verdicts:
            return [
                met if one is True or (isinstance(one, date) and first <= one <= last) else None
                for one in said
            ]

        return read

    def judge(self, case: Case, need: Need | None) -> list[Finding]:
        """Read the date or the yes or no, and compare it with the cycle."""
        if need is None:
            return []
        case = self._period(case)
        said, problem = case.person.cell(self.field)
        if problem is not None:
            return [self._conclude(case, need, Outcome.CANNOT_TELL, "signed.unreadable", problem)]
        if said is None:
            return [self._conclude(case, need, Outcome.CANNOT_TELL, "signed.blank", None)]
        if isinstance(said, date):
            return [self._dated(case, need, said)]
        if said:
            return [self._conclude(case, need, Outcome.MEETS, "signed.meets", "")]
        return [self._missing(case, need, "", None)]

    def _period(self, case: Case) -> Case:
        """Give the case for the year of the cycle that is running, where every year is asked."""
        if self.every == "cycle" or case.ends is None or case.deadline is None:
            return case
        ends = years_after(case.ends, case.as_of.year - case.ends.year)
        if ends < min(case.as_of, case.ends):
            ends = years_after(ends, 1)
        if ends >= case.ends:
            return replace(case, start=next_day(years_before(case.ends, 1)))
        start = next_day(years_before(ends, 1))
        return replace(case, start=start, ends=ends, deadline=ends, grace_until=None)

    def _renewed_on(self, case: Case) -> date | None:
        """Give the day from which a new signature is asked."""
        yearly = self.every == "year" and case.ends is not None and case.as_of <= case.ends
        return next_day(case.ends) if yearly and case.ends is not None else None

    def _dated(self, case: Case, need: Need, day: date) -> Finding:
        if day > case.as_of:
            return self._conclude(case, need, Outcome.CANNOT_TELL, "signed.future", day)
        if case.start is not None and day < case.start:
            return self._missing(case, need, ".old", day)
        if case.last_day is not None and day > case.last_day:
            return self._conclude(case, need, Outcome.GAP, "signed.late", day)
        when = worded("word.on_day", day=day)
        return self._conclude(case, need, Outcome.MEETS, "signed.meets", when)

    def _missing(self, case: Case, need: Need, form: str, when: date | None) -> Finding:
        if case.deadline is None:
            return self._conclude(case, need, Outcome.OPEN, "signed.open.undated", None)
        if case.late:
            return self._conclude(case, need, Outcome.GAP, f"signed.gap{form}", when)
        return self._conclude(case, need, Outcome.OPEN, f"signed.open{form}", when)

    def _conclude(
        self, case: Case, need: Need, outcome: Outcome, say: str, detail: object
    ) -> Finding:
        facts = {"title": self.title, "due": case.deadline, "when": detail, "problem": detail}
        changes = self._renewed_on(case)
        if outcome is Outcome.OPEN:
            changes = case.after_deadline
        elif say == "signed.future" and isinstance(detail, date):
            changes = detail
        return self.finding(
            case,
            outcome,
            say,
            facts,
            need,
            place=case.person.place(self.field),
            due=case.deadline,
            changes_on=changes,
        )
