"""Hours of RSC received: from whom, over how long, about what, and in which category."""

from __future__ import annotations

from datetime import date

import pytest

from models.assess import assess
from models.findings import Outcome
from models.records import HERSELF
from tests.models.hours_book import (
    OWED,
    THREE_YEARS,
    asked,
    book,
    finding,
    judged,
    pack_of,
    reasons,
)

NOW = date(2026, 11, 22)
ANY = {"source": "S2"}
RULES = [
    {
        "id": "fs",
        "receiver": ["FS"],
        "allowed": [{"scopes": ["MHM-C"]}, {"scopes": ["ERS"]}],
        **ANY,
    },
    {"id": "mhs", "receiver": ["MHS"], "allowed": [{"scopes": ["MHS", "MHM-C"]}], **ANY},
    {"id": "mhmc", "receiver": ["MHM-C"], "allowed": [{"scopes": ["MHM-C"]}], **ANY},
]
ANA = {"name": "Ana Ruiz", "category": "IFS", "endorsed": date(2020, 5, 1)}
KIM = {"name": "Kim Oak", "category": "IMHM-C", "endorsed": date(2015, 1, 1)}
APPLICANT = {"name": "Ana Ruiz", "category": "IFS", "status": "applicant"}


def session(
    day: date, hours: object = 2, provider: str = "Kim Oak", name: str = "Ana Ruiz", **more
):
    return {"name": name, "date": day, "hours": hours, "provider": provider, **more}


def monthly(year: int, months: range, hours: float = 2, **more) -> list[dict[str, object]]:
    """One session on the tenth of each month."""
    return [session(date(year, month, 10), hours, **more) for month in months]


RELIEF = {
    "requirement": "renewal.rsc", "scopes": ["MHM-C"], "after_years": 3, "value": 10,
    "peer_counts": True, "source": "S2",
}  # fmt: skip


def renewal(**more):
    return pack_of(asked("renewal.rsc", 12, **more), provider_rule=RULES)


# --- providers ---------------------------------------------------------------------------------


def test_a_provider_who_is_not_in_the_book_cannot_be_judged() -> None:
    """Edge case 19: unknown is not a failure; where the rest is enough it does not matter."""
    pack = renewal()
    eight, four = monthly(2026, range(1, 5)), monthly(2026, range(5, 7), provider="Pat Elm")
    one = finding("renewal.rsc", pack, NOW, [ANA, KIM], rsc=[*eight, *four])
    assert (one.outcome, one.have) == (Outcome.CANNOT_TELL, 8.0)
    enough = [*monthly(2026, range(1, 7)), *four]
    assert finding("renewal.rsc", pack, NOW, [ANA, KIM], rsc=enough).outcome is Outcome.MEETS
    few = [*monthly(2026, range(1, 3)), *four]
    assert finding("renewal.rsc", pack, NOW, [ANA, KIM], rsc=few).outcome is Outcome.OPEN
    why = [e.why for e in reasons("renewal.rsc", pack, NOW, [ANA, KIM], rsc=few)]
    assert why[0] == "inside the cycle; Kim Oak held MHM-C then"
    assert why[-1] == "unclear: Pat Elm is not in the workbook"


def test_a_pack_may_count_or_leave_out_unknown_providers() -> None:
    """What becomes of them is a setting of the pack."""
    log = [*monthly(2026, range(1, 7), provider="Pat Elm"), session(date(2026, 7, 1), 1)]
    for unknown, outcome in [("count", Outcome.MEETS), ("leave_out", Outcome.OPEN)]:
        pack = pack_of(
            asked("renewal.rsc", 12),
            provider_rule=RULES,
            provider_settings={"unknown": unknown},
        )
        assert finding("renewal.rsc", pack, NOW, [ANA, KIM], rsc=log).outcome is outcome


def test_where_nothing_is_known_of_providers_hours_count_and_the_book_says_so_once() -> None:
    """A log whose providers nobody knows anything of: as before, and one notice."""
    pack, log = renewal(), monthly(2026, range(1, 7), provider="Pat Elm")
    untold = assess(book(pack, [ANA], rsc=log), pack, NOW)
    (one,) = untold.people
    assert {f.rule: f.outcome for f in one.findings}["renewal.rsc"] is Outcome.MEETS
    assert len([text for text in untold.notices if "qualified on the day" in text]) == 1
    for name in ("Ana Ruiz", "Nobody of the roster"):
        more = session(date(2026, 8, 1), name=name)
        known = judged(pack, NOW, [ANA, KIM], rsc=[*log, more])
        assert not [text for text in known.notices if "qualified on the day" in text]


