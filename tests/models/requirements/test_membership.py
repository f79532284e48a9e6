"""Memberships: which one counts, until when, and what nobody can tell."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.findings import Outcome
from models.records import TableKind, Term
from models.requirements.membership import Membership
from tests.models.requirements.applicants import applicant, check, need, rule, table
from tests.models.sheets import ANNUAL, judged

PERSON = {"category": "IFA", "endorsed": date(2015, 1, 1)}
RULE = """
[[requirement]]
id = "renewal.membership"
own = ["WI-AIMH"]
"""


def membership(as_of: date, *rows: dict, rule: str = "", **person):
    over = ANNUAL + RULE + rule
    found = judged(over, as_of, PERSON | person, memberships=[*rows])
    return found["renewal.membership"]


def row(start: date | str, end: date | str, **more) -> dict:
    return {"membership_start": start, "membership_expires": end, **more}


def test_memberships_that_join_run_on() -> None:
    """A renewed membership runs until the end of the new one."""
    found = membership(
        date(2026, 6, 1),
        row(date(2025, 1, 1), date(2026, 6, 10)),
        row(date(2026, 6, 11), date(2027, 6, 10)),
    )
    assert (found.outcome.value, found.due) == ("meets", date(2027, 6, 10))


def test_a_membership_that_begins_later_is_not_one_today() -> None:
    """Between two memberships there is none."""
    found = membership(
        date(2026, 6, 15),
        row(date(2025, 1, 1), date(2026, 6, 10)),
        row(date(2026, 7, 1), date(2027, 6, 30)),
    )
    assert (found.outcome.value, found.changes_on) == ("gap", date(2026, 7, 1))


@pytest.mark.parametrize(
    ("rule", "proof", "outcome"),
    [
        ("accepted", "", "meets"),
        ("proof", "", "cannot_tell"),
        ("proof", "yes", "meets"),
        ("own_only", "yes", "gap"),
    ],
)
def test_a_membership_with_another_association(rule: str, proof: str, outcome: str) -> None:
    """It is taken, taken with written proof, or not taken, as the pack says."""
    found = membership(
        date(2026, 6, 1),
        row(date(2026, 1, 1), date(2026, 12, 31), association="MI-AIMH", proof=proof),
        rule=f'other_association = "{rule}"\n',
    )
    assert found.outcome.value == outcome


def test_an_organisation_is_no_member() -> None:
    """Only an individual membership counts, unless the pack says otherwise."""
    one = row(date(2026, 1, 1), date(2026, 12, 31), membership_kind="organizational")
    assert membership(date(2026, 6, 1), one).outcome.value == "gap"
    assert (
        membership(date(2026, 6, 1), one, rule="organisational = true\n").outcome.value == "meets"
    )


@pytest.mark.parametrize(
    ("bought", "as_of", "outcome"),
    [
        (date(2025, 9, 30), date(2025, 11, 1), "meets"),
        (date(2025, 9, 30), date(2026, 1, 1), "gap"),
        (date(2025, 10, 2), date(2026, 6, 1), "meets"),
        (date(2025, 10, 1), date(2025, 12, 31), "open"),
        (date(2025, 10, 1), date(2026, 6, 1), "cannot_tell"),
        (date(2025, 10, 1), date(2027, 1, 1), "gap"),
    ],
)
def test_roll_over(bought: date, as_of: date, outcome: str) -> None:
    """Bought before 1 October it ends with the year, after it with the next; on the day: ask."""
    found = membership(as_of, row(bought, ""), rule='rolls_over = "10-01"\n')
    assert found.outcome.value == outcome


def test_the_day_on_which_somebody_joined_is_no_roll_over() -> None:
    """A date of joining in the roster does not make an end."""
    found = judged(
        ANNUAL + RULE + 'rolls_over = "10-01"\n',
        date(2026, 6, 1),
        PERSON | {"membership_start": date(2015, 3, 1), "membership_expires": ""},
    )["renewal.membership"]
    assert found.outcome.value == "cannot_tell"


def test_it_has_to_run_on_the_deadline() -> None:
    """Who joined again after the deadline had no membership on it."""
    rows = (
        row(date(2025, 1, 1), date(2026, 11, 30)),
        row(date(2027, 1, 5), date(2027, 12, 31)),
    )
    as_of = date(2027, 1, 10)
    assert membership(as_of, *rows).outcome.value == "meets"
    assert membership(as_of, *rows, rule="on_deadline = true\n").outcome.value == "gap"


@pytest.mark.parametrize(
    "more",
    [
        {"membership_expires": ""},
        {"membership_expires": "soon"},
        {"membership_expires": date(2027, 6, 30), "association": "MI-AIMH"},
    ],
    ids=["no end", "an end nobody can read", "no proof"],
)
def test_what_begins_tomorrow_does_not_run_today_whatever_else_is_not_known(more) -> None:
    """It is a gap, and on its first day somebody looks again."""
    start = date(2026, 7, 1)
    args = [{"membership_start": start, **more}]
    rule = 'other_association = "proof"\n'
    found = membership(date(2026, 6, 30), *args, rule=rule)
    assert (found.outcome.value, found.changes_on) == ("gap", start)
    assert membership(start, *args, rule=rule).outcome.value == "cannot_tell"


def test_of_two_dates_that_exclude_each_other_either_may_be_wrong() -> None:
    """A membership that ends before it begins may run today."""
    found = membership(date(2026, 6, 30), row(date(2027, 1, 1), date(2026, 12, 31)))
    assert found.outcome.value == "cannot_tell"


@pytest.mark.parametrize(
    ("doubtful", "outcome"),
    [
        (row("", ""), "cannot_tell"),
        (row(date(2026, 12, 1), ""), "cannot_tell"),
        (row(date(2027, 1, 2), ""), "gap"),
        (row(date(2026, 1, 1), date(2026, 12, 31)), "meets"),
        (row("", date(2026, 12, 30)), "gap"),
    ],
)
def test_a_doubtful_membership_may_have_run_on_the_deadline(doubtful: dict, outcome: str) -> None:
    """Then nobody can tell; one that surely did not run on it changes nothing."""
    rows = (row(date(2027, 1, 5), date(2027, 12, 31)), doubtful)
    found = membership(date(2027, 1, 10), *rows, rule="on_deadline = true\n")
    assert found.outcome.value == outcome
    later = membership(date(2028, 1, 1), *rows, rule="on_deadline = true\n")
    assert found.changes_on is None or found.changes_on <= date(2028, 1, 1)
    assert later.outcome.value in {"gap", "cannot_tell"}


@pytest.mark.parametrize(
    ("phase", "status", "outcome", "due"),
    [
        ("renewal", "endorsed", "gap", date(2026, 6, 30)),
        ("inactive", "inactive", "gap", date(2026, 6, 30)),
        ("initial", "applicant", "open", None),
        ("reinstatement", "reinstating", "open", None),
    ],
)
def test_who_keeps_a_place_has_a_gap_who_comes_has_something_open(
    phase: str, status: str, outcome: str, due: date | None
) -> None:
    """A membership that ended: a gap of the endorsed and the inactive, open for who comes in."""
    over = ANNUAL + (
        f"""
