"""What an association has granted: visible, approved, and ending by itself."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.findings import Outcome
from models.records import TableKind, WaiverRow
from models.roster import Person
from models.waivers import Waivers
from tests.models.requirements.applicants import applicant, table
from tests.models.sheets import ANNUAL, judged

PERSON = {"category": "IFS", "endorsed": date(2015, 1, 1), "training_hours": 10, "rsc_hours": 12}
GRANT = {
    "what": "training",
    "waiver_kind": "extension",
    "reason": "illness",
    "approver": "Endorsement Committee",
    "waiver_from": date(2026, 12, 1),
    "waiver_until": date(2027, 2, 28),
}


def training(as_of: date, **grant):
    found = judged(ANNUAL, as_of, PERSON, waivers=[GRANT | grant])
    return found["renewal.training"]


@pytest.mark.parametrize(
    ("as_of", "outcome", "due"),
    [
        (date(2026, 11, 30), "open", date(2026, 12, 31)),
        (date(2026, 12, 1), "open", date(2027, 2, 28)),
        (date(2027, 2, 28), "open", date(2027, 2, 28)),
        (date(2027, 3, 1), "gap", date(2027, 2, 28)),
    ],
)
def test_an_extension_moves_the_deadline_and_ends_by_itself(as_of, outcome, due) -> None:
    """From its first to its last day the later deadline holds, and then the old one again."""
    found = training(as_of)
    assert (found.outcome.value, found.due) == (outcome, due)


def test_the_last_cycle_is_looked_at_while_its_extension_runs() -> None:
    """Extended into summer, it is still the old deadline that is held; then the new cycle."""
    until = {"waiver_until": date(2027, 6, 30)}
    running = training(date(2027, 6, 30), **until)
    assert (running.outcome.value, running.due, running.short) == ("open", date(2027, 6, 30), 35)
    assert training(date(2027, 7, 1), **until).due == date(2027, 12, 31)


def test_an_extension_is_said_with_reason_and_approver() -> None:
    """Whoever reads the finding sees that more time was granted, why, and by whom."""
    message = training(date(2027, 1, 10)).message
    assert "28 Feb 2027" in message
    assert "illness" in message
    assert "Endorsement Committee" in message


@pytest.mark.parametrize("kind", ["leave", "amnesty"])
@pytest.mark.parametrize(
    ("as_of", "outcome"),
    [
        (date(2027, 1, 9), "gap"),
        (date(2027, 1, 10), "not_applicable"),
        (date(2027, 2, 28), "not_applicable"),
        (date(2027, 3, 1), "gap"),
    ],
)
def test_leave_asks_nothing_while_it_lasts(kind: str, as_of: date, outcome: str) -> None:
    """From its first to its last day nothing is asked; before it and after it all is."""
    found = training(as_of, waiver_kind=kind, waiver_from=date(2027, 1, 10))
    assert found.outcome.value == outcome


def test_fewer_hours() -> None:
    """Ten hours instead of fifteen are asked while the grant runs."""
    found = training(date(2027, 1, 10), waiver_kind="hours", waiver_hours=10)
    assert (found.outcome.value, found.need) == ("meets", 10)


def test_another_requirement_is_not_touched() -> None:
    """A grant for training says nothing of RSC."""
    found = judged(
        ANNUAL, date(2027, 1, 10), PERSON | {"rsc_hours": 1}, waivers=[GRANT | {"what": "training"}]
    )
    assert found["renewal.rsc"].outcome.value == "gap"


@pytest.mark.parametrize("lacks", ["waiver_kind", "approver", "reason", "waiver_until"])
def test_a_grant_that_lacks_something_is_not_applied_but_shown(lacks: str) -> None:
    """Without kind, approver, reason or last day nothing is excused, and its row says so."""
    found = judged(
        ANNUAL, date(2027, 1, 10), PERSON, waivers=[GRANT | {"who": "Case Person", lacks: ""}]
    )
    assert found["renewal.training"].outcome.value == "gap"


@given(as_of=st.dates(date(2026, 6, 1), date(2027, 3, 30)))
@pytest.mark.parametrize("kind", ["leave", "extension", "amnesty", "hours"])
def test_nothing_changes_before_the_day_that_is_told(kind: str, as_of: date) -> None:
    """The next day of change is never later than the first day with another outcome."""
    found = training(as_of, waiver_kind=kind, waiver_hours=10)
    for days in (1, 7, 30, 80):
        later = date.fromordinal(as_of.toordinal() + days)
        over = later > date(2027, 3, 31) >= as_of  # the next cycle is looked at
        if not over and (found.changes_on is None or later < found.changes_on):
            assert training(later, waiver_kind=kind, waiver_hours=10).outcome == found.outcome


def test_what_was_granted_is_said() -> None:
    """Until when, what, why, and by whom; of hours how many instead of how many."""
    as_of = date(2027, 1, 10)
    assert training(as_of, waiver_kind="leave").message == (
        "Not asked until 28 Feb 2027: leave (illness; approved by Endorsement Committee)."
    )
    assert training(as_of, waiver_kind="hours", waiver_hours=12).message.endswith(
        "(12 instead of 45: illness; approved by Endorsement Committee, until 28 Feb 2027.)"
    )


@pytest.mark.parametrize("hours", [45, 46])
def test_a_grant_never_asks_for_more(hours: int) -> None:
    """As many hours as the rule asks, or more, change nothing and are not spoken of."""
    found = training(date(2027, 1, 10), waiver_kind="hours", waiver_hours=hours)
    assert found.need == 45
    assert "instead of" not in found.message


@pytest.mark.parametrize(
    ("who", "excused"),
    [
        ("everyone", True),
        ("IFS", True),
        ("Family Specialist", True),
        ("ECFS", False),
        ("IFA", False),
        ("Case Person", True),
    ],
)
def test_a_grant_reaches_whom_it_names(who: str, excused: bool) -> None:
    """One person, all, a category in its age band, or in both."""
    found = training(date(2027, 1, 10), who=who, waiver_kind="amnesty")
    assert (found.outcome.value == "not_applicable") is excused


def test_of_two_grants_the_one_that_lasts_longest_is_said() -> None:
    """In whichever order the rows stand."""
    short, long = GRANT | {"waiver_until": date(2027, 1, 31)}, GRANT
    for kind in ("extension", "leave"):
        for rows in ([short, long], [long, short]):
            waivers = [row | {"waiver_kind": kind} for row in rows]
            found = judged(ANNUAL, date(2027, 1, 10), PERSON, waivers=waivers)["renewal.training"]
            assert "28 Feb 2027" in found.message


def test_an_extension_to_the_deadline_itself_is_none() -> None:
    """Nothing is longer by it, and nothing is said."""
    due = date(2026, 12, 31)
    waivers = [GRANT | {"waiver_until": due}]
    found = judged(ANNUAL, date(2026, 12, 15), PERSON | {"renewal_due": due}, waivers=waivers)
    assert "Extended" not in found["renewal.training"].message


def test_the_day_on_which_a_grant_begins_is_not_ahead() -> None:
    """The next day to look at is the one after its last."""
    begins = date(2027, 1, 10)
    assert training(begins, waiver_from=begins).changes_on == date(2027, 3, 1)


TAB = table(TableKind.WAIVERS, "who", *("waiver_kind", "waiver_until", "approver", "reason"))
WHOLE: dict[str, Any] = {
    "kind": "leave", "end": date(2027, 2, 28), "approver": "Committee", "reason": "illness",
}  # fmt: skip


class One:
    """Somebody with one row in the book."""

    def __init__(self, person: Person) -> None:
        self.rows = [person]


@pytest.mark.parametrize(
    ("lacks", "column", "said"),
    [
        (
            {"kind": ""}, 2,
            "it does not say what is granted. Type extension, leave, amnesty or hours.",
        ),
        ({"end": None}, 3, "it has no last day. Type the day on which it ends."),
        ({"approver": ""}, 4, "nobody is named who approved it. Type who did."),
        ({"reason": ""}, 5, "it gives no reason. Type one in a few words."),
        (
            {"kind": "hours"}, 1,
            "it does not say how many hours are asked instead. Type the number.",
        ),
        ({"problem": "nobody of that name is in the book."}, 1,
         "nobody of that name is in the book."),
    ],
)  # fmt: skip
def test_what_a_grant_lacks_is_said_in_its_row(lacks: dict, column: int, said: str) -> None:
    """At the cell to be filled, or at whom it is for; a grant before it that is whole is silent."""
    case = applicant(date(2027, 1, 10))
    whole = WaiverRow(TAB, 2, "Ana Ruiz", [One(case.person)], **WHOLE)  # type: ignore[list-item]
    case.roster.waivers = [whole, whole._replace(row=3, **lacks)]
    waivers = Waivers(case.roster)
    (found,) = waivers.incomplete(case.person)
    assert list(waivers.others) == []
    assert found.message == f"This waiver is not applied: {said}"
    assert found.place == ("waivers", 3, column)
    assert found.person is case.person
    assert (found.rule, found.facts["who"]) == ("waiver.incomplete", "Ana Ruiz")
    assert found.outcome is Outcome.CANNOT_TELL
    assert found.action == "Complete the row; until then the waiver is not applied."
    assert list(waivers.of(case.person)) == [whole]


def test_hours_are_named_at_their_own_column() -> None:
    """Where the tab has one; for two people or a group it is nobody's own finding."""
    case = applicant(date(2027, 1, 10))
    tab = table(TableKind.WAIVERS, "who", "waiver_hours")
    for people in (None, [One(case.person), One(case.person)]):
        row = WaiverRow(tab, 2, "all", people, **WHOLE | {"kind": "hours"})  # type: ignore[arg-type]
        case.roster.waivers = [row]
        (found,) = Waivers(case.roster).others
        assert (found.place, found.person) == (("waivers", 2, 2), None)


