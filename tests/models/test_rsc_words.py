"""Hours of RSC received: the sentences, the figures and the day to look again, word for word."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from models.findings import Outcome, Remark
from models.records import TableKind
from models.requirements.received import Received
from models.requirements.rsc import Rsc
from models.standing import Sitting, case_of, standing_of
from models.verdicts import COUNTS, UNCLEAR
from tests.models.hours_book import asked, book, finding, judged, pack_of, reasons
from tests.models.requirements.applicants import applicant, need, table
from tests.models.requirements.applicants import rule as made

NOW = date(2026, 11, 22)
ANY = {"source": "S2"}
RULES = [
    {"id": "fs", "receiver": ["FS"], "allowed": [{"scopes": ["MHM-C"]}], **ANY},
    {"id": "mhmc", "receiver": ["MHM-C"], "allowed": [{"scopes": ["MHM-C"]}], **ANY},
]
ANA = {"name": "Ana Ruiz", "category": "IFS", "endorsed": date(2020, 5, 1)}
KIM = {"name": "Kim Oak", "category": "IMHM-C", "endorsed": date(2015, 1, 1)}
LEE = {"name": "Lee Ash", "category": "IFA", "endorsed": date(2015, 1, 1)}
APPLICANT = {"name": "Ana Ruiz", "category": "IFS", "status": "applicant"}
WINDOW = [{"min_months": 12, "max_months": 24, **ANY}]
MEETS, OPEN, GAP, CANNOT = Outcome.MEETS, Outcome.OPEN, Outcome.GAP, Outcome.CANNOT_TELL


def session(day: object, hours: object = 2, provider: str = "Kim Oak", **more: object) -> Any:
    return {"name": "Ana Ruiz", "date": day, "hours": hours, "provider": provider, **more}


def monthly(year: int, months: range, hours: float = 2, **more: object) -> list[Any]:
    return [session(date(year, month, 10), hours, **more) for month in months]


def initial(log: list[Any], as_of: date = NOW, **rule: object) -> Any:
    pack = pack_of(asked("initial.rsc", 24, title="RSC", **rule), provider_rule=RULES)
    return finding("initial.rsc", pack, as_of, [APPLICANT, KIM, LEE], rsc=log)


def renewal(log: list[Any], as_of: date = NOW, **rule: object) -> Any:
    pack = pack_of(asked("renewal.rsc", 12, title="RSC", **rule), provider_rule=RULES)
    return finding("renewal.rsc", pack, as_of, [ANA, KIM, LEE], rsc=log)


# --- over how long -----------------------------------------------------------------------------

YEAR = monthly(2025, range(1, 13))
CRAMMED = monthly(2026, range(1, 4), 8)


@pytest.mark.parametrize(
    ("log", "window", "outcome", "message", "have", "short"),
    [
        ([*YEAR, session(date(2026, 1, 9), 0.25)], WINDOW, MEETS,
         "Appears to meet: 24.25 of 24 hours of RSC within 12 to 24 months (10 Jan 2025 to "
         "9 Jan 2026); 24.25 in all.", 24.25, 0),
        ([*monthly(2020, range(1, 13), 1), *monthly(2025, range(1, 13), 1.5)], WINDOW, OPEN,
         "Not yet: 18 of 24 hours of RSC in the best 12 to 24 months (10 Jan 2025 to "
         "10 Dec 2025), 30 in all; 6 to go.", 18, 6),
        (CRAMMED, WINDOW, OPEN,
         "Not yet: the 24 hours of RSC are enough, but they go from 10 Jan 2026 to 10 Mar 2026 "
         "only; 12 to 24 months are asked. More time is needed, not more hours.", 24, None),
        (CRAMMED, [{"min_months": 12, **ANY}], OPEN,
         "Not yet: the 24 hours of RSC are enough, but they go from 10 Jan 2026 to 10 Mar 2026 "
         "only; at least 12 months are asked. More time is needed, not more hours.", 24, None),
        ([*monthly(2020, range(1, 13), 1), *monthly(2025, range(1, 13), 1.33333)],
         [{"max_months": 24, **ANY}], OPEN,
         "Not yet: 16 of 24 hours of RSC in the best 24 months (10 Jan 2025 to 10 Dec 2025), "
         "28 in all; 8 to go.", 16, 8),
        ([*YEAR[:10], session("spring", 4)], WINDOW, CANNOT,
         "Cannot tell: 20 of 24 hours of RSC in the best 12 to 24 months are certain; entries in "
         "doubt could make it enough.", 20, None),
        ([*CRAMMED, session("spring", 0.5)], WINDOW, CANNOT,
         "Cannot tell: 24 of 24 hours of RSC in the best 12 to 24 months are certain; entries in "
         "doubt could make it enough.", 24, None),
        ([session("spring", 23)], WINDOW, OPEN, "Not yet: 0 of 24 hours of RSC; 24 to go.", 0, 24),
        ([session("spring", 24)], WINDOW, CANNOT,
         "Cannot tell: 0 of 24 hours of RSC in the best 12 to 24 months are certain; entries in "
         "doubt could make it enough.", 0, None),
        ([session("spring", "many")], WINDOW, CANNOT,
         "Cannot tell: 0 of 24 hours of RSC in the best 12 to 24 months are certain; entries in "
         "doubt could make it enough.", 0, None),
        ([], WINDOW, OPEN, "Not yet: 0 of 24 hours of RSC; 24 to go.", 0, 24),
        (monthly(2025, range(1, 12)), WINDOW, OPEN, "Not yet: 22 of 24 hours of RSC; 2 to go.",
         22, 2),
    ],
)  # fmt: skip
def test_the_best_stretch_of_time(
    log: list[Any], window: Any, outcome: Outcome, message: str, have: float, short: float | None
) -> None:
    """The hours of the best stretch, which it is, and all hours; what lacks is hours or time."""
    found = initial(log, window=window)
    assert found.message[: len(message)] == message
    assert (found.outcome, found.have, found.short) == (outcome, have, short)


def test_more_time_has_its_own_next_step() -> None:
    """Who only has to wait is not sent for more hours; after the deadline it is too late."""
    assert initial(CRAMMED, window=WINDOW).next_step == (
        "Nothing is wrong with the log: RSC has to go on until the time is full."
    )
    spread = [{"value": 6, **ANY}]
    december = [session(date(2026, 12, day), 3) for day in (1, 8, 15, 22)]
    crammed = renewal(december, date(2026, 12, 31), spread=spread)
    assert (crammed.pace, crammed.short) == (None, None)
    assert crammed.next_step == (
        "Nothing is wrong with the log: RSC has to go on until the time is full."
    )
    late = renewal(december, date(2027, 1, 1), spread=spread)
    assert (late.outcome, late.next_step) == (GAP, "Ask.")
    assert late.message == (
        "The 12 hours of RSC were enough, but they went from 1 Dec 2026 to 22 Dec 2026 only; "
        "at least 6 months were asked by 31 Dec 2026."
    )


def test_what_is_met_changes_only_where_hours_grow_old() -> None:
    """In a stretch that holds all, the oldest entry of the last months is the day to look again."""
    met = [*YEAR, session(date(2026, 1, 9), 0.25)]
    assert initial(met, window=WINDOW).changes_on is None
    assert initial(met, window=WINDOW, last_months=24).changes_on == date(2027, 1, 10)


@pytest.mark.parametrize(
    ("log", "outcome", "changes"),
    [
        ([*CRAMMED, session(date(2026, 12, 1), 1)], OPEN, date(2026, 12, 1)),
        ([*YEAR[:11], session(date(2026, 12, 1), 1)], OPEN, date(2026, 12, 1)),
        ([*monthly(2022, range(1, 13)), session(date(2026, 12, 1), 1)], OPEN, date(2026, 12, 1)),
    ],
)
def test_the_next_session_may_change_it(log: list[Any], outcome: Outcome, changes: date) -> None:
    """Short of time, of hours, or of hours in one stretch: look again when the next one counts."""
    found = initial(log, window=WINDOW)
    assert (found.outcome, found.changes_on) == (outcome, changes)


def test_spread_over_months() -> None:
    """From the first to the last session; what is in doubt may stretch it, hours or not."""
    spread = [{"value": 6, **ANY}]
    good = [session(date(2026, 1, 10), 6), session(date(2026, 7, 9), 6)]
    assert renewal(good, spread=spread).outcome is MEETS
    short = [session(date(2026, 1, 10), 6), session(date(2026, 7, 8), 6)]
    assert renewal(short, spread=spread).outcome is OPEN
    doubt = [*short, session(date(2026, 8, 1), 1, "Pat Elm")]
    found = renewal(doubt, spread=spread)
    assert found.outcome is CANNOT
    assert found.message.startswith(
        "Cannot tell: the hours of RSC are enough, but those that are certain go from 10 Jan 2026 "
        "to 8 Jul 2026 only, and at least 6 months are asked; entries in doubt could make it "
        "enough."
    )
    few = [session(date(2026, 1, 10), 6), session(date(2026, 2, 1), 6, "Pat Elm"),
           session(date(2026, 12, 1), 6)]  # fmt: skip
    found = renewal(few, spread=spread)
    assert (found.outcome, found.short, found.changes_on) == (OPEN, 6, date(2026, 12, 1))
    few[1] = session(date(2026, 7, 9), 6, "Pat Elm")
    assert renewal(few, spread=spread).outcome is CANNOT
    assert renewal([], spread=spread).short == 12


OLD, LATER = monthly(2020, range(1, 13)), monthly(2024, range(1, 13), 3)
OLD_ENOUGH = [*OLD, session(date(2021, 1, 9), 0.25)]
LATER_ENOUGH = [*LATER, session(date(2025, 1, 9), 0.25)]


def test_of_two_stretches_that_are_enough_the_fuller_one_is_told() -> None:
    """What the hours were about does not matter where that is not asked."""
    log = [{**one, "about_given": "yes"} for one in OLD_ENOUGH] + LATER_ENOUGH
    found = initial(log, window=WINDOW)
    assert (found.outcome, found.have, found.need) == (MEETS, 36.25, 24)
    assert found.citation is not None


def test_enough_hours_go_before_a_long_time() -> None:
    """Who has all hours in three months is told to go on, whatever little was long ago."""
    log = [*monthly(2023, range(1, 13), 0.5), session(date(2024, 1, 9), 0.5), *CRAMMED]
    assert initial(log, window=WINDOW).message.startswith(
        "Not yet: the 24 hours of RSC are enough, but they go from 10 Jan 2026 to 10 Mar 2026 only"
    )


def test_a_quarter_of_an_hour_short_in_the_best_stretch() -> None:
    """Not rounded to whole hours; and the next session ahead is the day to look again."""
    log = [*monthly(2020, range(1, 13), 1), *monthly(2025, range(1, 13), 1.5),
           session(date(2026, 1, 5), 0.25)]  # fmt: skip
    found = initial(log, window=WINDOW)
    assert "; 5.75 to go." in found.message
    ahead = initial([*log, session(date(2026, 12, 1), 1)], window=WINDOW)
    assert (ahead.outcome, ahead.changes_on) == (OPEN, date(2026, 12, 1))


def test_hours_nobody_can_read_do_not_hide_a_later_stretch() -> None:
    """A later stretch that could be enough by what is in doubt is seen behind them."""
    log = [session(date(2020, 1, 10), "many"), *monthly(2025, range(1, 12)),
           session(date(2025, 12, 10), 2, "Jo Fir"),
           session(date(2026, 1, 9), 0.25, "Jo Fir")]  # fmt: skip
    assert initial(log, window=WINDOW).outcome is CANNOT
    assert initial(log[:-2], window=WINDOW).outcome is OPEN


def test_a_window_that_names_no_months_is_any_time() -> None:
    """It asks for nothing, and says so."""
    assert initial(CRAMMED, window=[{**ANY}]).message.startswith(
        "Appears to meet: 24 of 24 hours of RSC within any time"
    )


def test_short_of_hours_goes_before_short_of_time() -> None:
    """Where hours are missing that is said, in a spread of months, too; in doubt it is none."""
    spread = [{"value": 6, **ANY}]
    few = [session(date(2026, 1, 10)), session(date(2026, 2, 10))]
    assert renewal(few, spread=spread).message.startswith("Not yet: 4 of 12 hours of RSC; 8 to go")
    pack = pack_of(asked("renewal.rsc", 12, title="RSC", spread=spread), provider_rule=RULES)
    doubtful = [session(date(2026, 1, 10), 12, "Jo Fir")]
    kim = [{"name": "Kim Oak", "provider_category": "IMHM-C", "provider_status": "endorsed"}]
    found = finding("renewal.rsc", pack, NOW, [ANA], rsc=doubtful, providers=kim)
    assert (found.outcome, found.have) == (OPEN, 0)


def test_beside_a_column_the_log_is_told_where_it_speaks() -> None:
    """How hours were received is told of a log with entries, and not of a column alone."""
    pack = pack_of(asked("initial.rsc", 24, title="RSC", window=WINDOW), provider_rule=RULES)
    log = [*monthly(2025, range(1, 13), mode="Group"), session(date(2026, 1, 9), 0.25)]
    with_column = {**APPLICANT, "rsc_hours": 24.25}
    found = finding("initial.rsc", pack, NOW, [with_column, KIM], rsc=log)
    assert found.message.endswith("(Of these: group 24 h.)")
    others = [{**one, "name": "Kim Oak"} for one in log]
    silent = finding("initial.rsc", pack, NOW, [with_column, KIM], rsc=others)
    assert silent.message == (
        "Appears to meet: 24.25 of 24 hours of RSC. (A sum alone does not tell over how long the "
        "hours were received.)"
    )


# --- what is set aside -------------------------------------------------------------------------


def test_why_hours_are_set_aside() -> None:
    """The reason for most of the hours that do not count, and for most that are in doubt."""
    log = [
        session(date(2026, 1, 10), 4),
        session(date(2026, 2, 10), 1.5, "Lee Ash"),
        session(date(2026, 3, 10), 1.5, "Lee Ash"),
        session(date(2026, 4, 10), 2, "Ana Ruiz"),
        session(date(2026, 5, 10), 0.5, "Pat Elm"),
        session(date(2026, 6, 10), 0.75, "Jo Fir"),
        session(date(2025, 6, 10), 9, "Lee Ash"),
        session(date(2026, 12, 10), 9, "Lee Ash"),
    ]
    message = renewal(log).message
    assert "(3 h do not count: Lee Ash held FA then, which is not enough to give RSC to FS.)" in (
        message
    )
    assert "(0.75 h are in doubt: Jo Fir is not in the workbook.)" in message
    assert "h do not count" not in renewal([*monthly(2026, range(1, 7)), log[3]]).message


def test_how_and_from_whom_is_told_of_an_application() -> None:
    """Individual, group and peers, and many providers; never for a renewal."""
    log = [
        *monthly(2026, range(1, 5), mode="Individual"),
        *monthly(2026, range(5, 8), mode="Group"),
        session(date(2026, 9, 1), 1.5, mode="Peer"),
    ]
    assert "(Of these: individual 8 h, group 6 h.)" in initial(log).message
    assert "Of these" not in renewal(log).message
    assert "Of these" not in initial(monthly(2026, range(1, 5))).message
    many = [{**one, "hours": "", "provider": "Jo Fir"} for one in log[:1]]
    assert "providers" not in initial([*log, *many], most_from=1).message


@pytest.mark.parametrize(
    ("modes", "told"),
    [
        (["Individual", "Individual"], "(Of these: individual 2 h.)"),
        (["Group", "Group"], "(Of these: group 2 h.)"),
        (["Group", "Individual"], "(Of these: group 2 h.)"),
    ],
)
def test_one_way_alone_is_told_too(modes: list[str], told: str) -> None:
    """Only individual, or only in groups; a session of no hours is not told."""
    days = (date(2026, 1, 10), date(2026, 2, 10))
    log = [session(days[0], 2, mode=modes[0]), session(days[1], 0, mode=modes[1])]
    assert told in initial(log).message


def test_hours_that_cannot_be_read_are_not_counted_as_set_aside() -> None:
    """Beside hours in doubt there may be some that nobody can read: only figures are added up."""
    log = [
        session(date(2026, 5, 10), 2, "Jo Fir"),
        session(date(2026, 6, 10), "many", "Jo Fir"),
        session(date(2026, 7, 10), 0, "Jo Fir"),
    ]
    known = session(date(2026, 4, 10), 1)
    assert "(2 h are in doubt: Jo Fir is not in the workbook.)" in renewal([known, *log]).message
    assert "in doubt:" not in renewal([known, *log[1:]]).message


def test_from_anybody_where_the_pack_does_not_ask() -> None:
    """Of hours about the right age group, or after a degree, anybody may be the provider."""
    anybody = {"provider": "any", "band": "match"}
    log = [
        session(date(2026, 1, 10), 6, band="infant"),
        session(date(2026, 2, 10), 6, "Jo Fir", band="infant"),
    ]
    assert renewal(log, **anybody).outcome is MEETS
    assert renewal(log, band="match").outcome is CANNOT


def test_the_higher_degree_of_two_categories_decides() -> None:
    """A doctorate is more than a Master's, whatever the alphabet says."""
    after = [
        {"degree": "master", "scopes": ["FS"], **ANY},
        {"degree": "doctorate", "scopes": ["MHM-C"], **ANY},
    ]
    person = {**APPLICANT, "category": "IFS + IMHM-C", "degree": "Master",
              "degree_date": date(2020, 1, 1)}  # fmt: skip
    pack = pack_of(asked("initial.rsc", 4, after_degree=after), provider_rule=RULES)
    lines = reasons("initial.rsc", pack, NOW, [person, KIM], rsc=monthly(2026, range(1, 2)))
    assert [(line.counted, line.why) for line in lines] == [
        (False, "there is no doctorate, and only hours after it count")
    ]


