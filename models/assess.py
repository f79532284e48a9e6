"""assess(roster, pack, as_of): the one way to judge anybody.

An application is judged by the rules in force when it was submitted, a renewal by those at the
deadline of its cycle. `as_of` is always an argument; nothing here reads a clock.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import partial

from models.calendar import next_day
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
from models.judging import judge_all, settle_all, tracked_plan
from models.notices import notices
from models.requirements.base import Case, earliest
from models.roster import Person, Roster
from models.rowchecks import check_row, unreadable_cells
from models.rulepack import Pack
from models.standing import Sitting, case_of, nothing_asked, owed_by, reckon, standing_of

__all__ = [
    "Sitting", "assess", "assess_person", "case_of", "evidence", "gathered", "reckon",
    "standing_of",
]  # fmt: skip


@collector_paused()
def assess(roster: Roster, pack: Pack, as_of: date) -> Assessments:
    """Judge everybody in the roster on a day.

    Returns an assessment for each person in sheet order, the findings that belong to nobody, and
    notices about the book as a whole.
    """
    sitting = Sitting(roster, pack, as_of)
    return gathered(sitting, [assess_person(person, sitting) for person in roster.people])


def gathered(sitting: Sitting, people: Sequence[Assessment]) -> Assessments:
    """Put the assessments of everybody together with what belongs to nobody, and the notices."""
    others = [*sitting.roster.findings, *sitting.waivers.others]
    return Assessments(sitting.as_of, people, others, notices(sitting))


def assess_person(person: Person, sitting: Sitting) -> Assessment:
    """Judge one person on a day."""
    standing = standing_of(person)
    found = check_row(person, sitting.as_of, endorsee=standing.endorsee)
    found += sitting.roster.by_person.get(id(person), ())
    found += sitting.waivers.incomplete(person)
    until = None
    if standing.phase == "none":
        found.append(nothing_asked(person, standing, sitting))
    elif standing.phase != "unknown" and person.categories:
        case = case_of(person, sitting, standing)
        until = _rollover(case, sitting)
        settled = None if found else _settled(case, sitting, until)
        if settled is not None:
            return settled
        found += judge_all(case, sitting) or [nothing_asked(person, standing, sitting)]
    found += unreadable_cells(person, {f.place for f in found})
    return _concluded(person, found, sitting.as_of, until)


def _settled(case: Case, sitting: Sitting, until: date | None) -> Assessment | None:
    """Conclude in short for somebody of whom nothing is to be flagged; None: judge at length."""
    if [cell for cell in case.person.cells.values() if cell.problem is not None]:
        return None
    verdicts = settle_all(case, sitting)
    return None if not verdicts else _in_short(case, sitting, verdicts, until)


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
    if due is not None and (changes is None or due < changes):
        changes = next_day(due)  # from then on another day is the next one due
    met = any(verdict.outcome is Outcome.MEETS for verdict in verdicts)
    status = Outcome.MEETS if met else Outcome.NOT_APPLICABLE
    return Assessment(case.person, partial(_at_length, case.person, sitting), status, due, changes)


def _at_length(person: Person, sitting: Sitting) -> Sequence[Finding]:
    """Make the findings of somebody of whom nothing is to be flagged."""
    case = case_of(person, sitting, standing_of(person))
    return sorted(judge_all(case, sitting), key=_urgency)


def _rollover(case: Case, sitting: Sitting) -> date | None:
    """Give the day on which another cycle is looked at, or other rules hold."""
    if case.phase != "renewal":
        return sitting.pack.next_rules(case.phase, case.as_of)
    if case.person.day("renewal_due") is not None:
        return None
    return sitting.next_cycle_on


def _concluded(
    person: Person, found: Iterable[Finding], as_of: date, until: date | None
) -> Assessment:
    """Order the findings, and conclude: status, next due date, next day of change."""
    findings = sorted(found, key=_urgency)
    status, due = _status(findings), _next_due(findings, as_of)
    changes = [f.changes_on for f in findings if f.changes_on is not None and f.changes_on > as_of]
    if due is not None and due >= as_of:
        changes.append(next_day(due))  # from then on another day is the next one due
    return Assessment(person, findings, status, due, earliest(until, *changes))


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


def evidence(finding: Finding, roster: Roster, pack: Pack, as_of: date) -> Sequence[Entry]:
    """List the log entries behind a requirement's finding: counted or not, and why."""
    person = finding.person
    if person is None:
        return ()
    sitting = Sitting(roster, pack, as_of)
    case = case_of(person, sitting, standing_of(person))
    for asked in tracked_plan(case, sitting, owed_by(case, sitting)):
        if asked.requirement.id == finding.rule:
            return asked.requirement.evidence(asked.case)
    return ()