def test_a_log_that_names_no_providers_counts_as_it_is() -> None:
    """Without a column for the provider nothing is asked about them, Providers tab or not."""
    log = [{"name": "Ana Ruiz", "date": date(2026, n, 10), "hours": 2} for n in range(1, 7)]
    tab = [{"name": "Pat Elm", "provider_category": "IMHM-C"}]
    one = finding("renewal.rsc", renewal(), NOW, [ANA], rsc=log, providers=tab)
    assert one.outcome is Outcome.MEETS


def test_a_provider_in_the_tab_of_providers() -> None:
    """Outsiders count by what the Providers tab says of them, from and until their days."""
    pack, log = renewal(), monthly(2026, range(1, 8), provider="Pat Elm")
    for until, outcome in [
        ("", Outcome.MEETS),
        (date(2026, 6, 10), Outcome.MEETS),
        (date(2026, 6, 9), Outcome.OPEN),
    ]:
        tab = [{
            "name": "Pat Elm", "provider_category": "IMHM-C", "provider_status": "endorsed",
            "provider_from": date(2020, 1, 1), "provider_until": until,
        }]  # fmt: skip
        one = finding("renewal.rsc", pack, NOW, [ANA], rsc=log, providers=tab)
        assert one.outcome is outcome


def test_two_people_of_one_name_are_two_candidates() -> None:
    """Nobody can say which of them gave it."""
    pack = renewal()
    two = [ANA, {**KIM, "person_id": "1"}, {**KIM, "person_id": "2", "category": "IFA"}]
    log = monthly(2026, range(1, 7))
    assert finding("renewal.rsc", pack, NOW, two, rsc=log).outcome is Outcome.CANNOT_TELL
    (why, *_) = reasons("renewal.rsc", pack, NOW, two, rsc=log)
    assert why.why == "unclear: Kim Oak may be more than one person of the workbook"


def test_sessions_before_the_endorsement_are_asked_about() -> None:
    """Edge case 7 holds for RSC as well, whoever gave it."""
    ana = {**ANA, "endorsed": date(2026, 3, 10)}
    log = monthly(2026, range(1, 7))
    one = finding("renewal.rsc", renewal(), NOW, [ana, KIM], rsc=log)
    assert (one.outcome, one.have) == (Outcome.CANNOT_TELL, 8.0)
    one = finding("renewal.rsc", renewal(before_endorsement="leave_out"), NOW, [ana, KIM], rsc=log)
    assert (one.outcome, one.have) == (Outcome.OPEN, 8.0)


def test_a_session_with_oneself_never_counts() -> None:
    """Provider and receiver are one."""
    log = monthly(2026, range(1, 7), provider="Ana Ruiz")
    entries = reasons("renewal.rsc", renewal(), NOW, [ANA, KIM], rsc=log)
    assert {(e.counted, e.why) for e in entries} == {(False, HERSELF)}


def test_two_people_who_give_rsc_to_each_other_are_asked_about() -> None:
    """Edge case 19: peer supervision by the back door; only within the months of the setting."""
    other = {**KIM, "name": "Lee Ash"}
    there = monthly(2026, range(1, 7), name="Kim Oak", provider="Lee Ash")
    for back, outcome in [
        (session(date(2026, 3, 1), 1, "Kim Oak", "Lee Ash"), Outcome.CANNOT_TELL),
        (session(date(2024, 12, 1), 1, "Kim Oak", "Lee Ash"), Outcome.MEETS),
    ]:
        one = finding("renewal.rsc", renewal(), NOW, [KIM, other], rsc=[*there, back])
        assert one.outcome is outcome
    pack = pack_of(
        asked("renewal.rsc", 12), provider_rule=RULES, provider_settings={"mutual": "count"}
    )
    back = session(date(2026, 3, 1), 1, "Kim Oak", "Lee Ash")
    one = finding("renewal.rsc", pack, NOW, [KIM, other], rsc=[*there, back])
    assert one.outcome is Outcome.MEETS