def test_a_session_is_judged_by_itself_whatever_its_year() -> None:
    """A formula asks about one hour: it may lie before the cycle, or ahead.

    The cycle is weighed once for a case, whoever asks.
    """
    pack = pack_of(asked("renewal.rsc", 12), provider_rule=RULES)
    log = [session(date(2015, 2, 1)), session(date(2030, 2, 1)), session(date(2026, 2, 1), 2, "X")]
    roster = book(pack, [ANA, KIM, LEE], rsc=log)
    ana = roster.people[0]
    case = case_of(ana, Sitting(roster, pack, NOW), standing_of(ana))
    (rule,) = pack.requirements
    assert isinstance(rule, Received)
    said = [rule.verdict_on(entry, case) for entry in ana.rsc]
    assert [(one.ruling, one.why) for one in said] == [
        (COUNTS, "on record; Kim Oak held MHM-C then"),
        (COUNTS, "on record; Kim Oak held MHM-C then"),
        (UNCLEAR, "X is not in the workbook"),
    ]
    assert rule.sums(case) is rule.sums(case)
    (unclear,), (again,) = rule.weighed(case, UNCLEAR), rule.weighed(case, UNCLEAR)
    assert unclear is again


def test_each_session_has_its_reason() -> None:
    """With oneself, by nobody, among peers, of another age group: each says why."""
    log = [
        session(date(2026, 1, 10), provider="Ana Ruiz"),
        session(date(2026, 2, 10), provider=""),
        session(date(2026, 3, 10), mode="Peer"),
        session(date(2026, 4, 10), provider="Kim Oak", mode="Group"),
    ]
    pack = pack_of(asked("renewal.rsc", 12), provider_rule=RULES)
    lines = reasons("renewal.rsc", pack, NOW, [ANA, KIM, LEE], rsc=log)
    assert [(line.counted, line.why) for line in lines] == [
        (False, "the provider is the same person"),
        (False, "unclear: it does not say who gave it"),
        (False, "peer supervision does not count"),
        (True, "inside the cycle; Kim Oak held MHM-C then"),
    ]