[[requirement]]
id = "{phase}.membership"
kind = "membership"
phase = "{phase}"
title = "membership"
action = "Renew it."
need = [{{ value = 1, source = "T" }}]
"""
        if phase not in {"renewal", "initial"}
        else ""
    )
    person = PERSON | {"status": status, "membership_expires": date(2026, 6, 30)}
    if phase == "initial":
        person.pop("endorsed")
    found = judged(over, date(2026, 11, 22), person)[f"{phase}.membership"]
    assert (found.outcome.value, found.due) == (outcome, due)


spans = st.lists(
    st.tuples(
        st.dates(date(2025, 1, 1), date(2027, 6, 1)), st.integers(min_value=0, max_value=500)
    ),
    min_size=1,
    max_size=4,
)


@given(spans, st.dates(date(2025, 6, 1), date(2027, 6, 1)))
def test_it_runs_on_a_day_exactly_if_one_of_them_covers_it(rows, as_of: date) -> None:
    """However memberships lie to each other, the day decides; until when is counted by days."""
    ends = [(start, start + timedelta(days=days)) for start, days in rows]
    found = membership(as_of, *(row(start, end) for start, end in ends))
    covered = {d for s, e in ends for d in range(s.toordinal(), e.toordinal() + 1)}
    day = as_of.toordinal()
    assert (found.outcome.value == "gap") is (day not in covered)
    if day in covered:
        while day + 1 in covered:
            day += 1
        assert found.due == date.fromordinal(day)


@given(spans, st.dates(date(2025, 6, 1), date(2027, 6, 1)))
def test_nothing_changes_before_the_day_that_is_told(rows, as_of: date) -> None:
    """The next day of change is never later than the first day with another outcome."""
    args = [row(start, start + timedelta(days=days)) for start, days in rows]
    found = membership(as_of, *args)
    for days in (1, 5, 29, 100):
        later = as_of + timedelta(days=days)
        if found.changes_on is None or later < found.changes_on:
            assert membership(later, *args).outcome == found.outcome


TERMS = table(TableKind.MEMBERSHIPS, "name", "membership_start", "membership_expires")
MEMBER = rule(Membership, phase="renewal", title="membership", own=["WI-AIMH"])
YEAR = (date(2026, 1, 1), date(2026, 12, 31))
TODAY = date(2026, 6, 1)


def term(start: date | None, end: date | None, problem: str | None = None, **more: Any) -> Term:
    return Term(TERMS, 7, start, end, problem, **more)


def renewing(as_of: date, *terms: Term, phase: str = "renewal", **cells: object) -> Any:
    tabs = [TERMS] if terms else []
    return applicant(as_of, cells, tabs=tabs, phase=phase, deadline=YEAR, memberships=[*terms])


def of(case: Any, **keys: Any) -> Any:
    return check(MEMBER.model_copy(update=keys), case, need())[0]


@pytest.mark.parametrize(
    ("as_of", "said", "outcome", "turns"),
    [
        (date(2026, 5, 31), "Appears to meet: membership runs until 1 Jul 2026.", "meets", 1),
        (date(2026, 6, 1), "Membership ends on 1 Jul 2026.", "open", 31),
        (date(2026, 7, 1), "Membership ends on 1 Jul 2026.", "open", 1),
        (date(2026, 7, 2), "Membership ended on 1 Jul 2026.", "gap", None),
    ],
)
def test_what_is_said_of_its_end(as_of: date, said: str, outcome: str, turns: int | None) -> None:
    """Thirty days before its end it is shown as open; the last day still counts."""
    end = date(2026, 7, 1)
    found = of(renewing(as_of, membership_expires=end))
    assert (found.message, found.outcome.value, found.due) == (said, outcome, end)
    assert found.place == ("roster", 2, 2)
    assert found.changes_on == (turns and as_of + timedelta(days=turns))


def test_a_membership_that_runs_for_long_is_settled_in_short() -> None:
    """Up to the day on which it is shown as open; a tab of memberships is read at length."""
    end = date(2026, 7, 1)
    case = renewing(date(2026, 5, 31), membership_expires=end)
    assert MEMBER.settled(case, need()) == (Outcome.MEETS, end, date(2026, 6, 1))
    assert MEMBER.settled(renewing(TODAY, membership_expires=end), need()) is None
    assert MEMBER.settled(renewing(TODAY, membership_expires=None), need()) is None
    check(MEMBER, renewing(date(2026, 5, 31), term(TODAY, None), membership_expires=end), need())
    ahead = {"membership_start": TODAY, "membership_expires": end}
    assert of(renewing(date(2026, 5, 1), **ahead)).outcome is Outcome.GAP


def test_a_membership_that_is_not_asked_is_encouraged() -> None:
    """Nothing is missing without it."""
    (found,) = check(MEMBER, renewing(TODAY, membership_expires=None), None)
    assert found.outcome is Outcome.NOT_APPLICABLE
    assert found.message == "Membership is encouraged, not asked for."
    assert found.place == ("roster", 2, 2)


@pytest.mark.parametrize(
    ("terms", "said"),
    [
        ([], "Cannot tell: no end date of a membership stands here."),
        ([term(TODAY, None)], "Cannot tell: no end date of a membership stands here."),
        (
            [term(TODAY, None, "3//4 cannot be read.")],
            "Cannot tell whether the membership is current: 3//4 cannot be read.",
        ),
        (
            [term(TODAY, date(2026, 3, 1))],
            "Cannot tell whether the membership is current: it ends before it begins.",
        ),
        (
            [term(date(2026, 7, 1), date(2026, 12, 31))],
            "The membership begins on 1 Jul 2026; none runs today.",
        ),
        ([term(None, date(2026, 5, 31)), term(None, date(2026, 3, 1))],
         "Membership ended on 31 May 2026."),
        (
            [term(None, date(2027, 1, 1), kind="organisational")],
            "No membership that counts: it is an organisation's, and an individual one is asked.",
        ),
        (
            [term(None, date(2027, 1, 1), kind="organisational"), term(None, date(2026, 3, 1))],
            "Membership ended on 1 Mar 2026.",
        ),
        (
            [term(None, date(2027, 1, 1), kind="organisational"), term(None, None, "3/4?")],
            "Cannot tell whether the membership is current: 3/4?",
        ),
    ],
)  # fmt: skip
def test_what_is_said_where_none_runs(terms: list[Term], said: str) -> None:
    """It ended, it has not begun, it is not taken, or nobody can tell; shown where that stands."""
    found = of(renewing(TODAY, *terms, membership_expires=None))
    assert found.message == said
    assert found.place == (("memberships", 7, 3) if terms else ("roster", 2, 2))


def test_what_is_said_to_an_applicant() -> None:
    """A membership that has ended is open, without a day."""
    found = of(renewing(TODAY, phase="initial", membership_expires=date(2026, 3, 1)))
    assert (found.outcome, found.due) == (Outcome.OPEN, None)


def test_an_end_that_is_not_sure_is_asked_about_until_its_later_day() -> None:
    """Bought on the very day of the roll-over it may end with either year."""
    bought = term(date(2025, 10, 1), None)
    for as_of in (TODAY, YEAR[1]):
        found = of(renewing(as_of, bought), rolls_over="10-01")
        assert (found.outcome, found.changes_on) == (Outcome.CANNOT_TELL, date(2027, 1, 1))
        assert "31 Dec 2025" in found.message
        assert "1 Oct 2025" in found.message


def test_a_year_rolls_over_on_its_first_day_as_well() -> None:
    """Bought on 2 January, where it rolls over on 1 January, it runs up to the next year's end."""
    found = of(renewing(TODAY, term(date(2026, 1, 2), None)), rolls_over="01-01")
    assert (found.outcome, found.due) == (Outcome.MEETS, date(2027, 12, 31))


