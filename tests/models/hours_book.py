"""A small pack and small books for the tests about hours and RSC."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from models.assess import assess, evidence
from models.cells import DateOrder
from models.findings import GRAVITY, Assessments, Entry, Finding
from models.intake.grid import Grid
from models.intake.read import read_roster
from models.layering import layered, read_shipped
from models.records import Table, TableKind
from models.roster import Roster
from models.rulepack import Pack, build

BASE = layered("wisconsin", read_shipped, ())
CYCLE = {"first_deadline": date(2011, 12, 31), "years": 1, "source": "S2"}
THREE_YEARS = {"first_deadline": date(2024, 12, 31), "years": 3, "source": "S2"}
OWED = {"rule": "owed", "source": "S2"}
KINDS: Mapping[str, TableKind] = {
    "others": TableKind.ROSTER,
    "training": TableKind.TRAINING,
    "rsc": TableKind.RSC,
    "providers": TableKind.PROVIDERS,
    "education": TableKind.EDUCATION,
    "waivers": TableKind.WAIVERS,
    "memberships": TableKind.MEMBERSHIPS,
}
Rows = Sequence[Mapping[str, Any]]


def asked(rule: str, value: float, **more: Any) -> dict[str, Any]:
    """Give a requirement of hours: so many of them, and whatever else is said."""
    phase = rule.partition(".")[0]
    kind = "rsc" if rule.split(".")[1] == "rsc" else "hours"
    log = {"kind": "hours", "log": "training", "total": "training_hours"}
    whole = {"kind": "rsc"} if kind == "rsc" else log
    need = [{"value": value, "source": "S2"}]
    words = {"title": rule, "action": "Ask."}
    return {"id": rule, "phase": phase, "need": need, **words, **whole, **more}


def pack_of(*requirements: Mapping[str, Any], **more: Any) -> Pack:
    """Make a pack that asks for just this, with everything owed every year."""
    empty = {"case": (), "provider_rule": (), "vetted": (), "relief": (), "stage": ()}
    data = {**BASE, "cycle": [CYCLE], "first_renewal": [OWED], **empty}
    data.pop("provider_settings", None)
    return build({**data, "requirement": list(requirements), **more})


def book(pack: Pack, people: Rows, **tabs: Rows) -> Roster:
    """Read a book: rows by field; a tab is there if it is given, and has the fields of its rows."""
    sheets = {"roster": (TableKind.ROSTER, people)}
    sheets |= {name: (KINDS[name], rows) for name, rows in tabs.items()}
    grids, tables = {}, []
    for name, (kind, rows) in sheets.items():
        fields = list(dict.fromkeys(["name", *(field for row in rows for field in row)]))
        columns = {field: at for at, field in enumerate(fields, 1)}
        grids[name] = Grid(name, [fields, *[[row.get(f, "") for f in fields] for row in rows]])
        tables.append(Table(kind, name, 1, columns, {field: field for field in fields}))
    return read_roster(grids, tables, pack, DateOrder.MDY)


def judged(pack: Pack, as_of: date, people: Rows, **tabs: Rows) -> Assessments:
    """Judge a book."""
    return assess(book(pack, people, **tabs), pack, as_of)


def finding(
    rule: str, pack: Pack, as_of: date, people: Rows, *, of: int = 0, **tabs: Rows
) -> Finding:
    """Give the one finding of a rule about one person, who is judged in short as at length."""
    person = judged(pack, as_of, people, **tabs).people[of]
    gravest = min((f.outcome for f in person.findings), key=GRAVITY.__getitem__)
    assert person.status is gravest
    (one,) = [f for f in person.findings if f.rule == rule]
    return one


def reasons(rule: str, pack: Pack, as_of: date, people: Rows, **tabs: Rows) -> list[Entry]:
    """Give the evidence of a rule about the first person."""
    roster = book(pack, people, **tabs)
    (one,) = [f for f in assess(roster, pack, as_of).people[0].findings if f.rule == rule]
    return list(evidence(one, roster, pack, as_of))