def test_where_peers_count_two_people_may_give_rsc_to_each_other() -> None:
    """Who is admitted to peer supervision is not asked about it."""
    need = [{"value": 12, "scopes": ["FS", "MHS", "MHM-C"], "source": "S2"}]
    pack = pack_of(asked("renewal.rsc", 12, need=need), provider_rule=RULES, relief=[RELIEF])
    there = monthly(2026, range(1, 7), name="Kim Oak", provider="Lee Ash")
    back = session(date(2026, 3, 1), 1, "Kim Oak", "Lee Ash")
    one = finding("renewal.rsc", pack, NOW, [KIM, {**KIM, "name": "Lee Ash"}], rsc=[*there, back])
    assert one.outcome is Outcome.MEETS


def test_a_session_ahead_the_other_way_round_matters_from_its_day_on() -> None:
    """What is mutual tomorrow is not mutual today, and the finding tells the day."""
    other = {**KIM, "name": "Lee Ash"}
    there = monthly(2026, range(1, 6), name="Kim Oak", provider="Lee Ash")
    back = session(date(2026, 11, 30), 1, "Kim Oak", "Lee Ash")
    log = [*there, back]
    before = finding("renewal.rsc", renewal(), NOW, [KIM, other], rsc=log)
    after = finding("renewal.rsc", renewal(), date(2026, 11, 30), [KIM, other], rsc=log)
    assert (before.outcome, before.have) == (Outcome.OPEN, 10.0)
    assert (after.outcome, after.have) == (Outcome.OPEN, 0.0)
    assert before.changes_on is not None
    assert before.changes_on <= date(2026, 11, 30)


def test_peers_count_only_where_a_pack_admits_them_and_of_the_same_category() -> None:
    """Edge case 13: a Mentor-Clinical after three years; not with a Specialist, not before."""
    need = [{"value": 12, "scopes": ["FS", "MHS", "MHM-C"], "source": "S2"}]
    pack = pack_of(asked("renewal.rsc", 12, need=need), provider_rule=RULES, relief=[RELIEF])
    mentor = {**KIM, "name": "Lee Ash"}
    for colleague, endorsed, outcome in [
        ("IMHM-C", date(2015, 1, 1), Outcome.MEETS),
        ("IMHS", date(2015, 1, 1), Outcome.OPEN),
        ("IMHM-C", date(2024, 6, 1), Outcome.OPEN),
    ]:
        people = [{**KIM, "endorsed": endorsed}, {**mentor, "category": colleague}]
        log = monthly(2026, range(1, 6), name="Kim Oak", provider="Lee Ash", mode="peer")
        assert finding("renewal.rsc", pack, NOW, people, rsc=log).outcome is outcome
        entries = reasons("renewal.rsc", pack, NOW, people, rsc=log)
        assert all(entry.why and entry.counted is (outcome is Outcome.MEETS) for entry in entries)


def test_the_degree_of_the_receiver_on_the_day() -> None:
    """Edge case 12: with the Master's another provider is asked, from the day of the degree on."""
    by_degree = [
        {"id": "b", "receiver": ["FS"], "receiver_degree": "bachelor",
         "allowed": [{"scopes": ["FS"]}], **ANY},
        {"id": "m", "receiver": ["FS"], "receiver_degree": "master",
         "allowed": [{"scopes": ["MHM-C"]}], **ANY},
    ]  # fmt: skip
    pack = pack_of(asked("renewal.rsc", 12), provider_rule=by_degree)
    ana = {**ANA, "degree": "Master", "degree_date": date(2026, 4, 10)}
    fs = {**KIM, "name": "Lee Ash", "category": "IFS"}
    log = monthly(2026, range(1, 7), provider="Lee Ash")
    found = reasons("renewal.rsc", pack, NOW, [ana, fs], rsc=log)
    assert [entry.counted for entry in found] == [True, True, True, False, False, False]
    one = finding("renewal.rsc", pack, NOW, [ana, fs], rsc=log)
    assert (one.outcome, one.have) == (Outcome.OPEN, 6.0)


