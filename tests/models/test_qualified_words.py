"""Why a provider counts on a day, does not, or is in doubt: word for word."""

from __future__ import annotations

from datetime import date

import pytest

from models.providerrules import Allowed, ProviderRule, ProviderSettings, Vetted
from models.providers import Provider
from models.qualified import Qualifying, Receiver, shaky
from models.records import ProviderTerm, Table, TableKind
from models.verdicts import COUNTS, OUT, UNCLEAR, Verdict

TAB = Table(TableKind.PROVIDERS, "Providers", 1, {}, {})
DAY = date(2025, 6, 1)
RULES = [
    ProviderRule(
        id="fs", receiver=("FS",), source="S",
        allowed=(Allowed(scopes=("MHM-C",)), Allowed(scopes=("MHS",), degree="bachelor")),
    ),
    ProviderRule(
        id="mhs", receiver=("MHS",), source="S", reading="unverified",
        allowed=(Allowed(scopes=("MHM-C",)),),
    ),
]  # fmt: skip
OWN = Vetted(association="own", source="S")


def term(scopes: str, standing: str = "endorsed", start=None, end=None, **more) -> ProviderTerm:
    return ProviderTerm(TAB, 2, frozenset(scopes.split()), standing, start, end, **more)


def judging(rules=RULES, vetted=(OWN,), **settings) -> Qualifying:
    return Qualifying(rules, vetted, ProviderSettings(**settings), ("Lake AIMH", "Lake"))


def asks(qualifying: Qualifying, scopes: str = "FS", **more) -> Receiver:
    return qualifying.receiver(
        frozenset(scopes.split()), "renewal", gives_rsc=False, **({"degree": "none"} | more)
    )


def said(terms, scopes: str = "FS", *, rules=RULES, vetted=(OWN,), **more) -> tuple[int, str]:
    """Judge somebody with these terms: what it comes to, and the reason."""
    qualifying = judging(rules, vetted)
    receiver = asks(qualifying, scopes, **more)
    found = qualifying.qualified(Provider("Kim Oak", None, list(terms)), receiver, DAY)
    return found.ruling, found.why


def test_who_held_what_is_said_with_how_sure_the_rule_is() -> None:
    """What counts names the category; a rule that nobody verified is said beside it."""
    assert said([term("MHM-C")]) == (COUNTS, "Kim Oak held MHM-C then")
    assert said([term("MHM-C")], "MHS") == (
        COUNTS, "Kim Oak held MHM-C then; this rule is not verified",
    )  # fmt: skip
    assert said([term("FS ERS")]) == (
        OUT, "Kim Oak held ERS and FS then, which is not enough to give RSC to FS",
    )  # fmt: skip
    assert said([term("FS")], "MHS") == (
        OUT,
        "Kim Oak held FS then, which is not enough to give RSC to MHS; this rule is not verified",
    )


def test_what_no_rule_admits_rests_on_all_of_them() -> None:
    """Of two rules that do not admit a provider, the one that is not verified is said."""
    shaky_too = RULES[0].model_copy(update={"id": "fs2", "reading": "unverified"})
    for rules in ([RULES[0], shaky_too], [shaky_too, RULES[0]]):
        ruling, reason = said([term("FS")], rules=rules)
        assert ruling == OUT
        assert reason.endswith("to give RSC to FS; this rule is not verified")
        assert said([term("MHM-C")], rules=rules) == (COUNTS, "Kim Oak held MHM-C then")


