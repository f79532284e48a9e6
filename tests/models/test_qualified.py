"""Who was qualified to give RSC on a day: the three regimes, and what can befall a provider."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.providerrules import Allowed, ProviderRule, ProviderSettings, Vetted
from models.providers import Provider
from models.qualified import Qualifying
from models.records import ProviderTerm, Table, TableKind
from models.requirements.base import degree_by
from models.verdicts import COUNTS, OUT, UNCLEAR
from tests.examples import tries

TAB = Table(TableKind.PROVIDERS, "Providers", 1, {}, {})
SINCE_2022, SINCE_2025 = date(2022, 10, 1), date(2025, 1, 1)


def rule(id_: str, receiver: str, allowed: list[Allowed], **more) -> ProviderRule:
    return ProviderRule(
        id=id_, receiver=tuple(receiver.split()), allowed=tuple(allowed), source="S", **more
    )


def who(scopes: str, **more) -> Allowed:
    return Allowed(scopes=tuple(scopes.split()), **more)


REGIMES = [
    rule("fs-b", "FS", [who("FS", degree="master"), who("MHS MHM-C")],
         until=SINCE_2022 - timedelta(1), receiver_degree="bachelor"),
    rule("fs-m", "FS", [who("MHS MHM-C")], until=SINCE_2022 - timedelta(1),
         receiver_degree="master"),
    rule("mhs", "MHS", [who("MHS MHM-C")], until=SINCE_2025 - timedelta(1),
         phases=("initial",)),
    rule("mhs-r", "MHS", [who("MHS MHM-C")], until=SINCE_2025 - timedelta(1),
         phases=("renewal",), receiver_gives_rsc=False),
    rule("mhs-g", "MHS", [who("MHM-C")], until=SINCE_2025 - timedelta(1),
         phases=("renewal",), receiver_gives_rsc=True),
    rule("mhmc", "MHM-C", [who("MHM-C")], until=SINCE_2025 - timedelta(1)),
    rule("fs-22", "FS FRS", [who("MHM-C"), who("FRS", emerging=True)],
         since=SINCE_2022, until=SINCE_2025 - timedelta(1)),
    rule("2025", "FS MHS MHM-C ERS", [who("MHM-C"), who("ERS", emerging=True)],
         since=SINCE_2025, reading="unverified"),
]  # fmt: skip
VETTED = Vetted(association="own", until=date(2027, 12, 31), source="S")


def term(scopes: str, standing: str = "endorsed", start=None, end=None, **more) -> ProviderTerm:
    return ProviderTerm(TAB, 2, frozenset(scopes.split()), standing, start, end, **more)


def rules(**more) -> Qualifying:
    return Qualifying(REGIMES, [VETTED], ProviderSettings(**more), ("Lake AIMH", "Lake"))


def verdict(terms, receiver: str, day: date, *, phase="renewal", gives=False, degree="none",
            association="", **more):  # fmt: skip
    """Judge somebody with these terms as provider of a receiver on a day."""
    qualifying = rules(**more)
    asks = qualifying.receiver(
        frozenset(receiver.split()), phase, gives_rsc=gives, degree=degree, association=association
    )
    provider = Provider("Kim Oak", None, list(terms))
    return qualifying.qualified(provider, asks, day)


@pytest.mark.parametrize(
    ("held", "receiver", "day", "more", "ruling"),
    [
        # until 2022: by category, and by the degrees of both
        ("MHS", "FS", date(2020, 5, 1), {"degree": "bachelor"}, COUNTS),
        ("FS", "FS", date(2020, 5, 1), {"degree": "master"}, OUT),
        ("MHS", "MHS", date(2020, 5, 1), {}, COUNTS),
        ("MHS", "MHS", date(2020, 5, 1), {"gives": True}, OUT),
        ("MHM-C", "MHS", date(2020, 5, 1), {"gives": True}, COUNTS),
        ("MHS", "MHS", date(2020, 5, 1), {"gives": True, "phase": "initial"}, COUNTS),
        ("MHS", "MHM-C", date(2020, 5, 1), {}, OUT),
        # autumn 2022 to 2024
        ("FRS", "FS", date(2022, 10, 1), {}, COUNTS),
        ("MHS", "FS", date(2022, 9, 30), {"degree": "bachelor"}, COUNTS),
        ("MHS", "FS", date(2022, 10, 1), {"degree": "bachelor"}, OUT),
        ("FRS", "MHS", date(2023, 5, 1), {}, OUT),
        # from 2025: Mentor-Clinical, or who holds the add-on
        ("MHS", "MHS", date(2024, 12, 31), {}, COUNTS),
        ("MHS", "MHS", date(2025, 1, 1), {}, OUT),
        ("MHS ERS", "MHS", date(2025, 1, 1), {}, COUNTS),
        ("FS ERS", "MHM-C", date(2025, 1, 1), {}, COUNTS),
        ("MHM-P", "FS", date(2025, 1, 1), {}, OUT),
    ],
)
def test_the_rules_of_the_day_of_the_hour_decide(held, receiver, day, more, ruling) -> None:
    """Edge cases 1 and 11: each hour is judged by the regime of its own day, to the day."""
    assert verdict([term(held)], receiver, day, **more).ruling == ruling


def test_the_degree_of_the_provider_counts_too() -> None:
    """Until 2022 a Family Specialist gave RSC only with a Master's; unknown degrees are asked."""
    day = date(2020, 5, 1)
    for degree, ruling in [("master", COUNTS), ("doctorate", COUNTS), ("bachelor", OUT),
                           (None, UNCLEAR)]:  # fmt: skip
        one = verdict([term("FS", degree=degree)], "FS", day, degree="bachelor")
        assert one.ruling == ruling


