"""Applicants by the stage of their application, and by how long ago it began."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from models.calendar import months_after
from models.figures.draft import Draft, Form, Shown
from models.figures.kinds import Counted, Human, Kind, Line
from models.figures.making import (
    alt_of,
    grouped,
    merge,
    part_head,
    people,
    people_head,
    say,
    split,
    titled,
)
from models.figures.shape import ChartKind
from models.language import say as in_language
from models.reviewing import stage_of

AGES: Sequence[tuple[str, int]] = (("age3", 3), ("age6", 6), ("age12", 12))
BEGINNINGS = ("registered", "submitted")
UNTOLD = "?"


def tables(book: Counted) -> Iterator[Draft]:
    """Make the table of the section."""
    humans = book.of(Kind.APPLICANT)
    if humans:
        yield _by_stage(book, humans)


def _by_stage(book: Counted, humans: Sequence[Human]) -> Draft:
    stages = [stage.code for stage in book.pack.file.stage]
    names = {stage.code: in_language(stage.name) for stage in book.pack.file.stage}
    stage = {human.key: _stage(human, stages, book) for human in humans}
    ages = {human.key: _age(human, book.as_of) for human in humans}
    used = [
        age for age in (*(key for key, _ in AGES), "age_over", "age_untold") if age in ages.values()
    ]
    by = grouped(stage)
    rows = tuple(
        split(code, names.get(code, say("applicants.no_stage")), by[code], ages, used)
        for code in [*stages, UNTOLD]
        if code in by
    )
    heads = (people_head(), *(part_head(age) for age in used))
    whole = frozenset(stage)

    def title(shown: Shown) -> str:
        old = shown.all(used.index("age_over") + 1) if "age_over" in used else 0.0
        return titled("applicants.title", old, all=people(shown.all()))

    return Draft(
        "applicants",
        say("column.stage"),
        heads,
        rows,
        whole,
        title,
        say("applicants.definition"),
        total=split("total", say("total"), whole, ages, used),
        of=(Kind.APPLICANT.value,),
        chart=ChartKind.STACKED,
        drawn=tuple(range(1, len(heads))),
        alt=alt_of("applicants.alt", {at: heads[at].label for at in range(1, len(heads))}),
        coarser=(Form(without_parts=True), Form((merge("applicants.every", *by),))),
    )


def _stage(human: Human, stages: Sequence[str], book: Counted) -> str:
    """Give the furthest stage that a row says, by its status or by its dates."""
    reached = [code for line in human.of_kind() if (code := _stage_of(line, book)) in stages]
    return max(reached, key=stages.index, default=UNTOLD)


def _stage_of(line: Line, book: Counted) -> str:
    if line.standing.spec is not None and line.standing.spec.stage:
        return line.standing.spec.stage
    found = stage_of(book.pack.file.stage, line.person, book.as_of)
    return found.code if found is not None else UNTOLD


def _age(human: Human, as_of: date) -> str:
    """Say how long ago an application began: by the first date that stands there."""
    days = [line.person.day(key) for line in human.of_kind() for key in BEGINNINGS]
    known = [day for day in days if day is not None and day <= as_of]
    if not known:
        return "age_untold"
    began = min(known)
    return next((key for key, months in AGES if as_of < months_after(began, months)), "age_over")
