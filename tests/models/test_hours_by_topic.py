"""Hours by topic: what the sentences say, and the figures behind them, to the quarter hour."""

from __future__ import annotations

from datetime import date

import pytest

from models.findings import Outcome
from models.standing import Sitting, case_of, standing_of
from tests.models.hours_book import THREE_YEARS, asked, book, finding, judged, pack_of, reasons

NOW = date(2026, 11, 22)
AFTER = date(2027, 1, 5)
ANA = {"name": "Ana Ruiz", "category": "IFS", "endorsed": date(2020, 5, 1)}
APPLICANT = {"name": "Ana Ruiz", "category": "IMHM-C", "status": "applicant"}
CORE = asked("initial.training.core", 30, topic="core", apart=["rsc", "dei"], total="")
WHOLE = asked("renewal.training", 15.25, share_topics="once", title="training")
DEI = asked("renewal.training.dei", 3, topic="dei", total="dei_hours", title="equity")
RSC = asked("renewal.training.rsc", 3.5, topic="rsc", total="rsc_training_hours", title="RSC")


def training(day: date, hours: object, topic: str = "") -> dict[str, object]:
    return {"name": "Ana Ruiz", "date": day, "hours": hours, "topic": topic, "title": f"On {day}"}


# --- hours on top, by the columns of the roster ------------------------------------------------


@pytest.mark.parametrize(
    ("whole", "rsc", "dei", "outcome", "have", "message"),
    [
        (48, 15, 3, Outcome.MEETS, 30, None),
        (47.25, 15, 3, Outcome.CANNOT_TELL, 29.25,
         "Cannot tell: 29.25 of 30 hours of initial.training.core are certain. If an hour was on "
         "two topics at once, it may be up to 32.25."),
        (45, 15, 3, Outcome.CANNOT_TELL, 27,
         "Cannot tell: 27 of 30 hours of initial.training.core are certain. If an hour was on "
         "two topics at once, it may be up to 30."),
        (44.75, 15, 3, Outcome.OPEN, 26.75, None),
        (10, 15, 3, Outcome.OPEN, 0, None),
        (30, 0, 0, Outcome.MEETS, 30, None),
        (30.00004, 0, 0, Outcome.MEETS, 30, None),
        ("", 15, 3, Outcome.CANNOT_TELL, None, None),
        ("many", 15, 3, Outcome.CANNOT_TELL, None, None),
    ],
)  # fmt: skip
def test_what_the_columns_leave(whole, rsc, dei, outcome, have, message) -> None:
    """All hours less those by topic, never below none; one hour may have been on both topics."""
    person = {
        **APPLICANT, "training_hours": whole, "rsc_training_hours": rsc, "dei_hours": dei,
    }  # fmt: skip
    one = finding("initial.training.core", pack_of(CORE), NOW, [person])
    assert (one.outcome, one.have, one.need) == (outcome, have, 30)
    if message is not None:
        assert one.message == message


def test_a_column_that_cannot_be_read_is_named() -> None:
    """The finding quotes the cell, and does not take it for nothing."""
    person = {**APPLICANT, "training_hours": "many", "rsc_training_hours": 15, "dei_hours": 3}
    assert '"many"' in finding("initial.training.core", pack_of(CORE), NOW, [person]).message


def test_a_column_of_its_own_goes_before_the_other_columns() -> None:
    """Where the roster has a column for it, that column tells, and no sum of others."""
    pack = pack_of({**CORE, "total": "training_hours"})
    person = {**APPLICANT, "training_hours": 44, "rsc_training_hours": 15, "dei_hours": 3}
    assert finding("initial.training.core", pack, NOW, [person]).have == 44


# --- one topic ---------------------------------------------------------------------------------


def test_evidence_is_about_the_topic() -> None:
    """What is on another topic is listed as such, for one topic as for none of some."""
    log = [training(date(2026, 3, 1), 2, "DEI"), training(date(2026, 3, 2), 3)]
    dei = reasons("renewal.training.dei", pack_of(DEI), NOW, [ANA], training=log)
    assert [(e.counted, e.why) for e in dei] == [(True, "inside the cycle"),
                                                 (False, "another topic")]  # fmt: skip
    core = {**CORE, "apart": ["dei"]}
    rest = reasons("initial.training.core", pack_of(core), NOW, [APPLICANT], training=log)
    assert [(e.counted, e.why) for e in rest] == [(False, "another topic"), (True, "on record")]
    assert finding("renewal.training.dei", pack_of(DEI), NOW, [ANA], training=log).have == 2


# --- one hour, one topic -----------------------------------------------------------------------


def shared(log: list[dict[str, object]], as_of: date, *more: dict, **person: object):
    pack = pack_of(WHOLE, DEI, RSC, *more)
    return finding("renewal.training", pack, as_of, [{**ANA, **person}], training=log)


def test_topics_that_are_met_only_together() -> None:
    """3 and 3.5 hours are asked, 3.75 are on both: 2.75 lack, and it is said of which topics."""
    log = [training(date(2026, 1, 1), 3.75, "RSC; DEI"), training(date(2026, 2, 1), 11.5)]
    one = shared(log, AFTER)
    assert (one.outcome, one.have, one.need, one.short) == (Outcome.GAP, 12.5, 15.25, 2.75)
    assert one.message == (
        "2.75 hours short: each hour may serve one topic only. equity and RSC ask for 6.5 hours "
        "together, and 3.75 were on them by 31 Dec 2026."
    )
    one = shared(log, NOW)
    assert one.outcome is Outcome.OPEN
    assert one.message.startswith(
        "Not yet: 15.25 hours of training, but each hour may serve one topic only: equity and RSC "
        "ask for 6.5 hours together, and 3.75 are on them; 2.75 to go by 31 Dec 2026."
    )


