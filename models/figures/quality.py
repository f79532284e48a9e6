"""What nobody can tell from the book: for which reason, and since when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from models.figures.draft import NOBODY, Cell, Draft, Form, Head, Role, Row, Shown
from models.figures.kinds import Counted, key_of
from models.figures.making import alt_of, grouped, merge, people, people_head, say, simple, titled
from models.figures.shape import ChartKind
from models.findings import Finding, Outcome

REASONS: Mapping[str, Sequence[str]] = {
    "blank": (".blank", ".required", ".unknown", ".unknown.prorate", ".unknown.submitted",
              ".incomplete"),
    "unreadable": (".unreadable", "row.category", "row.status", "row.date_order"),
    "ahead": (".future", ".future_date"),
    "two": (".disagrees", ".two_figures", ".two_answers", ".group_differs"),
    "twice": (".duplicate_person", ".duplicate_person.id", ".duplicate_person.email",
              ".duplicate_person.name", ".duplicate_person.twice", ".duplicate_entry"),
    "whose": (".unknown_person", ".ambiguous_person"),
}  # fmt: skip
"""How the sentences end that say one kind of thing; all others ask a person to decide."""
DECIDE = "decide"
AGES: Sequence[tuple[str, int]] = (("seen30", 30), ("seen90", 90))


def tables(book: Counted) -> Iterator[Draft]:
    """Make the tables of the section."""
    found = [f for f in book.judged.flagged() if f.outcome is Outcome.CANNOT_TELL]
    yield _by_reason(found)
    if found and book.seen is not None:
        yield _by_age(book, found, book.seen)


def reason_of(finding: Finding) -> str:
    """Say for which kind of reason something cannot be told."""
    return next((key for key, ends in REASONS.items() if finding.say.endswith(tuple(ends))), DECIDE)


def _concerned(findings: Iterable[Finding]) -> frozenset[str]:
    return frozenset(key_of(f.person) for f in findings if f.person is not None)


def _by_reason(found: Sequence[Finding]) -> Draft:
    def row(key: str, label: str, mine: Sequence[Finding]) -> Row:
        who = _concerned(mine)
        return Row(key, label, who, (Cell(who), Cell(who, float(len(mine)))))

    reasons = {key: [f for f in found if reason_of(f) == key] for key in (*REASONS, DECIDE)}
    rows = tuple(row(key, say(f"quality.{key}"), mine) for key, mine in reasons.items() if mine)
    heads = (people_head(), Head(say("column.findings"), say("unit.findings"), Role.AMOUNT))
    total = row("total", say("total.people"), found)
    return Draft(
        "quality",
        say("column.reason"),
        heads,
        rows,
        total.who,
        lambda shown: titled("quality.title", shown.all()),
        say("quality.definition"),
        total=total,
        chart=ChartKind.BARS,
        drawn=(0,),
        alt=alt_of("quality.alt", {0: ""}),
        coarser=(
            Form(
                (
                    merge("quality.cell", "blank", "unreadable", "ahead"),
                    merge("quality.person", "two", "twice", "whose", DECIDE),
                )
            ),
        ),
    )


def _by_age(book: Counted, found: Sequence[Finding], seen: Mapping[tuple[str, str], date]) -> Draft:
    first: dict[str, list[date | None]] = {}
    for finding in found:
        if finding.person is not None:
            known = seen.get((finding.person.key, finding.rule))
            first.setdefault(key_of(finding.person), []).append(known)
    by = grouped({one: _age(days, book.as_of) for one, days in first.items()})
    keys = [*(key for key, _ in AGES), "seen_over", "seen_untold"]
    rows = tuple(simple(key, say(f"quality.{key}"), by.get(key, NOBODY)) for key in keys)
    whole = frozenset(first)
    return Draft(
        "quality_age",
        say("column.since"),
        (people_head(),),
        rows,
        whole,
        _age_title,
        say("quality_age.definition"),
        total=Row("total", say("total"), whole, (Cell(whole),)),
        coarser=(Form((merge("quality.seen_recent", "seen30", "seen90"),)),),
    )


def _age_title(shown: Shown) -> str:
    return titled("quality_age.title", shown.value("seen_over"), all=people(shown.all()))


def _age(days: Sequence[date | None], as_of: date) -> str:
    """Say how long the oldest of somebody's findings has stood, as far as that is known."""
    known = [day for day in days if day is not None]
    if not known:
        return "seen_untold"
    stood = (as_of - min(known)).days
    return next((key for key, most in AGES if stood <= most), "seen_over")
