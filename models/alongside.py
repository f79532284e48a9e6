"""What is good to know of a person beside the requirements; none of it is asked for.

Several credentials of one person share their hours; an applicant stands at a stage.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from models.calendar import next_day
from models.findings import Finding, Outcome, Remark
from models.packfile import StatusSpec
from models.renewal import PRORATED
from models.requirements.base import Case
from models.reviewing import Review, Stage, reviews, stage_of
from models.roster import Person
from models.rulepack import Pack
from models.wording import joined, worded


def alongside(case: Case, pack: Pack) -> list[Finding]:
    """Give what is good to know of the person of a case."""
    found = []
    if case.phase == "renewal" and pack.file.dual is not None and pack.file.dual.rule == "once":
        found += _same_hours(case, pack)
    if case.phase == "initial":
        found += _stage(case, pack)
    return found


def _same_hours(case: Case, pack: Pack) -> list[Finding]:
    """Name the credential in which hours are entered, and the sentence for the others."""
    rows = _credentials(case.person)
    if len(rows) < 2 or pack.file.dual is None:
        return []
    lead = max(rows, key=lambda row: _asked(row, case, pack))
    if lead is case.person or not lead.categories:
        return []
    code = " + ".join(category.code for category in lead.categories)
    paste = worded("renewal.paste", lead=code)
    finding = Finding(
        "renewal.same_hours",
        Outcome.NOT_APPLICABLE,
        "renewal.same_hours",
        {"lead": code, "paste": paste},
        case.person.place("category"),
        case.person,
        citation=pack.citation(pack.file.dual),
    )
    return [finding]


def _credentials(person: Person) -> Sequence[Person]:
    """Give the rows of the roster in which the same person stands with a credential to renew."""
    provider = person.as_provider
    if provider is None or provider.individual is None:
        return (person,)
    return [row for row in provider.individual.rows if row is person or _renews(row)]


def _renews(row: Person) -> bool:
    status = row.cell("status").value
    renews = status.phase == "renewal" if isinstance(status, StatusSpec) else True
    return renews and row.day("endorsed") is not None and bool(row.categories)


def _asked(row: Person, case: Case, pack: Pack) -> float:
    """Give how many hours are asked of a credential, to tell which asks the most."""
    scopes = frozenset(category.scope for category in row.categories)
    plan = pack.plan("renewal", scopes, case.rules_on)
    return sum(n.value for rule, n in plan if n is not None and rule.kind in PRORATED)


def _stage(case: Case, pack: Pack) -> list[Finding]:
    """Say at which stage an application is, what comes next, and when it can be reviewed."""
    stage = _reached(case, pack)
    is_in = case.submitted is not None or (stage is not None and stage.handed_in)
    ahead = None if is_in else _next_review(case, pack)
    if stage is None and ahead is None:
        return []
    facts = {"stage": stage.name, "next": stage.next} if stage is not None else {}
    remark = Remark("standing.window", _days(ahead)) if ahead is not None else None
    finding = Finding(
        "initial.stage",
        Outcome.NOT_APPLICABLE,
        "standing.application" if stage is not None else "standing.window",
        facts if stage is not None or ahead is None else _days(ahead),
        case.person.place("status"),
        case.person,
        citation=pack.citation(ahead.window) if ahead is not None else None,
        changes_on=_turns(case, pack, ahead),
        remarks=(remark,) if stage is not None and remark is not None else (),
    )
    return [finding]


def _reached(case: Case, pack: Pack) -> Stage | None:
    """Give the stage that the status names, else the last one whose date has come."""
    status = case.person.cell("status").value
    named = status.stage if isinstance(status, StatusSpec) else ""
    by_code = {stage.code: stage for stage in pack.file.stage}
    return by_code.get(named) or stage_of(pack.file.stage, case.person, case.as_of)


def _next_review(case: Case, pack: Pack) -> Review | None:
    return next(iter(reviews(pack.file.review_window, case.as_of, 1)), None)


def _days(review: Review) -> dict[str, object]:
    """Give the days of a review for its sentence."""
    decided = worded("word.review.decision", day=review.decision_by) if review.decision_by else ""
    exam = worded("word.review.exam", day=review.exam_on) if review.exam_on else ""
    return {"submit_by": review.submit_by, "then": joined("", (decided, exam))}


def _turns(case: Case, pack: Pack, ahead: Review | None) -> date | None:
    """Give the day after the next review's last day, or on which a date of a stage comes."""
    dated = [case.person.day(stage.code) for stage in pack.file.stage]
    coming = [day for day in dated if day is not None and day > case.as_of]
    if ahead is not None:
        coming.append(next_day(ahead.submit_by))
    return min(coming, default=None)
