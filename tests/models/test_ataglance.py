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
from models.rulepack import Pack
from models.standing import Sitting
from tests.examples import tries
from tests.models.hours_book import asked, book, pack_of
from tests.models.ways import hold_alike

PACK = load_pack("wisconsin")
AS_OF = date(2027, 1, 15)
IN_ORDER: dict[str, Any] = {
    "category": "IFA", "status": "endorsed", "degree_date": date(2001, 5, 1),
    "endorsed": date(2019, 5, 1), "renewal_due": "", "membership_expires": date(2028, 6, 30),
    "ethics": date(2026, 11, 2), "agreement": "yes", "sanctioned": "", "gives_rsc": "no",
    "association": "", "cohort_accepted": "", "email": "",
}  # fmt: skip
ODD: dict[str, dict[str, Any]] = {
    "No Name": {"name": ""},
    "No Category": {"category": ""},
    "Odd Category": {"category": "Level IX"},
    "No Day": {"endorsed": ""},
    "Odd Mail": {"email": "somebody at example.org"},
    "Odd Day": {"degree_date": "31 February"},
    "Day Ahead": {"cohort_accepted": date(2027, 2, 1)},
    "Wrong Order": {"degree_date": date(2020, 5, 1)},
    "Under Sanction": {"sanctioned": "yes"},
    "On Leave": {"status": "leave"},
    "Applied Now": {"status": "applicant", "endorsed": ""},
    "No Signature": {"agreement": ""},
    "No Member": {"membership_expires": date(2026, 6, 30)},
    "Has Waiver": {},
    "Short Hours": {},
    "Entry Ahead": {},
    "Twice Alike": {},
}


Rows = list[dict[str, Any]]


def told(people: Rows, pack: Pack = PACK, as_of: date = AS_OF, **tabs: Rows) -> set[str]:
    """Give the names of those of whom a glance tells that they are in order."""
    return told_and_begun(people, pack, as_of, **tabs)[0]


def told_and_begun(
    people: Rows, pack: Pack = PACK, as_of: date = AS_OF, **tabs: Rows
) -> tuple[set[str], set[str]]:
    """Give these names, and the names of those of whom a glance tells a part."""
    roster = book(pack, people, **tabs)
    known, begun = at_a_glance(Sitting(roster, pack, as_of))
    assert known.keys().isdisjoint(begun)
    first, second = (
        {one.name for one in roster.people if id(one) in part} for part in (known, begun)
    )
    return first, second


def trainings(name: str, hours: float = 5.0, year: int = 2026) -> list[dict[str, Any]]:
    """Give three trainings, one of them on each topic."""
    return [
        {"name": name, "date": date(year, month, 1), "hours": hours, "title": f"{month}",
         "topic": topic}
        for month, topic in ((2, "DEI"), (3, "RSC"), (4, ""))
    ]  # fmt: skip


def test_a_glance_tells_who_is_in_order_and_nobody_else() -> None:
    """Of whom anything has to be said is left to a closer look, whatever it is.

    Who is new owes nothing yet, which a glance tells as well.
    """
    plain = [f"Plain {letter}" for letter in "abcdefghij"]
    people = [{"name": name, **IN_ORDER} for name in plain]
    people.append({"name": "New One", **IN_ORDER, "endorsed": date(2026, 6, 1)})
    people += [{"name": name, **IN_ORDER, **what} for name, what in ODD.items()]
    log = [row for name in (*plain, *ODD) if name != "Short Hours" for row in trainings(name)]
    log += trainings("Short Hours", 4.0)
    log += trainings("Entry Ahead", year=2028)
    log += trainings("Twice Alike")
    waiver = {"who": "Has Waiver", "waiver_kind": "leave", "reason": "ill", "approver": "Board",
              "waiver_until": date(2027, 3, 1)}  # fmt: skip
    tabs = {"training": log, "waivers": [waiver]}
    with patch.object(ataglance, "FEW", 1):
        assert told(people, **tabs) == {*plain, "New One"}
    assert told(people, **tabs) == {*plain, "New One"}
    hold_alike(book(PACK, people, **tabs), PACK, AS_OF)


