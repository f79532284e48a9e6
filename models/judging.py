"""Every requirement of a case, with what is asked of this very person, judged.

What is asked in general comes from the pack; here it is fitted to the person: nothing yet before
the first renewal, a fraction, less after years in a category, leave, more time.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from models.findings import Finding, Outcome, Remark, Settled
from models.records import WaiverRow
from models.renewal import Owed, prorated, relieved
from models.requirements.base import Case, Need, Requirement, earliest
from models.requirements.clock import Clock
from models.standing import Sitting, owed_by
from models.waivers import granted, reduced
from models.wording import joined, worded


class Asked(NamedTuple):
    """One requirement as it is put to one person.

    case: as the requirement sees it, with a later deadline where one was granted. excused: why it
    is not asked now. turns: the next day on which a grant begins or has ended.
    """

    requirement: Requirement
    need: Need | None
    case: Case
    excused: Remark | None = None
    due: date | None = None
    turns: date | None = None
    extended: WaiverRow | None = None


def tracked_plan(case: Case, sitting: Sitting, owes: Owed) -> Iterator[Asked]:
    """Give each requirement that the workbook tracks, fitted to the person."""
    granted_any = bool(sitting.waivers.of(case.person))
    relief = not case.scopes.isdisjoint(sitting.pack.eased)
    for requirement, need in sitting.plan(case):
        asked = Asked(requirement, need, case)
        if requirement.deferrable and owes.later is not None:
            yield asked._replace(excused=owes.why, due=owes.later)
            continue
        if need is not None and relief and case.phase == "renewal":
            asked = _with_relief(asked, sitting)
        if asked.need is not None and owes.share is not None:
            asked = asked._replace(need=_fraction(asked, asked.need, owes.share, sitting))
        yield _with_grants(asked, sitting) if granted_any and need is not None else asked


def _fraction(asked: Asked, need: Need, share: tuple[int, int], sitting: Sitting) -> Need:
    """Give the fraction that is owed, with how surely its rule is known."""
    rule = sitting.pack.first_renewal(asked.case.rules_on)
    return prorated(asked.requirement, need, share, rule.reading)


def _with_relief(asked: Asked, sitting: Sitting) -> Asked:
    """Ask less of who has held the category for some years."""
    case, need = asked.case, asked.need
    less = relieved(asked.requirement, need, case, sitting.pack) if need is not None else None
    if less is None:
        return asked
    if less.peer_counts:
        case.peer_counts = True
    if less.need is None:
        return asked._replace(excused=less.why)
    return asked._replace(need=less.need)


def _with_grants(asked: Asked, sitting: Sitting) -> Asked:
    """Apply what the association has granted: leave, more time, fewer hours."""
    requirement, case, waivers = asked.requirement, asked.case, sitting.waivers
    asked = asked._replace(turns=waivers.turns(case, requirement))
    leave = waivers.leave(case, requirement)
    if leave is not None:
        return asked._replace(excused=Remark("waiver.leave", granted(leave)))
    fewer = waivers.fewer_hours(case, requirement)
    if fewer is not None and asked.need is not None:
        asked = asked._replace(need=reduced(asked.need, fewer))
    return _with_more_time(asked, sitting)


def _with_more_time(asked: Asked, sitting: Sitting) -> Asked:
    """Move the deadline to the end of an extension; hours up to it count, also when it is over.

    While an extension of an earlier deadline runs, it is that deadline which is looked at.
    """
    case = asked.case
    for row in sitting.waivers.extensions(case, asked.requirement):
        if row.end is None or case.deadline is None or case.ends is None:
            continue
        if row.end <= case.deadline:
            earlier = _before(asked, row.end, sitting)
            if earlier is not None and case.as_of <= row.end:
                return _until(earlier, row, row.end)
        elif case.as_of <= row.end or _is_last_before(row.end, case, sitting):
            return _until(asked, row, row.end)
    return asked


def _is_last_before(day: date, case: Case, sitting: Sitting) -> bool:
    """Whether the deadline of a case is the last one before a day."""
    return case.deadline is None or sitting.pack.cycle_before(day).deadline <= case.deadline


def _until(asked: Asked, row: WaiverRow, end: date) -> Asked:
    """Put a requirement as it stands with a later deadline."""
    case = asked.case
    ends = max(case.ends or end, end)
    grace = case.grace_until if case.grace_until is not None and case.grace_until > end else None
    later = replace(case, ends=ends, deadline=end, grace_until=grace, tallies={})
    return asked._replace(case=later, extended=row)


def _before(asked: Asked, end: date, sitting: Sitting) -> Asked | None:
    """Put a requirement as it was for the last deadline before a day; None: it is the same."""
    case, pack = asked.case, sitting.pack
    if case.person.day("renewal_due") is not None:
        return None
    cycle = pack.cycle_before(end)
    if case.deadline is None or cycle.deadline >= case.deadline:
        return None
    plan = pack.plan(case.phase, case.scopes, cycle.ends, cycle.ends)
    need = next((need for rule, need in plan if rule.id == asked.requirement.id), None)
    if need is None:
        return None
    then = replace(
        case,
        rules_on=cycle.ends,
        start=cycle.start,
        ends=cycle.ends,
        deadline=cycle.deadline,
        removal_on=cycle.removal_on,
        tallies={},
    )
    return asked._replace(case=then, need=need)


def settle_all(case: Case, sitting: Sitting) -> list[Settled | None] | None:
    """Say in short of each requirement that it is met or not asked; None: it has to be judged.

    None for the whole: all has to be judged at length.
    """
    if sitting.waivers.of(case.person):
        return None
    owes = owed_by(case, sitting)
    if owes.share is not None or not case.scopes.isdisjoint(sitting.pack.eased):
        return _settle_fitted(case, sitting, owes)
    verdicts = _settle_plain(case, sitting, owes)
    if case.phase == "initial":
        if None in verdicts:
            return None  # what is told beside depends on all of it
        beside = sitting.alongside(case)
        verdicts += [Settled(finding.outcome, None, finding.changes_on) for finding in beside]
    return verdicts


def but_where_unread(
    case: Case, sitting: Sitting, verdicts: Sequence[Settled | None]
) -> Sequence[Settled | None]:
    """Leave out what may be found in a cell that cannot be read: that is judged at length.

    Else nobody knew which of these cells a finding names already.
    """
    unread = {key for key, cell in case.person.cells.items() if cell.problem is not None}
    places = (rule.stands_in() for rule, _ in sitting.plan(case))
    return [
        None if fields is None or not unread.isdisjoint(fields) else verdict
        for fields, verdict in zip(places, verdicts, strict=True)
    ]


def _settle_plain(case: Case, sitting: Sitting, owes: Owed) -> list[Settled | None]:
    """Settle what is asked of everybody alike, in the shortest way."""
    docket = sitting.docket(case)
    if owes.later is None:
        return [settle(case) for settle, _ in docket]
    later = Settled(Outcome.NOT_APPLICABLE, owes.later)
    return [later if deferrable else settle(case) for settle, deferrable in docket]


def _settle_fitted(case: Case, sitting: Sitting, owes: Owed) -> list[Settled | None] | None:
    """Settle what is fitted to the person; None: not all of it is settled."""
    verdicts: list[Settled | None] = []
    for asked in tracked_plan(case, sitting, owes):
        verdict: Settled | None
        if asked.excused is not None:
            verdict = Settled(Outcome.NOT_APPLICABLE, asked.due)
        else:
            verdict = asked.requirement.settled(case, asked.need)
        if verdict is None:
            return None
        verdicts.append(verdict)
    return verdicts


def judge_all(
    case: Case, sitting: Sitting, known: Mapping[int, Sequence[Finding]] = MappingProxyType({})
) -> list[Finding]:
    """Judge every requirement of the phase that the workbook tracks.

    known: what was judged before, by place in the plan; see `judge_some`.
    """
    owes = owed_by(case, sitting)
    found: list[Finding] = []
    for at, asked in enumerate(tracked_plan(case, sitting, owes)):
        found += known[at] if at in known else _judged(asked, sitting, owes)
    if case.phase == "initial":
        _clocked(found, [rule.id for rule, _ in sitting.plan(case) if _ends_application(rule)])
    return found + sitting.alongside(case)


def _ends_application(rule: Requirement) -> bool:
    """Whether a requirement is the clock by which an application has to be in."""
    if not isinstance(rule, Clock):
        return False
    return rule.stop_field == "submitted" and rule.start_field != "membership_expires"


def _clocked(found: Iterable[Finding], clocks: Collection[str]) -> None:
    """Give what is open of an application the day by which it has to be in."""
    if not clocks:
        return
    found = list(found)
    due = earliest(*(f.due for f in found if f.rule in clocks))
    for finding in found:
        if finding.outcome is Outcome.OPEN and finding.due is None:
            finding.due = due


def judge_some(
    case: Case, sitting: Sitting, verdicts: Sequence[Settled | None]
) -> Mapping[int, Sequence[Finding]]:
    """Judge what `settle_all` has not settled, by its place in the plan."""
    if None not in verdicts:
        return {}
    owes = owed_by(case, sitting)
    plan = enumerate(zip(tracked_plan(case, sitting, owes), verdicts, strict=True))
    return {at: _judged(asked, sitting, owes) for at, (asked, verdict) in plan if verdict is None}


def _judged(asked: Asked, sitting: Sitting, owes: Owed) -> list[Finding]:
    """Judge one requirement as it is put to one person."""
    if asked.excused is not None:
        judged = [_excused(asked, sitting, owes)]
    else:
        judged = asked.requirement.judge(asked.case, asked.need)
        judged = [_dressed(finding, asked, owes) for finding in judged]
    if asked.turns is not None:
        for finding in judged:
            finding.changes_on = earliest(finding.changes_on, asked.turns)
    return judged


def _excused(asked: Asked, sitting: Sitting, owes: Owed) -> Finding:
    """Say why a requirement is not asked of this person now."""
    requirement, why = asked.requirement, asked.excused or Remark("")
    cited = None
    if asked.need is not None and asked.case.ends is not None and asked.excused is owes.why:
        rule = sitting.pack.first_renewal(asked.case.ends)
        cited = Need(0.0, sitting.pack.citation(rule))
    finding = requirement.finding(
        asked.case, Outcome.NOT_APPLICABLE, why.say, why.facts, cited, due=asked.due
    )
    finding.action = ""
    return finding


def _dressed(finding: Finding, asked: Asked, owes: Owed) -> Finding:
    """Add what is to be said beside a finding: doubt about the deadline, grace, more time."""
    if finding.outcome not in {Outcome.OPEN, Outcome.GAP} or asked.case.phase != "renewal":
        return finding
    if not asked.requirement.deferrable:
        return finding
    if owes.unknown is not None:
        return _doubted(finding, asked.requirement, owes.unknown)
    finding.remarks = (*finding.remarks, *_about_time(asked))
    return finding


def _doubted(finding: Finding, requirement: Requirement, why: Remark) -> Finding:
    """Turn what is short into doubt where nobody can say whether this deadline is owed."""
    facts = {
        **why.facts,
        "title": requirement.title,
        "short_title": requirement.short_title or requirement.title,
        "shortfall": _so_far(finding),
    }
    finding.outcome, finding.say, finding.facts = Outcome.CANNOT_TELL, why.say, facts
    finding.pace = finding.short = None
    finding.remarks = ()
    submitted = why.say.endswith(".submitted")
    finding.action = worded("step.date.submitted" if submitted else "step.date.endorsed")
    return finding


def _so_far(finding: Finding) -> object:
    """Say what is there; how much is lacking is not known."""
    if finding.have is not None and finding.need is not None:
        return worded("endorsed.so_far", have=finding.have, need=finding.need)
    return joined(" ", (worded(finding.say, **finding.facts), *finding.remarks))


def _about_time(asked: Asked) -> Iterator[Remark]:
    """Say what happens around the deadline: more time, grace, the end on the registry."""
    case = asked.case
    if asked.extended is not None:
        yield Remark("waiver.extended", granted(asked.extended))
    if case.in_grace:
        days = {"due": case.deadline, "until": case.grace_until}
        yield Remark("renewal.grace", days)
    if case.late and case.removal_on is not None and asked.extended is None:
        gone = case.as_of >= case.removal_on
        say = "renewal.removed" if gone else "renewal.removal"
        yield Remark(say, {"removal": case.removal_on})
