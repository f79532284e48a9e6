"""What an association has granted and noted outside the workbook, as if a Waivers tab said so."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from models.cells import wrong
from models.intake.individuals import Individual
from models.intake.tab import rows_of
from models.intake.waivertab import cohorts_of, group_of
from models.records import Table, TableKind, WaiverRow
from models.rulepack import Pack

KINDS: Sequence[str] = ("extension", "leave", "amnesty", "hours")
"""The kinds of grants."""
NOTED = Table(TableKind.WAIVERS, "", 0, {}, {})
"""The table of grants that stand in no workbook."""


class Grant(NamedTuple):
    """A grant that is noted outside the workbook.

    number: by which it is known. person: the key of whom it is for; "" where it is for a group.
    who: the name, the cohort, the category, or everyone. rules: ids of requirements; empty: all of
    them. kind: one of KINDS. start, end: first and last day. hours: clock hours that are asked
    instead.
    """

    number: int
    person: str
    who: str
    rules: tuple[str, ...]
    kind: str
    reason: str
    approver: str
    start: date | None
    end: date | None
    hours: float | None = None


def granted_rows(
    grants: Iterable[Grant], everybody: Iterable[Individual], pack: Pack
) -> list[WaiverRow]:
    """Give grants as the rows of a tab; those for people who are not in the book are left out."""
    grants = list(grants)
    if not grants:
        return []
    by_key: dict[str, list[Individual]] = {}
    everybody = list(everybody)
    cohorts = cohorts_of(person for one in everybody for person in one.rows)
    for one in everybody:
        for key in {person.key for person in one.rows}:
            by_key.setdefault(key, []).append(one)
    known = {rule.id for rule in pack.requirements}
    rows = (_row(grant, by_key, pack, cohorts) for grant in grants)
    return [_checked(row, known) for row in rows if row is not None]


def _row(
    grant: Grant, by_key: Mapping[str, list[Individual]], pack: Pack, cohorts: Collection[str]
) -> WaiverRow | None:
    row = WaiverRow(
        NOTED, grant.number, grant.who, None, frozenset(), everyone=False, rules=grant.rules,
        kind=grant.kind, reason=grant.reason, approver=grant.approver, start=grant.start,
        end=grant.end, hours=grant.hours,
    )  # fmt: skip
    if not grant.person:
        group = group_of(grant.who, pack, cohorts)
        return None if group is None else group.meant_by(row)
    people = by_key.get(grant.person, ())
    if len(people) > 1:
        why = wrong("cell.waiver.who", grant.who, rows=rows_of(people))
        return row._replace(people=people[:1], problem=why)
    return row._replace(people=people) if people else None


def _checked(row: WaiverRow, known: Iterable[str]) -> WaiverRow:
    """Say so where a requirement that is named is none of the rules any more."""
    gone = [rule for rule in row.rules if rule not in known]
    if not gone or row.problem:
        return row
    return row._replace(problem=wrong("cell.waiver.what", ", ".join(gone)))
