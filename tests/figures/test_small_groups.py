"""No small group is shown, nor can it be worked out from what is shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.figures.about import put_together
from models.figures.combining import combination
from models.figures.draft import Cell, Draft, Head, Hidden, People, Role, Row
from models.figures.smallgroups import LEAST, hide, hide_all, safe
from tests.figures.attacker import Sum, determined

One = tuple[int, int, int, int]
"""Kind, category, band and outcome of somebody."""
Place = tuple[int, int, int]
"""A number by its table, line (-1: the total) and column."""
WHOLE = Head("People", "people", Role.WHOLE)


def part(name: object) -> Head:
    return Head(str(name), "people", Role.PART)


def keys(everybody: Sequence[One], of: Callable[[One], bool]) -> People:
    return frozenset(str(at) for at, one in enumerate(everybody) if of(one))


def table(
    key: str,
    everybody: Sequence[One],
    line: Callable[[One], int],
    column: Callable[[One], int] | None = None,
    of: tuple[str, ...] = ("0",),
    **more: object,
) -> Draft:
    """Make a table of those of kind 0 by one trait, or by two."""
    inside = (lambda one: one[0] == 0) if of else (lambda _: True)
    whole = keys(everybody, inside)
    columns = sorted({column(one) for one in everybody}) if column is not None else []

    def row(name: str, who: People) -> Row:
        parts = [
            Cell(frozenset(p for p in who if column is not None and column(everybody[int(p)]) == c))
            for c in columns
        ]
        return Row(name, name, who, (Cell(who), *parts))

    lines = sorted({line(one) for one in everybody})
    rows = tuple(
        row(str(n), keys(everybody, lambda one, n=n: inside(one) and line(one) == n)) for n in lines
    )
    return Draft(
        key, "", (WHOLE, *map(part, columns)), rows, whole, lambda _: "", "",
        total=row("total", whole), of=of, **more,
    )  # fmt: skip


def drafts(everybody: Sequence[One]) -> list[Draft]:
    """Give the tables of a board: kinds, categories by band, coarser ones, outcomes."""
    return [
        table("kinds", everybody, lambda one: one[0], of=(), loose=True),
        table("categories", everybody, lambda one: one[1], lambda one: one[2]),
        table("coarser", everybody, lambda one: one[1] // 2),
        table("bands", everybody, lambda one: one[2], lambda one: one[3]),
        table("outcomes", everybody, lambda one: one[3]),
    ]


def groups(everybody: Sequence[One]) -> dict[str, People]:
    kinds = {one[0] for one in everybody}
    return {str(kind): keys(everybody, lambda one, k=kind: one[0] == k) for kind in kinds}


class Known:
    """Every sum that somebody who holds the tables can write down."""

    def __init__(self, made: Sequence[Draft], found: Sequence[Hidden]) -> None:
        self.made, self.found = made, found
        self.sums: list[Sum] = []
        for at in range(len(made)):
            self.within(at)
        self.nested(lambda line, row: int(row) // 2 == int(line))
        self.margin(3, 1)
        self.margin(4, 3)

    def size(self, place: Place) -> int:
        at, row, column = place
        whole = self.made[at].total if row < 0 else self.made[at].rows[row]
        assert whole is not None
        return len(whole.cells[column].who)

    def add(self, parts: Sequence[Place], whole: Place) -> None:
        """Note that some numbers come to another one."""
        left: Counter[Hashable] = Counter()
        total = 0
        for place, sign in [*((part, 1) for part in parts), (whole, -1)]:
            at, row, column = place
            out = self.found[at]
            # The total, all the same in tables about the same people, is one unknown.
            name = ("all", self.made[at].of) if (row, column) == (-1, 0) else place
            if out.everything or (row, column) in out.cells:
                left[name] += sign
            else:
                total -= sign * self.size(place)
        self.sums.append(({name: n for name, n in left.items() if n}, total))

    def within(self, at: int) -> None:
        """Lines come to the total, and parts to their line."""
        draft = self.made[at]
        rows = range(len(draft.rows))
        for column in range(len(draft.heads)):
            self.add([(at, row, column) for row in rows], (at, -1, column))
        if len(draft.heads) > 1:
            for row in (*rows, -1):
                self.add([(at, row, c) for c in range(1, len(draft.heads))], (at, row, 0))

    def nested(self, inside: Callable[[str, str], bool]) -> None:
        """Lines of the second table come to those of the third."""
        for coarse, line in enumerate(self.made[2].rows):
            rows = enumerate(self.made[1].rows)
            self.add([(1, at, 0) for at, row in rows if inside(line.key, row.key)], (2, coarse, 0))

    def margin(self, lines_of: int, columns_of: int) -> None:
        """Lines of one table are the columns of another."""
        for at, column in enumerate(self.made[columns_of].columns(Role.PART)):
            self.add([(lines_of, at, 0)], (columns_of, -1, column))


ONE = st.tuples(
    st.sampled_from([0, 0, 0, 0, 1, 2]),
    st.sampled_from([0, 0, 0, 1, 1, 2, 3]),
    st.sampled_from([0, 0, 0, 1, 2]),
    st.sampled_from([0, 0, 1, 1, 2]),
)
PEOPLE = st.lists(ONE, min_size=1, max_size=80)


@given(PEOPLE)
def test_no_small_group_is_shown(everybody: list[One]) -> None:
    """What is shown of people is 0, or five and more."""
    made = drafts(everybody)
    for draft, out in zip(made, hide_all(made, groups(everybody)), strict=True):
        rows = [*enumerate(draft.rows), (-1, draft.total)]
        for at, row in rows:
            for column, cell in enumerate(row.cells if row is not None else ()):
                if not out.everything and (at, column) not in out.cells:
                    assert safe(len(cell.who)), (draft.key, at, column)


@given(PEOPLE)
def test_who_solves_the_sums_finds_no_small_group(everybody: list[One]) -> None:
    """Not within a table, nor across tables that are about the same people."""
    made = drafts(everybody)
    found = hide_all(made, groups(everybody))
    solved = determined(Known(made, found).sums, len(everybody))
    for place, number in solved.items():
        assert number == 0 or number >= LEAST, (place, number)


def test_the_attacker_finds_what_is_badly_hidden() -> None:
    """Who is tested against is no straw man: alone in its line and column, a number is found."""
    everybody = [(0, 0, 0, 0)] * 20 + [(0, 1, 1, 1)] * 3 + [(0, 1, 0, 0)] * 9
    made = drafts(everybody)
    badly = [Hidden() for _ in made]
    badly[1].cells = {(1, 2)}
    assert 3 in determined(Known(made, badly).sums, 99).values()
    loop = [({"a": 1, "b": 1}, 9), ({"b": 1, "c": 1}, 8), ({"a": 1, "c": 1}, 7)]
    assert determined(loop, 99) == {"a": 4, "b": 5, "c": 3}  # only by all three together
    assert determined([({"a": 1, "b": 1}, 0)], 99) == {"a": 0, "b": 0}  # only by the bounds


def test_a_large_group_alone_hides_no_small_one() -> None:
    """Of two lines, the one with 30 people is hidden beside the one with 3: the total stands."""
    everybody = [(0, 0, 0, 0)] * 30 + [(0, 2, 0, 0)] * 3
    out = hide(table("t", everybody, lambda one: one[1]))
    assert out.lines == {0, 1}
    three = hide(table("t", [*everybody, *[(0, 4, 0, 0)] * 6], lambda one: one[1]))
    assert three.lines == {1, 2}, "of those that could cover it, the smallest"


def test_five_lines_of_one_are_not_told_by_their_number() -> None:
    """Where five are hidden and five people are left, each would be one: one more is hidden."""
    everybody = [(0, n, 0, 0) for n in range(5)] + [(0, 9, 0, 0)] * 40 + [(0, 8, 0, 0)] * 12
    out = hide(table("t", everybody, lambda one: one[1]))
    assert len(out.lines) == 6


def test_a_table_about_a_hidden_group_is_hidden_whole() -> None:
    """Who may not know how many applicants there are is not shown a table of them."""
    everybody = [(0, 0, 0, 0)] * 3 + [(1, 0, 0, 0)] * 30
    made = drafts(everybody)
    found = hide_all(made, groups(everybody))
    assert [out.everything for out in found] == [False, True, True, True, True]


def test_between_tables() -> None:
    """A group that one table hides is not the difference of two numbers of others."""
    whole = frozenset(map(str, range(40)))
    small = frozenset(map(str, range(3)))
    known = {"all": whole, "rest": whole - small - {"39"}, "one": frozenset({"39"})}
    assert combination(known, [small]) == ["all", "rest", "one"]
    assert combination({"all": whole, "rest": whole - small - {"39"}}, [small]) == []


@given(st.dictionaries(st.text(min_size=1, max_size=3), st.integers(0, 12), max_size=12))
def test_small_groups_put_together_are_no_small_group(sizes: dict[str, int]) -> None:
    """Nobody is lost, and what is shown together or alone is five people or more."""
    made = {name: frozenset(f"{name}{at}" for at in range(size)) for name, size in sizes.items()}
    kept, others = put_together(made)
    assert others.union(*kept.values()) == frozenset().union(*made.values())
    assert all(safe(len(who)) for who in kept.values())
    if sum(sizes.values()) >= LEAST:
        assert safe(len(others))


@pytest.mark.parametrize("size", [0, 1, 4, 5])
def test_an_amount_of_few_people_is_hidden(size: int) -> None:
    """Hours that fewer than five people lack would tell of them."""
    who = frozenset(map(str, range(50)))
    few = frozenset(map(str, range(size)))
    heads = (WHOLE, Head("Hours", "clock hours", Role.AMOUNT))
    rows = tuple(
        Row(
            str(n),
            "",
            frozenset(sorted(who)[n * 25 : n * 25 + 25]),
            (Cell(who), Cell(f, 9.0)),
        )
        for n, f in enumerate((few, who - few))
    )
    draft = Draft(
        "t", "", heads, rows, who, lambda _: "", "",
        total=Row("total", "", who, (Cell(who), Cell(who, 18.0))),
    )  # fmt: skip
    hidden = {place for place in hide(draft).cells if place[1] == 1}
    assert hidden == (set() if size in {0, 5} else {(0, 1), (-1, 1)})
