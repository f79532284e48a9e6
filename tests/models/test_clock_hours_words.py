"""Clock hours: the sentences, the figures and the day to look again, by log, by column, by both."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from models.findings import Outcome, Settled
from models.records import TableKind
from models.requirements.clockhours import agree
from models.requirements.crowd import Crowd
from models.requirements.hours import Hours
from models.standing import Sitting, case_of, standing_of
from tests.models.hours_book import THREE_YEARS, asked, book, finding, judged, pack_of, reasons
from tests.models.requirements.applicants import applicant, check, need, rule, table

START, ENDS = date(2026, 1, 1), date(2026, 12, 31)
NOW, AFTER = date(2026, 11, 22), date(2027, 1, 5)
ANA = {"name": "Ana Ruiz", "category": "IFS", "endorsed": date(2020, 5, 1)}
TRAINING = asked("renewal.training", 15, title="training", total="training_hours")
OF_OTHERS = {**TRAINING, "need": [{"value": 15, "source": "S2", "scopes": ["MHS"]}]}
MEETS, OPEN, GAP, CANNOT = Outcome.MEETS, Outcome.OPEN, Outcome.GAP, Outcome.CANNOT_TELL


def training(day: object, hours: object, **more: object) -> dict[str, object]:
    return {"name": "Ana Ruiz", "date": day, "hours": hours, "title": f"On {day}", **more}


def judge(log: list[dict[str, object]] | None, as_of: date, rule: Any = TRAINING, **cells: object):
    """All findings of hours about one person, the rule's own first."""
    tabs = {} if log is None else {"training": log}
    people = judged(pack_of(rule), as_of, [{**ANA, **cells}], **tabs).people
    found = [f for f in people[0].findings if f.rule in {rule["id"], "total.disagrees"}]
    return sorted(found, key=lambda f: f.rule == "total.disagrees")


MAY = date(2026, 5, 1)


@pytest.mark.parametrize(
    ("log", "as_of", "outcome", "message", "have", "short", "changes"),
    [
        ([training(MAY, 15)], NOW, MEETS, "Appears to meet: 15 of 15 hours of training.", 15, 0,
         None),
        ([training(MAY, 15), training(date(2026, 12, 1), 5)], NOW, MEETS,
         "Appears to meet: 15 of 15 hours of training.", 15, 0, None),
        ([training(MAY, 14.75)], NOW, OPEN,
         "Not yet: 14.75 of 15 hours of training; 0.25 to go by 31 Dec 2026 (on pace).", 14.75,
         0.25, date(2026, 12, 25)),
        ([training(MAY, 7.33333)], NOW, OPEN,
         "Not yet: 7.33 of 15 hours of training; 7.67 to go by 31 Dec 2026 (behind).", 7.3333,
         7.6667, date(2027, 1, 1)),
        ([training(MAY, 7.5)], AFTER, GAP,
         "7.5 hours short: 7.5 of 15 hours of training by 31 Dec 2026.", 7.5, 7.5, None),
        ([], NOW, OPEN, "Not yet: 0 of 15 hours of training; 15 to go by 31 Dec 2026 (behind).",
         0, 15, date(2027, 1, 1)),
        ([training(MAY, 7.5), training(date(2026, 12, 1), 7.5)], NOW, OPEN,
         "Not yet: 7.5 of 15 hours of training; 7.5 to go by 31 Dec 2026 (behind).", 7.5, 7.5,
         date(2026, 12, 1)),
        ([training(MAY, 10), training("spring", 5)], NOW, CANNOT,
         "Cannot tell: 10 of 15 hours of training are certain; 5 in doubt could make it enough.",
         10, None, None),
        ([training(MAY, 10), training(MAY, "many")], NOW, CANNOT,
         "Cannot tell: 10 of 15 hours of training are certain; entries that cannot be read could "
         "make it enough.", 10, None, None),
        ([training(MAY, 10), training("spring", 4.75)], AFTER, GAP,
         "5 hours short: 10 of 15 hours of training by 31 Dec 2026.", 10, 5, None),
        ([training(MAY, 10), training("spring", 5), training(date(2026, 12, 1), 5)], NOW, CANNOT,
         "Cannot tell: 10 of 15 hours of training are certain; 5 in doubt could make it enough.",
         10, None, date(2026, 12, 1)),
        ([training(START, 7.5), training(ENDS, 7.5)], ENDS, MEETS,
         "Appears to meet: 15 of 15 hours of training.", 15, 0, None),
        ([training(date(2025, 12, 31), 15), training(date(2027, 1, 1), 15)], AFTER, GAP,
         "15 hours short: 0 of 15 hours of training by 31 Dec 2026.", 0, 15, None),
    ],
)  # fmt: skip
def test_what_the_log_comes_to(
    log: list[dict[str, object]],
    as_of: date,
    outcome: Outcome,
    message: str,
    have: float,
    short: float | None,
    changes: date | None,
) -> None:
    """What is there, what is lacking, by when, whether it keeps up, and when to look again."""
    (found,) = judge(log, as_of)
    assert (found.outcome, found.message, found.have, found.short) == (
        outcome, message, have, short,
    )  # fmt: skip
    assert found.changes_on == changes
    if outcome is not CANNOT:
        assert found.need == 15


