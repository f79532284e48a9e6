"""Whether somebody was qualified to give RSC to somebody else on a day, by the rules of that day.

For each provider and each kind of receiver the answer is worked out once for each stretch of days
on which it is the same; to ask for a day is then a look-up.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from operator import attrgetter
from typing import NamedTuple

from models.cells import fold
from models.providerrules import Allowed, InDoubt, ProviderRule, ProviderSettings, Vetted
from models.providers import Provider
from models.providerterms import OnDay, degree_on, on_day, turning_days, why_none, written_scopes
from models.records import ProviderTerm
from models.roster import HELD
from models.verdicts import COUNTS, OUT, UNCLEAR, Verdict
from models.wording import worded

DEGREES = ("bachelor", "master")
"""What the rules tell apart in a receiver; who has no degree goes with "bachelor"."""
IN_DOUBT: Mapping[InDoubt, int] = {"ask": UNCLEAR, "count": COUNTS, "leave_out": OUT}
SHAKY: Mapping[str, str] = {
    "read": "",
    "inferred": worded("word.inferred_rule"),
    "unverified": worded("word.unverified_rule"),
}
"""What is said of a rule that was not simply read."""
SHAKINESS: Mapping[str, int] = {str(said): at for at, said in enumerate(SHAKY.values())}
"""How little is known of a rule of which that is said."""
_ruling = attrgetter("ruling")


@dataclass(frozen=True, slots=True, eq=False)
class Receiver:
    """What the rules have to know of a receiver. Made by `Qualifying.receiver`, one for all alike.

    degree: "master", "bachelor", "none"; None: not known. association: as typed.
    """

    scopes: frozenset[str]
    phase: str
    gives_rsc: bool
    degree: str | None
    association: str


class InForce(NamedTuple):
    """The rules about a receiver with a degree on a day: by category, and about who is vetted."""

    by_scope: Sequence[tuple[str, Sequence[ProviderRule]]]
    vetted: Sequence[Vetted]


class Given(NamedTuple):
    """RSC that somebody gave to somebody on a day; held: the provider's terms of that day."""

    provider: Provider
    receiver: Receiver
    day: date
    held: Sequence[OnDay]


class Timeline(NamedTuple):
    """Verdicts by day: each holds from its day on until the next one's.

    None: nobody has asked about those days yet; see `Qualifying.verdict`.
    """

    days: Sequence[date]
    verdicts: list[Verdict | None]


