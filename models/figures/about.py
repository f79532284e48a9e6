"""Where the endorsed live and work, and what they say of themselves, where columns for it exist.

Small groups are put together, for coordinators too: such a table is easily passed on.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from models.figures.draft import Cell, Draft, People, Row, Shown
from models.figures.kinds import Counted, Human, Kind
from models.figures.making import (
    alt_of,
    grouped,
    most_common,
    people,
    people_head,
    say,
    simple,
    titled,
)
from models.figures.shape import ChartKind
from models.figures.smallgroups import LEAST, safe

FIELDS = ("county", "discipline", "race_ethnicity")
UNTOLD, OTHERS, NOTHING = "", "(others)", "(not said)"


def tables(book: Counted) -> Iterator[Draft]:
    """Make a table for each of the columns that the roster has."""
    endorsed = book.of(Kind.ENDORSED)
    for field in FIELDS:
        if endorsed and any(field in table.columns for table in book.roster.tables):
            yield _table(field, {human.key: _said(human, field) for human in endorsed})


def _said(human: Human, field: str) -> str:
    """Give what is said of somebody, in the first row that says it."""
    texts = (str(line.person.cell(field).value or "") for line in human.of_kind())
    return next((" ".join(text.split()) for text in texts if text.strip()), UNTOLD)


def _table(field: str, said: Mapping[str, str]) -> Draft:
    spelled: dict[str, Counter[str]] = {}
    for text in said.values():
        spelled.setdefault(text.casefold(), Counter())[text] += 1
    groups, others = put_together(grouped({one: text.casefold() for one, text in said.items()}))
    named = sorted(key for key in groups if key != UNTOLD)
    rows = [simple(key, spelled[key].most_common(1)[0][0], groups[key]) for key in named]
    if others:
        rows.append(simple(OTHERS, say("about.others", least=LEAST), others))
    if UNTOLD in groups:
        rows.append(simple(NOTHING, say("about.untold"), groups[UNTOLD]))
    whole = frozenset(said)
    return Draft(
        field,
        say(f"column.{field}"),
        (people_head(),),
        tuple(rows),
        whole,
        lambda shown: _title(shown, field),
        say("about.definition", field=say(f"column.{field}"), least=LEAST),
        total=Row("total", say("total"), whole, (Cell(whole),)),
        of=(Kind.ENDORSED.value,),
        chart=ChartKind.BARS,
        drawn=(0,),
        alt=alt_of(f"{field}.alt", {0: ""}),
        always=True,
    )


def put_together(groups: Mapping[str, People]) -> tuple[dict[str, People], People]:
    """Put small groups together, and the next larger ones until they are no small group."""
    kept = {key: who for key, who in groups.items() if safe(len(who))}
    others = frozenset().union(*(who for key, who in groups.items() if key not in kept))
    while others and kept and not safe(len(others)):
        least = min(kept, key=lambda key: (len(kept[key]), key))
        others |= kept.pop(least)
    return kept, others


def _title(shown: Shown, field: str) -> str:
    """Say which group is the most common; blank cells and groups put together are none."""
    named = [line for line in shown.lines if line.key not in {OTHERS, NOTHING}]
    facts = {"all": people(shown.all()), "field": say(f"column.{field}"), "least": LEAST}
    if named:
        return most_common("about", Shown(named, None), **facts)
    if any(line.key == OTHERS for line in shown.lines):
        return titled("about.title", 0, **facts)
    if facts["all"] is None:
        return titled("about.title", None, **facts)
    return say("about.nobody", **facts)
