"""A grant that is noted outside the workbook is judged as one that stands on a Waivers tab."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.assess import assess
from models.cells import DateOrder
from models.findings import Outcome
from models.grants import Grant
from models.intake.grid import Grid
from models.intake.layout import find_layouts
from models.intake.mapping import IDLE
from models.intake.read import read_roster
from models.intake.waivertab import rules_meant
from models.layering import load_pack
from tests.examples import tries

PACK = load_pack("wisconsin")
HEAD = [
    "Member ID",
    "Name",
    "Category",
    "Date endorsed",
    "Membership expires",
    "Training hours",
    "Cohort",
]
ANA = ["W-1", "Ana Ruiz", "IFS", date(2015, 1, 1), date(2026, 6, 30), 10, "Spring 2026"]
BEN = ["W-2", "Ben Oak", "IMHS", date(2015, 1, 1), date(2027, 12, 31), 3, "2"]
TAB = ["Name", "Requirement", "Kind of waiver", "From", "Until", "Hours", "Reason", "Approved by"]
DAY = date(2026, 12, 1)


def judged(as_of: date, tab: list[list[Any]] | None = None, grants: tuple[Grant, ...] = ()):
    """Judge the two of them with a tab of waivers, or with grants of the ledger."""
    rows = {"Members": [HEAD, ANA, BEN]} | ({"Waivers": [TAB, *tab]} if tab else {})
    grids = {name: Grid(name, table) for name, table in rows.items()}
    tables = [found.table() for found in find_layouts(grids.values(), PACK, IDLE)]
    assert len(tables) == len(rows)
    return assess(read_roster(grids, tables, PACK, DateOrder.MDY, grants), PACK, as_of)


def told(judged, noted: str = "") -> list[object]:
    """Everything that is said of everybody; noted: what the ledger's own words are taken off."""
    return [
        (
            one.person.key, one.status, one.next_due, one.changes_on,
            [(f.rule, f.outcome, f.due, f.need, f.short, f.changes_on,
              f.message.replace(noted, "")) for f in one.findings],
        )
        for one in judged.people
    ]  # fmt: skip


@settings(max_examples=tries(60), deadline=None)
@given(
    st.sampled_from(["extension", "leave", "amnesty", "hours"]),
    st.sampled_from(["Ana Ruiz", "W-2", "everyone", "IFS", "IMHS", "spring 2026", "the cohort 2"]),
    st.sampled_from(["", "training", "rsc", "membership"]),
    st.one_of(st.none(), st.integers(-60, 60)),
    st.integers(0, 200),
    st.integers(-90, 250),
)
def test_a_grant_of_the_ledger_is_judged_as_one_of_the_sheet(
    kind: str, who: str, what: str, start: int | None, lasts: int, later: int
) -> None:
    """For every kind, person, group, requirement and day: the same outcomes, days and sentences."""
    begins = None if start is None else DAY + timedelta(start)
    ends = (begins or DAY) + timedelta(lasts)
    hours = 12 if kind == "hours" else None
    row = [who, what, kind, begins, ends, hours, "illness", "Committee"]
    person = {"Ana Ruiz": "W-1", "W-2": "W-2"}.get(who, "")
    rules = rules_meant(what, PACK).value or ()
    grant = Grant(7, person, who, rules, kind, "illness", "Committee", begins, ends, hours)
    day = DAY + timedelta(later)
    in_sheet, in_ledger = judged(day, [row]), judged(day, grants=(grant,))
    assert told(in_ledger, ", noted in the ledger") == told(in_sheet)
    assert [f.message for f in in_ledger.others] == [f.message for f in in_sheet.others]


@pytest.mark.parametrize(
    ("who", "excused"),
    [
        ("Spring 2026", [True, False]),
        ("Cohort Spring 2026", [True, False]),
        ("all of the Spring 2026 cohort", [False, False]),
        ("the SPRING 2026 cohort", [True, False]),
        ("cohort 2", [False, True]),
        ("category 2", [True, False]),
        ("cohort Autumn 2025", [False, False]),
    ],
)
def test_a_grant_for_a_whole_cohort(who: str, excused: list[bool]) -> None:
    """As the roster's column names it; what it does not name is a finding, and nobody's waiver."""
    row = [who, "training", "leave", None, date(2027, 2, 1), None, "flood", "Board"]
    found = judged(DAY, [row])
    said = [{f.rule: f.message for f in one.findings}["renewal.training"] for one in found.people]
    assert [text.startswith("Not asked until") for text in said] == excused
    unknown = [f.message for f in found.others if f.rule == "waiver.incomplete"]
    assert bool(unknown) is (True not in excused)


LEAVE = Grant(3, "W-1", "Ana Ruiz", (), "leave", "illness", "Board", None, date(2027, 2, 1))


def test_it_is_said_that_it_is_noted_in_the_ledger() -> None:
    """Who reads the finding knows where to look the waiver up."""
    (said,) = {f.message for f in judged(DAY, grants=(LEAVE,)).people[0].findings
               if f.rule == "renewal.training"}  # fmt: skip
    assert said == (
        "Not asked until 1 Feb 2027: leave (illness; approved by Board, noted in the ledger)."
    )


def test_a_grant_for_somebody_who_has_left_is_silent() -> None:
    """Who is no longer in the roster needs no waiver; nobody else is touched by it."""
    gone = LEAVE._replace(person="W-9", who="Cy Elm")
    assert told(judged(DAY, grants=(gone,))) == told(judged(DAY))


@pytest.mark.parametrize(
    ("changed", "problem"),
    [
        ({"rules": ("renewal.nothing",)}, "renewal.nothing"),
        ({"end": None}, "no last day"),
        ({"approver": ""}, "nobody is named"),
    ],
)
def test_a_grant_that_cannot_be_applied_is_a_finding(changed: dict, problem: str) -> None:
    """It is not applied, and said at her own row with what to do."""
    plain = judged(DAY)
    found = judged(DAY, grants=(LEAVE._replace(**changed),))
    (mine,) = [f for f in found.people[0].findings if f.rule == "waiver.incomplete"]
    assert mine.outcome is Outcome.CANNOT_TELL
    assert problem in mine.message
    assert mine.place == ("Members", 2, 2)
    assert "rostercheck waivers list" in mine.next_step
    others = [f for f in found.people[0].findings if f.rule != "waiver.incomplete"]
    assert [f.message for f in others] == [f.message for f in plain.people[0].findings]
