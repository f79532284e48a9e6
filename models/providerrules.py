"""Who may give RSC that counts: the TOML form of the rules. `models/qualified.py` applies them."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, Field

from models.requirements.base import STRICT, Cited, Phase, Reading

InDoubt = Literal["ask", "count", "leave_out"]
"""What of an hour where nothing is published: a person decides, it counts, or it does not."""


class Allowed(BaseModel):
    """Who may give RSC: holders of one of these scopes.

    degree: only with such a degree (a doctorate is a Master's, too). emerging: holders who are
    still emerging as well.
    """

    model_config = STRICT
    scopes: Annotated[tuple[str, ...], Field(min_length=1)]
    degree: Literal["bachelor", "master"] | None = None
    emerging: bool = False


class ProviderRule(Cited):
    """Who may give RSC to whom, by the day of the hour.

    receiver: scopes of the receiver. receiver_degree: only to who has such a degree; "bachelor"
    also holds for who has none. receiver_gives_rsc: only to who does, or does not, give RSC.
    phases: only for these; None: for all. Rules for one receiver on one day add up.
    """

    id: str
    receiver: Annotated[tuple[str, ...], Field(min_length=1)]
    receiver_degree: Literal["bachelor", "master"] | None = None
    receiver_gives_rsc: bool | None = None
    phases: tuple[Phase, ...] | None = None
    allowed: tuple[Allowed, ...]


class Vetted(Cited):
    """That vetted providers, who are not endorsed, count as well.

    association: only those whom the member's own association has vetted, or any. receiver: only
    for receivers with these scopes. phases: only for these; None: for all.
    """

    association: Literal["own", "any"]
    receiver: tuple[str, ...] | None = None
    phases: tuple[Phase, ...] | None = None


class ProviderSettings(BaseModel):
    """Choices where nothing is published. All of them are unverified unless a source says so.

    emerging_years: so long somebody may be emerging. emerging_over: what of hours after that, as
    long as nobody says that the person was endorsed. unknown: what of a provider who is not in the
    book. mutual: what of two people who give RSC to each other within mutual_months.
    """

    model_config = STRICT
    emerging_years: Annotated[int, Field(ge=1, le=10)] = 2
    emerging_over: InDoubt = "ask"
    unknown: InDoubt = "ask"
    mutual: InDoubt = "ask"
    mutual_months: Annotated[int, Field(ge=0, le=60)] = 12
    source: str | None = None
    checked_on: date | None = None
    reading: Reading = "unverified"