# --- each session by itself ----------------------------------------------------------------------

HUM = {"name": "Hu Elm", "category": "IMHM-C", "endorsed": date(2015, 1, 1)}


def of_mentor(log: list[Any], as_of: date = NOW, **more: Any) -> Any:
    """The renewal of a Mentor-Clinical, who needs another one as provider."""
    pack = pack_of(asked("renewal.rsc", 12, title="RSC"), provider_rule=RULES, **more)
    mine = [{**one, "name": "Hu Elm"} for one in log]
    return finding("renewal.rsc", pack, as_of, [HUM, KIM], rsc=mine)


GOOD = session(date(2026, 2, 10), 6)


@pytest.mark.parametrize(
    ("other", "outcome", "have"),
    [
        (session(date(2026, 3, 10), 6), MEETS, 12),
        (session(date(2026, 3, 10), 6, "Hu Elm"), OPEN, 6),
        (session(date(2026, 3, 10), 6, mode="Peer"), OPEN, 6),
        (session(date(2026, 3, 10), 6, used_for="application"), OPEN, 6),
        (session(date(2026, 3, 10), 17), CANNOT, 6),
        (session(date(2025, 12, 30), 6, end_date=date(2026, 1, 2)), CANNOT, 6),
        (session(date(2026, 3, 10), 6, used_for="lunch"), CANNOT, 6),
        (session(date(2026, 3, 10), "six"), CANNOT, 6),
        (session("spring", 6), CANNOT, 6),
        (session("spring", 6, "Hu Elm"), OPEN, 6),
        (session(date(2026, 12, 1), 6), OPEN, 6),
    ],
)
def test_what_is_not_plain_is_weighed_by_itself(other: Any, outcome: Outcome, have: float) -> None:
    """With oneself, among peers, used before, too long, over the edge, not readable, ahead."""
    found = of_mentor([GOOD, other])
    assert (found.outcome, found.have) == (outcome, have)


