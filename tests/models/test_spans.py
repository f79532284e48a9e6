"""Months to the day, and the best stretch of time in a list of hours."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.requirements.months import first_day_within, last_day_of, latest_day, reached_on
from models.requirements.spans import DatedHours, Limits, best, spans

DAYS = st.dates(date(2019, 12, 25), date(2024, 3, 5))
MONTHS = st.integers(1, 30)
ENTRIES = st.lists(
    st.builds(
        DatedHours,
        st.one_of(
            st.dates(date(2022, 1, 1), date(2024, 12, 31)),
            st.builds(date, st.just(2023), st.integers(1, 12), st.sampled_from([1, 14, 15, 28])),
        ),
        st.sampled_from([0.25, 1.0, 1.5, 2.0, 6.0]),
        st.sampled_from([0.0, 0.25, 1.0]),
    ),
    max_size=9,
)
LIMITS = st.builds(
    Limits,
    st.one_of(st.none(), st.integers(1, 14)),
    st.one_of(st.none(), st.integers(1, 26)),
    st.sampled_from(["days", "calendar_months"]),
)


@pytest.mark.parametrize(
    ("start", "months", "last"),
    [
        (date(2025, 1, 15), 12, date(2026, 1, 14)),
        (date(2025, 1, 1), 12, date(2025, 12, 31)),
        (date(2025, 1, 31), 1, date(2025, 2, 27)),
        (date(2025, 1, 31), 2, date(2025, 3, 30)),
        (date(2024, 2, 29), 12, date(2025, 2, 27)),
        (date(2023, 12, 31), 6, date(2024, 6, 29)),
    ],
)
def test_months_are_counted_to_the_day(start: date, months: int, last: date) -> None:
    """Twelve months from 15 January are up to 14 January; short months end them sooner."""
    assert last_day_of(start, months) == last


@given(DAYS, DAYS, MONTHS)
def test_who_begins_later_ends_no_earlier(one: date, other: date, months: int) -> None:
    """The last day of a stretch never goes back as its first day goes on."""
    one, other = sorted((one, other))
    assert last_day_of(one, months) <= last_day_of(other, months)
    assert latest_day(one, months, "calendar_months") <= latest_day(
        other, months, "calendar_months"
    )


@given(DAYS, MONTHS)
def test_the_first_day_of_the_last_months(last: date, months: int) -> None:
    """It is the earliest day whose so many months are not over yet."""
    first = first_day_within(last, months)
    assert last_day_of(first, months) >= last > last_day_of(first - timedelta(days=1), months)


def test_calendar_months_count_the_first_and_the_last_in_full() -> None:
    """By calendar months, sessions from 20 January to 3 December are twelve months."""
    assert reached_on(date(2025, 1, 20), 12, "calendar_months") == date(2025, 12, 1)
    assert latest_day(date(2025, 1, 20), 12, "calendar_months") == date(2025, 12, 31)


def test_the_last_day_of_a_span_is_in_it() -> None:
    """Within 24 months from 15 January counts what is of 14 January, and not of the 15th."""
    limits = Limits(at_most=24)
    for last, hours in [(date(2026, 1, 14), 3.0), (date(2026, 1, 15), 2.0)]:
        entries = [DatedHours(date(2024, 1, 15), 1.0), DatedHours(last, 2.0)]
        one = best(entries, limits, 24.0)
        assert one is not None
        assert one.hours == hours


def test_a_span_says_its_days_its_hours_and_those_of_the_second_kind() -> None:
    """From each entry on: up to the last one within the limits, with clean sums."""
    entries = [
        DatedHours(date(2025, 1, 15), 1.0, 0.25),
        DatedHours(date(2025, 6, 1), 0.1, 0.1),
        DatedHours(date(2026, 1, 14), 0.2, 0.2),
        DatedHours(date(2026, 1, 15), 5.0, 1.0),
    ]
    found = list(spans(entries, Limits(at_least=12, at_most=12)))
    assert found[:2] == [
        (date(2025, 1, 15), date(2026, 1, 14), 1.3, 0.55, True),
        (date(2025, 6, 1), date(2026, 1, 15), 5.3, 1.3, False),
    ]


def test_a_span_is_long_enough_on_the_very_day() -> None:
    """Sessions from 15 January to 14 January are a year; by calendar months, up to 1 December."""
    year, day = Limits(at_least=12), date(2025, 1, 15)
    assert year.long_enough(day, date(2026, 1, 14))
    assert not year.long_enough(day, date(2026, 1, 13))
    by_calendar = year._replace(counted="calendar_months")
    assert by_calendar.long_enough(day, date(2025, 12, 1))
    assert not by_calendar.long_enough(day, date(2025, 11, 30))
    assert Limits(at_most=24).long_enough(day, day)


@given(ENTRIES, LIMITS)
def test_spans_agree_with_trying_every_set(entries: list[DatedHours], limits: Limits) -> None:
    """No choice of entries within the limits has more hours than the best span, and one has all."""
    tried = [0.0]
    for size in range(1, len(entries) + 1):
        for chosen in combinations(entries, size):
            first, last = min(e.day for e in chosen), max(e.day for e in chosen)
            fits = limits.at_most is None or last <= latest_day(
                first, limits.at_most, limits.counted
            )
            if fits and limits.long_enough(first, last):
                tried.append(round(sum(e.hours for e in chosen), 4))
    found = [0.0, *(span.hours for span in spans(entries, limits) if span.long)]
    assert max(found) == max(tried)


@given(ENTRIES, LIMITS, st.sampled_from([0.5, 3.0, 6.0, 12.0]))
def test_the_best_span_meets_if_any_does(
    entries: list[DatedHours], limits: Limits, need: float
) -> None:
    """If some span is long enough and has enough hours, the best one is and has."""
    one = best(entries, limits, need)
    meets = any(s.long and s.hours >= need for s in spans(entries, limits))
    assert (one is not None and one.long and one.hours >= need) is meets
    if one is not None and not meets:
        assert min(one.hours, need) == max(min(s.hours, need) for s in spans(entries, limits))


@given(ENTRIES, st.sampled_from([2.0, 6.0]), st.sampled_from([0.25, 1.0, 2.0]))
def test_of_the_spans_that_meet_the_one_with_most_of_the_second_kind(
    entries: list[DatedHours], need: float, second: float
) -> None:
    """Hours about RSC given are looked for in the span where there are most of them."""
    limits = Limits(at_most=12)
    one = best(entries, limits, need, second)
    met = [min(s.second, second) for s in spans(entries, limits) if s.hours >= need]
    if one is not None and met:
        assert min(one.second, second) == max(met)


def test_hours_of_the_second_kind_decide_only_where_they_are_asked() -> None:
    """Of two spans with enough hours the latest; where RSC given is asked, the one that has it."""
    older, newer = date(2024, 1, 10), date(2025, 6, 10)
    entries = [DatedHours(older, 6.0, 1.0), DatedHours(newer, 6.0)]
    limits = Limits(at_most=12)
    assert best(entries, limits, 6.0) == (newer, newer, 6.0, 0.0, True)
    assert best(entries, limits, 6.0, 1.0) == (older, older, 6.0, 1.0, True)


def test_hours_of_the_second_kind_make_up_for_no_hours_that_lack() -> None:
    """A span with enough hours comes before one that is short, however many are of that kind."""
    older, newer = date(2024, 1, 10), date(2025, 6, 10)
    entries = [DatedHours(older, 6.0), DatedHours(newer, 5.0, 5.0)]
    found = best(entries, Limits(at_most=12), 6.0, 5.0)
    assert found is not None
    assert found.first == older
