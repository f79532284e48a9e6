"""What people of the Wisconsin workbook attended: trainings from a programme, sessions of RSC."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from sample_workbooks.answers import Claim
from sample_workbooks.grid import Note, Value


@dataclass(frozen=True, slots=True)
class Training:
    """One row of the training log. `filed` is the day by which the row is sorted in."""

    filed: date
    day: Value
    title: str
    hours: Value
    topic: str
    end: date | None = None
    person: str | None = None
    claims: tuple[Claim, ...] = ()
    note: Note | None = None
    fill: str | None = None


@dataclass(frozen=True, slots=True)
class Session:
    """One row of the RSC log. `person` is filled in with the member's name."""

    filed: date
    day: Value
    provider: str
    hours: Value = 1
    mode: str = "Group"
    person: str | None = None
    claims: tuple[Claim, ...] = ()
    fill: str | None = None


def _course(
    month: int, number: int, title: str, hours: float, topic: str, *, year: int = 2026, end: int = 0
) -> Training:
    day = date(year, month, number)
    return Training(day, day, title, hours, topic, date(year, month, end) if end else None)


PROGRAMME: dict[str, Training] = {
    "rp": _course(2, 12, "Reflective practice in home visiting", 3, "IMH"),
    "eq": _course(3, 19, "Equity in early relational health", 3, "DEI"),
    "cf": _course(4, 22, "Spring conference, three days", 9, "IMH", end=24),
    "dv": _course(5, 14, "Diversity-informed practice, part 1", 1.5, "diversity"),
    "cu": _course(5, 28, "Culture and power in supervision", 3, "DEI; RSC"),
    "fs": _course(6, 11, "Facilitating reflective supervision", 3, "RSC"),
    "fh": _course(7, 16, "The parallel process for supervisors", 1.5, "giving RSC"),
    "sl": _course(9, 17, "Infant sleep and regulation", 2, "IMH"),
    "pl": _course(10, 8, "Perinatal loss and grief", 4, "IMH"),
    "tr": _course(11, 5, "Trauma and the young child", 3, "IMH"),
    "sc": _course(12, 3, "Co-regulation in child care", 1, "IMH"),
    "ob": _course(10, 9, "Observation skills", 3, "IMH", year=2025),
    "ab": _course(11, 13, "Anti-bias basics", 3, "DEI", year=2025),
    "nf": _course(1, 6, "Feeding and attachment webinar", 1.5, "IMH", year=2027),
}
"""By code: 2026 from "rp" to "sc"; "ob" and "ab" are of the year before, "nf" of the year after."""


def courses(codes: str) -> tuple[Training, ...]:
    """Give the trainings of the codes, as in "eq cf pl"."""
    return tuple(PROGRAMME[code] for code in codes.split())


def hours_in_2026(trainings: Sequence[Training], topics: tuple[str, ...] = ()) -> float:
    """Add up the plain entries of the cycle: the arithmetic behind the scenarios' numbers."""
    return sum(
        entry.hours
        for entry in trainings
        if isinstance(entry.hours, int | float)
        and isinstance(entry.day, date)
        and entry.day.year == 2026
        and not entry.claims
        and (not topics or any(topic in entry.topic for topic in topics))
    )


def monthly(
    provider: str, count: int, hours: float = 1, mode: str = "Group", start: int = 1, day: int = 13
) -> tuple[Session, ...]:
    """Give one session a month in 2026, on a working day near `day`."""
    sessions = []
    for month in range(start, start + count):
        when = date(2026, month, day)
        when += timedelta(days=(7 - when.weekday()) % 7 if when.weekday() > 4 else 0)
        sessions.append(Session(when, when, provider, hours, mode))
    return tuple(sessions)


@dataclass(frozen=True, slots=True)
class Member:
    """One row of the roster: what is typed, what was attended, and what follows.

    `sessions_as` is what stands in the RSC log for the person, the name unless said otherwise.
    """

    id: str
    name: str | None
    category: str | None
    status: str
    why: str
    cells: dict[str, Value] = field(default_factory=dict)
    trainings: tuple[Training, ...] = ()
    sessions: tuple[Session, ...] = ()
    claims: tuple[Claim, ...] = ()
    word: str = "Active"
    email: str = ""
    sessions_as: str = ""
    notes: dict[str, str] = field(default_factory=dict)
    fills: dict[str, str] = field(default_factory=dict)
