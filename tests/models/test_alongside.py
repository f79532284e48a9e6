"""What is said beside the requirements: shared hours, the stage of an application, the way back."""

from __future__ import annotations

from datetime import date

import pytest

from models.assess import assess
from models.cells import DateOrder
from models.intake.grid import Grid
from models.intake.read import read_roster
from models.records import Table, TableKind
from tests.models.sheets import ANNUAL, judged, pack

DUAL = ANNUAL + '[dual]\nrule = "once"\nsource = "T"\n'
FIELDS = ["person_id", "name", "category", "endorsed", "training_hours", "rsc_hours"]


def people(*rows: tuple[object, ...], over: str = DUAL):
    table = Table(
        TableKind.ROSTER, "M", 1, {f: n for n, f in enumerate(FIELDS, 1)}, {f: f for f in FIELDS}
    )
    grid = Grid("M", [FIELDS, *map(list, rows)])
    one = pack(over)
    return assess(read_roster({"M": grid}, [table], one, DateOrder.MDY), one, date(2026, 11, 1))


def test_two_credentials_share_their_hours() -> None:
    """The credential that asks the most holds the hours; the other says what to write there."""
    day = date(2015, 1, 1)
    judged_ = people((7, "Ana Ruiz", "IFA", day, 15, 12), (7, "Ana Ruiz", "IMHS", day, 15, 12))
    first, second = ({f.rule: f for f in one.findings} for one in judged_.people)
    assert "I am entering" not in first["renewal.same_hours"].message
    assert "My hours are entered in my IMHS renewal." in first["renewal.same_hours"].message
    assert "renewal.same_hours" not in second


def test_no_sentence_where_each_credential_stands_alone() -> None:
    """Where a pack says nothing of two credentials, nothing is said."""
    day = date(2015, 1, 1)
    rows = ((7, "Ana Ruiz", "IFA", day, 15, 12), (7, "Ana Ruiz", "IMHS", day, 15, 12))
    for one in people(*rows, over=ANNUAL + '[dual]\nrule = "each"\nsource = "T"\n').people:
        assert "renewal.same_hours" not in {f.rule for f in one.findings}


STAGES = """
[[stage]]
code = "registered"
name = "registered"
next = "Fill in the tabs of the application."
[[stage]]
code = "submitted"
name = "submitted"
aliases = ["with reviewers"]
next = "The reviewers look at it."
handed_in = true
[[review_window]]
name = "winter"
submit_by = "12-15"
decision_by = "02-15"
exam_on = "02-01"
source = "T"
"""


@pytest.mark.parametrize(
    ("person", "stage", "window"),
    [
        ({"status": "with reviewers"}, "submitted", False),
        ({"status": "applicant", "registered": date(2026, 3, 1)}, "registered", True),
        ({"status": "applicant", "submitted": date(2026, 10, 1)}, "submitted", False),
    ],
)
def test_the_stage_of_an_application(person, stage, window) -> None:
    """By the words of the status, else by the dates; with the next review while it is not in."""
    found = judged(STAGES, date(2026, 11, 1), {"category": "IFA", **person})["initial.stage"]
    assert f"Stage: {stage}." in found.message
    days = "hand in by 15 Dec 2026; decision by 15 Feb 2027; exam on 1 Feb 2027"
    assert (days in found.message) is ("hand in" in found.message) is window
    assert found.outcome.value == "not_applicable"


BACK = """
[[status]]
code = "removed"
phase = "none"
standing = "removed"
[[requirement]]
id = "reinstatement.training"
kind = "hours"
phase = "reinstatement"
title = "training"
log = "training"
total = "training_hours"
need = [{ value = 15, source = "T" }]
action = "Enter it."
"""


def test_the_way_back() -> None:
    """Who was removed reads what is handed in to come back; nothing is flagged."""
    found = judged(BACK, date(2026, 11, 1), {"category": "IFA", "status": "removed"})["standing"]
    assert "15 hours of training" in found.message
    assert found.outcome.value == "not_applicable"


def test_a_sanctioned_licence_is_for_a_person_to_decide() -> None:
    """Whatever the hours are, a sanctioned licence is shown."""
    found = judged(
        ANNUAL,
        date(2026, 11, 1),
        {
            "category": "IFA",
            "endorsed": date(2015, 1, 1),
            "training_hours": 15,
            "sanctioned": "yes",
        },
    )
    assert found["row.sanctioned"].outcome.value == "cannot_tell"