def test_emerging_is_said() -> None:
    """Somebody who is emerging is named so, where only endorsed ones count."""
    assert said([term("MHM-C", "emerging")]) == (
        OUT, "Kim Oak held MHM-C (emerging) then, and only endorsed providers count",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("degree", "comes_to"),
    [
        ("bachelor", (COUNTS, "Kim Oak held MHS then")),
        ("master", (COUNTS, "Kim Oak held MHS then")),
        ("none", (OUT, "Kim Oak held MHS then, without the degree that is asked")),
        (
            None,
            (
                UNCLEAR,
                "Kim Oak held MHS then, and whether that is enough depends on a degree that is not "
                "known",
            ),
        ),
    ],
)
def test_a_higher_degree_will_do(degree, comes_to) -> None:
    """Where a Bachelor's is asked of the provider, a Master's is enough, and nothing below it."""
    assert said([term("MHS", degree=degree)]) == comes_to


def test_a_master_is_not_enough_by_itself() -> None:
    """Where no degree is asked none is looked at; a Master's asked is not met by a Bachelor's."""
    rule = RULES[0].model_copy(update={"allowed": (Allowed(scopes=("MHS",), degree="master"),)})
    assert said([term("MHS", degree="bachelor")], rules=[rule])[0] == OUT
    assert said([term("MHS", degree="master")], rules=[rule])[0] == COUNTS


def test_a_category_that_is_not_known_is_in_doubt() -> None:
    """Nobody can tell of a blank category, nor of one that may be another."""
    reason = (UNCLEAR, "the category of Kim Oak is not known")
    assert said([term("")]) == reason
    assert said([term("MHM-C", unsure_scopes=True)]) == reason


def test_where_no_rule_speaks_the_receiver_is_named() -> None:
    """An endorsed or a vetted provider of somebody for whom there is no rule: a person looks."""
    nobody = (UNCLEAR, "no rule of this pack says who may give RSC to FA on that day")
    assert said([term("MHM-C")], "FA") == nobody
    assert said([term("", "vetted", association="Lake")], "FA") == nobody
    assert said([term("", "vetted", association="Hill")], "FA", association="Lake") == (
        OUT, "Kim Oak was vetted by Hill, another association",
    )  # fmt: skip
    assert said([term("MHM-C", end=date(2024, 1, 1))], "FA") == (
        OUT, "Kim Oak was endorsed until 1 Jan 2024 only",
    )  # fmt: skip


def test_a_category_that_is_not_enough_goes_before_a_lapse() -> None:
    """Of two reasons that are as strong the category is said: it would not have counted anyway."""
    lapsed = term("MHS", "lapsed", date(2025, 1, 1))
    assert said([term("MHS", degree="none"), lapsed]) == (
        OUT, "Kim Oak held MHS then, without the degree that is asked",
    )  # fmt: skip
    gone = term("MHM-C", "lapsed", date(2025, 1, 1))
    assert said([term("MHM-C"), gone]) == (
        OUT, "the endorsement of Kim Oak had lapsed on 1 Jan 2025",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("by", "theirs", "comes_to"),
    [
        ("Lake AIMH", "lake", (COUNTS, "Kim Oak was vetted then")),
        ("Lake", "", (COUNTS, "Kim Oak was vetted then")),
        ("", "Hill", (COUNTS, "Kim Oak was vetted then")),
        ("Hill", "Hill", (COUNTS, "Kim Oak was vetted then")),
        ("Lake", "Hill", (OUT, "Kim Oak was vetted by Lake, another association")),
        ("Hill", "Lake", (OUT, "Kim Oak was vetted by Hill, another association")),
        ("Hill", "", (UNCLEAR, "Kim Oak was vetted by Hill, which may be another association")),
    ],
)
def test_who_vetted_whom(by, theirs, comes_to) -> None:
    """Two spellings of one association are one; a blank is the own one; another one is not."""
    assert said([term("", "vetted", association=by)], association=theirs) == comes_to


def test_vetted_for_some_receivers_only() -> None:
    """A pack may take vetted providers for Family Specialists and for nobody else."""
    some = Vetted(association="own", receiver=("FS",), source="S")
    vetted = [term("", "vetted")]
    assert said(vetted, vetted=[some])[0] == COUNTS
    assert said(vetted, "MHS", vetted=[some]) == (
        OUT, "Kim Oak was vetted, which did not count that day; this rule is not verified",
    )  # fmt: skip
    anybody = Vetted(association="any", source="S")
    assert said([term("", "vetted", association="Hill")], vetted=[anybody])[0] == COUNTS


