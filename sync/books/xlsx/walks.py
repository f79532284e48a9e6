"""What was learnt about sheets when they were read, for who looks at them and writes them next."""

from __future__ import annotations

from typing import NamedTuple

from sync.books.xlsx.frame import Frame
from sync.books.xlsx.package import Package


class Walked(NamedTuple):
    """A sheet that was gone through: its frame, and whether its rows can be found by their number.

    tidy: every row says its number in the usual way, and they stand in order.
    """

    frame: Frame
    tidy: bool


class Walks:
    """Keeps what was learnt of each part, for as long as it is the very same part."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, int, int], Walked] = {}

    def learn(self, package: Package, part: str, frame: Frame, *, tidy: bool) -> None:
        """Keep what was learnt of a sheet as it stands in the file."""
        state = package.untouched(part)
        if state is not None:
            self._known[state] = Walked(frame, tidy)

    def known(self, package: Package, part: str) -> Walked | None:
        """Give what is known of a sheet, with a frame that may be changed; None: nothing."""
        state = package.untouched(part)
        found = self._known.get(state) if state is not None else None
        return found._replace(frame=found.frame.fresh()) if found is not None else None