@pytest.mark.parametrize(("rule", "who"), [("initial.rsc", APPLICANT), ("renewal.rsc", ANA)])
@pytest.mark.parametrize("said", [{}, {"provider": "Kim Oak"}])
def test_hours_before_the_degree_do_not_count_in_the_sum(rule: str, who: Any, said: Any) -> None:
    """Also where nothing else is asked of a session, and where no log names providers."""
    after = [{"degree": "master", "scopes": ["FS"], **ANY}]
    person = {**who, "degree": "Master", "degree_date": date(2026, 2, 1)}
    pack = pack_of(asked(rule, 4, after_degree=after), provider_rule=RULES)
    days = ((date(2026, 1, 10), 4), (date(2026, 2, 10), 3))
    log = [{"name": "Ana Ruiz", "date": day, "hours": hours, **said} for day, hours in days]
    found = finding(rule, pack, NOW, [person, KIM], rsc=log)
    assert (found.outcome, found.have) == (OPEN, 3)


def test_among_peers_hours_count_where_no_log_names_providers() -> None:
    """Where peer supervision is admitted, nothing else is asked of such a session."""
    log = [{"name": "Hu Elm", "date": date(2026, 3, 10), "hours": 12, "mode": "Peer"}]
    for relief, outcome in (((), OPEN), ([RELIEVED], MEETS)):
        pack = pack_of(asked("renewal.rsc", 12), provider_rule=RULES, relief=relief)
        assert finding("renewal.rsc", pack, NOW, [HUM, KIM], rsc=log).outcome is outcome