@pytest.mark.parametrize(
    ("said", "as_of", "outcome", "message"),
    [
        (15, NOW, MEETS, "Appears to meet: 15 of 15 hours of training."),
        (14.5, NOW, OPEN,
         "Not yet: 14.5 of 15 hours of training; 0.5 to go by 31 Dec 2026 (on pace)."),
        (14.5, AFTER, GAP, "0.5 hours short: 14.5 of 15 hours of training by 31 Dec 2026."),
        ("", NOW, CANNOT,
         "Cannot tell: the hours of training are blank. Type 0 if there are none."),
    ],
)  # fmt: skip
def test_a_column_alone(said: object, as_of: date, outcome: Outcome, message: str) -> None:
    """Without a log the column tells; what is blank is not nothing."""
    (found,) = judge(None, as_of, training_hours=said)
    assert (found.outcome, found.message) == (outcome, message)


def test_a_column_that_cannot_be_read() -> None:
    """The cell is quoted, and it is still said what would be needed."""
    (found,) = judge(None, NOW, training_hours="many")
    assert found.outcome is CANNOT
    assert '"many"' in found.message
    assert found.need == 15


def test_column_and_log_that_differ() -> None:
    """Both figures are said; where they come to another outcome, nobody can tell."""
    log = [training(MAY, 10), training(date(2026, 12, 1), 5)]
    first, second = judge(log, NOW, training_hours=15)
    assert (first.outcome, second.outcome) == (CANNOT, CANNOT)
    assert first.message == (
        "Cannot tell: the column says 15 hours of training, the log adds up to 10; 15 are needed."
    )
    assert second.message == "The column says 15 hours of training; the log adds up to 10."
    assert first.changes_on == second.changes_on == date(2026, 12, 1)
    assert second.due is None
    first, second = judge(log, NOW, training_hours=12)
    assert (first.outcome, second.rule) == (OPEN, "total.disagrees")
    assert first.changes_on == date(2026, 12, 1)


@pytest.mark.parametrize(
    ("said", "log", "rules"),
    [
        (10, [training(MAY, 10)], 1),
        (10.01, [training(MAY, 10)], 1),
        (9.99, [training(MAY, 10)], 1),
        (10.02, [training(MAY, 10)], 2),
        (10.75, [training(MAY, 10)], 2),
        (10.75, [training(MAY, 10), training("spring", 2)], 1),
        (12, [training(MAY, 10), training(MAY, "many")], 1),
        (9, [training(MAY, 10), training(MAY, "many")], 2),
    ],
)
def test_when_a_column_agrees(said: float, log: list[dict[str, object]], rules: int) -> None:
    """To the hundredth of an hour; it may only say more than a log that cannot be read."""
    assert len(judge(log, NOW, training_hours=said)) == rules


def test_the_column_speaks_where_the_log_is_silent() -> None:
    """Somebody without an entry in a log that others fill is judged by the column."""
    (found,) = judge([{**training(MAY, 9), "name": "Bo Lee"}], NOW, training_hours=15)
    assert (found.outcome, found.have) == (MEETS, 15)


# --- who is asked, and what is not -------------------------------------------------------------


def test_only_who_gives_rsc_is_asked() -> None:
    """In the category of others it is not asked, and that is said; with figures or without."""
    rule = {**TRAINING, "only_if": "gives_rsc"}
    for gives, outcome in [("yes", MEETS), ("no", Outcome.NOT_APPLICABLE)]:
        (found,) = judge([training(MAY, 15)], NOW, rule, gives_rsc=gives)
        assert found.outcome is outcome
    assert found.message == (
        "Asked only of people who give RSC; nothing here says that this person does."
    )
    assert str(found.citation).startswith("Wisconsin")