def test_on_the_deadline_nobody_is_late() -> None:
    """A membership taken up on the deadline itself ran on it; an open beginning is in favour."""
    new_year = date(2027, 12, 31)
    on_it = [term(YEAR[1], new_year)]
    for as_of in (YEAR[1], date(2027, 1, 10)):
        assert of(renewing(as_of, *on_it), on_deadline=True).outcome is Outcome.MEETS
    open_start = renewing(date(2027, 1, 10), membership_expires=new_year)
    assert of(open_start, on_deadline=True).outcome is Outcome.MEETS
    after = renewing(date(2027, 1, 10), term(date(2027, 1, 1), new_year))
    found = of(after, on_deadline=True)
    assert found.message == "No membership was running on the deadline, 31 Dec 2026."
    assert (found.outcome, found.due, found.place) == (
        Outcome.GAP, YEAR[1], ("memberships", 7, 3),
    )  # fmt: skip


def test_every_membership_is_evidence() -> None:
    """Counted or not, with its days and the reason."""
    case = renewing(
        TODAY,
        term(date(2026, 1, 1), date(2026, 12, 31)),
        term(None, None, "3//4 cannot be read."),
        term(date(2025, 1, 1), date(2025, 12, 31), association="MI-AIMH"),
        membership_start=date(2024, 1, 1),
        membership_expires=date(2024, 12, 31),
    )
    rules = MEMBER.model_copy(update={"other_association": "own_only"})
    assert [(e.place, e.what, e.counted, e.why) for e in rules.evidence(case)] == [
        (("roster", 2, 3), "1 Jan 2024 to 31 Dec 2024", True, "on record"),
        (("memberships", 7, 3), "1 Jan 2026 to 31 Dec 2026", True, "on record"),
        (("memberships", 7, 3), "no start to no end", False, "3//4 cannot be read."),
        (("memberships", 7, 3), "1 Jan 2025 to 31 Dec 2025", False, "it is with MI-AIMH"),
    ]


