"""Applicants as sheets show them, from the raw cells to the outcome."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models import assess as engine
from models.cells import DateOrder
from models.intake.grid import Grid
from models.intake.read import read_roster
from models.records import Table, TableKind
from models.roster import Roster
from tests.examples import tries
from tests.models.sheets import judged, outcomes, pack
from tests.models.ways import hold_alike

PACK = pack("""
[[requirement]]
id = "initial.clock.submit"
kind = "clock"
phase = "initial"
title = "submitting the application after registration"
start_field = "registered"
stop_field = "submitted"
need = [{ value = 90, source = "T" }]
then = "the application is held"
warn_days = 14
action = "Ask what is missing."

[[requirement]]
id = "initial.fee"
kind = "fee"
phase = "initial"
title = "processing fee"
field = "fee_paid"
need = [{ value = true, source = "T" }]
amount = [{ value = 100, source = "T" }]
action = "Send the invoice."
""")
DAYS = st.dates(date(2022, 1, 1), date(2027, 12, 31))
DAY = st.one_of(DAYS, DAYS, st.sampled_from(["", "May 2024", "soon"]))
ROSTER: dict[str, st.SearchStrategy[object]] = {
    "name": st.sampled_from(["Ana Ruiz", "Bo Lee"]),
    "category": st.sampled_from(["IFA", "IFS", "ECFS", "IMHS", "IMHM-P", "ERS", "IFS + ERS"]),
    "status": st.sampled_from(["applicant", "submitted", "approved for exam"]),
    "registered": DAY,
    "submitted": DAY,
    "decision": DAY,
    "degree": st.sampled_from(["BA", "Master's", "none", "", "MSW in progress"]),
    "degree_date": DAY,
    "licence": st.sampled_from(["yes", "eligible", "no", ""]),
    "fee_paid": st.one_of(DAYS, st.sampled_from(["yes", "no", ""])),
    "work_years": st.sampled_from(["2", "2.5 yrs", "18 months", "", "lots"]),
    "families": st.sampled_from([10, 9, "", "10+"]),
    "references": st.sampled_from([3, 2, ""]),
    "exam_passed": st.one_of(DAYS, st.sampled_from(["yes", "no", ""])),
}
WHO = st.sampled_from(["Ana Ruiz", "Ana Ruiz", "Bo Lee", "Nobody Known"])
TABS: dict[TableKind, dict[str, st.SearchStrategy[object]]] = {
    TableKind.WORK: {
        "name": WHO,
        "work_start": DAY,
        "work_end": st.one_of(DAY, st.sampled_from(["present", ""])),
        "work_kind": st.sampled_from(["direct", "direct", "internship", "leadership", "", "magic"]),
        "paid": st.sampled_from(["yes", "yes", "volunteer", ""]),
        "families": st.sampled_from([4, 10, ""]),
        "band": st.sampled_from(["0-3", "", "3-6"]),
        "supervisor": st.sampled_from(["", "Sue Per", "Bo Lee"]),
    },
    TableKind.REFERENCES: {
        "name": WHO,
        "rater": st.sampled_from(["Sue Per", "Cy Day", "Di Fox", ""]),
        "rater_role": st.sampled_from(["supervisor", "RSC provider", "colleague", "", "friend?"]),
        "rater_category": st.sampled_from(["IFS", "IFA", "", "none", "Level 9"]),
        "vetted": st.sampled_from(["yes", "no", ""]),
        "received": DAY,
    },
    TableKind.EXAM: {
        "name": WHO,
        "part": st.sampled_from(["1", "2", "Part 1", "both", ""]),
        "exam_date": DAY,
        "score": st.sampled_from([80, "79%", "0.9", "", "good"]),
        "result": st.sampled_from(["pass", "fail", "", "pending"]),
    },
}


def grid_of(
    kind: TableKind, sheet: str, columns: dict[str, st.SearchStrategy[object]], draw: st.DrawFn,
    rows: int,
) -> tuple[Table, Grid]:  # fmt: skip
    fields = list(columns)
    numbers = {field: at for at, field in enumerate(fields, 1)}
    lines = [[draw(columns[field]) for field in fields] for _ in range(rows)]
    shown = Table(kind, sheet, 1, numbers, {field: field for field in fields})
    return shown, Grid(sheet, [fields, *lines])


def books(draw: st.DrawFn) -> Roster:
    """Give two applicants with some of the columns, and with some of the tabs."""
    optional = draw(st.sets(st.sampled_from(list(ROSTER)[3:])))
    columns = {key: ROSTER[key] for key in ROSTER if key in optional or key in list(ROSTER)[:3]}
    made = [grid_of(TableKind.ROSTER, "R", columns, draw, 2)]
    kinds = sorted(draw(st.sets(st.sampled_from(list(TABS)))))
    made += [grid_of(k, k.value, TABS[k], draw, draw(st.integers(0, 5))) for k in kinds]
    grids = {shown.sheet: grid for shown, grid in made}
    return read_roster(grids, [shown for shown, _ in made], PACK, DateOrder.MDY)


@given(st.composite(books)(), DAYS)
@settings(deadline=None, max_examples=tries(60))
def test_in_short_and_at_length_come_to_the_same(roster: Roster, as_of: date) -> None:
    """Whatever the sheets say: nothing fails, every finding has its words, both ways agree."""
    for one in hold_alike(roster, PACK, as_of).people:
        for finding in one.findings:
            assert "{" not in finding.message + finding.brief
            for line in engine.evidence(finding, roster, PACK, as_of):
                assert line.why


@given(st.composite(books)(), DAYS)
@settings(deadline=None, max_examples=30)
def test_nothing_changes_before_the_day_that_is_said(roster: Roster, as_of: date) -> None:
    """Of the whole person: until that day, every outcome stays what it is."""
    now = engine.assess(roster, PACK, as_of).people
    for days in (1, 2, 7, 30, 90, 200):
        day = as_of + timedelta(days=days)
        then = engine.assess(roster, PACK, day).people
        for one, other in zip(now, then, strict=True):
            if one.changes_on is None or day < one.changes_on:
                assert [(f.rule, f.outcome) for f in by_rule(one)] == [
                    (f.rule, f.outcome) for f in by_rule(other)
                ]


def by_rule(one: Any) -> list[Any]:
    return sorted(one.findings, key=lambda f: (f.rule, f.outcome))


WORK = [{"work_start": "3/1/2024", "work_end": "", "work_kind": "direct", "paid": "yes",
         "families": 12, "band": "0-3"}]  # fmt: skip
RATINGS = [
    {
        "rater": "Sue Per",
        "rater_role": "supervisor",
        "rater_category": "IMHS",
        "received": "1/5/2026",
    },
    {"rater": "Cy Day", "rater_role": "RSC provider", "rater_category": "", "received": "1/6/2026"},
    {"rater": "Di Fox", "rater_role": "colleague", "rater_category": "", "received": "1/7/2026"},
]


@pytest.mark.parametrize(
    ("as_of", "work", "references"),
    [
        (date(2026, 1, 6), "open", "open"),
        (date(2026, 1, 7), "open", "meets"),
        (date(2026, 2, 27), "open", "meets"),
        (date(2026, 2, 28), "meets", "meets"),
    ],
)
def test_a_family_specialist_from_the_sheet(as_of: date, work: str, references: str) -> None:
    """Two years of work on the day they are full, three ratings as they come in, ten families."""
    person = {"category": "IFS", "status": "applicant", "registered": "1/1/2026", "submitted": ""}
    found = outcomes(judged(PACK, as_of, person, work=WORK, references=RATINGS))
    assert (found["initial.work"], found["initial.references"]) == (work, references)
    assert found["initial.families"] == "meets"
    assert found["initial.clock.submit"] == ("meets" if as_of < date(2026, 3, 1) else "open")


@pytest.mark.parametrize(
    ("as_of", "decision", "expected"),
    [
        (date(2024, 12, 31), "", "open"),
        (date(2025, 1, 1), "", "not_applicable"),
        (date(2025, 6, 1), "12/1/2024", "cannot_tell"),
        (date(2025, 6, 1), "1/15/2025", "not_applicable"),
    ],
)
def test_the_exam_of_a_mental_health_specialist(as_of: date, decision: str, expected: str) -> None:
    """By the day of the decision, though the application went in before."""
    person = {"category": "IMHS", "status": "submitted", "submitted": "6/1/2024",
              "decision": decision, "exam_passed": "no"}  # fmt: skip
    assert outcomes(judged(PACK, as_of, person))["initial.exam"] == expected
