"""What the cells of a long column say: each distinct cell is looked at once, the others looked up.

What is wrong with a cell that says nothing is left to the careful way.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from models.cells import DateOrder, Memo, Raw, usual_dates
from models.cells.memo import MOST_ENTRIES
from models.intake.losttimes import is_lost_time
from models.records import TableKind


class Reach:
    """How far the entries of all logs of a book go.

    latest: no day is later; None where no entry has a day. longest: no entry of a kind of log is of
    more hours.
    """

    def __init__(self) -> None:
        """Begin with no entry."""
        self.latest: date | None = None
        self.longest = {TableKind.TRAINING: 0.0, TableKind.RSC: 0.0}

    def take_day(self, day: date | None) -> None:
        """Take in the day of an entry."""
        if day is not None and (self.latest is None or day > self.latest):
            self.latest = day

    def take_hours(self, kind: TableKind, hours: float | None) -> None:
        """Take in the hours of an entry."""
        if hours is not None and hours > self.longest[kind]:
            self.longest[kind] = hours


class Hours(dict[Raw, float | None]):
    """What cells of hours in a log say; None: nothing that can be read.

    kind: of log. odd: whether any of them said nothing. many: whether any said more than `most`.
    lost: whether any of them can only be a time (`models/intake/losttimes.py`).
    """

    def __init__(self, memo: Memo[float], most: float, kind: TableKind, reach: Reach) -> None:
        super().__init__()
        self._memo, self._most, self._kind, self._reach = memo, most, kind, reach
        self.odd = self.many = self.lost = False

    def __missing__(self, raw: Raw) -> float | None:
        value = self._memo[raw].value
        self.lost = self.lost or is_lost_time(raw)
        self.odd = self.odd or value is None
        self.many = self.many or (value is not None and value > self._most)
        self._reach.take_hours(self._kind, value)
        if raw in self._memo or raw is None or (raw == 1 and raw is not True):
            self[raw] = value
        return value

    def of(self, cells: Sequence[Raw]) -> list[float | None]:
        """Give what the cells of a column say."""
        values = [*map(self.__getitem__, cells)]
        if 1 in self and bool in {*map(type, cells)}:  # True is 1, as a key
            values = [self._memo[raw].value for raw in cells]
            self.odd = self.many = True
        return values


class Days(dict[Raw, date | None]):
    """What cells with dates say; None: nothing that can be read.

    order: the declared order of day and month. odd: whether any of them said nothing.
    """

    def __init__(self, memo: Memo[date], order: DateOrder | None, reach: Reach) -> None:
        super().__init__()
        self._memo, self._order, self.reach = memo, order, reach
        self._new: list[Raw] = []
        self.odd = False

    def __missing__(self, raw: Raw) -> date | None:
        self._new.append(raw)
        return None

    def of(self, cells: Sequence[Raw]) -> list[date | None]:
        """Give what the cells of a column say; those that are new are read together."""
        self._new = []
        days = [*map(self.__getitem__, cells)]
        if self._new:
            self._learn(self._new)
            for at, day in enumerate(days):
                if day is None:
                    raw = cells[at]
                    days[at] = self[raw] if raw in self else self._memo[raw].value
        return days

    def _learn(self, cells: Sequence[Raw]) -> None:
        """Read new cells, and remember those that may be kept."""
        known = usual_dates({*cells}, self._order)
        if known:
            self.reach.take_day(max(known.values()))
            if len(self) + len(known) <= MOST_ENTRIES:
                self.update(known)
        for raw in cells if len(known) < len(cells) else ():
            if raw not in known:
                day = self._memo[raw].value
                self.odd = self.odd or day is None
                self.reach.take_day(day)
                if raw in self._memo or raw is None:
                    self[raw] = day
