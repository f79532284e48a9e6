"""Reference ratings: how many people, in which roles, and one at least from who may vouch."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import chain
from typing import Annotated, Any, ClassVar, Literal, NamedTuple

from pydantic import Field

from models.cells import Parsed
from models.findings import Entry, Finding, Outcome, Remark, Settled
from models.records import Rating, Table, TableKind
from models.requirements.base import NOT_ASKED, Case, Need, Requirement, met_by
from models.requirements.dated import Dated, holding, shaky, turns_of
from models.requirements.hours import earliest
from models.requirements.raters import ROLE_WORDS, Rater, Slot, came_in, missing, raters
from models.wording import joined, worded

Role = Literal[
    "supervisor", "rsc_provider", "colleague", "teacher", "supervisee", "parent", "other"
]


class RoleAsked(Dated):
    """One rater has to be this; `or`: the roles that are taken instead."""

    role: Role
    instead: Annotated[tuple[Role, ...], Field(alias="or")] = ()


class OneFrom(Dated):
    """One rater at least has to hold one of these; vetted: or to have been vetted."""

    any_of: tuple[str, ...]
    vetted: bool = True


class Verdict(NamedTuple):
    """Whether one part of it is met (None: nobody can say), and the sentence if it is not.

    step: what to do next, where it is something else than the pack says.
    """

    met: bool | None
    say: str
    facts: dict[str, object]
    step: str = ""


class References(Requirement):
    """So many people have sent a rating, each of them once, in the roles that are asked.

    role: the roles that must be among them, each filled by another rater. one_from: what one of
    them has to hold on the day the rating came in. since_field: the roster's column with the day
    since which ratings count, where new ones are asked. total: the roster's column with the
    number, which cannot tell roles.
    """

    numeric: ClassVar[bool] = True
    kind: Literal["references"]
    role: tuple[RoleAsked, ...] = ()
    one_from: tuple[OneFrom, ...] = ()
    since_field: str | None = None
    total: str = "references"

    def turns(self) -> Iterator[date]:
        """The days on which any of it changes."""
        return chain(super().turns(), turns_of(self.role), turns_of(self.one_from))

    def tracked(self, case: Case) -> bool:
        """A column with the number, or the tab of ratings."""
        return self.total in case.person.table.columns or case.roster.has_log(TableKind.REFERENCES)

    def settled(self, case: Case, need: Need | None) -> Settled | None:
        """Settled where it is not asked, or met without anything else to say."""
        if need is None:
            return NOT_ASKED
        found = self.judge(case, need)
        met = len(found) == 1 and found[0].outcome is Outcome.MEETS
        return met_by(None, found[0].changes_on) if met else None

    def judge(self, case: Case, need: Need | None) -> list[Finding]:
        """Count the raters, match them with the roles, and hold the column against them."""
        if need is None:
            facts = {"title": self.title}
            return [self.finding(case, Outcome.NOT_APPLICABLE, "count.none_asked", facts, None)]
        total = case.person.cells.get(self.total)
        logged = case.roster.has_log(TableKind.REFERENCES)
        if logged and (case.person.ratings or total is None):
            return self._by_ratings(case, need, total)
        return [self._by_total(case, need, total or Parsed(None))]

    def evidence(self, case: Case) -> Sequence[Entry]:
        """Every rating, counted or not, and why."""
        counted = {_row(r): r for r in self._new(case)}
        whose = {
            _row(r): rater for rater in raters(counted.values(), case.as_of) for r in rater.ratings
        }
        return [
            _told(counted.get(row, r), whose.get(row), case.as_of, old=row not in counted)
            for row, r in ((_row(r), r) for r in case.person.ratings)
        ]

    def _new(self, case: Case) -> Sequence[Rating]:
        """Give the ratings that count by their date; all of them, unless new ones are asked."""
        ratings = case.person.ratings
        if self.since_field is None:
            return ratings
        since = case.person.day(self.since_field)
        if since is None:
            why = worded("word.rating.since", field=case.person.table.header(self.since_field))
            return [
                r if came_in(r, case.as_of) is False else r._replace(problem=r.problem or why)
                for r in ratings
            ]
        return [r for r in ratings if r.received is None or r.received >= since]

    def _by_total(self, case: Case, need: Need, total: Parsed[Any]) -> Finding:
        if total.value is None:
            say = "count.unreadable" if total.problem else "count.blank"
            facts: dict[str, object] = {"title": self.title, "problem": total.problem}
            return self._say(case, need, Outcome.CANNOT_TELL, say, facts)
        have = float(total.value)
        outcome = Outcome.MEETS if have >= need.value else Outcome.OPEN
        facts = {"have": have, "need": need.value, "title": self.title}
        return self._say(case, need, outcome, f"count.{outcome}", facts, have=have)

    def _by_ratings(self, case: Case, need: Need, total: Parsed[Any] | None) -> list[Finding]:
        given = raters(self._new(case), case.as_of)
        sure = sum(rater.sure for rater in given)
        said = total.value if total is not None else None
        if said is None or sure <= said <= len(given):
            return [self._by_parts(case, need, given, sure)]
        if (said >= need.value) != (sure >= need.value):
            facts = {"total": said, "have": sure, "need": need.value, "title": self.title}
            say = "references.two_figures"
            finding = self._say(case, need, Outcome.CANNOT_TELL, say, facts, have=float(sure))
        else:
            finding = self._by_parts(case, need, given, sure)
        return [finding, self._disagrees(case, said, sure)]

    def _by_parts(self, case: Case, need: Need, given: Sequence[Rater], sure: int) -> Finding:
        """Conclude from number, roles and standing: what is missing goes before what is unclear."""
        parts = [
            self._number(case, need, given, sure),
            *self._roles(case, given),
            *self._vouching(case, given),
        ]
        parts_read = chain(
            *(holding(p, case.scopes, case.rules_on) for p in (self.role, self.one_from))
        )
        remarks = (*self._remarks(case, given), *shaky(need, parts_read))
        short = next((p for p in parts if p.met is False), None)
        doubt = next((p for p in parts if p.met is None), None)
        facts = {"have": sure, "need": need.value, "title": self.title}
        outcome, say = Outcome.MEETS, "count.meets"
        if short is not None:
            outcome, say, facts = Outcome.OPEN, short.say, {**facts, **short.facts}
        elif doubt is not None:
            outcome, say, facts = (
                Outcome.CANNOT_TELL,
                f"{doubt.say}.unclear",
                {**facts, **doubt.facts},
            )
        finding = self._say(case, need, outcome, say, facts, have=float(sure), remarks=remarks)
        decided = short or doubt
        if decided is not None and decided.step:
            finding.action = worded(decided.step, **decided.facts)
        return finding

    def _number(self, case: Case, need: Need, given: Sequence[Rater], sure: int) -> Verdict:
        possible = None if len(given) >= need.value else False
        met = True if sure >= need.value else possible
        facts: dict[str, object] = {"unclear": len(given) - sure}
        lacks = self._lacks(case) if met is None else None
        if lacks is not None:
            facts["field"] = case.person.table.header(lacks)
            return Verdict(None, "references.since", facts, "step.date.since")
        return Verdict(met, "references.number", facts)

    def _lacks(self, case: Case) -> str | None:
        """Give the column of the day since which ratings are new, if nothing else is missing."""
        if self.since_field is None or case.person.day(self.since_field) is not None:
            return None
        whole = all(rating.problem is None for rating in case.person.ratings)
        return self.since_field if whole else None

    def _slots(self, case: Case) -> list[Slot]:
        """Give the roles that are asked, each once."""
        asked = holding(self.role, case.scopes, case.rules_on)
        return list({one.role: Slot(one.role, one.instead) for one in asked}.values())

    def _roles(self, case: Case, given: Sequence[Rater]) -> Iterator[Verdict]:
        """Judge whether every role is filled, if the tab tells roles."""
        slots = self._slots(case)
        if not slots or not _tells(case, given, "rater_role"):
            return
        lacking = missing(slots, given, lenient=False)
        maybe = missing(slots, given, lenient=True)
        met = True if not lacking else None if not maybe else False
        facts: dict[str, object] = {"roles": _listed(maybe or lacking)}
        yield Verdict(met, "references.roles", facts, "" if met is None else "step.rating.role")

    def _vouching(self, case: Case, given: Sequence[Rater]) -> Iterator[Verdict]:
        """Judge whether one of the raters may vouch, if the tab tells what raters hold."""
        if not _tells(case, given, "rater_category", "vetted"):
            return
        for rule in holding(self.one_from, case.scopes, case.rules_on):
            answers = {_vouches(rater, rule) for rater in given}
            met = True if True in answers else None if None in answers else False
            facts: dict[str, object] = {"scopes": ", ".join(rule.any_of)}
            step = "" if met is None else "step.rating.vouching"
            yield Verdict(met, "references.vouching", facts, step)

    def _remarks(self, case: Case, given: Sequence[Rater]) -> Iterator[Remark]:
        """Give who has not answered, who counts once, and what the tab does not tell."""
        waiting = [
            r.rater or r.email
            for r in self._new(case)
            if came_in(r, case.as_of) is False and (r.rater or r.email)
        ]
        if waiting:
            yield Remark("references.waiting", {"names": ", ".join(dict.fromkeys(waiting))})
        for rater in given:
            if len(rater.ratings) > 1:
                yield Remark("references.once", {"name": rater.name})
        if self._slots(case) and not _tells(case, given, "rater_role"):
            yield Remark("references.roles_untracked")
        if holding(self.one_from, case.scopes, case.rules_on) and not _tells(
            case, given, "rater_category", "vetted"
        ):
            yield Remark("references.vouching_untracked")

    def _say(
        self,
        case: Case,
        need: Need,
        outcome: Outcome,
        say: str,
        facts: Mapping[str, object],
        *,
        have: float | None = None,
        remarks: tuple[Remark, ...] = (),
    ) -> Finding:
        short = None if have is None else max(0.0, need.value - have)
        if outcome is Outcome.CANNOT_TELL or (outcome is Outcome.OPEN and not short):
            short = None  # of a number that is enough, nothing is short but who sent them
        return self.finding(
            case,
            outcome,
            say,
            facts,
            need,
            place=case.person.place(self.total, "name", "last_name"),
            changes_on=_next_rating(case),
            have=have,
            short=short,
            remarks=remarks,
        )

    def _disagrees(self, case: Case, said: int, sure: int) -> Finding:
        short = self.short_title or self.title
        return Finding(
            "total.disagrees",
            Outcome.CANNOT_TELL,
            "references.disagrees",
            {"total": said, "have": sure, "title": self.title, "short_title": short},
            case.person.place(self.total),
            case.person,
            changes_on=_next_rating(case),
            action=worded("step.compare.ratings"),
        )


def _tells(case: Case, given: Sequence[Rater], *fields: str) -> bool:
    """Whether the tab has one of these columns, or the roster tells what raters hold."""
    tables = [table for table in case.roster.tables if table.kind == TableKind.REFERENCES]
    if any(field in table.columns for table in tables for field in fields):
        return True
    return "vetted" in fields and any(r.scopes for rater in given for r in rater.ratings)


def _vouches(rater: Rater, rule: OneFrom) -> bool | None:
    """Whether a rater holds what is asked or was vetted; None: it is not said, or not sure."""
    held = frozenset().union(*(r.scopes for r in rater.ratings))
    vetted = rule.vetted and any(r.vetted for r in rater.ratings)
    if vetted or not held.isdisjoint(rule.any_of):
        return True if rater.sure else None
    unvetted = all(r.vetted is False for r in rater.ratings)
    return False if held or unvetted else None


def _next_rating(case: Case) -> date | None:
    """Give the next day on which a rating that is dated ahead comes in."""
    days = (r.received for r in case.person.ratings)
    return earliest(*(day for day in days if day is not None and day > case.as_of))


def _listed(slots: Sequence[Slot]) -> str:
    """Name some roles in a sentence."""
    names = [joined(" or ", (ROLE_WORDS[r] for r in (one.role, *one.instead))) for one in slots]
    return joined(" and ", (part for part in (joined(", ", names[:-1]), *names[-1:]) if part))


def _row(rating: Rating) -> tuple[Table, int]:
    """Give what tells a rating apart: where it stands."""
    return rating.table, rating.row


def _told(rating: Rating, rater: Rater | None, as_of: date, *, old: bool) -> Entry:
    """Give a rating as a line of evidence."""
    role = ROLE_WORDS.get(rating.role) if rating.role else None
    who = rating.rater or rating.email or worded("word.nobody_named")
    what = joined(", ", (part for part in (who, role, rating.received) if part))
    place = rating.table.place(rating.row, "rater")
    if old:
        return Entry(place, what, counted=False, why=worded("word.rating.old"))
    if rater is None:
        why = worded("word.dated_ahead" if rating.received is not None else "word.rating.not_yet")
        return Entry(place, what, counted=False, why=why)
    if came_in(rating, as_of) is None:
        why = worded("word.unclear", why=rating.problem or worded("word.rating.nobody"))
        return Entry(place, what, counted=False, why=why)
    first = next(r for r in rater.ratings if came_in(r, as_of))
    if _row(rating) != _row(first):
        return Entry(place, what, counted=False, why=worded("word.rating.same", row=first.row))
    return Entry(place, what, counted=True, why=worded("word.rating.in"))
