"""Where the endorsed stand in the renewal cycle, and who has left."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from models.figures.draft import Cell, Draft, Form, Row, Shown
from models.figures.kinds import Counted, Human, Kind
from models.figures.making import alt_of, grouped, merge, people, people_head, say, simple, titled
from models.figures.shape import ChartKind
from models.findings import GRAVITY, Outcome

NEW, RENEWED, OPEN, SHORT, UNTOLD = "new", "renewed", "open", "short", "untold"
STATES: Mapping[Outcome, str] = {
    Outcome.MEETS: RENEWED,
    Outcome.NOT_APPLICABLE: RENEWED,
    Outcome.OPEN: OPEN,
    Outcome.GAP: SHORT,
    Outcome.CANNOT_TELL: UNTOLD,
}
LEFT = ("inactive_now", "inactive_before", "inactive_untold")
GONE = ("lapsed_now", "lapsed_before", "lapsed_untold")


def tables(book: Counted) -> Iterator[Draft]:
    """Make the tables of the section."""
    if book.groups[Kind.ENDORSED.value]:
        yield _endorsed(book)
    if book.groups[Kind.INACTIVE.value] or book.groups[Kind.LAPSED.value]:
        yield _left(book)


def _facts(book: Counted) -> dict[str, object]:
    return {"start": book.cycle.start, "due": book.cycle.deadline}


def _endorsed(book: Counted) -> Draft:
    whole = book.groups[Kind.ENDORSED.value]
    by = grouped({human.key: _state(human, book) for human in book.of(Kind.ENDORSED)})
    states = [NEW, RENEWED, OPEN, SHORT, UNTOLD]
    rows = tuple(simple(key, say(f"cycle.{key}"), by.get(key, frozenset())) for key in states)
    facts = _facts(book)

    def title(shown: Shown) -> str:
        count = shown.sum(NEW, RENEWED)
        form = "cycle.title_over" if book.as_of > book.cycle.deadline else "cycle.title"
        return titled(form, count, all=people(shown.all()), **facts)

    return Draft(
        "cycle",
        say("column.where"),
        (people_head(),),
        rows,
        whole,
        title,
        say("cycle.definition", **facts),
        total=Row("total", say("total"), whole, (Cell(whole),)),
        of=(Kind.ENDORSED.value,),
        chart=ChartKind.BARS,
        drawn=(0,),
        alt=alt_of("cycle.alt", {0: ""}, **facts),
        coarser=(
            Form((merge("cycle.settled", NEW, RENEWED), merge("cycle.missing", OPEN, SHORT))),
            Form(
                (
                    merge("cycle.settled", NEW, RENEWED),
                    merge("cycle.unsettled", OPEN, SHORT, UNTOLD),
                )
            ),
        ),
    )


def _state(human: Human, book: Counted) -> str:
    """Say where somebody stands: by the gravest outcome of all that is asked."""
    lines = list(human.of_kind())
    status = min((line.judged.status for line in lines), key=lambda outcome: GRAVITY[outcome])
    days = [line.person.day("endorsed") for line in lines]
    fresh = [_began(day, book) for day in days]
    settled = status in {Outcome.MEETS, Outcome.NOT_APPLICABLE}
    return NEW if settled and all(fresh) else STATES[status]


def _began(day: date | None, book: Counted) -> bool:
    return day is not None and book.cycle.start <= day <= book.as_of


def _left(book: Counted) -> Draft:
    inactive = {h.key: _since(h, LEFT, book) for h in book.of(Kind.INACTIVE)}
    lapsed = {h.key: _since(h, GONE, book) for h in book.of(Kind.LAPSED)}
    by = grouped({**inactive, **lapsed})
    facts = _facts(book)
    rows = tuple(
        simple(key, say(f"left.{key}", **facts), by[key]) for key in (*LEFT, *GONE) if key in by
    )
    whole = frozenset().union(*by.values())

    def title(shown: Shown) -> str:
        count = shown.sum(LEFT[0], GONE[0])
        return titled("left.title", count, all=people(shown.all()), **facts)

    return Draft(
        "left",
        say("column.where"),
        (people_head(),),
        rows,
        whole,
        title,
        say("left.definition", **facts),
        total=Row("total", say("total"), whole, (Cell(whole),)),
        of=(Kind.INACTIVE.value, Kind.LAPSED.value),
        coarser=(
            Form(
                (
                    merge("left.inactive", *LEFT),
                    merge("left.lapsed", *GONE),
                )
            ),
        ),
    )


def _since(human: Human, keys: tuple[str, ...], book: Counted) -> str:
    """Say whether somebody left in this cycle, before it, or when nobody knows."""
    days = [line.person.day("status_since") for line in human.of_kind()]
    known = [day for day in days if day is not None and day <= book.as_of]
    if not known:
        return keys[2]
    return keys[0] if max(known) >= book.cycle.start else keys[1]
