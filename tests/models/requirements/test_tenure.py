"""Months and years of work are counted exactly."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.calendar import full_years, years_after
from models.requirements.tenure import (
    Span,
    as_months,
    as_years,
    clipped,
    first_day,
    in_words,
    least_days,
    merged,
    months,
    total,
    without,
)

DAYS = st.dates(date(2018, 1, 1), date(2027, 12, 31))
SPANS = st.builds(
    lambda start, length, share: Span(start, start + timedelta(days=length), share),
    DAYS, st.integers(0, 900), st.sampled_from([Fraction(1), Fraction(1, 2), Fraction(2, 5)]),
)  # fmt: skip
FULL = SPANS.map(lambda span: span._replace(share=Fraction(1)))


def covered(spans: list[Span]) -> set[date]:
    """Every single day of some spans."""
    return {s.start + timedelta(days=n) for s in spans for n in range((s.end - s.start).days + 1)}


@given(DAYS, st.integers(1, 8))
def test_years_are_full_on_the_day_before_the_same_day(start: date, years: int) -> None:
    """So many years, to the day: not one day earlier, whatever leap years lie between."""
    last = years_after(start, years) - timedelta(days=1)
    assert months(Span(start, last)) == 12 * years
    assert months(Span(start, last - timedelta(days=1))) < 12 * years
    assert full_years(start, last) == years


@given(FULL)
def test_one_more_day_is_more(span: Span) -> None:
    """No day is lost: every day more adds something, and less than a twelfth of a year."""
    longer = span._replace(end=span.end + timedelta(days=1))
    assert 0 < months(longer) - months(span) < 1


@given(FULL)
def test_full_months_are_those_of_the_calendar(span: Span) -> None:
    """The whole part of it are the full years and months that a person would count."""
    assert int(months(span)) // 12 == full_years(span.start, span.end)


@given(st.lists(FULL, max_size=6))
def test_two_jobs_at_once_count_once(spans: list[Span]) -> None:
    """Merging covers the very same days, none of them twice, and nothing touches."""
    one = merged(spans)
    assert covered(one) == covered(spans)
    assert sum((s.end - s.start).days + 1 for s in one) == len(covered(spans))
    for left, right in pairwise(one):
        assert left.end + timedelta(days=1) < right.start


@given(st.lists(FULL, max_size=6))
def test_the_order_of_jobs_does_not_matter(spans: list[Span]) -> None:
    """Sorted another way, or with a job twice, the sum is the same."""
    assert total(spans) == total(reversed(spans)) == total([*spans, *spans[:1]])


@given(st.lists(SPANS, max_size=5))
def test_a_day_counts_full_time_at_most(spans: list[Span]) -> None:
    """Each day counts as the sum of its shares, and never more than full time."""
    one = merged(spans)
    for piece in one:
        for day in (piece.start, piece.end):
            shares = sum((s.share for s in spans if s.start <= day <= s.end), Fraction(0))
            assert piece.share == min(Fraction(1), shares)
    assert covered(one) == covered(spans)


HALF = Fraction(1, 2)


def job(first: str, last: str, share: Fraction = Fraction(1)) -> Span:
    """A job from one day to another."""
    return Span(date.fromisoformat(first), date.fromisoformat(last), share)


@pytest.mark.parametrize(
    ("spans", "one"),
    [
        (
            [job("2024-01-01", "2024-06-30", HALF), job("2024-04-01", "2024-09-30", HALF)],
            [
                job("2024-01-01", "2024-03-31", HALF),
                job("2024-04-01", "2024-06-30"),
                job("2024-07-01", "2024-09-30", HALF),
            ],
        ),
        (
            [job("2024-01-01", "2024-01-01", HALF), job("2024-01-03", "2024-01-03", HALF)],
            [job("2024-01-01", "2024-01-01", HALF), job("2024-01-03", "2024-01-03", HALF)],
        ),
        (
            [job("2024-01-01", "2024-03-31", HALF), job("2024-04-01", "2024-06-30", HALF)],
            [job("2024-01-01", "2024-06-30", HALF)],
        ),
        (
            [job("2024-01-01", "2024-03-31"), job("2024-04-01", "2024-06-30")],
            [job("2024-01-01", "2024-06-30")],
        ),
        (
            [job("2024-01-01", "2024-03-30"), job("2024-04-01", "2024-06-30")],
            [job("2024-01-01", "2024-03-30"), job("2024-04-01", "2024-06-30")],
        ),
    ],
)
def test_jobs_become_stretches_of_one_share(spans: list[Span], one: list[Span]) -> None:
    """Two half jobs at once are a whole one; what follows the next day is the same stretch."""
    assert merged(spans) == one


@pytest.mark.parametrize(
    ("away", "left"),
    [
        (job("2023-12-01", "2024-01-01"), [job("2024-01-02", "2024-01-31")]),
        (job("2024-01-31", "2024-02-10"), [job("2024-01-01", "2024-01-30")]),
        (job("2024-01-01", "2024-01-09"), [job("2024-01-10", "2024-01-31")]),
        (job("2024-01-20", "2024-01-31"), [job("2024-01-01", "2024-01-19")]),
        (job("2024-01-01", "2024-01-31"), []),
        (
            job("2024-01-10", "2024-01-12"),
            [job("2024-01-01", "2024-01-09"), job("2024-01-13", "2024-01-31")],
        ),
        (job("2024-02-01", "2024-02-03"), [job("2024-01-01", "2024-01-31")]),
    ],
)
def test_what_is_taken_away_at_the_edges(away: Span, left: list[Span]) -> None:
    """A shared first or last day goes, and no empty stretch stays."""
    assert without([job("2024-01-01", "2024-01-31")], [away]) == left


def test_a_half_job_counts_half() -> None:
    """A year of half-time work is six months; a part of it is cut at both ends."""
    year = job("2024-01-01", "2024-12-31", HALF)
    assert total([year]) == 6
    part = clipped(year, date(2024, 3, 1), date(2024, 4, 30))
    assert part == job("2024-03-01", "2024-04-30", HALF)


def test_the_very_next_day_is_found() -> None:
    """Nothing is taken for sure that was not said."""
    after = date(2026, 11, 22)
    assert first_day(lambda day: day > after, after) == date(2026, 11, 23)


def test_a_month_takes_28_days_at_least() -> None:
    """So 27 days certainly are no month, and nothing is less than no time."""
    assert least_days(Fraction(1)) == 27
    assert least_days(Fraction(0)) == 0


@given(st.lists(FULL, max_size=4), st.lists(FULL, max_size=4))
def test_what_is_left_are_the_other_days(spans: list[Span], others: list[Span]) -> None:
    """Taking days away leaves just the days that are not among them."""
    assert covered(without(spans, others)) == covered(spans) - covered(others)


@given(FULL, DAYS, DAYS)
def test_clipping_keeps_the_days_between(span: Span, first: date, last: date) -> None:
    """A span is cut to the days from the first to the last; both may be left open."""
    part = clipped(span, first, last)
    wanted = {d for d in covered([span]) if first <= d <= last}
    assert covered([part] if part else []) == wanted
    assert clipped(span, None, None) == span


@given(DAYS, st.integers(1, 20_000))
def test_the_first_day_is_found_to_the_day(after: date, ahead: int) -> None:
    """Of something that begins on a day and goes on, that very day is found."""
    begins = after + timedelta(days=ahead)
    for sure in (0, ahead // 2, ahead - 1):
        assert first_day(lambda day: day >= begins, after, sure) == begins


def test_what_never_holds_is_not_looked_for_forever() -> None:
    """After sixty years the search ends, even at the end of the calendar."""
    assert first_day(lambda _: False, date(2026, 1, 1)) is None
    assert first_day(lambda _: False, date(9998, 1, 1)) is None
    assert first_day(lambda _: False, date(9998, 1, 1), 40_000) is None


@given(FULL, st.integers(1, 1200))
def test_no_month_is_full_before_its_days(span: Span, more: int) -> None:
    """In the days that cannot be enough for a length, that length is not reached."""
    longer = span._replace(end=span.end + timedelta(days=more))
    gained = months(longer) - months(span)
    assert least_days(gained) < more


@pytest.mark.parametrize(
    ("length", "words"),
    [
        (Fraction(0), "0 months"),
        (Fraction(1, 31), "less than a month"),
        (Fraction(1), "1 month"),
        (Fraction(12), "1 year"),
        (Fraction(24) - Fraction(1, 31), "1 year 11 months"),
        (Fraction(26), "2 years 2 months"),
    ],
)
def test_words_never_round_up(length: Fraction, words: str) -> None:
    """A day short of two years reads as 1 year 11 months."""
    assert in_words(length) == words


@given(st.fractions(1, 100))
def test_what_is_missing_is_never_rounded_down(length: Fraction) -> None:
    """It reads as the next full month; full months read the same both ways."""
    assert in_words(length, up=True) == in_words(Fraction(-(-length // 1)))


@given(st.decimals(0, 40, places=2))
def test_years_in_a_column_are_taken_as_written(years: object) -> None:
    """1.1 years are exactly 13.2 months; turning back loses nothing that was written."""
    written = float(str(years))
    assert as_months(written) == Fraction(str(years)) * 12
    assert as_years(as_months(written)) == written


@given(st.fractions(0, 100))
def test_figures_are_cut_or_raised_in_nobodys_favour(length: Fraction) -> None:
    """What somebody has is never rounded up, what is missing never down."""
    assert (
        Fraction(str(as_years(length))) <= length / 12 <= Fraction(str(as_years(length, up=True)))
    )
