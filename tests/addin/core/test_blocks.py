"""Arguments as hosts have them, made into blocks."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum

import pytest

from addin.blocks import LARGEST, blocks, shape
from addin.errors import AddinError
from models.cells import CellError

MILLION = 1_048_576


class HostMoment(datetime):
    """A moment as a host has it, of a class of its own."""


class Colour(StrEnum):
    RED = "red"


@pytest.mark.parametrize(
    ("argument", "block"),
    [
        (None, None),
        ("", None),
        ([], None),
        ([[]], None),
        ([[None, ""], ["  ", 0]], None),
        ("IFS", [["IFS"]]),
        (3.5, [[3.5]]),
        (["a", "b", "c"], [["a", "b", "c"]]),
        ((("a", "b"), ("c", "d")), [["a", "b"], ["c", "d"]]),
        ([["a"], "b"], [["a"], ["b"]]),
        ([["a", "b"], ["c"]], [["a", "b"], ["c", None]]),
        ([[None], ["a"], [None], [None]], [[None], ["a"]]),
        ([["a", None, ""], ["b", "c", None]], [["a", None], ["b", "c"]]),
    ],
)
def test_every_shape_becomes_rows_of_equal_length(argument: object, block: object) -> None:
    """A value, a row, a column, ragged rows, tuples: blank ends are cut off."""
    assert blocks([argument]) == [block]


def test_cells_become_raw_cells() -> None:
    """Errors in text, times with a zone, numbers of other kinds, and what no cell can hold."""
    odd = [
        "#N/A", "Err:502", "#GETTING_DATA", "Erin", "#1", float("nan"), Decimal("2.5"), 10**400,
        datetime(2026, 1, 2, 3, tzinfo=UTC), Colour.RED, object(), "\ud800x",
    ]  # fmt: skip
    assert blocks([odd]) == [[[
        CellError("#N/A"), CellError("Err:502"), CellError("#GETTING_DATA"), "Erin", "#1",
        CellError("#NUM!"), 2.5, CellError("#NUM!"), datetime.fromisoformat("2026-01-02T03:00"),
        "red", CellError("#VALUE!"), "?x",
    ]]]  # fmt: skip


def test_moments_of_a_host_are_plain_ones() -> None:
    """What a host has as a class of its own is read, remembered and compared as any other."""
    (((moment, *_), *_),) = blocks([[HostMoment(2026, 1, 2, 3, tzinfo=UTC), "x"]])
    assert type(moment) is datetime
    assert moment == datetime.fromisoformat("2026-01-02T03:00")


def test_a_whole_column_takes_no_more_than_what_is_filled() -> None:
    """A million blank rows below three are cut off."""
    for blank in (None, "", 0):
        column = [["a"], ["b"], ["c"], *[[blank]] * (MILLION - 3)]
        assert blocks([column]) == [[["a"], ["b"], ["c"]]]


def test_blank_rows_do_not_count_towards_the_limit() -> None:
    """A million blank rows of many columns are no huge input; as many filled ones are."""
    head = [["Name"] * 20]
    assert blocks([[*head, *[[None] * 20] * MILLION]]) == [[*head, [None] * 20]]
    with pytest.raises(AddinError, match="too much for one formula"):
        blocks([[["x"] * 10] * (LARGEST // 20), [["y"] * 10] * (LARGEST // 20 + 1)])


def test_answers_are_rectangular_text_and_numbers() -> None:
    """Dates are ISO text, None is blank, and what is no number is blank."""
    ragged = [["a", None], [date(2026, 1, 2), 1, True], [Colour.RED, float("nan"), "\x00b"]]
    assert shape(ragged) == [["a", "", ""], ["2026-01-02", 1, True], ["red", "", "b"]]
    assert shape([]) == [[""]]