@pytest.mark.parametrize("order", [1, -1])
def test_each_receiver_has_rules_of_their_own(order: int) -> None:
    """Of one provider's hours on one day those count whose receiver may have them from there."""
    rules = [RULES[0], {"id": "fa", "receiver": ["FA"], "allowed": [{"scopes": ["FS"]}], **ANY}]
    pack = pack_of(asked("renewal.rsc", 12), provider_rule=rules)
    log = [{**GOOD, "name": name, "hours": 12} for name in ("Ana Ruiz", "Lee Ash")]
    people = judged(pack, NOW, [ANA, LEE, KIM][::order], rsc=log).people
    have = {one.person.name: [f.have for f in one.findings] for one in people}
    assert (have["Ana Ruiz"], have["Lee Ash"]) == ([12], [0])


@pytest.mark.parametrize("last", [date(2026, 6, 30), date(2026, 1, 1)])
def test_on_the_last_day_of_a_rule_by_degree_the_degree_counts(last: date) -> None:
    """A rule for those without a Master's serves them up to its last day, and no longer."""
    rules = [
        {"id": "b", "receiver": ["FS"], "receiver_degree": "bachelor", "until": last,
         "allowed": [{"scopes": ["FA"]}], **ANY},
        *RULES,
    ]  # fmt: skip
    pack = pack_of(asked("renewal.rsc", 12), provider_rule=rules)
    log = [session(last, 6, "Lee Ash"), session(last + timedelta(days=1), 6, "Lee Ash")]
    for degree, counted in (("Bachelor", [True, False]), ("Master", [False, False])):
        person = {**ANA, "degree": degree, "degree_date": date(2010, 1, 1)}
        lines = reasons("renewal.rsc", pack, NOW, [person, KIM, LEE], rsc=log)
        assert [line.counted for line in lines] == counted
        found = finding("renewal.rsc", pack, NOW, [person, KIM, LEE], rsc=log)
        assert found.have == 6 * sum(counted)


def test_vetted_by_the_association_of_the_receiver() -> None:
    """Whose own association vetted the provider counts hours that another's member does not."""
    vetted = [{"association": "own", **ANY}]
    jo = {"name": "Jo Fir", "provider_status": "vetted", "association": "Hill",
          "provider_from": date(2020, 1, 1)}  # fmt: skip
    pack = pack_of(asked("renewal.rsc", 12, title="RSC"), provider_rule=RULES, vetted=vetted)
    log = [session(date(2026, 3, 10), 12, "Jo Fir")]
    for association, outcome in (("Hill", MEETS), ("Dale", OPEN), ("", CANNOT)):
        person = {**ANA, "association": association}
        found = finding("renewal.rsc", pack, NOW, [person], rsc=log, providers=[jo])
        assert found.outcome is outcome


