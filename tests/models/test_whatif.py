"""A comparison of two runs says of each what a full run says, and without names betrays nobody."""

from __future__ import annotations

from datetime import date
from functools import cache
from itertools import chain, combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from models.assess import assess
from models.findings import GRAVITY, Outcome
from models.hiding import LEAST, counts
from models.layering import load_pack
from models.whatif import HoursNeeded, WhatIf, by_rule, compare
from tests.examples import tries
from tests.models.books_by_hand import people, roster

PACK = cache(load_pack)
IDS = st.sampled_from(["wisconsin", "national", "rhode-island", "virginia"])
DAYS = st.dates(date(2026, 1, 1), date(2028, 3, 1))


def run(pack_id: str, rows, as_of: date):
    return assess(roster(PACK(pack_id), rows), PACK(pack_id), as_of)


def outcomes(run) -> dict[int, dict[str | None, tuple[Outcome, float | None]]]:
    """Give status and every rule's outcome and shortfall, by row."""
    return {
        one.person.row: {
            None: (one.status, None),
            **{rule: (f.outcome, f.short) for rule, f in by_rule(one).items()},
        }
        for one in run.people
    }


@settings(max_examples=tries(60), deadline=None)
@given(people(), IDS, IDS, DAYS, DAYS)
def test_changes_turn_the_one_run_into_the_other(rows, one, other, day, later) -> None:
    """The old outcomes with all changes applied are those of a full run under the new rules."""
    before, after = run(one, rows, day), run(other, rows, later)
    found = compare(before, after, (PACK(one), PACK(other)))
    told = outcomes(before)
    for change in found.changes:
        mine = told[change.person.row]
        if change.after is not None:
            mine[None] = (change.after.status, None)
        for rule in change.rules:
            if rule.after is None:
                del mine[rule.rule]
            else:
                mine[rule.rule] = (rule.after.outcome, rule.after.short)
    assert told == outcomes(run(other, rows, later))


@settings(max_examples=tries(40), deadline=None)
@given(people(), IDS, IDS, DAYS)
def test_hours_needed_are_the_sums_of_a_full_run(rows, one, other, day) -> None:
    """Hours in total are what all people together are short of, before and after."""
    before, after = run(one, rows, day), run(other, rows, day)
    found = compare(before, after, (PACK(one), PACK(other)))
    told = {needed.rule: needed for needed in found.hours}
    for full, pick in ((before, "before"), (after, "after")):
        short: dict[str, float] = {}
        for person in full.people:
            for rule, finding in by_rule(person).items():
                if finding.outcome in {Outcome.OPEN, Outcome.GAP} and finding.short:
                    short[rule] = short.get(rule, 0.0) + finding.short
        for rule, needed in told.items():
            assert abs(getattr(needed, pick) - short.get(rule, 0.0)) < 0.01


@settings(max_examples=30, deadline=None)
@given(people(), IDS, DAYS)
def test_the_same_rules_on_the_same_day_change_nothing(rows, one, day) -> None:
    """Without a difference there is no change."""
    same = run(one, rows, day)
    assert compare(same, run(one, rows, day), (PACK(one),)).changes == []


class Seen:
    """A run of which only key and status of each person are known."""

    def __init__(self, statuses):
        self.people = [One(str(at), status) for at, status in enumerate(statuses)]


class One:
    def __init__(self, key, status):
        self.person = type("P", (), {"key": key})()
        self.status = status


flows = st.tuples(
    st.sampled_from(list(GRAVITY)), st.sampled_from(list(GRAVITY)), st.integers(1, 12)
)
moves = st.lists(flows, max_size=8).map(
    lambda some: [(old, new) for old, new, people in some for _ in range(people)]
)


def safe(number: int) -> bool:
    return number == 0 or number >= LEAST


@settings(max_examples=tries(400), deadline=None)
@given(moves, st.integers(0, 20), st.integers(0, 20), st.integers(0, 20))
def test_no_figure_and_no_difference_of_figures_is_a_small_group(
    pairs, before_people, after_people, differ
) -> None:
    """Neither a count, nor a sum of counts before less after, nor what remains, is 1 to 4."""
    hours = [HoursNeeded("r", "t", 5.0, 6.0, before_people, after_people, differ)]
    found = WhatIf(Seen(o for o, _ in pairs), Seen(n for _, n in pairs), [], hours)
    shown = counts(found)
    if shown.people is None:
        assert 0 < len(pairs) < LEAST
        assert not shown.groups
        assert not shown.hours
        return
    assert sum(g.before for g in shown.groups) == sum(g.after for g in shown.groups) == len(pairs)
    assert sorted(o for g in shown.groups for o in g.outcomes) == sorted(GRAVITY)
    for some in chain.from_iterable(
        combinations(shown.groups, size) for size in range(1, len(shown.groups) + 1)
    ):
        for pick in ("before", "after"):
            part = sum(getattr(group, pick) for group in some)
            assert safe(part)
            assert safe(len(pairs) - part)
        assert safe(abs(sum(group.after - group.before for group in some)))
    if shown.changed is not None:
        assert shown.changed == sum(old is not new for old, new in pairs)
        assert safe(shown.changed)
        assert safe(len(pairs) - shown.changed)
        assert safe(shown.changed - sum(max(0, g.after - g.before) for g in shown.groups))
    assert bool(shown.hours) is (safe(before_people) and safe(after_people) and safe(differ))
    assert len(shown.hours) + len(shown.hidden) == 1


def test_large_groups_are_shown_one_by_one() -> None:
    """What can be shown is shown: groups of five and more stay apart."""
    old = [Outcome.GAP] * 6 + [Outcome.MEETS] * 10
    new = [Outcome.MEETS] * 6 + [Outcome.MEETS] * 10
    shown = counts(WhatIf(Seen(old), Seen(new), [], []))
    told = {group.outcomes: (group.before, group.after) for group in shown.groups}
    assert told[Outcome.GAP,] == (6, 0)
    assert told[Outcome.MEETS,] == (10, 16)
    assert shown.changed == 6


def test_a_single_mover_is_hidden() -> None:
    """One person who moves cannot be seen in the difference of two large groups."""
    old = [Outcome.GAP] * 10 + [Outcome.MEETS] * 10
    new = [Outcome.GAP] * 9 + [Outcome.MEETS] * 11
    shown = counts(WhatIf(Seen(old), Seen(new), [], []))
    together = next(g for g in shown.groups if Outcome.GAP in g.outcomes)
    assert Outcome.MEETS in together.outcomes
    assert (together.before, together.after) == (20, 20)
    assert shown.changed is None


def test_two_who_change_places_are_hidden() -> None:
    """Eleven change, nine of them visibly; the other two cannot be worked out from the eleven."""
    old = [Outcome.GAP] * 20 + [Outcome.MEETS] * 20
    new = [Outcome.MEETS] * 10 + [Outcome.GAP] * 10 + [Outcome.GAP] + [Outcome.MEETS] * 19
    shown = counts(WhatIf(Seen(old), Seen(new), [], []))
    assert {(g.before, g.after) for g in shown.groups} >= {(20, 11), (20, 29)}
    assert shown.changed is None