def test_who_has_an_own_due_date_is_told_apart() -> None:
    """People who differ in nothing but the day by which they renew come to different days."""
    totals = {"training_hours": 45, "dei_hours": 9}
    dues = ["", date(2026, 12, 31), date(2027, 12, 31)]
    people = [
        {"name": f"Ana {at}", **IN_ORDER, **totals, "renewal_due": dues[at % 3]} for at in range(30)
    ]
    found = hold_alike(book(PACK, people), PACK, AS_OF)
    assert len({(one.next_due, one.changes_on) for one in found.people}) == 3


def test_without_a_category_or_a_status_nobody_is_taken_for_anything() -> None:
    """Where no column says what people hold, or that they were endorsed, each is looked at."""
    totals = {"training_hours": 15, "dei_hours": 3, "submitted": date(2018, 5, 1)}
    people = [{"name": f"Ana {at}", **IN_ORDER, **totals} for at in range(10)]
    for left_out in (["category"], ["status", "endorsed"]):
        fewer = [{k: v for k, v in one.items() if k not in left_out} for one in people]
        assert not told(fewer)
        hold_alike(book(PACK, fewer), PACK, AS_OF)
    for left_out in ("status", "endorsed"):
        fewer = [{k: v for k, v in one.items() if k != left_out} for one in people]
        assert len(told(fewer)) == 10


def test_who_came_within_the_cycle_is_looked_at_even_if_all_is_owed() -> None:
    """Hours of before the endorsement are in doubt, also where the first deadline is owed."""
    pack = pack_of(asked("renewal.training", 15))
    came = {"category": "IFA", "status": "endorsed", "endorsed": date(2026, 6, 1)}
    people = [{"name": f"Ana {at}", **came} for at in range(10)]
    log = [row for one in people for row in trainings(one["name"])]
    roster = book(pack, people, training=log)
    assert at_a_glance(Sitting(roster, pack, AS_OF)) == ({}, {})
    assert {one.status for one in hold_alike(roster, pack, AS_OF).people} == {"cannot_tell"}


def test_who_owes_nothing_yet_is_told_by_nobody_elses_case() -> None:
    """Whose first deadline comes later is not judged as those who owe all of this one."""
    later = [{"rule": "after_months", "months": 60, "source": "S2"}]
    pack = pack_of(asked("renewal.training", 15), first_renewal=later)
    people = [
        {"name": f"Ana {at}", "category": "IFA", "status": "endorsed", "training_hours": 15,
         "endorsed": date(2024 if at % 2 else 2019, 5, 1)}
        for at in range(20)
    ]  # fmt: skip
    found = hold_alike(book(pack, people), pack, AS_OF)
    assert [one.status for one in found.people] == ["meets", "not_applicable"] * 10


def test_applicants_are_looked_at_each_by_their_own_day() -> None:
    """What is asked of an application hangs on its own day, also where no column has a status."""
    need = [
        {"value": 15, "until": date(2025, 12, 31), "source": "S2"},
        {"value": 20, "from": date(2026, 1, 1), "source": "S2"},
    ]
    renewal = asked("renewal.training", 15, total="rsc_hours")
    pack = pack_of(asked("initial.training", 0, need=need), renewal)
    days = ["", date(2025, 6, 1), date(2026, 6, 1)]
    people = [
        {"name": f"Ana {at}", "category": "IFA", "submitted": days[at % 3], "training_hours": 16,
         "rsc_hours": 15}
        for at in range(30)
    ]  # fmt: skip
    for rows in (people, [one | {"status": "applicant"} for one in people]):
        for some in (rows, rows[1:]):
            hold_alike(book(pack, some), pack, AS_OF)


def test_a_row_without_a_name_is_looked_at() -> None:
    """Who is named by an id only has the name to be filled in, however plain all else is."""
    totals = {"training_hours": 15, "dei_hours": 3}
    people = [
        {"person_id": f"M{at}", "name": "" if at == 3 else f"Ana {at}", **IN_ORDER, **totals}
        for at in range(12)
    ]
    assert told(people) == {f"Ana {at}" for at in range(12) if at != 3}


def test_a_few_people_are_looked_at_one_by_one() -> None:
    """Nobody looks at whole columns of a handful of people, or of a handful alike."""
    people = [{"name": f"Plain {at}", **IN_ORDER} for at in range(ataglance.FEW)]
    totals = {"training_hours": 15, "dei_hours": 3}
    people = [one | totals for one in people]
    assert len(told(people)) == ataglance.FEW
    assert not told(people[1:])
    assert not told([people[0] | {"category": "IFS", "rsc_hours": 12}, *people[1:]])


