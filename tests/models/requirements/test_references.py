"""Reference ratings: people are counted and not rows, in their roles, and one who may vouch."""

from __future__ import annotations

from datetime import date
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.findings import Outcome
from models.records import Rating, TableKind
from models.requirements.raters import Slot, missing, raters
from models.requirements.references import References
from tests.examples import tries
from tests.models.requirements.applicants import (
    SOURCE,
    applicant,
    check,
    judged,
    need,
    rule,
    steady,
    table,
)

TAB = table(
    TableKind.REFERENCES,
    "name", "rater", "rater_email", "rater_role", "rater_category", "vetted", "received",
)  # fmt: skip
BARE = table(TableKind.REFERENCES, "name", "rater")
TODAY = date(2026, 6, 30)
MEETS, OPEN, CANNOT = Outcome.MEETS, Outcome.OPEN, Outcome.CANNOT_TELL
FS = frozenset({"FS"})
KEYS = {
    "title": "reference ratings",
    "role": [
        {"role": "supervisor", "scopes": ["FS", "MHM-P"], **SOURCE},
        {"role": "rsc_provider", "or": ["colleague"], "scopes": ["MHM-P"], **SOURCE},
    ],
    "one_from": [{"any_of": ["FS", "MHS", "MHM-C"], "scopes": ["FS"], **SOURCE}],
}
RULE = rule(References, **KEYS)


def rating(row: int, rater: str, **said: Any) -> Rating:
    came = {"received": date(2026, 1, row), "arrived": True, "role": "colleague", "scopes": FS}
    return Rating(TAB, row, rater, **{**came, **said})


def three(**said: Any) -> list[Rating]:
    """A supervisor and two colleagues; the supervisor's rating as it is said."""
    boss = rating(2, "Bo Lee", **{"role": "supervisor", **said})
    return [boss, rating(3, "Cy Day"), rating(4, "Di Fox")]


def found_of(
    ratings: list[Rating], scope: str = "FS", cells: Any = None, as_of: date = TODAY
) -> Any:
    case = applicant(as_of, cells, scopes=[scope], tabs=[TAB], ratings=ratings)
    return check(RULE, case, need(3))


RATINGS = st.lists(
    st.builds(
        lambda row, rater, email, role, scopes, vetted, day, problem: Rating(
            TAB, row, rater, email, role, scopes, vetted, day, problem, day is not None
        ),
        st.integers(2, 40),
        st.sampled_from(["Bo Lee", "bo lee", "Cy Day", "Di Fox", ""]),
        st.sampled_from(["", "", "b@example.org", "B@example.org", "c@example.org"]),
        st.sampled_from(["supervisor", "rsc_provider", "colleague", None]),
        st.sampled_from([frozenset(), FS, frozenset({"FA"})]),
        st.sampled_from([None, True, False]),
        st.one_of(st.none(), st.dates(date(2026, 1, 1), date(2026, 12, 31))),
        st.sampled_from([None, None, None, "the date cannot be read."]),
    ),
    max_size=6, unique_by=lambda one: one.row,
)  # fmt: skip
COLUMN = st.sampled_from([{}, {}, {"references": None}, {"references": 3}, {"references": 1}])


@given(RATINGS, COLUMN, st.sampled_from(["FS", "MHM-P", "FA"]), st.booleans(), st.integers(1, 12))
@settings(deadline=None, max_examples=tries(150))
def test_nothing_changes_before_the_day_that_is_said(
    ratings: list[Rating], cells: dict[str, object], scope: str, logged: bool, month: int
) -> None:
    """Day by day, the outcome stays what it is until the day on which it may change."""

    def at(day: date) -> Any:
        tabs = [TAB] if logged else []
        return applicant(day, cells, scopes=[scope], tabs=tabs, ratings=ratings), need(2)

    as_of = date(2026, month, 1)
    if cells or logged:
        check(RULE, *at(as_of))
        steady(RULE, at, as_of, most=40)


SLOTS = st.lists(
    st.builds(
        Slot, st.sampled_from(["supervisor", "rsc_provider", "supervisee"]),
        st.sampled_from([(), ("colleague",), ("teacher", "colleague")]),
    ),
    max_size=3, unique_by=lambda slot: slot.role,
)  # fmt: skip


