"""Which jobs count towards years of work, from which day to which, and why (not)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from models.findings import Entry
from models.records import WorkSpell
from models.requirements.base import Case
from models.requirements.degrees import Degreed
from models.requirements.tenure import (
    FULL_TIME,
    NOTHING,
    Span,
    clipped,
    merged,
    total,
    without,
)
from models.wording import joined, worded

SUPERVISES = frozenset({"endorsed", "emerging"})
"""The standings in which a supervisor holds the category."""


class Terms(NamedTuple):
    """What work has to be like to count for one person.

    kinds: the kinds of work (empty: all). bands: age groups (empty: all). after: the degree that
    comes first. internship: so many months of internship count at most, under somebody who holds
    one of `supervisors`. by_share: part-time counts by its share of full time.
    """

    kinds: frozenset[str] = frozenset()
    paid: bool = True
    volunteer: bool = False
    bands: frozenset[str] = frozenset()
    after: Degreed | None = None
    internship: int = 0
    supervisors: frozenset[str] = frozenset()
    by_share: bool = False


class Weighed(NamedTuple):
    """What one job comes to: the days that count, those that may, and the reason in words.

    unbounded: nobody can say how long it was. intern: it counts as an internship.
    """

    spell: WorkSpell
    why: str
    sure: Sequence[Span] = ()
    maybe: Sequence[Span] = ()
    unbounded: bool = False
    intern: bool = False


class Measure(NamedTuple):
    """Months of work: certain, possible (None: nobody can say), and of the certain, internship."""

    certain: Fraction
    possible: Fraction | None
    internship: Fraction = NOTHING

    def may_reach(self, need: Fraction) -> bool:
        """Whether what is not certain could make it enough."""
        return self.possible is None or self.possible >= need


def bands_of(case: Case) -> frozenset[str]:
    """Give the age bands of a person's categories; none where one of them is in no band."""
    bands = {category.band for category in case.person.categories if not category.addon}
    return frozenset() if None in bands else frozenset(b for b in bands if b is not None)


def weigh(spell: WorkSpell, terms: Terms, upto: date) -> Weighed:
    """Say which days of a job count up to and with a day, and why."""
    intern = "internship" in spell.kind
    out = _out(spell, terms, upto, intern=intern)
    if out is not None:
        return Weighed(spell, out, intern=intern)
    doubt = _doubt(spell, terms, intern=intern)
    span = _span(spell, terms, upto)
    if span is None:
        return Weighed(spell, doubt or worded("word.work.no_start"), unbounded=True, intern=intern)
    if intern:
        return _supervised(spell, terms, span, doubt)
    return _after_degree(spell, terms, span, doubt)


def _out(spell: WorkSpell, terms: Terms, upto: date, *, intern: bool) -> str | None:
    """Say why a job certainly does not count; None: it may."""
    if terms.bands and spell.band is not None and spell.band not in {*terms.bands, "both"}:
        return worded("word.work.other_band")
    if spell.start is not None and spell.start > upto:
        return worded("word.work.later", day=upto)
    if intern:
        return None if terms.internship else worded("word.work.internship")
    kinds = spell.kind - {"volunteer", "other"}
    if terms.kinds and kinds and terms.kinds.isdisjoint(kinds):
        return worded("word.work.other_kind")
    if terms.paid and not terms.volunteer and unpaid(spell):
        return worded("word.work.unpaid")
    return None


def unpaid(spell: WorkSpell) -> bool:
    """Whether a job was certainly not paid."""
    return spell.paid is False or (spell.paid is None and "volunteer" in spell.kind)


def _doubt(spell: WorkSpell, terms: Terms, *, intern: bool) -> str | None:
    """Say why it is unclear whether a job counts; a column that is not there raises no doubt."""
    columns = spell.table.columns
    if spell.problem is not None:
        return worded("word.work.unreadable", problem=spell.problem)
    if spell.start is not None and spell.end is not None and spell.end < spell.start:
        return worded("word.work.backwards")
    if terms.bands and spell.band is None and "band" in columns:
        return worded("word.work.no_band")
    if terms.by_share and spell.fte is None and "fte" in columns:
        return worded("word.work.no_share")
    return None if intern else _doubt_of_work(spell, terms)


def _doubt_of_work(spell: WorkSpell, terms: Terms) -> str | None:
    """Say why it is unclear whether a job is work of the kind that is asked."""
    columns = spell.table.columns
    if terms.kinds and spell.kind == {"other"}:
        return worded("word.work.which_kind")
    if terms.kinds and not spell.kind and "work_kind" in columns:
        return worded("word.work.no_kind")
    if not terms.paid:
        return None
    if unpaid(spell):
        named = spell.supervisor_named or spell.supervisor is not None
        return None if named else worded("word.work.unsupervised")
    if spell.paid is None and "paid" in columns:
        return worded("word.work.paid_untold")
    return None


def _span(spell: WorkSpell, terms: Terms, upto: date) -> Span | None:
    """Give the days of a job up to a day, both ends included; None: its start is not known."""
    if spell.start is None:
        return None
    end = upto if spell.end is None or spell.end < spell.start else min(spell.end, upto)
    share = FULL_TIME
    if terms.by_share and spell.fte is not None:
        share = min(FULL_TIME, max(NOTHING, Fraction(str(spell.fte))))
    return Span(spell.start, max(end, spell.start), share)