def test_with_oneself_in_another_category_it_is_oneself_all_the_same() -> None:
    """Who stands in two rows is one human being: neither row counts RSC given to oneself."""
    two = [{**ANA, "person_id": "7"}, {**ANA, "category": "IMHM-C", "person_id": "7"}]
    pack = pack_of(asked("renewal.rsc", 12, title="RSC"), provider_rule=RULES)
    log = [{**session(date(2026, 3, 10), 12, "Ana Ruiz"), "person_id": "7"}]
    for of in (0, 1):
        found = finding("renewal.rsc", pack, NOW, [*two, KIM], of=of, rsc=log)
        assert (found.outcome, found.have) == (OPEN, 0)
    (line,) = reasons("renewal.rsc", pack, NOW, [*two, KIM], rsc=log)
    assert line.why == "the provider is the same person"


def test_about_which_age_group() -> None:
    """About both age groups counts for each; about the other one it does not.

    Beside that, who gave it is always said, and goes first where that is as grave.
    """
    log = [session(date(2026, n, 10), 1, band=band) for n, band in
           enumerate(("infant", "both", "early", ""), 1)]  # fmt: skip
    log.append(session(date(2026, 5, 10), 1, "Lee Ash", band="early"))
    pack = pack_of(asked("initial.rsc", 12, band="match"), provider_rule=RULES)
    lines = reasons("initial.rsc", pack, NOW, [APPLICANT, KIM, LEE], rsc=log)
    held = (True, "on record; Kim Oak held MHM-C then")
    assert [(line.counted, line.why) for line in lines] == [
        held,
        held,
        (False, "it was about the other age group"),
        held,
        (False, "Lee Ash held FA then, which is not enough to give RSC to FS"),
    ]


def test_who_gives_rsc_to_others_is_told_what_the_provider_held() -> None:
    """A session with somebody who received nothing in return has the reason of any other."""
    log = [session(date(2026, 3, 10), 12) | {"name": "Hu Elm"},
           session(date(2026, 3, 20), 1, "Hu Elm")]  # fmt: skip
    pack = pack_of(asked("renewal.rsc", 12), provider_rule=RULES)
    (line,) = reasons("renewal.rsc", pack, NOW, [HUM, KIM, ANA], rsc=log)
    assert (line.counted, line.why) == (True, "inside the cycle; Kim Oak held MHM-C then")


RELIEVED = {"requirement": "renewal.rsc", "scopes": ["MHM-C"], "after_years": 3, "value": 10,
            "peer_counts": True, "source": "S2"}  # fmt: skip


def test_among_peers_the_reason_says_so() -> None:
    """After the years that admit it: of the same category, and not of another."""
    pack = pack_of(asked("renewal.rsc", 12), provider_rule=RULES, relief=[RELIEVED])
    log = [session(date(2026, n, 10), 2, who, mode="Peer") | {"name": "Hu Elm"}
           for n, who in enumerate(("Kim Oak", "Lee Ash"), 1)]  # fmt: skip
    lines = reasons("renewal.rsc", pack, NOW, [HUM, KIM, LEE], rsc=log)
    assert [(line.counted, line.why) for line in lines] == [
        (True, "inside the cycle; among peers: Kim Oak held the same category then"),
        (False, "among peers: Lee Ash held FA then, another category"),
    ]


@pytest.mark.parametrize(
    ("back", "outcome"),
    [(date(2027, 3, 9), CANNOT), (date(2027, 3, 10), MEETS), (date(2025, 3, 11), CANNOT),
     (date(2025, 3, 10), MEETS)],
)  # fmt: skip
def test_each_other_within_a_year(back: date, outcome: Outcome) -> None:
    """Twelve months from one session to the other, to the day: then it is no longer each other."""
    log = [session(date(2026, 3, 10), 12) | {"name": "Hu Elm"},
           session(back, 1, "Hu Elm") | {"name": "Kim Oak"}]  # fmt: skip
    pack = pack_of(asked("renewal.rsc", 12), provider_rule=RULES, cycle=[YEARS])
    as_of = date(2027, 3, 20)
    assert finding("renewal.rsc", pack, as_of, [HUM, KIM], rsc=log).outcome is outcome


YEARS = {"first_deadline": date(2024, 12, 31), "years": 3, "source": "S2"}


def test_each_other_among_peers_of_one_category() -> None:
    """Where peers count it makes no difference between them, but with another category it does."""
    pack = pack_of(asked("renewal.rsc", 12), provider_rule=ANYBODY, relief=[RELIEVED])
    for who, outcome in (("Kim Oak", MEETS), ("Lee Ash", CANNOT)):
        log = [session(date(2026, 3, 10), 12, who) | {"name": "Hu Elm"},
               session(date(2026, 4, 10), 1, "Hu Elm") | {"name": who}]  # fmt: skip
        assert finding("renewal.rsc", pack, NOW, [HUM, KIM, LEE], rsc=log).outcome is outcome


ANYBODY = [{"id": "any", "receiver": ["MHM-C"], "allowed": [{"scopes": ["MHM-C", "FA"]}], **ANY}]


# --- about RSC given ---------------------------------------------------------------------------

MENTOR = {**APPLICANT, "category": "IMHM-C"}
ABOUT = {"about_given": [{"value": 6, **ANY}], "about_total": "about_rsc_given_hours"}


def about(log: list[Any] | None, as_of: date = NOW, **cells: object) -> list[Any]:
    pack = pack_of(asked("initial.rsc", 12, title="RSC", **ABOUT), provider_rule=RULES)
    tabs = {} if log is None else {"rsc": log}
    found = judged(pack, as_of, [{**MENTOR, **cells}, KIM], **tabs).people[0].findings
    return [f for f in found if "about" in f.say]


