"""Everybody in a roster of whom whole columns tell that nothing is to be flagged.

Most rows of a book are in order. What `assess_person` finds out of one person after the other is
asked here of many at once, column by column; whoever is not plainly in order is left to it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date
from functools import partial
from itertools import count, repeat
from operator import itemgetter
from typing import Any, NamedTuple

from models.conclusions import at_length, rollover, together
from models.findings import Assessment, Finding, Outcome, Settled
from models.renewal import ALL
from models.requirements.base import Case, Verdicts
from models.requirements.crowd import Crowd
from models.roster import BLANK, Listed, Person
from models.rowchecks import ASIDE, any_ahead, looked_at
from models.standing import APPLIED, Conclusion, Sitting, case_of

FEW = 8
"""So many people are worth a look at whole columns; fewer are looked at one by one."""

_VALUE, _PROBLEM = itemgetter(0), itemgetter(1)  # quicker than by their names


class Begun(NamedTuple):
    """Somebody of whom a part is known.

    verdicts: what is settled of each requirement, as `settle_all` says it. until: the day on which
    another cycle is looked at, or other rules hold. odd: whether something is found beside them.
    unread: whether a cell cannot be read.
    """

    case: Case
    verdicts: Verdicts
    until: date | None
    odd: bool = False
    unread: bool = False


class Glance(NamedTuple):
    """What whole columns tell of people, by `id`: that all is in order, or a part of it."""

    known: dict[int, Assessment]
    begun: dict[int, Begun]


def at_a_glance(sitting: Sitting) -> Glance:
    """Assess whoever is plainly in order, and begin with who is not."""
    glance = Glance({}, {})
    rest = partial(at_length, sitting)
    for listed in sitting.roster.listed:
        if len(listed.people) < FEW:
            continue
        apart, odd = _apart(listed, sitting), _odd(listed, sitting)
        for crowd in _crowds(listed, apart, sitting):
            _settle(crowd, odd, glance, sitting, rest)
    return glance


def _apart(listed: Listed, sitting: Sitting) -> AbstractSet[int]:
    """Tell where somebody stands who is judged otherwise than who is alike in all else."""
    waivers, people = sitting.waivers, listed.people
    apart = {at for at, one in enumerate(people) if not one.categories}
    for key, column in listed.columns.items():
        if key not in ASIDE and any(map(_PROBLEM, column)):
            apart.update(at for at, cell in enumerate(column) if cell[1])
    for key in looked_at(listed.table).needed:
        apart.update(at for at, cell in enumerate(listed.columns[key]) if cell[0] is None)
    if waivers.any:
        apart.update(at for at, one in enumerate(people) if waivers.concern(one))
    return apart


def _odd(listed: Listed, sitting: Sitting) -> AbstractSet[int]:
    """Tell where somebody stands of whom something is found beside the requirements."""
    roster, people, as_of = sitting.roster, listed.people, sitting.as_of
    odd = {at for at, one in enumerate(people) if not one.name}
    odd.update(_out_of_order(listed, as_of))
    for key in ASIDE & listed.columns.keys():
        odd.update(at for at, cell in enumerate(listed.columns[key]) if cell[1])
    if roster.by_person:
        odd.update(at for at, one in enumerate(people) if id(one) in roster.by_person)
    if roster.last_logged is not None and roster.last_logged > as_of:
        odd.update(at for at, one in enumerate(people) if any_ahead(one, as_of))
    return odd


def _out_of_order(listed: Listed, as_of: date) -> Iterator[int]:
    """Tell where a date is ahead or before another one, or somebody is under sanction."""
    _, past, ordered = looked_at(listed.table)
    cells = listed.columns
    for key in past:
        days = enumerate(map(_VALUE, cells[key]))
        yield from [at for at, day in days if isinstance(day, date) and day > as_of]
    for earlier, later in ordered:
        pairs = zip(map(_VALUE, cells[earlier]), map(_VALUE, cells[later]), strict=True)
        yield from [at for at, (one, other) in enumerate(pairs) if one and other and one > other]
    for at, cell in enumerate(cells.get("sanctioned", ())):
        if cell[0] is True:
            yield at


def _crowds(listed: Listed, apart: AbstractSet[int], sitting: Sitting) -> Iterator[Crowd]:
    """Bring together who is to renew in the same way, and owes the same."""
    people, cells = listed.people, listed.columns
    may_have_applied = "endorsed" not in cells and not cells.keys().isdisjoint(APPLIED)
    for places in _alike(listed, sitting):
        plain = [at for at in places if at not in apart] if apart else places
        if len(plain) < FEW:
            continue
        first = people[plain[0]]
        if may_have_applied and first.cells.get("status", BLANK).value is None:
            continue
        standing = sitting.standing(first)
        if standing.phase != "renewal":
            continue
        like = case_of(first, sitting, standing)
        if like.scopes.isdisjoint(sitting.pack.eased):
            for later, some in _owing(plain, listed, like, sitting).items():
                yield Crowd(like, listed, some, later)


def _alike(listed: Listed, sitting: Sitting) -> Iterable[Sequence[int]]:
    """Bring together whose status, scopes and due date are the same, by their places."""
    cells, nothing = listed.columns, [None] * len(listed.people)
    statuses = map(_VALUE, cells["status"]) if "status" in cells else nothing
    dues = map(_VALUE, cells["renewal_due"]) if "renewal_due" in cells else nothing
    held = [one.categories for one in listed.people]
    by_scopes: dict[frozenset[str], int] = {}
    kinds = {
        id(categories): by_scopes.setdefault(sitting.scopes(categories)[0], number)
        for number, categories in enumerate({id(one): one for one in held}.values())
    }
    alike: dict[tuple[int, int, date | None], list[int]] = defaultdict(list)
    each = zip(map(id, statuses), map(kinds.__getitem__, map(id, held)), dues, strict=True)
    for at, key in enumerate(each):
        alike[key].append(at)
    return alike.values()


def _owing(
    places: Sequence[int], listed: Listed, like: Case, sitting: Sitting
) -> Mapping[date | None, Sequence[int]]:
    """Give who owes all of the cycle (None), and who owes nothing yet, by their first deadline.

    Who came within the cycle and owes it, or a part of it, is left out.
    """
    column = listed.columns.get("endorsed")
    if column is None:
        return {None: places}
    start, all_of_it = like.start or date.min, list[int]()
    found: dict[date | None, list[int]] = defaultdict(list, {None: all_of_it})
    long_ago = min(start, sitting.owing_all_since(like))
    for at in places:
        day: Any = column[at][0]
        if day <= long_ago:
            all_of_it.append(at)
            continue
        owes = sitting.owed(listed.people[at])
        long_ago = min(start, sitting.owing_all_since(like))
        if owes is ALL and day <= start:
            all_of_it.append(at)
        elif owes.later is not None:
            found[owes.later].append(at)
    return found


def _settle(
    crowd: Crowd,
    odd: AbstractSet[int],
    glance: Glance,
    sitting: Sitting,
    rest: Callable[[Person], Sequence[Finding]],
) -> None:
    """Assess those of a crowd of whom each requirement is settled; begin with the others."""
    until, columns = rollover(crowd.like, sitting), [*_verdicts(crowd, sitting)]
    if not crowd.people or not columns:
        return
    # What is the same of all of them, as most is, need not be looked at person by person.
    varied = [column for column in columns if column.count(column[0]) < len(column)]
    keys = [*_told_apart(varied, crowd)]
    alike: dict[tuple[int, ...], Conclusion | None] = {}
    for key, at in dict(zip(keys, count())).items():
        verdicts = [column[at] for column in columns]
        alike[key] = None if None in verdicts else together(sitting, verdicts, until)
    known, begun = glance
    each = zip(crowd.people, crowd.places, map(alike.__getitem__, keys), strict=True)
    for at, (person, place, found) in enumerate(each):
        if found is None or place in odd:
            verdicts = [column[at] for column in columns]
            begun[id(person)] = Begun(crowd.case(at), verdicts, until, place in odd)
        else:
            status, due, changes, _ = found
            known[id(person)] = Assessment(person, rest, status, due, changes)


def _verdicts(crowd: Crowd, sitting: Sitting) -> Iterator[Verdicts]:
    """Settle each requirement of a crowd; what is not owed before a later deadline is not asked."""
    not_yet = Settled(Outcome.NOT_APPLICABLE, crowd.later)
    for rule, need in sitting.plan(crowd.like):
        if crowd.later is not None and rule.deferrable:
            yield [not_yet] * len(crowd)
        else:
            yield rule.settle_many(crowd, need)


def _told_apart(columns: Sequence[Verdicts], crowd: Crowd) -> Iterable[tuple[int, ...]]:
    """Give for each person what tells their verdicts from those of others: which ones they are."""
    if not columns:
        return repeat((), len(crowd))
    return zip(*(map(id, column) for column in columns), strict=True)
