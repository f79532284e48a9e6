"""What the cells of a long column say: each distinct cell is looked at once, the others looked up.

What is wrong with a cell that says nothing is left to the careful way.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from models.cells import Memo, Raw


class Reach:
    """How far the entries of all logs of a book go: no day is later, and no hours are more.

    latest: None where no entry has a day.
    """

    def __init__(self) -> None:
        """Begin with no entry."""
        self.latest: date | None = None
        self.longest = 0.0

    def take_in(self, day: date | None, hours: float | None) -> None:
        """Take in an entry, or a day or hours of one."""
        if day is not None and (self.latest is None or day > self.latest):
            self.latest = day
        if hours is not None and hours > self.longest:
            self.longest = hours


class Hours(dict[Raw, float | None]):
    """What cells of hours say; None: nothing that can be read.

    odd: whether any of them said nothing, or more than `most`.
    """

    def __init__(self, memo: Memo[float], most: float, reach: Reach) -> None:
        super().__init__()
        self._memo, self._most, self._reach = memo, most, reach
        self.odd = False

    def __missing__(self, raw: Raw) -> float | None:
        value = self._memo[raw].value
        if value is None or value > self._most:
            self.odd = True
        self._reach.take_in(None, value)
        if raw in self._memo or raw is None or (raw == 1 and raw is not True):
            self[raw] = value
        return value

    def of(self, cells: Sequence[Raw]) -> list[float | None]:
        """Give what the cells of a column say."""
        values = [*map(self.__getitem__, cells)]
        if 1 in self and bool in {*map(type, cells)}:  # True is 1, as a key
            self.odd, values = True, [self._memo[raw].value for raw in cells]
        return values


class Days(dict[Raw, date | None]):
    """What cells with dates say; None: nothing that can be read.

    odd: whether any of them said nothing.
    """

    def __init__(self, memo: Memo[date], reach: Reach) -> None:
        super().__init__()
        self._memo, self.reach = memo, reach
        self.odd = False

    def __missing__(self, raw: Raw) -> date | None:
        day, reach = self._memo[raw][0], self.reach
        if day is None:
            self.odd = True
        elif reach.latest is None or day > reach.latest:
            reach.latest = day
        if raw in self._memo or raw is None:
            self[raw] = day
        return day

    def of(self, cells: Sequence[Raw]) -> list[date | None]:
        """Give what the cells of a column say."""
        return [*map(self.__getitem__, cells)]
