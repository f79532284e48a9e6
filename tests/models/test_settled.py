"""Who has nothing to mend is judged in short; it comes to the same as judging at length."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from models import assess as engine
from models.cells import DateOrder
from models.intake.grid import Grid
from models.intake.read import read_roster
from models.layering import load_pack
from models.records import Table, TableKind
from tests.examples import tries
from tests.models.ways import hold_alike

PACKS = {pack_id: load_pack(pack_id) for pack_id in ("wisconsin", "national", "texas")}
FIELDS: dict[str, st.SearchStrategy[object]] = {
    "name": st.sampled_from(["Ana Ruiz", "Bo Lee", "Cy Day", "Ana Ruiz", "Bo Lee", ""]),
    "category": st.sampled_from(["IFS", "IMHS", "ERS", "IFA", "IFS + ERS", "IFS", ""]),
    "status": st.sampled_from(["endorsed", "applicant", "on leave", ""]),
    "endorsed": st.one_of(st.dates(date(2019, 1, 1), date(2027, 12, 31)), st.just("")),
    "renewal_due": st.sampled_from([date(2026, 12, 31), date(2027, 12, 31), "", ""]),
    "degree_date": st.one_of(st.dates(date(2015, 1, 1), date(2028, 1, 31)), st.just("")),
    "sanctioned": st.sampled_from(["no", "", "yes"]),
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
    st.sampled_from(["DEI", "RSC", "DEI; RSC", ""]),
    st.sampled_from(["Ana Ruiz", "Bo Lee", "Cy Day", "Di Foe", ""]),
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
        head = ["name", "date", "hours", "topic", "provider"]
        grids[kind] = Grid(kind, [head, *map(list, draw(st.lists(ENTRY, max_size=12)))])
        tables.append(table(kind, kind, head))
    return read_roster(grids, tables, PACKS[pack_id], DateOrder.MDY)


@given(st.data(), st.sampled_from(list(PACKS)), st.dates(date(2026, 6, 1), date(2028, 6, 1)))
@settings(deadline=None, max_examples=tries(150))
def test_in_short_and_at_length_come_to_the_same(
    data: st.DataObject, pack_id: str, as_of: date
) -> None:
    """Status, next due date, next day of change, and every finding are the same either way.

    So is what is found in a row by itself, whether one look at it, or at its column, was enough.
    """
    roster = data.draw(st.composite(rosters)(pack_id))
    hold_alike(roster, PACKS[pack_id], as_of)


@given(st.data(), st.sampled_from(list(PACKS)), st.dates(date(2026, 6, 1), date(2028, 6, 1)))
@settings(deadline=None, max_examples=tries(50))
def test_what_a_pack_has_learnt_from_others_changes_nothing(
    data: st.DataObject, pack_id: str, as_of: date
) -> None:
    """Whoever was judged by a pack before, a book is judged as by the same pack, just loaded."""
    roster = data.draw(st.composite(rosters)(pack_id))
    again, fresh = (engine.assess(roster, p, as_of) for p in (PACKS[pack_id], load_pack(pack_id)))
    for one, other in zip(again.people, fresh.people, strict=True):
        assert (one.status, one.next_due, one.changes_on) == (
            other.status, other.next_due, other.changes_on,
        )  # fmt: skip
        assert list(one.findings) == list(other.findings)


def test_who_has_an_own_due_date_turns_on_another_day() -> None:
    """Two people of whom the same is said may still change on different days."""
    rows: list[list[object]] = [
        ["name", "category", "endorsed", "training_hours", "renewal_due"],
        ["Ana Ruiz", "IFA", date(2019, 5, 1), 15, ""],
        ["Bo Lee", "IFA", date(2019, 5, 1), 15, date(2026, 12, 31)],
    ]
    tables = [table(TableKind.ROSTER, "R", [str(field) for field in rows[0]])]
    roster = read_roster({"R": Grid("R", rows)}, tables, PACKS["wisconsin"], DateOrder.MDY)
    ana, bo = engine.assess(roster, PACKS["wisconsin"], date(2027, 1, 15)).people
    assert (ana.status, bo.status) == ("meets", "meets")
    assert ana.changes_on is not None
    assert bo.changes_on is None
