"""Which sessions of RSC count for a person: by the day, the provider, the age group, the degree."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from models.providerpack import rules_of
from models.providers import Provider, providers_told
from models.qualified import IN_DOUBT, Qualifying, Receiver
from models.records import PEER, Alike, LogEntry, Session
from models.requirements.base import Case
from models.requirements.degrees import Degreed
from models.requirements.months import last_day_of
from models.requirements.tally import Frame, Tally, ages_on, tally
from models.roster import Person, Roster
from models.verdicts import COUNTS, OUT, UNCLEAR, Verdict

FINE = Verdict(COUNTS, "why.on_record")
NOBODY = Session()


class Asked(NamedTuple):
    """What a rule asks of a session beside its day.

    check: the provider has to have been qualified. bands: the age groups that it may be about;
    empty: any. after: the degree that has to come before it.
    """

    check: bool = True
    bands: Collection[str] = frozenset()
    after: Degreed | None = None


class Counting(dict[Alike, tuple[date, date]]):
    """From which day to which sessions that say the same simply count for a receiver.

    Elsewhere they may count, or not: that has to be looked at. Worked out for whatever is asked.
    """

    def __init__(self, rules: Qualifying, receiver: Receiver, first: date, last: date) -> None:
        """Make ready for sessions from one day to another."""
        super().__init__()
        self._rules, self._receiver, self._first, self._last = rules, receiver, first, last

    def __missing__(self, alike: Alike) -> tuple[date, date]:
        provider = (alike.session or NOBODY).provider
        days = NEVER
        if alike.plain and provider is not None:
            turns, _ = self._rules.timeline(provider, self._receiver)
            at = bisect_right(turns, self._last) - 1
            if self._rules.verdict(provider, self._receiver, at).ruling == COUNTS:
                days = max(self._first, turns[at]), self._last
        self[alike] = days
        return days


NEVER = date.max, date.min


def counting(
    roster: Roster, rules: Qualifying, receiver: Receiver, first: date, last: date
) -> Counting:
    """Give from when to when sessions count; kept with the roster, for all who are alike."""
    key = receiver, first, last
    found: Counting | None = roster.counting.get(key)
    if found is None:
        found = roster.counting[key] = Counting(rules, receiver, first, last)
    return found


def rules_at_work(case: Case, asked: Asked) -> Qualifying | None:
    """Give the rules about providers; None: there are none, or the book can tell of nobody."""
    rules = rules_of(case.pack) if case.pack is not None and asked.check else None
    return rules if rules is not None and providers_told(case.roster) else None


class Sessions:
    """Weighs the sessions of one person.

    What depends on the person alone is worked out once; what depends on the provider and the day
    is looked up.
    """

    def __init__(self, case: Case, frame: Frame, asked: Asked) -> None:
        """Make ready to weigh. Providers are looked at where the book can tell of them."""
        self._case, self._frame, self._asked = case, frame, asked
        self._rules = rules_at_work(case, asked)
        self._association = str(case.person.cell("association").value or "")
        self._renews = case.phase == "renewal" and case.person.held_more
        self._mutual: dict[Provider, Sequence[date]] = {}
        self._lately: Receiver | None = None
        self._days, self._inside = frame.days, frame.counting
        self.turns: set[date] = set()

    def add_up(self, entries: Sequence[LogEntry]) -> Tally:
        """Add up the sessions in one pass; the plain ones in a short way."""
        frame, asked = self._frame, self._asked
        rules, receiver = self._rules, self._steady()
        if rules is None and not (asked.bands or asked.after or self._case.peer_counts):
            return tally(entries, frame)
        sums = Tally()
        if rules is None or receiver is None:
            for entry in entries:
                sums.weighed(entry, self.weigh(entry), frame)
            return self._finished(sums, entries)
        first, last = frame.days
        certain, counted = 0.0, sums.days
        simply = counting(self._case.roster, rules, receiver, first, last)
        for entry in entries:
            _, day, hours, _, alike = entry
            since, until = simply[alike]
            if day is not None and hours is not None and since <= day <= until:
                certain += hours
                counted.append(day)
            else:
                sums.weighed(entry, self.weigh(entry), frame)
        sums.certain += certain
        sums.seen = sums.seen or bool(counted)
        return self._finished(sums, entries)

    def weigh(self, entry: LogEntry) -> Verdict:
        """Say whether a session counts, is unclear, or is out, and why."""
        session = entry.session
        if entry.void == PEER and self._case.peer_counts:
            entry = entry.but(void=None)
        verdict = self._inside if self._plainly_inside(entry) else self._frame.weigh(entry)
        if verdict.ruling == OUT or session is None:
            return verdict
        if entry.day is None:
            return self._on_any_day(session) or verdict
        more = self._session(session, entry.day)
        if more.ruling > verdict.ruling:
            return more
        if verdict.ruling == COUNTS and more is not FINE:
            return Verdict(COUNTS, "why.both", {"one": verdict, "other": more})
        return verdict

    def _plainly_inside(self, entry: LogEntry) -> bool:
        """Whether an entry counts by its day and its hours, as one look tells."""
        _, day, hours, _, alike = entry
        first, last = self._days
        return alike.plain and hours is not None and day is not None and first <= day <= last

    def _steady(self) -> Receiver | None:
        """Give the one receiver that the person is all along; None: look at each day.

        The degree is left aside: what counts without it counts with any, and all else is looked at.
        """
        rules = self._rules
        by_session = self._asked.bands or self._asked.after is not None
        if rules is None or self._renews or by_session or any_mutual(self._case.person):
            return None
        return self._receiver(rules, None)

    def _receiver(self, rules: Qualifying, day: date | None) -> Receiver:
        """Give what the person is as a receiver, on a day or all along."""
        case, degree = self._case, None
        if day is not None and day <= rules.degree_until:
            degree = case.receiver_degree(day)
        elif self._lately is not None:
            return self._lately
        found = rules.receiver(
            case.held_on(day) if self._renews and day is not None else case.scopes,
            case.phase,
            gives_rsc=case.gives_rsc,
            degree=degree,
            association=self._association,
        )
        if not self._renews and (day is None or day > rules.degree_until):
            self._lately = found
        return found

    def _finished(self, sums: Tally, entries: Sequence[LogEntry]) -> Tally:
        for day in self.turns:
            sums.turns_on(day)
        if self._frame.moves:
            sums.ages_on = ages_on(entries, self._frame)
        return sums

    def _on_any_day(self, session: Session) -> Verdict | None:
        """Say why a session cannot count, on whatever day it was; None: on some day it may."""
        faults = self._plain_faults(session, None)
        return next((fault for fault in faults if fault.ruling == OUT), None)

    def _session(self, session: Session, day: date) -> Verdict:
        """Judge a session by what it was, apart from when."""
        rules = self._rules
        if not self._asked.bands and self._asked.after is None:
            return self._given(rules, session, day) if rules is not None else FINE
        found = [FINE, *self._plain_faults(session, day)]
        if rules is not None:
            found.append(self._given(rules, session, day))
        return max(found[::-1], key=lambda verdict: verdict.ruling)

    def _plain_faults(self, session: Session, day: date | None) -> Iterator[Verdict]:
        """Say what is wrong with a session by itself; day None: on whatever day it was.

        A session with oneself is void as soon as it is read.
        """
        bands, after = self._asked.bands, self._asked.after
        if bands and session.band not in {None, "both", *bands}:
            yield Verdict(OUT, "why.band")
        if after is not None and not after.untracked:
            yield from _degree_fault(after, day)

    def _given(self, rules: Qualifying, session: Session, day: date) -> Verdict:
        """Judge a session by who gave it."""
        provider = session.provider
        if provider is None:
            if session.candidates > 1:
                return Verdict(UNCLEAR, "why.two_meant", {"who": session.named})
            say = "why.provider_unknown" if session.named else "why.no_provider"
            return rules.unknown(say, session.named)
        receiver = self._receiver(rules, day)
        if session.mode == "peer":
            return rules.as_peer(provider, receiver, day)
        verdict = rules.qualified(provider, receiver, day)
        if not self._case.person.gave:
            return verdict
        return max(verdict, self._mutually(rules, provider, receiver, day), key=lambda v: v.ruling)

    def _mutually(
        self, rules: Qualifying, provider: Provider, receiver: Receiver, day: date
    ) -> Verdict:
        """Ask about two people who give RSC to each other at about the same time.

        Where supervision among peers counts, it makes no difference between such peers.
        """
        if self._case.peer_counts and rules.as_peer(provider, receiver, day).ruling == COUNTS:
            return FINE
        months, as_of = rules.settings.mutual_months, self._case.as_of
        for other in self._other_way(provider):
            if max(day, other) <= last_day_of(min(day, other), months):
                if other <= as_of:
                    doubt = IN_DOUBT[rules.settings.mutual]
                    return Verdict(doubt, "why.mutual", {"who": provider.name})
                self.turns.add(other)
        return FINE

    def _other_way(self, provider: Provider) -> Sequence[date]:
        """Give the days on which the person gave RSC to this provider; looked up once."""
        days = self._mutual.get(provider)
        if days is None:
            days = self._mutual[provider] = given_to(self._case.person, provider)
        return days


def any_mutual(person: Person) -> bool:
    """Whether anybody who gave RSC to a person has ever received it from the person."""
    if not person.gave:
        return False
    sessions = (alike.session for alike in {line[4] for line in person.rsc_lines})
    givers = {session.provider for session in sessions if session is not None}
    return any(given_to(person, giver) for giver in givers if giver is not None)


def given_to(person: Person, provider: Provider) -> Sequence[date]:
    """Give the days on which a person gave RSC to a provider, the first one first."""
    theirs = provider.received_lines
    mine = {alike for alike in {line[4] for line in theirs} if _gave(person, alike)}
    if not mine:
        return ()
    return sorted(day for _, day, _, _, alike in theirs if alike in mine and day is not None)


def _gave(person: Person, alike: Alike) -> bool:
    """Whether a person gave the RSC of such entries."""
    provider = alike.session.provider if alike.session is not None else None
    return provider is not None and provider.is_person(person)


def _degree_fault(after: Degreed, day: date | None) -> Iterator[Verdict]:
    """Say what is wrong with a session that is not known to come after the degree.

    day None: on whatever day it was.
    """
    facts = {"degree": after.asked}
    if after.none:
        yield Verdict(OUT, "why.no_degree", facts)
    elif after.sure is None:
        yield Verdict(UNCLEAR, "why.degree_unknown", facts)
    elif day is not None and day < after.sure:
        ruling = UNCLEAR if after.unsure else OUT
        yield Verdict(ruling, "why.before_degree", {**facts, "day": after.sure})
