"""Everybody in a roster of whom whole columns tell that nothing is to be flagged.

Most rows of a book are in order. What `assess_person` finds out of one person after the other is
asked here of many at once, column by column; whoever is not plainly in order is left to it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from itertools import repeat
from operator import itemgetter
from typing import Any

from models.conclusions import at_length, rollover, together
from models.findings import Assessment, Finding
from models.renewal import ALL
from models.requirements.base import Case, Verdicts
from models.requirements.crowd import Crowd
from models.roster import Listed, Person
from models.rowchecks import any_ahead, looked_at
from models.standing import APPLIED, Conclusion, Sitting, case_of

FEW = 8
"""So many people are worth a look at whole columns; fewer are looked at one by one."""

_VALUE, _PROBLEM = itemgetter(0), itemgetter(1)  # quicker than by their names


def at_a_glance(sitting: Sitting) -> Mapping[int, Assessment]:
    """Assess whoever is plainly in order, by `id`."""
    known: dict[int, Assessment] = {}
    rest = partial(at_length, sitting)
    for listed in sitting.roster.listed:
        if len(listed.people) >= FEW:
            for crowd in _crowds(listed, _odd(listed, sitting), sitting):
                known.update(_settled(crowd, sitting, rest))
    return known


def _odd(listed: Listed, sitting: Sitting) -> set[int]:
    """Tell where somebody stands of whom something may be found beside the requirements."""
    roster, waivers, as_of = sitting.roster, sitting.waivers, sitting.as_of
    people, cells = listed.people, listed.columns
    odd = {at for at, one in enumerate(people) if not (one.name and one.categories)}
    for column in cells.values():
        if any(map(_PROBLEM, column)):
            odd.update(at for at, cell in enumerate(column) if cell[1])
    odd.update(_out_of_order(listed, as_of))
    if roster.by_person:
        odd.update(at for at, one in enumerate(people) if id(one) in roster.by_person)
    if waivers.any:
        odd.update(at for at, one in enumerate(people) if waivers.concern(one))
    if roster.last_logged is not None and roster.last_logged > as_of:
        odd.update(at for at, one in enumerate(people) if any_ahead(one, as_of))
    return odd


def _out_of_order(listed: Listed, as_of: date) -> Iterator[int]:
    """Tell where something is blank that must not be, or a date ahead or before another one."""
    needed, past, ordered = looked_at(listed.table)
    values = {key: [*map(_VALUE, column)] for key, column in listed.columns.items()}
    for key in needed:
        if None in values[key]:
            yield from (at for at, value in enumerate(values[key]) if value is None)
    for key in past:
        days = enumerate(values[key])
        yield from (at for at, day in days if isinstance(day, date) and day > as_of)
    for earlier, later in ordered:
        days = enumerate(zip(values[earlier], values[later], strict=True))
        yield from (at for at, (one, other) in days if one and other and one > other)
    if "sanctioned" in values:
        yield from (at for at, value in enumerate(values["sanctioned"]) if value is True)


def _crowds(listed: Listed, odd: set[int], sitting: Sitting) -> Iterator[Crowd]:
    """Bring together who is to renew in the same way, and owes all of it."""
    people, cells = listed.people, listed.columns
    nothing = [None] * len(people)
    statuses = [*map(_VALUE, cells["status"])] if "status" in cells else nothing
    dues = [*map(_VALUE, cells["renewal_due"])] if "renewal_due" in cells else nothing
    kinds = [one.categories for one in people]
    alike: dict[tuple[int, int, date | None], list[int]] = defaultdict(list)
    for at, key in enumerate(zip(map(id, statuses), map(id, kinds), dues, strict=True)):
        alike[key].append(at)
    may_have_applied = "endorsed" not in cells and not cells.keys().isdisjoint(APPLIED)
    for places in alike.values():
        plain = [at for at in places if at not in odd] if odd else places
        if len(plain) < FEW or (statuses[plain[0]] is None and may_have_applied):
            continue
        first = people[plain[0]]
        standing = sitting.standing(first)
        if standing.phase != "renewal":
            continue
        like = case_of(first, sitting, standing)
        if like.scopes.isdisjoint(sitting.eased):
            yield Crowd(like, listed, _owing(plain, listed, like, sitting))


def _owing(places: Sequence[int], listed: Listed, like: Case, sitting: Sitting) -> Sequence[int]:
    """Leave out who came within the cycle, and who owes less than all of it."""
    column = listed.columns.get("endorsed")
    if column is None:
        return places
    start, owing = like.start or date.min, []
    long_ago = min(start, sitting.owing_all_since(like))
    for at in places:
        day: Any = column[at][0]
        if day > long_ago:
            if day > start or sitting.owed(listed.people[at]) is not ALL:
                continue
            long_ago = min(start, sitting.owing_all_since(like))
        owing.append(at)
    return owing


def _settled(
    crowd: Crowd, sitting: Sitting, rest: Callable[[Person], Sequence[Finding]]
) -> Iterator[tuple[int, Assessment]]:
    """Assess those of a crowd of whom each requirement is settled."""
    until = rollover(crowd.like, sitting)
    columns = [rule.settle_many(crowd, need) for rule, need in sitting.plan(crowd.like)]
    # What is the same of all of them, as most is, need not be looked at person by person.
    varied = [column for column in columns if len({*map(id, column)}) > 1]
    if not columns or len(crowd) == 0:
        return
    alike: dict[tuple[int, ...], Conclusion | None] = {}
    for at, (person, key) in enumerate(zip(crowd.people, _told_apart(varied), strict=False)):
        if key not in alike:
            verdicts = [column[at] for column in columns]
            alike[key] = None if None in verdicts else together(sitting, verdicts, until)
        known = alike[key]
        if known is not None:
            yield id(person), Assessment(person, rest, known.status, known.due, known.changes)


def _told_apart(columns: Sequence[Verdicts]) -> Iterable[tuple[int, ...]]:
    """Give for each person what tells their verdicts from those of others: which ones they are."""
    return zip(*(map(id, column) for column in columns), strict=True) if columns else repeat(())
