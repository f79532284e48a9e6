"""Enough in short is enough at length: what plainly counts is never more than what counts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from models import assess as engine
from models.findings import Outcome
from models.records import LogEntry, Session, Table, TableKind
from models.requirements.base import Case, Phase
from models.requirements.crowd import Alone, Crowd
from models.requirements.enough import enough_sessions, enough_training
from models.requirements.sessions import Asked, given_to, rules_at_work
from models.requirements.tally import Frame, tally
from models.roster import Person, Roster
from models.rulepack import Pack
from tests.examples import tries
from tests.models.hours_book import asked, book, pack_of
from tests.models.ways import hold_alike

LOG = Table(TableKind.TRAINING, "T", 1, {}, {})
YEAR = date(2026, 1, 1), date(2026, 12, 31)
DAYS = st.sampled_from(
    [date(2025, 12, 31), YEAR[0], date(2026, 6, 30), date(2026, 7, 1), YEAR[1], date(2027, 1, 1)]
)
ENTRIES = st.lists(
    st.builds(
        LogEntry,
        st.just(LOG),
        st.just(2),
        st.none() | DAYS,
        st.none() | st.sampled_from([0.1, 0.2, 1.0, 3.0]),
        st.just(None) | DAYS,
        topics=st.sampled_from([(), ("dei",), ("rsc",), ("dei", "rsc")]),
        topic_hours=st.sampled_from([None, None, {"dei": 0.5}]),
        void=st.sampled_from([None, None, "void"]),
        doubt=st.sampled_from([None, None, "doubt"]),
        session=st.sampled_from([None, Session(), Session(used_for="application")]),
    ),
    max_size=6,
)
FRAMES = st.builds(
    Frame,
    st.sampled_from([date(2026, 6, 30), YEAR[1], date(2027, 2, 1)]),
    st.sampled_from([None, YEAR[0]]),
    st.sampled_from([None, YEAR[1]]),
    months=st.none(),
    endorsed=st.none() | DAYS,
    early=st.sampled_from(["ask", "count", "leave_out"]),
    used=st.sampled_from(["", "application"]),
    moves=st.just(value=False),
)


WANTED = st.sampled_from([0.0, 0.1, 0.3, 0.6, 1.0, 3.0, 4.2, 7.0])


def enough(entries: Sequence[LogEntry], frame: Frame, topic: str | None, wanted: float) -> bool:
    """Ask of somebody with these entries."""
    person = Person("1", "Ana Ruiz", LOG, 2, {})
    person.training_lines = entries
    case = Case(
        person, Roster([person], [LOG]), frame.as_of, "renewal", frozenset(), False, YEAR[1]
    )
    return enough_training("training", topic, wanted, frame)(Alone(case))[0]


@given(ENTRIES, FRAMES, st.sampled_from([None, "dei", "rsc"]), WANTED)
@settings(deadline=None, max_examples=tries(500, 150))
def test_what_is_plainly_enough_is_enough(
    entries, frame: Frame, topic: str | None, wanted: float
) -> None:
    """Where hours are plainly enough, the whole sum is, on each topic and in all."""
    if enough(entries, frame, topic, wanted):
        assert tally(entries, frame).of(topic)[0] >= wanted


@given(st.lists(st.tuples(DAYS, st.sampled_from([0.1, 1.5])), min_size=1, max_size=6), FRAMES)
@settings(deadline=None, max_examples=tries(200))
def test_ordinary_entries_are_plainly_enough(said, frame: Frame) -> None:
    """Of entries that nothing speaks against, all that count are taken in; no more than these."""
    entries = [LogEntry(LOG, 2, day, hours) for day, hours in said]
    have = tally(entries, frame).certain
    assert have == 0 or enough(entries, frame, None, have)
    assert not enough(entries, frame, None, have + 0.001)


def test_an_entry_on_another_topic_ends_nothing() -> None:
    """Hours on the topic that stand below an entry on another topic are taken in."""
    entries = [LogEntry(LOG, 2, YEAR[0], 3.0, topics=(topic,)) for topic in ("rsc", "dei")]
    assert enough(entries, Frame(YEAR[1], *YEAR), "dei", 3.0)


ANY = {"source": "S2"}
PACK = pack_of(
    asked("renewal.rsc", 6, need=[{"value": 6, **ANY}]),
    asked("renewal.training", 8, share_topics="once"),
    asked("renewal.training.dei", 4, topic="dei", total="dei_hours"),
    asked("renewal.training.rsc", 4, topic="rsc", total="rsc_training_hours"),
    provider_rule=[
        {"id": "fs", "receiver": ["FS"], "allowed": [{"scopes": ["MHM-C"]}], **ANY},
        {"id": "mhs", "receiver": ["MHS"], "until": date(2026, 6, 30),
         "allowed": [{"scopes": ["FS"]}], **ANY},
        {"id": "mhs-gives", "receiver": ["MHS"], "receiver_gives_rsc": True,
         "from": date(2026, 7, 1), "allowed": [{"scopes": ["MHM-C"]}], **ANY},
    ],
)  # fmt: skip
SPREAD = pack_of(
    asked("renewal.rsc", 6, spread=[{"value": 6, **ANY}], need=[{"value": 6, **ANY}]),
    provider_rule=[{"id": "fs", "receiver": ["FS"], "allowed": [{"scopes": ["MHM-C"]}], **ANY}],
)
LONG_AGO = date(2019, 5, 1)
ENDORSED = st.sampled_from([LONG_AGO, LONG_AGO, LONG_AGO, date(2026, 6, 30), date(2026, 7, 1), ""])
IN_BOOKS = st.sampled_from(
    [date(2025, 12, 31), *[YEAR[0]] * 3, *[date(2026, 6, 30)] * 3, date(2026, 7, 1), YEAR[1]]
)
SESSIONS = st.lists(
    st.fixed_dictionaries(
        {
            "name": st.sampled_from(["Ana Ruiz", "Ana Ruiz", "Kim Oak"]),
            "date": IN_BOOKS,
            "hours": st.sampled_from([2, 6, 6]),
            "provider": st.sampled_from(["Kim Oak", "Kim Oak", "Ana Ruiz"]),
            "mode": st.sampled_from(["", "", "peer"]),
        }
    ),
    min_size=1,
    max_size=5,
)
TRAINING = st.lists(
    st.fixed_dictionaries(
        {
            "name": st.just("Ana Ruiz"),
            "date": IN_BOOKS,
            "hours": st.sampled_from([4, 4, 8]),
            "topic": st.sampled_from(["DEI", "RSC", "DEI; RSC", "DEI; RSC", "", ""]),
            "title": st.sampled_from("abcdefgh"),
        }
    ),
    min_size=2,
    max_size=5,
)


@st.composite
def books(draw: st.DrawFn):
    """Give somebody who receives RSC, with one credential or two, and somebody who gives it."""
    codes = draw(st.sampled_from([["IFS"], ["IFS"], ["IMHS"], ["IFS", "IMHS"]]))
    gives = st.sampled_from(["yes", "no"])
    people = [
        {"name": "Ana Ruiz", "person_id": "7", "category": code, "endorsed": draw(ENDORSED),
         "gives_rsc": draw(gives)}
        for code in codes
    ]  # fmt: skip
    kim = {"name": "Kim Oak", "category": "IMHM-C", "gives_rsc": "yes", "endorsed": draw(ENDORSED)}
    tabs = {"rsc": draw(SESSIONS)}
    if draw(st.booleans()):
        tabs["training"] = draw(TRAINING)
    return [*people, kim], tabs


@given(books(), st.sampled_from([PACK, SPREAD]), st.sampled_from([date(2026, 7, 1), YEAR[1]]))
@settings(deadline=None, max_examples=tries(500, 120))
def test_enough_in_short_is_enough_at_length(one_book, pack, as_of: date) -> None:
    """Whoever is said in short to have enough comes to the same when every entry is weighed."""
    people, tabs = one_book
    hold_alike(book(pack, people, **tabs), pack, as_of)


def test_as_many_hours_as_are_asked_are_not_enough_if_each_serves_one_topic_only() -> None:
    """Eight hours, of which four would have to serve two topics of four hours each."""
    ana = {"name": "Ana Ruiz", "category": "IFS", "endorsed": LONG_AGO}
    training = [
        {"name": "Ana Ruiz", "date": YEAR[0], "hours": 4, "topic": topic, "title": title}
        for topic, title in (("DEI; RSC", "a"), ("", "b"))
    ]
    (one,) = engine.assess(book(PACK, [ana], training=training), PACK, YEAR[1]).people
    assert [f.say for f in one.flagged if f.rule == "renewal.training"] == ["hours.shared.open"]


def received(pack: Pack, hours: float, provider: str, **ana: object) -> Outcome:
    """Give what somebody comes to with so many hours from a provider on 1 January."""
    people = [
        {"name": "Ana Ruiz", "category": "IFS", "endorsed": LONG_AGO, **ana},
        {"name": "Kim Oak", "category": "IMHM-C", "endorsed": LONG_AGO},
    ]
    session = {"name": "Ana Ruiz", "date": YEAR[0], "hours": hours, "provider": provider}
    vetted = {"name": "Pat Elm", "provider_status": "vetted", "provider_from": LONG_AGO,
              "association": "Wisconsin"}  # fmt: skip
    roster = book(pack, people, rsc=[session], providers=[vetted])
    one = engine.assess(roster, pack, YEAR[1]).people[0]
    flagged = {finding.rule: finding.outcome for finding in one.flagged}
    return flagged.get("renewal.rsc", Outcome.MEETS)  # findings made on demand are made at length


SIX = asked("renewal.rsc", 6)
FS = {"id": "fs", "receiver": ["FS"], "allowed": [{"scopes": ["MHM-C"]}], **ANY}
VETTED = pack_of(SIX, provider_rule=[FS], vetted=[{"association": "own", **ANY}])


def test_a_little_less_than_is_asked_is_not_enough() -> None:
    """Six hours are enough, a quarter of an hour less is not."""
    assert received(VETTED, 6, "Kim Oak") is Outcome.MEETS
    assert received(VETTED, 5.75, "Kim Oak") is Outcome.OPEN


def test_hours_before_the_endorsement_are_not_simply_enough() -> None:
    """Who was endorsed in the cycle may not count what was received before."""
    late = received(VETTED, 6, "Kim Oak", endorsed=date(2026, 6, 30))
    assert late is Outcome.CANNOT_TELL
    assert received(VETTED, 6, "Kim Oak", endorsed=YEAR[0]) is Outcome.MEETS


def test_a_provider_may_count_for_one_association_only() -> None:
    """A vetted provider counts for members of the association that vetted, and for no others."""
    assert received(VETTED, 6, "Pat Elm", association="Wisconsin") is Outcome.MEETS
    assert received(VETTED, 6, "Pat Elm", association="Michigan") is not Outcome.MEETS


def plainly(wanted: float, phase: Phase = "renewal", rows: int = 1, **ana: object) -> bool:
    """Say whether three sessions of two hours, the first and the last day among them, will do."""
    own = {"name": "Ana Ruiz", "person_id": "7", "category": "IFS", "endorsed": LONG_AGO,
           "association": "Wisconsin"}  # fmt: skip
    more = [{**own, "category": "IMHS"}] * (rows - 1)
    vetted = {"name": "Pat Elm", "provider_status": "vetted", "provider_from": LONG_AGO,
              "association": "Wisconsin"}  # fmt: skip
    days = YEAR[0], date(2026, 6, 30), YEAR[1]
    sessions = [{"name": "Ana Ruiz", "date": d, "hours": 2, "provider": "Pat Elm"} for d in days]
    roster = book(VETTED, [{**own, **ana}, *more], rsc=sessions, providers=[vetted])
    person, fs = roster.people[0], frozenset({"FS"})
    case = Case(person, roster, YEAR[1], phase, fs, False, YEAR[1], VETTED, *YEAR)
    rules = rules_at_work(case, Asked())
    assert rules is not None
    return enough_sessions(case, rules, wanted, Frame(YEAR[1], *YEAR))(Alone(case))[0]


def test_ordinary_sessions_are_plainly_enough() -> None:
    """All sessions are added up, from the first day to the last, and not an hour more."""
    assert plainly(6)
    assert not plainly(6.01)


def test_each_of_a_crowd_is_told_by_their_own_sessions() -> None:
    """Who gave RSC to her own provider is looked at with care, and hides nobody who stands below.

    To have given RSC to somebody else makes no difference.
    """
    names = ["Bo Lee", "Ana Ruiz", "Cy Day"]
    people = [{"name": name, "category": "IFS", "endorsed": LONG_AGO} for name in names]
    kim = {"name": "Kim Oak", "category": "IMHM-C", "endorsed": LONG_AGO}
    plain = {"date": YEAR[0], "hours": 6, "provider": "Kim Oak"}
    sessions = [{"name": name, **plain} for name in names[:2]]
    sessions += [{"name": name, **plain, "provider": "Bo Lee"} for name in ("Cy Day", "Kim Oak")]
    sessions += [{"name": "Cy Day", **plain, "provider": "Ana Ruiz"}]
    roster = book(VETTED, [*people, kim], rsc=sessions)
    person, fs = roster.people[0], frozenset({"FS"})
    like = Case(person, roster, YEAR[1], "renewal", fs, False, YEAR[1], VETTED, *YEAR)
    rules = rules_at_work(like, Asked())
    assert rules is not None
    crowd = Crowd(like, roster.listed[0], range(3))
    assert [*enough_sessions(like, rules, 6, Frame(YEAR[1], *YEAR))(crowd)] == [False, True, False]


def test_a_case_is_made_once_for_all_who_ask() -> None:
    """Requirements share what was added up of somebody, in a crowd, in a part of it, and alone."""
    people = [{"name": f"Ana {at}", "category": "IFS", "endorsed": LONG_AGO} for at in range(3)]
    roster = book(VETTED, people)
    fs = frozenset({"FS"})
    like = Case(roster.people[0], roster, YEAR[1], "renewal", fs, False, YEAR[1], VETTED, *YEAR)
    crowd = Crowd(like, roster.listed[0], (1, 2), later=YEAR[1])
    part = crowd.of([1])
    assert [one.name for one in part.people] == ["Ana 2"]
    assert part.case(0) is part.case(0) is crowd.case(1)
    assert part.case(0).person is roster.people[2]
    assert part.later == crowd.later
    assert Alone(like).case(0) is like


def test_who_holds_two_credentials_is_looked_at_with_care_in_a_renewal() -> None:
    """Hours may be received as the holder of the other one; an applicant holds none yet."""
    assert not plainly(6, rows=2)
    assert plainly(6, "initial", rows=2)


def test_sessions_are_plainly_enough_for_the_own_association_only() -> None:
    """Who vetted the provider decides; a blank association is the own one."""
    assert not plainly(6, association="Michigan")
    assert plainly(6, association="")


def test_hours_received_as_the_holder_of_something_else_are_not_simply_enough() -> None:
    """Before a credential was held without a break, hours count by the rules of the other one."""
    mhs = {"id": "mhs", "receiver": ["MHS"], "allowed": [{"scopes": ["FS"]}], **ANY}
    pack = pack_of(SIX, provider_rule=[FS, mhs])
    ana = {"name": "Ana Ruiz", "person_id": "7", "category": "IFS", "endorsed": LONG_AGO}
    other = {**ana, "category": "IMHS"}
    kim = {"name": "Kim Oak", "category": "IMHM-C", "endorsed": LONG_AGO}
    sessions = [{"name": "Ana Ruiz", "date": YEAR[0], "hours": 6, "provider": "Kim Oak"}]
    outcomes = [
        engine.assess(book(pack, [{**ana, **said}, other, kim], rsc=sessions), pack, YEAR[1])
        .people[0].status
        for said in ({}, {"maintained_since": date(2026, 6, 30)})
    ]  # fmt: skip
    assert outcomes == [Outcome.MEETS, Outcome.OPEN]


def test_only_days_on_which_a_person_gave_rsc_to_another_are_given() -> None:
    """What the other one received from somebody else, or on no day that is known, is none of it."""
    people = [
        {"name": name, "category": "IFS", "endorsed": LONG_AGO} for name in ("Ana Ruiz", "Bo Lee")
    ]
    kim = {"name": "Kim Oak", "category": "IMHM-C", "endorsed": LONG_AGO}
    sessions = [
        {"name": "Kim Oak", "date": day, "hours": 2, "provider": giver}
        for giver, day in (("Ana Ruiz", YEAR[1]), ("Bo Lee", YEAR[0]), ("Ana Ruiz", ""))
    ]
    ana, bo, other = book(PACK, [*people, kim], rsc=sessions).people
    provider = other.as_provider
    assert provider is not None
    assert [*given_to(ana, provider)] == [YEAR[1]]
    assert [*given_to(bo, provider)] == [YEAR[0]]
    assert not given_to(other, provider)
