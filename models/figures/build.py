"""figures(...): everything that is shown of a book on a day, for a coordinator or for a board."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import nullcontext
from typing import NamedTuple

from models.figures import everybody, thiscycle
from models.figures.draft import Draft, Hidden, finished
from models.figures.kinds import Counted, Seen
from models.figures.making import say
from models.figures.shape import Figures, Grade, Section, Table, Value
from models.figures.smallgroups import LEAST, hide, hide_all
from models.findings import Assessments
from models.language import language as spoken_now
from models.language import say as in_language
from models.language import speak
from models.roster import Roster
from models.rulepack import Pack

SECTIONS: Sequence[tuple[str, Callable[[Counted], Iterator[Draft]]]] = (
    ("everybody", everybody.tables),
    ("cycle", thiscycle.tables),
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
) -> Figures:
    """Count everything that a board and a coordinator look at; nobody is judged anew.

    judged: what `assess` found in this roster by this pack. grade: for `Grade.BOARD` groups of
    fewer than five people are hidden, also against subtraction; what is asked of people about
    themselves (such as race) is so for coordinators, too. language: of all words; None: the one
    that is spoken. seen: since when findings stand, by key of the person and rule, where a ledger
    knows. Raises ValueError for a language that there is no catalogue of.
    """
    with speak(language) if language is not None else nullcontext():
        book = Counted(roster, judged, pack, seen)
        made = [_Made(key, draft) for key, build in SECTIONS for draft in build(book)]
        return _figures(book, made, grade)


def _figures(book: Counted, made: Sequence[_Made], grade: Grade) -> Figures:
    hidden = _hidden([one.draft for one in made], book, grade)
    note = say("hidden.note", least=LEAST)
    tables = [
        (one.section, finished(one.draft, out, note)) for one, out in zip(made, hidden, strict=True)
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
        headline=tuple(_headline(table for _, table in tables)),
        sections=tuple(_sections(tables)),
    )


def _hidden(drafts: Sequence[Draft], book: Counted, grade: Grade) -> list[Hidden]:
    if grade is Grade.BOARD:
        return hide_all(drafts, book.groups)
    return [hide(draft) if draft.always else Hidden() for draft in drafts]


def _headline(tables: Iterable[Table]) -> Iterator[str]:
    by_key = {table.key: table for table in tables}
    return (by_key[key].title for key in HEADLINE if key in by_key)


def _sections(tables: Sequence[tuple[str, Table]]) -> Iterator[Section]:
    for key, _ in SECTIONS:
        mine = tuple(table for section, table in tables if section == key)
        if mine:
            yield Section(key=key, title=say(f"section.{key}"), tables=mine)
