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
from tests.examples import tries
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
@settings(deadline=None, max_examples=tries(120))
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


def found(
    results: list[ExamPart], cells: Any = None, as_of: date = TODAY, *, logged: bool = True
) -> Any:
    said = cells or {}
    case = applicant(as_of, said, scopes=["MHS"], tabs=[TAB] if logged else [], exam=results)
    return check(RULE, case, asked(as_of, "MHS", said))[0]


MARK = "(Each part needs 80 per cent.)"
BOTH = [part("1", 80), part("2", 80)]


@pytest.mark.parametrize(
    ("results", "said"),
    [
        (BOTH, "Appears to meet: exam passed."),
        (BOTH[1:], f"Not yet: exam: part 1 is not passed yet; part 2 is passed. {MARK}"),
        (BOTH[:1], f"Not yet: exam: part 1 is passed; part 2 is not passed yet. {MARK}"),
        (
            [part("1", 80), part("2")],
            "Cannot tell whether the exam is passed: part 1 is passed; part 2 is not plain.",
        ),
    ],
)
def test_what_is_said_of_both_parts(results: list[ExamPart], said: str) -> None:
    """Each part by itself; the pass mark where something is missing."""
    assert found(results).message == said


def test_an_exam_in_one_part_has_no_parts() -> None:
    """A pack may ask for one part; then nobody reads of part 1."""
    one = RULE.model_copy(update={"parts": 1})
    case = applicant(TODAY, scopes=["MHS"], tabs=[TAB], exam=[part("1", 10)])
    (finding,) = check(one, case, asked(TODAY, "MHS", {}))
    assert finding.message == f"Not yet: exam: it is not passed yet. {MARK}"


@pytest.mark.parametrize(
    ("said", "message"),
    [
        (True, "Appears to meet: exam passed."),
        (TODAY, "Appears to meet: exam passed on 30 Jun 2024."),
        (date(2024, 7, 1), "Cannot tell: exam bears a date ahead, 1 Jul 2024."),
        (False, f"Not yet: exam: it is not passed. {MARK}"),
        (None, 'Cannot tell: exam is blank. Type the date, or "no" if it is not passed.'),
        ("?soon", "Cannot tell whether the exam is passed: soon cannot be read."),
    ],
)
def test_what_is_said_of_the_column(said: object, message: str) -> None:
    """At its cell."""
    finding = found([], {"exam_passed": said}, logged=False)
    assert (finding.message, finding.place) == (message, ("roster", 2, 2))


@pytest.mark.parametrize(
    ("said", "results", "word"),
    [
        (True, [part("1", 10)], "yes"),
        (TODAY, [part("1", 10)], "yes"),
        (False, [part("", passed=True)], "no"),
    ],
)
def test_two_answers_are_both_named(said: object, results: list[ExamPart], word: str) -> None:
    """What the column says, and that the tab says otherwise."""
    assert found(results, {"exam_passed": said}).message == (
        f'Cannot tell: the column of the exam says "{word}", and the tab of results says otherwise.'
    )


def test_what_was_decided_before_the_exam_went_is_said_with_its_day() -> None:
    """Shown at the name where there is no column for the exam, else at that."""
    decided = {"decision": date(2024, 12, 1)}
    finding = found([], decided, date(2025, 1, 1))
    assert "decided on 1 Dec 2024" in finding.message
    assert finding.place == ("roster", 2, 1)
    parted = applicant(TODAY, {"last_name": "Ruiz"}, scopes=["MHS"], tabs=[TAB], exam=BOTH)
    del parted.person.table.columns["name"]
    assert check(RULE, parted, asked(TODAY, "MHS", {}))[0].place == ("roster", 2, 2)


@pytest.mark.parametrize(
    ("results", "cells", "turns"),
    [
        (BOTH, {}, date(2025, 1, 1)),
        ([part("1", 80), part("2", 80, day=date(2024, 9, 1))], {}, date(2024, 9, 1)),
        ([part("1", 10)], {"exam_passed": date(2024, 9, 1)}, date(2024, 9, 1)),
        ([], {"decision": date(2024, 8, 1)}, date(2024, 8, 1)),
        ([], {"decision": TODAY}, date(2025, 1, 1)),
        (BOTH, {"decision": TODAY}, None),
    ],
)
def test_the_next_day_to_look_at(
    results: list[ExamPart], cells: dict[str, object], turns: date | None
) -> None:
    """A result or a decision dated ahead, else the day on which other rules hold."""
    assert found(results, cells).changes_on == turns


def test_who_is_not_asked_is_looked_at_again_when_it_is_decided() -> None:
    """Between, the rules may be others."""
    cells = {"decision": date(2026, 3, 1)}
    finding = found([], cells, date(2025, 3, 1))
    assert (finding.outcome, finding.changes_on) == (NOT_ASKED, date(2026, 3, 1))


def test_what_is_passed_today_is_passed() -> None:
    """A result of the day itself counts, and nothing is to come of it."""
    today = [part("1", 80, day=TODAY), part("2", 80, day=TODAY)]
    assert found(today, {"exam_passed": TODAY, "decision": TODAY}).outcome is MEETS
    assert found([part("1", 10, day=TODAY)]).changes_on == date(2025, 1, 1)


def test_a_pass_mark_that_is_not_verified_is_named() -> None:
    """Where results are held against it, and only there."""
    shaky = rule(Exam, title="exam", pass_mark=[{"value": 80, "reading": "unverified", **SOURCE}])
    for results in ([part("1", 90)], BOTH, []):
        case = applicant(TODAY, scopes=["MHS"], tabs=[TAB], exam=results)
        (finding,) = check(shaky, case, Need(1.0, CITED))
        assert ("not verified" in finding.message) is bool(results)


def test_a_result_is_listed_as_it_stands() -> None:
    """With the part, the day and the score where they are known, at its score."""
    results = [
        part("", day=None),
        part("2", 95, passed=False),
        part("1", problem="3//4 cannot be read."),
    ]
    case = applicant(TODAY, scopes=["MHS"], tabs=[TAB], exam=results)
    lines = [(line.what, line.why) for line in RULE.evidence(case)]
    assert lines == [
        ("exam", "not sat yet"),
        (
            "part 2, 1 Mar 2024, 95 per cent",
            "unclear: its score and its result do not agree",
        ),
        ("part 1, 1 Mar 2024", "unclear: 3//4 cannot be read."),
    ]
    assert RULE.evidence(case)[0].place == ("exam", 2, 4)
    bare = RULE.model_copy(update={"pass_mark": ()})
    case = applicant(TODAY, scopes=["MHS"], tabs=[TAB], exam=[part("1", 95)])
    assert bare.evidence(case)[0].why == "unclear: the pass mark is not known"
    words = table(TableKind.EXAM, "name", "part", "result")
    (line,) = RULE.evidence(applicant(TODAY, exam=[part("1")._replace(table=words)]))
    assert line.place == ("exam", 2, 3)


def test_the_days_on_which_any_of_it_turns() -> None:
    """Who is asked, and the pass mark."""
    marks = rule(Exam, pass_mark=[{"value": 80, "from": "2023-05-01", **SOURCE}]).pass_mark
    turns = RULE.model_copy(update={"pass_mark": marks}).turns()
    assert list(turns) == [date(2025, 1, 1), date(2023, 5, 1)]
