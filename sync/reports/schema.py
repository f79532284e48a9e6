"""The published form of `rostercheck check --format json`. New keys may come; none changes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from pydantic import BaseModel, Field

from models.findings import Assessment, Finding, Outcome
from models.roster import BLANK
from sync.books.base import CellRef
from sync.run import Checked


class PersonReport(BaseModel):
    """One row of the roster and what it comes to."""

    person: str = Field(description="id, else e-mail, else name, else the row")
    name: str = Field(description="as it stands in the sheet")
    category: str | None = Field(description="codes, several joined by ' + '; null: not known")
    status: Outcome = Field(description="the gravest outcome of this person")
    next_due: date | None = Field(description="first day by which something must be mended")
    sheet: str = Field(description="name of the tab")
    row: int = Field(description="row on the screen")


class FindingReport(BaseModel):
    """One finding."""

    rule: str = Field(description="id of the rule, such as renewal.training; see docs/rules.md")
    outcome: Outcome = Field(description="what the rule comes to for this person")
    person: str | None = Field(description="as in people; null: nobody in the roster")
    sheet: str | None
    row: int | None = Field(description="row on the screen")
    cell: str | None = Field(description="address such as F12")
    have: float | None = Field(description="hours (or things) that count")
    need: float | None = Field(description="hours (or things) that are asked for")
    short: float | None = Field(description="need less have; null where nobody can tell")
    due: date | None = Field(description="the day by which it is, or was, to be mended")
    pace: str | None = Field(description="'on pace' or 'behind' for open hours")
    message: str = Field(description="the sentence that a person reads")
    action: str | None = Field(description="what to do next")
    source: str | None = Field(description="where the rule comes from")


class Report(BaseModel):
    """One checked book."""

    book: str = Field(description="the workbook as it was named on the command line")
    as_of: date = Field(description="the day as of which everybody was judged")
    pack: str = Field(description="id of the rule pack")
    pack_version: str = Field(description="version of the rule pack")
    people: Sequence[PersonReport] = Field(description="every row of the roster, in sheet order")
    findings: Sequence[FindingReport] = Field(
        description="what is flagged, person by person; with --all, everything"
    )
    notices: Sequence[str] = Field(description="said of the book as a whole; not flagged")


def report(book: str, checked: Checked, *, everything: bool = False) -> Report:
    """Make the report of a checked book.

    everything: list the findings that meet or do not apply as well.
    """
    judged = checked.judged
    found = [f for one in judged.people for f in one.findings] if everything else []
    found = [*found, *judged.others] if everything else judged.flagged()
    return Report(
        book=book,
        as_of=judged.as_of,
        pack=checked.pack.id,
        pack_version=checked.pack.version,
        people=[_person(one) for one in judged.people],
        findings=[_finding(one) for one in found],
        notices=checked.notices,
    )


def _person(one: Assessment) -> PersonReport:
    person = one.person
    codes = " + ".join(c.code for c in person.cells.get("category", BLANK).value or ())
    return PersonReport(
        person=person.key,
        name=person.name,
        category=codes or None,
        status=one.status,
        next_due=one.next_due,
        sheet=person.table.sheet,
        row=person.row,
    )


def _finding(one: Finding) -> FindingReport:
    place = one.place
    cell = None
    if place is not None and place.column is not None:
        cell = CellRef(place.sheet, place.row, place.column).address
    return FindingReport(
        rule=one.rule,
        outcome=one.outcome,
        person=one.person.key if one.person is not None else None,
        sheet=place.sheet if place is not None else None,
        row=place.row if place is not None else None,
        cell=cell,
        have=one.have,
        need=one.need,
        short=one.short,
        due=one.due,
        pace=one.pace,
        message=one.message,
        action=one.next_step or None,
        source=str(one.citation) if one.citation is not None else None,
    )
