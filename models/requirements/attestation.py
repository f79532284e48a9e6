"""Attestation and audit: who attests need not show a log, unless the audit asks for it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from models.findings import Finding, Outcome, Remark
from models.requirements.base import Case, Need, earliest

if TYPE_CHECKING:
    from models.requirements.clockhours import ClockHours

AUDITED = frozenset({"selected", "failed"})
"""What an audit says when the hours themselves have to be shown."""
COLUMN = "attested"


def attests(rule: ClockHours, case: Case) -> bool:
    """Whether an attestation may stand for the log; only where the sheet has a column for it."""
    if rule.proof != "attest" or case.deadline is None:
        return False
    in_time = rule.attest_from is None or case.rules_on >= rule.attest_from
    return in_time and COLUMN in case.person.table.columns


def has_attested(case: Case) -> bool:
    """Whether somebody has attested for this cycle: a date in it or after it, or a plain yes."""
    said = case.attested
    if isinstance(said, date):
        return said <= case.as_of and (case.start is None or said >= case.start)
    return said is True


def attested_on(case: Case) -> date | None:
    """Give the day ahead that the attestation bears."""
    said = case.attested
    return said if isinstance(said, date) and said > case.as_of else None


def stands_for_log(rule: ClockHours, case: Case) -> bool:
    """Whether the attestation is enough for now, whatever the log says."""
    stands = attests(rule, case) and has_attested(case)
    return stands and case.audit not in AUDITED and audit_problem(case) is None


def audit_problem(case: Case) -> str | None:
    """Say why the cell about an audit cannot be read; None: it can, or is blank."""
    return case.person.cell("audit").problem


def by_attestation(rule: ClockHours, case: Case, need: Need, found: Finding) -> Finding:
    """Turn what the log says into what it means where people attest.

    Before the deadline an empty log is no failure; after it, who has attested appears to meet.
    Who is audited has to show the hours; where nobody can read whether somebody is, nobody can
    tell.
    """
    if found.outcome in {Outcome.MEETS, Outcome.NOT_APPLICABLE}:
        return found
    found.changes_on = earliest(found.changes_on, attested_on(case))
    if case.audit in AUDITED:
        found.remarks = (*found.remarks, Remark(f"hours.audit.{case.audit}"))
        return found
    if has_attested(case):
        if audit_problem(case) is not None:
            return _perhaps_audited(rule, case, need, found)
        return _attested(rule, case, need, found)
    if case.late:
        found.remarks = (*found.remarks, Remark("hours.not_attested"))
        return found
    return _not_yet(rule, case, need, found)


def _attested(rule: ClockHours, case: Case, need: Need, found: Finding) -> Finding:
    said = case.attested
    facts = {
        "title": rule.title,
        "when": said,
        "need": need.value,
        "record": _on_record(found.have),
    }
    say = "hours.attested.dated" if isinstance(said, date) else "hours.attested"
    return rule.finding(
        case, Outcome.MEETS, say, facts, need,
        place=found.place, due=case.deadline, have=found.have, short=0.0,
    )  # fmt: skip


def _perhaps_audited(rule: ClockHours, case: Case, need: Need, found: Finding) -> Finding:
    """Say that the attestation stands for the hours unless there is an audit, and who knows."""
    facts = {
        "title": rule.title,
        "need": need.value,
        "record": _on_record(found.have),
        "problem": audit_problem(case),
    }
    return rule.finding(
        case, Outcome.CANNOT_TELL, "hours.audit.unclear", facts, need,
        place=found.place, due=case.deadline, have=found.have, changes_on=found.changes_on,
    )  # fmt: skip


def _not_yet(rule: ClockHours, case: Case, need: Need, found: Finding) -> Finding:
    """Say that nothing is attested yet; a cell that cannot be read stays in doubt."""
    blank = found.outcome is Outcome.CANNOT_TELL and found.say.endswith(".blank")
    if found.outcome is not Outcome.OPEN and not blank:
        return found
    facts = {
        "title": rule.title,
        "need": need.value,
        "due": case.last_day,
        "record": _on_record(found.have),
    }
    open_ = rule.finding(
        case, Outcome.OPEN, "hours.attest", facts, need, place=found.place, due=case.deadline,
        have=found.have, short=found.short, pace=found.pace,
        changes_on=earliest(found.changes_on, case.after_deadline),
    )  # fmt: skip
    open_.need = need.value if found.have is not None else None
    return open_


def _on_record(have: float | None) -> Remark:
    if have is None:
        return Remark("hours.none_on_record")
    return Remark("hours.on_record", {"have": have})
