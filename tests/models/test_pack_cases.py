"""Every pack that ships carries worked cases; they are run, and have to touch all that it sets."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from typing import Any

import pytest

from models.contradictions import contradictions
from models.layering import load_pack, read_shipped, shipped
from models.packfile import WorkedCase
from models.requirements.base import Requirement
from models.rulepack import Pack
from models.workedcases import failures

packed = cache(load_pack)
PACKS = shipped()
CASES = [
    pytest.param(pack_id, case, id=f"{pack_id}: {case.say}")
    for pack_id in PACKS
    for case in packed(pack_id).file.case
]
ASSOCIATIONS = [pack_id for pack_id in PACKS if pack_id != "national"]
CHECKED = date(2026, 11, 22)


@pytest.mark.parametrize(("pack_id", "case"), CASES)
def test_worked_case(pack_id: str, case: WorkedCase) -> None:
    """What a pack's author expects of a person is what the engine concludes."""
    assert failures(packed(pack_id), case) == []


@pytest.mark.parametrize("pack_id", PACKS)
def test_a_pack_contradicts_itself_nowhere(pack_id: str) -> None:
    """No overlap, no rule that nobody can reach, no citation without source."""
    assert [str(problem) for problem in contradictions(packed(pack_id).file)] == []


@pytest.mark.parametrize("pack_id", PACKS)
def test_a_pack_has_at_least_five_cases_with_names_of_their_own(pack_id: str) -> None:
    """A pack without worked cases does not ship, and each case says what it is about."""
    names = [case.say for case in packed(pack_id).file.case]
    assert len(names) >= 5
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("pack_id", PACKS)
def test_every_dated_value_of_a_pack_is_touched_by_a_case_of_its_own(pack_id: str) -> None:
    """For each dated value in a pack's own file there is a person of its category on its days."""
    pack, touched = packed(pack_id), set()
    for case in pack.file.case:
        touched |= set(_touched(pack, case))
    assert [one for one in _set_by(pack_id) if one not in touched] == []


@pytest.mark.parametrize("pack_id", PACKS)
def test_every_run_of_cycles_is_touched(pack_id: str) -> None:
    """For each run of cycles that a pack's own file sets, a case of that file is judged in it."""
    pack = packed(pack_id)
    ends = {pack.judged_cycle(case.as_of).ends for case in pack.file.case}
    runs = [
        (c["first_deadline"], c.get("last_deadline", date.max)) for c in _list(pack_id, "cycle")
    ]
    assert [run for run in runs if not any(run[0] <= day <= run[1] for day in ends)] == []


@pytest.mark.parametrize("pack_id", PACKS)
def test_every_first_renewal_and_relief_is_touched(pack_id: str) -> None:
    """For each of them there is a case of the same pack whose cycle ends on its days."""
    pack = packed(pack_id)
    judged = [(pack.judged_cycle(case.as_of).ends, _scopes(pack, case)) for case in pack.file.case]
    for one in (*_list(pack_id, "first_renewal"), *_list(pack_id, "relief")):
        since, until = one.get("from", date.min), one.get("until", date.max)
        who = set(one.get("scopes", ()))
        assert any(since <= day <= until and (not who or who & has) for day, has in judged), one


@pytest.mark.parametrize("pack_id", PACKS)
def test_every_provider_rule_is_touched(pack_id: str) -> None:
    """For each rule on providers, and on vetted ones, a case has an hour on one of its days."""
    pack = packed(pack_id)
    hours = [
        (row["date"], _scopes(pack, case))
        for case in pack.file.case
        for row in case.tabs.get("rsc", ())
    ]
    own = {rule["id"] for rule in _list(pack_id, "provider_rule")}
    rules = [rule for rule in pack.file.provider_rule if rule.id in own]
    for rule in rules:
        assert any(rule.in_force(day) and has & set(rule.receiver) for day, has in hours), rule.id
    for one in _list(pack_id, "vetted"):
        since, until = one.get("from", date.min), one.get("until", date.max)
        assert any(since <= day <= until for day, _ in hours), one


@pytest.mark.parametrize("pack_id", PACKS)
def test_both_sides_of_every_figure_are_touched(pack_id: str) -> None:
    """For each rule with hours that a pack sets, one case is enough and one is short."""
    outcomes: dict[str, set[str]] = {}
    for case in packed(pack_id).file.case:
        for rule, outcome in case.expect.items():
            outcomes.setdefault(rule, set()).add("short" if outcome in SHORT else outcome)
    rules = {rule["id"] for rule in _own(pack_id).get("requirement", ()) if _in_hours(rule)}
    lacking = {rule: outcomes.get(rule) for rule in rules if not _both(outcomes.get(rule, set()))}
    assert lacking == {}