def test_hours_that_rest_on_an_unverified_rule_say_so() -> None:
    """A rule about providers that nobody has verified shows in the finding that rests on it."""
    for reading in ("read", "unverified"):
        rule = {**RULES[0], "reading": reading}
        pack = pack_of(asked("renewal.rsc", 12), provider_rule=[rule])
        log = monthly(2026, range(1, 7))
        one = finding("renewal.rsc", pack, NOW, [ANA, KIM], rsc=log)
        assert one.outcome is Outcome.MEETS
        assert ("not verified" in one.message) is (reading == "unverified")


# --- over how long -----------------------------------------------------------------------------

WINDOW = {"window": [{"min_months": 12, "max_months": 24, **ANY}]}


def application(**more):
    return pack_of(asked("initial.rsc", 24, **more), provider_rule=RULES)


def test_hours_crammed_into_three_months_need_more_time_and_not_more_hours() -> None:
    """Edge case 3: 24 hours are enough, and still not "no less than one year"."""
    log = monthly(2026, range(1, 4), 8)
    one = finding("initial.rsc", application(**WINDOW), NOW, [APPLICANT, KIM], rsc=log)
    assert (one.outcome, one.have, one.short) == (Outcome.OPEN, 24.0, None)
    assert "More time is needed, not more hours" in one.message
    later = [*log, session(date(2027, 1, 8), 1)]
    early = finding("initial.rsc", application(**WINDOW), date(2027, 1, 8), [APPLICANT, KIM],
                    rsc=later)  # fmt: skip
    assert early.outcome is Outcome.OPEN
    log.append(session(date(2027, 1, 9), 1))
    one = finding("initial.rsc", application(**WINDOW), date(2027, 1, 9), [APPLICANT, KIM], rsc=log)
    assert one.outcome is Outcome.MEETS  # 10 January to 9 January are twelve months


def test_twelve_months_by_the_calendar() -> None:
    """A pack that counts calendar months takes twelve monthly sessions for a year."""
    log = monthly(2025, range(1, 13))
    window = {"window": [{"min_months": 12, "counted": "calendar_months", **ANY}]}
    assert finding("initial.rsc", application(**window), NOW, [APPLICANT, KIM],
                   rsc=log).outcome is Outcome.MEETS  # fmt: skip
    assert finding("initial.rsc", application(**WINDOW), NOW, [APPLICANT, KIM],
                   rsc=log).outcome is Outcome.OPEN  # fmt: skip


def test_only_the_best_stretch_of_two_years_holds() -> None:
    """Old hours are told, and do not add up with new ones over more than the window."""
    log = [*monthly(2020, range(1, 13), 1), *monthly(2025, range(1, 13), 1.5)]
    one = finding("initial.rsc", application(**WINDOW), NOW, [APPLICANT, KIM], rsc=log)
    assert (one.outcome, one.have, one.short) == (Outcome.OPEN, 18.0, 6.0)
    assert "30 in all" in one.message
    free = finding("initial.rsc", application(), NOW, [APPLICANT, KIM], rsc=log)
    assert (free.outcome, free.have) == (Outcome.MEETS, 30.0)


def test_a_window_holds_for_its_days_and_categories_only() -> None:
    """Edge case 3: some rules have no window, or have one no more."""
    log = monthly(2026, range(1, 4), 8)
    for window, outcome in [
        ({"min_months": 12, "until": date(2022, 9, 30), **ANY}, Outcome.MEETS),
        ({"min_months": 12, "scopes": ["MHM-C"], **ANY}, Outcome.MEETS),
        ({"min_months": 12, "scopes": ["FS"], **ANY}, Outcome.OPEN),
    ]:
        pack = application(window=[window])
        assert finding("initial.rsc", pack, NOW, [APPLICANT, KIM], rsc=log).outcome is outcome


def test_an_entry_in_doubt_may_make_the_time_long_enough() -> None:
    """Where a session that nobody can judge would stretch the time, nobody can tell."""
    log = monthly(2026, range(1, 4), 8)
    log.append(session(date(2025, 1, 5), 1, "Pat Elm"))
    one = finding("initial.rsc", application(**WINDOW), NOW, [APPLICANT, KIM], rsc=log)
    assert one.outcome is Outcome.CANNOT_TELL
    log[-1] = session(date(2025, 6, 5), 1, "Pat Elm")
    one = finding("initial.rsc", application(**WINDOW), NOW, [APPLICANT, KIM], rsc=log)
    assert one.outcome is Outcome.OPEN


