"""Small groups are hidden: in a cell, by subtraction within a table, and between tables.

A group of fewer than `LEAST` people is never shown, and neither is what it could be worked out
from. Nobody is no group: 0 is shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from models.figures.combining import combination
from models.figures.draft import Draft, Hidden, People, Role, union
from models.hiding import LEAST, safe

__all__ = ["LEAST", "hide", "hide_all", "safe"]

ROUNDS = 500
"""Each round hides one more thing; no book has so many."""


def hide_all(
    drafts: Sequence[Draft], groups: Mapping[str, People], small: Sequence[People] = ()
) -> list[Hidden]:
    """Say what is to be hidden of tables that are shown together.

    groups: the groups of people that the first of the tables counts, by the key of its line.
    small: further groups that must not come out.
    """
    found = [hide(draft) for draft in drafts]
    for _ in range(ROUNDS):
        _hide_untold(drafts, found, groups)
        combined = _given_away(drafts, found, small)
        if not combined:
            break
        _hide_more(drafts, found, combined)
    return found


def hide(draft: Draft, more: Hidden | None = None) -> Hidden:
    """Say what is to be hidden of one table. more: what was hidden for the sake of others."""
    out = more or Hidden()
    if out.everything or not safe(len(draft.whole)):
        out.everything = True
        return out
    out.cells = set()
    if draft.total is not None:
        _hide_parts(draft, out)
        _hide_lines(draft, out)
    _blur(draft, out)
    _cover(draft, out)
    _hide_amounts(draft, out)
    return out


def _hide_parts(draft: Draft, out: Hidden) -> None:
    """Hide small parts of the total, and as many others as keep them from being worked out."""
    cells = (
        {at: draft.total.cells[at].who for at in draft.columns(Role.PART)} if draft.total else {}
    )
    out.parts |= _with_partners(cells, out.parts)


def _hide_lines(draft: Draft, out: Hidden) -> None:
    """Hide small lines, and as many others as keep them from being worked out."""
    lines = {at: row.who for at, row in enumerate(draft.rows)}
    if draft.loose:
        out.lines |= {at for at, who in lines.items() if not safe(len(who))}
        if out.lines and not _well_hidden(lines, out.lines):
            out.cells.add((-1, 0))
        return
    out.lines |= _with_partners(lines, out.lines)


def _with_partners(groups: Mapping[int, People], begin: Iterable[int]) -> set[int]:
    """Give the groups to hide so that those hidden are no small group together, either."""
    hidden = {at for at, who in groups.items() if not safe(len(who))} | set(begin)
    while hidden and not _well_hidden(groups, hidden):
        shown = [at for at, who in groups.items() if who and at not in hidden]
        if not shown:
            break
        hidden.add(min(shown, key=lambda at: (len(groups[at]), at)))
    return hidden


def _well_hidden(groups: Mapping[int, People], hidden: set[int]) -> bool:
    """Whether those hidden are many enough, and more than one; people of shown lines apart."""
    together = union(groups[at] for at in hidden)
    shown = union(who for at, who in groups.items() if at not in hidden)
    some = [at for at in hidden if groups[at]]
    # If all of those hidden had one member, their number alone would tell.
    spread = len(together) > len(some) > 1
    return spread and len(together) >= LEAST and safe(len(together - shown))


def _groups(draft: Draft, out: Hidden) -> list[list[int]]:
    """Give the parts that can be told apart: each that is shown, and all hidden ones together."""
    parts = draft.columns(Role.PART)
    apart = [[at] for at in parts if at not in out.parts]
    return [*apart, [at for at in parts if at in out.parts]] if out.parts else apart


def _blur(draft: Draft, out: Hidden) -> None:
    """Hide the parts of every line of which one is small."""
    if draft.total is None:
        _hide_each_line(draft, out)
        return
    groups = _groups(draft, out)
    for at, row in enumerate(draft.rows):
        sizes = [len(union(row.cells[column].who for column in group)) for group in groups]
        if at in out.lines or not all(map(safe, sizes)):
            out.blurred.add(at)


def _hide_each_line(draft: Draft, out: Hidden) -> None:
    """Hide small parts line by line, where lines are no parts of one sum."""
    for at, row in enumerate(draft.rows):
        parts = {column: row.cells[column].who for column in draft.columns(Role.PART)}
        begin = list(parts) if at in out.blurred else []
        out.cells |= {(at, column) for column in _with_partners(parts, begin)}


def _cover(draft: Draft, out: Hidden) -> None:
    """Hide the parts of more lines, until those hidden are no small group in any column."""
    if draft.total is None:
        return
    groups = _groups(draft, out)
    rows = draft.rows
    while any(not _covered(draft, group, out) for group in groups):
        left = [at for at, row in enumerate(rows) if row.who and at not in out.blurred]
        if not left:
            break
        out.blurred.add(min(left, key=lambda at: (len(rows[at].who), at)))
    parts = draft.columns(Role.PART)
    for at in out.blurred:
        # Who has nobody in any part has nothing to hide.
        out.cells |= {(at, column) for column in parts if rows[at].who}
    out.cells |= {(at, column) for at in range(-1, len(rows)) for column in out.parts}
    wholes = draft.columns(Role.WHOLE)
    out.cells |= {(at, column) for at in out.lines for column in wholes}


def _covered(draft: Draft, group: Sequence[int], out: Hidden) -> bool:
    """Whether the lines whose parts are hidden are no small group together."""
    if not out.blurred:
        return True
    hidden = union(draft.rows[at].cells[column].who for at in out.blurred for column in group)
    shown = union(
        row.cells[column].who
        for at, row in enumerate(draft.rows)
        for column in group
        if at not in out.blurred
    )
    return safe(len(hidden)) and safe(len(hidden - shown))


def _hide_amounts(draft: Draft, out: Hidden) -> None:
    """Hide the amounts of few people, and the total where they could be worked out from it."""
    for column in draft.columns(Role.AMOUNT):
        small = {
            at
            for at, row in enumerate(draft.rows)
            if row.cells[column].who
            and (
                not safe(len(row.cells[column].who)) or at in out.lines or _blurred(at, draft, out)
            )
        }
        out.cells |= {(at, column) for at in small}
        if draft.total is not None:
            behind = union(draft.rows[at].cells[column].who for at in small)
            if not safe(len(behind)) or not safe(len(draft.total.cells[column].who)):
                out.cells.add((-1, column))


def _blurred(at: int, draft: Draft, out: Hidden) -> bool:
    """Whether a part of a line is hidden; its amount may be the amount of that part."""
    return any((at, column) in out.cells for column in draft.columns(Role.PART))


def hidden_groups(first: Draft, out: Hidden, groups: Mapping[str, People]) -> set[str]:
    """Give the groups whose own number is hidden; one that is put with others may be small."""
    rows = {row.key: at for at, row in enumerate(first.rows)}
    return {
        key
        for key, who in groups.items()
        if who
        and (out.everything or (rows[key] in out.lines if key in rows else not safe(len(who))))
    }


def _hide_untold(
    drafts: Sequence[Draft], found: Sequence[Hidden], groups: Mapping[str, People]
) -> None:
    """Hide tables about a group whose number itself is hidden."""
    told = hidden_groups(drafts[0], found[0], groups)
    for draft, other in zip(drafts[1:], found[1:], strict=True):
        other.everything = other.everything or not told.isdisjoint(draft.of)


def keep_hidden(drafts: Sequence[Draft], found: Sequence[Hidden], wanted: Sequence[People]) -> None:
    """Hide more, until none of some groups can be worked out from what is shown."""
    for _ in range(ROUNDS):
        shown = _cells(drafts, found, shown=True)
        combined = combination(shown, wanted)
        if not combined:
            break
        number, at, column = min(
            combined, key=lambda place: (place[0] == 0, place[1] < 0, len(shown[place]), place)
        )
        found[number].cells.add((at, column))
        found[number].untold = True


_Place = tuple[int, int, int]


def _cells(
    drafts: Sequence[Draft], found: Sequence[Hidden], *, shown: bool
) -> dict[_Place, People]:
    """Give the cells that count people, shown or hidden, by table, row (-1: total) and column."""
    cells: dict[_Place, People] = {}
    for number, (draft, out) in enumerate(zip(drafts, found, strict=True)):
        total = [(-1, draft.total)] if draft.total is not None else []
        for at, row in [*enumerate(draft.rows), *total]:
            for column, cell in enumerate(row.cells):
                hidden = out.everything or (at, column) in out.cells
                if cell.amount is None and cell.who and hidden is not shown:
                    cells[number, at, column] = cell.who
    return cells


def _given_away(
    drafts: Sequence[Draft], found: Sequence[Hidden], more: Sequence[People]
) -> list[_Place]:
    """Give the cells from which a hidden small group could be worked out; none: all is well."""
    shown = _cells(drafts, found, shown=True)
    small = [who for who in _cells(drafts, found, shown=False).values() if not safe(len(who))]
    return combination(shown, [*small, *more]) or _nested(shown)


def _nested(shown: Mapping[_Place, People]) -> list[_Place]:
    """Give two cells of different tables of which one holds all of the other, and few more.

    Those few stand in no cell, such as the applicants of a category beside its endorsed, and yet
    they are the difference of two numbers.
    """
    by_size = sorted(shown, key=lambda place: len(shown[place]))
    for at, less in enumerate(by_size):
        for more in by_size[at + 1 :]:
            few = len(shown[more]) - len(shown[less])
            if few >= LEAST:
                break
            if few and less[0] != more[0] and shown[less] < shown[more]:
                return [less, more]
    return []


def _hide_more(
    drafts: Sequence[Draft], found: Sequence[Hidden], combined: Sequence[_Place]
) -> None:
    """Hide the smallest of some cells that give something away together."""
    cells = _cells(drafts, found, shown=True)
    # The total of a table stays as long as anything else can go, and so does who is in the roster.
    number, at, column = min(
        combined, key=lambda place: (place[0] == 0, place[1] < 0, len(cells[place]), place)
    )
    draft, out = drafts[number], found[number]
    if draft.heads[column].role is Role.PART:
        (out.blurred.add(at) if at >= 0 else out.parts.add(column))
    elif at >= 0:
        out.lines.add(at)
    else:
        out.everything = True
    hide(draft, out)
