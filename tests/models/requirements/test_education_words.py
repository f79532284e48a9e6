"""Education: what the sentences and the lines of evidence say, word for word."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from models.findings import Entry, Outcome, Place
from models.records import Degree, TableKind, WorkSpell
from models.requirements.education import Education
from tests.models.requirements.applicants import SOURCE, applicant, check, need, rule, table

TODAY = date(2026, 6, 30)
MEETS, OPEN, CANNOT = Outcome.MEETS, Outcome.OPEN, Outcome.CANNOT_TELL
WORK = table(TableKind.WORK, "name", "work_start", "work_end")
AT = Place("Education", 4, 3)
UNSURE = {"reading": "unverified", **SOURCE}
RULE = rule(
    Education,
    title="education",
    need=[{"value": 1, "until": "2029-12-31", **SOURCE}],
    option=[
        {"degree": "cda", "scopes": ["FA"], **SOURCE},
        {"work_years": 2, "scopes": ["FA"], **SOURCE},
        {"degree": "master", "scopes": ["MHS"], **SOURCE},
        {"licence": "yes", "scopes": ["MHS"], **SOURCE},
        {"licence": "eligible", "scopes": ["MHM-C"], **UNSURE},
    ],
)


def degree(
    level: str | None, day: date | None = None, problem: str | None = None, title: str = ""
) -> Degree:
    return Degree(level, day, title, AT, problem)


def case(
    scopes: list[str], degrees: list[Degree], jobs: list[WorkSpell] | None = None, **cells: object
) -> Any:
    tabs = [] if jobs is None else [WORK]
    return applicant(
        TODAY, {"degree": "x", **cells}, scopes=scopes, tabs=tabs, degrees=degrees, work=jobs or []
    )


def job(start: date | None, end: date | None = None, problem: str | None = None) -> WorkSpell:
    return WorkSpell(WORK, 2, start, end, problem=problem)


BACHELOR, MASTER = degree("bachelor", date(2014, 5, 17)), degree("master", date(2019, 5, 3))


@pytest.mark.parametrize(
    ("at", "outcome", "message"),
    [
        (case(["MHS"], [BACHELOR], licence="no"), OPEN,
         "Not yet: a Master's degree or a licence is asked; on record: Bachelor's degree of "
         "17 May 2014; no licence."),
        (case(["MHS"], [degree("none"), BACHELOR], licence="no"), OPEN,
         "Not yet: a Master's degree or a licence is asked; on record: Bachelor's degree of "
         "17 May 2014; no licence."),
        (case(["MHS"], [degree("master", date(2026, 12, 15))], licence="no"), OPEN,
         "Not yet: a Master's degree or a licence is asked; on record: Master's degree of "
         "15 Dec 2026, which is still ahead; no licence."),
        (case(["MHS"], [], licence=None), CANNOT,
         "Cannot tell: a Master's degree or a licence is asked; the degree is blank; the licence "
         "is blank."),
        (applicant(TODAY, {"degree": "?MX"}, scopes=["MHS"]), CANNOT,
         "Cannot tell: a Master's degree or a licence is asked; MX cannot be read; a licence "
         "would do, but is not in this workbook."),
        (case(["MHS"], [degree(None)], licence="?soon"), CANNOT,
         "Cannot tell: a Master's degree or a licence is asked; the level of a degree is not "
         "said; soon cannot be read."),
        (case(["FA"], [degree("none")], [job(date(2025, 7, 1), date(2026, 6, 30))]), OPEN,
         "Not yet: a CDA or 2 years of work is asked; on record: no degree; 1 year of work."),
        (case(["FA"], [degree("none")], [job(None, None, "smudged.")]), CANNOT,
         "Cannot tell: a CDA or 2 years of work is asked; it is not plain whether 2 years of "
         "work are full."),
        (case(["FA"], [degree("none")], [job(date(2024, 7, 1))]), MEETS,
         "Appears to meet: 2 years of work."),
        (case(["FA", "MHS"], [MASTER]), MEETS,
         "Appears to meet: Master's degree of 3 May 2019."),
        (case(["FA", "MHS"], [degree("cda")], licence="yes"), MEETS,
         "Appears to meet: CDA; licensed."),
        (case(["MHM-C"], [], licence="no"), OPEN,
         "Not yet: being licence-eligible is asked; on record: no licence. (Part of this rule is "
         "not verified.)"),
        (case(["MHM-C"], [], licence="yes"), MEETS,
         "Appears to meet: licensed. (Part of this rule is not verified.)"),
        (case(["MHM-P"], []), Outcome.NOT_APPLICABLE, "No education is asked of this category."),
    ],
)  # fmt: skip
def test_what_is_said(at: Any, outcome: Outcome, message: str) -> None:
    """What is asked, what is on record, or why nobody can tell: all of it, in the sentence."""
    found = check(RULE, at, need())[0]
    assert (found.outcome, found.message) == (outcome, message)


def test_the_earliest_of_several_degrees_is_named() -> None:
    """Of two that are enough the first one; one without a date is older than all."""
    later = degree("doctorate", date(2024, 1, 1))
    for degrees, which in [
        ([later, MASTER], "Master's degree of 3 May 2019"),
        ([later, degree("master")], "Master's degree"),
    ]:
        found = check(RULE, case(["MHS"], degrees, licence="no"), need())[0]
        assert found.message == f"Appears to meet: {which}."


def test_the_highest_of_several_degrees_is_named() -> None:
    """Of those that are not enough the one that comes nearest."""
    degrees = [BACHELOR, degree("associate", date(2020, 1, 1)), degree("none")]
    found = check(RULE, case(["MHS"], degrees, licence="no"), need())[0]
    assert "on record: Bachelor's degree of 17 May 2014;" in found.message


def test_a_degree_of_today_counts() -> None:
    """From its day on, and not from the next."""
    today = degree("master", TODAY)
    assert check(RULE, case(["MHS"], [today], licence="no"), need())[0].outcome is MEETS
    assert RULE.evidence(case(["MHS"], [today], licence="no"))[0].counted


def test_a_doubt_ends_with_a_degree_that_is_ahead() -> None:
    """Beside a degree that cannot be read, the day of the next one is the day to look again."""
    degrees = [degree(None), degree("master", date(2026, 12, 15))]
    found = check(RULE, case(["MHS"], degrees, licence="no"), need())[0]
    assert (found.outcome, found.changes_on) == (CANNOT, date(2026, 12, 15))


def test_work_in_doubt_turns_on_its_day() -> None:
    """Work that may be full, and certainly will be: that day is told."""
    jobs = [job(date(2024, 1, 1), date(2024, 12, 31), "smudged."), job(date(2025, 1, 1))]
    found = check(RULE, case(["FA"], [degree("none")], jobs), need())[0]
    assert (found.outcome, found.changes_on) == (CANNOT, date(2026, 12, 31))


def test_only_a_column_of_years() -> None:
    """Without jobs the column of years tells, and the sentence says its years."""
    found = check(RULE, case(["FA"], [degree("none")], work_years=1.5), need())[0]
    assert found.message == (
        "Not yet: a CDA or 2 years of work is asked; on record: no degree; 1 year 6 months of work."
    )


@pytest.mark.parametrize(
    ("cells", "column"),
    [({"licence": "no", "last_name": "Ruiz"}, 2), ({"last_name": "Ruiz"}, 1)],
)
def test_where_it_stands(cells: dict[str, object], column: int) -> None:
    """At the licence where there is no column of degrees, else at the name, or the last name."""
    case = applicant(TODAY, cells, scopes=["MHS"])
    assert check(RULE, case, need())[0].place == ("roster", 2, column)
    del case.person.table.columns["name"]
    assert check(RULE, case, need())[0].place == ("roster", 2, 2)


def test_each_line_of_evidence() -> None:
    """Degree, its field, the licence and the jobs: what, whether it counts, and why."""
    degrees = [
        degree("master", date(2019, 5, 3), title="MSW"),
        degree("master", title="Master"),
        degree("bachelor", title="Psychology"),
        degree(None, title="Diploma"),
        degree("master", date(2019, 5, 3), "the date cannot be read."),
    ]
    at = case(["FA", "MHS"], degrees, [job(date(2025, 1, 1))], licence="eligible")
    assert RULE.evidence(at)[:6] == [
        Entry(AT, "Master's degree of 3 May 2019, MSW", True, "of a level that is asked"),
        Entry(AT, "Master's degree", True, "of a level that is asked"),
        Entry(AT, "Bachelor's degree, Psychology", True, "of a level that is asked"),
        Entry(AT, "degree, Diploma", False, "unclear: its level is not said"),
        Entry(AT, "Master's degree of 3 May 2019", False, "unclear: the date cannot be read."),
        Entry(Place("roster", 2, 3), "licence-eligible", False, "something else is asked"),
    ]
    assert [line.what for line in RULE.evidence(at)[6:]] == ["1 Jan 2025 to now"]
    licensed = RULE.evidence(case(["MHM-C"], [], licence="yes"))
    assert licensed == [Entry(Place("roster", 2, 3), "licensed", True, "it is asked")]
    alone = RULE.evidence(case(["MHS"], [], [job(date(2025, 1, 1))], licence=None))
    assert alone == []


def test_values_that_end_are_announced() -> None:
    """The days on which what is asked ends are among those on which rules change."""
    assert date(2030, 1, 1) in set(RULE.turns())
