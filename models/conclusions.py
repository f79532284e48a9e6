"""What verdicts come to: status, next due date, next day of change; findings on demand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from types import MappingProxyType

from models.calendar import next_day
from models.findings import GRAVITY, Assessment, Finding, Outcome, Settled
from models.judging import judge_all
from models.requirements.base import Case
from models.roster import Person
from models.standing import Conclusion, Sitting, case_of, standing_of

MOST_CONCLUSIONS = 4096
"""So many are kept: most people share theirs, and a few have their very own."""


def in_short(person: Person, sitting: Sitting, known: Conclusion) -> Assessment:
    """Assess somebody of whom nothing is to be flagged; findings are made if somebody asks."""
    rest = partial(at_length, sitting)
    return Assessment(person, rest, known.status, known.due, known.changes)


def together(
    sitting: Sitting, verdicts: Sequence[Settled | None], until: date | None
) -> Conclusion:
    """Give what some verdicts come to; worked out once for everybody of whom just these hold."""
    key = until, *map(id, verdicts)
    known = sitting.conclusions.get(key)
    if known is None:
        known = _conclusion(sitting.as_of, verdicts, until)
        if len(sitting.conclusions) < MOST_CONCLUSIONS:
            sitting.conclusions[key] = known
    return known


def _conclusion(as_of: date, verdicts: Sequence[Settled | None], until: date | None) -> Conclusion:
    """Put some verdicts together: the status, the next due date, the next day of change."""
    due, changes, status = None, until, Outcome.NOT_APPLICABLE
    for verdict in verdicts:
        if verdict is None:
            continue
        outcome, day, turns = verdict
        if day is not None and day >= as_of and (due is None or day < due):
            due = day
        if turns is not None and turns > as_of and (changes is None or turns < changes):
            changes = turns
        if outcome is Outcome.MEETS:
            status = outcome
    if due is not None and (changes is None or due < changes):
        changes = next_day(due)  # from then on another day is the next one due
    return Conclusion(status, due, changes, verdicts)


def at_length(
    sitting: Sitting,
    person: Person,
    found: Sequence[Finding] = (),
    known: Mapping[int, Sequence[Finding]] = MappingProxyType({}),
) -> Sequence[Finding]:
    """Make the findings of somebody of whom not all was judged; found, known: what was."""
    case = case_of(person, sitting, standing_of(person))
    return sorted([*found, *judge_all(case, sitting, known)], key=urgency)


def rollover(case: Case, sitting: Sitting) -> date | None:
    """Give the day on which another cycle is looked at, or other rules hold."""
    if case.phase != "renewal":
        return sitting.pack.next_rules(case.phase, case.as_of)
    if case.person.day("renewal_due") is not None:
        return None
    return sitting.next_cycle_on


def urgency(finding: Finding) -> tuple[int, date, str]:
    """Give the key by which findings are put in order, the gravest first."""
    return GRAVITY[finding.outcome], finding.due or date.max, finding.rule
