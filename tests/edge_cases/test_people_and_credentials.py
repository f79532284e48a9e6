"""Edge cases 9 to 27: several credentials, changes, providers, moves, standing."""

from __future__ import annotations

from datetime import date

import pytest

from models.assess import assess
from models.cells import DateOrder
from models.intake.grid import Grid
from models.intake.read import read_roster
from models.layering import load_pack
from models.records import Table, TableKind
from tests.edge_cases.test_dates_and_windows import only_these_provider_rules
from tests.models.sheets import ANNUAL, RELIEF, judged, pack

TWELVE = """
[[requirement]]
id = "renewal.rsc"
need = [{ value = 12, scopes = ["FS", "MHS", "MHM-C"], source = "T" }]
"""
LONG_AGO = date(2015, 1, 1)
AS_OF = date(2026, 11, 1)


def book(over, as_of: date = AS_OF, **tabs: list[dict]):
    """Judge everybody of a small book; the findings by person and rule."""
    one = pack(over) if isinstance(over, str) else over
    grids, tables = {}, []
    for kind, rows in tabs.items():
        fields = list(dict.fromkeys(key for row in rows for key in row))
        columns = {field: at for at, field in enumerate(fields, 1)}
        tables.append(Table(TableKind(kind), kind, 1, columns, {f: f for f in fields}))
        grids[kind] = Grid(kind, [fields, *([row.get(f) for f in fields] for row in rows)])
    roster = read_roster(grids, tables, one, DateOrder.MDY)
    result = assess(roster, one, as_of)
    people = {}
    for assessed in result.people:
        key = f"{assessed.person.name} {assessed.person.row}"
        people[key] = {f.rule: f for f in assessed.findings}
    return people, result


def member(name: str, category: str, **more) -> dict:
    return {"name": name, "category": category, "endorsed": LONG_AGO, **more}


def test_edge_09_hours_pool_once_and_no_row_asks_for_what_its_category_does_not() -> None:
    """One training log serves both rows; a Family Associate and Policy Mentor owes no RSC."""
    rows = [
        member("Ana Ruiz", "IFA", person_id="7"),
        member("Ana Ruiz", "IMHM-P", person_id="7"),
    ]
    log = [{"person_id": "7", "date": date(2026, 5, 1), "hours": 15}]
    people, _ = book(
        ANNUAL, roster=rows, training=log, rsc=[{"person_id": "7", "date": "", "hours": ""}]
    )
    assert len(people) == 2
    for found in people.values():
        assert (found["renewal.training"].have, found["renewal.training"].need) == (15, 45)
        assert found["renewal.rsc"].outcome.value == "not_applicable"


def test_edge_10_rsc_about_another_age_band_does_not_count() -> None:
    """An infant credential asks for work with infants; who holds both may use both."""
    log = [{"name": "Ana Ruiz", "date": date(2026, 5, 1), "hours": 12, "band": "3-6"}]
    over = ANNUAL + TWELVE + 'band = "match"\n'
    infant, _ = book(over, roster=[member("Ana Ruiz", "IFS")], rsc=log)
    both, _ = book(over, roster=[member("Ana Ruiz", "IFS/ECFS")], rsc=log)
    assert infant["Ana Ruiz 2"]["renewal.rsc"].have == 0
    assert both["Ana Ruiz 2"]["renewal.rsc"].have == 12


BY_CATEGORY = only_these_provider_rules(
    ANNUAL
    + TWELVE
    + """
[[provider_rule]]
id = "fs"
receiver = ["FS"]
allowed = [{ scopes = ["FS", "MHS", "MHM-C"] }]
source = "T"
[[provider_rule]]
id = "mhs"
receiver = ["MHS"]
allowed = [{ scopes = ["MHM-C"] }]
source = "T"
"""
)


def test_edge_11_each_hour_under_the_category_held_that_day() -> None:
    """Before the change to Specialist an hour with a Family Specialist counted; after, not."""
    rows = [
        member("Ana Ruiz", "IMHS", person_id="1", endorsed=date(2026, 7, 1)),
        member("Pat Moss", "IFS", person_id="2"),
    ]
    history = [
        {
            "person_id": "1", "name": "Ana Ruiz", "provider_category": "IFS",
            "provider_status": "endorsed", "provider_from": LONG_AGO,
            "provider_until": date(2026, 6, 30),
        }
    ]  # fmt: skip
    log = [
        {"person_id": "1", "date": date(2026, 3, 1), "hours": 5, "provider": "Pat Moss"},
        {"person_id": "1", "date": date(2026, 8, 1), "hours": 7, "provider": "Pat Moss"},
    ]
    over = BY_CATEGORY
    people, _ = book(over, date(2027, 3, 1), roster=rows, rsc=log, providers=history)
    assert people["Ana Ruiz 2"]["renewal.rsc"].have == 5


