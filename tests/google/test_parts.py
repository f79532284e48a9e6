"""A large write goes in parts: marks first, then our columns, and these go off from below."""

from __future__ import annotations

from sync.books.google import parts
from sync.books.google.pages import State
from sync.books.google.wishes import Wishes

STATE = State("id", "Members", "en_US", "UTC", [])
OURS = {"value": {"stringValue": "Gap"}, "sign": "PLAIN_TEXT"}
OFF = {"value": None, "sign": None}


def places(found: Wishes) -> list[list[tuple[int, int]]]:
    return [[at for _, at in cells] for cells, _, _ in parts.parts(STATE, found)]


def test_marks_come_first_wherever_they_stand(monkeypatch) -> None:
    """What is remembered of marks is written with the first part: so all of them are in it."""
    monkeypatch.setattr(parts, "MOST_CELLS", 3)
    cells = {(0, (row, 6)): dict(OURS) for row in range(5)}
    cells |= {(0, (row, 2)): {"note": "ours"} for row in (1, 4)}
    found = places(Wishes(cells))
    assert found[0][:2] == [(1, 2), (4, 2)]
    assert sorted(at for part in found for at in part) == sorted(at for _, at in cells)


def test_a_column_is_put_from_its_header_on_and_taken_off_down_to_it(monkeypatch) -> None:
    """By its header it is known as ours, should a run end between two parts. No row is cut."""
    monkeypatch.setattr(parts, "MOST_CELLS", 3)
    cells = {(0, (row, column)): dict(OURS) for row in range(3) for column in (6, 7)}
    assert places(Wishes(cells)) == [[(0, 6), (0, 7), (1, 6), (1, 7)], [(2, 6), (2, 7)]]
    cells = {(0, (row, column)): dict(OFF) for row in range(3) for column in (6, 7)}
    assert places(Wishes(cells)) == [[(2, 6), (2, 7), (1, 6), (1, 7)], [(0, 6), (0, 7)]]


def test_no_part_holds_too_many_rows(monkeypatch) -> None:
    """Each row that is written is held with two requests."""
    monkeypatch.setattr(parts, "MOST_ROWS", 2)
    cells = {(0, (row, 6)): dict(OURS) for row in range(5)}
    assert [len(part) for part in places(Wishes(cells))] == [2, 2, 1]
