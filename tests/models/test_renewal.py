"""First renewals, fractions, relief after years in a category, and the days around a deadline."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.layering import load_pack
from models.records import Holding
from tests.examples import tries
from tests.models.requirements.applicants import applicant
from tests.models.sheets import ANNUAL, RELIEF, judged, pack

FIRST = """
[[first_renewal]]
rule = "{rule}"
source = "T"
{more}
"""
FULL = {"category": "IFS", "training_hours": 0, "rsc_hours": 0}


def first(rule: str, more: str = "", cycle: str = ANNUAL) -> str:
    return cycle + FIRST.format(rule=rule, more=more)


def training(over: str, as_of: date, **person) -> tuple[str, float | None]:
    found = judged(over, as_of, FULL | person)["renewal.training"]
    return found.outcome.value, found.need


@pytest.mark.parametrize(
    ("endorsed", "owed"),
    [
        (date(2025, 12, 31), True),
        (date(2026, 1, 1), False),
        (date(2026, 12, 31), False),
        (date(2027, 1, 1), False),
    ],
)
def test_who_is_endorsed_in_the_year_of_a_deadline_renews_at_the_next(endorsed, owed) -> None:
    """The calendar year of the deadline decides, to the day."""
    outcome, _ = training(first("next_deadline"), date(2027, 1, 10), endorsed=endorsed)
    assert (outcome == "gap") is owed


def test_the_submission_decides_where_the_pack_says_so() -> None:
    """Submitted in December and endorsed in February is the year of the submission."""
    over = first("next_deadline", 'trigger = "submitted"')
    both = {"submitted": date(2025, 12, 20), "endorsed": date(2026, 2, 3)}
    assert training(over, date(2026, 11, 1), **both)[0] == "open"
    both["submitted"] = date(2026, 1, 2)
    assert training(over, date(2026, 11, 1), **both)[0] == "not_applicable"


def test_without_a_date_of_submission_nobody_can_tell() -> None:
    """Endorsed in the year of the deadline: the submission may lie in the year before."""
    over = first("next_deadline", 'trigger = "submitted"')
    as_of = date(2026, 11, 1)
    assert training(over, as_of, endorsed=date(2026, 2, 3))[0] == "cannot_tell"
    assert training(over, as_of, endorsed=date(2025, 2, 3))[0] == "open"


@pytest.mark.parametrize("submitted", [date(2024, 6, 1), ""])
def test_nothing_is_owed_for_a_deadline_before_the_endorsement(submitted) -> None:
    """However early somebody applied, who was not endorsed yet has nothing to renew."""
    over = first("next_deadline", 'trigger = "submitted"')
    person = {"endorsed": date(2027, 1, 2), "submitted": submitted}
    assert training(over, date(2027, 1, 14), **person)[0] == "not_applicable"


def test_twelve_months_have_to_pass() -> None:
    """Endorsed in September: the next window is left out, the one after is owed."""
    over = first("after_months", "months = 12")
    endorsed = date(2025, 9, 10)
    assert training(over, date(2025, 12, 1), endorsed=endorsed)[0] == "not_applicable"
    assert training(over, date(2026, 12, 1), endorsed=endorsed)[0] == "open"
    for day, outcome in ((date(2025, 12, 31), "open"), (date(2026, 1, 1), "not_applicable")):
        assert training(over, date(2026, 12, 1), endorsed=day)[0] == outcome


THREE = """
[[cycle]]
first_deadline = 2024-12-31
years = 3
source = "T"
"""


@pytest.mark.parametrize(
    ("endorsed", "need"),
    [
        (date(2024, 6, 1), 45),
        (date(2025, 1, 1), 45),
        (date(2025, 1, 2), 30),
        (date(2026, 1, 1), 30),
        (date(2026, 1, 2), 15),
        (date(2027, 1, 1), 15),
    ],
)
def test_a_fraction_is_owed_by_full_years(endorsed, need) -> None:
    """45 hours for three full years endorsed at the deadline, 30 for two, 15 for one."""
    over = first("prorate", cycle=THREE)
    assert training(over, date(2027, 11, 1), endorsed=endorsed) == ("open", need)


def test_less_than_a_year_owes_nothing() -> None:
    """Endorsed for less than a full year at the deadline: the first renewal is the next."""
    found = judged(
        first("prorate", cycle=THREE), date(2027, 11, 1), FULL | {"endorsed": date(2027, 1, 2)}
    )["renewal.training"]
    assert found.outcome.value == "not_applicable"
    assert found.due == date(2030, 12, 31)


@given(st.dates(date(2020, 1, 1), date(2029, 12, 31)), st.dates(date(2024, 1, 1), date(2029, 1, 1)))
def test_a_fraction_never_asks_for_more_than_the_whole(endorsed: date, as_of: date) -> None:
    """Whoever was endorsed whenever owes a third, two thirds, all, or nothing yet."""
    outcome, need = training(first("prorate", cycle=THREE), as_of, endorsed=endorsed)
    assert need in {15, 30, 45} or outcome == "not_applicable"


MENTOR = {"category": "IMHM-C", "training_hours": 15, "rsc_hours": 10}


def rsc(over: str, as_of: date, **more):
    return judged(over, as_of, MENTOR | more)["renewal.rsc"]


TWELVE = """
[[requirement]]
id = "renewal.rsc"
need = [{ value = 12, scopes = ["FS", "MHS", "MHM-C"], source = "T" }]
"""
BASE = first("next_deadline") + TWELVE


@pytest.mark.parametrize(
    ("endorsed", "outcome"),
    [(date(2024, 1, 1), "meets"), (date(2024, 1, 2), "open")],
)
def test_ten_hours_after_three_full_years(endorsed: date, outcome: str) -> None:
    """Three years that are full on the deadline bring the lesser figure; a day less does not."""
    found = rsc(BASE + RELIEF, date(2026, 11, 1), endorsed=endorsed)
    assert found.outcome.value == outcome


def test_the_lesser_figure_says_why() -> None:
    """Who sees 10 instead of 12 reads the reason beside it."""
    found = rsc(BASE + RELIEF, date(2026, 11, 1), endorsed=date(2015, 1, 1), rsc_hours=9)
    assert found.need == 10
    assert "10 instead of 12" in found.message


def test_nothing_is_asked_where_relief_is_whole() -> None:
    """The published form of 2017: after three years nothing is asked."""
    over = BASE + RELIEF.replace("value = 10", "value = 0")
    found = rsc(over, date(2026, 11, 1), endorsed=date(2015, 1, 1), rsc_hours=0)
    assert found.outcome.value == "not_applicable"


def test_relief_does_not_reach_another_category() -> None:
    """A Mentor who is a Specialist in the other age band owes the Specialist's hours."""
    person = {"category": "IMHM-C + ECMHS", "endorsed": date(2015, 1, 1)}
    assert rsc(BASE + RELIEF, date(2026, 11, 1), **person).need == 12


