"""Fills of ours that tell what they cover, wherever a sheet takes them.

A row that somebody inserts looks like the row above, our fill included, and a sort may carry it
anywhere before the next check. So a fill of ours is one of 512 shades that no eye tells apart: the
shade says which mark it belongs to. A cell with such a shade and without our note is none that we
marked; it took the fill over, and gets the look back that the marked cell had before.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from hashlib import blake2s
from typing import Any

from sync.books.google.looks import look_of
from sync.books.google.pages import Page, State, snapshot_of
from sync.marks.notes import has_block, token_of
from sync.marks.owned import owned
from sync.marks.tabs import kind_of
from sync.marks.words import FILLS, gaps_titles

Json = Mapping[str, Any]
NOTHING = 0
"""The shade of a fill that belongs to no mark: our colour as it is everywhere else."""
_STEPS = 8
_SHADES = _STEPS**3


def _shaded(color: str, shade: int) -> str:
    """Give a colour, a few steps darker in each of its channels.

    >>> _shaded("F9D9DB", 0), _shaded("F9D9DB", 511)
    ('F9D9DB', 'F2D2D4')
    """
    steps = (shade // _STEPS**2, shade // _STEPS % _STEPS, shade % _STEPS)
    channels = (int(color[at : at + 2], 16) for at in (0, 2, 4))
    return "".join(f"{c - s:02X}" for c, s in zip(channels, steps, strict=True))


_KNOWN = {_shaded(c, s): (c, s) for c in FILLS.values() for s in range(_SHADES)}


def shade_for(token: str) -> int:
    """Give the shade for a mark, by the token in its note."""
    if not token:
        return NOTHING
    number = int.from_bytes(blake2s(token.encode(), digest_size=4).digest(), "big")
    return number % (_SHADES - 1) + 1


def shaded(look: str, note: str) -> str | None:
    """Give a fill of ours in the shade of the mark whose note is given; None: it is not ours."""
    ours = told_by(look)
    return _shaded(ours[0], shade_for(token_of(note))) if ours is not None else None


def told_by(look: str) -> tuple[str, int] | None:
    """Give the colour of ours and its shade that a look is; None: it is none of ours.

    >>> told_by("F9D9DA")
    ('F9D9DB', 1)
    """
    return _KNOWN.get(look)


class Past:
    """How cells looked before we filled them, as their shades and our hidden tab tell."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._looks: Mapping[int, str] | None = None

    def look(self, cell: Json, note: str | None = None) -> str:
        """Give the look of a cell: our colour where we marked it, else what is below it.

        note: as it will be; None: as it is.
        """
        seen = look_of(cell)
        ours = told_by(seen)
        if ours is None:
            return seen
        color, shade = ours
        text = str(cell.get("note") or "") if note is None else note
        return color if has_block(text) else self._former(shade)

    def _former(self, shade: int) -> str:
        """Give the look that a shade stands for; "" where it is not known any more."""
        if shade == NOTHING:
            return ""
        if self._looks is None:
            kept = owned(snapshot_of(self._state, "")).looks
            self._looks = {shade_for(one.token): one.look for one in kept}
        return self._looks.get(shade, "")


def tabs_of_hers(state: State) -> Iterator[Page]:
    """Give the tabs that are not ours: neither one of the marks nor one of this adapter."""
    marks = {page.sheet_id for page in tabs_of_marks(state)}
    return (page for page in state.pages if not page.ours and page.sheet_id not in marks)


def tabs_of_marks(state: State) -> Iterator[Page]:
    """Give the tabs that were put with the marks."""
    for page in state.pages:
        title = page.cell((0, 0)).get("userEnteredValue", {}).get("stringValue")
        if not page.ours and (title in gaps_titles() or kind_of(title) is not None):
            yield page


def taken_over(
    state: State, pasts: Mapping[str, Any], ours: Iterable[str]
) -> Iterable[tuple[int, tuple[int, int], Any]]:
    """Give the cells of hers that took over a fill: tab, place, and the background to put back.

    pasts: by the colour of a fill what it covered. ours: signs of cells whose looks are ours.
    """
    signs = set(ours)
    for page in tabs_of_hers(state):
        for place, cell in page.places():
            look = look_of(cell)
            sign = cell.get("userEnteredFormat", {}).get("hyperlinkDisplayType")
            if look in pasts and sign not in signs and not has_block(str(cell.get("note") or "")):
                yield page.sheet_id, place, pasts[look]
