"""Coarser forms of a table, for a board of few people: lines put together, parts left out.

A form in which numbers can be shown says more than a finer one that is hidden. All forms of a table
are counted from the same people, so what one of them shows is held against the others, too.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace

from models.figures.draft import (
    Cell,
    Draft,
    Form,
    Head,
    Hidden,
    Merge,
    People,
    Role,
    Row,
    Shown,
    union,
)
from models.figures.making import alt_of, say, unit
from models.figures.smallgroups import LEAST, hide

SHORT = "_short"
"""What the key of a coarser form ends in; further ones have a number."""


def forms(draft: Draft) -> list[Draft]:
    """Give a table in all of its forms, the finest first."""
    return [draft, *(_made(draft, form, at) for at, form in enumerate(draft.coarser, 1))]


def promising(draft: Draft, hidden_groups: Collection[str]) -> list[Draft]:
    """Give the coarser forms that by themselves show more numbers of people than the finest."""
    finest, *others = forms(draft)
    least = _alone(finest, hidden_groups)
    return [one for one in others if _alone(one, hidden_groups) > least]


def _alone(draft: Draft, hidden_groups: Collection[str]) -> int:
    told = set(draft.of).isdisjoint(hidden_groups)
    return numbers_shown(draft, hide(draft)) if told else 0


def numbers_shown(draft: Draft, out: Hidden) -> int:
    """Count the numbers of people that are shown; a nought tells little."""
    if out.everything:
        return 0
    rows = [*enumerate(draft.rows), *([(-1, draft.total)] if draft.total is not None else [])]
    return sum(
        bool(cell.who) and cell.amount is None and (at, column) not in out.cells
        for at, row in rows
        for column, cell in enumerate(row.cells)
    )


def _made(draft: Draft, form: Form, number: int) -> Draft:
    made, said = draft, []
    if form.only is not None:
        made = _only(made, form.only.who, form.only.of)
        said.append(say("short.only", least=LEAST))
    if form.without_parts:
        made = _without_parts(made)
        said.append(say("short.parts", least=LEAST))
    if form.merges:
        made = _merged(made, form.merges)
        said.append(say("short.lines", least=LEAST))
    return replace(
        made,
        key=f"{draft.key}{SHORT}{number if number > 1 else ''}",
        title=_knowing(form.title or draft.title, form.merges),
        remarks=(*draft.remarks, *said),
        coarser=(),
    )


def _knowing(title: Callable[[Shown], str], merges: Sequence[Merge]) -> Callable[[Shown], str]:
    """Let a title find the lines that were put together."""
    members = {one.key: frozenset(one.lines) for one in merges}
    return lambda shown: title(shown._replace(members=members))


def _merged(draft: Draft, merges: Sequence[Merge]) -> Draft:
    """Put lines together; the first of them says where the new one stands."""
    into = {key: one for one in merges for key in one.lines}
    rows: dict[str, Row] = {}
    for row in draft.rows:
        merge = into.get(row.key)
        if merge is None:
            rows[row.key] = row
        elif merge.key not in rows:
            rows[merge.key] = _together(draft, merge)
    return replace(draft, rows=tuple(rows.values()))


def _together(draft: Draft, merge: Merge) -> Row:
    """Make one line of some; of all of them it is the total, for people may stand on several."""
    some = [row for row in draft.rows if row.key in merge.lines]
    if draft.total is not None and len(some) == len(draft.rows):
        return draft.total._replace(key=merge.key, label=merge.label)
    cells = (_sum([row.cells[at] for row in some], head) for at, head in enumerate(draft.heads))
    return Row(merge.key, merge.label, union(row.who for row in some), tuple(cells))


def _sum(cells: Sequence[Cell], head: Head) -> Cell:
    who = union(cell.who for cell in cells)
    if head.role is not Role.AMOUNT:
        return Cell(who)
    if head.unit == unit("people"):
        return Cell(who, float(len(who)))
    return Cell(who, round(sum(cell.amount or 0.0 for cell in cells), 2))


def _without_parts(draft: Draft) -> Draft:
    """Leave the columns out that are no count of everybody on a line."""
    wholes = draft.columns(Role.WHOLE)
    labels = dict.fromkeys(range(len(wholes)), "")
    alt = alt_of("whole.alt", labels, column=draft.heads[wholes[0]].label)
    rows = tuple(_cut(row, wholes) for row in draft.rows)
    total = _cut(draft.total, wholes) if draft.total is not None else None
    heads = tuple(draft.heads[at] for at in wholes)
    return replace(draft, heads=heads, rows=rows, total=total, drawn=(*labels,), alt=alt)


def _cut(row: Row, columns: Sequence[int]) -> Row:
    return row._replace(cells=tuple(row.cells[at] for at in columns))


def _only(draft: Draft, who: People, of: Sequence[str]) -> Draft:
    """Count some of the people alone; amounts of others cannot be taken off, so they go."""
    kept = [at for at, head in enumerate(draft.heads) if head.role is not Role.AMOUNT]

    def less(row: Row) -> Row:
        cells = tuple(Cell(row.cells[at].who & who) for at in kept)
        return row._replace(who=row.who & who, cells=cells)

    return replace(
        draft,
        heads=tuple(draft.heads[at] for at in kept),
        rows=tuple(row for row in map(less, draft.rows) if row.who or not draft.of),
        whole=draft.whole & who,
        total=less(draft.total) if draft.total is not None else None,
        of=tuple(of),
    )


def small_of(every: Iterable[Draft]) -> list[People]:
    """Give the small groups that some tables count, in whichever form; each of them once."""
    found = {
        cell.who: None
        for draft in every
        for row in (*draft.rows, *([draft.total] if draft.total is not None else []))
        for cell in row.cells
        if 0 < len(cell.who) < LEAST
    }
    return list(found)