def test_relief_holds_where_the_figure_is_for_everybody() -> None:
    """A figure without categories is eased, too, for who holds nothing else."""
    over = BASE.replace('scopes = ["FS", "MHS", "MHM-C"], ', "") + RELIEF
    assert rsc(over, date(2026, 11, 1), endorsed=date(2015, 1, 1)).need == 10


@pytest.mark.parametrize("standing", ["inactive", "lapsed", "removed", "sanctioned"])
@pytest.mark.parametrize(("rule", "outcome"), [("restart", "open"), ("pause", "meets")])
def test_a_lapse_starts_the_years_anew_or_is_left_out(
    rule: str, outcome: str, standing: str
) -> None:
    """Inactive from 2022 to 2024: anew there are two years, without it many more."""
    over = BASE + RELIEF + f'on_lapse = "{rule}"\n'
    providers = [
        {
            "provider_category": "IMHM-C",
            "provider_status": standing,
            "provider_from": date(2022, 3, 1),
            "provider_until": date(2024, 3, 1),
        }
    ]
    found = judged(
        over, date(2026, 11, 1), MENTOR | {"endorsed": date(2015, 1, 1)}, providers=providers
    )["renewal.rsc"]
    assert found.outcome.value == outcome


def test_years_from_the_first_full_cycle() -> None:
    """Where the years run from the first cycle after the endorsement, they are full later."""
    over = BASE + RELIEF + 'clock = "first_full_cycle"\n'
    as_of = date(2026, 11, 1)
    assert rsc(over, as_of, endorsed=date(2023, 5, 1)).outcome.value == "meets"
    assert rsc(over, as_of, endorsed=date(2024, 1, 1)).outcome.value == "open"


