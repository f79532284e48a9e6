"""Whether hours that serve several topics are enough where each hour may serve one topic only.

It can be shared out if, for every group of topics, the hours on at least one of them are as many as
the group asks for together (Hall's condition, for hours). With two topics that is: enough on each,
and enough on the two together.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from itertools import combinations
from typing import NamedTuple

from models.requirements.tally import rounded


class Squeeze(NamedTuple):
    """A group of topics that asks for more hours together than there are on them."""

    topics: tuple[str, ...]
    asked: float
    there: float

    @property
    def short(self) -> float:
        """The hours that lack."""
        return rounded(self.asked - self.there)


def squeezed(
    asked: Mapping[str, float], hours_on: Callable[[Collection[str]], float]
) -> Squeeze | None:
    """Find the group of two or more topics that is short of most hours together; None: none is.

    asked: hours by topic. hours_on: gives the hours that are on one or more of some topics.
    """
    worst = None
    for size in range(2, len(asked) + 1):
        for topics in combinations(sorted(asked), size):
            together = sum(asked[topic] for topic in topics)
            squeeze = Squeeze(topics, together, hours_on(topics))
            if squeeze.short > 0 and (worst is None or squeeze.short > worst.short):
                worst = squeeze
    return worst