def told(*said: tuple[float, str]) -> list[Any]:
    return [
        session(date(2026, 1 + n, 5), hours, about_given=what)
        for n, (hours, what) in enumerate(said)
    ]


@pytest.mark.parametrize(
    ("log", "outcome", "message", "have", "short"),
    [
        (told((6, "yes"), (6, "no")), MEETS,
         "Appears to meet: 6 of 6 hours of RSC about RSC given.", 6, 0),
        (told((5.75, "yes"), (6.25, "no")), OPEN,
         "Not yet: 5.75 of 6 hours of RSC about RSC given; 0.25 to go.", 5.75, 0.25),
        (told((5.75, "yes"), (0.25, ""), (6, "no")), CANNOT,
         "Cannot tell: 5.75 of 6 hours of RSC are certainly about RSC given; for others nobody "
         "says what they were about, or whether they count.", 5.75, None),
        (told((5.75, "yes"), (0.2, ""), (6, "no")), OPEN,
         "Not yet: 5.75 of 6 hours of RSC about RSC given; 0.25 to go.", 5.75, 0.25),
        ([*told((4, "yes"), (6, "no")), session("spring", 2, about_given="yes")], CANNOT,
         "Cannot tell: 4 of 6 hours of RSC are certainly about RSC given; for others nobody says "
         "what they were about, or whether they count.", 4, None),
    ],
)  # fmt: skip
def test_hours_about_rsc_given(
    log: list[Any], outcome: Outcome, message: str, have: float, short: float | None
) -> None:
    """What is certain, what is lacking, or that nobody says what the rest was about."""
    found = about(log)[0]
    assert (found.outcome, found.message, found.have, found.short) == (
        outcome, message, have, short,
    )  # fmt: skip


def test_of_two_stretches_the_one_about_rsc_given_counts() -> None:
    """Both are long and full enough: that with the hours about RSC given is taken for both."""
    log = [{**one, "about_given": "yes"} for one in OLD_ENOUGH]
    log += [{**one, "about_given": "no"} for one in LATER_ENOUGH]
    rule = asked("initial.rsc", 24, title="RSC", window=WINDOW, **ABOUT)
    person = judged(pack_of(rule, provider_rule=RULES), NOW, [MENTOR, KIM], rsc=log).people[0]
    found = {f.rule: f for f in person.findings}
    whole, part = found["initial.rsc"], found["initial.rsc.about_given"]
    assert (whole.outcome, whole.have) == (MEETS, 24.25)
    assert (part.outcome, part.have, part.need) == (MEETS, 24.25, 6)
    assert part.citation is not None


def test_what_is_in_doubt_may_be_about_rsc_given() -> None:
    """A session of which nobody can tell, nor what it was about, could make it enough."""
    (found, *_) = about([*told((6, "no")), session("spring", 6, about_given="")])
    assert (found.outcome, found.have) == (CANNOT, 0)
    (found, *_) = about([session("spring", 12, about_given="yes")])
    assert (found.outcome, found.have) == (CANNOT, 0)


def test_the_next_hour_about_rsc_given_is_the_day_to_look_again() -> None:
    """A session ahead, or one that grows too old."""
    ahead = session(date(2026, 12, 5), 3, about_given="yes")
    (found, *_) = about([*told((3, "yes")), ahead])
    assert (found.outcome, found.changes_on) == (OPEN, date(2026, 12, 5))
    rule = asked("initial.rsc", 6, title="RSC", last_months=12, **ABOUT)
    person = judged(
        pack_of(rule, provider_rule=RULES), NOW, [MENTOR, KIM], rsc=told((6, "yes"))
    ).people[0]
    part = {f.rule: f for f in person.findings}["initial.rsc.about_given"]
    assert (part.outcome, part.changes_on) == (MEETS, date(2027, 1, 5))


def test_the_usual_figure_is_not_told_of_the_part() -> None:
    """What most applications show is about all hours, and is told there."""
    usual = [{"value": 60, "source": "S2"}]
    rule = asked("initial.rsc", 12, title="RSC", typical=usual, **ABOUT)
    person = judged(
        pack_of(rule, provider_rule=RULES), NOW, [MENTOR, KIM], rsc=told((12, "yes"))
    ).people[0]
    found = {f.rule: f for f in person.findings}
    assert "Most successful applications show about 60" in found["initial.rsc"].message
    assert found["initial.rsc.about_given"].message == (
        "Appears to meet: 12 of 6 hours of RSC about RSC given."
    )
    unsure = [{"value": 6, "reading": "unverified", "source": "S2"}]
    rule = asked("initial.rsc", 12, title="RSC", **{**ABOUT, "about_given": unsure})
    person = judged(
        pack_of(rule, provider_rule=RULES), NOW, [MENTOR, KIM], rsc=told((12, "yes"))
    ).people[0]
    part = {f.rule: f for f in person.findings}["initial.rsc.about_given"]
    assert part.message.endswith("(This rule is not verified.)")


@pytest.mark.parametrize(
    ("cells", "column"),
    [({}, 1), ({"rsc_hours": 12}, 4), ({"rsc_hours": 12, "about_rsc_given_hours": 6}, 5)],
)
def test_where_the_part_points(cells: Any, column: int) -> None:
    """At its own column, else at that of all hours, else at the name."""
    found = about(told((6, "yes"), (6, "no")), **cells)[0]
    assert found.place is not None
    assert found.place.column == column


