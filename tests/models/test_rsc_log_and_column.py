"""RSC in a log and in a column: which of them speaks, and when they cannot both be right."""

from __future__ import annotations

from datetime import date

import pytest

from models.findings import Finding, Outcome
from tests.models.hours_book import asked, finding, judged, pack_of, reasons

NOW = date(2026, 11, 22)
DAY = date(2026, 3, 10)
ANY = {"source": "S2"}
RULES = [
    {"id": "fs", "receiver": ["FS"], "allowed": [{"scopes": ["MHM-C"]}], **ANY},
    {"id": "mhmc", "receiver": ["MHM-C"], "allowed": [{"scopes": ["MHM-C"]}], **ANY},
]
ANA = {"name": "Ana Ruiz", "category": "IFS", "endorsed": date(2020, 5, 1), "status": "endorsed"}
KIM = {"name": "Kim Oak", "category": "IMHM-C", "endorsed": date(2015, 1, 1), "status": "endorsed"}
LAPSED = KIM | {"name": "Lee Ash", "status": "lapsed", "status_since": date(2025, 1, 1)}
APPLICANT = {"name": "Ana Ruiz", "category": "IFS", "status": "applicant"}
MENTOR = APPLICANT | {"category": "IMHM-C"}
RENEWAL = pack_of(asked("renewal.rsc", 12), provider_rule=RULES)
ABOUT = {"about_given": [{"value": 6, **ANY}], "about_total": "about_rsc_given_hours"}
HALF = pack_of(asked("initial.rsc", 12, **ABOUT), provider_rule=RULES)


def session(day: date | str, hours: object = 12, provider: str = "Kim Oak", **more):
    return {"name": "Ana Ruiz", "date": day, "hours": hours, "provider": provider, **more}


def by_rule(pack, as_of: date, person, log, *others) -> dict[str, Finding]:
    """The findings about a person whose sessions these are."""
    people = [person, KIM, LAPSED, *others]
    return {f.rule: f for f in judged(pack, as_of, people, rsc=log).people[0].findings}


# --- which of them speaks ----------------------------------------------------------------------


@pytest.mark.parametrize(
    "void",
    [
        session(DAY, provider="Lee Ash"),
        session(DAY, provider="Ana Ruiz"),
        session(DAY, mode="peer"),
        session("", provider="Ana Ruiz"),
    ],
    ids=["lapsed", "herself", "peer", "undated"],
)
def test_sessions_that_do_not_count_are_the_log_all_the_same(void) -> None:
    """A log in which nothing counts says 0 hours: a column that says more is no pass."""
    found = by_rule(RENEWAL, NOW, ANA | {"rsc_hours": 24}, [void])
    assert found["renewal.rsc"].outcome is Outcome.CANNOT_TELL
    assert found["renewal.rsc"].have == 0
    assert found["total.disagrees"].outcome is Outcome.CANNOT_TELL
    short = by_rule(RENEWAL, NOW, ANA | {"rsc_hours": 5}, [void])
    assert short["renewal.rsc"].outcome is Outcome.OPEN
    assert (short["renewal.rsc"].have, short["renewal.rsc"].short) == (0, 12)
    assert "total.disagrees" in short
    assert "total.disagrees" not in by_rule(RENEWAL, NOW, ANA | {"rsc_hours": 0}, [void])


@pytest.mark.parametrize(
    "elsewhere",
    [
        session(DAY, used_for="application"),
        session(date(2025, 3, 10), provider="Lee Ash"),
        session(date(2027, 3, 10), provider="Lee Ash"),
        session(date(2025, 12, 31), mode="peer"),
    ],
    ids=["used", "last year", "next year", "peer last year"],
)
def test_sessions_of_another_time_leave_it_to_the_column(elsewhere) -> None:
    """Who has no entries in the cycle is judged by the column."""
    found = by_rule(RENEWAL, NOW, ANA | {"rsc_hours": 24}, [elsewhere])
    assert found["renewal.rsc"].outcome is Outcome.MEETS
    assert "total.disagrees" not in found


def test_one_more_hour_that_counts_never_makes_it_worse() -> None:
    """With sessions that do not count, and a column that says more, an hour more changes little."""
    void, hour = session(DAY, provider="Lee Ash"), session(DAY, 1)
    for log in ([void], [void, hour]):
        found = by_rule(RENEWAL, NOW, ANA | {"rsc_hours": 24}, log)
        assert found["renewal.rsc"].outcome is Outcome.CANNOT_TELL