def test_edge_12_a_masters_degree_in_mid_period_changes_who_may_supervise() -> None:
    """Regime of about 2017: a Family Specialist may supervise a Bachelor's, not a Master's."""
    over = only_these_provider_rules(
        ANNUAL
        + """
[[provider_rule]]
id = "bachelor"
receiver = ["FS"]
receiver_degree = "bachelor"
allowed = [{ scopes = ["FS"], degree = "master" }, { scopes = ["MHS"] }]
source = "T"
[[provider_rule]]
id = "master"
receiver = ["FS"]
receiver_degree = "master"
allowed = [{ scopes = ["MHS"] }]
source = "T"
"""
    )
    education = [
        {"name": "Ana Ruiz", "degree": "BA", "degree_date": date(2010, 6, 1)},
        {"name": "Ana Ruiz", "degree": "MSW", "degree_date": date(2026, 6, 1)},
        {"name": "Pat Moss", "degree": "MA", "degree_date": date(2012, 6, 1)},
    ]
    log = [
        {"name": "Ana Ruiz", "date": date(2026, 5, 1), "hours": 5, "provider": "Pat Moss"},
        {"name": "Ana Ruiz", "date": date(2026, 7, 1), "hours": 7, "provider": "Pat Moss"},
    ]
    rows = [member("Ana Ruiz", "IFS"), member("Pat Moss", "IFS")]
    people, _ = book(over, roster=rows, rsc=log, education=education)
    assert people["Ana Ruiz 2"]["renewal.rsc"].have == 5


def test_edge_13_relief_needs_years_without_a_break_and_admits_only_like_peers() -> None:
    """After three years peers count for a Clinical Mentor, but only peers of the same category."""
    rows = [
        member("Ana Ruiz", "IMHM-C"), member("Bo Lee", "IMHM-C"), member("Cy Day", "IFS"),
    ]  # fmt: skip
    peers = [
        {"name": "Ana Ruiz", "date": date(2026, 5, 1), "hours": 10, "provider": who, "mode": "peer"}
        for who in ("Bo Lee", "Cy Day")
    ]
    over = ANNUAL + TWELVE + RELIEF
    like, _ = book(over, roster=rows, rsc=peers[:1])
    unlike, _ = book(over, roster=rows, rsc=peers[1:])
    assert like["Ana Ruiz 2"]["renewal.rsc"].outcome.value == "meets"
    assert like["Ana Ruiz 2"]["renewal.rsc"].have == 10
    assert unlike["Ana Ruiz 2"]["renewal.rsc"].have == 0
    lapse = [
        {
            "name": "Ana Ruiz", "provider_category": "IMHM-C", "provider_status": "lapsed",
            "provider_from": date(2025, 3, 1), "provider_until": date(2025, 3, 31),
        },
        {"name": "Bo Lee", "provider_category": "IMHM-C", "provider_status": "endorsed"},
    ]  # fmt: skip
    broken, _ = book(over, roster=rows, rsc=peers[:1], providers=lapse)
    assert broken["Ana Ruiz 2"]["renewal.rsc"].need == 12
    assert broken["Ana Ruiz 2"]["renewal.rsc"].have == 0


def test_edge_14_a_clinical_mentor_who_adds_policy_still_owes_rsc() -> None:
    """The duty of RSC follows the Clinical category."""
    person = member("Ana Ruiz", "IMHM-C + IMHM-P", rsc_hours=0)
    assert judged(ANNUAL + TWELVE, AS_OF, person)["renewal.rsc"].need == 12


EMERGING = only_these_provider_rules(
    ANNUAL
    + TWELVE
    + """
[[provider_rule]]
id = "ers"
receiver = ["FS"]
allowed = [{ scopes = ["ERS"], emerging = true }, { scopes = ["MHM-C"] }]
source = "T"
[provider_settings]
emerging_years = 2
source = "T"
"""
)


@pytest.mark.parametrize(("day", "counts"), [(date(2026, 2, 28), True), (date(2026, 3, 2), False)])
def test_edge_15_emerging_lasts_two_years(day: date, counts: bool) -> None:
    """Hours from an emerging supervisor count until the two years are over."""
    providers = [
        {
            "name": "Pat Moss", "provider_category": "ERS", "provider_status": "emerging",
            "provider_from": date(2024, 3, 1),
        }
    ]  # fmt: skip
    log = [{"name": "Ana Ruiz", "date": day, "hours": 12, "provider": "Pat Moss"}]
    people, _ = book(EMERGING, roster=[member("Ana Ruiz", "IFS")], rsc=log, providers=providers)
    assert (people["Ana Ruiz 2"]["renewal.rsc"].outcome.value == "meets") is counts


