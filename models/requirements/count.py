"""At least so many things, such as families served, in a log or in a column."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from math import inf
from typing import Annotated, Any, ClassVar, Literal, NamedTuple

from pydantic import AliasChoices, Field

from models.cells import Parsed
from models.findings import Entry, Finding, Outcome, Settled
from models.records import TableKind, WorkSpell
from models.requirements.base import NOT_ASKED, Case, Need, Requirement, met_by
from models.requirements.hours import earliest
from models.requirements.spells import Terms, bands_of, weigh
from models.requirements.work import Kind
from models.wording import joined, worded


class Counted(NamedTuple):
    """How many are certain, how many more may be (infinite: nobody can say), and if any row is."""

    certain: float
    unclear: float = 0.0
    seen: bool = False


class Count(Requirement):
    """At least so many rows in a log, or so large a number in a column.

    log (or source): the log. Of references, the rows that have come in are counted; of work, the
    numbers of families in the rows of jobs that have begun are added up. total: the roster's
    column. kinds, band: of work, only jobs of these kinds, and with the age group of the category.
    """

    numeric: ClassVar[bool] = True
    kind: Literal["count"]
    unit: str = ""
    log: Annotated[
        Literal["references", "work"] | None,
        Field(validation_alias=AliasChoices("log", "source")),
    ] = None
    total: str
    kinds: tuple[Kind, ...] = ()
    band: Literal["match", "any"] = "match"

    def tracked(self, case: Case) -> bool:
        """A column with the number, or a log that can tell it."""
        return self.total in case.person.table.columns or self._logged(case)

    def settled(self, case: Case, need: Need | None) -> Settled | None:
        """Settled where none is asked, or the log alone, or the column alone, says enough."""
        if need is None:
            return NOT_ASKED
        found = self.judge(case, need)
        met = len(found) == 1 and found[0].outcome is Outcome.MEETS
        return met_by(None, found[0].changes_on) if met else None

    def judge(self, case: Case, need: Need | None) -> list[Finding]:
        """Compare the number with what is needed."""
        if need is None:
            facts = {"title": self.title}
            return [self.finding(case, Outcome.NOT_APPLICABLE, "count.none_asked", facts, None)]
        total = case.person.cells.get(self.total)
        logged = self._counted(case) if self._logged(case) else None
        if logged is not None and (total is None or logged.seen):
            return self._by_log(case, need, logged, total)
        if total is None or total.value is None:
            return [self._not_known(case, need, total)]
        return [self._compared(case, need, float(total.value))]

    def evidence(self, case: Case) -> Sequence[Entry]:
        """Every job with its number of families, counted or not, and why."""
        if self.log != "work" or not self._logged(case):
            return ()
        return [self._told(case, spell) for spell in case.person.work]

    def _logged(self, case: Case) -> bool:
        """Whether the book has the log; one of work needs a column of families."""
        if self.log != "work":
            return self.log is not None and case.roster.has_log(self.log)
        return any(t.kind == TableKind.WORK and "families" in t.columns for t in case.roster.tables)

    def _counted(self, case: Case) -> Counted:
        if self.log != "work":
            arrived = float(case.person.references)
            return Counted(arrived, seen=arrived > 0)
        certain = unclear = 0.0
        for spell in case.person.work:
            counts, _ = self._weigh(case, spell, case.as_of)
            if counts:
                certain += spell.families or 0
            elif counts is None:
                unclear += inf if spell.families is None else spell.families
        return Counted(certain, unclear, seen=bool(case.person.work))

    def _weigh(self, case: Case, spell: WorkSpell, day: date) -> tuple[bool | None, str]:
        """Say whether the families of a job count (None: unclear), and why."""
        bands = bands_of(case) if self.band == "match" else frozenset()
        job = weigh(spell, Terms(frozenset(self.kinds), paid=False, bands=bands), day)
        if not job.sure:
            return (None if job.maybe or job.unbounded else False), job.why
        if spell.families is None:
            return None, worded("word.families.blank")
        return True, worded("word.families.begun")

    def _by_log(
        self, case: Case, need: Need, logged: Counted, total: Parsed[Any] | None
    ) -> list[Finding]:
        """Judge by the log; where the column would lead to another outcome, nobody can say."""
        have, most = logged.certain, logged.certain + logged.unclear
        said = float(total.value) if total is not None and total.value is not None else None
        if self.log != "work" or said is None or have <= said <= most:
            return [self._within(case, need, logged)]
        if (said >= need.value) == (have >= need.value):
            return [self._within(case, need, logged), self._disagrees(case, said, have)]
        facts = {"total": said, "have": have, "need": need.value, "title": self.title}
        finding = self._say(case, need, Outcome.CANNOT_TELL, "count.two_figures", facts, have=have)
        return [finding, self._disagrees(case, said, have)]

    def _within(self, case: Case, need: Need, logged: Counted) -> Finding:
        have = logged.certain
        if have >= need.value or have + logged.unclear < need.value:
            return self._compared(case, need, have)
        facts = {"have": have, "need": need.value, "title": self.title}
        return self._say(case, need, Outcome.CANNOT_TELL, "count.unclear", facts, have=have)

    def _not_known(self, case: Case, need: Need, total: Parsed[Any] | None) -> Finding:
        problem = total.problem if total is not None else None
        say = "count.unreadable" if problem else "count.blank"
        facts = {"title": self.title, "problem": problem}
        return self._say(case, need, Outcome.CANNOT_TELL, say, facts)

    def _compared(self, case: Case, need: Need, have: float) -> Finding:
        outcome = Outcome.MEETS if have >= need.value else Outcome.OPEN
        form = ".served" if outcome is Outcome.OPEN and self.log != "references" else ""
        facts = {"have": have, "need": need.value, "title": self.title}
        return self._say(case, need, outcome, f"count.{outcome}{form}", facts, have=have)

    def _say(
        self,
        case: Case,
        need: Need,
        outcome: Outcome,
        say: str,
        facts: Mapping[str, object],
        *,
        have: float | None = None,
    ) -> Finding:
        judged = have is not None and outcome is not Outcome.CANNOT_TELL
        return self.finding(
            case,
            outcome,
            say,
            facts,
            need,
            place=case.person.place(self.total, "name", "last_name"),
            changes_on=self._next_job(case),
            have=have,
            short=max(0.0, need.value - have) if judged and have is not None else None,
        )

    def _next_job(self, case: Case) -> date | None:
        """Give the next day on which a job begins."""
        if self.log != "work" or not self._logged(case):
            return None
        days = (spell.start for spell in case.person.work)
        return earliest(*(day for day in days if day is not None and day > case.as_of))

    def _disagrees(self, case: Case, said: float, have: float) -> Finding:
        short = self.short_title or self.title
        return Finding(
            "total.disagrees",
            Outcome.CANNOT_TELL,
            "count.disagrees",
            {"total": said, "have": have, "title": self.title, "short_title": short},
            case.person.place(self.total),
            case.person,
            changes_on=self._next_job(case),
            action=worded("step.compare.tab"),
        )

    def _told(self, case: Case, spell: WorkSpell) -> Entry:
        counts, why = self._weigh(case, spell, case.as_of)
        families = worded("word.families.untold")
        if spell.families is not None:
            families = worded("word.families", families=spell.families)
        start = spell.start or worded("word.no_start")
        what = joined(", ", (part for part in (start, families, spell.title) if part))
        place = spell.table.place(spell.row, "families")
        why = worded("word.unclear", why=why) if counts is None else why
        return Entry(place, what, bool(counts), why)