@given(SLOTS, RATINGS)
@settings(deadline=None, max_examples=tries(150))
def test_roles_are_filled_as_well_as_they_can_be(slots: list[Slot], ratings: list[Rating]) -> None:
    """Each rater fills one role; no other arrangement would fill more of them."""
    given_ = [r for r in raters(ratings, TODAY) if r.sure]
    lacking = missing(slots, given_, lenient=False)
    best = max(
        sum(
            not {slot.role, *slot.instead}.isdisjoint(given_[at].roles)
            for slot, at in zip(slots, order, strict=False)
            if at < len(given_)
        )
        for order in permutations(range(len(given_) + len(slots)), len(slots))
    )
    assert len(lacking) == len(slots) - best


@given(RATINGS)
def test_people_are_counted_whatever_the_order(ratings: list[Rating]) -> None:
    """No two raters share a name or an e-mail, and the order of the rows does not matter."""
    people = raters(ratings, TODAY)
    for key in (lambda r: r.rater.casefold(), lambda r: r.email.casefold()):
        seen = [{key(r) for r in one.ratings} - {""} for one in people]
        assert sum(map(len, seen)) == len(set().union(*seen))
    other = raters(list(reversed(ratings)), TODAY)
    assert sorted(one.sure for one in other) == sorted(one.sure for one in people)


def test_three_people_in_their_roles() -> None:
    """Three ratings with the supervisor's, and one of somebody who may vouch."""
    (found,) = found_of(three())
    assert (found.outcome, found.have, found.short) == (MEETS, 3.0, 0.0)


def test_the_same_person_twice_counts_once() -> None:
    """By name or by e-mail, even in two roles."""
    by_name = [*three()[:2], rating(5, "BO LEE", role="rsc_provider")]
    (found,) = found_of(by_name)
    assert (found.outcome, found.have, found.short) == (OPEN, 2.0, 1.0)
    assert "counts once" in found.message
    same = {"email": "x@example.org"}
    by_mail = [*three(**same)[:2], rating(5, "B. Lee", email="X@Example.org")]
    assert found_of(by_mail)[0].have == 2.0


def test_one_person_fills_one_role() -> None:
    """A supervisor who is the RSC provider as well leaves the other role open."""
    ratings = [
        rating(2, "Bo Lee", role="supervisor"), rating(3, "Bo Lee", role="rsc_provider"),
        rating(4, "Cy Day", role="parent"), rating(5, "Di Fox", role="parent"),
    ]  # fmt: skip
    (found,) = found_of(ratings, "MHM-P")
    assert found.outcome is OPEN
    assert "the RSC provider or a colleague" in found.message


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"role": "teacher"}, OPEN),
        ({"role": None}, CANNOT),
        ({"received": None, "arrived": False}, OPEN),
        ({"received": date(2026, 7, 1)}, OPEN),
        ({"problem": "the date cannot be read."}, CANNOT),
    ],
)
def test_each_thing_said_of_a_rating(said: dict[str, Any], expected: Outcome) -> None:
    """A wrong role or one that is not in yet is short; what is not said is not."""
    (found,) = found_of(three(**said))
    assert found.outcome is expected


def test_ratings_that_have_not_come_in_are_named() -> None:
    """Whom to remind is said; a rating dated ahead counts from its day."""
    (found,) = found_of(three(received=date(2026, 7, 9)))
    assert "(Not in yet: Bo Lee.)" in found.message
    assert found.changes_on == date(2026, 7, 9)
    assert found_of(three(received=date(2026, 7, 9)), as_of=date(2026, 7, 9))[0].outcome is MEETS


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"scopes": frozenset({"FA"}), "vetted": None}, OPEN),
        ({"scopes": frozenset({"FA"}), "vetted": True}, MEETS),
        ({"scopes": frozenset(), "vetted": True}, MEETS),
        ({"scopes": frozenset(), "vetted": False}, OPEN),
        ({"scopes": frozenset(), "vetted": None}, CANNOT),
        ({"scopes": frozenset({"FA", "MHS"}), "vetted": None}, MEETS),
    ],
)
def test_one_rater_may_vouch(said: dict[str, Any], expected: Outcome) -> None:
    """Somebody from Family Specialist up, or vetted; a Family Associate alone is not enough."""
    others = {"scopes": frozenset({"FA"})}
    ratings = [three(**said)[0], rating(3, "Cy Day", **others), rating(4, "Di Fox", **others)]
    assert found_of(ratings)[0].outcome is expected


