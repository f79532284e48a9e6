"""Which category may fit: on the terminal, and its published form."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from pydantic import BaseModel, Field

from models.language import say
from models.roster import Person
from models.rulepack import Pack
from models.suggest import Candidate, Fit
from models.wording import sentence
from sync.reports.names import codes, number_of, who


class CandidateRow(BaseModel):
    """One category that may fit one person."""

    person: str | None = Field(description="id, else e-mail, else name; null: the answers given")
    name: str | None
    row: int | None = Field(description="row on the screen")
    applied_for: str | None
    scope: str
    category: str
    codes: Sequence[str]
    fit: Fit
    reasons: Sequence[str] = Field(description="what speaks for it")
    against: Sequence[str] = Field(description="what speaks against it")
    notes: Sequence[str] = Field(description="good to know besides")
    met: Sequence[str] = Field(description="what appears to be met already")
    missing: Sequence[str] = Field(description="what the book or the answers show to be missing")
    not_said: Sequence[str] = Field(description="what is asked besides, of which nothing was said")
    ask: Sequence[str] = Field(description="questions to put to the person")
    source: str


class SuggestReport(BaseModel):
    """All candidates."""

    pack: str
    pack_version: str
    as_of: date
    candidates: Sequence[CandidateRow]


def row(one: Candidate, person: Person | None = None) -> CandidateRow:
    """Make the published form of a candidate."""
    return CandidateRow(
        person=person.key if person is not None else None,
        name=person.name if person is not None else None,
        row=person.row if person is not None else None,
        applied_for=(codes(person) or None) if person is not None else None,
        scope=one.scope,
        category=one.name,
        codes=one.codes,
        fit=one.fit,
        reasons=[str(reason) for reason in one.reasons],
        against=[str(reason) for reason in one.against],
        notes=[str(note) for note in one.notes],
        met=one.met,
        missing=[lack.say for lack in one.lacks if lack.known],
        not_said=[lack.say for lack in one.lacks if not lack.known],
        ask=[say(question) for question in one.asks],
        source=one.source,
    )


def suggest_report(pack: Pack, as_of: date, rows: Sequence[CandidateRow]) -> SuggestReport:
    """Make the whole report."""
    return SuggestReport(pack=pack.id, pack_version=pack.version, as_of=as_of, candidates=rows)


def answers_text(
    pack: Pack, as_of: date, found: Sequence[Candidate], *, everything: bool
) -> list[str]:
    """Say which categories may fit one person who answered the questions."""
    shown = [one for one in found if everything or one.fit is not Fit.ELSEWHERE]
    others = [one.name for one in found if one not in shown]
    lines = [sentence("report.rules_as_of", {"pack": pack.name, "day": as_of})]
    for one in shown:
        lines += ["", *_candidate(row(one))]
    if not any(one.fit is Fit.LIKELY for one in found):
        lines += ["", sentence("suggest.role_unknown", {})]
    if others:
        lines += ["", sentence("report.suggest.elsewhere", {"names": "; ".join(others)})]
    return [*lines, "", sentence("report.suggest.closing", {})]


def _fit(fit: Fit) -> str:
    return sentence(f"report.fit.{fit}", {})


def _candidate(one: CandidateRow) -> Iterator[str]:
    title = f"{', '.join(one.codes)}, " if one.codes else ""
    yield f"{title}{one.category}: {_fit(one.fit)}"
    yield from (f"  + {reason}" for reason in one.reasons)
    yield from (f"  - {reason}" for reason in one.against)
    yield from (f"  {note}" for note in one.notes)
    if one.met:
        yield f"  {sentence('suggest.met', {'list': '; '.join(one.met)})}"
    yield from (sentence("report.suggest.ask", {"question": question}) for question in one.ask)
    if one.missing:
        yield sentence("report.suggest.missing", {})
        yield from (f"    {missing}" for missing in one.missing)
    if one.not_said:
        yield sentence("report.suggest.not_said", {"list": "; ".join(one.not_said)})
    yield sentence("report.source", {"source": one.source})


def book_text(
    book: str,
    pack: Pack,
    as_of: date,
    found: Sequence[tuple[Person, Sequence[Candidate]]],
    *,
    everything: bool,
) -> list[str]:
    """Say which categories may fit each applicant of a book."""
    lines = [
        sentence("report.suggest.book", {"book": book, "day": as_of}),
        sentence("report.rules", {"pack": pack.name}),
        f"{number_of(len(found), 'applicants')}.",
    ]
    for person, candidates in found:
        applied = codes(person)
        facts = {"who": who(person), "codes": applied}
        lines += ["", sentence("report.suggest.applied", facts) if applied else who(person)]
        shown = [c for c in candidates if everything or c.fit is not Fit.ELSEWHERE]
        for one in shown:
            if everything:
                lines += [f"  {line}" for line in _candidate(row(one, person))]
            else:
                lines.append(f"  {_short(row(one, person))}")
    return [*lines, "", sentence("report.suggest.closing", {})]


def _short(one: CandidateRow) -> str:
    open_ = len(one.missing) + len(one.not_said)
    title = f"{', '.join(one.codes)}, " if one.codes else ""
    lacks = f"; {number_of(open_, 'things_open')}" if open_ else ""
    why = f" ({' '.join([*one.reasons, *one.notes])})" if one.reasons or one.notes else ""
    return f"{title}{one.category}: {_fit(one.fit)}{lacks}{why}"