def test_without_columns_the_part_points_at_the_last_name() -> None:
    """Where the name is in two columns."""
    log = table(TableKind.RSC, "name", "date", "hours", "about_given")
    case = applicant(NOW, {"last_name": "Ruiz"}, scopes=["MHM-C"], tabs=[log])
    del case.person.table.columns["name"]
    whole, part = made(Rsc, total="rsc_hours", **ABOUT).judge(case, need(12))
    assert (whole.place, part.place) == (("roster", 2, 2), ("roster", 2, 2))


def test_a_case_made_without_a_pack_is_judged_too() -> None:
    """The part has its own figure, and the remarks about all hours stay with these."""
    rule = made(Rsc, total="rsc_hours", **ABOUT)
    case = applicant(NOW, {"rsc_hours": 12, "about_rsc_given_hours": 4}, scopes=["MHM-C"])
    asks = need(12)._replace(remarks=(Remark("renewal.removal", {"removal": NOW}),))
    whole, part = rule.judge(case, asks)
    assert "comes off the registry" in whole.message
    assert (part.need, part.short) == (6, 2)
    assert "comes off the registry" not in part.message


@pytest.mark.parametrize(
    ("said", "message"),
    [
        (6, "Appears to meet: 6 of 6 hours of RSC about RSC given."),
        (5.5, "Not yet: 5.5 of 6 hours of RSC about RSC given; 0.5 to go."),
        ("", "Cannot tell: the hours of RSC about RSC given are blank. Type 0 if there are none."),
    ],
)
def test_a_column_of_hours_about_rsc_given(said: object, message: str) -> None:
    """Without a log the column tells, and its cell is the one that is named."""
    (found,) = about(None, rsc_hours=12, about_rsc_given_hours=said)
    assert (found.message, found.need) == (message, 6)
    assert found.place is not None
    assert found.place.column == 5
    assert '"many"' in about(None, about_rsc_given_hours="many")[0].message


def test_a_column_beside_the_log() -> None:
    """Both figures are said where they differ; a column may say more of what is not told."""
    log = told((4, "yes"), (8, "no"))
    first, second = about(log, about_rsc_given_hours=6)
    assert first.message == (
        "Cannot tell: the column says 6 hours of RSC about RSC given, the log adds up to 4; "
        "6 are needed."
    )
    assert second.message == (
        "The column says 6 hours of RSC about RSC given; the log adds up to 4."
    )
    assert len(about(told((4, "yes"), (2, ""), (6, "no")), about_rsc_given_hours=6)) == 1
    gravest, short = about(log, about_rsc_given_hours=5)
    assert (gravest.rule, short.outcome) == ("total.disagrees", OPEN)


def test_what_is_not_tracked_is_said() -> None:
    """A log without a column on what it was about; a sum that does not tell the time."""
    pack = pack_of(asked("initial.rsc", 12, title="RSC", **ABOUT), provider_rule=RULES)
    log = monthly(2026, range(1, 7))
    one = finding("initial.rsc", pack, NOW, [MENTOR, KIM], rsc=log)
    assert one.message.endswith(
        "(How many of them are about RSC given is not tracked in this workbook.)"
    )
    windowed = pack_of(asked("initial.rsc", 12, title="RSC", total="rsc_hours", window=WINDOW))
    one = finding("initial.rsc", windowed, NOW, [{**APPLICANT, "rsc_hours": 12}])
    assert one.message == (
        "Appears to meet: 12 of 12 hours of RSC. (A sum alone does not tell over how long the "
        "hours were received.)"
    )
    plain = pack_of(asked("initial.rsc", 12, title="RSC", total="rsc_hours"))
    one = finding("initial.rsc", plain, NOW, [{**APPLICANT, "rsc_hours": 12}])
    assert one.message == "Appears to meet: 12 of 12 hours of RSC."


def test_a_part_that_is_not_verified_is_said_once() -> None:
    """Of the time that is asked, where it holds; not beside a figure that is unverified itself."""
    unsure = [{"min_months": 12, "reading": "unverified", **ANY}]
    assert "(Part of this rule is not verified.)" in initial(CRAMMED, window=unsure).message
    elsewhere = [{**unsure[0], "scopes": ["MHM-C"]}]
    assert "not verified" not in initial(CRAMMED, window=elsewhere).message
    over = [{**unsure[0], "until": date(2020, 1, 1)}]
    assert "not verified" not in initial(CRAMMED, window=over).message
    need = [{"value": 24, "reading": "unverified", **ANY}]
    assert "Part of" not in initial(CRAMMED, window=unsure, need=need).message


def test_rules_that_change_are_announced() -> None:
    """The days on which a value, a stretch, a spread or a share begins or ends."""
    pack = pack_of(
        asked(
            "initial.rsc", 24,
            need=[{"value": 24, "until": date(2030, 12, 31), **ANY}],
            window=[{"min_months": 12, "until": date(2031, 12, 31), **ANY}],
            spread=[{"value": 6, "until": date(2032, 12, 31), **ANY}],
            about_given=[{"value": 6, "until": date(2033, 12, 31), **ANY}],
            after_degree=[{"degree": "bachelor", "until": date(2034, 12, 31), **ANY}],
        )
    )  # fmt: skip
    (rule,) = pack.requirements
    assert set(rule.turns()) == {date(year, 1, 1) for year in range(2031, 2036)}