@pytest.mark.parametrize("name", ["WI-AIMH", "wi-aimh", ""])
def test_the_associations_own_membership_needs_no_proof(name: str) -> None:
    """However its name is written; a blank is its own as well."""
    one = term(None, YEAR[1], association=name)
    assert of(renewing(TODAY, one), other_association="own_only").outcome is Outcome.MEETS
    assert of(renewing(TODAY, one), other_association="proof").outcome is Outcome.MEETS


def test_the_proof_of_another_membership_is_asked_for() -> None:
    """Without it nobody can tell; what cannot be read is said first."""
    other = term(None, YEAR[1], association="MI-AIMH")
    found = of(renewing(TODAY, other), other_association="proof")
    assert found.message.endswith("it is with MI-AIMH, and no written proof stands here.")
    unread = term(None, None, "3//4 cannot be read.", association="MI-AIMH")
    found = of(renewing(TODAY, unread), other_association="proof")
    assert found.message.endswith("3//4 cannot be read.")


def test_only_an_end_or_a_tab_can_tell() -> None:
    """A column with the beginning alone asks nothing of anybody."""
    assert not MEMBER.tracked(renewing(TODAY, membership_start=TODAY))
    assert MEMBER.tracked(renewing(TODAY, membership_expires=None))
    assert MEMBER.tracked(renewing(TODAY, term(None, None)))