def test_where_the_number_is_enough_nothing_is_short_but_who_sent_them() -> None:
    """Three of three without the supervisor, or without anybody who may vouch: short of nothing."""
    nobody = {"scopes": frozenset({"FA"}), "vetted": False}
    vouching = [rating(2, "Bo Lee", role="supervisor", **nobody),
                rating(3, "Cy Day", **nobody), rating(4, "Di Fox", **nobody)]  # fmt: skip
    for ratings in (three(role="colleague"), vouching):
        (found,) = found_of(ratings)
        assert (found.outcome, found.have, found.need, found.short) == (OPEN, 3.0, 3.0, None)
        assert found.action.startswith("Ask for one more rating, from ")
    assert found_of(three()[:2])[0].action == "Ask."


def test_a_fallback_is_taken() -> None:
    """For Policy and Research/Faculty a colleague will do for the RSC provider."""
    assert found_of(three(), "MHM-P")[0].outcome is MEETS


def test_what_the_tab_does_not_tell_is_said_and_not_held_against_anybody() -> None:
    """A tab with names only: the number is judged."""
    ratings = [Rating(BARE, row, name, arrived=True) for row, name in enumerate("abc", 2)]
    case = applicant(TODAY, scopes=["FS"], tabs=[BARE], ratings=ratings)
    (found,) = check(RULE, case, need(3))
    assert found.outcome is MEETS
    assert found.message.count("not tracked") == 2


@pytest.mark.parametrize(
    ("said", "ratings", "expected", "more"),
    [
        (3, [], MEETS, 0),
        (2, [], OPEN, 0),
        (None, [], CANNOT, 0),
        ("?three", [], CANNOT, 0),
        (3, three(), MEETS, 0),
        (4, three(), MEETS, 1),
        (2, three(), CANNOT, 1),
        (3, three()[:2], CANNOT, 1),
        (3, three(problem="smudged."), CANNOT, 0),
    ],
)
def test_the_column_against_the_tab(
    said: object, ratings: list[Rating], expected: Outcome, more: int
) -> None:
    """The tab goes first; a column that says otherwise is questioned."""
    found = found_of(ratings, cells={"references": said})
    assert found[0].outcome is expected
    assert [finding.rule for finding in found[1:]] == ["total.disagrees"] * more


def test_without_ratings_and_without_column() -> None:
    """Nobody's ratings in a tab are none; without tab and column it is not tracked."""
    assert found_of([])[0].outcome is OPEN
    assert not RULE.tracked(applicant(TODAY))
    assert judged(RULE, applicant(TODAY, tabs=[TAB]), None).outcome is Outcome.NOT_APPLICABLE


def test_every_rating_is_listed_with_its_reason() -> None:
    """The evidence names each rating, whether it counted, and why."""
    ratings = [
        *three()[:1], rating(5, "Bo Lee"), rating(6, "Ed Orr", received=None, arrived=False),
        rating(7, "Flo Pym", received=date(2027, 1, 1)), rating(8, "", problem="smudged."),
    ]  # fmt: skip
    case = applicant(TODAY, tabs=[TAB], ratings=ratings)
    lines = [(line.counted, line.why) for line in RULE.evidence(case)]
    assert lines == [
        (True, "it has come in"),
        (False, "the same person as in row 2"),
        (False, "it has not come in yet"),
        (False, "it is dated ahead"),
        (False, "unclear: smudged."),
    ]


