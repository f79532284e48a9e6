"""The sample workbook: who a careful person would list, and whom not."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from models.cells import DateOrder
from models.layering import load_pack
from models.registry import registry
from sync.books import open_book
from sync.run import judge, read_book

SAMPLE = Path(__file__).parents[2] / "sample_workbooks" / "rsc-providers.xlsx"
DAY = date(2026, 11, 22)


def test_the_sample_lists_who_should_be_listed() -> None:
    """Five of eleven, each with what their row says; the others are counted by the reason."""
    pack = load_pack("wisconsin")
    checked = judge(read_book(open_book(SAMPLE), pack), pack, DateOrder.MDY, DAY)
    made = registry(checked.roster, pack, DAY)
    listed = {one.name: one for one in made.providers}
    assert list(listed) == [
        "Edda Frost", "Bruno Keller", "Adela Marsh", "Chidi Obi", "Dolores Vega",
    ]  # fmt: skip
    assert {one.reason.value: one.people for one in made.left_out} == {
        "declined": 1, "blank": 1, "unclear": 1, "not_giving": 1, "not_qualified": 1,
    }  # fmt: skip
    assert listed["Adela Marsh"].regions == ("North", "Fox Valley")
    assert listed["Bruno Keller"].languages == ("English", "German")
    assert listed["Bruno Keller"].contact is None
    assert listed["Dolores Vega"].settings == ("individual", "group")
    assert listed["Dolores Vega"].outsiders is True
    assert listed["Dolores Vega"].until == date(2026, 12, 31), "the cycle ends before she emerges"
    assert [held.status for held in listed["Edda Frost"].holds] == ["vetted"]