LATE = """
[[cycle]]
first_deadline = 2011-12-31
years = 1
due_days = 31
grace_until = "03-31"
removal_on = "04-01"
source = "T"
"""


@pytest.mark.parametrize(
    ("as_of", "outcome", "says"),
    [
        (date(2027, 1, 31), "open", ""),
        (date(2027, 2, 1), "open", "still taken until 31 Mar 2027"),
        (date(2027, 3, 31), "open", "still taken until 31 Mar 2027"),
        (date(2027, 4, 1), "gap", "was to come off the registry on 1 Apr 2027"),
    ],
)
def test_period_due_day_grace_and_removal_are_four_days(as_of, outcome, says) -> None:
    """Hours count until 31 December, are due in January, are taken until March, and then not."""
    found = judged(
        first("next_deadline", cycle=LATE), as_of, FULL | {"endorsed": date(2015, 1, 1)}
    )["renewal.training"]
    assert found.outcome.value == outcome
    assert says in found.message


def test_hours_after_the_period_do_not_count_though_it_is_not_due_yet() -> None:
    """A training in January belongs to the next year, even before the due day."""
    person = {"category": "IFS", "endorsed": date(2015, 1, 1)}
    log = [{"date": date(2026, 12, 31), "hours": 14}, {"date": date(2027, 1, 1), "hours": 1}]
    over = first("next_deadline", cycle=LATE)
    found = judged(over, date(2027, 1, 15), person, training=log)["renewal.training"]
    assert (found.have, found.outcome.value) == (14, "open")


@given(st.dates(date(2012, 6, 1), date(2035, 1, 1)))
def test_one_cycle_is_looked_at_on_any_day(day: date) -> None:
    """Cycles follow each other without a gap, and the next is not looked at too soon or late."""
    one = pack(LATE)
    cycle = one.judged_cycle(day)
    assert cycle.start <= day <= cycle.judged_until
    before = one.judged_cycle(cycle.start - timedelta(days=1))
    assert before.judged_until < day


@pytest.mark.parametrize("pack_id", ["national", "wisconsin"])
@settings(max_examples=tries(40))
@given(day=st.dates(date(2012, 6, 1), date(2040, 1, 1)))
def test_cycles_join(pack_id: str, day: date) -> None:
    """The day after a cycle's last is the first of the next, in every pack."""
    one = load_pack(pack_id)
    cycle = one.cycle_from(day)
    following = one.cycle_from(cycle.ends + timedelta(days=1))
    assert cycle.start <= day <= cycle.ends or cycle.ends.year == 2024
    assert following.start == cycle.ends + timedelta(days=1) or following.ends.year == 2024


def said(over: str, as_of: date, **person):
    found = judged(over, as_of, FULL | person)["renewal.training"]
    return found.outcome.value, found.message


NOVEMBER = date(2026, 11, 1)
NEXT = first("next_deadline")
BY_SUBMISSION = first("next_deadline", 'trigger = "submitted"')


def test_without_a_column_of_endorsement_all_is_owed() -> None:
    """A book that does not keep the day asks everybody."""
    assert said(NEXT, NOVEMBER)[0] == "open"


@pytest.mark.parametrize(("endorsed", "state"), [("", "blank"), ("soon", "not readable")])
def test_without_a_day_of_endorsement_nobody_can_tell(endorsed: str, state: str) -> None:
    """The sentence says what is wrong with the cell, and how much there is."""
    outcome, message = said(NEXT, NOVEMBER, endorsed=endorsed)
    assert outcome == "cannot_tell"
    assert f"the date of endorsement is {state}, and" in message
    assert "So far 0 of at most 45" in message


