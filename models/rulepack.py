"""A rule pack: its TOML form (pydantic), and the pack in force with look-ups for the engine.

A pack may extend another: see `models/layering.py`. Values are dated; a pack that contradicts
itself does not load.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import BaseModel, Field, ValidationError

from models.categories import Categories
from models.cells import Parsed, Raw, fold_accents, parse_text, quoted
from models.errors import PackError
from models.findings import Citation
from models.requirements.base import STRICT, DatedValue, Need, Phase, Reading, Requirement
from models.requirements.count import Count
from models.requirements.hours import Hours
from models.requirements.membership import Membership
from models.requirements.signed import Signed

AnyRequirement = Annotated[Hours | Count | Membership | Signed, Field(discriminator="kind")]


class About(BaseModel):
    """What was read, what is inferred, what is unverified, and what the pack does not check."""

    model_config = STRICT
    read: tuple[str, ...] = ()
    inferred: tuple[str, ...] = ()
    unverified: tuple[str, ...] = ()
    not_checked: tuple[str, ...] = ()


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
    """One status, the phase that it puts a person in ("none": nothing is asked), other names."""

    model_config = STRICT
    code: str
    phase: Phase | Literal["none"]
    aliases: tuple[str, ...] = ()


class TopicSpec(BaseModel):
    """One topic of training and its other names."""

    model_config = STRICT
    code: str
    name: str
    aliases: tuple[str, ...] = ()


class CycleSpec(BaseModel):
    """A run of renewal deadlines, `years` apart, from the first to the last (None: on and on).

    window_days: so many days before the deadline the renewal window opens.
    """

    model_config = STRICT
    first_deadline: date
    last_deadline: date | None = None
    years: Annotated[int, Field(ge=1, le=10)]
    window_days: Annotated[int, Field(ge=0)] = 92
    source: str
    checked_on: date | None = None
    reading: Reading = "read"


class FirstRenewal(BaseModel):
    """What somebody owes at the first deadline after the endorsement.

    next_deadline: endorsed in the calendar year of a deadline, renews at the next one.
    owed: every deadline is owed from the first.
    """

    model_config = STRICT
    rule: Literal["next_deadline", "owed"]
    source: str
    checked_on: date | None = None
    reading: Reading = "read"


class GivesRsc(BaseModel):
    """The scopes whose holders always give RSC."""

    model_config = STRICT
    always_scopes: tuple[str, ...] = ()
    source: str


class WorkedCase(BaseModel):
    """One person as a sheet would show them, and what has to come out."""

    model_config = STRICT
    say: str
    as_of: date
    person: Mapping[str, Any]
    expect: Mapping[str, str]
    short: Mapping[str, float] = {}


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
    settings: Settings = Settings()
    source: Mapping[str, SourceSpec]
    category: tuple[CategorySpec, ...]
    two_readings: tuple[TwoReadings, ...] = ()
    marks: Mapping[str, tuple[str, ...]] = {}
    status: tuple[StatusSpec, ...]
    topic: tuple[TopicSpec, ...] = ()
    cycle: tuple[CycleSpec, ...]
    first_renewal: FirstRenewal
    gives_rsc: GivesRsc
    requirement: tuple[AnyRequirement, ...]
    case: tuple[WorkedCase, ...] = ()


class Cycle(NamedTuple):
    """One renewal cycle: first day, deadline (its last day), and the day the window opens."""

    start: date
    deadline: date
    window_opens: date


class Pack:
    """A loaded pack: the words, the requirements and the cycles that are in force on a date."""

    def __init__(self, file: PackFile) -> None:
        """Build the look-ups. Raises PackError when the pack contradicts itself."""
        self.file = file
        self.id, self.name, self.version = file.id, file.name, file.version
        self.settings = file.settings
        self.requirements: tuple[Requirement, ...] = file.requirement
        two = {word: one.say for one in file.two_readings for word in one.words}
        self.categories = Categories(file.category, two, file.marks)
        self._statuses = _look_up((s.code, s.aliases, s) for s in file.status)
        self._topics = _look_up((t.code, (t.name, *t.aliases), t.code) for t in file.topic)
        self._plans: dict[Any, tuple[tuple[Requirement, Need | None], ...]] = {}

    def citation(self, spec: DatedValue | CycleSpec | FirstRenewal) -> Citation:
        """Give the citation of a dated value."""
        source = self.file.source[spec.source]
        return Citation(spec.source, source.title, source.where, spec.reading, spec.checked_on)

    def status(self, raw: Raw) -> Parsed[StatusSpec]:
        """Read a status cell."""
        text, problem = parse_text(raw)
        if text is None:
            return Parsed(None, problem)
        found = self._statuses.get(fold_accents(text))
        if found is None:
            known = ", ".join(s.code for s in self.file.status)
            return Parsed(None, f"{quoted(raw)} is no status that we know. Known: {known}.")
        return Parsed(found)

    def topics(self, raw: Raw) -> Parsed[tuple[str, ...]]:
        """Read a topic cell; several may stand in it. Words that name no topic are let be."""
        text, problem = parse_text(raw)
        if text is None:
            return Parsed(None, problem)
        whole = self._topics.get(fold_accents(text))
        if whole is not None:
            return Parsed((whole,))
        pieces = (self._topics.get(fold_accents(p)) for p in _split_topics(text))
        return Parsed(tuple(dict.fromkeys(topic for topic in pieces if topic)))

    def plan(
        self, phase: Phase, scopes: frozenset[str], on: date
    ) -> tuple[tuple[Requirement, Need | None], ...]:
        """Give the requirements of a phase with what is needed on a day; None: not asked then."""
        key = (phase, scopes, on)
        plan = self._plans.get(key)
        if plan is None:
            mine = (r for r in self.requirements if r.phase == phase)
            plan = tuple((r, self._need(r, scopes, on)) for r in mine)
            self._plans[key] = plan
        return plan

    def next_rules(self, phase: Phase, after: date) -> date | None:
        """Give the next day on which a value of this phase begins or ends to be in force."""
        values = (v for rule in self.requirements if rule.phase == phase for v in rule.need)
        turns = (day for v in values for day in (v.since, v.until and v.until + timedelta(days=1)))
        return min((day for day in turns if day is not None and day > after), default=None)

    def _need(self, requirement: Requirement, scopes: frozenset[str], on: date) -> Need | None:
        value = requirement.value_for(scopes, on)
        return None if value is None else Need(float(value.value), self.citation(value))

    def cycle_ending(self, deadline: date) -> Cycle:
        """Give the cycle that ends on a day; a day that is no deadline of the pack ends one too."""
        spec = self._spec_of(deadline)
        start = _years_before(deadline, spec.years) + timedelta(days=1)
        return Cycle(start, deadline, deadline - timedelta(days=spec.window_days - 1))

    def judged_cycle(self, as_of: date) -> Cycle:
        """Give the cycle that is looked at on a day: the one running, or the one just ended."""
        last = as_of - timedelta(days=self.settings.late_days)
        return self.cycle_ending(self.deadline_from(last))

    def deadline_from(self, day: date) -> date:
        """Give the first deadline on or after a day."""
        for spec in self.file.cycle:
            deadline = _first_deadline(spec, day)
            if deadline is not None:
                return deadline
        raise PackError(f"Pack {self.id}: no renewal deadline on or after {day}. Add a [[cycle]].")

    def judged_until(self, deadline: date) -> date:
        """Give the last day on which the cycle that ends on this deadline is looked at."""
        return deadline + timedelta(days=self.settings.late_days)

    def _spec_of(self, deadline: date) -> CycleSpec:
        for spec in self.file.cycle:
            if spec.last_deadline is None or deadline <= spec.last_deadline:
                return spec
        return self.file.cycle[-1]


def _first_deadline(spec: CycleSpec, day: date) -> date | None:
    """Give the first deadline of a run on or after a day, if the run has one."""
    steps = max(0, -(-(day.year - spec.first_deadline.year) // spec.years))
    deadline = _years_after(spec.first_deadline, steps * spec.years)
    if deadline < day:
        deadline = _years_after(spec.first_deadline, (steps + 1) * spec.years)
    return None if spec.last_deadline is not None and deadline > spec.last_deadline else deadline


def _years_after(day: date, years: int) -> date:
    """Give the same day some years later; 29 February falls on the 28th where there is none."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def _years_before(day: date, years: int) -> date:
    return _years_after(day, -years)