def test_two_dates_in_the_wrong_order_are_a_finding_of_the_row() -> None:
    """Of the membership the end is taken, as it stands."""
    case = renewing(TODAY, membership_start=date(2027, 3, 1), membership_expires=YEAR[1])
    assert of(case).outcome is Outcome.MEETS


def test_a_beginning_without_an_end_is_no_end() -> None:
    """It is shown at the end date where there is such a column, else at the beginning."""
    found = of(renewing(TODAY, membership_start=YEAR[0], membership_expires=None))
    assert (found.outcome, found.place) == (Outcome.CANNOT_TELL, ("roster", 2, 3))
    found = of(renewing(TODAY, membership_start=YEAR[0]))
    assert (found.outcome, found.place) == (Outcome.CANNOT_TELL, ("roster", 2, 2))


def test_what_ended_last_is_named_in_whichever_order() -> None:
    """The later of two ends, though its row stands below."""
    terms = [term(None, date(2026, 3, 1)), term(None, date(2026, 5, 31))]
    assert of(renewing(TODAY, *terms)).message == "Membership ended on 31 May 2026."


def test_an_end_in_the_roster_that_cannot_be_read_is_named() -> None:
    """With or without a beginning beside it."""
    for more in ({}, {"membership_start": None}, {"membership_start": YEAR[0]}):
        found = of(renewing(TODAY, membership_expires="?3//4", **more))
        assert found.message.endswith("3//4 cannot be read.")


