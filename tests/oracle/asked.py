"""The case in hand, and what every kind of requirement starts from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from tests.oracle.cycles import Cycle, extended, judged_cycle, owed, relieved
from tests.oracle.facts import Book, Row, Verdict, a_date, figure, has_column, highest, scopes_of
from tests.oracle.giving import gives_rsc
from tests.oracle.granted import granted, running

Data = Mapping[str, Any]
NOTHING = Verdict("not_applicable")


@dataclass(frozen=True)
class Asked:
    """One requirement of one person on one day.

    need: what is asked; None: nothing. unsure: whether nobody can tell if it is asked now.
    peers: whether supervision among peers counts.
    """

    data: Data
    book: Book
    row: Row
    rule: Mapping[str, Any]
    as_of: date
    phase: str
    rules_on: date
    cycle: Cycle | None
    need: Fraction | None
    unsure: bool = False
    peers: bool = False

    @property
    def first(self) -> date:
        return self.cycle.first if self.cycle else date.min

    @property
    def last(self) -> date:
        return min(self.cycle.hours_to, self.as_of) if self.cycle else self.as_of

    @property
    def gives(self) -> bool:
        last = self.cycle.hours_to if self.cycle else self.as_of
        return gives_rsc(self.data, self.book, self.row, self.first, last)

    def short(self) -> str:
        """What being short comes to today."""
        if self.unsure:
            return "cannot_tell"
        if self.cycle is None or self.as_of <= max(self.cycle.due, self.cycle.grace):
            return "open"
        return "gap"

    def total(self) -> tuple[bool, Fraction | None]:
        """The roster's column with the total: whether there is one, and what it says."""
        field = self.rule.get("total") or ""
        return has_column(self.book, "roster", field), figure(self.row.get(field))


def renewal(data: Data, book: Book, row: Row, rule: Data, as_of: date) -> Asked | None:
    """What a requirement of a renewal asks of somebody; None where no cycle is to be found."""
    cycle = judged_cycle(data, row, as_of)
    if cycle is None:
        return None
    grants = granted(book, row, rule["id"], as_of)
    if running(grants, as_of, "leave", "amnesty"):
        return Asked(data, book, row, rule, as_of, "renewal", cycle.last, cycle, None)
    part = owed(data, book, row, cycle)
    reliefs = relieved(data, book, row, rule["id"], cycle)
    need = _need(row, rule, cycle, reliefs)
    if rule["kind"] != "membership" and need is not None and part is not None:
        need = need * part if rule["kind"] in {"hours", "rsc"} else (need if part else None)
    fewer = running(grants, as_of, "hours")
    if rule["kind"] in {"hours", "rsc"} and need is not None and fewer:
        last = max(fewer, key=lambda one: one["waiver_until"])
        need = min(need, figure(last["waiver_hours"]))
    unsure = part is None and rule["kind"] != "membership"
    peers = any(one.get("peer_counts") for one in reliefs)
    for one in grants:
        if one["waiver_kind"] == "extension":
            cycle = extended(cycle, one["waiver_until"])
    return Asked(
        data, book, row, rule, as_of, "renewal", judged_cycle(data, row, as_of).last,
        cycle, need or None, unsure, peers,
    )  # fmt: skip


def _need(row: Row, rule: Data, cycle: Cycle, reliefs: list[Row]) -> Fraction | None:
    """The highest that any of the categories asks, each with its relief."""
    asked = []
    for scope in scopes_of(row):
        value = highest(rule["need"], cycle.last, frozenset({scope}))
        less = [Fraction(str(one["value"])) for one in reliefs if scope in one["scopes"]]
        if value is not None:
            asked.append(min([*less, value]))
    return max(asked, default=None)


def application(data: Data, book: Book, row: Row, rule: Data, as_of: date, phase: str) -> Asked:
    """What a requirement of an application asks of somebody."""
    decided = rule.get("rules_of", "decision" if rule["kind"] == "exam" else "submission")
    day = a_date(row.get("decision" if decided == "decision" else "submitted")) or as_of
    if phase != "initial":
        day = as_of
    need = highest(rule["need"], day, scopes_of(row))
    return Asked(data, book, row, rule, as_of, phase, day, None, need)
