"""Hours beyond what the former cycle asked, where a pack lets them count in the next one."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from models.requirements.base import Case
from models.requirements.tally import rounded

if TYPE_CHECKING:
    from models.requirements.clockhours import ClockHours


def carried_over(rule: ClockHours, case: Case) -> float:
    """Give the hours that go over from the cycle before.

    Nothing goes over from a cycle for which nothing was asked, nor to who was endorsed in it. Only
    hours that are certain go over.
    """
    held = case.held_since
    if case.start is None or case.pack is None or held is None:
        return 0.0
    if case.as_of < case.start:
        return 0.0  # the former cycle is not over
    former = case.pack.cycle_from(case.start - timedelta(days=1))
    if former.ends >= case.start or held > former.start:
        return 0.0
    asked = rule.value_for(case.held_on(former.ends), former.ends)
    if asked is None:
        return 0.0
    frame = rule.frame(case)._replace(first=former.start, last=former.ends)
    have, _ = rule.hours_in(rule.add_up(case, frame))
    return rounded(max(0.0, have - float(asked.value)))
