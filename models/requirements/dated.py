"""Settings of a rule that differ by date and by category, each with where it was read."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from typing import TypeVar

from models.findings import Remark
from models.requirements.base import Dated, Need

__all__ = ["Dated", "holding", "shaky", "turns_of"]


D = TypeVar("D", bound=Dated)


def holding(settings: Iterable[D], scopes: Collection[str], on: date) -> Sequence[D]:
    """Give the settings that hold for some scopes on a day, in the order of the pack."""
    return [one for one in settings if one.in_force(on) and one.applies(scopes)]


def turns_of(settings: Iterable[Dated]) -> Iterator[date]:
    """Give the days on which a setting or a value begins, or no longer is, in force."""
    for one in settings:
        yield from one.turns()


def shaky(need: Need, parts: Iterable[Dated | None]) -> tuple[Remark, ...]:
    """Give the remark that part of a rule is not verified, where that is not said of all of it."""
    if need.citation.reading == "unverified":
        return ()
    unverified = any(part is not None and part.reading == "unverified" for part in parts)
    return (Remark("unverified.part"),) if unverified else ()