@pytest.mark.parametrize(
    ("more", "state"), [({}, "not known"), ({"submitted": "soon"}, "not readable")]
)
def test_what_is_wrong_with_the_day_of_submission_is_said(more: dict, state: str) -> None:
    """Blank or without a column it is not known."""
    _, message = said(BY_SUBMISSION, NOVEMBER, endorsed=date(2026, 2, 3), **more)
    assert f"was submitted is {state}, and" in message


def test_who_has_a_due_date_in_the_row_owes_all_by_that_day() -> None:
    """Even if the endorsement lies in the year of the deadline."""
    person = {"endorsed": date(2026, 3, 1)}
    assert said(NEXT, NOVEMBER, **person)[0] == "not_applicable"
    assert said(NEXT, NOVEMBER, **person, renewal_due=date(2026, 12, 31))[0] == "open"


def test_a_later_first_renewal_names_the_day_that_decides() -> None:
    """That of the endorsement, or of the submission where the pack goes by it."""
    person = {"endorsed": date(2026, 2, 3), "submitted": date(2026, 1, 2)}
    assert said(NEXT, NOVEMBER, **person)[1] == (
        "Endorsed 3 Feb 2026: the first renewal is due on 31 Dec 2027."
    )
    assert said(BY_SUBMISSION, NOVEMBER, **person)[1] == (
        "The application was submitted on 2 Jan 2026: the first renewal is due on 31 Dec 2027."
    )


@pytest.mark.parametrize(
    ("endorsed", "need"),
    [(date(2024, 12, 31), 45), (date(2025, 12, 31), 45), (date(2026, 1, 1), 30),
     (date(2027, 10, 1), 15)],
)  # fmt: skip
def test_a_fraction_by_calendar_years_begun(endorsed: date, need: float) -> None:
    """Each year in which somebody was endorsed counts whole."""
    over = first("prorate", 'years_counted = "calendar"', THREE)
    assert training(over, date(2027, 11, 1), endorsed=endorsed) == ("open", need)


def test_who_is_endorsed_after_the_deadline_owes_nothing_for_it() -> None:
    """On the very day it is said that nothing is owed; after it, when the first renewal is due."""
    for rule in ("full", "calendar"):
        over = first("prorate", f'years_counted = "{rule}"', THREE)
        after = said(over, date(2028, 2, 1), endorsed=date(2028, 1, 1))
        assert after == ("not_applicable", "Endorsed 1 Jan 2028: the first renewal is due on "
                         "31 Dec 2030.")  # fmt: skip
    on_it = said(first("prorate", cycle=THREE), date(2027, 11, 1), endorsed=date(2027, 12, 31))
    assert on_it[1].startswith("Endorsed for less than a full year")


@pytest.mark.parametrize(
    ("reading", "basis"),
    [("read", ""), ("inferred", "; inferred"), ("unverified", "; not verified")],
)
def test_a_fraction_says_how_it_came_about(reading: str, basis: str) -> None:
    """How much of how much, and how surely the rule is known."""
    over = first("prorate", f'reading = "{reading}"', THREE)
    _, message = said(over, date(2027, 11, 1), endorsed=date(2025, 6, 1))
    assert f"(30 instead of 45: endorsed for 2 of the 3 years{basis}.)" in message


def test_a_fraction_is_exact_to_the_fourth_decimal() -> None:
    """A third of ten hours is no round figure."""
    ten = '[[requirement]]\nid = "renewal.training"\nneed = [{ value = 10, source = "T" }]\n'
    over = first("prorate", cycle=THREE) + ten
    assert training(over, date(2027, 11, 1), endorsed=date(2026, 6, 1)) == ("open", 3.3333)


def test_each_relief_is_for_its_own_categories() -> None:
    """One for other categories, or not in force any more, does not hide the next."""
    other = RELIEF.replace('"MHM-C"', '"MHM-P"').replace("value = 10", "value = 1")
    over = BASE + other + RELIEF
    assert rsc(over, NOVEMBER, endorsed=date(2015, 1, 1)).need == 10


