"""Ids on rows and columns: a write for rows that have moved is turned down as a whole."""

from __future__ import annotations

import copy
from contextlib import suppress

import pytest

from sync.books.base import CellRef, SetNote, SetValue
from sync.books.google.anchors import KEY, ROOM, moved
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


@pytest.mark.parametrize("first", [False, True])
@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
def test_nothing_is_written_where_rows_or_columns_have_moved(act, first) -> None:
    """Between read and write she inserts, deletes or moves: Google turns the whole write down.

    At a first check too: there ids are put before the write, and what they show is looked at.
    """
    desk = make_desk({"members": ROWS})
    if not first:
        desk.book().apply([SetValue(CellRef("members", 4, 4), "first")])
    book = desk.book()
    book.read()
    made = len(statuses(desk))
    acts = [lambda _: None, act] if first else [act]
    desk.server.before = lambda call: acts.pop(0)(desk.person) if call.writes and acts else None
    with pytest.raises(BookInUse):
        book.apply(GAP)
    desk.server.before = lambda _call: None
    assert statuses(desk)[made:] == [200, 400][not first :]
    twin = make_desk({"members": ROWS})
    if not first:
        twin.book().apply([SetValue(CellRef("members", 4, 4), "first")])
    act(twin.person)
    assert hers(desk) == hers(twin)


def hers(desk: Desk) -> object:
    return state(desk.person)["members"]


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
    desk.person.type(3, 2, "Flo Ash")
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


def full(others: int) -> dict[str, object]:
    """Metadata of another program that take so much room."""
    return {
        "metadataId": 7, "metadataKey": "k", "metadataValue": "v" * (others - 1),
        "visibility": "DOCUMENT",
    }  # fmt: skip


def test_another_program_may_have_taken_the_room() -> None:
    """Where others keep too much on a tab for our ids, two calls still put the flags."""
    desk = desk_with()
    desk.person.sheet("Members").metadata.append(full(29_990))
    run(desk)
    assert desk.sheets_calls() == ["read", "write"]
    assert ids(desk) == []
    assert stray_marks(desk) == []


@pytest.mark.parametrize(("others", "there"), [(ROOM - 40 * len(KEY), 11), (ROOM - 50, 11)])
def test_ids_are_put_as_far_as_there_is_room(others, there) -> None:
    """First on all rows, else on columns alone."""
    desk = desk_with()
    desk.person.sheet("Members").metadata.append(full(others))
    run(desk)
    assert desk.sheets_calls() == ["read", "write", "write"]
    assert len(ids(desk)) >= there
    assert len(ids(desk)) * len(KEY) + others <= ROOM
    desk.person.type(2, 6, 3)
    run(desk)
    assert desk.sheets_calls()[3:] == ["read", "write"]
    assert stray_marks(desk) == []


def test_room_that_cannot_be_seen_may_be_taken() -> None:
    """Ids are turned down although nothing has moved: the flags are put all the same, once."""
    desk = desk_with()
    desk.server.faults.append(Fault(1, 400, when=lambda call: call.writes))
    run(desk)
    assert statuses(desk) == [400, 200]
    assert stray_marks(desk) == []


def test_a_write_that_is_turned_down_though_nothing_moved_is_sent_without_new_ids() -> None:
    """There may be no room for one more id; the ones that stand hold the rows all the same."""
    desk = desk_with()
    run(desk)
    desk.person.insert_row(3)
    desk.person.type(3, 2, "Flo Ash")
    desk.server.faults.append(Fault(1, 400, when=lambda call: call.writes))
    before = ids(desk)
    run(desk)
    assert statuses(desk)[2:] == [400, 200]
    assert ids(desk) == before
    assert stray_marks(desk) == []


def test_an_inserted_row_without_an_id_is_held_by_those_around_it() -> None:
    """A row is moved below a new one: nothing is written for the new one."""
    desk = make_desk({"members": ROWS})
    desk.book().apply([SetValue(CellRef("members", 4, 3), "first")])
    desk.person.insert_row(3)
    book = desk.book()
    book.read()
    desk.person.delete_row(2)
    before = copy.deepcopy(state(desk.person))
    with pytest.raises(BookInUse):
        book.apply(GAP)
    assert state(desk.person) == before