def test_a_degree_of_the_receiver_that_is_not_known() -> None:
    """Edge case 12: where it makes a difference nobody can tell; where it makes none, it counts."""
    day = date(2020, 5, 1)
    master = term("FS", degree="master")
    assert verdict([master], "FS", day, degree=None).ruling == UNCLEAR
    assert verdict([term("MHS")], "FS", day, degree=None).ruling == COUNTS
    assert verdict([term("FA")], "FS", day, degree=None).ruling == OUT


@pytest.mark.parametrize(
    ("degrees", "told"),
    [
        ([], None),
        ([(None, None)], None),
        ([(None, None), ("master", date(2020, 5, 1))], "master"),
        ([("none", None)], "none"),
        ([("cda", None)], "none"),
        ([("associate", None)], "none"),
        ([("bachelor", None)], "bachelor"),
        ([("bachelor", None), ("master", None)], None),
        ([("doctorate", None)], None),
        ([("doctorate", None), ("master", date(2020, 5, 1))], "master"),
        ([("bachelor", None), ("master", date(2020, 5, 2))], "bachelor"),
        ([("bachelor", date(2020, 5, 2))], "none"),
    ],
)
def test_only_a_high_degree_needs_its_date(degrees, told) -> None:
    """Nothing below a Master's becomes one by a date; a Master's without one is not known."""
    assert degree_by(degrees, date(2020, 5, 1)) == told


def test_emerging_counts_for_two_years() -> None:
    """Edge case 15: emerging counts where the rule says so; after two years a person decides."""
    emerging = term("ERS", "emerging", date(2025, 3, 15))
    for day, ruling in [
        (date(2025, 3, 14), OUT),
        (date(2025, 3, 15), COUNTS),
        (date(2027, 3, 14), COUNTS),
        (date(2027, 3, 15), UNCLEAR),
    ]:
        assert verdict([emerging], "FS", day).ruling == ruling
    day = date(2027, 3, 15)
    assert verdict([emerging], "FS", day, emerging_over="leave_out").ruling == OUT
    assert verdict([emerging], "FS", day, emerging_years=3).ruling == COUNTS
    endorsed = term("FS ERS", "endorsed", date(2027, 2, 1))
    assert verdict([emerging, endorsed], "FS", day).ruling == COUNTS
    assert verdict([term("MHM-C", "emerging")], "FS", day).ruling == OUT