@pytest.mark.parametrize(("doubtful", "outcome"), [(2.75, Outcome.CANNOT_TELL), (2.5, Outcome.GAP)])
def test_hours_in_doubt_could_make_it_enough(doubtful: float, outcome: Outcome) -> None:
    """Hours on one of the topics whose date cannot be read: just enough is a doubt, less a gap."""
    log = [training(date(2026, 1, 1), 3.75, "RSC; DEI"), training(date(2026, 2, 1), 11.5)]
    log.append({**training(NOW, doubtful, "DEI"), "date": "last spring"})
    one = shared(log, AFTER)
    assert one.outcome is outcome
    if outcome is Outcome.CANNOT_TELL:
        assert one.message.startswith(
            "Cannot tell: each hour may serve one topic only. equity and RSC ask for 6.5 hours "
            "together, and 3.75 are certain."
        )


def test_the_next_entry_may_make_it_enough() -> None:
    """An entry that is dated ahead is the day to look again."""
    log = [training(date(2026, 1, 1), 3.75, "RSC; DEI"), training(date(2026, 2, 1), 11.5)]
    log.append(training(date(2026, 12, 1), 3, "DEI"))
    assert shared(log, NOW).changes_on == date(2026, 12, 1)


def test_who_is_met_in_short_is_met_at_length() -> None:
    """With hours enough for both topics apart nothing is flagged; where they squeeze, it is."""
    plenty = [training(date(2026, 1, 1), 4, "RSC"), training(date(2026, 2, 1), 4, "DEI"),
              training(date(2026, 3, 1), 12)]  # fmt: skip
    squeezed = [training(date(2026, 1, 1), 4, "RSC; DEI"), training(date(2026, 2, 1), 16)]
    pack = pack_of(WHOLE, DEI, RSC)
    for log, status in [(plenty, Outcome.MEETS), (squeezed, Outcome.GAP)]:
        assert judged(pack, AFTER, [ANA], training=log).people[0].status is status
    each = pack_of({**WHOLE, "share_topics": "each"}, DEI, RSC)
    assert judged(each, AFTER, [ANA], training=squeezed).people[0].status is Outcome.MEETS


def settled_in_short(log: list[dict[str, object]], share: str) -> bool:
    """Whether the requirement of all hours says in short that it is met."""
    pack = pack_of({**WHOLE, "share_topics": share}, DEI, RSC)
    roster = book(pack, [ANA], training=log)
    case = case_of(roster.people[0], Sitting(roster, pack, AFTER), standing_of(roster.people[0]))
    (rule, need), *_ = pack.plan("renewal", frozenset({"FS"}), AFTER)
    found = rule.settled(case, need)
    assert found is None or found.outcome is Outcome.MEETS
    return found is not None


def test_in_short_it_is_met_only_where_the_topics_are_too() -> None:
    """Where one hour serves one topic, hours on both at once are looked at at length."""
    squeezed = [training(date(2026, 1, 1), 4, "RSC; DEI"), training(date(2026, 2, 1), 16)]
    assert settled_in_short(squeezed, "each")
    assert not settled_in_short(squeezed, "once")
    just = [training(date(2026, 1, 1), 3.75, "RSC; DEI"), training(date(2026, 2, 1), 11.5)]
    assert not settled_in_short(just, "once")
    plenty = [*squeezed, training(date(2026, 3, 1), 4, "RSC")]
    assert settled_in_short(plenty, "once")


def test_who_owes_a_fraction_owes_that_fraction_of_each_topic() -> None:
    """Two thirds of 45, 9 and 3 hours: 8 on the two topics together, and 7 lack one."""
    whole, dei, rsc = ({**one, "need": [{"value": value, "source": "S2"}]} for one, value in
                       ((WHOLE, 45), (DEI, 3), (RSC, 9)))  # fmt: skip
    first = [{"rule": "prorate", "source": "S2"}]
    pack = pack_of(whole, dei, rsc, cycle=[THREE_YEARS], first_renewal=first)
    log = [training(date(2026, 1, 1), 7, "RSC; DEI"), training(date(2026, 2, 1), 9),
           training(date(2026, 3, 1), 9), training(date(2026, 4, 1), 9)]  # fmt: skip
    person = {**ANA, "endorsed": date(2025, 6, 1)}
    one = finding("renewal.training", pack, date(2028, 1, 5), [person], training=log)
    assert (one.outcome, one.have, one.need, one.short) == (Outcome.GAP, 29, 30, 1)
    assert one.message.startswith(
        "1 hour short: each hour may serve one topic only. equity and RSC ask for 8 hours together"
    )


def test_what_the_columns_leave_at_most() -> None:
    """Fifteen hours in all, and fifteen on giving RSC: nothing is left, whatever was on both."""
    core = {**CORE, "need": [{"value": 1, "source": "S2"}]}
    person = {**APPLICANT, "training_hours": 15, "rsc_training_hours": 15, "dei_hours": 3}
    assert finding("initial.training.core", pack_of(core), NOW, [person]).outcome is Outcome.OPEN
