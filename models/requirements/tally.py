"""Which entries of a log count, which do not, and which are unclear; and their sums."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from math import inf
from typing import NamedTuple

from models.calendar import months_after
from models.findings import Entry
from models.records import Alike, LogEntry
from models.verdicts import COUNTS, OUT, UNCLEAR, Verdict
from models.wording import joined, worded


def rounded(hours: float) -> float:
    """Give a sum without what adding up fractions leaves behind: to the fourth decimal.

    >>> rounded(0.1 + 0.2)
    0.3
    """
    return round(hours, 4)


Weigh = Callable[[LogEntry], Verdict]
"""Says of an entry whether it counts, and why."""


class Frame(NamedTuple):
    """The days on which hours count for a person.

    first, last: both ends count; None: no end on that side. months: `first` lies so many months
    back; `moves`: it moves on with the days. endorsed: entries before this day, inside the frame,
    are unclear (`early` is "ask") or out ("leave_out"). used: entries used for this are out.
    """

    as_of: date
    first: date | None = None
    last: date | None = None
    months: int | None = None
    endorsed: date | None = None
    early: str = "ask"
    used: str = ""
    moves: bool = False

    @property
    def days(self) -> tuple[date, date]:
        """The first and the last day on which what nothing speaks against simply counts."""
        first, last = self.first or date.min, min(self.last or self.as_of, self.as_of)
        if self.endorsed is not None and self.early != "count":
            first = max(first, self.endorsed)
        return first, last

    def weigh(self, entry: LogEntry) -> Verdict:
        """Say whether an entry counts, is unclear, or is out, and why."""
        if entry.void is not None:
            return Verdict(OUT, "why.said", {"why": entry.void})
        if self._used(entry):
            return Verdict(OUT, "why.used")
        if entry.day is None:
            return Verdict(UNCLEAR, "why.no_date")
        return self._outside(entry, entry.day) or self._readable(entry, entry.day)

    def elsewhere(self, entry: LogEntry) -> Verdict | None:
        """Say why an entry is no matter of these days; None: it is one, whether it counts or not.

        What is used for something else, or lies in another time, says nothing of these days. What
        does not count for what it was still says that the log is kept.
        """
        if self._used(entry):
            return Verdict(OUT, "why.used")
        if entry.day is None:
            return None
        early = self.endorsed is not None and entry.day < self.endorsed
        if early and self.early == "leave_out":
            return Verdict(OUT, "why.before_endorsement", {"endorsed": self.endorsed})
        return self._outside(entry, entry.day)

    def _used(self, entry: LogEntry) -> bool:
        if not self.used or entry.session is None:
            return False
        return entry.session.used_for == self.used

    def _outside(self, entry: LogEntry, day: date) -> Verdict | None:
        last = entry.end or day
        before = self.first is not None and last < self.first
        if before or (self.last is not None and day > self.last):
            say = "why.outside" if self.months is None else "why.too_old"
            return Verdict(OUT, say, {"months": self.months})
        if last > self.as_of:
            return AHEAD
        return None

    def _readable(self, entry: LogEntry, day: date) -> Verdict:
        last = entry.end or day
        starts_early = self.first is not None and day < self.first
        if starts_early or (self.last is not None and last > self.last):
            return Verdict(UNCLEAR, "why.over_the_edge")
        if entry.hours is None:
            return Verdict(UNCLEAR, "why.no_hours")
        if entry.doubt is not None:
            return Verdict(UNCLEAR, "why.said", {"why": entry.doubt})
        if self.endorsed is not None and day < self.endorsed and self.early != "count":
            ruling = OUT if self.early == "leave_out" else UNCLEAR
            return Verdict(ruling, "why.before_endorsement", {"endorsed": self.endorsed})
        return self.counting

    @property
    def counting(self) -> Verdict:
        """Why an entry counts that lies in the frame."""
        return INSIDE if self.first is not None else ON_RECORD


INSIDE, ON_RECORD = Verdict(COUNTS, "why.inside"), Verdict(COUNTS, "why.on_record")
AHEAD = Verdict(OUT, "why.ahead")


@dataclass(slots=True, eq=False)
class Bag:
    """Hours by what they are about: by set of topics, and entries with hours by topic."""

    by_topics: dict[tuple[str, ...], float] = field(default_factory=dict)
    parted: Sequence[LogEntry] = ()

    def add(self, entry: LogEntry) -> None:
        """Put the hours of an entry in; those that cannot be read have no end."""
        if entry.topic_hours is not None:
            self.parted = (*self.parted, entry)
        else:
            hours = inf if entry.hours is None else entry.hours
            self.by_topics[entry.topics] = self.by_topics.get(entry.topics, 0.0) + hours

    def on_one(self, topic: str) -> float:
        """Give the hours that are on a topic."""
        hours = 0.0
        for own, there in self.by_topics.items():
            if topic in own:
                hours += there
        if self.parted:
            hours += sum(_part(entry, (topic,)) for entry in self.parted)
        return hours

    def on(self, topics: Collection[str]) -> float:
        """Give the hours that are on one or more of some topics; an hour counts once."""
        plain = (h for own, h in self.by_topics.items() if any(t in topics for t in own))
        return sum(plain) + sum(_part(entry, topics) for entry in self.parted)

    def apart(self, topics: Collection[str]) -> float:
        """Give the hours that are on none of some topics."""
        plain = (h for own, h in self.by_topics.items() if not any(t in topics for t in own))
        return sum(plain) + sum(_rest(entry, topics) for entry in self.parted)


def _part(entry: LogEntry, topics: Collection[str]) -> float:
    """Give an entry's hours on some topics; a column of hours on a topic goes first."""
    hours = inf if entry.hours is None else entry.hours
    return hours if _wholly(entry, topics) else min(hours, _named(entry, topics))