def test_emerging_with_a_day_of_its_own() -> None:
    """A date until which somebody is emerging goes before the two years."""
    emerging = term("ERS", "emerging", date(2025, 3, 15), date(2025, 12, 31))
    assert verdict([emerging], "FS", date(2025, 12, 31)).ruling == COUNTS
    assert verdict([emerging], "FS", date(2026, 1, 1)).ruling == OUT


def test_vetted_providers_have_an_association_and_an_end() -> None:
    """Edge case 17: vetted by her own association, until its vetted providers stop counting."""

    def of(by: str, day: date = date(2026, 5, 1), **more):
        vetted = [term("", "vetted", date(2024, 1, 1), date(2029, 1, 1), association=by)]
        return verdict(vetted, "FS", day, **more).ruling

    assert of("Lake AIMH") == of("lake") == of("") == COUNTS
    assert of("Hill AIMH") == UNCLEAR  # perhaps another name of the same
    assert of("Hill AIMH", association="LAIMH") == OUT
    assert of("Hill AIMH", association="Hill AIMH") == COUNTS
    assert of("Lake AIMH", date(2027, 12, 31)) == COUNTS
    assert of("Lake AIMH", date(2028, 1, 1)) == OUT
    assert of("Lake AIMH", date(2023, 12, 31)) == OUT


def test_vetted_for_applicants_only() -> None:
    """A pack may take vetted providers in an application and no more in a renewal."""
    early = Vetted(association="any", phases=("initial",), source="S")
    qualifying = Qualifying(REGIMES, [early], ProviderSettings())
    provider = Provider("Kim Oak", None, [term("", "vetted", date(2024, 1, 1))])
    for phase, ruling in [("initial", COUNTS), ("renewal", OUT)]:
        asks = qualifying.receiver(frozenset({"FS"}), phase, gives_rsc=False, degree="none")
        assert qualifying.qualified(provider, asks, date(2026, 1, 1)).ruling == ruling


@pytest.mark.parametrize("standing", ["lapsed", "inactive", "sanctioned", "removed"])
def test_a_gap_stays_a_gap(standing: str) -> None:
    """Edge case 18: what was given while lapsed does not count, before and after it does."""
    terms = [
        term("MHM-C", start=date(2015, 1, 1)),
        term("MHM-C", standing, date(2025, 3, 1), date(2025, 8, 31)),
    ]
    for day, ruling in [
        (date(2025, 2, 28), COUNTS),
        (date(2025, 3, 1), OUT),
        (date(2025, 8, 31), OUT),
        (date(2025, 9, 1), COUNTS),
    ]:
        assert verdict(terms, "FS", day).ruling == ruling


def test_two_terms_with_a_gap_between() -> None:
    """Reinstated with a gap: the reason names both sides of it."""
    terms = [
        term("MHM-C", end=date(2024, 12, 31)),
        term("MHM-C", start=date(2025, 6, 1)),
    ]
    one = verdict(terms, "FS", date(2025, 3, 3))
    assert one.ruling == OUT
    assert one.why == (
        "Kim Oak was not endorsed then, but until 31 Dec 2024 and again from 1 Jun 2025"
    )


def test_a_later_endorsement_ends_a_removal_and_no_sanction() -> None:
    """Who was removed and is endorsed anew counts again; a sanction is about the person."""
    for standing, ruling in [("removed", COUNTS), ("sanctioned", OUT)]:
        terms = [
            term("MHM-C", standing, date(2023, 1, 1)),
            term("MHM-C", start=date(2025, 1, 1)),
        ]
        assert verdict(terms, "FS", date(2025, 6, 1)).ruling == ruling


