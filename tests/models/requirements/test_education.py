"""Education: which alternative is met, by category and by date."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from models.findings import Outcome, Place
from models.records import DEGREES, Degree, TableKind, WorkSpell
from models.requirements.degrees import DEGREE_WORDS, Degreed, degreed
from models.requirements.education import Education, Option
from tests.examples import tries
from tests.models.requirements.applicants import (
    SOURCE,
    applicant,
    check,
    judged,
    need,
    rule,
    steady,
    table,
)

TODAY = date(2026, 6, 30)
MEETS, OPEN, CANNOT = Outcome.MEETS, Outcome.OPEN, Outcome.CANNOT_TELL
NOT_ASKED = Outcome.NOT_APPLICABLE
WORK = table(TableKind.WORK, "name", "work_start", "work_end")
OPTIONS: list[dict[str, Any]] = [
    {"degree": "cda", "scopes": ["FA"], **SOURCE},
    {"work_years": 2, "scopes": ["FA"], **SOURCE},
    {"degree": "bachelor", "scopes": ["FS"], "until": "2021-12-31", **SOURCE},
    {"degree": "master", "scopes": ["MHS"], **SOURCE},
    {"licence": "yes", "scopes": ["MHS"], "from": "2025-01-01", **SOURCE},
]
RULE = rule(Education, title="education", option=OPTIONS)


def degree(level: str | None, day: date | None = None, problem: str | None = None) -> Degree:
    return Degree(level, day, "", Place("R", 2), problem)


def outcome(scope: str, degrees: list[Degree], as_of: date = TODAY, **cells: object) -> Outcome:
    said = {"degree": "as typed", **cells}
    case = applicant(as_of, said, scopes=[scope], degrees=degrees)
    return check(RULE, case, need())[0].outcome


DAYS = st.dates(date(2015, 1, 1), date(2028, 12, 31))


def drawn(draw: st.DrawFn) -> Any:
    """Give a function that makes the case of a day."""
    levels = st.sampled_from([*DEGREES, None])
    problems = st.sampled_from([None, None, "the date cannot be read."])
    days = st.one_of(DAYS, st.none())
    degrees = draw(st.lists(st.builds(degree, levels, days, problems), max_size=3))
    jobs = draw(st.lists(st.builds(
        lambda start, end: WorkSpell(WORK, 2, start, end), st.one_of(DAYS, st.none()), days,
    ), max_size=2))  # fmt: skip
    scopes = draw(st.sampled_from([["FA"], ["FS"], ["MHS"], ["FA", "MHS"], ["MHM-P"]]))
    cells: dict[str, object] = {}
    if draw(st.booleans()):
        cells["degree"] = "as typed"
    if draw(st.booleans()):
        cells["licence"] = draw(st.sampled_from(["yes", "no", "eligible", None, "?pending"]))
    tabs = [WORK] if draw(st.booleans()) else []
    rules_on = draw(st.sampled_from([date(2020, 1, 1), date(2026, 1, 1)]))

    def at(day: date) -> Any:
        case = applicant(
            day, cells, scopes=scopes, tabs=tabs, degrees=degrees, work=jobs, rules_on=rules_on
        )
        return case, need()

    return at


@given(st.composite(drawn)(), st.dates(date(2019, 1, 1), date(2027, 12, 31)))
@settings(deadline=None, max_examples=tries(80))
def test_nothing_changes_before_the_day_that_is_said(at: Any, as_of: date) -> None:
    """Day by day, the outcome stays what it is until the day on which it may change."""
    check(RULE, *at(as_of))
    steady(RULE, at, as_of, most=25)


@given(st.lists(st.sampled_from(DEGREES), min_size=1, max_size=3), st.sampled_from(["FA", "MHS"]))
def test_one_degree_of_several_is_enough(levels: list[str], scope: str) -> None:
    """It is met when the highest of the degrees is high enough, in whatever order they stand."""
    lowest = {"FA": "cda", "MHS": "master"}[scope]
    high = max(map(DEGREES.index, levels)) >= DEGREES.index(lowest)
    found = outcome(scope, [degree(level) for level in levels], licence="no")
    assert found is (MEETS if high else OPEN if scope == "MHS" else CANNOT)


@pytest.mark.parametrize(
    ("as_of", "expected"), [(date(2021, 12, 31), OPEN), (date(2022, 1, 1), NOT_ASKED)]
)
def test_family_specialist_needs_no_degree_since_2022(as_of: date, expected: Outcome) -> None:
    """A Bachelor's until the end of 2021, nothing since."""
    assert outcome("FS", [degree("associate")], as_of) is expected


