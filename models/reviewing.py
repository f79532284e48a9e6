"""The stages of an application, and the windows in which reviewers and examiners look at them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from heapq import merge
from itertools import islice
from typing import Annotated, NamedTuple

from pydantic import AfterValidator, BaseModel

from models.calendar import next_day
from models.cells import fold_accents
from models.cells.months import MONTHS, WEEKDAYS
from models.requirements.base import STRICT, Cited
from models.roster import Person

_MONTH_DAY = re.compile(r"(\d\d)-(\d\d)")
_NTH = re.compile(r"(first|second|third|fourth|last) ([a-z]+) of ([a-z]+)")
_ORDINALS: Mapping[str, int] = {"first": 0, "second": 1, "third": 2, "fourth": 3}
_HOW = 'Write a month and a day ("12-15"), or "first friday of october".'


def _readable(text: str) -> str:
    """Refuse a text that names no day of every year."""
    try:
        day_in(text, 2023)  # no leap year: 29 February is no day of every year
    except (ValueError, KeyError):
        raise ValueError(f"{text!r} is no day of every year. {_HOW}") from None
    return text


YearDay = Annotated[str, AfterValidator(_readable)]
"""A day of every year: "12-15", or "first friday of october"."""


class Stage(BaseModel):
    """One stage of an application; a pack lists them in order.

    code: may be a field of dates, such as "submitted"; that date then says that the stage was
    reached. aliases: what people write for it. next: what comes next, in a sentence. handed_in:
    whether the application is in by then, so that no day is told by which to hand it in.
    """

    model_config = STRICT
    code: str
    name: str
    aliases: tuple[str, ...] = ()
    next: str
    handed_in: bool = False


class ReviewWindow(Cited):
    """One review a year: the last day to submit, the day of the decision, and that of the exam.

    The window is in force for the submissions due from `from` to `until`, both included.
    """

    name: str
    submit_by: YearDay
    decision_by: YearDay | None = None
    exam_on: YearDay | None = None


class Review(NamedTuple):
    """One review with its days; None where the pack gives none."""

    submit_by: date
    decision_by: date | None
    exam_on: date | None
    window: ReviewWindow


def day_in(text: str, year: int) -> date:
    """Give a day of every year in one year. Raises ValueError or KeyError where there is none.

    >>> day_in("12-15", 2026)
    datetime.date(2026, 12, 15)
    >>> day_in("first friday of october", 2026)
    datetime.date(2026, 10, 2)
    """
    found = _MONTH_DAY.fullmatch(text)
    if found:
        return date(year, int(found[1]), int(found[2]))
    nth = _NTH.fullmatch(text)
    if nth is None:
        raise ValueError(text)
    which, weekday, month = nth[1], WEEKDAYS[nth[2]], MONTHS[nth[3]]
    if which == "last":
        end = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
        return end - timedelta(days=(end.weekday() - weekday) % 7)
    start = date(year, month, 1)
    return start + timedelta(days=(weekday - start.weekday()) % 7 + 7 * _ORDINALS[which])


def _from(text: str | None, day: date) -> date | None:
    """Give the first such day on or after another."""
    if text is None:
        return None
    this = day_in(text, day.year)
    return this if this >= day else day_in(text, day.year + 1)


def reviews(windows: Sequence[ReviewWindow], day: date, number: int = 4) -> list[Review]:
    """Give the next reviews whose last day to submit is on or after a day, the first one first.

    A decision or an exam that lies earlier in the year than the submission is in the next year.
    """
    coming = merge(*(_coming(window, day) for window in windows), key=lambda r: r.submit_by)
    return list(islice(coming, number))


def _coming(window: ReviewWindow, day: date) -> Iterator[Review]:
    """Give the reviews of one window from a day on, year by year."""
    first = max(day, window.since or day)
    last = min(window.until or date.max, date(9990, 1, 1))
    for year in range(first.year, last.year + 1):
        submit = day_in(window.submit_by, year)
        if first <= submit <= last:
            yield Review(
                submit, _from(window.decision_by, submit), _from(window.exam_on, submit), window
            )


def review_of(windows: Sequence[ReviewWindow], submitted: date) -> Review | None:
    """Give the review that an application of this day goes to; None where no window is ahead."""
    return next(iter(reviews(windows, submitted, 1)), None)


def next_exam(windows: Sequence[ReviewWindow], day: date) -> Review | None:
    """Give the next review with an exam on or after a day, though its submissions may be over."""
    year_before = next_day(day - timedelta(days=366))
    around = reviews(windows, year_before, 4 * max(1, len(windows)))
    dated = [(r.exam_on, at, r) for at, r in enumerate(around) if r.exam_on and r.exam_on >= day]
    return min(dated)[2] if dated else None


def stages_by_name(stages: Sequence[Stage]) -> Mapping[str, Stage]:
    """Give the stages by what somebody may write, folded: code, name, aliases; the first has it."""
    said = ((text, s) for s in reversed(stages) for text in (s.code, s.name, *s.aliases))
    return {fold_accents(text): stage for text, stage in said}


def stage_of(stages: Sequence[Stage], person: Person, as_of: date) -> Stage | None:
    """Give the last stage whose date stands in the row and has come; None where none does."""
    reached = None
    for stage in stages:
        day = person.day(stage.code)
        if day is not None and day <= as_of:
            reached = stage
    return reached


def following(stages: Sequence[Stage], stage: Stage) -> Stage | None:
    """Give the stage after another; None after the last."""
    at = [one.code for one in stages].index(stage.code) + 1
    return stages[at] if at < len(stages) else None
