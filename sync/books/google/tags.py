"""Text of ours in a black of its own, by which a cell is known wherever a sort takes it.

At the first check the columns of a sheet have no ids yet. If somebody inserts a column at that very
moment, ours may cover what is hers until it is put back; then each of our cells must be known
again. No eye tells these blacks apart, and a cell that is written again gets none.
"""

from __future__ import annotations

from typing import Any

from sync.books.google.cells import style_of

_BLACKS = 16**3


def tagged(text: dict[str, Any], row: int) -> dict[str, Any]:
    """Give a text format in the black of a row; one that has a colour stays as it is.

    >>> tagged({"bold": True}, 1)
    {'bold': True, 'foregroundColorStyle': {'rgbColor': {'blue': 0.00784313725490196}}}
    """
    if "foregroundColorStyle" in text or "foregroundColor" in text:
        return text
    number = row % (_BLACKS - 1) + 1
    red, green, blue = number // 256, number // 16 % 16, number % 16
    return {**text, "foregroundColorStyle": style_of(f"{red:02X}{green:02X}{blue:02X}")}
