"""To whom somebody may give RSC that counts on a day, by the engine of `models/qualified.py`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import product
from typing import NamedTuple

from models.providerpack import rules_of
from models.providerrules import ProviderRule
from models.providers import Provider
from models.providerterms import BAD, GOOD, degree_on, on_day
from models.qualified import Qualifying, Receiver, shaky
from models.records import ProviderTerm
from models.rulepack import Pack
from models.verdicts import COUNTS, OUT

ENDLESS = date.max


class Scopes(NamedTuple):
    """To whom RSC counts (`sure`, with the last day on which it does), and to whom perhaps."""

    sure: Mapping[str, date]
    perhaps: Sequence[str]

    @property
    def until(self) -> date:
        """The last day on which it counts for anybody."""
        return max(self.sure.values(), default=date.min)


class Reaching:
    """The rules of a pack on a day, and every kind of receiver that they tell apart then."""

    def __init__(self, pack: Pack, as_of: date) -> None:
        self.as_of = as_of
        self._rules = rules_of(pack)
        self._gives: dict[object, bool] = {}
        self._kinds = _kinds(self._rules, as_of) if self._rules is not None else {}

    @property
    def told(self) -> bool:
        """Whether the pack says who may give RSC."""
        return self._rules is not None

    def terms(self, provider: Provider) -> list[ProviderTerm]:
        """Give what a provider holds on the day in good standing, beyond doubt."""
        if self._rules is None:
            return []
        held = on_day(provider, self.as_of, self._rules.settings)
        return [one.term for one in held if one.bar is None and one.term.standing in GOOD]

    def gives(self, provider: Provider) -> bool:
        """Whether RSC of a provider surely counts for somebody on the day.

        For one day that hangs on nothing but what is held then and on the degree, so that it is
        worked out once for all who are alike in that.
        """
        if self._rules is None:
            return False
        held = on_day(provider, self.as_of, self._rules.settings)
        if not held:
            return False
        alike = tuple(
            (t.scopes, t.standing, t.association, t.unsure_scopes, bar and bar.ruling)
            for t, bar in held
        )
        key = alike, degree_on(provider, self.as_of)
        if key not in self._gives:
            self._gives[key] = bool(self.scopes(provider).sure)
        return self._gives[key]

    def turns(self, provider: Provider) -> Iterator[date]:
        """Give the days ahead on which the answer about a provider may turn."""
        receiver = next(iter(self._kinds.values()), [None])[0]
        if self._rules is not None and receiver is not None:
            days = self._rules.timeline(provider, receiver).days
            yield from (day for day in days if day > self.as_of)

    def scopes(self, provider: Provider) -> Scopes:
        """Say to whom a provider may give RSC on the day."""
        sure: dict[str, date] = {}
        perhaps: list[str] = []
        for scope, receivers in self._kinds.items():
            found = [self._until(provider, receiver) for receiver in receivers]
            if all(until is not None for until in found):
                sure[scope] = min(until for until in found if until is not None)
            elif any(self._may(provider, receiver) for receiver in receivers):
                perhaps.append(scope)
        return Scopes(sure, perhaps)

    def by_term(self, provider: Provider, term: ProviderTerm) -> Scopes:
        """Say to whom a provider may give RSC because of one thing that is held."""
        terms = [one for one in provider.terms if one is term or one.standing in BAD]
        return self.scopes(Provider(provider.name, provider.individual, terms))

    def _may(self, provider: Provider, receiver: Receiver) -> bool:
        rules = self._rules
        return rules is not None and rules.qualified(provider, receiver, self.as_of).ruling != OUT

    def _until(self, provider: Provider, receiver: Receiver) -> date | None:
        """Give the last day of the stretch in which it counts; None: it does not surely count."""
        if self._rules is None:
            return None
        now = self._rules.qualified(provider, receiver, self.as_of)
        if now.ruling != COUNTS or shaky(now):
            return None
        for at, day in enumerate(self._rules.timeline(provider, receiver).days):
            later = day > self.as_of
            if later and self._rules.verdict(provider, receiver, at).ruling != COUNTS:
                return day - timedelta(days=1)
        return ENDLESS


def _kinds(rules: Qualifying, as_of: date) -> dict[str, list[Receiver]]:
    """Give for each category of receivers the kinds that the rules of the day tell apart."""
    running = [rule for rule in rules.rules if rule.in_force(as_of)]
    vetted = [rule for rule in rules.vetted if rule.in_force(as_of)]
    phases = any(rule.phases is not None for rule in running)
    phases = phases or any(rule.phases is not None for rule in vetted)
    gives = any(rule.receiver_gives_rsc is not None for rule in running)
    degrees = any(rule.receiver_degree is not None for rule in running)
    traits = list(
        product(
            ("initial", "renewal") if phases else ("renewal",),
            (True, False) if gives else (False,),
            ("bachelor", "master") if degrees else ("bachelor",),
        )
    )
    return {
        scope: [
            rules.receiver(frozenset((scope,)), phase, gives_rsc=gives_rsc, degree=degree)
            for phase, gives_rsc, degree in traits
        ]
        for scope in dict.fromkeys(_receivers(running))
    }


def _receivers(rules: Sequence[ProviderRule]) -> Iterator[str]:
    for rule in rules:
        yield from rule.receiver
