"""Who is plainly in order is told by whole columns; everybody else is looked at one by one."""

from __future__ import annotations

from datetime import date
from typing import Any
from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st

from models import ataglance
from models.ataglance import at_a_glance
from models.layering import load_pack
from models.standing import Sitting
from tests.examples import tries
from tests.models.hours_book import book
from tests.models.ways import hold_alike

PACK = load_pack("wisconsin")
AS_OF = date(2027, 1, 15)
IN_ORDER: dict[str, Any] = {
    "category": "IFA", "status": "endorsed", "degree_date": date(2001, 5, 1),
    "endorsed": date(2019, 5, 1), "renewal_due": "", "membership_expires": date(2028, 6, 30),
    "ethics": date(2026, 11, 2), "agreement": "yes", "sanctioned": "", "gives_rsc": "no",
    "association": "",
}  # fmt: skip
ODD: dict[str, dict[str, Any]] = {
    "No Name": {"name": ""},
    "No Category": {"category": ""},
    "Odd Category": {"category": "Level IX"},
    "No Day": {"endorsed": ""},
    "Odd Day": {"degree_date": "31 February"},
    "Day Ahead": {"ethics": date(2027, 2, 1)},
    "Wrong Order": {"degree_date": date(2020, 5, 1)},
    "Under Sanction": {"sanctioned": "yes"},
    "On Leave": {"status": "leave"},
    "New One": {"endorsed": date(2026, 6, 1)},
    "No Signature": {"agreement": ""},
    "No Member": {"membership_expires": date(2026, 6, 30)},
    "Has Waiver": {},
    "Short Hours": {},
    "Entry Ahead": {},
    "Twice Alike": {},
}


def told(people: list[dict[str, Any]], **tabs: list[dict[str, Any]]) -> set[str]:
    """Give the names of those of whom a glance tells that they are in order."""
    roster = book(PACK, people, **tabs)
    known = at_a_glance(Sitting(roster, PACK, AS_OF))
    return {person.name for person in roster.people if id(person) in known}


def trainings(name: str, hours: float = 5.0, year: int = 2026) -> list[dict[str, Any]]:
    """Give three trainings, one of them on each topic."""
    return [
        {"name": name, "date": date(year, month, 1), "hours": hours, "title": f"{month}",
         "topic": topic}
        for month, topic in ((2, "DEI"), (3, "RSC"), (4, ""))
    ]  # fmt: skip


def test_a_glance_tells_who_is_in_order_and_nobody_else() -> None:
    """Of whom anything has to be said is left to a closer look, whatever it is."""
    plain = [f"Plain {letter}" for letter in "abcdefghij"]
    people = [{"name": name, **IN_ORDER} for name in plain]
    people += [{"name": name, **IN_ORDER, **what} for name, what in ODD.items()]
    log = [row for name in (*plain, *ODD) if name != "Short Hours" for row in trainings(name)]
    log += trainings("Short Hours", 4.0)
    log += trainings("Entry Ahead", year=2028)
    log += trainings("Twice Alike")
    waiver = {"who": "Has Waiver", "waiver_kind": "leave", "reason": "ill", "approver": "Board",
              "waiver_until": date(2027, 3, 1)}  # fmt: skip
    assert told(people, training=log, waivers=[waiver]) == set(plain)


def test_a_few_people_are_looked_at_one_by_one() -> None:
    """Nobody looks at whole columns of a handful of people, or of a handful alike."""
    people = [{"name": f"Plain {at}", **IN_ORDER} for at in range(ataglance.FEW)]
    totals = {"training_hours": 15, "dei_hours": 3}
    people = [one | totals for one in people]
    assert len(told(people)) == ataglance.FEW
    assert not told(people[1:])
    assert not told([people[0] | {"category": "IFS", "rsc_hours": 12}, *people[1:]])


def test_hours_of_whoever_gives_rsc_are_asked_of_no_other() -> None:
    """Among people alike, those who give RSC are asked for hours that the others are not."""
    people = [
        {"name": f"Plain {at}", **IN_ORDER, "gives_rsc": "yes" if at % 2 else "no",
         "training_hours": 15, "dei_hours": 3, "rsc_training_hours": 3 if at % 4 == 1 else 0}
        for at in range(24)
    ]  # fmt: skip
    assert told(people) == {f"Plain {at}" for at in range(24) if at % 4 != 3}


CELLS: dict[str, st.SearchStrategy[Any]] = {
    "category": st.sampled_from(["IFA", "IFA", "IFA", "IFS", "IMHM-C", "ERS"]),
    "status": st.sampled_from(["endorsed"] * 6 + ["applicant", ""]),
    "endorsed": st.sampled_from(
        [date(2019, 5, 1)] * 6 + [date(2026, 1, 1), date(2026, 1, 2), date(2026, 9, 30), ""]
    ),
    "renewal_due": st.sampled_from([""] * 6 + [date(2026, 12, 31), date(2027, 12, 31)]),
    "membership_expires": st.sampled_from(
        [date(2028, 6, 30)] * 6 + [date(2027, 2, 1), date(2026, 5, 1), ""]
    ),
    "ethics": st.sampled_from([date(2026, 11, 2)] * 6 + ["yes", "no", date(2027, 3, 1)]),
    "agreement": st.sampled_from(["yes"] * 6 + [date(2025, 11, 2), date(2026, 12, 1)]),
    "gives_rsc": st.sampled_from(["no"] * 4 + ["yes", ""]),
    "association": st.sampled_from(["", "", "Iowa"]),
    "degree_date": st.sampled_from([date(2001, 5, 1)] * 8 + ["", date(2020, 1, 1), "soon"]),
    "training_hours": st.sampled_from([15, 15, 15, 45, 14, ""]),
    "rsc_hours": st.sampled_from([12, 12, 36, 11]),
}
ROW = st.fixed_dictionaries(
    {
        "who": st.integers(0, 9),
        "date": st.sampled_from(
            [date(2026, 2, 1)] * 4 + [date(2025, 12, 31), date(2026, 12, 31), date(2028, 1, 1), ""]
        ),
        "hours": st.sampled_from([15, 15, 12, 7.5, ""]),
        "topic": st.sampled_from(["DEI; RSC", "DEI", "", ""]),
        "provider": st.sampled_from(["Ana 9", "Ana 9", "Ana 8", ""]),
        "title": st.sampled_from("abcdefgh"),
    }
)


@given(st.data(), st.sampled_from(["wisconsin", "florida", "virginia", "texas"]))
@settings(deadline=None, max_examples=tries(150))
def test_many_at_once_and_one_by_one_come_to_the_same(data: st.DataObject, pack_id: str) -> None:
    """Of a crowd with a few odd ones in it, each person comes to what they come to alone."""
    wide = ["category", *sorted(data.draw(st.sets(st.sampled_from(sorted(CELLS)))) - {"category"})]
    people = [{"name": f"Ana {at}", **{f: data.draw(CELLS[f]) for f in wide}} for at in range(10)]
    tabs = {}
    for tab in data.draw(st.sets(st.sampled_from(["training", "rsc"]))):
        rows = data.draw(st.lists(ROW, max_size=30))
        tabs[tab] = [{"name": f"Ana {row.pop('who')}", **row} for row in rows]
    pack = load_pack(pack_id)
    roster = book(pack, people, **tabs)
    as_of = data.draw(st.sampled_from([AS_OF, date(2026, 12, 31), date(2026, 2, 1)]))
    with patch.object(ataglance, "FEW", 1):
        hold_alike(roster, pack, as_of)
