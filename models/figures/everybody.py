"""Who is in the book: everybody by what they are, and the endorsed by category and age band."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from models.categories import Category
from models.figures.draft import Cell, Draft, Form, People, Role, Row, Shown
from models.figures.kinds import Counted, Human, Kind
from models.figures.making import (
    alt_of,
    merge,
    most_common,
    part_head,
    people,
    people_head,
    say,
    simple,
    split,
    titled,
)
from models.figures.shape import ChartKind
from models.language import say as in_language

BANDS = ("infant", "early", "both", "none")
"""Infant, early childhood, both of them, or no band said."""
UNKNOWN = "?"


def tables(book: Counted) -> Iterator[Draft]:
    """Make the tables of the section; the first is about everybody."""
    yield _kinds(book)
    if book.groups[Kind.ENDORSED.value]:
        yield _categories(book)


def _kinds(book: Counted) -> Draft:
    groups = book.groups
    always = {Kind.ENDORSED, Kind.APPLICANT}
    rows = [
        simple(kind.value, say(f"kind.{kind.value}"), groups[kind.value])
        for kind in Kind
        if groups[kind.value] or kind in always
    ]
    whole = frozenset().union(*groups.values())
    return Draft(
        "roster",
        say("column.what"),
        (people_head(),),
        tuple(rows),
        whole,
        lambda shown: _kinds_title(shown.value("endorsed"), shown.all()),
        say("roster.definition"),
        total=Row("total", say("total"), whole, (Cell(whole),)),
        chart=ChartKind.BARS,
        drawn=(0,),
        alt=alt_of("roster.alt", {0: ""}),
        loose=True,
        coarser=(
            Form((merge("kind.not_endorsed", "inactive", "lapsed", "other", "unknown"),)),
            Form((merge("kind.others", "applicant", "inactive", "lapsed", "other", "unknown"),)),
        ),
    )


def _kinds_title(endorsed: float | None, everybody: float | None) -> str:
    if everybody is None:
        return titled("roster.title_alone", endorsed)
    if everybody == 0:
        return say("roster.title.empty")
    return titled("roster.title", endorsed, all=people(everybody))


def _categories(book: Counted) -> Draft:
    endorsed = book.of(Kind.ENDORSED)
    held = {human.key: held_by(human) for human in endorsed}
    whole = book.groups[Kind.ENDORSED.value]
    by_scope: dict[str, Mapping[str, str]] = {}
    for scope in scopes_in_order(book, held):
        by_scope[scope] = {
            key: _band(categories, scope)
            for key, categories in held.items()
            if scope in {one.scope for one in categories} or (scope == UNKNOWN and not categories)
        }
    overall = {key: _band(categories, None) for key, categories in held.items()}
    bands = [band for band in BANDS if band in overall.values()]
    rows = tuple(
        split(scope, scope_label(book, scope), frozenset(by), by, bands)
        for scope, by in by_scope.items()
    )
    heads = (people_head(), *(part_head(f"band.{band}") for band in bands))
    labels = {at: head.label for at, head in enumerate(heads) if head.role is Role.PART}
    return Draft(
        "categories",
        say("column.category"),
        heads,
        rows,
        whole,
        _categories_title,
        say("categories.definition"),
        total=split("total", say("total.people"), whole, overall, bands),
        of=(Kind.ENDORSED.value,),
        chart=ChartKind.STACKED,
        drawn=tuple(labels),
        alt=alt_of("categories.alt", labels),
        coarser=(Form(without_parts=True),),
    )


def _categories_title(shown: Shown) -> str:
    return most_common("categories", shown, all=people(shown.all()))


def held_by(human: Human) -> Sequence[Category]:
    """Give what somebody holds, or applies for, in the rows that say what they are."""
    return [category for line in human.of_kind() for category in line.person.categories]


def scopes_in_order(book: Counted, held: Mapping[str, Sequence[Category]]) -> list[str]:
    """Give the scopes that somebody holds in the order of the pack, and a sign for none."""
    found = {category.scope for categories in held.values() for category in categories}
    order = [spec.scope for spec in book.pack.file.category if spec.scope in found]
    return order + ([UNKNOWN] if any(not categories for categories in held.values()) else [])


def scope_label(book: Counted, scope: str) -> str:
    """Name a scope with its code."""
    spec = next((one for one in book.pack.file.category if one.scope == scope), None)
    if spec is None:
        return say("kind.no_category")
    return f"{in_language(spec.name)} ({spec.scope})"


def _band(categories: Sequence[Category], scope: str | None) -> str:
    """Give the age band of what somebody holds in a scope; None: in all of them."""
    bands = {one.band for one in categories if scope is None or one.scope == scope}
    if {"infant", "early"} <= bands:
        return "both"
    return next((band for band in ("infant", "early") if band in bands), "none")


def by_scope(book: Counted, humans: Sequence[Human]) -> dict[str, People]:
    """Give people by scope; who holds several is in each of them."""
    held = {human.key: held_by(human) for human in humans}
    return {
        scope: frozenset(
            key
            for key, categories in held.items()
            if scope in {one.scope for one in categories} or (scope == UNKNOWN and not categories)
        )
        for scope in scopes_in_order(book, held)
    }