def plain_people(number: int, **more: Any) -> Rows:
    """Give so many people with all that is asked of them, in a row of their own."""
    totals = {"training_hours": 15, "dei_hours": 3}
    return [{"name": f"Plain {at}", **IN_ORDER, **totals, **more} for at in range(number)]


def test_a_few_who_differ_hide_nobody_below_them() -> None:
    """Whoever stands first, a handful, applicants or people of another table, many are told."""
    many = plain_people(10)
    names = {one["name"] for one in many}
    ana = {**many[0], "name": "Ana Ruiz"}
    assert told([ana | {"category": "IFS", "rsc_hours": 12}, *many]) == names
    assert told([ana], others=many) == names
    applicants = [ana | {"name": f"New {at}", "status": "applicant"} for at in range(8)]
    assert told([*applicants, *many]) == names
    column = {"submitted": date(2018, 5, 1)}
    rows = [one | column for one in many]
    rows = [*[ana | column | {"name": f"New {at}", "status": ""} for at in range(8)], *rows]
    assert told([{k: v for k, v in one.items() if k != "endorsed"} for one in rows]) == names


def test_what_happened_today_or_on_one_day_is_in_order() -> None:
    """A date of today is not ahead, and of two dates on one day none is before the other."""
    assert len(told(plain_people(10, cohort_accepted=AS_OF))) == 10
    assert len(told(plain_people(10, degree_date=date(2019, 5, 1)))) == 10


def test_what_is_settled_of_who_is_odd_is_kept() -> None:
    """An address that cannot be read, or too few hours, leave the rest as it is.

    Where a cell cannot be read that requirements look at, nothing is taken for settled.
    """
    people = plain_people(11)
    people[2]["email"] = "ana at example.org"
    people[5]["training_hours"] = 14
    people[7]["ethics"] = "29 February 2027"
    known, begun = told_and_begun(people)
    assert begun == {"Plain 2", "Plain 5"}
    assert known == {f"Plain {at}" for at in range(11)} - {*begun, "Plain 7"}


def test_the_day_of_endorsement_tells_who_owes_all() -> None:
    """Where no row has a due date of its own, all who came before the cycle, or with it, owe it."""
    pack = pack_of(asked("renewal.training", 15))
    start = date(2026, 1, 1)
    days = [date(2019, 5, 1), date(2018, 5, 1), date(2020, 5, 1), start, date(2026, 1, 2)]
    people = [
        {"name": f"{day} {at}", "category": "IFA", "status": "endorsed", "endorsed": day,
         "training_hours": 15}
        for at in range(8)
        for day in days
    ]  # fmt: skip
    assert told(people, pack) == {one["name"] for one in people if one["endorsed"] <= start}


def test_a_membership_that_may_not_run_is_told_by_nobody() -> None:
    """Whose membership begins later, or stands in a tab as well, is looked at with care."""
    ahead, since = date(2027, 2, 1), date(2025, 7, 1)
    people = plain_people(10)
    starts = [
        one | {"membership_start": ahead if at == 3 else since} for at, one in enumerate(people)
    ]
    assert not told(starts)
    found = hold_alike(book(PACK, starts), PACK, AS_OF).people
    assert [one.person.name for one in found if one.flagged] == ["Plain 3"]
    tab = [{"name": "Plain 3", "membership_start": ahead, "membership_expires": date(2028, 1, 31)}]
    assert told(people, memberships=tab) == {one["name"] for one in people} - {"Plain 3"}
    hold_alike(book(PACK, people, memberships=tab), PACK, AS_OF)


def test_a_membership_that_is_not_asked_is_not_said_to_be_met() -> None:
    """Who is encouraged only to be a member has nothing that is due, however long it runs."""
    words = {"title": "membership", "action": "Encourage."}
    mere = {
        "id": "renewal.membership",
        "kind": "membership",
        "phase": "renewal",
        "need": [],
        **words,
    }
    pack = pack_of(mere)
    found = hold_alike(book(pack, plain_people(10)), pack, AS_OF)
    assert {one.status for one in found.people} == {"not_applicable"}


