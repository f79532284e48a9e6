"""assess(roster, pack, as_of): the one way to judge anybody.

An application is judged by the rules in force when it was submitted, a renewal by those at the
deadline of its cycle. `as_of` is always an argument; nothing here reads a clock.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from functools import partial
from typing import NamedTuple

from models.categories import Category
from models.collector import collector_paused
from models.findings import (
    GRAVITY,
    Assessment,
    Assessments,
    Entry,
    Finding,
    Outcome,
    Settled,
)
from models.records import Table
from models.requirements.base import Case, Need, Requirement
from models.requirements.hours import earliest
from models.roster import Person, Roster
from models.rowchecks import check_row, unreadable_cells
from models.rulepack import Cycle, Pack, StatusSpec
from models.wording import written

APPLIED = ("submitted", "registered")
"""Dates that only an application has as long as nobody is endorsed."""


class Standing(NamedTuple):
    """What a person is: phase, the status in words, and whether a date of endorsement is owed."""

    phase: str
    words: str
    endorsee: bool


@collector_paused()
def assess(roster: Roster, pack: Pack, as_of: date) -> Assessments:
    """Judge everybody in the roster on a day.

    Returns an assessment for each person in sheet order, the findings that belong to nobody, and
    notices about the book as a whole.
    """
    sitting = Sitting(roster, pack, as_of)
    people = [assess_person(person, sitting) for person in roster.people]
    return Assessments(as_of, people, roster.findings, notices(roster, pack))


class Sitting:
    """A book on the day it is judged; what is the same for many people is worked out once."""

    def __init__(self, roster: Roster, pack: Pack, as_of: date) -> None:
        self.roster, self.pack, self.as_of = roster, pack, as_of
        self._cycles: dict[date | None, Cycle] = {}
        self._rolls_over: dict[date, date] = {}
        self._scopes: dict[Sequence[Category], tuple[frozenset[str], bool]] = {}
        self._plans: dict[tuple[object, ...], list[tuple[Requirement, Need | None]]] = {}

    def cycle(self, due: date | None) -> Cycle:
        """Give the cycle that ends on a day, or the one that is looked at now."""
        cycle = self._cycles.get(due)
        if cycle is None:
            pack = self.pack
            cycle = pack.judged_cycle(self.as_of) if due is None else pack.cycle_ending(due)
            self._cycles[due] = cycle
        return cycle

    def rolls_over(self, deadline: date) -> date:
        """Give the day on which the cycle after this deadline is looked at."""
        day = self._rolls_over.get(deadline)
        if day is None:
            day = self.pack.judged_until(deadline) + timedelta(days=1)
            self._rolls_over[deadline] = day
        return day

    def scopes(self, categories: Sequence[Category]) -> tuple[frozenset[str], bool]:
        """Give the scopes of some categories, and whether their holders always give RSC."""
        found = self._scopes.get(categories)
        if found is None:
            scopes = frozenset(category.scope for category in categories)
            always = not scopes.isdisjoint(self.pack.file.gives_rsc.always_scopes)
            found = self._scopes[categories] = scopes, always
        return found

    def plan(self, case: Case) -> Sequence[tuple[Requirement, Need | None]]:
        """Give the requirements that the workbook tracks, with what is needed of such a person."""
        on = rules_on(case)
        key = case.person.table, case.phase, case.scopes, on
        plan = self._plans.get(key)
        if plan is None:
            asked = self.pack.plan(case.phase, case.scopes, on)
            plan = self._plans[key] = [one for one in asked if one[0].tracked(case)]
        return plan


def assess_person(person: Person, sitting: Sitting) -> Assessment:
    """Judge one person on a day."""
    standing = standing_of(person)
    found = check_row(person, sitting.as_of, endorsee=standing.endorsee)
    found += sitting.roster.by_person.get(id(person), ())
    case, until = None, None
    if standing.phase == "none":
        found.append(_nothing_asked(person, standing))
    elif standing.phase != "unknown" and person.categories:
        case = case_of(person, sitting, standing)
        until = _rollover(case, sitting)
        settled = None if found else _settled(case, sitting, until)
        if settled is not None:
            return settled
        found += _requirements(case, sitting)
    found += unreadable_cells(person, {f.place for f in found})
    return _concluded(person, found, sitting.as_of, until)


def _settled(case: Case, sitting: Sitting, until: date | None) -> Assessment | None:
    """Conclude in short for somebody of whom nothing is to be flagged; None: judge at length."""
    if [cell for cell in case.person.cells.values() if cell.problem is not None]:
        return None
    verdicts = []
    for requirement, need in sitting.plan(case):
        verdict = requirement.settled(case, need)
        if requirement.deferrable and case.first_due is not None:
            verdict = Settled(Outcome.NOT_APPLICABLE, case.first_due)
        if verdict is None:
            return None
        verdicts.append(verdict)
    return _in_short(case, sitting, verdicts, until)


def _in_short(
    case: Case, sitting: Sitting, verdicts: Sequence[Settled], until: date | None
) -> Assessment:
    """Conclude from verdicts; the findings are made if somebody asks for them."""
    as_of, due, changes = case.as_of, None, until
    for verdict in verdicts:
        day, turns = verdict.due, verdict.changes_on
        if day is not None and day >= as_of and (due is None or day < due):
            due = day
        if turns is not None and turns > as_of and (changes is None or turns < changes):
            changes = turns
    met = any(verdict.outcome is Outcome.MEETS for verdict in verdicts)
    status = Outcome.MEETS if met else Outcome.NOT_APPLICABLE
    return Assessment(case.person, partial(_at_length, case.person, sitting), status, due, changes)


def _at_length(person: Person, sitting: Sitting) -> Sequence[Finding]:
    """Make the findings of somebody of whom nothing is to be flagged."""
    case = case_of(person, sitting, standing_of(person))
    return sorted(_requirements(case, sitting), key=_urgency)


def standing_of(person: Person) -> Standing:
    """Tell what a person is: by the status, else by the dates that stand there."""
    status = person.cell("status")
    if status.problem is not None:
        return Standing("unknown", "", endorsee=False)
    if isinstance(status.value, StatusSpec):
        phase = status.value.phase
        return Standing(phase, status.value.code, endorsee=phase == "renewal")
    if person.day("endorsed") is not None:
        return Standing("renewal", "endorsed", endorsee=True)
    if any(not person.cell(key).blank for key in APPLIED):
        return Standing("initial", "applicant", endorsee=False)
    return Standing("renewal", "endorsed", endorsee=True)


def case_of(person: Person, sitting: Sitting, standing: Standing) -> Case:
    """Put together what the requirements have to know: the cycle, and whether it is owed yet."""
    roster, as_of = sitting.roster, sitting.as_of
    scopes, always = sitting.scopes(person.categories)
    if standing.phase == "initial":
        return Case(person, roster, as_of, "initial", scopes, always)
    due = person.day("renewal_due")
    cycle = sitting.cycle(due)
    case = Case(
        person, roster, as_of, "renewal", scopes, always, start=cycle.start, deadline=cycle.deadline
    )
    endorsed = person.cell("endorsed")
    if endorsed.value is None and "endorsed" in person.table.columns:
        case.due_unknown = "blank" if endorsed.blank else "not readable"
    elif due is None and isinstance(endorsed.value, date):
        case.first_due = _first_due(sitting.pack, endorsed.value, cycle.deadline)
    return case


def _first_due(pack: Pack, endorsed: date, deadline: date) -> date | None:
    """Give the later deadline of who does not owe this one yet, or None."""
    if pack.file.first_renewal.rule == "owed" or endorsed.year < deadline.year:
        return None
    return pack.deadline_from(date(endorsed.year + 1, 1, 1))


def _rollover(case: Case, sitting: Sitting) -> date | None:
    """Give the day on which another cycle is looked at, or other rules hold."""
    if case.phase == "initial" and rules_on(case) == case.as_of:
        return sitting.pack.next_rules(case.phase, case.as_of)
    if case.deadline is None or case.person.day("renewal_due") is not None:
        return None
    return sitting.rolls_over(case.deadline)


def _requirements(case: Case, sitting: Sitting) -> list[Finding]:
    """Judge every requirement of the phase that the workbook tracks."""
    found: list[Finding] = []
    for requirement, need in sitting.plan(case):
        if requirement.deferrable and case.first_due is not None:
            found.append(_deferred(requirement, case, need, sitting.pack))
            continue
        judged = requirement.judge(case, need)
        if requirement.deferrable and case.due_unknown is not None:
            judged = [_doubted(finding, requirement, case) for finding in judged]
        found += judged
    return found


def rules_on(case: Case) -> date:
    """Give the day whose rules hold: deadline of a renewal, submission of an application."""
    if case.deadline is not None:
        return case.deadline
    submitted = case.person.day("submitted")
    return submitted if submitted is not None and submitted <= case.as_of else case.as_of


def _deferred(requirement: Requirement, case: Case, need: Need | None, pack: Pack) -> Finding:
    """Say that the first renewal comes later."""
    facts = {"endorsed": written(case.person.day("endorsed")), "due": case.first_due}
    cited = Need(0.0, pack.citation(pack.file.first_renewal)) if need is not None else None
    finding = requirement.finding(
        case, Outcome.NOT_APPLICABLE, "renewal.first_later", facts, cited, due=case.first_due
    )
    finding.action = ""
    return finding


def _doubted(finding: Finding, requirement: Requirement, case: Case) -> Finding:
    """Turn what is short into doubt where nobody can say whether this deadline is owed."""
    if finding.outcome not in {Outcome.OPEN, Outcome.GAP}:
        return finding
    facts = {
        "title": requirement.title,
        "short_title": requirement.short_title or requirement.title,
        "state": case.due_unknown,
        "shortfall": finding.message,
    }
    finding.outcome, finding.say, finding.facts = Outcome.CANNOT_TELL, "endorsed.unknown", facts
    finding.pace = finding.short = None
    finding.action = "Type the date of endorsement."
    return finding


def _nothing_asked(person: Person, standing: Standing) -> Finding:
    facts = {"status": standing.words}
    return Finding(
        "standing", Outcome.NOT_APPLICABLE, "standing.none", facts, person.place("status"), person
    )


def _concluded(
    person: Person, found: Iterable[Finding], as_of: date, until: date | None
) -> Assessment:
    """Order the findings, and conclude: status, next due date, next day of change."""
    findings = sorted(found, key=_urgency)
    status = _status(findings)
    changes = [f.changes_on for f in findings if f.changes_on is not None and f.changes_on > as_of]
    return Assessment(
        person, findings, status, _next_due(findings, as_of), earliest(until, *changes)
    )


def _urgency(finding: Finding) -> tuple[int, date, str]:
    return GRAVITY[finding.outcome], finding.due or date.max, finding.rule


def _status(findings: Sequence[Finding]) -> Outcome:
    """Give the gravest outcome; who has nothing but what is not asked has nothing due."""
    return findings[0].outcome if findings else Outcome.NOT_APPLICABLE


def _next_due(findings: Sequence[Finding], as_of: date) -> date | None:
    """Give the first date by which something must be mended; else the next one ahead."""
    unmet = [f.due for f in findings if f.flagged and f.due is not None]
    if unmet:
        return min(unmet)
    return earliest(*(f.due for f in findings if f.due is not None and f.due >= as_of))


def notices(roster: Roster, pack: Pack) -> list[str]:
    """Say once for the book what is not tracked, and what was read as no person."""
    said = [f"Not tracked in this workbook: {title}." for title in _untracked(roster, pack)]
    by_sheet: dict[str, list[str]] = {}
    for row in roster.skipped:
        by_sheet.setdefault(row.place.sheet, []).append(
            f'{row.place.row} ({row.taken_for}: "{row.text}")'
        )
    said += [
        f"{sheet}: read as no person: row {', '.join(rows)}." for sheet, rows in by_sheet.items()
    ]
    if not roster.people:
        said.append("No people stand below the header. Is the list on another tab?")
    renewing = any(standing_of(person).phase == "renewal" for person in roster.people)
    if renewing and not any("endorsed" in t.columns for t in _rosters(roster)):
        said.append("There is no column with the date of endorsement: everybody is taken as due.")
    return said


def _rosters(roster: Roster) -> list[Table]:
    seen = {id(person.table): person.table for person in roster.people}
    return list(seen.values())


def _untracked(roster: Roster, pack: Pack) -> list[str]:
    """Give the titles of the requirements that nothing in the workbook can tell."""
    phases = {standing_of(person).phase for person in roster.people}
    first = {id(person.table): person for person in reversed(roster.people)}
    titles = []
    for requirement in pack.requirements:
        if requirement.phase not in phases or not requirement.need:
            continue
        cases = [
            Case(person, roster, date.min, requirement.phase, frozenset(), always_gives_rsc=False)
            for person in first.values()
        ]
        if not any(requirement.tracked(case) for case in cases):
            titles.append(requirement.title)
    return list(dict.fromkeys(titles))


def evidence(finding: Finding, roster: Roster, pack: Pack, as_of: date) -> Sequence[Entry]:
    """List the log entries behind a requirement's finding: counted or not, and why."""
    requirement = next((r for r in pack.requirements if r.id == finding.rule), None)
    if requirement is None or finding.person is None:
        return ()
    sitting = Sitting(roster, pack, as_of)
    case = case_of(finding.person, sitting, standing_of(finding.person))
    return requirement.evidence(case)
