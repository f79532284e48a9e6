"""Which entries of a log count, and their sums: at their edges, and against plain adding."""

from __future__ import annotations

from datetime import date, timedelta
from math import inf
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.findings import Place
from models.records import LogEntry, Session, TableKind
from models.requirements.tally import (
    AHEAD,
    NOTHING,
    Bag,
    Frame,
    Tally,
    ages_on,
    rounded,
    tally,
    told,
)
from models.verdicts import COUNTS, OUT, UNCLEAR
from tests.models.requirements.applicants import table

LOG = table(TableKind.TRAINING, "name", "date", "hours", "topic")
DAY = timedelta(days=1)
FIRST, LAST, TODAY = date(2025, 1, 1), date(2027, 12, 31), date(2026, 6, 30)
ENDORSED = date(2025, 7, 1)
CYCLE = Frame(TODAY, FIRST, LAST)
SINCE = CYCLE._replace(endorsed=ENDORSED)


def test_what_adding_up_leaves_behind_is_cut_off() -> None:
    """A third of an hour is told to the fourth decimal."""
    assert rounded(0.1 + 0.2) == 0.3
    assert rounded(1 / 3) == 0.3333


@pytest.mark.parametrize(
    ("one", "ruling", "seen"), [({}, COUNTS, True), ({"hours": None}, UNCLEAR, True),
                                ({"void": "it was with nobody"}, OUT, True),
                                ({"day": FIRST - DAY}, OUT, False)],
)  # fmt: skip
def test_the_log_speaks_where_anything_stands_in_it(one: Any, ruling: Any, seen: bool) -> None:
    """Be it in doubt, or what does not count; an entry of another time leaves it to the column."""
    sums, given = Tally(), entry(**one)
    assert CYCLE.weigh(given).ruling == ruling
    sums.weighed(given, CYCLE.weigh(given), CYCLE)
    assert sums.seen is seen


def entry(day: date | None = date(2026, 1, 15), hours: float | None = 2.0, **said: Any) -> LogEntry:
    return LogEntry(LOG, 7, day, hours, **said)


# --- the days that count -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("frame", "one", "ruling", "why"),
    [
        (CYCLE, entry(), COUNTS, "inside the cycle"),
        (CYCLE, entry(FIRST), COUNTS, "inside the cycle"),
        (CYCLE, entry(FIRST - DAY), OUT, "it lies outside the cycle"),
        (CYCLE._replace(as_of=LAST), entry(LAST), COUNTS, "inside the cycle"),
        (CYCLE._replace(as_of=LAST + DAY), entry(LAST + DAY), OUT, "it lies outside the cycle"),
        (CYCLE, entry(TODAY), COUNTS, "inside the cycle"),
        (CYCLE, entry(TODAY + DAY), OUT, "it is dated ahead"),
        (CYCLE, entry(TODAY, end=TODAY + DAY), OUT, "it is dated ahead"),
        (CYCLE, entry(FIRST - DAY, end=FIRST), UNCLEAR, "it runs over the edge of the cycle"),
        (CYCLE, entry(FIRST - DAY, end=FIRST - DAY), OUT, "it lies outside the cycle"),
        (CYCLE._replace(as_of=LAST + DAY), entry(LAST, end=LAST + DAY), UNCLEAR,
         "it runs over the edge of the cycle"),
        (CYCLE._replace(as_of=LAST + DAY), entry(LAST - DAY, end=LAST), COUNTS,
         "inside the cycle"),
        (CYCLE, entry(FIRST, end=FIRST + DAY), COUNTS, "inside the cycle"),
        (Frame(TODAY), entry(date(1999, 1, 1)), COUNTS, "on record"),
        (Frame(TODAY, date(2025, 7, 1), months=12), entry(date(2025, 6, 30)), OUT,
         "it does not lie within the last 12 months"),
        (CYCLE, entry(None), UNCLEAR, "its date cannot be read"),
        (CYCLE, entry(hours=None), UNCLEAR, "its hours cannot be read"),
        (CYCLE, entry(doubt="it stands twice"), UNCLEAR, "it stands twice"),
        (CYCLE, entry(void="among peers"), OUT, "among peers"),
        (CYCLE._replace(used="application"), entry(session=Session(used_for="application")), OUT,
         "it was used for the application"),
        (CYCLE._replace(used="application"), entry(session=Session(used_for="renewal")), COUNTS,
         "inside the cycle"),
        (CYCLE, entry(session=Session(used_for="application")), COUNTS, "inside the cycle"),
        (CYCLE._replace(used="application"), entry(), COUNTS, "inside the cycle"),
        (SINCE, entry(ENDORSED), COUNTS, "inside the cycle"),
        (SINCE, entry(ENDORSED - DAY), UNCLEAR, "it is before the endorsement on 1 Jul 2025"),
        (SINCE._replace(early="leave_out"), entry(ENDORSED - DAY), OUT,
         "it is before the endorsement on 1 Jul 2025"),
        (SINCE._replace(early="count"), entry(ENDORSED - DAY), COUNTS, "inside the cycle"),
    ],
)  # fmt: skip
def test_each_entry_has_its_reason(frame: Frame, one: LogEntry, ruling: int, why: str) -> None:
    """Both ends of a frame count; what is not plain is unclear; the reason says which it was."""
    verdict = frame.weigh(one)
    assert (verdict.ruling, str(verdict)) == (ruling, why)


