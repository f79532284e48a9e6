"""Applicants made by hand, and the promises that every kind of requirement keeps."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from models.categories import Category
from models.cells import Parsed
from models.findings import Citation, Finding, Outcome
from models.intake.individuals import Individual
from models.records import Holding, Table, TableKind
from models.requirements.base import JUDGED, Case, Need, Requirement
from models.requirements.crowd import Alone
from models.roster import Person, Roster

CITED = Citation("S", "Source", "example.org", "read", None)
SOURCE = {"source": "S"}
CODES = {
    "FA": "IFA",
    "FS": "IFS",
    "MHS": "IMHS",
    "MHM-C": "IMHM-C",
    "MHM-P": "IMHM-P",
    "ERS": "ERS",
}


def table(kind: TableKind, *fields: str) -> Table:
    columns = {field: at for at, field in enumerate(fields, 1)}
    return Table(kind, kind.value, 1, columns, {field: field for field in fields})


def cell(value: object) -> Parsed[Any]:
    """A cell: a problem where the text begins with "?", blank where it is None."""
    if isinstance(value, str) and value.startswith("?"):
        return Parsed(None, f"{value[1:]} cannot be read.")
    return Parsed(value)


class Held(Individual):
    """Somebody who held these and nothing else, whatever the row says."""

    def __init__(self, person: Person, holdings: Sequence[Holding]) -> None:
        super().__init__(person)
        self._held = holdings

    @property
    def holdings(self) -> Sequence[Holding]:
        return self._held


def applicant(
    as_of: date,
    cells: Mapping[str, object] | None = None,
    *,
    scopes: Sequence[str] = ("FS",),
    tabs: Sequence[Table] = (),
    phase: str = "initial",
    rules_on: date | None = None,
    band: str | None = None,
    deadline: tuple[date, date] | None = None,
    **records: Any,
) -> Case:
    """The case of one person, with the columns of these cells, tabs and records.

    deadline: first day and deadline of a renewal.
    """
    said = {"name": "Ana Ruiz", **(cells or {})}
    roster_table = table(TableKind.ROSTER, *said)
    categories = tuple(Category(CODES.get(s, s), s, band, s, addon=s == "ERS") for s in scopes)
    person = Person(
        "Ana Ruiz", "Ana Ruiz", roster_table, 2,
        {key: [cell(value)] for key, value in said.items()}, 0, categories,
    )  # fmt: skip
    person.individual = Held(person, records.pop("holdings", ()))
    for name, value in records.items():
        setattr(person, name, value)
    roster = Roster([person], [roster_table, *tabs])
    submitted = person.day("submitted")
    on = submitted if submitted is not None and submitted <= as_of else as_of
    start, due = deadline or (None, None)
    return Case(
        person, roster, as_of, phase, frozenset(scopes), False, rules_on or due or on,  # type: ignore[arg-type]
        start=start, ends=due, deadline=due,
    )  # fmt: skip


def need(value: float = 1.0) -> Need:
    return Need(value, CITED)


def rule(cls: type[Any], **keys: Any) -> Any:
    """A requirement read as from a pack."""
    kind = cls.model_fields["kind"].annotation.__args__[0]
    base = {
        "id": f"initial.{kind}", "kind": kind, "phase": "initial", "title": f"the {kind}",
        "need": [], "action": "Ask.",
    }  # fmt: skip
    return cls.model_validate({**base, **keys})


def judged(requirement: Requirement, case: Case, wanted: Need | None) -> Finding:
    return requirement.judge(case, wanted)[0]


def check(requirement: Requirement, case: Case, wanted: Need | None) -> list[Finding]:
    """Judge, and check what holds for every requirement and every case."""
    found = requirement.judge(case, wanted)
    assert found
    for finding in found:
        assert "{" not in finding.message + finding.brief
        assert finding.message.strip()
        assert finding.changes_on is None or finding.changes_on > case.as_of
        if finding.outcome in {Outcome.OPEN, Outcome.GAP}:
            assert finding.action
    if wanted is not None and found[0].outcome in JUDGED:
        assert found[0].citation == wanted.citation
        assert found[0].place is not None
    short = requirement.settled(case, wanted)
    assert requirement.settler(case, wanted)(case) == short
    (of_many,) = requirement.settle_many(Alone(case), wanted)
    assert of_many in {None, short}
    if short is not None:
        assert [(f.outcome, f.due, f.changes_on) for f in found] == [tuple(short)]
        assert short.outcome in {Outcome.MEETS, Outcome.NOT_APPLICABLE}
    for line in requirement.evidence(case):
        assert line.why
        assert line.what
    return found


def steady(
    requirement: Requirement,
    at: Callable[[date], tuple[Case, Need | None]],
    as_of: date,
    *,
    most: int = 150,
) -> date | None:
    """Check that no outcome changes before the day that the findings say; give that day."""

    def outcomes(day: date) -> list[tuple[str, Outcome]]:
        return sorted((f.rule, f.outcome) for f in requirement.judge(*at(day)))

    days = [f.changes_on for f in requirement.judge(*at(as_of)) if f.changes_on is not None]
    turns = min(days, default=None)
    last = (turns or as_of + timedelta(days=20 * most)) - timedelta(days=1)
    length = (last - as_of).days
    steps = {*range(1, min(length, most) + 1), *range(max(1, length - 3), length + 1)}
    now = outcomes(as_of)
    for ahead in sorted(steps | set(range(0, length, 37))):
        assert outcomes(as_of + timedelta(days=ahead)) == now
    return turns
