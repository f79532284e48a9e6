"""The exam: parts, pass mark, retakes, and who still sits it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.findings import Outcome
from models.records import ExamPart, TableKind
from models.requirements.base import Need
from models.requirements.exam import Exam
from tests.models.requirements.applicants import (
    CITED,
    SOURCE,
    applicant,
    check,
    rule,
    steady,
    table,
)

TAB = table(TableKind.EXAM, "name", "part", "exam_date", "score", "result")
MEETS, OPEN, CANNOT = Outcome.MEETS, Outcome.OPEN, Outcome.CANNOT_TELL
NOT_ASKED = Outcome.NOT_APPLICABLE
TODAY = date(2024, 6, 30)
RULE = rule(
    Exam,
    title="exam",
    pass_mark=[{"value": 80, **SOURCE}],
    need=[
        {"value": True, "scopes": ["MHS"], "until": "2024-12-31", **SOURCE},
        {"value": True, "scopes": ["MHM-C"], **SOURCE},
    ],
)


def part(name: str, score: float | None = None, **said: Any) -> ExamPart:
    return ExamPart(TAB, 2, name, said.pop("day", date(2024, 3, 1)), score, **said)


def asked(as_of: date, scope: str, cells: dict[str, object]) -> Need | None:
    """What is needed, as a pack says it: by the day of the decision, else by the day itself."""
    decided = cells.get("decision")
    on = decided if isinstance(decided, date) and decided <= as_of else as_of
    value = RULE.value_for({scope}, on)
    return None if value is None else Need(float(value.value), CITED)


def outcome(
    results: list[ExamPart], as_of: date = TODAY, scope: str = "MHS", cells: Any = None
) -> Outcome:
    said = cells or {}
    case = applicant(as_of, said, scopes=[scope], tabs=[TAB], exam=results)
    return check(RULE, case, asked(as_of, scope, said))[0].outcome


DAYS = st.dates(date(2024, 1, 1), date(2025, 12, 31))
RESULTS = st.lists(
    st.builds(
        lambda name, score, day, passed, problem: ExamPart(
            TAB, 2, name, day, score, passed, problem
        ),
        st.sampled_from(["1", "2", "1", "2", ""]),
        st.sampled_from([79.9, 80.0, 95.0, None]),
        st.one_of(st.none(), DAYS),
        st.sampled_from([None, None, True, False]),
        st.sampled_from([None, None, None, "the score cannot be read."]),
    ),
    max_size=4,
)
CELLS = st.fixed_dictionaries(
    {},
    optional={
        "decision": DAYS,
        "submitted": DAYS,
        "exam_passed": st.one_of(DAYS, st.sampled_from([True, False, None, "?soon"])),
    },
)


@given(RESULTS, CELLS, st.sampled_from(["MHS", "MHM-C", "FS"]), st.booleans(), DAYS)
@settings(deadline=None, max_examples=120)
def test_nothing_changes_before_the_day_that_is_said(
    results: list[ExamPart], cells: dict[str, object], scope: str, logged: bool, as_of: date
) -> None:
    """Day by day, the outcome stays what it is until the day on which it may change."""

    def at(day: date) -> Any:
        tabs = [TAB] if logged else []
        case = applicant(day, cells, scopes=[scope], tabs=tabs, exam=results)
        return case, asked(day, scope, cells)

    check(RULE, *at(as_of))
    steady(RULE, at, as_of, most=40)


@given(RESULTS, st.lists(st.builds(part, st.sampled_from(["1", "2"]), st.just(10.0)), max_size=3))
def test_a_failed_try_takes_nothing_away(results: list[ExamPart], failed: list[ExamPart]) -> None:
    """Of several tries the best counts: what is passed stays passed."""
    before = outcome(results)
    after = outcome([*failed, *results])
    assert after is before or before is CANNOT or not results


@pytest.mark.parametrize(
    ("results", "expected"),
    [
        ([part("1", 80), part("2", 80)], MEETS),
        ([part("1", 80), part("2", 79.9)], OPEN),
        ([part("1", 90)], OPEN),
        ([part("1", 50), part("1", 85), part("2", 85)], MEETS),
        ([part("1", passed=True), part("2", passed=True)], MEETS),
        ([part("", passed=True)], MEETS),
        ([part("1", 90), part("2", problem="the score cannot be read.")], CANNOT),
        ([part("1", 90), part("2")], CANNOT),
        ([part("1", 90), part("2", day=None)], OPEN),
        ([part("1", 90), part("2", 95, passed=False)], CANNOT),
        ([part("1", 90), part("2", 95, day=date(2024, 9, 1))], OPEN),
        ([], OPEN),
    ],
)
def test_results_of_both_parts(results: list[ExamPart], expected: Outcome) -> None:
    """Both parts, each on its own; what is blank or cannot be read is not a failure."""
    assert outcome(results) is expected


def test_a_score_without_a_pass_mark_says_nothing() -> None:
    """Where a pack knows no pass mark, only a result in words counts."""
    bare = rule(Exam, title="exam", need=[{"value": True, **SOURCE}])
    for results, expected in (
        ([part("1", 99), part("2", 99)], CANNOT),
        ([part("1", 60, passed=True), part("2", passed=True)], MEETS),
    ):
        case = applicant(TODAY, scopes=["MHS"], tabs=[TAB], exam=results)
        assert check(bare, case, Need(1.0, CITED))[0].outcome is expected


@pytest.mark.parametrize(
    ("decision", "as_of", "results", "expected"),
    [
        (None, date(2024, 12, 31), [], OPEN),
        (None, date(2025, 1, 1), [], NOT_ASKED),
        (date(2025, 1, 1), date(2025, 3, 1), [], NOT_ASKED),
        (date(2024, 12, 1), date(2024, 12, 31), [], OPEN),
        (date(2024, 12, 1), date(2025, 1, 1), [], CANNOT),
        (date(2024, 12, 1), date(2025, 3, 1), [part("", passed=True)], MEETS),
    ],
)
def test_mental_health_specialists_sit_no_exam_since_2025(
    decision: date | None, as_of: date, results: list[ExamPart], expected: Outcome
) -> None:
    """By the day of the decision; who was approved before and did not pass is asked about."""
    cells = {"decision": decision, "submitted": date(2024, 10, 1)}
    assert outcome(results, as_of, cells=cells) is expected
    assert outcome([], as_of, "MHM-C", cells) is OPEN
    assert outcome([], as_of, "FS", cells) is NOT_ASKED


def test_the_day_on_which_no_exam_is_asked_any_more_is_told() -> None:
    """Though the application is submitted, the rules of the decision are still to come."""
    cells = {"submitted": date(2024, 5, 1)}
    case = applicant(TODAY, cells, scopes=["MHS"], tabs=[TAB])
    (found,) = check(RULE, case, asked(TODAY, "MHS", cells))
    assert found.changes_on == date(2025, 1, 1)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (True, MEETS),
        (date(2024, 6, 30), MEETS),
        (date(2024, 7, 1), CANNOT),
        (False, OPEN),
        (None, CANNOT),
        ("?soon", CANNOT),
    ],
)
def test_the_column(said: object, expected: Outcome) -> None:
    """A date or yes or no; blank and unreadable are nobody's failure."""
    assert outcome([], cells={"exam_passed": said}) is expected


