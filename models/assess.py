"""assess(roster, pack, as_of): the one way to judge anybody.

An application is judged by the rules in force when it was submitted, a renewal by those at the
deadline of its cycle. `as_of` is always an argument; nothing here reads a clock.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import partial
from operator import itemgetter

from models.ataglance import Begun, at_a_glance
from models.calendar import next_day
from models.collector import without_collector
from models.conclusions import at_length, in_short, rollover, together, urgency
from models.findings import (
    Assessment,
    Assessments,
    Entry,
    Finding,
    Outcome,
)
from models.judging import but_where_unread, judge_all, judge_some, settle_all, tracked_plan
from models.notices import notices
from models.requirements.base import earliest
from models.roster import Person, Roster
from models.rowchecks import ASIDE, any_ahead, check_row, in_order, unreadable_cells
from models.rulepack import Pack
from models.standing import (
    Sitting,
    case_of,
    nothing_asked,
    owed_by,
    reckon,
    standing_of,
)

__all__ = [
    "Sitting", "assess", "assess_person", "case_of", "evidence", "gathered", "reckon",
    "standing_of",
]  # fmt: skip


@without_collector
def assess(roster: Roster, pack: Pack, as_of: date) -> Assessments:
    """Judge everybody in the roster on a day.

    Returns an assessment for each person in sheet order, the findings that belong to nobody, and
    notices about the book as a whole.
    """
    sitting = Sitting(roster, pack, as_of)
    known, begun = at_a_glance(sitting)
    people = [
        known.get(id(one)) or assess_person(one, sitting, begun.get(id(one)))
        for one in roster.people
    ]
    return gathered(sitting, people)


def gathered(sitting: Sitting, people: Sequence[Assessment]) -> Assessments:
    """Put the assessments of everybody together with what belongs to nobody, and the notices."""
    others = [*sitting.roster.findings, *sitting.waivers.others]
    return Assessments(sitting.as_of, people, others, partial(notices, sitting))


def assess_person(person: Person, sitting: Sitting, begun: Begun | None = None) -> Assessment:
    """Judge one person on a day. begun: what is known of them already."""
    if begun is not None:
        return _go_on(person, sitting, begun)
    standing, as_of = sitting.standing(person), sitting.as_of
    readable = not any(map(_PROBLEM, person.cells.values()))
    found = _in_row(person, sitting, endorsee=standing.endorsee, readable=readable)
    until = None
    if standing.phase == "none":
        found.append(nothing_asked(person, standing, sitting))
    elif standing.phase != "unknown" and person.categories:
        case = case_of(person, sitting, standing)
        until = rollover(case, sitting)
        verdicts = settle_all(case, sitting) if readable or case.phase != "initial" else None
        if verdicts and readable and None not in verdicts and not found:
            return in_short(person, sitting, together(sitting, verdicts, until))
        if verdicts and case.phase != "initial":
            left = verdicts if readable else but_where_unread(case, sitting, verdicts)
            return _in_part(Begun(case, left, until, unread=not readable), sitting, found)
        found += judge_all(case, sitting) or [nothing_asked(person, standing, sitting)]
    if not readable:
        found += unreadable_cells(person, {f.place for f in found})
    return _concluded(person, found, as_of, until)


def _go_on(person: Person, sitting: Sitting, begun: Begun) -> Assessment:
    """Judge what is left of somebody who renews, and all of whose cells that matter are read."""
    found: list[Finding] = []
    if begun.odd:
        begun = begun._replace(unread=any(person.cell(key).problem for key in ASIDE))
        found = _in_row(person, sitting, endorsee=True, readable=not begun.unread)
    return _in_part(begun, sitting, found)


def _in_row(person: Person, sitting: Sitting, *, endorsee: bool, readable: bool) -> list[Finding]:
    """Give what is found beside the requirements, but for cells that cannot be read."""
    found, as_of, last_logged = [], sitting.as_of, sitting.roster.last_logged
    ahead = last_logged is not None and last_logged > as_of and any_ahead(person, as_of)
    if ahead or not readable or not in_order(person, as_of, endorsee=endorsee):
        found = check_row(person, as_of, endorsee=endorsee)
    found += sitting.roster.by_person.get(id(person), ())
    found += sitting.waivers.incomplete(person)
    return found


_PROBLEM = itemgetter(1)
"""Why a cell cannot be read; quicker than by its name."""


def _in_part(begun: Begun, sitting: Sitting, found: list[Finding]) -> Assessment:
    """Judge what is not settled; the other findings are made if somebody asks for them."""
    case, verdicts, until = begun.case, begun.verdicts, begun.until
    person, known = case.person, judge_some(case, sitting, verdicts)
    mine = [*found, *(finding for judged in known.values() for finding in judged)]
    if begun.unread:
        unread = unreadable_cells(person, {finding.place for finding in mine})
        found, mine = [*found, *unread], [*mine, *unread]
    flagged = [finding for finding in sorted(mine, key=urgency) if finding.flagged]
    if not flagged:
        found += judge_all(case, sitting, known)
        return _concluded(person, found, sitting.as_of, until)
    settled = together(sitting, verdicts, until)
    due, as_of = _unmet(flagged), sitting.as_of
    if due is None:
        due = earliest(settled.due, *(f.due for f in mine if f.due and f.due >= as_of))
    turns = [f.changes_on for f in mine if f.changes_on is not None and f.changes_on > as_of]
    turns += [v.changes_on for v in verdicts if v and v.changes_on and v.changes_on > as_of]
    if due is not None and due >= as_of:
        turns.append(next_day(due))
    rest = partial(at_length, sitting, found=found, known=known)
    changes = earliest(until, *turns)
    return Assessment(person, rest, flagged[0].outcome, due, changes, flagged)


def _concluded(
    person: Person, found: Iterable[Finding], as_of: date, until: date | None
) -> Assessment:
    """Order the findings, and conclude: status, next due date, next day of change."""
    findings = sorted(found, key=urgency)
    status, due = _status(findings), _next_due(findings, as_of)
    changes = [f.changes_on for f in findings if f.changes_on is not None and f.changes_on > as_of]
    if due is not None and due >= as_of:
        changes.append(next_day(due))  # from then on another day is the next one due
    return Assessment(person, findings, status, due, earliest(until, *changes))


def _status(findings: Sequence[Finding]) -> Outcome:
    """Give the gravest outcome; who has nothing but what is not asked has nothing due."""
    return findings[0].outcome if findings else Outcome.NOT_APPLICABLE


def _next_due(findings: Sequence[Finding], as_of: date) -> date | None:
    """Give the first date by which something must be mended; else the next one ahead."""
    unmet = _unmet(findings)
    if unmet is not None:
        return unmet
    return earliest(*(f.due for f in findings if f.due is not None and f.due >= as_of))


def _unmet(findings: Sequence[Finding]) -> date | None:
    """Give the first date by which something has to be mended."""
    return earliest(*(f.due for f in findings if f.flagged))


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
