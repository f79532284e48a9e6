"""Charts: every number that is drawn is written beside it, and nothing is told by shade alone."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.figures.shape import (
    Chart,
    ChartKind,
    Column,
    Figures,
    Grade,
    Line,
    Section,
    Table,
    Value,
)
from models.wording import number
from sync.board.content import Content
from sync.board.drawings import MARKS, PATTERNS, WIDTH, Point, bars, stacked, trend
from sync.board.page import page_of

NUMBERS = st.lists(st.one_of(st.none(), st.integers(0, 5000)), min_size=1, max_size=6)


def points(values: list[float | None]) -> list[Point]:
    return [Point(v, "hidden" if v is None else number(v)) for v in values]


def content(kind: ChartKind, *lines: tuple[str, list[float | None]], columns: int = 1) -> Content:
    """Give a pack with one table and its chart."""
    table = Table(
        key="one",
        title="5 < 6 & more",
        definition="What is counted.",
        first_column="Where",
        columns=tuple(Column(label=f"Column {at}", unit="people") for at in range(columns)),
        lines=tuple(
            Line(
                key=label,
                label=label,
                values=tuple(Value(number=v, hidden=v is None) for v in values),
            )
            for label, values in lines
        ),
        chart=Chart(kind=kind, columns=tuple(range(columns)), alt='Says "all" of it'),
    )
    figures = Figures(
        as_of=date(2026, 6, 10),
        grade=Grade.BOARD,
        language="en",
        pack="x",
        pack_title="X",
        pack_version="1",
        people=Value(number=9),
        headline=(),
        sections=(Section(key="s", title="S", tables=(table,)),),
    )
    return Content(title="Ours", figures=figures)


@given(st.lists(NUMBERS, min_size=1, max_size=5))
def test_bars_say_every_number_and_stay_on_the_sheet(rows) -> None:
    """Each number stands beside its bar; bars are as long as their numbers are large."""
    width = max(map(len, rows))
    lines = [
        (f"line {at}", points([*row, *([None] * (width - len(row)))]))
        for at, row in enumerate(rows)
    ]
    drawing = bars(lines, [f"column {at}" for at in range(width)])
    said = [word.text for word in drawing.words]
    for _, drawn in lines:
        assert all(point.text in said for point in drawn)
    assert all(box.x >= 0 and box.x + box.width <= WIDTH for box in drawing.boxes)
    assert all(word.y <= drawing.height for word in drawing.words)
    numbers = [point.number for _, drawn in lines for point in drawn if point.number]
    made = [box.width for box in drawing.boxes if box.width != 18][-len(numbers) :]
    if len(numbers) > 1 and width == 1:
        assert sorted(made) == pytest.approx(
            [max(made) * n / max(numbers) for n in sorted(numbers)]
        )


@given(st.lists(st.lists(st.integers(0, 900), min_size=3, max_size=3), min_size=1, max_size=5))
def test_stacked_parts_differ_by_pattern(rows) -> None:
    """Parts of one bar have patterns of their own, which the legend names."""
    drawing = stacked([(str(at), points(row)) for at, row in enumerate(rows)], ["a", "b", "c"])
    assert [box.pattern for box in drawing.boxes[:3]] == list(PATTERNS[:3])
    assert [word.text for word in drawing.words[:3]] == ["a", "b", "c"]
    assert all(box.x + box.width <= WIDTH for box in drawing.boxes)


@given(st.lists(NUMBERS, min_size=1, max_size=6))
def test_a_trend_has_marks_and_a_gap_for_what_is_hidden(rows) -> None:
    """Each series has a mark of its own; no line is drawn over a day that is hidden."""
    size = max(map(len, rows))
    series = [
        (str(at), points([*row, *([None] * (size - len(row)))])) for at, row in enumerate(rows)
    ]
    days = [(at / max(1, size - 1), f"day {at}") for at in range(size)]
    drawing = trend(days, series)
    for at, ((_, drawn), course) in enumerate(zip(series, drawing.courses, strict=False)):
        known = [point.number for point in drawn if point.number is not None]
        assert len(course.marks) == len(known)
        assert {mark.shape for mark in course.marks} <= {MARKS[at % len(MARKS)]}
        joined = sum(len(piece.split()) for piece in course.pieces)
        assert joined <= len(known)
        assert all(0 <= mark.y <= drawing.height for mark in course.marks)
    assert all(0 <= word.y <= drawing.height for word in drawing.words)


def test_a_chart_is_a_picture_with_words() -> None:
    """The SVG has its words for a reader, escaped, and the number beside the bar."""
    page = page_of(content(ChartKind.BARS, ("Open", [12.0]), ("Gap", [None]))).decode()
    assert '<title id="s-one-alt">Says &#34;all&#34; of it</title>' in page
    assert re.search(r'role="img" aria-labelledby="s-one-alt"', page)
    assert re.search(r"font-weight=\"700\"[^>]*>12</text>", page)
    assert re.search(r">hidden</text>", page)
    assert "5 &lt; 6 &amp; more" in page


def test_nothing_is_drawn_where_everything_is_hidden() -> None:
    """A table of which all is hidden is one sentence: no chart, and no lines of "hidden"."""
    page = page_of(content(ChartKind.STACKED, ("Open", [None]))).decode()
    assert "<svg" not in page
    assert "<table" not in page
    assert "Nothing of this can be shown" in page


def test_the_same_content_is_the_same_page() -> None:
    """A page is made of its content and of nothing besides."""
    one = content(ChartKind.TREND, ("2026-01-01", [12.0]), ("2026-06-10", [30.0]))
    assert page_of(one) == page_of(Content.unpacked(one.packed()))