def test_a_column_that_is_enough_beside_a_log_that_is_not() -> None:
    """Hours too near to each other are not enough: the hours that are not in the log may help."""
    window = {"window": [{"min_months": 12, **ANY}]}
    pack = pack_of(asked("initial.rsc", 12, **window), provider_rule=RULES)
    log = [session(DAY, 6), session(date(2026, 5, 10), 6)]
    for said, outcome, disagrees in [
        (20, Outcome.CANNOT_TELL, True),
        (12, Outcome.OPEN, False),
        (9, Outcome.OPEN, True),
    ]:
        found = by_rule(pack, NOW, APPLICANT | {"rsc_hours": said}, log)
        assert found["initial.rsc"].outcome is outcome
        assert ("total.disagrees" in found) is disagrees
        if outcome is Outcome.OPEN:
            assert "RSC has to go on" in found["initial.rsc"].action


@pytest.mark.parametrize(
    ("days", "outcome"),
    [
        ([date(2026, 1, 5), date(2026, 2, 5)], Outcome.GAP),
        ([date(2026, 1, 5), date(2026, 7, 5)], Outcome.CANNOT_TELL),
        ([date(2026, 1, 5), ""], Outcome.CANNOT_TELL),
    ],
)
def test_what_is_in_doubt_has_to_be_spread_out_too(days, outcome) -> None:
    """Sessions on near days are short, whether those in doubt count or not."""
    spread = {"spread": [{"value": 6, **ANY}]}
    pack = pack_of(asked("renewal.rsc", 12, **spread), provider_rule=RULES)
    log = [session(day, 6, "Nobody Known") for day in days]
    log.append(session(DAY) | {"name": "Bo Lee"})  # the book tells of providers
    assert by_rule(pack, date(2027, 1, 1), ANA, log)["renewal.rsc"].outcome is outcome


@pytest.mark.parametrize("void", [{"mode": "peer"}, {"provider": "Lee Ash"}])
def test_the_day_from_which_the_log_speaks_is_told(void) -> None:
    """A session ahead that does not count ends the word of the column on its day."""
    ana, ahead = ANA | {"rsc_hours": 24}, date(2026, 12, 1)
    found = by_rule(RENEWAL, NOW, ana, [session(ahead, **void)])["renewal.rsc"]
    assert (found.outcome, found.changes_on) == (Outcome.MEETS, ahead)
    later = by_rule(RENEWAL, ahead, ana, [session(ahead, **void)])
    assert later["renewal.rsc"].outcome is Outcome.CANNOT_TELL


@pytest.mark.parametrize(
    ("rule", "session_of"),
    [
        ({"band": "match"}, {"band": "early"}),
        ({"after_degree": [{"degree": "bachelor", **ANY}]}, {}),
    ],
)
def test_in_an_application_too(rule, session_of) -> None:
    """Sessions about the other age group, or before the degree, are the log of an applicant."""
    pack = pack_of(asked("initial.rsc", 12, **rule), provider_rule=RULES)
    person = APPLICANT | {"rsc_hours": 24, "degree": "BA", "degree_date": date(2026, 5, 1)}
    found = by_rule(pack, NOW, person, [session(DAY, **session_of)])
    assert found["initial.rsc"].outcome is Outcome.CANNOT_TELL
    assert "total.disagrees" in found


# --- in which words ----------------------------------------------------------------------------


def test_one_provider_is_one_however_the_name_is_written() -> None:
    """Names, ids and e-mails of the same person are no other providers."""
    kim = KIM | {"person_id": "K1", "email": "kim@example.org"}
    pack = pack_of(asked("initial.rsc", 12, most_from=2), provider_rule=RULES)
    log = [session(DAY, 4, name) for name in ("Kim Oak", "K1", "kim@example.org")]
    one = finding("initial.rsc", pack, NOW, [APPLICANT | {"person_id": "", "email": ""}, kim],
                  rsc=log)  # fmt: skip
    assert one.outcome is Outcome.MEETS
    assert "providers" not in one.message


def test_two_who_give_rsc_to_each_other_are_told_of_once() -> None:
    """All hours of which that makes doubtful are added up, whatever the days."""
    log = [session(date(2026, month, 10), 3) for month in (3, 4, 5)]
    log += [
        {"name": "Kim Oak", "date": date(2026, m, 9), "hours": 1, "provider": "Ana Ruiz"}
        for m in (2, 6)
    ]
    one = by_rule(RENEWAL, NOW, ANA, log)["renewal.rsc"]
    assert "(9 h are in doubt: Kim Oak received RSC from this member, too" in one.message
    assert "?." not in one.message