@pytest.mark.parametrize(("value", "need", "says"), [(1, 1, True), (12, 12, False)])
def test_relief_to_another_figure(value: int, need: int, says: bool) -> None:
    """One hour is still asked; a figure that is no less is not spoken of."""
    over = BASE + RELIEF.replace("value = 10", f"value = {value}")
    found = rsc(over, NOVEMBER, endorsed=date(2015, 1, 1), rsc_hours=0)
    assert found.need == need
    assert ("because the category was held for 3 years" in found.message) is says


def test_whole_relief_says_since_when() -> None:
    """The day is that of the endorsement, or the one typed as maintained since."""
    over = BASE + RELIEF.replace("value = 10", "value = 0")
    found = rsc(over, NOVEMBER, endorsed=date(2015, 1, 1))
    assert found.message == "Not asked after 3 years in this category, held since 1 Jan 2015."
    kept = rsc(over, NOVEMBER, endorsed=date(2015, 1, 1), maintained_since=date(2020, 5, 2))
    assert kept.message.endswith("held since 2 May 2020.")


def test_maintained_since_goes_before_the_endorsement() -> None:
    """Who came back in 2025 has not held the category for three years."""
    person = {"endorsed": date(2015, 1, 1), "maintained_since": date(2025, 1, 1)}
    assert rsc(BASE + RELIEF, NOVEMBER, **person).need == 12


def lapse(first_day: date, last_day: date, category: str = "IMHM-C") -> dict:
    return {"provider_category": category, "provider_status": "inactive",
            "provider_from": first_day, "provider_until": last_day}  # fmt: skip


def after_lapses(rule: str, endorsed: date, *lapses: dict, as_of: date = NOVEMBER):
    over = BASE + RELIEF + f'on_lapse = "{rule}"\n'
    person = MENTOR | {"endorsed": endorsed}
    return judged(over, as_of, person, providers=[*lapses])["renewal.rsc"].need


def test_a_sanction_in_the_roster_is_a_lapse_as_well() -> None:
    """Since the autumn of the third year: the three years are not full on the deadline."""
    over = BASE + RELIEF + 'on_lapse = "pause"\n'
    person = {"endorsed": date(2023, 12, 1), "sanctioned": "yes"}
    for since, need in ((date(2026, 11, 30), 12), (date(2026, 12, 1), 10)):
        assert rsc(over, NOVEMBER, **person, sanctioned_since=since).need == need


@pytest.mark.parametrize(
    ("lapses", "need"),
    [
        ([(date(2024, 3, 1), date(2024, 3, 31))], 10),
        ([(date(2024, 3, 1), date(2024, 4, 1))], 12),
        ([(date(2024, 3, 1), date(2024, 3, 15)), (date(2024, 6, 1), date(2024, 6, 16))], 10),
        ([(date(2024, 3, 1), date(2024, 3, 15)), (date(2024, 6, 1), date(2024, 6, 17))], 12),
        ([(date(2024, 3, 1), date(2024, 3, 31)), (date(2024, 3, 5), date(2024, 3, 20))], 10),
        ([(date(2024, 3, 1), date(2024, 3, 31)), (date(2024, 3, 20), date(2024, 4, 1))], 12),
    ],
)
def test_days_of_a_lapse_are_left_out_to_the_day(lapses: list, need: int) -> None:
    """Endorsed three years and 31 days ago, 31 days may lack, and none of them counts twice."""
    rows = [lapse(*days) for days in lapses]
    assert after_lapses("pause", date(2023, 12, 1), *rows) == need


def test_the_last_lapse_starts_the_years_anew() -> None:
    """However the rows stand, and though an earlier one began later."""
    long, within = (date(2022, 1, 1), date(2024, 6, 30)), (date(2022, 5, 1), date(2022, 6, 30))
    for rows in ([long, within], [within, long]):
        assert after_lapses("restart", date(2015, 1, 1), *(lapse(*days) for days in rows)) == 12
    assert after_lapses("restart", date(2015, 1, 1), lapse(*within)) == 10
    on_the_deadline = lapse(date(2026, 12, 31), date(2026, 12, 31))
    assert after_lapses("restart", date(2015, 1, 1), on_the_deadline) == 12