def test_peers_are_of_the_same_category() -> None:
    """Among peers the same category counts; another does not, nor one that had lapsed."""
    qualifying = judging()
    mentor = asks(qualifying, "MHM-C")

    def among_peers(*terms: ProviderTerm) -> tuple[int, str]:
        found = qualifying.as_peer(Provider("Kim Oak", None, list(terms)), mentor, DAY)
        return found.ruling, found.why

    assert among_peers(term("MHM-C")) == (
        COUNTS, "among peers: Kim Oak held the same category then",
    )  # fmt: skip
    assert among_peers(term("MHS")) == (
        OUT, "among peers: Kim Oak held MHS then, another category",
    )  # fmt: skip
    assert among_peers(term("MHM-C", "emerging")) == (
        OUT, "Kim Oak held MHM-C (emerging) then, and only endorsed providers count",
    )  # fmt: skip
    assert among_peers(term("MHM-C", end=date(2025, 1, 1))) == (
        OUT, "Kim Oak was endorsed until 1 Jan 2025 only",
    )  # fmt: skip
    assert among_peers(term("", "vetted")) == (
        OUT, "Kim Oak was vetted, which did not count that day",
    )  # fmt: skip


def test_a_degree_of_the_receiver_that_makes_no_difference() -> None:
    """It counts by either degree; the words are those of the rule for the lower one."""
    rules = [
        RULES[0].model_copy(update={"receiver_degree": "bachelor", "reading": "inferred"}),
        RULES[0].model_copy(update={"receiver_degree": "master"}),
    ]
    by_either = said([term("MHM-C")], rules=rules, degree=None)
    assert by_either == (COUNTS, said([term("MHM-C")], rules=rules[:1])[1])
    assert by_either[1] != said([term("MHM-C")], rules=rules[1:], degree="master")[1]


def test_a_verdict_knows_whether_it_rests_on_a_rule_nobody_verified() -> None:
    """By itself, or inside a sentence about two things."""
    qualifying = judging()
    kim = Provider("Kim Oak", None, [term("MHM-C")])
    sure = qualifying.qualified(kim, asks(qualifying), DAY)
    unsure = qualifying.qualified(kim, asks(qualifying, "MHS"), DAY)
    assert (shaky(sure), shaky(unsure)) == (False, True)
    assert shaky(Verdict(COUNTS, "why.both", {"one": sure, "other": unsure}))
    assert not shaky(Verdict(COUNTS, "why.both", {"one": unsure, "other": sure}))
    assert not shaky(Verdict(OUT, "why.band"))
    assert not shaky(Verdict(COUNTS, "why.both", {"one": sure, "other": "words"}))


def test_it_is_worked_out_once_for_all_who_are_alike() -> None:
    """Receivers with the same traits are one; a provider's days are judged once for them."""
    qualifying = judging()
    one, two = asks(qualifying), asks(qualifying)
    assert one is two
    assert one.association == ""
    kim = Provider("Kim Oak", None, [term("MHM-C")])
    assert qualifying.timeline(kim, one) is qualifying.timeline(kim, two)
    assert qualifying.verdict(kim, one, 0) is qualifying.verdict(kim, one, 0)


def test_providers_who_held_the_same_are_weighed_once() -> None:
    """By the rules of a day, which are looked up once; who was weighed before is not again."""
    qualifying = judging()
    nobody = asks(qualifying, "FA")  # no rule speaks, so that no verdict has a name in it
    kims = [Provider(f"Kim {at}", None, [term("MHM-C")]) for at in range(3)]
    first, second, third = (qualifying.qualified(kim, nobody, DAY) for kim in kims)
    assert first == second
    assert second is third