@pytest.mark.parametrize(
    ("as_of", "licence", "expected"),
    [
        (date(2024, 12, 31), "yes", OPEN),
        (date(2025, 1, 1), "yes", MEETS),
        (date(2025, 1, 1), "eligible", OPEN),
        (date(2025, 1, 1), None, CANNOT),
        (date(2025, 1, 1), "?pending", CANNOT),
    ],
)
def test_a_licence_will_do_since_2025(as_of: date, licence: object, expected: Outcome) -> None:
    """Mental Health Specialist: Master's; since 2025 a licence instead."""
    assert outcome("MHS", [degree("bachelor")], as_of, licence=licence) is expected


def test_who_is_licensed_is_eligible() -> None:
    """Where being eligible is asked, a licence is enough."""
    asked = rule(Education, option=[{"licence": "eligible", **SOURCE}])
    for said, expected in (("yes", MEETS), ("eligible", MEETS), ("no", OPEN)):
        case = applicant(TODAY, {"licence": said}, scopes=["MHS"])
        assert check(asked, case, need())[0].outcome is expected


@pytest.mark.parametrize(
    ("degrees", "start", "expected"),
    [
        ([degree("none")], date(2025, 6, 1), OPEN),
        ([degree("none")], date(2024, 6, 1), MEETS),
        ([degree("cda")], date(2025, 6, 1), MEETS),
        ([], date(2024, 6, 1), MEETS),
        ([], date(2025, 6, 1), CANNOT),
    ],
)
def test_education_or_two_years_of_work(
    degrees: list[Degree], start: date, expected: Outcome
) -> None:
    """Family Associate: either is enough, and the day on which the years are full is known."""
    jobs = [WorkSpell(WORK, 2, start, None)]
    case = applicant(TODAY, {"degree": "x"}, scopes=["FA"], tabs=[WORK], degrees=degrees, work=jobs)
    (found,) = check(RULE, case, need())
    assert found.outcome is expected
    if expected is not MEETS:
        assert found.changes_on == date(2027, 5, 31)


def test_the_alternative_that_was_met_is_named() -> None:
    """The sentence says which one it was, and when."""
    case = applicant(
        TODAY, {"degree": "x"}, scopes=["MHS"], degrees=[degree("master", date(2019, 5, 3))]
    )
    assert judged(RULE, case, need()).message == "Appears to meet: Master's degree of 3 May 2019."
    case = applicant(TODAY, {"licence": "yes"}, scopes=["MHS"])
    assert judged(RULE, case, need()).message == "Appears to meet: licensed."


def test_a_degree_that_is_still_ahead() -> None:
    """It does not count until its day, which is told."""
    ahead = [degree("master", date(2026, 12, 15))]
    case = applicant(TODAY, {"degree": "x", "licence": "no"}, scopes=["MHS"], degrees=ahead)
    (found,) = check(RULE, case, need())
    assert (found.outcome, found.changes_on) == (OPEN, date(2026, 12, 15))
    assert "still ahead" in found.message
    assert outcome("MHS", ahead, date(2026, 12, 15), licence="no") is MEETS


@pytest.mark.parametrize(
    "degrees",
    [[], [degree(None)], [degree("master", None, "the date cannot be read.")],
     [degree("bachelor"), degree(None, None, "the degree cannot be read.")]],
)  # fmt: skip
def test_what_is_not_known_is_not_short(degrees: list[Degree]) -> None:
    """Blank and unreadable degrees leave it to a person."""
    assert outcome("MHS", degrees, licence="no") is CANNOT