SHORT = frozenset({"open", "gap"})


def _both(outcomes: set[str]) -> bool:
    return {"short", "meets"} <= outcomes


def _in_hours(rule: Mapping[str, Any]) -> bool:
    return any(not isinstance(value["value"], bool) for value in rule.get("need", ()))


@pytest.mark.parametrize("pack_id", PACKS)
def test_every_citation_says_when_it_was_checked(pack_id: str) -> None:
    """Whatever a pack cites carries the day on which somebody looked, and that day has been."""
    cited = list(_cited(_own(pack_id)))
    assert cited
    assert [one for one in cited if one.get("checked_on", date.max) > CHECKED] == []


@pytest.mark.parametrize("pack_id", ASSOCIATIONS)
def test_an_association_says_what_it_rests_on(pack_id: str) -> None:
    """Each pack tells what was read, how old that is, what is not confirmed, and its place."""
    file = packed(pack_id).file
    assert file.about.read
    assert file.about.evidence
    assert file.about.unverified
    assert file.association is not None
    assert "not confirmed" in file.name
    assert "official" not in f"{file.name} {file.summary}".casefold()


@pytest.mark.parametrize("pack_id", PACKS)
def test_every_source_of_a_pack_is_used(pack_id: str) -> None:
    """A source that nothing cites is left over from something that is gone."""
    own = _own(pack_id)
    below: list[str] = []
    used = {one["source"] for one in (*_cited(own), own.get("gives_rsc", {})) if one}
    if pack_id == "national":  # what lies over the base may cite its sources
        below = [one["source"] for other in ASSOCIATIONS for one in _cited(_own(other))]
    assert set(own.get("source", {})) - used - set(below) == set()


@cache
def _own(pack_id: str) -> dict[str, Any]:
    """Give what stands in a pack's own file."""
    return tomllib.loads(read_shipped(pack_id))


def _list(pack_id: str, key: str) -> list[dict[str, Any]]:
    """Give a list of tables that stands in a pack's own file; none: it is inherited."""
    found: list[dict[str, Any]] = _own(pack_id).get(key, [])
    return found


NOT_CITED = frozenset({"case", "gives_rsc", "source"})
"""Parts whose tables are no citations with a day."""


def _cited(part: Any) -> Iterator[Mapping[str, Any]]:
    """Give every table that names its source."""
    if isinstance(part, Mapping):
        if isinstance(part.get("source"), str):
            yield part
        part = [value for key, value in part.items() if key not in NOT_CITED]
    if isinstance(part, list):
        for one in part:
            yield from _cited(one)


Value = tuple[str, str, int]
"""One dated value: the rule's id, the key of the list, and the place in the list."""


def _set_by(pack_id: str) -> Iterator[Value]:
    """Give each dated value of the requirements that stand in a pack's own file."""
    for rule in _own(pack_id).get("requirement", ()):
        for key, values in rule.items():
            if isinstance(values, list) and values and isinstance(values[0], dict):
                yield from ((rule["id"], key, at) for at in range(len(values)))


def _touched(pack: Pack, case: WorkedCase) -> Iterator[Value]:
    """Give the dated values that are in force for the person of a case, in what it expects."""
    scopes = _scopes(pack, case)
    for rule in pack.requirements:
        if rule.id not in case.expect and f"{rule.id}.about_given" not in case.expect:
            continue
        day = _judged_on(pack, case, rule)
        for key in type(rule).model_fields:
            values = getattr(rule, key)
            if isinstance(values, tuple):
                for at, value in enumerate(values):
                    if hasattr(value, "in_force") and value.in_force(day) and value.applies(scopes):
                        yield rule.id, key, at


def _scopes(pack: Pack, case: WorkedCase) -> set[str]:
    """Give the scopes of the person of a case."""
    categories = pack.categories.parse(case.person["category"]).value
    return {category.scope for category in categories or ()}


def _judged_on(pack: Pack, case: WorkedCase, rule: Requirement) -> date:
    """Give the day whose rules hold for the person of a case."""
    if rule.phase == "renewal":
        return pack.judged_cycle(case.as_of).ends
    decided = case.person.get("decision") if rule.rules_of == "decision" else None
    day = decided or (case.person.get("submitted") if rule.rules_of == "submission" else None)
    return day if isinstance(day, date) else case.as_of