def test_a_membership_of_one_day_runs_on_that_day() -> None:
    """Not on the one before."""
    day = {"membership_start": TODAY, "membership_expires": TODAY}
    assert of(renewing(TODAY, **day)).outcome is Outcome.OPEN
    assert of(renewing(TODAY - timedelta(days=1), **day)).outcome is Outcome.GAP


def test_without_an_end_it_is_shown_where_there_is_something() -> None:
    """At the beginning in a tab that has no ends; without any row at the name, in one or two."""
    bare = table(TableKind.MEMBERSHIPS, "name", "membership_start")
    case = renewing(TODAY, Term(bare, 7, YEAR[0], None))
    assert of(case).place == ("memberships", 7, 2)
    case = applicant(TODAY, {"last_name": "Ruiz"}, tabs=[TERMS], phase="renewal", deadline=YEAR)
    assert of(case).place == ("roster", 2, 1)
    del case.person.table.columns["name"]
    assert of(case).place == ("roster", 2, 2)


def test_a_year_may_roll_over_on_its_last_day() -> None:
    """Bought in summer it ends with the year; before it is bought it does not run."""
    bought = term(date(2026, 6, 2), None)
    found = of(renewing(date(2026, 7, 1), bought), rolls_over="12-31")
    assert (found.outcome, found.due) == (Outcome.MEETS, YEAR[1])
    assert of(renewing(TODAY, bought), rolls_over="12-31").outcome is Outcome.GAP


def test_what_is_refused_from_today_on_is_not_awaited() -> None:
    """It will count on no later day."""
    found = of(renewing(TODAY, term(TODAY, YEAR[1], kind="organisational")))
    assert (found.outcome, found.changes_on) == (Outcome.GAP, None)


@pytest.mark.parametrize(
    ("deadline", "as_of", "turns"),
    [
        (YEAR[1], date(2027, 1, 10), date(2029, 1, 1)),
        (date(2026, 6, 30), date(2026, 7, 10), date(2027, 1, 1)),
    ],
)
def test_whether_it_ran_on_the_deadline_may_depend_on_its_end(
    deadline: date, as_of: date, turns: date
) -> None:
    """Bought on the day of the roll-over; it is looked at again when either of the two ends."""
    terms = [term(as_of, date(2028, 12, 31)), term(date(2025, 10, 1), None)]
    due = (date(2025, 7, 1), deadline)
    case = applicant(as_of, {}, tabs=[TERMS], phase="renewal", deadline=due, memberships=terms)
    found = of(case, on_deadline=True, rolls_over="10-01")
    assert (found.outcome, found.changes_on) == (Outcome.CANNOT_TELL, turns)
    assert found.message.endswith("no end date stands here.")


@pytest.mark.parametrize(
    ("start", "outcome", "said"),
    [
        (date(2027, 1, 1), "gap", "No membership was running on the deadline, 31 Dec 2026."),
        (YEAR[1], "cannot_tell", "Cannot tell: no end date of a membership stands here."),
        (None, "cannot_tell", "Cannot tell: no end date of a membership stands here."),
    ],
)
def test_whatever_runs_today_what_surely_lacked_on_the_deadline_is_a_gap(
    start: date | None, outcome: str, said: str
) -> None:
    """Joined after it, with an end that is not known; who may have joined before is asked."""
    found = of(renewing(date(2027, 1, 10), term(start, None)), on_deadline=True)
    assert (found.outcome.value, found.message) == (outcome, said)


def test_who_joined_too_late_is_looked_at_again_when_it_ends() -> None:
    """The day after its last."""
    late = renewing(date(2027, 1, 10), term(date(2027, 1, 1), date(2027, 12, 31)))
    assert of(late, on_deadline=True).changes_on == date(2028, 1, 1)
