"""Numbers of things: families served, by job or in a column, and ratings."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.findings import Outcome
from models.records import TableKind, WorkSpell
from models.requirements.count import Count
from tests.examples import tries
from tests.models.requirements.applicants import applicant, check, need, rule, steady, table

MEETS, OPEN, CANNOT = Outcome.MEETS, Outcome.OPEN, Outcome.CANNOT_TELL
TODAY = date(2026, 6, 30)
WORK = table(TableKind.WORK, "name", "work_start", "work_kind", "band", "families")
NO_FAMILIES = table(TableKind.WORK, "name", "work_start")
RULE = rule(Count, title="families served", source="work", total="families", kinds=["direct"])
DIRECT = frozenset({"direct"})


def job(families: int | None, **said: Any) -> WorkSpell:
    given_ = {"kind": DIRECT, "band": "infant", **said}
    return WorkSpell(
        WORK, 2, given_.pop("start", date(2024, 1, 1)), None, families=families, **given_
    )


def found(jobs: list[WorkSpell], cells: Any = None, as_of: date = TODAY) -> Any:
    case = applicant(as_of, cells, tabs=[WORK], work=jobs, band="infant")
    return check(RULE, case, need(10))


DAYS = st.dates(date(2025, 1, 1), date(2027, 12, 31))
JOBS = st.lists(
    st.builds(
        lambda start, families, kind, band, problem: job(
            families, start=start, kind=kind, band=band, problem=problem
        ),
        st.one_of(DAYS, DAYS, st.none()),
        st.one_of(st.integers(0, 12), st.none()),
        st.sampled_from([DIRECT, DIRECT, frozenset(), frozenset({"policy"})]),
        st.sampled_from(["infant", "infant", "early", None]),
        st.sampled_from([None, None, None, "the start cannot be read."]),
    ),
    max_size=4,
)
COLUMN = st.sampled_from([{}, {}, {"families": None}, {"families": 10}, {"families": 4}])


@given(JOBS, COLUMN, DAYS)
@settings(deadline=None, max_examples=tries(120))
def test_nothing_changes_before_the_day_that_is_said(
    jobs: list[WorkSpell], cells: dict[str, object], as_of: date
) -> None:
    """Day by day, the outcome stays what it is until the day on which it may change."""

    def at(day: date) -> Any:
        return applicant(day, cells, tabs=[WORK], work=jobs, band="infant"), need(10)

    check(RULE, *at(as_of))
    steady(RULE, at, as_of, most=40)


@given(st.lists(st.integers(0, 12), max_size=5))
def test_families_of_all_jobs_add_up(numbers: list[int]) -> None:
    """Ten families, over however many jobs."""
    (finding,) = found([job(number) for number in numbers])
    assert finding.have == sum(numbers)
    assert finding.outcome is (MEETS if sum(numbers) >= 10 else OPEN)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({}, MEETS),
        ({"families": None}, CANNOT),
        ({"band": "early"}, OPEN),
        ({"band": None}, CANNOT),
        ({"kind": frozenset({"policy"})}, OPEN),
        ({"start": date(2026, 7, 1)}, OPEN),
        ({"start": None}, CANNOT),
        ({"families": 3, "problem": "smudged."}, OPEN),
    ],
)
def test_each_thing_said_of_a_job(said: dict[str, Any], expected: Outcome) -> None:
    """Other work and the other age group do not count; what is not said is not zero."""
    (finding,) = found([job(**{"families": 12, **said})])
    assert finding.outcome is expected


@pytest.mark.parametrize(
    ("said", "jobs", "expected", "more"),
    [
        (12, [], MEETS, 0),
        (9, [], OPEN, 0),
        (None, [], CANNOT, 0),
        ("?ten", [], CANNOT, 0),
        (12, [job(12)], MEETS, 0),
        (14, [job(12)], MEETS, 1),
        (12, [job(4)], CANNOT, 1),
        (12, [job(4), job(None)], CANNOT, 0),
    ],
)
def test_the_column_against_the_jobs(
    said: object, jobs: list[WorkSpell], expected: Outcome, more: int
) -> None:
    """The tab goes first where it says anything; another figure is questioned."""
    findings = found(jobs, {"families": said})
    assert findings[0].outcome is expected
    assert [finding.rule for finding in findings[1:]] == ["total.disagrees"] * more


def test_a_tab_without_families_tells_nothing() -> None:
    """Then only the column can."""
    assert not RULE.tracked(applicant(TODAY, tabs=[NO_FAMILIES]))
    assert RULE.tracked(applicant(TODAY, {"families": None}, tabs=[NO_FAMILIES]))
    assert RULE.tracked(applicant(TODAY, tabs=[WORK]))
    case = applicant(TODAY, {"families": 10}, tabs=[NO_FAMILIES])
    assert check(RULE, case, need(10))[0].outcome is MEETS


def test_every_job_is_listed_with_its_reason() -> None:
    """The evidence names each job with its families, whether they counted, and why."""
    case = applicant(
        TODAY, tabs=[WORK], work=[job(3), job(None), job(5, band="early")], band="infant"
    )
    lines = [(line.what, line.counted, line.why) for line in RULE.evidence(case)]
    assert lines == [
        ("1 Jan 2024, 3 families", True, "it has begun"),
        ("1 Jan 2024, number not said", False, "unclear: the number of families is blank"),
        ("1 Jan 2024, 5 families", False, "it was with another age group"),
    ]


def test_ratings_are_counted_as_ever() -> None:
    """The number of ratings that have come in, or the column where none has."""
    ratings = rule(Count, title="ratings", log="references", total="references", unit="ratings")
    tab = table(TableKind.REFERENCES, "name", "rater")
    for references, cells, expected in (
        (3, {}, MEETS),
        (2, {}, OPEN),
        (0, {"references": 3}, MEETS),
    ):
        case = applicant(TODAY, cells, tabs=[tab], references=references)
        assert check(ratings, case, need(3))[0].outcome is expected


def test_families_served_without_pay_count() -> None:
    """Unpaid or paid, or not said: they are families."""
    for paid in (True, False, None):
        assert found([job(12, paid=paid)])[0].outcome is MEETS


@pytest.mark.parametrize(("unclear", "expected"), [(5, OPEN), (6, CANNOT)])
def test_what_is_unclear_matters_only_where_it_could_be_enough(
    unclear: int, expected: Outcome
) -> None:
    """Four families are certain; with five more in doubt it is too few, with six perhaps not."""
    (finding,) = found([job(4), job(unclear, band=None)])
    assert (finding.outcome, finding.have) == (expected, 4)


def test_what_is_said() -> None:
    """Families are served, ratings have come in; what is missing is counted."""
    (finding,) = found([job(4)])
    assert (finding.message, finding.short) == ("Not yet: 4 of 10 families served.", 6)
    ratings = rule(Count, title="ratings", log="references", total="references", unit="ratings")
    tab = table(TableKind.REFERENCES, "name", "rater")
    case = applicant(TODAY, {"references": None}, tabs=[tab], references=2)
    (finding,) = check(ratings, case, need(3))
    assert finding.message == "Not yet: 2 of 3 ratings have come in."
    assert finding.place == ("roster", 2, 2)


def test_two_figures_that_disagree_are_both_said() -> None:
    """At the column, or at the name where that is; with the next day on which a job begins."""
    ahead = date(2026, 9, 1)
    findings = found([job(12), job(3, start=ahead)], {"families": 14})
    other = findings[1]
    assert other.message == "The column says 14 families served; the tab adds up to 12."
    assert other.brief == "families served: column says 14, tab 12"
    assert other.person is findings[0].person
    assert (other.place, other.changes_on) == (("roster", 2, 2), ahead)
    assert other.action == "Compare the column with the tab, and mend the one that is wrong."
    short = RULE.model_copy(update={"short_title": "families"})
    case = applicant(TODAY, {"families": 14}, tabs=[WORK], work=[job(12)], band="infant")
    assert check(short, case, need(10))[1].brief == "families: column says 14, tab 12"


def test_a_job_is_listed_as_it_stands() -> None:
    """Without a start, and at its number of families."""
    (line,) = RULE.evidence(applicant(TODAY, tabs=[WORK], work=[job(3, start=None)], band="infant"))
    assert line.what == "no start, 3 families"
    assert line.place == ("work", 2, 5)


def test_who_has_enough_is_settled_in_short() -> None:
    """Until a job begins that might change it; nothing else is."""
    ahead = date(2026, 9, 1)
    for jobs, turns in (([job(12)], None), ([job(12), job(1, start=ahead)], ahead)):
        case = applicant(TODAY, tabs=[WORK], work=jobs, band="infant")
        assert RULE.settled(case, need(10)) == (MEETS, None, turns)
    assert (
        RULE.settled(applicant(TODAY, tabs=[WORK], work=[job(9)], band="infant"), need(10)) is None
    )


def test_what_is_said_of_the_column() -> None:
    """None asked, a number that cannot be read, and a figure that is enough."""
    (none,) = check(RULE, applicant(TODAY, {"families": 3}), None)
    assert none.message == "No families served are asked of this category."
    (finding,) = found([], {"families": "?ten"})
    assert finding.message == "Cannot tell the number of families served: ten cannot be read."
    (finding,) = found([], {"families": 12})
    assert (finding.have, finding.short) == (12, 0)


@pytest.mark.parametrize(
    ("said", "jobs", "expected", "more"),
    [
        (10, [job(12)], MEETS, 1),
        (12, [job(10)], MEETS, 1),
        (10, [job(9)], CANNOT, 1),
        (9, [job(8)], OPEN, 1),
    ],
)
def test_figures_on_either_side_of_what_is_asked(
    said: int, jobs: list[WorkSpell], expected: Outcome, more: int
) -> None:
    """Where both come to the same, that is said; just enough is enough."""
    findings = found(jobs, {"families": said})
    assert (findings[0].outcome, len(findings)) == (expected, 1 + more)
    assert findings[0].have == sum(one.families or 0 for one in jobs)
    assert (findings[0].short is None) is (expected is CANNOT)


def test_what_is_unclear_adds_up() -> None:
    """Twice three families in doubt may be six."""
    assert found([job(4), job(3, band=None), job(3, band=None)])[0].outcome is CANNOT


def test_a_figure_without_a_column_is_shown_at_the_name() -> None:
    """In one column or in two."""
    case = applicant(TODAY, {"last_name": "Ruiz"}, tabs=[WORK], work=[job(4)], band="infant")
    assert check(RULE, case, need(10))[0].place == ("roster", 2, 1)
    del case.person.table.columns["name"]
    assert check(RULE, case, need(10))[0].place == ("roster", 2, 2)


def test_ratings_have_nothing_to_do_with_jobs() -> None:
    """One rating that has come in goes before the column; jobs are neither listed nor awaited."""
    ratings = rule(Count, title="ratings", log="references", total="references", unit="ratings")
    tab = table(TableKind.REFERENCES, "name", "rater")
    ahead = [job(3, start=date(2026, 9, 1))]
    case = applicant(TODAY, {"references": 3}, tabs=[tab, WORK], references=1, work=ahead)
    (finding,) = check(ratings, case, need(3))
    assert (finding.have, finding.changes_on) == (1, None)
    assert ratings.evidence(case) == ()
    assert RULE.evidence(applicant(TODAY, tabs=[NO_FAMILIES], work=ahead)) == ()
