"""The sheets of a small workbook as they were unpacked, for who looks at them and writes them next.

A check goes through a sheet up to three times: to read it, to look at the cells that are to be
marked, and to write. A large workbook is unpacked anew each time, for the sake of memory.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

MOST = 16 << 20
"""So many bytes are kept at the most, of all parts of a workbook together."""

State = tuple[str, int, int]
"""The key of a part, its check sum and its size."""


class Unpacked:
    """Keeps parts that went by whole and were found sound, as long as there is room."""

    def __init__(self, most: int = MOST) -> None:
        self._room = most
        self._kept: dict[State, Sequence[bytes]] = {}

    def get(self, state: State) -> Iterator[bytes] | None:
        """Give a part that was kept, in pieces."""
        kept = self._kept.get(state)
        return iter(kept) if kept is not None else None

    def keep(self, state: State, pieces: Iterator[bytes]) -> Iterator[bytes]:
        """Give the pieces of a part as they come, and keep them where all of it has gone by."""
        if state[2] > self._room:
            yield from pieces
            return
        gone_by = []
        for piece in pieces:
            gone_by.append(piece)
            yield piece
        if state not in self._kept:
            self._kept[state] = gone_by
            self._room -= state[2]