def test_a_lapse_is_of_a_category_and_a_sanction_of_the_person() -> None:
    """Letting the Family Specialist go does not touch what was held beside it."""
    day = date(2025, 6, 1)
    for standing, ruling in [("lapsed", COUNTS), ("sanctioned", OUT)]:
        terms = [term("MHM-C"), term("FS", standing, date(2024, 1, 1))]
        assert verdict(terms, "FS", day).ruling == ruling


def test_what_is_not_known_is_asked() -> None:
    """Nobody can tell without a start, an end, a category, a status, or anything at all."""
    day = date(2025, 6, 1)
    for terms in [
        [term("MHM-C", unsure_start=True, problem="The date is blank.")],
        [term("MHM-C", start=date(2020, 1, 1), unsure_end=True, problem="Since when?")],
        [term("MHM-C"), term("MHM-C", "inactive", unsure_start=True, problem="Since when?")],
        [term("", unsure_scopes=True)],
        [term("MHM-C", "unknown", problem="What is that?")],
        [],
    ]:
        assert verdict(terms, "FS", day).ruling == UNCLEAR
    known = term("MHM-C", start=date(2025, 1, 1))
    unsure = term("MHM-C", unsure_start=True)
    assert verdict([unsure, known], "FS", day).ruling == COUNTS  # one certain term is enough
    before = term("MHM-C", end=date(2024, 1, 1), unsure_start=True)
    assert verdict([before], "FS", day).ruling == OUT  # it certainly ended before


def test_several_categories_of_a_receiver_are_judged_by_the_strictest() -> None:
    """Who holds MHS and MHM-C needs hours that count for both; Associates have no rule."""
    day = date(2024, 6, 1)
    assert verdict([term("MHS")], "MHS MHM-C", day).ruling == OUT
    assert verdict([term("MHM-C")], "MHS MHM-C", day).ruling == COUNTS
    assert verdict([term("MHS")], "MHS FA", day).ruling == COUNTS


def test_where_no_rule_speaks_a_person_decides() -> None:
    """A receiver for whom there is no rule: endorsed providers are in doubt, lapsed ones out."""
    day = date(2024, 6, 1)
    assert verdict([term("MHM-C")], "FA", day).ruling == UNCLEAR
    assert verdict([term("MHM-C", end=date(2023, 1, 1))], "FA", day).ruling == OUT


def test_a_rule_that_is_not_verified_says_so() -> None:
    """What rests on an unverified rule bears it in its reason, counted or not."""
    day = date(2025, 6, 1)
    for held in ("MHM-C", "MHS"):
        assert verdict([term(held)], "FS", day).why.endswith("this rule is not verified")


DAYS = st.dates(date(2019, 1, 1), date(2029, 12, 31))
TERMS = st.lists(
    st.builds(
        term,
        st.sampled_from(["FS", "MHS", "MHM-C", "FS ERS", "FRS", "ERS", ""]),
        st.sampled_from(["endorsed", "endorsed", "emerging", "vetted", "lapsed", "inactive",
                         "sanctioned", "removed", "unknown"]),
        st.one_of(st.none(), DAYS),
        st.one_of(st.none(), DAYS),
        unsure_start=st.booleans(),
        unsure_end=st.booleans(),
        association=st.sampled_from(["", "Lake", "Hill"]),
        degree=st.sampled_from([None, "master", "bachelor"]),
    ),
    max_size=4,
)  # fmt: skip
RECEIVERS = st.fixed_dictionaries(
    {
        "receiver": st.sampled_from(["FS", "MHS", "MHM-C", "FA", "FS ERS", "MHS MHM-C"]),
        "phase": st.sampled_from(["initial", "renewal"]),
        "gives": st.booleans(),
        "degree": st.sampled_from([None, "none", "bachelor", "master"]),
    }
)


