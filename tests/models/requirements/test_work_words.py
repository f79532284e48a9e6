"""Years of work: the sentences, the figures and the day to look again, word for word."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from models.findings import Outcome, Place
from models.records import Degree, TableKind, WorkSpell
from models.requirements.work import Work
from tests.models.requirements.applicants import SOURCE, applicant, check, need, rule, table

WORK = table(TableKind.WORK, "name", "work_start", "work_end")
EDUCATION = table(TableKind.EDUCATION, "name", "degree", "degree_date")
TODAY = date(2026, 6, 30)
MEETS, OPEN, CANNOT = Outcome.MEETS, Outcome.OPEN, Outcome.CANNOT_TELL
PAID = rule(Work, title="paid work", short_title="work")
COLUMN = rule(Work, title="paid work", short_title="work", total="work_years")


def job(start: date | None, end: date | None = None, problem: str | None = None) -> WorkSpell:
    return WorkSpell(WORK, 2, start, end, frozenset({"direct"}), True, problem=problem)


def judged(jobs: list[WorkSpell], years: float = 2, work: Work = PAID, **cells: object) -> Any:
    return check(work, applicant(TODAY, cells, tabs=[WORK], work=jobs), need(years))


ENDED = job(date(2024, 7, 15), date(2026, 3, 14))
GOES_ON = job(date(2025, 1, 1))


@pytest.mark.parametrize(
    ("jobs", "outcome", "message", "have", "short", "changes"),
    [
        ([ENDED], OPEN, "Not yet: 1 year 8 months of paid work; needed: 2 years, 4 months to go.",
         1.6666, 0.3334, None),
        ([job(date(2024, 7, 15), date(2026, 3, 2))], OPEN,
         "Not yet: 1 year 7 months of paid work; needed: 2 years, 5 months to go.",
         1.6309, 0.3691, None),
        ([GOES_ON], OPEN,
         "Not yet: 1 year 6 months of paid work; needed: 2 years, 6 months to go. If the work goes "
         "on as it is, look again on 31 Dec 2026.", 1.5, 0.5, date(2026, 12, 31)),
        ([job(date(2024, 7, 1), TODAY)], MEETS,
         "Appears to meet: 2 years of paid work; needed: 2 years.", 2.0, 0.0, None),
        ([job(date(2023, 7, 1), TODAY)], MEETS,
         "Appears to meet: 3 years of paid work; needed: 2 years.", 3.0, 0.0, None),
        ([ENDED, job(date(2022, 1, 1), date(2022, 6, 29), "smudged.")], CANNOT,
         "Cannot tell: 1 year 8 months of paid work are certain, and 6 months in doubt could make "
         "it the 2 years needed.", 1.6666, None, None),
        ([ENDED, job(None, None, "smudged.")], CANNOT,
         "Cannot tell: 1 year 8 months of paid work are certain, and some jobs in doubt could "
         "make it the 2 years needed.", 1.6666, None, None),
        ([], OPEN, "Not yet: 0 months of paid work; needed: 2 years, 2 years to go.", 0.0, 2.0,
         None),
    ],
)  # fmt: skip
def test_what_the_jobs_come_to(
    jobs: list[WorkSpell],
    outcome: Outcome,
    message: str,
    have: float,
    short: float | None,
    changes: date | None,
) -> None:
    """What is there is never rounded up, what is missing never down; the day it is full is said."""
    (found,) = judged(jobs)
    assert (found.outcome, found.message, found.have, found.short, found.changes_on) == (
        outcome, message, have, short, changes,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("said", "jobs", "messages", "changes"),
    [
        (3.0, [job(date(2024, 1, 1), date(2024, 12, 31))],
         ["Cannot tell: the column says 3 years of paid work, the jobs add up to 1 year; needed: "
          "2 years.", "The column says 3 years of paid work; the jobs add up to 1 year."],
         [None, None]),
        (3.0, [GOES_ON],
         ["Cannot tell: the column says 3 years of paid work, the jobs add up to 1 year 6 months; "
          "needed: 2 years.",
          "The column says 3 years of paid work; the jobs add up to 1 year 6 months."],
         [date(2026, 12, 31), date(2026, 12, 31)]),
        (1.0, [job(date(2023, 1, 1), date(2025, 12, 31))],
         ["Cannot tell: the column says 1 year of paid work, the jobs add up to 3 years; needed: "
          "2 years.", "The column says 1 year of paid work; the jobs add up to 3 years."],
         [None, None]),
        (2.0, [job(date(2024, 1, 1), date(2025, 12, 31))],
         ["Appears to meet: 2 years of paid work; needed: 2 years."], [None]),
        (1.5, [GOES_ON],
         ["Not yet: 1 year 6 months of paid work; needed: 2 years, 6 months to go. If the work "
          "goes on as it is, look again on 1 Jul 2026."], [date(2026, 7, 1)]),
        (1.0, [GOES_ON],
         ["Not yet: 1 year 6 months of paid work; needed: 2 years, 6 months to go. If the work "
          "goes on as it is, look again on 31 Dec 2026."], [date(2026, 12, 31)]),
        (2.5, [job(date(2024, 1, 1), date(2025, 12, 31), "smudged.")],
         ["Cannot tell: the column says 2 years 6 months of paid work, the jobs add up to "
          "0 months; needed: 2 years.",
          "The column says 2 years 6 months of paid work; the jobs add up to 0 months."],
         [None, None]),
        (2.0, [job(date(2024, 1, 1), date(2025, 12, 31), "smudged.")],
         ["Cannot tell: 0 months of paid work are certain, and 2 years in doubt could make it the "
          "2 years needed."], [None]),
    ],
)  # fmt: skip
def test_a_column_beside_the_jobs(
    said: float, jobs: list[WorkSpell], messages: list[str], changes: list[date | None]
) -> None:
    """Where both are there, they are held against each other, and both figures are said."""
    found = judged(jobs, work_years=said)
    assert [one.message for one in found] == messages
    assert [one.changes_on for one in found] == changes
    for one in found:
        assert one.place == Place("roster", 2, 2)
        assert one.person is not None
    assert [one.next_step for one in found[1:]] == [
        "Compare the column with the tab of jobs, and mend the one that is wrong."
    ] * len(found[1:])
    assert [one.brief.partition(":")[0] for one in found[1:]] == ["work"] * len(found[1:])


def test_a_column_that_is_far_from_the_jobs_is_questioned() -> None:
    """From a year on; less is what people leave out when they round."""
    jobs = [job(date(2021, 1, 1), date(2023, 12, 31))]
    for said, rules in [(3.9, []), (4.0, ["total.disagrees"]), (2.1, []),
                        (2.0, ["total.disagrees"])]:  # fmt: skip
        assert [one.rule for one in judged(jobs, work_years=said)[1:]] == rules


def test_only_a_column() -> None:
    """Just enough is enough, and nothing more will come of it by itself."""
    for years, outcome in [(2, MEETS), (1.9, OPEN)]:
        at = applicant(TODAY, {"work_years": years})
        assert check(PAID, at, need(2))[0].outcome is outcome
    assert PAID.settled(applicant(TODAY, {"work_years": 2}), need(2)) is not None
    met = applicant(TODAY, {}, tabs=[WORK], work=[job(date(2024, 7, 1), TODAY)])
    assert PAID.settled(met, need(2)) is not None


def test_what_is_not_asked_still_says_where_that_is_written() -> None:
    """The sentence names what would be asked, and is no finding to mend."""
    (found,) = check(PAID, applicant(TODAY, {}, tabs=[WORK]), None)
    assert found.message == "No years of paid work are asked of this category."


@pytest.mark.parametrize(
    ("start", "end", "submitted", "said"),
    [
        (date(2025, 1, 1), None, date(2026, 5, 31), True),
        (date(2025, 1, 1), None, TODAY, True),
        (date(2025, 1, 1), date(2026, 5, 30), date(2026, 5, 31), False),
        (date(2025, 1, 1), None, None, False),
    ],
)
def test_up_to_the_submission(
    start: date, end: date | None, submitted: date | None, said: bool
) -> None:
    """From the day of the submission on, the years stand still, and that is said."""
    (found,) = judged([job(start, end)], submitted=submitted)
    assert ("Counted up to the day of submission" in found.message) is said
    if submitted is not None and end is None:
        assert found.changes_on is None


def test_of_two_degrees_that_are_asked_the_higher_one_counts() -> None:
    """Work counts after the higher of the degrees that the categories ask to come first."""
    after = [{"degree": "master", **SOURCE}, {"degree": "bachelor", **SOURCE}]
    work = rule(Work, title="work", after_degree=after)
    degrees = [
        Degree("bachelor", date(2020, 1, 1), "", Place("E", 2)),
        Degree("master", date(2025, 1, 1), "", Place("E", 3)),
    ]
    at = applicant(TODAY, {}, tabs=[WORK, EDUCATION], work=[job(date(2023, 1, 1))], degrees=degrees)
    assert check(work, at, need(2))[0].have == 1.5


def test_internships_end_with_their_rule() -> None:
    """The day on which internships no longer stand for work is announced, and so are values."""
    intern = {"months": 12, "supervisor": ["MHS"], "until": "2026-12-31", **SOURCE}
    value = [{"value": 2, "until": "2029-12-31", **SOURCE}]
    work = rule(Work, title="work", need=value, internship=[intern])
    assert {date(2027, 1, 1), date(2030, 1, 1)} <= set(work.turns())
    assert work.terms(applicant(TODAY, {})).internship == 12
    assert PAID.terms(applicant(TODAY, {})).internship == 0


def test_without_a_column_it_stands_at_the_name() -> None:
    """The finding points at the name, or at the last name where there are two."""
    case = applicant(TODAY, {"last_name": "Ruiz"}, tabs=[WORK], work=[ENDED])
    assert check(PAID, case, need(2))[0].place == Place("roster", 2, 1)
    del case.person.table.columns["name"]
    assert check(PAID, case, need(2))[0].place == Place("roster", 2, 2)


def test_of_two_degrees_asked_the_higher_one_counts() -> None:
    """A doctorate is more than a Master's, whatever the alphabet says."""
    after = rule(Work, title="paid work", after_degree=[
        {"degree": "master", "scopes": ["FS"], **SOURCE},
        {"degree": "doctorate", "scopes": ["MHM-C"], **SOURCE},
    ])  # fmt: skip
    master = Degree("master", date(2020, 1, 1), "MSW", Place("E", 2))
    jobs = [job(date(2021, 1, 1))]
    for scopes, outcome in ((["FS"], MEETS), (["FS", "MHM-C"], OPEN)):
        case = applicant(TODAY, scopes=scopes, tabs=[WORK, EDUCATION], work=jobs, degrees=[master])
        assert check(after, case, need(2))[0].outcome is outcome