def test_where_nothing_is_asked_that_is_said() -> None:
    """A category without a figure owes none."""
    (found,) = judge([training(MAY, 1)], NOW, OF_OTHERS)
    assert found.message == "No hours of training are asked of this category."


# --- the days that count -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("endorsed", "day", "outcome"),
    [
        (START, START, MEETS),
        (date(2026, 1, 2), START, CANNOT),
        (date(2026, 1, 2), date(2026, 1, 2), MEETS),
        (date(2025, 6, 1), START, MEETS),
    ],
)
def test_endorsed_in_the_cycle(endorsed: date, day: date, outcome: Outcome) -> None:
    """Entries from the day of the endorsement on count; who had it on the first day has all."""
    (found,) = judge([training(day, 15)], NOW, endorsed=endorsed)
    assert found.outcome is outcome


def test_of_an_application_every_hour_counts() -> None:
    """An applicant has no cycle and no endorsement: hours of any year count."""
    rule = asked("initial.training", 15, title="training")
    people = [{"name": "Ana Ruiz", "category": "IFS", "status": "applicant",
               "endorsed": date(2026, 6, 1)}]  # fmt: skip
    log = [training(date(2011, 3, 1), 15, used_for="application")]
    one = finding("initial.training", pack_of(rule), NOW, people, training=log)
    assert one.outcome is MEETS
    short = [training(date(2011, 3, 1), 5)]
    one = finding("initial.training", pack_of(rule), NOW, people, training=short)
    assert one.message == "Not yet: 5 of 15 hours of training; 10 to go."


RECENT = {**TRAINING, "last_months": 12}


@pytest.mark.parametrize(
    ("log", "outcome", "changes"),
    [
        ([training(date(2026, 2, 1), 15)], MEETS, date(2027, 2, 1)),
        ([training(date(2026, 2, 1), 10), training(date(2026, 9, 1), 2)], OPEN,
         date(2027, 1, 1)),
        ([training(date(2026, 2, 1), 10), training("spring", 5)], CANNOT, date(2027, 2, 1)),
        ([training(date(2026, 2, 1), 10), training("spring", 5),
          training(date(2026, 12, 1), 5)], CANNOT, date(2026, 12, 1)),
    ],
)  # fmt: skip
def test_hours_of_late_grow_old(
    log: list[dict[str, object]], outcome: Outcome, changes: date
) -> None:
    """Of the last twelve months: the day on which the oldest entry leaves them is looked at."""
    (found,) = judge(log, NOW, RECENT)
    assert (found.outcome, found.changes_on) == (outcome, changes)


def test_of_an_application_the_last_months_end_with_it() -> None:
    """Once it is in, twelve months before it count, that day too, and nothing grows old."""
    rule = {**asked("initial.training", 15, title="training"), "last_months": 12}
    people = [{"name": "Ana Ruiz", "category": "IFS", "status": "applicant",
               "submitted": date(2026, 6, 1)}]  # fmt: skip
    for as_of in (date(2026, 6, 1), NOW):
        for day, outcome in [(date(2025, 6, 1), OPEN), (date(2025, 6, 2), MEETS),
                             (date(2026, 6, 1), MEETS), (date(2026, 6, 2), OPEN)]:  # fmt: skip
            log = [training(day, 15)]
            one = finding("initial.training", pack_of(rule), as_of, people, training=log)
            assert (day, one.outcome) == (day, outcome)
            if outcome is MEETS:
                assert one.changes_on is None


# --- carried over ------------------------------------------------------------------------------


def test_what_is_carried_over_is_said() -> None:
    """Hours beyond what the former cycle asked; said where they are needed, and only there."""
    rule = {**TRAINING, "carry_over": True}
    former = [training(date(2025, 5, n), 10) for n in (1, 2)]
    (found,) = judge([*former, training(MAY, 10)], NOW, rule)
    assert (found.outcome, found.have) == (MEETS, 15)
    assert found.message == (
        "Appears to meet: 15 of 15 hours of training. (5 of them are carried over from the cycle "
        "before.)"
    )
    (found,) = judge([*former, training(MAY, 7.00004)], NOW, rule)
    assert (found.have, found.short) == (12, 3)
    assert found.message.endswith("(5 of them are carried over from the cycle before.)")
    (found,) = judge([*former, training(MAY, 15)], NOW, rule)
    assert found.message == "Appears to meet: 15 of 15 hours of training."


