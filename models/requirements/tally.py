"""Which entries of a log count in a cycle, which do not, and which are unclear; and their sums."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from math import inf

from models.findings import Entry
from models.records import LogEntry
from models.wording import number, written

COUNTS, UNCLEAR, OUT = 0, 1, 2


@dataclass(slots=True)
class Tally:
    """Hours of one log in one cycle, in total and by topic.

    certain: hours that count. unclear: hours of entries that may count (infinite where an entry's
    hours cannot be read). seen: whether anything stands in the log for this cycle. unreadable:
    whether the log's own sum cannot be known. next_entry: first entry dated ahead.
    """

    certain: float = 0.0
    unclear: float = 0.0
    seen: bool = False
    unreadable: bool = False
    next_entry: date | None = None
    topic_certain: dict[str, float] = field(default_factory=dict)
    topic_unclear: dict[str, float] = field(default_factory=dict)

    def of(self, topic: str | None) -> tuple[float, float]:
        """Give certain and unclear hours, of one topic or of all."""
        if topic is None:
            return round(self.certain, 4), self.unclear
        return round(self.topic_certain.get(topic, 0.0), 4), self.topic_unclear.get(topic, 0.0)


def weigh(  # noqa: PLR0911 - one reason a line
    entry: LogEntry, start: date | None, deadline: date | None, as_of: date
) -> tuple[int, str]:
    """Say whether an entry counts, is unclear, or is out, and why in a few words."""
    if entry.void is not None:
        return OUT, entry.void
    day = entry.day
    if day is None:
        return UNCLEAR, "its date cannot be read"
    last = entry.end or day
    if (start is not None and last < start) or (deadline is not None and day > deadline):
        return OUT, "it lies outside the cycle"
    if last > as_of:
        return OUT, "it is dated ahead"
    if (start is not None and day < start) or (deadline is not None and last > deadline):
        return UNCLEAR, "it runs over the edge of the cycle"
    if entry.hours is None:
        return UNCLEAR, "its hours cannot be read"
    if entry.doubt is not None:
        return UNCLEAR, entry.doubt
    return COUNTS, "inside the cycle" if start is not None else "on record"


def tally(
    entries: Sequence[LogEntry], start: date | None, deadline: date | None, as_of: date
) -> Tally:
    """Add up a person's entries in one pass."""
    sums = Tally()
    first, last = start or date.min, min(deadline or as_of, as_of)
    for entry in entries:
        _, _, day, hours, end, _, topics, parts, void, doubt = entry
        plain = end is None and parts is None and void is None and doubt is None
        if plain and day is not None and hours is not None and first <= day <= last:
            sums.seen = True  # it counts, as `weigh` would say at greater length
            sums.certain += hours
            for topic in topics:
                sums.topic_certain[topic] = sums.topic_certain.get(topic, 0.0) + hours
        else:
            _weighed(entry, sums, *weigh(entry, start, deadline, as_of))
    return sums


def _weighed(entry: LogEntry, sums: Tally, verdict: int, why: str) -> None:
    """Add an entry to what it was weighed as."""
    if verdict == COUNTS:
        sums.seen = True
        _add(entry, entry.hours or 0.0, sums.topic_certain)
        sums.certain += entry.hours or 0.0
    elif verdict == UNCLEAR:
        _unclear(entry, sums)
    elif why == "it is dated ahead" and entry.day is not None:
        _ahead(entry, sums)


def _unclear(entry: LogEntry, sums: Tally) -> None:
    """Add what an entry might come to."""
    sums.seen = True
    hours = inf if entry.hours is None else entry.hours
    sums.unreadable = sums.unreadable or entry.hours is None or entry.day is None
    sums.unclear += hours
    _add(entry, hours, sums.topic_unclear)


def _add(entry: LogEntry, hours: float, by_topic: dict[str, float]) -> None:
    """Add an entry's hours to each of its topics; a column of hours by topic goes first."""
    given = entry.topic_hours
    if given is not None:
        for topic, part in given.items():
            by_topic[topic] = by_topic.get(topic, 0.0) + part
    for topic in entry.topics:
        if given is None or topic not in given:
            by_topic[topic] = by_topic.get(topic, 0.0) + hours


def _ahead(entry: LogEntry, sums: Tally) -> None:
    """Remember the first day on which an entry that is dated ahead will count."""
    last = entry.end or entry.day
    if last is not None and (sums.next_entry is None or last < sums.next_entry):
        sums.next_entry = last


def told(
    entries: Sequence[LogEntry],
    topic: str | None,
    start: date | None,
    deadline: date | None,
    as_of: date,
) -> list[Entry]:
    """List every entry as evidence: counted or not, and why."""
    return [_told(entry, topic, start, deadline, as_of) for entry in entries]


def _told(
    entry: LogEntry, topic: str | None, start: date | None, deadline: date | None, as_of: date
) -> Entry:
    verdict, why = weigh(entry, start, deadline, as_of)
    on_topic = topic is None or topic in entry.topics or topic in (entry.topic_hours or {})
    if verdict != OUT and not on_topic:
        verdict, why = OUT, "another topic"
    day = written(entry.day) if entry.day else "no date"
    hours = f"{number(entry.hours)} h" if entry.hours is not None else "hours not readable"
    what = ", ".join(str(part) for part in (day, hours, entry.title) if part)
    why = f"unclear: {why}" if verdict == UNCLEAR else why
    return Entry(entry.table.place(entry.row, "hours"), what, verdict == COUNTS, why)