def test_edge_16_family_reflective_supervisors_of_before_2025() -> None:
    """The old codes are still read, give RSC and owe what goes with it."""
    for code in ("IFRS", "ECFRS", "I/ECFSR", "Family Reflective Supervisor"):
        parsed = load_pack("national").categories.parse(code)
        assert parsed.value
        assert {c.scope for c in parsed.value} == {"FRS"}
    rows = [member("Ana Ruiz", "IFRS"), member("Bo Lee", "IFS")]
    log = [{"name": "Bo Lee", "date": date(2026, 5, 1), "hours": 12, "provider": "Ana Ruiz"}]
    hours = [{"name": "Ana Ruiz", "date": date(2026, 5, 1), "hours": 1, "topic": ""}]
    people, _ = book(load_pack("national"), roster=rows, rsc=log, training=hours)
    assert people["Bo Lee 3"]["renewal.rsc"].have == 12
    assert people["Ana Ruiz 2"]["renewal.rsc"].need == 36
    assert people["Ana Ruiz 2"]["renewal.training.rsc"].need == 9


VETTED = only_these_provider_rules(
    ANNUAL
    + TWELVE
    + """
[[provider_rule]]
id = "fs"
receiver = ["FS"]
allowed = [{ scopes = ["MHM-C"] }]
source = "T"
[[vetted]]
association = "any"
until = 2026-01-31
source = "T"
"""
)


@pytest.mark.parametrize(("day", "counts"), [(date(2026, 1, 31), True), (date(2026, 2, 1), False)])
def test_edge_17_vetted_providers_count_until_their_sunset(day: date, counts: bool) -> None:
    """On the last day an hour with a vetted provider counts; on the next it does not."""
    providers = [{"name": "Pat Moss", "provider_category": "", "provider_status": "vetted"}]
    log = [{"name": "Ana Ruiz", "date": day, "hours": 12, "provider": "Pat Moss"}]
    people, _ = book(VETTED, roster=[member("Ana Ruiz", "IFS")], rsc=log, providers=providers)
    assert (people["Ana Ruiz 2"]["renewal.rsc"].outcome.value == "meets") is counts


MENTORS = only_these_provider_rules(
    ANNUAL
    + TWELVE
    + """
[[provider_rule]]
id = "fs"
receiver = ["FS"]
allowed = [{ scopes = ["MHM-C"] }]
source = "T"
"""
)


@pytest.mark.parametrize("standing", ["lapsed", "inactive", "removed", "sanctioned"])
def test_edge_18_a_gap_in_a_providers_standing_stays_a_gap(standing: str) -> None:
    """An hour inside the gap does not count although the provider was reinstated later."""
    terms = [
        ("endorsed", LONG_AGO, date(2026, 2, 28)),
        (standing, date(2026, 3, 1), date(2026, 5, 31)),
        ("endorsed", date(2026, 6, 1), None),
    ]
    providers = [
        {
            "name": "Pat Moss", "provider_category": "IMHM-C", "provider_status": status,
            "provider_from": start, "provider_until": end,
        }
        for status, start, end in terms
    ]  # fmt: skip
    log = [
        {"name": "Ana Ruiz", "date": date(2026, month, 15), "hours": 4, "provider": "Pat Moss"}
        for month in (2, 4, 6)
    ]
    people, _ = book(MENTORS, roster=[member("Ana Ruiz", "IFS")], rsc=log, providers=providers)
    assert people["Ana Ruiz 2"]["renewal.rsc"].have == 8


def test_edge_19_oneself_each_other_and_nobody_of_the_book() -> None:
    """With oneself it does not count; with each other or with a stranger a person decides."""
    rows = [member("Ana Ruiz", "IFS"), member("Bo Lee", "IFS"), member("Mo Hill", "IMHM-C")]
    over = only_these_provider_rules(
        ANNUAL
        + TWELVE
        + '[[provider_rule]]\nid = "fs"\nreceiver = ["FS"]\nsource = "T"\n'
        + 'allowed = [{ scopes = ["FS", "MHM-C"] }]\n'
    )

    def with_(provider: str, *more: dict):
        log = [
            {"name": "Ana Ruiz", "date": date(2026, 5, 1), "hours": 12, "provider": provider},
            *more,
        ]
        people, _ = book(over, roster=rows, rsc=log)
        return people["Ana Ruiz 2"]["renewal.rsc"]

    assert with_("Mo Hill").outcome.value == "meets"
    assert with_("Ana Ruiz").have == 0
    back = {"name": "Bo Lee", "date": date(2026, 6, 1), "hours": 12, "provider": "Ana Ruiz"}
    assert with_("Bo Lee", back).outcome.value == "cannot_tell"
    known = {"name": "Bo Lee", "date": date(2026, 6, 1), "hours": 1, "provider": "Mo Hill"}
    assert with_("Zed Stranger", known).outcome.value == "cannot_tell"