@pytest.mark.parametrize(
    ("since", "expected"),
    [(date(2026, 1, 2), MEETS), (date(2026, 1, 3), OPEN), (None, CANNOT), ("?May", CANNOT)],
)
def test_new_ratings_are_those_since_a_day(since: object, expected: Outcome) -> None:
    """For who comes back: older ratings do not count, and without the day nobody can say."""
    fresh = rule(References, title="new ratings", since_field="status_since")
    case = applicant(TODAY, {"status_since": since}, tabs=[TAB], ratings=three())
    assert check(fresh, case, need(3))[0].outcome is expected
    if since is None:
        (one,) = check(fresh, case, need(3))
        assert one.message.startswith(
            "Cannot tell whether the 3 that stand here are new ratings (3"
        )
        assert one.action == "Type the date in status_since."
    counted = [line.counted for line in fresh.evidence(case)]
    assert counted.count(True) == {MEETS: 3, OPEN: 2}.get(expected, 0)


def test_a_rating_that_has_not_come_in_is_no_new_one() -> None:
    """Without the day nobody can say of those that came; the others are not there yet."""
    fresh = rule(References, title="new ratings", since_field="status_since")
    asked = [
        rating(5, "Ed Orr", received=None, arrived=False),
        rating(6, "Flo Pym", received=date(2027, 1, 1)),
        rating(7, "Gil Rey", received=None, arrived=False),
    ]
    case = applicant(TODAY, {"status_since": None}, tabs=[TAB], ratings=asked)
    (one,) = check(fresh, case, need(3))
    assert (one.outcome, one.have, one.short) == (OPEN, 0.0, 3.0)
    assert [line.why for line in fresh.evidence(case)] == [
        "it has not come in yet", "it is dated ahead", "it has not come in yet",
    ]  # fmt: skip


def test_raters_without_a_name_are_told_apart_by_their_mail() -> None:
    """Two of them are two people; one with the same mail twice is one."""
    given_ = [rating(2, "", email="a@b.example"), rating(3, "", email="c@d.example")]
    assert len(raters(given_, TODAY)) == 2
    assert len(raters([*given_, rating(4, "", email="A@B.example")], TODAY)) == 2


def test_raters_stand_in_the_order_of_their_rows() -> None:
    """Also where two tabs hold ratings, and where a later row says that two are one person."""
    other = rating(2, "Cy Day")._replace(table=BARE)
    assert [one.name for one in raters([rating(3, "Bo Lee"), other], TODAY)] == ["Cy Day", "Bo Lee"]
    joined = raters([rating(4, "Cy Day")._replace(table=BARE), rating(2, "Cy Day")], TODAY)
    assert [[r.row for r in one.ratings] for one in joined] == [[2, 4]]


def test_the_roles_of_a_rater_are_those_of_the_ratings_that_are_sure() -> None:
    """What cannot be read gives a role only to whom no other rating gives one."""
    bad = rating(3, "Bo Lee", role="supervisor", problem="3//4 cannot be read.")
    (both,) = raters([rating(2, "Bo Lee"), bad], TODAY)
    assert (both.sure, both.roles) == (True, {"colleague"})
    (alone,) = raters([bad], TODAY)
    assert (alone.sure, alone.roles) == (False, {"supervisor"})


def said_of(ratings: list[Rating], scope: str = "FS", cells: Any = None, *tabs: Any) -> Any:
    case = applicant(TODAY, cells, scopes=[scope], tabs=tabs or [TAB], ratings=ratings)
    return check(RULE, case, need(3))


def lowly(row: int, rater: str) -> Rating:
    return rating(row, rater, role="parent", scopes=frozenset({"FA"}), vetted=False)


