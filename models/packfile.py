"""The TOML form of a rule pack, as pydantic models. `models/rulepack.py` puts it to work."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, Field

from models.providerrules import ProviderRule, ProviderSettings, Vetted
from models.requirements.base import STRICT, Cited, MonthDay, Phase, Reading
from models.requirements.clock import Clock
from models.requirements.count import Count
from models.requirements.education import Education
from models.requirements.exam import Exam
from models.requirements.fee import Fee
from models.requirements.hours import Hours
from models.requirements.membership import Membership
from models.requirements.references import References
from models.requirements.rsc import Rsc
from models.requirements.signed import Signed
from models.requirements.work import Work
from models.reviewing import ReviewWindow, Stage

AnyRequirement = Annotated[
    Hours | Rsc | Count | Membership | Signed | Education | Work | References | Exam | Clock | Fee,
    Field(discriminator="kind"),
]


class About(BaseModel):
    """What was read and how old it is, what is inferred or unverified, and what is not checked."""

    model_config = STRICT
    read: tuple[str, ...] = ()
    evidence: str = ""
    inferred: tuple[str, ...] = ()
    unverified: tuple[str, ...] = ()
    not_checked: tuple[str, ...] = ()


class Association(BaseModel):
    """Whose rules these are. bands: the age bands that the association endorses."""

    model_config = STRICT
    name: str
    place: str
    residents_only: bool = False
    bands: tuple[Literal["infant", "early"], ...] = ("infant", "early")


class Settings(BaseModel):
    """Choices of the program where no rule is published.

    late_days: so long after a deadline the ended cycle is the one judged. day_hours: more clock
    hours of one person on one day are questioned.
    """

    model_config = STRICT
    late_days: int = 90
    day_hours: float = 16.0


class SourceSpec(BaseModel):
    """Where something was read."""

    model_config = STRICT
    title: str
    where: str


class CategorySpec(BaseModel):
    """One scope: its codes and its other names, by age band (infant, early, any, both)."""

    model_config = STRICT
    scope: str
    name: str
    addon: bool = False
    codes: Mapping[str, str]
    aliases: Mapping[str, tuple[str, ...]] = {}


class TwoReadings(BaseModel):
    """Texts that name more than one category, and what to say of them."""

    model_config = STRICT
    words: tuple[str, ...]
    say: str


class StatusSpec(BaseModel):
    """One status, the phase that it puts a person in ("none": nothing is asked), other names.

    standing: what it makes of the person as a provider of RSC. stage: at which stage of an
    application it says that somebody is; set when a cell is read.
    """

    model_config = STRICT
    code: str
    phase: Phase | Literal["none"]
    standing: Literal[
        "endorsed", "emerging", "vetted", "lapsed", "inactive", "sanctioned", "removed", "unknown"
    ] = "unknown"
    stage: str = ""
    aliases: tuple[str, ...] = ()


class TopicSpec(BaseModel):
    """One topic of training and its other names."""

    model_config = STRICT
    code: str
    name: str
    aliases: tuple[str, ...] = ()


class CycleSpec(BaseModel):
    """A run of renewal cycles, `years` long each, from the first to the last (None: on and on).

    first_deadline, last_deadline: last days on which hours count. window_days: so many days before
    that day the renewal window opens. due_days: all is due so many days after that day.
    grace_days: it is still taken so many days after it was due. removal_days: so many days after
    it was due the name comes off the registry. grace_until, removal_on: the same as month and day
    ("03-31"): the first such day after it was due.
    """

    model_config = STRICT
    name: str = ""
    first_deadline: date
    last_deadline: date | None = None
    years: Annotated[int, Field(ge=1, le=10)]
    window_days: Annotated[int, Field(ge=0)] = 92
    due_days: Annotated[int, Field(ge=0, le=300)] = 0
    grace_days: Annotated[int, Field(ge=0, le=300)] = 0
    removal_days: Annotated[int | None, Field(ge=1, le=400)] = None
    grace_until: MonthDay | None = None
    removal_on: MonthDay | None = None
    source: str
    checked_on: date | None = None
    reading: Reading = "read"


class FirstRenewal(Cited):
    """What somebody owes at the first deadline after the endorsement; dated by the deadline.

    next_deadline: whose day lies within the year before a deadline renews at the next one.
    after_months: the first deadline that lies at least so many months after the day.
    prorate: a fraction by the years endorsed at the deadline. owed: all from the first.
    trigger: the day in question, of the endorsement or of the submission of the application.
    years_counted: full years, or calendar years begun.
    """

    rule: Literal["next_deadline", "owed", "after_months", "prorate"]
    trigger: Literal["endorsed", "submitted"] = "endorsed"
    months: Annotated[int, Field(ge=0, le=60)] = 12
    years_counted: Literal["full", "calendar"] = "full"


class Relief(Cited):
    """Less is asked of who has held a category for some years.

    value: what is asked then; 0: nothing. clock: the years run from the endorsement, or from the
    first cycle that begins after it. on_lapse: a lapse starts them anew, or is left out of them.
    """

    requirement: str
    scopes: tuple[str, ...]
    after_years: Annotated[int, Field(ge=1)]
    value: Annotated[float, Field(ge=0)]
    peer_counts: bool = False
    clock: Literal["endorsed", "first_full_cycle"] = "endorsed"
    on_lapse: Literal["restart", "pause"] = "restart"


class Dual(BaseModel):
    """Several credentials of one person: hours are entered once for all, or for each."""

    model_config = STRICT
    rule: Literal["once", "each"]
    source: str
    checked_on: date | None = None
    reading: Reading = "read"


class GivesRsc(BaseModel):
    """The scopes whose holders always give RSC."""

    model_config = STRICT
    always_scopes: tuple[str, ...] = ()
    source: str


class Suggestion(Cited):
    """What speaks for a category; dated by the day on which somebody asks.

    work: what the work is, as a line to choose from. roles: words that a job title may have. asks:
    what to ask besides. gives_rsc: whether it is for people who give RSC; None: no matter.
    on_top_of: the scopes one of which has to be held first.
    """

    scope: str
    work: str = ""
    roles: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    gives_rsc: bool | None = None
    on_top_of: tuple[str, ...] = ()


class WorkedCase(BaseModel):
    """One person as a sheet would show them, and what has to come out.

    person: cells by field. tabs: rows of other tabs by kind, cells by field; a row without a name
    is the person's own.
    """

    model_config = STRICT
    say: str
    as_of: date
    person: Mapping[str, Any]
    tabs: Mapping[str, tuple[Mapping[str, Any], ...]] = {}
    expect: Mapping[str, str]
    short: Mapping[str, float] = {}


def _as_list(value: object) -> object:
    """Let one table stand for a list of one."""
    return [value] if isinstance(value, Mapping) else value


class PackFile(BaseModel):
    """A pack after layering, as it must look to load."""

    model_config = STRICT
    schema_: Annotated[Literal[1], Field(alias="schema")]
    id: str
    extends: str | None = None
    name: str
    version: str
    summary: str
    about: About = About()
    association: Association | None = None
    settings: Settings = Settings()
    source: Mapping[str, SourceSpec]
    category: tuple[CategorySpec, ...]
    two_readings: tuple[TwoReadings, ...] = ()
    marks: Mapping[str, tuple[str, ...]] = {}
    status: tuple[StatusSpec, ...]
    topic: tuple[TopicSpec, ...] = ()
    cycle: tuple[CycleSpec, ...]
    first_renewal: Annotated[tuple[FirstRenewal, ...], BeforeValidator(_as_list)]
    relief: tuple[Relief, ...] = ()
    dual: Dual | None = None
    gives_rsc: GivesRsc
    requirement: tuple[AnyRequirement, ...]
    provider_rule: tuple[ProviderRule, ...] = ()
    vetted: tuple[Vetted, ...] = ()
    provider_settings: ProviderSettings | None = None
    stage: tuple[Stage, ...] = ()
    review_window: tuple[ReviewWindow, ...] = ()
    suggest: tuple[Suggestion, ...] = ()
    case: tuple[WorkedCase, ...] = ()
