"""Counts of people without names: small groups are hidden, also against subtraction.

Outcomes are put together until every group that is shown has no member or at least `LEAST`, and
until no difference of figures that are shown, between before and after, is smaller than that.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, combinations
from typing import NamedTuple

from models.findings import GRAVITY, Assessment, Assessments, Outcome
from models.whatif import HoursNeeded, WhatIf

LEAST = 5
"""Fewer people than this are no group that can be shown."""


class Group(NamedTuple):
    """Some outcomes together, and how many people have one of them, before and after."""

    outcomes: tuple[Outcome, ...]
    before: int
    after: int


class Counts(NamedTuple):
    """What can be shown of a comparison without names.

    people: None where there are too few to be counted. groups: empty then. changed: people with
    another status; None where that is hidden. hours: rules whose totals can be shown. hidden:
    titles of rules whose totals cannot.
    """

    people: int | None
    groups: Sequence[Group]
    changed: int | None
    hours: Sequence[HoursNeeded]
    hidden: Sequence[str]


def counts(found: WhatIf) -> Counts:
    """Count people and not rows: who has two credentials counts once, by the graver one."""
    before, after = _by_person(found.before), _by_person(found.after)
    pairs = [(before.get(key), after.get(key)) for key in {**before, **after}]
    moves = [(old, new) for old, new in pairs if old is not None and new is not None]
    if not safe(len(moves)) or len(moves) != len(pairs):
        return Counts(None, (), None, (), [one.title for one in found.hours])
    groups = _finest(moves)
    changed = sum(old is not new for old, new in moves)
    shown = [one for one in found.hours if _may_show(one)]
    hidden = [one.title for one in found.hours if one not in shown]
    return Counts(len(moves), groups, _changed(changed, len(moves), groups), shown, hidden)


def safe(number: int) -> bool:
    """Whether a number of people may be shown: none, or enough of them."""
    return number == 0 or number >= LEAST


def _by_person(run: Assessments) -> Mapping[str, Outcome]:
    found: dict[str, Outcome] = {}
    for one in run.people:
        key = _who(one)
        found[key] = min(found.get(key, one.status), one.status, key=lambda o: GRAVITY[o])
    return found


def _who(one: Assessment) -> str:
    return one.person.key.casefold()


def _finest(moves: Sequence[tuple[Outcome, Outcome]]) -> Sequence[Group]:
    """Give the outcomes in as many groups as can be shown."""
    outcomes = sorted(GRAVITY, key=lambda outcome: GRAVITY[outcome])
    for parts in sorted(_partitions(outcomes), key=lambda parts: -len(parts)):
        groups = [_group(part, moves) for part in parts]
        if _can_show(groups):
            return groups
    return [_group(outcomes, moves)]


def _group(part: Sequence[Outcome], moves: Sequence[tuple[Outcome, Outcome]]) -> Group:
    before = sum(old in part for old, _ in moves)
    return Group(tuple(part), before, sum(new in part for _, new in moves))


def _can_show(groups: Sequence[Group]) -> bool:
    """Whether no group and no difference between sums of groups is small."""
    if not all(safe(group.before) and safe(group.after) for group in groups):
        return False
    some = chain.from_iterable(combinations(groups, size) for size in range(1, len(groups)))
    return all(safe(abs(sum(g.after - g.before for g in these))) for these in some)


def _changed(changed: int, people: int, groups: Sequence[Group]) -> int | None:
    """Give how many change, unless it or what can be worked out from it is a small group."""
    moved = sum(max(0, group.after - group.before) for group in groups)
    if safe(changed) and safe(people - changed) and safe(changed - moved):
        return changed
    return None


def _may_show(one: HoursNeeded) -> bool:
    return safe(one.before_people) and safe(one.after_people) and safe(one.differ)


def _partitions(items: Sequence[Outcome]) -> Iterator[list[list[Outcome]]]:
    """Give every way to put items into groups, each in the order of the items."""
    if not items:
        yield []
        return
    first, rest = items[0], items[1:]
    for parts in _partitions(rest):
        yield [[first], *parts]
        for at, part in enumerate(parts):
            yield [*parts[:at], [first, *part], *parts[at + 1 :]]
