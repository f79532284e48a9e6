"""The program against the answer files: what a careful person would flag in the samples."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from models.cells import DateOrder
from models.findings import Finding
from models.layering import load_pack
from sync.books import open_book
from sync.books.base import CellRef
from sync.run import Checked, judge, read_book

SAMPLES = Path(__file__).parents[2] / "sample_workbooks"
ANSWERS = sorted(SAMPLES.glob("*.answers.toml"))
KEYS = ("rule", "outcome", "person", "sheet", "row", "cell", "have", "need", "short", "due")


@cache
def answers(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def checked(path: Path) -> Checked:
    """Check a sample as a coordinator would who never ran init: columns that are sure."""
    said = answers(path)
    pack = load_pack(said["pack"])
    reading = read_book(open_book(path.parent / said["book"]), pack)
    return judge(reading, pack, DateOrder(said["date_order"]), said["as_of"])


def shown(finding: Finding) -> tuple[object, ...]:
    place = finding.place
    cell = CellRef(place.sheet, place.row, place.column).address if place and place.column else None
    return (
        finding.rule,
        finding.outcome.value,
        finding.person.key if finding.person else None,
        place.sheet if place else None,
        place.row if place else None,
        cell,
        finding.have,
        finding.need,
        finding.short,
        finding.due,
    )


@pytest.mark.parametrize("path", ANSWERS, ids=lambda path: path.name)
def test_everybody_has_the_status_that_a_careful_person_would_give(path: Path) -> None:
    """Every person of the answer file, and nobody else, stands there with the same status."""
    expected = {(p["row"], p["person"], p["name"]): p["status"] for p in answers(path)["person"]}
    found = {
        (one.person.row, one.person.key, one.person.name): one.status.value
        for one in checked(path).judged.people
    }
    assert found == expected


@pytest.mark.parametrize("path", ANSWERS, ids=lambda path: path.name)
def test_every_finding_and_no_other_is_made(path: Path) -> None:
    """Rule, outcome, person, cell, have, need, short and due are those of the answer file."""
    expected = {tuple(f.get(key) for key in KEYS) for f in answers(path).get("finding", ())}
    found = {shown(finding) for finding in checked(path).judged.flagged()}
    assert found - expected == set(), "flagged, but not in the answer file"
    assert expected - found == set(), "in the answer file, but not flagged"


@pytest.mark.parametrize(
    "path", [path for path in ANSWERS if "said" in answers(path)], ids=lambda path: path.name
)
def test_what_flags_nothing_is_said_all_the_same(path: Path) -> None:
    """Why nothing is asked, hours that count twice, the stage: all are said that should be.

    For a standing and for hours that count twice, nobody else is told so.
    """
    expected = {tuple(said.get(key) for key in KEYS) for said in answers(path)["said"]}
    found = {shown(f) for one in checked(path).judged.people for f in one.findings}
    assert expected <= found
    for rule in {"standing", "renewal.same_hours"} & {one[0] for one in expected}:
        assert {one for one in found if one[0] == rule} == {
            one for one in expected if one[0] == rule
        }


def test_there_are_answers_for_every_sample() -> None:
    """Every sample workbook has an answer file beside it."""
    books = {p.name for s in ("*.xlsx", "*.csv", "*.ods") for p in SAMPLES.glob(s)}
    assert books
    assert {answers(path)["book"] for path in ANSWERS} == books