def test_a_session_whose_date_cannot_be_read_may_be_any_day() -> None:
    """It may make the time long enough; it may be the hours that lack; or neither."""
    log = monthly(2026, range(1, 4), 8)
    for undated, crammed, outcome in [
        (1, log, Outcome.CANNOT_TELL),
        (8, log[:2], Outcome.CANNOT_TELL),
        (7, log[:2], Outcome.OPEN),
    ]:
        unread = {**session(NOW, undated), "date": "some day in spring"}
        one = finding(
            "initial.rsc", application(**WINDOW), NOW, [APPLICANT, KIM], rsc=[*crammed, unread]
        )
        assert one.outcome is outcome


def test_twelve_hours_in_december_are_not_spread_over_six_months() -> None:
    """Edge case 4: before the deadline open, after it a gap; spread out it is met."""
    pack = renewal(spread=[{"value": 6, **ANY}])
    crammed = [session(date(2026, 12, day), 3) for day in (1, 8, 15, 22)]
    for as_of, outcome in [(date(2026, 12, 31), Outcome.OPEN), (date(2027, 1, 1), Outcome.GAP)]:
        one = finding("renewal.rsc", pack, as_of, [ANA, KIM], rsc=crammed)
        assert (one.outcome, one.have, one.short) == (outcome, 12.0, None)
        assert "1 Dec 2026" in one.message
    for day, outcome in [(date(2026, 6, 22), Outcome.OPEN), (date(2026, 6, 21), Outcome.MEETS)]:
        log = [*crammed[:-1], session(date(2026, 12, 20), 3), session(day, 0.25)]
        as_of = date(2026, 12, 31)
        assert finding("renewal.rsc", pack, as_of, [ANA, KIM], rsc=log).outcome is outcome


def test_a_sum_alone_does_not_tell_the_time() -> None:
    """With a column of totals only, hours are compared, and the finding says what is not known."""
    one = finding("initial.rsc", application(**WINDOW), NOW, [{**APPLICANT, "rsc_hours": 24}])
    assert one.outcome is Outcome.MEETS
    assert "does not tell over how long" in one.message


# --- about what, and how -----------------------------------------------------------------------


def test_half_of_the_hours_are_about_rsc_given() -> None:
    """A finding of its own: certain, in doubt where it is not said, short."""
    pack = pack_of(
        asked("initial.rsc", 12, about_given=[{"value": 6, "scopes": ["MHM-C"], **ANY}]),
        provider_rule=RULES,
    )
    mentor = {**APPLICANT, "category": "IMHM-C"}
    for told, outcome in [
        (["yes"] * 3 + ["no"] * 3, Outcome.MEETS),
        (["yes"] * 2 + [""] + ["no"] * 3, Outcome.CANNOT_TELL),
        (["yes"] * 2 + ["no"] * 4, Outcome.OPEN),
    ]:
        log = [session(date(2026, 1 + n, 5), about_given=said) for n, said in enumerate(told)]
        found = judged(pack, NOW, [mentor, KIM], rsc=log).people[0].findings
        by_rule = {f.rule: f for f in found}
        assert by_rule["initial.rsc"].outcome is Outcome.MEETS
        assert by_rule["initial.rsc.about_given"].outcome is outcome
    log = monthly(2026, range(1, 7))
    assert "not tracked" in finding("initial.rsc", pack, NOW, [mentor, KIM], rsc=log).message
    log = [session(date(2026, 1, 5), about_given="yes")]
    rules = {f.rule for f in judged(pack, NOW, [APPLICANT, KIM], rsc=log).people[0].findings}
    assert "initial.rsc.about_given" not in rules  # not asked of a Family Specialist


def test_the_hours_about_rsc_given_in_a_column() -> None:
    """Without a log the roster's own column tells; blank is nobody's zero."""
    pack = pack_of(
        asked("initial.rsc", 12, about_given=[{"value": 6, **ANY}],
              about_total="about_rsc_given_hours"),
    )  # fmt: skip
    for said, outcome in [(6, Outcome.MEETS), (5, Outcome.OPEN), ("", Outcome.CANNOT_TELL)]:
        person = {**APPLICANT, "rsc_hours": 12, "about_rsc_given_hours": said}
        assert finding("initial.rsc.about_given", pack, NOW, [person]).outcome is outcome