def long_desk(rows: int) -> Desk:
    """A sheet with so many people."""
    desk = make_desk({"members": ROWS[:1]}, rows=rows + 10)
    sheet = desk.person.sheet("members")
    for row in range(1, rows):
        sheet.put(row, 0, {"userEnteredValue": {"stringValue": f"Member {row}"}})
    return desk


def flagged(rows: int, text: str) -> list[SetValue]:
    return [SetValue(CellRef("members", row, 3), text) for row in range(2, rows + 1)]


@pytest.mark.parametrize(
    ("rows", "first", "later"),
    [
        (1_100, 2, 1),
        pytest.param(5_000, 5, 1, marks=pytest.mark.slow),
        pytest.param(9_000, 12, 2, marks=pytest.mark.slow),
    ],
)
def test_long_tables_are_held_where_they_are_written(rows, first, later) -> None:
    """Ids for all rows, where there is room, else for those that are written; in parts.

    first, later: how many calls write at a first check, and when some rows have changed.
    """
    desk = long_desk(rows)
    desk.book().apply(flagged(rows, "ours"))
    assert desk.sheets_calls() == ["read", *["write"] * first]
    for row in (700, rows - 100):
        calls = len(desk.sheets_calls())
        desk.book().apply([SetValue(CellRef("members", at, 3), "changed") for at in (5, row)])
        assert desk.sheets_calls()[calls:] == ["read", *["write"] * later]
        book = desk.book()
        book.read()
        desk.person.insert_row(row - 50)
        with pytest.raises(BookInUse):
            book.apply([SetValue(CellRef("members", row, 3), "wrong")])
        assert not any("wrong" in line for line in desk.person.shown("members")[row - 5 : row + 5])
        desk.person.delete_row(row - 50)


@pytest.mark.slow
@pytest.mark.parametrize("rows", [1_500, 9_000])
def test_a_long_table_beside_a_person(rows) -> None:
    """She sorts and inserts between the parts of a first check: nothing stands on a wrong row."""
    desk = long_desk(rows)
    acts = [
        lambda _: None, lambda p: p.insert_row(rows // 2),
        lambda p: p.sort(f"members!A2:N{rows}", 1, down=True), lambda p: p.insert_column(2),
    ]  # fmt: skip
    desk.server.before = lambda call: acts.pop(0)(desk.person) if call.writes and acts else None
    for _ in range(6):
        book = desk.book()
        told = [(row, cells[0]) for row, cells in enumerate(book.read().sheets[0].rows, 1) if cells]
        column = len(book.read().sheets[0].rows[0]) + 1
        edits = [
            SetValue(CellRef("members", row, max(column, 4)), f"for {name}")
            for row, name in told if str(name).startswith("Member")
        ]  # fmt: skip
        with suppress(BookInUse):
            book.apply(edits)
            break
    for line in desk.person.shown("members")[1:]:
        assert not any(text.startswith("for ") and text != f"for {line[0]}" for text in line)
    assert sum(any(t.startswith("for ") for t in line) for line in desk.person.shown("members")) > 0


@pytest.mark.parametrize(
    ("old", "new", "counts", "found"),
    [
        ([5, 6, 7], [5, 0, 6, 7], (5, 6), {0: 0, 1: 2, 2: 3, 3: 4, 4: 5}),
        ([5, 6, 7], [5, 7], (4, 3), {0: 0, 2: 1, 3: 2}),
        ([5, 6, 7], [7, 5, 6], (3, 3), {0: 1, 1: 2, 2: 0}),
        ([5, 0, 7, 8], [5, 9, 0, 7, 8], (4, 5), {0: 0, 1: 1, 2: 3, 3: 4}),
        ([5, 6, 0, 8], [5, 0, 8], (4, 3), {0: 0, 2: 1, 3: 2}),
        ([0, 6, 7], [0, 6, 7], (3, 3), {0: 0, 1: 1, 2: 2}),
        ([], [5], (3, 3), None),
        ([5], [6], (3, 3), None),
    ],
)
def test_where_rows_stand_now(old, new, counts, found) -> None:
    """Rows are followed by their ids; those below the last id keep their distance to the end."""
    assert moved(old, new, *counts) == found
