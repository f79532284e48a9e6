"""A fee: whether it is paid, how much it is, and the late fee after the due date."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import chain
from typing import Literal, NamedTuple

from models.calendar import next_day
from models.findings import Finding, Outcome, Place, Remark, Settled
from models.requirements.base import (
    NOT_ASKED,
    Case,
    DatedValue,
    Need,
    Requirement,
    met_by,
    strictest,
)
from models.requirements.dated import shaky, turns_of
from models.requirements.hours import earliest
from models.sentences.application import SENTENCES
from models.wording import number, worded


class Paid(NamedTuple):
    """What a cell says of a fee: paid or not (None: not said), the day, or what is wrong."""

    paid: bool | None
    day: date | None = None
    problem: str | None = None


class Fee(Requirement):
    """A fee is paid, inside the cycle where there is one; paid late, the late fee as well.

    field: the roster's column with the day, or with yes or no. amount: how much it is, for
    information. late_amount: what is owed besides after the due date. late_field: the column that
    says whether that is paid.
    """

    kind: Literal["fee"]
    field: str
    amount: tuple[DatedValue, ...] = ()
    currency: str = "USD"
    late_amount: tuple[DatedValue, ...] = ()
    late_field: str | None = None

    def turns(self) -> Iterator[date]:
        """The days on which any of it changes."""
        return chain(super().turns(), turns_of(self.amount), turns_of(self.late_amount))

    def tracked(self, case: Case) -> bool:
        """The column."""
        return self.field in case.person.table.columns

    def settled(self, case: Case, need: Need | None) -> Settled | None:
        """Settled where nothing is owed, or it is paid."""
        if need is None:
            return NOT_ASKED
        found = self.judge(case, need)[0]
        return met_by(case.deadline) if found.outcome is Outcome.MEETS else None

    def judge(self, case: Case, need: Need | None) -> list[Finding]:
        """Read whether it is paid, and whether in time."""
        if need is None:
            facts = {"title": self.title}
            return [self.finding(case, Outcome.NOT_APPLICABLE, "fee.none", facts, None)]
        said = _paid(case, self.field)
        place = case.person.place(self.field)
        if said.paid is None:
            say = "fee.unreadable" if said.problem else "fee.blank"
            return [self._say(case, need, Outcome.CANNOT_TELL, say, place=place, said=said)]
        if said.day is not None and said.day > case.as_of:
            say = "fee.future"
            return [self._say(case, need, Outcome.CANNOT_TELL, say, place=place, said=said)]
        old = said.day is not None and case.start is not None and said.day < case.start
        if said.paid and not old:
            return [self._in_time(case, need, said)]
        return [self._unpaid(case, need, place, said, ".old" if old else "")]

    def _unpaid(self, case: Case, need: Need, place: Place, said: Paid, form: str) -> Finding:
        if case.deadline is None:
            return self._say(case, need, Outcome.OPEN, "fee.open.undated", place=place, said=said)
        outcome, say = (Outcome.GAP, "fee.gap") if case.late else (Outcome.OPEN, "fee.open")
        late = self._late_fee(case)
        overdue = case.as_of > case.deadline
        remarks = (Remark("fee.late_too", {"late": late}),) if overdue and late else ()
        return self._say(case, need, outcome, say + form, place=place, said=said, remarks=remarks)

    def _in_time(self, case: Case, need: Need, said: Paid) -> Finding:
        """Conclude about a fee that is paid: if it came late, the late fee is owed besides."""
        place, late = case.person.place(self.field), self._late_fee(case)
        remarks: tuple[Remark, ...] = ()
        on_time = case.deadline is None or said.day is None or said.day <= case.deadline
        if late and not on_time:
            field = self.late_field
            if field is not None and field in case.person.table.columns:
                return self._late(case, need, said, field)
            remarks = (Remark("fee.late_untracked", {"late": late}),)
        say = "fee.meets"
        return self._say(case, need, Outcome.MEETS, say, place=place, said=said, remarks=remarks)

    def _late(self, case: Case, need: Need, said: Paid, field: str) -> Finding:
        """Conclude about the late fee of a fee that came late."""
        place, extra = case.person.place(field), _paid(case, field)
        outcome, say = Outcome.GAP if case.late else Outcome.OPEN, "fee.late.missing"
        if extra.day is not None and extra.day > case.as_of:
            outcome, say, said = Outcome.CANNOT_TELL, "fee.future", extra
        elif extra.paid:
            outcome, say = Outcome.MEETS, "fee.meets.late"
        elif extra.paid is None:
            outcome, say = Outcome.CANNOT_TELL, "fee.late.blank"
            if extra.problem is not None:
                say, said = "fee.late.unreadable", said._replace(problem=extra.problem)
        return self._say(case, need, outcome, say, place=place, said=said)

    def _late_fee(self, case: Case) -> str:
        """Write the late fee; nothing where there is none."""
        value = strictest(self.late_amount, case.scopes, case.rules_on)
        return f"{number(float(value.value))} {self.currency}" if value is not None else ""

    def _sum(self, case: Case) -> str:
        """Write the amount, to stand behind the title; nothing where it is not known."""
        value = strictest(self.amount, case.scopes, case.rules_on)
        if value is None:
            return ""
        return worded("word.sum", sum=float(value.value), currency=self.currency)

    def _say(
        self,
        case: Case,
        need: Need,
        outcome: Outcome,
        say: str,
        *,
        place: Place,
        said: Paid,
        remarks: tuple[Remark, ...] = (),
    ) -> Finding:
        facts = {
            "title": self.title,
            "sum": self._sum(case),
            "late": self._late_fee(case),
            "due": case.deadline,
            "day": said.day,
            "problem": said.problem,
        }
        shown = [
            strictest(values, case.scopes, case.rules_on)
            for values, slot in ((self.amount, "{sum}"), (self.late_amount, "{late}"))
            if slot in SENTENCES[say] or any(slot in SENTENCES[r.say] for r in remarks)
        ]
        return self.finding(
            case,
            outcome,
            say,
            facts,
            need,
            place=place,
            due=case.deadline,
            changes_on=_turn(case, outcome, said),
            remarks=(*remarks, *shaky(need, shown)),
        )


def _paid(case: Case, field: str) -> Paid:
    """Read a cell about a fee."""
    value, problem = case.person.cell(field)
    if isinstance(value, date):
        return Paid(True, value)
    return Paid(value if isinstance(value, bool) else None, None, problem)


def _turn(case: Case, outcome: Outcome, said: Paid) -> date | None:
    """Give the next day on which it comes to something else."""
    if outcome is Outcome.OPEN:
        overdue = None
        if case.deadline is not None and case.as_of <= case.deadline:
            overdue = next_day(case.deadline)
        return earliest(case.after_deadline, overdue)
    ahead = said.day is not None and said.day > case.as_of
    return said.day if outcome is Outcome.CANNOT_TELL and ahead else None
