"""figures(...): everything that is shown of a book on a day, for a coordinator or for a board."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import nullcontext
from typing import NamedTuple

from models.figures import about, applying, everybody, giving, quality, renewing, thiscycle
from models.figures.draft import Draft, Hidden
from models.figures.finishing import finished, tells
from models.figures.kinds import Counted, Seen
from models.figures.making import say
from models.figures.shape import Figures, Grade, Section, Table, Value
from models.figures.smallgroups import hide, hide_all, keep_hidden
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
) -> Figures:
    """Count everything that a board and a coordinator look at; nobody is judged anew.

    judged: what `assess` found in this roster by this pack. grade: for `Grade.BOARD` groups of
    fewer than five people are hidden, also against subtraction; what is asked of people about
    themselves (such as race) is so for coordinators, too. language: of all words; None: the one
    that is spoken. seen: since when findings stand, by key of the person and rule, where a ledger
    knows. besides: sections after the others. also_hidden: given what would be shown, says what
    is to be hidden for another reason; titles of such tables tell no number. Raises ValueError
    for a language that there is no catalogue of.
    """
    with speak(language) if language is not None else nullcontext():
        book = Counted(roster, judged, pack, seen)
        sections = (*SECTIONS, *besides)
        made = [_Made(key, draft) for key, build in sections for draft in build(book)]
        hidden = _hidden([one.draft for one in made], book, grade)
        found = _figures(book, made, hidden, grade)
        if also_hidden is None:
            return found
        _hide_also(made, hidden, also_hidden(found))
        return _figures(book, made, hidden, grade)


def _hide_also(made: Sequence[_Made], hidden: Sequence[Hidden], places: Iterable[Place]) -> None:
    """Hide more numbers, for a reason that is not in this book."""
    by_key = {one.draft.key: (one.draft, out) for one, out in zip(made, hidden, strict=True)}
    wanted = []
    for table, line, column in places:
        draft, out = by_key[table]
        rows = {row.key: at for at, row in enumerate(draft.rows)}
        at = rows.get(line, -1)
        out.cells.add((at, column))
        out.untold = True
        cell = draft.total.cells[column] if at < 0 and draft.total else draft.rows[at].cells[column]
        if cell.amount is None:
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


def _hidden(drafts: Sequence[Draft], book: Counted, grade: Grade) -> list[Hidden]:
    if grade is Grade.BOARD:
        return hide_all(drafts, book.groups)
    return [hide(draft) if draft.always else Hidden() for draft in drafts]


def _headline(made: Sequence[_Made], tables: Sequence[Table]) -> Iterator[str]:
    """Give the findings that say the most; a title that tells no number is none."""
    found = {
        table.key: table.title
        for one, table in zip(made, tables, strict=True)
        if tells(one.draft, table)
    }
    return (found[key] for key in HEADLINE if key in found)


def _sections(tables: Sequence[tuple[str, Table]]) -> Iterator[Section]:
    for key in dict.fromkeys(section for section, _ in tables):
        mine = tuple(table for section, table in tables if section == key)
        if mine:
            yield Section(key=key, title=say(f"section.{key}"), tables=mine)
