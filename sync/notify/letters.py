"""The letters of a night: to coordinators, to members, and a warning. Each knows its stage.

A letter about a book is written in the language of the book; templates fetch their sentences by
`said(key, ...)` from `models/sentences/letters.py`.

A stage is a range of days, never one day: a night that was missed drops no letter.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.language import say, speak
from models.wording import counted, sentence
from sync.ledger.tables import Book, Finding, Member
from sync.marks.words import GAPS_TAB
from sync.nightly.jobs import Job
from sync.nightly.languages import of_job

STAGES = ((0, "overdue"), (30, "within 30 days"), (90, "within 90 days"))
"""Of each day a member hears once in each: after it, in the last 30 days before, in the last 90."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter: to whom, about what, and the stages in each of which it is sent once."""

    to: str
    subject: str
    text: str
    kind: str
    stages: tuple[str, ...]
    book: int | None = None
    member: int | None = None


@dataclass(slots=True)
class About:
    """A person with what was found, for a template."""

    name: str
    findings: list[dict[str, Any]] = field(default_factory=list)


@cache
def _templates() -> Environment:
    folder = Path(__file__).parent / "templates"
    # Plain text: what a browser would take for markup is only letters here.
    made = Environment(  # noqa: S701
        loader=FileSystemLoader(folder), undefined=StrictUndefined, keep_trailing_newline=True
    )
    made.globals["said"] = _said
    return made


def _said(key: str, **facts: object) -> str:
    """Give a sentence of a letter to a template, in the language that is spoken."""
    return sentence(f"letter.{key}", facts)


def _text(template: str, **facts: Any) -> str:
    return _templates().get_template(f"{template}.txt.j2").render(**facts)


def week_of(day: date) -> str:
    """Give the week of a day, such as 2026-W47."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02}"


def digests(session: Session, job: Job, as_of: date) -> Iterator[Letter]:
    """Give the digest of a book for each of its recipients: once a week."""
    book = session.scalar(select(Book).where(Book.location == job.location))
    if book is None:
        return
    rows = session.execute(
        select(Finding, Member)
        .outerjoin(Member, Member.id == Finding.member_id)
        .where(Finding.book_id == book.id, Finding.closed_on.is_(None))
        .order_by(Finding.due.is_(None), Finding.due, Finding.id)
    )
    people, others = _by_person([(finding, member) for finding, member in rows], as_of)
    with speak(of_job(job)):
        subject, text = _digest(job, people, others, as_of)
    for recipient in job.config.recipients:
        yield Letter(recipient, subject, text, "digest", (week_of(as_of),), book.id)


def _digest(
    job: Job, people: Sequence[About], others: Sequence[dict[str, Any]], as_of: date
) -> tuple[str, str]:
    """Write a digest: its subject, and its text."""
    number = counted("people", len(people))
    text = _text(
        "digest",
        as_of=as_of,
        book=job.name,
        people=people,
        others=others,
        findings=counted("findings", sum(len(p.findings) for p in people)),
        number=number,
        first=_first(people),
        tab=say(GAPS_TAB),
    )
    return _said("digest.subject", book=job.name, people=number), text


def _by_person(
    rows: Sequence[tuple[Finding, Member | None]], as_of: date
) -> tuple[list[About], list[dict[str, Any]]]:
    """Group by person, the most findings first: one e-mail then settles most."""
    people: dict[int, About] = {}
    others: list[dict[str, Any]] = []
    for finding, member in rows:
        told = {
            "message": finding.message,
            "place": finding.place,
            "fresh": (as_of - finding.opened_on).days < 7,
        }
        if member is None:
            others.append(told)
        else:
            people.setdefault(member.id, About(member.name or member.key)).findings.append(told)
    return sorted(people.values(), key=lambda one: -len(one.findings)), others


def _first(people: Sequence[About]) -> About | None:
    return people[0] if people and len(people[0].findings) > 1 else None


def notices(session: Session, job: Job, as_of: date, sender: str) -> Iterator[Letter]:
    """Give each member who can be reached a letter with only her own: once in each stage."""
    book = session.scalar(select(Book).where(Book.location == job.location))
    if book is None:
        return
    members = select(Member).where(Member.book_id == book.id, Member.email != "")
    for member in session.scalars(members.order_by(Member.id)).all():
        mine = session.scalars(
            select(Finding)
            .where(Finding.member_id == member.id, Finding.closed_on.is_(None))
            .where(Finding.outcome.in_(("gap", "open")), Finding.due.is_not(None))
            .order_by(Finding.due)
        ).all()
        days = sorted({finding.due for finding in mine if finding.due is not None})
        stages = tuple(filter(None, (_stage(due, as_of) for due in days)))
        if not stages:
            continue
        with speak(of_job(job)):
            subject, text = _notice(member, mine, days[0], as_of, sender)
        yield Letter(member.email, subject, text, "member", stages, book.id, member.id)


def _notice(
    member: Member, mine: Sequence[Finding], due: date, as_of: date, sender: str
) -> tuple[str, str]:
    """Write a notice for a member: its subject, and its text."""
    text = _text(
        "member",
        name=member.name or member.key,
        as_of=as_of,
        findings=[{"message": finding.message} for finding in mine],
        overdue=due < as_of,
        due=due,
        sender=sender,
    )
    return _said("member.subject"), text


def _stage(due: date, as_of: date) -> str | None:
    """Give the day that something is due by, and in which stage that is; None: far ahead."""
    left = (due - as_of).days
    if left < 0:
        return f"{due} {STAGES[0][1]}"
    return next((f"{due} {words}" for limit, words in STAGES[1:] if left <= limit), None)


def warnings(recipients: Sequence[str], lines: Sequence[str], as_of: date) -> Iterator[Letter]:
    """Give the warning after a night in which a book could not be looked at: once a day.

    It may be about several books, and speaks the language that is spoken.
    """
    text = _text("warning", as_of=as_of, lines=lines)
    subject = _said("warning.subject", books=counted("workbooks", len(lines)))
    for recipient in recipients:
        yield Letter(recipient, subject, text, "warning", (as_of.isoformat(),))
