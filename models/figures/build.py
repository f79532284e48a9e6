"""figures(...): everything that is shown of a book on a day, for a coordinator or for a board."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from typing import NamedTuple

from models.figures import about, applying, everybody, giving, quality, renewing, thiscycle
from models.figures.combining import sums_of_groups
from models.figures.draft import Draft, Hidden
from models.figures.finishing import finished, tells
from models.figures.kinds import Counted, Seen
from models.figures.levels import SHORT, forms, numbers_shown, promising, small_of
from models.figures.making import say
from models.figures.shape import Figures, Grade, Kin, Section, Table, Value
from models.figures.smallgroups import hidden_groups, hide, hide_all, keep_hidden
from models.findings import Assessments
from models.language import language as spoken_now
from models.language import say as in_language
from models.language import speak
from models.roster import Roster
from models.rulepack import Pack

Build = tuple[str, Callable[[Counted], Iterator[Draft]]]
"""A section: its key, and what makes its tables."""
Place = tuple[str, str, int]
"""A number by the key of its table, of its line ("total": the last one), and its column."""


class Cover(NamedTuple):
    """A number that is hidden so that others do not come out; by itself it may be known."""

    table: str
    line: str
    column: int


SECTIONS: Sequence[Build] = (
    ("everybody", everybody.tables),
    ("cycle", thiscycle.tables),
    ("hours", renewing.tables),
    ("membership", renewing.memberships),
    ("rsc", giving.tables),
    ("applicants", applying.tables),
    ("quality", quality.tables),
    ("about", about.tables),
)
HEADLINE = ("roster", "cycle", "hours", "membership", "quality")
"""The tables whose findings say the most."""


class _Made(NamedTuple):
    section: str
    draft: Draft


def figures(
    roster: Roster,
    judged: Assessments,
    pack: Pack,
    *,
    grade: Grade,
    language: str | None = None,
    seen: Seen | None = None,
    besides: Sequence[Build] = (),
    also_hidden: Callable[[Figures], Iterable[Place]] | None = None,
    book: Counted | None = None,
) -> Figures:
    """Count everything that a board and a coordinator look at; nobody is judged anew.

    judged: what `assess` found in this roster by this pack. grade: for `Grade.BOARD` groups of
    fewer than five people are hidden, also against subtraction; what is asked of people about
    themselves (such as race) is so for coordinators, too. language: of all words; None: the one
    that is spoken. seen: since when findings stand, by key of the person and rule, where a ledger
    knows. besides: sections after the others. also_hidden: given what would be shown, says what
    is to be hidden for another reason, and is asked again until it names nothing more; titles of
    such tables tell no number. book: the same book where it was counted before; it knows a good
    deal of it already. Raises ValueError for a language that there is no catalogue of.
    """
    with speak(language) if language is not None else nullcontext():
        book = book.since(seen) if book is not None else Counted(roster, judged, pack, seen)
        sections = (*SECTIONS, *besides)
        made = [_Made(key, draft) for key, build in sections for draft in build(book)]
        kin = Kin()
        if grade is Grade.BOARD:
            made, hidden, kin = _for_board(made, book)
        else:
            hidden = [hide(one.draft) if one.draft.always else Hidden() for one in made]
        known: set[Place] = set()
        while True:
            found = _figures(book, made, hidden, grade).model_copy(update={"kin": kin})
            more = set(also_hidden(found)) - known if also_hidden is not None else set()
            if not more:
                return found
            known |= more
            _hide_also(made, hidden, sorted(more))


def _for_board(every: Sequence[_Made], book: Counted) -> tuple[list[_Made], list[Hidden], Kin]:
    """Choose the form of each table, hide small groups, and say how the numbers are related.

    What one table shows may hide others, so a coarser form is taken only where all tables
    together show more numbers with it.
    """
    named = {f"{one.section}.{form.key}": form for one in every for form in forms(one.draft)}
    small = small_of(named.values())

    def hidden_of(made: Sequence[_Made]) -> tuple[int, list[Hidden]]:
        found = hide_all([one.draft for one in made], book.groups, small)
        told = (numbers_shown(one.draft, out) for one, out in zip(made, found, strict=True))
        return sum(told), found

    made = list(every)
    best = hidden_of(made)
    for at, one in enumerate(every):
        first = made[0].draft
        for form in promising(one.draft, hidden_groups(first, hide(first), book.groups)):
            tried = [*made[:at], one._replace(draft=form), *made[at + 1 :]]
            found = hidden_of(tried)
            if found[0] > best[0]:
                made, best = tried, found
    return made, best[1], _kin(named)


def _kin(named: Mapping[str, Draft]) -> Kin:
    """Say which numbers of people follow from which, in all forms of all tables."""
    groups = {
        f"{table}/{row.key}/{column}": cell.who
        for table, form in named.items()
        for row in (*form.rows, *([form.total] if form.total is not None else []))
        for column, cell in enumerate(row.cells)
        if cell.amount is None
    }
    columns = {table: tuple(head.key for head in form.heads) for table, form in named.items()}
    return Kin(sums=sums_of_groups(groups), columns=columns)


def _hide_also(made: Sequence[_Made], hidden: Sequence[Hidden], places: Iterable[Place]) -> None:
    """Hide more numbers, for a reason that is not in this book."""
    by_key = {one.draft.key: (one.draft, out) for one, out in zip(made, hidden, strict=True)}
    wanted = []
    for place in places:
        table, line, column = place
        draft, out = by_key[table]
        rows = {row.key: at for at, row in enumerate(draft.rows)}
        at = rows.get(line, -1)
        out.cells.add((at, column))
        out.untold = True
        cell = draft.total.cells[column] if at < 0 and draft.total else draft.rows[at].cells[column]
        if cell.amount is None and not isinstance(place, Cover):
            wanted.append(cell.who)
    keep_hidden([one.draft for one in made], hidden, wanted)


def _figures(
    book: Counted, made: Sequence[_Made], hidden: Sequence[Hidden], grade: Grade
) -> Figures:
    tables = [
        (one.section, finished(one.draft, out)) for one, out in zip(made, hidden, strict=True)
    ]
    everyone = tables[0][1].total
    return Figures(
        as_of=book.as_of,
        grade=grade,
        language=spoken_now(),
        pack=book.pack.id,
        pack_title=in_language(book.pack.name),
        pack_version=book.pack.version,
        people=everyone.values[0] if everyone is not None else Value(number=None),
        headline=tuple(_headline(made, [table for _, table in tables])),
        sections=tuple(_sections(tables)),
    )


def _headline(made: Sequence[_Made], tables: Sequence[Table]) -> Iterator[str]:
    """Give the findings that say the most; a title that tells no number is none."""
    found = {
        table.key: table.title
        for one, table in zip(made, tables, strict=True)
        if tells(one.draft, table)
    }
    told = {key.partition(SHORT)[0]: title for key, title in found.items()}
    return (told[key] for key in HEADLINE if key in told)


def _sections(tables: Sequence[tuple[str, Table]]) -> Iterator[Section]:
    for key in dict.fromkeys(section for section, _ in tables):
        mine = tuple(table for section, table in tables if section == key)
        if mine:
            yield Section(key=key, title=say(f"section.{key}"), tables=mine)
