"""What a person owes at a deadline: all of it, less, or nothing yet.

First renewals, the relief for who has held a category for some years, and leave or extensions that
the association has granted all change what is asked; each says so beside the finding.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from models.calendar import full_years, months_after, next_day, years_after, years_before
from models.findings import Remark
from models.packfile import FirstRenewal, Relief
from models.requirements.base import Case, Need, Requirement
from models.requirements.tally import rounded
from models.roster import Person
from models.rulepack import Cycle, Pack
from models.wording import worded

LAPSED = frozenset({"lapsed", "inactive", "removed", "sanctioned"})
"""The standings in which a category is not maintained."""
PRORATED = frozenset({"hours", "rsc"})
"""The kinds of requirement of which a fraction can be owed."""

BASIS = {
    "read": "",
    "inferred": worded("word.inferred"),
    "unverified": worded("word.not_verified"),
}
"""What is said of a rule that was not simply read."""


class Owed(NamedTuple):
    """What is owed at the deadline of a cycle.

    later: the first deadline that is owed instead of this one. share: full years endorsed and
    years of the cycle, where a fraction is owed. why: the sentence that says so. unknown: the
    sentence that says why nobody can tell.
    """

    later: date | None = None
    share: tuple[int, int] | None = None
    why: Remark | None = None
    unknown: Remark | None = None


ALL = Owed()


def owed(person: Person, pack: Pack, cycle: Cycle) -> Owed:
    """Say what a person owes at the deadline of a cycle, by the pack's rule on first renewals.

    Who has a due date in the row owes all by that day. Who changed the category is no new
    endorsee: for them the day is that on which they were first endorsed.
    """
    rule = pack.first_renewal(cycle.ends)
    endorsed, since = person.day("endorsed"), person.held_since
    if endorsed is None or since is None:
        return _not_known(rule, person)
    if person.day("renewal_due") is not None:
        return ALL
    if since < endorsed:
        return _by_day(rule, since, pack, cycle, person)
    return _first(rule, endorsed, pack, cycle, person)


def _first(rule: FirstRenewal, endorsed: date, pack: Pack, cycle: Cycle, person: Person) -> Owed:
    """Say what is owed by who holds the first category, by the day that the rule goes by."""
    day = person.day(rule.trigger)
    if endorsed > cycle.ends:
        return _endorsed_since(rule, day or endorsed, pack, cycle, person)
    if day is not None:
        return _by_day(rule, day, pack, cycle, person)
    if _by_day(rule, endorsed, pack, cycle, person).later is None:
        return ALL  # nobody submits after having been endorsed
    cell = person.cell(rule.trigger)
    state = "word.not_known" if cell.blank else "word.not_readable"
    return Owed(unknown=_unknown(".submitted", state))


def _not_known(rule: FirstRenewal, person: Person) -> Owed:
    """Say what is owed where the day of endorsement is not known."""
    if "endorsed" not in person.table.columns:
        return ALL
    state = "word.blank" if person.cell("endorsed").blank else "word.not_readable"
    return Owed(unknown=_unknown(".prorate" if rule.rule == "prorate" else "", state))


def _endorsed_since(
    rule: FirstRenewal, day: date, pack: Pack, cycle: Cycle, person: Person
) -> Owed:
    """Say that nothing is owed for a deadline before the endorsement, whatever the rule is."""
    found = _by_day(rule, day, pack, cycle, person)
    if found.later is not None:
        return found
    return _later(rule, pack.cycle_from(next_day(cycle.ends)), person)


def _unknown(form: str, state: str) -> Remark:
    return Remark(f"endorsed.unknown{form}", {"state": worded(state)})


def _by_day(rule: FirstRenewal, day: date, pack: Pack, cycle: Cycle, person: Person) -> Owed:
    """Say what is owed by who was endorsed, or handed in the application, on a day."""
    if rule.rule == "prorate":
        return _fraction(rule, day, pack, cycle, person)
    first = day
    if rule.rule == "next_deadline":
        first = years_after(day, 1)
        if day <= years_before(cycle.ends, 1):
            return ALL
    elif rule.rule == "after_months":
        first = months_after(day, rule.months)
    if first <= cycle.ends and rule.rule != "next_deadline":
        return ALL
    return _later(rule, pack.cycle_from(first), person)


def _later(rule: FirstRenewal, cycle: Cycle, person: Person) -> Owed:
    form = ".submitted" if rule.trigger == "submitted" and person.day("submitted") else ""
    days = {key: person.day(key) for key in ("endorsed", "submitted")}
    facts = {**days, "due": cycle.deadline}
    return Owed(cycle.deadline, why=Remark(f"renewal.first_later{form}", facts))


def _fraction(rule: FirstRenewal, day: date, pack: Pack, cycle: Cycle, person: Person) -> Owed:
    """Say which fraction is owed by the years endorsed at the deadline."""
    if rule.years_counted == "full":
        years = full_years(day, cycle.ends)
    else:
        years = cycle.ends.year - day.year + 1
    if years >= cycle.years:
        return ALL
    if years > 0:
        return Owed(share=(years, cycle.years))
    after = pack.cycle_from(next_day(cycle.ends))
    if day > cycle.ends:
        return _later(rule, after, person)
    why = Remark("renewal.nothing_yet", {"due": cycle.deadline})
    return Owed(after.deadline, why=why)


def prorated(requirement: Requirement, need: Need, share: tuple[int, int], reading: str) -> Need:
    """Give the fraction of what is needed that is owed; reading: how surely the rule is known."""
    if requirement.kind not in PRORATED:
        return need
    years, of = share
    value = rounded(need.value * years / of)
    basis = BASIS[reading]
    facts = {"need": value, "whole": need.value, "years": years, "of": of, "basis": basis}
    return need._replace(value=value, remarks=(*need.remarks, Remark("renewal.prorated", facts)))


class Relieved(NamedTuple):
    """What is needed after some years in a category; need is None where nothing is asked."""

    need: Need | None
    why: Remark
    peer_counts: bool


def relieved(requirement: Requirement, need: Need, case: Case, pack: Pack) -> Relieved | None:
    """Give what is asked of who has held a category for long enough; None: nothing changes."""
    for relief in pack.file.relief:
        asked = relief.requirement == requirement.id and relief.in_force(case.rules_on)
        if not asked or case.scopes.isdisjoint(relief.scopes):
            continue
        since = _since(case, relief, pack)
        if since is not None:
            value = max(relief.value, _rest(requirement, case, relief))
            return _less(need, Need(value, pack.citation(relief)), relief, since)
    return None


def _rest(requirement: Requirement, case: Case, relief: Relief) -> float:
    """Give what the other categories of the person ask."""
    rest = case.scopes - frozenset(relief.scopes)
    others = requirement.value_for(rest, case.rules_on) if rest else None
    return float(others.value) if others is not None else 0.0


def _less(need: Need, lesser: Need, relief: Relief, since: date) -> Relieved:
    """Put the lesser figure in the place of the whole, with the reason."""
    facts = {
        "need": lesser.value,
        "whole": need.value,
        "years": relief.after_years,
        "since": since,
    }
    if lesser.value <= 0:
        return Relieved(None, Remark("renewal.relieved", facts), relief.peer_counts)
    why = Remark("renewal.relief", facts)
    if lesser.value >= need.value:
        return Relieved(need, why, relief.peer_counts)
    return Relieved(lesser._replace(remarks=(*need.remarks, why)), why, relief.peer_counts)


def _since(case: Case, relief: Relief, pack: Pack) -> date | None:
    """Give since when a category is held; None: not for as many full years at the deadline."""
    since = case.person.day("maintained_since") or case.endorsed
    if since is None or case.ends is None:
        return None
    if relief.clock == "first_full_cycle":
        since = next_day(pack.cycle_from(since).ends)
    missing, told = timedelta(), since
    for start, end in sorted(_lapses(case.person, since, case.ends)):
        if relief.on_lapse == "restart":
            since = max(since, next_day(end))
        elif end >= told:
            missing += end - max(start, told) + timedelta(days=1)
            told = next_day(end)
    return since if full_years(since, case.ends - missing) >= relief.after_years else None


def _lapses(person: Person, since: date, last: date) -> list[tuple[date, date]]:
    """Give first and last day of the times in which the category was not maintained.

    A lapse without a first day began before all; one without a last day goes on.
    """
    terms = person.as_provider.terms if person.as_provider is not None else ()
    away = ((one.start, one.end) for one in terms if one.standing in LAPSED)
    lapses = ((max(a or since, since), min(b or last, last)) for a, b in away)
    return [(start, end) for start, end in lapses if start <= end]
