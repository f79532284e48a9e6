"""Two packs together tell nothing of a few people: no subtraction, of numbers or of sums."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from models.hiding import LEAST
from sync.board.between import between
from sync.board.numbers import TOTAL, Cell, Numbers, TableNumbers, packed, unpacked

KEY = "cycle.cycle"
Values = Sequence[float | None]


def numbers(
    values: Values, total: float | None, day: int = 1, columns: tuple[str, ...] = ("People",)
) -> Numbers:
    """Give a table of one column: lines a, b, c ... and their sum."""
    lines = {chr(97 + at): (value,) for at, value in enumerate(values)}
    table = TableNumbers(columns=columns, counts=(True,), lines={**lines, TOTAL: (total,)})
    return Numbers(as_of=date(2026, 1, day), tables={KEY: table})


def left(now: Numbers, *shown: Numbers) -> dict[str, float | None]:
    """Give what is left to be shown, by line."""
    kept = now.without(between(now, shown).cells)
    return {line: values[0] for line, values in kept.tables[KEY].lines.items()}


def test_what_is_the_same_or_differs_by_many_is_shown() -> None:
    """Numbers that did not change, or by five people and more, are shown as they are."""
    assert left(numbers([40, 15, 9], 64), numbers([40, 20, 9], 69)) == {
        "a": 40, "b": 15, "c": 9, TOTAL: 64,
    }  # fmt: skip


def test_a_small_difference_is_hidden_and_said_to_be_about() -> None:
    """One person more: the number is hidden, and the former one is given in its place."""
    now, before = numbers([41, 20, 9], 70), numbers([40, 20, 9], 69)
    hidden = between(now, [before])
    assert Cell(KEY, "a", 0) in hidden.cells
    assert hidden.near[Cell(KEY, "a", 0)] == 40
    assert Cell(KEY, TOTAL, 0) in hidden.cells
    assert left(now, before)["b"] == 20


def test_what_is_hidden_does_not_come_back_from_the_total() -> None:
    """The total grew by many, one line by one: another line is hidden with it."""
    shown = left(numbers([41, 25, 9], 75), numbers([40, 20, 9], 69))
    assert shown["a"] is None
    assert shown[TOTAL] == 75
    assert sum(value is None for value in shown.values()) > 1


def test_two_hidden_lines_together_do_not_tell_a_few() -> None:
    """Lines hidden before whose sum was known then: their sum now is no few people off."""
    before = numbers([None, None, 50], 57)
    shown = left(numbers([5, 5, 60], 70), before)
    known = [shown[line] for line in ("a", "b")]
    assert None in known or shown["c"] is None or shown[TOTAL] is None


def test_every_earlier_pack_counts() -> None:
    """A number is held against all that was ever shown, not only against the last pack."""
    packs = [numbers([40, 30], 70, 1), numbers([60, 30], 90, 2)]
    assert left(numbers([41, 30], 71, 3), *packs)["a"] is None


def test_a_column_that_moved_is_found_by_its_head() -> None:
    """A column comes before the others: the numbers are compared with the right ones."""
    lines = {"a": (40.0,), TOTAL: (40.0,)}
    before = TableNumbers(columns=("People",), counts=(True,), lines=lines)
    lines = {"a": (7.0, 41.0), TOTAL: (7.0, 41.0)}
    now = TableNumbers(columns=("Both", "People"), counts=(True, True), lines=lines)
    day = date(2026, 1, 1)
    shown = Numbers(as_of=day, tables={KEY: before})
    hidden = between(Numbers(as_of=day, tables={KEY: now}), [shown])
    assert Cell(KEY, "a", 1) in hidden.cells
    assert Cell(KEY, "a", 0) not in hidden.cells


def test_what_cannot_be_compared_is_hidden_whole() -> None:
    """Another language and other columns: nothing of the table is shown rather than too much."""
    two = TableNumbers(columns=("x", "y"), counts=(True, True), lines={"a": (40.0, 9.0)})
    one = TableNumbers(columns=("People",), counts=(True,), lines={"a": (41.0,)})
    day = date(2026, 1, 1)
    now = Numbers(as_of=day, tables={KEY: one})
    hidden = between(now, [Numbers(as_of=day, tables={KEY: two})])
    assert hidden.cells == set(now.cells())


def test_numbers_are_read_back_as_they_were_written() -> None:
    """What the ledger keeps of a run is the same numbers again, in the same bytes."""
    one = numbers([40, None, 9], 70)
    assert unpacked(packed(one)) == one
    assert packed(unpacked(packed(one))) == packed(one)


AMOUNTS = st.lists(st.integers(0, 30), min_size=2, max_size=5)


@st.composite
def two_days(draw: st.DrawFn) -> tuple[list[int], list[int], Numbers, Numbers]:
    """Give true numbers of two days, what was shown of the first, and what would be of the second.

    Of each day some lines are hidden, as small groups are: none, or two and more.
    """
    before = draw(AMOUNTS)
    steps = st.lists(st.integers(-9, 9), min_size=len(before), max_size=len(before))
    now = [max(0, value + step) for value, step in zip(before, draw(steps), strict=True)]
    size = len(before)
    mask = st.lists(st.booleans(), min_size=size, max_size=size).filter(lambda m: sum(m) != 1)
    masks = [draw(mask) for _ in range(2)]
    days = [
        numbers([None if hide else v for v, hide in zip(vs, mask, strict=True)], sum(vs), at + 1)
        for at, (vs, mask) in enumerate(zip((before, now), masks, strict=True))
    ]
    return before, now, days[0], days[1]


def solvable(rows: list[list[int]], wanted: list[int]) -> bool:
    """Whether a sum is a combination of sums that are known: by elimination, exactly."""

    def rank(matrix: list[list[int]]) -> int:
        work, found = [[Fraction(x) for x in row] for row in matrix], 0
        for column in range(len(wanted)):
            pivot = next((at for at in range(found, len(work)) if work[at][column]), None)
            if pivot is None:
                continue
            work[found], work[pivot] = work[pivot], work[found]
            for at in range(found + 1, len(work)):
                factor = work[at][column] / work[found][column]
                work[at] = [a - factor * b for a, b in zip(work[at], work[found], strict=True)]
            found += 1
        return found

    return rank([*rows, wanted]) == rank(rows)


@given(two_days())
def test_an_attacker_finds_no_small_difference(case) -> None:
    """Who knows both packs, and that lines make the total, can tell of no line a change of 1 to 4.

    Everything that is shown of both days is a known sum of the true numbers of both; the change of
    a line must be no combination of those sums when it is small and anything of it is hidden.
    """
    before, now, shown, found = case
    kept = found.without(between(found, [shown]).cells)
    size = len(before)
    truth = [*before, *now]
    rows = []
    for offset, day in ((0, shown), (size, kept)):
        for line, (value,) in day.tables[KEY].lines.items():
            if value is None:
                continue
            row = [0] * (2 * size)
            for at in range(size):
                row[offset + at] = int(line == TOTAL or line == chr(97 + at))
            assert value == sum(r * t for r, t in zip(row, truth, strict=True))
            rows.append(row)
    for at in range(size):
        wanted = [0] * (2 * size)
        wanted[at], wanted[size + at] = -1, 1
        if 0 < abs(now[at] - before[at]) < LEAST:
            assert not solvable(rows, wanted)


def test_a_line_that_is_gone_is_not_forgotten() -> None:
    """A hidden line that nobody is on any more takes part in the sums of the earlier day."""
    before = numbers([50, 8, None], 60)
    table = before.tables[KEY]
    before = Numbers(
        as_of=before.as_of,
        tables={KEY: table.model_copy(update={"lines": {**table.lines, "b": (None,)}})},
    )
    now = numbers([50, 12], 62)
    shown = left(now, before)
    assert shown["b"] is None or shown[TOTAL] is None or shown["a"] is None