@pytest.mark.parametrize(
    ("frame", "one", "why"),
    [
        (CYCLE._replace(used="application"), entry(session=Session(used_for="application")),
         "it was used for the application"),
        (CYCLE, entry(FIRST - DAY), "it lies outside the cycle"),
        (CYCLE, entry(TODAY + DAY), "it is dated ahead"),
        (SINCE._replace(early="leave_out"), entry(ENDORSED - DAY),
         "it is before the endorsement on 1 Jul 2025"),
        (SINCE._replace(early="leave_out"), entry(ENDORSED), None),
        (SINCE, entry(ENDORSED - DAY), None),
        (CYCLE._replace(early="leave_out"), entry(), None),
        (CYCLE, entry(None), None),
        (CYCLE, entry(void="among peers"), None),
    ],
)  # fmt: skip
def test_what_is_no_matter_of_these_days(frame: Frame, one: LogEntry, why: str | None) -> None:
    """What lies in another time, or was used elsewhere, says nothing; a void entry does."""
    verdict = frame.elsewhere(one)
    assert (None if verdict is None else str(verdict)) == why


# --- sums --------------------------------------------------------------------------------------

SOME_DAYS = st.dates(date(2024, 11, 1), date(2026, 8, 31))
ENTRIES = st.lists(
    st.builds(
        entry,
        st.one_of(SOME_DAYS, SOME_DAYS, st.none()),
        st.one_of(st.sampled_from([0.25, 1.0, 2.5, 6.0]), st.sampled_from([0.0, None])),
        end=st.one_of(st.none(), st.none(), SOME_DAYS),
        topics=st.sampled_from([(), ("dei",), ("dei", "rsc"), ("ethics",)]),
        topic_hours=st.sampled_from([None, None, {}, {"dei": 1.0}, {"dei": 0.5, "rsc": 2.0}]),
        void=st.sampled_from([None, None, None, "among peers"]),
        doubt=st.sampled_from([None, None, None, "it stands twice"]),
        session=st.sampled_from([None, Session(), Session(used_for="application")]),
    ),
    max_size=8,
)
FRAMES = st.builds(
    Frame,
    st.just(TODAY),
    st.sampled_from([None, FIRST, FIRST, TODAY]),
    st.sampled_from([None, LAST, TODAY, TODAY - DAY]),
    endorsed=st.sampled_from([None, ENDORSED]),
    early=st.sampled_from(["ask", "leave_out", "count"]),
    used=st.sampled_from(["", "application"]),
    months=st.none(),
    moves=st.just(False),
)
TOPICS = st.sampled_from([None, "dei", "rsc", "ethics"])


def on(one: LogEntry, topic: str | None) -> float:
    """The hours of an entry on a topic, as a person would read them off the row."""
    hours = inf if one.hours is None else one.hours
    if topic is None:
        return hours
    given = one.topic_hours or {}
    if topic in one.topics and topic not in given:
        return hours
    return min(hours, given.get(topic, 0.0))