def _rest(entry: LogEntry, topics: Collection[str]) -> float:
    """Give an entry's hours on none of some topics."""
    if _wholly(entry, topics):
        return 0.0
    return inf if entry.hours is None else max(0.0, entry.hours - _named(entry, topics))


def _wholly(entry: LogEntry, topics: Collection[str]) -> bool:
    """Whether all hours of an entry are on some topics: it names one, and no hours for it."""
    given: Mapping[str, float] = entry.topic_hours or {}
    return any(topic in topics and topic not in given for topic in entry.topics)


def _named(entry: LogEntry, topics: Collection[str]) -> float:
    given: Mapping[str, float] = entry.topic_hours or {}
    return sum(part for topic, part in given.items() if topic in topics)


NOTHING = Bag()
"""Of what nothing is known; it is never filled."""


@dataclass(slots=True)
class Tally:
    """Hours of one log in one frame, in total and by topic.

    certain: hours that count. unclear: hours of entries that may count (infinite where an entry's
    hours cannot be read). seen: whether anything stands in the log for this frame, be it only what
    does not count (no peer, nobody qualified); then the log speaks, and not a column. unreadable:
    whether the log's own sum cannot be known. next_entry: first day on which an entry that is
    dated ahead may count. days: of what counts for certain, as far as a rule asks for them.
    ages_on: the next day on which an entry is too old, where only the last months count.
    """

    certain: float = 0.0
    unclear: float = 0.0
    seen: bool = False
    unreadable: bool = False
    next_entry: date | None = None
    days: list[date] = field(default_factory=list)
    ages_on: date | None = None
    counted: Bag = field(default_factory=Bag)
    doubtful: Bag = NOTHING

    def of(self, topic: str | None, apart: Collection[str] = ()) -> tuple[float, float]:
        """Give certain and unclear hours: of all topics, of one, or of none of those `apart`."""
        if apart:
            return rounded(self.counted.apart(apart)), self.doubtful.apart(apart)
        if topic is None:
            return rounded(self.certain), self.unclear
        return rounded(self.counted.on_one(topic)), self.doubtful.on_one(topic)

    def weighed(self, entry: LogEntry, verdict: Verdict, frame: Frame) -> None:
        """Add an entry to what it was weighed as in a frame."""
        if verdict.ruling == COUNTS and entry.day is not None:
            self.seen = True
            self.certain += entry.hours or 0.0
            self.counted.add(entry)
            self.days.append(entry.day)
        elif verdict.ruling == UNCLEAR:
            self.seen = True
            self.unreadable = self.unreadable or entry.hours is None or entry.day is None
            self.unclear += inf if entry.hours is None else entry.hours
            if self.doubtful is NOTHING:
                self.doubtful = Bag()
            self.doubtful.add(entry)
        else:
            elsewhere = verdict if verdict is AHEAD else frame.elsewhere(entry)
            if elsewhere is None:
                self.seen = True
            elif elsewhere is AHEAD:
                self.turns_on(entry.end or entry.day)

    def turns_on(self, day: date | None) -> None:
        """Remember a day ahead on which the sums may change."""
        if day is not None and (self.next_entry is None or day < self.next_entry):
            self.next_entry = day


