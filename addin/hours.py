"""ROSTER_HOURS and ROSTER_BEST_WINDOW: what a log holds for a person."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from math import inf

from addin.blocks import Cells, shape
from addin.errors import AddinError
from addin.logs import Log, Named, log_of
from addin.registry import Answers
from addin.settings import Settings
from addin.single import column_of, count_of, day_of, text_of
from models.cells import Raw
from models.problems import near
from models.records import LogEntry
from models.requirements.spans import DatedHours, Limits, best
from models.requirements.tally import Frame, tally
from models.rulepack import Pack
from models.verdicts import COUNTS, UNCLEAR
from models.wording import counted, joined, sentence, worded

USUAL_MONTHS = 12
LISTED = 3
"""So many entries are named that are not clear."""
UNDATED = date(1900, 1, 1)
"""Stands for a date that is not there, where no day is asked about."""


def hours(  # noqa: PLR0917 - in the order of the arguments of a formula
    person: Cells | None,
    log: Cells,
    topic: Cells | None,
    from_day: Cells | None,
    to_day: Cells | None,
    settings: Settings,
    *,
    today: date,  # noqa: ARG001 - a log says what it says on any day
) -> Answers:
    """Give the hours of each person; a sentence where they are not certain."""
    first, last = day_of(from_day, "from_day", settings), day_of(to_day, "to_day", settings)
    if first is not None and last is not None and first > last:
        raise AddinError(sentence("formula.from_to", {"first": first, "last": last}))
    asked = column_of(person, "person")
    found = log_of(log, "log", "", settings)
    named = found.of(asked)
    about = _topic(text_of(topic, "topic"), settings.pack, found)
    frame = Frame(date.max, first, last)
    answers = (_sum(one, about, frame) for one in named)
    return shape([one if raw else ""] for raw, one in zip(asked, answers, strict=True))


def _topic(said: str, pack: Pack, log: Log) -> str | None:
    """Give the code of a topic. Raises AddinError where there is none, or the log cannot tell."""
    if not said:
        return None
    found = pack.topics(said).value or ()
    known = ", ".join(one.name for one in pack.file.topic)
    if len(found) != 1:
        facts = {"said": said, "near": near(said, [one.name for one in pack.file.topic])}
        raise AddinError(sentence("formula.topic", facts))
    if found[0] not in log.topics:
        raise AddinError(sentence("formula.no_topics", {"known": known}))
    return found[0]


def _sum(named: Named, topic: str | None, frame: Frame) -> float | str:
    if named.problem:
        return named.problem
    entries = named.entries if frame.first or frame.last else list(map(_on_any_day, named.entries))
    certain, unclear = tally(entries, frame).of(topic)
    if not unclear:
        return certain
    return _unclear(certain, entries, frame)


def _on_any_day(entry: LogEntry) -> LogEntry:
    return entry if entry.day is not None else entry.but(day=UNDATED)


def _unclear(certain: float, entries: Sequence[LogEntry], frame: Frame) -> str:
    """Say how many hours are certain, and which entries are not."""
    facts = {"hours": counted("hours", certain), "list": _doubts(entries, frame)}
    return sentence("formula.hours_unclear", facts)


def _doubts(entries: Sequence[LogEntry], frame: Frame) -> str:
    """Name the entries that are not clear, and why."""
    weighed = ((entry.row, frame.weigh(entry)) for entry in entries)
    doubts = [
        worded("formula.doubt", row=row, why=verdict.why)
        for row, verdict in weighed
        if verdict.ruling == UNCLEAR
    ]
    more = len(doubts) - LISTED
    rest = [worded("formula.doubts_more", more=more)] if more > 0 else []
    return joined("; ", [*doubts[:LISTED], *rest])


def best_window(
    person: Cells | None,
    rsc: Cells,
    months: Cells | None,
    settings: Settings,
    *,
    today: date,  # noqa: ARG001 - a log says what it says on any day
) -> Answers:
    """Give hours, first and last day of the fullest stretch of each person's entries."""
    asked = column_of(person, "person")
    length = count_of(months, "months") or USUAL_MONTHS
    if not 1 <= length <= 600:
        raise AddinError(sentence("formula.months", {"months": length}))
    named = log_of(rsc, "rsc", "RSC", settings).of(asked)
    lines = (_stretch(raw, one, length) for raw, one in zip(asked, named, strict=True))
    return shape(lines)


def _stretch(raw: Raw, named: Named, months: int) -> Sequence[object]:
    frame = Frame(date.max)
    if not raw or named.problem:
        return named.problem, "", ""
    found = best(list(_dated(named.entries, frame)), Limits(at_most=months), inf)
    have = found.hours if found is not None else 0.0
    if any(frame.weigh(entry).ruling == UNCLEAR for entry in named.entries):
        return _unclear(have, named.entries, frame), "", ""
    return (have, found.first, found.last) if found is not None else (have, "", "")


def _dated(entries: Sequence[LogEntry], frame: Frame) -> Iterator[DatedHours]:
    for entry in entries:
        if entry.day is not None and frame.weigh(entry).ruling == COUNTS:
            yield DatedHours(entry.day, entry.hours or 0.0)