@pytest.mark.parametrize(
    ("ratings", "scope", "said"),
    [
        (three(), "FS", "Appears to meet: 3 of 3 reference ratings."),
        (three()[:2], "FS", "Not yet: 2 of 3 reference ratings have come in."),
        (
            three(role="colleague"), "FS",
            "Not yet: 3 of 3 reference ratings have come in, and none is from the supervisor.",
        ),
        (
            three(role=None), "FS",
            "Cannot tell: 3 of 3 reference ratings have come in, and it is not plain whether one "
            "is from the supervisor.",
        ),
        (
            [lowly(2, "Ed Orr"), lowly(3, "Flo Pym"), lowly(4, "Gus Ray")], "MHM-P",
            "Not yet: 3 of 3 reference ratings have come in, and none is from the supervisor and "
            "the RSC provider or a colleague.",
        ),
        (
            [lowly(2, "Ed Orr")._replace(role="supervisor"), lowly(3, "Flo"), lowly(4, "Gus")],
            "FS",
            "Not yet: 3 of 3 reference ratings have come in, and none is from somebody who holds "
            "one of FS, MHS, MHM-C or was vetted.",
        ),
        (
            [*three(received=date(2026, 7, 9)), rating(7, "Ed Orr", received=None, arrived=False)],
            "FS",
            "Not yet: 2 of 3 reference ratings have come in. (Not in yet: Bo Lee, Ed Orr.)",
        ),
    ],
)  # fmt: skip
def test_what_is_said(ratings: list[Rating], scope: str, said: str) -> None:
    """How many there are, who is missing, and who is to be reminded."""
    assert said_of(ratings, scope)[0].message == said


def test_three_lacking_roles_are_listed_with_commas() -> None:
    """The last of them with an "and"."""
    roles = [{"role": one, **SOURCE} for one in ("supervisor", "teacher", "parent")]
    strict = rule(References, title="reference ratings", role=roles)
    case = applicant(TODAY, tabs=[TAB], ratings=[rating(at, f"R {at}") for at in (2, 3, 4)])
    assert check(strict, case, need(3))[0].message.endswith(
        "none is from the supervisor, a teacher or trainer and a parent or service recipient."
    )


def test_two_figures_that_disagree_are_both_said() -> None:
    """At the column, with the next day on which a rating comes in."""
    ahead = rating(9, "Ed Orr", received=date(2026, 9, 1))
    finding, other = said_of([*three(), ahead], "FS", {"references": 4})
    assert other.message == (
        "The column says 4 reference ratings; the tab shows 3 people who sent one."
    )
    assert other.brief == "reference ratings: column says 4, tab 3"
    assert (other.person, other.place) == (finding.person, ("roster", 2, 2))
    assert other.changes_on == date(2026, 9, 1)
    assert other.action.startswith("Compare the column with the tab")
    short = RULE.model_copy(update={"short_title": "ratings"})
    case = applicant(TODAY, {"references": 4}, scopes=["FS"], tabs=[TAB], ratings=three())
    assert check(short, case, need(3))[1].brief == "ratings: column says 4, tab 3"


@pytest.mark.parametrize(
    ("said", "ratings", "have", "short"),
    [(2, [], 2, 1), (3, [], 3, 0), (2, three(), 3, None), (3, three()[:2], 2, None)],
)
def test_what_there_is_goes_with_every_outcome(
    said: int, ratings: list[Rating], have: int, short: int | None
) -> None:
    """Of the column where there is nothing else; where two figures differ, that of the tab."""
    found = said_of(ratings, "FS", {"references": said})
    assert (found[0].have, found[0].short) == (have, short)


def test_each_column_of_the_tab_tells_something() -> None:
    """Without roles, or without what raters hold, that is said; the roster may tell the latter."""
    fields = {"rater_role": False, "rater_category": True, "vetted": True, "rater": False}
    for field, holds in fields.items():
        tab = table(TableKind.REFERENCES, "name", field)
        bare = [r._replace(table=tab, scopes=frozenset()) for r in three(vetted=True)]
        message = said_of(bare, "FS", None, tab)[0].message
        assert ("to the applicant is not tracked" in message) is (field != "rater_role")
        assert ("What the raters hold" in message) is not holds
        known = [one._replace(scopes=FS) for one in bare]
        assert "What the raters hold" not in said_of(known, "FS", None, tab)[0].message
    free = said_of([r._replace(table=BARE) for r in three()], "FA", None, BARE)[0]
    assert "not tracked" not in free.message


def test_somebody_who_may_vouch_is_looked_for_where_either_column_is() -> None:
    """By category, or by who was vetted."""
    for field in ("rater_category", "vetted"):
        tab = table(TableKind.REFERENCES, "name", "rater_role", field)
        ratings = [lowly(at, f"R {at}")._replace(table=tab, role="supervisor") for at in (2, 3, 4)]
        assert said_of(ratings, "FS", None, tab)[0].outcome is OPEN
        blank = [one._replace(scopes=frozenset(), vetted=None) for one in ratings]
        assert said_of(blank, "FS", None, tab)[0].outcome is CANNOT


