"""ROSTER_EXPLAIN: everything that holds for one person, as a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from addin.blocks import Cells, shape
from addin.errors import AddinError
from addin.judged import BookJudged, book_judged
from addin.registry import Answers
from addin.single import text_of
from models.findings import Assessment, Finding
from models.flags import status_word
from models.meant import alike, meant
from models.roster import Person
from models.wording import joined, sentence, spoken, worded

HEADINGS = (
    "rule", "outcome", "what", "have", "need", "short", "by_when", "next_step", "source",
)  # fmt: skip


def explain(person: Cells, *book: Any, today: date) -> Answers:
    """List every requirement of one person with what it comes to, and why."""
    judged = book_judged(*book, today=today)
    found = _meant(text_of(person, "person"), judged)
    return shape(_lines(judged, found))


def _meant(words: str, book: BookJudged) -> Sequence[Assessment]:
    """Find by id, e-mail or name; else say who may have been meant."""
    everybody = [one.person for one in book.judged.people]
    found = {id(person) for person in meant(words, everybody)}
    if not found:
        facts = {"who": words[:60], "near": _near(words, everybody)}
        raise AddinError(sentence("formula.nobody", facts))
    return [one for one in book.judged.people if id(one.person) in found]


def _near(words: str, people: Sequence[Person]) -> str:
    near = alike(words, people)
    return sentence("formula.near", {"names": ", ".join(near)}) if near else ""


def _lines(book: BookJudged, found: Sequence[Assessment]) -> Iterator[Sequence[object]]:
    """Give headings; for each row of the person a line and its findings; what is to be known."""
    yield [sentence(f"mark.tab.{key}", {}) for key in HEADINGS]
    for one in found:
        yield _heading(one)
        yield from map(_finding, one.findings)
    for notice in book.notices:
        yield "", "", spoken(notice)
    yield "", "", sentence("report.decides", {})


def _heading(one: Assessment) -> Sequence[object]:
    person = one.person
    codes = joined(" + ", (category.code for category in person.categories))
    known = codes or worded("report.category_unknown")
    facts = {"name": person.name or person.key, "codes": known, "row": person.row}
    status = status_word(one.status)
    return sentence("formula.person", facts), status, "", "", "", "", one.next_due


def _finding(finding: Finding) -> Sequence[object]:
    return (
        finding.rule,
        status_word(finding.outcome),
        finding.message,
        finding.have,
        finding.need,
        finding.short,
        finding.due,
        finding.next_step,
        str(finding.citation) if finding.citation is not None else "",
    )
