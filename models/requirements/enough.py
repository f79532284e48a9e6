"""Whether what plainly counts in a log is enough; then nothing else in it needs to be weighed.

No hours are below zero: whatever else stands in a log takes nothing away from enough. A sum that is
not certain to be enough is left to `models/requirements/tally.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from models.qualified import Qualifying
from models.requirements.base import Case
from models.requirements.sessions import Counting, any_mutual, counting
from models.requirements.tally import Frame

if TYPE_CHECKING:
    from models.requirements.crowd import Crowd

Enough = Callable[["Crowd"], Sequence[bool]]
"""Says of each of a crowd whether they plainly have enough hours; False: that is looked at."""


def enough_training(log: str, topic: str | None, wanted: float, frame: Frame) -> Enough:
    """Add up hours on a topic, or of all topics, as far as what is wanted.

    frame: of everybody in the crowd.
    """
    first, last = frame.days

    def enough(crowd: Crowd) -> Sequence[bool]:
        found: list[bool] = []
        for person in crowd.people:
            whole = 0.0
            lines = person.training_lines if log == "training" else person.rsc_lines
            for _, day, hours, _, alike in lines:
                if topic is not None and topic not in alike.topics:
                    continue
                if alike.plain and day is not None and hours is not None and first <= day <= last:
                    whole += hours
                    if whole >= wanted:
                        found.append(True)
                        break
            else:
                found.append(False)
        return found

    return enough


def enough_sessions(like: Case, rules: Qualifying, wanted: float, frame: Frame) -> Enough:
    """Add up sessions that count for who gave them, as far as what is wanted."""
    counting_for, renews = _ByReceiver(like, rules, frame), like.phase == "renewal"

    def enough(crowd: Crowd) -> Sequence[bool]:
        found: list[bool] = []
        receivers = zip(crowd.gives_rsc, crowd.values("association"), strict=True)
        for person, receiver in zip(crowd.people, receivers, strict=True):
            if (renews and person.held_more) or any_mutual(person):
                found.append(False)  # hours may be received as the holder of another, or mutual
                continue
            counts, whole = counting_for[receiver], 0.0
            for _, day, hours, _, alike in person.rsc_lines:
                since, until = counts[alike]
                if day is not None and hours is not None and since <= day <= until:
                    whole += hours
                    if whole >= wanted:
                        found.append(True)
                        break
            else:
                found.append(False)
        return found

    return enough


class _ByReceiver(dict[tuple[bool, object], Counting]):
    """Which sessions count for a receiver: who gives RSC or not, of some association."""

    def __init__(self, like: Case, rules: Qualifying, frame: Frame) -> None:
        super().__init__()
        self._like, self._rules, self._days = like, rules, frame.days

    def __missing__(self, key: tuple[bool, object]) -> Counting:
        like, rules = self._like, self._rules
        receiver = rules.receiver(
            like.scopes, like.phase, gives_rsc=key[0], association=str(key[1] or "")
        )
        found = self[key] = counting(like.roster, rules, receiver, *self._days)
        return found
