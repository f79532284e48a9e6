"""Our block inside a note that may hold a person's words."""

from __future__ import annotations

from collections.abc import Iterable

FIRST_LINE = "— Rostercheck —"
LAST_LINE = "— end of Rostercheck —"
_BETWEEN = "\n\n"


def has_block(note: str) -> bool:
    """Whether our block stands in a note."""
    return FIRST_LINE in note


def without_block(note: str) -> str:
    """Give a person's words alone; what she typed before or after our block stays as it was."""
    start = note.find(FIRST_LINE)
    if start < 0:
        return note
    before, after = note[:start], note[start:]
    end = after.find(LAST_LINE)
    after = after[end + len(LAST_LINE) :] if end >= 0 else ""
    return before.removesuffix(_BETWEEN) + after


def with_block(words: str, lines: Iterable[str]) -> str:
    """Give a note with our block after a person's words.

    >>> with_block("Call her", ["Gap: 4 hours short."]).splitlines()[0]
    'Call her'
    """
    block = "\n".join((FIRST_LINE, *lines, LAST_LINE))
    return f"{words}{_BETWEEN}{block}" if words else block