def test_rsc_is_told_entry_by_entry() -> None:
    """The evidence of hours of RSC lists every session, and without a log there is none."""
    rule = asked("renewal.rsc", 12, title="RSC", total="rsc_hours")
    log = [{"name": "Ana Ruiz", "date": MAY, "hours": 2}]
    (line,) = reasons("renewal.rsc", pack_of(rule), NOW, [ANA], rsc=log)
    assert (line.counted, line.what) == (True, "1 May 2026, 2 h")
    assert reasons("renewal.rsc", pack_of(rule), NOW, [{**ANA, "rsc_hours": 12}]) == []


# --- in short ----------------------------------------------------------------------------------


def in_short(rule: Any, log: list[dict[str, object]] | None, as_of: date = NOW, **cells: object):
    """What the rule says in short of one person, by themselves and in a crowd."""
    pack = pack_of(rule)
    roster = book(pack, [{**ANA, **cells}], **({} if log is None else {"training": log}))
    person = roster.people[0]
    case = case_of(person, Sitting(roster, pack, as_of), standing_of(person))
    ((one, need),) = pack.plan("renewal", frozenset({"FS"}), ENDS)
    short = one.settled(case, need)
    assert list(one.settle_many(Crowd(case, roster.listed[0], (0,)), need)) == [short]
    return short


MET, NOT_ASKED = Settled(MEETS, ENDS), Settled(Outcome.NOT_APPLICABLE)
GIVERS = {**TRAINING, "only_if": "gives_rsc"}
ATTESTED = {**TRAINING, "evidence": "attest"}
EACH_FOR_ONE_TOPIC = {**TRAINING, "share_topics": "once"}


@pytest.mark.parametrize(
    ("rule", "log", "cells", "settled"),
    [
        (TRAINING, None, {"training_hours": 15}, MET),
        (TRAINING, None, {"training_hours": 14.75}, None),
        (TRAINING, None, {"training_hours": ""}, None),
        (TRAINING, [training(MAY, 15)], {}, MET),
        (TRAINING, [training(MAY, 14.75)], {}, None),
        (EACH_FOR_ONE_TOPIC, [training(MAY, 15)], {}, MET),
        (EACH_FOR_ONE_TOPIC, [training(MAY, 14)], {}, None),
        (TRAINING, [training(MAY, 1), training(MAY, "15 or so")], {}, None),
        (TRAINING, [training(MAY, 15)], {"training_hours": 15}, None),
        ({**TRAINING, "last_months": 12}, [training(MAY, 15)], {}, None),
        (ATTESTED, [], {"attested": "yes"}, MET),
        (ATTESTED, None, {"training_hours": 15, "attested": "no"}, MET),
        (ATTESTED, None, {"training_hours": 14, "attested": "yes"}, MET),
        (ATTESTED, [], {"attested": "no"}, None),
        (ATTESTED, None, {"training_hours": 14, "attested": "no"}, None),
        (GIVERS, [training(MAY, 15)], {"gives_rsc": "yes"}, MET),
        (GIVERS, [training(MAY, 15)], {"gives_rsc": "no"}, NOT_ASKED),
        (GIVERS, [training(MAY, 14)], {"gives_rsc": "yes"}, None),
        (OF_OTHERS, [training(MAY, 1)], {}, NOT_ASKED),
    ],
)
def test_in_short_only_what_is_plain(rule: Any, log: Any, cells: Any, settled: Any) -> None:
    """By the log alone, the column alone, or the attestation; all else is looked at at length.

    Of many at once it is just what it is of one.
    """
    assert in_short(rule, log, **cells) == settled


# --- days and figures --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "have", "untold", "both"),
    [
        (0.01, 0.0, 0.0, True),
        (0.0, 0.01, 0.0, True),
        (0.02, 0.0, 0.0, False),
        (0.0, 0.02, 0.0, False),
        (1.0, 0.0, 1.0, True),
        (0.0, 1.0, 1.0, False),
    ],
)
def test_a_hundredth_of_an_hour_is_no_difference(said, have, untold, both) -> None:
    """A column may say a hundredth more or less, and more by what nobody can read."""
    assert agree(said, have, untold) is both


