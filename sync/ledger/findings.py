"""Findings: opened when they are first seen, closed when they are seen no more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.findings import Assessments
from models.findings import Finding as Found
from sync.books.base import CellRef
from sync.ledger.tables import Finding, Run


class Which(NamedTuple):
    """What makes a finding the same one on another night."""

    member: int | None
    rule: str
    about: str
    outcome: str


def record_findings(
    session: Session, run: Run, judged: Assessments, members: Mapping[str, int]
) -> tuple[int, int]:
    """Open what is new and close what is gone; give how many of each."""
    open_ones = session.scalars(
        select(Finding).where(Finding.book_id == run.book_id, Finding.closed_on.is_(None))
    )
    before = {Which(f.member_id, f.rule, f.about, f.outcome): f for f in open_ones}
    now = _numbered(judged.flagged(), members)
    for which, found in now.items():
        if which in before:
            _retell(before[which], found)
        else:
            session.add(_opened(run, which, found))
    gone = [finding for which, finding in before.items() if which not in now]
    for finding in gone:
        finding.closed_run, finding.closed_on = run.id, run.as_of
    return len(now.keys() - before.keys()), len(gone)


def _numbered(found: Sequence[Found], members: Mapping[str, int]) -> dict[Which, Found]:
    """Give each finding what it is known by; of two that are alike, the second gets a number."""
    numbered: dict[Which, Found] = {}
    for one in found:
        member = members.get(one.person.key[:500]) if one.person is not None else None
        about = _about(one)
        which, times = Which(member, one.rule, about, one.outcome.value), 1
        while which in numbered:
            times += 1
            which = which._replace(about=f"{about} ({times})")
        numbered[which] = one
    return numbered


def _about(one: Found) -> str:
    """Tell findings of one rule and person apart by what they are about, not by where it stands."""
    if one.person is not None and one.have is not None:
        return ""
    keys = ("who", "field", "later", "day")
    return " ".join(str(one.facts[key]) for key in keys if one.facts.get(key))[:450]


def _opened(run: Run, which: Which, found: Found) -> Finding:
    return Finding(
        book_id=run.book_id,
        member_id=which.member,
        rule=which.rule,
        about=which.about,
        outcome=which.outcome,
        message=found.message,
        place=_place(found),
        due=found.due,
        opened_run=run.id,
        opened_on=run.as_of,
    )


def _retell(finding: Finding, found: Found) -> None:
    """Keep the present words: 4 hours short may have become 2."""
    if (finding.message, finding.due) != (found.message, found.due):
        finding.message, finding.due = found.message, found.due
    place = _place(found)
    if finding.place != place:
        finding.place = place


def _place(found: Found) -> str:
    if found.place is None:
        return ""
    ref = CellRef(found.place.sheet, found.place.row, found.place.column or 1)
    return f"{ref.sheet}!{ref.address}"[:300]