def beside(one: LogEntry, topics: tuple[str, ...]) -> float:
    """The hours of an entry on none of some topics."""
    given = one.topic_hours or {}
    if any(topic in one.topics and topic not in given for topic in topics):
        return 0.0
    taken = sum(given.get(topic, 0.0) for topic in topics)
    return inf if one.hours is None else max(0.0, one.hours - taken)


@given(ENTRIES, FRAMES, TOPICS)
def test_sums_are_those_of_the_entries(
    log: list[LogEntry], frame: Frame, topic: str | None
) -> None:
    """In one pass it comes to what adding entry by entry comes to, in all and by topic."""
    sums = tally(log, frame)
    weighed = [(one, frame.weigh(one).ruling) for one in log]
    sure = [one for one, ruling in weighed if ruling == COUNTS]
    unclear = [one for one, ruling in weighed if ruling == UNCLEAR]
    assert sums.of(topic) == (
        pytest.approx(sum(on(one, topic) for one in sure)),
        pytest.approx(sum(on(one, topic) for one in unclear)),
    )
    for apart in (("dei",), ("dei", "rsc")):
        assert sums.of(None, apart) == (
            pytest.approx(sum(beside(one, apart) for one in sure)),
            pytest.approx(sum(beside(one, apart) for one in unclear)),
        )
    assert sorted(sums.days) == sorted(one.day for one in sure if one.day is not None)
    assert sums.unreadable == any(one.day is None or one.hours is None for one in unclear)
    here = [one for one in log if frame.elsewhere(one) is None]
    assert sums.seen == bool(sure or unclear or here)
    ahead = [one.end or one.day for one in log if AHEAD in (frame.weigh(one), frame.elsewhere(one))]
    assert sums.next_entry == min((day for day in ahead if day is not None), default=None)


def test_nothing_is_nothing() -> None:
    """An empty log: no hours, nothing seen, nothing ahead."""
    assert tally([], CYCLE) == Tally() or tally([], CYCLE).of(None) == (0.0, 0.0)
    assert not tally([], CYCLE).seen
    assert tally([], CYCLE).next_entry is None
    assert NOTHING.on_one("dei") == NOTHING.on(("dei",)) == NOTHING.apart(("dei",)) == 0.0


def test_a_bag_adds_by_topic() -> None:
    """Hours of the same topics add up; an hour on two topics counts once where either is asked."""
    bag = Bag()
    for one in (
        entry(hours=2.0, topics=("dei",)),
        entry(hours=3.0, topics=("dei",)),
        entry(hours=4.0, topics=("dei", "rsc")),
        entry(hours=1.0),
        entry(hours=5.0, topic_hours={"dei": 1.5}),
    ):
        bag.add(one)
    assert (bag.on_one("dei"), bag.on_one("rsc")) == (10.5, 4.0)
    assert bag.on(("dei", "rsc")) == 10.5
    assert bag.apart(("dei",)) == 4.5
    assert bag.apart(("rsc",)) == 11.0


@pytest.mark.parametrize(
    ("hours", "topics", "parts", "dei", "rest"),
    [
        (4.0, (), {"dei": 1.0}, 1.0, 3.0),
        (4.0, ("dei",), {"dei": 1.0}, 1.0, 3.0),
        (4.0, ("dei",), {}, 4.0, 0.0),
        (4.0, ("rsc",), {}, 0.0, 4.0),
        (4.0, ("dei",), {"rsc": 1.0}, 4.0, 0.0),
        (1.0, (), {"dei": 3.0}, 1.0, 0.0),
        (None, ("dei",), {}, inf, 0.0),
        (None, (), {"dei": 3.0}, 3.0, inf),
    ],
)
def test_a_column_of_hours_on_a_topic_goes_first(
    hours: float | None, topics: tuple[str, ...], parts: dict[str, float], dei: float, rest: float
) -> None:
    """The hours that stand under a topic are its hours; never more than the row has in all."""
    bag = Bag()
    bag.add(entry(hours=hours, topics=topics, topic_hours=parts))
    assert (bag.on_one("dei"), bag.on(("dei",)), bag.apart(("dei",))) == (dei, dei, rest)