@dataclass(slots=True, eq=False)
class Qualifying:
    """The rules of a pack about who may give RSC that counts.

    own: names of the association whose pack it is.
    """

    rules: Sequence[ProviderRule]
    vetted: Sequence[Vetted]
    settings: ProviderSettings
    own: Collection[str] = ()
    _receivers: dict[tuple[object, ...], Receiver] = field(default_factory=dict)
    _in_force: dict[tuple[Receiver, int], Sequence[InForce]] = field(default_factory=dict)
    _known: dict[tuple[object, ...], tuple[Verdict, bool]] = field(default_factory=dict)
    _turns_of_rules: Sequence[date] = ()
    degree_until: date = date.min
    """The last day on which the degree of a receiver matters."""

    def __post_init__(self) -> None:
        by_degree = [r.until or date.max for r in self.rules if r.receiver_degree is not None]
        self.degree_until = max(by_degree, default=date.min)
        turns = {day for one in (*self.rules, *self.vetted) for day in one.turns()}
        self._turns_of_rules = sorted(turns)
        self.own = frozenset(fold(name) for name in self.own if fold(name))

    def receiver(
        self,
        scopes: frozenset[str],
        phase: str,
        *,
        gives_rsc: bool,
        degree: str | None = None,
        association: str = "",
    ) -> Receiver:
        """Give the receiver with these traits; the same one for the same traits."""
        phase = "initial" if phase == "initial" else "renewal"
        key = scopes, phase, gives_rsc, degree, association
        found = self._receivers.get(key)
        if found is None:
            found = self._receivers[key] = Receiver(*key)
        return found

    def timeline(self, provider: Provider, receiver: Receiver) -> Timeline:
        """Give the verdicts on a provider for a receiver, as far as they have been asked for."""
        found: Timeline | None = provider.timelines.get(receiver)
        if found is None:
            days = provider.timelines.get(self)  # the same for every receiver
            if days is None:
                days = provider.timelines[self] = sorted({date.min, *self._turns(provider)})
            found = provider.timelines[receiver] = Timeline(days, [None] * len(days))
        return found

    def verdict(self, provider: Provider, receiver: Receiver, at: int) -> Verdict:
        """Give the verdict from the day on that stands at a place of the timeline."""
        days, verdicts = self.timeline(provider, receiver)
        found = verdicts[at]
        if found is None:
            found = verdicts[at] = self._on(provider, receiver, days[at])
        return found

    def qualified(self, provider: Provider, receiver: Receiver, day: date) -> Verdict:
        """Say whether RSC that a provider gave to a receiver on a day counts, and why."""
        days, _ = self.timeline(provider, receiver)
        return self.verdict(provider, receiver, bisect_right(days, day) - 1)

    def unknown(self, say: str, who: str) -> Verdict:
        """Say what becomes of an hour of which nobody can tell who gave it, or what they were."""
        return Verdict(IN_DOUBT[self.settings.unknown], say, {"who": who})

    def as_peer(self, provider: Provider, receiver: Receiver, day: date) -> Verdict:
        """Say whether RSC among peers counts: only from who held the same category that day."""
        same = [Allowed(scopes=tuple(sorted(receiver.scopes)))]
        found = self._by_terms(self._given(provider, receiver, day), same)
        if found.say == "why.category":
            return Verdict(OUT, "why.no_peer", found.facts)
        if found.ruling == COUNTS:
            return Verdict(COUNTS, "why.peer", found.facts)
        return _said(found, "read")

    def _turns(self, provider: Provider) -> Iterator[date]:
        """Give every day on which the answer may turn."""
        for term in provider.terms:
            yield from turning_days(term, self.settings)
        yield from self._turns_of_rules
        yield from (day for _, day in provider.degrees() if day is not None)

    def _on(self, provider: Provider, receiver: Receiver, day: date) -> Verdict:
        """Judge by the degree of the receiver; by either, where it is not known."""
        given = self._given(provider, receiver, day)
        found = [self._by_rules(given, rules) for rules in self._rules_on(receiver, day)]
        if found[0].ruling == found[-1].ruling:
            return found[0]
        return Verdict(UNCLEAR, "why.receiver_degree", {"who": provider.name})

    def _given(self, provider: Provider, receiver: Receiver, day: date) -> Given:
        return Given(provider, receiver, day, on_day(provider, day, self.settings))

    def _rules_on(self, receiver: Receiver, day: date) -> Sequence[InForce]:
        """Give the rules about a receiver on a day; two sets where the degree decides which.

        Looked up once for all days on which the same rules are in force.
        """
        key = receiver, bisect_right(self._turns_of_rules, day)
        found = self._in_force.get(key)
        if found is None:
            degrees: Sequence[str] = DEGREES
            if receiver.degree is not None:
                degrees = ["master" if receiver.degree == "master" else "bachelor"]
            each = [self._rules_by(receiver, degree, day) for degree in degrees]
            found = self._in_force[key] = each if each[0] != each[-1] else each[:1]
        return found

    def _rules_by(self, receiver: Receiver, degree: str, day: date) -> InForce:
        by_scope = (
            (scope, [r for r in self.rules if _about(r, scope, receiver, degree, day)])
            for scope in sorted(receiver.scopes)
        )
        return InForce([one for one in by_scope if one[1]], self._vetted_on(receiver, day))

    def _by_rules(self, given: Given, rules: InForce) -> Verdict:
        """Judge as `_weighed` does; once for all who held the same on the day, each by name."""
        held = given.held[0] if len(given.held) == 1 else None
        if held is None or held.bar is not None or held.term.standing not in HELD:
            return self._weighed(given, rules)
        term, who = held.term, {"who": given.provider.name}
        degree = degree_on(given.provider, given.day)
        key = id(rules), term.scopes, term.standing, term.unsure_scopes, degree
        known = self._known.get(key)
        if known is None:
            found = self._weighed(given, rules)
            nameless = {key: fact for key, fact in found.facts.items() if key not in who}
            self._known[key] = found._replace(facts=nameless), "who" in found.facts
            return found
        verdict, named = known
        return verdict._replace(facts={**verdict.facts, **who}) if named else verdict

    def _weighed(self, given: Given, rules: InForce) -> Verdict:
        """Judge for each category of the receiver that has a rule; the strictest one decides."""
        found, vetted = [], rules.vetted
        for scope, about in rules.by_scope:
            each = [_said(self._by_terms(given, one.allowed, vetted), one.reading) for one in about]
            best = min(each, key=lambda verdict: (verdict.ruling, _shakiness(verdict)))
            found.append(_for_scope(best, each, scope))
        if found:
            return max(found, key=_ruling)
        verdict = self._by_terms(given, None, vetted)
        if verdict.ruling != COUNTS:
            return _said(verdict, "read")
        return Verdict(UNCLEAR, "why.no_rule", {"scopes": written_scopes(given.receiver.scopes)})

    def _vetted_on(self, receiver: Receiver, day: date) -> Sequence[Vetted]:
        return [
            one
            for one in self.vetted
            if one.in_force(day)
            and (one.receiver is None or not receiver.scopes.isdisjoint(one.receiver))
            and (one.phases is None or receiver.phase in one.phases)
        ]

    def _by_terms(
        self, given: Given, allowed: Sequence[Allowed] | None, vetted: Sequence[Vetted] = ()
    ) -> Verdict:
        """Judge by what the provider was on a day; the term that speaks most for it decides.

        allowed: who may give RSC; None: anybody endorsed.
        """
        provider, receiver, day = given.provider, given.receiver, given.day
        if not provider.terms:
            return self.unknown("why.holds_nothing", provider.name)
        found = []
        for held in given.held:
            if held.term.standing == "vetted":
                verdict = self._vetted(provider, held.term, vetted, receiver)
            else:
                verdict = _endorsed(provider, held.term, allowed, day)
            barred = held.bar is not None and held.bar.ruling > verdict.ruling
            found.append(held.bar if barred and held.bar is not None else verdict)
        return min(found, key=_ruling) if found else why_none(provider, day)

    def _vetted(
        self,
        provider: Provider,
        term: ProviderTerm,
        rules: Sequence[Vetted],
        receiver: Receiver,
    ) -> Verdict:
        """Judge a provider whom an association has accepted without an endorsement.

        Who accepted them is compared as it is typed; where it is blank, it is the own association.
        """
        facts = {"who": provider.name, "association": term.association}
        if not rules:
            return Verdict(OUT, "why.vetted_over", facts)
        by, theirs = fold(term.association), fold(receiver.association)
        own = by == theirs or (by in self.own and (not theirs or theirs in self.own))
        if own or not by or any(rule.association == "any" for rule in rules):
            return Verdict(COUNTS, "why.vetted", facts)
        return (
            Verdict(OUT, "why.vetted_elsewhere", facts)
            if theirs
            else Verdict(UNCLEAR, "why.vetted_by", facts)
        )


