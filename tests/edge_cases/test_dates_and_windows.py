"""Edge cases 1 to 8: which rule on which day, cycles, spans, first renewals, carry-over."""

from __future__ import annotations

from datetime import date

import pytest

from models.layering import load_pack
from tests.models.sheets import ANNUAL, judged

LONG_AGO = date(2015, 1, 1)
RENEWING = {"category": "IFS", "endorsed": LONG_AGO}


def test_edge_01_rules_of_the_submission_of_the_deadline_and_of_the_hour() -> None:
    """Each is judged by its own day: an application, a renewal, and every single hour of RSC."""
    applicant = {"category": "IMHM-P", "status": "applicant", "training_hours": 31}
    as_of = date(2026, 11, 1)
    before = judged("", as_of, applicant | {"submitted": date(2023, 12, 31)})
    after = judged("", as_of, applicant | {"submitted": date(2024, 1, 1)})
    assert before["initial.training"].need == 30
    assert after["initial.training"].need == 33

    renewing = RENEWING | {"training_hours": 15}
    assert judged("", date(2024, 1, 10), renewing)["renewal.training"].need == 15
    assert judged("", date(2026, 11, 1), renewing)["renewal.training"].need == 45

    rule = """
[[provider_rule]]
id = "once"
receiver = ["FS"]
until = 2025-06-30
allowed = [{ scopes = ["MHS"] }]
source = "T"
[[provider_rule]]
id = "now"
receiver = ["FS"]
from = 2025-07-01
allowed = [{ scopes = ["MHM-C"] }]
source = "T"
"""
    log = [
        {"date": date(2025, 6, 30), "hours": 5, "provider": "Pat Moss"},
        {"date": date(2025, 7, 1), "hours": 7, "provider": "Pat Moss"},
    ]
    providers = [{"name": "Pat Moss", "provider_category": "IMHS", "provider_status": "endorsed"}]
    only = only_these_provider_rules(rule)
    found = judged(only, as_of, RENEWING, rsc=log, providers=providers)["renewal.rsc"]
    assert found.have == 5


def only_these_provider_rules(text: str):
    """Give a pack without the provider rules of the base."""
    import tomllib  # noqa: PLC0415

    from models.layering import overlay, read_shipped  # noqa: PLC0415
    from models.rulepack import build  # noqa: PLC0415
    from tests.models.sheets import HEAD  # noqa: PLC0415

    base = tomllib.loads(read_shipped("national"))
    base.pop("provider_rule", None)
    return build(overlay(base, tomllib.loads(HEAD + text)))


@pytest.mark.parametrize(
    ("pack_id", "day", "deadline"),
    [
        ("western-australia", date(2026, 11, 1), date(2027, 6, 30)),
        ("western-australia", date(2027, 5, 1), date(2027, 6, 30)),
        ("arizona", date(2026, 11, 1), date(2026, 12, 15)),
    ],
)
def test_edge_02_financial_years_and_four_separate_days(pack_id, day, deadline) -> None:
    """A cycle may end in June or December; window, due day, grace and removal are apart."""
    cycle = load_pack(pack_id).judged_cycle(day)
    assert cycle.deadline == deadline
    assert cycle.window_opens <= cycle.ends <= cycle.deadline
    if pack_id == "arizona":
        assert cycle.removal_on == date(2027, 2, 1)


def test_edge_02_grace_is_not_the_due_day() -> None:
    """New Mexico takes renewals until 31 March, and calls them late from the due day on."""
    cycle = load_pack("new-mexico").judged_cycle(date(2026, 11, 1))
    assert cycle.grace_until is not None
    assert cycle.deadline < cycle.grace_until


SPAN = """
[[requirement]]
id = "initial.rsc"
kind = "rsc"
window = [{ min_months = 12, max_months = 24, source = "T" }]
need = [{ value = 24, scopes = ["FS"], source = "T" }]
"""
APPLICANT = {"category": "IFS", "status": "applicant"}


def sessions(*days: tuple[date, float]) -> list[dict]:
    return [{"date": day, "hours": hours} for day, hours in days]


def rsc(over: str, log: list[dict], as_of: date = date(2026, 11, 1)):
    return judged(over, as_of, APPLICANT, rsc=log)["initial.rsc"]


def test_edge_03_hours_crammed_into_three_months_are_not_a_year_of_rsc() -> None:
    """24 hours are there, but the span is too short; it is said that time is short, not hours."""
    crammed = sessions(*[(date(2026, month, 5), 8.0) for month in (1, 2, 3)])
    found = rsc(SPAN, crammed)
    assert found.outcome.value == "open"
    assert not found.short


def test_edge_03_the_best_two_years_count_and_all_are_said() -> None:
    """Hours of long ago do not help; the sum of all times stands beside the best span."""
    log = sessions((date(2015, 1, 5), 40.0), *[(date(2025, m, 5), 1.5) for m in range(1, 13)])
    log += sessions((date(2026, 1, 10), 2.0))
    found = rsc(SPAN, log)
    assert found.outcome.value == "open"
    assert found.have is not None
    assert found.have < 24