@pytest.mark.parametrize(
    ("term", "why"),
    [
        ({"provider_status": "vetted", "provider_until": date(2026, 2, 1)},
         "Lee Ash was vetted until 1 Feb 2026 only"),
        ({"provider_status": "vetted", "provider_from": date(2026, 4, 1)},
         "Lee Ash was vetted from 1 Apr 2026 on only"),
        ({"provider_status": "endorsed", "provider_until": date(2026, 2, 1)},
         "Lee Ash was endorsed until 1 Feb 2026 only"),
        ({"provider_status": "lapsed", "provider_from": date(2026, 2, 1)},
         "the endorsement of Lee Ash had lapsed on 1 Feb 2026"),
        ({"provider_status": "sanctioned", "provider_from": date(2026, 2, 1)},
         "Lee Ash was under sanction since 1 Feb 2026"),
        ({"provider_status": "removed"}, "Lee Ash was taken off the registry"),
        ({"provider_status": "inactive"}, "Lee Ash was inactive"),
    ],
)  # fmt: skip
def test_what_the_provider_was_is_said_in_its_own_words(term, why) -> None:
    """Who was vetted was not endorsed, and a lapse is on a day."""
    empty = {"provider_from": "", "provider_until": ""}
    lee = {"name": "Lee Ash", "provider_category": "IMHM-C", **empty, **term}
    (entry,) = reasons("renewal.rsc", RENEWAL, NOW, [ANA], rsc=[session(DAY, 2, "Lee Ash")],
                       providers=[lee])  # fmt: skip
    assert (entry.counted, entry.why) == (False, why)


# --- what cannot count, on whatever day --------------------------------------------------------


@pytest.mark.parametrize(
    ("rule", "person", "session_of", "why"),
    [
        ({"band": "match"}, {}, {"band": "early"}, "it was about the other age group"),
        ({"after_degree": [{"degree": "bachelor", **ANY}]}, {"degree": "none", "degree_date": ""},
         {}, "there is no Bachelor's degree, and only hours after it count"),
    ],
)  # fmt: skip
def test_a_session_without_a_date_that_could_not_count_on_any_day(
    rule, person, session_of, why
) -> None:
    """It is out and not in doubt: nothing is made enough by it."""
    pack = pack_of(asked("initial.rsc", 12, **rule), provider_rule=RULES)
    log = [session("", **session_of)]
    people = [APPLICANT | person, KIM]
    assert finding("initial.rsc", pack, NOW, people, rsc=log).outcome is Outcome.OPEN
    (entry,) = reasons("initial.rsc", pack, NOW, people, rsc=log)
    assert (entry.counted, entry.why) == (False, why)


def test_a_session_about_both_age_groups_is_about_each() -> None:
    """It counts for a credential of either age group."""
    pack = pack_of(asked("initial.rsc", 12, band="match"), provider_rule=RULES)
    for category in ("IFS", "ECFS", "I/ECFS"):
        people = [APPLICANT | {"category": category}, KIM]
        one = finding("initial.rsc", pack, NOW, people, rsc=[session(DAY, band="both")])
        assert one.outcome is Outcome.MEETS


# --- hours about RSC given ---------------------------------------------------------------------


def test_a_column_of_hours_about_rsc_given_is_judged_alone() -> None:
    """Where nothing else tells of RSC, the part is judged, and the whole named as not tracked."""
    person = MENTOR | {"about_rsc_given_hours": 5}
    everybody = judged(HALF, NOW, [person])
    (one,) = [f for f in everybody.people[0].findings if f.rule.startswith("initial.rsc")]
    assert (one.rule, one.outcome, one.short) == ("initial.rsc.about_given", Outcome.OPEN, 1)
    assert any("initial.rsc" in text for text in everybody.notices)
    scoped = ABOUT | {"about_given": [{"value": 6, "scopes": ["MHM-C"], **ANY}]}
    pack = pack_of(asked("initial.rsc", 12, **scoped), provider_rule=RULES)
    found = judged(pack, NOW, [person | {"category": "IFS"}]).people[0].findings
    assert not [f for f in found if f.rule.startswith("initial.rsc")]


@pytest.mark.parametrize(
    ("said", "told", "outcome", "disagrees"),
    [
        (6, [], Outcome.MEETS, False),  # only others stand in the log
        (5, [], Outcome.OPEN, False),
        ("", [], Outcome.CANNOT_TELL, False),
        (6, ["yes"], Outcome.MEETS, False),
        ("", ["yes"], Outcome.MEETS, False),
        (0, ["yes"], Outcome.CANNOT_TELL, True),
        (7, ["yes"], Outcome.MEETS, True),
        (6, ["no"], Outcome.CANNOT_TELL, True),
        (3, ["no"], Outcome.OPEN, True),
        (6, [""], Outcome.CANNOT_TELL, False),  # the column may be right, the log does not say
    ],
)
def test_hours_about_rsc_given_in_a_log_and_in_a_column(said, told, outcome, disagrees) -> None:
    """The log where the person stands in it, else the column; where they differ it is said."""
    log = [session(DAY, 6, about_given=one) for one in told]
    log.append(session(DAY, 6, about_given="yes") | {"name": "Bo Lee"})
    bo = ANA | {"name": "Bo Lee"}
    found = by_rule(HALF, NOW, MENTOR | {"about_rsc_given_hours": said}, log, bo)
    one = found["initial.rsc.about_given"]
    assert one.outcome is outcome
    assert ("total.disagrees" in found) is disagrees
    if disagrees:
        assert "about RSC given" in found["total.disagrees"].message
        assert found["total.disagrees"].place == one.place
