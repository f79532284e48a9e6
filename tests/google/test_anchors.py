"""Ids on rows and columns: a write for rows that have moved is turned down as a whole."""

from __future__ import annotations

import copy

import pytest

from sync.books.base import CellRef, SetNote, SetValue
from sync.books.google.anchors import KEY, MOST_ROWS, moved
from sync.errors import BookInUse
from sync.live import clear
from tests.google.desk import Desk, make_desk, state
from tests.google.test_beside_a_person import desk_with, run, stray_marks
from tests.google_server.http import Fault

ROWS = [["Name", "Level"], ["Ada", "IFS"], ["Bob", "IFS"], ["Cy", "IMHS"]]
GAP = [SetValue(CellRef("members", 3, 3), "Gap"), SetNote(CellRef("members", 3, 1), "ours")]

ACTS = {
    "insert a row": lambda person: person.insert_row(2),
    "delete a row": lambda person: person.delete_row(2),
    "delete the row itself": lambda person: person.delete_row(3),
    "move a row": lambda person: person.move_row(2, 4),
    "insert a column": lambda person: person.insert_column(2),
    "delete a column": lambda person: person.delete_column(2),
    "delete the column itself": lambda person: person.delete_column(3),
    "move a column": lambda person: person.move_column(1, 3),
    "insert and delete": lambda person: (person.insert_row(2), person.delete_row(4)),
}


def ids(desk: Desk) -> list[int]:
    """All ids of ours in the sheet."""
    return [
        one["metadataId"]
        for sheet in desk.person.book.sheets
        for props in (*sheet.row_props, *sheet.column_props)
        for one in props.get("developerMetadata", ())
        if one["metadataKey"] == KEY
    ]


def statuses(desk: Desk) -> list[int]:
    return [call.status for call in desk.server.asked() if call.writes]


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
def test_nothing_is_written_where_rows_or_columns_have_moved(act) -> None:
    """Between read and write she inserts, deletes or moves: Google turns the whole write down."""
    desk = make_desk({"members": ROWS})
    desk.book().apply([SetValue(CellRef("members", 4, 4), "first")])
    book = desk.book()
    book.read()
    act(desk.person)
    before = copy.deepcopy(state(desk.person))
    with pytest.raises(BookInUse):
        book.apply(GAP)
    assert state(desk.person) == before
    assert statuses(desk)[1:] == [400]


def test_ids_stay_the_same_and_go_along() -> None:
    """A second check changes no id; an inserted row gets one of its own."""
    desk = desk_with()
    run(desk)
    first = ids(desk)
    assert len(first) == len(set(first))
    desk.person.type(2, 6, 3)
    run(desk)
    assert ids(desk) == first
    desk.person.insert_row(3)
    desk.person.fill_in([["W-9", "Flo Ash"]], "Shopping")
    run(desk)
    assert set(first) < set(ids(desk))
    assert stray_marks(desk) == []


def test_clear_takes_the_ids_off() -> None:
    """After clear there is no id of ours; one of another program stays."""
    desk = desk_with()
    other = {"metadataId": 7, "metadataKey": "theirs", "visibility": "DOCUMENT"}
    desk.person.sheet("Members").row_props[1]["developerMetadata"] = [other]
    run(desk)
    assert ids(desk)
    clear(desk.book())
    assert ids(desk) == []
    assert desk.person.sheet("Members").row_props[1]["developerMetadata"] == [other]


def test_another_program_may_have_taken_the_room() -> None:
    """Where others keep too much on a tab for our ids, two calls still put the flags."""
    desk = desk_with()
    full = {"metadataId": 7, "metadataKey": "k", "metadataValue": "v" * 29_990}
    desk.person.sheet("Members").metadata.append({**full, "visibility": "DOCUMENT"})
    run(desk)
    assert desk.sheets_calls() == ["read", "write"]
    assert ids(desk) == []
    assert stray_marks(desk) == []


def test_a_write_that_is_turned_down_though_nothing_moved_is_sent_without_ids() -> None:
    """Room that others take may be hidden from us: the flags are put all the same, once."""
    desk = desk_with()
    desk.server.faults.append(Fault(1, 400, when=lambda call: call.writes))
    run(desk)
    assert statuses(desk) == [400, 200]
    assert ids(desk) == []
    assert stray_marks(desk) == []


def test_long_tables_have_ids_on_columns_alone() -> None:
    """Two requests for each of many rows would be too much; the columns are held all the same."""
    desk = make_desk({"members": ROWS}, rows=MOST_ROWS + 40)
    desk.book().apply([SetValue(CellRef("members", MOST_ROWS + 20, 3), "far")])
    sheet = desk.person.sheet("members")
    assert not any("developerMetadata" in one for one in sheet.row_props)
    book = desk.book()
    book.read()
    desk.person.insert_column(2)
    with pytest.raises(BookInUse):
        book.apply([SetValue(CellRef("members", MOST_ROWS + 20, 3), "wrong")])
    assert statuses(desk) == [200, 400]


@pytest.mark.parametrize(
    ("old", "new", "counts", "found"),
    [
        ([5, 6, 7], [5, 0, 6, 7], (5, 6), {0: 0, 1: 2, 2: 3, 3: 4, 4: 5}),
        ([5, 6, 7], [5, 7], (4, 3), {0: 0, 2: 1, 3: 2}),
        ([5, 6, 7], [7, 5, 6], (3, 3), {0: 1, 1: 2, 2: 0}),
        ([], [5], (3, 3), None),
        ([5], [6], (3, 3), None),
    ],
)
def test_where_rows_stand_now(old, new, counts, found) -> None:
    """Rows are followed by their ids; those below the last id keep their distance to the end."""
    assert moved(old, new, *counts) == found
