"""The form of the registry: what is listed of a provider, and how many people are left out."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

Setting = Literal["individual", "group"]
Status = Literal["endorsed", "emerging", "vetted"]


class Reason(StrEnum):
    """Why somebody is not listed.

    The first six are of people who may give RSC; the last two of people who asked to be listed.
    """

    NO_COLUMN = "no_column"
    DECLINED = "declined"
    BLANK = "blank"
    UNCLEAR = "unclear"
    NOT_GIVING = "not_giving"
    NAMELESS = "nameless"
    NOT_QUALIFIED = "not_qualified"
    CANNOT_TELL = "cannot_tell"


class _Frozen(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Reach(_Frozen):
    """A category of receivers."""

    scope: str = Field(description="code of the category without age band, such as MHS")
    name: str = Field(description="its name, such as Mental Health Specialist")


class Held(_Frozen):
    """Something that a provider holds on the day."""

    codes: tuple[str, ...] = Field(description="codes of the categories, such as IMHM-C")
    status: Status = Field(description="endorsed, emerging, or vetted by the association")
    until: date | None = Field(description="last day as far as is known; null: no end is known")


class Listed(_Frozen):
    """One provider, with nothing but what is meant to be published."""

    name: str = Field(description="as it stands in the roster")
    holds: tuple[Held, ...] = Field(description="what is held on the day, and until when")
    gives_to: tuple[Reach, ...] = Field(description="to whom RSC counts on the day")
    ask_first: tuple[Reach, ...] = Field(
        description="to whom it may count: ask the association first"
    )
    until: date | None = Field(description="last day on which it counts as things stand")
    settings: tuple[Setting, ...] = Field(description="individual, group or both; empty: not said")
    outsiders: bool | None = Field(description="takes people from outside; null: not said")
    remote: bool | None = Field(description="by video or telephone; null: not said")
    regions: tuple[str, ...] = Field(description="as typed; empty: not said")
    languages: tuple[str, ...] = Field(description="as typed; empty: not said")
    contact: str | None = Field(description="from the column that is meant for it, and no other")


class LeftOut(_Frozen):
    """How many people are not listed for one reason."""

    reason: Reason
    people: int


class Registry(_Frozen):
    """The registry of a book on a day.

    asked: whether the roster has the column in which people say that they want to be listed.
    changes_on: the next day on which the list may change although nobody edits the sheet.
    told: whether the rule pack says who may give RSC.
    unread: cells of the registry's columns that could not be read, so that nothing is said.
    """

    as_of: date
    pack: str
    pack_title: str
    pack_version: str
    association: str
    asked: bool
    providers: tuple[Listed, ...]
    left_out: tuple[LeftOut, ...]
    unread: int = 0
    changes_on: date | None = None
    told: bool = True
