"""Who has nothing to mend is judged in short; it comes to the same as judging at length."""

from __future__ import annotations

from datetime import date
from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st

from models import assess as engine
from models.cells import DateOrder
from models.intake.grid import Grid
from models.intake.read import read_roster
from models.layering import load_pack
from models.records import Table, TableKind
from tests.examples import tries

PACKS = {pack_id: load_pack(pack_id) for pack_id in ("wisconsin", "national", "texas")}
FIELDS: dict[str, st.SearchStrategy[object]] = {
    "name": st.sampled_from(["Ana Ruiz", "Bo Lee", "Cy Day"]),
    "category": st.sampled_from(["IFS", "IMHS", "ERS", "IFA", "IFS + ERS"]),
    "status": st.sampled_from(["endorsed", "applicant", "on leave", ""]),
    "endorsed": st.dates(date(2019, 1, 1), date(2027, 12, 31)),
    "membership_expires": st.dates(date(2026, 6, 1), date(2030, 1, 1)),
    "ethics": st.one_of(st.dates(date(2025, 12, 1), date(2027, 6, 1)), st.sampled_from(["yes"])),
    "gives_rsc": st.sampled_from(["no", "no", "yes", ""]),
    "training_hours": st.sampled_from([15, 45, 14.99995, 14, ""]),
    "dei_hours": st.sampled_from([3, 9, 2]),
    "rsc_training_hours": st.sampled_from([3, 9, 2]),
    "rsc_hours": st.sampled_from([12, 36, "36 hrs", 11.5]),
    "references": st.sampled_from([3, 2]),
}
ENTRY = st.tuples(
    st.sampled_from(["Ana Ruiz", "Bo Lee", "Cy Day"]),
    st.dates(date(2025, 1, 1), date(2028, 1, 31)),
    st.sampled_from([1, 6, 12, 15.5, 20, "1:30"]),
    st.sampled_from(["DEI", "RSC", ""]),
)


def table(kind: TableKind, sheet: str, fields: list[str]) -> Table:
    columns = {field: number for number, field in enumerate(fields, 1)}
    return Table(kind, sheet, 1, columns, {field: field for field in fields})


def rosters(draw: st.DrawFn, pack_id: str):
    """Give a roster with some of the columns, and with a log or two, or none."""
    fields = ["name", "category", *draw(st.sets(st.sampled_from(list(FIELDS)[2:])))]
    people = [[draw(FIELDS[field]) for field in fields] for _ in range(3)]
    grids = {"R": Grid("R", [fields, *people])}
    tables = [table(TableKind.ROSTER, "R", fields)]
    for kind in draw(st.sets(st.sampled_from([TableKind.TRAINING, TableKind.RSC]))):
        head = ["name", "date", "hours", "topic"]
        grids[kind] = Grid(kind, [head, *map(list, draw(st.lists(ENTRY, max_size=12)))])
        tables.append(table(kind, kind, head))
    return read_roster(grids, tables, PACKS[pack_id], DateOrder.MDY)


@given(st.data(), st.sampled_from(list(PACKS)), st.dates(date(2026, 6, 1), date(2028, 6, 1)))
@settings(deadline=None, max_examples=tries(150))
def test_in_short_and_at_length_come_to_the_same(
    data: st.DataObject, pack_id: str, as_of: date
) -> None:
    """Status, next due date, next day of change, and every finding are the same either way."""
    roster = data.draw(st.composite(rosters)(pack_id))
    short = engine.assess(roster, PACKS[pack_id], as_of)
    with patch.object(engine, "_settled", lambda *_: None):
        long = engine.assess(roster, PACKS[pack_id], as_of)
    for one, other in zip(short.people, long.people, strict=True):
        assert (one.status, one.next_due, one.changes_on) == (
            other.status, other.next_due, other.changes_on,
        )  # fmt: skip
        assert list(one.findings) == list(other.findings)
        assert list(one.flagged) == [f for f in other.findings if f.flagged]