def _about(rule: ProviderRule, scope: str, receiver: Receiver, degree: str, day: date) -> bool:
    """Whether a rule is about such a receiver on such a day."""
    return (
        scope in rule.receiver
        and rule.in_force(day)
        and (rule.phases is None or receiver.phase in rule.phases)
        and rule.receiver_degree in {None, degree}
        and rule.receiver_gives_rsc in {None, receiver.gives_rsc}
    )


def _endorsed(
    provider: Provider, term: ProviderTerm, allowed: Sequence[Allowed] | None, day: date
) -> Verdict:
    """Judge a provider by the category that was held on a day."""
    emerging = term.standing == "emerging"
    held = written_scopes(term.scopes)
    facts = {"who": provider.name, "held": worded("word.emerging", held=held) if emerging else held}
    if term.unsure_scopes or not term.scopes:
        return Verdict(UNCLEAR, "why.unsure_category", facts)
    if allowed is None:
        return Verdict(COUNTS, "why.held", facts)
    fits = [one for one in allowed if not term.scopes.isdisjoint(one.scopes)]
    endorsed = [one for one in fits if one.emerging or not emerging]
    if not endorsed:
        return Verdict(OUT, "why.emerging" if fits else "why.category", facts)
    asked = {one.degree for one in endorsed}
    degree = degree_on(provider, day) if None not in asked else None
    if None in asked or degree in asked or (degree == "master" and "bachelor" in asked):
        return Verdict(COUNTS, "why.held", facts)
    unknown = degree is None
    return Verdict(
        UNCLEAR if unknown else OUT, "why.provider_degree" if unknown else "why.degree", facts
    )


def _said(verdict: Verdict, reading: str) -> Verdict:
    """Say how the rule was read."""
    return Verdict(verdict.ruling, verdict.say, {**verdict.facts, "shaky": SHAKY[reading]})


def _shakiness(verdict: Verdict) -> int:
    return SHAKINESS[str(verdict.facts["shaky"])]


def shaky(verdict: Verdict) -> bool:
    """Whether a verdict rests on a rule that is not verified."""
    inner = verdict.facts.get("other", verdict)
    return isinstance(inner, Verdict) and inner.facts.get("shaky") == SHAKY["unverified"]


def _for_scope(best: Verdict, each: Sequence[Verdict], scope: str) -> Verdict:
    """Say for which category it was judged; what no rule admits rests on all of the rules."""
    on = max(each, key=_shakiness) if best.ruling == OUT else best
    facts = {**best.facts, "scope": scope, "shaky": on.facts["shaky"]}
    return Verdict(best.ruling, best.say, facts)
