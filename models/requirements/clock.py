"""A clock: something has to happen so many days or months after something else."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Annotated, ClassVar, Literal, NamedTuple

from pydantic import Field

from models.calendar import months_after, next_day
from models.cells import Parsed
from models.findings import Finding, Outcome, Place, Remark, Settled
from models.records import TableKind
from models.requirements.base import NOT_ASKED, Case, Need, Requirement, met_by
from models.requirements.hours import earliest
from models.wording import worded

MEMBERSHIP = "membership_expires"


class Running(NamedTuple):
    """A clock that runs: the day it began, its last day, and the day from which it is warned of."""

    start: date
    last: date
    warns: date


class Clock(Requirement):
    """So many days or months from one date to another; the last day is in time.

    start_field: the column from whose date the clock runs. For `membership_expires` the latest end
    in the Memberships tab counts as well. stop_field: the column whose date ends it; without one
    it runs until the first date moves. then: what happens when the time is over. warn_days: it is
    shown as open so many days before.
    """

    deferrable: ClassVar[bool] = False
    kind: Literal["clock"]
    start_field: str
    stop_field: str | None = None
    unit: Literal["days", "months"] = "days"
    then: str
    warn_days: Annotated[int, Field(ge=0)] = 30

    def tracked(self, case: Case) -> bool:
        """Both columns (a tab of memberships will do for their end)."""
        columns = case.person.table.columns
        tab = self.start_field == MEMBERSHIP and case.roster.has_log(TableKind.MEMBERSHIPS)
        stops = self.stop_field is None or self.stop_field in columns
        return stops and (tab or self.start_field in columns)

    def settled(self, case: Case, need: Need | None) -> Settled | None:
        """Settled where no clock runs, or it is not yet warned of."""
        if need is None:
            return NOT_ASKED
        found = self.judge(case, need)[0]
        if found.outcome is Outcome.MEETS:
            return met_by(found.due, found.changes_on)
        if found.outcome is Outcome.NOT_APPLICABLE:
            return Settled(Outcome.NOT_APPLICABLE, None, found.changes_on)
        return None

    def judge(self, case: Case, need: Need | None) -> list[Finding]:
        """See whether the clock runs, and how much of it is left."""
        if need is None:
            facts = {"title": self.title}
            return [self.finding(case, Outcome.NOT_APPLICABLE, "clock.none", facts, None)]
        start, stop = self._start(case), self._stop(case)
        if start.value is None:
            return [self._no_start(case, need, start, stop)]
        if self.stop_field is not None and stop.problem is not None:
            return [self._unreadable(case, need, self.stop_field, stop.problem)]
        running = self._running(start.value, need)
        stopped = stop.value is not None and stop.value <= case.as_of
        if stopped and stop.value is not None:
            return [self._stopped(case, need, running, stop.value)]
        if start.value > case.as_of:
            ahead = {"title": self.title, "day": start.value}
            turns = earliest(start.value, stop.value)
            return [
                self._say(case, need, Outcome.NOT_APPLICABLE, "clock.ahead", ahead, turns=turns)
            ]
        return [self._ticking(case, need, running, stop.value)]

    def _start(self, case: Case) -> Parsed[date]:
        """Give the day from which the clock runs."""
        cell = case.person.cell(self.start_field)
        day, problem = cell.value if isinstance(cell.value, date) else None, cell.problem
        if self.start_field == MEMBERSHIP:
            terms = case.person.memberships
            day = max((d for d in (day, *(t.end for t in terms)) if d is not None), default=None)
            problem = problem or next((t.problem for t in terms if t.problem), None)
        if day is None and problem is None and not cell.blank:
            problem = worded("word.no_date_here")
        # An end that cannot be read may be a later one; it cannot make the clock run sooner.
        may_be_later = problem is not None and day is not None and day <= case.as_of
        doubtful = cell.problem is not None or day is None or may_be_later
        return Parsed(None, problem) if doubtful else Parsed(day)

    def _stop(self, case: Case) -> Parsed[date | None]:
        if self.stop_field is None:
            return Parsed(None)
        cell = case.person.cell(self.stop_field)
        return Parsed(cell.value if isinstance(cell.value, date) else None, cell.problem)

    def _running(self, start: date, need: Need) -> Running:
        """Give the last day in time, and the day from which it is warned of."""
        length = int(need.value)
        last = start + timedelta(days=length)
        if self.unit == "months":
            last = months_after(start, length)
        return Running(start, last, last - timedelta(days=self.warn_days))

    def _no_start(
        self, case: Case, need: Need, start: Parsed[date], stop: Parsed[date | None]
    ) -> Finding:
        """Without a start nothing runs: over if it is stopped, else nobody can say."""
        if start.problem is not None:
            return self._unreadable(case, need, self.start_field, start.problem)
        if stop.value is not None and stop.value <= case.as_of:
            over = {"title": self.title, "day": stop.value}
            return self._say(case, need, Outcome.NOT_APPLICABLE, "clock.stopped", over)
        facts = {"title": self.title, "field": self._header(case, self.start_field)}
        return self._say(case, need, Outcome.CANNOT_TELL, "clock.blank", facts, turns=stop.value)

    def _unreadable(self, case: Case, need: Need, field: str, problem: str) -> Finding:
        facts = {"title": self.title, "field": self._header(case, field), "problem": problem}
        return self._say(case, need, Outcome.CANNOT_TELL, "clock.unreadable", facts)

    def _header(self, case: Case, field: str) -> str:
        return case.person.table.header(field)

    def _stopped(self, case: Case, need: Need, running: Running, stop: date) -> Finding:
        """Say that the clock runs no more, in time or not."""
        facts = {"title": self.title, "day": stop, "last": running.last}
        if stop <= running.last:
            return self._say(case, need, Outcome.MEETS, "clock.meets", facts)
        return self._say(case, need, Outcome.NOT_APPLICABLE, "clock.stopped_late", facts)

    def _ticking(self, case: Case, need: Need, running: Running, stop: date | None) -> Finding:
        """Say until when there is time, or that it is over and what happens then.

        The day, and not how many are left: what is said holds until the next day of change.
        """
        facts = {"title": self.title, "last": running.last, "then": self.then.removesuffix(".")}
        over = next_day(running.last)
        if case.as_of >= over:
            final = Outcome.GAP if case.phase in {"renewal", "inactive"} else Outcome.OPEN
            return self._say(case, need, final, "clock.over", facts, turns=stop, due=running.last)
        if case.as_of >= running.warns:
            turns = earliest(over, stop)
            return self._say(
                case, need, Outcome.OPEN, "clock.open", facts, turns=turns, due=running.last
            )
        turns = earliest(running.warns, stop)
        return self._say(
            case, need, Outcome.MEETS, "clock.runs", facts, turns=turns, due=running.last
        )

    def _say(
        self,
        case: Case,
        need: Need,
        outcome: Outcome,
        say: str,
        facts: Mapping[str, object],
        *,
        turns: date | None = None,
        due: date | None = None,
    ) -> Finding:
        remarks = (
            (Remark("clock.then", {"then": self.then.removesuffix(".")}),)
            if say == "clock.open"
            else ()
        )
        place = self._place(case, say)
        return self.finding(
            case,
            outcome,
            say,
            facts,
            need,
            place=place,
            due=due,
            changes_on=turns,
            remarks=remarks,
        )

    def _place(self, case: Case, say: str) -> Place:
        """Give the cell of the date that ends it; of a membership, the end that is to be moved."""
        person = case.person
        stop = person.place(self.stop_field or self.start_field, "name", "last_name")
        if self.start_field != MEMBERSHIP:
            return stop
        done = say in {"clock.meets", "clock.stopped", "clock.stopped_late"}
        if done or (self.stop_field and person.cell(self.stop_field).problem is not None):
            return stop
        if MEMBERSHIP in person.table.columns or not person.memberships:
            return person.place(MEMBERSHIP, "name", "last_name")
        last = max(person.memberships, key=lambda term: term.end or date.min)
        return last.table.place(last.row, MEMBERSHIP, "name")
