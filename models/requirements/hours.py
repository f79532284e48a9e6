"""Clock hours in a cycle or in total, of one log, of all topics, of one, or of none of some."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from models.cells import Parsed
from models.findings import Entry, Finding, Outcome
from models.requirements.base import Case, Need, earliest
from models.requirements.clockhours import ClockHours
from models.requirements.enough import Enough, enough_training
from models.requirements.sharing import Squeeze, squeezed
from models.requirements.tally import Tally, rounded, told
from models.wording import joined, of_pack

__all__ = ["Hours", "earliest"]

WHOLE = "training_hours"
PARTS: Mapping[str, str] = {"dei": "dei_hours", "rsc": "rsc_training_hours"}
"""The roster's columns with all hours of training, and with the hours on a topic."""


class Hours(ClockHours):
    """At least so many clock hours of a log.

    topic: only hours on this topic; "core" with `apart`: only hours on none of these topics, which
    are asked on top. Without `total` these are, where there is no log, the hours of the roster's
    column of training less those of its columns by topic. share_topics, on the requirement of all
    hours: whether one hour may serve several topics ("each"), or one only ("once").
    """

    kind: Literal["hours"]
    topic: str | None = None
    apart: tuple[str, ...] = ()
    share_topics: Literal["each", "once"] = "each"

    def tracked(self, case: Case) -> bool:
        """A totals column, or a log (one that can tell the topic, where a topic is asked)."""
        return super().tracked(case) or self._from_columns(case)

    def evidence(self, case: Case) -> Sequence[Entry]:
        """Every entry of the log, counted or not."""
        if not self._logged(case):
            return ()
        weigh = self._weigher(case, self.frame(case))
        return told(self.entries(case), weigh, self.topic, self.apart)

    def hours_in(self, sums: Tally) -> tuple[float, float]:
        """Give certain and unclear hours on the topic."""
        return sums.of(self.topic, self.apart)

    def _logged(self, case: Case) -> bool:
        if not case.roster.has_log(self.log):
            return False
        topics = self.apart or ((self.topic,) if self.topic is not None else ())
        return case.roster.topics_logged.issuperset(topics)

    def _from_columns(self, case: Case) -> bool:
        """Whether the hours are told by the columns of the roster, less those by topic."""
        columns = case.person.table.columns
        return not self.total and bool(self.apart) and all(c in columns for c in self._columns())

    def _columns(self) -> list[str]:
        return [WHOLE, *(PARTS.get(topic, topic) for topic in self.apart)]

    def _judged(self, case: Case, need: Need) -> list[Finding]:
        if self._from_columns(case) and not self._logged(case):
            return [self._by_columns(case, need)]
        return super()._judged(case, need)

    def _by_columns(self, case: Case, need: Need) -> Finding:
        """Take the hours by topic off all hours; one hour may have been on two of the topics."""
        cells = [case.person.cell(column) for column in self._columns()]
        unknown: Parsed[float] | None = next((c for c in cells if c.value is None), None)
        if unknown is not None:
            return self._by_total(case, need, unknown)
        whole, *parts = (float(cell.value or 0.0) for cell in cells)
        certain = rounded(max(0.0, whole - sum(parts)))
        most = rounded(max(0.0, whole - max(parts)))
        if certain < need.value <= most:
            facts: dict[str, object] = {"have": certain, "need": need.value, "most": most}
            return self._concluded(
                case, need, Outcome.CANNOT_TELL, "hours.overlap", facts, have=certain
            )
        return self._compared(case, need, certain, None)

    def _in_full(self, case: Case, need: Need, sums: Tally) -> bool:
        return self.share_topics == "each" or self._squeezed(case, need, sums) is None

    def _enough(self, like: Case, wanted: float) -> Enough | None:
        if self.apart or self.share_topics == "once":
            return None
        return enough_training(
            self.log, self.topic, wanted, self.frame(like)._replace(endorsed=None)
        )

    def _from_log(self, case: Case, need: Need, sums: Tally) -> Finding:
        """Where each hour may serve one topic only, ask whether there are enough for all, too."""
        finding = super()._from_log(case, need, sums)
        if self.share_topics == "each" or finding.outcome is not Outcome.MEETS:
            return finding
        squeeze = self._squeezed(case, need, sums)
        return finding if squeeze is None else self._shared(case, need, sums, squeeze)

    def _squeezed(self, case: Case, need: Need, sums: Tally) -> Squeeze | None:
        """Find topics that are each met, and not together."""
        asked = self._asked(case, need)
        if any(sums.counted.on((topic,)) < hours for topic, hours in asked.items()):
            return None  # a topic is short by itself, and says so
        return squeezed(asked, sums.counted.on)

    def _shared(self, case: Case, need: Need, sums: Tally, squeeze: Squeeze) -> Finding:
        named = joined(" and ", (self._named(case, topic) for topic in squeeze.topics))
        have = rounded(need.value - squeeze.short)  # parts never ask for more than the whole
        facts: dict[str, object] = {
            "have": self.hours_in(sums)[0],
            "topics": named,
            "asked": squeeze.asked,
            "there": rounded(squeeze.there),
            "short": squeeze.short,
        }
        if squeeze.there + sums.doubtful.on(squeeze.topics) >= squeeze.asked:
            return self.unclear(case, need, "hours.shared.unclear", facts, have=have, sums=sums)
        return self.lacking(case, need, "hours.shared", facts, have=have, sums=sums)

    def _asked(self, case: Case, need: Need) -> dict[str, float]:
        """Give the hours asked by topic, by the requirements beside this one.

        Where a fraction of all hours is asked of somebody, it is a fraction of these, too.
        """
        whole = self.value_for(case.scopes, case.rules_on)
        share = min(1.0, need.value / float(whole.value)) if whole is not None else 1.0
        return {
            rule.topic: rounded(asked.value * share)
            for rule, asked in self._beside(case)
            if rule.topic is not None and asked is not None
        }

    def _beside(self, case: Case) -> list[tuple[Hours, Need | None]]:
        """Give the requirements of one topic of the same log."""
        if case.pack is None:
            return []
        plan = case.pack.plan(case.phase, case.scopes, case.rules_on)
        return [
            (rule, asked)
            for rule, asked in plan
            if isinstance(rule, Hours)
            and rule.log == self.log
            and not rule.apart
            and (rule.only_if != "gives_rsc" or case.gives_rsc)
        ]

    def _named(self, case: Case, topic: str) -> str:
        titles = (rule.title for rule, _ in self._beside(case) if rule.topic == topic)
        return of_pack(next(titles))