def test_each_of_several_categories_has_to_be_met() -> None:
    """Who applies in two categories is held against both."""
    both = applicant(
        TODAY, {"degree": "x", "licence": "no"}, scopes=["FA", "MHS"], degrees=[degree("cda")]
    )
    (found,) = check(RULE, both, need())
    assert found.outcome is OPEN
    assert "Master's" in found.message


def test_only_what_the_workbook_could_tell_is_tracked() -> None:
    """By category: a licence column says nothing of who needs a degree."""
    assert not RULE.tracked(applicant(TODAY, {"licence": "yes"}, scopes=["FA"]))
    assert RULE.tracked(applicant(TODAY, {"licence": "yes"}, scopes=["MHS"]))
    assert RULE.tracked(applicant(TODAY, {"degree": "x"}, scopes=["FA"]))
    assert RULE.tracked(applicant(TODAY, {}, scopes=["FA"], tabs=[WORK]))
    assert RULE.tracked(applicant(TODAY, {"degree": "x"}, scopes=["MHM-P"]))
    assert not RULE.tracked(applicant(TODAY, {}, scopes=["MHM-P"]))


def test_the_cell_of_the_licence_is_named_only_where_a_licence_would_do() -> None:
    """By category and day: elsewhere the finding stands at the degree, else at the name."""
    for cells, scope, rules_on, column in [
        ({"licence": "no"}, "MHS", TODAY, 2),
        ({"licence": "no"}, "MHS", date(2024, 12, 31), 1),
        ({"licence": "a CDA is on its way"}, "FA", TODAY, 1),
        ({"licence": "no", "degree": "x"}, "MHS", TODAY, 3),
    ]:
        case = applicant(TODAY, cells, scopes=[scope], rules_on=rules_on)
        place = check(RULE, case, need())[0].place
        assert place is not None
        assert place.column == column


def test_degrees_licence_and_jobs_are_the_evidence() -> None:
    """Each is listed, whether it counted, and why."""
    degrees = [
        degree("bachelor"), degree("master", date(2027, 1, 1)), degree("master", date(2020, 1, 1)),
        degree(None),
    ]  # fmt: skip
    case = applicant(TODAY, {"degree": "x", "licence": "no"}, scopes=["MHS"], degrees=degrees)
    lines = [(line.counted, line.why) for line in RULE.evidence(case)]
    assert lines == [
        (False, "another level is asked"),
        (False, "it is dated ahead"),
        (True, "of a level that is asked"),
        (False, "unclear: its level is not said"),
        (False, "something else is asked"),
    ]


def test_an_option_is_one_thing() -> None:
    """A pack that mixes two alternatives in one option does not load."""
    with pytest.raises(ValidationError, match="just one of"):
        Option.model_validate({"degree": "master", "licence": "yes", **SOURCE})


def test_rules_that_change_are_announced() -> None:
    """The days on which an option begins or ends are among those on which rules change."""
    assert set(RULE.turns()) == {date(2022, 1, 1), date(2025, 1, 1)}


def test_from_which_day_on_work_comes_after_a_degree() -> None:
    """One date alone is that of the one degree; with the degree beside it, the level counts too."""
    day, words = date(2020, 6, 30), DEGREE_WORDS["master"]
    alone = applicant(TODAY, {"degree_date": day}, degrees=[degree("bachelor", day)])
    assert degreed(alone, "master") == Degreed(words, day)
    both = {"degree_date": day, "degree": "as typed"}
    for level, sure, none in (("master", day, False), ("doctorate", day, False),
                              ("bachelor", None, True)):  # fmt: skip
        case = applicant(TODAY, both, degrees=[degree(level, day)])
        assert degreed(case, "master") == Degreed(words, sure, none=none)
    assert degreed(applicant(TODAY, both), "master") == Degreed(words, unsure=True)
    assert degreed(applicant(TODAY), "master") == Degreed(words, untracked=True)
