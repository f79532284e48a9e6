"""A forecast carries on what people really log, says how it was reckoned, and judges nobody."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.assess import assess
from models.findings import Outcome
from models.forecast import Outlook, forecast
from models.layering import load_pack
from models.pace import Pace, learn
from tests.examples import tries
from tests.models.books_by_hand import NAMES, people, roster

PACK = cache(load_pack)
DAY = date(2026, 10, 1)


def looked(rows, day=DAY, pack_id="wisconsin", under=3.0, **tabs):
    pack = PACK(pack_id)
    book = roster(pack, rows, **tabs)
    return forecast(book, pack, assess(book, pack, day), under)


def member(name="Ana Ruiz", **cells):
    return {"name": name, "category": "IFA", "endorsed": date(2018, 5, 1), **cells}


def of(found, rule="renewal.training", name="Ana Ruiz"):
    return next(p for p in found.projections if p.rule == rule and p.person.name == name)


def test_the_default_says_that_it_is_one() -> None:
    """Without earlier cycles: the square of the share of time, and no claim to have learned it."""
    found = looked([member(training_hours=6)])
    pace = Pace("training")
    assert (pace.share(0.5), pace.share(1), pace.share(0)) == (0.25, 1, 0)
    assert [one.learned for one in found.paces] == [False]
    one = of(found)  # 274 of 365 days: 56 % of the hours
    assert one.outlook is Outlook.SHORT
    assert one.expected == pytest.approx(6 / (274 / 365) ** 2, abs=0.1)
    assert one.short == pytest.approx(15 - one.expected, abs=0.1)
    assert "6 of 15 hours of training so far. With 56 % of the hours usually logged" in str(one.why)


@pytest.mark.parametrize(
    ("hours", "outlook"),
    [
        (15, Outlook.LIKELY), (9, Outlook.LIKELY), (6, Outlook.SHORT), (0, Outlook.NOTHING),
        ("", Outlook.CANNOT_TELL), ("12+", Outlook.CANNOT_TELL),
    ],
)  # fmt: skip
def test_each_outlook(hours, outlook) -> None:
    """Enough, on the way, short, nothing yet, and what nobody can tell are five things."""
    assert of(looked([member(training_hours=hours)])).outlook is outlook


def test_too_early_is_said() -> None:
    """In the first days of a cycle nobody can be told to be short."""
    found = looked([member(training_hours=1)], date(2025, 4, 5), "rhode-island")
    assert of(found).outlook is Outlook.EARLY


def late_loggers(years=(2024, 2025)):
    """Entries of six people who log 4 hours in spring and 12 in November, year by year."""
    return [
        {"name": name, "date": day, "hours": hours, "title": f"{name} {day}"}
        for year in years
        for name in NAMES[:6]
        for day, hours in ((date(year, 3, 1), 4), (date(year, 11, 10), 12))
    ]


def test_the_pace_is_learned_from_the_books_own_cycles() -> None:
    """Who has logged 4 hours by October, as everybody did before, is likely to get there."""
    now = [{"name": "Ana Ruiz", "date": date(2026, 3, 1), "hours": 4, "title": "now"}]
    found = looked([member(name) for name in NAMES[:6]], training=late_loggers() + now)
    (pace,) = [one for one in found.paces if one.log == "training"]
    assert (pace.learned, pace.cycles, pace.people, pace.entries) == (True, 2, 6, 24)
    assert pace.share(274 / 365) == pytest.approx(0.25)
    assert pace.share(1) == pytest.approx(1)
    assert of(found).expected == pytest.approx(16)
    assert of(found).outlook is Outlook.LIKELY
    without = looked([member(name) for name in NAMES[:6]], training=now)
    assert of(without).outlook is Outlook.SHORT


def test_few_people_or_half_a_cycle_teach_nothing() -> None:
    """Four people say nothing of a habit, nor does a log that was begun in the autumn."""
    pack = PACK("wisconsin")
    everybody = [member(name) for name in NAMES]
    few = [e for e in late_loggers() if e["name"] in NAMES[:4]]
    autumn = [
        {"name": name, "date": date(2025, 11, day), "hours": 2, "title": f"{name} {day}"}
        for name in NAMES
        for day in (3, 10, 17, 24)
    ]
    for entries in (few, autumn, []):
        book = roster(pack, everybody, training=entries)
        assert not learn(book, pack, "training", DAY, 1).learned


def test_who_came_late_began_late() -> None:
    """In a three-year cycle the time runs from the endorsement for who came during it."""
    day = date(2026, 12, 31)
    old = member(training_hours=20)
    new = member("Bo Lee", training_hours=20) | {"endorsed": date(2026, 7, 1)}
    found = looked([old, new], day, "rhode-island")
    assert of(found).expected < of(found, name="Bo Lee").expected


def test_who_needs_a_little_is_listed_nearest_first() -> None:
    """Only people who need more than nothing and less than the limit stand there."""
    rows = [
        member(name, training_hours=hours)
        for name, hours in zip(NAMES, (12, 12.5, 14.5, 15, 3), strict=False)
    ]
    assert [(n.person.name, n.short) for n in looked(rows).near] == [
        ("Cy Day", 0.5),
        ("Bo Lee", 2.5),
    ]
    assert len(looked(rows, under=3.5).near) == 3


def test_one_letter_for_all_who_lack_the_same() -> None:
    """People who lack one thing alone are those whom the letter clears; doubts get no letter."""
    rows = [
        member("Ana Ruiz", training_hours=15, ethics="no"),
        member("Bo Lee", training_hours=15, ethics="no"),
        member("Cy Day", training_hours=3, ethics="no"),
        member("Di Fox", training_hours=15, ethics=""),
        member("Eli Oak", training_hours=15, ethics="yes"),
        member("Fay Orr", training_hours="", ethics="no"),
    ]
    (letter,) = looked(rows).letters
    assert letter.rule == "renewal.ethics"
    assert [p.name for p in letter.people] == ["Ana Ruiz", "Bo Lee", "Cy Day", "Fay Orr"]
    assert [p.name for p in letter.cleared] == ["Ana Ruiz", "Bo Lee"]


def test_memberships_that_end_before_the_deadline() -> None:
    """A membership that runs now and ends before the deadline is named; others are not."""
    rows = [
        member("Ana Ruiz", training_hours=15, membership_expires=date(2026, 12, 30)),
        member("Bo Lee", training_hours=15, membership_expires=date(2026, 12, 31)),
        member("Cy Day", training_hours=15, membership_expires=date(2026, 9, 30)),
    ]
    assert [(e.person.name, e.end) for e in looked(rows).endings] == [
        ("Ana Ruiz", date(2026, 12, 30))
    ]


def test_after_the_deadline_there_is_nothing_to_forecast() -> None:
    """What is a gap already is no forecast."""
    assert looked([member(training_hours=3)], date(2027, 1, 10)).projections == []


@settings(max_examples=tries(60), deadline=None)
@given(people(), st.dates(date(2025, 1, 1), date(2028, 3, 1)),
       st.sampled_from(["wisconsin", "rhode-island", "national"]))  # fmt: skip
def test_a_forecast_agrees_with_what_was_judged(rows, day, pack_id) -> None:
    """It has every rule of hours ahead, calls nothing short that is met, and is the same again."""
    pack = PACK(pack_id)
    book = roster(pack, rows)
    judged = assess(book, pack, day)
    found = forecast(book, pack, judged)
    told = {(p.person.row, p.rule): p for p in found.projections}
    kinds = {rule.id: (rule.kind, rule.phase) for rule in pack.requirements}
    for one in judged.people:
        for finding in one.findings:
            kind, phase = kinds.get(finding.rule, ("", ""))
            if kind not in {"hours", "rsc"} or phase != "renewal":
                continue
            mine = told.get((one.person.row, finding.rule))
            if finding.outcome is Outcome.GAP or finding.due is None or finding.due < day:
                assert mine is None or finding.rule not in told
            elif finding.outcome is Outcome.MEETS:
                assert mine is not None
                assert mine.outlook is Outlook.LIKELY
    for one in found.projections:
        assert str(one.why)
        assert (one.short is not None) is (one.outlook is Outlook.SHORT)
    assert forecast(book, pack, judged) == found
