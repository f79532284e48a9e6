"""The status of every row: ROSTER_CHECK, ROSTER_STATUS, ROSTER_MISSING, ROSTER_DUE."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from addin.judged import BookJudged, book_judged
from addin.registry import Answer, Answers
from models.flags import MISSING, NEXT_DUE, STATUS, Line, dated_header, line_of
from models.language import say

ELSEWHERE = "ROSTER_EXPLAIN"
"""Where the rest of what is missing stands when it is cut short."""


def check(*book: Any, today: date) -> Answers:
    """Give status, what is missing and next due date of every row."""
    return _beside(book_judged(*book, today=today), (STATUS, MISSING, NEXT_DUE), _whole)


def status(*book: Any, today: date) -> Answers:
    """Give the status of every row."""
    return _beside(book_judged(*book, today=today), (STATUS,), lambda line: [line.status])


def missing(*book: Any, today: date) -> Answers:
    """Give what every row is missing."""
    return _beside(book_judged(*book, today=today), (MISSING,), lambda line: [line.missing])


def due(*book: Any, today: date) -> Answers:
    """Give the next due date of every row."""
    return _beside(book_judged(*book, today=today), (NEXT_DUE,), lambda line: [_day(line.due)])


def _whole(line: Line) -> list[Answer]:
    return [line.status, line.missing, _day(line.due)]


def _day(day: date | None) -> str:
    return day.isoformat() if day is not None else ""


def _beside(
    book: BookJudged, headers: Sequence[str], shown: Callable[[Line], list[Answer]]
) -> Answers:
    """Give a line for each row of the list of people; blank where nobody stands."""
    answers: Answers = [[""] * len(headers) for _ in range(book.rows)]
    first, *others = headers
    dated = dated_header(first, book.judged.as_of)
    answers[book.read.header_row - 1] = [dated, *map(say, others)]
    for one in book.people:
        answers[one.person.row - 1] = shown(line_of(one, ELSEWHERE))
    return answers
