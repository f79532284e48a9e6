"""Which order of day and month the dates of a book show, as far as they show one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from models.cells import DateOrder, Raw, parse_date, shown
from models.intake.fields import Role
from models.intake.layout import Layout


class DateEvidence(NamedTuple):
    """What the dates show. order: None where they show nothing, or both. example: a date that
    can be read in this order alone. ambiguous: one that can be read in both."""

    order: DateOrder | None
    example: str = ""
    ambiguous: str = ""


def date_evidence(layouts: Sequence[Layout]) -> DateEvidence:
    """Look for dates that can be read in one order alone; dates in both orders settle nothing."""
    only: dict[DateOrder, str] = {}
    ambiguous = ""
    for raw in _dates(layouts):
        mdy, dmy = (parse_date(raw, order).value for order in (DateOrder.MDY, DateOrder.DMY))
        if mdy is not None and dmy is None:
            only.setdefault(DateOrder.MDY, shown(raw))
        elif dmy is not None and mdy is None:
            only.setdefault(DateOrder.DMY, shown(raw))
        elif mdy != dmy and not ambiguous:
            ambiguous = shown(raw)
    if len(only) != 1:
        return DateEvidence(None, ambiguous=ambiguous)
    ((order, example),) = only.items()
    return DateEvidence(order, example, ambiguous)


def _dates(layouts: Sequence[Layout]) -> list[Raw]:
    """Give the texts in the columns of dates."""
    return [
        raw
        for layout in layouts
        for guess in layout.guesses
        if guess.field is not None and guess.field.role in {Role.DATE, Role.SIGNED}
        for raw in guess.column.samples
        if isinstance(raw, str) and "." not in raw  # dots say nothing of the order of slashes
    ]