@pytest.mark.parametrize(
    ("said", "results", "expected"),
    [
        (True, [part("1", 10)], CANNOT),
        (False, [part("", passed=True)], CANNOT),
        (None, [part("", passed=True)], MEETS),
        (TODAY + timedelta(days=5), [part("1", 10)], OPEN),
    ],
)
def test_the_column_against_the_results(
    said: object, results: list[ExamPart], expected: Outcome
) -> None:
    """Where they contradict each other, a person looks."""
    assert outcome(results, cells={"exam_passed": said}) is expected


def test_every_result_is_listed_with_its_reason() -> None:
    """The evidence names each try, whether it is passed, and why it is not plain."""
    results = [
        part("1", 95),
        part("2", 60),
        part("2"),
        part("2", day=date(2025, 1, 1)),
        part("", 3),
    ]
    case = applicant(TODAY, scopes=["MHS"], tabs=[TAB], exam=results)
    lines = RULE.evidence(case)
    assert lines[0].what == "part 1, 1 Mar 2024, 95 per cent"
    assert [(line.counted, line.why) for line in lines] == [
        (True, "passed"),
        (False, "not passed"),
        (False, "unclear: its result is blank"),
        (False, "it is dated ahead"),
        (False, "not passed"),
    ]


def test_only_a_column_or_a_tab_can_tell() -> None:
    """Without either it is not tracked."""
    assert not RULE.tracked(applicant(TODAY))
    assert RULE.tracked(applicant(TODAY, tabs=[TAB]))
    assert RULE.tracked(applicant(TODAY, {"exam_passed": None}))
