"""The short ways of intake come to what the careful ways come to."""

from __future__ import annotations

from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st

from models.cells import CellError, DateOrder
from models.intake import logs
from models.intake.grid import Grid
from models.intake.read import read_roster
from models.intake.rows import RowKind, RowReader
from models.layering import load_pack
from models.records import Table, TableKind

PACK = load_pack("wisconsin")
HEADER = ["Member ID", "Name", "Tótal", "Notes", ""]
TABLE = Table(TableKind.ROSTER, "R", 1, {"person_id": 1, "name": 2}, {})
CELLS = st.sampled_from(
    [*HEADER, "MEMBER ID", "name", "total", "Grand-Total", "Sum of all", "Ana", "ana ruiz", "7",
     " x", "(note)", "Émile", "Ｎame", 0, 1, 2.5, True, CellError("#REF!"), None],
)  # fmt: skip


@settings(deadline=None)
@given(st.lists(CELLS, max_size=6), st.sets(st.integers(1, 5), max_size=2))
def test_a_row_that_is_plainly_a_persons_is_one(row, not_hers) -> None:
    """What one look at each cell tells of a row, the careful look tells as well."""
    reader = RowReader(Grid("R", [HEADER, row], (), not_hers), TABLE, lambda _: False)
    if reader._is_plain(2):
        assert reader._kind(2) is RowKind.PERSON


def test_most_rows_are_plainly_a_persons() -> None:
    """The test above can fail: an ordinary row takes the short way."""
    rows = [HEADER, ["M1", "Ana Ruiz", "12", "called", ""]]
    assert RowReader(Grid("R", rows), TABLE, lambda _: False)._is_plain(2)


WHO = st.sampled_from(["M1", "m1", "M2", "nobody", None, 7, 7.0, True])
ROWS = st.lists(
    st.tuples(WHO, st.sampled_from(["Ana Ruiz", "Ben Oak", ""]), st.sampled_from(
        ["2026-02-01", "2/3/26", "?", None]), st.sampled_from([2, "1:30", 30, 0, None]),
        st.sampled_from(["DEI", 1, True, None])),
    max_size=9,
)  # fmt: skip


@settings(deadline=None)
@given(ROWS, st.integers(1, 4))
def test_a_log_says_the_same_in_blocks_of_any_size(rows, at_once: int) -> None:
    """However many rows are read at a time, the entries and findings are the same."""
    people = [["Member ID", "Name"], ["M1", "Ana Ruiz"], ["M2", "Ben Oak"], ["7", "Cy Day"]]
    log = [["Member ID", "Name", "Date", "Hours", "Topic"], *rows]
    columns = {"person_id": 1, "name": 2, "date": 3, "hours": 4, "topic": 5}
    tables = [TABLE, Table(TableKind.TRAINING, "T", 1, columns, {})]

    def told():
        grids = {"R": Grid("R", people), "T": Grid("T", log)}
        roster = read_roster(grids, tables, PACK, DateOrder.MDY)
        entries = [
            [(e.row, e.day, e.hours, e.title, e.topics, e.doubt) for e in person.training]
            for person in roster.people
        ]
        return entries, [(f.rule, f.place, f.message) for f in roster.findings]

    whole = told()
    with patch.object(logs, "AT_ONCE", at_once):
        assert told() == whole
