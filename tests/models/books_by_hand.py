"""Small rosters with logs, for whoever looks at a whole book."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from hypothesis import strategies as st

from models.cells import DateOrder
from models.intake.grid import Grid
from models.intake.read import read_roster
from models.records import Table, TableKind

NAMES = ["Ana Ruiz", "Bo Lee", "Cy Day", "Di Fox", "Eli Oak", "Fay Orr", "Gus Poe"]


def table(kind: TableKind, fields: Sequence[str]) -> Table:
    columns = {field: at for at, field in enumerate(fields, 1)}
    return Table(kind, kind.value, 1, columns, {field: field for field in fields})


def roster(pack, people: Sequence[Mapping[str, Any]], **tabs: Sequence[Mapping[str, Any]]):
    """Read people and the rows of other tabs, each a mapping of fields to cells."""
    grids, tables = {}, []
    for kind, rows in [("roster", people), *tabs.items()]:
        fields = list(dict.fromkeys(key for row in rows for key in row)) or ["name", "hours"]
        one = table(TableKind(kind), fields)
        tables.append(one)
        cells = [[row.get(key, "") for key in fields] for row in rows]
        grids[one.sheet] = Grid(one.sheet, [fields, *cells])
    return read_roster(grids, tables, pack, DateOrder.MDY)


CELLS: dict[str, st.SearchStrategy[object]] = {
    "category": st.sampled_from(["IFS", "IMHS", "ERS", "IFA", "IMHM-C", "IFS + ERS", "?"]),
    "status": st.sampled_from(["endorsed", "endorsed", "applicant", "inactive", ""]),
    "endorsed": st.dates(date(2018, 1, 1), date(2027, 6, 30)),
    "membership_expires": st.one_of(st.dates(date(2026, 6, 1), date(2028, 1, 1)), st.just("")),
    "ethics": st.one_of(st.dates(date(2025, 12, 1), date(2026, 11, 1)), st.just("no")),
    "gives_rsc": st.sampled_from(["no", "yes", ""]),
    "training_hours": st.sampled_from([0, 5, 14, 15, 44, 45, "", "12+"]),
    "dei_hours": st.sampled_from([0, 1, 3, ""]),
    "rsc_hours": st.sampled_from([0, 11, 12, 35, 36, ""]),
}


@st.composite
def people(draw: st.DrawFn, most: int = 7) -> list[dict[str, object]]:
    """Give some people, all with the same columns."""
    fields = draw(st.sets(st.sampled_from(list(CELLS)), min_size=2)) | {"category"}
    names = NAMES[: draw(st.integers(1, most))]
    keys = sorted(fields)
    return [{"name": name, **{key: draw(CELLS[key]) for key in keys}} for name in names]
