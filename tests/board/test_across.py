"""Numbers of different tables, in different packs: who adds and subtracts learns of nobody.

The attacker knows the people behind every number well enough to know which numbers always come to
which others, in every form of every table, but not how many there are. All that is known of either
day is what its pack shows.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

import pytest

from models.figures.build import SECTIONS
from models.figures.kinds import Counted
from models.figures.levels import forms
from models.hiding import LEAST
from sync.board import between as betweens
from sync.board import issue as issuing
from sync.board import paper
from sync.board.content import Content
from sync.board.issue import Order, issue
from sync.board.keeping import BESIDES
from sync.board.numbers import EVERYBODY, TOTAL, Cell
from sync.ledger import open_ledger
from sync.ledger.boards import issued_packs
from sync.run import Checked
from tests.board import conftest
from tests.board.conftest import roster, write
from tests.board.test_two_packs import checked

DAYS = ("2026-03-10", "2026-06-10", "2026-09-20")
BOOK = "members.xlsx"
SEEDS = range(4)
FIELD = 2**31 - 1
"""Sums are solved modulo another prime than the program's own."""
Key = tuple[str, str, str]
"""A number by its table, its line, and the key of its column."""


class Day(NamedTuple):
    """One day as it truly was, and what was told of it."""

    groups: Mapping[Key, frozenset[str]]
    told: Mapping[Key, float]


def true_groups(found: Checked) -> Iterator[tuple[Key, frozenset[str]]]:
    """Give the people behind every number of people, in every form of every table."""
    book = Counted(found.roster, found.judged, found.pack, None)
    for section, build in (*SECTIONS, *BESIDES):
        for draft in build(book):
            for form in forms(draft):
                rows = (*form.rows, *([form.total] if form.total is not None else []))
                for row in rows:
                    for head, cell in zip(form.heads, row.cells, strict=True):
                        if cell.amount is None:
                            yield (f"{section}.{form.key}", row.key, head.key), cell.who


def told_of(content: Content) -> Iterator[tuple[Key, float]]:
    """Give what a pack shows of its own day."""
    shown = content.revealed[0]
    for cell in shown.cells():
        value, keys = shown.at(cell), shown.kin.columns.get(cell.table)
        if value is not None and keys is not None and keys[cell.column]:
            table = "everybody.roster" if cell.table == EVERYBODY else cell.table
            yield (table, cell.line, keys[cell.column]), value


def change(rnd: random.Random, people: list[list[object]]) -> list[list[object]]:
    """Let a few people come and go, log hours, move, and renew memberships."""
    people = [list(row) for row in people if rnd.random() > 0.05]
    for row in rnd.sample(people, rnd.choice((1, 2, 4, 9))):
        row[6], row[8] = rnd.choice((0, 4, 16)), rnd.choice((2, 12))
        row[11] = rnd.choice(("Dane", "Brown", "Iron"))
    for row in rnd.sample(people, rnd.choice((0, 1, 3))):
        row[3] = rnd.choice(("IFS", "IECMHS", "IFA"))
        row[5] = rnd.choice((date(2026, 10, 1), date(2026, 12, 31), ""))
    return people


def issued(folder: Path, seed: int) -> list[Day]:
    """Issue three packs of a roster that changes; give each day."""
    rnd = random.Random(seed)
    ledger = open_ledger(folder / "ledger.sqlite")
    people = roster(rnd.randint(8, 20), rnd.randint(15, 40))
    truth = []
    for at, day in enumerate(DAYS):
        found = checked(write(folder / f"{at}.xlsx", people), day)
        truth.append({key: who for key, who in true_groups(found) if who})
        issue(ledger, Order(BOOK), found)
        people = change(rnd, people)
    with ledger.session() as session:
        contents = [Content.unpacked(one.content) for one in issued_packs(session, BOOK)]
    ledger.close()
    return [Day(groups, dict(told_of(one))) for groups, one in zip(truth, contents, strict=True)]


@pytest.fixture(autouse=True)
def quickly(monkeypatch):
    """Make no documents: what is shown stands in the content."""

    def nothing(page: bytes, digest: str) -> bytes:
        raise paper.NoPrinter

    monkeypatch.setattr(issuing, "paper_of", nothing)
    monkeypatch.setattr(issuing, "page_of", lambda content: b"<p>a page</p>")


Vector = dict[int, int]


class Solver:
    """Everything that follows from some vectors by adding and subtracting."""

    def __init__(self) -> None:
        self.steps: dict[int, Vector] = {}

    def rest(self, vector: Vector) -> Vector:
        left = dict(vector)
        for pivot in sorted(self.steps):
            factor = left.get(pivot, 0)
            for at, value in self.steps[pivot].items() if factor else ():
                left[at] = (left.get(at, 0) - factor * value) % FIELD
        return {at: value for at, value in left.items() if value}

    def learn(self, vector: Vector) -> None:
        left = self.rest(vector)
        if left:
            pivot = min(left)
            inverse = pow(left[pivot], -1, FIELD)
            self.steps[pivot] = {at: value * inverse % FIELD for at, value in left.items()}


