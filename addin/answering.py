"""The one boundary between a host and a function: nothing raises across it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from addin.errors import AddinError
from addin.registry import Answers, SheetFunction


def answered(
    function: SheetFunction | None, name: str, arguments: Sequence[object], today: date
) -> Answers:
    """Give the answer of a function; what cannot be answered is one cell with a sentence."""
    if function is None:
        return [[f'There is no formula "{name}".']]
    try:
        given = [*arguments, *[None] * (len(function.parameters) - len(arguments))]
        return function.work(*given, today)
    except AddinError as error:
        return [[str(error)]]
