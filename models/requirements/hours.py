"""Clock hours in a cycle or in total, of one log, of all topics or of one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from math import inf
from typing import ClassVar, Literal

from models.cells import Parsed
from models.findings import Entry, Finding, Outcome, Place, Settled
from models.records import LogEntry
from models.requirements.base import NOT_ASKED, Case, Need, Requirement, met_by
from models.requirements.tally import Tally, tally, told
from models.wording import written

SAME = 0.01
"""Two figures that differ by no more than this many hours say the same."""


class Hours(Requirement):
    """At least so many clock hours.

    log: the log whose entries are added up. total: the roster's column with the sum. topic: only
    hours on this topic. only_if: asked only of people of whom this holds.
    """

    numeric: ClassVar[bool] = True
    kind: Literal["hours"]
    log: Literal["training", "rsc"]
    total: str
    topic: str | None = None
    only_if: Literal["gives_rsc"] | None = None

    def tracked(self, case: Case) -> bool:
        """A totals column, or a log (one that can tell the topic, where a topic is asked)."""
        return self.total in case.person.table.columns or self._logged(case)

    def settled(self, case: Case, need: Need | None) -> Settled | None:
        """Settled where the log alone, or the total alone, says enough."""
        if need is None or (self.only_if == "gives_rsc" and not case.gives_rsc):
            return NOT_ASKED
        have = case.person.cell(self.total).value
        if self._logged(case):
            if self.total in case.person.cells:
                return None
            have, _ = self._tally(case).of(self.topic)
        met = have is not None and have >= need.value
        return met_by(case.deadline) if met else None

    def judge(self, case: Case, need: Need | None) -> list[Finding]:
        """Compare what the log or the total says with what is needed."""
        if need is None:
            return [self._not_asked(case, "hours.none_asked", need)]
        if self.only_if == "gives_rsc" and not case.gives_rsc:
            return [self._not_asked(case, "hours.not_a_giver", need)]
        total = case.person.cells.get(self.total)
        if self._logged(case):
            sums = self._tally(case)
            if sums.seen or total is None:
                return self._by_log(case, need, sums, total)
        return [self._by_total(case, need, total)]

    def evidence(self, case: Case) -> Sequence[Entry]:
        """Every entry of the log, counted or not."""
        if not self._logged(case):
            return ()
        return told(self._entries(case), self.topic, case.start, case.deadline, case.as_of)

    def _logged(self, case: Case) -> bool:
        if not case.roster.has_log(self.log):
            return False
        return self.topic is None or self.topic in case.roster.topics_logged

    def _entries(self, case: Case) -> Sequence[LogEntry]:
        return case.person.training if self.log == "training" else case.person.rsc

    def _tally(self, case: Case) -> Tally:
        sums = case.tallies.get(self.log)
        if sums is None:
            sums = tally(self._entries(case), case.start, case.deadline, case.as_of)
            case.tallies[self.log] = sums
        return sums

    def _not_asked(self, case: Case, say: str, need: Need | None) -> Finding:
        return self.finding(case, Outcome.NOT_APPLICABLE, say, {"title": self.title}, need)

    def _by_total(self, case: Case, need: Need, total: Parsed[float] | None) -> Finding:
        if total is None or total.value is None:
            problem = total.problem if total is not None else None
            say = "hours.unreadable" if problem else "hours.blank"
            facts = {"title": self.title, "problem": problem}
            return self.finding(
                case,
                Outcome.CANNOT_TELL,
                say,
                facts,
                need,
                place=self._place(case),
                due=case.deadline,
            )
        return self._compared(case, need, total.value, None)

    def _by_log(
        self, case: Case, need: Need, sums: Tally, total: Parsed[float] | None
    ) -> list[Finding]:
        have, unclear = sums.of(self.topic)
        finding = self._compared(case, need, have, sums)
        if have < need.value and have + unclear >= need.value:
            finding = self._unclear(case, need, have, unclear, sums)
        said = total.value if total is not None else None
        if said is None or sums.unreadable or abs(said - have) <= SAME:
            return [finding]
        if (said >= need.value) != (have >= need.value):
            finding = self._two_figures(case, need, have, said)
        return [finding, self._disagrees(case, have, said)]

    def _compared(self, case: Case, need: Need, have: float, sums: Tally | None) -> Finding:
        short = round(need.value - have, 4)
        facts: dict[str, object] = {"have": have, "need": need.value, "title": self.title}
        if short <= 0:
            return self.finding(
                case,
                Outcome.MEETS,
                "hours.meets",
                facts,
                need,
                place=self._place(case),
                due=case.deadline,
                have=have,
                short=0.0,
            )
        facts["short"] = short
        outcome = Outcome.GAP if case.late else Outcome.OPEN
        say = "hours.gap" if case.late else "hours.open"
        pace, turns = _pace(case, have, need.value) if not case.late else (None, None)
        if case.deadline is None:
            say = "hours.open.undated"
        facts["due"], facts["pace"] = case.deadline, pace
        ahead = sums.next_entry if sums is not None else None
        return self.finding(
            case,
            outcome,
            say,
            facts,
            need,
            place=self._place(case),
            due=case.deadline,
            changes_on=earliest(case.after_deadline, turns, ahead),
            have=have,
            short=short,
            pace=pace,
        )

    def _unclear(self, case: Case, need: Need, have: float, unclear: float, sums: Tally) -> Finding:
        more = f"{written(unclear)} in doubt" if unclear != inf else "entries that cannot be read"
        facts = {"have": have, "need": need.value, "title": self.title, "unclear": more}
        return self.finding(
            case,
            Outcome.CANNOT_TELL,
            "hours.unclear",
            facts,
            need,
            place=self._place(case),
            due=case.deadline,
            changes_on=sums.next_entry,
            have=have,
        )

    def _two_figures(self, case: Case, need: Need, have: float, said: float) -> Finding:
        facts = {"total": said, "have": have, "need": need.value, "title": self.title}
        return self.finding(
            case,
            Outcome.CANNOT_TELL,
            "hours.two_figures",
            facts,
            need,
            place=self._place(case),
            due=case.deadline,
            changes_on=self._tally(case).next_entry,
            have=have,
        )

    def _disagrees(self, case: Case, have: float, said: float) -> Finding:
        return Finding(
            "total.disagrees",
            Outcome.CANNOT_TELL,
            "total.disagrees",
            {
                "total": said,
                "have": have,
                "title": self.title,
                "short_title": self.short_title or self.title,
            },
            self._place(case),
            case.person,
            changes_on=self._tally(case).next_entry,
            action="Compare the column with the log, and mend the one that is wrong.",
        )

    def _place(self, case: Case) -> Place:
        return case.person.place(self.total, "name", "last_name")


def _pace(case: Case, have: float, need: float) -> tuple[str | None, date | None]:
    """Say whether the hours keep up with the days, and the day on which they fall behind."""
    if case.start is None or case.deadline is None:
        return None, None
    days = (case.deadline - case.start).days + 1
    enough_until = case.start + timedelta(days=int(have * days / need))
    if case.as_of >= enough_until:
        return "behind", None
    return "on pace", enough_until


def earliest(*days: date | None) -> date | None:
    """Give the first of some days, leaving out those that are not set."""
    return min((day for day in days if day is not None), default=None)
