"""The answer files: what a careful person would flag, stated by hand beside each synthetic person.

A claim that meets, or of which nothing is due, flags nothing: it goes under `[[said]]`, where it is
worth saying (nothing is asked of somebody, hours that count twice, the stage of an application).
Nothing here judges. A scenario states its claims; this module gives them their row and cell, and
writes them down.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from sample_workbooks.grid import address

MEETS, OPEN, GAP = "meets", "open", "gap"
CANNOT_TELL, NOT_APPLICABLE = "cannot_tell", "not_applicable"


@dataclass(frozen=True, slots=True)
class Claim:
    """One finding, with the column by its key: `at` is looked up when the row is known."""

    rule: str
    outcome: str
    at: str
    why: str
    have: float | None = None
    need: float | None = None
    due: date | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding with its cell."""

    claim: Claim
    person: str | None
    sheet: str
    row: int
    cell: str

    @property
    def said(self) -> bool:
        """Whether it is only said, and flags nothing."""
        return self.claim.outcome in (MEETS, NOT_APPLICABLE)


@dataclass(frozen=True, slots=True)
class Person:
    """One row of the roster, and what its status should be."""

    person: str
    name: str
    sheet: str
    row: int
    status: str
    why: str
    category: str = ""


@dataclass(slots=True)
class Answers:
    """Everything that is expected of one workbook."""

    book: str
    pack: str
    as_of: date
    people: list[Person] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def add(
        self, claims: Iterable[Claim], person: str | None, sheet: str, row: int, columns: list[str]
    ) -> None:
        """Give claims the row they stand on; `columns` are the keys of the sheet's columns."""
        for claim in claims:
            cell = address(row, columns.index(claim.at) + 1)
            self.findings.append(Finding(claim, person, sheet, row, cell))

    def renamed(self, book: str, sheet: str | None = None) -> Answers:
        """Give the same answers for another file, whose only sheet may have another name."""
        people = [replace(p, sheet=sheet or p.sheet) for p in self.people]
        findings = [replace(f, sheet=sheet or f.sheet) for f in self.findings]
        return Answers(book, self.pack, self.as_of, people, findings)

    def save(self, folder: Path) -> None:
        """Write NAME.answers.toml beside the workbook, under its file name."""
        name = self.book.removesuffix(".xlsx")
        (folder / f"{name}.answers.toml").write_bytes(self.text().encode())

    def text(self) -> str:
        """Give the answer file as TOML."""
        blocks = [
            "# What a careful person would flag in this workbook. Written by reasoning from the\n"
            "# rules and docs/what-is-flagged.md, never by running the program.\n"
            f"book = {_toml(self.book)}\npack = {_toml(self.pack)}\n"
            f'as_of = {_toml(self.as_of)}\ndate_order = "mdy"\n'
        ]
        blocks += [_table("person", _person(p)) for p in self.people]
        blocks += [_table("finding", _finding(f)) for f in self.findings if not f.said]
        blocks += [_table("said", _finding(f)) for f in self.findings if f.said]
        return "\n".join(blocks)


def _person(person: Person) -> dict[str, object]:
    return {
        "person": person.person,
        "name": person.name,
        "category": person.category or None,
        "sheet": person.sheet,
        "row": person.row,
        "status": person.status,
        "why": person.why,
    }


def _finding(finding: Finding) -> dict[str, object]:
    claim = finding.claim
    short = None
    if claim.have is not None and claim.need is not None and claim.outcome in (OPEN, GAP):
        short = round(claim.need - claim.have, 4) or None  # enough in number, of another kind
    return {
        "rule": claim.rule,
        "outcome": claim.outcome,
        "person": finding.person,
        "sheet": finding.sheet,
        "row": finding.row,
        "cell": finding.cell,
        "have": claim.have,
        "need": claim.need,
        "short": short,
        "due": claim.due,
        "why": claim.why,
    }


def _table(name: str, values: dict[str, object]) -> str:
    lines = [f"{key} = {_toml(value)}\n" for key, value in values.items() if value is not None]
    return f"[[{name}]]\n" + "".join(lines)


def _toml(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return repr(value)
    return json.dumps(value, ensure_ascii=False)


def plain(hours: float) -> str:
    """Give hours as a person writes them: 12, 12.5."""
    return f"{hours:g}"


def short(
    rule: str, at: str, have: float, need: float, due: date | None, outcome: str, more: str = ""
) -> Claim:
    """Claim that something is short, with the arithmetic in words."""
    words = f"{plain(have)} of {plain(need)}: {plain(need - have)} short"
    if due is not None:
        past = "passed" if outcome == GAP else "still ahead"
        words += f"; the deadline of {due.isoformat()} is {past}"
    why = f"{words}. {more}" if more else f"{words}."
    return Claim(rule, outcome, at, why, float(have), float(need), due)


def unclear(
    rule: str,
    at: str,
    why: str,
    *,
    have: float | None = None,
    need: float | None = None,
    due: date | None = None,
) -> Claim:
    """Claim that a person has to look."""
    return Claim(
        rule,
        CANNOT_TELL,
        at,
        why,
        None if have is None else float(have),
        None if need is None else float(need),
        due,
    )
