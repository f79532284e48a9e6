"""The worked cases of a rule pack: people as a sheet would show them, judged like all others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from models.assess import assess
from models.cells import DateOrder
from models.errors import PackError
from models.findings import Finding
from models.intake.fields import FIELDS, field_of
from models.intake.grid import Grid
from models.intake.read import read_roster
from models.packfile import WorkedCase
from models.problems import near
from models.records import Table, TableKind
from models.rulepack import Pack
from models.wording import number

NAME = "Case Person"
"""Who the case is about, where it gives no name; rows of tabs without a name are theirs."""


def run(pack: Pack, case: WorkedCase) -> Mapping[str, Finding]:
    """Judge the person of a worked case; give the findings by rule, each rule's first one.

    Raises PackError where the case names a tab or a field that there is not.
    """
    person = {"name": NAME, **case.person}
    sheets: dict[TableKind, Sequence[Mapping[str, Any]]] = {TableKind.ROSTER: (person,)}
    for tab, rows in case.tabs.items():
        kind = _kind(tab)
        whose = "who" if kind is TableKind.WAIVERS else "name"
        sheets[kind] = tuple({whose: person["name"], **row} for row in rows)
    tables = [_table(kind, rows) for kind, rows in sheets.items()]
    grids = {t.sheet: _grid(t, sheets[t.kind]) for t in tables}
    roster = read_roster(grids, tables, pack, DateOrder.MDY)
    found: dict[str, Finding] = {}
    for one in assess(roster, pack, case.as_of).people[:1]:
        for finding in one.findings:
            found.setdefault(finding.rule, finding)
    return found


def _kind(tab: str) -> TableKind:
    known = [kind.value for kind in TableKind if kind is not TableKind.ROSTER]
    if tab not in known:
        raise PackError(f"there is no tab {tab!r}.{near(tab, known)}")
    return TableKind(tab)


def _table(kind: TableKind, rows: Sequence[Mapping[str, Any]]) -> Table:
    fields = list(dict.fromkeys(key for row in rows for key in row)) or ["name"]
    known = [field.key for field in FIELDS[kind]]
    for key in fields:
        if field_of(kind, key) is None:
            raise PackError(f"a {kind.value} tab has no field {key!r}.{near(key, known)}")
    columns = {field: at for at, field in enumerate(fields, 1)}
    return Table(kind, kind.value, 1, columns, {field: field for field in fields})


def _grid(table: Table, rows: Sequence[Mapping[str, Any]]) -> Grid:
    head = list(table.columns)
    return Grid(table.sheet, [head, *([row.get(key) for key in head] for row in rows)])


def failures(pack: Pack, case: WorkedCase) -> Sequence[str]:
    """Say where a worked case comes out otherwise than expected; none: it comes out right."""
    return list(_failures(run(pack, case), case))


def _failures(found: Mapping[str, Finding], case: WorkedCase) -> Iterator[str]:
    for rule, outcome in case.expect.items():
        if rule not in found:
            yield f"{rule} makes no finding, expected is {outcome}"
        elif found[rule].outcome != outcome:
            finding = found[rule]
            yield f"{rule} is {finding.outcome.value}, not {outcome} ({finding.message})"
    for rule, hours in case.short.items():
        short = found[rule].short if rule in found else None
        if short is None or abs(short - hours) > 0.005:
            said = "nothing" if short is None else number(short)
            yield f"{rule} is short of {said}, not {number(hours)}"