def test_grants_are_found_for_each_person_apart() -> None:
    """However often they are looked up, and by whichever of the two comes first."""
    one, other = applicant(date(2027, 1, 10)), applicant(date(2027, 1, 10))
    row = WaiverRow(TAB, 2, "Ana Ruiz", [One(one.person)], **WHOLE)  # type: ignore[list-item]
    one.roster.waivers = [row]
    waivers = Waivers(one.roster)
    for _ in range(2):
        assert list(waivers.of(one.person)) == [row]
        assert list(waivers.of(other.person)) == []


def test_whom_grants_concern_is_told() -> None:
    """Who was granted something, and who was to be but for what the grant lacks; nobody else."""
    case, other, third = (applicant(date(2027, 1, 10)) for _ in range(3))
    row = WaiverRow(TAB, 2, "Ana Ruiz", [One(case.person)], **WHOLE)  # type: ignore[list-item]
    for lacks in ({}, {"approver": ""}):
        case.roster.waivers = [row._replace(**lacks)]
        waivers = Waivers(case.roster)
        assert waivers.concern(case.person)
        assert not waivers.concern(other.person)
    bare = row._replace(people=[One(other.person)], approver="")  # type: ignore[list-item]
    case.roster.waivers = [row, bare]
    waivers = Waivers(case.roster)
    said = [waivers.concern(one.person) for one in (case, other, third)]
    assert said == [True, True, False]


def test_an_extension_does_not_shorten_the_grace() -> None:
    """Where it is still taken for longer than the extension runs, that stays so."""
    over = """
[[cycle]]
first_deadline = 2011-12-31
years = 1
grace_until = "03-31"
source = "T"
"""
    grant = GRANT | {"waiver_from": "", "waiver_until": date(2027, 1, 31)}
    found = judged(over, date(2027, 3, 30), PERSON, waivers=[grant])["renewal.training"]
    assert found.outcome.value == "open"