def test_whose_years_begin_after_the_deadline_has_none() -> None:
    """Inactive up to the deadline, nobody has held the category for a year."""
    over = BASE + RELIEF.replace("after_years = 3", "after_years = 1")
    row = lapse(date(2026, 3, 1), date(2026, 12, 31))
    person = MENTOR | {"endorsed": date(2015, 1, 1)}
    assert judged(over, NOVEMBER, person, providers=[row])["renewal.rsc"].need == 12


def test_endorsed_on_the_last_day_is_endorsed_in_the_cycle() -> None:
    """Where all is owed from the first deadline on, it is owed; the day after, it is not."""
    for day, outcome in ((date(2026, 12, 31), "open"), (date(2027, 1, 1), "not_applicable")):
        assert said(first("owed"), date(2026, 12, 31), endorsed=day)[0] == outcome
    assert said(BY_SUBMISSION, NOVEMBER, endorsed=date(2026, 12, 31))[0] == "cannot_tell"
    assert said(BY_SUBMISSION, NOVEMBER, endorsed=date(2027, 1, 1))[0] == "not_applicable"


def test_where_a_part_may_be_owed_nobody_can_tell_how_much() -> None:
    """Without a day of endorsement; the whole is not called a part of itself."""
    over = first("prorate", cycle=THREE)
    as_of = date(2027, 11, 1)
    _, message = said(over, as_of, endorsed="")
    assert message.startswith("Cannot tell how much of training is due")
    _, message = said(over, as_of, endorsed=date(2025, 1, 1))
    assert "instead of" not in message


def held(scopes: str, start: date | None, end: date | None, standing: str = "endorsed") -> Holding:
    return Holding(frozenset(scopes.split()), start, end, standing)


NOW_MHS = held("MHS", date(2026, 7, 1), None)


@pytest.mark.parametrize(
    ("holdings", "since"),
    [
        ([], date(2026, 7, 1)),
        ([NOW_MHS], date(2026, 7, 1)),
        ([held("FS", date(2015, 1, 1), date(2026, 6, 30)), NOW_MHS], date(2015, 1, 1)),
        ([held("FS", date(2015, 1, 1), date(2026, 6, 29)), NOW_MHS], date(2026, 7, 1)),
        ([held("FS", date(2015, 1, 1), date(2026, 12, 31)), NOW_MHS], date(2015, 1, 1)),
        ([held("FS", date(2015, 1, 1), None), NOW_MHS], date(2026, 7, 1)),
        ([held("FS", None, date(2026, 6, 30)), NOW_MHS], date.min),
        ([held("FS", date(2015, 1, 1), date(2026, 6, 30), "lapsed"), NOW_MHS], date(2026, 7, 1)),
        (
            [
                held("FA", date(2011, 1, 1), date(2014, 12, 31)),
                held("FS", date(2015, 1, 1), date(2026, 6, 30), "emerging"),
                NOW_MHS,
            ],
            date(2011, 1, 1),
        ),
    ],
)
def test_a_change_of_category_is_no_new_endorsement(holdings, since) -> None:
    """The day is that of the first one held without a break; of two at once each has its own."""
    case = applicant(date(2026, 11, 1), {"endorsed": date(2026, 7, 1)}, holdings=holdings)
    assert case.person.held_since == case.held_since == since
    assert applicant(date(2026, 11, 1), {"endorsed": None}, holdings=holdings).held_since is None


def test_who_changed_the_category_owes_the_renewal() -> None:
    """A Family Specialist since 2015 who became a Mental Health Specialist this year owes all."""
    person = {"category": "IMHS", "endorsed": date(2026, 7, 1), "training_hours": 10}
    before = [
        {"provider_category": "IFS", "provider_status": "endorsed",
         "provider_from": date(2015, 1, 1), "provider_until": date(2026, 6, 30)}
    ]  # fmt: skip
    late = date(2027, 1, 10)
    new = judged(ANNUAL, late, person)["renewal.training"]
    assert new.outcome.value == "not_applicable"
    changed = judged(ANNUAL, late, person, providers=before)["renewal.training"]
    assert (changed.outcome.value, changed.have) == ("gap", 10)