@given(TERMS, RECEIVERS, st.lists(DAYS, min_size=1, max_size=12))
@settings(deadline=None)
def test_looking_a_day_up_is_judging_it(terms, receiver, days) -> None:
    """What is worked out once by stretches of days is what each day comes to by itself."""
    qualifying = rules()
    asks = qualifying.receiver(
        frozenset(receiver["receiver"].split()), receiver["phase"],
        gives_rsc=receiver["gives"], degree=receiver["degree"],
    )  # fmt: skip
    provider = Provider("Kim Oak", None, terms)
    for day in [*days, *(d for t in terms for d in (t.start, t.end) if d)]:
        for near in (day - timedelta(days=1), day, day + timedelta(days=1)):
            found = qualifying.qualified(provider, asks, near)
            assert found == qualifying._on(provider, asks, near)
            assert found.why


@given(TERMS, RECEIVERS, DAYS)
@settings(deadline=None)
def test_one_more_certain_endorsement_never_hurts(terms, receiver, day) -> None:
    """Who holds Mentor-Clinical for certain, with nothing against it, counts in every regime."""
    plain = [t for t in terms if t.standing in {"endorsed", "emerging", "vetted", "unknown"}]
    if receiver["receiver"] != "FA":
        assert verdict([*plain, term("MHM-C")], day=day, **receiver).ruling == COUNTS


HELD_TERMS = st.builds(
    term,
    st.sampled_from(["MHS", "FS", "FRS", "MHM-C", "MHS ERS", ""]),
    st.sampled_from(["endorsed", "endorsed", "emerging", "vetted", "lapsed"]),
    st.sampled_from([None, date(2019, 1, 1), date(2023, 1, 1)]),
    st.sampled_from([None, None, date(2024, 12, 31)]),
    unsure_scopes=st.booleans(),
    degree=st.sampled_from([None, "bachelor", "master"]),
)


@given(
    st.lists(st.lists(HELD_TERMS, max_size=2), min_size=2, max_size=8),
    st.sampled_from(["MHS", "FS", "MHM-C", "MHS FS", "ERS"]),
    st.sampled_from([None, "bachelor", "master"]),
    st.sampled_from([date(2020, 5, 1), date(2023, 5, 1), date(2026, 5, 1)]),
    st.booleans(),
)
@settings(deadline=None, max_examples=tries(200))
def test_who_held_the_same_is_judged_once_and_named_each(
    held, receiver, degree, day, gives
) -> None:
    """Of many providers each gets the verdict, with the name, that is found for nobody else."""
    together = rules()
    traits = {"gives_rsc": gives, "degree": degree}
    scopes = frozenset(receiver.split())
    for at, terms in enumerate(held):
        provider, same = (Provider(f"Kim {at}", None, list(terms)) for _ in range(2))
        alone = rules()
        told = together.qualified(provider, together.receiver(scopes, "renewal", **traits), day)
        assert told == alone.qualified(same, alone.receiver(scopes, "renewal", **traits), day)


@pytest.mark.parametrize(
    ("one", "other", "day"),
    [
        ([term("MHS"), term("MHM-C")], [term("MHS"), term("FS")], date(2026, 5, 1)),
        ([term("FS", degree="master")], [term("FS", degree="bachelor")], date(2020, 5, 1)),
        (
            [term("", "vetted", association="Lake")],
            [term("", "vetted", association="Iowa")],
            date(2026, 5, 1),
        ),
        ([term("MHM-C")], [term("MHM-C"), term("", "sanctioned")], date(2026, 5, 1)),
        (
            [term("MHM-C"), term("", "sanctioned", date(2024, 1, 1))],
            [term("MHM-C"), term("", "sanctioned", date(2025, 1, 1))],
            date(2026, 5, 1),
        ),
    ],
)
def test_who_is_alike_in_part_gets_an_own_verdict(one, other, day) -> None:
    """Another term beside it, a degree, who vetted, or what stands against it: each may decide."""
    found = []
    for first, then in ((one, other), (other, one)):
        together = rules()
        asks = together.receiver(frozenset({"FS"}), "renewal", gives_rsc=False, degree="bachelor")
        providers = [Provider("Kim Oak", None, terms) for terms in (first, then)]
        found.append([together.qualified(provider, asks, day) for provider in providers])
    assert found[0] == found[1][::-1]
    assert found[0][0] != found[0][1]
