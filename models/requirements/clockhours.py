"""What every kind of clock hours shares: a log, a totals column or both; enough, short, or unclear.

`Hours` and `Rsc` say which entries count; here the sums are compared with what is needed.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Collection, Sequence
from datetime import date, timedelta
from functools import cached_property
from math import inf
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal

from pydantic import Field

from models.cells import Parsed
from models.findings import Entry, Finding, Outcome, Place, Remark, Settled
from models.providerrules import InDoubt
from models.records import LogEntry
from models.requirements.attestation import attests, by_attestation, stands_for_log
from models.requirements.base import (
    NAMES,
    NOT_ASKED,
    Case,
    Need,
    Requirement,
    Settler,
    Verdicts,
    earliest,
    met_by,
)
from models.requirements.carry import carried_over
from models.requirements.crowd import Alone
from models.requirements.enough import Enough
from models.requirements.months import first_day_within
from models.requirements.tally import Frame, Tally, Weigh, rounded, tally, told
from models.roster import BLANK
from models.wording import worded

if TYPE_CHECKING:
    from models.requirements.crowd import Crowd

SAME = 0.01
"""Two figures that differ by no more than this many hours say the same."""


class ClockHours(Requirement):
    """At least so many clock hours.

    log: the log whose entries are added up. total: the roster's column with the sum. only_if: asked
    only of people of whom this holds. last_months: only hours of the last so many months.
    before_endorsement: what of entries in the cycle that are dated before the endorsement.
    carry_over: hours beyond what the former cycle asked count in this one. proof ("evidence" in a
    pack): the log has to show the hours, or an attestation stands for it as long as there is no
    audit; attest_from: for cycles that end on this day or later.
    """

    numeric: ClassVar[bool] = True
    per: ClassVar[str] = "hours"
    log: Literal["training", "rsc"]
    total: str = ""
    only_if: Literal["gives_rsc"] | None = None
    last_months: Annotated[int, Field(ge=1)] | None = None
    before_endorsement: InDoubt = "ask"
    carry_over: bool = False
    proof: Annotated[Literal["log", "attest"], Field(alias="evidence")] = "log"
    attest_from: date | None = None

    def tracked(self, case: Case) -> bool:
        """A totals column, or a log."""
        return self.total in case.person.table.columns or self._logged(case)

    def stands_in(self) -> Collection[str]:
        """The totals column, or else the name."""
        return {self.total, *NAMES}

    def settled(self, case: Case, need: Need | None) -> Settled | None:
        """Settled where the log alone, or the total alone, says enough; or the attestation."""
        return self.settler(case, need)(case)

    def settler(self, like: Case, need: Need | None) -> Settler:
        """Settle by the log or by the total, whichever the book has."""
        if need is None:
            return lambda _: NOT_ASKED
        if not self._logged(like):
            settle = self._settler_by_total(like, need)
        elif self.last_months is not None:
            settle = _judged_by_days
        else:
            settle = self._settler_by_log(like, need)
        if self.only_if != "gives_rsc":
            return settle
        return lambda case: settle(case) if case.gives_rsc else NOT_ASKED

    def _settler_by_total(self, like: Case, need: Need) -> Settler:
        met, total = met_by(like.deadline), self.total

        def settle(case: Case) -> Settled | None:
            have = case.person.cell(total).value
            return met if have is not None and have >= need.value else self._by_proof(case)

        return settle

    def _settler_by_log(self, like: Case, need: Need) -> Settler:
        if self.total in like.person.table.columns:
            return _two_figures  # they have to be compared
        met, enough = met_by(like.deadline), self._enough(like, need.value)

        def settle(case: Case) -> Settled | None:
            if enough is not None and self._endorsed_in(case) is None and enough(Alone(case))[0]:
                return met
            return self._by_sums(case, need)

        return settle

    def _by_sums(self, case: Case, need: Need) -> Settled | None:
        """Settle by all that stands in the log."""
        sums = self.sums(case)
        if self.hours_in(sums)[0] < need.value:
            return self._by_proof(case)
        return met_by(case.deadline) if self._in_full(case, need, sums) else None

    def _by_proof(self, case: Case) -> Settled | None:
        """Settle by an attestation that stands for the log."""
        stands = self.proof == "attest" and stands_for_log(self, case)
        return met_by(case.deadline) if stands else None

    def settle_many(self, crowd: Crowd, need: Need | None) -> Verdicts:
        """Settle by the column of totals, or by what is plainly enough in the logs."""
        if need is None:
            return [NOT_ASKED] * len(crowd)
        if self.only_if == "gives_rsc" and not all(crowd.gives_rsc):
            found: list[Settled | None] = [NOT_ASKED] * len(crowd)
            asked = [at for at, gives in enumerate(crowd.gives_rsc) if gives]
            for at, verdict in zip(asked, self._settle_asked(crowd.of(asked), need), strict=True):
                found[at] = verdict
            return found
        return self._settle_asked(crowd, need)

    def _settle_asked(self, crowd: Crowd, need: Need) -> Verdicts:
        """Settle a crowd of whom each is asked for hours."""
        like, met = crowd.like, met_by(crowd.like.deadline)
        if not self._logged(like):
            has = crowd.values(self.total)
            found = [met if have is not None and have >= need.value else None for have in has]
            if self.proof == "attest":
                return [one or self._by_proof(crowd.case(at)) for at, one in enumerate(found)]
            return found
        if self.last_months is not None or self.total in like.person.table.columns:
            return [None] * len(crowd)
        enough = self._enough(like, need.value)
        plain = enough(crowd) if enough is not None else [False] * len(crowd)
        return [met if one else self._by_sums(crowd.case(at), need) for at, one in enumerate(plain)]

    def judge(self, case: Case, need: Need | None) -> list[Finding]:
        """Compare what the log or the total says with what is needed."""
        if need is None:
            return [self._not_asked(case, "hours.none_asked", None)]
        if self.only_if == "gives_rsc" and not case.gives_rsc:
            return [self._not_asked(case, "hours.not_a_giver", need)]
        found = self._judged(case, need)
        if attests(self, case):
            found[0] = by_attestation(self, case, need, found[0])
        if self._logged(case) and self.total in case.person.cells:
            sums = self.sums(case)  # with the next entry the column may no longer agree
            found[0].changes_on = earliest(found[0].changes_on, sums.next_entry, sums.ages_on)
        return found

    def evidence(self, case: Case) -> Sequence[Entry]:
        """Every entry of the log, counted or not."""
        if not self._logged(case):
            return ()
        return told(self.entries(case), self._weigher(case, self.frame(case)), None)

    def entries(self, case: Case) -> Sequence[LogEntry]:
        """The rows of the log that are this person's."""
        return case.person.training if self.log == "training" else case.person.rsc

    def frame(self, case: Case) -> Frame:
        """The days on which hours count."""
        renews, endorsed = case.phase == "renewal", self._endorsed_in(case)
        used = "application" if renews else ""
        frame = Frame(
            case.as_of, case.start, case.ends, None, endorsed, self.before_endorsement, used
        )
        return frame if self.last_months is None else self._of_late(case, frame, self.last_months)

    def _endorsed_in(self, case: Case) -> date | None:
        """Give the day of endorsement, where it lies after the first day of the cycle."""
        if case.phase != "renewal" or case.start is None:
            return None
        endorsed = case.person.cells.get("endorsed", BLANK).value
        if endorsed is None or endorsed <= case.start:
            return None  # nobody has held it for less long
        since = case.held_since
        return since if since is not None and since > case.start else None

    def _of_late(self, case: Case, frame: Frame, months: int) -> Frame:
        """Narrow a frame to the last months before the submission, or before today."""
        sent = case.submitted
        fixed = sent is not None and sent <= case.as_of and case.phase != "renewal"
        upto = sent if fixed and sent is not None else case.as_of
        first = max(first_day_within(upto, months), frame.first or date.min)
        last = upto if fixed else frame.last
        return frame._replace(first=first, last=last, months=months, moves=not fixed)

    def sums(self, case: Case) -> Tally:
        """The sums of the log for a person; requirements that add up alike share them."""
        key = self._key_of(case)
        sums: Tally | None = case.tallies.get(key)
        if sums is None:
            sums = self._turning(case, self.add_up(case, self.frame(case)))
            case.tallies[key] = sums
        return sums

    def _key_of(self, case: Case) -> str:  # noqa: ARG002 - RSC needs the case
        """Name what is added up, and how."""
        return self._tally_key

    def _turning(self, case: Case, sums: Tally) -> Tally:
        """Remember that hours are carried over on the first day of the cycle, and no earlier."""
        if self.carry_over and case.start is not None and case.as_of < case.start:
            sums.turns_on(case.start)
        return sums

    def add_up(self, case: Case, frame: Frame) -> Tally:
        """Add up the log in a frame."""
        return tally(self.entries(case), frame)

    @cached_property
    def _tally_key(self) -> str:
        return f"{self.log} {self.last_months} {self.before_endorsement} {self.carry_over}"

    def _weigher(self, case: Case, frame: Frame) -> Weigh:  # noqa: ARG002 - RSC needs the case
        """Say of an entry whether it counts."""
        return frame.weigh

    def _logged(self, case: Case) -> bool:
        return case.roster.has_log(self.log)

    def hours_in(self, sums: Tally) -> tuple[float, float]:
        """Give certain and unclear hours."""
        return sums.of(None)

    @abstractmethod
    def _in_full(self, case: Case, need: Need, sums: Tally) -> bool:
        """Whether nothing but the number of hours is asked, or that is plainly met, too."""

    @abstractmethod
    def _enough(self, like: Case, wanted: float) -> Enough | None:
        """Give what tells in short who has enough hours; None: more than a number is asked."""

    def _judged(self, case: Case, need: Need) -> list[Finding]:
        total = case.person.cells.get(self.total)
        if self._logged(case):
            sums = self.sums(case)
            if sums.seen or total is None:
                return self._by_log(case, need, sums, total)
        return [self._by_total(case, need, total)]

    def _not_asked(self, case: Case, say: str, need: Need | None) -> Finding:
        return self.finding(case, Outcome.NOT_APPLICABLE, say, {"title": self.title}, need)

    def _by_total(self, case: Case, need: Need, total: Parsed[float] | None) -> Finding:
        if total is not None and total.value is not None:
            return self._compared(case, need, total.value, None)
        problem = total.problem if total is not None else None
        say = "hours.unreadable" if problem else "hours.blank"
        return self._concluded(case, need, Outcome.CANNOT_TELL, say, {"problem": problem})

    def _by_log(
        self, case: Case, need: Need, sums: Tally, total: Parsed[float] | None
    ) -> list[Finding]:
        finding = self._from_log(case, need, sums)
        have, said = self.hours_in(sums)[0], total.value if total is not None else None
        if said is None or agree(said, have, inf if sums.unreadable else 0.0):
            return [finding]
        if (said >= need.value) != (finding.outcome is Outcome.MEETS):
            finding = self._two_figures(case, need, have, said, sums)
        return [finding, self._disagrees(case, have, said, sums)]

    def _from_log(self, case: Case, need: Need, sums: Tally) -> Finding:
        """Compare the sum of the log, and what comes over from the former cycle."""
        have, unclear = self.hours_in(sums)
        carried = self._carried(case, need, have)
        have = rounded(have + carried)
        if have < need.value <= have + unclear:
            return self._unclear(case, need, have, unclear, sums)
        return self._compared(case, need, have, sums, carried)

    def _carried(self, case: Case, need: Need, have: float) -> float:
        return carried_over(self, case) if self.carry_over and have < need.value else 0.0

    def _compared(
        self, case: Case, need: Need, have: float, sums: Tally | None, carried: float = 0.0
    ) -> Finding:
        short = rounded(need.value - have)
        facts: dict[str, object] = {"have": have, "need": need.value}
        aside = (Remark("hours.carried", {"carried": carried}),) if carried else ()
        if short <= 0:
            return self._concluded(
                case, need, Outcome.MEETS, "hours.meets", facts, have=have, short=0.0,
                remarks=aside, changes_on=self._ages(sums),
            )  # fmt: skip
        facts["short"] = short
        return self.lacking(case, need, "hours", facts, have=have, sums=sums, remarks=aside)

    def lacking(
        self,
        case: Case,
        need: Need,
        say: str,
        facts: dict[str, object],
        *,
        have: float,
        sums: Tally | None,
        remarks: tuple[Remark, ...] = (),
    ) -> Finding:
        """Conclude that something is missing: open until the last day, then a gap.

        say: the sentence's key without its ending ".open", ".open.undated" or ".gap". Where the
        hours are enough and something else is missing, no number is short.
        """
        short = rounded(need.value - have) if have < need.value else None
        judged = short is not None and not case.late
        pace, turns = _pace(case, have, need.value) if judged else (None, None)
        form = "gap" if case.late else "open" if case.deadline is not None else "open.undated"
        facts = {**facts, "due": case.deadline, "pace": pace}
        ahead = sums.next_entry if sums is not None else None
        return self._concluded(
            case, need, Outcome.GAP if case.late else Outcome.OPEN, f"{say}.{form}", facts,
            changes_on=earliest(case.after_deadline, turns, ahead, self._ages(sums)),
            have=have, short=short, pace=pace, remarks=remarks,
        )  # fmt: skip

    def unclear(
        self,
        case: Case,
        need: Need,
        say: str,
        facts: dict[str, object],
        *,
        have: float,
        sums: Tally,
    ) -> Finding:
        """Conclude that a person has to decide about some entries."""
        changes = earliest(sums.next_entry, self._ages(sums))
        return self._concluded(
            case, need, Outcome.CANNOT_TELL, say, facts, have=have, changes_on=changes
        )

    def _unclear(self, case: Case, need: Need, have: float, unclear: float, sums: Tally) -> Finding:
        more = Remark("hours.in_doubt", {"hours": unclear})
        if unclear == inf:
            more = Remark("hours.cannot_be_read")
        facts: dict[str, object] = {"have": have, "need": need.value, "unclear": more}
        return self.unclear(case, need, "hours.unclear", facts, have=have, sums=sums)

    def _two_figures(
        self, case: Case, need: Need, have: float, said: float, sums: Tally
    ) -> Finding:
        facts: dict[str, object] = {"total": said, "have": have, "need": need.value}
        return self.unclear(case, need, "hours.two_figures", facts, have=have, sums=sums)

    def _disagrees(
        self, case: Case, have: float, said: float, sums: Tally, say: str = "total.disagrees"
    ) -> Finding:
        finding = self._concluded(
            case, None, Outcome.CANNOT_TELL, say, {"total": said, "have": have},
            changes_on=earliest(sums.next_entry, self._ages(sums)),
        )  # fmt: skip
        finding.rule, finding.due = "total.disagrees", None
        finding.action = worded("step.compare.log")
        return finding

    def _ages(self, sums: Tally | None) -> date | None:
        """Give the day on which the oldest entry is too old, where only the last months count."""
        return sums.ages_on if sums is not None else None

    def _concluded(
        self, case: Case, need: Need | None, outcome: Outcome, say: str,
        facts: dict[str, object], **more: Any,
    ) -> Finding:  # fmt: skip
        facts = {"title": self.title, **facts}
        return self.finding(
            case, outcome, say, facts, need, place=self._place(case), due=case.deadline, **more
        )

    def _place(self, case: Case) -> Place:
        return case.person.place(self.total, *NAMES)


def _judged_by_days(_: Case) -> None:
    """Settle nobody: of the last months, every day counts."""


def _two_figures(_: Case) -> None:
    """Settle nobody: a column and a log have to be compared."""


def agree(said: float, have: float, untold: float) -> bool:
    """Whether a column and the certain hours of a log may both be right.

    untold: so many hours more may stand in the log, in cells that are blank or cannot be read.
    """
    return -SAME <= said - have <= untold + SAME


def _pace(case: Case, have: float, need: float) -> tuple[str | None, date | None]:
    """Say whether the hours keep up with the days, and the day on which they fall behind.

    Who was endorsed within the cycle has from that day on.
    """
    if case.start is None or case.ends is None:
        return None, None
    since, held = case.start, case.held_since
    if held is not None and held <= case.ends:
        since = max(since, held)
    days = (case.ends - since).days + 1
    enough_until = since + timedelta(days=int(have * days / need))
    if case.as_of >= enough_until:
        return "behind", None
    return "on pace", enough_until
