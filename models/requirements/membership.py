"""The membership must not have ended, and be of a kind that the association takes."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, ClassVar, Literal, NamedTuple

from models.calendar import first_after, next_day
from models.cells import fold_accents
from models.findings import Entry, Finding, Outcome, Place, Settled
from models.records import TableKind, Term
from models.requirements.base import (
    NAMES,
    Case,
    MonthDay,
    Need,
    Requirement,
    Settler,
    Verdicts,
    earliest,
    met_by,
)
from models.roster import BLANK
from models.wording import worded

if TYPE_CHECKING:
    from models.requirements.crowd import Crowd

FIELD = "membership_expires"
START = "membership_start"
FOREVER = date.max
NO_END = worded("word.term.no_end")
BACKWARDS = worded("word.term.backwards")


class Span(NamedTuple):
    """One membership as far as it counts.

    end: its last day; perhaps: a later last day that it may have instead. refused: why it never
    counts. doubt: why it is unclear whether it counts, with what to do.
    """

    start: date | None
    end: date | None
    place: Place
    perhaps: date | None = None
    refused: str | None = None
    doubt: str | None = None


class _Until(dict[date | None, Settled | None]):
    """What is settled by an end date alone; most memberships of a book end on one of a few days."""

    def __init__(self, as_of: date, remind_days: int) -> None:
        super().__init__()
        self._as_of, self._remind = as_of, timedelta(days=remind_days)

    def __missing__(self, end: date | None) -> Settled | None:
        remind = end - self._remind if end is not None else None
        runs = remind is not None and self._as_of < remind
        found = self[end] = met_by(end, remind) if runs else None
        return found


class Membership(Requirement):
    """Membership runs on the as-of date; its last day still counts.

    remind_days: so many days before its end it is shown as open. own: names of the association
    itself. other_association: whether another one's membership is accepted, needs a written proof,
    or does not count. organisational: whether an organisation's membership counts for its people.
    rolls_over: a membership bought before this month and day ends with that year, one bought after
    it with the next; used for rows of a tab of memberships without an end date, for a date in the
    roster may be the day on which somebody first joined. on_deadline: it has to run on the day of
    the renewal deadline, too, and not only today.
    """

    kind: Literal["membership"]
    deferrable: ClassVar[bool] = False
    remind_days: int = 30
    own: tuple[str, ...] = ()
    other_association: Literal["accepted", "proof", "own_only"] = "accepted"
    organisational: bool = False
    rolls_over: MonthDay | None = None
    on_deadline: bool = False

    def tracked(self, case: Case) -> bool:
        """An end date in the roster, or a tab of memberships."""
        return FIELD in case.person.table.columns or case.roster.has_log(TableKind.MEMBERSHIPS)

    def stands_in(self) -> Collection[str]:
        """The columns of the roster, or else the name."""
        return {FIELD, START, *NAMES}

    def settled(self, case: Case, need: Need | None) -> Settled | None:
        """Settled where the roster alone says that the membership runs on for long."""
        return self.settler(case, need)(case)

    def settler(self, like: Case, need: Need | None) -> Settler:
        """Settle by the end date; most memberships of a book end on one of a few days."""
        if need is None:
            return lambda _: None
        until = _Until(like.as_of, self.remind_days)

        def settle(case: Case) -> Settled | None:
            person = case.person
            if person.memberships or START in person.cells:
                return None
            return until[person.cells.get(FIELD, BLANK).value]

        return settle

    def settle_many(self, crowd: Crowd, need: Need | None) -> Verdicts:
        """Settle by the column of end dates, who has no row in a tab of memberships."""
        if need is None or START in crowd.like.person.table.columns:
            return [None] * len(crowd)
        until = _Until(crowd.like.as_of, self.remind_days)
        found = [*map(until.__getitem__, crowd.values(FIELD))]
        if not crowd.like.roster.has_log(TableKind.MEMBERSHIPS):
            return found
        return [
            None if person.memberships else one
            for person, one in zip(crowd.people, found, strict=True)
        ]

    def judge(self, case: Case, need: Need | None) -> list[Finding]:
        """Look for a membership that runs on the as-of date, and until when it runs on."""
        if need is None:
            place = case.person.place(FIELD)
            return [
                self.finding(
                    case, Outcome.NOT_APPLICABLE, "membership.encouraged", {}, None, place=place
                )
            ]
        spans = list(self._spans(case))
        sure = [span for span in spans if _sure(span)]
        until = _runs_until(sure, case.as_of)
        if until is None:
            return [self._not_running(case, need, spans)]
        end, place = until
        missed = self._missed_deadline(case, need, spans, place)
        if missed is None:
            return [self._running(case, need, end, place)]
        missed.changes_on = earliest(missed.changes_on, next_day(end))
        return [missed]

    def evidence(self, case: Case) -> Sequence[Entry]:
        """Every membership, counted or not."""
        return [_told(span) for span in self._spans(case)]

    def _spans(self, case: Case) -> Iterator[Span]:
        """Give what the roster and the tab of memberships say."""
        person = case.person
        end, start = person.cell(FIELD), person.cell(START)
        if not end.blank or not start.blank:
            place = person.place(FIELD) if FIELD in person.table.columns else person.place(START)
            problem = end.problem or start.problem or (None if end.value else NO_END)
            begun = start.value
            if begun is not None and end.value is not None and begun > end.value:
                begun = None  # the two dates are a finding of the row already
            yield Span(begun, end.value, place, doubt=None if end.value else problem)
        for term in person.memberships:
            span = self._span(
                term.start, term.end, term.problem, term.table.place(term.row, FIELD, START)
            )
            yield self._accepted(term, span)

    def _span(
        self, start: date | None, end: date | None, problem: str | None, place: Place
    ) -> Span:
        """Give a membership; where only its beginning stands, its end by the roll-over."""
        if end is not None or problem is not None:
            return _checked(Span(start, end, place, doubt=problem if end is None else None))
        if start is None or self.rolls_over is None:
            return Span(start, None, place, doubt=NO_END)
        this_year, next_year = date(start.year, 12, 31), date(start.year + 1, 12, 31)
        turn = first_after(date(start.year, 1, 1) - timedelta(days=1), self.rolls_over)
        end = this_year if start <= turn else next_year
        return Span(start, end, place, perhaps=next_year if start == turn else None)

    def _accepted(self, term: Term, span: Span) -> Span:
        """Refuse or doubt a membership by its kind and its association."""
        if term.kind == "organisational" and not self.organisational:
            return span._replace(refused=worded("word.term.organisation"))
        own = {fold_accents(name) for name in self.own}
        if not term.association or not own or fold_accents(term.association) in own:
            return span
        if self.other_association == "own_only":
            return span._replace(
                refused=worded("word.term.elsewhere", association=term.association)
            )
        if self.other_association == "proof" and term.proof is not True:
            doubt = worded("word.term.no_proof", association=term.association)
            return span._replace(doubt=span.doubt or doubt)
        return span

    def _running(self, case: Case, need: Need, end: date, place: Place) -> Finding:
        reminds = end - timedelta(days=self.remind_days)
        if case.as_of < reminds:
            outcome, say, changes = Outcome.MEETS, "membership.meets", reminds
        else:
            outcome, say, changes = Outcome.OPEN, "membership.open", next_day(end)
        return self.finding(
            case, outcome, say, {"end": end}, need, place=place, due=end, changes_on=changes
        )

    def _not_running(self, case: Case, need: Need, spans: Sequence[Span]) -> Finding:
        """Say why no membership runs: nobody can tell, it ended, has not begun, is not taken."""
        place = case.person.place(FIELD, *NAMES)
        doubted = _in_doubt(spans, case.as_of)
        if not spans:
            return self._say(case, need, "membership.blank", {}, Span(None, None, place))
        if doubted is not None:
            missed = self._missed_deadline(case, need, spans, doubted.place)
            if missed is not None and missed.outcome is Outcome.GAP:
                return missed
            say = "membership.cut_off" if doubted.perhaps else "membership.unreadable"
            facts = {"problem": doubted.doubt, "end": doubted.end, "start": doubted.start}
            if doubted.doubt == NO_END:
                say = "membership.blank"
            return self._say(case, need, say, facts, doubted)
        last = max(spans, key=lambda span: (span.refused is None, span.end or FOREVER))
        keeps = case.phase in {"renewal", "inactive"}
        outcome = Outcome.GAP if keeps else Outcome.OPEN
        facts = {"end": last.end, "start": last.start, "why": last.refused}
        say, due = "membership.gap", last.end if keeps else None
        if last.refused is not None:
            say, due = "membership.refused", None
        elif last.start is not None and last.start > case.as_of:
            say, due = "membership.later", None
        coming = [s.start for s in spans if s.start is not None and s.start > case.as_of]
        return self.finding(
            case,
            outcome,
            say,
            facts,
            need,
            place=last.place,
            due=due,
            changes_on=earliest(*coming),
        )

    def _say(
        self, case: Case, need: Need, say: str, facts: Mapping[str, object], span: Span
    ) -> Finding:
        """Say that nobody can tell, and when it will be told by itself."""
        ends = span.perhaps
        turns = next_day(ends) if ends is not None and ends >= case.as_of else None
        return self.finding(
            case, Outcome.CANNOT_TELL, say, facts, need, place=span.place, changes_on=turns
        )

    def _missed_deadline(
        self, case: Case, need: Need, spans: Sequence[Span], place: Place
    ) -> Finding | None:
        """Name a membership that was taken up again only after the deadline."""
        day = case.deadline
        if not self.on_deadline or day is None or case.as_of <= day:
            return None
        if any(_sure(span) and _covers(span, day) for span in spans):
            return None
        facts: dict[str, object] = {"due": day}
        doubted = _in_doubt(spans, day)
        if doubted is not None:
            facts |= {"problem": doubted.doubt or NO_END}
            return self._say(case, need, "membership.deadline.unreadable", facts, doubted)
        return self.finding(
            case, Outcome.GAP, "membership.not_on_deadline", facts, need, place=place, due=day
        )


def _checked(span: Span) -> Span:
    """Doubt a membership that ends before it begins."""
    if span.start is None or span.end is None or span.start <= span.end:
        return span
    return span._replace(end=None, doubt=BACKWARDS)


def _sure(span: Span) -> bool:
    """Whether nothing stands against a membership, and nothing of it is unclear."""
    return span.refused is None and span.doubt is None


def _covers(span: Span, day: date) -> bool:
    return (span.start is None or span.start <= day) and span.end is not None and day <= span.end


def _runs_until(spans: Sequence[Span], day: date) -> tuple[date, Place] | None:
    """Give the last day up to which memberships run without a break, and where it stands."""
    until: tuple[date, Place] | None = None
    for span in sorted(spans, key=lambda span: span.start or date.min):
        joins = _covers(span, day) if until is None else _joins(span, until[0])
        if joins and span.end is not None and (until is None or span.end > until[0]):
            until = span.end, span.place
    return until


def _joins(span: Span, end: date) -> bool:
    return span.start is None or span.start <= next_day(end)


def _in_doubt(spans: Sequence[Span], day: date) -> Span | None:
    """Give a membership that may run on a day, as far as anybody can tell.

    One that begins later does not, whatever else is not known of it.
    """
    for span in spans:
        later = span.start is not None and span.start > day and span.doubt != BACKWARDS
        if span.refused is not None or later:
            continue
        latest = max(span.perhaps or date.min, span.end or (FOREVER if span.doubt else date.min))
        if (span.doubt or span.perhaps) and latest >= day:
            return span
    return None


def _told(span: Span) -> Entry:
    """Write a membership as evidence."""
    start, end = span.start or worded("word.no_start"), span.end or worded("word.no_end")
    why = span.refused or span.doubt or worded("word.on_record")
    what = worded("word.to", start=start, end=end)
    return Entry(span.place, what, span.refused is None and span.doubt is None, why)
