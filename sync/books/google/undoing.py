"""Takes a write back that landed on rows it was not meant for, also while she goes on working."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from sync.books.google.cells import rgb_of
from sync.books.google.following import follow, follow_columns
from sync.books.google.heirs import heirs
from sync.books.google.pages import Json, State
from sync.books.google.recognising import recognised
from sync.books.google.requests import Batch, batch
from sync.books.google.shades import taken_over, told_by
from sync.books.google.verifying import Harm, Touched, harms, laid_back, landed
from sync.books.google.wishes import DEFAULT_WIDTH, OURS, field_of, same
from sync.errors import BookInUse

Widths = Mapping[tuple[int, int], int]
ROUNDS = 8
"""So often it is tried again when she moved rows between two calls."""


def take_back(
    send: Callable[[Batch], State],
    look: Callable[[], State],
    after: State,
    covered: dict[Touched, Harm],
) -> bool:
    """Put back everywhere what stood there before; give whether all of it is back.

    send: makes a batch and gives the sheet after it. look: reads it. after: the sheet after the
    write that went astray. Whenever somebody moves rows before a call, it is found out where the
    cells have gone.
    """
    present, owed = after, dict(covered)
    pasts = _pasts(covered)
    for _ in range(ROUNDS):
        wanted = {at: dict(harm.was) for at, harm in owed.items() if _differs(present, at, harm)}
        for sheet_id, place, background in taken_over(present, pasts, (OURS,)):
            if (sheet_id, place) not in owed:
                wanted[sheet_id, place] = {"background": background}
        if not wanted:
            return True
        undo = batch(present, wanted)
        try:
            answer = send(undo)
        except BookInUse:  # a tab or a column is gone: look where things are now
            now = look()
            owed = _followed(present, now, owed, {})
            present = now
            continue
        replaced = harms(present, answer, undo)
        if landed(present, answer, undo, replaced):
            owed, present = _left(present, answer, owed), answer
            continue
        owed = _followed(present, answer, owed, replaced)
        present = answer
    return not any(_differs(present, at, harm) for at, harm in owed.items())


def _pasts(covered: Mapping[Touched, Harm]) -> dict[str, Any]:
    """Give by the colour of each fill that was put what it covered."""
    found: dict[str, Any] = {}
    for harm in covered.values():
        color = rgb_of(harm.wrote.get("background"))
        if told_by(color) is not None and "sign" not in harm.wrote:
            found[color] = harm.was.get("background")
    return found


def _differs(state: State, at: Touched, harm: Harm) -> bool:
    page = state.by_id(at[0])
    if page is None:
        return False
    cell = page.cell(at[1])
    return any(not same(name, field_of(cell, name), value) for name, value in harm.was.items())


def _followed(
    present: State, answer: State, owed: dict[Touched, Harm], replaced: dict[Touched, Harm]
) -> dict[Touched, Harm]:
    """Find the written cells again where they are now, and add those that the undoing hit."""
    now = laid_back(answer, replaced)
    found = {at: Harm(harm.wrote, dict(harm.was)) for at, harm in replaced.items()}
    for sheet_id in {at[0] for at in owed}:
        old, new = present.by_id(sheet_id), now.by_id(sheet_id)
        if old is None or new is None:
            continue
        mine = {place: harm for (sheet, place), harm in owed.items() if sheet == sheet_id}
        move = follow(old, new, {place[1] for place, harm in mine.items() if "value" in harm.wrote})
        for at, harm in mine.items():
            place = move(at)
            if place is not None:
                _add(found, (sheet_id, place), _here(new.cell(place), harm))
        for place, harm in (*heirs(old, new, mine, move), *recognised(old, new, mine)):
            _add(found, (sheet_id, place), harm)
    return found


def _here(cell: Json, harm: Harm) -> Harm:
    """Give what should stand in a cell that was found again."""
    here = {n: field_of(cell, n) for n in harm.was}
    was = {n: _settled(n, value, harm) for n, value in here.items()}
    return Harm({**harm.wrote, **here}, was)


def _left(present: State, answer: State, owed: dict[Touched, Harm]) -> dict[Touched, Harm]:
    """Give what an undoing that landed well has left: looks that inserted rows took over before."""
    found: dict[Touched, Harm] = {}
    for sheet_id in {at[0] for at in owed}:
        old, new = present.by_id(sheet_id), answer.by_id(sheet_id)
        if old is None or new is None or old.row_count == new.row_count:
            continue
        mine = {place: harm for (sheet, place), harm in owed.items() if sheet == sheet_id}
        for place, harm in heirs(old, new, mine, follow(old, new, ())):
            found[sheet_id, place] = harm
    return found


def _settled(name: str, here: Any, harm: Harm) -> Any:
    """Give what should stand in a cell: what was there before, or what she has made of it since."""
    wrote, was = harm.wrote.get(name), harm.was[name]
    if same(name, here, wrote):
        return was
    if name == "note" and isinstance(here, str) and isinstance(wrote, str) and wrote in here:
        left = here.replace(wrote, was or "")
        return (left if was else left.strip("\n")) or None
    if name == "note" and wrote is None and here and was and was not in here:
        return f"{here}\n\n{was}"  # she wrote where hers was away for that moment: both are hers
    return here


def _add(found: dict[Touched, Harm], at: Touched, harm: Harm) -> None:
    """Add what should stand in a cell, where the undoing may have written last."""
    hit = found.get(at)
    if hit is not None:
        harm = Harm({**harm.wrote, **hit.wrote}, {**hit.was, **harm.was})
    found[at] = harm


def widths_back(
    send: Callable[[Batch], State], before: State, present: State, made: Widths
) -> None:
    """Give columns their widths back that the write gave to others than it was meant for."""
    for _ in range(ROUNDS):
        wanted = _strayed(before, present, made)
        if not wanted:
            return
        present = send(batch(present, {}, widths=wanted))


def _strayed(before: State, present: State, made: Widths) -> dict[tuple[int, int], int]:
    """Give the columns that have a width of ours, and the width that they had before."""
    found: dict[tuple[int, int], int] = {}
    for sheet_id in {at[0] for at in made}:
        old, new = before.by_id(sheet_id), present.by_id(sheet_id)
        if old is None or new is None:
            continue
        ours = {pixels for at, pixels in made.items() if at[0] == sheet_id}
        came = {to: at for at, to in follow_columns(old, new).items()}
        for column, pixels in enumerate(new.widths):
            at = came.get(column, len(old.widths))
            was = old.widths[at] if at < len(old.widths) else DEFAULT_WIDTH
            if pixels in ours and pixels != was:
                found[sheet_id, column] = was
    return found