def test_hours_of_whoever_gives_rsc_are_asked_of_no_other() -> None:
    """Among people alike, those who give RSC are asked for hours that the others are not."""
    people = [
        {"name": f"Plain {at}", **IN_ORDER, "gives_rsc": "yes" if at % 2 else "no",
         "training_hours": 15, "dei_hours": 3, "rsc_training_hours": 3 if at % 4 == 1 else 0}
        for at in range(24)
    ]  # fmt: skip
    assert told(people) == {f"Plain {at}" for at in range(24) if at % 4 != 3}


CELLS: dict[str, st.SearchStrategy[Any]] = {
    "category": st.sampled_from(["IFA", "IFA", "IFA", "IFS", "IMHM-C", "IMHM-C", "ERS"]),
    "submitted": st.sampled_from(["", "", date(2018, 5, 1), date(2025, 9, 30)]),
    "status": st.sampled_from(["endorsed"] * 6 + ["applicant", ""]),
    "endorsed": st.sampled_from(
        [date(2019, 5, 1)] * 6
        + [date(2025, 10, 15), date(2026, 1, 1), date(2026, 1, 2), date(2026, 9, 30), ""]
    ),
    "renewal_due": st.sampled_from(["", "", "", date(2026, 12, 31), date(2027, 12, 31)]),
    "membership_expires": st.sampled_from(
        [date(2028, 6, 30)] * 6 + [date(2027, 2, 1), date(2026, 5, 1), ""]
    ),
    "ethics": st.sampled_from([date(2026, 11, 2)] * 6 + ["yes", "no", date(2027, 3, 1)]),
    "agreement": st.sampled_from(["yes"] * 6 + [date(2025, 11, 2), date(2026, 12, 1)]),
    "gives_rsc": st.sampled_from(["no"] * 4 + ["yes", ""]),
    "association": st.sampled_from(["", "", "Iowa"]),
    "email": st.sampled_from(["", "", "", "ana@example.org", "ana at example.org"]),
    "degree_date": st.sampled_from([date(2001, 5, 1)] * 8 + ["", date(2020, 1, 1), "soon"]),
    "training_hours": st.sampled_from([15, 15, 15, 45, 14, ""]),
    "rsc_hours": st.sampled_from([12, 12, 36, 11]),
    "attested": st.sampled_from(["yes", "yes", "no", date(2026, 11, 1)]),
    "fee_paid": st.sampled_from(["yes", "yes", date(2026, 11, 1), ""]),
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


def test_hours_for_which_an_attestation_stands_are_named_where_they_cannot_be_read() -> None:
    """The finding that says so stands in that cell, which is not named a second time."""
    row = {"name": "Ana Ruiz", "category": "IFA", "status": "endorsed", "training_hours": "soon",
           "endorsed": date(2019, 5, 1), "attested": "yes"}  # fmt: skip
    pack = load_pack("florida")
    (one,) = hold_alike(book(pack, [row]), pack, date(2027, 11, 1)).people
    assert "row.unreadable" not in [finding.rule for finding in one.findings]


SPOILT = st.sampled_from(["31 February", "soon", "some", "#REF!", "Level IX", "somebody at home"])


@given(st.data(), st.sampled_from(["wisconsin", "florida", "michigan", "new-mexico"]))
@settings(deadline=None, max_examples=tries(150))
def test_cells_that_cannot_be_read_are_named_alike_in_short_and_at_length(
    data: st.DataObject, pack_id: str
) -> None:
    """Each such cell is named once, whether all of the requirements were judged or not."""
    wide = data.draw(st.lists(st.sampled_from(sorted(CELLS)), unique=True, min_size=4))
    people = [{"name": f"Ana {at}", **{f: data.draw(CELLS[f]) for f in wide}} for at in range(6)]
    for _ in range(data.draw(st.integers(1, 8))):
        one, field = data.draw(st.sampled_from(people)), data.draw(st.sampled_from(wide))
        one[field] = data.draw(SPOILT)
    roster = book(load_pack(pack_id), people)
    hold_alike(roster, load_pack(pack_id), AS_OF)


@given(st.data(), st.sampled_from(["wisconsin", "florida", "michigan", "texas", "nebraska"]))
@settings(deadline=None, max_examples=tries(150))
def test_many_at_once_and_one_by_one_come_to_the_same(data: st.DataObject, pack_id: str) -> None:
    """Of a crowd with a few odd ones in it, each person comes to what they come to alone."""
    wide = data.draw(st.lists(st.sampled_from(sorted(CELLS)), unique=True, min_size=2))
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