def test_individual_and_group_are_told_apart_and_many_providers_remarked_upon() -> None:
    """Both are information: neither changes the outcome."""
    pack = application(most_from=2)
    givers = [KIM, {**KIM, "name": "Lee Ash"}, {**KIM, "name": "Jo Fir"}]
    log = [
        *monthly(2026, range(1, 9), mode="Individual"),
        *monthly(2026, range(1, 4), provider="Lee Ash", mode="Group"),
        session(date(2026, 9, 1), 2, "Jo Fir", mode="Group"),
    ]
    one = finding("initial.rsc", pack, NOW, [APPLICANT, *givers], rsc=log)
    assert one.outcome is Outcome.MEETS
    assert "(Of these: individual 16 h, group 8 h.)" in one.message
    assert "From 3 providers, most from Kim Oak: 16 h." in one.message
    two = finding("initial.rsc", pack, NOW, [APPLICANT, *givers], rsc=log[:-1])
    assert "providers" not in two.message


@pytest.mark.parametrize(
    ("category", "band", "counts"),
    [
        ("IFS", "infant", True), ("IFS", "early", False), ("IFS", "", True),
        ("I/ECFS", "early", True), ("FS", "early", True),
    ],
)  # fmt: skip
def test_rsc_is_about_the_age_group_of_the_credential(category, band, counts) -> None:
    """Edge case 10: hours about the other age group do not count where the pack says so."""
    log = [*monthly(2026, range(1, 13), band=band), session(date(2026, 1, 2), 1, band="infant")]
    people = [{**APPLICANT, "category": category}, KIM]
    as_of = date(2026, 12, 31)
    one = finding("initial.rsc", application(band="match"), as_of, people, rsc=log)
    assert (one.outcome is Outcome.MEETS) is counts
    assert finding("initial.rsc", application(), as_of, people, rsc=log).outcome is Outcome.MEETS


def test_hours_before_the_degree() -> None:
    """Where only hours after the degree count, earlier ones are out; an unknown date is asked."""
    pack = application(after_degree=[{"degree": "bachelor", **ANY}])
    log = monthly(2026, range(1, 13))
    for degree_date, outcome in [
        (date(2026, 1, 10), Outcome.MEETS),
        (date(2026, 1, 11), Outcome.OPEN),
        ("", Outcome.CANNOT_TELL),
    ]:
        person = {**APPLICANT, "degree": "Bachelor", "degree_date": degree_date}
        one = finding("initial.rsc", pack, date(2026, 12, 31), [person, KIM], rsc=log)
        assert one.outcome is outcome


def test_a_change_of_category_in_the_middle_of_a_cycle() -> None:
    """Edge case 11: each hour by the category held that day; the total by the one held now."""
    pack = pack_of(
        asked("renewal.rsc", 12), provider_rule=RULES, cycle=[THREE_YEARS], first_renewal=[OWED]
    )
    mhs = {**KIM, "name": "Lee Ash", "category": "IMHS"}
    rows = [
        {"name": "Ana Ruiz", "person_id": "7", "category": "IMHS", "status": "endorsed",
         "endorsed": date(2026, 1, 1)},
        {"name": "Ana Ruiz", "person_id": "7", "category": "IFS", "status": "archived",
         "endorsed": date(2018, 1, 1), "status_since": date(2026, 1, 1)},
    ]  # fmt: skip
    log = [session(date(2025, 6, 1), 2, "Lee Ash"), session(date(2026, 6, 1), 2, "Lee Ash")]
    pack_counting = pack_of(
        asked("renewal.rsc", 12, before_endorsement="count"),
        provider_rule=RULES, cycle=[THREE_YEARS],
    )  # fmt: skip
    first, second = reasons("renewal.rsc", pack_counting, NOW, [*rows, mhs], rsc=log)
    assert not first.counted
    assert "not enough to give RSC to FS" in first.why
    assert second.counted
    assert finding("renewal.rsc", pack_counting, NOW, [*rows, mhs], rsc=log).have == 2
    asks = reasons("renewal.rsc", pack, NOW, [*rows, mhs], rsc=log)
    assert [entry.counted for entry in asks] == [False, True]
