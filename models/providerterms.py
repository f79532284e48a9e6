"""What somebody was to RSC on a day: which of their terms held then, and what stands against it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from models.calendar import months_after, next_day
from models.providerrules import ProviderSettings
from models.providers import Provider
from models.records import ProviderTerm
from models.requirements.base import degree_by, highest
from models.verdicts import OUT, UNCLEAR, Verdict
from models.wording import Said, joined, unstopped, worded

GOOD = frozenset({"endorsed", "emerging", "vetted"})
BAD = frozenset({"lapsed", "inactive", "sanctioned", "removed"})
NO, PERHAPS, YES = 0, 1, 2


class OnDay(NamedTuple):
    """A term that speaks for somebody on a day; bar: what stands against it, or makes it unsure."""

    term: ProviderTerm
    bar: Verdict | None


def on_day(provider: Provider, day: date, settings: ProviderSettings) -> list[OnDay]:
    """Give the terms in good standing on a day, and those of which nobody knows the standing."""
    found = []
    for term in provider.terms:
        covers = _covers(term, day, settings)
        if covers == NO or term.standing in BAD:
            continue
        bar = _barred(provider, term, day, settings)
        if bar is None and (covers == PERHAPS or term.standing not in GOOD):
            bar = _unsure(provider, term, day, settings)
        found.append(OnDay(term, bar))
    return found


def turning_days(term: ProviderTerm, settings: ProviderSettings) -> Iterator[date]:
    """Give the days on which something begins or ends to hold because of a term."""
    if term.start is not None:
        yield term.start
    for last in (term.end, _emerged(term, settings)):
        if last is not None and last < date.max:
            yield next_day(last)


def _emerged(term: ProviderTerm, settings: ProviderSettings) -> date | None:
    """Give the last day of an emerging term of which no end is told."""
    if term.standing != "emerging" or term.end is not None or term.start is None:
        return None
    return months_after(term.start, 12 * settings.emerging_years) - timedelta(days=1)


def _covers(term: ProviderTerm, day: date, settings: ProviderSettings) -> int:
    """Say whether a term holds on a day, perhaps does, or does not."""
    if (term.start is not None and day < term.start) or (term.end is not None and day > term.end):
        return NO
    last = _emerged(term, settings)
    if last is not None and day > last:
        return {"ask": PERHAPS, "count": YES, "leave_out": NO}[settings.emerging_over]
    unsure = (term.unsure_start and term.start is None) or (term.unsure_end and term.end is None)
    return PERHAPS if unsure else YES


def _barred(
    provider: Provider, term: ProviderTerm, day: date, settings: ProviderSettings
) -> Verdict | None:
    """Say what stands against a term: a lapse that began with it or after it, or a sanction.

    A later endorsement ends a lapse of the same category. A sanction is about the person.
    """
    unsure = None
    for bad in provider.terms:
        if bad.standing not in BAD or not _concerns(bad, term):
            continue
        covers = _covers(bad, day, settings)
        if covers == YES:
            return _no_longer(provider, bad)
        if covers == PERHAPS:
            problem = unstopped(bad.problem or "")
            facts = {"who": provider.name, "standing": bad.standing, "problem": problem}
            unsure = Verdict(UNCLEAR, "why.since_when", facts)
    return unsure


def _concerns(bad: ProviderTerm, term: ProviderTerm) -> bool:
    if bad.standing == "sanctioned":
        return True
    later = (term.start or date.min) > (bad.start or date.min) and not bad.unsure_start
    same = not bad.scopes or not term.scopes or not bad.scopes.isdisjoint(term.scopes)
    return same and not later


def _no_longer(provider: Provider, bad: ProviderTerm) -> Verdict:
    word = "word.on_day" if bad.standing in {"lapsed", "removed"} else "word.since_day"
    since = worded(word, day=bad.start) if bad.start is not None else ""
    return Verdict(OUT, f"why.standing.{bad.standing}", {"who": provider.name, "since": since})


def _unsure(
    provider: Provider, term: ProviderTerm, day: date, settings: ProviderSettings
) -> Verdict:
    """Say why nobody can tell whether a term holds on a day."""
    facts: dict[str, object] = {"who": provider.name, "problem": unstopped(term.problem or "")}
    last = _emerged(term, settings)
    if last is not None and day > last:
        return Verdict(UNCLEAR, "why.emerging_over", {**facts, "end": last})
    if term.standing not in GOOD:
        return Verdict(UNCLEAR, "why.standing_unknown", facts)
    side = "start" if term.unsure_start and term.start is None else "end"
    return Verdict(UNCLEAR, f"why.unsure_{side}", facts)


def why_none(provider: Provider, day: date) -> Verdict:
    """Say why none of somebody's terms speaks for them on a day."""
    bad = [t for t in provider.terms if t.standing in BAD and _within(t, day)]
    if bad:
        return _no_longer(provider, max(bad, key=lambda term: term.start or date.min))
    good = [term for term in provider.terms if term.standing in GOOD]
    ended = max((t.end for t in good if t.end is not None and t.end < day), default=None)
    begins = min((t.start for t in good if t.start is not None and t.start > day), default=None)
    facts = {"who": provider.name, "end": ended, "start": begins}
    if ended is not None and begins is not None:
        return Verdict(OUT, "why.between", facts)
    vetted = ".vetted" if good and all(t.standing == "vetted" for t in good) else ""
    if begins is not None:
        return Verdict(OUT, f"why.not_yet{vetted}", facts)
    return Verdict(OUT, f"why.ended{vetted}" if ended is not None else "why.never", facts)


def _within(term: ProviderTerm, day: date) -> bool:
    return (term.start or date.min) <= day <= (term.end or date.max)


def degree_on(provider: Provider, day: date) -> str | None:
    """Give "master", "bachelor" or "none": a provider's degree on a day; None: not known."""
    known = list(provider.degrees())
    if provider.people:
        return degree_by(known, day)
    if not known or any(level is None for level, _ in known):
        return None
    return highest([level or "" for level, _ in known])  # outsiders: as the tab says it


@lru_cache(maxsize=256)
def written_scopes(scopes: frozenset[str]) -> Said:
    """Write scopes for a person: "FS" or "ERS and FS"."""
    return joined(" and ", sorted(scopes)) or worded("word.no_category")