def test_hours_are_rounded_to_what_people_type() -> None:
    """What sums of floats leave behind is taken off, to the fourth decimal and no farther."""
    sums = tally([entry(hours=0.1), entry(hours=0.2), entry(hours=0.33333)], CYCLE)
    assert sums.of(None) == (0.6333, 0.0)
    sums = tally([entry(hours=0.33333, topics=("dei",))], CYCLE)
    assert sums.of("dei") == (0.3333, 0.0)
    assert sums.of(None, ("rsc",)) == (0.3333, 0.0)


def test_an_entry_without_hours_that_counts_adds_none() -> None:
    """A session of 0 hours is seen, and adds nothing."""
    sums = tally([entry(hours=0.0, end=date(2026, 1, 15))], CYCLE)
    assert (sums.certain, sums.seen) == (0.0, True)


# --- what grows old ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("log", "turns"),
    [
        ([], None),
        ([entry(date(2026, 1, 15))], date(2027, 1, 15)),
        ([entry(TODAY)], date(2027, 6, 30)),
        ([entry(TODAY + DAY)], None),
        ([entry(date(2025, 6, 30))], None),
        ([entry(date(2025, 7, 1))], date(2026, 7, 1)),
        ([entry(date(2026, 1, 15), end=date(2026, 1, 20))], date(2027, 1, 15)),
        ([entry(date(2025, 6, 15), end=date(2025, 7, 2))], date(2026, 7, 2)),
        ([entry(None)], None),
    ],
)
def test_the_day_on_which_an_entry_is_too_old(log: list[LogEntry], turns: date | None) -> None:
    """The next day on which the first or the last day of an entry leaves the last twelve months."""
    frame = Frame(TODAY, date(2025, 7, 1), TODAY, months=12, moves=True)
    assert ages_on(log, frame) == turns
    assert tally(log, frame).ages_on == turns
    assert tally(log, frame._replace(moves=False)).ages_on is None


# --- the evidence ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "topic", "apart", "counted", "what", "why"),
    [
        (entry(title="Play"), None, (), True, "15 Jan 2026, 2 h, Play", "inside the cycle"),
        (entry(), None, (), True, "15 Jan 2026, 2 h", "inside the cycle"),
        (entry(None), None, (), False, "no date, 2 h", "unclear: its date cannot be read"),
        (entry(hours=None), None, (), False, "15 Jan 2026, hours not readable",
         "unclear: its hours cannot be read"),
        (entry(), "dei", (), False, "15 Jan 2026, 2 h", "another topic"),
        (entry(topics=("dei",)), "dei", (), True, "15 Jan 2026, 2 h", "inside the cycle"),
        (entry(topics=("rsc",)), "dei", (), False, "15 Jan 2026, 2 h", "another topic"),
        (entry(topic_hours={"dei": 1.0}), "dei", (), True, "15 Jan 2026, 2 h",
         "inside the cycle"),
        (entry(topic_hours={"rsc": 1.0}), "dei", (), False, "15 Jan 2026, 2 h", "another topic"),
        (entry(topics=("dei",)), None, ("dei",), False, "15 Jan 2026, 2 h", "another topic"),
        (entry(topic_hours={"dei": 1.5}), None, ("dei",), True, "15 Jan 2026, 2 h",
         "inside the cycle"),
        (entry(FIRST - DAY), "dei", (), False, "31 Dec 2024, 2 h", "it lies outside the cycle"),
    ],
)  # fmt: skip
def test_every_entry_is_told(
    one: LogEntry, topic: str | None, apart: tuple[str, ...], counted: bool, what: str, why: str
) -> None:
    """A line of evidence: where, what, whether it counted, and why; a topic that is not asked."""
    (line,) = told([one], CYCLE.weigh, topic, apart)
    assert line == (Place(LOG.sheet, 7, LOG.columns["hours"]), what, counted, why)


def test_entries_over_several_days_add_up() -> None:
    """Two that are looked at one by one are two, beside those that are plain."""
    log = [
        entry(hours=4.0, end=date(2026, 1, 16), topics=("dei",)),
        entry(date(2026, 3, 1), 3.0, end=date(2026, 3, 2), topics=("dei",)),
        entry(date(2026, 4, 1), 1.0),
    ]
    sums = tally(log, CYCLE)
    assert sums.of(None) == (8.0, 0.0)
    assert sums.of("dei") == (7.0, 0.0)