def test_edge_03_a_pack_without_a_window_adds_up_all() -> None:
    """Where no window is asked the sum of all times counts."""
    over = SPAN.replace(
        'window = [{ min_months = 12, max_months = 24, source = "T" }]', "window = []"
    )
    assert (
        rsc(over, sessions((date(2015, 1, 5), 12.0), (date(2026, 1, 5), 12.0))).outcome == "meets"
    )


def test_edge_04_twelve_hours_in_december_are_not_spread_over_the_year() -> None:
    """Where a renewal asks for six months at least, all hours in one month are not yet enough."""
    over = (
        ANNUAL
        + """
[[requirement]]
id = "renewal.rsc"
kind = "rsc"
need = [{ value = 12, scopes = ["FS"], source = "T" }]
spread = [{ value = 6, source = "T" }]
"""
    )
    crammed = sessions(*[(date(2026, 10, day), 4.0) for day in (1, 10, 20)])
    spread = sessions(*[(date(2026, month, 3), 4.0) for month in (1, 5, 9)])
    as_of = date(2026, 11, 1)
    assert judged(over, as_of, RENEWING, rsc=crammed)["renewal.rsc"].outcome.value == "open"
    assert judged(over, as_of, RENEWING, rsc=spread)["renewal.rsc"].outcome.value == "meets"


def test_edge_05_submitted_in_december_and_endorsed_in_february() -> None:
    """By submission the year of December is the first; by endorsement that of February."""
    person = RENEWING | {
        "submitted": date(2025, 12, 20),
        "endorsed": date(2026, 2, 10),
        "training_hours": 0,
    }
    for trigger, outcome in (("submitted", "open"), ("endorsed", "not_applicable")):
        over = (
            ANNUAL
            + f'[[first_renewal]]\nrule = "next_deadline"\ntrigger = "{trigger}"\nsource = "T"\n'
        )
        found = judged(over, date(2026, 11, 1), person)["renewal.training"]
        assert found.outcome.value == outcome


@pytest.mark.parametrize(
    ("pack_id", "outcome", "need"), [("nebraska", "open", 15), ("florida", "open", 45)]
)
def test_edge_06_who_joins_in_mid_cycle(pack_id: str, outcome: str, need: float) -> None:
    """Endorsed in June 2026: Nebraska asks for the full years, Florida names one figure for all."""
    person = {"category": "IFA", "endorsed": date(2026, 6, 1), "training_hours": 0}
    found = judged(load_pack(pack_id), date(2027, 11, 1), person)["renewal.training"]
    assert (found.outcome.value, found.need) == (outcome, need)


@pytest.mark.parametrize(
    ("rule", "outcome"), [("ask", "cannot_tell"), ("count", "meets"), ("leave_out", "open")]
)
def test_edge_07_training_before_the_endorsement_in_the_same_year(rule: str, outcome: str) -> None:
    """The sources do not say: the pack decides, and by default a person does."""
    over = (
        ANNUAL
        + '[[first_renewal]]\nrule = "owed"\nsource = "T"\n'
        + f'[[requirement]]\nid = "renewal.training"\nbefore_endorsement = "{rule}"\n'
        + 'need = [{ value = 15, source = "T" }]\n'
    )
    person = {"category": "IFA", "endorsed": date(2026, 6, 1)}
    log = [{"date": date(2026, 2, 1), "hours": 5}, {"date": date(2026, 8, 1), "hours": 10}]
    found = judged(over, date(2026, 11, 1), person, training=log)["renewal.training"]
    assert found.outcome.value == outcome


def test_edge_08_surplus_is_not_carried_over_and_no_hour_serves_twice() -> None:
    """Thirty hours of last year are last year's; hours used for the application are used."""
    log = [{"date": date(2025, 5, 1), "hours": 15}, {"date": date(2025, 6, 1), "hours": 15}]
    found = judged(ANNUAL, date(2026, 11, 1), RENEWING, training=log)["renewal.training"]
    assert found.have == 0
    used = [{"date": date(2026, 5, 1), "hours": 15, "used_for": "application"}]
    found = judged(ANNUAL, date(2026, 11, 1), RENEWING, training=used)["renewal.training"]
    assert found.have == 0


def test_edge_08_carry_over_where_a_pack_says_so() -> None:
    """With carry-over, what was more than enough last year counts this year."""
    over = (
        ANNUAL
        + '[[requirement]]\nid = "renewal.training"\ncarry_over = true\n'
        + 'need = [{ value = 15, source = "T" }]\n'
    )
    log = [{"date": date(2025, 5, 1), "hours": 14}, {"date": date(2025, 6, 1), "hours": 5}]
    found = judged(over, date(2026, 11, 1), RENEWING, training=log)["renewal.training"]
    assert found.have == 4
