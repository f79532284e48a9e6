"""Whether what plainly counts in a log is enough; then nothing else in it needs to be weighed.

No hours are below zero: whatever else stands in a log takes nothing away from enough. A sum that is
not certain to be enough is left to `models/requirements/tally.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from models.qualified import Qualifying
from models.records import LogEntry
from models.requirements.base import Case
from models.requirements.sessions import Counting, counting
from models.requirements.tally import Frame
from models.roster import BLANK, Person

Enough = Callable[[Case], bool]
"""Says whether somebody plainly has enough hours; False: that has to be looked at."""


def enough_training(log: str, topic: str | None, wanted: float, frame: Frame) -> Enough:
    """Compare hours on a topic, or of all topics; requirements of one log add it up once.

    frame: of everybody whose case is alike. Who was endorsed in it has another one, and is looked
    at with care.
    """
    first, last = frame.days
    key = f"plainly {log}"

    def enough(case: Case) -> bool:
        hours = case.tallies.get(key)
        if hours is None:
            person, hours = case.person, NO_HOURS
            if not _late_comer(person, frame.first):
                entries = person.training if log == "training" else person.rsc
                hours = plain_hours(entries, first, last)
            case.tallies[key] = hours
        there: float = hours.get(topic, -1.0)
        return there >= wanted

    return enough


NO_HOURS: Mapping[str | None, float] = {}


def _late_comer(person: Person, first: date | None) -> bool:
    """Whether somebody was endorsed after the first day of the cycle."""
    endorsed = person.cells.get("endorsed", BLANK).value
    return endorsed is not None and first is not None and endorsed > first


def plain_hours(entries: Sequence[LogEntry], first: date, last: date) -> Mapping[str | None, float]:
    """Add up what plainly counts from one day to another, by topic; None: all of it."""
    hours, whole = dict[str | None, float](), 0.0
    for _, day, there, _, alike in entries:
        if alike.plain and day is not None and there is not None and first <= day <= last:
            whole += there
            for topic in alike.topics:
                hours[topic] = hours.get(topic, 0.0) + there
    hours[None] = whole
    return hours


def enough_sessions(like: Case, rules: Qualifying, wanted: float, frame: Frame) -> Enough:
    """Add up sessions that count for who gave them, up to what is wanted."""
    first, last = frame.days
    renews, roster = like.phase == "renewal", like.roster
    simply: dict[tuple[bool, str], Counting] = {}

    def counts(*, gives_rsc: bool, association: str) -> Counting:
        receiver = rules.receiver(
            like.scopes, like.phase, gives_rsc=gives_rsc, association=association
        )
        return counting(roster, rules, receiver, first, last)

    def enough(case: Case) -> bool:
        person = case.person
        if person.gave or (renews and len(person.holdings) > 1) or _late_comer(person, frame.first):
            return False  # hours may be mutual, or received as the holder of something else
        key = case.gives_rsc, str(person.cells.get("association", BLANK).value or "")
        found = simply.get(key)
        if found is None:
            found = simply[key] = counts(gives_rsc=key[0], association=key[1])
        whole = 0.0
        for _, day, there, _, alike in person.rsc:
            since, until = found[alike]
            if day is not None and there is not None and since <= day <= until:
                whole += there
                if whole >= wanted:
                    return True
        return False

    return enough
