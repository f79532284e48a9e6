"""Hours of RSC received: from whom, over how long, and how many of them about RSC given."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from itertools import chain
from math import inf
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field

from models.cells import Parsed
from models.findings import Finding, Outcome, Remark
from models.requirements.base import NAMES, Case, DatedValue, Need, Settler, Verdicts, strictest
from models.requirements.clockhours import agree
from models.requirements.dated import Dated, holding, turns_of
from models.requirements.enough import Enough
from models.requirements.months import Counted
from models.requirements.received import Received, about_hours
from models.requirements.spans import Limits, Span, best
from models.requirements.tally import Tally, rounded
from models.verdicts import COUNTS, UNCLEAR
from models.wording import worded

if TYPE_CHECKING:
    from models.requirements.crowd import Crowd

NO_ENTRY = Remark("rsc.no_entry")


class Window(Dated):
    """How long the stretch of time may be in which the hours are received.

    min_months, max_months: at least and at most so long; left out: no limit. counted: months from
    day to day, or calendar months.
    """

    min_months: Annotated[int, Field(ge=1)] | None = None
    max_months: Annotated[int, Field(ge=1)] | None = None
    counted: Counted = "days"


class Rsc(Received):
    """At least so many hours of RSC received.

    window: the best stretch of time of such a length has to hold them. spread: they have to go over
    at least so many months of the cycle. about_given: so many of them have to be about RSC that the
    person gives, with `about_total`, the roster's column of these.
    """

    kind: Literal["rsc"]
    window: tuple[Window, ...] = ()
    spread: tuple[DatedValue, ...] = ()
    about_given: tuple[DatedValue, ...] = ()
    about_total: str = ""

    def turns(self) -> Iterator[date]:
        """Give the days on which a value begins, or no longer is, in force."""
        settings = chain(turns_of(self.window), turns_of(self.after_degree))
        values = chain(turns_of(self.spread), turns_of(self.about_given))
        return chain(super().turns(), settings, values)

    def tracked(self, case: Case) -> bool:
        """A totals column, a log, or a column of the hours about RSC given."""
        return super().tracked(case) or self.about_total in case.person.table.columns

    def tracked_whole(self, case: Case) -> bool:
        """A totals column, or a log; a part alone does not tell of the whole."""
        return super().tracked(case)

    def stands_in(self) -> Collection[str]:
        """The column of the hours about RSC given as well."""
        return {*super().stands_in(), self.about_total}

    def settler(self, like: Case, need: Need | None) -> Settler:
        """Settle in short where nothing is asked about how much was about RSC given."""
        if self._about(like) is not None:
            return lambda _: None
        return super().settler(like, need)

    def settle_many(self, crowd: Crowd, need: Need | None) -> Verdicts:
        """Settle in short where nothing is asked about how much was about RSC given."""
        if self._about(crowd.like) is not None:
            return [None] * len(crowd)
        return super().settle_many(crowd, need)

    def judge(self, case: Case, need: Need | None) -> list[Finding]:
        """Compare what the log or the total says with what is needed, in all and about RSC given.

        Where only the part is tracked, only the part is judged.
        """
        if need is None or self.tracked_whole(case):
            return super().judge(case, need)
        return self._about_given(case, need)

    def _limits(self, case: Case) -> Limits | None:
        """Give how long the stretch of time may be that holds the hours; None: no matter."""
        found = holding(self.window, case.scopes, case.rules_on)
        if not found:
            return None
        return Limits(found[0].min_months, found[0].max_months, found[0].counted)

    def _about(self, case: Case) -> DatedValue | None:
        if not self.about_given:
            return None
        return strictest(self.about_given, case.scopes, case.rules_on)

    def _spread(self, case: Case) -> Limits | None:
        value = strictest(self.spread, case.scopes, case.rules_on) if self.spread else None
        return Limits(at_least=int(value.value)) if value is not None else None

    def _in_full(self, case: Case, need: Need, sums: Tally) -> bool:  # noqa: ARG002 - as above it
        if self._limits(case) is not None:
            return False
        spread = self._spread(case)
        return spread is None or spread.long_enough(min(sums.days), max(sums.days))

    def _enough(self, like: Case, wanted: float) -> Enough | None:
        more = self._limits(like) is not None or self._spread(like) is not None
        return None if more else super()._enough(like, wanted)

    def _judged(self, case: Case, need: Need) -> list[Finding]:
        found = super()._judged(case, need)
        by_log = self._logged(case) and (
            self.sums(case).seen or self.total not in case.person.cells
        )
        if self._shaky(case, need, by_log=by_log):
            found[0].remarks = (*found[0].remarks, Remark("unverified.part"))
        if by_log:
            found[0].remarks = (*found[0].remarks, *self.asides_of_log(case))
            if found[0].flagged:
                found[0].remarks = (*found[0].remarks, *self.set_aside(case))
        elif found[0].have is not None and (self._limits(case) or self._spread(case)):
            found[0].remarks = (*found[0].remarks, Remark("rsc.time_untold"))
        part = self._about_given(case, need)
        if not part and self._about(case) is not None:
            found[0].remarks = (*found[0].remarks, Remark("rsc.about_untold"))
        return found + part

    def _shaky(self, case: Case, need: Need, *, by_log: bool) -> bool:
        """Whether a part of the rule is not verified: the time asked, or who may give RSC."""
        if need.citation.reading == "unverified":
            return False  # that is said already
        parts: list[Dated | DatedValue] = [*self.window, *self.spread, *self.after_degree]
        held = (p.reading for p in parts if p.in_force(case.rules_on) and p.applies(case.scopes))
        return "unverified" in held or (by_log and self.on_shaky_rules(case))

    def _from_log(self, case: Case, need: Need, sums: Tally) -> Finding:
        limits = self._limits(case)
        if limits is not None:
            return self._in_window(case, need, sums, limits)
        finding, spread = super()._from_log(case, need, sums), self._spread(case)
        return finding if spread is None else self._spread_out(case, need, sums, finding, spread)

    def _spread_out(
        self, case: Case, need: Need, sums: Tally, finding: Finding, spread: Limits
    ) -> Finding:
        """Ask whether hours that are enough, or may be, go over as long a time as they have to."""
        if finding.outcome is Outcome.CANNOT_TELL and not self._may_be(case, need, spread):
            return self._compared(case, need, finding.have or 0.0, sums)
        if finding.outcome is not Outcome.MEETS or not sums.days:
            return finding
        first, last = min(sums.days), max(sums.days)
        if spread.long_enough(first, last):
            return finding
        span = Span(first, last, self.hours_in(sums)[0])
        if self._may_be(case, need, spread):
            return self.unclear(
                case,
                need,
                "rsc.time.unclear",
                _in_time(span, spread, need),
                have=need.value,
                sums=sums,
            )
        return self._more_time(case, need, sums, span, spread)

    def _in_window(self, case: Case, need: Need, sums: Tally, limits: Limits) -> Finding:
        """Judge by the best stretch of time; say what there is in all, too."""
        about = self._about(case)
        wanted = float(about.value) if about is not None else 0.0
        span = best(self.dated(case, COUNTS), limits, need.value, wanted)
        total = self.hours_in(sums)[0]
        have = span.hours if span is not None else 0.0
        facts = _in_time(span, limits, need) | {"total": total, "have": have}
        if span is not None and span.long and have >= need.value:
            return self._concluded(
                case, need, Outcome.MEETS, "rsc.window.meets", facts, have=have, short=0.0,
                changes_on=sums.ages_on,
            )  # fmt: skip
        if self._may_be(case, need, limits):
            have = min(have, need.value)
            return self.unclear(case, need, "rsc.window.unclear", facts, have=have, sums=sums)
        if span is not None and have >= need.value:
            return self._more_time(case, need, sums, span, limits)
        if have == total:
            return self._compared(case, need, total, sums)
        facts["short"] = rounded(need.value - have)
        return self.lacking(case, need, "rsc.window", facts, have=have, sums=sums)

    def _more_time(
        self, case: Case, need: Need, sums: Tally, span: Span, limits: Limits
    ) -> Finding:
        """Say that the hours are enough, and the time over which they were received is not."""
        facts = _in_time(span, limits, need) | {"have": span.hours}
        finding = self.lacking(case, need, "rsc.time", facts, have=span.hours, sums=sums)
        if finding.outcome is Outcome.OPEN:
            finding.action = worded("step.rsc.time")
        return finding

    def _may_be(self, case: Case, need: Need, limits: Limits) -> bool:
        """Whether what is unclear could make it enough, in hours and in time."""
        unclear = [entry for entry, _ in self.weighed(case, UNCLEAR)]
        undated = [inf if e.hours is None else e.hours for e in unclear if e.day is None]
        if undated:
            limits = limits._replace(at_least=None)
        entries = self.dated(case, COUNTS) + self.dated(case, UNCLEAR, unread=need.value)
        wanted = max(0.0, need.value - sum(undated))
        span = best(entries, limits, wanted)
        if span is None:
            return bool(undated) and wanted == 0
        return span.long and span.hours >= wanted

    def _about_given(self, case: Case, need: Need) -> list[Finding]:
        """Judge how many of the hours are about RSC that the person gives, if that is tracked."""
        about = self._about(case)
        if about is None:
            return []
        logs = [t for t in case.roster.tables if t.kind == self.log]
        logged = self._logged(case) and any("about_given" in table.columns for table in logs)
        total = case.person.cells.get(self.about_total)
        asked = self._need_of(case, need, about)
        if logged and (total is None or self.sums(case).seen):
            found = self._about_by_log(case, need, asked, total)
        elif total is None:
            return []
        elif total.value is not None:
            found = [self._about_found(case, asked, float(total.value), 0.0)]
        else:
            found = [self._about_blank(case, asked, total.problem)]
        for one in found:
            one.place = case.person.place(self.about_total, self.total, *NAMES)
        found[0].rule = f"{self.id}.about_given"
        found[0].remarks = tuple(r for r in found[0].remarks if r.say != "typical")
        return found

    def _need_of(self, case: Case, need: Need, about: DatedValue) -> Need:
        if case.pack is None:
            return need._replace(value=float(about.value), remarks=())
        return Need(float(about.value), case.pack.citation(about))

    def _about_by_log(
        self, case: Case, need: Need, asked: Need, total: Parsed[float] | None
    ) -> list[Finding]:
        sums, limits = self.sums(case), self._limits(case) or Limits()
        span = best(self.dated(case, COUNTS), limits, need.value, asked.value)
        have = span.second if span is not None else 0.0
        counted = [entry for entry, _ in self.weighed(case, COUNTS)]
        doubtful = [entry for entry, _ in self.weighed(case, UNCLEAR)]
        untold = sum(about_hours(e, sure=False) - about_hours(e, sure=True) for e in counted)
        unsure = untold + sum(about_hours(entry, sure=False) for entry in doubtful)
        finding = self._about_found(case, asked, have, unsure)
        said = total.value if total is not None else None
        if said is None or agree(said, have, inf if sums.unreadable else untold):
            return [finding]
        if (said >= asked.value) != (have >= asked.value):
            facts: dict[str, object] = {"total": said, "have": have, "need": asked.value}
            say = "rsc.about.two_figures"
            finding = self.unclear(case, asked, say, facts, have=have, sums=sums)
        return [finding, self._disagrees(case, have, said, sums, "rsc.about.disagrees")]

    def _about_found(self, case: Case, asked: Need, have: float, unsure: float) -> Finding:
        short = rounded(asked.value - have)
        facts: dict[str, object] = {"have": have, "need": asked.value, "short": short}
        sums = self.sums(case) if self._logged(case) else None
        if short <= 0:
            return self._concluded(
                case, asked, Outcome.MEETS, "rsc.about.meets", facts, have=have, short=0.0,
                changes_on=sums.ages_on if sums is not None else None,
            )  # fmt: skip
        if have + unsure >= asked.value and sums is not None:
            return self.unclear(case, asked, "rsc.about.unclear", facts, have=have, sums=sums)
        return self.lacking(case, asked, "rsc.about", facts, have=have, sums=sums)

    def _about_blank(self, case: Case, asked: Need, problem: str | None) -> Finding:
        say = "rsc.about.unreadable" if problem else "rsc.about.blank"
        return self._concluded(case, asked, Outcome.CANNOT_TELL, say, {"problem": problem})


def _in_time(span: Span | None, limits: Limits, need: Need) -> dict[str, object]:
    """Give the facts about a stretch of time."""
    least, most = limits.at_least, limits.at_most
    sides = [side for side, months in (("least", least), ("most", most)) if months is not None]
    months = Remark(f"rsc.months.{'.'.join(sides) or 'any'}", {"least": least, "most": most})
    first, last = (span.first, span.last) if span is not None else (NO_ENTRY, NO_ENTRY)
    return {"need": need.value, "first": first, "last": last, "months": months}
