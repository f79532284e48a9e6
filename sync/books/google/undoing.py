"""Takes a write back that landed on rows it was not meant for, also while she goes on working."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from sync.books.google.cells import rgb_of
from sync.books.google.following import follow, follow_columns
from sync.books.google.heirs import heirs
from sync.books.google.pages import Json, State
from sync.books.google.requests import Batch, batch, forgetting
from sync.books.google.shades import taken_over, told_by
from sync.books.google.verifying import Harm, Touched, harms, laid_back, landed, settled
from sync.books.google.wishes import DEFAULT_WIDTH, OURS, field_of, same
from sync.errors import AnswerLost, BookInUse

Widths = Mapping[tuple[int, int], int]
ROUNDS = 8
"""So often it is tried again when she moved rows between two calls."""


def take_back(
    send: Callable[[Batch], State],
    look: Callable[[], State],
    states: tuple[State, State],
    covered: dict[Touched, Harm],
    widths: Widths,
) -> State | None:
    """Put back everywhere what stood there before; give the sheet when all of it is back.

    send: makes a batch and gives the sheet after it. look: reads it. states: the sheet before and
    after the write that went astray. covered, widths: what it covered, and made of columns.
    Whenever somebody moves rows before a call, it is found out where the cells have gone.
    """
    before, present = states
    owed, pasts, sure = dict(covered), _pasts(covered), True
    for _ in range(ROUNDS):
        wanted = {at: dict(harm.was) for at, harm in owed.items() if _differs(present, at, harm)}
        for sheet_id, place, background in taken_over(present, pasts, (OURS,)):
            if (sheet_id, place) not in owed:
                wanted[sheet_id, place] = {"background": background}
        strayed = _strayed(before, present, widths)
        if not wanted and not strayed:
            return present if sure else send(forgetting(present))
        undo = batch(present, wanted, widths=strayed, keeps=True)
        try:
            answer = send(undo)
        except AnswerLost:  # what this batch has covered is known when the sheet is read next
            raise
        except BookInUse:  # a tab or a column is gone: look where things are now
            now = look()
            owed = _followed(present, now, owed, {})
            present = now
            continue
        replaced = harms(present, answer, undo)
        sure = landed(present, answer, undo, replaced)
        if sure:
            owed, present = {**owed, **_left(present, answer, owed)}, answer
            continue
        owed = _followed(present, answer, owed, replaced)
        present = answer
    missing = any(_differs(present, at, harm) for at, harm in owed.items())
    return None if missing else present


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
        for place, harm in heirs(old, new, mine, move):
            _add(found, (sheet_id, place), harm)
    return found


def _here(cell: Json, harm: Harm) -> Harm:
    """Give what should stand in a cell that was found again."""
    here = {n: field_of(cell, n) for n in harm.was}
    was = {n: settled(n, value, harm) for n, value in here.items()}
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


def _add(found: dict[Touched, Harm], at: Touched, harm: Harm) -> None:
    """Add what should stand in a cell, where the undoing may have written last."""
    hit = found.get(at)
    if hit is not None:
        harm = Harm({**harm.wrote, **hit.wrote}, {**hit.was, **harm.was})
    found[at] = harm


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