def test_edge_20_one_group_session_has_one_length() -> None:
    """Six people in a group each get its full time; two lengths for one session are shown."""
    rows = [member("Ana Ruiz", "IFS"), member("Bo Lee", "IFS"), member("Mo Hill", "IMHM-C")]
    log = [
        {"name": n, "date": date(2026, 5, 1), "hours": h, "provider": "Mo Hill", "mode": "group"}
        for n, h in (("Ana Ruiz", 2), ("Bo Lee", 1))
    ]
    people, result = book(ANNUAL, roster=rows, rsc=log)
    rules = {rule for found in people.values() for rule in found}
    rules |= {f.rule for f in result.others}
    assert "log.group_differs" in rules
    names = [f"{first} Ruiz" for first in ("Ana", "Bea", "Cy", "Dee", "Eli", "Flo")]
    group = [member(name, "IFS") for name in names]
    log = [
        {"name": n, "date": date(2026, 5, 1), "hours": 2, "provider": "Mo Hill", "mode": "group"}
        for n in names
    ]
    people, _ = book(ANNUAL + TWELVE, roster=[*group, rows[2]], rsc=log)
    assert [people[f"{name} {row}"]["renewal.rsc"].have for row, name in enumerate(names, 2)] == [
        2
    ] * 6


def test_edge_21_hours_of_before_a_move_still_count() -> None:
    """Who was endorsed elsewhere and is newly listed keeps the earlier hours of the cycle."""
    person = member("Ana Ruiz", "IFS", association="Another AIMH")
    log = [{"date": date(2024, 3, day), "hours": 15, "title": f"Day {day}"} for day in (1, 2, 3)]
    found = judged("", date(2024, 11, 1), person, training=log)["renewal.training"]
    assert found.outcome.value == "meets"


def test_edge_22_membership_is_held_apart_from_hours() -> None:
    """Hours are fine and the membership has lapsed: a gap; Tennessee only encourages one."""
    person = member("Ana Ruiz", "IFA", training_hours=45, membership_expires=date(2026, 6, 30))
    found = judged("", AS_OF, person)
    assert found["renewal.training"].outcome.value == "meets"
    assert found["renewal.membership"].outcome.value == "gap"
    free = judged(load_pack("tennessee"), AS_OF, person)
    assert free["renewal.membership"].outcome.value == "not_applicable"


def test_edge_23_inactive_owes_no_hours_and_reinstatement_has_its_own_list() -> None:
    """Nebraska asks for fifteen hours of the last twelve months from who comes back."""
    person = member("Ana Ruiz", "IFS", status="inactive", training_hours=0)
    assert "renewal.training" not in judged(load_pack("nebraska"), AS_OF, person)
    log = [{"date": date(2025, 10, 31), "hours": 10}, {"date": date(2026, 5, 1), "hours": 10}]
    back = person | {"status": "reinstating"}
    del back["training_hours"]
    found = judged(load_pack("nebraska"), AS_OF, back, training=log)["reinstatement.training"]
    assert (found.have, found.need, found.outcome.value) == (10, 15, "open")


def test_edge_24_emeritus_owes_nothing() -> None:
    """No rule was found: no hours are asked."""
    found = judged("", AS_OF, member("Ana Ruiz", "IMHM-C", status="emeritus", rsc_hours=0))
    assert {f.outcome.value for f in found.values()} == {"not_applicable"}


@pytest.mark.parametrize("status", ["deceased", "withdrawn"])
def test_edge_25_who_is_gone_owes_nothing_and_two_names_of_one_person_are_shown(status) -> None:
    """Deceased and withdrawn people are left in peace; one id under two names is a question."""
    found = judged("", AS_OF, member("Ana Ruiz", "IFS", status=status, training_hours=0))
    assert {f.outcome.value for f in found.values()} == {"not_applicable"}
    rows = [member("Ana Ruiz", "IFS", person_id="7"), member("Ana Lee", "IFS", person_id="7")]
    people, _ = book(ANNUAL, roster=rows)
    assert all("row.duplicate_person" in found for found in people.values())


def test_edge_26_a_sanctioned_licence_whatever_the_hours() -> None:
    """The registry status is decided by a person, and not by hours."""
    found = judged("", AS_OF, member("Ana Ruiz", "IFA", training_hours=45, sanctioned="yes"))
    assert found["row.sanctioned"].outcome.value == "cannot_tell"
