"""Hours that may be a time whose format is lost are asked about, never counted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.cells import Parsed, Raw
from models.intake.fields import Role
from models.intake.grid import Grid
from models.intake.losttimes import without_lost_times
from models.intake.people import memos
from models.intake.read import read_roster
from models.layering import load_pack
from models.records import Table, TableKind
from models.roster import Roster
from tests.examples import tries

MEMOS = memos(load_pack("national"), None)
LOG = Table(TableKind.TRAINING, "Log", 1, {"name": 1, "hours": 2}, {})
ROSTER = Table(TableKind.ROSTER, "Log", 1, {"name": 1, "training_hours": 2}, {})


def read(*hours: Raw, table: Table = LOG) -> list[Parsed[float]]:
    """Read a table with these cells in its column of hours."""
    rows: list[list[Raw]] = [["Name", "Hours"], *(["Ana Ruiz", one] for one in hours)]
    parsers = without_lost_times(MEMOS, Grid("Log", rows), table)
    return [parsers[Role.HOURS][one] for one in hours]


def as_day(hours: int, minutes: int = 0) -> float:
    """Give a time as a spreadsheet keeps it."""
    return (hours * 60 + minutes) / 1440


@pytest.mark.parametrize("clock", [(0, 45), (1, 0), (1, 30), (2, 0), (2, 30), (4, 0), (7, 0)])
def test_a_time_without_its_format_is_asked_about(clock: tuple[int, int]) -> None:
    """1:30 comes as 0.0625, and nobody types 0.0625 for hours; the others are as they were."""
    doubted, *others = read(as_day(*clock), 15, 6.5, 3, 12)
    assert doubted.value is None
    assert f"{clock[0]}:{clock[1]:02}" in str(doubted.problem)
    assert [one.value for one in others] == [15, 6.5, 3, 12]


def test_the_sentence_says_both_and_what_to_type() -> None:
    """What it may be, and how to write either so that it is certain."""
    (doubted,) = read(0.0625)
    assert doubted.problem == (
        '"0.0625" may be a length of time, 1:30, that came without its format. Type which it is, '
        "with its unit: 1.5 h or 3.75 min."
    )
    assert [one.value for one in read("1.5 h", "3.75 min", 15)] == [1.5, 0.0625, 15]


def test_among_times_a_quarter_is_one_too() -> None:
    """Where most parts of an hour came as times, 6:00 is no quarter of an hour."""
    times = [as_day(1, 30), as_day(2, 30), as_day(6)]
    assert [one.value for one in read(*times, 15, 2)] == [None, None, None, 15, 2]


def test_among_totals_that_are_times_an_hour_and_a_half_is_one_too() -> None:
    """A roster that keeps 36:00 hands over 1.5; a log has no entry of a day and a half."""
    times = [as_day(12, 30), as_day(15), as_day(36), as_day(9, 45)]
    totals = read(*times, table=ROSTER)
    assert [one.value for one in totals] == [None] * 4
    assert "36:00" in str(totals[2].problem)
    assert read(*times)[2].value == 1.5
    typed = read(as_day(1, 30), 15, 40, 1.5, table=ROSTER)
    assert [one.value for one in typed] == [None, 15, 40, 1.5]


def test_one_odd_number_does_not_make_a_log_doubtful() -> None:
    """Half hours stay half hours beside a single 0.0625."""
    assert [one.value for one in read(0.0625, 0.5, 0.25, 0.75, 1.5)][1:] == [0.5, 0.25, 0.75, 1.5]


def test_what_a_format_or_a_unit_tells_is_certain() -> None:
    """Times that are known as such, and texts with a unit, are read as ever."""
    said = read(time(1, 30), timedelta(hours=36), "1:30", "0.0625 h", as_day(1, 30))
    assert [one.value for one in said] == [1.5, 36, 1.5, 0.0625, None]


def test_a_tick_is_no_number() -> None:
    """TRUE equals 1 in Python and is no hour."""
    tick, one, *_ = read(True, 1, as_day(1, 30), as_day(2, 30))
    assert tick.value is None
    assert "a tick" in str(tick.problem)
    assert one.value == 1


@given(st.lists(st.decimals(0, 40, places=2), max_size=20), st.booleans())
def test_hours_as_people_type_them_are_never_doubted(typed: list[object], as_text: bool) -> None:
    """Numbers with two places at the most are the numbers that were typed."""
    cells: list[Raw] = [str(one) if as_text else float(str(one)) for one in typed]
    assert [one.value for one in read(*cells)] == [float(str(one)) for one in typed]


@given(st.lists(st.integers(1, 47).map(lambda half: half / 48), min_size=3, max_size=20))
def test_a_log_of_times_is_never_counted_as_parts_of_an_hour(days: list[float]) -> None:
    """Whatever else stands there: a time that can be nothing else is never a number of hours."""
    cells = [*days, *[as_day(1, 30)] * len(days)]
    assert all(one.value is None for one in read(*cells)[len(days) :])


HOURS = st.sampled_from([0.0625, as_day(2, 30), 0.25, 0.5, 1.5, 1, True, "1:30", "2 hrs", 15, ""])
ROWS = st.lists(st.tuples(st.sampled_from(["Ana Ruiz", "Bo Lee", "Di Foe"]), HOURS), max_size=12)


@given(ROWS, ROWS, st.booleans(), st.booleans())
@settings(deadline=None, max_examples=tries(150))
def test_what_a_log_is_trusted_with_at_first_makes_no_difference(
    trainings: Sequence[tuple[str, Raw]],
    sessions: Sequence[tuple[str, Raw]],
    by_topic: bool,
    dated: bool,
) -> None:
    """A book reads the same whether its logs are looked through beforehand, or noticed to be odd.

    They are looked through beforehand where they are not read by columns, and where only some of
    their rows are read.
    """
    day: list[Raw] = [date(2026, 5, 1)] if dated else []
    heads = ["name", "hours", *(["date"] if dated else [])]
    topics = ["dei_hours"] if by_topic else []
    grids = {
        "R": Grid("R", [["name"], ["Ana Ruiz"], ["Bo Lee"]]),
        "T": Grid("T", [[*heads, *topics], *([*one, *day, 0.0625][: len(heads) + len(topics)]
                                             for one in trainings)]),
        "S": Grid("S", [heads, *([*one, *day] for one in sessions)]),
    }  # fmt: skip
    tables = [
        Table(kind, sheet, 1, {key: at for at, key in enumerate(fields, 1)}, {})
        for kind, sheet, fields in (
            (TableKind.ROSTER, "R", ["name"]),
            (TableKind.TRAINING, "T", [*heads, *topics]),
            (TableKind.RSC, "S", heads),
        )
    ]
    pack = load_pack("wisconsin")
    trusted, wary = (
        read_roster(grids, tables, pack, None, wholes=wholes) for wholes in (None, grids)
    )
    for one, other in zip(trusted.people, wary.people, strict=True):
        for log, same in ((one.training, other.training), (one.rsc, other.rsc)):
            assert [(e.row, e.day, e.hours, e.doubt) for e in log] == [
                (e.row, e.day, e.hours, e.doubt) for e in same
            ]
    assert [_told(trusted), trusted.last_logged] == [_told(wary), wary.last_logged]


def _told(roster: Roster) -> list[tuple[str, object, str]]:
    """Give what was found in reading."""
    mine = [finding for found in roster.by_person.values() for finding in found]
    return sorted((f.rule, str(f.place), f.message) for f in (*mine, *roster.findings))
