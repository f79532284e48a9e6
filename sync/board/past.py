"""What was shown before: the packs of a book, and the figures of its runs that none has shown."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sync.board.between import between, further
from sync.board.content import Content
from sync.board.numbers import Numbers, together, unpacked
from sync.ledger.boards import StoredPack

MOST = 12
"""A trend shows so many days at most."""


@dataclass(frozen=True)
class Then:
    """A day that can be shown. pack: the pack of that day."""

    numbers: Numbers
    pack: int | None = None

    @property
    def day(self) -> date:
        """The day itself."""
        return self.numbers.as_of


@dataclass
class Past:
    """Everything before a pack. shown: what earlier packs have told, the oldest first."""

    packs: Sequence[StoredPack]
    kept: Sequence[Numbers]
    shown: list[Numbers] = field(default_factory=list)
    contents: Mapping[int, Content] = field(default_factory=dict)
    revealed: list[Numbers] = field(default_factory=list)

    @classmethod
    def of(cls, packs: Sequence[StoredPack], kept: Sequence[bytes]) -> Past:
        """Read what the ledger keeps of a book."""
        contents = {one.number: Content.unpacked(one.content) for one in packs}
        shown = [numbers for one in contents.values() for numbers in one.revealed]
        return cls(packs, [unpacked(data) for data in kept], shown, contents)

    def reveal(self, numbers: Numbers) -> None:
        """Note that numbers are told now."""
        self.revealed.append(numbers)

    def pack_of(self, number: int) -> Then:
        """Give what a pack told of its own day."""
        return Then(self.contents[number].revealed[0], number)

    def last_pack(self, before: date) -> Then | None:
        """Give the last pack about a day before this one; of several for it the one that holds."""
        earlier = [one for one in self.packs if one.as_of < before]
        last = max(earlier, key=lambda one: (one.as_of, one.number), default=None)
        return self.pack_of(last.number) if last is not None else None

    def last_until(self, day: date) -> Then | None:
        """Give the last day until a day of which anything is known."""
        pack = max((one for one in self.packs if one.as_of <= day),
                   key=lambda one: (one.as_of, one.number), default=None)  # fmt: skip
        kept = max((one for one in self.kept if one.as_of <= day),
                   key=lambda one: one.as_of, default=None)  # fmt: skip
        if pack is not None and (kept is None or kept.as_of <= pack.as_of):
            return self.pack_of(pack.number)
        return self._told(kept, kept.tables) if kept is not None else None

    def points(self, before: date, tables: Collection[str]) -> list[Then]:
        """Give the days of a trend: those of packs, and of runs the last of other quarters.

        tables: those that are shown of such days.
        """
        packs = {one.as_of: one.number for one in self.packs if one.as_of < before}
        told_of = {_quarter(day) for day in (*packs, before)}
        earlier = [
            one for one in self.kept if one.as_of < before and _quarter(one.as_of) not in told_of
        ]
        quarters = {_quarter(one.as_of): one for one in earlier}
        days = {one.as_of: one for one in quarters.values()}
        last = sorted({*packs, *days}, reverse=True)[:MOST]
        told = [
            self.pack_of(packs[day]) if day in packs else self._told(days[day], tables)
            for day in last
        ]
        return told[::-1]

    def _told(self, kept: Numbers, tables: Collection[str]) -> Then:
        """Show some figures of a run: as they were told before, or else now for the first time.

        Were they hidden anew each time, one pack might tell what another one held back for them.
        """
        told = [one for one in (*self.shown, *self.revealed) if one.as_of == kept.as_of]
        known = {key for one in told for key in one.tables}
        fresh = kept.only(key for key in tables if key not in known)
        if fresh.tables:
            before = [*self.shown, *self.revealed]
            hidden = between(fresh, before)
            left = fresh.without(hidden.cells, hidden.near)
            self.reveal(left.without(further(left, before), hidden.near))
            told.append(self.revealed[-1])
        return Then(together(told, kept.as_of).only(tables))


def _quarter(day: date) -> tuple[int, int]:
    return day.year, (day.month - 1) // 3