def _split_topics(text: str) -> list[str]:
    for mark in ("/", "+", "&", ",", "\n"):
        text = text.replace(mark, ";")
    return text.split(";")


def _look_up(rows: Any) -> dict[str, Any]:
    """Build a look-up from (code, aliases, value) by folded text."""
    return {fold_accents(text): value for code, aliases, value in rows for text in (code, *aliases)}


def build(data: Mapping[str, Any]) -> Pack:
    """Make a pack of layered TOML data. Raises PackError that says where and what."""
    name = data.get("id", "without an id")
    try:
        file = PackFile.model_validate(data)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "the pack"
        raise PackError(f"Pack {name}: {where}: {first['msg']}.") from None
    problems = contradictions(file)
    if problems:
        raise PackError(f"Pack {name}: {problems[0]}")
    return Pack(file)


def contradictions(file: PackFile) -> Sequence[str]:
    """List what contradicts itself: unknown sources, overlapping dates, rules that cannot hold."""
    found = [f"no source {key!r} is declared." for key in _cited(file) if key not in file.source]
    scopes = {category.scope for category in file.category}
    for rule in file.requirement:
        found += _contradictions_of(rule, scopes)
    ids = [rule.id for rule in file.requirement]
    found += [
        f"requirement {one} stands twice." for one in sorted({i for i in ids if ids.count(i) > 1})
    ]
    if not file.cycle:
        found.append("there is no [[cycle]], so nothing is ever due.")
    elif file.cycle[-1].last_deadline is not None:
        found.append("the last [[cycle]] ends; leave out last_deadline so that it goes on.")
    return found


def _cited(file: PackFile) -> list[str]:
    values = [value.source for rule in file.requirement for value in rule.need]
    cycles = [cycle.source for cycle in file.cycle]
    return [*values, *cycles, file.first_renewal.source, file.gives_rsc.source]


def _contradictions_of(rule: Requirement, scopes: set[str]) -> list[str]:
    found = []
    for value in rule.need:
        if value.since and value.until and value.since > value.until:
            found.append(f"requirement {rule.id}: a value ends before it begins.")
        unknown = set(value.scopes or ()) - scopes
        if unknown:
            found.append(f"requirement {rule.id}: no category {min(unknown)!r} is declared.")
        if not isinstance(value.value, bool) and value.value <= 0:
            found.append(f"requirement {rule.id}: {value.value} asks for nothing; leave it out.")
    for at, one in enumerate(rule.need):
        if any(_overlap(one, other) for other in rule.need[at + 1 :]):
            found.append(f"requirement {rule.id}: two values are in force at once.")
    return found


def _overlap(one: DatedValue, other: DatedValue) -> bool:
    """Whether two values hold for the same scope on the same day."""
    if one.scopes and other.scopes and not set(one.scopes) & set(other.scopes):
        return False
    starts = max(one.since or date.min, other.since or date.min)
    ends = min(one.until or date.max, other.until or date.max)
    return starts <= ends