def test_who_has_enough_is_settled_in_short() -> None:
    """Until a rating comes in that might change it; nothing else is."""
    ahead = rating(9, "Ed Orr", received=date(2026, 9, 1))
    for ratings, turns in ((three(), None), ([*three(), ahead], date(2026, 9, 1))):
        case = applicant(TODAY, scopes=["FS"], tabs=[TAB], ratings=ratings)
        assert RULE.settled(case, need(3)) == (MEETS, None, turns)
    case = applicant(TODAY, scopes=["FS"], tabs=[TAB], ratings=three()[:2])
    assert RULE.settled(case, need(3)) is None


def test_none_asked_is_said_and_either_place_can_tell() -> None:
    """A column or a tab; of a category without figure nothing is asked."""
    (none,) = check(RULE, applicant(TODAY, tabs=[TAB]), None)
    assert none.message == "No reference ratings are asked of this category."
    assert RULE.tracked(applicant(TODAY, tabs=[TAB]))
    assert RULE.tracked(applicant(TODAY, {"references": None}))


def test_it_is_shown_at_the_name_where_there_is_no_column() -> None:
    """In one column or in two, and where a pack names no column; else at the column."""
    for one in (RULE, RULE.model_copy(update={"total": ""})):
        case = applicant(TODAY, {"last_name": "Ruiz"}, scopes=["FS"], tabs=[TAB], ratings=three())
        assert check(one, case, need(3))[0].place == ("roster", 2, 1)
        del case.person.table.columns["name"]
        assert check(one, case, need(3))[0].place == ("roster", 2, 2)
    case = applicant(TODAY, {"references": 3}, scopes=["FS"], tabs=[TAB], ratings=three())
    assert check(RULE, case, need(3))[0].place == ("roster", 2, 2)


def test_a_rating_is_listed_as_it_stands() -> None:
    """Who sent it, what they are to the applicant, and when; at the rater."""
    ratings = [
        rating(2, "Bo Lee", role="supervisor"),
        rating(3, "", email="x@example.org", role=None),
        rating(4, "", role="parent", received=None),
    ]
    case = applicant(TODAY, tabs=[TAB], ratings=ratings)
    assert [(line.what, line.why) for line in RULE.evidence(case)] == [
        ("Bo Lee, the supervisor, 2 Jan 2026", "it has come in"),
        ("x@example.org, 3 Jan 2026", "it has come in"),
        ("nobody named, a parent or service recipient", "unclear: nobody is named"),
    ]
    assert RULE.evidence(case)[0].place == ("references", 2, 2)
    fresh = rule(References, title="new ratings", since_field="status_since")
    case = applicant(TODAY, {"status_since": None}, tabs=[TAB], ratings=ratings[:1])
    (line,) = fresh.evidence(case)
    assert line.why == "unclear: status_since does not say since when it counts"


def test_the_days_on_which_any_of_it_turns() -> None:
    """Whether it is asked, the roles, and who may vouch."""
    dated = [{"value": 3, "until": "2020-12-31", **SOURCE}]
    keys = {
        "need": dated,
        "role": [{"role": "supervisor", "from": "2022-05-01", **SOURCE}],
        "one_from": [{"any_of": ["FS"], "until": "2023-06-30", **SOURCE}],
    }
    turns = rule(References, title="ratings", **keys).turns()
    assert list(turns) == [date(2021, 1, 1), date(2022, 5, 1), date(2023, 7, 1)]


def test_how_many_ratings_are_not_plain_is_said() -> None:
    """Two are certain; of two more something cannot be read."""
    unclear = [rating(at, f"R {at}", problem="smudged.") for at in (5, 6)]
    (found,) = said_of([*three()[:2], *unclear])
    assert found.message == (
        "Cannot tell: 2 of 3 reference ratings have come in for certain; "
        "2 more cannot be read or name nobody."
    )
