"""Every pack that ships carries worked cases; they are run here."""

from __future__ import annotations

import pytest

from models.assess import assess
from models.cells import DateOrder
from models.intake.grid import Grid
from models.intake.read import read_roster
from models.layering import load_pack, shipped
from models.records import Table, TableKind
from models.rulepack import Pack, WorkedCase

CASES = [
    pytest.param(pack_id, case, id=f"{pack_id}: {case.say}")
    for pack_id in shipped()
    for case in load_pack(pack_id).file.case
]


def judged(pack: Pack, case: WorkedCase):
    """Judge the one person of a worked case, through intake like everybody else."""
    fields = {"name": "Case Person", **case.person}
    columns = {key: number for number, key in enumerate(fields, 1)}
    table = Table(TableKind.ROSTER, "Case", 1, columns, {key: key for key in fields})
    grid = Grid("Case", [list(fields), list(fields.values())])
    roster = read_roster({"Case": grid}, [table], pack, DateOrder.MDY)
    (one,) = assess(roster, pack, case.as_of).people
    return {f.rule: f for f in one.findings}


@pytest.mark.parametrize(("pack_id", "case"), CASES)
def test_worked_case(pack_id: str, case: WorkedCase) -> None:
    """What a pack's author expects of a person is what the engine concludes."""
    found = judged(load_pack(pack_id), case)
    assert {rule: found[rule].outcome for rule in case.expect} == case.expect
    assert {rule: found[rule].short for rule in case.short} == case.short


def test_every_association_pack_has_worked_cases() -> None:
    """A pack without worked cases does not ship; only the base may be without."""
    assert {pack for pack in shipped() if not load_pack(pack).file.case} <= {"national"}