@pytest.mark.parametrize(
    ("as_of", "pace"), [(date(2026, 7, 1), "on pace"), (date(2026, 7, 2), "behind")]
)
def test_half_of_the_hours_last_for_half_of_the_days(as_of: date, pace: str) -> None:
    """Of 365 days 182 are enough with half of the hours; on the day after them one is behind."""
    (found,) = judge([training(MAY, 7.5)], as_of)
    assert found.pace == pace
    assert found.changes_on == (date(2026, 7, 2) if pace == "on pace" else date(2027, 1, 1))


def test_who_is_endorsed_on_the_last_day_is_not_behind_before() -> None:
    """The pace runs from the endorsement; where all is owed at once, it is the last day's."""
    log = [training(date(2026, 12, 31), 10)]
    found = judge(log, date(2026, 12, 31), endorsed=ENDS)[0]
    assert (found.outcome, found.pace) == (OPEN, "behind")
    ahead = judge(None, NOW, training_hours=10, endorsed=ENDS)[0]
    assert (ahead.outcome, ahead.pace, ahead.changes_on) == (OPEN, "on pace", ENDS)


def test_what_is_unclear_is_cited_too() -> None:
    """Where nobody can tell, the figure that is asked and its source stand there all the same."""
    (found,) = judge([training(MAY, 10), training("spring", 5)], NOW)
    assert (found.outcome, found.need) == (CANNOT, 15)
    assert found.citation is not None


LATE = {**TRAINING, "last_months": 12}


def test_hours_that_are_not_enough_grow_old_too() -> None:
    """Short, and with a column that says otherwise: the oldest entry is the day to look again."""
    log = [training(date(2026, 1, 10), 10)]
    as_of = date(2026, 12, 31)
    first, second = judge(log, as_of, LATE, training_hours=12)
    assert (first.outcome, first.changes_on) == (OPEN, date(2027, 1, 1))
    assert second.changes_on == date(2027, 1, 10)
    back = asked("reinstatement.training", 15, title="training", last_months=12)
    found = finding(
        "reinstatement.training", pack_of(back), as_of,
        [{**ANA, "status": "reinstating"}], training=log,
    )  # fmt: skip
    assert (found.outcome, found.changes_on) == (OPEN, date(2027, 1, 10))


def test_who_attests_is_looked_at_again_when_the_column_may_disagree() -> None:
    """The oldest entry leaves the twelve months: from then on the log adds up to less."""
    rule = {**LATE, "evidence": "attest"}
    cells = {"training_hours": 10, "attested": "yes"}
    log = [training(date(2026, 2, 1), 10)]
    (found,) = judge(log, NOW, rule, **cells)
    assert (found.outcome, found.changes_on) == (MEETS, date(2027, 2, 1))


def test_without_a_column_it_is_shown_at_the_last_name() -> None:
    """Where the name is in two columns."""
    case = applicant(
        NOW, {"last_name": "Ruiz"}, phase="renewal", deadline=(START, ENDS),
        tabs=[table(TableKind.TRAINING, "name", "date", "hours")],
    )  # fmt: skip
    del case.person.table.columns["name"]
    hours = rule(Hours, phase="renewal", log="training", total="training_hours")
    assert check(hours, case, need(15))[0].place == ("roster", 2, 2)


CARRY = {**TRAINING, "carry_over": True}


def test_hours_go_over_on_the_first_day_of_a_cycle_and_no_earlier() -> None:
    """Of a cycle that is ahead its first day is the day to look again; inside it no day is."""
    pack = pack_of(CARRY, cycle=[THREE_YEARS])
    log = [training(date(2025, 5, 1), 60)]
    person = {**ANA, "renewal_due": date(2030, 12, 31)}

    def changes(as_of: date) -> date | None:
        return finding("renewal.training", pack, as_of, [person], training=log).changes_on

    first = date(2028, 1, 1)
    assert changes(date(2027, 12, 30)) == changes(date(2027, 12, 31)) == first
    for day in (first, date(2028, 6, 1)):
        found = changes(day)
        assert found is None or found > day
    log.append(training("spring", 15))  # nobody can tell, until the hours of the former go over
    assert changes(date(2027, 12, 31)) == first