def test_a_column_that_says_less_is_questioned_beside_doubt() -> None:
    """Jobs that have ended are more than the column says, whatever else may come on top."""
    jobs = [job(date(2020, 1, 1), date(2022, 12, 31)),
            job(date(2018, 1, 1), date(2018, 6, 30), "smudged.")]  # fmt: skip
    found = judged(jobs, work_years=1.0, work=COLUMN)
    assert [one.rule for one in found] == ["initial.work", "total.disagrees"]


@pytest.mark.parametrize(
    ("jobs", "said", "changes"),
    [
        # the column is a year and a half ahead: on this day it is a year
        ([job(date(2024, 1, 1))], 4.0, date(2026, 12, 31)),
        # a job with an end ahead passes the column by a year on this day
        ([job(date(2020, 1, 1), date(2030, 12, 31))], 6.0, date(2026, 12, 31)),
        # what is certain comes to two years on this day, and what may be does already
        ([job(date(2025, 1, 1)), job(date(2022, 1, 1), date(2022, 12, 31), "smudged.")], 3.5,
         date(2026, 12, 31)),
    ],
)  # fmt: skip
def test_the_day_on_which_column_and_jobs_come_to_something_else(jobs, said, changes) -> None:
    """As jobs go on: a column is caught up with, left behind, or what was in doubt is certain."""
    found = judged(jobs, work_years=said, work=COLUMN)
    assert min(one.changes_on for one in found if one.changes_on) == changes