def learned(then: Day, now: Day) -> list[tuple[tuple[str, ...], int]]:
    """Give the numbers of which somebody who holds both packs learns a change by one to four."""
    people = {(day, one): at for at, (day, one) in enumerate(
        (day, one) for day, groups in enumerate((then.groups, now.groups))
        for one in sorted(frozenset().union(*groups.values())))}  # fmt: skip

    def vector(key: Key) -> Vector:
        days = enumerate((then.groups, now.groups))
        return {people[day, one]: 1 for day, groups in days for one in groups.get(key, ())}

    solvers = []
    for day in (then, now):
        solver = Solver()
        for key in day.told:
            solver.learn(vector(key))
        solvers.append(solver)
    asked: dict[tuple[str, ...], tuple[Vector, int]]
    asked = {key: (vector(key), _change(key, then, now)) for key in {**then.groups, **now.groups}}
    asked |= {("rest of", *key): _rest(key, asked, then, now) for key in asked if key[1] == TOTAL}
    return [
        (key, change)
        for key, (wanted, change) in asked.items()
        if 0 < abs(change) < LEAST
        and any(wanted.values())
        and all(not solver.rest(wanted) for solver in solvers)
    ]


def _rest(total: Key, every: Mapping[Key, tuple[Vector, int]], then: Day, now: Day):
    """Give what is hidden on either day, put together: the total without what both show."""
    rest, change = dict(every[total][0]), every[total][1]
    for key, (vector, more) in every.items():
        if key[::2] == total[::2] and key != total and key in then.told and key in now.told:
            change -= more
            for at, value in vector.items():
                rest[at] = (rest.get(at, 0) - value) % FIELD
    return rest, change


def _change(key: Key, then: Day, now: Day) -> int:
    return len(now.groups.get(key, ())) - len(then.groups.get(key, ()))


@pytest.mark.parametrize("seed", SEEDS)
def test_two_packs_tell_of_no_small_change_in_any_table(tmp_path: Path, seed: int) -> None:
    """Of every two packs: no number of any table, shown or not, is known to differ by 1 to 4."""
    days = issued(tmp_path, seed)
    for day in days:
        assert len(day.told) > 9, "there is something to attack"
        assert all(len(day.groups.get(key, ())) == value for key, value in day.told.items())
    for then, now in combinations(days, 2):
        assert learned(then, now) == []


@pytest.mark.slow
def test_the_attacker_finds_what_is_held_back_by_tables_alone(tmp_path: Path, monkeypatch) -> None:
    """Who is tested against is no straw man: each table by itself gives something away."""
    monkeypatch.setattr(betweens, "gives_away", lambda *_: None)
    found = []
    for seed in SEEDS:
        folder = tmp_path / str(seed)
        folder.mkdir()
        found += [one for pair in combinations(issued(folder, seed), 2) for one in learned(*pair)]
    assert found


def test_a_total_that_another_table_told(tmp_path: Path) -> None:
    """One pack shows how many are endorsed in one table, the next one in another: it is held back.

    Here the first pack shows the whole of the cycle's table alone, and the second one the roster's.
    """
    book = checked(write(tmp_path / BOOK, roster(12, 25)), DAYS[0])
    later = checked(write(tmp_path / BOOK, roster(12, 26)), DAYS[1])
    first, second = (issuing.numbers_of(issuing.counted(one)) for one in (book, later))
    assert (first.at(Cell("cycle.cycle", TOTAL, 0)), second.at(Cell("cycle.cycle", TOTAL, 0))) == (
        37, 38,
    )  # fmt: skip
    told = first.only(["cycle.cycle"])
    told = told.without([cell for cell in told.cells() if cell.line != TOTAL])
    now = second.only(["everybody.roster"])
    assert betweens.between(now, [told]).cells == set(), "each table by itself tells nothing"
    held = betweens.further(now, [told])
    assert {Cell("everybody.roster", line, 0) for line in ("endorsed", TOTAL)} <= held
    unrelated = told.model_copy(update={"kin": type(told.kin)()})
    assert betweens.further(now, [unrelated]) == set(), "nobody knows that they are the same"


def test_how_many_are_endorsed_is_the_last_to_be_hidden(tmp_path: Path, monkeypatch) -> None:
    """Twelve endorsed more, and two applicants: the applicants are held back, the endorsed are not.

    The total could cover the applicants, or the endorsed, of whom most tables tell.
    """
    monkeypatch.setattr(conftest, "HEAD", [*conftest.HEAD, "Status"])
    ledger = open_ledger(tmp_path / "ledger.sqlite")
    for day, endorsed, applying in ((DAYS[0], 60, 10), (DAYS[1], 72, 12)):
        people = roster(20, endorsed + applying - 20)
        said = ["applicant"] * applying + ["endorsed"] * endorsed
        rows = [[*row, status] for row, status in zip(people, said, strict=True)]
        issue(ledger, Order(BOOK), checked(write(tmp_path / BOOK, rows), day))
    with ledger.session() as session:
        last = Content.unpacked(issued_packs(session, BOOK)[-1].content).revealed[0]
    ledger.close()
    assert last.at(Cell("everybody.roster", "endorsed", 0)) == 72
    assert last.at(Cell("everybody.roster", "applicant", 0)) is None
    assert last.at(Cell("everybody.roster", TOTAL, 0)) is None
