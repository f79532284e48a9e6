"""The list of gaps: what a line shows, which lines are wanted, in which order, page by page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil
from typing import Generic, NamedTuple, TypeVar
from urllib.parse import urlencode

from models.cells import fold_accents
from models.findings import GRAVITY, Assessments, Finding, Outcome
from models.roster import BLANK, Person
from models.rulepack import Pack
from models.wording import sentence
from sync.books.base import CellRef
from sync.marks.wanted import listed
from sync.web.rulenames import rule_names

PAGE = 50
"""Lines on a page."""
OVERDUE = 0
WITHIN = (OVERDUE, 30, 60, 90, 180)
"""What can be chosen: overdue, or due within so many days."""
SORTS = ("who", "category", "outcome", "due", "rule")
Row = TypeVar("Row")


class Gap(NamedTuple):
    """One line of the list. handle: what stands for the person in an address; "": for nobody."""

    handle: str
    who: str
    category: str
    outcome: Outcome
    message: str
    due: date | None
    next_step: str
    where: str
    rule: str
    rule_name: str
    words: str


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked of the list; what is blank is not asked."""

    status: str = ""
    category: str = ""
    rule: str = ""
    within: str = ""
    text: str = ""
    sort: str = "who"
    down: bool = False
    page: int = 1

    @classmethod
    def of(cls, query: Mapping[str, str]) -> Wish:
        """Read it from the address of a page; what makes no sense is as if it were not there."""
        page = query.get("page", "")
        sort = query.get("sort", "")
        return cls(
            status=query.get("status", "") if query.get("status") in set(Outcome) else "",
            category=query.get("category", "")[:40],
            rule=query.get("rule", "")[:100],
            within=_within(query.get("within", "")),
            text=query.get("text", "").strip()[:100],
            sort=sort if sort in SORTS else "who",
            down=query.get("down") == "1",
            page=int(page) if page.isascii() and page.isdigit() and len(page) < 6 else 1,
        )

    @property
    def any(self) -> bool:
        """Whether anything is filtered."""
        return bool(self.status or self.category or self.rule or self.within or self.text)

    def address(self, **other: str | int | bool) -> str:
        """Give the same wish with some of it changed, as the query of an address."""
        said: dict[str, str | int | bool] = {
            "status": self.status, "category": self.category, "rule": self.rule,
            "within": self.within, "text": self.text,
            "sort": "" if self.sort == "who" else self.sort, "down": self.down,
            "page": self.page if self.page > 1 else "", **other,
        }  # fmt: skip
        kept = {key: 1 if value is True else value for key, value in said.items() if value}
        return f"?{urlencode(kept)}" if kept else "?"


def _within(said: str) -> str:
    return said if said in {str(days) for days in WITHIN} else ""


@dataclass(frozen=True, slots=True)
class Leaf(Generic[Row]):
    """One page of a list. first, last: numbers of its lines, from 1; pages: how many there are."""

    rows: Sequence[Row]
    number: int
    pages: int
    first: int
    last: int
    found: int


def leaf(rows: Sequence[Row], number: int) -> Leaf[Row]:
    """Give one page of a list; a number that is too high gives the last one."""
    pages = max(1, ceil(len(rows) / PAGE))
    number = min(max(1, number), pages)
    part = rows[(number - 1) * PAGE : number * PAGE]
    first = (number - 1) * PAGE + 1 if part else 0
    return Leaf(part, number, pages, first, first + len(part) - 1 if part else 0, len(rows))


def gaps_of(judged: Assessments, pack: Pack, handle: Callable[[str], str]) -> list[Gap]:
    """Make the lines of everything that is flagged, in the language that is spoken."""
    findings = listed(judged)
    names = rule_names({finding.rule for finding in findings}, pack)
    return [_gap(finding, names[finding.rule], handle) for finding in findings]


def rules_of(gaps: Iterable[Gap]) -> list[tuple[str, str]]:
    """Give the rules of some lines with their names, by name."""
    return sorted({(gap.rule, gap.rule_name) for gap in gaps}, key=lambda one: one[1].casefold())


def codes_of(person: Person) -> str:
    """Give the codes of a person's categories, joined."""
    return " + ".join(one.code for one in person.cells.get("category", BLANK).value or ())


def _gap(finding: Finding, rule_name: str, handle: Callable[[str], str]) -> Gap:
    person, place = finding.person, finding.place
    who = (person.name or person.key) if person is not None else sentence("mark.nobody", {})
    where = ""
    if place is not None:
        where = f"{place.sheet}!{CellRef(place.sheet, place.row, place.column or 1).address}"
    message, step = finding.message, finding.next_step
    return Gap(
        handle(person.key) if person is not None else "",
        who,
        codes_of(person) if person is not None else "",
        finding.outcome,
        message,
        finding.due,
        step,
        where,
        finding.rule,
        rule_name,
        fold_accents(f"{who} {message} {step}"),
    )


def wanted(gaps: Iterable[Gap], wish: Wish, as_of: date) -> list[Gap]:
    """Give the lines that are asked for, in the order that is asked for."""
    words = fold_accents(wish.text).split()
    last = as_of + timedelta(days=int(wish.within)) if wish.within else None
    overdue = wish.within == str(OVERDUE)
    found = [
        gap
        for gap in gaps
        if (not wish.status or gap.outcome == wish.status)
        and (not wish.rule or gap.rule == wish.rule)
        and (not wish.category or wish.category in gap.category.split(" + "))
        and (last is None or _due(gap.due, as_of, last, overdue=overdue))
        and all(word in gap.words for word in words)
    ]
    if wish.sort != "who":
        found.sort(key=_KEYS[wish.sort])
    if wish.down:
        found.reverse()
    return found


def _due(due: date | None, as_of: date, last: date, *, overdue: bool) -> bool:
    return due is not None and (due < as_of if overdue else due <= last)


_KEYS: Mapping[str, Callable[[Gap], tuple[object, ...]]] = {
    "category": lambda gap: (gap.category, gap.who.casefold()),
    "outcome": lambda gap: (GRAVITY[gap.outcome], gap.due or date.max, gap.who.casefold()),
    "due": lambda gap: (gap.due or date.max, gap.who.casefold()),
    "rule": lambda gap: (gap.rule_name.casefold(), gap.who.casefold()),
}
"""How the list is sorted otherwise than by name, which it is already."""
