"""Whether what plainly counts in a log is enough; then nothing else in it needs to be weighed.

No hours are below zero: whatever else stands in a log takes nothing away from enough. A sum that is
not certain to be enough is left to `models/requirements/tally.py`.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from models.qualified import Qualifying
from models.requirements.base import Case
from models.requirements.sessions import Counting, counting
from models.requirements.tally import Frame
from models.roster import BLANK, Person

Enough = Callable[[Case], bool]
"""Says whether somebody plainly has enough hours; False: that has to be looked at."""


def enough_training(log: str, topic: str | None, wanted: float, frame: Frame) -> Enough:
    """Add up hours on a topic, or of all topics, as far as what is wanted.

    frame: of everybody whose case is alike. Who was endorsed in it has another one, and is looked
    at with care.
    """
    first, last = frame.days

    def enough(case: Case) -> bool:
        person, whole = case.person, 0.0
        if _late_comer(person, frame.first):
            return False
        for _, day, hours, _, alike in person.training if log == "training" else person.rsc:
            if topic is not None and topic not in alike.topics:
                continue
            if alike.plain and day is not None and hours is not None and first <= day <= last:
                whole += hours
                if whole >= wanted:
                    return True
        return False

    return enough


def _late_comer(person: Person, first: date | None) -> bool:
    """Whether somebody was endorsed after the first day of the cycle."""
    endorsed = person.cells.get("endorsed", BLANK).value
    return endorsed is not None and first is not None and endorsed > first


def enough_sessions(like: Case, rules: Qualifying, wanted: float, frame: Frame) -> Enough:
    """Add up sessions that count for who gave them, as far as what is wanted."""
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
        for _, day, hours, _, alike in person.rsc:
            since, until = found[alike]
            if day is not None and hours is not None and since <= day <= until:
                whole += hours
                if whole >= wanted:
                    return True
        return False

    return enough
