"""Whether an entry of a log counts, does not, or is unclear; and why, in a few words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from models.wording import Said, sentence, worded

COUNTS, UNCLEAR, OUT = 0, 1, 2
"""It counts; it may count, and a person decides; it does not count. The better, the smaller."""


class Verdict(NamedTuple):
    """What an entry comes to. say, facts: the sentence that says why; see `models/sentences/`."""

    ruling: int
    say: str
    facts: Mapping[str, object] = {}

    @property
    def why(self) -> Said:
        """The reason, as it is written beside the entry."""
        return worded(self.say, **self.facts)

    def __str__(self) -> str:
        """Give the reason, so that one verdict may stand inside another's sentence."""
        return sentence(self.say, self.facts)
