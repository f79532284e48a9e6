"""RSC received, session by session: which count, how many hours, how, and from whom."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import cached_property
from math import inf
from typing import Annotated, Literal

from pydantic import Field

from models.findings import Remark
from models.qualified import shaky
from models.records import DEGREES, LogEntry, Session
from models.requirements.base import Case
from models.requirements.clockhours import ClockHours
from models.requirements.dated import holding
from models.requirements.degrees import degreed
from models.requirements.enough import Enough, enough_sessions, enough_training
from models.requirements.sessions import Asked, Sessions, rules_at_work
from models.requirements.spans import DatedHours
from models.requirements.spells import bands_of
from models.requirements.tally import Frame, Tally, Weigh
from models.requirements.work import AfterDegree
from models.verdicts import COUNTS, OUT, UNCLEAR, Verdict
from models.wording import Said, joined, worded

ELSEWHERE = frozenset({"why.outside", "why.ahead", "why.too_old"})
"""Why a session belongs to another time; that says nothing of the session itself."""


CHECKED, ANYBODY = Asked(check=True), Asked(check=False)


class Received(ClockHours):
    """Hours of RSC received, which count as the rules of their day say.

    provider: whether the provider has to have been qualified on the day. most_from: from more
    providers than this is remarked upon. band: whether they have to be about the age group of the
    credential. after_degree: only hours after this degree.
    """

    log: Literal["training", "rsc"] = "rsc"
    total: str = "rsc_hours"
    provider: Literal["check", "any"] = "check"
    most_from: Annotated[int, Field(ge=1)] | None = None
    band: Literal["match", "any"] = "any"
    after_degree: tuple[AfterDegree, ...] = ()

    def add_up(self, case: Case, frame: Frame) -> Tally:
        """Add up the sessions in a frame."""
        return Sessions(case, frame, self._asked(case)).add_up(self.entries(case))

    @cached_property
    def _own_key(self) -> str:
        by_degree = self.id if self.after_degree else ""
        return f"{self._tally_key} {self.provider} {self.band} {by_degree}"

    def _enough(self, like: Case, wanted: float) -> Enough | None:
        if self.band == "match" or self.after_degree:
            return None
        frame = self.frame(like)._replace(endorsed=None)
        rules = rules_at_work(like, self._asked(like))
        if rules is None:
            return enough_training(self.log, None, wanted, frame)
        return enough_sessions(like, rules, wanted, frame)

    def _key_of(self, case: Case) -> str:
        return f"{self._own_key} peers" if case.peer_counts else self._own_key

    def verdict_on(self, entry: LogEntry, case: Case) -> Verdict:
        """Say whether a session counts for what it was, whatever cycle its day lies in."""
        return self._weigher(case, Frame(date.max))(entry)

    def _weigher(self, case: Case, frame: Frame) -> Weigh:
        return Sessions(case, frame, self._asked(case)).weigh

    def _asked(self, case: Case) -> Asked:
        if self.band == "any" and not self.after_degree:
            return CHECKED if self.provider == "check" else ANYBODY
        bands = bands_of(case) if self.band == "match" else frozenset()
        degrees = [one.degree for one in holding(self.after_degree, case.scopes, case.rules_on)]
        after = degreed(case, max(degrees, key=DEGREES.index)) if degrees else None
        return Asked(self.provider == "check", bands, after)

    def _each(self, case: Case) -> Sequence[tuple[LogEntry, Verdict]]:
        """Weigh every session, once for a case."""
        key = f"{self._key_of(case)} weighed"
        found: Sequence[tuple[LogEntry, Verdict]] | None = case.tallies.get(key)
        if found is None:
            weigh = self._weigher(case, self.frame(case))
            found = case.tallies[key] = [(entry, weigh(entry)) for entry in self.entries(case)]
        return found

    def weighed(self, case: Case, ruling: int) -> list[tuple[LogEntry, Verdict]]:
        """Give the sessions that count, or those that are unclear, with the reason."""
        return [one for one in self._each(case) if one[1].ruling == ruling]

    def on_shaky_rules(self, case: Case) -> bool:
        """Whether it rests on an unverified rule that a session counts, or does not."""
        return any(shaky(verdict) for _, verdict in self._each(case))

    def dated(self, case: Case, ruling: int, unread: float = inf) -> list[DatedHours]:
        """Give day, hours, and hours about RSC given of the sessions of a ruling.

        unread: what to put for hours that cannot be read; none of what counts is such.
        """
        return [
            DatedHours(e.day, unread if e.hours is None else e.hours, about_hours(e, sure=True))
            for e, _ in self.weighed(case, ruling)
            if e.day is not None
        ]

    def set_aside(self, case: Case) -> Iterator[Remark]:
        """Say why the most of the hours that do not count, or may not, are set aside."""
        for ruling, say in ((OUT, "rsc.not_counted"), (UNCLEAR, "rsc.in_doubt")):
            hours: dict[Said, float] = {}
            words: dict[int, Said] = {}  # many sessions share a verdict, which is worded once
            for entry, verdict in self.weighed(case, ruling):
                if verdict.say not in ELSEWHERE and entry.hours:
                    said = words.get(id(verdict)) or words.setdefault(id(verdict), verdict.why)
                    hours[said] = hours.get(said, 0.0) + entry.hours
            if hours:
                why, most = max(hours.items(), key=lambda one: one[1])
                yield Remark(say, {"set_aside": most, "why": why})

    def asides_of_log(self, case: Case) -> Iterator[Remark]:
        """Give what is good to know of an application: how, and from how many people."""
        if case.phase != "initial":
            return
        counted = [entry for entry, _ in self.weighed(case, COUNTS)]
        modes = _hours_by(counted, lambda session: session.mode)
        givers = _hours_by(counted, _giver)
        told = [mode for mode in ("individual", "group") if mode in modes]
        if told:
            each = (worded(f"word.mode.{mode}", hours=modes[mode]) for mode in told)
            yield Remark("rsc.modes", {"told": joined(", ", each)})
        if self.most_from is not None and len(givers) > self.most_from:
            who, most = max(givers.items(), key=lambda giver: giver[1])
            facts = {"count": len(givers), "who": who, "most": most}
            yield Remark("rsc.many_providers", facts)


def about_hours(entry: LogEntry, *, sure: bool) -> float:
    """Give the hours of a session that are, or may be, about RSC given."""
    about = entry.session.about_given if entry.session is not None else None
    if about is False or (sure and about is None):
        return 0.0
    return inf if entry.hours is None else entry.hours


def _giver(session: Session) -> str:
    """Name who gave a session, however the name is written there."""
    return session.provider.name if session.provider is not None else session.named


def _hours_by(
    entries: Iterable[LogEntry], said: Callable[[Session], str | None]
) -> dict[str, float]:
    """Add hours up by something that the sessions say; what is not said is left out."""
    hours: dict[str, float] = {}
    for entry in entries:
        key = said(entry.session) if entry.session is not None else None
        if key and entry.hours:
            hours[key] = hours.get(key, 0.0) + entry.hours
    return hours