def tally(entries: Sequence[LogEntry], frame: Frame) -> Tally:
    """Add up a person's entries in one pass."""
    sums, (first, last) = Tally(), frame.days
    certain, days, by_kind = 0.0, sums.days, dict[Alike, float]()
    for entry in entries:
        _, day, hours, _, alike = entry
        if alike.plain and day is not None and hours is not None and first <= day <= last:
            certain += hours  # it counts, as the frame would say at greater length
            by_kind[alike] = by_kind.get(alike, 0.0) + hours
            days.append(day)
        else:
            sums.weighed(entry, frame.weigh(entry), frame)
    sums.certain += certain
    by_topics = sums.counted.by_topics
    for alike, hours in by_kind.items():
        by_topics[alike.topics] = by_topics.get(alike.topics, 0.0) + hours
    sums.seen = sums.seen or bool(sums.days)
    if frame.moves:
        sums.ages_on = ages_on(entries, frame)
    return sums


def ages_on(entries: Sequence[LogEntry], frame: Frame) -> date | None:
    """Give the next day on which an entry, or the first day of a longer one, is too old."""
    days = {day for entry in entries for day in (entry.day, entry.end) if day is not None}
    turns = (months_after(day, frame.months or 0) for day in days if day <= frame.as_of)
    return min((day for day in turns if day > frame.as_of), default=None)


def told(
    entries: Sequence[LogEntry], weigh: Weigh, topic: str | None, apart: Collection[str] = ()
) -> list[Entry]:
    """List every entry as evidence: counted or not, and why."""
    return [_told(entry, weigh(entry), topic, apart) for entry in entries]


def _told(entry: LogEntry, verdict: Verdict, topic: str | None, apart: Collection[str]) -> Entry:
    if verdict.ruling != OUT and not _on_topic(entry, topic, apart):
        verdict = Verdict(OUT, "why.other_topic")
    what, why = joined(", ", _parts(entry)), verdict.why
    if verdict.ruling == UNCLEAR:
        why = worded("word.unclear", why=why)
    return Entry(entry.table.place(entry.row, "hours"), what, verdict.ruling == COUNTS, why)


def _on_topic(entry: LogEntry, topic: str | None, apart: Collection[str]) -> bool:
    """Whether anything of an entry is about what is asked."""
    if apart:
        return _rest(entry, apart) > 0
    return topic is None or topic in entry.topics or topic in (entry.topic_hours or {})


def _parts(entry: LogEntry) -> Iterator[object]:
    yield entry.day or worded("word.no_date")
    if entry.hours is None:
        yield worded("word.hours_not_readable")
    else:
        yield worded("word.hours", hours=entry.hours)
    if entry.title:
        yield entry.title
