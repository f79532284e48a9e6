"""Settings of a rule that differ by date and by category, each with where it was read."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from typing import Annotated, TypeVar

from pydantic import BaseModel, Field

from models.calendar import next_day
from models.findings import Remark
from models.requirements.base import STRICT, DatedValue, Need, Reading


class Dated(BaseModel):
    """A setting with the days on which it is in force, for which scopes, and where it was read."""

    model_config = STRICT

    since: Annotated[date | None, Field(alias="from")] = None
    until: date | None = None
    scopes: tuple[str, ...] | None = None
    source: str
    checked_on: date | None = None
    reading: Reading = "read"

    def in_force(self, on: date) -> bool:
        """Whether it holds on a day; both ends count."""
        return (self.since is None or self.since <= on) and (self.until is None or on <= self.until)

    def applies(self, scopes: Collection[str]) -> bool:
        """Whether it holds for somebody with these scopes."""
        return self.scopes is None or any(scope in self.scopes for scope in scopes)


D = TypeVar("D", bound=Dated)


def holding(settings: Iterable[D], scopes: Collection[str], on: date) -> Sequence[D]:
    """Give the settings that hold for some scopes on a day, in the order of the pack."""
    return [one for one in settings if one.in_force(on) and one.applies(scopes)]


def turns_of(settings: Iterable[Dated | DatedValue]) -> Iterator[date]:
    """Give the days on which a setting or a value begins, or no longer is, in force."""
    for one in settings:
        if one.since is not None:
            yield one.since
        if one.until is not None and one.until < date.max:
            yield next_day(one.until)


def shaky(need: Need, parts: Iterable[Dated | DatedValue | None]) -> tuple[Remark, ...]:
    """Give the remark that part of a rule is not verified, where that is not said of all of it."""
    if need.citation.reading == "unverified":
        return ()
    unverified = any(part is not None and part.reading == "unverified" for part in parts)
    return (Remark("unverified.part"),) if unverified else ()
