"""What a person is, and the case that the requirements are put: phase, cycle, what is owed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from models.alongside import alongside
from models.calendar import next_day
from models.categories import Category
from models.findings import Finding, Outcome, Remark, Settled
from models.packfile import StatusSpec
from models.records import Table
from models.renewal import ALL, Owed, owed
from models.requirements.base import Case, Need, Phase, Requirement, Settler
from models.roster import BLANK, Person, Roster
from models.rulepack import Cycle, Pack
from models.waivers import Waivers
from models.wording import joined

APPLIED = ("submitted", "registered")
"""Dates that only an application has as long as nobody is endorsed."""
AWAY = frozenset({"inactive", "removed", "lapsed"})
"""Standings out of which there is a way back."""

_Key = tuple[Table, Phase, frozenset[str], date, date]
Plan = Sequence[tuple[Requirement, Need | None]]
Docket = Sequence[tuple[Settler, bool]]
"""How to settle each requirement of a plan, and whether a first renewal may come later."""


class Standing(NamedTuple):
    """What a person is: phase, the status in words, and whether a date of endorsement is owed."""

    phase: str
    words: str
    endorsee: bool
    spec: StatusSpec | None = None


class Conclusion(NamedTuple):
    """What some verdicts come to: status, next due date, next day of change.

    verdicts: they are found again by identity; kept, so that no other gets the number of one.
    """

    status: Outcome
    due: date | None
    changes: date | None
    verdicts: Sequence[Settled | None]


class Sitting:
    """A book on the day it is judged; what is the same for many people is worked out once."""

    def __init__(self, roster: Roster, pack: Pack, as_of: date) -> None:
        self.roster, self.pack, self.as_of = roster, pack, as_of
        self.waivers = Waivers(roster)
        self._judged = pack.judged_cycle(as_of)
        self._cycles: dict[date, Cycle] = {}
        # By identity, for the same cell gives the same object; it is kept, so that no other gets
        # its number.
        self._scopes: dict[int, tuple[frozenset[str], bool, object]] = {}
        self._plans: dict[_Key, Plan] = {}
        self._dockets: dict[tuple[object, ...], Docket] = {}
        self._standings: dict[int, tuple[Standing, object]] = {}
        self._owing_all: dict[Cycle, date] = {}
        self.conclusions: dict[tuple[date | int | None, ...], Conclusion] = {}
        self.next_cycle_on = next_day(self._judged.judged_until)

    def cycle(self, person: Person) -> Cycle:
        """Give the cycle that is looked at: by the due date in the row, else the running one."""
        due = person.cells.get("renewal_due", BLANK).value
        if due is None:
            return self._judged
        cycle = self._cycles.get(due)
        if cycle is None:
            cycle = self._cycles[due] = self.pack.cycle_ending(due)
        return cycle

    def scopes(self, categories: Sequence[Category]) -> tuple[frozenset[str], bool]:
        """Give the scopes of some categories, and whether their holders always give RSC."""
        found = self._scopes.get(id(categories))
        if found is None:
            scopes = frozenset(category.scope for category in categories)
            always = not scopes.isdisjoint(self.pack.file.gives_rsc.always_scopes)
            found = self._scopes[id(categories)] = scopes, always, categories
        return found[:2]

    def plan(self, case: Case) -> Plan:
        """Give the requirements that the workbook tracks, with what is needed of such a person."""
        decided = decided_on(case) if case.phase == "initial" else case.rules_on
        key = case.person.table, case.phase, case.scopes, case.rules_on, decided
        plan = self._plans.get(key)
        if plan is None:
            asked = self.pack.plan(case.phase, case.scopes, case.rules_on, decided)
            plan = self._plans[key] = [one for one in asked if one[0].tracked(case)]
        return plan

    def docket(self, case: Case) -> Docket:
        """Give for each requirement of the plan how to settle it for cases like this one."""
        decided = decided_on(case) if case.phase == "initial" else None
        key = (
            case.person.table, case.phase, case.scopes, case.rules_on, decided,
            case.start, case.ends, case.deadline, case.grace_until, case.removal_on,
        )  # fmt: skip
        docket = self._dockets.get(key)
        if docket is None:
            docket = self._dockets[key] = [
                (rule.settler(case, need), rule.deferrable) for rule, need in self.plan(case)
            ]
        return docket

    def standing(self, person: Person) -> Standing:
        """Give what a person is; what a status alone tells is worked out once for each."""
        status = person.cells.get("status", BLANK).value
        if status is None:
            return standing_of(person)
        found = self._standings.get(id(status))
        if found is None:
            found = self._standings[id(status)] = standing_of(person), status
        return found[0]

    def owed(self, person: Person) -> Owed:
        """Give what a person owes in a renewal; who was endorsed long ago owes all."""
        cycle, cells, owing_all = self.cycle(person), person.cells, self._owing_all
        endorsed = cells.get("endorsed", BLANK).value
        if endorsed is not None and endorsed <= owing_all.get(cycle, date.min):
            return ALL
        found = owed(person, self.pack, cycle)
        since = person.held_since
        if found is ALL and since is not None and self._goes_by_endorsement(cycle, person):
            known = owing_all.get(cycle, date.min)
            owing_all[cycle] = max(known, since)  # who has held it longer owes no less
        return found

    def owing_all_since(self, case: Case) -> date:
        """Give the day up to which all who were endorsed are known to owe all of a cycle."""
        return self._owing_all.get(self.cycle(case.person), date.min)

    def _goes_by_endorsement(self, cycle: Cycle, person: Person) -> bool:
        """Whether nothing but the day of endorsement decides what is owed."""
        rule = self.pack.first_renewal(cycle.ends)
        return rule.trigger == "endorsed" and "renewal_due" not in person.cells

    def asked(self) -> frozenset[str]:
        """Give the requirements that somebody who was judged is asked for."""
        plans = (self.pack.plan(*key[1:]) for key in self._plans)
        return frozenset(rule.id for plan in plans for rule, need in plan if need is not None)

    def alongside(self, case: Case) -> list[Finding]:
        """Give what is good to know of a person beside the requirements."""
        return alongside(case, self.pack)


def standing_of(person: Person) -> Standing:
    """Tell what a person is: by the status, else by the dates that stand there."""
    status = person.cell("status")
    if status.problem is not None:
        return Standing("unknown", "", endorsee=False)
    if isinstance(status.value, StatusSpec):
        phase = status.value.phase
        return Standing(phase, status.value.code, endorsee=phase == "renewal", spec=status.value)
    if person.day("endorsed") is not None:
        return Standing("renewal", "endorsed", endorsee=True)
    if any(not person.cell(key).blank for key in APPLIED):
        return Standing("initial", "applicant", endorsee=False)
    return Standing("renewal", "endorsed", endorsee=True)


def case_of(person: Person, sitting: Sitting, standing: Standing) -> Case:
    """Put together what the requirements have to know: the cycle, and whether it is owed yet."""
    roster, as_of, pack = sitting.roster, sitting.as_of, sitting.pack
    scopes, always = sitting.scopes(person.categories)
    if standing.phase == "initial":
        on = _submitted(person, as_of)
        return Case(person, roster, as_of, "initial", scopes, always, on, pack)
    if standing.phase != "renewal":
        phase: Phase = "inactive" if standing.phase == "inactive" else "reinstatement"
        return Case(person, roster, as_of, phase, scopes, always, as_of, pack)
    cycle = sitting.cycle(person)
    return Case(
        person,
        roster,
        as_of,
        "renewal",
        scopes,
        always,
        cycle.ends,
        pack,
        cycle.start,
        cycle.ends,
        cycle.deadline,
        cycle.grace_until,
        cycle.removal_on,
    )


def _submitted(person: Person, as_of: date) -> date:
    """Give the day whose rules hold for an application: its submission, else today."""
    submitted = person.day("submitted")
    return submitted if submitted is not None and submitted <= as_of else as_of


def decided_on(case: Case) -> date:
    """Give the day of the decision on an application; the as-of date while there is none."""
    decided = case.person.day("decision")
    return decided if decided is not None and decided <= case.as_of else case.as_of


def reckon(person: Person, sitting: Sitting) -> None:
    """Note what somebody is asked for who is not judged in this sitting; see `Sitting.asked`."""
    standing = standing_of(person)
    if standing.phase not in {"none", "unknown"} and person.categories:
        sitting.plan(case_of(person, sitting, standing))


def owed_by(case: Case, sitting: Sitting) -> Owed:
    """Say what a person owes at the deadline of the case."""
    if case.phase != "renewal":
        return ALL
    return sitting.owed(case.person)


def nothing_asked(person: Person, standing: Standing, sitting: Sitting) -> Finding:
    """Say that nothing is asked while somebody is away, and what there is to do to come back."""
    facts = {"status": standing.words}
    back = standing.spec is not None and standing.spec.standing in AWAY
    remarks = _way_back(person, sitting) if back else ()
    return Finding(
        "standing",
        Outcome.NOT_APPLICABLE,
        "standing.none",
        facts,
        person.place("status"),
        person,
        remarks=remarks,
    )


def _way_back(person: Person, sitting: Sitting) -> tuple[Remark, ...]:
    scopes, _ = sitting.scopes(person.categories)
    asked = sitting.pack.plan("reinstatement", scopes, sitting.as_of)
    listed = joined(", ", (rule.wanted(need) for rule, need in asked if need is not None))
    return (Remark("standing.way_back", {"list": listed}),) if listed else ()


def tables_of(roster: Roster) -> list[Table]:
    """Give the tables of the roster in which people stand."""
    seen = {id(person.table): person.table for person in roster.people}
    return list(seen.values())
