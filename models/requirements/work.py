"""Years of work: jobs merged, after the degree where that is asked, with the reason for each."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from itertools import chain
from typing import Any, ClassVar, Literal

from models.cells import Parsed
from models.findings import Entry, Finding, Outcome, Place, Remark, Settled
from models.records import DEGREES, TableKind
from models.requirements.base import NOT_ASKED, Case, Need, Requirement, met_by
from models.requirements.dated import Dated, holding, shaky, turns_of
from models.requirements.degrees import degreed
from models.requirements.hours import earliest
from models.requirements.spells import (
    Measure,
    Terms,
    bands_of,
    goes_on,
    measured,
    told,
    weigh,
)
from models.requirements.tenure import (
    NOTHING,
    as_months,
    as_years,
    first_day,
    in_words,
    least_days,
)
from models.wording import worded

Kind = Literal["direct", "giving_rsc", "leadership", "policy", "teaching", "research", "other"]
FAR_APART = Fraction(12)
"""A column of years that differs from the tab by a year or more is questioned: people write
whole years, and a job that goes on adds to them."""


class AfterDegree(Dated):
    """Work counts only after this degree, or a higher one."""

    degree: Literal["cda", "associate", "bachelor", "master", "doctorate"]


class Internship(Dated):
    """So many months of an internship count at most, under somebody who holds one of these."""

    months: int = 12
    supervisor: tuple[str, ...]


class Work(Requirement):
    """So many years of work; days that several jobs cover count once.

    kinds: the kinds of work that count; none: all. paid: only paid work; volunteer: volunteer work
    that is supervised counts as well. part_time: as it is, or by its share of full time. band:
    only with the age group of the category. total: the roster's column of years. counted_to: work
    counts to the submission of the application, or to the day on which it is looked at.
    """

    numeric: ClassVar[bool] = True
    per: ClassVar[str] = "years"
    kind: Literal["work"]
    kinds: tuple[Kind, ...] = ()
    paid: bool = True
    volunteer: bool = False
    after_degree: tuple[AfterDegree, ...] = ()
    internship: tuple[Internship, ...] = ()
    part_time: Literal["as_is", "fte"] = "as_is"
    band: Literal["match", "any"] = "match"
    total: str = "work_years"
    counted_to: Literal["submitted", "as_of"] = "submitted"

    def turns(self) -> Iterator[date]:
        """The days on which any of it changes."""
        return chain(super().turns(), turns_of(self.after_degree), turns_of(self.internship))

    def tracked(self, case: Case) -> bool:
        """A column of years, or a tab of jobs."""
        return self.total in case.person.table.columns or case.roster.has_log(TableKind.WORK)

    def settled(self, case: Case, need: Need | None) -> Settled | None:
        """Settled where the column alone, or the tab alone, says enough."""
        if need is None:
            return NOT_ASKED
        total = self._total(case)
        if not case.roster.has_log(TableKind.WORK):
            met = total is not None and total.value is not None and total.value >= need.value
            return met_by(None) if met else None
        if total is not None:
            return None
        met = self._measure(case, case.as_of).certain >= as_months(need.value)
        return met_by(None) if met else None

    def judge(self, case: Case, need: Need | None) -> list[Finding]:
        """Compare the years of the jobs, or of the column, with what is needed."""
        if need is None:
            facts = {"title": self.title}
            return [self.finding(case, Outcome.NOT_APPLICABLE, "work.none_asked", facts, None)]
        total = self._total(case)
        if case.roster.has_log(TableKind.WORK) and (case.person.work or total is None):
            return self._by_jobs(case, need, total)
        return [self._by_total(case, need, total or Parsed(None))]

    def evidence(self, case: Case) -> Sequence[Entry]:
        """Every job, counted or not, and why."""
        terms, upto = self.terms(case), self._upto(case, case.as_of)
        return told(weigh(spell, terms, upto) for spell in case.person.work)

    def _settings(self, case: Case) -> list[Dated]:
        """Give the settings that bear on what somebody's jobs come to."""
        if not case.person.work:
            return []
        held: tuple[Sequence[Dated], ...] = (self.after_degree, self.internship)
        return [one for kind in held for one in holding(kind, case.scopes, case.rules_on)]

    def terms(self, case: Case) -> Terms:
        """Give what work has to be like to count for this person."""
        degrees = [one.degree for one in holding(self.after_degree, case.scopes, case.rules_on)]
        interns = holding(self.internship, case.scopes, case.rules_on)
        return Terms(
            frozenset(self.kinds),
            self.paid,
            self.volunteer,
            bands_of(case) if self.band == "match" else frozenset(),
            degreed(case, max(degrees, key=DEGREES.index)) if degrees else None,
            min((one.months for one in interns), default=0),
            frozenset(chain.from_iterable(one.supervisor for one in interns)),
            self.part_time == "fte",
        )

    def _total(self, case: Case) -> Parsed[Any] | None:
        return case.person.cells.get(self.total)

    def _upto(self, case: Case, day: date) -> date:
        """Give the last day that counts, as seen on a day."""
        last = self._last(case)
        return day if last is None else min(day, last)

    def _last(self, case: Case) -> date | None:
        return case.submitted if self.counted_to == "submitted" else None

    def _by_jobs(self, case: Case, need: Need, total: Parsed[Any] | None) -> list[Finding]:
        """Judge the jobs, and hold the column against them."""
        done = self._measure(case, case.as_of)
        said = total.value if total is not None else None
        turns = self._turns(case, as_months(need.value), said)
        if said is None:
            return [self._by_measure(case, need, done, turns)]
        column, enough = as_months(said), done.certain >= as_months(need.value)
        lags = column < done.certain and any(job.end is None for job in case.person.work)
        explained = done.certain <= column and done.certain != done.possible
        if lags or (explained and done.may_reach(column)):
            return [self._by_measure(case, need, done, turns)]
        two = enough != (said >= need.value)
        if two:
            finding = self._two_figures(case, need, done, said, turns)
        else:
            finding = self._by_measure(case, need, done, turns)
        far = two or abs(column - done.certain) >= FAR_APART
        return [finding, self._disagrees(case, done, said, turns)] if far else [finding]

    def _measure(self, case: Case, day: date) -> Measure:
        """Add the jobs up as seen on a day."""
        return measured(case.person.work, self.terms(case), self._upto(case, day))

    def _turns(self, case: Case, wanted: Fraction, said: float | None) -> date | None:
        """Give the first day on which the years come to another outcome, as jobs go on."""
        last = self._last(case)
        over = last is not None and last <= case.as_of
        if over or not goes_on(case.person.work, case.as_of):
            return None
        terms = self.terms(case)

        def done(day: date) -> Measure:
            return measured(case.person.work, terms, self._upto(case, day))

        now, column = done(case.as_of), as_months(said or 0.0)
        levels = [(wanted, now.certain >= wanted)]
        if said is not None:
            near, far = column - FAR_APART, column + FAR_APART
            levels += [(at, now.certain > at) for at in (near, column, far)]
        days = [_day_of(done, now.certain, level, case.as_of) for level, past in levels if not past]
        doubts = [level for level in (wanted, column) if not now.may_reach(level)]
        days += [_day_of_doubt(done, now, level, case.as_of) for level in doubts]
        return earliest(*days)

    def _by_total(self, case: Case, need: Need, total: Parsed[Any]) -> Finding:
        if total.value is not None:
            have = as_months(total.value)
            return self._by_measure(case, need, Measure(have, have), None)
        say = "work.unreadable" if total.problem else "work.blank"
        facts = {"title": self.title, "problem": total.problem}
        return self.finding(case, Outcome.CANNOT_TELL, say, facts, need, place=self._place(case))

    def _by_measure(self, case: Case, need: Need, done: Measure, turns: date | None) -> Finding:
        """Judge by what is certain, and by what it could come to."""
        wanted = as_months(need.value)
        facts: dict[str, object] = {}
        outcome, say = Outcome.MEETS, "work.meets"
        if done.certain < wanted and done.may_reach(wanted):
            outcome, say, more = Outcome.CANNOT_TELL, "work.unclear", done.possible
            facts["unclear"] = worded("word.work.some")
            if more is not None:
                facts["unclear"] = in_words(more - done.certain, up=True)
        elif done.certain < wanted:
            outcome, say = Outcome.OPEN, "work.open" if turns is None else "work.open.going_on"
            facts = {"short": in_words(wanted - done.certain, up=True), "full": turns}
        return self._say(case, need, done, turns, (outcome, say, facts))

    def _two_figures(
        self, case: Case, need: Need, done: Measure, said: float, turns: date | None
    ) -> Finding:
        facts = {"column": in_words(as_months(said))}
        found = (Outcome.CANNOT_TELL, "work.two_figures", facts)
        return self._say(case, need, done, turns, found)

    def _say(
        self,
        case: Case,
        need: Need,
        done: Measure,
        turns: date | None,
        found: tuple[Outcome, str, Mapping[str, object]],
    ) -> Finding:
        outcome, say, facts = found
        missing = max(as_months(need.value) - done.certain, NOTHING)
        judged = outcome is not Outcome.CANNOT_TELL
        words = {"done": in_words(done.certain), "asked": in_words(as_months(need.value))}
        return self.finding(
            case,
            outcome,
            say,
            {"title": self.title, **words, **facts},
            need,
            place=self._place(case),
            changes_on=turns,
            have=as_years(done.certain),
            short=as_years(missing, up=True) if judged else None,
            remarks=(*self._remarks(case, done), *shaky(need, self._settings(case))),
        )

    def _remarks(self, case: Case, done: Measure) -> Iterator[Remark]:
        """Give what is good to know: internship, the day counted to, what is not tracked."""
        if done.internship:
            yield Remark("work.internship", {"internship": in_words(done.internship)})
        last = self._last(case)
        if last is not None and last <= case.as_of and goes_on(case.person.work, last):
            yield Remark("work.until_submitted", {"day": last})
        after = self.terms(case).after
        if after is not None and after.untracked and case.person.work:
            yield Remark("work.degree_untracked", {"degree": after.asked})

    def _disagrees(self, case: Case, done: Measure, said: float, turns: date | None) -> Finding:
        facts = {
            "column": in_words(as_months(said)),
            "done": in_words(done.certain),
            "title": self.title,
            "short_title": self.short_title or self.title,
        }
        return Finding(
            "total.disagrees",
            Outcome.CANNOT_TELL,
            "work.disagrees",
            facts,
            self._place(case),
            case.person,
            changes_on=turns,
            action=worded("step.compare.jobs"),
        )

    def _place(self, case: Case) -> Place:
        return case.person.place(self.total, "name", "last_name")


def _day_of(
    done: Callable[[date], Measure], now: Fraction, level: Fraction, after: date
) -> date | None:
    """Give the first day on which the certain months come to a level, or leave it behind."""
    if now == level:
        return first_day(lambda day: done(day).certain > level, after)
    return first_day(lambda day: done(day).certain >= level, after, least_days(level - now))


def _day_of_doubt(
    done: Callable[[date], Measure], now: Measure, level: Fraction, after: date
) -> date | None:
    """Give the first day on which what is in doubt could come to a level."""
    least = least_days(level - (now.possible or NOTHING))
    return first_day(lambda day: done(day).may_reach(level), after, least)
