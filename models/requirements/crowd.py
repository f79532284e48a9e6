"""Many people whose cases are alike but for the person; what they say is read by whole columns."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from models.requirements.base import Case, gives
from models.roster import BLANK, Listed


class Crowd:
    """People of one table whose cases are alike but for the person.

    people: everybody in it, in the order of the sheet. Each has a row in which all that may be
    asked of them can be read. later: the deadline before which they owe nothing that can be
    deferred; None: they owe all of it, and none of them was endorsed after the cycle began.
    """

    def __init__(
        self, like: Case, listed: Listed, places: Sequence[int], later: date | None = None
    ) -> None:
        """Make one. like: the case of any of them. places: where they stand in the table."""
        self.like, self.places, self.later = like, places, later
        self.people = [listed.people[at] for at in places]
        self._listed = listed
        self._cases: dict[int, Case] = {}
        self._gives: Sequence[bool] | None = None

    def __len__(self) -> int:
        return len(self.places)

    def values(self, field: str) -> Sequence[Any]:
        """Give what each of them has in a column; None for all where there is no such column."""
        cells = self._listed.columns.get(field)
        return [None] * len(self) if cells is None else [cells[at][0] for at in self.places]

    def case(self, at: int) -> Case:
        """Give the case of one of them; made once, for requirements share their sums."""
        place = self.places[at]
        case = self._cases.get(place)
        if case is None:
            case = self._cases[place] = self.like.but_of(self.people[at])
        return case

    @property
    def gives_rsc(self) -> Sequence[bool]:
        """Whether anything in the book says of each that they give RSC in this cycle."""
        if self._gives is None:
            like = self.like
            each = zip(self.people, self.values("gives_rsc"), strict=True)
            # Hardly anybody has given any, so that for most one look is enough.
            self._gives = [
                like.always_gives_rsc or yes is True or one.provider
                or (bool(one.gave) and gives(like, one, yes))
                for one, yes in each
            ]  # fmt: skip
        return self._gives

    def of(self, some: Sequence[int]) -> Crowd:
        """Give some of them, by their numbers among these."""
        part = Crowd(self.like, self._listed, [self.places[at] for at in some], self.later)
        part._cases = self._cases
        part._gives = [self.gives_rsc[at] for at in some]
        return part


class Alone(Crowd):
    """A crowd of one."""

    def __init__(self, case: Case) -> None:
        """Make it of the person of a case."""
        super().__init__(case, Listed(case.person.table, [case.person], {}), (0,))
        self._cases[0] = case

    def values(self, field: str) -> Sequence[Any]:
        """Give what stands in the one cell."""
        return [self.like.person.cells.get(field, BLANK).value]
