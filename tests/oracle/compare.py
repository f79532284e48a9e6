"""Holds the engine against the oracle, and makes a book smaller in which they differ."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from models.assess import assess
from models.cells import DateOrder
from models.findings import Finding
from models.intake.grid import Grid
from models.intake.read import read_roster
from models.records import Table, TableKind
from tests.oracle.facts import Verdict
from tests.oracle.oracle import judge
from tests.oracle.rosters import Case, data_of, pack_of


def engine(case: Case) -> list[dict[str, Finding]]:
    """Let the program judge everybody: for each row of the roster the findings by rule."""
    grids, tables = {}, []
    for kind, rows in case.book.items():
        fields = list(dict.fromkeys(key for row in rows for key in row))
        columns = {field: at for at, field in enumerate(fields, 1)}
        tables.append(Table(TableKind(kind), kind, 1, columns, {f: f for f in fields}))
        grids[kind] = Grid(kind, [fields, *([row.get(f, "") for f in fields] for row in rows)])
    pack = pack_of(case.pack)
    roster = read_roster(grids, tables, pack, DateOrder.MDY)
    found = []
    for one in assess(roster, pack, case.as_of).people:
        mine: dict[str, Finding] = {}
        for finding in one.findings:
            mine.setdefault(finding.rule, finding)
        found.append(mine)
    return found


def both(case: Case) -> Iterator[tuple[int, str, Verdict | None, Finding | None]]:
    """Give for each person and each requirement what the oracle says, and what the program says."""
    rules = set()
    for one in data_of(case.pack)["requirement"]:
        rules |= {one["id"], f"{one['id']}.about_given"}
    judged = judge(data_of(case.pack), case.book, case.as_of)
    for at, (mine, theirs) in enumerate(zip(judged, engine(case), strict=True)):
        for rule in sorted(rules & (set(mine) | set(theirs))):
            yield at, rule, mine.get(rule), theirs.get(rule)


def near(said: float | None, exact: Fraction | None) -> bool:
    return exact is None or (said is not None and abs(Fraction(said) - exact) < Fraction(1, 100))


def differ(mine: Verdict | None, theirs: Finding | None) -> bool:
    """Whether the two say anything different of one requirement."""
    if mine is None or theirs is None:
        alone = mine.outcome if mine else theirs.outcome.value
        return alone != "not_applicable"
    if mine.outcome != theirs.outcome.value:
        return True
    if mine.outcome in {"not_applicable", "cannot_tell"}:
        return False
    figures = ((theirs.have, mine.have), (theirs.need, mine.need), (theirs.short, mine.short))
    return not all(near(said, exact) for said, exact in figures)


def differences(case: Case) -> list[tuple[int, str, Verdict | None, Finding | None]]:
    return [one for one in both(case) if differ(one[2], one[3])]


def smaller(case: Case, like: tuple[str, str, str]) -> Case:
    """Take away rows, tabs and columns as long as the two still differ in this way."""
    shrunk = True
    while shrunk:
        shrunk = False
        for book in _fewer(case.book):
            less = case._replace(book=book)
            if book.get("roster") and any(kind_of(one) == like for one in differences(less)):
                case, shrunk = less, True
                break
    return case


def kind_of(one: tuple[int, str, Verdict | None, Finding | None]) -> tuple[str, str, str]:
    """Give the rule, and what each of the two says of it."""
    _, rule, mine, theirs = one
    return rule, mine.outcome if mine else "", theirs.outcome.value if theirs else ""


NEEDED = {
    "name",
    "endorsed",
    "degree_date",
    "category",
    "status",
    "who",
    "date",
    "hours",
    "provider",
    "membership_expires",
    "work_start",
    "waiver_hours",
    "rater",
    "provider_status",
    "received",
}


def _fewer(book: dict[str, list[dict[str, Any]]]) -> Iterator[dict[str, list[dict[str, Any]]]]:
    for tab, rows in book.items():
        yield {key: value for key, value in book.items() if key != tab}
        for at in range(len(rows)):
            if len(rows) > 1:
                yield {**book, tab: [*rows[:at], *rows[at + 1 :]]}
        for field in dict.fromkeys(key for row in rows for key in row):
            if field not in NEEDED or (tab == "roster" and field == "membership_expires"):
                yield {**book, tab: [{k: v for k, v in row.items() if k != field} for row in rows]}
    for tab, rows in book.items():
        for at, row in enumerate(rows):
            for field, cell in row.items():
                if cell not in ("", None) and field not in NEEDED:
                    yield {**book, tab: [*rows[:at], row | {field: ""}, *rows[at + 1 :]]}
