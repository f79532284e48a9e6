"""A row of the roster -> what the person was to RSC, and held, for which stretches of time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from models.cells import Parsed
from models.packfile import StatusSpec
from models.records import Holding, ProviderTerm
from models.roster import Listed, Person
from models.wording import worded

GOOD = frozenset(("endorsed", "emerging", "vetted"))
APPLIED = ("submitted", "registered")
"""Dates that an application has; who has but these was never endorsed, as far as the row says."""
EMERGE = frozenset(("FRS",))
"""Scopes that may be emerging, beside all add-ons."""
ODD = frozenset(("maintained_since", "sanctioned"))
"""Columns that may add to what a plain row says."""
_DAY = timedelta(days=1)


class Ends(NamedTuple):
    """First and last day of a term, whether either is unsure, and why."""

    start: date | None = None
    end: date | None = None
    unsure_start: bool = False
    unsure_end: bool = False
    problem: str | None = None


def roster_terms(person: Person) -> list[ProviderTerm]:
    """Give what a row of the roster says that its person held, and when."""
    terms = [*_held(person), *_sanctions(person)]
    return [term for term in terms if term.start is None or term.start <= (term.end or date.max)]


def plain_rows(listed: Listed) -> Sequence[bool]:
    """Tell of each row whether it says nothing but that somebody is endorsed since a day.

    Most rows do. `plain_term` gives what they say.
    """
    columns = listed.columns
    if not columns.keys() >= {"status", "endorsed"} or not ODD.isdisjoint(columns):
        return [False] * len(listed.people)
    said = {id(status): status for status, _ in columns["status"]}
    plain = {number for number, status in said.items() if _plainly_endorsed(status)}
    rows = zip(columns["status"], columns["endorsed"], strict=True)
    return [id(status) in plain and day is not None for (status, _), (day, _) in rows]


def _plainly_endorsed(status: object) -> bool:
    spec = status if isinstance(status, StatusSpec) else None
    return spec is not None and spec.phase == "renewal" and spec.standing != "emerging"


def plain_term(person: Person) -> ProviderTerm:
    """Give what a plain row says; no other than `roster_terms`, and quicker."""
    return _term(person, "endorsed", Ends(person.cell("endorsed").value))


def covers(term: ProviderTerm, day: date) -> bool:
    """Whether a day lies in a term, as far as its ends are known."""
    return (term.start is None or term.start <= day) and (term.end is None or day <= term.end)


def holdings(terms: Sequence[ProviderTerm]) -> list[Holding]:
    """Give the same terms as what was held; a sanction is of the person, not of a category."""
    return [
        _new(Holding, (term.scopes, term.start, term.end, term.standing))
        for term in terms
        if term.standing != "sanctioned"
    ]


def _held(person: Person) -> Iterator[ProviderTerm]:
    status = person.cell("status")
    spec = status.value if isinstance(status.value, StatusSpec) else None
    endorsed = person.cell("endorsed")
    applied = any(not person.cell(key).blank for key in APPLIED)
    if _never_endorsed(spec, status, endorsed, applied=applied):
        return
    since = _since(person, endorsed)
    if status.problem is not None:
        yield _term(person, "unknown", since._replace(problem=status.problem))
    elif spec is None or spec.phase == "renewal":
        yield from _standing_now(person, spec, since)
    elif spec.standing in GOOD:
        yield _accepted(person, spec.standing, since)
    else:
        yield from _no_longer(person, spec, since)


def _never_endorsed(
    spec: StatusSpec | None, status: Parsed[StatusSpec], endorsed: Parsed[date], *, applied: bool
) -> bool:
    """Whether a row is about an application alone."""
    if spec is not None and spec.phase == "initial":
        return True
    in_renewal = spec is not None and spec.phase == "renewal"
    return applied and endorsed.blank and not in_renewal and status.problem is None


def _since(person: Person, endorsed: Parsed[date]) -> Ends:
    """Give the start: blank in a roster that has the column, nobody knows it."""
    if endorsed.value is not None or "endorsed" not in person.table.columns:
        return Ends(endorsed.value)
    why = endorsed.problem or worded("word.endorsed_blank")
    return Ends(unsure_start=True, problem=why)


def _standing_now(person: Person, spec: StatusSpec | None, since: Ends) -> Iterator[ProviderTerm]:
    """Give the terms of somebody endorsed or emerging; a break before is of unknown length."""
    maintained = person.day("maintained_since")
    if maintained is not None and (since.start is None or since.start < maintained):
        why = worded("word.break")
        yield _term(person, "unknown", since._replace(end=maintained - _DAY, problem=why))
        since = Ends(maintained)
    if spec is None or spec.standing != "emerging":
        yield _term(person, "endorsed", since)
        return
    emerging = frozenset(c.scope for c in person.categories if c.addon or c.scope in EMERGE)
    scopes = frozenset(c.scope for c in person.categories)
    if emerging and scopes - emerging:
        yield _term(person, "endorsed", since)._replace(scopes=scopes - emerging)
    until = person.cell("emerging_until")
    ends = since._replace(end=until.value, unsure_end=until.problem is not None)
    if until.problem is not None:
        ends = ends._replace(problem=until.problem)
    yield _term(person, "emerging", ends)._replace(scopes=emerging or scopes)


def _accepted(person: Person, standing: str, since: Ends) -> ProviderTerm:
    """Give the term of somebody who is not endorsed but accepted, such as a vetted provider."""
    day = person.day("status_since")
    return _term(person, standing, Ends(day) if day is not None else since)


def _no_longer(person: Person, spec: StatusSpec, since: Ends) -> Iterator[ProviderTerm]:
    """Give the terms of somebody who was endorsed, and is something else since a day."""
    standing, day = spec.standing, person.day("status_since")
    if day is not None:
        yield _term(person, "endorsed", since._replace(end=day - _DAY))
        yield _term(person, standing, Ends(day))
        return
    why = worded("word.since_when", status=spec.code)
    yield _term(person, "endorsed", since._replace(unsure_end=True, problem=since.problem or why))
    yield _term(person, standing, Ends(unsure_start=True, problem=why))


def _sanctions(person: Person) -> Iterator[ProviderTerm]:
    """Give the term of a sanction; a cell that cannot be read may be one."""
    cell = person.cell("sanctioned")
    if cell.value is False or cell.blank:
        return
    if cell.problem is not None:
        ends = Ends(unsure_start=True, unsure_end=True, problem=cell.problem)
        yield _term(person, "sanctioned", ends)
        return
    day = person.day("sanctioned_since")
    why = None if day is not None else worded("word.sanction_since")
    yield _term(person, "sanctioned", Ends(day, unsure_start=day is None, problem=why))


def _term(person: Person, standing: str, ends: Ends) -> ProviderTerm:
    start, end, unsure_start, unsure_end, problem = ends
    categories, association = person.categories, person.cell("association").value
    scopes = _together(*[category.scope for category in categories])
    fields = (
        person.table, person.row, scopes, standing, start, end, association or "", problem,
        None, unsure_start, unsure_end, not categories,
    )  # fmt: skip
    return _new(ProviderTerm, fields)


@lru_cache(maxsize=1024)
def _together(*scopes: str) -> frozenset[str]:
    return frozenset(scopes)


_new = tuple.__new__  # half the time; there is one for each row of the roster
