"""Our block inside a note that may hold a person's words."""

from __future__ import annotations

from collections.abc import Iterable

from models.wording import sentence
from sync.marks.words import last_line

FIRST_LINE = "— Rostercheck —"
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
    end = last_line().search(after)
    return before.removesuffix(_BETWEEN) + (after[end.end() :] if end is not None else "")


def token_of(note: str) -> str:
    """Give the token in our block: it finds the cell's former look wherever the cell has gone."""
    found = last_line().search(note)
    return next(filter(None, found.groups()), "") if found is not None else ""


def block_of(note: str) -> str | None:
    """Give our block as it stands in a note, from its first line to its last; None: there is none.

    >>> block_of(with_block("Call her", ["Gap: 4 hours short."], "a1")).splitlines()[1]
    'Gap: 4 hours short.'
    """
    start = note.find(FIRST_LINE)
    if start < 0:
        return None
    end = last_line().search(note, start)
    return note[start : end.end()] if end is not None else note[start:]


def lines_of(block: str) -> tuple[str, ...]:
    """Give the lines of a block, without the first and the last."""
    lines = block.splitlines()
    return tuple(lines[1:-1] if last_line().fullmatch(lines[-1]) else lines[1:])


def with_block(words: str, lines: Iterable[str], token: str = "") -> str:
    """Give a note with our block after a person's words.

    >>> with_block("Call her", ["Gap: 4 hours short."]).splitlines()[0]
    'Call her'
    """
    last = sentence("mark.note_end", {"token": f" {token}" if token else ""})
    block = "\n".join((FIRST_LINE, *lines, last))
    return f"{words}{_BETWEEN}{block}" if words else block
