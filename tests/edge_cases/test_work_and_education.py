"""Edge cases 37 to 43: jobs, degrees, internships, families, licences, leadership."""

from __future__ import annotations

from datetime import date

import pytest

from tests.models.sheets import judged

AS_OF = date(2026, 11, 1)


def applicant(category: str, **more) -> dict:
    return {"category": category, "status": "applicant", **more}


def job(start: date, end: date | None, **more) -> dict:
    return {
        "work_start": start,
        "work_end": end,
        "work_kind": "direct service",
        "paid": "yes",
        **more,
    }


def work(category: str, *jobs: dict, as_of: date = AS_OF, **person):
    return judged("", as_of, applicant(category, **person), work=[*jobs])["initial.work"]


def test_edge_37_two_jobs_at_once_are_not_two_years_twice() -> None:
    """A year in two jobs is one year; a job without an end counts until today."""
    year = (date(2025, 1, 1), date(2025, 12, 31))
    assert work("IFS", job(*year), job(*year)).outcome.value == "open"
    assert work("IFS", job(date(2024, 11, 1), None)).outcome.value == "meets"
    assert work("IFS", job(date(2024, 11, 3), None)).outcome.value == "open"


def test_edge_37_the_day_on_which_the_years_are_full_is_told() -> None:
    """A job that goes on will be enough by itself, and the finding knows when."""
    found = work("IFS", job(date(2025, 3, 1), None))
    assert found.outcome.value == "open"
    assert found.changes_on is not None
    assert work("IFS", job(date(2025, 3, 1), None), as_of=found.changes_on).outcome.value == "meets"


def test_edge_38_work_before_the_degree() -> None:
    """Asked after the Bachelor's until autumn 2022; since then a Family Specialist needs none."""
    jobs = [job(date(2018, 1, 1), date(2020, 12, 31))]
    degree = {"degree": "BA", "degree_date": date(2020, 6, 1)}
    before = work("IFS", *jobs, submitted=date(2022, 1, 15), **degree)
    after = work("IFS", *jobs, submitted=date(2023, 6, 1), **degree)
    assert before.outcome.value == "open"
    assert after.outcome.value == "meets"


@pytest.mark.parametrize(("months", "outcome"), [(12, "meets"), (24, "open")])
def test_edge_39_an_internship_replaces_one_year_at_the_most(months: int, outcome: str) -> None:
    """Two years of internship do not make two years of work; the supervisor must be qualified."""
    intern = {
        "work_kind": "internship", "paid": "no", "supervisor": "Mo Hill",
        "work_start": date(2020, 9, 1),
        "work_end": date(2021, 8, 31) if months == 12 else date(2022, 8, 31),
    }  # fmt: skip
    jobs = [intern]
    if months == 12:
        jobs.append(job(date(2023, 1, 1), date(2023, 12, 31)))
    found = judged(
        "",
        AS_OF,
        applicant("IMHS", submitted=date(2024, 6, 1), degree="MSW", degree_date=date(2019, 6, 1)),
        work=jobs,
        providers=[
            {"name": "Mo Hill", "provider_category": "IMHM-C", "provider_status": "endorsed"}
        ],
    )["initial.work"]
    assert found.outcome.value == outcome


@pytest.mark.parametrize(("families", "outcome"), [(10, "meets"), (9, "open"), ("", "cannot_tell")])
def test_edge_40_ten_families_only_for_a_family_specialist(families, outcome) -> None:
    """Ten families are asked of a Family Specialist and of nobody else."""
    found = judged("", AS_OF, applicant("IFS", families=families))
    assert found["initial.families"].outcome.value == outcome
    found = judged("", AS_OF, applicant("IFA", families=families))
    assert found["initial.families"].outcome.value == "not_applicable"


@pytest.mark.parametrize(
    ("person", "jobs", "outcome"),
    [
        ({"degree": "AA", "degree_date": date(2015, 6, 1)}, [], "meets"),
        ({"degree": "CDA"}, [], "meets"),
        ({"degree": "none"}, [job(date(2020, 1, 1), date(2022, 12, 31))], "meets"),
        ({"degree": "none"}, [job(date(2022, 1, 1), date(2022, 12, 31))], "open"),
    ],
)
def test_edge_41_a_family_associate_has_a_degree_or_two_years_of_work(
    person, jobs, outcome
) -> None:
    """One of the two is enough."""
    found = judged("", AS_OF, applicant("IFA", **person), work=jobs or [job(AS_OF, None)])
    assert found["initial.education"].outcome.value == outcome


@pytest.mark.parametrize(
    ("submitted", "person", "outcome"),
    [
        (date(2025, 1, 1), {"degree": "BA", "licence": "LCSW"}, "meets"),
        (date(2025, 1, 1), {"degree": "MSW", "licence": ""}, "meets"),
        (date(2024, 12, 31), {"degree": "BA", "licence": "LCSW"}, "open"),
    ],
)
def test_edge_42_a_masters_or_a_licence_from_2025(submitted, person, outcome) -> None:
    """Until the end of 2024 a Mental Health Specialist needs the Master's."""
    dates = {"degree_date": date(2015, 6, 1)}
    found = judged("", AS_OF, applicant("IMHS", submitted=submitted, **dates, **person))
    assert found["initial.education"].outcome.value == outcome


def test_edge_43_years_of_leadership_may_be_years_of_work() -> None:
    """The same three years count as work and as leadership."""
    jobs = [
        job(date(2015, 1, 1), date(2020, 12, 31), work_kind="direct service, giving RSC"),
        job(date(2015, 1, 1), date(2020, 12, 31), work_kind="leadership"),
    ]
    found = judged(
        "", AS_OF, applicant("IMHM-C", degree="MSW", degree_date=date(2010, 6, 1)), work=jobs
    )
    assert found["initial.work"].outcome.value == "meets"
    assert found["initial.leadership"].outcome.value == "meets"