def _after_degree(spell: WorkSpell, terms: Terms, span: Span, doubt: str | None) -> Weighed:
    """Leave out the days before the degree."""
    after = terms.after
    if after is None or after.untracked:
        return _found(spell, (span,), (), doubt, worded("word.work.counts", **_days(span)))
    if after.none:
        return Weighed(spell, worded("word.work.no_degree", degree=after.asked))
    sure = clipped(span, after.sure, None) if after.sure is not None else None
    maybe = (span,) if after.unsure else ()
    if sure is None and not maybe:
        why = worded("word.work.before_degree", degree=after.asked, day=after.sure)
        return Weighed(spell, why)
    if sure is None:
        why = worded("word.work.degree_undated", degree=after.asked)
        return _found(spell, (), maybe, doubt or why, why)
    why = worded("word.work.counts", **_days(sure))
    if sure.start > span.start:
        why = worded("word.work.counts_after", degree=after.asked, **_days(sure))
    return _found(spell, (sure,), maybe, doubt, why)


def _supervised(spell: WorkSpell, terms: Terms, span: Span, doubt: str | None) -> Weighed:
    """Leave out the days of an internship on which the supervisor was not qualified."""
    if spell.supervisor is None:
        why = worded("word.work.supervisor_elsewhere")
        if not spell.supervisor_named:
            why = worded("word.work.supervisor_unnamed")
        return _found(spell, (), (span,), doubt or why, why, intern=True)
    sure, maybe = [], []
    for term in spell.supervisor.terms:
        fits = not terms.supervisors.isdisjoint(term.scopes) and term.standing in SUPERVISES
        if not fits and not term.unsure_scopes:
            continue
        part = clipped(span, term.start, term.end)
        unsure = term.unsure_start or term.unsure_end or term.unsure_scopes
        if unsure:
            maybe.append(span)
        elif part is not None:
            sure.append(part)
    asked = ", ".join(sorted(terms.supervisors))
    if not sure and not maybe:
        why = worded("word.work.supervisor_lacked", scopes=asked)
        return Weighed(spell, why, intern=True)
    why = worded("word.work.supervisor_undated")
    if sure:
        why = worded("word.work.intern_counts", **_days(merged(sure)[0]))
    return _found(spell, sure, maybe, doubt or (None if sure else why), why, intern=True)


def _found(
    spell: WorkSpell,
    sure: Sequence[Span],
    maybe: Sequence[Span],
    doubt: str | None,
    why: str,
    *,
    intern: bool = False,
) -> Weighed:
    """Conclude about a job: in doubt, all that would count only may."""
    if doubt is None:
        return Weighed(spell, why, sure, maybe, intern=intern)
    return Weighed(spell, doubt, (), (*sure, *maybe), intern=intern)


def _days(span: Span) -> dict[str, date]:
    return {"start": span.start, "end": span.end}


def measured(spells: Iterable[WorkSpell], terms: Terms, upto: date) -> Measure:
    """Add jobs up to and with a day; an internship counts beside other work, within its limit."""
    given = [weigh(spell, terms, upto) for spell in spells]
    limit = Fraction(terms.internship)
    work = merged(s for w in given if not w.intern for s in w.sure)
    interned = [s for w in given if w.intern for s in w.sure]
    beside = min(limit, total(without(interned, work)))
    certain = total(work) + beside
    return Measure(certain, _possible(given, limit, certain), beside)


def _possible(given: Sequence[Weighed], limit: Fraction, certain: Fraction) -> Fraction | None:
    """Add up all that may count; None: nobody can say how much."""
    if not any(w.maybe or w.unbounded for w in given):
        return certain
    if any(w.unbounded and not w.intern for w in given):
        return None
    work = merged(s for w in given if not w.intern for s in (*w.sure, *w.maybe))
    interned = [s for w in given if w.intern for s in (*w.sure, *w.maybe)]
    beside = min(limit, total(without(interned, work)))
    if any(w.unbounded for w in given):
        beside = limit
    return max(certain, total(work) + beside)


def goes_on(spells: Iterable[WorkSpell], after: date) -> bool:
    """Whether any job has, or may have, days after a day; an end before the start tells nothing."""
    return any(
        spell.end is None
        or spell.end > after
        or (spell.start is not None and spell.end < spell.start)
        for spell in spells
    )


def told(weighed: Iterable[Weighed]) -> list[Entry]:
    """Give jobs as lines of evidence; what a job above covers already counts once."""
    lines: list[Entry] = []
    before: list[Span] = []
    for one in weighed:
        twice = bool(one.sure) and total(without(one.sure, before)) < total(one.sure)
        lines.append(_line(one, twice=twice))
        before += one.sure
    return lines


def _line(weighed: Weighed, *, twice: bool) -> Entry:
    """Give a job as a line of evidence."""
    spell = weighed.spell
    open_end = worded("word.now" if spell.problem is None else "word.not_known")
    start, end = spell.start or worded("word.no_start"), spell.end or open_end
    days = worded("word.to", start=start, end=end)
    what = joined(", ", (part for part in (days, spell.title) if part))
    unclear, why = not weighed.sure and (weighed.maybe or weighed.unbounded), weighed.why
    if unclear:
        why = worded("word.unclear", why=why)
    elif twice:
        why = worded("word.work.twice", why=why)
    return Entry(spell.table.place(spell.row, "work_start"), what, bool(weighed.sure), why)
