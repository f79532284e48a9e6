"""Who rated an applicant: the same person twice counts once, and fills one role only."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import NamedTuple

from models.cells import fold_accents
from models.records import Rating
from models.wording import worded

ROLES = ("supervisor", "rsc_provider", "colleague", "teacher", "supervisee", "parent", "other")
ROLE_WORDS = {role: worded(f"word.role.{role}") for role in ROLES}
"""How a role is called inside a sentence."""


class Slot(NamedTuple):
    """One role that has to be among the ratings, and the roles that are taken instead."""

    role: str
    instead: tuple[str, ...] = ()


class Rater(NamedTuple):
    """One person who rated, with all of their ratings.

    sure: at least one rating came in, is named and can be read. roles: as said in these; None
    stands for a role that is not said.
    """

    ratings: Sequence[Rating]
    sure: bool
    roles: frozenset[str | None]

    @property
    def name(self) -> str:
        """The name, else the e-mail."""
        return next((r.rater or r.email for r in self.ratings if r.rater or r.email), "nobody")


def came_in(rating: Rating, as_of: date) -> bool | None:
    """Whether a rating has come in; None: nobody can say."""
    if rating.problem is not None:
        return None
    if not rating.arrived or (rating.received is not None and rating.received > as_of):
        return False
    return True if rating.rater or rating.email else None


def raters(ratings: Iterable[Rating], as_of: date) -> list[Rater]:
    """Put together who rated: ratings with the same e-mail or the same name are one person's.

    Ratings that have not come in are left out; those of which nobody can say are not sure.
    """
    given = [r for r in ratings if came_in(r, as_of) is not False]
    people: list[list[Rating]] = []
    for rating in given:
        mine = _keys(rating)
        same = [one for one in people if any(mine & _keys(other) for other in one)]
        people = [one for one in people if one not in same]
        people.append([*(r for one in same for r in one), rating])
    people.sort(key=lambda one: min(r.row for r in one))
    return [_rater(sorted(one, key=lambda r: r.row), as_of) for one in people]


def _keys(rating: Rating) -> set[str]:
    """Give what tells a rater apart."""
    name, email = fold_accents(rating.rater), rating.email.strip().casefold()
    return {key for key in (name and f"name {name}", email and f"mail {email}") if key}


def _rater(ratings: Sequence[Rating], as_of: date) -> Rater:
    certain = [r for r in ratings if came_in(r, as_of)]
    return Rater(ratings, bool(certain), frozenset(r.role for r in certain or ratings))


def missing(slots: Sequence[Slot], given: Sequence[Rater], *, lenient: bool) -> list[Slot]:
    """Give the roles that nobody fills, each rater filling one at most.

    lenient: whoever might fill a role does, such as a rater whose role is not said.
    """
    filled: dict[int, int] = {}
    people = [rater for rater in given if rater.sure or lenient]
    fits = _fits(slots, people, lenient=lenient)
    return [
        slot for at, slot in enumerate(slots) if not _place(at, fits, filled, set(), len(people))
    ]


def _fits(
    slots: Sequence[Slot], people: Sequence[Rater], *, lenient: bool
) -> Callable[[int, int], bool]:
    def fits(slot: int, person: int) -> bool:
        rater, wanted = people[person], {slots[slot].role, *slots[slot].instead}
        roles = {r.role for r in rater.ratings} if lenient else rater.roles
        return not wanted.isdisjoint(roles) or (lenient and None in roles)

    return fits


def _place(
    slot: int,
    fits: Callable[[int, int], bool],
    filled: dict[int, int],
    seen: set[int],
    people: int,
) -> bool:
    """Find a rater for a role, moving others to another role where that helps."""
    for person in range(people):
        if person in seen or not fits(slot, person):
            continue
        seen.add(person)
        if person not in filled or _place(filled[person], fits, filled, seen, people):
            filled[person] = slot
            return True
    return False
